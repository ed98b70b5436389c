"""How far a count of some nights may lie from the person's long-run rate: the one place of all intervals of rates.

Cramps come in runs, so neighbouring nights are alike, and months differ by more than chance. The number of cramps in a
night is taken as noise (`noise` times Poisson's or the binomial's variance) about a hidden rate that drifts: its
variance is `swing` times the squared mean, and its correlation falls to 1/e within `memory` nights. Which of these
combinations fit is read from the periodogram of the person's last three years (Whittle's likelihood, with the expected
periodogram of the nights that were recorded in place of the spectrum: Sykulski et al. 2019), averaged over frequencies
that are near each other and tempered, since nights are not normal. Every combination counts by how well it fits, so few
nights make wide intervals. Nights of another habit of logging say nothing of how those vary that are logged now. The
error from the hidden rate is then put beside the exact interval of the count on a logarithmic scale (square and add:
Zou and Donner 2008). `python -m benchmarks people` shows how often the intervals hold; the constants were chosen there.
All intervals are 95 %.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from cramp_journal.analysis.period import Period, counted_in, recorded_in
from cramp_journal.analysis.rates import Rate, Z, garwood, ratio_error, ratio_interval, wilson
from cramp_journal.analysis.unlogged import calendar
from cramp_journal.i18n import Late
from cramp_journal.model import NightFigures

_Floats = NDArray[np.float64]

WAVES = Late("it comes in waves; an average tells little")
HISTORY = 3 * 364  # nights that tell how a person's cramps vary: earlier ones may be of another life
_WAVES = 0.2  # hidden variance of a mean of 28 nights, relative: from here on, an average tells little
_FOUR_WEEKS = 28
_EARLY = 112  # nights of record: before them, what was not met yet may be what matters
_WILD = 1.0  # hidden variance of a rate's nights: beyond it, an early rate says nothing

_MEMORY = (2.5, 6.0, 15.0, 40.0, 100.0)  # nights
_MEMORY_PRIOR = (1.0, 1.0, 1.0, 1.0, 0.6)
_SWING = (0.03, 0.06, 0.12, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)  # prior: as 1 / sqrt(swing)
_STEADY = 0.2  # prior chance that nothing is hidden
_NOISE = (1.0, 1.3, 1.7, 2.2, 3.0, 4.5, 7.0, 12.0)  # prior: as 1 / noise
_TEMPER = 0.6  # power of the likelihood
_FAST, _PEAK = 5, 8.0  # a rhythm of fewer nights than 5 counts as 8 times the mean of the periodogram at most
_TOGETHER = 0.5  # share of the covariance of two stretches that is credited: regular waves run against it
_NEGLIGIBLE = 1e-5  # weight
_TAIL = 0.025
_CLOSE = 1e-6  # of a limit: where the search for it ends
_SMALLEST_SHARE = 0.02  # variance of a night with or without cramps that is assumed at least
_WEEK = 7


@dataclass(frozen=True)
class _Grid:
    """The combinations of noise, swing and memory (as an index), with their prior weights."""

    noise: _Floats
    swing: _Floats
    memory: NDArray[np.int64]
    prior: _Floats


@lru_cache(maxsize=1)
def _grid() -> _Grid:
    swings, memories = np.array(_SWING), np.array(_MEMORY_PRIOR)
    weights = np.outer(swings**-0.5 / (swings**-0.5).sum(), memories / memories.sum()).ravel()
    hidden = np.concatenate([[_STEADY], (1 - _STEADY) * weights])
    noise = np.array(_NOISE)
    many = len(noise)
    return _Grid(
        noise=np.tile(noise, len(hidden)),
        swing=np.repeat(np.concatenate([[0.0], np.repeat(swings, len(memories))]), many),
        memory=np.repeat(np.concatenate([[0], np.tile(np.arange(len(memories)), len(swings))]), many),
        prior=np.outer(hidden, 1 / noise / (1 / noise).sum()).ravel(),
    )


_KEPT = np.exp(-1 / np.array(_MEMORY))  # correlation of neighbouring nights


@dataclass(frozen=True, eq=False)
class LongRun:
    """How a person's nights vary: combinations with their weights, found from nights up to some evening.

    `chance` is the variance of one night by chance alone, relative to the squared mean, where `noise` is 1.
    """

    first: date  # of the record
    record: int  # nights from the first to the last
    chance: float
    of_nights: bool
    weight: _Floats
    noise: _Floats
    swing: _Floats
    memory: NDArray[np.int64]
    _found: dict[tuple[int, int], tuple[float, float]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def in_waves(self) -> bool:
        """Whether an average tells little, since months differ."""
        return self._hidden(_FOUR_WEEKS) >= _WAVES

    def silent(self, count: int, period: Period) -> Late:
        """Say why a count of a period gives no rate; "" if it gives one."""
        if not count and self.in_waves:
            return WAVES
        if self.record >= _EARLY:
            return Late()
        if not count:
            return Late("no cramps in these nights, and fewer than {n} nights since the first", n=_EARLY)
        return WAVES if self._hidden(self._within(period)) > _WILD else Late()

    def rate(self, count: int, recorded: int, period: Period, logged: float = 1.0) -> Rate:
        """Return the rate of a period with its interval, a week.

        `logged` is the share of nights logged, if the others may have been clear: the lower end then allows for it.
        """
        widening, hidden = self.parts(recorded, period)
        low, high = (wilson if self.of_nights else garwood)(count, recorded, widening)
        value, error = count / recorded, Z * math.sqrt(hidden)
        if count:
            low = value * math.exp(-math.hypot(math.log(value / low), error))
        high = (value or high) * math.exp(math.hypot(math.log(high / (value or high)), error))
        most = 1.0 if self.of_nights else math.inf
        return Rate(_WEEK * value, _WEEK * low * logged, _WEEK * min(high, most))

    def ratio(self, counts: tuple[int, int], exposure: float, period: Period, before: Period) -> tuple[float, float]:
        """Return the interval of the rate of a period relative to that of nights before it."""
        now, then, gap = self._within(period), self._within(before), max(0, (period.first - before.last).days - 1)
        both = _alike(now + gap + then) - _alike(now + gap) - _alike(gap + then) + _alike(gap)
        apart = _alike(now) / now**2 + _alike(then) / then**2 - _TOGETHER * both / (now * then)
        error = ratio_error(*counts)
        hidden = self.swing * apart[self.memory]
        total = _as_normal(self.weight, self.noise * error**2 + hidden)
        noise = float(self.weight @ self.noise)
        if counts[0]:
            return ratio_interval(*counts, exposure, total / error**2)
        rest = max(0.0, total - noise * error**2)
        return 0.0, ratio_interval(*counts, exposure, noise)[1] * math.exp(Z * math.sqrt(rest))

    def _within(self, period: Period) -> int:
        """Return the nights of a period since the record began."""
        return max(1, min(period.nights, (period.last - self.first).days + 1))

    def _hidden(self, nights: int) -> float:
        return float(self.weight @ self._drift(nights))

    def _drift(self, nights: int) -> _Floats:
        """Return the variance of the hidden rate's mean over some nights, relative, for each combination."""
        found: _Floats = self.swing * (_alike(nights) / nights**2)[self.memory]
        return found

    def parts(self, recorded: int, period: Period) -> tuple[float, float]:
        """Return the factor for the variance by chance, and the hidden variance that goes with it."""
        nights = self._within(period)
        if (nights, recorded) not in self._found:
            total = _as_normal(self.weight, self.noise * self.chance / recorded + self._drift(nights))
            widening = float(self.weight @ self.noise)
            self._found[nights, recorded] = widening, max(0.0, total - widening * self.chance / recorded)
        return self._found[nights, recorded]


