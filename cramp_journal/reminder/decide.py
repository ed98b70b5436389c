"""Whether the reminder speaks now or stays quiet, and why: a pure function of the time and of what is known."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from cramp_journal.reminder.mornings import Mornings, Outcome
from cramp_journal.words import last_evening

DAY_BEGINS, DAY_ENDS = time(5), time(21)  # it never speaks outside of these
UNANSWERED = 3  # mornings without an answer, after which it asks once a week
RARELY = timedelta(days=7)
_AWAY = 7  # nights: how long after a stretch that was left out it stays quiet


class Why(StrEnum):
    """Why the reminder speaks (ASKS), or stays quiet (all others)."""

    ASKS = "asks"
    OFF = "off"  # nobody wished it
    NIGHT = "night"
    EARLY = "early"  # before the time that was chosen
    NO_JOURNAL = "no_journal"
    RECORDED = "recorded"  # or answered, or said not to be remembered
    USED = "used"  # a locked journal was written to this morning
    AWAY = "away"
    ASKED = "asked"  # this morning, and the notice was closed
    LATER = "later"  # the person said “Later”
    RARELY = "rarely"  # several mornings were not answered


@dataclass(frozen=True)
class Known:
    """What can be known of a journal without opening it."""

    exists: bool = True
    nights: Mapping[date, bool] = field(default_factory=dict)  # recorded evenings, and whether each was left out
    not_remembered: Set[date] = frozenset()
    answered: Set[date] = frozenset()  # evenings of answers that wait to go in
    written: datetime | None = None  # when a locked journal was last written to, which is all that shows


def why_it_asks(now: datetime, at: time, known: Known, mornings: Mornings) -> Why:
    """Return whether to ask about last night at a moment (local time).

    Args:
        now: The moment.
        at: The time of day that the person chose.
        known: What the journal shows without being opened.
        mornings: What became of the mornings before.
    """
    evening = last_evening(now)
    if not DAY_BEGINS <= now.time() < DAY_ENDS:
        return Why.NIGHT
    if now.time() < at:
        return Why.EARLY
    if not known.exists:
        return Why.NO_JOURNAL
    if evening in known.nights or evening in known.not_remembered or evening in known.answered:
        return Why.RECORDED
    if known.written is not None and datetime.combine(now.date(), DAY_BEGINS) <= known.written <= now:
        return Why.USED
    if _is_away(known, evening):
        return Why.AWAY
    return _after(now, mornings)


def _is_away(known: Known, evening: date) -> bool:
    """Return whether the newest nights are a stretch of two or more that was left out: ill, or on a journey."""
    newest = max((each for each in known.nights if each < evening), default=None)
    if newest is None or (evening - newest).days > _AWAY:
        return False
    return known.nights[newest] and known.nights.get(newest - timedelta(days=1), False)


def _after(now: datetime, mornings: Mornings) -> Why:
    if mornings.day == now.date():
        if mornings.outcome == Outcome.LATER:
            return Why.LATER if mornings.until is not None and now < mornings.until else Why.ASKS
        return Why.ASKS if mornings.outcome == Outcome.OPEN else Why.ASKED
    if mornings.unanswered >= UNANSWERED and mornings.day is not None and now.date() - mornings.day < RARELY:
        return Why.RARELY
    return Why.ASKS
