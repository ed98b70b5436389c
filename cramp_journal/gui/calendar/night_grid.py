"""What the grids of a year and of a month share: choosing one night or a stretch of nights, by keys or clicks."""

from abc import abstractmethod
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import ClassVar

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip

from cramp_journal.gui.spoken import PaintedItems
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.night_strip import UNREMEMBERED, NightCounts, NightShown, corner, night_in_words
from cramp_journal.i18n import _
from cramp_journal.labels import night_title
from cramp_journal.labels import nights_text as said_nights
from cramp_journal.model.problems import EARLIEST

EDGE = 8  # pixels around the cells, for the rings
Steps = dict[Qt.Key, int]
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass
class Choice:
    """The chosen night and the stretch of nights that it ends; the year and the month share one choice."""

    evening: date
    start: date  # the other end of the stretch; equals `evening` if one night is chosen
    growing: bool = False  # whether every move changes the length of the stretch
    unstarted: bool = False  # the next night that is pressed is the first of the stretch

    @property
    def first(self) -> date:
        """The first night of the stretch."""
        return min(self.start, self.evening)

    @property
    def last(self) -> date:
        """The last night of the stretch."""
        return max(self.start, self.evening)

    @property
    def length(self) -> int:
        """The number of chosen nights."""
        return (self.last - self.first).days + 1

    def go(self, evening: date, *, grow: bool = False) -> None:
        """Choose a night, or move the end of the stretch to it."""
        self.evening = evening
        if self.unstarted or not (grow or self.growing):
            self.start = evening
        self.unstarted = False

    def grow(self, *, wait: bool) -> None:
        """Make every move change the length of the stretch; with `wait`, it starts at the next night pressed."""
        self.start, self.growing, self.unstarted = self.evening, True, wait

    def stop(self) -> None:
        """Keep the chosen nights: the next move chooses one night again."""
        self.growing = self.unstarted = False

    def drop(self) -> None:
        """Choose the last night alone."""
        self.start = self.evening
        self.stop()


_ACROSS = {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Right: Qt.Key.Key_Left}


