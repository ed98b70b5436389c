"""The one Qt object that holds the journal: opens it beside the window, keeps nights, and tells what changed."""

import gc
from collections.abc import Callable
from contextlib import suppress
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.gui.drafts import Drafts
from cramp_journal.gui.tasks import finish_all, run_in_background
from cramp_journal.gui.undo import NotRemembered, Removal, Step, changed, put, put_nights, put_row
from cramp_journal.i18n import _
from cramp_journal.words import State

if TYPE_CHECKING:  # slow to import: the first paint does without them
    from cramp_journal.advice.prompts import Prompt
    from cramp_journal.model import Course, Factor, NightFigures, PromptAnswer, Row
    from cramp_journal.store import Journal

SETTLE = 60  # milliseconds: what changed is painted first, which takes thrice as long beside a thread that loads

Values = dict[str, Any]  # a night in the exchange form


def as_shown(values: Values | None) -> Values | None:
    """Give a night without what makes no difference on its page."""
    return values and {name: value for name, value in values.items() if name != "invented" and value not in ([], "")}


class JournalBridge(QObject):
    """Gives nights to the pages and takes nights from them. Until the journal is open, what is saved waits."""

    opened = Signal()  # the journal can be read
    rules_loaded = Signal()  # prompts can be counted
    charts_loaded = Signal()  # what draws and typesets is loaded too
    changed = Signal()
    saved = Signal(object)  # an evening: what stands for it is on the disk
    refused = Signal(str)  # a sentence: the journal could not be opened, or a night not be kept
    undo_changed = Signal(bool, bool)  # can undo, can redo

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        self._journal: Journal | None = None
        self._waiting: list[Values] = []
        self._figures: list[NightFigures] | None = None
        self._contents: Values | None = None
        self._beside: Values | None = None
        self._prompts: tuple[date, list[Prompt]] | None = None
        self.knows_rules = False
        self._opening = self._closing = False
        self._refusal = ""  # why the journal could not be opened
        self.drafts = Drafts(file)
        self.not_remembered: set[date] = set()  # evenings, of this run of the program
        self._later: list[Callable[[], None]] = []
        self._done: list[list[Step]] = []
        self._undone: list[list[Step]] = []

    # ---------------------------------------------------------------- opening
    def open(self) -> None:
        """Load the libraries and open the journal in the worker thread; `opened` or `refused` follows."""
        self._opening = True
        run_in_background(self._open_in_worker, self._on_opened, self._on_told)

    def _open_in_worker(self) -> "tuple[Journal, list[NightFigures], Values]":
        gc.disable()  # a collection amid thousands of new modules finds nothing and stalls the window
        try:
            from cramp_journal.store import Journal  # noqa: PLC0415 - slow: SQLModel

            journal = Journal(self.file)
            found = journal.figures(), journal.beside()
            journal.night(clock.today())  # the first look-up of a night is the slow one
        finally:
            gc.freeze()
            gc.enable()
        return journal, *found

    def _on_opened(self, opened: "tuple[Journal, list[NightFigures], Values]") -> None:
        self._journal, self._figures, self._beside = opened
        for values in self._waiting:
            self.save(self._with_courses(values))
        self._waiting.clear()
        for act in self._later:
            act()
        self._later.clear()
        self.opened.emit()
        QTimer.singleShot(SETTLE, self, partial(self._load, self._load_rules_in_worker, self._on_rules))

    def _load_rules_in_worker(self) -> None:
        gc.disable()
        try:
            import cramp_journal.advice.prompts  # noqa: F401, PLC0415 - slow: scipy
        finally:
            gc.freeze()
            gc.enable()

    def _on_rules(self, _nothing: object) -> None:
        self.knows_rules = True
        if self.is_open:
            self.rules_loaded.emit()
        QTimer.singleShot(SETTLE, self, partial(self._load, self._load_charts_in_worker, self._on_charts))

    def _load(self, work: Callable[[], None], then: Callable[[object], None]) -> None:
        if not self._closing:
            run_in_background(work, then)

    def _load_charts_in_worker(self) -> None:
        gc.disable()
        try:
            import matplotlib.backends.backend_qtagg  # noqa: F401, PLC0415 - slow: matplotlib

            from cramp_journal.report import warm_up  # noqa: PLC0415 - slow: typst

            warm_up(clock.today())
        finally:
            gc.freeze()
            gc.enable()

    def _on_charts(self, _nothing: object) -> None:
        self.charts_loaded.emit()

    def _on_told(self, sentence: str) -> None:
        self._refusal = sentence
        self.refused.emit(sentence)

    def finish(self) -> None:
        """Keep what still waits for the journal to be opened, then let go of the file: the program ends."""
        self._closing = True
        if not self._opening and (self._waiting or self._later):
            self.open()
        finish_all()
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._closing = True
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    @property
    def is_open(self) -> bool:
        """Whether the journal can be read."""
        return self._journal is not None

    # ---------------------------------------------------------------- reading
    def night(self, evening: date) -> Values | None:
        """Give a night in the exchange form, or None where it is not recorded."""
        from cramp_journal.model import values_of  # noqa: PLC0415 - slow before the journal is open

        found = self._open_journal().night(evening)
        return values_of(found) if found else None

    def figures(self) -> "list[NightFigures]":
        """Give what is counted of every recorded night; kept until something changes."""
        if self._figures is None:
            self._figures = self._open_journal().figures()
        return self._figures

    def contents(self) -> Values:
        """Give the whole journal in the exchange form; kept until something changes."""
        if self._contents is None:
            self._contents = self._open_journal().contents()
        return self._contents

    def beside(self) -> Values:
        """Give what stands beside the nights, in the exchange form; kept until something changes."""
        if self._beside is None:
            self._beside = self._open_journal().beside()
        return self._beside

    def courses(self) -> "list[Course]":
        """Give all courses."""
        return self._open_journal().courses()

    def kept_prompts(self) -> "list[PromptAnswer]":
        """Give the prompts that were raised, with their answers."""
        return self._open_journal().prompts()

    def factors(self) -> "list[Factor]":
        """Give the person's own factors, hidden ones too."""
        return self._open_journal().factors()

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
        known = {night.evening for night in self.figures()[-60:]}
        first = max(since, min(known, default=last))
        days = [last - timedelta(days=back) for back in range((last - first).days + 1)]
        return [day for day in days if day not in known] if known else []

    def has_invented(self) -> bool:
        """Tell whether any night was made up for looking around."""
        return self._open_journal().has_invented()

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
        if self._refusal:
            self.refused.emit(self._refusal)
            return
        if self._journal is None:
            waiting = [each for each in self._waiting if each["evening"] != values["evening"]]
            self._waiting = [*waiting, values]
            return
        from cramp_journal.model import night_from  # noqa: PLC0415 - slow before the journal is open

        self.do(lambda journal: put_nights(journal, [night_from(values)]))

    def save_state(self, evening: date, state: State) -> None:
        """Keep what is known of a night in one word; its cramps, if it had any, are one that says nothing yet."""
        cramps: list[Values] = [{}] if state == State.CRAMPS else []
        self.save(self._with_courses({"evening": evening.isoformat(), "state": state.value, "cramps": cramps}))

    def forget_night(self, evening: date) -> None:
        """Make a night unknown again."""
        self.do(lambda journal: [Step(evening, journal.delete(evening), None)])

    def add_cramp(self, evening: date, cramp: Values) -> None:
        """Put one more cramp (in the exchange form) into a night, whether or not it is recorded yet."""
        if self._journal is None:
            self._later.append(partial(self.add_cramp, evening, cramp))
            return
        values = self.night(evening) or self._with_courses({"evening": evening.isoformat(), "cramps": []})
        cramps = [each for each in values["cramps"] if each]  # one that says nothing makes room for it
        self.save(values | {"state": State.CRAMPS.value, "woke": True, "cramps": [*cramps, cramp]})

    def leave_out(self, first: date, last: date, *, out: bool) -> None:
        """Leave the recorded nights of a stretch out of all figures, or take them in again: one step of Undo."""

        def change(journal: "Journal") -> "list[Step]":
            from cramp_journal.model import night_from, values_of  # noqa: PLC0415 - slow before the journal is open

            found = [values_of(night) for night in journal.nights(first, last) if night.left_out != out]
            return put_nights(journal, [night_from(values | {"left_out": out}) for values in found])

        self.do(change)

    def keep(self, row: "Row", before: "Row | None" = None) -> None:
        """Keep a course, a factor, a sign or an answer; `before` is what stood there, for Undo (None: it is new)."""
        self.do(lambda journal: put_row(journal, row, before))

    def add_factor(self, name: str) -> None:
        """Add a factor of the person's own, or bring back one that was hidden."""

        def change(journal: "Journal") -> "list[Step]":
            from cramp_journal.model import Factor  # noqa: PLC0415 - slow before the journal is open

            known = next((each for each in journal.factors() if each.name.casefold() == name.casefold()), None)
            if known is None:
                return put_row(journal, Factor(name=name), None)
            return put_row(journal, changed(known, hidden=False), known) if known.hidden else []

        self.do(change)

    def change_factor(self, name: str, new_name: str, *, hidden: bool) -> None:
        """Rename a factor of the person's own, or hide it; nights that had it keep it."""

        def change(journal: "Journal") -> "list[Step]":
            factors = {each.name: each for each in journal.factors()}
            if new_name != name and new_name in factors:
                raise JournalError(_("You have a factor called “{name}” already.").format(name=new_name))
            if name not in factors:
                return []
            return put_row(journal, changed(factors[name], name=new_name, hidden=hidden), factors[name])

        self.do(change)

    def add_course(self, values: Values) -> None:
        """Add something that is taken daily, in the exchange form."""

        def change(journal: "Journal") -> "list[Step]":
            from cramp_journal.model import Course, CourseForm  # noqa: PLC0415 - slow before the journal is open

            return put_row(journal, Course(**CourseForm.model_validate(values).model_dump()), None)

        self.do(change)

    def stop_course(self, key: str, last: date) -> None:
        """Say that something is no longer taken after an evening."""

        def change(journal: "Journal") -> "list[Step]":
            found = next((each for each in journal.courses() if each.id == key), None)
            return put_row(journal, changed(found, stop=max(last, found.start or last)), found) if found else []

        self.do(change)

    def set_boundary(self, text: str) -> None:
        """Set the time (HH:MM) at which a new night starts to count; what stands in the journal does not move."""

        def change(journal: "Journal") -> "list[Step]":
            about = journal.about()
            return put_row(journal, changed(about, night_boundary=text), about)

        self.do(change)

    def note(self, rows: "list[Row]") -> None:
        """Keep what the program itself found, which is no step of Undo; where the file takes nothing, it can wait."""
        with suppress(JournalError):
            for row in rows:
                self._open_journal().keep(row)
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
        if self._done and self._put_back(self._done[-1], forward=False):
            self._undone.append(self._done.pop())
            self._tell(self._undone[-1])

    def redo(self) -> None:
        """Do again what was undone last."""
        if self._undone and self._put_back(self._undone[-1], forward=True):
            self._done.append(self._undone.pop())
            self._tell(self._done[-1])

    def tell_undo(self) -> None:
        """Tell whether there is something to undo or to do again."""
        self.undo_changed.emit(bool(self._done), bool(self._undone))

    # ---------------------------------------------------------------- inside
    def _open_journal(self) -> "Journal":
        if self._journal is None:
            raise JournalError("The journal is not open yet.")
        return self._journal

    def _with_courses(self, values: Values) -> Values:
        """Fill in what is taken each day where a night is recorded for the first time, and not on its own page."""
        evening = date.fromisoformat(values["evening"])
        if "intakes" in values or self.night(evening) is not None:
            return values
        intakes = self.intakes_on(evening)
        return values | ({"intakes": intakes} if intakes else {})

    def do(self, change: "Callable[[Journal], list[Step]]") -> None:
        """Change the journal: `change` does it and gives the steps of Undo."""
        try:
            steps = change(self._open_journal())
        except JournalError as error:
            self.refused.emit(str(error))
            return
        if steps:
            self._done.append(steps)
            self._undone.clear()
            self._tell(steps)

    def _put_back(self, steps: "list[Step]", *, forward: bool) -> bool:
        journal = self._open_journal()
        try:
            for step in steps:
                step.put(journal, forward=forward)
        except JournalError as error:
            self.refused.emit(str(error))
            return False
        return True

    def _tell(self, steps: "list[Step]") -> None:
        self._figures = self._contents = self._beside = self._prompts = None
        for step in steps:
            if step.evening is not None:
                self.drafts.drop(step.evening)
                self.saved.emit(step.evening)
        self.tell_undo()
        self.changed.emit()
