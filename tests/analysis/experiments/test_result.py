"""The result of a trial: only after its end, as allocated, and never more than the interval allows."""

import math
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM

from cramp_journal.analysis.experiments.designs import blocks, single_nights
from cramp_journal.analysis.experiments.result import (
    Inconclusive,
    TrialNotOver,
    TrialResult,
    TrialVerdict,
    pooled_result,
    result_from,
    trial_result,
)
from cramp_journal.analysis.experiments.running import NightUse, TrialAnswer, TrialCourse, TrialPause
from cramp_journal.analysis.experiments.schedule import OrderChanged, begin_trial, whole_order
from cramp_journal.errors import BadInput
from cramp_journal.trial_words import PauseReason
from tests.analysis.experiments.trial_nights import nights_of

FIRST = date(2026, 1, 5)
TRIAL = begin_trial("foot_soak", single_nights()[1], FIRST, bytes(range(32)))  # 84 nights
AGAIN = begin_trial("foot_soak", single_nights()[1], FIRST + timedelta(days=90), bytes(32))
BLOCKS = begin_trial("magnesium", blocks()[0], FIRST, bytes(range(32)))
LATER = date(2027, 6, 1)
CALM = TrialCourse(nights_of(TRIAL, lambda n, with_it: int(not with_it and n % 3 == 0)))


def on(number: int) -> date:
    return FIRST + timedelta(days=number)


def found(course: TrialCourse) -> TrialResult:
    return trial_result(TRIAL, course, LATER)


def test_fewer_and_more_are_told_where_the_whole_interval_lies_on_one_side() -> None:
    fewer = found(TrialCourse(nights_of(TRIAL, lambda n, with_it: 1 if not with_it else int(n % 4 == 0))))
    more = found(TrialCourse(nights_of(TRIAL, lambda n, with_it: 1 if with_it else int(n % 4 == 0))))
    assert (fewer.verdict, fewer.why, more.verdict) == (TrialVerdict.FEWER, None, TrialVerdict.MORE)
    assert fewer.allocated.high < 1 < more.allocated.low
    assert fewer.allocated.p < 0.05


def test_without_cramps_nothing_is_known() -> None:
    nothing = found(TrialCourse(nights_of(TRIAL, lambda _n, _with: 0)))
    assert (nothing.verdict, nothing.why) == (TrialVerdict.INCONCLUSIVE, Inconclusive.COVERS_ONE)
    assert math.isnan(nothing.allocated.ratio)
    assert (nothing.allocated.low, nothing.allocated.high, nothing.allocated.p) == (0, math.inf, 1)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=84, max_size=84), st.integers(0, 3))
def test_a_verdict_never_goes_beyond_its_interval(cramps: list[int | None], less: int) -> None:
    def count(number: int, with_it: bool) -> int | None:
        known = cramps[number]
        return None if known is None else max(0, known - less * with_it)

    seen = found(TrialCourse(nights_of(TRIAL, count)))
    covers = seen.allocated.low <= 1 <= seen.allocated.high
    assert (seen.verdict is TrialVerdict.INCONCLUSIVE) == (seen.why is not None)
    if covers or seen.allocated.p > 0.05:
        assert seen.verdict is TrialVerdict.INCONCLUSIVE
    if seen.verdict is TrialVerdict.FEWER:
        assert seen.allocated.high < 1
    if seen.verdict is TrialVerdict.MORE:
        assert seen.allocated.low > 1
    if not math.isnan(seen.allocated.ratio):
        assert seen.allocated.low <= seen.allocated.ratio <= seen.allocated.high


@pytest.mark.parametrize("number", [-1, 0, 50, 83, 86])
def test_nothing_is_told_before_the_last_night_can_be_logged_no_more(number: int) -> None:
    with pytest.raises(TrialNotOver, match="has not ended"):
        trial_result(TRIAL, CALM, on(number))
    assert result_from(TRIAL, CALM) == on(87)
    assert trial_result(TRIAL, CALM, on(87)).allocated.pairs == 42


