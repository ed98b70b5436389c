"""Pausing a trial and stopping it: what each costs is said before it is done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.dialog import ScrolledDialog
from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.gui.widgets.flow_layout import flowing
from cramp_journal.i18n import _, ngettext
from cramp_journal.trial_words import PauseReason


class PauseDialog(ScrolledDialog):
    """Asks why the trial rests: ill, or away."""

    pause_wanted = Signal(object)  # a PauseReason

    def __init__(self, parent: QWidget, pairs_a_week: int) -> None:
        """Say how many pairs a week of pause would cost."""
        super().__init__(parent, _("Pause the trial"))
        self.done_button.setText(_("Do not pause"))
        card = Card()
        lost = ngettext("A week of pause costs {n} pair.", "A week of pause costs {n} pairs.", pairs_a_week)
        card.inside.addWidget(
            text_label(_("While it rests, nothing is asked of you. Its last evening stays the same."), "strong")
        )
        card.inside.addWidget(text_label(lost.format(n=pairs_a_week)))
        card.inside.addWidget(text_label(_("Why does it rest?"), "quiet"))
        ill = button(_("I am ill"), lambda: self._on_chosen(PauseReason.ILL))
        away = button(_("I am away"), lambda: self._on_chosen(PauseReason.AWAY))
        card.inside.addWidget(flowing(ill, away))
        self.add_card(card)

    def _on_chosen(self, why: PauseReason) -> None:
        self.accept()
        self.pause_wanted.emit(why)


class StopDialog(ScrolledDialog):
    """Says what stopping costs; to go on is chosen beforehand."""

    stop_wanted = Signal()
    pause_wanted = Signal()

    def __init__(self, parent: QWidget, cost: str, *, may_pause: bool) -> None:
        """Show what stopping costs."""
        super().__init__(parent, _("Stop the trial?"))
        self.done_button.setText(_("Go on with it"))
        role(self.done_button, "main")
        card = Card()
        card.inside.addWidget(text_label(cost, "strong"))
        card.inside.addWidget(
            text_label(_("You need no reason, and your nights are kept. Today you can still take it back with Undo."))
        )
        acts = [button(_("Stop the trial"), self._on_stop)]
        if may_pause:
            acts.append(button(_("Pause it instead"), self._on_pause))
        card.inside.addWidget(flowing(*acts))
        self.add_card(card)
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_stop(self) -> None:
        self.accept()
        self.stop_wanted.emit()

    def _on_pause(self) -> None:
        self.accept()
        self.pause_wanted.emit()
