"""A line at the top of every page, with one action."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import text_label

_LEAST = 240  # pixels at 100 % text that the words need beside the button


class Banner(QFrame):
    """Hidden until it is needed, and built then: the first paint mostly does not need it."""

    action_requested = Signal()

    def __init__(self, text: str, action: str) -> None:
        super().__init__()
        self._text, self._action = text, action
        self._made = False
        role(self, "banner")
        self.hide()

    def say(self, text: str, action: str = "") -> None:
        """Show another text, and another action if one is named; "" hides the line."""
        self._text, self._action = text, action or self._action
        if self._made:
            self._words.setText(self._text)
            self._button.setText(self._action)
        self.setVisible(bool(text))

    def setVisible(self, visible: bool) -> None:
        if visible and not self._made:
            self._build()
        super().setVisible(visible)

    def _build(self) -> None:
        from cramp_journal.gui.widgets.sides import Sides  # noqa: PLC0415 - not for the first paint

        self._made = True
        self._words = text_label(self._text)
        self._words.setMinimumWidth(1)  # a long file name must not push the button out of the window
        self._button = QPushButton(self._action)
        self._button.clicked.connect(self.action_requested)
        both = QWidget()
        Sides(self._words, self._button, both, least=theme().px(_LEAST))
        around = QVBoxLayout(self)
        around.setContentsMargins(theme().roomy_px(24), 4, theme().roomy_px(24), 4)
        around.addWidget(both)
