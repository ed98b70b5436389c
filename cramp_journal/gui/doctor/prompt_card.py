"""One prompt: what was logged, the nights themselves, what published advice says and who says it."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cramp_journal.advice.prompts import Prompt
from cramp_journal.advice.regions import emergency_number
from cramp_journal.advice.signs import emergency_of, where_to_read, who_and_when
from cramp_journal.advice.why import not_known, why
from cramp_journal.gui.doctor.now_question import NowQuestion
from cramp_journal.gui.doctor.prompt_answers import PromptAnswers
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.night_strip import NightCounts, NightStrip
from cramp_journal.gui.widgets.sides import Columns
from cramp_journal.i18n import _
from cramp_journal.labels import cramps_text, day, nights_text, span
from cramp_journal.labels import label as said
from cramp_journal.words import Tier

_HALF = 28  # nights: the strip shows twice this many


class PromptCard(Card):
    """A prompt with its answers."""

    report_wanted = Signal()
    answered = Signal(object, str, object)  # the prompt, an Answer, and its details
    sign_said = Signal(str, str)  # the emergency sign that raised it, and a SignSaid

    def __init__(self, prompt: Prompt, logged: NightCounts, today: date, region: str, *, is_sure: bool = False) -> None:
        emergency = prompt.tier == Tier.EMERGENCY
        super().__init__(prompt.advice, "emergency" if emergency else "prompt")
        self.prompt = prompt
        self.inside.insertWidget(0, text_label(said(prompt.tier), "tag"))
        if emergency:
            role(self.heading, "title")
            number = _("Emergency number: {number}").format(number=emergency_number(region))
            self.inside.addWidget(text_label(number, "title"))
        self.inside.addWidget(text_label(prompt.logged))
        if sign := emergency_of(prompt.rule):
            asked = NowQuestion(has_passed="passed" in prompt.numbers, is_sure=is_sure)
            asked.said.connect(partial(self.sign_said.emit, sign.id))
            self.inside.addWidget(asked)
        if prompt.tier not in (Tier.EMERGENCY, Tier.NOTE):
            self.inside.addWidget(text_label(who_and_when(prompt.rule, prompt.tier, region)))
        for question in not_known(prompt):
            self.inside.addWidget(text_label(f"•  {question}"))
        if prompt.nights and prompt.tier != Tier.NOTE:  # a note is about actions in these nights, not cramps
            self._add_strip(logged, max((today - timedelta(days=1), *prompt.nights)))
        self.inside.addWidget(text_label(_("Source: {source}").format(source=prompt.source), "quiet"))
        if prompt.answer and prompt.answered_on:
            self.inside.addWidget(
                text_label(
                    _("You said on {day}: {answer}.").format(day=day(prompt.answered_on), answer=said(prompt.answer)),
                    "quiet",
                )
            )
        self._why = QWidget()
        lines = QVBoxLayout(self._why)
        lines.setContentsMargins(0, 0, 0, 0)
        for line in [*why(prompt), *where_to_read(prompt.rule, prompt.source)]:
            lines.addWidget(text_label(line.replace("/", "/\u200b"), "quiet"))  # an address may wrap there
        self._why.hide()
        answers = PromptAnswers(today, prompt.tier)
        answers.report_wanted.connect(self.report_wanted)
        answers.why_wanted.connect(self._on_why)
        answers.answered.connect(self._on_answered)
        self.inside.addWidget(self._why)
        self.inside.addWidget(answers)

    def _add_strip(self, logged: NightCounts, last: date) -> None:
        """Draw the nights, and below each half the number of its cramps, and of its nights unless all are recorded."""
        strip = NightStrip(2 * _HALF)
        strip.show_nights(logged, last)
        self.inside.addWidget(strip)
        halves = QWidget()
        row = Columns(theme().px(220), halves)
        for end in (last - timedelta(days=_HALF), last):
            first = end - timedelta(days=_HALF - 1)
            evenings = (first + timedelta(days=n) for n in range(_HALF))
            counts = [logged[e][0] for e in evenings if e in logged and not logged[e][1]]
            row.addWidget(text_label(_half_in_words(span(first, end), counts), "quiet"))
        self.inside.addWidget(halves)

    def _on_why(self) -> None:
        self._why.setVisible(self._why.isHidden())

    def _on_answered(self, answer: str, details: object) -> None:
        self.answered.emit(self.prompt, answer, details)


def _half_in_words(nights: str, counts: Sequence[int]) -> str:
    if not counts:
        return _("{nights}: not recorded").format(nights=nights)
    text = _("{nights}: {cramps}").format(nights=nights, cramps=cramps_text(sum(counts)))
    if len(counts) == _HALF:
        return text
    return _("{text} in {recorded} that are recorded").format(text=text, recorded=nights_text(len(counts)))
