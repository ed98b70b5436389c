"""The one Qt object that holds the journal: gives nights, keeps them, and tells what changed."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, time, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from cramp_journal.debug_log import timed
from cramp_journal.errors import JournalError, JournalReplaced, LockedJournal
from cramp_journal.gui.session.drafts import joined
from cramp_journal.gui.session.journal_holder import JournalHolder
from cramp_journal.gui.session.undo import (
    Earlier,
    NotRemembered,
    Removal,
    Step,
    UndoStack,
    of_the_last_day,
    put,
    put_nights,
    put_row,
    removed_by,
)
from cramp_journal.words import MOST_OF_A_KIND, State

if TYPE_CHECKING:  # slow to import: the first paint does without them
    from cramp_journal.advice.prompts import Prompt
    from cramp_journal.gui.session.opening import OpenJournal
    from cramp_journal.gui.session.safekeeping import JournalKeeping
    from cramp_journal.model import Course, Factor, NightFigures, PromptAnswer, Row
    from cramp_journal.store import Journal

Values = dict[str, Any]  # a night in the exchange form


def as_shown(values: Values | None) -> Values | None:
    """Give a night without what makes no difference on its page."""
    return values and {name: value for name, value in values.items() if name != "invented" and value not in ([], "")}


class JournalBridge(JournalHolder):
    """Gives nights to the pages and takes nights from them. Until the journal is open, what is saved waits."""

    changed = Signal()
    saved = Signal(object)  # an evening: what stands for it is on the disk
    cramps_removed = Signal(object, int)  # an evening, and how many cramps its night lost: they are in the bin
    brought_back = Signal(object)  # an evening whose night Undo took from before the program was started
    replaced = Signal()  # another file lies in the place of the journal: it must be opened again
    undo_changed = Signal(bool, bool)  # can undo, can redo

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._waiting: list[Values] = []
        self._figures: list[NightFigures] | None = None
        self._contents: Values | None = None
        self._beside: Values | None = None
        self._prompts: tuple[date, list[Prompt]] | None = None
        self._history = UndoStack()
        self._is_replaced = False  # which was told
        self.not_remembered: set[date] = set()  # evenings, of this run of the program

    # ---------------------------------------------------------------- what its opening needs
    def _take_in(self, found: "OpenJournal") -> None:
        self._forget()
        self._is_replaced = False
        self._history = UndoStack(of_the_last_day(found.journal))
        self.tell_undo()
        self._figures, self._beside = found.figures, found.beside
        waiting, self._waiting = self._waiting, []
        for values in waiting:
            self.save(self._with_courses(values))
        self.begun.log_ended(self)

    def _forget(self) -> None:
        self._figures = self._contents = self._beside = self._prompts = None
        self._history = UndoStack()
        if "keeping" in self.__dict__:
            self.keeping.forget()
        self.tell_undo()

    def _put_by(self) -> None:
        for values in self._waiting:
            self.drafts.keep(date.fromisoformat(values["evening"]), values)

    def _keep_copy(self) -> None:
        self.keeping.copy_of_day()

    def waits(self) -> bool:
        """Tell whether anything waits for the journal to be opened."""
        return bool(self._waiting) or self.begun.waits()

    @cached_property
    def keeping(self) -> "JournalKeeping":
        """What keeps the journal: copies, a rescue, the bin, the passphrase."""
        from cramp_journal.gui.session.safekeeping import JournalKeeping  # noqa: PLC0415 - not for the first paint

        return JournalKeeping(self)

    # ---------------------------------------------------------------- reading
    def journal(self) -> "Journal":
        """Give the journal itself; raises JournalError where it is not open."""
        if self._journal is None:
            raise JournalError("The journal is not open yet.")
        return self._journal

    def night(self, evening: date) -> Values | None:
        """Give a night in the exchange form, or None where it is not recorded."""
        from cramp_journal.model import values_of  # noqa: PLC0415 - slow before the journal is open

        found = self.journal().night(evening)
        return values_of(found) if found else None

    def figures(self) -> "list[NightFigures]":
        """Give what is counted of every recorded night; kept until something changes."""
        if self._figures is None:
            self._figures = self.journal().figures()
        return self._figures

    def contents(self) -> Values:
        """Give the whole journal in the exchange form; kept until something changes."""
        if self._contents is None:
            self._contents = self.journal().contents()
        return self._contents

    def beside(self) -> Values:
        """Give what stands beside the nights, in the exchange form; kept until something changes."""
        if self._beside is None:
            self._beside = self.journal().beside()
        return self._beside

    def courses(self) -> "list[Course]":
        """Give all courses."""
        return self.journal().courses()

    def kept_prompts(self) -> "list[PromptAnswer]":
        """Give the prompts that were raised, with their answers."""
        return self.journal().prompts()

    def factors(self) -> "list[Factor]":
        """Give the person's own factors, hidden ones too."""
        return self.journal().factors()

    def boundary(self) -> time:
        """Give the time at which a new night starts to count."""
        return time.fromisoformat(self.beside()["settings"]["night_boundary"])

    def intakes_on(self, evening: date) -> list[Values]:
        """Give what the courses of an evening say was taken, in the exchange form."""
        day = evening.isoformat()
        courses = [c for c in self.beside()["courses"] if c.get("start", "") <= day <= c.get("stop", "9999")]
        return [{name: c[name] for name in ("substance", "dose", "unit") if name in c} for c in courses]

    def unrecorded(self, since: date, last: date) -> list[date]:
        """Give the evenings that are not recorded, newest first; none before the journal began."""
        nights = self.figures()
        first = max(since, nights[0].evening if nights else last)
        days = [last - timedelta(days=back) for back in range((last - first).days + 1)]
        known = self.recorded(first, last)
        return [day for day in days if day not in known] if nights else []

    def recorded(self, first: date, last: date) -> set[date]:
        """Give the evenings of a stretch that are recorded."""
        return {night.evening for night in self.figures() if first <= night.evening <= last}

    def has_invented(self) -> bool:
        """Tell whether any night was made up for looking around."""
        return self.journal().has_invented()

    def prompts(self, today: date) -> "list[Prompt]":
        """Give the prompts that hold today; kept until something changes."""
        if self._prompts and self._prompts[0] == today:
            return self._prompts[1]
        from cramp_journal.advice.evidence import Person  # noqa: PLC0415 - as the next
        from cramp_journal.advice.prompts import prompts  # noqa: PLC0415 - slow: scipy

        found = prompts(self.figures(), self.kept_prompts(), today, person=Person.of(self.beside()))
        self._prompts = today, found
        return found

    # ---------------------------------------------------------------- writing
    def save(self, values: Values) -> None:
        """Keep a night (in the exchange form); `saved` or `refused` follows."""
        if self._journal is None:
            waiting = [each for each in self._waiting if each["evening"] != values["evening"]]
            self._waiting = [*waiting, values]
            if self.trouble and not isinstance(self.trouble, LockedJournal):
                self._put_by()
                self.refused.emit(str(self.trouble))
            return
        from cramp_journal.model import night_from  # noqa: PLC0415 - slow before the journal is open

        self.do(lambda journal: put_nights(journal, [night_from(values)]))

    def save_state(self, evening: date, state: State) -> None:
        """Keep what is known of a night in one word; its cramps, if it had any, are one that says nothing yet."""
        typed = self.drafts.of(evening) or {}
        cramps = (typed.get("cramps") or [{}]) if state == State.CRAMPS else []
        said = {"evening": evening.isoformat(), "state": state.value, "cramps": cramps}
        self.save(self._with_courses(typed | said))

    def forget_night(self, evening: date) -> None:
        """Make a night unknown again."""
        self.do(lambda journal: [Step(evening, journal.delete(evening), None)])

    def add_cramp(self, evening: date, cramp: Values) -> None:
        """Put one more cramp (in the exchange form) into a night, whether or not it is recorded yet.

        Raises JournalError where the journal is not open: what waits for it lies in `begun`.
        """
        typed = self.drafts.of(evening) or {}  # whole, where the disk did not take the night so far
        recorded = self.night(evening) or {"evening": evening.isoformat(), "cramps": []}
        values = self._with_courses(typed if typed.get("state") else joined(recorded, typed))
        cramps = [each for each in values.get("cramps", []) if each]  # one that says nothing makes room for it
        self.save(values | {"state": State.CRAMPS.value, "cramps": [*cramps, cramp]})

    def leave_out(self, first: date, last: date, out: bool) -> None:
        """Leave the recorded nights of a stretch out of all figures, or take them in again: one step of Undo."""
        from cramp_journal.gui.session.edits import leave_out  # noqa: PLC0415 - not for the first paint

        self.do(partial(leave_out, first=first, last=last, out=out))

    def keep(self, row: "Row", before: "Row | None" = None) -> None:
        """Keep a course, a factor, a sign or an answer; `before` is what stood there, for Undo (None: it is new)."""
        self.do(lambda journal: put_row(journal, row, before))

    def add_factor(self, name: str) -> None:
        """Add a factor of the person's own, or bring back one that was hidden."""
        from cramp_journal.gui.session.edits import add_factor  # noqa: PLC0415 - not for the first paint

        self.do(partial(add_factor, name=name))

    def rename_factor(self, name: str, new_name: str) -> None:
        """Give a factor of the person's own another name, in all nights that had it."""
        from cramp_journal.gui.session.edits import change_factor  # noqa: PLC0415 - not for the first paint

        self.do(partial(change_factor, name=name, new_name=new_name, hidden=False))

    def hide_factor(self, name: str) -> None:
        """Offer a factor of the person's own no more; nights that had it keep it."""
        from cramp_journal.gui.session.edits import change_factor  # noqa: PLC0415 - not for the first paint

        self.do(partial(change_factor, name=name, new_name=name, hidden=True))

    def add_course(self, values: Values) -> None:
        """Add something that is taken daily, in the exchange form."""
        from cramp_journal.gui.session.edits import add_course  # noqa: PLC0415 - not for the first paint

        self.do(partial(add_course, values=values))

    def stop_course(self, key: str, last: date) -> None:
        """Say that something is no longer taken after an evening."""
        from cramp_journal.gui.session.edits import stop_course  # noqa: PLC0415 - not for the first paint

        self.do(partial(stop_course, key=key, last=last))

    def set_boundary(self, text: str) -> None:
        """Set the time (HH:MM) at which a new night starts to count; what stands in the journal does not move."""
        from cramp_journal.gui.session.edits import set_boundary  # noqa: PLC0415 - not for the first paint

        self.do(partial(set_boundary, text=text))

    def note(self, rows: "list[Row]") -> None:
        """Keep what the program itself found, which is no step of Undo; where the file takes nothing, it can wait."""
        with suppress(JournalError):
            for row in rows:
                self.journal().keep(row)
            self._beside = self._contents = None

    def remove_invented(self) -> None:
        """Remove what was made up for looking around."""
        self.do(lambda journal: put(journal, Removal()))

    def note_not_remembered(self, evening: date) -> None:
        """Note that the person does not remember a night: it is not asked for again."""
        self.do(lambda journal: put(journal, NotRemembered(evening, self.not_remembered)))

    # ---------------------------------------------------------------- undo and redo
    def undo(self) -> None:
        """Put back what stood before the last change."""
        for step in self._walk(self._history.undo):
            if isinstance(step, Earlier):
                self.brought_back.emit(step.evening)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._walk(self._history.redo)

    def tell_undo(self) -> None:
        """Tell whether there is something to undo or to do again."""
        self.undo_changed.emit(self._history.can_undo, self._history.can_redo)

    # ---------------------------------------------------------------- inside
    def _with_courses(self, values: Values) -> Values:
        """Fill in what is taken each day where a night is recorded for the first time, and not on its own page."""
        evening = date.fromisoformat(values["evening"])
        if "intakes" in values or self.night(evening) is not None:
            return values
        intakes = self.intakes_on(evening)[:MOST_OF_A_KIND]
        return values | ({"intakes": intakes} if intakes else {})

    def do(self, change: "Callable[[Journal], list[Step]]") -> None:
        """Change the journal: `change` does it and gives the steps of Undo."""
        try:
            with timed("a change saved"):
                steps = change(self.journal())
        except JournalError as error:
            self._refuse(error)
            return
        if steps:
            self._history.add(steps)
            self._tell(steps)
            for evening, count in removed_by(steps):
                self.cramps_removed.emit(evening, count)

    def _walk(self, walk: "Callable[[Journal], list[Step]]") -> list[Step]:
        """Go a step through the history, where there is one, and give it."""
        if self._journal is None:
            return []
        try:
            steps = walk(self._journal)
        except JournalError as error:
            self._refuse(error)
            return []
        if steps:
            self._tell(steps)
        return steps

    def _refuse(self, error: JournalError) -> None:
        self.refused.emit(str(error))
        if isinstance(error, JournalReplaced):
            self._tell_replaced()

    def look_at_file(self) -> None:
        """Look whether another file lies in the place of the journal, and tell it once."""
        if self._journal is not None and not self._is_replaced and self._journal.is_replaced():
            self._tell_replaced()

    def _tell_replaced(self) -> None:
        if not self._is_replaced:
            self._is_replaced = True
            self.replaced.emit()

    def _tell(self, steps: "list[Step]") -> None:
        self._figures = self._contents = self._beside = self._prompts = None
        for step in steps:
            if step.evening is not None:
                self.drafts.drop(step.evening)
                self.saved.emit(step.evening)
        self.tell_undo()
        self.changed.emit()
