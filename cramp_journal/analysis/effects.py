"""Cramps on nights with something against nights without it, compared only within the same four weeks.

This is the time-stratified case-crossover design: season, a slow rise and fall, or a new bed are the same for both
sides and cancel out. What remains is a Mantel–Haenszel ratio of rates over the strata (Greenland and Robins 1985), with
an interval that is widened because cramps come in runs (`rates.spread`). Which of many ratios count as links is decided
for all of them together (Benjamini and Hochberg 1995): of twenty factors without effect, one would look linked by
chance.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from cramp_journal.analysis.rates import Spread

STRATUM = 28  # nights
FEWEST = 10  # nights on each side, in strata that have both (clinical fact sheet 7.5)
_TAIL = 0.025

Sums = NDArray[np.float64]  # one number per stratum


@dataclass(frozen=True)
class Effect:
    """Cramps per night with something divided by cramps per night without it; a 95 % interval and a two-sided p."""

    ratio: float
    low: float
    high: float  # may be infinite, as the ratio may
    p: float


@dataclass(frozen=True)
class StratumCounts:
    """The counts in each stratum: cramps and nights, with something and without it."""

    cramps_with: Sums
    cramps_without: Sums
    nights_with: Sums
    nights_without: Sums

    @property
    def compared(self) -> tuple[int, int]:
        """The nights with and without it in strata that have both; only these nights are informative."""
        both = self._both
        return int(self.nights_with[both].sum()), int(self.nights_without[both].sum())

    @property
    def _both(self) -> NDArray[np.bool_]:
        return (self.nights_with > 0) & (self.nights_without > 0)

    def effect(self, how_spread: Spread) -> Effect | None:
        """Return the ratio, or None if there are too few nights or no cramps at all."""
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
    """Count nights and cramps by stratum.

    All arrays have one number per night; `exposed` is 1 with the exposure, 0 without it and NaN if unknown.
    """
    known = ~np.isnan(exposed)
    where, x, y = stratum[known], exposed[known], cramps[known]
    size = int(stratum.max()) + 1 if len(stratum) else 0

    def summed(weights: Sums) -> Sums:
        return np.bincount(where, weights=weights, minlength=size).astype(float)

    return StratumCounts(summed(y * x), summed(y * (1 - x)), summed(x), summed(1 - x))


def adjusted(p: Sequence[float]) -> list[float]:
    """Return each p adjusted for all of them (Benjamini and Hochberg 1995), in the same order."""
    count = len(p)
    order = sorted(range(count), key=lambda i: p[i])
    found, least = [1.0] * count, 1.0
    for rank in range(count, 0, -1):
        least = min(least, p[order[rank - 1]] * count / rank)
        found[order[rank - 1]] = least
    return found


def _exact_p(cramps: Sums, odds: Sums, widening: float) -> float:
    """Return twice the chance that all cramps fall on one side if the true ratio is 1.

    The widening divides the number of cramps.
    """
    return min(1.0, 2 * math.exp(-float((cramps * np.log1p(odds)).sum()) / widening))


def _exact_high(cramps: Sums, odds: Sums, widening: float) -> float:
    """Return the ratio at which that chance is 2.5 %: the root of sum(cramps × log(1 + ratio × odds)) = goal.

    Newton's method starts at 0: the sum rises and is concave, so no step passes the root.
    """
    goal, ratio = -widening * math.log(_TAIL), 0.0
    for _step in range(200):
        missing = goal - float((cramps * np.log1p(ratio * odds)).sum())
        step = missing / float((cramps * odds / (1 + ratio * odds)).sum())
        ratio += step
        if step <= 1e-10 * ratio:
            break
    return ratio
