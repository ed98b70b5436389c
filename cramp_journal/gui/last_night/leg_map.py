"""Both legs, from the back or from the front: a click or the arrow keys say where the cramp was.

Left is always at the left, as when one looks down at oneself. Pressing the same muscle of the other leg selects both.
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

from cramp_journal.charts.legs import SIZE, Outline, below_feet, leg_lines, leg_parts
from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.theme import TARGET, theme
from cramp_journal.i18n import _, pgettext
from cramp_journal.labels import capital, site
from cramp_journal.words import Side

_CAPTION = 26  # pixels at 100 % text, below the drawing
_WIDE, _HIGH = 216, 306  # pixels at 100 % text, without the caption
_NEAR = TARGET  # pixels from a part at which a press still means it
_BACK_FROM = SIZE[0] / 2 + 15  # where the view from the back begins in the drawing


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
    turned = Signal()  # another view is shown

    def __init__(self) -> None:
        super().__init__()
        self.side: str | None = None
        self.muscle: str | None = None
        self.view = "back"
        self._parts = [part for part in drawing() if part.can_be_chosen]
        self._at = next(p for p in self._parts if (p.view, p.side, p.muscle) == ("back", "left", "calf"))
        self._under: DrawnPart | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        speak_as(self, SpokenRole.Graphic)
        self._announce()

    def set_site(self, side: str | None, muscle: str | None) -> None:
        """Show a place without emitting a signal."""
        self.side, self.muscle = side, muscle
        there = [part.view for part in self._parts if self._is_chosen(part)]
        if there and self.view not in there:
            self.show_view(there[0])
        self._announce()

    def show_view(self, view: str) -> None:
        """Show the legs from the "front" or from the "back"."""
        if view != self.view:
            self.view, self._under = view, None
            if self._at.view != view:
                self._at = next(p for p in self._parts if p.view == view and p.side == self._at.side)
            self._announce()
            self.turned.emit()

    def sizeHint(self) -> QSize:
        return QSize(theme().roomy_px(_WIDE), theme().roomy_px(_HIGH) + theme().px(_CAPTION))

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
            self.show_view(self._at.view)
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
            other = 0 if across or part.view == self._at.view else 1000  # up and down stay in the view
            return along * sign + 4 * abs(aside) + other if along * sign > 4 else float("inf")

        nearest = min(self._parts, key=far)
        return nearest if far(nearest) < float("inf") else self._at

    def _part_at(self, place: QPointF) -> DrawnPart | None:
        """Return the part that a press means: the nearest one, if it is near."""
        scaling = self._scaling()
        inside = scaling.inverted()[0].map(place)
        seen = [part for part in self._parts if part.view == self.view]
        nearest = min(seen, key=lambda part: _distance(part.path, inside))
        return nearest if _distance(nearest.path, inside) * scaling.m11() <= _NEAR else None

    # ---------------------------------------------------------------- painting
    def _scaling(self) -> QTransform:
        factor = (self.height() - theme().px(_CAPTION)) / SIZE[1]
        left = 0 if self.view == "front" else _BACK_FROM + 15
        half = (SIZE[0] / 2 - 30) * factor
        return QTransform().translate((self.width() - half) / 2, 0).scale(factor, factor).translate(-left, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._scaling())
        edge, inner = QColor(colours.accent), _between(colours.accent, colours.accent_soft, 0.5)
        seen = [part for part in drawing() if part.view == self.view]
        here = _seen_from(self.view)
        painter.setPen(_pen(edge, 5))  # half of it stays: the edge of the legs
        for part in seen:
            painter.drawPath(part.path)
        for part in seen:
            chosen, under = self._is_chosen(part), part is self._under
            painter.setBrush(QColor(colours.cramp if chosen else colours.cramp_soft if under else colours.accent_soft))
            painter.setPen(QPen(QColor(colours.cramp) if chosen else inner, 1.5))
            painter.drawPath(part.path)
            painter.save()
            painter.setClipPath(part.path)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            light = _between(colours.on_cramp, colours.cramp, 0.5) if chosen else inner
            painter.setPen(_pen(light, 1.6))
            for line in here["line"]:
                painter.drawPath(line)
            painter.restore()
        painter.setPen(_pen(edge, 2.6))
        painter.setBrush(_between(colours.accent, colours.accent_soft, 0.18))
        for shape in here["shorts"]:
            painter.drawPath(shape)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(inner, 1.6))
        for seam in here["seam"]:
            painter.drawPath(seam)
        if self.hasFocus():
            for colour, width in ((colours.card, 8), (colours.focus, 4)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawRoundedRect(self._at.path.boundingRect().adjusted(-7, -5, 7, 5), 10, 10)
        painter.resetTransform()
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        painter.setPen(QColor(theme().palette.quiet))
        painter.setFont(theme().font())
        top = self.height() - theme().px(_CAPTION)
        words = {Side.LEFT.value: pgettext("leg", "Left"), Side.RIGHT.value: pgettext("leg", "Right")}
        unit = self._scaling().m11()
        wide = {side: painter.fontMetrics().horizontalAdvance(word) / unit for side, word in words.items()}
        for side, middle in below_feet(self.view, wide, painter.fontMetrics().averageCharWidth() / unit).items():
            half = wide[side] * unit / 2 + 1
            box = QRectF(self._scaling().map(QPointF(middle, 0)).x() - half, top, 2 * half, theme().px(_CAPTION))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words[side])


@cache
def drawing() -> tuple[DrawnPart, ...]:
    """Return the drawing of resources/body as Qt paths."""
    return tuple(DrawnPart(each.view, each.side, each.muscle, _path(each.outline)) for each in leg_parts())


@cache
def _seen_from(view: str) -> dict[str, list[QPainterPath]]:
    """Return what is only there to be seen in one view."""

    def belongs(path: QPainterPath) -> bool:
        return (path.boundingRect().left() >= _BACK_FROM) == (view == "back")

    kinds = ("line", "shorts", "seam")
    return {kind: [path for line in leg_lines(kind) if belongs(path := _path(line))] for kind in kinds}


def _distance(path: QPainterPath, place: QPointF) -> float:
    """Return how far a place is from a closed shape, in the units of the drawing; 0 inside."""
    if path.contains(place):
        return 0.0
    corners = path.toFillPolygon()
    found = float("inf")
    for index in range(corners.count() - 1):
        start, along = corners.at(index), corners.at(index + 1) - corners.at(index)
        square = QPointF.dotProduct(along, along)
        share = max(0.0, min(1.0, QPointF.dotProduct(place - start, along) / square)) if square else 0.0
        off = place - start - along * share
        found = min(found, (off.x() ** 2 + off.y() ** 2) ** 0.5)
    return found


def _pen(colour: QColor, width: float) -> QPen:
    """Return a pen with round ends and corners."""
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _between(one: str, other: str, share: float) -> QColor:
    """Mix two colours; `share` is that of the first one."""
    a, b = QColor(one), QColor(other)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(share * x + (1 - share) * y) for x, y in pairs))


def _path(outline: Outline) -> QPainterPath:
    path = QPainterPath()
    for letter, corners in outline:
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
