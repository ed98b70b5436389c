"""A chart in the window: one canvas for its whole life, drawn when it is visible, explored by mouse and keys."""

from collections.abc import Sequence
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cramp_journal.charts.chart_text import ChartText
from cramp_journal.charts.window.paper import Draw, Drawn, Paper
from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.theme import role, theme
from cramp_journal.i18n import _
from cramp_journal.punctuation import as_sentence, in_sentences

_DRAG = 8  # pixels: a press that moves less is a click


class _Canvas(FigureCanvasQTAgg):
    seen = Signal()  # it is about to be painted

    def paintEvent(self, event: QPaintEvent) -> None:
        self.seen.emit()
        super().paintEvent(event)  # type: ignore[no-untyped-call]


class ChartView(QWidget):
    """Shows what a function of charts/window draws, and describes the item under the mouse or the arrow keys."""

    item_chosen = Signal(int)  # its place in ChartText.items
    dragged = Signal(float)  # to the right, in units of the axis of time

    def __init__(self, height: int, *, can_drag: bool = False) -> None:
        """Make a chart this many pixels high at 100 % text; a chart that can be dragged has an axis of time."""
        super().__init__()
        self._draw: Draw | None = None
        self._text: ChartText | None = None
        self._drawn: Drawn | None = None
        self._spots: list[tuple[int, QRectF]] = []  # in the order in which the keys visit them
        self._at: int | None = None  # index in _spots
        self._can_drag = can_drag
        self._pressed: QPointF | None = None
        self._drag: _Drag | None = None
        self.figure = Figure(dpi=96)
        self._canvas = _Canvas(self.figure)  # type: ignore[no-untyped-call]
        self._canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._canvas.seen.connect(self._on_canvas_seen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._canvas)
        self._mark = _Mark(self)
        self._hint = QLabel(self)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)  # it may contain names that the person typed
        role(self._hint, "hint")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hint.hide()
        self._stale = True
        speak_as(self, SpokenRole.Graphic)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme().roomy_px(height))

    def show_chart(self, draw: Draw, text: ChartText) -> None:
        """Draw a chart; `text` says the same in words."""
        self._draw, self._text = draw, text
        self._leave()
        self.setAccessibleName(text.title)
        keys = _("The arrow keys go over it, Enter opens the nights.")
        rest = text.summary.removeprefix(as_sentence(text.title)).strip()
        self.setAccessibleDescription(in_sentences((rest, keys)))
        self._stale = True
        self._canvas.update()

    # ---------------------------------------------------------------- drawing
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark.resize(self.size())
        self._stale = True

    def _on_canvas_seen(self) -> None:
        """Redraw if needed. Qt only asks for what is visible: a chart further down waits until it is scrolled to."""
        if not self._stale or self._draw is None:
            return
        self._stale = False
        self._drawn = self._draw(Paper(self.figure, theme().palette, theme().scale))
        FigureCanvasAgg.draw(self._canvas)  # type: ignore[no-untyped-call]  # Qt's own would ask for another paint
        self._spots = self._places(self._drawn)
        self._leave()

    def _places(self, drawn: Drawn) -> list[tuple[int, QRectF]]:
        corners = [(x, y) for spot in drawn.spots for x, y in ((spot.x0, spot.y0), (spot.x1, spot.y1))]
        if not corners:
            return []
        ratio = self._canvas.device_pixel_ratio
        points: Any = drawn.axes.transData.transform(corners) / ratio
        height = self._canvas.height()
        return [
            (spot.item, QRectF(QPointF(x0, height - y0), QPointF(x1, height - y1)).normalized())
            for spot, (x0, y0), (x1, y1) in zip(drawn.spots, points[::2], points[1::2], strict=True)
        ]

    # ---------------------------------------------------------------- what is under the mouse or the keys
    def _point_at(self, place: int | None) -> None:
        if place == self._at:
            return
        self._at = place
        if place is None or self._text is None:
            self._leave()
            return
        item, box = self._spots[place]
        said = self._text.items[item]
        self._mark.show_box(box)
        self._hint.setText(said.hint)
        self._hint.setMaximumWidth(max(200, self.width() - 16))
        self._hint.adjustSize()
        x = min(max(8, box.center().x() - self._hint.width() / 2), self.width() - self._hint.width() - 8)
        below = box.top() - self._hint.height() - 6
        y = below if below >= 2 else 2
        self._hint.move(round(x), round(y))
        self._hint.show()
        self._hint.raise_()
        self.setAccessibleDescription(said.hint)

    def _leave(self) -> None:
        self._at = None
        self._hint.hide()
        self._mark.show_box(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and self._can_drag and event.buttons() & Qt.MouseButton.LeftButton:
            moved = event.position().x() - self._pressed.x()
            if self._drag is None and abs(moved) >= _DRAG and self._drawn is not None:
                self._leave()
                self._drag = _Drag(self._canvas, self._drawn)
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
            if self._drag is not None:
                self._drag.move(moved)
            return
        here = next((i for i, (_item, box) in enumerate(self._spots) if box.contains(event.position())), None)
        self.setCursor(Qt.CursorShape.ArrowCursor if here is None else Qt.CursorShape.PointingHandCursor)
        self._point_at(here)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        pressed, self._pressed = self._pressed, None
        if drag is not None:
            self.unsetCursor()
            self.dragged.emit(drag.end())
        elif pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(next((item for item, box in self._spots if box.contains(event.position())), None))

    def leaveEvent(self, event: QEvent) -> None:
        self._leave()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._leave()
        self._mark.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._spots) - 1
        at = self._at
        steps = {
            Qt.Key.Key_Right: 0 if at is None else min(at + 1, last),
            Qt.Key.Key_Left: last if at is None else max(at - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in steps and self._spots and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._point_at(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and at is not None:
            self._choose(self._spots[at][0])
        elif key == Qt.Key.Key_Escape and at is not None:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _choose(self, item: int | None) -> None:
        if item is not None:
            self.item_chosen.emit(item)


class _Mark(QWidget):
    """Over the chart: a ring around the current item, and around the whole chart while it has the focus."""

    def __init__(self, view: ChartView) -> None:
        super().__init__(view)
        self._view = view
        self._box: QRectF | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_box(self, box: QRectF | None) -> None:
        """Mark a rectangle, or none."""
        if box != self._box:
            self._box = box
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().palette.focus), 2))
        if self._box is not None:
            painter.drawRoundedRect(self._box.adjusted(1, 1, -1, -1), 4, 4)
        if self._view.hasFocus():
            painter.setPen(QPen(QColor(theme().palette.focus), 3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)
        painter.end()


class _Drag:
    """Moves a drawing along the axis of time, with the rest as a still picture, so that it follows the hand."""

    def __init__(self, canvas: FigureCanvasQTAgg, drawn: Drawn) -> None:
        self._canvas, self._axes = canvas, drawn.axes
        self._moving: Sequence[Any] = [*drawn.moving, drawn.axes.xaxis]
        self._start = drawn.axes.get_xlim()
        box = drawn.axes.get_window_extent()
        self._unit = (self._start[1] - self._start[0]) * canvas.device_pixel_ratio / box.width  # per pixel
        self._shift = 0.0
        for artist in self._moving:
            artist.set_visible(False)
        canvas.draw()  # type: ignore[no-untyped-call]
        self._ground: Any = canvas.copy_from_bbox(canvas.figure.bbox)  # type: ignore[no-untyped-call]
        for artist in self._moving:
            artist.set_visible(True)

    def move(self, pixels: float) -> None:
        """Show the drawing moved to the right by a number of pixels."""
        self._shift = pixels * self._unit
        self._axes.set_xlim(self._start[0] - self._shift, self._start[1] - self._shift)
        self._canvas.restore_region(self._ground)  # type: ignore[no-untyped-call]
        for artist in self._moving:
            self._axes.draw_artist(artist)
        self._canvas.blit(self._canvas.figure.bbox)  # type: ignore[no-untyped-call]

    def end(self) -> float:
        """Return how far it was moved, in units of the axis."""
        return self._shift
