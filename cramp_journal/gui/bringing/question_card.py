"""One question about a file, with its choices."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from cramp_journal.exchange.elsewhere.questions import Question
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
        self.inside.addWidget(self._several() if question.several else self._one())

    @property
    def answer(self) -> Any:
        """The name of a choice, a list of names, or None if nobody has answered."""
        return list(self._given) if isinstance(self._given, tuple) else self._given

    def _one(self) -> QWidget:
        column = Card(kind="plain")
        column.inside.setContentsMargins(0, 0, 0, 0)
        self._group = QButtonGroup(self)
        for choice in self._question.choices:
            made = QRadioButton(choice.text)
            made.setChecked(choice.name == self._given)
            made.setProperty("choice", choice.name)
            self._group.addButton(made)
            column.inside.addWidget(made)
        self._group.buttonClicked.connect(self._on_chosen)
        return column

    def _several(self) -> QWidget:
        choices: Sequence[Any] = self._question.choices[:_MOST_IN_A_LIST]
        ticks = TickList([(choice.name, choice.text) for choice in choices])
        ticks.show_ticked(self._given or ())
        ticks.toggled.connect(self._on_ticked)
        return ticks

    def _on_chosen(self, pressed: QRadioButton) -> None:
        self._given = pressed.property("choice")
        self.answered.emit()

    def _on_ticked(self, name: str, on: bool) -> None:
        others = [each for each in (self._given or ()) if each != name]
        self._given = [*others, name] if on else others
        self.answered.emit()
