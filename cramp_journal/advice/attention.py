"""The budget of a person's attention: which statistical prompts show, and since when each is the same card.

The ledger is what the journal keeps: a row for each card, with the day on which it was first shown and the answer.
Nothing else is remembered, and nothing here concerns an emergency, an urgent prompt, a sign or a medicine.

- A new card comes at most once in 28 days, whatever is said to it. What else wants to speak waits; what is more
  pressing takes the card's place at once, and counts as the same card.
- A card that was shown stays that card while its rule holds, and when the rule holds again soon. It is a new one only
  after a *change* was not found for 28 recorded nights, so that no recent night is one of which it spoke, or after a
  *level* was clearly below for 56 (`levels`).
- Levels say much the same: “see a doctor about it”. The ones that hold when a level is told, or begin to within 28
  days, are told by that card. Another one, while that is not over, speaks once it has held for eight weeks.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from cramp_journal.advice.levels import CLEAR_NIGHTS, LEVELS, is_clear
from cramp_journal.analysis.period import Period, counted_in
from cramp_journal.model import NightFigures
from cramp_journal.words import Answer, Rule, Tier

CARDS_APART = 28  # days between two new cards: fact sheet, section 10
PUT_OFF_DAYS = 14
FIRST_ASKED, ASKED_AGAIN = 7, 21  # days from the first night, or the last time, to the check-in
CHANGES: frozenset[str] = frozenset(
    {Rule.RISING, Rule.LENGTHENING, Rule.PAIN_RISING, Rule.GROWING_UNEXPLAINED, Rule.SUPPLEMENT_NOT_HELPING}
)
BUDGETED = CHANGES | LEVELS.keys()
SAID_BY: Mapping[str, str] = {  # the one says what the other says, and more
    Rule.RISING: Rule.GROWING_UNEXPLAINED,
    Rule.LENGTHENING: Rule.GROWING_UNEXPLAINED,
    Rule.FREQUENT: Rule.NEAR_NIGHTLY,
}
_PAUSE = 28  # recorded nights
_MOST_BACK = 364  # recorded nights that are looked through for a pause
_DAY = timedelta(days=1)
_ORDER = list(Tier)


class Answered(Protocol):
    """A prompt that was raised before, with the person's answer, as the journal keeps it."""

    rule: Any
    raised_on: date
    answer: Any
    answered_on: date | None
    appointment_on: date | None
    answers: Any


@dataclass(frozen=True)
class Holding:
    """A statistical rule that holds today.

    Attributes:
        rule: Its name.
        tier: How pressing it is.
        since: The first day of the state that holds.
        quiet_days: For how long an appointment silences it at least.
        held_on: Whether it held on a day.
    """

    rule: str
    tier: Tier
    since: date
    quiet_days: int
    held_on: Callable[[date], bool]


def cards(
    holding: Sequence[Holding],
    rows: Iterable[Answered],
    nights: Sequence[NightFigures],
    today: date,
    tiers: Mapping[str, Tier],
) -> dict[str, date]:
    """Return the rules that show a card today, each with the day on which the card was first shown.

    Args:
        holding: The statistical rules that hold, in the order of the list of rules.
        rows: The ledger; rows of more than 28 days after today are left aside: the clock was wrong.
        nights: The nights up to today.
        today: The day.
        tiers: The tier of each rule.
    """
    ledger = [row for row in rows if row.rule in BUDGETED and (row.raised_on - today).days < CARDS_APART]
    known: dict[str, date] = {}
    waiting = []
    for each in holding:
        own = [row.raised_on for row in ledger if row.rule == each.rule]
        if _is_new(each, ledger, nights, today):
            waiting.append(each)
        elif own:
            known[each.rule] = max(own)
    first = min(waiting, key=lambda each: (_ORDER.index(each.tier), each.rule in LEVELS), default=None)
    recent = [row for row in ledger if (today - row.raised_on).days < CARDS_APART]
    if first and not recent:
        known[first.rule] = today
    elif first and all(_ORDER.index(first.tier) < _ORDER.index(tiers.get(row.rule, Tier.ROUTINE)) for row in recent):
        known[first.rule] = max(row.raised_on for row in recent)
    return {
        each.rule: known[each.rule]
        for each in holding
        if each.rule in known
        and not _is_answered(each, known[each.rule], ledger, today)
        and not any(
            known.get(other.rule) == known[each.rule] and _ORDER.index(other.tier) < _ORDER.index(each.tier)
            for other in holding
        )
    }


def is_time_to_ask(asked_on: date | None, first_night: date, rows: Iterable[Answered], today: date) -> bool:
    """Return whether to offer the check-in above Last night: every three weeks, and not for four weeks after a card.

    So the line says something that is not pressing on three mornings in 31 days at most: a card does so on the day it
    is first shown, and two cards are 28 days apart.
    """
    due = first_night + FIRST_ASKED * _DAY if asked_on is None else asked_on + ASKED_AGAIN * _DAY
    return today >= due and not any(
        row.rule in BUDGETED and 0 <= (today - row.raised_on).days < CARDS_APART for row in rows
    )


def _is_new(each: Holding, ledger: Sequence[Answered], nights: Sequence[NightFigures], today: date) -> bool:
    """Return whether a rule has something to say that no card has said."""
    told = _told_on(each, ledger, today)
    if each.rule not in LEVELS:
        return told is None or _has_paused(each, nights, told)
    if told is not None and not is_clear(LEVELS[each.rule], nights, told, each.since):
        return False
    others = (row for row in ledger if row.rule in LEVELS)
    is_over = all(is_clear(LEVELS[row.rule], nights, row.raised_on, today) for row in others)
    return is_over or (today - each.since).days >= CLEAR_NIGHTS


def _told_on(each: Holding, ledger: Sequence[Answered], today: date) -> date | None:
    """Return the day of the last card that told what a rule says: its own, or one that said it too."""
    for row in sorted(ledger, key=lambda row: row.raised_on, reverse=True):
        if row.rule in (each.rule, SAID_BY.get(each.rule)):
            return row.raised_on
        if row.rule in LEVELS and each.rule in LEVELS:
            days = range(min(CARDS_APART, (today - row.raised_on).days + 1))
            if any(each.held_on(row.raised_on + day * _DAY) for day in days):
                return row.raised_on
    return None


def _has_paused(each: Holding, nights: Sequence[NightFigures], told: date) -> bool:
    """Return whether a rule found nothing for 28 recorded nights in a row between its card and today's finding."""
    if each.since <= told:
        return False
    silent = 0
    for night in reversed(counted_in(nights, Period(told, each.since - _DAY))[-_MOST_BACK:]):
        silent = 0 if each.held_on(night.evening) else silent + 1
        if silent >= _PAUSE:
            return True
    return False


def _is_answered(each: Holding, raised_on: date, ledger: Sequence[Answered], today: date) -> bool:
    """Return whether the last answer to a card silences it: postponed, an appointment, or for good."""
    said = [
        (row.answered_on, row)
        for row in ledger
        if row.rule == each.rule
        and row.answer
        and row.answered_on
        and row.answered_on <= today
        and (row.raised_on == raised_on or row.answered_on >= raised_on)
    ]
    if not said:
        return False
    on, row = max(said, key=lambda one: one[0])
    if row.answer == Answer.PUT_OFF:
        return (today - on).days < PUT_OFF_DAYS
    if row.answer == Answer.APPOINTMENT:
        is_ahead = row.appointment_on is not None and today <= row.appointment_on
        return is_ahead or (today - on).days < each.quiet_days
    return True
