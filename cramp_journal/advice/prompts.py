"""The prompts that hold on a date: one pure function over one list of rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any, Protocol

from cramp_journal.advice.evidence import NOBODY, Evidence, Person
from cramp_journal.advice.rules import RULES, PromptRule
from cramp_journal.analysis.period import ENOUGH_NIGHTS, Period, last_looked_at, recorded_in
from cramp_journal.model import NightFigures
from cramp_journal.words import PRESSING, Answer, Tier

PUT_OFF_DAYS = 14
SPACED_DAYS = 28  # days between two statistical prompts: fact sheet, section 10
_TRACED = 364  # days over which the first raised day is traced back
_LATE = 7  # days by which a prompt's first day may move when nights are entered late
_ORDER = list(Tier)


class Answered(Protocol):
    """A prompt that was raised before, with the person's answer, as the journal keeps it."""

    rule: Any
    raised_on: date
    answer: Any
    answered_on: date | None
    appointment_on: date | None


@dataclass(frozen=True)
class Prompt:
    """A "see a doctor" notice: what was logged, what published advice says, and who says it."""

    rule: str
    tier: Tier
    logged: str
    advice: str
    raised_on: date
    nights: tuple[date, ...]
    numbers: dict[str, float | int]
    source: str
    answer: str | None = None  # the person's answer, if the prompt still shows
    answered_on: date | None = None

    @property
    def text(self) -> str:
        """The whole prompt in words."""
        return f"{self.logged} {self.advice}"


def prompts(
    nights: Sequence[NightFigures],
    answers: Iterable[Answered],
    today: date,
    rules: Sequence[PromptRule] = RULES,
    person: Person = NOBODY,
) -> list[Prompt]:
    """Return the prompts that hold on a date, most pressing first. Nights after `today` are ignored.

    `person` is what was ticked and is taken; rules about it need no nights.
    """
    known = recorded_in(nights, Period(date.min, today))
    start = nights[0].evening if nights else today
    kept = list(answers)
    found = []
    covered: set[str] = set()
    for rule in rules:
        prompt = _asked(rule, person, known, today) if rule.ask else _prompt(rule, known, start, today)
        if prompt is None:
            continue
        covered |= {str(each) for each in rule.covers}  # a postponed prompt does not return as one of its parts
        answer = _last_answer(prompt.rule, kept, today)
        if answer is None:
            found.append(prompt)
        elif prompt.tier in PRESSING or not _silenced(rule, answer, prompt, today):
            found.append(_with(prompt, answer) if prompt.tier in PRESSING else prompt)
    found = [prompt for prompt in found if prompt.rule not in covered]
    place = {str(rule.rule): number for number, rule in enumerate(rules)}
    shown = _spaced(found, rules, kept, today)
    return sorted(shown, key=lambda prompt: (_ORDER.index(prompt.tier), place[prompt.rule]))


def newly_raised(found: Iterable[Prompt], kept: Iterable[Answered], today: date) -> list[Prompt]:
    """Return the prompts that the journal has not yet recorded as raised, so that each is announced and listed once.

    Nights that are entered late can move a prompt's first day by some days; it counts as the same prompt. So does one
    that has held for so long that its first day is no longer traced.
    """
    rows = list(kept)
    new = []
    for prompt in found:
        long = (today - prompt.raised_on).days >= _TRACED - _LATE
        since = date.min if long else prompt.raised_on - timedelta(days=min(_LATE, prompt.raised_on.toordinal() - 1))
        if not any(row.rule == prompt.rule and since <= row.raised_on <= today for row in rows):
            new.append(prompt)
    return new


def prompt_as_json(prompt: Prompt) -> dict[str, Any]:
    """Return a prompt as `prompts --json` prints it."""
    return {
        "rule": prompt.rule,
        "tier": str(prompt.tier),
        "text": prompt.text,
        "raised_on": prompt.raised_on.isoformat(),
        "nights": [night.isoformat() for night in prompt.nights],
        "numbers": prompt.numbers,
        "source": prompt.source,
    }


def _asked(rule: PromptRule, person: Person, nights: Sequence[NightFigures], today: date) -> Prompt | None:
    """Evaluate a rule about what the person ticked and takes."""
    evidence = rule.ask(person, nights, today) if rule.ask else None
    if rule.ask is None or evidence is None:
        return None
    first = evidence.since or today
    if evidence.since is None:
        for back in range(1, _TRACED):
            if rule.ask(person, nights, today - timedelta(days=back)) is None:
                break
            first = today - timedelta(days=back)
    return _made(rule, evidence, first)