class NightGrid(PaintedItems):
    """Nights as cells that the arrow keys walk through. A subclass says where the cells are and how they look."""

    _STEPS: ClassVar[Steps]  # how many nights a key walks
    _MONTH_STEPS: ClassVar[Steps]  # how many months a key walks

    chosen = Signal(object)  # an evening: the choice has changed
    opened = Signal(object)  # an evening: after Enter or a double click

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.choice = choice
        self.nights: NightCounts = {}
        self.not_remembered: Collection[date] = ()
        self.found: Collection[date] = ()
        self.first = self.today = self.last = EARLIEST
        self.said = ""  # about the choice
        self.setAccessibleName(_("Nights"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(
            _(
                "Arrow keys choose a night, Enter opens it. "
                "Shift and an arrow key choose several nights; so does Space at the first and the last of them."
            )
        )

    def show_nights(self, nights: NightCounts, today: date, not_remembered: Collection[date] = ()) -> None:
        """Show nights; those from `today` on are still to come, but may be recorded, since a clock was wrong then."""
        self.nights, self.today, self.last = nights, today, max([today, *nights])
        self.not_remembered = not_remembered
        self.first = min(nights, default=today)
        self.show_choice()

    def show_found(self, evenings: Collection[date]) -> None:
        """Put a ring around the nights that a search found."""
        self.found = evenings
        self.update()

    def show_choice(self) -> None:
        """Show and describe the choice: a screen reader reads it if the grid has the focus."""
        said = self._in_words(self.choice.evening)
        if self.choice.length > 1:
            said = _("{night}; {nights} chosen, the other end is {other}").format(
                night=said, nights=said_nights(self.choice.length), other=night_title(self.choice.start)
            )
        elif self.choice.unstarted:
            said = _("{night}; press the first of the nights").format(night=said)
        elif self.choice.growing:
            said = _("{night}; a stretch begins here").format(night=said)
        if said != self.said:
            self.said = said
            self.tell_chosen()
        self.updateGeometry()
        self.update()

    def item_count(self) -> int:
        first, last = self.evenings()
        return (last - first).days + 1

    def item_words(self, number: int) -> str:
        return self.said if number == self.chosen_item() else self._in_words(self._evening(number))

    def item_place(self, number: int) -> QRect:
        return self.cell(self._evening(number)).toRect()

    def chosen_item(self) -> int:
        number = (self.choice.evening - self.evenings()[0]).days
        return number if 0 <= number < self.item_count() else -1

    def _evening(self, number: int) -> date:
        return self.evenings()[0] + timedelta(days=number)

    def shown(self, evening: date) -> NightShown:
        """Return a night as it is shown."""
        if evening not in self.nights and evening in self.not_remembered:
            return UNREMEMBERED
        return self.nights.get(evening)

    def is_tonight(self, evening: date) -> bool:
        """Return whether a night is still to come this evening."""
        return evening == self.today and evening not in self.nights

    def can_be_recorded(self, evening: date) -> bool:
        """Return whether a night is recorded or could be: it is past, and the journal had begun."""
        return evening in self.nights or self.first <= evening < self.today

    def _in_words(self, evening: date) -> str:
        if self.is_tonight(evening):
            return _("{night}: tonight, still to come").format(night=night_title(evening))
        if evening < self.first and evening not in self.nights:
            return _("{night}: before your journal began").format(night=night_title(evening))
        said = night_in_words(evening, self.shown(evening))
        return _("{night}, after today").format(night=said) if evening > self.today else said

    # ---------------------------------------------------------------- what a kind of grid says
    @abstractmethod
    def evenings(self) -> tuple[date, date]:
        """Return the first and the last evening that have a cell."""

    @abstractmethod
    def cell(self, evening: date) -> QRectF:
        """Return the rectangle of an evening that has a cell."""

    @abstractmethod
    def at(self, place: QPoint) -> date | None:
        """Return the evening whose cell is at a point, even if it is still to come."""

    @abstractmethod
    def paint_frame(self, painter: QPainter) -> None:
        """Paint what surrounds the cells."""

    @abstractmethod
    def paint_cell(self, painter: QPainter, cell: QRectF, evening: date) -> None:
        """Paint one evening."""

    def visual(self, cell: QRectF) -> QRectF:
        """Return where a cell, reckoned from the left, is seen: from the right, where one reads from there."""
        if self.isRightToLeft():
            cell.moveLeft(self.width() - cell.right())
        return cell

    def from_the_start(self, place: QPoint) -> int:
        """Return how far a point is from the side where one begins to read, in pixels."""
        return self.width() - 1 - place.x() if self.isRightToLeft() else place.x()

    def after(self, key: Qt.Key) -> date | None:
        """Return the evening that a key leads to, or None if the key does not move the choice."""
        evening = self.choice.evening
        if self.isRightToLeft():
            key = _ACROSS.get(key, key)
        if key in self._STEPS:
            return evening + timedelta(days=self._STEPS[key])
        if key in self._MONTH_STEPS:
            return month_after(evening, self._MONTH_STEPS[key])
        return {Qt.Key.Key_Home: evening.replace(day=1), Qt.Key.Key_End: last_of_month(evening)}.get(key)

    # ---------------------------------------------------------------- painting
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_frame(painter)
        shown = QRectF(event.rect())
        if self.choice.length > 1 or self.choice.growing:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(QColor(colours.accent_soft))
            for band in self._bands():
                painter.drawRoundedRect(band, 7, 7)
        for evening in _days(*self.evenings()):
            cell = self.cell(evening)
            if not cell.intersects(shown):
                continue
            self.paint_cell(painter, cell, evening)
            if evening > self.today and evening in self.nights:
                _paint_ring(painter, cell, colours.warn, 2, Qt.PenStyle.DashLine)
            if evening in self.found:
                _paint_ring(painter, cell, colours.text, 2)
        _paint_ring(painter, self.cell(self.choice.evening), colours.focus, 3)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        painter.end()

    def _bands(self) -> Iterator[QRectF]:
        """Yield a band around the cells of the stretch, one per row."""
        first, last = self.evenings()
        cells = [self.cell(e) for e in _days(max(first, self.choice.first), min(last, self.choice.last))]
        for _row, group in groupby(cells, key=QRectF.y):
            row = list(group)
            yield row[0].united(row[-1]).adjusted(-2, -2, 2, 2)

    # ---------------------------------------------------------------- choosing
    def _go(self, evening: date, *, grow: bool) -> None:
        self.choice.go(min(max(evening, EARLIEST), self.last), grow=grow)
        self._announce()

    def _announce(self) -> None:
        self.show_choice()
        self.chosen.emit(self.choice.evening)

    def _night_at(self, place: QPoint) -> date | None:
        evening = self.at(place)
        return evening if evening and EARLIEST <= evening <= self.last else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        evening = self._night_at(event.position().toPoint())
        if evening and event.button() == Qt.MouseButton.LeftButton:
            self._go(evening, grow=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        evening = self._night_at(event.position().toPoint())
        if evening:
            self.opened.emit(evening)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _OPENS:
            self.opened.emit(self.choice.evening)
        elif key == Qt.Key.Key_Space:
            if self.choice.growing and not self.choice.unstarted:
                self.choice.stop()
            else:
                self.choice.grow(wait=False)
            self._announce()
        elif key == Qt.Key.Key_Escape and (self.choice.length > 1 or self.choice.growing):
            self.choice.drop()
            self._announce()
        else:
            wanted = self.after(key)
            if wanted is None:
                super().keyPressEvent(event)
            else:
                self._go(wanted, grow=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            evening = self._night_at(event.pos())
            if evening:
                QToolTip.showText(event.globalPos(), self._in_words(evening), self)
                return True
        return super().event(event)


def month_after(evening: date, months: int) -> date:
    """Return the same day some months later (or earlier), or the last day of that month if it has no such day."""
    year, month = divmod(evening.year * 12 + evening.month - 1 + months, 12)
    return last_of_month(date(year, month + 1, 1), evening.day)


def last_of_month(evening: date, at_most: int = 31) -> date:
    """Return the last day of an evening's month, or the day `at_most` if that is earlier."""
    first = evening.replace(day=1)
    length = ((first + timedelta(days=31)).replace(day=1) - first).days
    return first.replace(day=min(at_most, length))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _paint_ring(
    painter: QPainter, cell: QRectF, colour: str, width: int, style: Qt.PenStyle = Qt.PenStyle.SolidLine
) -> None:
    inner = cell.adjusted(1, 1, -1, -1)
    painter.setPen(QPen(QColor(colour), width, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, corner(inner), corner(inner))
