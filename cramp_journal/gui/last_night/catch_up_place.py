"""The place of the catch-up list on the page; the list is made when nights are missing for the first time."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout

from cramp_journal.gui.last_night.single_keys import SingleKeys
from cramp_journal.gui.page import Page

if TYPE_CHECKING:  # made after the first paint
    from cramp_journal.gui.last_night.catch_up import CatchUp


class CatchUpPlace(QObject):
    """A place in a column of the page."""

    answered = Signal(object, str)  # see CatchUp.answered

    def __init__(self, page: Page, keys: SingleKeys, column: QVBoxLayout, place: int) -> None:
        super().__init__(page)
        self._page = page
        self._keys, self._column, self._place = keys, column, place
        self._list: CatchUp | None = None

    def show_nights(self, evenings: list[date]) -> None:
        """Offer the nights that are not recorded."""
        if self._list is None and evenings:
            from cramp_journal.gui.last_night.catch_up import CatchUp  # noqa: PLC0415 - not for the first paint

            self._list = CatchUp(self._keys)
            self._list.answered.connect(self.answered)
            self._list.closing.connect(self._page.take_keys)  # otherwise Qt moves the focus below, and scrolls there
            self._column.insertWidget(self._place, self._list)
        if self._list is not None:
            self._list.show_nights(evenings)

    def has_focus(self) -> bool:
        """Return whether the focus is in the list."""
        focused = QApplication.focusWidget()
        return self._list is not None and focused is not None and self._list.isAncestorOf(focused)
