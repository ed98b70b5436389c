"""A button whose words stand in two lines where they are wider than a small window with large text."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton

from cramp_journal.gui.theme import theme

_WIDEST = 375  # pixels: a page in a window of 1024 pixels, at the largest text, is little wider


class TwoLineButton(QPushButton):
    """A button that breaks its own words; `text()` and its spoken name have them on one line."""

    def __init__(self, text: str = "", widest: int = _WIDEST) -> None:
        """Make it with its words, which are broken where one line would be wider than `widest` pixels."""
        super().__init__()
        self._widest = widest
        self.setText(text)

    def setText(self, text: str) -> None:
        if self.accessibleName() in ("", self.text()):  # nobody named it otherwise
            self.setAccessibleName(text)
        super().setText(in_two_lines(text, self._widest))

    def text(self) -> str:
        return super().text().replace("\n", " ")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            super().setText(in_two_lines(self.text(), self._widest))
        super().changeEvent(event)


def in_two_lines(text: str, widest: int = _WIDEST) -> str:
    """Return the words of a button, broken near their middle if one line would be wider than some pixels."""
    metrics = QFontMetrics(theme().font())
    if metrics.horizontalAdvance(text) <= widest or " " not in text:
        return text
    middle = len(text) / 2
    at = min((place for place, letter in enumerate(text) if letter == " "), key=lambda place: abs(place - middle))
    return f"{text[:at]}\n{text[at + 1 :]}"
