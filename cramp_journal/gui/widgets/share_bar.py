"""A share of nights as a bar with its count."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cramp_journal.gui.theme import theme
from cramp_journal.i18n import _


class ShareBar(QWidget):
    """“with it: 12 of 40 (30%)” nights, with a bar as long as the share."""

    def __init__(self, which: str, part: int, whole: int) -> None:
        """Show `part` of `whole` nights; `which` says what nights they are."""
        super().__init__()
        self._which = which
        self._part, self._whole = part, whole
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._text())

    def sizeHint(self) -> QSize:
        return QSize(theme().px(150), theme().px(38))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(118), theme().px(38))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        share = self._part / self._whole if self._whole else 0
        thick = theme().px(9)
        y = self.height() - thick - 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.clear))
        painter.drawRoundedRect(QRectF(0, y, self.width(), thick), thick / 2, thick / 2)
        painter.setBrush(QColor(colours.cramp))
        if share:
            painter.drawRoundedRect(QRectF(0, y, max(thick, self.width() * share), thick), thick / 2, thick / 2)
        painter.setPen(QColor(colours.text))
        painter.setFont(theme().font())
        painter.drawText(QRectF(0, 0, self.width(), y), Qt.AlignmentFlag.AlignVCenter, self._text())
        painter.end()

    def _text(self) -> str:
        share = f" ({self._part / self._whole:.0%})" if self._whole >= 10 else ""
        return _("{which}: {part} of {whole}{share}").format(
            which=self._which, part=self._part, whole=self._whole, share=share
        )
