"""Nights in a row, one cell each: number and shape show the same as the colour."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cramp_journal.gui.theme import theme
from cramp_journal.i18n import _
from cramp_journal.labels import cramps_text as said_cramps
from cramp_journal.labels import night_title
from cramp_journal.labels import nights_text as said_nights

NightCounts = Mapping[date, tuple[int, bool]]  # an evening: its cramps (0: clear), and whether it is left out


def paint_night(
    painter: QPainter, cell: QRectF, night: tuple[int, bool] | None, *, points: float | None = None
) -> None:
    """Paint one night: a dash if it is not recorded, a dot if it is clear, otherwise a number.

    `points` is the size of the number at 100 % text; without it, the size follows the height of the cell.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = cell.adjusted(1, 1, -1, -1)
    paint_ground(painter, inner, night)
    paint_mark(painter, inner, night, points or min(11.0, max(7.0, cell.height() * 0.36 / theme().scale)))


def paint_ground(painter: QPainter, inner: QRectF, night: tuple[int, bool] | None) -> None:
    """Paint the background of a night: dashed if it is not recorded, hatched if it is left out."""
    colours = theme().palette
    radius = corner(inner)
    if night is None:
        painter.setPen(QPen(QColor(colours.line), 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(inner, radius, radius)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground_of(night))
    painter.drawRoundedRect(inner, radius, radius)
    if night[1]:
        painter.setPen(QPen(text_on(night), 1))
        painter.setBrush(QBrush(text_on(night), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(inner, radius, radius)


def paint_mark(painter: QPainter, inner: QRectF, night: tuple[int, bool] | None, points: float) -> None:
    """Paint the number, the dot or the dash of a night in the middle of a rectangle."""
    colours = theme().palette
    scale = theme().scale
    if night is None:
        half = min(0.3 * points * scale, inner.width() / 4)
        painter.setPen(QPen(QColor(colours.quiet), 1.5))
        painter.drawLine(inner.center() - QPointF(half, 0), inner.center() + QPointF(half, 0))
    elif night[0]:
        font, width, height = _number(str(night[0]), points, scale, int(inner.width()))
        if night[1]:  # a number on hatching is hard to read
            plate = QRectF(0, 0, min(width + 6, inner.width()), height)
            plate.moveCenter(inner.center())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground_of(night))
            painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(text_on(night))
        painter.setFont(font)
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, str(night[0]))
    elif not night[1]:
        size = 0.22 * points * scale
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.clear_mark))
        painter.drawEllipse(inner.center(), size, size)


def ground_of(night: tuple[int, bool]) -> QColor:
    """Return the background colour of a recorded night."""
    colours = theme().palette
    return QColor(colours.shades[min(night[0], len(colours.shades)) - 1] if night[0] else colours.clear)


def text_on(night: tuple[int, bool] | None) -> QColor:
    """Return the colour of text on a night."""
    colours = theme().palette
    if night and night[0]:
        return QColor(colours.on_shades[min(night[0], len(colours.on_shades)) - 1])
    return QColor(colours.text)


def corner(inner: QRectF) -> float:
    """Return the radius of the corners of a cell."""
    return min(inner.width(), inner.height(), 40.0) * 0.22


@lru_cache(512)
def _number(text: str, points: float, scale: float, room: int) -> tuple[QFont, int, int]:
    """Return a font in which a number fits into a cell, and the number's width and height."""
    while True:
        font = theme().font(points, strong=True)
        metrics = QFontMetrics(font)
        if metrics.horizontalAdvance(text) <= room or points * scale <= 6:
            return font, metrics.horizontalAdvance(text), metrics.height()
        points -= 0.5


def night_in_words(evening: date, night: tuple[int, bool] | None) -> str:
    """Describe one night, for a tool tip and for a screen reader."""
    if night is None:
        said = _("not recorded")
    else:
        said = said_cramps(night[0]) if night[0] else _("no cramps")
        if night[1]:
            said = _("{said}, left out of the figures").format(said=said)
    return f"{night_title(evening)}: {said}"


def sum_in_words(nights: NightCounts, evenings: Sequence[date]) -> str:
    """Say how many cramps there were in how many nights; "" if none of them is recorded."""
    known = [nights[evening] for evening in evenings if evening in nights]
    if not known:
        return ""
    return _("{cramps} on {with_cramps} of {recorded} recorded.").format(
        cramps=said_cramps(sum(count for count, _out in known)),
        with_cramps=sum(count > 0 for count, _out in known),
        recorded=said_nights(len(known)),
    )


class NightStrip(QWidget):
    """The nights up to `last`, in one row, or in several if there is little room."""

    def __init__(self, length: int = 14) -> None:
        super().__init__()
        self._length = length
        self._last = date.min + timedelta(days=length)
        self._nights: NightCounts = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_nights(self, nights: NightCounts, last: date) -> None:
        """Show the nights up to an evening."""
        self._nights, self._last = nights, last
        self.setAccessibleName(
            "; ".join(night_in_words(e, nights.get(e)) for e in self.evenings() if e in nights)
            or _("no night recorded")
        )
        self.update()

    def evenings(self) -> list[date]:
        """Return the evenings that are shown, oldest first."""
        return [self._last - timedelta(days=back) for back in reversed(range(self._length))]

    def sizeHint(self) -> QSize:
        return QSize(self._length * 12, theme().px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(7 * theme().px(17), theme().px(36))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self._rows(event.size().width()) * theme().px(40) - theme().px(4))

    def _rows(self, width: int) -> int:
        """Return the number of rows of whole weeks, so that a number fits into each cell."""
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
