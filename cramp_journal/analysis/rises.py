"""When cramps have become more frequent than in the person's own past year.

`analysis.kinds` weighs each logged night, for every kind of person: how likely is it by now that cramps come twice as
often as usual? When the odds pass a limit, that is a rise, if plain counts show it as well: half as many again as in
the year that ended 28 nights before. Weighing every night, rather than one month against another, detects a lasting
rise sooner, and is misled less often by one bad week.

Only nights that were logged alike are compared. Where the share of nights that are logged has clearly changed, the
nights before are no evidence, and no part of what is usual (a likelihood ratio of two habits against one, Wilks 1938).
Until that is clear, what only one of the two habits logged may be clear nights or bad ones: a rise must show in either
case.

The journal is weighed in parts of half a year, each with the year and a half before it, so that a long journal takes no
longer. The constants are this journal's own: `python -m benchmarks people` draws people with a known truth and prints
how often a rise is reported and how often a real one is found; docs/statistics.md has the results.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from cramp_journal.analysis.kinds import log_odds
from cramp_journal.analysis.period import MONTH, YEAR, Period, recorded_in
from cramp_journal.analysis.unlogged import Calendar
from cramp_journal.model import NightFigures

FEWEST_USUAL = 84  # logged nights of that year: with fewer, nothing counts as usual yet
FEWEST_NOW = 0.7  # share of the 28 nights that must be logged: fact sheet, section 10, R6
RISE = 1.5  # times the usual rate: no smaller rise is reported (season: up to 1.35)
MORE = 3  # cramps in 28 nights beyond the usual
APART = 56  # nights between two rises: R6
ODDS_LIMIT = 0.2  # odds that cramps come twice as often as usual: the one limit, for every kind of person and rate
WITH_LENGTHS = 0.12  # the limit where cramps last longer as well: both together are seldom chance
_FORTNIGHT, _MAY_DIFFER = 14, 1.5  # nights, standard errors: from here on, a habit may have changed just now
_PART, _BEFORE = 182, 546  # nights that are weighed together, and those before them that are weighed first

_Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Counts:
    """What some nights had: cramps, and how many of the nights were logged, or are assumed."""

    cramps: float
    nights: float

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.cramps + other.cramps, self.nights + other.nights)


@dataclass(frozen=True)
class Rise:
    """A rise: the night on which the odds passed the limit, the odds, and what was usual then."""

    evening: date
    odds: float
    usual: Counts


class Past:
    """Logged nights, for asking on a day whether the last 28 nights have more cramps than is usual."""

    def __init__(self, days: Sequence[int], counts: Sequence[int], left_out: Sequence[int] = ()) -> None:
        """Take the logged days as ordinals, ascending, the cramps on each of them, and the days that were left out."""
        self._days = days
        self._cramps = [0, *accumulate(counts)]
        self._with_cramps = [0, *accumulate(int(count > 0) for count in counts)]
        self._calendar = Calendar(days, left_out)

    def compared(self, day: int) -> "AgainstUsual":
        """Compare the last 28 nights up to a day with the year before them, as far as it was logged alike."""
        first = day - MONTH + 1
        before = max(first - YEAR, self.alike_since(day)), first - 1
        usual, now, past = self._of(*before), self._of(first, day), self._calendar.habit(*before)
        fortnight, month = (self._calendar.habit(day - nights + 1, day) for nights in (_FORTNIGHT, MONTH))
        unlike = [each for each in (fortnight, month) if not each.is_like(past, errors=_MAY_DIFFER)]
        more = past.nights * max((each.share - past.share for each in unlike), default=0.0)
        if more > 0:
            return AgainstUsual(usual, now, usual + Counts(self._of_a_bad_night(before[0], day) * more, more), now)
        clear = month.nights * (past.share - month.share) if month in unlike else 0.0
        return AgainstUsual(usual, now, usual, now + Counts(0, clear))

    def alike_since(self, day: int) -> int:
        """Return the day since when the habit of logging has been the same, as far as it shows on a day."""
        return self._calendar.alike_since(day)

    def changes_of_habit(self) -> dict[int, int]:
        """Return the places from where on earlier nights are no evidence, and the place of the first that still is."""
        changes = self._calendar.changes
        return {bisect_left(self._days, known): bisect_left(self._days, since) for known, since in changes}

    def _of_a_bad_night(self, first: int, last: int) -> float:
        """Return the mean number of cramps of nights that have any."""
        nights = self._between(self._with_cramps, first, last)
        return self._between(self._cramps, first, last) / nights if nights else 1.0

    def _of(self, first: int, last: int) -> Counts:
        nights = bisect_right(self._days, last) - bisect_left(self._days, first)
        return Counts(self._between(self._cramps, first, last), nights)

    def _between(self, total: Sequence[int], first: int, last: int) -> int:
        return total[bisect_right(self._days, last)] - total[bisect_left(self._days, first)]


@dataclass(frozen=True)
class AgainstUsual:
    """The last 28 nights and what is usual; and the same if the nights that only one of them logged made it a rise.

    What the one habit logs and the other does not may be clear nights or nights with cramps.
    """

    usual: Counts
    now: Counts
    usual_at_most: Counts
    now_at_least: Counts

    @property
    def has_risen(self) -> bool:
        """Whether the last 28 nights clearly have more cramps than usual, whatever was not logged."""
        return has_risen(self.usual, self.now) and has_risen(self.usual_at_most, self.now_at_least)


def rises(nights: Sequence[NightFigures], first: date = date.min, limit: float = ODDS_LIMIT) -> list[Rise]:
    """Return every rise from an evening on, oldest first, as are the nights. Left-out nights do not count.

    Nor do nights from where only cramps were written down: they say nothing of what is usual.
    """
    counted = [night for night in nights if _tells(night)]
    if not counted:
        return []
    days = [night.evening.toordinal() for night in counted]
    left_out = [night.evening.toordinal() for night in nights if night.left_out]
    counts = [night.count for night in counted]
    found: list[Rise] = []
    asked = max(first.toordinal(), days[0])
    for part in range(asked // _PART, days[-1] // _PART + 1):
        ends = part * _PART - _BEFORE, (part + 1) * _PART
        begin, end = (bisect_left(days, each) for each in ends)
        aside = tuple(left_out[slice(*(bisect_left(left_out, each) for each in ends))])
        each = noticed(tuple(days[begin:end]), tuple(counts[begin:end]), limit, aside)
        found += [Rise(date.fromordinal(a.day), a.odds, a.usual) for a in each if a.day >= max(asked, part * _PART)]
    return found


@dataclass(frozen=True)
class Noticed:
    """A rise in a sequence of nights, on a day."""

    day: int
    odds: float
    usual: Counts


@lru_cache(maxsize=16)
def noticed(
    days: tuple[int, ...], counts: tuple[int, ...], limit: float = ODDS_LIMIT, left_out: tuple[int, ...] = ()
) -> tuple[Noticed, ...]:
    """Find the rises in logged nights.

    Args:
        days: The days as ordinals, ascending.
        counts: The number of cramps on each of these days.
        limit: The odds that must be passed.
        left_out: The days that were logged and left out.
    """
    past = Past(days, counts, left_out)
    return tuple(passed(days, past, _odds(days, counts, left_out), limit))


@lru_cache(maxsize=8)
def _odds(days: tuple[int, ...], counts: tuple[int, ...], left_out: tuple[int, ...]) -> _Floats:
    return odds_of(days, counts, Past(days, counts, left_out))


def odds_of(days: Sequence[int], counts: Sequence[int], past: Past) -> _Floats:
    """Return the odds that cramps come twice as often as usual on each day, from nights that were logged alike."""
    found: _Floats = np.exp(log_odds(days, counts, past.changes_of_habit()))
    return found


def forget_odds() -> None:
    """Release what was computed from nights."""
    noticed.cache_clear()
    _odds.cache_clear()


def passed(days: Sequence[int], past: Past, odds: _Floats, limit: float) -> Iterator[Noticed]:
    """Return the nights on which the odds have passed a limit and plain counts have risen, 56 nights apart."""
    free_from = 0
    for i in np.flatnonzero(odds >= limit).tolist():
        if days[i] < free_from:
            continue
        found = past.compared(days[i])
        if found.has_risen:
            yield Noticed(days[i], float(odds[i]), found.usual)
            free_from = days[i] + APART


def has_risen(usual: Counts, now: Counts) -> bool:
    """Return whether the last 28 nights clearly have more cramps than usual.

    They do if the rate is 1.5 times the usual one, with three cramps more in 28 nights, and 70 % of the 28 nights are
    logged. The code compares products, not quotients, so that rounding cannot decide a case that is exactly on a
    threshold.
    """
    return (
        usual.nights >= FEWEST_USUAL
        and now.nights >= FEWEST_NOW * MONTH
        and now.cramps * usual.nights >= RISE * usual.cramps * now.nights
        and MONTH * (now.cramps * usual.nights - usual.cramps * now.nights) >= MORE * now.nights * usual.nights
    )


def compared_on(nights: Sequence[NightFigures], last: date) -> AgainstUsual:
    """Compare the 28 nights up to an evening with what is usual: months of the year before that were logged alike."""
    return _past(nights, last).compared(last.toordinal())


def usual_from(nights: Sequence[NightFigures], last: date) -> date:
    """Return the first evening of what is usual on an evening: a year before its month, or since it is logged alike."""
    day = last.toordinal()
    return date.fromordinal(max(1, day - MONTH + 1 - YEAR, _past(nights, last).alike_since(day)))


def _past(nights: Sequence[NightFigures], last: date) -> Past:
    """Return the nights up to an evening, of the same part of the journal as `rises` weighs."""
    begin = max(1, last.toordinal() // _PART * _PART - _BEFORE)
    there = recorded_in(nights, Period(date.fromordinal(begin), last))
    counted = [night for night in there if _tells(night)]
    return Past(
        [night.evening.toordinal() for night in counted],
        [night.count for night in counted],
        [night.evening.toordinal() for night in there if night.left_out],
    )


def known_from(nights: Sequence[NightFigures], today: date) -> date | None:
    """Return about when it can first be said whether cramps rise, if each night is logged; None if it can be said."""
    last = today.toordinal() - 1
    first = max(last - MONTH - YEAR + 1, _past(nights, today - timedelta(days=1)).alike_since(last))
    days = [n.evening.toordinal() for n in nights if not n.left_out and first <= n.evening.toordinal() <= last]
    of_usual = (days + [today.toordinal() + i for i in range(FEWEST_USUAL)])[FEWEST_USUAL - 1]
    found = date.fromordinal(of_usual + MONTH + 1)
    return found if found > today else None


def _tells(night: NightFigures) -> bool:
    return not (night.left_out or night.cramps_only)