def long_run(nights: Sequence[NightFigures], last: date, *, of_nights: bool = False) -> LongRun:
    """Find how a person's nights vary, from those up to an evening; with `of_nights`, nights with cramps."""
    counted = counted_in(nights, Period.of_last(HISTORY, last))
    grid = _grid()
    if not counted:
        return LongRun(last, 1, 1.0, of_nights, grid.prior, grid.noise, grid.swing, grid.memory)
    record = (counted[-1].evening - counted[0].evening).days + 1
    since = calendar(recorded_in(nights, Period.of_last(HISTORY, last))).alike_since(last.toordinal())
    counted = [night for night in counted if night.evening.toordinal() >= since] or counted
    days = np.array([night.evening.toordinal() for night in counted])
    counts = np.array([night.count for night in counted], dtype=float)
    if of_nights:
        counts = np.minimum(counts, 1.0)
    there = np.zeros(int(days[-1] - days[0]) + 1)
    there[days - days[0]] = 1.0
    centred = np.zeros(len(there))
    centred[days - days[0]] = counts - counts.mean()
    mean = max(float(counts.sum()), 0.5) / len(counts)
    chance = max(mean * (1 - mean), _SMALLEST_SHARE) if of_nights else mean
    weight = _weights(grid, centred, there, mean, chance)
    kept = weight > _NEGLIGIBLE
    return LongRun(
        first=next(night.evening for night in nights if not night.left_out),
        record=record,
        chance=chance / mean**2,
        of_nights=of_nights,
        weight=weight[kept] / weight[kept].sum(),
        noise=grid.noise[kept],
        swing=grid.swing[kept],
        memory=grid.memory[kept],
    )


