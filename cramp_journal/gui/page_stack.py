"""The pages of the window, one of which is visible. Each page but the first is made when it is first opened."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from cramp_journal.gui.page import Page
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.spoken import SpokenRole, speak_as, untold
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.i18n import _


class PageStack(QStackedWidget):
    """Pages by name; `make` makes one. All but the first need the journal, and wait for it."""

    wanted = Signal(str)  # the name of another page, or of one that was chosen again
    made = Signal(str)  # the name of a page that was made for the first time
    shown = Signal(str)  # the name of the page that is visible now

    def __init__(self, session: Session, first: str, make: Callable[[str], Page], titles: Mapping[str, str]) -> None:
        """Hold no page yet; `titles` are what the pages are called."""
        super().__init__()
        self._session, self._first, self._make, self._titles = session, first, make, titles
        self._pages: dict[str, Page] = {}
        self.open_page = first
        self._is_turning = False  # to another page, at this very moment
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)
        speak_as(self, SpokenRole.Client)  # not a “layered pane”
        self._wait = text_label(_("Opening the journal…"), "waiting")
        self.addWidget(self._wait)

    def page(self, name: str) -> Page:
        """Return a page; it is made on first use, once the journal is open."""
        if name not in self._pages:
            with untold():
                self.put(name, self._make(name))
            self.made.emit(name)
        return self._pages[name]

    def put(self, name: str, page: Page) -> None:
        """Take in a page that is made already."""
        self._pages[name] = page
        page.be_called(self._titles[name])
        self.addWidget(page)

    def show_page(self, name: str, *, chosen: bool = False) -> None:
        """Show a page in its current state, from its start if the person has `chosen` it."""
        is_other, self.open_page = name != self.open_page, name
        if is_other or chosen:
            self.wanted.emit(name)
        if name != self._first and not self._session.is_open:
            self.setCurrentWidget(self._wait)
            return
        page, before = self.page(name), self.currentWidget()
        had_keys = before is not None and before.isAncestorOf(QApplication.focusWidget() or self)
        self._is_turning = True
        self.setCurrentWidget(page)
        self._is_turning = False
        page.refresh_if_stale()
        if had_keys and not page.isAncestorOf(QApplication.focusWidget() or self):
            page.take_keys()  # Qt found nothing on it to give them to, and gave them to the sidebar
        if chosen:
            page.start()
        self.shown.emit(name)

    def focusNextPrevChild(self, next_: bool, /) -> bool:
        """Keep the focus from every field on the way from one page to another: a screen reader would say it."""
        return self._is_turning or super().focusNextPrevChild(next_)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Show what the Tab key came to from outside the page: Qt scrolls only for what it passes inside."""
        page = self.currentWidget()
        if not isinstance(page, Page) or now is None or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        if page.isAncestorOf(now) and not (before is not None and page.isAncestorOf(before)):
            page.see(now)

    def take_keys(self) -> None:
        """Move the focus to the visible page."""
        page = self.currentWidget()
        if isinstance(page, Page):
            page.take_keys()

    def mark_stale(self, *names: str) -> None:
        """Note that something changed: the visible page refreshes at once, the others when they are opened.

        Args:
            names: The pages that it concerns; all of them if none is named.
        """
        for name, page in self._pages.items():
            if name in names or not names:
                page.mark_stale()
