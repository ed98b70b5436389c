"""The time since the start of a cramp, in large digits that do not shift as they count."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cramp_journal.gui.theme import theme
from cramp_journal.i18n import _
from cramp_journal.labels import length

_POINTS = 48  # at 100 % text; the digits grow half as fast as other text, since they are large enough


class RunningClock(QWidget):
    """Shows 1:42, and 1:02:03 after the first hour."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self.text = ""
        self._colour = colour
        self._font = theme().font(_POINTS * theme().roomy_px(1000) / theme().px(1000), strong=True)
        self._font.setFeature(QFont.Tag("tnum"), 1)  # digits of equal width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_seconds(self, seconds: int) -> None:
        """Show a number of seconds."""
        minutes, rest = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
        if text != self.text:
            self.text = text
            self.setAccessibleName(_("It has lasted {length}").format(length=length(seconds)))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font)
        return QSize(metrics.horizontalAdvance(self.text) + 4, metrics.capHeight() + 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(QColor(self._colour))
        right = self.width() - 2 - QFontMetrics(self._font).horizontalAdvance(self.text)
        painter.drawText(right, self.height() - 6, self.text)
        painter.end()
