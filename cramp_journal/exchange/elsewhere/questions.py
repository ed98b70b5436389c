"""What a file cannot say and the person must: questions with their choices, and the answers to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cramp_journal.errors import BadInput, excerpt
from cramp_journal.i18n import _
from cramp_journal.punctuation import in_list, in_sentences, with_aside

Given = Mapping[str, Any]  # by the name of the question: the name of a choice, or a list of them


@dataclass(frozen=True)
class Option:
    """One possible answer: its name in a file of answers, and its words."""

    name: str
    text: str


@dataclass(frozen=True)
class Question:
    """A question about a file, as a sentence, with its choices.

    `default` is the name of the choice that is safe without an answer; None: somebody must answer. Of a question with
    `several` answers it is a tuple of names.
    """

    name: str
    text: str
    choices: tuple[Option, ...]
    default: str | tuple[str, ...] | None = None
    several: bool = False
    example: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the question for a program that asks it."""
        chosen = list(self.default) if isinstance(self.default, tuple) else self.default
        return {
            "name": self.name,
            "question": self.text,
            "choices": {choice.name: choice.text for choice in self.choices},
            "several": self.several,
            "default": chosen,
            "example": self.example,
        }


class Unanswered(BadInput):
    """A file cannot be read before some questions are answered."""

    def __init__(self, questions: Sequence[Question]) -> None:
        """Keep the questions that need an answer."""
        texts = in_sentences(with_aside(each.text, _(" or ").join(c.name for c in each.choices)) for each in questions)
        super().__init__(_("Only you can say: {questions}").format(questions=texts))
        self.questions = list(questions)


def answer_to(question: Question, answers: Given) -> Any:
    """Return the answer to a question: the name of a choice, or a tuple of names.

    Raises:
        BadInput: The answer is none of the choices.
        Unanswered: There is no answer, and no safe one.
    """
    given = answers.get(question.name, question.default)
    names = [choice.name for choice in question.choices]
    if question.several:
        chosen = tuple(given) if isinstance(given, list | tuple) else () if given is None else (given,)
        if odd := [each for each in chosen if each not in names]:
            raise BadInput(_not_a_choice(question, odd[0]))
        return chosen
    if given is None:
        raise Unanswered([question])
    if given not in names:
        raise BadInput(_not_a_choice(question, given))
    return given


def check_answers(questions: Sequence[Question], answers: Given) -> None:
    """Look whether every question has an answer.

    Raises:
        BadInput: An answer is none of its question's choices.
        Unanswered: Some questions have none; all of them are named.
    """
    waiting = []
    for question in questions:
        try:
            answer_to(question, answers)
        except Unanswered:
            waiting.append(question)
    if waiting:
        raise Unanswered(waiting)


def _not_a_choice(question: Question, given: object) -> str:
    known = in_list(choice.name for choice in question.choices)
    return _("The answer “{excerpt}” to “{name}” is none of: {known}.").format(
        excerpt=excerpt(str(given)), name=question.name, known=known
    )
