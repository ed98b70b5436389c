"""A line across the top of every page, with one thing that can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import label
from cramp_journal.gui.widgets.sides import Sides

_LEAST = 240  # pixels at 100 % text that the words need to stand beside the button


class Banner(QFrame):
    """Hidden until it is wanted."""

    action_requested = Signal()

    def __init__(self, text: str, action: str) -> None:
        super().__init__()
        role(self, "banner")
        self._words = label(text)
        self._words.setMinimumWidth(1)  # a long name of a file must not push the button out of sight
        self._button = QPushButton(action)
        self._button.clicked.connect(self.action_requested)
        both = QWidget()
        Sides(self._words, self._button, both, least=theme().px(_LEAST))
        around = QVBoxLayout(self)
        around.setContentsMargins(theme().roomy_px(24), 4, theme().roomy_px(24), 4)
        around.addWidget(both)
        self.hide()

    def say(self, text: str, action: str = "") -> None:
        """Say something else, with another thing to do about it if it is named; "" hides it."""
        self._words.setText(text)
        if action:
            self._button.setText(action)
        self.setVisible(bool(text))
