"""Nights in a row, one cell each: told by number and shape as well as by colour."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cramp_journal.gui.theme import theme
from cramp_journal.i18n import _
from cramp_journal.labels import cramps as said_cramps
from cramp_journal.labels import night_title

Nights = Mapping[date, tuple[int, bool]]  # an evening: cramps (0: clear), and whether it is left out


def paint_night(painter: QPainter, cell: QRectF, night: tuple[int, bool] | None, *, chosen: bool = False) -> None:
    """Paint one night: a dashed cell where it is not recorded, a dot where it is clear, a number where it is not."""
    colours = theme().palette
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = min(cell.width(), cell.height()) * 0.22
    inner = cell.adjusted(1, 1, -1, -1)
    if night is None:
        painter.setPen(QPen(QColor(colours.line), 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(inner, radius, radius)
    else:
        count, left_out = night
        shade = min(count, len(colours.shades)) - 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.shades[shade] if count else colours.clear))
        painter.drawRoundedRect(inner, radius, radius)
        if left_out:
            painter.setPen(QPen(QColor(colours.quiet), 1))
            painter.setBrush(QBrush(QColor(colours.quiet), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(inner, radius, radius)
        if count:
            painter.setPen(QColor(colours.on_shades[shade]))
            font = theme().font(min(11.0, max(7.0, cell.height() * 0.36 / theme().scale)), strong=True)
            painter.setFont(font)
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, str(count))
        elif not left_out:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.clear_mark))
            painter.drawEllipse(inner.center(), 2.2, 2.2)
    if chosen:
        painter.setPen(QPen(QColor(colours.focus), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(inner, radius, radius)


def night_in_words(evening: date, night: tuple[int, bool] | None) -> str:
    """Say one night, for a tool tip and for a screen reader."""
    if night is None:
        said = _("not recorded")
    else:
        said = said_cramps(night[0]) if night[0] else _("no cramps")
        if night[1]:
            said = _("{said}, left out of the figures").format(said=said)
    return f"{night_title(evening)}: {said}"


class NightStrip(QWidget):
    """The nights up to `last`, in one row, or in several where there is little room."""

    def __init__(self, length: int = 14) -> None:
        super().__init__()
        self._length = length
        self._last = date.min + timedelta(days=length)
        self._nights: Nights = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_nights(self, nights: Nights, last: date) -> None:
        """Show the nights up to an evening."""
        self._nights, self._last = nights, last
        self.setAccessibleName(
            "; ".join(night_in_words(e, nights.get(e)) for e in self.evenings() if e in nights)
            or _("no night recorded")
        )
        self.update()

    def evenings(self) -> list[date]:
        """Give the evenings that are shown, oldest first."""
        return [self._last - timedelta(days=back) for back in reversed(range(self._length))]

    def sizeHint(self) -> QSize:
        return QSize(self._length * 12, theme().px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(7 * theme().px(17), theme().px(36))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self._rows(event.size().width()) * theme().px(40) - theme().px(4))

    def _rows(self, width: int) -> int:
        """Give into how many rows of whole weeks the nights go, so that a number fits into each cell."""
        rows = 1
        while width / (self._length / rows) < theme().px(16) and self._length / rows > 7:
            rows *= 2
        return rows

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rows = self._rows(self.width())
        in_row = self._length // rows
        room, height = self.width() / in_row, theme().px(36)
        gap = min(5.0, room * 0.16)
        for index, evening in enumerate(self.evenings()):
            row, column = divmod(index, in_row)
            cell = QRectF(column * room + gap / 2, row * theme().px(40), min(room - gap, height * 1.2), height)
            paint_night(painter, cell, self._nights.get(evening))
        painter.end()
