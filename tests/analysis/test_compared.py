"""Which nights are compared with which: the exact test, weekdays, and what goes together with another thing."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, fisher_exact, permutation_test

from cramp_journal.analysis.effects import dealt_anew_p, differs_by_weekday
from cramp_journal.analysis.factors import FactorEffect
from cramp_journal.analysis.peaks import begun_at_a_peak
from cramp_journal.words import Verdict
from tests.analysis.series import FIRST, after
from tests.analysis.test_factors import effects, found, linked, night
from tests.builders import run_of


# ---------------------------------------------------------------- the exact test
@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=9), st.integers(1, 8))
def test_the_exact_chance_is_that_of_all_ways_to_deal_the_nights(nights: list[tuple[int, bool]], cut: int) -> None:
    counts = np.array([count for count, _with in nights])
    exposed = np.array([with_it for _count, with_it in nights])
    strata = (np.arange(len(nights)) >= cut).astype(np.int64)
    sums = [0]
    for which in (strata == 0, strata == 1):
        chosen = int(exposed[which].sum())
        sums = [total + sum(drawn) for total in sums for drawn in combinations(counts[which].tolist(), chosen)]
    seen, all_ = int(counts[exposed].sum()), np.array(sums)
    half = (all_ == seen).mean() / 2
    meant = min(1.0, 2 * min((all_ < seen).mean() + half, (all_ > seen).mean() + half))
    assert dealt_anew_p(strata, counts.astype(float), exposed.astype(float)) == pytest.approx(meant)


def test_it_is_the_permutation_test_of_scipy_and_for_single_cramps_the_one_of_fisher() -> None:
    """Scipy's p is that of “as many”; the mid-p lies under it by half the chance of exactly as many."""
    counts, exposed = np.array([6.0, 0, 1, 0, 2, 0, 0, 1]), np.array([1.0, 0, 1, 0, 0, 0, 1, 0])
    as_many = [
        permutation_test(
            (counts[exposed == 1], counts[exposed == 0]), lambda x, _y: x.sum(), vectorized=False, alternative=side
        ).pvalue
        for side in ("less", "greater")
    ]
    mid = [p - (sum(as_many) - 1) / 2 for p in as_many]
    assert dealt_anew_p(np.zeros(8, dtype=np.int64), counts, exposed) == pytest.approx(2 * min(mid))
    ones = np.array([1.0] * 5 + [0] * 15)
    with_it = np.array([1.0] * 4 + [0] + [1.0] * 3 + [0] * 12)
    table = np.array([[4, 1], [3, 12]])
    more, fewer = (fisher_exact(table, alternative=side).pvalue for side in ("greater", "less"))
    assert dealt_anew_p(np.zeros(20, dtype=np.int64), ones, with_it) == pytest.approx(
        2 * (more - (more + fewer - 1) / 2)
    )


def test_one_bad_night_on_a_rare_thing_is_no_link() -> None:
    """11 nights with it, one of them with 30 cramps, among nights of which each tenth has one: 7 times as many."""
    nights = [
        night(i, 30 if i == 56 else int(i % 10 == 3), alcohol=i % 10 == 6, smoking=i % 10 == 6) for i in range(112)
    ]
    each = found(nights, "alcohol")
    assert each.effect
    assert each.effect.low > 4
    assert each.effect.p > 0.1
    assert each.verdict == Verdict.NOT_ENOUGH


