"""The journal in the window: pages read it here, `apply` makes every change, and signals announce it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, time, timedelta
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cramp_journal.debug_log import timed
from cramp_journal.errors import JournalError, JournalReplaced, LockedJournal
from cramp_journal.gui.session import edits
from cramp_journal.gui.session.begun_cramps import BegunCramps, is_logged_in
from cramp_journal.gui.session.changed import Changed
from cramp_journal.gui.session.door import Door
from cramp_journal.gui.session.drafts import Drafts, joined
from cramp_journal.gui.session.lines import QuietLines
from cramp_journal.gui.session.loading import Loading
from cramp_journal.gui.session.prompt_watch import PromptWatch
from cramp_journal.gui.session.readings import Readings
from cramp_journal.gui.session.refusals import sentences_of
from cramp_journal.gui.session.undo import EarlierDeletion, Step, UndoStack, of_the_last_day, removed_by
from cramp_journal.gui.tasks import finish_all
from cramp_journal.words import MOST_OF_A_KIND, State, evening_of

if TYPE_CHECKING:  # slow to import: not needed for the first paint
    from cramp_journal.advice.evidence import Person
    from cramp_journal.gui.session.safekeeping import Safekeeping
    from cramp_journal.gui.session.window_opening import OpenJournal
    from cramp_journal.merging.versions import Units
    from cramp_journal.model import NightFigures, Row, Values
    from cramp_journal.store import Journal
    from cramp_journal.store.file.begun import Begun
    from cramp_journal.store.recovery.restore import Restored

_EVENING = attrgetter("evening")


class Session(QObject):
    """Lives as long as the program. Until the journal is open, nights to save wait."""

    opened = Signal()  # the journal can be read
    troubled = Signal(object)  # the JournalError that keeps it closed
    refused = Signal(str)  # a sentence: something could not be saved
    changed = Signal(object)  # a Changed: it is on the disk
    saved = Signal(object)  # an evening: its night is on the disk
    cramps_removed = Signal(object, int)  # an evening, and how many cramps its night lost: they are in the bin
    brought_back = Signal(object)  # an evening whose night Undo restored from before the program was started
    replaced = Signal()  # another file is in the place of the journal: it must be opened again
    flush_wanted = Signal()  # what is typed is to be saved now: what other computers wrote comes in
    undo_changed = Signal(bool, bool)  # can undo, can redo
    walked = Signal(list, bool)  # the steps that were undone, or done again (True)

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.door = Door(file)
        self.file = self.door.file
        self.drafts = Drafts(self.file)
        self.begun = BegunCramps(self.file)
        self.lines = QuietLines()
        self.loading = Loading(lambda: self.door.is_closing)
        self._readings = Readings(self.journal)
        self.prompts = PromptWatch(self._readings, self.journal, lambda: self.is_open)
        self.not_remembered: set[date] = set()  # evenings, in this run of the program
        self._waiting: list[Values] = []
        self._history = UndoStack()
        self._is_replaced = False  # and that was announced
        self.door.opened.connect(self._on_opened)
        self.door.troubled.connect(self._on_troubled)

    @cached_property
    def keeping(self) -> "Safekeeping":
        """What protects the journal: copies, a rescue, the bin, the passphrase."""
        from cramp_journal.gui.session.safekeeping import Safekeeping  # noqa: PLC0415 - not for the first paint

        return Safekeeping(self.door)

    # ---------------------------------------------------------------- open, locked, closed
    @property
    def is_open(self) -> bool:
        """Whether the journal can be read."""
        return self.door.is_open

    def open_again(self) -> None:
        """Close the journal and open the file that is in its place now."""
        self.door.open_again(self.refused.emit)

    def lock(self) -> None:
        """Close the journal until its passphrase is typed: nothing of it stays in memory."""
        self.door.lock()
        self._forget()
        self.drafts.lock()
        self.begun.lock()

    def finish(self) -> None:
        """Save what still waits for the journal, then release the file: the program ends."""
        from cramp_journal.store.copies import apart  # noqa: PLC0415 - not for the first paint

        self.door.end()
        with apart.closing():
            if self.door.trouble is None and self.waits():
                self.door.open()
            finish_all()
            if self.door.release():
                self.keeping.copy_of_day()
                self.keeping.share_at_end()
            self.door.close()

    def look_at_file(self) -> None:
        """Check whether another file is in the place of the journal, and announce that once."""
        if self.is_open and not self._is_replaced and self.journal().is_replaced():
            self._announce_replaced()

    def _on_opened(self, found: "OpenJournal") -> None:
        self.drafts.use(self.door.key)
        self.begun.use(self.door.key)
        self._forget()
        self._is_replaced = False
        self._history = UndoStack(of_the_last_day(found.journal))
        self.announce_undo()
        self._readings.hold(found.figures, found.profile)
        waiting, self._waiting = self._waiting, []
        for values in waiting:
            self.save(self._with_courses(values))
        for cramp in self.begun.ended():
            evening = self.log_begun(cramp, again=True)
            if evening is not None:
                self.begun.logged.append(evening)
        for sentence in found.notices:
            self.lines.tell(sentence)
        self.opened.emit()
        self.loading.begin()

    def _on_troubled(self, trouble: JournalError) -> None:
        if isinstance(trouble, LockedJournal):
            self.begun.seal_all()
        else:
            self._keep_waiting()
        self.troubled.emit(trouble)

    def _keep_waiting(self) -> None:
        """Write what waits for the journal to the disk."""
        for values in self._waiting:
            self.drafts.keep(date.fromisoformat(values["evening"]), values)

    def _forget(self) -> None:
        """Hold nothing about the nights."""
        self._readings.forget()
        self.prompts.drop()
        self._history = UndoStack()
        if "keeping" in self.__dict__:
            self.keeping.forget()
        self.announce_undo()

    def forget_waiting(self, evening: date) -> bool:
        """Forget a night that waits for the journal to be opened, and return whether there was one."""
        before = len(self._waiting)
        self._waiting = [each for each in self._waiting if each["evening"] != evening.isoformat()]
        return len(self._waiting) < before

    def waits(self) -> bool:
        """Return whether anything waits for the journal to be opened."""
        return bool(self._waiting) or self.begun.waits()

    def announce_restored(self, done: "Restored") -> None:
        """Say what the journal contains after a restore, and where the earlier file is."""
        self.lines.tell(self.keeping.said_of_restore(done, len(self.figures()) if self.is_open else 0))

    # ---------------------------------------------------------------- reading
    def journal(self) -> "Journal":
        """Return the journal itself, to read what is not held here.

        Raises:
            JournalError: The journal is not open.
        """
        return self.door.journal()

    def figures(self) -> "list[NightFigures]":
        """Return the figures of every recorded night, oldest first."""
        return self._readings.figures()

    def has_invented(self) -> bool:
        """Return whether `demo` made up any of the nights."""
        return self._readings.has_invented()

    def profile(self) -> "Values":
        """Return the profile, in the exchange form: the person, courses, factors, signs, prompts."""
        return self._readings.profile()

    def person(self, today: date) -> "Person":
        """Return what the journal knows about the person besides the nights, as the prompts look at it."""
        return self._readings.person(today)

    def contents(self) -> "Values":
        """Return the whole journal in the exchange form."""
        return self._readings.contents()

    def night(self, evening: date) -> "Values | None":
        """Return a night in the exchange form, or None if it is not recorded."""
        from cramp_journal.model import values_of  # noqa: PLC0415 - slow before the journal is open

        found = self.journal().night(evening)
        return values_of(found) if found else None

    def boundary(self) -> time:
        """Return the time at which a new night starts to count."""
        return time.fromisoformat(self.profile()["settings"]["night_boundary"])

    def intakes_on(self, evening: date) -> "list[Values]":
        """Return what was taken on an evening according to the courses, in the exchange form."""
        day = evening.isoformat()
        courses = [c for c in self.profile()["courses"] if c.get("start", "") <= day <= c.get("stop", "9999")]
        return [{name: c[name] for name in ("substance", "dose", "unit") if name in c} for c in courses]

    def recorded(self, first: date, last: date) -> set[date]:
        """Return the evenings of a stretch that are recorded."""
        nights = self.figures()
        start, stop = bisect_left(nights, first, key=_EVENING), bisect_right(nights, last, key=_EVENING)
        return {night.evening for night in nights[start:stop]}

    def known_gaps(self) -> tuple[set[date], date | None]:
        """Return the evenings that the person does not remember, and the one on which the journal began."""
        nights = self.figures()
        return self.not_remembered, nights[0].evening if nights else None

    def unrecorded(self, since: date, last: date) -> list[date]:
        """Return the evenings that are not recorded, newest first; none before the journal began."""
        nights = self.figures()
        first = max(since, nights[0].evening if nights else last)
        days = [last - timedelta(days=back) for back in range((last - first).days + 1)]
        known = self.recorded(first, last)
        return [day for day in days if day not in known] if nights else []

    # ---------------------------------------------------------------- changing
    def apply(self, change: Callable[..., list[Step]], *args: Any, **named: Any) -> Changed | None:
        """Make a change as one step of Undo. Return what changed; None if nothing did, or if `refused` says why.

        `change(journal, …)` makes the change and returns the steps of Undo; most of them are in session/edits.py.
        """
        try:
            with timed("a change saved"):
                steps = change(self.journal(), *args, **named)
        except JournalError as error:
            self._refuse(error)
            return None
        if not steps:
            return None
        self._history.add(steps)
        changed = self._announce(steps)
        for evening, count in removed_by(steps):
            self.cramps_removed.emit(evening, count)
        return changed

    def save(self, values: "Values") -> None:
        """Save a night (in the exchange form); `saved` or `refused` follows."""
        if self.is_open:
            self.apply(edits.save_night, values)
            return
        waiting = [each for each in self._waiting if each["evening"] != values["evening"]]
        self._waiting = [*waiting, values]
        trouble = self.door.trouble
        if trouble is not None and not isinstance(trouble, LockedJournal):
            self._keep_waiting()
            self.refused.emit(str(trouble))

    def save_state(self, evening: date, state: State) -> None:
        """Save the state of a night in one word; a night with cramps that has none yet gets one without answers."""
        typed = self.drafts.of(evening) or {}
        cramps = (typed.get("cramps") or [{}]) if state == State.CRAMPS else []
        said = {"evening": evening.isoformat(), "state": state.value, "cramps": cramps}
        self.save(self._with_courses({**typed, **said}))

    def add_cramp(self, evening: date, cramp: "Values") -> None:
        """Add a cramp (in the exchange form) to a night, whether or not the night is recorded yet.

        Raises:
            JournalError: The journal is not open; `begun` has what waits for it.
        """
        typed = self.drafts.of(evening) or {}  # complete, if the disk did not accept the night so far
        recorded = self.night(evening) or {"evening": evening.isoformat(), "cramps": []}
        values = self._with_courses(typed if typed.get("state") else joined(recorded, typed))
        cramps = [each for each in values.get("cramps", []) if each]  # a cramp without answers makes room for it
        self.save({**values, "state": State.CRAMPS.value, "cramps": [*cramps, cramp]})

    def log_begun(self, cramp: "Begun", *, again: bool = False) -> date | None:
        """Log a cramp that has ended and return its evening; None if the journal did not accept it.

        `again` means that an earlier run of the program may have logged it, and was killed before it could note that.
        """
        evening = evening_of(cramp.began, self.boundary())
        values = cramp.values()
        with sentences_of(self.refused) as refused:
            try:
                if not (again and is_logged_in(self.night(evening), values)):
                    self.add_cramp(evening, values)
            except JournalError as error:
                self.refused.emit(str(error))
        if refused:
            self.begun.note_refused(cramp.name)
            return None
        self.begun.drop(cramp.name)
        return evening

    def note(self, rows: "list[Row]") -> None:
        """Save rows that the program itself found: no step of Undo, and if the file accepts nothing, they can wait."""
        with suppress(JournalError):
            for row in rows:
                self.journal().keep(row)
                self._readings.drop(Changed(tables=frozenset({row.__tablename__})))

    def withdraw(self, rows: "Iterable[Any]") -> None:
        """Remove rows that the program itself noted, and that do not hold any more: no step of Undo."""
        of_prompts = Changed(tables=frozenset({"prompt"}))
        with suppress(JournalError):
            for row in rows:
                self.journal().remove(row)
                self._readings.drop(of_prompts)
                self.changed.emit(of_prompts)

    def take_in(self, states: "Iterable[Units]") -> bool:
        """Bring in what other computers wrote: no step of Undo. Return whether the file accepted all of it."""
        came, done = False, False
        with suppress(JournalError):
            for state in states:
                came |= not self.journal().merger.merge(state, copied=True).empty
            done = True
        if came:
            everything = Changed(everything=True)
            self._readings.drop(everything)
            self.changed.emit(everything)
        return done

    def _with_courses(self, values: "Values") -> "Values":
        """Fill in the courses of a night that is recorded for the first time, and not on its own page."""
        evening = date.fromisoformat(values["evening"])
        if "intakes" in values or self.night(evening) is not None:
            return values
        intakes = self.intakes_on(evening)[:MOST_OF_A_KIND]
        return {**values, "intakes": intakes} if intakes else values

    # ---------------------------------------------------------------- undo and redo
    def undo(self) -> None:
        """Undo the last change."""
        for step in self._walk(self._history.undo):
            if isinstance(step, EarlierDeletion):
                self.brought_back.emit(step.evening)

    def redo(self) -> None:
        """Redo the change that was undone last."""
        self._walk(self._history.redo)

    @property
    def last_change(self) -> object:
        """What Undo would undo now, to be compared with `is`; None if there is nothing."""
        return self._history.last

    def announce_undo(self) -> None:
        """Announce whether there is something to undo or to redo."""
        self.undo_changed.emit(self._history.can_undo, self._history.can_redo)

    def _walk(self, walk: "Callable[[Journal], list[Step]]") -> list[Step]:
        """Go one step through the history, if there is one, and return its steps."""
        if not self.is_open:
            return []
        try:
            steps = walk(self.journal())
        except JournalError as error:
            self._refuse(error)
            return []
        if steps:
            self._announce(steps)
            self.walked.emit(steps, walk == self._history.redo)
        return steps

    # ---------------------------------------------------------------- announcing
    def _announce(self, steps: list[Step]) -> Changed:
        changed = Changed.all_of(step.touches() for step in steps)
        self._readings.drop(changed)
        self.prompts.drop()
        for step in steps:
            if step.evening is not None:
                self.drafts.drop(step.evening)
                self.saved.emit(step.evening)
        self.announce_undo()
        self.changed.emit(changed)
        return changed

    def _refuse(self, error: JournalError) -> None:
        self.refused.emit(str(error))
        if isinstance(error, JournalReplaced):
            self._announce_replaced()

    def _announce_replaced(self) -> None:
        if not self._is_replaced:
            self._is_replaced = True
            self.replaced.emit()
