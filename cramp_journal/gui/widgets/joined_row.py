"""Answers joined into one row: one press chooses, the same press again clears.

A chosen answer is filled, bold and ticked; the focus is a ring inside, which fills nothing. Where one row is too
narrow, there are several of even length. A row is one stop of the Tab key; the arrow keys move inside it.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from cramp_journal.gui.spoken import speak_as_one_of
from cramp_journal.gui.theme import TARGET, theme
from cramp_journal.gui.widgets.chips import walk_with_arrows
from cramp_journal.gui.widgets.flow_layout import FlowLayout

_HEIGHT, _EDGE, _ROUND, _GAP = 48, 2, 13, 6  # pixels
_BESIDE = 12  # pixels on either side of the words of an answer


class RowPart(QPushButton):
    """One answer of a row."""

    def __init__(self, text: str, kind: str) -> None:
        super().__init__(text)
        self._kind = kind
        self.is_first = self.is_last = False  # in its row
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("role", "cell")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(theme().font(strong=True)).horizontalAdvance(self.text()) + 2 * _BESIDE
        return QSize(max(TARGET, wide), max(TARGET, theme().roomy_px(_HEIGHT)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours, painter = theme().palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        strong = self._kind == "cramp"
        if chosen or self.underMouse():
            fill = QColor(colours.cramp if chosen and strong else colours.accent_soft)
            painter.fillPath(self._inside(), fill)
        painter.setPen(QColor(colours.on_cramp if chosen and strong else colours.text))
        painter.setFont(theme().font(strong=chosen))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words(painter.fontMetrics()))
        if self.hasFocus():
            ring = QRectF(self.rect()).adjusted(5, 6, -5, -6)
            for colour, width in ((colours.card, 6), (colours.focus, 3)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawRoundedRect(ring, 8, 8)
        painter.end()

    def _words(self, metrics: QFontMetrics) -> str:
        """Return the answer, with a tick if it is chosen and there is room for one."""
        ticked = f"✓ {self.text()}"
        return ticked if self.isChecked() and metrics.horizontalAdvance(ticked) <= self.width() - 4 else self.text()

    def _inside(self) -> QPainterPath:
        """Return the cell without the edge of the row, round where the row ends."""
        inside = QRectF(self.rect()).adjusted(_EDGE * self.is_first, _EDGE, -_EDGE * self.is_last, -_EDGE)
        path, square = QPainterPath(), QPainterPath()
        path.addRoundedRect(inside, _ROUND - _EDGE, _ROUND - _EDGE)
        half = inside.width() / 2
        if not self.is_first:
            square.addRect(QRectF(inside.left(), inside.top(), half, inside.height()))
        if not self.is_last:
            square.addRect(QRectF(inside.center().x(), inside.top(), half, inside.height()))
        return path.united(square)


class _Joined(FlowLayout):
    """Cells side by side without gaps, in as few rows as they fit into; each row is filled."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, 0)
        self.rows: list[QRect] = []

    def sizeHint(self) -> QSize:
        sizes = [size for _item, size in self._shown()]
        return QSize(sum(size.width() for size in sizes), max((size.height() for size in sizes), default=0))

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        shown = self._shown()
        if not shown:
            return 0
        count = next((n for n in range(1, len(shown)) if self._fits(n, rect.width())), len(shown))
        long = -(-len(shown) // count)
        height, y, rows = max(size.height() for _item, size in shown), rect.y(), []
        for start in range(0, len(shown), long):
            row = shown[start : start + long]
            rows.append(QRect(rect.x(), y, rect.width(), height))
            if move:
                self._place(row, rows[-1])
            y += height + _GAP
        if move:
            self.rows = rows
        return y - _GAP - rect.y()

    def _fits(self, count: int, width: int) -> bool:
        shown = self._shown()
        long = -(-len(shown) // count)
        pieces = [shown[start : start + long] for start in range(0, len(shown), long)]
        return all(sum(size.width() for _item, size in piece) <= width for piece in pieces)

    def _place(self, row: "Sequence[tuple[Any, QSize]]", room: QRect) -> None:
        mirrored = self.direction() == Qt.LayoutDirection.RightToLeft
        spare, x = room.width() - sum(size.width() for _item, size in row), room.x()
        for number, (item, size) in enumerate(row):
            wide = size.width() + spare * (number + 1) // len(row) - spare * number // len(row)
            cell = item.widget()
            ends = number == 0, number == len(row) - 1
            cell.is_first, cell.is_last = reversed(ends) if mirrored else ends
            self.put(item, QRect(QPoint(x, room.y()), QSize(wide, room.height())), room)
            x += wide


class JoinedRow(QWidget):
    """Cells of which at most one is chosen. With `always`, one of them stays chosen."""

    chosen = Signal(object)  # the value, or None after it was cleared

    def __init__(
        self, name: str, options: Sequence[tuple[Any, str]], kind: str = "cramp", *, always: bool = False
    ) -> None:
        super().__init__()
        self._always = always
        self._layout = _Joined(self)
        self._values = [value for value, _text in options]
        self.chips = [RowPart(text, kind) for _value, text in options]
        for cell in self.chips:
            cell.clicked.connect(self._on_clicked)
            self._layout.addWidget(cell)
        speak_as_one_of(self, name, [(cell, text) for cell, (_value, text) in zip(self.chips, options, strict=True)])
        walk_with_arrows(self, self.chips)

    @property
    def value(self) -> Any:
        """The chosen value, or None."""
        return next((v for v, cell in zip(self._values, self.chips, strict=True) if cell.isChecked()), None)

    def set_value(self, value: Any) -> None:
        """Choose a value without emitting a signal; None chooses nothing."""
        for each, cell in zip(self._values, self.chips, strict=True):
            cell.setChecked(each == value and value is not None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours, painter = theme().palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours.card))
        painter.setPen(QPen(QColor(colours.line), _EDGE))
        for row in self._layout.rows:
            painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), _ROUND, _ROUND)
        painter.setPen(QPen(QColor(colours.line), 1))
        for cell in self.chips:
            if not cell.is_last:
                painter.drawLine(cell.geometry().topRight(), cell.geometry().bottomRight())
        painter.end()

    def _on_clicked(self) -> None:
        pressed = self.sender()
        for cell in self.chips:
            if cell is not pressed:
                cell.setChecked(False)
            elif self._always:
                cell.setChecked(True)
        self.chosen.emit(self.value)
