"""The words that people write in diaries (resources/texts/import_words.json), and how they are recognised."""

import json
import re
import unicodedata
from functools import cache
from typing import Any

from cramp_journal.paths import resource

_A_LETTER = re.compile(r"\w")
_LETTER = r"a-zà-öø-ÿāăąćčďđéěęğıłńňőœřśşšťůűźżžßα-ωа-яё"


@cache
def words() -> dict[str, Any]:
    """Return all of the words by kind."""
    found: dict[str, Any] = json.loads(resource("texts/import_words.json").read_text(encoding="utf-8"))
    return found


def plainly(text: object) -> str:
    """Return a text in small letters, in one width, with single blanks."""
    small = unicodedata.normalize("NFKC", str(text)).casefold().replace("’", "'")
    return " ".join(small.split())


def is_one_of(text: object, kind: str) -> bool:
    """Return whether a whole cell is a word of a kind, such as "yes"."""
    return plainly(text) in _folded(kind)


def find_words(text: str, said: str) -> re.Match[str] | None:
    """Find a word or phrase in a plain text: whole words in alphabets, anywhere in Chinese."""
    return _pattern(said).search(text)


def names_any(text: str, kind: str) -> bool:
    """Return whether a word of a kind stands in a plain text."""
    return any(find_words(text, said) for said in _folded(kind) if _A_LETTER.search(said))


def names_cramp(text: str) -> bool:
    """Return whether a plain text speaks of a cramp."""
    return names_any(text, "cramps")


@cache
def _folded(kind: str) -> frozenset[str]:
    return frozenset(map(plainly, words()[kind]))


@cache
def _pattern(said: str) -> re.Pattern[str]:
    said = plainly(said)
    before = rf"(?<![{_LETTER}])" if re.match(rf"[{_LETTER}]", said) else ""
    after = rf"(?![{_LETTER}])" if re.search(rf"[{_LETTER}]$", said) else ""
    return re.compile(before + re.escape(said) + after)


@cache
def by_length(kind: str, of: str) -> tuple[str, ...]:
    """Return the words of one group of a kind (such as the muscles), longest first."""
    return tuple(sorted(map(plainly, words()[kind][of]), key=len, reverse=True))


def longest_in(text: str, kind: str) -> tuple[str, re.Match[str]] | None:
    """Return the group whose longest word stands in a plain text, and where."""
    found = [
        (group, match)
        for group in words()[kind]
        for said in by_length(kind, group)
        if (match := find_words(text, said))
    ]
    return max(found, key=lambda each: len(each[1][0]), default=None)


def yes_or_no(cell: object) -> bool | None:
    """Return what a cell of ticks says; None for unknown, and for anything that is no tick."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, float | int):
        return True if cell == 1 else False if cell == 0 else None
    if is_one_of(cell, "unknown"):
        return None
    return True if is_one_of(cell, "yes") else False if is_one_of(cell, "no") else None
