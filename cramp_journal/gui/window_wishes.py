"""Does what a start of the program asked of the window: the actions of the menu, last night, or a journal."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cramp_journal import clock
from cramp_journal.gui.main_window import MainWindow
from cramp_journal.gui.session.session import Session
from cramp_journal.i18n import _
from cramp_journal.paths import true_path
from cramp_journal.wish import CRAMP_NOW, LAST_NIGHT, LOOK_AT, NO_CRAMPS, drop_wish, waiting_wish
from cramp_journal.words import State, last_evening

if TYPE_CHECKING:
    from cramp_journal.gui.keeping.merge_flow import MergeFlow


class WindowWishes(QObject):
    """Lives as long as the window. What needs the journal waits until it is open."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._merge: MergeFlow | None = None
        session.opened.connect(self.look)

    def look(self) -> None:
        """Do what is wished, as soon as it can be done."""
        file = self._session.file
        wish = waiting_wish(file)
        if wish is None or not (self._session.is_open or wish.what == CRAMP_NOW):
            return
        drop_wish(file)
        if wish.what == CRAMP_NOW:
            self._window.now.begin()
        elif wish.what == NO_CRAMPS:
            self._record_clear(wish.evening)
        elif wish.what == LAST_NIGHT and not self._window.now.runs:
            self._window.open_night(last_evening(clock.now()))
        elif wish.what == LOOK_AT and wish.file is not None and true_path(wish.file) != true_path(file):
            self._bring_together(wish.file)

    def _record_clear(self, meant: date | None) -> None:
        """Record last night as clear, as the key N does. What a night holds already is never changed."""
        window, page = self._window, self._window.log_page
        if window.now.runs:  # its page covers everything, and says what to do
            return
        evening = last_evening(clock.now())
        window.open_night(evening)
        if evening != meant:
            page.say_new_night()
        elif said := self._why_not(evening):
            page.header.say(said)
        else:
            page.states.clear.click()

    def _why_not(self, evening: date) -> str:
        recorded = self._session.night(evening)
        if recorded is None:
            return (
                _("Last night has entries already. Nothing was changed.") if self._window.log_page.is_recorded else ""
            )
        if recorded["state"] == State.CLEAR.value:
            return _("Last night was recorded already: no cramps.")
        return _("Last night has cramps recorded. Nothing was changed.")

    def _bring_together(self, file: Path) -> None:
        """Show what the other journal would change; its damage, or its passphrase, is spoken of in the same dialog."""
        from cramp_journal.gui.keeping.merge_flow import MergeFlow  # noqa: PLC0415 - not for the first paint

        if self._merge is None:
            self._merge = MergeFlow(self, self._session)
        self._merge.open_file(file, self._window)
