"""The steps of Undo: what stood before a change and what stands after it, and how either is put back."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

from cramp_journal import clock

if TYPE_CHECKING:  # slow to import: the first paint does without them
    from cramp_journal.model import Night, Row
    from cramp_journal.store import Journal

AnyRow = TypeVar("AnyRow", bound="Row")


@dataclass
class Step:
    """One thing that was changed. None: nothing stood (or stands) there."""

    evening: date | None  # of a night; None for any other row
    before: "Night | Row | None"
    after: "Night | Row | None"

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Put what stood after (or before) the change into the journal."""
        wanted, other = (self.after, self.before) if forward else (self.before, self.after)
        if self.evening is not None:
            if wanted is None:
                journal.delete(self.evening)
            else:
                journal.save(cast("Night", wanted), clock.today())
        elif wanted is not None:
            wanted.deleted_at = None
            journal.keep(wanted)
        elif other is not None:
            journal.remove(other)


def put_nights(journal: "Journal", nights: "list[Night]") -> list[Step]:
    """Save some nights and give the steps."""
    return [Step(night.evening, journal.save(night, clock.today()), night) for night in nights]


def put_row(journal: "Journal", row: "Row", before: "Row | None") -> list[Step]:
    """Keep a row in place of another (None: it is new) and give the step."""
    journal.keep(row)
    return [Step(None, before, row)]


def changed(row: "AnyRow", **values: Any) -> "AnyRow":
    """Give a copy of a row with some values put in place."""
    kind = type(row)
    return kind(**{name: getattr(row, name) for name in kind.model_fields} | values)
