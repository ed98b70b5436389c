"""Removes from a text what no font of the report can show and what could disturb the text around it."""

import re
import unicodedata
from typing import Any

# Signs that change the direction of the text after them, or join emoji, and emoji themselves: no font has them.
_GONE = re.compile(
    "["
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u061c\ufeff\ufe00-\ufe0f\ufff9-\uffff"
    "\u2600-\u26ff\u2700-\u2712\u2714-\u2716\u2718-\u27bf\u2b00-\u2bff\u231a-\u23ff\u20e3\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff\U000e0000-\U000e01ef"
    "]"
)
_NO_LETTER = ("Cc", "Cs", "Co", "Cn")  # control, surrogate, private, unassigned


def sanitize(text: str) -> str:
    """Return a text that can be typeset; a removed character leaves no double blank."""
    plain = unicodedata.normalize("NFC", text.replace("\t", " "))
    if plain.isprintable() and not _GONE.search(plain):
        return plain
    kept = _GONE.sub("", plain)
    kept = "".join(c for c in kept if c == "\n" or unicodedata.category(c) not in _NO_LETTER)
    return re.sub("  +", " ", kept).strip() if kept != plain else kept


def sanitize_all(value: Any) -> Any:
    """Sanitize all texts in a value made of dictionaries and lists."""
    if isinstance(value, str):
        return sanitize(value)
    if isinstance(value, dict):
        return {key: sanitize_all(inner) for key, inner in value.items()}
    return [sanitize_all(inner) for inner in value] if isinstance(value, list) else value
