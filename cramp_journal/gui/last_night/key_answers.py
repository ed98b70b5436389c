"""What the single keys answer on the page of a night: N, C, a digit for the pain, and Alt with an arrow."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton

from cramp_journal.gui.announce import announce
from cramp_journal.gui.last_night.single_keys import SingleKeys

if TYPE_CHECKING:
    from datetime import date

    from cramp_journal.gui.last_night.log_page import LogPage
    from cramp_journal.gui.session.session import Session
    from cramp_journal.model import Values


class KeyAnswers(QObject):
    """They work while the page is visible and no text is typed, whatever has the focus; a slow word takes them back."""

    def __init__(self, page: "LogPage", keys: SingleKeys, session: "Session") -> None:
        super().__init__(page)
        self._page, self._session = page, session
        for button, key in ((page.states.clear, "N"), (page.states.cramps, "C")):
            keys.bind(button, key, partial(self._answer, button))
        keys.bind_numbers(self._set_pain)
        for sequence, way in (("Alt+Left", page.header.earlier), ("Alt+Right", page.header.later)):
            shortcut = QShortcut(QKeySequence(sequence), page, context=Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(way.click)

    def _answer(self, button: QPushButton) -> Callable[[], object] | None:
        return self._noted(partial(self._press, button))

    def _press(self, button: QPushButton) -> None:
        focused = QApplication.focusWidget()
        announce(button.text(), button)  # the focus may be anywhere on the page
        button.click()
        if button is self._page.states.clear:
            self._page.see(self._page.header)
            if focused is not None and not focused.isVisible():  # it was in the form of a cramp that is gone
                self._page.take_focus()
        elif (card := self._page.open_cramp()) is not None:
            QTimer.singleShot(0, card, partial(self._page.see, card))  # once it has its place

    def _set_pain(self, number: int) -> Callable[[], object] | None:
        card = self._page.open_cramp()
        return self._noted(partial(card.set_pain, number)) if card is not None else None

    def _noted(self, act: Callable[[], object]) -> Callable[[], object] | None:
        """Do something that changes the night, and return how to take it back; None if nothing changed."""
        self._page.flush()
        found, before = self._page.found, self._session.last_change
        act()
        self._page.flush()
        evening = self._page.evening
        if not self._session.is_open:
            return partial(self._take_back_early, evening, found)
        after = self._session.last_change
        return partial(self._take_back, evening, after) if after is not before else None

    def _take_back(self, evening: "date", change: object) -> None:
        self._page.flush()
        if self._page.evening == evening and self._session.last_change is change:
            self._session.undo()

    def _take_back_early(self, evening: "date", found: "Values | None") -> None:
        """Take back an answer that still waits for the journal to be opened."""
        if self._page.evening == evening and self._session.forget_waiting(evening):
            self._page.show_again(found)
