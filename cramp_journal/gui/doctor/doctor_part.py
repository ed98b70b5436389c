"""The first part of “See a doctor?”: the emergency signs, the prompts put together, and what is kind to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cramp_journal.advice.board import Board, board
from cramp_journal.advice.prompts import Prompt
from cramp_journal.advice.signs import emergency_of
from cramp_journal.gui.doctor.calm_card import CalmCard
from cramp_journal.gui.doctor.emergency_card import EmergencyCard
from cramp_journal.gui.doctor.prompt_card import PromptCard, has_strip
from cramp_journal.gui.doctor.prompt_line import PromptLine
from cramp_journal.gui.doctor.steady import CARD
from cramp_journal.gui.doctor.to_tell_card import ToTellCard
from cramp_journal.gui.doctor.told_line import ToldLine, told_in_words
from cramp_journal.gui.spoken import untold
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.part import PagePart, empty, stacked
from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.model import NightFigures
from cramp_journal.words import SignSaid, Tier


@dataclass
class _Told:
    """An answer that was just given: to which prompts, what is said of it, and where its card stood."""

    rules: frozenset[str]
    text: str
    place: tuple[str, int]
    height: int


class DoctorPart(PagePart):
    """The prompts, most pressing first."""

    report_wanted = Signal()
    calendar_wanted = Signal()  # the appointment is to be saved for a calendar
    answered = Signal(object, str, object)  # the prompts, an Answer ("": only to its questions), and its details
    sign_said = Signal(str, str)  # a sign, and a SignSaid
    check_in_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, region: str) -> None:
        super().__init__()
        self._region = region
        self._sure: set[str] = set()  # emergency signs that the person said to have now
        self._told: _Told | None = None
        self._nights: Sequence[NightFigures] = ()
        self._today = date.min
        self._is_calm = True
        self._emergencies = EmergencyCard(region)
        self._emergencies.picked.connect(partial(self._on_sign_said, said=SignSaid.NOW))
        self._appointment = Card()
        self._when = text_label("", "heading")
        self._appointment.inside.addWidget(self._when)
        both = QWidget()
        row = FlowLayout(both)
        row.addWidget(button(_("Make the report for it"), self.report_wanted.emit, "main"))
        row.addWidget(button(_("Save for my calendar…"), self.calendar_wanted.emit))
        self._saved = text_label("", "quiet", is_news=True)
        self._saved.hide()
        self._appointment.inside.addWidget(both)
        self._appointment.inside.addWidget(self._saved)
        self._appointment.hide()
        self._none = CalmCard()
        self._none.check_in_wanted.connect(self.check_in_wanted)
        self._known_from = text_label("", "quiet")
        calls, self._calls = stacked()  # prompts to call an ambulance: above the list
        prompts, self._prompts = stacked()
        for widget in (calls, self._emergencies, prompts, self._none, self._known_from, self._appointment):
            self.column.addWidget(widget)

    def first_words(self) -> str:
        """Return what stands largest: the most pressing prompt, or that there is none."""
        cards = [each for each in self.findChildren(PromptCard) if each.isVisibleTo(self)]
        return (cards[0] if cards else self._none).heading.text()

    def show_prompts(self, prompts: Sequence[Prompt], nights: Sequence[NightFigures], today: date) -> None:
        """Show the prompts that hold; one that was just answered leaves its place to what was said."""
        self._nights, self._today = nights, today
        if self._told and any(each.rule in self._told.rules for each in prompts):
            self._told = None
        place = self._told.place if self._told else ("", 0)
        together = board(prompts, with_first=place[0] != "first")
        for layout in (self._calls, self._prompts):
            empty(layout)
        calls = together.first is not None and together.first.tier == Tier.EMERGENCY
        layout = self._calls if calls else self._prompts
        if together.first:
            self._add(layout, self._card(together.first), ("first", 0))
        self._add_told(self._prompts, ("first", 0))
        for number, each in enumerate(together.further):
            self._add_told(layout, ("further", number))
            self._add(layout, self._line(each), ("further", number))
        self._add_told(layout, ("further", len(together.further)))
        self._add_told(self._prompts, ("to_tell", 0))
        if together.to_tell:
            self._add(self._prompts, self._to_tell(together), ("to_tell", 0))
        self._is_calm = not prompts
        self._none.setVisible(self._is_calm and self._told is None)

    def forget_told(self) -> bool:
        """Forget the answer that was just given; return whether there was one."""
        had, self._told = self._told is not None, None
        return had

    def show_known_from(self, on: date | None) -> None:
        """Show from when on more cramps than usual can be told; None if they can be told today."""
        self._known_from.setVisible(on is not None and self._is_calm)
        if on is not None:
            said = _("Whether cramps come more often can be told from about {day} on, once your usual is known.")
            self._known_from.setText(said.format(day=day(on)))

    def show_appointment(self, on: date | None) -> None:
        """Show when the next appointment is; None if there is none."""
        self._appointment.setVisible(on is not None)
        if on is not None:
            said = _("Your appointment: {day}").format(day=day(on))
            if said != self._when.text():
                self.show_saved("")  # of another day
            self._when.setText(said)

    def show_saved(self, sentence: str) -> None:
        """Say below the appointment what became of the calendar file."""
        self._saved.setText(sentence)
        self._saved.setVisible(bool(sentence))

    # ---------------------------------------------------------------- inside
    def _card(self, prompt: Prompt) -> PromptCard:
        with untold():
            card = PromptCard(prompt, self._nights, self._today, self._region, is_sure=self._is_sure(prompt))
        card.report_wanted.connect(self.report_wanted)
        card.questions_answered.connect(self._on_questions)
        card.sign_said.connect(self._on_sign_said)
        return card

    def _line(self, prompt: Prompt) -> PromptLine:
        with untold():
            line = PromptLine(prompt, self._today, self._region, is_sure=self._is_sure(prompt))
        line.sign_said.connect(self._on_sign_said)
        return line

    def _to_tell(self, together: Board) -> ToTellCard:
        with_strip = together.first is None or not has_strip(together.first)
        with untold():
            card = ToTellCard(together.to_tell, together.reasons, self._nights, self._today, with_strip=with_strip)
        card.report_wanted.connect(self.report_wanted)
        card.questions_answered.connect(self._on_questions)
        return card

    def _add(self, layout: QVBoxLayout, card: PromptCard | PromptLine | ToTellCard, place: tuple[str, int]) -> None:
        card.setProperty(CARD, "to tell" if isinstance(card, ToTellCard) else card.prompt.rule)
        card.answered.connect(partial(self._on_answered, card, place))
        layout.addWidget(card)
        card.show()  # at once: only what is shown can take the focus back

    def _add_told(self, layout: QVBoxLayout, place: tuple[str, int]) -> None:
        if self._told and self._told.place == place:
            line = ToldLine(self._told.text, self._told.height, self.undo_wanted.emit)
            layout.addWidget(line)
            line.show()

    def _is_sure(self, prompt: Prompt) -> bool:
        sign = emergency_of(prompt.rule)
        return sign is not None and sign.id in self._sure

    # ---------------------------------------------------------------- slots
    def _on_answered(
        self, card: QWidget, place: tuple[str, int], prompts: Sequence[Prompt], answer: str, details: dict[str, Any]
    ) -> None:
        rules = frozenset(each.rule for each in prompts)
        self._told = _Told(rules, told_in_words(answer, details), place, card.height())
        self.answered.emit(prompts, answer, details)

    def _on_questions(self, prompt: Prompt, answers: dict[str, str]) -> None:
        self.answered.emit((prompt,), "", {"answers": answers or None})

    def _on_sign_said(self, sign: str, said: str) -> None:
        self._sure = self._sure | {sign} if said == SignSaid.NOW else self._sure - {sign}
        self.sign_said.emit(sign, said)
