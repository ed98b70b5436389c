"""A month with numbers: one row per week, as the country counts weeks, and one large cell per night."""

from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from cramp_journal.formats import weekday_name
from cramp_journal.gui.calendar.night_grid import EDGE, NightGrid, Steps, last_of_month
from cramp_journal.gui.theme import TARGET, theme
from cramp_journal.gui.widgets.country_ways import first_weekday
from cramp_journal.gui.widgets.night_strip import UNREMEMBERED, ground_of, paint_ground, paint_mark, text_on

_WEEK, _WEEKS = 7, 6


class MonthGrid(NightGrid):
    """The nights of one month, each with its date and its number of cramps."""

    _STEPS: ClassVar[Steps] = {
        Qt.Key.Key_Left: -1,
        Qt.Key.Key_Right: 1,
        Qt.Key.Key_Up: -_WEEK,
        Qt.Key.Key_Down: _WEEK,
    }
    _MONTH_STEPS: ClassVar[Steps] = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}

    def sizeHint(self) -> QSize:
        return QSize(_WEEK * theme().px(100), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_WEEK * max(TARGET, theme().px(28)) + 2 * EDGE, self._height())

    # ---------------------------------------------------------------- places
    @property
    def _top(self) -> int:
        return EDGE + theme().px(26)

    @property
    def _row_height(self) -> int:
        return max(TARGET, theme().px(52)) + 4

    @property
    def _first(self) -> date:
        return self.choice.evening.replace(day=1)

    @property
    def _before(self) -> int:
        """The days of the first week that belong to the month before."""
        return (self._first.weekday() - first_weekday()) % _WEEK

    def _height(self) -> int:
        """Return the height of six weeks, as the longest month needs, so that what is below never moves."""
        return self._top + _WEEKS * self._row_height + EDGE

    def evenings(self) -> tuple[date, date]:
        return self._first, last_of_month(self._first)

    def cell(self, evening: date) -> QRectF:
        week, day = divmod(self._before + evening.day - 1, _WEEK)
        return self._place(week, day)

    def _place(self, week: int, day: int) -> QRectF:
        room = (self.width() - 2 * EDGE) / _WEEK
        top = self._top + week * self._row_height
        return self.visual(QRectF(EDGE + day * room + 2, top + 2, room - 4, self._row_height - 4))

    def at(self, place: QPoint) -> date | None:
        week = (place.y() - self._top) // self._row_height
        day = (self.from_the_start(place) - EDGE) * _WEEK // (self.width() - 2 * EDGE)
        if not (0 <= week < _WEEKS and 0 <= day < _WEEK):
            return None
        found = self._first + timedelta(days=week * _WEEK + day - self._before)
        return found if found.month == self._first.month else None

    # ---------------------------------------------------------------- painting
    def paint_frame(self, painter: QPainter) -> None:
        painter.setPen(QColor(theme().palette.quiet))
        painter.setFont(theme().font())
        start = self._first - timedelta(days=self._before)
        for day in range(_WEEK):
            above = self._place(0, day)
            above = QRectF(above.x() - 4, EDGE, above.width() + 8, theme().px(26))
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, weekday_name(start + timedelta(days=day)))

    def paint_cell(self, painter: QPainter, cell: QRectF, evening: date) -> None:
        colours = theme().palette
        night = self.shown(evening)
        inner = cell.adjusted(1, 1, -1, -1)
        come = self.can_be_recorded(evening)
        if come:
            paint_ground(painter, inner, night)
        font = theme().font()
        metrics = QFontMetrics(font)
        day = QRectF(inner.x() + 3, inner.y() + 1, metrics.horizontalAdvance(str(evening.day)) + 6, metrics.height())
        if night and night != UNREMEMBERED and night[1]:  # a date on hatching is hard to read
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground_of(night))
            painter.drawRoundedRect(day, 4, 4)
        painter.setPen(text_on(night) if night else QColor(colours.quiet))
        painter.setFont(font)
        painter.drawText(day, Qt.AlignmentFlag.AlignCenter, str(evening.day))
        if come:
            paint_mark(painter, inner.adjusted(0, theme().px(12), 0, 0), night, 15)
