"""The buttons of the page of a cramp in progress: large, for a hand in pain and eyes that were asleep."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from cramp_journal.gui.theme import TARGET, role, theme
from cramp_journal.i18n import _
from cramp_journal.palette import NIGHT


class LargeButton(QPushButton):
    """Enter presses it too, holding a key counts as one press, and its focus ring shows on any background."""

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
    """The other buttons: side by side if both fit, otherwise one below the other."""

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
        """Return the width of the wider button: one below the other, both fit."""
        widest = max(self.other.minimumSizeHint().width(), self.stop.minimumSizeHint().width())
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = self.other.sizeHint().width() + self.stop.sizeHint().width() + self._row.spacing() <= self.width()
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
