"""Ratios of rates over strata: worked examples, the referee libraries, and what must not matter."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import false_discovery_control
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.stats.contingency_tables import StratifiedTable

from cramp_journal.analysis.effects import StratumCounts, adjusted, stratum_counts
from cramp_journal.analysis.rates import INDEPENDENT, Spread

NIGHTS = StratumCounts(
    *(np.array(row, dtype=float) for row in ([6, 4, 9, 0], [5, 3, 4, 7], [10, 8, 14, 0], [16, 18, 12, 28]))
)


def of(*rows: list[float]) -> StratumCounts:
    return StratumCounts(*(np.array(row, dtype=float) for row in rows))


def test_the_ratio_is_that_of_mantel_and_haenszel() -> None:
    """By hand: Σ a·n0/N = 6·16/26 + 4·18/26 + 9·12/26, Σ b·n1/N = 5·10/26 + 3·8/26 + 4·14/26."""
    found = NIGHTS.effect(INDEPENDENT)
    assert found
    assert found.ratio == pytest.approx((6 * 16 + 4 * 18 + 9 * 12) / (5 * 10 + 3 * 8 + 4 * 14))
    assert (found.low, found.high) == pytest.approx((1.025039, 4.397349), abs=1e-5)
    assert found.p == pytest.approx(0.0427101, abs=1e-6)


def test_the_ratio_of_person_time_is_the_pooled_one_of_statsmodels() -> None:
    """Deaths of current and past users of clozapine by age, with person-years (Greenland and Rothman, an example of
    stratified rates). Person-time is to the pooled risk ratio what nights with and without are."""
    found = of([196, 167], [111, 157], [62119, 6085], [15763, 2780]).effect(INDEPENDENT)
    table = [np.array([[196, 62119 - 196], [111, 15763 - 111]]), np.array([[167, 6085 - 167], [157, 2780 - 157]])]
    assert found
    assert found.ratio == pytest.approx(0.468872, abs=1e-6)
    assert found.ratio == pytest.approx(StratifiedTable(table).riskratio_pooled)
    assert (found.low, found.high) == pytest.approx((0.399840, 0.549823), abs=1e-5)


def test_the_ratio_is_near_that_of_a_regression_with_a_level_for_each_stratum() -> None:
    rows: list[tuple[float, float, int, float]] = []
    for i in range(3):
        rows += [(NIGHTS.cramps_with[i], 1.0, i, NIGHTS.nights_with[i])]
        rows += [(NIGHTS.cramps_without[i], 0.0, i, NIGHTS.nights_without[i])]
    y, x, stratum, exposure = (np.array(column) for column in zip(*rows, strict=True))
    design = np.column_stack([x, *(stratum == i for i in range(3))]).astype(float)
    fitted: Any = GLM(y, design, family=Poisson(), exposure=exposure).fit()
    found = NIGHTS.effect(INDEPENDENT)
    assert found
    assert math.log(found.ratio) == pytest.approx(fitted.params[0], abs=0.1 * fitted.bse[0])
    assert math.log(found.high / found.low) / 2 / 1.959964 == pytest.approx(fitted.bse[0], rel=0.03)


def test_runs_of_cramps_widen_the_interval() -> None:
    found = NIGHTS.effect(Spread(1.5, 13))
    assert found
    assert (found.low, found.high) == pytest.approx((0.794456, 5.673637), abs=1e-5)
    assert found.p == pytest.approx(0.1219228, abs=1e-6)


def test_no_cramps_on_one_side_have_an_exact_end_and_an_open_one() -> None:
    """9 cramps on 14 nights without, none on 14 with: 0.025^(−1/9) − 1, and p = 2 / 2⁹."""
    found = of([0], [9], [14], [14]).effect(INDEPENDENT)
    assert found
    assert (found.ratio, found.low) == (0, 0)
    assert found.high == pytest.approx(0.025 ** (-1 / 9) - 1)
    assert found.p == pytest.approx(2 / 2**9)
    other = of([9], [0], [14], [14]).effect(INDEPENDENT)
    assert other
    assert (other.ratio, other.high) == (math.inf, math.inf)
    assert other.low == pytest.approx(1 / found.high)


@pytest.mark.parametrize(("with_it", "without", "enough"), [(10, 10, True), (9, 40, False), (40, 9, False)])
def test_ten_nights_on_each_side_are_needed(with_it: int, without: int, *, enough: bool) -> None:
    assert (of([3], [2], [with_it], [without]).effect(INDEPENDENT) is not None) is enough


def test_nights_of_weeks_that_have_only_one_kind_do_not_count() -> None:
    assert of([9, 0], [0, 0], [28, 9], [0, 19]).compared == (9, 19)
    assert of([9, 0], [0, 5], [28, 0], [0, 28]).effect(INDEPENDENT) is None


def test_without_any_cramps_there_is_no_ratio() -> None:
    assert of([0], [0], [14], [14]).effect(INDEPENDENT) is None


def test_nights_are_counted_in_their_stratum_and_unknown_ones_nowhere() -> None:
    counted = stratum_counts(
        np.array([1, 1, 0, 0, 0]), np.array([2.0, 1.0, 0.0, 3.0, 9.0]), np.array([1.0, 0.0, 1.0, 0.0, np.nan])
    )
    assert counted.nights_with.tolist() == [1, 1]
    assert counted.nights_without.tolist() == [1, 1]
    assert counted.cramps_with.tolist() == [0, 2]
    assert counted.cramps_without.tolist() == [3, 1]


CELLS = arrays(np.int64, (4, 3), elements=st.integers(0, 20))


@given(CELLS, st.floats(1, 4))
def test_with_and_without_are_two_sides_of_one_ratio(cells: Any, dispersion: float) -> None:
    how = Spread(dispersion, 20)
    a, b, n1, n0 = cells.astype(float)
    one, other = of(a, b, n1 + 4, n0 + 4).effect(how), of(b, a, n0 + 4, n1 + 4).effect(how)
    assert (one is None) == (other is None)
    if one and other and 0 < one.ratio < math.inf:
        assert one.ratio * other.ratio == pytest.approx(1)
        assert one.low * other.high == pytest.approx(1)
        assert one.p == pytest.approx(other.p)


@given(CELLS)
def test_the_ratio_lies_in_its_interval_and_p_is_a_chance(cells: Any) -> None:
    a, b, n1, n0 = cells.astype(float)
    found = of(a, b, n1 + 4, n0 + 4).effect(Spread(1.3, 15))
    if found:
        assert 0 <= found.low <= found.ratio <= found.high
        assert 0 <= found.p <= 1


def test_many_chances_are_adjusted_as_benjamini_and_hochberg_do() -> None:
    """Golden number 7 of the fact sheet, and scipy as the referee."""
    p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
    assert adjusted(p) == pytest.approx([0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.10571, 0.216, 0.216, 0.216], abs=1e-5)
    assert adjusted(p[::-1])[::-1] == adjusted(p)
    assert adjusted([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_any_chances_are_adjusted_as_scipy_does(p: list[float]) -> None:
    assert adjusted(p) == pytest.approx(false_discovery_control(p).tolist())