def _weights(grid: _Grid, centred: _Floats, there: _Floats, mean: float, chance: float) -> _Floats:
    """Return the weight of each combination, given the periodogram of the recorded nights."""
    size, recorded = len(there), float(there.sum())
    if size < 2 * 2:
        return grid.prior
    power = np.abs(np.fft.rfft(centred)[1:]) ** 2 / recorded
    fast = size // _FAST  # what comes back within days is no wave, and may be the pattern of what is logged
    power[fast:] = np.minimum(power[fast:], _PEAK * power.mean())
    double = 1 << (2 * size - 1).bit_length()
    pairs = np.fft.irfft(np.abs(np.fft.rfft(there, double)) ** 2, double)[:size] / recorded
    drifts = 2 * np.fft.rfft(pairs * _KEPT[:, None] ** np.arange(size))[:, 1:].real - 1
    starts = _bands(len(power))
    many = np.diff(np.append(starts, len(power)))
    power = np.add.reduceat(power, starts) / many
    drifts = np.maximum(np.add.reduceat(drifts, starts, axis=1) / many, 1e-3)
    expected = grid.noise[:, None] * chance + grid.swing[:, None] * mean**2 * drifts[grid.memory]
    fit = _TEMPER * -((np.log(expected) + power / expected) @ many) + np.log(grid.prior)
    likely = np.exp(fit - fit.max())
    found: _Floats = likely / likely.sum()
    return found


@lru_cache(maxsize=64)
def _bands(frequencies: int) -> NDArray[np.int64]:
    """Return where bands of frequencies start: each a quarter wider than those below it."""
    starts = [0]
    while (following := max(starts[-1] + 1, int(starts[-1] * 1.25))) < frequencies:
        starts.append(following)
    return np.array(starts)


def _alike(nights: int) -> _Floats:
    """Return the sum of the correlations of every two of some nights in a row, for each memory."""
    found: _Floats = nights * (1 + _KEPT) / (1 - _KEPT) - 2 * _KEPT * (1 - _KEPT**nights) / (1 - _KEPT) ** 2
    return found


def _as_normal(weight: _Floats, variance: _Floats) -> float:
    """Return the variance of the one normal distribution with the same 95 % interval as a mixture of normals.

    Newton's method: the chance beyond a limit falls and is convex, so no step from below passes the root.
    """
    deviation = np.sqrt(variance)
    least = Z * float(deviation.min())
    limit = max(least, Z * math.sqrt(float(weight @ variance)))
    for _step in range(20):
        beyond = -limit / deviation
        density = float(weight @ (np.exp(-(beyond**2) / 2) / deviation)) / math.sqrt(2 * math.pi)
        step = (float(weight @ ndtr(beyond)) - _TAIL) / density
        limit = max(least, limit + step)
        if abs(step) <= _CLOSE * limit:
            break
    return (limit / Z) ** 2
