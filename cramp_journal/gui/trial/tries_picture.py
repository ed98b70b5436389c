"""The chance of a trial as ten circles: those with a check mark are the tries that would notice a halving."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cramp_journal.charts.trial_text import tries_text
from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.i18n import _

_TRIES, _A_ROW = 10, 5
_ROUND, _GAP = 42, 14  # pixels at 100 % text: of a circle, and between two
_SMALL = 20  # of a circle in the legend


class TriesPicture(QWidget):
    """Two rows of five circles."""

    def __init__(self) -> None:
        super().__init__()
        self._noticed = 0
        speak_as(self, SpokenRole.Graphic)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_tries(self, of_ten: int) -> None:
        """Show how many of ten tries would notice it."""
        self._noticed = of_ten
        self.setAccessibleName(tries_text(of_ten).summary)
        self.update()

    def sizeHint(self) -> QSize:
        each, gap = theme().roomy_px(_ROUND), theme().roomy_px(_GAP)
        rows = _TRIES // _A_ROW
        return QSize(_A_ROW * (each + gap) - gap + 2, rows * (each + gap) - gap + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        each, gap = theme().roomy_px(_ROUND), theme().roomy_px(_GAP)
        for number in range(_TRIES):
            row, column = divmod(number, _A_ROW)
            place = QRectF(column * (each + gap) + 1, row * (each + gap) + 1, each, each)
            paint_try(painter, place, noticed=number < self._noticed)
        painter.end()


def paint_try(painter: QPainter, place: QRectF, *, noticed: bool) -> None:
    """Paint one circle: filled, with a check mark, or empty."""
    colours, edge = theme().palette, place.width() / 20
    painter.setPen(QPen(QColor(colours.accent if noticed else colours.line), edge))
    painter.setBrush(QColor(colours.accent if noticed else colours.card))
    painter.drawEllipse(place.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2))
    if noticed:
        pen = QPen(QColor(colours.on_accent), place.width() / 14)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        at, size = place.topLeft(), place.width()
        corners = ((0.30, 0.52), (0.44, 0.66), (0.71, 0.37))
        painter.drawPolyline([at + QPointF(x * size, y * size) for x, y in corners])


class _Key(QWidget):
    """One circle of the legend."""

    def __init__(self, *, noticed: bool) -> None:
        super().__init__()
        self._noticed = noticed
        speak_as(self, SpokenRole.Client)  # the words beside it say the same
        self.setFixedSize(theme().px(_SMALL), theme().px(_SMALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_try(painter, QRectF(self.rect()), noticed=self._noticed)
        painter.end()


class TriesPart(QWidget):
    """The circles with what they mean below them."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = TriesPicture()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().roomy_px(10))
        column.addWidget(self._picture)
        for noticed, text in ((True, _("you would notice")), (False, _("chance would hide it"))):
            row = QHBoxLayout()
            row.setSpacing(theme().roomy_px(10))
            row.addWidget(_Key(noticed=noticed))
            row.addWidget(text_label(text), 1)
            column.addLayout(row)

    def show_tries(self, of_ten: int) -> None:
        """Show how many of ten tries would notice it."""
        self._picture.show_tries(of_ten)
