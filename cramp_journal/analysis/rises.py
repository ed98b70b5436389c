"""When cramps have become more frequent than in the person's own past year: a cumulative sum over logged nights.

Each logged night is weighed against the year that ended 28 nights before it: how much likelier is its count if cramps
come half as often again than if they come as usual? The logarithms of these ratios are added up, and the sum restarts
at 0 whenever it falls below 0 (the CUSUM of Page 1954; for negative binomial counts Rossi et al. 1999). Nights are
modelled as negative binomial with dispersion 0.5 (variance = mean + 0.5 mean²), since cramps come in runs. When the sum
passes a limit, that is a rise, and the sum restarts at 0.

Weighing every night, rather than one month against another, detects a lasting rise sooner and is misled less often by
one bad week. The constants are this journal's own: `python -m benchmarks people` draws people with a known truth and
prints how often a rise is reported and how often a real one is found; docs/statistics.md has the results.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cramp_journal.analysis.period import MONTH
from cramp_journal.model import NightFigures

YEAR = 365  # nights before the last 28: they define what is usual
FEWEST_USUAL = 84  # logged nights of that year: with fewer, nothing counts as usual yet
FEWEST_NOW = 0.7  # share of the 28 nights that must be logged: fact sheet, section 10, R6
RISE = 1.5  # times the usual rate: the sum is tuned to it, and no smaller rise is reported (season: up to 1.35)
MORE_NIGHTS = 3  # cramp nights in 28 beyond the usual: R6
APART = 56  # nights between two rises: R6
_SIZE = 2  # size of the negative binomial: 1 / 0.5
LIMIT, _FLOOR, _POWER = 2.5, 0.25, 0.36  # limit = 2.5 × (usual cramps a week, 0.25 at least) ** 0.36


@dataclass(frozen=True)
class Usual:
    """The year that ended 28 nights before: cramps, nights with cramps, and logged nights."""

    cramps: int
    cramp_nights: int
    nights: int


@dataclass(frozen=True)
class Rise:
    """A rise: the night on which the sum passed its limit, the sum and the limit, and what was usual then."""

    evening: date
    score: float
    limit: float
    usual: Usual


def rises(nights: Sequence[NightFigures]) -> list[Rise]:
    """Return every rise in the nights, oldest first, as are the nights. Left-out nights do not count."""
    counted = [night for night in nights if not night.left_out]
    days = tuple(night.evening.toordinal() for night in counted)
    return [
        Rise(date.fromordinal(days[each.index]), each.score, each.limit, each.usual)
        for each in noticed(days, tuple(night.count for night in counted))
    ]


@dataclass(frozen=True)
class Noticed:
    """A rise in a sequence of nights, given by its index there."""

    index: int
    score: float
    limit: float
    usual: Usual


@lru_cache(maxsize=8)
def noticed(days: tuple[int, ...], counts: tuple[int, ...], height: float = LIMIT) -> tuple[Noticed, ...]:
    """Find the rises in logged nights.

    Args:
        days: The days as ordinals, ascending.
        counts: The number of cramps on each of these days.
        height: The limit of the sum for a person with one cramp a week.
    """
    cramps, with_cramps = [0], [0]
    for count in counts:
        cramps.append(cramps[-1] + count)
        with_cramps.append(with_cramps[-1] + (count > 0))
    found: list[Noticed] = []
    first = last = 0  # the year is days[first:last]
    score, free_from = 0.0, 0
    for i, day in enumerate(days):
        while days[last] <= day - MONTH:
            last += 1
        while days[first] <= day - MONTH - YEAR:
            first += 1
        n = last - first
        if n < FEWEST_USUAL:
            score = 0.0
            continue
        usual_cramps = cramps[last] - cramps[first]
        rate = (usual_cramps + 0.5) / n
        share = math.log((_SIZE + rate) / (_SIZE + RISE * rate))
        score = max(0.0, score + counts[i] * (math.log(RISE) + share) + _SIZE * share)
        limit = height * float(max(7 * rate, _FLOOR)) ** _POWER
        if score < limit or day < free_from:
            continue
        usual = Usual(usual_cramps, with_cramps[last] - with_cramps[first], n)
        if has_risen(usual, cramps[i + 1] - cramps[last], with_cramps[i + 1] - with_cramps[last], i + 1 - last):
            found.append(Noticed(i, score, limit, usual))
            score, free_from = 0.0, day + APART
    return tuple(found)


def has_risen(usual: Usual, cramps: int, cramp_nights: int, nights: int) -> bool:
    """Return whether this many cramps in this many logged nights of the last 28 are clearly more than usual.

    They are if the rate is 1.5 times the usual one, with three more cramp nights in 28, and 70 % of the 28 nights are
    logged. The code compares products, not quotients, so that rounding cannot decide a case that is exactly on a
    threshold.
    """
    return (
        nights >= FEWEST_NOW * MONTH
        and cramps * usual.nights >= RISE * usual.cramps * nights
        and MONTH * (cramp_nights * usual.nights - usual.cramp_nights * nights) >= MORE_NIGHTS * nights * usual.nights
    )


def usual_for(nights: Sequence[NightFigures], last: date) -> Usual:
    """Return what is usual on an evening."""
    end = last.toordinal() - MONTH
    year = [n for n in nights if not n.left_out and end - YEAR < n.evening.toordinal() <= end]
    return Usual(sum(n.count for n in year), sum(n.count > 0 for n in year), len(year))
