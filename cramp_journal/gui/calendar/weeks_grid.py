"""Four weeks night by night: a week in a row, and in each night its cramps at their times."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from cramp_journal.formats import weekday_name
from cramp_journal.gui.calendar.night_grid import EDGE, Choice, NightGrid, Steps
from cramp_journal.gui.theme import TARGET, theme
from cramp_journal.gui.widgets.country_ways import first_weekday
from cramp_journal.gui.widgets.night_strip import ground_of, paint_ground, paint_mark, text_on
from cramp_journal.i18n import _
from cramp_journal.labels import short_day

_WEEK, _WEEKS = 7, 4
NIGHTS_SHOWN = _WEEK * _WEEKS
_FROM, _TO = 20, 34  # hours counted from the noon before's midnight: 8 in the evening to 10 in the morning
_TICKS = (22, 26, 30)  # 10 in the evening, 2 and 6 in the morning

Times = Mapping[date, list[str | None]]  # of the cramps of a night, "HH:MM"; None: without a time


class WeeksGrid(NightGrid):
    """The nights of four weeks, each with its date, its number of cramps, and their times on a line."""

    _STEPS: ClassVar[Steps] = {
        Qt.Key.Key_Left: -1,
        Qt.Key.Key_Right: 1,
        Qt.Key.Key_Up: -_WEEK,
        Qt.Key.Key_Down: _WEEK,
        Qt.Key.Key_PageUp: -NIGHTS_SHOWN,
        Qt.Key.Key_PageDown: NIGHTS_SHOWN,
    }
    _MONTH_STEPS: ClassVar[Steps] = {}

    def __init__(self, choice: Choice) -> None:
        super().__init__(choice)
        self._times: Times = {}

    def show_times(self, times: Times) -> None:
        """Show when the cramps of each night came."""
        self._times = times
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WEEK * theme().px(100), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_WEEK * max(TARGET, theme().px(34)) + 2 * EDGE, self._height())

    # ---------------------------------------------------------------- places
    @property
    def _top(self) -> int:
        return EDGE + theme().px(26)

    @property
    def _row_height(self) -> int:
        return max(TARGET, theme().px(84))

    def _height(self) -> int:
        return self._top + _WEEKS * self._row_height + EDGE

    def evenings(self) -> tuple[date, date]:
        """Return four whole weeks; counted back from this week, so that what is below never moves while walking."""
        this_week = self.today + timedelta(days=_WEEK - 1 - (self.today.weekday() - first_weekday()) % _WEEK)
        blocks = (this_week - self.choice.evening).days // NIGHTS_SHOWN
        last = this_week - timedelta(days=NIGHTS_SHOWN * blocks)
        return last - timedelta(days=NIGHTS_SHOWN - 1), last

    def cell(self, evening: date) -> QRectF:
        week, day = divmod((evening - self.evenings()[0]).days, _WEEK)
        return self._place(week, day)

    def _place(self, week: int, day: int) -> QRectF:
        room = (self.width() - 2 * EDGE) / _WEEK
        cell = QRectF(EDGE + day * room + 2, self._top + week * self._row_height + 2, room - 4, self._row_height - 4)
        return self.visual(cell)

    def at(self, place: QPoint) -> date | None:
        week = (place.y() - self._top) // self._row_height
        day = (self.from_the_start(place) - EDGE) * _WEEK // (self.width() - 2 * EDGE)
        if not (0 <= week < _WEEKS and 0 <= day < _WEEK):
            return None
        return self.evenings()[0] + timedelta(days=week * _WEEK + day)

    # ---------------------------------------------------------------- painting
    def paint_frame(self, painter: QPainter) -> None:
        painter.setPen(QColor(theme().palette.quiet))
        painter.setFont(theme().font())
        first = self.evenings()[0]
        for day in range(_WEEK):
            above = self._place(0, day)
            above = QRectF(above.x() - 4, EDGE, above.width() + 8, theme().px(26))
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, weekday_name(first + timedelta(days=day)))

    def paint_cell(self, painter: QPainter, cell: QRectF, evening: date) -> None:
        colours, night = theme().palette, self.shown(evening)
        inner = cell.adjusted(1, 1, -1, -1)
        recorded = isinstance(night, tuple)
        out = isinstance(night, tuple) and night[1]
        if self.can_be_recorded(evening):
            paint_ground(painter, inner, night)
        if out and isinstance(night, tuple):  # words on hatching are hard to read
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground_of(night))
            painter.drawRoundedRect(inner.adjusted(4, 4, -4, -4), 6, 6)
        painter.setPen(text_on(night) if night else QColor(colours.quiet))
        painter.setFont(theme().font(11))
        height = QFontMetrics(painter.font()).height()
        written = QRectF(inner.x() + 6, inner.y() + 3, inner.width() - 12, height)
        painter.drawText(written, Qt.AlignmentFlag.AlignLeft, short_day(evening))
        middle = QRectF(inner.x(), inner.y() + height, inner.width(), inner.height() - height - theme().px(16))
        if self.is_tonight(evening):
            painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, _("tonight"))
        elif self.can_be_recorded(evening):
            paint_mark(painter, middle, night, 15)
        times = self._times.get(evening, ())
        if recorded and times:
            self._paint_times(painter, inner, text_on(night), [time for time in times if time])

    def _paint_times(self, painter: QPainter, inner: QRectF, colour: QColor, times: list[str]) -> None:
        """Paint a line from evening to morning, and a dot on it for each cramp with a time."""
        y, left, right = inner.bottom() - theme().px(11), inner.x() + 8, inner.right() - 8

        def place(hours: float) -> QPointF:
            share = (min(max(hours, _FROM), _TO) - _FROM) / (_TO - _FROM)
            return QPointF(left + share * (right - left), y)

        painter.setPen(QPen(colour, 1))
        painter.drawLine(place(_FROM), place(_TO))
        for tick in _TICKS:
            painter.drawLine(place(tick) - QPointF(0, 3), place(tick) + QPointF(0, 3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for time in times:
            hours = int(time[:2]) + int(time[3:5]) / 60
            painter.drawEllipse(place(hours + 24 if hours < 12 else hours), theme().px(4), theme().px(4))
