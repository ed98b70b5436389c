"""Removes what nobody can see, and no journal stores, from text that people type and paste."""

import re
import unicodedata
from typing import Any

from cramp_journal.words import NAME_LENGTH, NOT_SHOWN

_EARLIEST = 1880  # year of birth, as in the form of the journal
_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85"  # each ends a line or a page
_BETWEEN = re.compile(rf"(?<=\S)[{_ENDS}]+(?=\S)")
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # they turn what stands beside a name around
_SEEN_AS_NOTHING = "ㅤᅟᅠﾠ⠀͏឴឵"  # letters and marks without a visible form


def shown(text: str) -> str:
    """Return a text without control characters and surrogates; line ends between words remain."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return NOT_SHOWN.sub("", _BETWEEN.sub("\n", text)) if NOT_SHOWN.search(text) else text


def name_in(text: str) -> str:
    """Return a name as typed, on one line and without marks of direction; "" if nothing of it is visible."""
    name = " ".join(_DIRECTIONS.sub("", shown(text)).split())
    first = next((place for place, letter in enumerate(name) if _is_seen(letter)), len(name))
    while name and unicodedata.category(name[-1]) == "Cf":
        name = name[:-1].rstrip()
    begun = name[first:]
    return begun if begun.strip() else ""


def too_long(name: str, most: int = NAME_LENGTH) -> int:
    """Return the number of characters by which a text is too long, or 0."""
    return max(0, len(name) - most)


def year_in(text: str, newest: int) -> int | None:
    """Return a year of birth, in the digits of any script; None if it is none, or nobody alive was born in it."""
    digits = text.strip()
    if len(digits) != 4 or not digits.isdecimal():
        return None
    year = int(digits)
    return year if _EARLIEST <= year <= newest else None


def cleaned(values: Any) -> Any:
    """Return values in the exchange form that a person typed, without invisible characters."""
    if isinstance(values, str):
        return shown(values)
    if isinstance(values, list):
        return [cleaned(each) for each in values]
    if isinstance(values, dict):
        return {name: cleaned(value) for name, value in values.items()}
    return values


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cf", "Zs", "Cn", "Co") and letter not in _SEEN_AS_NOTHING
