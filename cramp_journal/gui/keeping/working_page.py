"""Something is being done that takes a moment, and the journal is closed meanwhile."""

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
        """Show what is true now: nothing here changes by itself."""

    def take_focus(self) -> None:
        """Go to the page itself: nothing on it can be pressed."""
        self.setFocus()