def _spaced(
    found: Sequence[Prompt], rules: Sequence[PromptRule], answers: Sequence[Answered], today: date
) -> list[Prompt]:
    """Remove statistical prompts that came too soon after another: one in 28 days, the earliest first.

    An answered prompt counts from its answer. Prompts more pressing than routine always remain.
    """
    spaced = [str(rule.rule) for rule in rules if rule.statistical]
    shown = [prompt for prompt in found if prompt.rule not in spaced or prompt.tier != Tier.ROUTINE]
    said = [(str(a.rule), a.answered_on) for a in answers if a.answered_on and a.answered_on <= today]
    taken: list[date] = []  # the days of the prompts that are shown
    for prompt in sorted(found, key=lambda each: each.raised_on):
        if prompt in shown:
            continue
        others = [day for rule, day in said if rule in spaced and rule != prompt.rule]
        free_from = [day + timedelta(days=SPACED_DAYS) for day in others]
        if taken:
            free_from.append(taken[0] + timedelta(days=SPACED_DAYS * len(taken)))
        if today >= max(free_from, default=today):
            shown.append(prompt)
            taken.append(prompt.raised_on)
    return shown


def _prompt(rule: PromptRule, nights: Sequence[NightFigures], start: date, today: date) -> Prompt | None:
    if not nights:
        return None
    last = _look(rule, start, last_looked_at(nights, today))
    evidence = _evidence(rule, nights, last)
    if evidence is None:
        return None
    return _made(rule, evidence, min(evidence.since or _raised_on(rule, nights, last), today))


def _made(rule: PromptRule, evidence: Evidence, raised_on: date) -> Prompt:
    return Prompt(
        rule=str(rule.rule),
        tier=evidence.tier or rule.tier,
        logged=evidence.logged,
        advice=evidence.advice or rule.advice(),
        raised_on=raised_on,
        nights=evidence.nights,
        numbers=evidence.numbers,
        source=evidence.source or rule.source().in_words(),
    )


def _look(rule: PromptRule, start: date, last: date) -> date:
    """Return the last evening a rule looks at; for a weekly rule, the end of the journal's last full week."""
    if not rule.weekly:
        return last
    return last - timedelta(days=((last - start).days + 1) % 7)


def _evidence(rule: PromptRule, nights: Sequence[NightFigures], last: date) -> Evidence | None:
    if rule.statistical:
        counted = (night for night in reversed(nights) if night.evening <= last and not night.left_out)
        if sum(1 for _night in islice(counted, ENOUGH_NIGHTS)) < ENOUGH_NIGHTS:
            return None
    return rule.find(nights, last) if rule.find else None


def _raised_on(rule: PromptRule, nights: Sequence[NightFigures], last: date) -> date:
    """Trace back to the day since which the rule has held without a break, week by week or night by night."""
    step = timedelta(days=7 if rule.weekly else 1)
    first = last
    for _back in range(_TRACED // step.days):
        if first - step < nights[0].evening or _evidence(rule, nights, first - step) is None:
            break
        first -= step
    return first + timedelta(days=1)


def _last_answer(rule: str, answers: Sequence[Answered], today: date) -> Answered | None:
    mine = [a for a in answers if a.rule == rule and a.answer and a.answered_on and a.answered_on <= today]
    return max(mine, key=lambda answer: answer.answered_on or date.min, default=None)


def _silenced(rule: PromptRule, answer: Answered, prompt: Prompt, today: date) -> bool:
    if rule.ask and prompt.tier == Tier.SOON and answer.answered_on and answer.answered_on < prompt.raised_on:
        return False  # what it speaks of came after the answer
    if answer.appointment_on and today <= answer.appointment_on:
        return True  # the person has an appointment
    days = PUT_OFF_DAYS if answer.answer == Answer.PUT_OFF else rule.quiet_days
    return answer.answered_on is not None and today < answer.answered_on + timedelta(days=days)


def _with(prompt: Prompt, answer: Answered) -> Prompt:
    if answer.answered_on is None or answer.answered_on <= max((prompt.raised_on, *prompt.nights[-1:])):
        return prompt  # a newer night raised it after the answer
    return Prompt(**{**prompt.__dict__, "answer": str(answer.answer), "answered_on": answer.answered_on})
