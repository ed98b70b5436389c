"""The prompts that hold on a date: one pure function over one list of rules."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import Any

from cramp_journal.advice.attention import BUDGETED, PUT_OFF_DAYS, SAID_BY, Answered, Holding, cards
from cramp_journal.advice.evidence import NOBODY, ComparedNights, Evidence, Person
from cramp_journal.advice.levels import CLEAR_NIGHTS, LEVELS
from cramp_journal.advice.rules import RULES, PromptRule
from cramp_journal.advice.three_questions import answers_of, with_answers
from cramp_journal.analysis.period import ENOUGH_NIGHTS, Period, last_looked_at, recorded_in
from cramp_journal.model import NightFigures
from cramp_journal.punctuation import in_sentences
from cramp_journal.words import PRESSING, Answer, Rule, Tier

_TRACED = 364  # days over which it is traced back since when a prompt holds
_LATE = 7  # days by which a prompt's first day may move when nights are entered late
_ORDER = list(Tier)


@dataclass(frozen=True)
class Prompt:
    """A "see a doctor" notice: what was logged, what published advice says, and who says it.

    `raised_on` is the day on which a statistical prompt was first shown (`attention`), and for any other one the day
    since which it holds: `held_since`, which is traced back over a year.
    """

    rule: str
    tier: Tier
    logged: str
    advice: str
    raised_on: date
    held_since: date
    nights: tuple[date, ...]
    numbers: dict[str, float | int]
    source: str
    answer: str | None = None  # the person's answer, if the prompt still shows
    answered_on: date | None = None
    told: str = ""  # the last sentence of `logged`, if it names a condition that makes it more pressing
    about: tuple[str, ...] = ()  # the signs, conditions and substances that it speaks of
    compared: ComparedNights | None = None  # the nights of the lengths that it compares
    parts: tuple["Prompt", ...] = ()  # other levels that its card shows too
    asked: Mapping[str, str] = field(default_factory=dict)  # what was answered to its questions (`three_questions`)

    @property
    def has_passed(self) -> bool:
        """Whether it speaks of an emergency sign that has passed."""
        return "passed" in self.numbers

    @property
    def stays(self) -> bool:
        """Whether it can be neither postponed nor set aside: only a doctor who has seen it ends it."""
        return self.tier in PRESSING or self.has_passed

    @property
    def text(self) -> str:
        """The whole prompt in words."""
        return in_sentences((self.logged, self.advice))


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
    found: dict[str, Prompt] = {}
    holding = []
    covered: set[str] = set()
    covering: dict[str, set[str]] = {}  # statistical rules that say what others say, by name
    for rule in rules:
        prompt = _asked(rule, person, known, today) if rule.ask else _prompt(rule, known, start, today)
        if prompt is None:
            continue
        parts = {str(each) for each in rule.covers}  # a postponed prompt does not return as one of its parts
        if prompt.rule in BUDGETED:
            covering[prompt.rule] = parts
            held_on = _held_on(rule, person, known, start)
            holding.append(Holding(prompt.rule, prompt.tier, prompt.held_since, rule.quiet_days, held_on))
            found[prompt.rule] = prompt
            continue
        covered |= parts
        answer = _last_answer(prompt.rule, kept, today)
        if answer is None:
            found[prompt.rule] = prompt
        elif not _is_silent(rule, answer, prompt, person, known, today):
            found[prompt.rule] = _with(prompt, answer) if prompt.stays else prompt
    tiers = {str(rule.rule): rule.tier for rule in rules}

    def cards_but(parts: set[str]) -> dict[str, date]:
        return cards([each for each in holding if each.rule not in parts], kept, known, today, tiers)

    everything = covered.union(*covering.values())
    shown = cards_but(everything)
    waits = {name for name in covering if name not in shown and not any(r.rule == name and r.answer for r in kept)}
    covered |= set().union(*(parts for name, parts in covering.items() if name not in waits))
    if covered != everything:  # what waits for its turn does not hide the card that says a part of it
        shown = cards_but(covered)
    level = next((name for name in shown if name in LEVELS), None)
    if level:
        others = _of_levels(found, level, shown, kept)
        logged = in_sentences(each.logged for each in (found[level], *others))
        found[level] = replace(found[level], logged=logged, parts=tuple(others))
    place = {str(rule.rule): number for number, rule in enumerate(rules)}
    return sorted(
        (
            with_answers(replace(prompt, raised_on=on), answers_of(kept, name, on))
            for name, prompt in found.items()
            for on in (shown.get(name, prompt.raised_on),)
            if name not in covered and (name in shown or name not in BUDGETED)
        ),
        key=lambda prompt: (_ORDER.index(prompt.tier), place[prompt.rule]),
    )


def unrecorded(found: Iterable[Prompt], kept: Iterable[Answered], today: date) -> list[Prompt]:
    """Return the prompts that the journal has not yet recorded as raised, so that each is listed once.

    The first day of a prompt that is not statistical can move: by some days when nights are entered late; and a routine
    one that rests on nights lapses and comes back. It counts as the same prompt. So does one that has held for so long
    that its first day is no longer traced.
    """
    rows = list(kept)
    new = []
    for prompt in found:
        since = until = prompt.raised_on
        if prompt.rule not in BUDGETED:
            comes_back = prompt.nights and prompt.tier in (Tier.ROUTINE, Tier.NOTE)
            first = prompt.raised_on.toordinal() - (CLEAR_NIGHTS if comes_back else _LATE)
            long = (today - prompt.raised_on).days >= _TRACED - _LATE
            since, until = date.min if long else date.fromordinal(max(1, first)), today
        if not any(row.rule == prompt.rule and since <= row.raised_on <= until for row in rows):
            new.append(prompt)
    return new


def newly_raised(found: Iterable[Prompt], kept: Iterable[Answered], today: date) -> list[Prompt]:
    """Return the unrecorded prompts that are to be announced: not one that took the place of a card."""
    rows = list(kept)
    taken = {row.raised_on for row in rows if row.rule in BUDGETED}
    return [
        prompt
        for prompt in unrecorded(found, rows, today)
        if prompt.rule not in BUDGETED or prompt.raised_on not in taken
    ]


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


def _of_levels(
    found: Mapping[str, Prompt], level: str, shown: Mapping[str, date], kept: Sequence[Answered]
) -> list[Prompt]:
    """Return the other levels of which a level's card tells: those that hold and never had a card."""
    others = (name for name in found if name in LEVELS and name not in shown and SAID_BY.get(name) != level)
    return [found[name] for name in others if not any(row.rule == name for row in kept)]


