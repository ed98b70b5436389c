"""What the journal means for a trial: what stops it, lets it rest, and is not told while it runs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cramp_journal.advice.evidence import Person
from cramp_journal.advice.tips import tips
from cramp_journal.advice.trial_rules import FollowKind, left_out_of, left_out_things, what_follows
from cramp_journal.analysis.experiments.designs import blocks
from cramp_journal.analysis.experiments.kept import KeptTrial, TrialEffect, TrialState, kept_trials, seen_text
from cramp_journal.analysis.experiments.kept import results_of as found_by
from cramp_journal.analysis.experiments.rules import THINGS, Thing
from cramp_journal.analysis.experiments.running import TrialPause
from cramp_journal.analysis.experiments.schedule import begin_trial
from cramp_journal.analysis.factors import factor_effects
from cramp_journal.analysis.period import Period
from cramp_journal.trial_words import PauseReason, TrialStop
from tests.builders import night_values, run_of
from tests.trials import SEED, SOAK, WEEKS_8

FIRST = date(2026, 9, 7)
DURING = FIRST + timedelta(days=20)
AFTER = FIRST + timedelta(days=WEEKS_8.nights + 3)


def a_trial(thing: Thing = SOAK, first: date = FIRST) -> KeptTrial:
    trial = begin_trial(thing.name, blocks()[0] if thing.lingers else WEEKS_8, first, SEED)
    return KeptTrial(trial.fingerprint, thing, trial, 0.4, first)


DIABETES = Person(conditions=frozenset({"diabetes"}))


def test_nothing_follows_for_a_trial_with_nothing_against_it() -> None:
    assert what_follows([a_trial()], Person(), (), DURING) == ()


def test_what_forbids_it_stops_it_with_its_reasons() -> None:
    (found,) = what_follows([a_trial()], DIABETES, (), DURING)
    assert (found.what, found.because) == (FollowKind.STOP, ("diabetes",))
    assert "diabetes" in found.text


def test_what_forbids_another_thing_does_not_stop_it() -> None:
    assert what_follows([a_trial(Thing("warm_socks"))], DIABETES, (), DURING) == ()


def test_a_trial_that_has_ended_is_not_stopped() -> None:
    assert what_follows([a_trial()], DIABETES, (), AFTER) == ()


def test_a_stop_by_a_slip_is_taken_back_on_the_same_day_only() -> None:
    stopped = replace(a_trial(), stopped_on=DURING, stopped_why=TrialStop.CONDITION)
    (found,) = what_follows([stopped], Person(), (), DURING)
    assert found.what is FollowKind.RESUME
    assert what_follows([stopped], Person(), (), DURING + timedelta(days=1)) == ()
    assert what_follows([replace(stopped, stopped_why=TrialStop.PERSON)], Person(), (), DURING) == ()


def test_a_pause_of_the_person_does_not_end_by_itself() -> None:
    rests = replace(a_trial(), pauses=(TrialPause(DURING, None, PauseReason.ILL),))
    assert what_follows([rests], Person(), (), DURING) == ()
    rests = replace(a_trial(), pauses=(TrialPause(DURING, None, PauseReason.PROMPT),))
    assert [each.what for each in what_follows([rests], Person(), (), DURING)] == [FollowKind.RESUME]


@pytest.mark.parametrize(
    ("day", "out"),
    [
        (FIRST - timedelta(days=1), False),
        (FIRST, True),
        (DURING, True),
        (AFTER - timedelta(days=1), True),
        (AFTER, False),
    ],
)
def test_what_is_tried_is_left_out_from_its_first_evening_until_its_result_can_be_seen(day: date, *, out: bool) -> None:
    assert left_out_things([a_trial()], day) == ({"foot_soak"} if out else set())


def test_other_names_of_what_is_tried_are_left_out_too() -> None:
    names = ("magnesium citrate", "zinc", "Warm Socks", "tea")
    assert left_out_things([a_trial(THINGS[-1])], DURING, names) == {"magnesium", "magnesium citrate"}
    assert left_out_things([a_trial(Thing("warm_socks"))], DURING, names) == {"warm_socks", "Warm Socks"}
    assert "no_exercise" in left_out_things([a_trial(Thing("light_exercise"))], DURING)


def test_a_journal_without_trials_leaves_nothing_out() -> None:
    assert left_out_of({"nights": [], "courses": []}, DURING) == frozenset()


def test_tips_do_not_name_what_is_tried() -> None:
    every = {each.title for each in tips(Person(), DURING)}
    left = {each.title for each in tips(Person(), DURING, frozenset({"foot_soak"}))}
    assert len(every - left) == 1


def test_links_do_not_name_what_is_tried() -> None:
    days = [FIRST - timedelta(days=back) for back in range(80, 0, -1)]
    nights = [night_values(day, number % 3, foot_soak=number % 2 == 0) for number, day in enumerate(days)]
    figures = run_of(days[0], [number % 3 for number in range(80)])
    period = Period(days[0], days[-1])
    assert "foot_soak" in {each.factor for each in factor_effects(nights, figures, period)}
    left = factor_effects(nights, figures, period, left_out=frozenset({"foot_soak"}))
    assert "foot_soak" not in {each.factor for each in left}


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (-1, TrialState.WAITING),
        (0, TrialState.RUNNING),
        (10, TrialState.PAUSED),
        (55, TrialState.RUNNING),
        (56, TrialState.OVER),
        (58, TrialState.OVER),
        (59, TrialState.READY),
    ],
)
def test_a_trial_is_in_one_state_each_day(days: int, state: TrialState) -> None:
    rests = TrialPause(FIRST + timedelta(days=10), FIRST + timedelta(days=12), PauseReason.AWAY)
    kept = replace(a_trial(), pauses=(rests,))
    assert kept.state(FIRST + timedelta(days=days)) is state


def test_a_stopped_trial_has_ended_on_that_evening() -> None:
    kept = replace(a_trial(), stopped_on=DURING, stopped_why=TrialStop.PERSON)
    assert kept.goes_on(DURING - timedelta(days=1))
    assert not kept.goes_on(DURING)
    assert kept.state(DURING) is TrialState.OVER
    assert kept.state(DURING + timedelta(days=3)) is TrialState.READY


@pytest.mark.parametrize(("days", "week"), [(6, None), (7, 1), (13, 1), (14, 2), (56, 8), (62, 8), (63, None)])
def test_the_last_week_is_asked_about_until_it_was_told_or_a_week_after_the_end(days: int, week: int | None) -> None:
    day = FIRST + timedelta(days=days)
    assert a_trial().week(day) == week
    if week:
        told = replace(a_trial(), effects=(TrialEffect(week, unusual=False, note="", answered_on=day),))
        assert told.week(day) is None


def test_trials_that_follow_each_other_in_a_circle_are_read_all_the_same() -> None:
    one = a_trial()
    other = replace(a_trial(first=FIRST + timedelta(days=100)), follows=one.key)
    one = replace(one, follows=other.key)
    found = found_by(other, [one, other], (), FIRST + timedelta(days=400))
    assert found.pooled is not None
    assert found.pooled.trials == 2
    assert '"pooled"' in seen_text(found)


def test_an_answer_to_a_trial_that_is_not_there_is_no_error() -> None:
    assert kept_trials({"trial_answers": [{"trial": "0" * 64}]}) == []
