"""The one Qt object that holds the journal: opens it beside the window, keeps nights, and tells what changed."""

import gc
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.gui.tasks import run_in_background
from cramp_journal.words import Answer, Rule

if TYPE_CHECKING:  # slow to import: the first paint does without them
    from cramp_journal.advice.prompts import Prompt
    from cramp_journal.model import Course, Night, NightFigures
    from cramp_journal.store import Journal

Values = dict[str, Any]  # a night in the exchange form


@dataclass
class _Change:
    """One step of Undo: what stood for an evening before, and what stands now. None: not recorded."""

    evening: date
    before: "Night | None"
    after: "Night | None"


class JournalBridge(QObject):
    """Gives nights to the pages and takes nights from them. Until the journal is open, what is saved waits."""

    opened = Signal()  # the journal can be read
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
        self._done: list[_Change] = []
        self._undone: list[_Change] = []

    # ---------------------------------------------------------------- opening
    def open(self) -> None:
        """Load the libraries and open the journal in the worker thread; `opened` or `refused` follows."""
        run_in_background(self._open_in_worker, self._on_opened, self._on_told)

    def _open_in_worker(self) -> "Journal":
        gc.disable()  # a collection amid thousands of new modules finds nothing and stalls the window
        try:
            from cramp_journal.store import Journal  # noqa: PLC0415 - slow: SQLModel

            journal = Journal(self.file)
            journal.figures()
        finally:
            gc.enable()
        return journal

    def _on_opened(self, journal: "Journal") -> None:
        self._journal = journal
        for values in self._waiting:
            self.save(values)
        self._waiting.clear()
        self.opened.emit()
        run_in_background(self._load_charts_in_worker, self._on_charts)

    def _load_charts_in_worker(self) -> None:
        gc.disable()
        try:
            import matplotlib.backends.backend_qtagg  # noqa: F401, PLC0415 - slow: matplotlib

            import cramp_journal.report  # noqa: F401, PLC0415 - slow: matplotlib and typst
        finally:
            gc.enable()
            gc.freeze()

    def _on_charts(self, _nothing: object) -> None:
        self.charts_loaded.emit()

    def _on_told(self, sentence: str) -> None:
        self.refused.emit(sentence)

    def close(self) -> None:
        """Let go of the file."""
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

    def courses(self) -> "list[Course]":
        """Give all courses."""
        return self._open_journal().courses()

    def has_invented(self) -> bool:
        """Tell whether any night was made up for looking around."""
        return self._open_journal().has_invented()

    def prompts(self, today: date) -> "list[Prompt]":
        """Give the prompts that hold today."""
        from cramp_journal.advice.prompts import prompts  # noqa: PLC0415 - slow: scipy

        journal = self._open_journal()
        return prompts(self.figures(), journal.prompts(), today)

    # ---------------------------------------------------------------- writing
    def save(self, values: Values) -> None:
        """Keep a night (in the exchange form); `saved` or `refused` follows."""
        if self._journal is None:
            waiting = [each for each in self._waiting if each["evening"] != values["evening"]]
            self._waiting = [*waiting, values]
            return
        from cramp_journal.model import night_from  # noqa: PLC0415 - slow before the journal is open

        try:
            night = night_from(values)
            before = self._journal.save(night, clock.today())
        except JournalError as error:
            self.refused.emit(str(error))
            return
        self._note(_Change(night.evening, before, night))

    def forget_night(self, evening: date) -> None:
        """Make a night unknown again."""
        try:
            before = self._open_journal().delete(evening)
        except JournalError as error:
            self.refused.emit(str(error))
            return
        self._note(_Change(evening, before, None))

    def undo(self) -> None:
        """Put back what stood before the last change."""
        if self._done:
            change = self._done[-1]
            if self._put(change.evening, change.before):
                self._undone.append(self._done.pop())
                self._tell(change.evening)

    def redo(self) -> None:
        """Do again what was undone last."""
        if self._undone:
            change = self._undone[-1]
            if self._put(change.evening, change.after):
                self._done.append(self._undone.pop())
                self._tell(change.evening)

    def answer(self, prompt: "Prompt", answer: str, today: date) -> None:
        """Keep what the person said to a prompt."""
        from cramp_journal.model import PromptAnswer  # noqa: PLC0415 - slow before the journal is open

        row = PromptAnswer(rule=Rule(prompt.rule), raised_on=prompt.raised_on, answer=Answer(answer), answered_on=today)
        try:
            self._open_journal().keep(row)
        except JournalError as error:
            self.refused.emit(str(error))
            return
        self._tell(None)

    def remove_invented(self) -> None:
        """Remove what was made up for looking around."""
        try:
            self._open_journal().remove_invented()
        except JournalError as error:
            self.refused.emit(str(error))
            return
        self._done.clear()
        self._undone.clear()
        self._tell(None)

    # ---------------------------------------------------------------- inside
    def _open_journal(self) -> "Journal":
        if self._journal is None:
            raise JournalError("The journal is not open yet.")
        return self._journal

    def _note(self, change: _Change) -> None:
        self._done.append(change)
        self._undone.clear()
        self._tell(change.evening)

    def _put(self, evening: date, night: "Night | None") -> bool:
        journal = self._open_journal()
        try:
            if night is None:
                journal.delete(evening)
            else:
                journal.save(night, clock.today())
        except JournalError as error:
            self.refused.emit(str(error))
            return False
        return True

    def _tell(self, evening: date | None) -> None:
        self._figures = self._contents = None
        if evening is not None:
            self.saved.emit(evening)
        self.undo_changed.emit(bool(self._done), bool(self._undone))
        self.changed.emit()
