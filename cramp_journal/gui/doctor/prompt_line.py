"""A further pressing prompt: one line that is never folded, with what to do and by when."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal

from cramp_journal.advice.headlines import headline, reason, what_to_do
from cramp_journal.advice.prompts import Prompt
from cramp_journal.advice.signs import emergency_of
from cramp_journal.gui.doctor.now_question import NowQuestion
from cramp_journal.gui.doctor.prompt_answers import PromptAnswers
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.punctuation import in_sentences
from cramp_journal.words import Tier


class PromptLine(Card):
    """What is so, what to do, and its answers."""

    answered = Signal(object, str, object)  # the prompts, an Answer, and its details
    sign_said = Signal(str, str)  # the sign that raised it, and a SignSaid

    def __init__(self, prompt: Prompt, today: date, region: str, *, is_sure: bool = False) -> None:
        is_call = prompt.tier == Tier.EMERGENCY
        super().__init__(kind="emergency" if is_call else "card")
        self.prompt = prompt
        text = in_sentences((headline(prompt), what_to_do(prompt, region)))
        self.inside.addWidget(text_label(text, "strong"))
        if because := reason(prompt):
            self.inside.addWidget(text_label(because))
        if sign := emergency_of(prompt.rule):
            asked = NowQuestion(headline(prompt), has_passed=prompt.has_passed, is_sure=is_sure)
            asked.said.connect(partial(self.sign_said.emit, sign.id))
            self.inside.addWidget(asked)
        answers = PromptAnswers([prompt], today, is_short=True)
        answers.answered.connect(partial(self.answered.emit, (prompt,)))
        answers.sign_said.connect(self.sign_said)
        self.inside.addWidget(answers)
