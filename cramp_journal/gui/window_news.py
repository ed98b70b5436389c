"""What the window says by itself to who cannot see it: which page is open, what covers it, and what was undone."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from cramp_journal.gui.announce import announce
from cramp_journal.gui.page import Page
from cramp_journal.gui.page_stack import PageStack
from cramp_journal.gui.session.session import Session
from cramp_journal.i18n import _
from cramp_journal.labels import night_title, nights_text

if TYPE_CHECKING:  # slow before the journal is open
    from cramp_journal.gui.session.undo import Step


class WindowNews(QObject):
    """Lives as long as the window."""

    def __init__(self, views: QStackedWidget, pages: PageStack, session: Session, titles: Mapping[str, str]) -> None:
        """Say what a person who sees it notices; `titles` are those of the pages by their names."""
        super().__init__(views)
        self._wanted = ""  # a page whose name was said, and which was not shown yet
        self._views, self._pages, self._titles = views, pages, titles
        views.currentChanged.connect(self._on_view)
        pages.wanted.connect(self._on_page)
        pages.shown.connect(self._on_shown)
        session.walked.connect(self._on_walked)

    def _on_page(self, name: str) -> None:
        self._wanted = name
        announce(self._titles.get(name, ""), self._pages)

    def _on_shown(self, name: str) -> None:
        page = self._pages.currentWidget()
        if name == self._wanted and isinstance(page, Page):
            self._wanted = ""
            announce(page.first_words(), page)

    def _on_view(self, _place: int) -> None:
        shown = self._views.currentWidget()
        if shown is not None and self._views.currentIndex() > 0:
            announce(shown.accessibleName() or _title_of(shown), shown)

    def _on_walked(self, steps: "list[Step]", again: bool) -> None:
        evenings = sorted({each.evening for each in steps if each.evening is not None})
        text = _("Done again: {what}") if again else _("Undone: {what}")
        plain = _("Done again.") if again else _("Undone.")
        announce(text.format(what=_in_words(evenings)) if evenings else plain)


def _in_words(evenings: list[date]) -> str:
    return night_title(evenings[0]) if len(evenings) == 1 else nights_text(len(evenings))


def _title_of(view: QWidget) -> str:
    """Return the title of what covers the window."""
    titles = [each for each in view.findChildren(QLabel) if each.property("role") == "title" and each.text()]
    return titles[0].text() if titles else ""
