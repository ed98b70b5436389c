"""The buttons of a cramp right now: large, for a hand that is in pain and eyes that were asleep."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from cramp_journal.gui.theme import TARGET, role, theme
from cramp_journal.i18n import _
from cramp_journal.palette import NIGHT


class LargeButton(QPushButton):
    """Enter presses it too; holding a key is one press; the ring around it is seen on any ground."""

    def __init__(self, text: str, kind: str) -> None:
        super().__init__(text)
        role(self, kind)
        self.setAutoDefault(True)
        self.setMinimumHeight(TARGET)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for inset, width, colour in ((2, 4, NIGHT.focus), (5, 3, NIGHT.ground)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), 14, 14)
        painter.end()


class OtherButtons(QWidget):
    """What else may be wanted, beside each other where both fit, else under each other."""

    def __init__(self) -> None:
        super().__init__()
        self.other = LargeButton(_("Other leg or muscle"), "now-other")
        self.other.setCheckable(True)
        self.stop = LargeButton(_("Stop, don't log"), "now-other")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().roomy_px(14))
        self._row.addWidget(self.other, 1)
        self._row.addWidget(self.stop, 1)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider button: under each other they fit."""
        widest = max(self.other.minimumSizeHint().width(), self.stop.minimumSizeHint().width())
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = self.other.sizeHint().width() + self.stop.sizeHint().width() + self._row.spacing() <= self.width()
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
