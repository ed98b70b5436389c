"""The frame of the window: the sidebar, the pages with a line below them, and room for what covers all of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cramp_journal.gui.page import Page
from cramp_journal.gui.page_stack import PageStack
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.sidebar import Sidebar
from cramp_journal.gui.spoken import SpokenRole, speak_as, tell_readers_more
from cramp_journal.gui.widgets.banner import Banner, Banners, Rank
from cramp_journal.gui.window_news import WindowNews
from cramp_journal.i18n import WINDOW_LANGUAGES, _, language_code

LOG, CALENDAR, TRENDS, HELPS, ADVICE, REPORT = "log", "calendar", "trends", "helps", "advice", "report"
HELP, TRIAL = "help", "trial"
BEHIND = {TRIAL: HELPS}  # a page without a button of its own, and the one that leads to it
PAGES = (LOG, CALENDAR, TRENDS, HELPS, ADVICE, REPORT, HELP)


class WindowFrame(QStackedWidget):
    """The frame is one view; a cramp in progress, or the cover of a closed journal, is another."""

    def __init__(self, session: Session, make: Callable[[str], Page]) -> None:
        """Build the frame; `make` makes a page by its name."""
        super().__init__()
        tell_readers_more()
        speak_as(self, SpokenRole.Client)  # not a “layered pane”
        pages = [
            (LOG, _("Last night"), "moon"),
            (CALENDAR, _("Calendar"), "calendar"),
            (TRENDS, _("Trends"), "trending-up"),
            (HELPS, _("What helps"), "scale"),
            (ADVICE, _("See a doctor?"), "stethoscope"),
            (REPORT, _("Report"), "file-text"),
        ]
        self.sidebar = Sidebar(
            pages,
            HELP,
            WINDOW_LANGUAGES.get(language_code(), WINDOW_LANGUAGES["en"]),
            session.door.person,
        )
        self.banner = Banner(_("These nights are invented, for looking around."), _("Remove them"), Rank.INVENTED)
        self.notice = Banner("", _("See a doctor?"), Rank.TOLD_ONCE)
        titles = {name: text for name, text, _icon in pages} | {HELP: _("Help"), TRIAL: _("Trial")}
        self.pages = PageStack(session, LOG, make, titles)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        self.lines = Banners()
        column.addWidget(self.lines)  # below the pages: a line that comes up pushes nothing down
        self.lines.add(self.banner)
        self.lines.add(self.notice)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(right, 1)
        self.addWidget(both)
        self._news = WindowNews(self, self.pages, session, titles)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.currentIndex() == 0:  # nothing else had a use for it
            self.pages.take_keys()
        else:
            super().keyPressEvent(event)
