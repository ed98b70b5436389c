"""What somebody means who types what they wish to try."""

from cramp_journal.advice.may_try import thing_taken
from cramp_journal.advice.trial_things import words_of_thing
from cramp_journal.analysis.experiments.rules import THINGS, Thing
from cramp_journal.words import name_key


def thing_meant(text: str) -> Thing:
    """Return what a typed text means: one of the things that are known, by its name or its words, or what is taken."""
    key = _plain(text)
    for thing in THINGS:
        if key in (_plain(thing.name), _plain(words_of_thing(thing).name)):
            return thing
    return thing_taken(text.strip())


def _plain(text: str) -> str:
    return name_key(text.replace("_", " ").replace("-", " "))
