"""Intervals against the golden numbers of the clinical fact sheet (section 12), scipy, statsmodels and by hand."""

import itertools
import math
import warnings
from statistics import NormalDist

import pytest
from scipy.stats import binomtest, chi2, t

from cramp_journal.analysis.rates import (
    INDEPENDENT,
    Spread,
    garwood,
    ratio_interval,
    wilson,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from statsmodels.stats.proportion import proportion_confint
    from statsmodels.stats.rates import confint_poisson_2indep

Z = NormalDist().inv_cdf(0.975)
WIDENINGS = (1.0, 1.5, 2.77)


def test_twelve_cramps_in_28_nights_have_the_golden_interval_of_garwood() -> None:
    assert garwood(12, 28) == pytest.approx((0.2214, 0.7486), abs=5e-5)


def test_no_cramps_in_28_nights_can_still_be_up_to_the_golden_limit() -> None:
    low, high = garwood(0, 28)
    assert low == 0
    assert high == pytest.approx(0.1317, abs=5e-5)


def test_twelve_cramp_nights_of_28_have_the_golden_interval_of_wilson() -> None:
    assert wilson(12, 28) == pytest.approx((0.2651, 0.6093), abs=5e-5)


@pytest.mark.parametrize("count", [0, 1, 2, 5, 17, 120, 3000])
@pytest.mark.parametrize("exposure", [14, 28, 365])
def test_garwood_is_the_chi_square_interval_of_scipy(count: int, exposure: int) -> None:
    low = chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
    high = chi2.ppf(0.975, 2 * count + 2) / 2
    assert garwood(count, exposure) == pytest.approx((low / exposure, high / exposure), rel=1e-9)


@pytest.mark.parametrize("nights", [1, 14, 28, 365])
@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.93, 1])
def test_wilson_is_the_interval_of_statsmodels_and_scipy(nights: int, share: float) -> None:
    count = round(share * nights)
    ours = wilson(count, nights)
    assert ours == pytest.approx(proportion_confint(count, nights, method="wilson"), abs=1e-12)
    theirs = binomtest(count, nights).proportion_ci(method="wilson")
    assert ours == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@pytest.mark.parametrize("widening", WIDENINGS)
@pytest.mark.parametrize("nights", range(1, 120, 7))
def test_wilson_never_leaves_the_span_of_shares_by_a_rounding(nights: int, widening: float) -> None:
    assert wilson(0, nights, widening)[0] >= 0
    assert wilson(nights, nights, widening)[1] <= 1


@pytest.mark.parametrize(("count", "nights"), [(0, 28), (1, 14), (12, 28), (28, 28), (200, 365)])
def test_clustering_widens_both_intervals_on_both_sides(count: int, nights: int) -> None:
    for interval in (garwood, wilson):
        within = [interval(count, nights, widening) for widening in WIDENINGS]
        for (low, high), (wider_low, wider_high) in itertools.pairwise(within):
            assert wider_low <= low
            assert wider_high >= high - 1e-12
            assert wider_high - wider_low > high - low


def test_a_widened_garwood_is_that_of_fewer_cramps_in_fewer_nights() -> None:
    assert garwood(12, 28, 2.0) == pytest.approx(garwood(6, 14))


def test_a_widened_wilson_is_that_of_fewer_nights() -> None:
    assert wilson(12, 28, 2.0) == pytest.approx(wilson(6, 14))


def test_twice_the_log_width_comes_from_four_times_the_variance() -> None:
    low, high = ratio_interval(12, 24, 1.0)
    wide_low, wide_high = ratio_interval(12, 24, 1.0, 4.0)
    assert math.log(wide_high / wide_low) == pytest.approx(2 * math.log(high / low))


def test_the_interval_of_a_ratio_is_log_wald_with_half_a_cramp_added_in_its_error_alone() -> None:
    error = math.sqrt(1 / 12.5 + 1 / 24.5)
    assert ratio_interval(12, 24, 1.0) == pytest.approx((0.5 * math.exp(-Z * error), 0.5 * math.exp(Z * error)))


def test_without_the_half_cramp_the_ratio_would_have_the_golden_log_wald_interval() -> None:
    """12 v 24 in 28: 0.2500 to 0.9998. The half cramp takes it nearer to the score interval, 0.2534 to 0.9867."""
    error, halved = math.sqrt(1 / 12 + 1 / 24), math.sqrt(1 / 12.5 + 1 / 24.5)
    low, high = ratio_interval(12, 24, 1.0, (error / halved) ** 2)
    assert (low, high) == pytest.approx((0.2500, 0.9998), abs=5e-5)
    assert ratio_interval(12, 24, 1.0) == pytest.approx((0.2534, 0.9867), abs=2e-3)


@pytest.mark.parametrize(("now", "before"), [(12, 24), (30, 20), (60, 240), (9, 9)])
def test_the_interval_of_a_ratio_lies_near_the_score_interval_of_statsmodels(now: int, before: int) -> None:
    score = confint_poisson_2indep(now, 28, before, 84, method="score", compare="ratio")
    assert ratio_interval(now, before, 28 / 84) == pytest.approx(score, rel=0.06)


@pytest.mark.parametrize("before", [1, 4, 12, 80])
def test_no_cramps_now_leave_room_for_a_ratio_up_to_the_exact_limit(before: int) -> None:
    limit = binomtest(0, before).proportion_ci(method="exact").high
    low, high = ratio_interval(0, before, 28 / 84)
    assert low == 0
    assert high == pytest.approx(limit / (1 - limit) * 3)


def test_no_cramps_now_have_a_wider_interval_when_cramps_cluster() -> None:
    assert ratio_interval(0, 12, 1 / 3, 2.0)[1] > ratio_interval(0, 12, 1 / 3)[1]


@pytest.mark.parametrize("freedom", [4, 18, 100])
def test_the_widening_is_the_dispersion_with_students_t_in_place_of_the_normal(freedom: int) -> None:
    assert Spread(1.7, freedom).widening == pytest.approx(1.7 * (t.ppf(0.975, freedom) / Z) ** 2)


def test_independent_nights_are_not_widened() -> None:
    assert INDEPENDENT.widening == pytest.approx(1.0)


@pytest.mark.parametrize("nights", [1, 14, 28, 29, 84, 365, 3650])
@pytest.mark.parametrize("widening", [1.0, 1.37, 8.0])
def test_wilson_begins_at_nothing_where_nothing_was_counted_and_ends_at_all(nights: int, widening: float) -> None:
    """Not at 8e-17, which rounding leaves."""
    assert wilson(0, nights, widening)[0] == 0.0
    assert wilson(nights, nights, widening)[1] == 1.0
    assert 0 < wilson(1, nights + 1, widening)[0] < wilson(1, nights + 1, widening)[1] < 1
