"""A chart in the window: one canvas for its life, drawn when it is seen."""

from collections.abc import Callable

from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cramp_journal.gui.theme import theme
from cramp_journal.palette import Palette

Draw = Callable[[Figure, Palette, float], None]


class _Canvas(FigureCanvasQTAgg):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the chart


class ChartView(QWidget):
    """Shows what a function of charts.py draws. The function is called anew when the size changes."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._draw: Draw | None = None
        self.figure = Figure(dpi=96)
        self._canvas = _Canvas(self.figure)  # type: ignore[no-untyped-call]
        self._canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._canvas)
        self.setMinimumHeight(theme().roomy_px(height))

    def show_chart(self, draw: Draw, in_words: str) -> None:
        """Draw a chart; `in_words` says the same to who cannot see it."""
        self._draw = draw
        self.setAccessibleName(in_words)
        self.setToolTip("")
        self._redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._redraw()

    def _redraw(self) -> None:
        if self._draw is not None and self.width() > 0:
            self._draw(self.figure, theme().palette, theme().scale)
            self._canvas.draw_idle()  # type: ignore[no-untyped-call]
