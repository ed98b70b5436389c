"""Lets the person choose a file, shows what would come in, and brings it in as one step of Undo."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cramp_journal import clock
from cramp_journal.gui.messages import ask_for_file
from cramp_journal.gui.session import edits
from cramp_journal.gui.session.refusals import sentences_of
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.tasks import run_in_background
from cramp_journal.i18n import _
from cramp_journal.punctuation import in_sentences

if TYPE_CHECKING:  # not for the first paint
    from cramp_journal.exchange.elsewhere.arrival import Arrival
    from cramp_journal.exchange.elsewhere.source import ForeignFile
    from cramp_journal.gui.bringing.bring_dialog import BringDialog


class BringFlow(QObject):
    """Lives as long as the window; the dialog lives while it is open."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._dialog: BringDialog | None = None
        self._source: ForeignFile | None = None
        self._arrival: Arrival | None = None

    def open(self, over: QWidget | None = None) -> None:
        """Ask for a file, over a dialog or the window."""
        if not self._session.is_open:
            return
        kinds = (
            _("Diaries and tables") + " (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.json *.zip);;" + _("All files") + " (*)"
        )
        file = ask_for_file(over or self._window, _("Bring nights from elsewhere"), Path.home(), kinds)
        if file is not None:
            self.open_file(file, over)

    def open_file(self, file: Path, over: QWidget | None = None) -> None:
        """Show what a file would bring."""
        from cramp_journal.gui.bringing.bring_dialog import BringDialog  # noqa: PLC0415 - not for the first paint

        self._source = self._arrival = None
        self._dialog = dialog = BringDialog(over or self._window)
        dialog.look_wanted.connect(self._on_look)
        dialog.bring_wanted.connect(self._on_bring)
        dialog.undo_wanted.connect(self._on_undo)
        dialog.finished.connect(self._on_finished)
        dialog.set_working(on=True)
        dialog.open()
        run_in_background(partial(_recognised, file), self._on_recognised, self._on_failed)

    # ---------------------------------------------------------------- steps
    def _on_recognised(self, source: "ForeignFile") -> None:
        from cramp_journal.exchange.elsewhere.kept_answers import answers_in, shape_of  # noqa: PLC0415 - as above

        if self._dialog is None or not self._session.is_open:
            return
        self._source = source
        known = answers_in(self._session.journal().state(shape_of(source.header)))
        self._dialog.ask(source.what_it_is(), source.questions(), known)

    def _on_look(self, answers: dict[str, Any]) -> None:
        """Read the file with the answers, in the worker thread, and compare it with the journal."""
        if self._source is None or self._dialog is None or not self._session.is_open:
            return
        self._dialog.set_working(on=True)
        look = partial(_arrived, self._source, answers, self._session.contents())
        run_in_background(look, self._on_looked, self._on_failed)

    def _on_looked(self, arrival: "Arrival") -> None:
        self._arrival = arrival
        if self._dialog is not None:
            self._dialog.show_arrival(arrival)

    def _on_bring(self, answers: dict[str, Any]) -> None:
        if self._source is None or self._arrival is None or self._dialog is None:
            return
        arrival = self._arrival
        with sentences_of(self._session.refused) as refused:
            done = self._session.apply(edits.bring, arrival)
        if done is None:
            self._dialog.say(in_sentences(refused) or _("Nothing came in."))
            return
        self._session.apply(edits.keep_answers, self._source, answers)
        self._dialog.say_brought(arrival)

    def _on_undo(self) -> None:
        self._session.undo()
        if self._dialog is not None:
            self._dialog.say_taken_back()

    def _on_failed(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.say(sentence)

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = self._source = self._arrival = None


def _recognised(file: Path) -> "ForeignFile":
    from cramp_journal.exchange.elsewhere.recognise import recognise  # noqa: PLC0415 - not for the first paint

    return recognise(file)


def _arrived(source: "ForeignFile", answers: dict[str, Any], present: Any) -> "Arrival":
    from cramp_journal.exchange.elsewhere.arrival import arrival_of  # noqa: PLC0415 - not for the first paint

    return arrival_of(source.bring(answers), present, clock.today())
