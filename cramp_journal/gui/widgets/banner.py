"""A line below every page, with one action; the person can close it.

It comes up below the page, so that nothing moves under the hand.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.gui.theme import TARGET, icon, role, theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.i18n import _

_LEAST = 240  # pixels at 100 % text that the words need beside the button
TOO_SOON = 0.7  # seconds: a press just after the line came up was meant for what was there before


class Banner(QFrame):
    """Hidden until it is needed, and built then: the first paint mostly does not need it."""

    action_requested = Signal()
    closed = Signal()  # by the person

    def __init__(self, text: str, action: str) -> None:
        super().__init__()
        self._text, self._action = text, action
        self._closed_text = ""  # what the person has closed: it does not come up again
        self._shown_at = float("-inf")
        self._made = False
        role(self, "banner")
        self.hide()

    def say(self, text: str, action: str = "") -> None:
        """Show another text, and another action if one is named; "" hides the line."""
        self._text, self._action = text, action or self._action
        if not text:
            self._closed_text = ""
        if self._made:
            self._words.setText(self._text)
            self._button.setText(self._action)
        self.setVisible(bool(text))

    def setVisible(self, visible: bool) -> None:
        visible = visible and self._text != self._closed_text
        if visible and not self._made:
            self._build()
        if visible and self.isHidden():
            self._shown_at = clock.seconds()
        super().setVisible(visible)

    def _build(self) -> None:
        from cramp_journal.gui.widgets.sides import Sides  # noqa: PLC0415 - not for the first paint

        self._made = True
        self._words = text_label(self._text)
        self._words.setMinimumWidth(1)  # a long file name must not push the button out of the window
        self._button = QPushButton(self._action)
        self._button.clicked.connect(self._on_action)
        close = QPushButton(icon("x", theme().palette.text), "")
        role(close, "icon")
        close.setMinimumSize(TARGET, TARGET)
        close.setAccessibleName(_("Close this line"))
        close.setToolTip(_("Close this line"))
        close.clicked.connect(self._on_close)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        row.addWidget(close)
        both = QWidget()
        Sides(self._words, buttons, both, least=theme().px(_LEAST))
        around = QVBoxLayout(self)
        around.setContentsMargins(theme().roomy_px(24), 4, theme().roomy_px(24), 4)
        around.addWidget(both)

    def _is_too_soon(self) -> bool:
        return clock.seconds() - self._shown_at < TOO_SOON

    def _on_action(self) -> None:
        if not self._is_too_soon():
            self.action_requested.emit()

    def _on_close(self) -> None:
        if not self._is_too_soon():
            self._closed_text = self._text
            self.hide()
            self.closed.emit()
