"""Words as people type and paste them: what nobody can see, and no journal holds, is taken out."""

import re
import unicodedata
from typing import Any

from cramp_journal.words import NAME_LENGTH, NOT_SHOWN

_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85"  # each ends a line or a page
_BETWEEN = re.compile(rf"(?<=\S)[{_ENDS}]+(?=\S)")
_SEEN_AS_NOTHING = "ㅤᅟᅠﾠ⠀͏឴឵"  # letters and marks that have no picture


def shown(text: str) -> str:
    """Give a text without control characters and halves of letters; what ended a line between words still does."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return NOT_SHOWN.sub("", _BETWEEN.sub("\n", text)) if NOT_SHOWN.search(text) else text


def name_in(text: str) -> str:
    """Give a name as it was typed, in one line; "" where there is nothing of it to be seen."""
    name = " ".join(shown(text).split())
    first = next((place for place, letter in enumerate(name) if _is_seen(letter)), len(name))
    while name and unicodedata.category(name[-1]) == "Cf":
        name = name[:-1].rstrip()
    begun = name[first:]
    return begun if begun.strip() else ""


def too_long(name: str, most: int = NAME_LENGTH) -> int:
    """Give by how many letters a text is too long; 0 where it is not."""
    return max(0, len(name) - most)


def cleaned(values: Any) -> Any:
    """Give values in the exchange form that a person typed, without what nobody can see."""
    if isinstance(values, str):
        return shown(values)
    if isinstance(values, list):
        return [cleaned(each) for each in values]
    if isinstance(values, dict):
        return {name: cleaned(value) for name, value in values.items()}
    return values


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cf", "Zs", "Cn", "Co") and letter not in _SEEN_AS_NOTHING
