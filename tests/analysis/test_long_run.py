"""How far a count may lie from the long-run rate: against scipy, statsmodels, brute sums, and people of known kinds."""

import math
from itertools import pairwise
from statistics import median

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import chi2, norm
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson_2indep

from cramp_journal.analysis import long_run as module
from cramp_journal.analysis.long_run import LongRun, long_run
from cramp_journal.analysis.period import Period
from cramp_journal.model import NightFigures
from tests.analysis.series import FIRST, after, drawn, independent, run_of

Z = norm.ppf(0.975)
MONTH = Period(after(FIRST, 336), after(FIRST, 363))
BEFORE = MONTH.before(84)


def varying(noise: float, swing: float, memory: int, *, chance: float = 2.0, of_nights: bool = False) -> LongRun:
    """Give a person of whom all is known, after a year: `memory` is an index."""
    sure, noises, swings = (np.array([value]) for value in (1.0, noise, swing))
    return LongRun(FIRST, 364, chance, of_nights, sure, noises, swings, np.array([memory]))


def alike(a: range, b: range, memory: float) -> float:
    """Give the mean correlation of the nights of two stretches, night by night."""
    return float(np.mean([[math.exp(-abs(i - j) / memory) for j in b] for i in a]))


# ---------------------------------------------------------------- the formulas
def test_where_nothing_is_hidden_the_rate_is_garwoods() -> None:
    rate = varying(1, 0, 0).rate(12, 28, MONTH)
    assert (rate.low, rate.high) == pytest.approx((chi2.ppf(0.025, 24) / 8, chi2.ppf(0.975, 26) / 8))


def test_where_nothing_is_hidden_the_rate_of_nights_is_wilsons() -> None:
    rate = varying(1, 0, 0, of_nights=True).rate(12, 28, MONTH)
    assert (rate.low / 7, rate.high / 7) == pytest.approx(proportion_confint(12, 28, method="wilson"))


def test_where_nothing_is_hidden_the_ratio_is_near_the_score_interval_of_statsmodels() -> None:
    found = varying(1, 0, 0).ratio((30, 20), 1.0, MONTH, MONTH.before(28))
    assert found == pytest.approx(confint_poisson_2indep(30, 28, 20, 28, method="score", compare="ratio"), rel=0.06)


@pytest.mark.parametrize("memory", range(5))
def test_the_hidden_variance_of_a_month_is_the_mean_correlation_of_its_nights(memory: int) -> None:
    """The error of the hidden rate is added to Garwood's as squares of logarithms (Zou and Donner 2008)."""
    hidden = 0.5 * alike(range(28), range(28), module._MEMORY[memory])
    rate = varying(1, 0.5, memory, chance=1e-9).rate(12, 28, MONTH)
    low, high = chi2.ppf(0.025, 24) / 2, chi2.ppf(0.975, 26) / 2
    assert math.log(12 / 4 / rate.low) == pytest.approx(math.hypot(math.log(12 / low), Z * math.sqrt(hidden)))
    assert math.log(rate.high / (12 / 4)) == pytest.approx(math.hypot(math.log(high / 12), Z * math.sqrt(hidden)))


@pytest.mark.parametrize("memory", range(5))
def test_half_of_what_two_stretches_have_in_common_cancels_in_their_ratio(memory: int) -> None:
    now, before, known = range(84, 112), range(84), module._MEMORY[memory]
    hidden = 0.5 * (alike(now, now, known) + alike(before, before, known) - alike(now, before, known))
    error = math.sqrt(1.7 * (1 / 12.5 + 1 / 24.5) + hidden)
    low, high = varying(1.7, 0.5, memory).ratio((12, 24), 1 / 3, MONTH, BEFORE)
    assert (low, high) == pytest.approx((1.5 * math.exp(-Z * error), 1.5 * math.exp(Z * error)))


def test_a_mixture_of_combinations_has_the_limits_that_leave_out_a_fortieth_on_each_side() -> None:
    weight, variance = np.array([0.7, 0.25, 0.05]), np.array([0.04, 0.3, 2.0])
    beyond = brentq(lambda q: float(weight @ norm.sf(q / np.sqrt(variance))) - 0.025, 0.1, 9)
    assert module._as_normal(weight, variance) == pytest.approx((beyond / Z) ** 2, rel=1e-5)