def test_what_was_logged_after_that_day_changes_nothing() -> None:
    after = [*CALM.nights, *TrialCourse(nights_of(AGAIN, lambda _n, _with: 5)).nights]
    assert found(TrialCourse(after)) == found(CALM)


def test_a_trial_that_was_tampered_with_has_no_result() -> None:
    with pytest.raises(OrderChanged):
        trial_result(replace(TRIAL, seed=bytes(32)), CALM, LATER)


def test_a_night_counts_for_what_it_was_to_be_whatever_was_done() -> None:
    order = whole_order(TRIAL).tolist()
    never = [TrialAnswer(on(n), done=False, answered_on=on(n)) for n in range(84)]
    as_planned = [TrialAnswer(on(n), order[n], on(n)) for n in range(84)]
    late = [TrialAnswer(on(n), order[n], on(n + 9)) for n in range(84)]
    results = [found(replace(CALM, answers=answers)) for answers in ((), never, as_planned, late)]
    assert len({each.allocated for each in results}) == 1
    silent, lazy, good, slow = results
    assert (silent.as_done, slow.as_done) == (None, None)
    assert (lazy.planned, lazy.answered, good.planned) == (42, 84, 84)
    assert lazy.as_done is not None
    assert lazy.as_done.pairs == 0
    assert good.as_done == good.allocated


def test_as_done_leaves_out_the_pairs_of_other_nights_only() -> None:
    order = whole_order(TRIAL).tolist()
    answers = [TrialAnswer(on(n), order[n] and n >= 20, on(n)) for n in range(84)]
    seen = found(replace(CALM, answers=answers))
    assert seen.as_done is not None
    assert (seen.as_done.pairs, seen.allocated.pairs) == (32, 42)


def test_a_trial_that_was_stopped_has_figures_and_no_verdict() -> None:
    strong = TrialCourse(nights_of(TRIAL, lambda _n, with_it: 0 if with_it else 2), stopped_on=on(70))
    with pytest.raises(TrialNotOver):
        trial_result(TRIAL, strong, on(72))
    seen = trial_result(TRIAL, strong, on(73))
    assert (seen.verdict, seen.why) == (TrialVerdict.INCONCLUSIVE, Inconclusive.STOPPED)
    assert seen.allocated.pairs == 35
    assert seen.allocated.high < 1
    assert seen.pairs[-1].void is NightUse.STOPPED


@pytest.mark.parametrize(("lost", "why"), [(21, None), (22, Inconclusive.TOO_FEW_PAIRS)])
def test_with_under_half_of_the_pairs_there_is_no_verdict(lost: int, why: Inconclusive | None) -> None:
    pause = TrialPause(on(0), on(2 * lost - 1), PauseReason.AWAY)
    seen = found(TrialCourse(nights_of(TRIAL, lambda _n, with_it: 0 if with_it else 2), pauses=(pause,)))
    assert seen.why is why
    assert seen.pairs[0].void is NightUse.PAUSED


def test_where_nights_with_it_are_logged_more_often_there_is_no_verdict() -> None:
    seen = found(TrialCourse(nights_of(TRIAL, lambda n, with_it: 0 if with_it else 2 if n % 3 else None)))
    assert seen.allocated.high < 1
    assert (seen.verdict, seen.why) == (TrialVerdict.INCONCLUSIVE, Inconclusive.LOGGED_UNALIKE)
    assert seen.unlogged_with == 0
    assert seen.unlogged_without == sum(not with_it for n, with_it in enumerate(whole_order(TRIAL)) if n % 3 == 0)


def test_where_more_nights_with_it_were_left_out_there_is_no_verdict() -> None:
    logged = nights_of(TRIAL, lambda _n, with_it: 0 if with_it else 2)
    order = whole_order(TRIAL)
    nights = [night._replace(left_out=n % 3 == 0 and bool(order[n])) for n, night in enumerate(logged)]
    seen = found(TrialCourse(nights))
    assert (seen.why, seen.unlogged_with) == (Inconclusive.LOGGED_UNALIKE, 0)


