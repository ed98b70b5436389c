"""The nights that the person does not remember: no record, but said so once, and not asked for again.

They are kept in the journal's own notes, not among its nights: a night without a record is unknown to every figure.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from cramp_journal.store.journal.journal import Journal

NOT_REMEMBERED = "not_remembered"  # the name of the note
_MOST = 4000  # of these evenings, the newest: over ten years of them


def not_remembered(journal: "Journal") -> frozenset[date]:
    """Return the evenings that the person does not remember; one may have been recorded since."""
    return frozenset(evenings_in(journal.state(NOT_REMEMBERED)))


def evenings_in(text: str) -> set[date]:
    """Read a list of evenings; what is no date is passed over."""
    return {day for word in text.split() if (day := day_in(word)) is not None}


def evenings_as_text(evenings: Iterable[date]) -> str:
    """Write a list of evenings."""
    return " ".join(day.isoformat() for day in sorted(evenings)[-_MOST:])


def day_in(text: str) -> date | None:
    """Read a date; None if it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
