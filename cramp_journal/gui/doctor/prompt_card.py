"""The one large card: the most pressing prompt, with what to do by when, and its nights."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal

from cramp_journal.advice.headlines import headline, reason, what_to_do
from cramp_journal.advice.prompts import Prompt
from cramp_journal.advice.signs import emergency_of
from cramp_journal.advice.three_questions import is_asked
from cramp_journal.gui.doctor.now_question import NowQuestion
from cramp_journal.gui.doctor.prompt_answers import PromptAnswers
from cramp_journal.gui.doctor.questions_rows import QuestionsRows
from cramp_journal.gui.doctor.weeks import eight_weeks
from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.labels import label as said
from cramp_journal.model import NightFigures
from cramp_journal.words import Tier


class PromptCard(Card):
    """A prompt with its answers."""

    report_wanted = Signal()
    answered = Signal(object, str, object)  # the prompts, an Answer, and its details
    sign_said = Signal(str, str)  # the sign that raised it, and a SignSaid
    questions_answered = Signal(object, object)  # the prompt, and the answers to its questions

    def __init__(
        self, prompt: Prompt, nights: Sequence[NightFigures], today: date, region: str, *, is_sure: bool = False
    ) -> None:
        sign = emergency_of(prompt.rule)
        has_passed = prompt.has_passed
        what, do = headline(prompt), what_to_do(prompt, region)
        is_call = prompt.tier == Tier.EMERGENCY
        super().__init__(do if is_call or has_passed else what, "emergency" if is_call else "card")
        self.prompt = prompt
        role(self.heading, "title")
        if sign:
            self.inside.addWidget(text_label(prompt.logged))
            if has_passed and prompt.tier != Tier.SOON:  # then it is the heading
                self.inside.addWidget(text_label(prompt.advice, "strong"))
            asked = NowQuestion(what, has_passed=has_passed, is_sure=is_sure)
            asked.said.connect(partial(self.sign_said.emit, sign.id))
            self.inside.addWidget(asked)
        else:
            self.inside.addWidget(text_label(do, "do-by"))
            if because := reason(prompt):
                self.inside.addWidget(text_label(because))
        if has_strip(prompt):
            self.inside.addWidget(eight_weeks(nights, strip_end(prompt, today)))
        if is_asked(prompt):
            rows = QuestionsRows(prompt.asked)
            rows.answered.connect(partial(self.questions_answered.emit, prompt))
            self.inside.addWidget(rows)
        if prompt.answer and prompt.answered_on:
            text = _("You said on {day}: {answer}.").format(day=day(prompt.answered_on), answer=said(prompt.answer))
            self.inside.addWidget(text_label(text, "quiet"))
        answers = PromptAnswers([prompt], today)
        answers.report_wanted.connect(self.report_wanted)
        answers.answered.connect(partial(self.answered.emit, (prompt,)))
        answers.sign_said.connect(self.sign_said)
        self.inside.addWidget(answers)


def has_strip(prompt: Prompt) -> bool:
    """Return whether the nights of a prompt are shown: a note is about actions in them, not about cramps."""
    return bool(prompt.nights) and prompt.tier != Tier.NOTE


def strip_end(prompt: Prompt, today: date) -> date:
    """Return the last evening that its strip shows: the one up to which its rule has counted."""
    return max((today - timedelta(days=1), *prompt.nights))
