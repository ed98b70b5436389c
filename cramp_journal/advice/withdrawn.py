"""Prompts whose tick was withdrawn: a tick that is undone, or was a mistake, leaves no trace of what it raised.

So do several signs together, a condition that is unticked, and what was said to be taken, or noted on a night, and is
removed: what was stopped on a day is not. A night that is put right takes along what only it had raised.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from cramp_journal.advice.attention import Answered
from cramp_journal.advice.evidence import Person
from cramp_journal.advice.rules import RULES
from cramp_journal.advice.signs import emergency_of
from cramp_journal.model import NightFigures
from cramp_journal.triage import table
from cramp_journal.words import Rule

_LOOKS_BACK = 28  # days: what is older is history, even if another version of the program raised it
_TRACED = 364  # days: what has been taken for an unknown time is traced back so far
_TOGETHER = (Rule.ARTERIAL_PATTERN, Rule.SLIPPED_DISC, Rule.RESTLESS_LEGS_PATTERN, Rule.STATIN_PAIN)
_TAKEN = (Rule.QUININE, Rule.QUININE_BLEEDING, Rule.TAKEN_TOGETHER, Rule.MAGNESIUM_AND_KIDNEYS)
_COURSES = (*_TAKEN, Rule.VITAMIN_K_AND_WARFARIN)
_TOLD = (Rule.CONDITION_AND_CRAMPS, Rule.FOOT_SOAK_CAUTION)
_OF_NIGHTS = (Rule.LONG_CRAMP, Rule.NEW_MEDICINE)


def withdrawn(kept: Iterable[Answered], person: Person, nights: Sequence[NightFigures], today: date) -> list[Answered]:
    """Return the kept prompts without an answer that hold on no day since they were raised.

    Only prompts that rest on ticks, on what is taken, or on single nights are looked at. A sign that is over still
    stands on the day of its prompt.
    """
    asks = {rule.rule: rule.ask for rule in RULES if rule.ask and rule.rule in _looked_at()}
    found = []
    for each in kept:
        age, ask = (today - each.raised_on).days, asks.get(each.rule)
        if each.answer or ask is None or not 0 <= age <= _back(each.rule):
            continue
        days = (each.raised_on + timedelta(days=more) for more in range(age + 1))
        if all(ask(person, nights, day) is None for day in days):
            found.append(each)
    return found


def _back(rule: str) -> int:
    """Return how many days a prompt is looked back at: one of an emergency stays until a doctor has seen it."""
    if emergency_of(rule):
        return date.max.toordinal()
    return _TRACED if rule in (*_COURSES, *_TOLD) else _LOOKS_BACK


def _looked_at() -> set[str]:
    of_signs = {str(row.rule) for row in table().rows if row.group and row.rule}
    return of_signs | {*_TOGETHER, *_COURSES, *_TOLD, *_OF_NIGHTS}
