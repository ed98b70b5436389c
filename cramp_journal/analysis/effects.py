"""Cramps on nights with something against nights without it, compared only within the same four weeks.

Where the thing differs between the days of the week, only nights of the same weekday are compared.

This is the time-stratified case-crossover design: season, a slow rise and fall, or a new bed are the same for both
sides and cancel out. What remains is a Mantel–Haenszel ratio of rates over the strata (Greenland and Robins 1985), with
an interval that is widened because cramps come in runs (`rates.spread`). That interval leans on sums of many cramps; so
a rare thing must pass an exact test, too, in which the nights of each stratum are dealt anew (a few nights with many
cramps can fall on a rare thing by chance). Which of many ratios count as links is decided
for all of them together (Benjamini and Hochberg 1995): of twenty factors without effect, one would look linked by
chance.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc, comb, stdtr, stdtrit

from cramp_journal.analysis.rates import Spread

STRATUM = 28  # nights
FEWEST = 10  # nights on each side, in strata that have both (clinical fact sheet 7.5)
_TAIL = 0.025
_LEVEL = 0.05

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


def dealt_anew_p(stratum: NDArray[np.int64], cramps: Sums, exposed: Sums) -> float:
    """Return the exact two-sided mid-p of the number of cramps with something.

    It is conditional on the counts of the nights of each stratum, of which any could as well have been with it (the
    stratified permutation test). Arrays as for `stratum_counts`.
    """
    known = ~np.isnan(exposed)
    order = np.argsort(stratum[known], kind="stable")
    where, x, y = stratum[known][order], exposed[known][order] == 1, cramps[known][order].astype(int)
    chances, seen = np.ones(1), 0
    for of in np.split(np.arange(len(where)), np.flatnonzero(np.diff(where)) + 1):
        with_it = int(x[of].sum())
        if 0 < with_it < len(of) and y[of].any():
            seen += int(y[of][x[of]].sum())
            chances = np.convolve(chances, _sums_of(y[of], with_it))
    half = float(chances[seen]) / 2
    low, high = float(chances[:seen].sum()) + half, float(chances[seen + 1 :].sum()) + half
    return min(1.0, 2 * min(low, high))


def _sums_of(counts: NDArray[np.int64], chosen: int) -> Sums:
    """Return the chance of each sum of the counts that are drawn, without putting back."""
    some = counts[counts > 0]
    ways = np.zeros((min(chosen, len(some)) + 1, int(some.sum()) + 1))  # by how many of them are drawn, and their sum
    ways[0, 0] = 1
    for count in some:
        ways[1:, count:] += ways[:-1, : ways.shape[1] - count].copy()
    drawn, none = np.arange(len(ways)), len(counts) - len(some)
    found: Sums = (comb(none, chosen - drawn) / comb(len(counts), chosen)) @ ways
    return found


def differs_by_weekday(weekday: NDArray[np.int64], values: Sums) -> bool:
    """Return whether values (NaN: unknown) differ between the days of the week: p under 5 %, χ² of the means."""
    known = ~np.isnan(values)
    day, value = weekday[known], values[known]
    if not len(value) or not value.var():
        return False
    nights = np.bincount(day, minlength=7)
    means = np.bincount(day, weights=value, minlength=7) / np.maximum(nights, 1)
    apart = float((nights * (means - value.mean()) ** 2).sum() / value.var())
    return float(chdtrc(np.count_nonzero(nights) - 1, apart)) < _LEVEL if np.count_nonzero(nights) > 1 else False


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
