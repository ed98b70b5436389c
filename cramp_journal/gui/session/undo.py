"""The steps of Undo: the state before and after a change, and how either is restored."""

from collections.abc import Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.gui.session.changed import Changed
from cramp_journal.gui.session.journal_state import NOT_REMEMBERED, evenings_as_text

if TYPE_CHECKING:  # slow to import: not needed for the first paint
    from cramp_journal.exchange.plan import ImportPlan
    from cramp_journal.merging.asking import Edits, Merged
    from cramp_journal.merging.versions import Units
    from cramp_journal.model import Night, NightForm, Row
    from cramp_journal.store import Journal
    from cramp_journal.store.acknowledged.missing import MissingNight, More

    Waiting = tuple[list[MissingNight], More | None]

SomeRow = TypeVar("SomeRow", bound="Row")
_MOST = 100  # changes: more are not kept, however long the window stays open
_HOURS = 24  # how long a replacement or deletion can be undone, even after a restart


@dataclass
class Step:
    """One thing that changed; None stands for a missing night or row."""

    evening: date | None  # of a night; None for any other row
    before: "Night | Row | None"
    after: "Night | Row | None"

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Write the state after (or before) the change into the journal."""
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
        """Return what the step changes, in either direction."""
        either = [row for row in (self.before, self.after) if row is not None]
        if self.evening is None:
            return Changed(tables=frozenset(str(row.__tablename__) for row in either))
        before, after = (factors_of(cast("Night | None", night)) for night in (self.before, self.after))
        return Changed(
            frozenset({self.evening}), frozenset({"factor"} if after - before else ())
        )  # it may be a new factor


def factors_of(night: "Night | None") -> set[str]:
    """Return the names of the person's own factors in a night."""
    return {each.factor.name for each in night.night_factors} if night is not None else set()


class InventedRemoved(Step):
    """All example data, removed at once."""

    def __init__(self) -> None:
        super().__init__(None, None, None)
        self._since: datetime | None = None

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Remove it, or restore it."""
        from cramp_journal.model import utc_now  # noqa: PLC0415 - slow before the journal is open

        if forward:
            self._since = utc_now()
            journal.remove_invented()
        elif self._since is not None:
            journal.restore_invented(self._since)

    def touches(self) -> Changed:
        """Return that more changes than can be listed."""
        return Changed(everything=True)


class NightRestored(Step):
    """A night restored from the bin; the replaced night of its evening goes into the bin, and Undo swaps them."""

    def __init__(self, evening: date, key: str, other: str | None) -> None:
        super().__init__(evening, None, None)
        self._key, self._other = key, other

    @classmethod
    def begin(cls, journal: "Journal", key: str) -> list[Step]:
        """Restore a night and return the step."""
        evening = next((each.evening for each in journal.bin() if each.key == key), date.min)
        before = journal.restore_night(key)
        return [cls(evening, key, before.id if before else None)]

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Put the one or the other night into the journal."""
        standing = self._key if forward else self._other
        if standing is not None:
            journal.restore_night(standing)
        elif self.evening is not None:
            journal.delete(self.evening)

    def touches(self) -> Changed:
        """Return that a night changes, and perhaps the factors with it."""
        return Changed(frozenset({self.evening} if self.evening else ()), frozenset({"factor"}))


class EarlierDeletion(NightRestored):
    """A night that went into the bin before the program was started; Undo restores it."""

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Put the other night into the journal, or this one."""
        super().put(journal, forward=not forward)


def of_the_last_day(journal: "Journal") -> list[list[Step]]:
    """Return the steps of Undo for nights that the person deleted or replaced within a day, oldest first.

    They outlast a restart; nights that Undo or a move put into the bin are not among them.
    """
    steps: list[list[Step]] = []
    for each in journal.undoable():
        hours = abs((datetime.now(UTC) - each.deleted_at.replace(tzinfo=UTC)).total_seconds()) / 3600
        if hours < _HOURS:
            standing = journal.night(each.evening)
            steps.append([EarlierDeletion(each.evening, each.key, standing.id if standing else None)])
    return steps


class NotRemembered(Step):
    """“Don't remember” for a night of the catch-up list: no night of the journal, but the list stops asking for it."""

    def __init__(self, evening: date, among: set[date]) -> None:
        super().__init__(None, None, None)
        self._night, self._among = evening, among

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Stop asking for the night, or ask again."""
        (self._among.add if forward else self._among.discard)(self._night)
        with suppress(JournalError):  # then the next start asks for it again
            journal.set_state(NOT_REMEMBERED, evenings_as_text(self._among))


class FileBrought(Step):
    """The nights and rows of a file, values for recorded nights, and nights that were changed there, at once."""

    def __init__(
        self, plan: "ImportPlan", fills: dict[str, dict[date, float]], changed: "Sequence[NightForm]" = ()
    ) -> None:
        super().__init__(None, None, None)
        self._plan, self._fills, self._changed = plan, fills, changed

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Bring them in, or take them back."""
        from cramp_journal.exchange.plan import import_mark  # noqa: PLC0415 - slow before the journal is open

        if forward:
            journal.import_rows(self._plan.nights, self._plan.rows, import_mark(), self._fills, self._changed)
        else:
            journal.undo_import()

    def touches(self) -> Changed:
        """Return that more changes than can be listed."""
        return Changed(everything=True)


