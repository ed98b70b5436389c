"""Shortens what does not fit on a page, and says so: the appendix has the rest."""

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

from cramp_journal.i18n import _, ngettext

Any_ = TypeVar("Any_")
_WIDE = ("W", "F")  # East Asian characters
_CAPITAL, _BROAD = 1.4, 1.8  # columns


def columns(text: str) -> float:
    """Return how many columns a text takes: a small letter takes one, a Chinese character two."""
    return sum(map(_column, text))


def _column(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in _WIDE:
        return 2
    if letter in "MWmw@%":
        return _BROAD
    return _CAPITAL if letter.isupper() else 1


def truncate(text: str, room: float) -> str:
    """Return a text of at most `room` columns, cut with “…” if it is longer, at a nearby blank if there is one."""
    if columns(text) <= room:
        return text
    kept, taken = "", 0.0
    for letter in text:
        taken += _column(letter)
        if taken >= room:
            break
        kept += letter
    blank = kept.rfind(" ")
    return (kept[:blank] if blank > 0.75 * len(kept) else kept).rstrip() + "…"


def lines_of(text: str, room: float, most: int) -> tuple[list[str], bool]:
    """Return the lines of a text within columns and lines, and whether that is all of it."""
    found = [line.strip() for line in text.splitlines() if line.strip()]
    kept: list[str] = []
    for line in found[:most]:
        kept.append(truncate(line, room))
        room -= columns(line)
        if room <= 0:
            break
    return kept, kept == found


def first_of(rows: Sequence[Any_], most: int) -> tuple[list[Any_], int]:
    """Return the first rows, and how many are left off. A single row is never left off."""
    kept = rows if len(rows) <= most else rows[: most - 1]
    return list(kept), len(rows) - len(kept)


def more(count: int, *, in_full: bool = False) -> str:
    """Say that rows are left off here; "" if none. What the appendix leaves off too is in the journal."""
    if in_full:
        text = ngettext("… and {n} more, in the journal", "… and {n} more, in the journal", count)
    else:
        text = ngettext("… and {n} more, see the appendix", "… and {n} more, see the appendix", count)
    return text.format(n=count) if count else ""


def goes_on() -> str:
    """Say that a text is cut."""
    return _("… goes on in the appendix")
