"""The planner: from the person's own nights, the same answer each time, and honest where nothing can be noticed."""

from datetime import date, timedelta

import numpy as np
import pytest

from benchmarks.experiments import short
from cramp_journal.analysis.experiments.designs import Design, blocks, single_nights
from cramp_journal.analysis.experiments.power import FEWEST_PLANNED_FROM, Offer, history, judged, level, trial_plan
from cramp_journal.analysis.experiments.result import trial_result
from cramp_journal.analysis.experiments.running import TrialCourse
from cramp_journal.analysis.experiments.schedule import begin_trial, whole_order
from cramp_journal.model import NightFigures
from tests.analysis.experiments.trial_nights import entered
from tests.analysis.series import run_of

BEGINS = date(2026, 1, 5)
FIRST = BEGINS + timedelta(days=364)  # of the trial


def year(a_week: float, seed: int = 1) -> list[NightFigures]:
    return run_of(BEGINS, np.random.default_rng(seed).poisson(a_week / 7, 364).tolist())


def test_the_shortest_design_that_is_likely_enough_is_offered() -> None:
    plan = trial_plan(year(6), single_nights(), FIRST, tries=300)
    assert plan.offer is Offer.OFFERED
    assert plan.best is not None
    assert plan.best.chance >= 0.6
    assert all(each.chance < 0.6 for each in plan.odds if each.design.nights < plan.best.design.nights)
    assert [each.design for each in plan.odds] == list(single_nights())
    assert plan == trial_plan(year(6), single_nights(), FIRST, tries=300)


def test_long_odds_are_shown_and_hopeless_trials_refused() -> None:
    unlikely = trial_plan(year(1), single_nights(), FIRST, tries=300)
    hopeless = trial_plan(year(0.3), single_nights(), FIRST, tries=300)
    assert (unlikely.offer, hopeless.offer) == (Offer.NOT_NOW, Offer.REFUSED)
    assert unlikely.best is not None
    assert hopeless.best is not None
    assert 0.3 <= unlikely.best.chance < 0.6
    assert hopeless.best.chance < 0.3
    assert hopeless.best.of_ten <= 2


def test_few_nights_promise_nothing() -> None:
    nights = year(6)[-FEWEST_PLANNED_FROM + 1 :]
    plan = trial_plan(nights, single_nights(), FIRST, tries=50)
    assert (plan.offer, plan.best, plan.odds, plan.nights) == (Offer.TOO_FEW_NIGHTS, None, (), 83)


def test_who_logs_only_bad_nights_is_refused() -> None:
    plan = trial_plan([night for night in year(4) if night.count], single_nights(), FIRST, tries=200)
    assert plan.offer is Offer.REFUSED


def test_nights_not_logged_cost_pairs_and_power() -> None:
    thinned = [night for number, night in enumerate(year(6)) if number % 5]
    full, thin = (trial_plan(nights, single_nights(), FIRST, tries=300) for nights in (year(6), thinned))
    assert thin.odds[5].chance < full.odds[5].chance
    assert full.odds[5].pairs == 98
    assert thin.odds[5].pairs == pytest.approx(98 * 0.6, rel=0.1)


def test_a_break_is_no_habit_and_weekdays_stay_where_they_are() -> None:
    nights = [night for number, night in enumerate(year(6)) if not 100 <= number < 140]
    counts, known = history(nights, FIRST)
    assert (len(counts), int(known.sum())) == (364 - 35, 324)
    whole = np.array([night.count for night in year(6)])
    assert counts[:100].tolist() == whole[:100].tolist()
    assert counts[-200:].tolist() == whole[-200:].tolist()


def test_a_break_that_lasts_until_the_trial_is_taken_out_as_well() -> None:
    counts, known = history(year(6)[:330], FIRST)
    assert (len(counts), int(known.sum())) == (364 - 28, 330)


def test_only_whole_weeks_before_the_trial_are_looked_at() -> None:
    counts, known = history(year(6)[3:], FIRST)
    assert (len(counts), int(known.sum())) == (357, 357)
    assert history([], FIRST)[0].tolist() == []


def test_what_lingers_comes_and_goes_by_halves() -> None:
    with_it = np.array([[True] * 5 + [False] * 5])
    assert level(with_it, 5.0)[0, [4, 9]] == pytest.approx([0.5, 0.25])
    assert level(with_it, 0.0).tolist() == with_it.astype(float).tolist()


def test_blocks_are_planned_as_well() -> None:
    plan = trial_plan(year(8), blocks(), FIRST, half_life=5.0, tries=300)
    assert {each.design.washout for each in plan.odds} == {7, 14}
    assert plan.best is max(plan.odds, key=lambda each: each.chance)


@pytest.mark.parametrize("design", [single_nights()[1], blocks()[0]], ids=lambda each: each.key)
def test_an_invented_trial_is_judged_as_a_real_one(design: Design) -> None:
    chance = np.random.default_rng(7)
    counts = chance.poisson(0.8, (12, design.nights))
    known = chance.random(counts.shape) < 0.85
    for number in range(12):
        trial = begin_trial("foot_soak", design, BEGINS, bytes([number]) * 32)
        order = whole_order(trial)
        logged = [int(c) if k else None for c, k in zip(counts[number], known[number], strict=True)]
        nights = [entered(night, 1) for night in run_of(BEGINS, logged)]
        real = trial_result(trial, TrialCourse(nights), BEGINS + timedelta(days=400)).allocated
        low, high, whole = judged(design, counts[[number]], known[[number]], order[None])
        assert real.p == pytest.approx(min(1, 2 * min(low[0], high[0])))
        assert real.pairs == whole[0]


def test_trials_of_many_kinds_of_people_keep_the_loose_bounds() -> None:
    assert [line.cells() for line in short() if not line.held] == []
