"""The page of work that takes a moment, while the journal is closed."""

from cramp_journal.gui.page import Page
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.i18n import _


class WorkingPage(Page):
    """A calm line. There is nothing to press."""

    def __init__(self) -> None:
        super().__init__()
        self.body.addWidget(text_label(_("Working…"), "title"))
        self.body.addWidget(text_label(_("This takes a moment. Your nights are safe meanwhile.")))
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Do nothing: nothing on this page changes on its own."""

    def take_focus(self) -> None:
        """Move the focus to the page itself: nothing on it can be pressed."""
        self.setFocus()
