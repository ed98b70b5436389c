"""When cramps have become more frequent than in the person's own past year.

`analysis.kinds` weighs each logged night, for every kind of person: how likely is it by now that cramps come twice as
often as usual? When the odds pass a limit, that is a rise, if plain counts show it as well: half as many again as in
the year that ended 28 nights before. Weighing every night, rather than one month against another, detects a lasting
rise sooner, and is misled less often by one bad week.

The journal is weighed in parts of half a year, each with the year and a half before it, so that a long journal takes no
longer. The constants are this journal's own: `python -m benchmarks people` draws people with a known truth and prints
how often a rise is reported and how often a real one is found; docs/statistics.md has the results.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cramp_journal.analysis.kinds import log_odds
from cramp_journal.analysis.period import MONTH
from cramp_journal.model import NightFigures

YEAR = 365  # nights before the last 28: they define what is usual
FEWEST_USUAL = 84  # logged nights of that year: with fewer, nothing counts as usual yet
FEWEST_NOW = 0.7  # share of the 28 nights that must be logged: fact sheet, section 10, R6
RISE = 1.5  # times the usual rate: no smaller rise is reported (season: up to 1.35)
MORE = 3  # cramps in 28 nights beyond the usual
APART = 56  # nights between two rises: R6
ODDS_LIMIT = 0.2  # odds that cramps come twice as often as usual: the one limit, for every kind of person and rate
WITH_LENGTHS = 0.12  # the limit where cramps last longer as well: both together are seldom chance
_PART, _BEFORE = 182, 546  # nights that are weighed together, and those before them that are weighed first

_Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Counts:
    """What some nights had: cramps, and how many of the nights were logged."""

    cramps: int
    nights: int


@dataclass(frozen=True)
class Rise:
    """A rise: the night on which the odds passed the limit, the odds, and what was usual then."""

    evening: date
    odds: float
    usual: Counts


def rises(nights: Sequence[NightFigures], first: date = date.min, limit: float = ODDS_LIMIT) -> list[Rise]:
    """Return every rise from an evening on, oldest first, as are the nights. Left-out nights do not count.

    Nor do nights from where only cramps were written down: they say nothing of what is usual.
    """
    counted = [night for night in nights if _tells(night)]
    if not counted:
        return []
    days = [night.evening.toordinal() for night in counted]
    counts = [night.count for night in counted]
    found: list[Rise] = []
    asked = max(first.toordinal(), days[0])
    for part in range(asked // _PART, days[-1] // _PART + 1):
        begin, end = (bisect_left(days, part * _PART + shift) for shift in (-_BEFORE, _PART))
        each = noticed(tuple(days[begin:end]), tuple(counts[begin:end]), limit)
        found += [Rise(date.fromordinal(a.day), a.odds, a.usual) for a in each if a.day >= max(asked, part * _PART)]
    return found


@dataclass(frozen=True)
class Noticed:
    """A rise in a sequence of nights, on a day."""

    day: int
    odds: float
    usual: Counts


@lru_cache(maxsize=16)
def noticed(days: tuple[int, ...], counts: tuple[int, ...], limit: float = ODDS_LIMIT) -> tuple[Noticed, ...]:
    """Find the rises in logged nights.

    Args:
        days: The days as ordinals, ascending.
        counts: The number of cramps on each of these days.
        limit: The odds that must be passed.
    """
    return tuple(passed(days, counts, _odds(days, counts), limit))


@lru_cache(maxsize=8)
def _odds(days: tuple[int, ...], counts: tuple[int, ...]) -> _Floats:
    found: _Floats = np.exp(log_odds(days, counts))
    return found


def forget_odds() -> None:
    """Release what was computed from nights."""
    noticed.cache_clear()
    _odds.cache_clear()


def passed(days: Sequence[int], counts: Sequence[int], odds: _Floats, limit: float) -> Iterator[Noticed]:
    """Return the nights on which the odds have passed a limit and plain counts have risen, 56 nights apart."""
    free_from = 0
    for i in np.flatnonzero(odds >= limit).tolist():
        if days[i] < free_from:
            continue
        last, first = (bisect_right(days, days[i] - MONTH - back) for back in (0, YEAR))
        usual, now = _of(counts[first:last]), _of(counts[last : i + 1])
        if has_risen(usual, now):
            yield Noticed(days[i], float(odds[i]), usual)
            free_from = days[i] + APART


def _of(counts: Sequence[int]) -> Counts:
    return Counts(sum(counts), len(counts))


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


def usual_for(nights: Sequence[NightFigures], last: date) -> Counts:
    """Return what is usual on an evening: the year that ended 28 nights before."""
    end = last.toordinal() - MONTH
    return _of([n.count for n in nights if _tells(n) and end - YEAR < n.evening.toordinal() <= end])


def known_from(nights: Sequence[NightFigures], today: date) -> date | None:
    """Return about when it can first be said whether cramps rise, if each night is logged; None if it can be said."""
    first = today.toordinal() - MONTH - YEAR
    days = [
        n.evening.toordinal() for n in nights if not n.left_out and first < n.evening.toordinal() < today.toordinal()
    ]
    of_usual = (days + [today.toordinal() + i for i in range(FEWEST_USUAL)])[FEWEST_USUAL - 1]
    found = date.fromordinal(of_usual + MONTH + 1)
    return found if found > today else None


def _tells(night: NightFigures) -> bool:
    return not (night.left_out or night.cramps_only)
