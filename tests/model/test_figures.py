"""The light form of a night: packed and taken apart again without loss."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.words import Muscle, Side, TimePrecision, Timing
from tests.builders import EVENING, figures, run_of

CRAMPS = st.builds(
    CrampFigures,
    seconds=st.none() | st.integers(1, 86_400),
    timing=st.none() | st.sampled_from([str(each) for each in Timing]),
    pain=st.none() | st.integers(0, 10),
    time=st.none() | st.times().map(lambda moment: moment.strftime("%H:%M")),
    time_precision=st.none() | st.sampled_from([str(each) for each in TimePrecision]),
    side=st.none() | st.sampled_from([str(each) for each in Side]),
    muscle=st.none() | st.sampled_from([str(each) for each in Muscle]),
)


@given(st.lists(CRAMPS, max_size=5))
def test_cramps_come_back_as_they_were_packed(cramps: list[CrampFigures]) -> None:
    night = NightFigures.of(EVENING, cramps)
    assert night.cramps == tuple(cramps)
    assert night.count == len(cramps)
    assert night.lengths == [cramp.seconds for cramp in cramps if cramp.seconds is not None]


def test_no_pain_at_all_is_not_the_same_as_pain_not_given() -> None:
    night = NightFigures.of(EVENING, [CrampFigures(pain=0), CrampFigures(pain=None)])
    assert [cramp.pain for cramp in night.cramps] == [0, None]


def test_a_clear_night_has_no_cramps() -> None:
    assert figures(EVENING).cramps == ()
    assert figures(EVENING).lengths == []


def test_one_cramp_of_which_nothing_is_known_is_still_a_cramp() -> None:
    assert NightFigures.of(EVENING, [CrampFigures()]).cramps == (CrampFigures(),)


def test_the_moment_of_entry_is_in_utc() -> None:
    assert figures(entered="2026-11-22 07:42:00.000000").entered_at == datetime(2026, 11, 22, 7, 42, tzinfo=UTC)
    assert figures().entered_at is None


def test_a_run_leaves_unknown_nights_out() -> None:
    nights = run_of(date(2026, 2, 27), [1, None, 0], woke=True)
    assert [(night.evening, night.count) for night in nights] == [
        (date(2026, 2, 27), 1),
        (date(2026, 3, 1), 0),
    ]
    assert all(night.woke for night in nights)
