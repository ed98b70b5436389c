"""The three questions of a prompt, each with its replies beside it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal

from cramp_journal.advice.three_questions import question_text, replies
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.part import PagePart
from cramp_journal.gui.widgets.sides import in_columns
from cramp_journal.questions import AskedBack, Reply


class QuestionsRows(PagePart):
    """An answer counts at once, and may be changed or taken back."""

    answered = Signal(object)  # the answers so far, by question

    def __init__(self, answers: Mapping[str, str]) -> None:
        super().__init__()
        self.column.setSpacing(theme().roomy_px(6))
        self._answers = dict(answers)
        for each in AskedBack:
            row = ChipRow(question_text(each), replies())
            row.set_value(self._answers.get(each))
            row.chosen.connect(partial(self._on_chosen, each))
            self.column.addWidget(in_columns([text_label(question_text(each)), row], 250))

    def _on_chosen(self, asked: AskedBack, reply: Reply | None) -> None:
        self._answers.pop(asked, None)
        if reply is not None:
            self._answers[asked] = reply
        self.answered.emit({str(each): str(said) for each, said in self._answers.items()})
