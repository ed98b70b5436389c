"""A year at a glance: one row a month, one cell a night, walked with the arrow keys."""

import calendar
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.night_strip import Nights, night_in_words, paint_night
from cramp_journal.i18n import _
from cramp_journal.labels import short_month

_DAYS, _MONTHS = 31, 12
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class YearGrid(QWidget):
    """The nights of one year. One of them is chosen."""

    chosen = Signal(object)  # an evening
    opened = Signal(object)  # an evening: Enter, or a double click

    def __init__(self) -> None:
        super().__init__()
        self._nights: Nights = {}
        self._first = self._last = date.min
        self.evening = date(2000, 1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_year(self, nights: Nights, evening: date, last: date) -> None:
        """Show the year of an evening, with that evening chosen; nights after `last` have not come yet."""
        self._nights, self._last = nights, last
        self._first = min(nights, default=last)
        self._choose(evening)

    def sizeHint(self) -> QSize:
        return QSize(31 * 24, theme().px(30) + _MONTHS * theme().px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(31 * 15, self.sizeHint().height())

    # ---------------------------------------------------------------- painting
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme().palette
        painter.setFont(theme().font(10))
        painter.setPen(QColor(colours.quiet))
        for day in range(1, _DAYS + 1):
            if day == 1 or day % 5 == 0:
                above = self._cell(0, day).translated(0, -theme().px(26)).adjusted(-12, 0, 12, 0)
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(day))
        for month in range(1, _MONTHS + 1):
            painter.setOpacity(1.0)
            painter.setFont(theme().font(11))
            painter.setPen(QColor(colours.quiet))
            row = self._cell(month - 1, 1)
            painter.drawText(
                QRectF(0, row.y(), row.x() - 6, row.height()),
                Qt.AlignmentFlag.AlignVCenter,
                short_month(month),
            )
            for day in range(1, calendar.monthrange(self.evening.year, month)[1] + 1):
                evening = date(self.evening.year, month, day)
                if evening > self._last and evening != self.evening:
                    continue
                chosen = evening == self.evening
                painter.setOpacity(0.35 if evening < self._first and not chosen else 1.0)  # before the journal began
                paint_night(painter, self._cell(month - 1, day), self._nights.get(evening), chosen=chosen)
        painter.setOpacity(1.0)
        painter.end()

    def _cell(self, row: int, day: int) -> QRectF:
        left = theme().px(44)
        room = (self.width() - left) / _DAYS
        height = theme().px(34)
        gap = min(4.0, room * 0.12)
        return QRectF(left + (day - 1) * room + gap / 2, theme().px(30) + row * height + 2, room - gap, height - 4)

    def _at(self, place: QPoint) -> date | None:
        for month in range(1, _MONTHS + 1):
            for day in range(1, calendar.monthrange(self.evening.year, month)[1] + 1):
                if self._cell(month - 1, day).adjusted(-2, -2, 2, 2).contains(place):
                    found = date(self.evening.year, month, day)
                    return found if found <= self._last else None
        return None

    # ---------------------------------------------------------------- choosing
    def _choose(self, evening: date) -> None:
        self.evening = evening
        self.setAccessibleName(night_in_words(evening, self._nights.get(evening)))
        self.setAccessibleDescription(_("Arrow keys choose a night, Enter opens it."))
        self.update()
        self.chosen.emit(evening)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if found:
            self._choose(found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if found:
            self.opened.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.evening)
            return
        wanted = self._after(key)
        if wanted is None:
            super().keyPressEvent(event)
        elif wanted <= self._last:
            self._choose(wanted)

    def _after(self, key: Qt.Key) -> date | None:
        if key in _STEPS:
            return self.evening + timedelta(days=_STEPS[key])
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            months = self.evening.year * _MONTHS + self.evening.month - 1 + (1 if key == Qt.Key.Key_Down else -1)
            year, month = divmod(months, _MONTHS)
            return date(year, month + 1, min(self.evening.day, calendar.monthrange(year, month + 1)[1]))
        if key == Qt.Key.Key_Home:
            return self.evening.replace(day=1)
        return None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            found = self._at(event.pos())
            if found:
                QToolTip.showText(event.globalPos(), night_in_words(found, self._nights.get(found)), self)
                return True
        return super().event(event)
