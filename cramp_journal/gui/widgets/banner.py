"""A line across the top of every page, with one thing that can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import label


class Banner(QFrame):
    """Hidden until it is wanted."""

    action_requested = Signal()

    def __init__(self, text: str, action: str) -> None:
        super().__init__()
        role(self, "banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().roomy_px(24), 4, theme().roomy_px(24), 4)
        self._words = label(text)
        row.addWidget(self._words, 1)
        button = QPushButton(action)
        button.clicked.connect(self.action_requested)
        row.addWidget(button)
        self.hide()

    def say(self, text: str) -> None:
        """Say something else; "" hides it."""
        self._words.setText(text)
        self.setVisible(bool(text))