# ---------------------------------------------------------------- weekdays
def saturdays(weeks: int = 40) -> list[dict[str, object]]:
    """Four cramps on each Saturday, and one on other Tuesdays; idle alcohol on nine of ten Saturdays."""
    nights = []
    for i in range(7 * weeks):
        weekday = after(FIRST, i).weekday()
        drinks = (weekday == 5) == (i // 7 % 10 != 3)
        nights.append(
            night(
                i,
                4 if weekday == 5 else int(weekday == 1),
                alcohol=drinks and i % 7 in (i // 7 % 7, (5 - FIRST.weekday()) % 7),
            )
        )
    return nights


def test_what_is_done_on_bad_weekdays_is_compared_with_the_same_weekdays() -> None:
    each = found(saturdays(), "alcohol")
    crude = each.cramps_with / each.nights_with / (each.cramps_without / each.nights_without)
    assert crude > 3
    assert each.verdict in (Verdict.NO_CLEAR_LINK, Verdict.TOO_FEW_NIGHTS)


def test_weekdays_differ_where_their_means_do() -> None:
    """By hand: each night's own variance, and χ² of 6."""
    weekday = np.arange(70) % 7
    values = (weekday == 5).astype(float)
    assert differs_by_weekday(weekday, values)
    assert not differs_by_weekday(weekday, np.ones(70))
    assert not differs_by_weekday(weekday, (np.arange(70) // 7 % 2).astype(float))
    few = ((weekday == 5) & (np.arange(70) < 21)).astype(float)  # 3 of 10 Saturdays, and no other night
    means = np.array([few[weekday == day].mean() for day in range(7)])
    apart = float((10 * (means - few.mean()) ** 2).sum() / few.var())
    assert differs_by_weekday(weekday, few) == (chi2.sf(apart, 6) < 0.05)


# ---------------------------------------------------------------- together with another thing
def blankets(does: int) -> list[dict[str, object]]:
    """Every fifth night is cold and has 4 cramps, others 2; the blanket is mostly on cold nights, and takes `does`."""
    nights = []
    for i in range(280):
        cold, number = i % 5 == 0, i // 5
        blanket = number % 4 != 0 if cold else i % 6 == 1
        nights.append(night(i, (4 if cold else 2) - does * blanket, legs_felt_cold=cold, foot_soak=blanket))
    return nights


def test_what_goes_with_cold_nights_is_compared_among_nights_that_are_alike_in_cold() -> None:
    each = found(blankets(0), "foot_soak")
    assert each.cramps_with / each.nights_with > 1.3 * each.cramps_without / each.nights_without
    assert each.together == "legs_felt_cold"
    assert each.effect
    assert each.effect.ratio == pytest.approx(1)
    assert found(blankets(0), "legs_felt_cold").together == ""


def test_a_blanket_that_helps_is_found_behind_the_cold() -> None:
    assert found(blankets(1), "foot_soak").verdict == Verdict.FEWER


def test_answers_to_one_question_do_not_go_together() -> None:
    nights = [night(i, 2 * (i % 4 == 0), exercise=("hard", "none", "none", "light")[i % 4]) for i in range(140)]
    assert {each.together for each in effects(nights)} == {""}


# ---------------------------------------------------------------- what is said of it
def judged(adjusted: float, low: float = 1.1) -> FactorEffect:
    each = found(linked(4), "alcohol")
    assert each.effect
    return FactorEffect(**(vars(each) | {"adjusted_p": adjusted, "effect": type(each.effect)(2.0, low, 4.0, 0.04)}))


@pytest.mark.parametrize(
    ("adjusted", "low", "verdict"),
    [(0.04, 1.1, Verdict.MORE), (0.06, 1.1, Verdict.NOT_ENOUGH), (0.06, 0.9, Verdict.NO_CLEAR_LINK)],
)
def test_a_range_without_1_is_not_enough_where_all_comparisons_together_do_not_bear_it(
    adjusted: float, low: float, verdict: Verdict
) -> None:
    assert judged(adjusted, low).verdict == verdict


def test_the_numbers_shown_are_those_compared() -> None:
    """Half a year with it, in which the last four weeks have it on every other night."""
    nights = [night(i, i % 4 < 2, alcohol=i < 168 or bool(i % 2)) for i in range(196)]
    each = found(nights, "alcohol")
    assert (each.nights_with, each.nights_without) == (182, 14)
    assert each.shown == (7, 14, 7, 14)
    assert each.evenings == tuple(after(FIRST, i) for i in range(169, 196, 2))


# ---------------------------------------------------------------- begun at a peak
@pytest.mark.parametrize(("month", "peak"), [(6, True), (5, False)])
def test_a_peak_is_half_as_many_again_in_four_weeks_as_in_the_year_before(month: int, peak: bool) -> None:
    counts = [*[1, 0, 0, 0, 0, 0, 0] * 20, *([1] * month + [0] * (28 - month)), *[0] * 28]
    assert begun_at_a_peak(run_of(FIRST, counts), after(FIRST, 168)) is peak


def test_without_nights_before_nobody_knows_of_a_peak() -> None:
    assert not begun_at_a_peak(run_of(FIRST, [1] * 60), after(FIRST, 28))


def test_an_intake_begun_at_a_peak_is_marked_and_what_was_always_taken_is_not() -> None:
    zinc = [{"substance": "zinc"}]
    nights = [
        night(i, int(i % (2 if 140 <= i < 168 else 7) == 0), intakes=zinc * (i >= 168 and i % 3 > 0))
        for i in range(252)
    ]
    assert found(nights, "zinc").at_a_peak
    assert not found([night(i, i % 2, intakes=zinc * (i % 3 > 0)) for i in range(112)], "zinc").at_a_peak
