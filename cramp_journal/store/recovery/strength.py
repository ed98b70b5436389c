"""How hard a passphrase is to guess, in three words, and one tip for one that is too easy.

A passphrase needs at least ten characters or four words, and must take a thief who has the file and a list of all
words, names and passwords that people use more than a million guesses: each costs a third of a second and 64 MiB, so
fewer would take an hour on rented computers. Ten thousand million guesses count as strong. zxcvbn counts the guesses.
Passphrases that were set before this rule open as before.
"""

import unicodedata
from dataclasses import dataclass

from cramp_journal.errors import BadInput
from cramp_journal.i18n import _
from cramp_journal.punctuation import in_sentences
from cramp_journal.store.file.encryption import plain

SHORTEST, FEWEST_WORDS = 10, 4  # characters, words; one of both is enough
_FAIR, _STRONG = 6, 10  # powers of ten: guesses
_LONGEST = 1000  # characters: a terminal takes no longer line
_UNTYPED = {
    "Cc",
    "Cn",
    "Cs",
    "Zl",
    "Zp",
}  # categories: no keyboard types it, or a later Unicode may normalise it otherwise
_LOOKED_AT = 32  # characters that are judged, from the front and from the end: more would take seconds


@dataclass(frozen=True)
class Strength:
    """The judgement of a passphrase that is being typed. `enough` is whether it may be set."""

    enough: bool
    grade: int  # 0: nothing typed, or too short; 1: weak, 2: fair, 3: strong
    text: str  # for the person, and for screen readers


def strength_of(passphrase: str) -> Strength:
    """Judge a passphrase; takes some milliseconds, at worst half a second."""
    words = plain(passphrase)
    if not words:
        return Strength(enough=False, grade=0, text="")
    if len(words) < SHORTEST and len(words.split()) < FEWEST_WORDS:
        told = _("Too short – at least {number} characters or four words, please.")
        return Strength(enough=False, grade=0, text=told.format(number=SHORTEST))
    if reason := _unfit(words):
        return Strength(enough=False, grade=0, text=reason)
    guesses, tip = _guesses(words)
    if guesses < _FAIR:
        told = _("Weak – too easy to guess. {tip}").format(tip=tip)
        return Strength(enough=False, grade=1, text=told)
    if guesses < _STRONG:
        return Strength(enough=True, grade=2, text=_("Fair. One more word makes it strong."))
    return Strength(enough=True, grade=3, text=_("Strong."))


def refuse_unfit(passphrase: str) -> None:
    """Raise BadInput, with a tip, where a passphrase is too short, too easy to guess or cannot be typed again."""
    words = plain(passphrase)
    found = strength_of(passphrase)
    if found.enough:
        return
    if reason := _unfit(words):
        told = reason
    elif found.grade:
        told = _("This passphrase is too easy to guess. {tip}").format(tip=_guesses(words)[1])
    else:
        told = _(
            "A passphrase needs at least {number} characters or four words; four words that do not belong together"
            " make a good one."
        ).format(number=SHORTEST)
    raise BadInput(in_sentences((told, _("Nothing was changed."))))


def _unfit(words: str) -> str:
    """Return why a passphrase could not be typed again on another day; "" where it could."""
    if len(words) > _LONGEST:
        return _("A passphrase has at most {number} characters: please choose a shorter one.").format(number=_LONGEST)
    if any(unicodedata.category(each) in _UNTYPED for each in words):
        return _(
            "There is a character in this passphrase that no keyboard types, so it could not be typed again. Please"
            " type it by hand, with letters, digits and blanks."
        )
    return ""


def _guesses(words: str) -> tuple[float, str]:
    """Return how many guesses it takes, as a power of ten, and a tip."""
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its word lists are loaded only to choose a passphrase

    parts = dict.fromkeys((words[:_LOOKED_AT], words[-_LOOKED_AT:]))
    found = [zxcvbn(part, user_inputs=["cramp", "cramps", "journal", "passphrase"]) for part in parts]
    best = max(found, key=lambda each: float(each["guesses_log10"]))
    longest = max(best["sequence"], key=lambda each: len(str(each["token"])), default={"pattern": ""})
    return float(best["guesses_log10"]), _tip(str(longest["pattern"]))


def _tip(pattern: str) -> str:
    if pattern == "repeat":
        return _("The same over and over is tried first: add words that do not belong together.")
    if pattern in ("sequence", "spatial"):
        return _("Rows of digits, of the alphabet or of the keyboard are tried first: use words instead.")
    if pattern == "date":
        return _("Dates are tried first: add words that do not belong together.")
    return _("Known words and passwords are tried first: put four words together that do not belong together.")
