"""Opens the dialog of deleted nights and restores nights."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cramp_journal.errors import JournalError
from cramp_journal.gui.keeping.bin_dialog import BinDialog
from cramp_journal.gui.session import edits
from cramp_journal.gui.session.session import Session
from cramp_journal.i18n import _
from cramp_journal.labels import night_title

if TYPE_CHECKING:
    from cramp_journal.gui.session import BinnedNight


class DeletedNights(QObject):
    """Lives as long as the window; the dialog exists only while it is open."""

    def __init__(self, window: QObject, session: Session) -> None:
        super().__init__(window)
        self._session = session
        self._dialog: BinDialog | None = None
        self._nights: list[BinnedNight] = []
        self._refused = ""
        session.changed.connect(self._on_changed)
        session.refused.connect(self._on_refused)

    def open(self, parent: QWidget) -> None:
        """Show the deleted nights."""
        if not self._session.is_open:
            return
        try:
            self._nights = self._session.keeping.binned()
        except JournalError as error:
            self._session.refused.emit(str(error))
            return
        self._dialog = BinDialog(parent, self._nights)
        self._dialog.night_wanted.connect(self._on_wanted)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()
        self._dialog.take_focus()

    def _on_wanted(self, key: str) -> None:
        evening = next((each.evening for each in self._nights if each.key == key), None)
        self._refused = ""
        self._session.apply(edits.restore_night, key)
        if self._dialog is not None and evening is not None:
            back = _("{night} is in your journal again. Undo takes that back.").format(night=night_title(evening))
            self._dialog.say(self._refused or back)

    def _on_changed(self) -> None:
        if self._dialog is not None:
            self._nights = self._session.keeping.binned()
            self._dialog.show_nights(self._nights)
            self._dialog.take_focus()

    def _on_refused(self, sentence: str) -> None:
        self._refused = sentence

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
