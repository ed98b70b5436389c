"""What the person read before the trial began, so that nobody expects more of it afterwards."""

from PySide6.QtCore import Qt, Signal

from cramp_journal.advice.experiment_words import promise_in_words
from cramp_journal.analysis.experiments.kept import KeptTrial
from cramp_journal.analysis.experiments.power import tries_of_ten
from cramp_journal.gui.trial.tries_picture import TriesPart
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.i18n import _


class OddsCard(Card):
    """The sentence, its ten circles, and the way to the whole plan."""

    plan_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = text_label("", "heading")
        self._tries = TriesPart()
        self.inside.addWidget(text_label(_("Before you began, you read:"), "quiet"))
        self.inside.addWidget(self._said)
        self.inside.addWidget(self._tries)
        self.inside.addStretch(1)
        self.inside.addWidget(
            button(_("See the whole plan"), self.plan_wanted.emit, "link"), 0, Qt.AlignmentFlag.AlignLeft
        )

    def show_trial(self, kept: KeptTrial) -> None:
        """Show what was promised."""
        self._said.setText(promise_in_words(kept.trial.design.weeks, kept.promised))
        self._tries.show_tries(tries_of_ten(kept.promised))
