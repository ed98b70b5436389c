"""Prompts whose tick was withdrawn: a tick that is undone, or was a mistake, leaves no trace of what it raised."""

from collections.abc import Iterable
from datetime import date, timedelta

from cramp_journal.advice.attention import Answered
from cramp_journal.advice.evidence import Person
from cramp_journal.advice.rules import RULES
from cramp_journal.triage import table

_LOOKS_BACK = 28  # days: what is older is history, even if another version of the program raised it


def withdrawn(kept: Iterable[Answered], person: Person, today: date) -> list[Answered]:
    """Return the kept prompts without an answer whose sign is not in the journal any more, not even as over.

    Only prompts that a tick alone raises are looked at. A sign that is over still stands on the day of its prompt.
    """
    asks = {rule.rule: rule.ask for rule in RULES if rule.ask and rule.rule in _of_a_tick()}
    return [
        each
        for each in kept
        if not each.answer
        and timedelta() <= today - each.raised_on <= timedelta(days=_LOOKS_BACK)
        and (ask := asks.get(each.rule)) is not None
        and ask(person, (), each.raised_on) is None
    ]


def _of_a_tick() -> set[str]:
    return {str(row.rule) for row in table().rows if row.group and row.rule}