def test_every_pair_is_there_with_its_own_counts() -> None:
    seen = found(TrialCourse(nights_of(TRIAL, lambda n, with_it: None if n == 5 else 3 if with_it else 1)))
    assert len(seen.pairs) == 42
    assert [pair.first for pair in seen.pairs[:3]] == [on(0), on(2), on(4)]
    assert (seen.pairs[0].cramps_with, seen.pairs[0].cramps_without) == (3, 1)
    assert [pair.void for pair in seen.pairs if pair.void] == [NightUse.NOT_LOGGED]
    assert sum(pair.cramps_with for pair in seen.pairs if not pair.void) == seen.allocated.cramps_with


def test_statsmodels_finds_the_same_ratio() -> None:
    nights = nights_of(TRIAL, lambda n, with_it: (n * 7 + 3) % 4 + (not with_it))
    order = whole_order(TRIAL).astype(float)
    fit = GLM([night.count for night in nights], np.column_stack([np.ones(84), order]), family=Poisson()).fit()
    assert found(TrialCourse(nights)).allocated.ratio == pytest.approx(math.exp(fit.params[1]))


def test_blocks_compare_rates_where_their_nights_are_not_equally_many() -> None:
    """Each block has 1 cramp a night with it and 2 without; 21 nights of one side count, and 14 of the other."""

    def count(number: int, with_it: bool) -> int | None:
        return None if number % 28 >= 21 and with_it else 1 if with_it else 2

    seen = trial_result(BLOCKS, TrialCourse(nights_of(BLOCKS, count)), LATER)
    assert (seen.allocated.pairs, seen.allocated.nights_with, seen.allocated.nights_without) == (6, 84, 126)
    assert (seen.allocated.ratio, seen.allocated.low, seen.allocated.high) == (0.5, 0.5, 0.5)
    assert seen.allocated.p == 2 / 64
    assert seen.unlogged_with == 42


def test_blocks_that_are_logged_more_often_with_it_have_no_verdict() -> None:
    seen = trial_result(
        BLOCKS,
        TrialCourse(nights_of(BLOCKS, lambda n, with_it: 1 if with_it else 2 if n % 28 < 26 else None)),
        LATER,
    )
    assert seen.allocated.high < 1
    assert seen.why is Inconclusive.LOGGED_UNALIKE


def test_a_second_trial_adds_its_units_to_those_of_the_first() -> None:
    def count(number: int, with_it: bool) -> int:
        return int(number % 3 == 0) + int(not with_it and number % 8 == 0)

    one, two = (TrialCourse(nights_of(trial, count)) for trial in (TRIAL, AGAIN))
    both = pooled_result(((TRIAL, one), (AGAIN, two)), LATER)
    single = trial_result(TRIAL, one, LATER), trial_result(AGAIN, two, LATER)
    assert both.trials == 2
    assert both.allocated.pairs == 84
    assert both.allocated.cramps_with == sum(each.allocated.cramps_with for each in single)
    assert both.pairs == (*single[0].pairs, *single[1].pairs)
    assert both.allocated.high - both.allocated.low < min(each.allocated.high - each.allocated.low for each in single)


def test_only_trials_of_one_thing_that_share_no_night_are_taken_together() -> None:
    other = begin_trial("warm_socks", AGAIN.design, AGAIN.first, bytes(32))
    nearer = begin_trial("foot_soak", AGAIN.design, on(80), bytes(32))
    with pytest.raises(BadInput, match="same thing"):
        pooled_result(((TRIAL, CALM), (other, TrialCourse(()))), LATER)
    with pytest.raises(BadInput, match="one after the other"):
        pooled_result(((TRIAL, CALM), (nearer, TrialCourse(()))), LATER)
    with pytest.raises(TrialNotOver):
        pooled_result(((TRIAL, CALM), (AGAIN, TrialCourse(()))), AGAIN.first)
