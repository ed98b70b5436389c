"""What is true and kind while there is nothing to tell."""

from PySide6.QtCore import Qt, Signal

from cramp_journal.advice.board import calm_words
from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.i18n import _


class CalmCard(Card):
    """Most cramps are harmless; what would be worth telling; where to say so."""

    check_in_wanted = Signal()

    def __init__(self) -> None:
        harmless, worth = calm_words()
        super().__init__(harmless)
        role(self.heading, "title")
        self.inside.addWidget(text_label(worth))
        self.inside.addWidget(text_label(_("If you are worried, contact a doctor all the same."), "quiet"))
        tick = button(_("Tick what you notice"), self.check_in_wanted.emit)
        self.inside.addWidget(tick, 0, Qt.AlignmentFlag.AlignLeft)
