"""What tonight is, and whether it was done: large on the page of the trial, small on Last night."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from cramp_journal.advice.trial_things import words_of_thing
from cramp_journal.analysis.experiments.kept import KeptTrial, TrialState
from cramp_journal.analysis.experiments.result import result_from
from cramp_journal.errors import JournalError
from cramp_journal.gui.theme import theme
from cramp_journal.gui.trial.effects_card import question_of_week
from cramp_journal.gui.trial.evening_row import EveningRow, EveningShown, evenings_shown
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.gui.widgets.part import empty
from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.punctuation import in_sentences


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
        self.inside.addWidget(self._said)
        self.inside.addLayout(self._column)
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
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._open.setText(_way_in_words(kept, now))
        if not self._large:
            self.heading.setText(words_of_thing(kept.thing).question)
            self.heading.show()

    def first_words(self) -> str:
        """Return what a screen reader says of the card first: what tonight is, or why it is nothing."""
        tonight = [row.words for row, each in zip(self._rows, self._shown, strict=True) if each.tonight]
        return in_sentences((*tonight, self._said.text()))

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


def _way_in_words(kept: KeptTrial, now: datetime) -> str:
    """Say what the page of the trial is opened for."""
    if kept.state(now.date()) is TrialState.READY:
        return _("See the answer")
    if kept.week(now.date()) is None:
        return _("See the trial")
    return question_of_week(goes_on=kept.goes_on(now.date()))


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
