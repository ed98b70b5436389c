"""See a doctor?: the prompts that hold, and when to get help whatever the journal says."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.advice.evidence import Person
from cramp_journal.advice.look_alikes import look_alikes, ticked_of
from cramp_journal.advice.signs import HelpList, check_in, when_to_get_help
from cramp_journal.advice.tips import own_nights, tips
from cramp_journal.analysis.factors import factor_effects
from cramp_journal.analysis.period import last_looked_at, period_from
from cramp_journal.gui.journal_bridge import JournalBridge
from cramp_journal.gui.page import Page
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.advice_cards import LookAlikeCard, TipCard
from cramp_journal.gui.widgets.card import Card, label
from cramp_journal.gui.widgets.prompt_card import PromptCard
from cramp_journal.gui.widgets.sides import Columns, OneRow
from cramp_journal.gui.widgets.tick_list import TickList
from cramp_journal.i18n import _
from cramp_journal.labels import capital, day, rule
from cramp_journal.labels import label as said
from cramp_journal.words import PRESSING, Condition

if TYPE_CHECKING:
    from cramp_journal.advice.prompts import Prompt


class AdvicePage(Page):
    """Prompts, most pressing first."""

    report_wanted = Signal()
    answered = Signal(object, str, object)  # the prompt, an Answer, today
    sign_ticked = Signal(str, bool)
    condition_ticked = Signal(str, bool)

    def __init__(self, bridge: JournalBridge, region: str) -> None:
        super().__init__()
        self._bridge, self._region = bridge, region
        self._pressing: set[str] = set()  # the rules that were pressing when the page was last shown
        self._build()

    def refresh(self) -> None:
        """Show the prompts that hold today."""
        today = clock.today()
        _empty(self._prompts)
        nights = {night.evening: (night.count, night.left_out) for night in self._bridge.figures()[-120:]}
        found = self._bridge.prompts(today)
        for prompt in found:
            card = PromptCard(prompt, nights, today, self._region)
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
        for each_card, what in zip(self._alike, look_alikes(), strict=True):
            each_card.show_ticked(ticked_of(what, person, today))
        self._show_tips(person)
        self._show_earlier()

    def _show_tips(self, person: Person) -> None:
        figures = self._bridge.figures()
        period = period_from("all", last_looked_at(figures, clock.today()), figures)
        effects = factor_effects(self._bridge.contents()["nights"], figures, period)
        _empty(self._tips)
        found = tips(person)
        for pair in (found[i : i + 2] for i in range(0, len(found), 2)):
            columns = Columns(theme().px(330))
            for tip in pair:
                columns.addWidget(TipCard(tip, own_nights(tip, effects)))
            holder = QWidget()
            holder.setLayout(columns)
            self._tips.addWidget(holder)

    def _show_earlier(self) -> None:
        """List the prompts that were answered, the newest first."""
        answers = [each for each in self._bridge.beside()["prompts"] if each.get("answer")]
        lines = [
            _("{day}: {rule} – {answer}").format(
                day=day(date.fromisoformat(each.get("answered_on", each["raised_on"]))),
                rule=rule(each["rule"]),
                answer=said(each["answer"]),
            )
            for each in sorted(answers, key=lambda each: str(each.get("answered_on", "")), reverse=True)
        ]
        self._earlier.setText("\n".join(lines) or _("None yet."))

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
        self.read_by_keys(_("See a doctor?"))
        self.body.addWidget(label(_("See a doctor?"), "title"))
        self.body.addWidget(
            label(_("What your own nights say. A journal cannot tell what is wrong; a doctor can."), "quiet")
        )
        self._places: dict[str, QWidget] = {}  # what the links at the top lead to
        self._links = QWidget()
        self._link_row = OneRow(self._links, 6)
        self.body.addWidget(self._links)
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
        for each in when_to_get_help(self._region):
            lists.addWidget(_help_card(each))
        self._add_place(_("When to get help, whatever this journal says"), _("When to get help"))
        self.body.addLayout(lists)
        self.body.addWidget(
            label(
                _("After NHS, NICE and local NHS guidance, read November 2026. A record, not a diagnosis."),
                "quiet",
            )
        )
        self._build_check_in()
        self._build_advice()
        self.body.addStretch(1)

    def _add_place(self, heading: str, link: str) -> None:
        """Begin a part of the page, and let a link at its top lead there."""
        title, button = label(heading, "heading"), QPushButton(link)
        role(button, "link")
        self.body.addWidget(title)
        self._link_row.addWidget(button)
        self._places[link] = title
        button.clicked.connect(self._on_link_clicked)

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, QPushButton):
            self.see_from(self._places[link.text()])

    def _build_check_in(self) -> None:
        """Ask for signs and conditions: what is ticked counts at once, and is written into the report with its day."""
        self._add_place(_("Anything of this lately?"), _("Anything of this lately?"))
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

    def _build_advice(self) -> None:
        """Lay side by side what can be taken for a cramp, and list what one can try."""
        self._add_place(_("Cramp, or something else?"), _("Cramp, or something else?"))
        self.body.addWidget(
            label(_("Your answers, side by side. Counted, not judged: only a doctor can tell."), "quiet")
        )
        self._alike = [LookAlikeCard(each) for each in look_alikes()]
        for three in (self._alike[:3], self._alike[3:]):
            columns = Columns(theme().px(230))
            for card in three:
                columns.addWidget(card)
            self.body.addLayout(columns)
        self._add_place(_("What you can do tonight"), _("What you can do tonight"))
        holder = QWidget()
        self._tips = QVBoxLayout(holder)
        self._tips.setContentsMargins(0, 0, 0, 0)
        self._tips.setSpacing(14)
        self.body.addWidget(holder)
        earlier = Card(_("Earlier prompts, and what you said"))
        self._earlier = label("", "quiet")
        earlier.inside.addWidget(self._earlier)
        self.body.addWidget(earlier)

    def _on_answered(self, prompt: "Prompt", answer: str) -> None:
        self.answered.emit(prompt, answer, clock.today())


def _empty(layout: QVBoxLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.deleteLater()


def _help_card(found: HelpList) -> Card:
    card = Card(found.title)
    for sign in found.signs:
        card.inside.addWidget(label(f"•  {capital(said(sign))}"))
    card.inside.addStretch(1)
    return card
