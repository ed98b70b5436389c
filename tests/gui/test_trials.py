"""The trials of a session: each change is saved, announced and undone like any other; the rules stop and pause."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from cramp_journal import clock
from cramp_journal.advice.evidence import Person
from cramp_journal.advice.trial_rules import what_follows
from cramp_journal.analysis.experiments.kept import KeptTrial, TrialState
from cramp_journal.analysis.experiments.rules import supplement
from cramp_journal.app import Program
from cramp_journal.gui.session import edits
from cramp_journal.gui.session.trials import Trials
from cramp_journal.trial_words import PauseReason, TrialStop
from tests.builders import a_journal, night
from tests.gui.conftest import Start, settle
from tests.trials import SOAK, WEEKS_8

TODAY = date(2026, 11, 22)


@pytest.fixture
def session_trials(start: Start, tmp_path: Path) -> tuple[Program, Trials]:
    a_journal(tmp_path, night(TODAY - timedelta(days=1))).close()
    program = start()
    return program, Trials(program.session)


def begun(trials: Trials) -> KeptTrial:
    made = trials.begin(SOAK, WEEKS_8, TODAY, 0.41)
    assert made is not None
    return made


def on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(day.year, day.month, day.day, 8))


def now(trials: Trials) -> KeptTrial:
    (kept,) = trials.all()
    return kept


def test_each_change_of_a_trial_is_one_step_of_undo(session_trials: tuple[Program, Trials]) -> None:
    program, trials = session_trials
    key = begun(trials).key
    trials.answer(key, TODAY, done=True)
    trials.pause(key, TODAY, None, PauseReason.ILL)
    assert now(trials).state(TODAY) is TrialState.PAUSED
    trials.resume(key, TODAY)
    assert now(trials).pauses == ()
    program.session.undo()
    assert now(trials).state(TODAY) is TrialState.PAUSED
    program.session.undo()
    assert now(trials).state(TODAY) is TrialState.RUNNING
    program.session.undo()
    assert now(trials).answers == ()
    program.session.undo()
    assert trials.all() == []
    program.session.redo()
    assert now(trials).key == key


def test_pages_hear_which_tables_changed(session_trials: tuple[Program, Trials]) -> None:
    program, trials = session_trials
    heard: list[str] = []
    program.session.changed.connect(lambda changed: heard.extend(changed.tables))
    key = begun(trials).key
    trials.answer(key, TODAY, done=False)
    trials.pause(key, TODAY, TODAY, PauseReason.AWAY)
    trials.tell_effect(key, 1, unusual=False)
    assert heard == ["trial", "trial_answer", "trial_pause", "trial_effect"]


def test_an_answer_can_be_taken_back_and_the_same_answer_again_keeps_its_day(
    session_trials: tuple[Program, Trials], monkeypatch: pytest.MonkeyPatch
) -> None:
    _program, trials = session_trials
    key = begun(trials).key
    trials.answer(key, TODAY, done=True)
    on(monkeypatch, TODAY + timedelta(days=9))
    trials.answer(key, TODAY, done=True)
    assert [each.late for each in now(trials).answers] == [False]
    trials.answer(key, TODAY, done=None)
    assert now(trials).answers == ()


def test_a_pause_that_is_over_keeps_its_nights(
    session_trials: tuple[Program, Trials], monkeypatch: pytest.MonkeyPatch
) -> None:
    _program, trials = session_trials
    key = begun(trials).key
    trials.pause(key, TODAY, None, PauseReason.AWAY)
    on(monkeypatch, TODAY + timedelta(days=4))
    trials.resume(key, TODAY + timedelta(days=4))
    (pause,) = now(trials).pauses
    assert (pause.first, pause.last) == (TODAY, TODAY + timedelta(days=3))


def test_a_stop_is_undone_on_the_same_day_and_not_later(
    session_trials: tuple[Program, Trials], monkeypatch: pytest.MonkeyPatch
) -> None:
    program, trials = session_trials
    key = begun(trials).key
    refused: list[str] = []
    program.session.refused.connect(refused.append)
    trials.stop(key, TrialStop.PERSON)
    program.session.undo()
    assert now(trials).stopped_on is None
    program.session.redo()
    assert now(trials).stopped_why is TrialStop.PERSON
    on(monkeypatch, TODAY + timedelta(days=1))
    program.session.undo()
    assert now(trials).stopped_on == TODAY
    assert refused == ["A trial that was stopped on an earlier day stays stopped. You can begin a new one."]


def test_a_second_trial_is_refused_unless_crossed_on_purpose(session_trials: tuple[Program, Trials]) -> None:
    program, trials = session_trials
    begun(trials)
    refused: list[str] = []
    program.session.refused.connect(refused.append)
    assert trials.begin(supplement("zinc"), WEEKS_8, TODAY, 0.4) is None
    assert refused == ["Another trial has not ended. Two at once are hard to tell apart."]
    socks = type(SOAK)("warm_socks")
    assert trials.begin(socks, WEEKS_8, TODAY, 0.4) is None
    assert trials.begin(socks, WEEKS_8, TODAY, 0.4, crossed=True) is not None
    assert len(trials.going_on()) == 2


def test_a_trial_does_not_begin_in_the_past(session_trials: tuple[Program, Trials]) -> None:
    program, trials = session_trials
    refused: list[str] = []
    program.session.refused.connect(refused.append)
    assert trials.begin(SOAK, WEEKS_8, TODAY - timedelta(days=1), 0.4) is None
    assert refused == ["A trial begins this evening or later, not on 21 Nov 2026."]


def test_a_condition_that_forbids_it_stops_it_and_a_slip_that_is_put_right_lets_it_go_on(
    session_trials: tuple[Program, Trials],
) -> None:
    program, trials = session_trials
    begun(trials)
    program.session.apply(edits.tick_condition, "diabetes", on=True)
    trials.follow(what_follows(trials.all(), program.session.person(TODAY), (), TODAY))
    assert now(trials).stopped_why is TrialStop.CONDITION
    assert program.session.lines.waiting[-1].text == (
        "Your trial “Foot soak” was stopped: published advice is against it for you. You told of: diabetes."
    )
    program.session.undo()
    trials.follow(what_follows(trials.all(), program.session.person(TODAY), (), TODAY))
    assert now(trials).state(TODAY) is TrialState.RUNNING


def test_an_emergency_lets_it_rest_and_it_goes_on_by_itself(
    session_trials: tuple[Program, Trials], monkeypatch: pytest.MonkeyPatch
) -> None:
    program, trials = session_trials
    begun(trials)
    program.session.apply(edits.tick_sign, "chest_pain_or_breathless", on=True)
    program.session.apply(edits.tick_sign, "one_leg_swollen_warm_red", on=True)
    prompts = program.session.prompts.now(TODAY)
    trials.follow(what_follows(trials.all(), program.session.person(TODAY), prompts, TODAY))
    assert now(trials).state(TODAY) is TrialState.PAUSED
    assert what_follows(trials.all(), Person(), prompts, TODAY) == ()
    later = TODAY + timedelta(days=2)
    on(monkeypatch, later)
    trials.follow(what_follows(trials.all(), Person(), (), later))
    assert now(trials).state(later) is TrialState.RUNNING
    assert [each.last for each in now(trials).pauses] == [later - timedelta(days=1)]


def test_the_first_look_at_a_result_is_kept_and_is_no_step_of_undo(
    session_trials: tuple[Program, Trials], monkeypatch: pytest.MonkeyPatch
) -> None:
    program, trials = session_trials
    key = begun(trials).key
    refused: list[str] = []
    program.session.refused.connect(refused.append)
    assert trials.see(key) is None
    assert "has not ended" in refused[0]
    last = program.session.last_change
    over = TODAY + timedelta(days=60)
    on(monkeypatch, over)
    found = trials.see(key)
    assert found is not None
    assert now(trials).seen_on == over
    assert '"verdict":"inconclusive"' in now(trials).seen
    assert program.session.last_change is last
    settle()
