"""One question about a file, with its choices."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from cramp_journal.exchange.elsewhere.questions import Option, Question
from cramp_journal.gui.widgets.card import Card
from cramp_journal.gui.widgets.tick_list import TickList

_MOST_IN_A_LIST = 40  # choices that are shown of a question with several answers


class QuestionCard(Card):
    """A question and its choices: one of them, or several."""

    answered = Signal()

    def __init__(self, question: Question, known: Any) -> None:
        """Show a question; `known` is the answer for files of this shape, or None."""
        super().__init__(question.text)
        self.name, self._question = question.name, question
        self._given: Any = question.default if known is None else known
        choices: Sequence[Option] = question.choices[:_MOST_IN_A_LIST] if question.several else question.choices
        self._ticks = TickList([(choice.name, choice.text) for choice in choices])
        self._ticks.toggled.connect(self._on_several if question.several else self._on_one)
        self.inside.addWidget(self._ticks)
        self._show()

    @property
    def answer(self) -> Any:
        """The name of a choice, a list of names, or None if nobody has answered."""
        return list(self._given) if isinstance(self._given, tuple) else self._given

    def _on_one(self, name: str, _on: bool) -> None:
        self._given = name  # pressing the chosen one again leaves it chosen
        self._show()
        self.answered.emit()

    def _on_several(self, name: str, on: bool) -> None:
        others = [each for each in (self._given or ()) if each != name]
        self._given = [*others, name] if on else others
        self.answered.emit()

    def _show(self) -> None:
        given = self._given if self._question.several else [self._given]
        self._ticks.show_ticked(given or ())
