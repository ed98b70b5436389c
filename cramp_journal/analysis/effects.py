"""Cramps on nights with something against nights without it, each compared only with nights of the same four weeks.

That is how time-stratified case-crossover studies do it: season, a slow rise and fall, or a new bed are the same for
both, and so cancel. What remains is a Mantel–Haenszel ratio of rates over the strata (Greenland and Robins 1985), with
an interval that is widened since cramps come in runs (`rates.spread`). Which of many ratios count as a link is decided
for all of them together (Benjamini and Hochberg 1995), since of twenty idle things one would look linked by chance.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from cramp_journal.analysis.rates import Spread

STRATUM = 28  # nights
FEWEST = 10  # nights on each side, of strata that have both (clinical fact sheet 7.5)
_TAIL = 0.025

Sums = NDArray[np.float64]  # one number for each stratum


@dataclass(frozen=True)
class Effect:
    """Cramps a night with something for one a night without it, with the 95 % interval and a two-sided p."""

    ratio: float
    low: float
    high: float  # may be infinite, as the ratio may
    p: float


@dataclass(frozen=True)
class StratumCounts:
    """What was counted in each stratum: cramps and nights, with something and without it."""

    cramps_with: Sums
    cramps_without: Sums
    nights_with: Sums
    nights_without: Sums

    @property
    def compared(self) -> tuple[int, int]:
        """The nights with and without in strata that have both: only these say anything."""
        both = self._both
        return int(self.nights_with[both].sum()), int(self.nights_without[both].sum())

    @property
    def _both(self) -> NDArray[np.bool_]:
        return (self.nights_with > 0) & (self.nights_without > 0)

    def effect(self, how_spread: Spread) -> Effect | None:
        """Give the ratio; None where there are too few nights, or no cramps at all."""
        both = self._both
        a, b = self.cramps_with[both], self.cramps_without[both]
        n1, n0 = self.nights_with[both], self.nights_without[both]
        if min(self.compared) < FEWEST or not a.sum() + b.sum():
            return None
        widening = how_spread.widening
        if not a.sum():
            return Effect(0.0, 0.0, _exact_high(b, n1 / n0, widening), _exact_p(b, n1 / n0, widening))
        if not b.sum():
            return Effect(math.inf, 1 / _exact_high(a, n0 / n1, widening), math.inf, _exact_p(a, n0 / n1, widening))
        n = n1 + n0
        on, off = float((a * n0 / n).sum()), float((b * n1 / n).sum())
        error = math.sqrt(how_spread.dispersion * float(((a + b) * n1 * n0 / n**2).sum()) / (on * off))
        log, half = math.log(on / off), float(stdtrit(how_spread.freedom, 1 - _TAIL)) * error
        p = 2 * float(stdtr(how_spread.freedom, -abs(log) / error))
        return Effect(on / off, math.exp(log - half), math.exp(log + half), p)


def stratum_counts(stratum: NDArray[np.int64], cramps: Sums, exposed: Sums) -> StratumCounts:
    """Count nights by stratum. `exposed` is 1 with, 0 without and NaN where it is not known; one number a night."""
    known = ~np.isnan(exposed)
    where, x, y = stratum[known], exposed[known], cramps[known]
    size = int(stratum.max()) + 1 if len(stratum) else 0

    def summed(weights: Sums) -> Sums:
        return np.bincount(where, weights=weights, minlength=size).astype(float)

    return StratumCounts(summed(y * x), summed(y * (1 - x)), summed(x), summed(1 - x))


def adjusted(p: Sequence[float]) -> list[float]:
    """Give each p as Benjamini and Hochberg (1995) adjust it for all of them, in the same order."""
    count = len(p)
    order = sorted(range(count), key=lambda i: p[i])
    found, least = [1.0] * count, 1.0
    for rank in range(count, 0, -1):
        least = min(least, p[order[rank - 1]] * count / rank)
        found[order[rank - 1]] = least
    return found


def _exact_p(cramps: Sums, odds: Sums, widening: float) -> float:
    """Give twice the chance that all cramps (fewer, by the widening) fall on one side, where the ratio is 1."""
    return min(1.0, 2 * math.exp(-float((cramps * np.log1p(odds)).sum()) / widening))


def _exact_high(cramps: Sums, odds: Sums, widening: float) -> float:
    """Give the ratio at which that chance is 2.5 %: the root of sum(cramps × log(1 + ratio × odds)) = goal.

    By Newton from 0: the sum rises and is concave, so no step goes beyond the root.
    """
    goal, ratio = -widening * math.log(_TAIL), 0.0
    for _step in range(200):
        missing = goal - float((cramps * np.log1p(ratio * odds)).sum())
        step = missing / float((cramps * odds / (1 + ratio * odds)).sum())
        ratio += step
        if step <= 1e-10 * ratio:
            break
    return ratio