class JournalMerged(Step):
    """Another journal, brought in at once."""

    done: "Merged"

    def __init__(self, theirs: "Units") -> None:
        super().__init__(None, None, None)
        self._theirs = theirs

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Bring it in, or take it back but for what was changed since."""
        if forward:
            self.done = journal.merger.merge(self._theirs)
        else:
            journal.merger.undo()

    def touches(self) -> Changed:
        """Return that more changes than can be listed."""
        return Changed(everything=True)


class QuestionAnswered(Step):
    """An answer to what two journals say differently."""

    def __init__(self, journal: "Journal", answer: "Edits") -> None:
        super().__init__(None, None, None)
        self._answer, self._before = answer, journal.merger.before(answer)

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Write the answer, or ask again."""
        if forward:
            journal.merger.answer(self._answer)
        else:
            journal.merger.put(self._before)

    def touches(self) -> Changed:
        """Return that more changes than can be listed."""
        return Changed(everything=True)


class MissingNightsSettled(Step):
    """A decision about missing nights: the nights that waited before it, and those that wait after it."""

    def __init__(self, before: "Waiting", after: "Waiting") -> None:
        super().__init__(None, None, None)
        self._waiting = before, after

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Set the nights that wait to those after the decision, or before it."""
        journal.set_missing(*self._waiting[forward])


class UndoStack:
    """The changes that can be undone, and those that can be redone."""

    def __init__(self, done: list[list[Step]] | None = None) -> None:
        """Start with changes that can be undone already, oldest first."""
        self._done: list[list[Step]] = done or []
        self._undone: list[list[Step]] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self._undone)

    @property
    def last(self) -> list[Step] | None:
        """The steps that `undo` would undo."""
        return self._done[-1] if self._done else None

    def add(self, steps: list[Step]) -> None:
        """Add a change: all the steps that were made at once."""
        self._done.append(steps)
        del self._done[:-_MOST]
        self._undone.clear()

    def undo(self, journal: "Journal") -> list[Step]:
        """Undo the last change, and return its steps.

        Raises:
            JournalError: The change stays on the stack.
        """
        return self._walk(journal, self._done, self._undone, forward=False)

    def redo(self, journal: "Journal") -> list[Step]:
        """Redo the change that was undone last, and return its steps.

        Raises:
            JournalError: The change stays on the stack.
        """
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
    """Save nights that `night_from` just made, and return the steps."""
    return [Step(night.evening, journal.save(night, clock.today(), checked=True), night) for night in nights]


def put(journal: "Journal", step: Step) -> list[Step]:
    """Take a step and return it in a list."""
    step.put(journal, forward=True)
    return [step]


def put_row(journal: "Journal", row: "Row", before: "Row | None") -> list[Step]:
    """Save a row in place of another (None: it is new) and return the step."""
    journal.keep(row)
    return [Step(None, before, row)]


def changed(row: "SomeRow", **values: Any) -> "SomeRow":
    """Return a copy of a row with some values replaced."""
    kind = type(row)
    return kind(**{name: getattr(row, name) for name in kind.model_fields} | values)


def removed_by(steps: list[Step]) -> list[tuple[date, int]]:
    """Return the evenings whose nights lost cramps with answers, and the number of cramps each lost."""
    from cramp_journal.model import Night, cramps_removed, values_of  # noqa: PLC0415 - slow before the journal is open

    found = []
    for step in steps:
        if step.evening is not None and isinstance(step.before, Night) and isinstance(step.after, Night):
            count = cramps_removed(values_of(step.before), values_of(step.after))
            found += [(step.evening, count)] if count else []
    return found
