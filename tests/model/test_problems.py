"""What is wrong with a night, said to the person who wrote it."""

from datetime import date, timedelta

import pytest

from cramp_journal.model import Cramp, Night, problem_text, problems_with
from cramp_journal.words import State
from tests.builders import EVENING, TODAY, night


def test_nothing_is_wrong_with_a_night_as_it_should_be() -> None:
    assert problems_with(night(cramps=3, note="a note", woke=True), TODAY) == []
    assert problems_with(night(), TODAY) == []


def test_a_night_that_has_not_come_yet_is_refused() -> None:
    tomorrow = TODAY + timedelta(days=1)
    (problem,) = problems_with(night(tomorrow), TODAY)
    assert problem.field == "evening"
    assert problem.text == "The night of 23 Nov 2026 has not come yet (today is 22 Nov 2026)."


def test_one_that_stands_is_not() -> None:
    later = TODAY + timedelta(days=4000)
    assert problems_with(night(later, cramps=1), TODAY, standing=True) == []
    assert [p.field for p in problems_with(night(date(1899, 12, 31)), TODAY, standing=True)] == ["evening"]


def test_tonight_may_be_logged_already() -> None:
    assert problems_with(night(TODAY), TODAY) == []


def test_a_night_of_another_century_is_refused() -> None:
    assert [p.field for p in problems_with(night(date(1899, 12, 31)), TODAY)] == ["evening"]
    assert problems_with(night(date(1900, 1, 1)), TODAY) == []


def test_each_problem_names_the_field_it_stands_in() -> None:
    wrong = night(cramps=2)
    wrong.cramps[1].pain = 11
    wrong.minutes_awake = -1
    assert [p.field for p in problems_with(wrong, TODAY)] == ["minutes_awake", "cramps.1.pain"]


@pytest.mark.parametrize("state", list(State))
def test_state_and_cramps_must_agree(state: State) -> None:
    wrong = Night(evening=EVENING, state=state)
    if state == State.CLEAR:
        wrong.cramps = [Cramp()]
    (problem,) = problems_with(wrong, TODAY)
    assert problem.field == ""
    assert "21 Nov 2026" in problem.text


def test_problems_are_put_into_one_line() -> None:
    wrong = night(TODAY + timedelta(days=9))
    wrong.sleep_disturbance = 11
    assert problem_text(problems_with(wrong, TODAY)) == (
        "The night of 1 Dec 2026 has not come yet (today is 22 Nov 2026). "
        "How much it disturbed sleep: must be 10 or less."
    )
