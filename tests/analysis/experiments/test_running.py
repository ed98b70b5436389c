"""A trial that runs: what tonight is, which nights and pairs count, and that nothing ahead is told."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_journal.analysis.experiments.designs import blocks, single_nights
from cramp_journal.analysis.experiments.running import (
    NightUse,
    TonightIs,
    TrialAnswer,
    TrialCourse,
    TrialPause,
    progress_of,
    tonight,
    uses,
    whole_pairs,
    would_be_void,
)
from cramp_journal.analysis.experiments.schedule import begin_trial, whole_order
from cramp_journal.errors import BadInput
from cramp_journal.model import NightFigures
from cramp_journal.trial_words import PauseReason
from tests.analysis.experiments.trial_nights import entered, nights_of

FIRST = date(2026, 3, 16)  # the clocks change within the trial
TRIAL = begin_trial("foot_soak", single_nights()[0], FIRST, bytes(range(32)))
BLOCKS = begin_trial("magnesium", blocks()[0], FIRST, bytes(range(32)))
NOTHING = TrialCourse(())


def on(number: int) -> date:
    return FIRST + timedelta(days=number)


def ill(first: int, last: int | None) -> TrialPause:
    return TrialPause(on(first), None if last is None else on(last), PauseReason.ILL)


def test_each_evening_is_what_the_order_says() -> None:
    for number, with_it in enumerate(whole_order(TRIAL).tolist()):
        found = tonight(TRIAL, on(number), on(number), NOTHING)
        assert found.what is (TonightIs.WITH_IT if with_it else TonightIs.WITHOUT_IT)
        assert (found.number, found.nights) == (number + 1, 56)
    assert tonight(TRIAL, on(-1), on(-1), NOTHING).what is TonightIs.NOT_BEGUN
    assert tonight(TRIAL, on(56), on(56), NOTHING).what is TonightIs.OVER


def test_an_evening_to_come_is_not_told() -> None:
    with pytest.raises(BadInput, match="on its own evening"):
        tonight(TRIAL, on(6), on(5), NOTHING)


def test_nights_of_a_washout_are_lived_as_planned_and_not_counted() -> None:
    assert [tonight(BLOCKS, on(n), on(n), NOTHING).washout for n in (0, 6, 7, 27, 28, 34, 35)] == [
        *(True, True, False, False),
        *(True, True, False),
    ]


def test_a_pause_and_a_stop_are_told_in_place_of_the_order() -> None:
    course = TrialCourse((), pauses=(ill(3, 5), ill(9, None)), stopped_on=on(20))
    told = {n: tonight(TRIAL, on(n), on(n), course).what for n in (2, 3, 5, 6, 9, 19, 20, 40)}
    paused, order = TonightIs.PAUSED, (TonightIs.WITH_IT, TonightIs.WITHOUT_IT)
    assert [told[n] for n in (3, 5, 9, 19)] == [paused] * 4
    assert told[2] in order
    assert told[6] in order
    assert told[20] is told[40] is TonightIs.STOPPED


def test_each_night_that_cannot_be_used_has_its_reason() -> None:
    nights = nights_of(TRIAL, lambda n, _with: None if n == 0 else 1)
    at = {night.evening: night for night in nights}
    at[on(1)] = entered(at[on(1)], 4)
    at[on(2)] = entered(at[on(2)], 3)
    at[on(3)] = NightFigures.of(on(3), at[on(3)].cramps, left_out=True)
    course = TrialCourse([at[each] for each in sorted(at)], (), (ill(5, 5),), {on(4)}, on(7))
    assert uses(TRIAL, course)[:9] == [
        NightUse.NOT_LOGGED,
        NightUse.LATE,
        NightUse.USED,
        NightUse.LEFT_OUT,
        NightUse.INVENTED,
        NightUse.PAUSED,
        NightUse.USED,
        NightUse.STOPPED,
        NightUse.STOPPED,
    ]


@pytest.mark.parametrize(("offset", "use"), [(0, NightUse.USED), (60, NightUse.LATE)])
def test_late_is_by_the_clock_on_the_wall(offset: int, use: NightUse) -> None:
    night = NightFigures.of(FIRST, entered=f"{on(3)} 23:30:00", entered_offset=offset)
    assert uses(TRIAL, TrialCourse([night]))[0] is use


def test_a_night_that_was_brought_in_without_the_moment_of_its_entry_does_not_count() -> None:
    assert uses(TRIAL, TrialCourse([NightFigures.of(FIRST, [])]))[0] is NightUse.LATE


def test_a_pair_of_single_nights_needs_both() -> None:
    used = np.ones(56, dtype=bool)
    used[[0, 9]] = False
    assert np.flatnonzero(~whole_pairs(TRIAL, used)).tolist() == [0, 4]


@pytest.mark.parametrize(("lost", "whole"), [(10, True), (11, False)])
def test_a_pair_of_blocks_needs_half_of_the_counted_nights_of_each(lost: int, whole: bool) -> None:
    used = np.ones(336, dtype=bool)
    used[7 : 7 + lost] = False  # of 21 counted nights
    assert whole_pairs(BLOCKS, used).tolist() == [whole, *[True] * 5]
    used = np.ones(336, dtype=bool)
    used[:7] = False  # the washout: lost anyway
    assert whole_pairs(BLOCKS, used).all()


def test_progress_tells_how_much_is_there_and_nothing_else() -> None:
    answers = [TrialAnswer(on(n), done=True, answered_on=on(n)) for n in (0, 1, 2, 30)]
    found = progress_of(TRIAL, TrialCourse(nights_of(TRIAL, lambda n, _w: None if n == 2 else 1), answers), on(7))
    assert (found.gone, found.nights, found.pairs) == (7, 56, 28)
    assert (found.whole, found.void, found.answered) == (2, 1, 3)
    assert found.lost == {NightUse.NOT_LOGGED: 1}


@given(st.binary(min_size=32, max_size=32), st.lists(st.integers(0, 3), min_size=56, max_size=56))
def test_progress_depends_neither_on_the_order_nor_on_the_cramps(seed: bytes, cramps: list[int]) -> None:
    other = begin_trial("foot_soak", TRIAL.design, FIRST, seed)
    course = TrialCourse(nights_of(other, lambda n, _with: None if n % 9 == 0 else cramps[n]))
    plain = TrialCourse(nights_of(TRIAL, lambda n, _with: None if n % 9 == 0 else 0))
    assert progress_of(other, course, on(40)) == progress_of(TRIAL, plain, on(40))


def test_what_a_pause_costs_is_known_before() -> None:
    assert would_be_void(TRIAL, NOTHING, ill(3, 6)) == 3
    assert would_be_void(TRIAL, TrialCourse((), pauses=(ill(3, 4),)), ill(3, 6)) == 1
    assert would_be_void(TRIAL, TrialCourse((), pauses=(ill(3, 4),)), ill(10, 11)) == 1
    assert would_be_void(TRIAL, NOTHING, ill(50, None)) == 3
    assert would_be_void(BLOCKS, NOTHING, ill(0, 16)) == 0
    assert would_be_void(BLOCKS, NOTHING, ill(0, 17)) == 1


@pytest.mark.parametrize(("days", "late"), [(3, False), (4, True)])
def test_an_answer_weeks_later_is_marked(days: int, late: bool) -> None:
    assert TrialAnswer(FIRST, done=True, answered_on=on(days)).late is late
