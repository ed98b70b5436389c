"""What the journal points out on the day of the report, and what the person answered: counts, never a verdict."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cramp_journal.advice.evidence import Person
from cramp_journal.advice.prompts import Prompt, prompts
from cramp_journal.advice.three_questions import replies_given
from cramp_journal.advice.titles import rule_title
from cramp_journal.i18n import _
from cramp_journal.labels import capital, day, label, some_of
from cramp_journal.labels import length as length_in_words
from cramp_journal.model import NightFigures
from cramp_journal.report.choices import Room
from cramp_journal.report.findings import Findings
from cramp_journal.report.truncate import first_of, more
from cramp_journal.words import Condition, Rule, SignKind

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
    return prompts(nights, unanswered, today, person=Person.of(contents))


def pointed_out(found: Findings, room: Room) -> dict[str, Any]:
    """List the prompts that hold, then those of the period that do not hold any more."""
    first, today = found.choices.period.first, found.choices.today
    last = {row.rule: row for row in rows_of(found.contents) if row.raised_on <= today}
    now = [_now(each, last.get(each.rule)) for each in found.holding]
    holds = {each.rule for each in found.holding}
    past = [row for row in reversed(list(last.values())) if row.rule not in holds and first <= row.raised_on]
    kept, hidden = first_of([*now, *map(_past, past)], room.prompts)
    return {
        "heading": _("What the journal points out, and what I said"),
        "items": kept,
        "nothing": "" if kept else _("Nothing today. That does not mean that nothing is wrong."),
        "more": more(hidden, in_full=room.in_full),
    }


def _now(prompt: Prompt, row: Raised | None) -> list[str]:
    said = _FACTS.get(prompt.rule)
    fact = said(prompt.numbers) if said and prompt.numbers else ""
    title, taken = capital(rule_title(prompt.rule)), [each for each in prompt.about if each not in _WORDS]
    if taken:
        title = _("{title} ({substances})").format(title=title, substances=some_of(taken, most=3))
    said_so = _("{title}: {fact}").format(title=title, fact=fact) if fact else title
    given = _(", ").join(replies_given(prompt.asked))  # to what it asks back
    return [said_so, " · ".join(each for each in (given, _answer(row) if row else "") if each)]


def _past(row: Raised) -> list[str]:
    title = _("{title}, on {day}").format(title=capital(rule_title(row.rule)), day=day(row.raised_on))
    return [title, _answer(row)]


def _answer(row: Raised) -> str:
    if not row.answer:
        return ""
    said = label(row.answer)
    return f"{said} · {day(row.appointment_on)}" if row.appointment_on else said


# ---------------------------------------------------------------- the counts behind a prompt
_Numbers = Mapping[str, float | int]
_BUSY = 3  # weeks: with fewer, the prompt speaks of how much sleep was disturbed (`advice.night_habits`)


def _length(seconds: float) -> str:
    """Say a length without a break between a number and its unit."""
    return length_in_words(seconds).replace(" ", "\u00a0")


def _rising(n: _Numbers) -> str:
    return _("{now} in 28 nights, usually {usual}").format(
        now=n["cramps"], usual=f"{28 * n['cramps_usual'] / max(1, n['recorded_usual']):.0f}"
    )


def _growing(n: _Numbers) -> str:
    return _("{now} in 28 nights, of {length} (before: {before})").format(
        now=n["cramps"], length=_length(n["median_seconds"]), before=_length(n["median_seconds_before"])
    )


def _lengthening(n: _Numbers) -> str:
    return _("{length} (before: {before})").format(
        length=_length(n["median_seconds"]), before=_length(n["median_seconds_before"])
    )


def _pain(n: _Numbers) -> str:
    return _("{now} of 10 (before: {before})").format(
        now=f"{n['median_pain']:g}", before=f"{n['median_pain_before']:g}"
    )


def _frequent(n: _Numbers) -> str:
    return _("in {n} of {recorded} nights").format(n=n["cramp_nights"], recorded=n["recorded"])


def _nearly_nightly(n: _Numbers) -> str:
    return _("in {n} of the last 14 nights").format(n=n["cramp_nights"])


def _sleep(n: _Numbers) -> str:
    if "disturbed" in n and n["busy_weeks"] < _BUSY:
        return _("{n} of 10").format(n=f"{n['disturbed']:g}")
    return _("woken in {n} of the last 28 nights").format(n=n["woken"])


def _tired(n: _Numbers) -> str:
    return _("after {n} of the last 14 nights").format(n=n["tired"])


def _supplement(n: _Numbers) -> str:
    return _("{now} cramps in {nights} nights with it, {before} in {nights_before} before").format(
        now=n["cramps"], nights=n["recorded"], before=n["cramps_before"], nights_before=n["recorded_before"]
    )


def _long(n: _Numbers) -> str:
    return _length(n["seconds"])


_FACTS: dict[str, Callable[[_Numbers], str]] = {
    Rule.RISING: _rising,
    Rule.GROWING_UNEXPLAINED: _growing,
    Rule.LENGTHENING: _lengthening,
    Rule.PAIN_RISING: _pain,
    Rule.FREQUENT: _frequent,
    Rule.NEAR_NIGHTLY: _nearly_nightly,
    Rule.SLEEP_DISTURBED: _sleep,
    Rule.DAYTIME_AFFECTED: _tired,
    Rule.SUPPLEMENT_NOT_HELPING: _supplement,
    Rule.LONG_CRAMP: _long,
}


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
