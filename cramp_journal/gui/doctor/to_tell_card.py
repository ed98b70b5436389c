"""“To tell your doctor”: all that can wait for the next visit, one line a reason, with one answer for all."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal

from cramp_journal.advice.headlines import changes_what_is_taken, headline, reason
from cramp_journal.advice.prompts import Prompt
from cramp_journal.advice.three_questions import is_asked
from cramp_journal.gui.doctor.prompt_answers import PromptAnswers
from cramp_journal.gui.doctor.prompt_card import has_strip, strip_end
from cramp_journal.gui.doctor.questions_rows import QuestionsRows
from cramp_journal.gui.doctor.weeks import eight_weeks
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.part import stacked
from cramp_journal.i18n import _
from cramp_journal.model import NightFigures
from cramp_journal.punctuation import in_sentences


class ToTellCard(Card):
    """The reasons, and one strip of nights unless the large card above has one."""

    report_wanted = Signal()
    answered = Signal(object, str, object)  # the prompts, an Answer, and its details
    questions_answered = Signal(object, object)  # the prompt, and the answers to its questions

    def __init__(
        self,
        prompts: Sequence[Prompt],
        reasons: Sequence[Prompt],
        nights: Sequence[NightFigures],
        today: date,
        *,
        with_strip: bool,
    ) -> None:
        super().__init__(_("To tell your doctor at your next visit"))
        self.prompts, self.reasons = prompts, reasons
        holder, lines = stacked()
        lines.setSpacing(theme().roomy_px(6))
        for each in reasons:
            lines.addWidget(text_label(f"•  {in_sentences((headline(each), reason(each)))}"))
            if is_asked(each):
                rows = QuestionsRows(each.asked)
                rows.answered.connect(partial(self.questions_answered.emit, each))
                lines.addWidget(rows)
        self.inside.addWidget(holder)
        if any(changes_what_is_taken(each) for each in reasons):
            self.inside.addWidget(text_label(_("Ask a pharmacist or doctor before you change what you take."), "quiet"))
        drawn = [each for each in reasons if has_strip(each)]
        if with_strip and drawn:
            self.inside.addWidget(eight_weeks(nights, max(strip_end(each, today) for each in drawn)))
        answers = PromptAnswers(prompts, today, about=self.heading.text())
        answers.report_wanted.connect(self.report_wanted)
        answers.answered.connect(partial(self.answered.emit, tuple(prompts)))
        self.inside.addWidget(answers)
