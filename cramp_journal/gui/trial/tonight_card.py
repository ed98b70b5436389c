"""What tonight is, and whether it was done: large on the page of the trial, small on Last night."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from cramp_journal.advice.trial_things import words_of_thing
from cramp_journal.analysis.experiments.kept import KeptTrial, TrialState
from cramp_journal.analysis.experiments.result import result_from
from cramp_journal.errors import JournalError
from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.theme import theme
from cramp_journal.gui.trial.evening_row import EveningRow, EveningShown, evenings_shown
from cramp_journal.gui.widgets.body_drawing import body_drawing
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.gui.widgets.part import empty
from cramp_journal.i18n import _
from cramp_journal.labels import day

_DRAWING = 200  # pixels high at 100 % text
_WIDEST = 1.2  # times as wide as high: stretching is drawn in a long picture
_WIDE = 520  # pixels at 100 % text: from this width on, the drawing is shown


class TonightCard(Card):
    """The evenings to be answered, or why there is none."""

    answered = Signal(str, object, object)  # the trial, the evening, and whether it was done; None: taken back
    trial_wanted = Signal(str)

    def __init__(self, *, large: bool) -> None:
        """Build the card; `large` is for the page of the trial."""
        super().__init__()
        self._large = large
        self._key = ""
        self._shown: list[EveningShown] = []
        self._rows: list[EveningRow] = []
        self._said = text_label("", "strong")
        self._column = QVBoxLayout()
        self._column.setSpacing(theme().roomy_px(16))
        self._drawing = QLabel()
        speak_as(self._drawing, SpokenRole.Client)  # the words beside it say the same
        row = QHBoxLayout()
        row.setSpacing(theme().roomy_px(16))
        row.addLayout(self._column, 1)
        row.addWidget(self._drawing, 0, Qt.AlignmentFlag.AlignTop)
        self.inside.addWidget(self._said)
        self.inside.addLayout(row)
        self._open = button(_("See the trial"), self._on_open, "link")
        self.inside.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        self._open.setVisible(not large)

    def show_trial(self, kept: KeptTrial, now: datetime) -> None:
        """Show the evenings of a trial at a moment; what was just pressed stays where it is."""
        try:
            shown = evenings_shown(kept, now)
            said = "" if any(each.tonight for each in shown) else _why_none(kept, now)
        except JournalError as error:
            shown, said = [], str(error)
        same = self._key == kept.key and [_place(each) for each in shown] == [_place(each) for each in self._shown]
        self._key, self._shown = kept.key, shown
        if not same or not self._rows:
            self._build_rows(kept, shown)
        for row, each in zip(self._rows, shown, strict=True):
            row.show_answer(each.done)
        words = words_of_thing(kept.thing)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        if not self._large:
            self.heading.setText(words.question)
            self.heading.show()
        with_it = bool(shown) and shown[-1].with_it and shown[-1].tonight and not kept.blinded
        name = "capsule" if kept.blinded else words.drawing if with_it else ""
        self._drawing.setPixmap(
            body_drawing(name, theme().palette.accent, _DRAWING, _WIDEST) if name and self._large else QPixmap()
        )
        self._show_drawing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_drawing()

    def _show_drawing(self) -> None:
        self._drawing.setVisible(not self._drawing.pixmap().isNull() and self.width() >= theme().px(_WIDE))

    def _build_rows(self, kept: KeptTrial, shown: list[EveningShown]) -> None:
        empty(self._column)
        self._rows = []
        for each in reversed(shown) if self._large else shown:
            row = EveningRow(kept, each, large=self._large)
            row.answered.connect(self._on_answered)
            self._rows.append(row)
            self._column.addWidget(row)
        if self._large:
            self._rows.reverse()

    def _on_answered(self, evening: object, done: object) -> None:
        self.answered.emit(self._key, evening, done)

    def _on_open(self) -> None:
        self.trial_wanted.emit(self._key)


def _place(shown: EveningShown) -> tuple[object, ...]:
    return shown.evening, shown.tonight, shown.with_it, shown.counted


def _why_none(kept: KeptTrial, now: datetime) -> str:
    """Say why no evening is to be answered."""
    match kept.state(now.date()):
        case TrialState.WAITING:
            return _("It begins on the evening of {day}.").format(day=day(kept.trial.first))
        case TrialState.PAUSED:
            return _("The trial is paused. Nothing is asked of you.")
        case TrialState.OVER:
            return _("All its nights are over. You will see the answer on {day}.").format(
                day=day(result_from(kept.trial, kept.course(())))
            )
        case TrialState.READY:
            return _("The trial has ended, and its answer can be seen.")
        case _:
            return ""
