"""What somebody means who types what they wish to try."""

from cramp_journal.advice.may_try import thing_taken
from cramp_journal.advice.trial_things import words_of_thing
from cramp_journal.analysis.experiments.rules import THINGS, Thing
from cramp_journal.errors import BadInput
from cramp_journal.exchange.typed_text import name_in, too_long
from cramp_journal.i18n import _
from cramp_journal.words import NAME_LENGTH, name_key


def thing_meant(text: str) -> Thing:
    """Return what a typed text means: one of the things that are known, by its name or its words, or what is taken.

    Raises:
        BadInput: Nothing of it can be seen, or it is too long for a name.
    """
    name = name_in(text)
    if not name:
        raise BadInput(_("Say what you would like to try."))
    if too_long(name):
        raise BadInput(_("That is too long for a name: {most} characters at most.").format(most=NAME_LENGTH))
    key = _plain(name)
    for thing in THINGS:
        if key in (_plain(thing.name), _plain(words_of_thing(thing).name)):
            return thing
    return thing_taken(name)


def _plain(text: str) -> str:
    return name_key(text.replace("_", " ").replace("-", " "))