def _held_on(rule: PromptRule, person: Person, nights: Sequence[NightFigures], start: date) -> Callable[[date], bool]:
    """Return a function that tells whether a rule held on a day."""

    @cache
    def found(last: date) -> bool:
        if rule.ask is not None:
            return rule.ask(person, nights, last + timedelta(days=1)) is not None
        return _evidence(rule, nights, last) is not None

    return lambda day: day > start and found(_look(rule, start, day - timedelta(days=1)))


def _prompt(rule: PromptRule, nights: Sequence[NightFigures], start: date, today: date) -> Prompt | None:
    if not nights:
        return None
    last = _look(rule, start, last_looked_at(nights, today))
    evidence = _evidence(rule, nights, last)
    if evidence is None:
        return None
    return _made(rule, evidence, min(evidence.since or _held_since(rule, nights, last), today))


def _made(rule: PromptRule, evidence: Evidence, since: date) -> Prompt:
    return Prompt(
        rule=str(rule.rule),
        tier=evidence.tier or rule.tier,
        logged=evidence.logged,
        told=evidence.told,
        advice=evidence.advice or rule.advice(),
        raised_on=since,
        held_since=since,
        nights=evidence.nights,
        numbers=evidence.numbers,
        source=evidence.source or rule.source().in_words(),
        about=evidence.about,
        compared=evidence.compared,
    )


def _look(rule: PromptRule, start: date, last: date) -> date:
    """Return the last evening a rule looks at; for a weekly rule, the end of the journal's last full week."""
    if not rule.weekly:
        return last
    return last - timedelta(days=((last - start).days + 1) % 7)


def _evidence(rule: PromptRule, nights: Sequence[NightFigures], last: date) -> Evidence | None:
    if rule.statistical:
        end = bisect_right(nights, last, key=attrgetter("evening"))
        counted = (index for index in range(end - 1, -1, -1) if not nights[index].left_out)
        if sum(1 for _index in islice(counted, ENOUGH_NIGHTS)) < ENOUGH_NIGHTS:
            return None
    return rule.find(nights, last) if rule.find else None


def _held_since(rule: PromptRule, nights: Sequence[NightFigures], last: date) -> date:
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


def _is_silent(
    rule: PromptRule,
    answer: Answered,
    prompt: Prompt,
    person: Person,
    nights: Sequence[NightFigures],
    today: date,
) -> bool:
    """Return whether the last answer silences a prompt; a pressing one only if a doctor has seen it."""
    if answer.answer == Answer.DOCTOR_SAW:
        return _has_been_seen(rule, answer, prompt, person, nights)
    return not prompt.stays and _silenced(rule, answer, prompt, today)


def _has_been_seen(
    rule: PromptRule, answer: Answered, prompt: Prompt, person: Person, nights: Sequence[NightFigures]
) -> bool:
    """Return whether a doctor has seen all that a prompt speaks of: it has not crossed anew since.

    It has with a later night of its kind, a sign ticked later, and anything else that it did not speak of on that day.
    An emergency sign that is there now is never silent.
    """
    on = answer.answered_on
    if on is None or (prompt.tier == Tier.EMERGENCY and not prompt.has_passed):
        return False
    if rule.rule == Rule.LONG_CRAMP and prompt.nights[-1] >= on:
        return False
    if rule.ask is None:
        return True
    then = rule.ask(person, recorded_in(nights, Period(date.min, on)), on)
    return prompt.raised_on <= on and then is not None and set(prompt.about) <= set(then.about)


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
