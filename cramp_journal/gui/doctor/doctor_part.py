"""The first part of “See a doctor?”: the prompts that hold, and when to get help whatever they say."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from cramp_journal.advice.prompts import Prompt
from cramp_journal.advice.signs import HelpList, emergency_of, when_to_get_help
from cramp_journal.gui.doctor.emergency_card import EmergencyCard
from cramp_journal.gui.doctor.prompt_card import PromptCard
from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.night_strip import NightCounts
from cramp_journal.gui.widgets.part import PagePart, empty, stacked
from cramp_journal.gui.widgets.sides import in_columns
from cramp_journal.i18n import _
from cramp_journal.labels import capital, day
from cramp_journal.words import SignSaid, Tier


class DoctorPart(PagePart):
    """The prompts, most pressing first."""

    report_wanted = Signal()
    answered = Signal(object, str, object)  # the prompt, an Answer, and its details
    sign_said = Signal(str, str)  # an emergency sign, and a SignSaid

    def __init__(self, region: str) -> None:
        super().__init__()
        self._region = region
        self._sure: set[str] = set()  # emergency signs that the person said to have now
        self._emergencies = EmergencyCard(region)
        self._emergencies.picked.connect(self._on_picked)
        self._appointment = Card()
        self._when = text_label("", "heading")
        self._appointment.inside.addWidget(self._when)
        make = QPushButton(_("Make the report for it"))
        role(make, "main")
        make.clicked.connect(self.report_wanted)
        self._appointment.inside.addWidget(make, 0, Qt.AlignmentFlag.AlignLeft)
        self._appointment.hide()
        self._none = Card(_("No prompt holds today"))
        self._none.inside.addWidget(
            text_label(_("That does not mean that nothing is wrong. If you are worried, contact a doctor."), "quiet")
        )
        self._known_from = text_label("", "quiet")
        calls, self._calls = stacked()  # prompts to call an ambulance: above the list
        prompts, self._prompts = stacked()
        lists = in_columns([_help_card(each) for each in when_to_get_help(region)], 200)
        for widget in (
            calls,
            self._emergencies,
            prompts,
            self._none,
            self._known_from,
            self._appointment,
            text_label(_("When to get help, whatever this journal says"), "heading"),
            lists,
            text_label(
                _(
                    "After NHS, NICE and other published guidance, read November 2026; no clinician has checked it "
                    "yet. A record, not a diagnosis."
                ),
                "quiet",
            ),
        ):
            self.column.addWidget(widget)

    def show_prompts(self, prompts: Sequence[Prompt], logged: NightCounts, today: date) -> None:
        """Show the prompts that hold."""
        for layout in (self._calls, self._prompts):
            empty(layout)
        for prompt in prompts:
            sign = emergency_of(prompt.rule)
            card = PromptCard(prompt, logged, today, self._region, is_sure=sign is not None and sign.id in self._sure)
            card.report_wanted.connect(self.report_wanted)
            card.answered.connect(self.answered)
            card.sign_said.connect(self._on_sign_said)
            (self._calls if prompt.tier == Tier.EMERGENCY else self._prompts).addWidget(card)
        self._none.setVisible(not prompts)

    def show_known_from(self, on: date | None) -> None:
        """Show from when on more cramps than usual can be told; None if they can be told today."""
        self._known_from.setVisible(on is not None)
        if on is not None:
            said = _("Whether cramps come more often can be told from about {day} on, once your usual is known.")
            self._known_from.setText(said.format(day=day(on)))

    def show_appointment(self, on: date | None) -> None:
        """Show when the next appointment is; None if there is none."""
        self._appointment.setVisible(on is not None)
        if on is not None:
            self._when.setText(_("Your appointment: {day}").format(day=day(on)))

    # ---------------------------------------------------------------- slots
    def _on_picked(self, sign: str) -> None:
        self._on_sign_said(sign, SignSaid.NOW)

    def _on_sign_said(self, sign: str, said: str) -> None:
        self._sure = self._sure | {sign} if said == SignSaid.NOW else self._sure - {sign}
        self.sign_said.emit(sign, said)


def _help_card(found: HelpList) -> Card:
    card = Card(found.title)
    for words in found.words:
        card.inside.addWidget(text_label(f"•  {capital(words)}"))
    if found.call:
        card.inside.addWidget(text_label(_("Ask {who}.").format(who=found.call), "strong"))
    card.inside.addStretch(1)
    return card
