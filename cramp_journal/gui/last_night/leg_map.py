"""Both legs, front and back: a click or the arrow keys say where the cramp was.

Left is the person's own left, as the drawing says. Pressing the same muscle of the other leg selects both legs.
"""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cramp_journal.charts.legs import SIZE, LegPart, leg_parts
from cramp_journal.gui.theme import theme
from cramp_journal.i18n import _
from cramp_journal.labels import capital, site
from cramp_journal.words import Side

_CAPTION = 50  # below the drawing, for the words
_HEIGHT = 300  # pixels on the screen at 100 % text


@dataclass(frozen=True)
class DrawnPart:
    """A part of the drawing. `muscle` is "knee" for a part that cannot be chosen."""

    view: str
    side: str
    muscle: str
    path: QPainterPath

    @property
    def can_be_chosen(self) -> bool:
        """Whether the part is a muscle."""
        return self.muscle != "knee"


class LegMap(QWidget):
    """The place of a cramp: a side and a muscle, or neither."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.side: str | None = None
        self.muscle: str | None = None
        self._parts = [part for part in drawing() if part.can_be_chosen]
        self._at = next(p for p in self._parts if (p.view, p.side, p.muscle) == ("back", "left", "calf"))
        self._under: DrawnPart | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._announce()

    def set_site(self, side: str | None, muscle: str | None) -> None:
        """Show a place without emitting a signal."""
        self.side, self.muscle = side, muscle
        self._announce()

    def sizeHint(self) -> QSize:
        height = theme().roomy_px(_HEIGHT)
        return QSize(round(height * SIZE[0] / SIZE[1]), height + theme().px(_CAPTION))

    # ---------------------------------------------------------------- choosing
    def _press(self, part: DrawnPart) -> None:
        """Choose a part; clear it if it is chosen; choose both legs if it is chosen on the other leg."""
        self._at = part
        same = self.muscle == part.muscle
        if same and self.side == Side.BOTH:
            self.side = (Side.RIGHT if part.side == Side.LEFT else Side.LEFT).value
        elif same and self.side == part.side:
            self.side = self.muscle = None
        elif same and self.side:
            self.side = Side.BOTH.value
        else:
            self.side, self.muscle = part.side, part.muscle
        self._announce()
        self.chosen.emit()

    def _is_chosen(self, part: DrawnPart) -> bool:
        return part.muscle == self.muscle and self.side in (part.side, Side.BOTH)

    def _announce(self) -> None:
        where = capital(site(self.side, self.muscle)) if self.side or self.muscle else _("nothing chosen")
        here = site(self._at.side, self._at.muscle)
        view = _("from the front") if self._at.view == "front" else _("from the back")
        self.setAccessibleName(_("Leg map: {where}").format(where=where))
        self.setAccessibleDescription(
            _("At {part}, seen {view}. Arrow keys move, Space chooses.").format(part=here, view=view)
        )
        self.update()

    # ---------------------------------------------------------------- mouse and keys
    def mousePressEvent(self, event: QMouseEvent) -> None:
        part = self._part_at(event.position())
        if part is not None:
            self._press(part)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._under = self._part_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._under else Qt.CursorShape.ArrowCursor)
        self.setToolTip(capital(site(self._under.side, self._under.muscle)) if self._under else "")
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._under = None
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press(self._at)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._at = self._next(key)
            self._announce()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def _next(self, key: Qt.Key) -> DrawnPart:
        """Return the nearest part in the direction of a key, or the same part if there is none."""
        here = self._at.path.boundingRect().center()
        across = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        sign = 1 if key in (Qt.Key.Key_Right, Qt.Key.Key_Down) else -1

        def far(part: DrawnPart) -> float:
            away = part.path.boundingRect().center() - here
            along, aside = (away.x(), away.y()) if across else (away.y(), away.x())
            return along * sign + 4 * abs(aside) if along * sign > 4 else float("inf")

        nearest = min(self._parts, key=far)
        return nearest if far(nearest) < float("inf") else self._at

    def _part_at(self, place: QPointF) -> DrawnPart | None:
        inside = self._scaling().inverted()[0].map(place)
        found = next((part for part in self._parts if part.path.contains(inside)), None)
        if found is not None:
            return found
        near = [part for part in self._parts if part.path.boundingRect().adjusted(-9, -2, 9, 2).contains(inside)]
        return near[0] if near else None

    # ---------------------------------------------------------------- painting
    def _scaling(self) -> QTransform:
        factor = (self.height() - theme().px(_CAPTION)) / SIZE[1]
        return QTransform().scale(factor, factor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._scaling())
        for part in drawing():
            chosen, under = self._is_chosen(part), part is self._under
            painter.setBrush(QColor(colours.cramp if chosen else colours.cramp_soft if under else colours.accent_soft))
            painter.setPen(QPen(QColor(colours.cramp if chosen or under else colours.accent), 2))
            painter.drawPath(part.path)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.focus), 4))
            painter.drawRoundedRect(self._at.path.boundingRect().adjusted(-5, -4, 5, 4), 8, 8)
        painter.resetTransform()
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        painter.setPen(QColor(theme().palette.quiet))
        painter.setFont(theme().font())
        factor = self._scaling().m11()
        top = self.height() - theme().px(_CAPTION) + 2
        line = theme().px(24)
        for middle, word in ((42, _("right")), (118, _("left")), (202, _("left")), (278, _("right"))):
            box = QRectF(middle * factor - 60, top, 120, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
        for middle, word in ((80, _("front")), (240, _("back"))):
            box = QRectF(middle * factor - 70, top + line, 140, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)


@cache
def drawing() -> tuple[DrawnPart, ...]:
    """Return the drawing of resources/body as Qt paths."""
    return tuple(DrawnPart(each.view, each.side, each.muscle, _path(each)) for each in leg_parts())


def _path(part: LegPart) -> QPainterPath:
    path = QPainterPath()
    for letter, corners in part.outline:
        points = [QPointF(x, y) for x, y in corners]
        if letter == "M":
            path.moveTo(points[0])
        elif letter == "L":
            path.lineTo(points[0])
        elif letter == "C":
            path.cubicTo(*points)
        else:
            path.closeSubpath()
    return path
