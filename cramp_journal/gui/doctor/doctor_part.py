"""The first part of “See a doctor?”: the prompts that hold, and when to get help whatever they say."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from cramp_journal.advice.prompts import Prompt
from cramp_journal.advice.signs import HelpList, when_to_get_help
from cramp_journal.gui.doctor.prompt_card import PromptCard
from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.night_strip import NightCounts
from cramp_journal.gui.widgets.part import PagePart, empty, stacked
from cramp_journal.gui.widgets.sides import in_columns
from cramp_journal.i18n import _
from cramp_journal.labels import capital, day
from cramp_journal.labels import label as said


class DoctorPart(PagePart):
    """The prompts, most pressing first."""

    report_wanted = Signal()
    answered = Signal(object, str, object)  # the prompt, an Answer, and its details

    def __init__(self, region: str) -> None:
        super().__init__()
        self._region = region
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
        prompts, self._prompts = stacked()
        lists = in_columns([_help_card(each) for each in when_to_get_help(region)], 200)
        for widget in (
            prompts,
            self._none,
            self._known_from,
            self._appointment,
            text_label(_("When to get help, whatever this journal says"), "heading"),
            lists,
            text_label(
                _("After NHS, NICE and local NHS guidance, read November 2026. A record, not a diagnosis."), "quiet"
            ),
        ):
            self.column.addWidget(widget)

    def show_prompts(self, prompts: Sequence[Prompt], logged: NightCounts, today: date) -> None:
        """Show the prompts that hold."""
        empty(self._prompts)
        for prompt in prompts:
            card = PromptCard(prompt, logged, today, self._region)
            card.report_wanted.connect(self.report_wanted)
            card.answered.connect(self.answered)
            self._prompts.addWidget(card)
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


def _help_card(found: HelpList) -> Card:
    card = Card(found.title)
    for sign in found.signs:
        card.inside.addWidget(text_label(f"•  {capital(said(sign))}"))
    card.inside.addStretch(1)
    return card
