"""The exact test and its interval, against enumeration by hand and two referee libraries."""

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import permutation_test
from statsmodels.stats.descriptivestats import sign_test

from cramp_journal.analysis.experiments import exact
from cramp_journal.analysis.experiments.exact import TAIL, subsets
from cramp_journal.analysis.experiments.many_tries import few_tails, tails

counts = st.integers(0, 6)
units = st.lists(st.tuples(counts, counts), min_size=1, max_size=9)


def sides(pairs: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    return [a for a, _b in pairs], [b for _a, b in pairs]


def by_hand(pairs: list[tuple[int, int]], ratio: float) -> tuple[float, float]:
    """Give the shares of all orders whose sum is no higher, and no lower, than the one that came."""
    each = [a - ratio * b for a, b in pairs]
    sums = [
        sum(s * u for s, u in zip(signs, each, strict=True)) for signs in itertools.product((1, -1), repeat=len(each))
    ]
    return sum(s <= sum(each) + 1e-9 for s in sums) / len(sums), sum(s >= sum(each) - 1e-9 for s in sums) / len(sums)


def test_three_pairs_by_hand() -> None:
    """Units (0, 2), (1, 3), (0, 1): subsets give 0/0, 0/2, 1/3, 1/5, 0/1, 0/3, 1/4, 1/6, each 1 of 8."""
    law = subsets([0, 1, 0], [2, 3, 1])
    assert law.empty == 1 / 8
    assert law.ratios.tolist() == [0, 1 / 6, 1 / 5, 1 / 4, 1 / 3]
    assert law.shares.tolist() == [3 / 8, 1 / 8, 1 / 8, 1 / 8, 1 / 8]
    assert law.at_least(1.0) == 1 / 8
    assert law.at_most(1.0) == 1.0
    assert law.p() == 0.25
    assert law.interval() == (0.0, math.inf)  # three pairs can tell nothing


def test_six_pairs_that_all_say_fewer_are_the_fewest_that_can() -> None:
    law = subsets([1] * 6, [2] * 6)
    assert law.p() == 2 / 64
    assert law.interval() == (0.5, 0.5)
    assert subsets([1] * 5, [2] * 5).interval() == (0.0, math.inf)
    assert subsets([1] * 5, [2] * 5).p() == 2 / 32


@given(units, st.sampled_from([0.25, 0.5, 1.0, 2.0]))
def test_both_tails_are_those_of_all_orders(pairs: list[tuple[int, int]], ratio: float) -> None:
    law = subsets(*sides(pairs))
    assert (law.at_least(ratio), law.at_most(ratio)) == pytest.approx(by_hand(pairs, ratio))


@given(units)
def test_adding_units_up_is_listing_all_subsets(pairs: list[tuple[int, int]]) -> None:
    pairs = [each for each in pairs if any(each)]
    listed, added = exact._listed(pairs), exact._added_up(pairs)
    assert listed.ratios.tolist() == added.ratios.tolist()
    assert listed.shares == pytest.approx(added.shares)
    assert listed.empty == pytest.approx(added.empty)


@given(units)
def test_the_interval_and_the_test_never_say_two_things(pairs: list[tuple[int, int]]) -> None:
    law = subsets(*sides(pairs))
    low, high = law.interval()
    assert (low <= 1 <= high) == (min(law.at_least(1.0), law.at_most(1.0)) > TAIL)
    assert low <= high


@given(units)
def test_changing_sides_turns_the_interval_round(pairs: list[tuple[int, int]]) -> None:
    low, high = subsets(*sides(pairs)).interval()
    other_low, other_high = subsets(*reversed(sides(pairs))).interval()
    assert other_low == pytest.approx(1 / high if high else math.inf)
    assert other_high == pytest.approx(1 / low if low else math.inf)


@given(units)
def test_what_was_seen_lies_within_its_own_interval(pairs: list[tuple[int, int]]) -> None:
    a, b = (sum(side) for side in sides(pairs))
    assume(b)
    low, high = subsets(*sides(pairs)).interval()
    assert low <= a / b <= high


def test_scipy_finds_the_same_p() -> None:
    with_it, without = [0, 2, 1, 0, 3, 0, 1, 1, 0, 0], [2, 1, 4, 1, 2, 2, 1, 5, 1, 3]

    def difference(a: Any, b: Any, axis: int) -> Any:
        return np.sum(a - b, axis=axis)

    referee: Any = permutation_test  # its types want one statistic for each number of axes
    found = referee((with_it, without), difference, permutation_type="samples", n_resamples=np.inf, alternative="less")
    assert subsets(with_it, without).at_least(1.0) == pytest.approx(found.pvalue)
    law = exact._added_up(list(zip(with_it, without, strict=True)))
    assert law.at_least(1.0) == pytest.approx(found.pvalue)


def test_statsmodels_finds_the_same_p_where_each_pair_differs_by_one() -> None:
    with_it, without = [0] * 17 + [1] * 6, [1] * 17 + [0] * 6
    _middle, p = sign_test(np.subtract(with_it, without), 0)
    assert subsets(with_it, without).p() == pytest.approx(p)


def test_drawn_orders_come_close_and_count_the_order_that_came() -> None:
    chance = np.random.default_rng(5)
    pairs = list(zip(chance.poisson(1.0, 40).tolist(), chance.poisson(1.8, 40).tolist(), strict=True))
    drawn, added = exact._drawn(pairs), exact._added_up(pairs)
    assert drawn.drawn
    assert drawn.empty > 0  # the order that came: no p is 0
    assert drawn.p() == pytest.approx(added.p(), abs=0.003)
    assert drawn.interval() == pytest.approx(added.interval(), rel=0.03)


def test_what_is_too_large_to_add_up_is_drawn() -> None:
    law = subsets([400] * 13, [800] * 13)
    assert law.drawn
    assert law.p() < 0.01


@given(st.lists(st.lists(st.tuples(counts, counts), min_size=8, max_size=8), min_size=1, max_size=4))
def test_many_trials_at_once_are_judged_like_one(drawn: list[list[tuple[int, int]]]) -> None:
    sums = np.array([[a - b for a, b in each] for each in drawn])
    one_by_one = np.array([by_hand(each, 1.0) for each in drawn]).T
    assert np.array(tails(sums)) == pytest.approx(one_by_one, abs=1e-9)
    assert np.array(few_tails(sums / 3)) == pytest.approx(one_by_one, abs=1e-9)
