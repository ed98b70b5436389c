"""The pairs of a trial that are in so far: nothing of their order, and nothing of their cramps."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cramp_journal.advice.trial_things import words_of_thing
from cramp_journal.analysis.experiments.kept import KeptTrial
from cramp_journal.analysis.experiments.result import result_from
from cramp_journal.analysis.experiments.running import PairState, pair_states
from cramp_journal.charts.trial_marks import halves_of_pair
from cramp_journal.charts.trial_text import pairs_in_text
from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.model import NightFigures

_WIDE, _TALL, _APART = 36, 22, 10  # pixels at 100 % text: a pair, and the gap to the next one
_BLOCK = 3  # times as wide: a pair of blocks, of which there are six


class PairsPicture(QWidget):
    """A row of pills, each cut through its middle, in as many rows as they need."""

    def __init__(self) -> None:
        super().__init__()
        self._states: Sequence[PairState] = ()
        self._blocks = False
        speak_as(self, SpokenRole.Graphic)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_pairs(self, states: Sequence[PairState], words: str, *, blocks: bool) -> None:
        """Show the pairs by their states; `words` say the same."""
        self._states, self._blocks = states, blocks
        self.setAccessibleName(words)
        self._fit(self.width())
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._wide(), theme().roomy_px(_TALL) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _wide(self) -> int:
        return theme().roomy_px(_WIDE * (_BLOCK if self._blocks else 1))

    def _in_row(self, width: int) -> int:
        gap = theme().roomy_px(_APART)
        return max(1, (width + gap) // (self._wide() + gap))

    def _fit(self, width: int) -> None:
        rows = -(-len(self._states) // self._in_row(width))
        each = theme().roomy_px(_TALL) + theme().roomy_px(_APART + 2)
        self.setFixedHeight(max(1, rows) * each)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, tall, gap = self._wide(), theme().roomy_px(_TALL), theme().roomy_px(_APART)
        in_row = self._in_row(self.width())
        for number, state in enumerate(self._states):
            row, column = divmod(number, in_row)
            x = 1.5 + column * (wide + gap)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                x = self.width() - x - wide
            _paint_pair(painter, x, 1.5 + row * (tall + theme().roomy_px(_APART + 2)), wide - 3, tall, state)
        painter.end()


def _paint_pair(painter: QPainter, x: float, y: float, wide: float, tall: float, state: PairState) -> None:
    """Paint one pair: full if it is in, an edge if it has begun, pale if it is to come, a dash if it is void."""
    colours, gap = theme().palette, max(2.0, wide / 14)
    halves = [QPolygonF([QPointF(*corner) for corner in half]) for half in halves_of_pair(x, y, wide, tall, gap)]
    full = {PairState.WHOLE: 2, PairState.HALF: 1}.get(state, 0)
    begun = state in (PairState.HALF, PairState.NOW)
    for number, half in enumerate(halves):
        if number < full:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
        elif begun and number == full:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(QColor(colours.card))
        elif state is PairState.VOID:
            painter.setPen(QPen(QColor(colours.line), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(QPen(QColor(colours.line), 1, Qt.PenStyle.DotLine))
            painter.setBrush(QColor(colours.accent_soft))
        painter.drawPolygon(half)
    if state is PairState.VOID:
        painter.setPen(QPen(QColor(colours.quiet), 2))
        painter.drawLine(QPointF(x + wide * 0.25, y + tall / 2), QPointF(x + wide * 0.75, y + tall / 2))


class PairsCard(Card):
    """How many pairs are in, each of them, and when the answer comes."""

    def __init__(self) -> None:
        super().__init__()
        self.heading.show()
        self._each = text_label("", "quiet")
        self._picture = PairsPicture()
        self._key = text_label("", "quiet")
        self._when = text_label("")
        for each in (self._each, self._picture, self._key, self._when):
            self.inside.addWidget(each)

    def show_trial(self, kept: KeptTrial, nights: Sequence[NightFigures], today: date) -> None:
        """Show the pairs of a trial as they are on a day."""
        course = kept.course(nights)
        kind = kept.trial.design.kind
        states = pair_states(kept.trial, course, today)
        text = pairs_in_text(states, kind)
        self.heading.setText(text.title)
        self._each.setText(words_of_thing(kept.thing).pair)
        self._picture.show_pairs(states, text.summary, blocks=kept.trial.design.block > 1)
        self._key.setText(text.note)
        self._when.setText(
            _(
                "You will see the answer on {day}. Looking early could mislead you, so nothing is shown until then."
            ).format(day=day(result_from(kept.trial, course)))
        )
