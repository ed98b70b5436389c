"""What the articles set aside, asked where it was not logged: cold, tiredness and posture.

The answers are about the weeks of one prompt. All three set aside make it one to see a doctor about soon; else it is
told at the next visit (Article 001: “posture, cold and tiredness are not the reason”).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from cramp_journal.advice.change_rules import not_known_in_words
from cramp_journal.i18n import _, from_file
from cramp_journal.punctuation import in_parts, in_sentences
from cramp_journal.questions import AskedBack, Reply
from cramp_journal.triage import table
from cramp_journal.words import Rule

if TYPE_CHECKING:  # prompts() itself asks here
    from cramp_journal.advice.prompts import Prompt


def is_asked(prompt: "Prompt") -> bool:
    """Return whether a prompt rests on what was not logged, so that only the person can tell."""
    return prompt.rule == Rule.GROWING_UNEXPLAINED and "ratio" not in prompt.numbers


def question_text(asked: AskedBack) -> str:
    """Return a question, as it is asked of the weeks of a prompt."""
    return {
        AskedBack.COLDER: _("Was it colder in these weeks?"),
        AskedBack.TIRED: _("Were you more tired?"),
        AskedBack.SLEPT_DIFFERENTLY: _("Did you sleep differently?"),
    }[asked]


def replies() -> list[tuple[Reply, str]]:
    """Return the replies to choose from, each with its words."""
    return [(Reply.YES, _("Yes")), (Reply.NO, _("No")), (Reply.UNKNOWN, _("Don't know"))]


def replies_in_words(answers: Mapping[str, str]) -> str:
    """Say what was answered; "" if nothing was."""
    given = in_parts(replies_given(answers))
    return _("Asked about these weeks, you said: {answers}.").format(answers=given) if given else ""


def replies_given(answers: Mapping[str, str]) -> list[str]:
    """Return what was answered with yes or no, for the prompt and for the report."""
    words = {
        AskedBack.COLDER: {Reply.YES: _("colder"), Reply.NO: _("not colder")},
        AskedBack.TIRED: {Reply.YES: _("more tired"), Reply.NO: _("not more tired")},
        AskedBack.SLEPT_DIFFERENTLY: {Reply.YES: _("slept differently"), Reply.NO: _("did not sleep differently")},
    }
    return [said for each in AskedBack if (said := words[each].get(Reply(answers.get(each, Reply.UNKNOWN))))]


def with_answers(prompt: "Prompt", answers: Mapping[str, str]) -> "Prompt":
    """Return a prompt with what the person answered to its questions: its tier and its words follow."""
    if not answers or not is_asked(prompt):
        return prompt
    known = all(answers.get(each) in (Reply.YES, Reply.NO) for each in AskedBack)
    logged = prompt.logged.removesuffix(not_known_in_words()).strip() if known else prompt.logged
    answered = replace(prompt, logged=in_sentences((logged, replies_in_words(answers))), asked=dict(answers))
    if not all(answers.get(each) == Reply.NO for each in AskedBack):
        return answered
    row = table().row(Rule.GROWING_UNEXPLAINED)
    return replace(answered, tier=row.tier, advice=from_file(row.do))


def answers_of(rows: Iterable[Any], rule: str, raised_on: date) -> dict[str, str]:
    """Return what was answered to the questions of a prompt that was raised on a day; what makes no sense is left."""
    found: dict[str, str] = {}
    for row in rows:
        if row.rule == rule and row.raised_on == raised_on:
            given = row.answers or {}
            found |= {each: given[each] for each in AskedBack if each in given and given[each] in set(Reply)}
    return found
