"""The legend of the calendar: what its cells mean."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.night_strip import UNREMEMBERED, NightShown, paint_night
from cramp_journal.i18n import _


class _Cell(QWidget):
    def __init__(self, night: NightShown) -> None:
        super().__init__()
        self._night = night
        self.setFixedSize(theme().px(24), theme().px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_night(painter, QRectF(self.rect()), self._night)
        painter.end()


class Legend(QWidget):
    """The kinds of night, each with its cell."""

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(self, 22)
        kinds: tuple[tuple[NightShown, str], ...] = (
            ((0, False), _("no cramps")),
            ((2, False), _("cramps")),
            (None, _("not recorded")),
            (UNREMEMBERED, _("not remembered")),
            ((0, True), _("left out")),
        )
        for night, text in kinds:
            both = QWidget()
            row = QHBoxLayout(both)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme().roomy_px(7))
            row.addWidget(_Cell(night))
            row.addWidget(text_label(text, wraps=False))
            flow.addWidget(both)
