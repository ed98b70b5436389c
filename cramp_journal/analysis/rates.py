"""Rates with intervals that allow for clustering: cramps come in runs, so nights are no independent tosses of a coin.

How much they cluster is the dispersion: 1 (chance alone) and what weekly counts vary beyond chance, the Pearson
chi-square about the mean of their own stretch less its degrees of freedom. Weeks are the unit, since what ties
neighbouring nights together then falls inside a unit. A few weeks say little about it, so it is drawn towards weeks
that differ by about 32 % beyond chance (`_USUAL`), which counts as `_WEIGHT` weeks; and it counts `_RUN_ON` times,
since weeks that are neighbours are half alike and so do not cancel within a month. `python -m benchmarks coverage`
shows how often the intervals hold the truth; the constants were chosen there. All intervals are 95 %.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import chdtri, ndtri, stdtrit

from cramp_journal.analysis.period import Period, counted_in
from cramp_journal.model import NightFigures

_USUAL = 0.1  # of the squared mean of a week: its variance beyond chance
_WEIGHT = 4
_RUN_ON = 1.75  # variance of a mean of 4 weeks, to that of unlike weeks: 1 + 2 × 3/4 × 1/2
_TAIL = 0.025
_Z = float(ndtri(1 - _TAIL))
_WEEK = 7
_FEWEST_IN_A_WEEK = 3  # recorded nights below which a week says nothing about clustering


@dataclass(frozen=True)
class Rate:
    """A number a week with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Spread:
    """By what factor the variance of counts is larger than Poisson's (or the binomial's), and from how many weeks."""

    dispersion: float
    freedom: float

    @property
    def widening(self) -> float:
        """What the variance of an interval is multiplied by: the dispersion, with Student's t for its uncertainty."""
        return self.dispersion * float(stdtrit(self.freedom, 1 - _TAIL) / _Z) ** 2


INDEPENDENT = Spread(1.0, math.inf)


def spread(
    nights: Sequence[NightFigures], stretches: Sequence[Period], *, of_nights: bool = False, run_on: float = _RUN_ON
) -> Spread:
    """Estimate how cramps (or, with `of_nights`, nights with cramps) cluster within some stretches of nights.

    `run_on` is 1 where nights of the same weeks are compared, so that what weeks have in common cancels.
    """
    chi_square, freedom, counted, known = 0.0, 0, 0, 0
    for stretch in stretches:
        weeks = _weeks(nights, stretch, of_nights=of_nights)
        exposure, total = sum(recorded for recorded, _ in weeks), sum(count for _, count in weeks)
        counted, known = counted + total, known + exposure
        mean = total / exposure if exposure else 0.0
        if mean <= 0 or (of_nights and mean >= 1):
            continue
        share = 1 - mean if of_nights else 1.0
        chi_square += sum((count - recorded * mean) ** 2 / (recorded * mean * share) for recorded, count in weeks)
        freedom += len(weeks) - 1
    mean = counted / known if known else 0.0
    usual = _USUAL * _WEEK * mean * (1 - mean if of_nights else 1.0)
    beyond = (chi_square - freedom + usual * _WEIGHT) / (freedom + _WEIGHT)
    return Spread(1 + run_on * max(0.0, beyond), freedom + _WEIGHT)


def garwood(count: int, exposure: float, widening: float = 1.0) -> tuple[float, float]:
    """Give the exact Poisson interval of a rate (Garwood 1936), widened as if there were fewer, clustered events."""
    events = count / widening
    low = float(chdtri(2 * events, 1 - _TAIL)) / 2 if events else 0.0
    high = float(chdtri(2 * events + 2, _TAIL)) / 2
    return low * widening / exposure, high * widening / exposure


def wilson(count: int, nights: int, widening: float = 1.0) -> tuple[float, float]:
    """Give the score interval of a share (Wilson 1927), widened as if there were fewer, clustered nights."""
    effective = nights / widening
    share = count / nights
    middle = share + _Z**2 / (2 * effective)
    half = _Z * math.sqrt(share * (1 - share) / effective + (_Z / (2 * effective)) ** 2)
    scale = 1 + _Z**2 / effective
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def ratio_interval(now: int, before: int, exposure: float, widening: float = 1.0) -> tuple[float, float]:
    """Give the log-Wald interval of a rate ratio, half a cramp added to each count in its error (not in the ratio).

    `exposure` is nights now for one night before. No cramps at all now have no logarithm: then it is the exact
    (Clopper–Pearson) interval of the ratio given the sum of both counts.
    """
    if not now:
        return 0.0, (_TAIL ** (-widening / before) - 1) / exposure
    ratio = now / before / exposure
    error = math.sqrt(widening * (1 / (now + 0.5) + 1 / (before + 0.5)))
    return ratio * math.exp(-_Z * error), ratio * math.exp(_Z * error)


def cramps_per_week(nights: Sequence[NightFigures], how_spread: Spread) -> Rate:
    """Give the rate of cramps over counted nights."""
    count = sum(night.count for night in nights)
    low, high = garwood(count, len(nights), how_spread.widening)
    return Rate(_WEEK * count / len(nights), _WEEK * low, _WEEK * high)


def cramp_nights_per_week(nights: Sequence[NightFigures], how_spread: Spread) -> Rate:
    """Give the rate of nights with cramps over counted nights."""
    count = sum(night.count > 0 for night in nights)
    low, high = wilson(count, len(nights), how_spread.widening)
    return Rate(_WEEK * count / len(nights), _WEEK * low, _WEEK * high)


def _weeks(nights: Sequence[NightFigures], stretch: Period, *, of_nights: bool) -> list[tuple[int, int]]:
    """Give (recorded nights, count) of each whole week of a stretch, counted back from its end."""
    bins: dict[int, tuple[int, int]] = {}
    for night in counted_in(nights, stretch):
        week = (stretch.last - night.evening).days // _WEEK
        recorded, count = bins.get(week, (0, 0))
        bins[week] = recorded + 1, count + (night.count > 0 if of_nights else night.count)
    return [each for each in bins.values() if each[0] >= _FEWEST_IN_A_WEEK]
