"""See a doctor?: the prompts that hold, and when to get help whatever the journal says."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.advice.evidence import Person
from cramp_journal.advice.signs import HelpList, check_in, when_to_get_help
from cramp_journal.gui.journal_bridge import JournalBridge
from cramp_journal.gui.page import Page
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, label
from cramp_journal.gui.widgets.prompt_card import PRESSING, PromptCard
from cramp_journal.gui.widgets.sides import Columns
from cramp_journal.gui.widgets.tick_list import TickList
from cramp_journal.i18n import _
from cramp_journal.labels import capital
from cramp_journal.labels import label as said
from cramp_journal.words import Condition

if TYPE_CHECKING:
    from cramp_journal.advice.prompts import Prompt


class AdvicePage(Page):
    """Prompts, most pressing first."""

    report_wanted = Signal()
    answered = Signal(object, str, object)  # the prompt, an Answer, today
    sign_ticked = Signal(str, bool)
    condition_ticked = Signal(str, bool)

    def __init__(self, bridge: JournalBridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._pressing: set[str] = set()  # the rules that were pressing when the page was last shown
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
        pressing = {each.rule for each in found if each.tier in PRESSING}
        if pressing - self._pressing:
            self.see_top()  # what was just ticked calls for help: that is said up there
        self._pressing = pressing
        person = Person.of(self._bridge.beside())
        standing = {each.sign for each in person.signs if each.holds(today)}
        for each in self._signs:
            each.show_ticked(standing)
        self._conditions.show_ticked(person.conditions)

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
        self._build_check_in()
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

    def _build_check_in(self) -> None:
        """Ask for signs and conditions: what is ticked counts at once, and is written into the report with its day."""
        self.body.addWidget(label(_("Anything of this lately?"), "heading"))
        self.body.addWidget(
            label(
                _(
                    "Tick what you notice; untick it when it is over. Some of it calls for help sooner: this page says "
                    "so at once. Nothing ticked does not mean that nothing is wrong."
                ),
                "quiet",
            )
        )
        self._signs: list[TickList] = []
        groups = check_in()
        for pair in (groups[:2], groups[2:]):
            columns = Columns(theme().px(330))
            for heading, signs in pair:
                card, ticks = Card(heading), TickList([(str(sign), capital(said(sign))) for sign in signs])
                ticks.toggled.connect(self.sign_ticked)
                card.inside.addWidget(ticks)
                card.inside.addStretch(1)
                columns.addWidget(card)
                self._signs.append(ticks)
            self.body.addLayout(columns)
        about = Card(_("About you"))
        about.inside.addWidget(label(_("What doctors want to know with cramps. It stands in the report."), "quiet"))
        self._conditions = TickList([(str(each), capital(said(each))) for each in Condition])
        self._conditions.toggled.connect(self.condition_ticked)
        about.inside.addWidget(self._conditions)
        self.body.addWidget(about)

    def _on_answered(self, prompt: "Prompt", answer: str) -> None:
        self.answered.emit(prompt, answer, clock.today())


def _help_card(found: HelpList) -> Card:
    card = Card(found.title)
    for sign in found.signs:
        card.inside.addWidget(label(f"•  {capital(said(sign))}"))
    card.inside.addStretch(1)
    return card
