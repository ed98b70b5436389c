"""See a doctor?: the prompts that hold, and when to get help whatever the journal says."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.advice.signs import HelpList, when_to_get_help
from cramp_journal.gui.journal_bridge import JournalBridge
from cramp_journal.gui.page import Page
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, label
from cramp_journal.gui.widgets.prompt_card import PromptCard
from cramp_journal.gui.widgets.sides import Columns
from cramp_journal.i18n import _
from cramp_journal.labels import capital
from cramp_journal.labels import label as said

if TYPE_CHECKING:
    from cramp_journal.advice.prompts import Prompt


class AdvicePage(Page):
    """Prompts, most pressing first."""

    report_wanted = Signal()
    answered = Signal(object, str, object)  # the prompt, an Answer, today

    def __init__(self, bridge: JournalBridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._build()

    def refresh(self) -> None:
        """Show the prompts that hold today."""
        today = clock.today()
        while item := self._prompts.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        nights = {night.evening: (night.count, night.left_out) for night in self._bridge.figures()[-120:]}
        found = self._bridge.prompts(today)
        for prompt in found:
            card = PromptCard(prompt, nights, today)
            card.report_wanted.connect(self.report_wanted)
            card.answered.connect(self._on_answered)
            self._prompts.addWidget(card)
        self._none.setVisible(not found)

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
        self.read_by_keys(_("See a doctor?"))
        self.body.addWidget(label(_("See a doctor?"), "title"))
        self.body.addWidget(
            label(_("What your own nights say. A journal cannot tell what is wrong; a doctor can."), "quiet")
        )
        self._none = Card(_("No prompt holds today"))
        self._none.inside.addWidget(
            label(_("That does not mean that nothing is wrong. If you are worried, contact a doctor."), "quiet")
        )
        self.body.addWidget(self._none)
        holder = QWidget()
        self._prompts = QVBoxLayout(holder)
        self._prompts.setContentsMargins(0, 0, 0, 0)
        self._prompts.setSpacing(14)
        self.body.addWidget(holder)
        lists = Columns(theme().px(200))
        for each in when_to_get_help():
            lists.addWidget(_help_card(each))
        self.body.addWidget(label(_("When to get help, whatever this journal says"), "heading"))
        self.body.addLayout(lists)
        self.body.addWidget(
            label(
                _("After NHS, NICE and local NHS guidance, read November 2026. A record, not a diagnosis."),
                "quiet",
            )
        )
        self.body.addStretch(1)

    def _on_answered(self, prompt: "Prompt", answer: str) -> None:
        self.answered.emit(prompt, answer, clock.today())


def _help_card(found: HelpList) -> Card:
    card = Card(found.title)
    for sign in found.signs:
        card.inside.addWidget(label(f"•  {capital(said(sign))}"))
    card.inside.addStretch(1)
    return card
