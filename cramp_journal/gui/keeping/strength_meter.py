"""How hard a passphrase is to guess: three bars and a few words, which a screen reader reads as they change."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cramp_journal.gui.announce import announce
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.i18n import _

_BARS, _LONG, _HIGH, _GAP = 3, 38, 10, 6  # pixels at 100 % text


class StrengthMeter(QWidget):
    """Shows a grade from 0 (too short) to 3 (strong). The words say everything that the bars show."""

    def __init__(self) -> None:
        super().__init__()
        self._words = text_label("", "quiet")
        self._bars = _Bars()
        row = QHBoxLayout()
        row.addWidget(self._bars)
        row.addStretch(1)
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(4)
        both.addLayout(row)
        both.addWidget(self._words)
        self.hide()

    def show_grade(self, grade: int, told: str) -> None:
        """Show the grade and its words; "" hides the meter, since nothing was typed yet."""
        if told and told != self._words.text():
            said = _("How hard it is to guess: {told}").format(told=told)
            self._words.setAccessibleName(said)
            announce(said, self)
        self._words.setText(told)
        self._bars.show_grade(grade)
        self.setVisible(bool(told))


class _Bars(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._grade = 0
        width = _BARS * _LONG + (_BARS - 1) * _GAP
        self.setFixedSize(theme().px(width) + 2, theme().px(_HIGH) + 2)

    def show_grade(self, grade: int) -> None:
        self._grade = grade
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = theme().palette
        colour = QColor((palette.line, palette.cramp, palette.warn, palette.clear_mark)[self._grade])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for bar in range(_BARS):
            filled = bar < self._grade
            painter.setPen(QPen(colour if filled else QColor(palette.line), 1))
            painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
            left = theme().px(bar * (_LONG + _GAP)) + 1
            painter.drawRoundedRect(QRectF(left, 1, theme().px(_LONG), theme().px(_HIGH)), 4, 4)
        painter.end()
