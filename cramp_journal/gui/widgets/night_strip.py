"""Nights in a row, one cell each: number and shape show the same as the colour."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.theme import theme
from cramp_journal.i18n import _
from cramp_journal.labels import cramps_of_night, night_title
from cramp_journal.labels import cramps_text as said_cramps
from cramp_journal.labels import nights_text as said_nights
from cramp_journal.punctuation import as_sentence, in_clauses, in_parts, name_and_value

Recorded = tuple[int, bool]  # the cramps of a night (0: clear), and whether it is left out
NightCounts = Mapping[date, Recorded]  # by evening
UNREMEMBERED: Final = "?"
NightShown = Recorded | Literal["?"] | None  # a night as it is shown; None: not recorded


@dataclass(frozen=True)
class Counted:
    """What is known about some nights, counted as in `analysis.period.Coverage`: left-out nights are in no figure."""

    cramps: int
    with_cramps: int
    recorded: int
    left_out: int
    not_remembered: int
    unknown: int


def count_nights(
    nights: NightCounts, evenings: Sequence[date], not_remembered: Collection[date] = (), began: date | None = None
) -> Counted:
    """Count what is known about some evenings; those before the journal `began` are nothing that could be recorded."""
    began = began or min(nights, default=date.max)
    known = [nights[evening] for evening in evenings if evening in nights]
    counts = [count for count, out in known if not out]
    rest = [evening for evening in evenings if evening not in nights and evening >= began]
    forgotten = sum(evening in not_remembered for evening in rest)
    return Counted(
        cramps=sum(counts),
        with_cramps=sum(count > 0 for count in counts),
        recorded=len(counts),
        left_out=len(known) - len(counts),
        not_remembered=forgotten,
        unknown=len(rest) - forgotten,
    )


def paint_night(painter: QPainter, cell: QRectF, night: NightShown, *, points: float | None = None) -> None:
    """Paint one night: a dash if it is not recorded, “?” if not remembered, a dot if clear, otherwise a number.

    `points` is the size of the number at 100 % text; without it, the size follows the height of the cell.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = cell.adjusted(1, 1, -1, -1)
    paint_ground(painter, inner, night)
    paint_mark(painter, inner, night, points or min(11.0, max(7.0, cell.height() * 0.36 / theme().scale)))


def paint_ground(painter: QPainter, inner: QRectF, night: NightShown) -> None:
    """Paint the background of a night: dashed without a record, solid if not remembered, hatched if left out."""
    colours = theme().palette
    radius = corner(inner)
    if night == UNREMEMBERED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_soft))
        painter.drawRoundedRect(inner, radius, radius)
        return
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


def paint_mark(painter: QPainter, inner: QRectF, night: NightShown, points: float) -> None:
    """Paint the number, the dot, the question mark or the dash of a night in the middle of a rectangle."""
    colours = theme().palette
    scale = theme().scale
    if night == UNREMEMBERED:
        painter.setPen(QColor(colours.text))
        painter.setFont(_number(UNREMEMBERED, points, scale, int(inner.width()))[0])
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, UNREMEMBERED)
    elif night is None:
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


def ground_of(night: Recorded) -> QColor:
    """Return the background colour of a recorded night."""
    colours = theme().palette
    return QColor(colours.shades[min(night[0], len(colours.shades)) - 1] if night[0] else colours.clear)


def text_on(night: NightShown) -> QColor:
    """Return the colour of text on a night."""
    colours = theme().palette
    if night and night != UNREMEMBERED and night[0]:
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


def night_in_words(evening: date, night: NightShown) -> str:
    """Describe one night, for a tool tip and for a screen reader."""
    if night is None:
        said = _("not recorded")
    elif night == UNREMEMBERED:
        said = _("not remembered")
    else:
        said = cramps_of_night(night[0])
        if night[1]:
            said = _("{said}, left out of the figures").format(said=said)
    return name_and_value(night_title(evening), said)


def sum_in_words(
    nights: NightCounts, evenings: Sequence[date], not_remembered: Collection[date] = (), began: date | None = None
) -> str:
    """Say how many cramps there were in how many nights, and what is in no figure; "" if nothing is recorded."""
    found = count_nights(nights, evenings, not_remembered, began)
    if not found.recorded and not found.left_out:
        return ""
    text = _("{cramps} on {with_cramps} of {recorded} recorded").format(
        cramps=said_cramps(found.cramps), with_cramps=found.with_cramps, recorded=said_nights(found.recorded)
    )
    return as_sentence(in_parts([text, *rest_in_words(replace(found, unknown=0))]))


def rest_in_words(found: Counted) -> list[str]:
    """Say which nights are in no figure, and why."""
    parts = (
        (found.left_out, _("{n} left out")),
        (found.not_remembered, _("{n} not remembered")),
        (found.unknown, _("{n} not recorded")),
    )
    return [text.format(n=count) for count, text in parts if count]


class NightStrip(QWidget):
    """The nights up to `last`, in one row, or in several if there is little room."""

    def __init__(self, length: int = 14) -> None:
        super().__init__()
        self._length = length
        self._last = date.min + timedelta(days=length)
        self._nights: NightCounts = {}
        self._not_remembered: Collection[date] = ()
        self._began: date | None = None
        speak_as(self, SpokenRole.Graphic)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_nights(
        self, nights: NightCounts, last: date, not_remembered: Collection[date] = (), began: date | None = None
    ) -> None:
        """Show the nights up to an evening; those before the journal `began` have no cell."""
        self._nights, self._last, self._not_remembered = nights, last, not_remembered
        self._began = began or min(nights, default=None)
        self.setAccessibleName(
            in_clauses(night_in_words(e, night) for e in self.evenings() if (night := self._shown(e)) is not None)
            or _("no night recorded")
        )
        self.update()

    def _shown(self, evening: date) -> NightShown:
        if evening not in self._nights and evening in self._not_remembered:
            return UNREMEMBERED
        return self._nights.get(evening)

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
            if self._began is None or evening >= self._began:  # there is nothing before the journal began
                paint_night(painter, cell, self._shown(evening))
        painter.end()
