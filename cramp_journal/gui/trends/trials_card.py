"""On What helps: the way to a new trial, and to the one that runs."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from cramp_journal.advice.trial_things import words_of_thing
from cramp_journal.analysis.experiments.kept import KeptTrial, TrialState
from cramp_journal.analysis.experiments.result import result_from
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, belongs_to, button, text_label
from cramp_journal.gui.widgets.part import empty
from cramp_journal.i18n import _
from cramp_journal.labels import day

_SHOWN = 3  # trials: the page of a trial has the others


class TrialsCard(Card):
    """A trial can say more than a link."""

    try_wanted = Signal()
    trial_wanted = Signal(str)  # a trial

    def __init__(self) -> None:
        super().__init__(_("Test it on yourself"))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme().roomy_px(6))
        self.inside.addLayout(self._list)
        self.inside.addWidget(button(_("Try something…"), self.try_wanted.emit), 0, Qt.AlignmentFlag.AlignLeft)

    def show_trials(self, trials: Sequence[KeptTrial], today: date) -> None:
        """Show the newest trials, each with where it stands."""
        empty(self._list)
        for kept in list(reversed(trials))[:_SHOWN]:
            asked = words_of_thing(kept.thing).question
            self._list.addWidget(text_label(asked, "strong"))
            self._list.addWidget(text_label(state_in_words(kept, today)))
            unseen = kept.state(today) is TrialState.READY and kept.seen_on is None
            words = _("See the answer") if unseen else _("See the trial")
            made = button(words, partial(self.trial_wanted.emit, kept.key), "main" if unseen else "link")
            self._list.addWidget(belongs_to(made, asked), 0, Qt.AlignmentFlag.AlignLeft)


def state_in_words(kept: KeptTrial, today: date) -> str:
    """Say where a trial stands; nothing of what it found."""
    trial = kept.trial
    if kept.stopped_on is not None:
        return _("Stopped on {day}.").format(day=day(kept.stopped_on))
    match kept.state(today):
        case TrialState.WAITING:
            return _("It begins on the evening of {day}.").format(day=day(trial.first))
        case TrialState.PAUSED:
            return _("The trial is paused. Nothing is asked of you.")
        case TrialState.OVER:
            over = result_from(trial, kept.course(()))
            return _("All its nights are over. You will see the answer on {day}.").format(day=day(over))
        case TrialState.READY:
            return _("It ended on {day}.").format(day=day(kept.last))
        case _:
            number = (today - trial.first).days + 1
            return _("Night {n} of {all}.").format(n=number, all=trial.design.nights)
