"""Opens the list of the nights behind a bar of a chart, and moves a night to another evening."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal import clock
from cramp_journal.gui.session import edits
from cramp_journal.gui.session.session import Session
from cramp_journal.i18n import _
from cramp_journal.labels import cramp_in_parts, dated_night
from cramp_journal.punctuation import in_clauses, name_and_value


class NightsFlow(QObject):
    """Lives as long as the window; the dialog exists only while it is open."""

    night_wanted = Signal(object)  # an evening

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session

    def open(self, title: str, evenings: Sequence[date]) -> None:
        """Show some nights; a single night is opened at once, and without nights nothing happens."""
        if len(evenings) <= 1:
            for evening in evenings:
                self.night_wanted.emit(evening)
            return
        from cramp_journal.gui.trends.nights_dialog import NightsDialog  # noqa: PLC0415 - not for the first paint

        dialog = NightsDialog(self._window, title, self._said(set(evenings)))
        dialog.night_wanted.connect(self.night_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def move(self, evening: date) -> None:
        """Ask on which evening a night really began, and move it there."""
        from cramp_journal.gui.trends.move_dialog import MoveDialog  # noqa: PLC0415 - not for the first paint

        recorded = {night.evening for night in self._session.figures()}
        dialog = MoveDialog(self._window, evening, clock.today(), recorded)
        dialog.moved.connect(partial(self._on_moved, evening))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_moved(self, evening: date, to: date) -> None:
        self._session.apply(edits.move_night, evening, to)
        if self._session.night(to) is not None:
            self.night_wanted.emit(to)

    def _said(self, evenings: set[date]) -> list[tuple[date, str]]:
        found = []
        for night in self._session.figures():
            if night.evening in evenings:
                each = [in_clauses(cramp_in_parts(cramp._asdict())) for cramp in night.cramps]
                said = " / ".join(each) or _("no cramps")
                found.append((night.evening, name_and_value(dated_night(night.evening), said)))
        return found
