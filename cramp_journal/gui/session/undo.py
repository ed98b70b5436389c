"""The steps of Undo: what stood before a change and what stands after it, and how either is put back."""

from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.gui.session.changed import Changed
from cramp_journal.gui.session.journal_state import NOT_REMEMBERED, evenings_as_text

if TYPE_CHECKING:  # slow to import: the first paint does without them
    from cramp_journal.model import Night, Row
    from cramp_journal.store import Journal
    from cramp_journal.store.acknowledged.missing import MissingNight, More

    Waiting = tuple[list[MissingNight], More | None]

SomeRow = TypeVar("SomeRow", bound="Row")
_HOURS = 24  # what was replaced or deleted can be undone so long, over a restart too


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

    def touches(self) -> Changed:
        """Return what it changes, whichever way it is put."""
        either = [row for row in (self.before, self.after) if row is not None]
        if self.evening is None:
            return Changed(tables=frozenset(str(row.__tablename__) for row in either))
        before, after = (factors_of(cast("Night | None", night)) for night in (self.before, self.after))
        return Changed(
            frozenset({self.evening}), frozenset({"factor"} if after - before else ())
        )  # it may be a new one


def factors_of(night: "Night | None") -> set[str]:
    """Return the names of the person's own factors in a night."""
    return {each.factor.name for each in night.night_factors} if night is not None else set()


class InventedRemoved(Step):
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

    def touches(self) -> Changed:
        """Return that more is changed than can be told."""
        return Changed(everything=True)


class NightRestored(Step):
    """A night out of the bin; what stood for its evening lies in the bin instead, and the other way round on Undo."""

    def __init__(self, evening: date, key: str, other: str | None) -> None:
        super().__init__(evening, None, None)
        self._key, self._other = key, other

    @classmethod
    def begin(cls, journal: "Journal", key: str) -> list[Step]:
        """Bring a night back and give the step."""
        evening = next((each.evening for each in journal.bin() if each.key == key), date.min)
        before = journal.bring_back(key)
        return [cls(evening, key, before.id if before else None)]

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Let the one or the other stand."""
        standing = self._key if forward else self._other
        if standing is not None:
            journal.bring_back(standing)
        elif self.evening is not None:
            journal.delete(self.evening)

    def touches(self) -> Changed:
        """Return that a night changes, and with it perhaps which factors there are."""
        return Changed(frozenset({self.evening} if self.evening else ()), frozenset({"factor"}))


class EarlierDeletion(NightRestored):
    """A night that went into the bin before the program was started: Undo lets it stand again."""

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Let the other one stand, or this one."""
        super().put(journal, forward=not forward)


def of_the_last_day(journal: "Journal") -> list[list[Step]]:
    """Return the steps of Undo for what the person deleted or replaced within a day, oldest first.

    A restart does not end them; what Undo or a move put into the bin is not among them.
    """
    steps: list[list[Step]] = []
    for each in journal.undoable():
        hours = abs((datetime.now(UTC) - each.deleted_at.replace(tzinfo=UTC)).total_seconds()) / 3600
        if hours < _HOURS:
            standing = journal.night(each.evening)
            steps.append([EarlierDeletion(each.evening, each.key, standing.id if standing else None)])
    return steps


class NotRemembered(Step):
    """“Don't remember” for a night of the catch-up list: no night of the journal, but it is not asked for again."""

    def __init__(self, evening: date, among: set[date]) -> None:
        super().__init__(None, None, None)
        self._night, self._among = evening, among

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Do not ask for the night, or ask again."""
        (self._among.add if forward else self._among.discard)(self._night)
        with suppress(JournalError):  # it is asked for again at the next start
            journal.set_state(NOT_REMEMBERED, evenings_as_text(self._among))


class Settled(Step):
    """What became of the nights that were missing: what waited before it, and what waits after it."""

    def __init__(self, before: "Waiting", after: "Waiting") -> None:
        super().__init__(None, None, None)
        self._waiting = before, after

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Let wait what waited after it, or before it."""
        journal.set_missing(*self._waiting[forward])


class UndoStack:
    """What can be undone, and what can be done again after that."""

    def __init__(self, done: list[list[Step]] | None = None) -> None:
        """Begin with what can be undone already, oldest first."""
        self._done: list[list[Step]] = done or []
        self._undone: list[list[Step]] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return bool(self._undone)

    def add(self, steps: list[Step]) -> None:
        """Take in what was changed at once."""
        self._done.append(steps)
        self._undone.clear()

    def undo(self, journal: "Journal") -> list[Step]:
        """Put back what stood before the last change, and give its steps. Raises JournalError, and keeps them then."""
        return self._walk(journal, self._done, self._undone, forward=False)

    def redo(self, journal: "Journal") -> list[Step]:
        """Do again what was undone last, and give its steps. Raises JournalError, and keeps them then."""
        return self._walk(journal, self._undone, self._done, forward=True)

    def _walk(
        self, journal: "Journal", there: list[list[Step]], here: list[list[Step]], *, forward: bool
    ) -> list[Step]:
        if not there:
            return []
        with nullcontext() if forward else journal.putting_back():
            for step in there[-1]:
                step.put(journal, forward=forward)
        here.append(there.pop())
        return here[-1]


def put_nights(journal: "Journal", nights: "list[Night]") -> list[Step]:
    """Save some nights that `night_from` made just now, and return the steps."""
    return [Step(night.evening, journal.save(night, clock.today(), checked=True), night) for night in nights]


def put(journal: "Journal", step: Step) -> list[Step]:
    """Take a step and give it."""
    step.put(journal, forward=True)
    return [step]


def put_row(journal: "Journal", row: "Row", before: "Row | None") -> list[Step]:
    """Keep a row in place of another (None: it is new) and give the step."""
    journal.keep(row)
    return [Step(None, before, row)]


def changed(row: "SomeRow", **values: Any) -> "SomeRow":
    """Give a copy of a row with some values put in place."""
    kind = type(row)
    return kind(**{name: getattr(row, name) for name in kind.model_fields} | values)


def removed_by(steps: list[Step]) -> list[tuple[date, int]]:
    """Return the evenings whose nights lost cramps that said something, and how many each."""
    from cramp_journal.model import Night, cramps_removed, values_of  # noqa: PLC0415 - slow before the journal is open

    found = []
    for step in steps:
        if step.evening is not None and isinstance(step.before, Night) and isinstance(step.after, Night):
            count = cramps_removed(values_of(step.before), values_of(step.after))
            found += [(step.evening, count)] if count else []
    return found
