"""The intervals of a count, a share and a ratio by chance, with a factor for how much nights cluster.

What that factor is for a rate, and what goes beyond it, is found by `long_run`. Where nights of the same weeks are
compared with each other (links), it is the dispersion: 1 (chance alone) plus the variation of weekly counts beyond
chance, the Pearson chi-square about the mean of their own stretch less its degrees of freedom. Weeks are the unit
because the dependence between neighbouring nights then falls within a unit. A few weeks say little, so the estimate is
drawn towards weeks that differ by about 32 % beyond chance (`_USUAL`), which count as `_WEIGHT` weeks. It counts
`_RUN_ON` times, since neighbouring weeks are half alike and so do not cancel within a month. The constants were chosen
on the people of `python -m benchmarks people`. All intervals are 95 %.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import chdtri, ndtri, stdtrit

from cramp_journal.analysis.period import Period, counted_in
from cramp_journal.model import NightFigures

_USUAL = 0.1  # variance of a week beyond chance, divided by its squared mean
_WEIGHT = 4
_RUN_ON = 1.75  # variance of the mean of 4 weeks, relative to independent weeks: 1 + 2 × 3/4 × 1/2
_TAIL = 0.025
Z = float(ndtri(1 - _TAIL))
_WEEK = 7
_FEWEST_IN_A_WEEK = 3  # recorded nights: a week with fewer says nothing about clustering


@dataclass(frozen=True)
class Rate:
    """A number per week with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Spread:
    """The factor by which the variance of counts exceeds Poisson's (or the binomial's), and the weeks behind it."""

    dispersion: float
    freedom: float

    @property
    def widening(self) -> float:
        """The factor for the variance of an interval: the dispersion, with Student's t for its uncertainty."""
        return self.dispersion * float(stdtrit(self.freedom, 1 - _TAIL) / Z) ** 2


INDEPENDENT = Spread(1.0, math.inf)


def spread(
    nights: Sequence[NightFigures], stretches: Sequence[Period], *, of_nights: bool = False, run_on: float = _RUN_ON
) -> Spread:
    """Estimate how much cramps cluster within some stretches of nights; with `of_nights`, nights with cramps.

    `run_on` is 1 if nights of the same weeks are compared, so that what weeks have in common cancels.
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
    """Return the exact Poisson interval of a rate (Garwood 1936), widened as for fewer, clustered events."""
    events = count / widening
    low = float(chdtri(2 * events, 1 - _TAIL)) / 2 if events else 0.0
    high = float(chdtri(2 * events + 2, _TAIL)) / 2
    return low * widening / exposure, high * widening / exposure


def wilson(count: int, nights: int, widening: float = 1.0) -> tuple[float, float]:
    """Return the score interval of a share (Wilson 1927), widened as for fewer, clustered nights."""
    effective = nights / widening
    share = count / nights
    middle = share + Z**2 / (2 * effective)
    half = Z * math.sqrt(share * (1 - share) / effective + (Z / (2 * effective)) ** 2)
    scale = 1 + Z**2 / effective
    return (middle - half) / scale if count else 0.0, (middle + half) / scale if count < nights else 1.0


def ratio_interval(now: int, before: int, exposure: float, widening: float = 1.0) -> tuple[float, float]:
    """Return the log-Wald interval of a rate ratio; half a cramp is added to each count in the error, not in the ratio.

    `exposure` is the number of nights now divided by that before. If there are no cramps now, the logarithm does not
    exist; the interval is then the exact one (Clopper–Pearson), given the sum of both counts.
    """
    if not now:
        return 0.0, (_TAIL ** (-widening / before) - 1) / exposure
    ratio = now / before / exposure
    half = Z * math.sqrt(widening) * ratio_error(now, before)
    return ratio * math.exp(-half), ratio * math.exp(half)


def ratio_error(now: int, before: int) -> float:
    """Return the standard error of the logarithm of a rate ratio, by chance alone, with half a cramp added to each."""
    return math.sqrt(1 / (now + 0.5) + 1 / (before + 0.5))


def _weeks(nights: Sequence[NightFigures], stretch: Period, *, of_nights: bool) -> list[tuple[int, int]]:
    """Return (recorded nights, count) of each whole week of a stretch, counted back from its end."""
    bins: dict[int, tuple[int, int]] = {}
    for night in counted_in(nights, stretch):
        week = (stretch.last - night.evening).days // _WEEK
        recorded, count = bins.get(week, (0, 0))
        bins[week] = recorded + 1, count + (night.count > 0 if of_nights else night.count)
    return [each for each in bins.values() if each[0] >= _FEWEST_IN_A_WEEK]
