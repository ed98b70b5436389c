"""The steps of Undo: what stood before a change and what stands after it, and how either is put back."""

from dataclasses import dataclass
from datetime import date, datetime
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


class Removal(Step):
    """All that was made up for looking around, taken out at once."""

    def __init__(self) -> None:
        super().__init__(None, None, None)
        self._since: datetime | None = None

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Take it out, or bring it back."""
        from cramp_journal.model import utc_now  # noqa: PLC0415 - slow before the journal is open

        if forward:
            self._since = utc_now()
            journal.remove_invented()
        elif self._since is not None:
            journal.bring_back_invented(self._since)


class NotRemembered(Step):
    """“Don't remember” for a night of the catch-up list: nothing in the journal, but the night is not asked again."""

    def __init__(self, evening: date, among: set[date]) -> None:
        super().__init__(None, None, None)
        self._night, self._among = evening, among

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Do not ask for the night, or ask again."""
        del journal  # it knows nothing of this
        (self._among.add if forward else self._among.discard)(self._night)


def put_nights(journal: "Journal", nights: "list[Night]") -> list[Step]:
    """Save some nights and give the steps."""
    return [Step(night.evening, journal.save(night, clock.today()), night) for night in nights]


def put(journal: "Journal", step: Step) -> list[Step]:
    """Take a step and give it."""
    step.put(journal, forward=True)
    return [step]


def put_row(journal: "Journal", row: "Row", before: "Row | None") -> list[Step]:
    """Keep a row in place of another (None: it is new) and give the step."""
    journal.keep(row)
    return [Step(None, before, row)]


def changed(row: "AnyRow", **values: Any) -> "AnyRow":
    """Give a copy of a row with some values put in place."""
    kind = type(row)
    return kind(**{name: getattr(row, name) for name in kind.model_fields} | values)
