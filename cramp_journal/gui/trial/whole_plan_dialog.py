"""The whole plan of a trial: what was fixed before its first night. It says nothing of the order."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.advice.experiment_words import promise_in_words
from cramp_journal.advice.trial_sentences import blinding_plan, design_in_words, fixed_in_words
from cramp_journal.advice.trial_things import words_of_thing
from cramp_journal.analysis.experiments.kept import KeptTrial
from cramp_journal.gui.dialog import ScrolledDialog
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.gui.widgets.flow_layout import flowing
from cramp_journal.i18n import _

_APART = 4  # letters: a fingerprint is compared in pieces


class WholePlanDialog(ScrolledDialog):
    """Cards of sentences, and the same on paper."""

    save_wanted = Signal()  # as a PDF
    orders_wanted = Signal()  # the sealed order for a helper who fills capsules

    def __init__(self, parent: QWidget, kept: KeptTrial) -> None:
        super().__init__(parent, _("The whole plan"))
        words = words_of_thing(kept.thing)
        what = Card(words.question)
        for text in (words.how, design_in_words(kept.trial.design)):
            what.inside.addWidget(text_label(text))
        what.inside.addWidget(
            text_label(promise_in_words(kept.trial.design.weeks, kept.promised), "strong"),
        )
        what.inside.addWidget(text_label(blinding_plan(blinded=kept.blinded), "quiet"))
        self.add_card(what)
        fixed = Card(_("Fixed before the first night"))
        for text in fixed_in_words(kept.trial):
            fixed.inside.addWidget(text_label(text))
        self.add_card(fixed)
        seal = Card(_("The seal"))
        seal.inside.addWidget(
            text_label(
                _(
                    "These letters were made of all that was fixed, the order among it. If anything is changed later,"
                    " they do not fit any more, and the program says so."
                )
            )
        )
        mark = text_label(spaced(kept.trial.fingerprint))
        mark.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        mark.setAccessibleName(_("Fingerprint of the plan"))
        seal.inside.addWidget(mark)
        acts = [button(_("Save the plan as PDF…"), self.save_wanted.emit)]
        if kept.blinded:
            acts.append(button(_("Print the order for my helper…"), self.orders_wanted.emit))
        seal.inside.addWidget(flowing(*acts))
        self._said = text_label("", "quiet", is_news=True)
        self._said.hide()
        seal.inside.addWidget(self._said)
        self.add_card(seal)

    def say(self, text: str) -> None:
        """Say what became of a file."""
        self._said.setText(text)
        self._said.setVisible(bool(text))


def spaced(fingerprint: str) -> str:
    """Return a fingerprint in pieces that can be compared by eye."""
    return " ".join(fingerprint[at : at + _APART] for at in range(0, len(fingerprint), _APART))
