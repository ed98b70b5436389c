"""The golden numbers of the clinical fact sheet, section 12, each with its number there.

Where the journal has its own function it is tried; where it has none yet, the referee library fixes the method that any
later function is held to. (Numbers 2, 3 and 7 are in test_rates.py and test_effects.py.)
"""

import math

import numpy as np
import pymannkendall
import pytest
from scipy.stats import binomtest, kendalltau, mannwhitneyu, permutation_test, t, theilslopes, ttest_ind_from_stats
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.stats import rates as referee_rates

from cramp_journal.analysis.lengths import longer_by_chance
from cramp_journal.analysis.rates import garwood, ratio_interval

WEEKLY = [3, 2, 4, 3, 3, 5, 4, 6, 5, 4, 7, 6]


def test_number_1_two_rates_by_each_method() -> None:
    score = referee_rates.test_poisson_2indep(12, 28, 24, 28, method="score")
    assert (score.statistic, score.pvalue) == pytest.approx((-2.0, 0.0455), abs=5e-5)
    assert referee_rates.confint_poisson_2indep(12, 28, 24, 28, compare="ratio", method="score") == pytest.approx(
        (0.2534, 0.9867), abs=5e-5
    )
    assert binomtest(12, 36).pvalue == pytest.approx(0.06525, abs=5e-6)
    share = binomtest(12, 36).proportion_ci(method="exact")
    odds = [bound / (1 - bound) for bound in (share.low, share.high)]
    assert odds == pytest.approx([0.2278, 1.0396], abs=5e-5)
    low, high = ratio_interval(12, 24, 1.0)  # ours: log-Wald with half a cramp, between those two
    assert 0.2500 < low < 0.2600
    assert 0.98 < high < 0.9998


def test_number_2_no_cramps_in_28_nights_have_an_upper_bound() -> None:
    assert garwood(0, 28) == pytest.approx((0.0, 0.1317), abs=5e-5)


def test_number_4_the_trend_of_twelve_weeks() -> None:
    found = pymannkendall.original_test(WEEKLY)
    assert (found.s, found.var_s) == pytest.approx((40, 203.333), abs=5e-4)
    assert (found.z, found.p) == pytest.approx((2.7350, 0.006238), abs=5e-5)
    slope = theilslopes(WEEKLY, np.arange(12))
    assert tuple(slope) == pytest.approx((0.375, 1.9375, 0.1667, 0.5), abs=5e-5)
    tau = kendalltau(np.arange(12), WEEKLY)
    assert (tau.statistic, tau.pvalue) == pytest.approx((0.6465, 0.005029), abs=5e-5)
    fitted = GLM(WEEKLY, np.column_stack([np.ones(12), np.arange(12)]), family=Poisson()).fit()
    assert (fitted.params[1], fitted.bse[1]) == pytest.approx((0.07861, 0.04107), abs=5e-6)
    assert fitted.pearson_chi2 / fitted.df_resid == pytest.approx(0.199, abs=5e-4)


def test_number_5_the_limits_of_a_u_chart() -> None:
    counts, nights = np.array([3, 2, 4, 3, 5, 2, 3, 4]), np.array([7, 7, 6, 7, 7, 5, 7, 7])
    mean = counts.sum() / nights.sum()
    assert mean == pytest.approx(0.490566, abs=5e-7)
    upper = [mean + 3 * math.sqrt(mean / n) for n in (7, 6, 5)]
    assert upper == pytest.approx([1.28475, 1.34838, 1.43026], abs=5e-6)
    assert all(mean - 3 * math.sqrt(mean / n) < 0 for n in (5, 6, 7))


def test_number_6_the_limits_of_a_g_chart() -> None:
    mean = np.mean([4, 6, 3, 9, 5, 7, 2, 8])
    assert mean == 5.5
    assert mean + 3 * math.sqrt(mean * (mean + 1)) == pytest.approx(23.4374, abs=5e-5)
    assert 0.693 * mean == pytest.approx(3.8115)


def test_number_8_mann_and_whitney() -> None:
    before, now = [2, 3, 1, 4, 2, 3, 5, 2], [4, 6, 5, 3, 8, 7, 6, 9]
    exact = mannwhitneyu(before, now, method="exact")
    assert (exact.statistic, exact.pvalue) == pytest.approx((5, 0.002953), abs=5e-7)
    referee = mannwhitneyu(now, before, alternative="greater", method="asymptotic").pvalue
    assert longer_by_chance(now, before) == pytest.approx(referee)  # ours: one-sided, with ties


def test_number_9_six_paired_blocks() -> None:
    a, b = np.array([5.0, 4, 6, 5, 7, 4]), np.array([3.0, 2, 4, 4, 3, 2])
    assert (a - b).mean() == pytest.approx(2.1667, abs=5e-5)
    found = permutation_test((a, b), lambda x, y: float(np.mean(x - y)), permutation_type="samples", n_resamples=999)
    assert found.pvalue == pytest.approx(0.03125)


def test_number_10_welch_on_a_published_trial() -> None:
    """Roguin Maor 2017: −3.41 (4.05, 48 people) and −3.03 (4.53, 46); the paper prints P = .67."""
    found = ttest_ind_from_stats(-3.41, 4.05, 48, -3.03, 4.53, 46, equal_var=False)
    error = math.sqrt(4.05**2 / 48 + 4.53**2 / 46)
    assert error == pytest.approx(0.88760, abs=5e-6)
    assert (-found.statistic, found.pvalue) == pytest.approx((0.42812, 0.66959), abs=5e-6)
    freedom = error**4 / ((4.05**2 / 48) ** 2 / 47 + (4.53**2 / 46) ** 2 / 45)
    assert freedom == pytest.approx(89.861, abs=5e-4)
    half = t.ppf(0.975, freedom) * error
    assert (0.38 - half, 0.38 + half) == pytest.approx((-1.3834, 2.1434), abs=5e-5)


@pytest.mark.parametrize(
    ("units", "difference", "interval"),
    [((103, 96), -2.67, (-3.188, -2.152)), ((103 * 8, 96 * 8), -2.67, (-2.853, -2.487))],
)
def test_number_11_people_and_not_their_weeks_are_the_units(
    units: tuple[int, int], difference: float, interval: tuple[float, float]
) -> None:
    """Tan 2024: 0.96 (1.41) and 3.63 (2.20) a week; the printed interval is that of weeks taken for people."""
    error = math.sqrt(1.41**2 / units[0] + 2.20**2 / units[1])
    assert (difference - 1.96 * error, difference + 1.96 * error) == pytest.approx(interval, abs=2e-2)


def test_number_12_plain_ratios() -> None:
    assert pytest.approx([0.278, 0.211, 0.1, 0.708], abs=5e-4) == [2.45 / 8.8, 3.6 / 17.08, 0.12 / 1.2, 85 / 120]
    assert pytest.approx(4.13, abs=5e-3) == (85 / 35) / (137 / 233)


def test_number_13_a_season_of_two_thirds_doubles_from_winter_to_summer() -> None:
    """CMAJ 2015: peak to peak two thirds of the mean."""
    assert pytest.approx(2.0) == (1 + 1 / 3) / (1 - 1 / 3)
