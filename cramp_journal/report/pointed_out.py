"""What the journal points out on the day of the report, and what the person answered: counts, never a verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cramp_journal.advice.counts import counts_in_words
from cramp_journal.advice.evidence import Person, looked_back, noted_on_nights
from cramp_journal.advice.prompts import Prompt, prompts
from cramp_journal.advice.three_questions import replies_given
from cramp_journal.advice.titles import rule_title
from cramp_journal.i18n import _
from cramp_journal.labels import capital, day, label, some_of
from cramp_journal.model import NightFigures
from cramp_journal.punctuation import in_parts
from cramp_journal.report.choices import Room
from cramp_journal.report.findings import Findings
from cramp_journal.report.truncate import first_of, more
from cramp_journal.words import Answer, Condition, SignKind

_WORDS = {str(each) for kind in (SignKind, Condition) for each in kind}  # all else that a prompt names is taken


@dataclass
class Raised:
    """A prompt that was raised, as the journal keeps it."""

    rule: str
    raised_on: date
    answer: str | None = None
    answered_on: date | None = None
    appointment_on: date | None = None
    answers: Any = None  # to what the prompt asked back


def rows_of(contents: Mapping[str, Any]) -> list[Raised]:
    """Return the prompts of a journal in its exchange form, oldest first."""
    found = [
        Raised(
            rule=each["rule"],
            raised_on=date.fromisoformat(each["raised_on"]),
            answer=each.get("answer"),
            answered_on=_date(each.get("answered_on")),
            appointment_on=_date(each.get("appointment_on")),
            answers=each.get("answers"),
        )
        for each in contents["prompts"]
    ]
    return sorted(found, key=lambda row: (row.raised_on, row.rule))


def holding(nights: Sequence[NightFigures], contents: Mapping[str, Any], today: date) -> list[Prompt]:
    """Return every prompt that holds, most pressing first: for a doctor, no answer silences one."""
    unanswered = [Raised(row.rule, row.raised_on, answers=row.answers) for row in rows_of(contents)]
    noted = noted_on_nights(contents["nights"], looked_back(today), today)
    return prompts(nights, unanswered, today, person=Person.of(contents, noted))


def pointed_out(found: Findings, room: Room) -> dict[str, Any]:
    """List the prompts that hold, then those of the period that do not hold any more."""
    first, today = found.choices.period.first, found.choices.today
    last = {row.rule: row for row in rows_of(found.contents) if row.raised_on <= today}
    now = [_now(each, last.get(each.rule)) for each in found.holding if not _is_over(each, last.get(each.rule), first)]
    holds = {each.rule for each in found.holding}
    past = [row for row in reversed(list(last.values())) if row.rule not in holds and first <= row.raised_on]
    kept, hidden = first_of([*now, *map(_past, past)], room.prompts)
    return {
        "heading": _("What the journal points out, and what I said"),
        "items": kept,
        "nothing": "" if kept else _("Nothing today. That does not mean that nothing is wrong."),
        "more": more(hidden, in_full=room.in_full),
    }


def _is_over(prompt: Prompt, row: Raised | None, first: date) -> bool:
    """Return whether a sign had passed, and a doctor had seen it, before the period."""
    seen = row.answered_on if row and row.answer == Answer.DOCTOR_SAW else None
    return prompt.has_passed and seen is not None and prompt.raised_on <= seen < first


def _now(prompt: Prompt, row: Raised | None) -> list[str]:
    title, fact = rule_title(prompt.rule), counts_in_words(prompt)
    if prompt.has_passed:
        title = some_of(
            label(each) for each in prompt.about
        )  # the sign itself: it is not in the period's list any more
        fact = _("on {day}; it has passed").format(day=day(prompt.raised_on))
    title, taken = capital(title), [each for each in prompt.about if each not in _WORDS]
    if taken:
        title = _("{title} ({substances})").format(title=title, substances=some_of(taken, most=3))
    said_so = _("{title}: {fact}").format(title=title, fact=fact) if fact else title
    given = in_parts(replies_given(prompt.asked))  # to what it asks back
    return [said_so, " · ".join(each for each in (given, _answer(row) if row else "") if each)]


def _past(row: Raised) -> list[str]:
    title = _("{title}, on {day}").format(title=capital(rule_title(row.rule)), day=day(row.raised_on))
    return [title, _answer(row)]


def _answer(row: Raised) -> str:
    if not row.answer:
        return ""
    said = label(row.answer)
    return f"{said} · {day(row.appointment_on)}" if row.appointment_on else said


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