def test_the_weights_are_those_of_the_periodogram_against_the_expected_one() -> None:
    """By plain sums: the expected periodogram of recorded nights is that of the covariance of each two of them."""
    nights = drawn(FIRST, "12..-1. ...4-.. ...11.. -..2..3 ....... 1.-....")
    days = np.array([(night.evening - FIRST).days for night in nights])
    counts = np.array([night.count for night in nights], dtype=float)
    mean, size = counts.mean(), int(days[-1]) + 1
    grid = module._grid()
    waves = np.exp(-2j * np.pi * np.outer(np.arange(1, size // 2 + 1), days) / size)
    power = np.abs(waves @ (counts - mean)) ** 2 / len(days)
    starts = np.append(module._bands(len(power)), len(power))
    fits = []
    for noise, swing, memory in zip(grid.noise, grid.swing, grid.memory, strict=True):
        apart = np.abs(days[:, None] - days)
        covariance = swing * mean**2 * np.exp(-apart / module._MEMORY[memory]) + noise * mean * np.eye(len(days))
        expected = np.einsum("ki,ij,kj->k", waves, covariance, waves.conj()).real / len(days)
        bands = [(np.mean(power[a:b]), np.mean(expected[a:b]), b - a) for a, b in pairwise(starts)]
        fits.append(-0.6 * sum(many * (math.log(e) + p / e) for p, e, many in bands))
    likely = grid.prior * np.exp(np.array(fits) - max(fits))
    likely /= likely.sum()
    found = long_run(nights, nights[-1].evening)
    assert found.weight == pytest.approx(likely[likely > 1e-5] / likely[likely > 1e-5].sum(), rel=1e-6)


# ---------------------------------------------------------------- people
def in_spells(seed: int, nights: int) -> list[NightFigures]:
    """Draw 5 to 15 nights with two cramps in the mean, then 20 to 50 without."""
    chance = np.random.default_rng(seed)
    counts: list[int] = []
    while len(counts) < nights:
        counts += chance.poisson(2, chance.integers(5, 15)).tolist() + [0] * int(chance.integers(20, 50))
    return run_of(FIRST, counts[:nights])


def test_a_month_of_spells_says_less_about_the_average_than_one_of_even_nights() -> None:
    for seed in range(5):
        even, spells = (
            long_run(nights, MONTH.last).rate(12, 28, MONTH)
            for nights in (independent(seed, 364, 0.43), in_spells(seed, 364))
        )
        assert even.high / even.low < 4.5
        assert spells.high / spells.low > 10


def test_it_comes_in_waves_where_it_does_and_not_where_nights_are_independent() -> None:
    assert all(long_run(in_spells(seed, 364), MONTH.last).in_waves for seed in range(20))
    assert not any(long_run(independent(seed, 364, 0.43), MONTH.last).in_waves for seed in range(20))


def test_a_strict_rhythm_of_a_few_nights_is_no_wave_though_some_of_them_are_never_logged() -> None:
    found = long_run(run_of(FIRST, [1, 0, None, 0] * 28), after(FIRST, 111))
    assert not found.in_waves
    rate = found.rate(7, 21, Period(after(FIRST, 84), after(FIRST, 111)))
    assert rate.high / rate.low < 8


def test_a_longer_record_makes_it_surer_how_nights_vary() -> None:
    wide = [
        median(
            rate.high / rate.low
            for seed in range(15)
            for rate in [long_run(independent(seed, nights, 0.6), after(FIRST, nights - 1)).rate(17, 28, MONTH)]
        )
        for nights in (28, 112, 728)
    ]
    assert wide[0] > wide[1] > wide[2]


def test_nights_of_more_than_three_years_ago_do_not_tell_how_nights_vary_now() -> None:
    quiet = run_of(after(FIRST, 800), [0, 1, 0, 0] * 300)
    before = in_spells(1, 800)
    found, alone = long_run(before + quiet, quiet[-1].evening), long_run(quiet, quiet[-1].evening)
    assert found.weight == pytest.approx(alone.weight)


# ---------------------------------------------------------------- where there is no rate
@pytest.mark.parametrize("nights", [111, 112])
def test_without_a_cramp_there_is_no_rate_before_16_weeks(nights: int) -> None:
    found = long_run(run_of(FIRST, [0] * nights), after(FIRST, nights - 1))
    assert bool(found.silent(0, MONTH)) is (nights < 112)


def test_who_cramps_only_in_spells_has_no_rate_in_the_first_weeks() -> None:
    nights = drawn(FIRST, "....... ......2 3323... ....... ....... .......")
    found = long_run(nights, nights[-1].evening)
    assert found.silent(10, Period.of_last(28, nights[-1].evening)) == module.WAVES


def test_where_they_come_in_waves_a_month_without_cramps_is_no_rate_of_zero() -> None:
    found = long_run(in_spells(3, 364), MONTH.last)
    assert found.silent(0, MONTH) == module.WAVES
    assert not found.silent(5, MONTH)


def test_nothing_recorded_leaves_what_is_assumed_of_anybody() -> None:
    assert long_run([], FIRST).weight.sum() == pytest.approx(1)
