"""A year at a glance: one row per month, one cell per night, walked through with the arrow keys."""

from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent

from cramp_journal.formats import month_name
from cramp_journal.gui.calendar.night_grid import EDGE, Choice, NightGrid, Steps, last_of_month
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.night_strip import paint_night

_DAYS, _HALF, _MONTHS = 31, 16, 12
_LEAST = 16.0  # pixels at 100 % text: a narrower cell cannot hold its number


class YearGrid(NightGrid):
    """The nights of one year. If a row is too short for a month, each month takes two."""

    _STEPS: ClassVar[Steps] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
    _MONTH_STEPS: ClassVar[Steps] = {
        Qt.Key.Key_Up: -1,
        Qt.Key.Key_Down: 1,
        Qt.Key.Key_PageUp: -_MONTHS,
        Qt.Key.Key_PageDown: _MONTHS,
    }

    def __init__(self, choice: Choice) -> None:
        super().__init__(choice)
        metrics = QFontMetrics(theme().font())
        names = [month_name(month, short=True) for month in range(1, _MONTHS + 1)]
        self._left = EDGE + max(map(metrics.horizontalAdvance, [*names, f"{_HALF + 1}–{_DAYS}"])) + theme().px(8)

        self._top = EDGE + theme().px(26)
        self._measure()

    def sizeHint(self) -> QSize:
        return QSize(_DAYS * theme().px(24), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._left + _HALF * theme().px(10), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        self.setFixedHeight(self._height())

    # ---------------------------------------------------------------- places
    def _measure(self) -> None:
        room = self.width() - self._left - EDGE
        self._halved = room / _DAYS < theme().px(_LEAST)  # a month takes two rows
        self._columns = _HALF if self._halved else _DAYS
        self._room = room / self._columns
        self._month_height = theme().px(48 if self._halved else 28)
        self._row_height = theme().px(22 if self._halved else 28)

    def _height(self) -> int:
        return self._top + _MONTHS * self._month_height + EDGE

    def evenings(self) -> tuple[date, date]:
        year = self.choice.evening.year
        return date(year, 1, 1), date(year, _MONTHS, _DAYS)

    def cell(self, evening: date) -> QRectF:
        return self._place(evening.month, evening.day)

    def _place(self, month: int, day: int) -> QRectF:
        row, column = divmod(day - 1, self._columns)
        gap = min(4.0, self._room * 0.12)
        left = self._left + column * self._room + gap / 2
        top = self._top + (month - 1) * self._month_height + row * self._row_height + 2
        return self.visual(QRectF(left, top, self._room - gap, self._row_height - 4))

    def at(self, place: QPoint) -> date | None:
        month, below = divmod(place.y() - self._top, self._month_height)
        column = int((self.from_the_start(place) - self._left) // self._room)
        row = below // self._row_height
        if not (0 <= month < _MONTHS and 0 <= column < self._columns and row * self._columns < _DAYS):
            return None
        first = date(self.choice.evening.year, month + 1, 1)
        found = first + timedelta(days=row * self._columns + column)
        return found if found.month == first.month else None

    # ---------------------------------------------------------------- painting
    def paint_frame(self, painter: QPainter) -> None:
        painter.setPen(QColor(theme().palette.quiet))
        painter.setFont(theme().font())
        for day in (1, 5, 10, 15, *(() if self._halved else (20, 25, 30))):
            above = self._place(1, day)
            above = QRectF(above.x() - 20, EDGE, above.width() + 40, theme().px(24))
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(day))
        painter.setFont(theme().font())
        for month in range(1, _MONTHS + 1):
            self._paint_row_name(painter, self._place(month, 1), month_name(month, short=True))
            if self._halved:
                last = last_of_month(date(self.choice.evening.year, month, 1)).day
                self._paint_row_name(painter, self._place(month, _HALF + 1), f"{_HALF + 1}–{last}")

    def _paint_row_name(self, painter: QPainter, row: QRectF, name: str) -> None:
        place = self.visual(QRectF(EDGE, row.y() - 4, self._left, row.height() + 8))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)

    def paint_cell(self, painter: QPainter, cell: QRectF, evening: date) -> None:
        if self.can_be_recorded(evening):  # there is nothing before the journal began: a dash would say “not recorded”
            paint_night(painter, cell, self.shown(evening), points=13)
