"""A part of the page that is closed to one line, and opens below that line."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.gui.widgets.sides import OneRow, Sides
from cramp_journal.i18n import _
from cramp_journal.punctuation import name_and_value

_LEAST = 150  # pixels at 100 % text that the words need beside the buttons


class FoldedLine(QWidget):
    """Words, buttons for what is answered at once, and one that opens the rest."""

    opened = Signal()

    def __init__(self, name: str, inside: QWidget, *at_once: QPushButton) -> None:
        super().__init__()
        self._name = name
        self._inside = inside
        self._words = text_label("", "strong")
        self.toggle = QPushButton()
        self._at_once = at_once
        self._closed = ""
        buttons = QWidget()
        row = OneRow(buttons, theme().roomy_px(4))
        for button in (*at_once, self.toggle):
            role(button, "link")
            button.setAutoDefault(True)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().roomy_px(6))
        column.addLayout(Sides(self._words, buttons, least=theme().px(_LEAST)))
        column.addWidget(inside)
        inside.hide()
        self.toggle.clicked.connect(self._on_clicked)

    def say(self, words: str, closed: str, *, asks: bool) -> None:
        """Show the words, and what the button says while the part is closed; `asks` offers the other buttons."""
        self._closed = closed
        self._words.setText(words)
        self._words.setVisible(bool(words))
        for button in self._at_once:
            button.setVisible(asks)
        self._show_toggle()

    @property
    def is_open(self) -> bool:
        """Whether the part is open."""
        return not self._inside.isHidden()

    def holds_focus(self) -> bool:
        """Return whether the focus is in the part below the line."""
        return self._inside.isAncestorOf(QApplication.focusWidget() or self)

    def open(self, *, on: bool = True) -> None:
        """Open the part below the line, or close it."""
        self._inside.setVisible(on)
        self._show_toggle()
        if on:
            self.opened.emit()

    def _show_toggle(self) -> None:
        self.toggle.setText(_("Close") if self.is_open else self._closed)
        self.toggle.setAccessibleName(name_and_value(self._words.text() or self._name, self.toggle.text()))

    def _on_clicked(self) -> None:
        self.open(on=not self.is_open)
