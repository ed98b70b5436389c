"""The light form of a night: packed and taken apart again without loss."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cramp_journal.model import CrampFigures, NightDetails, NightFigures
from cramp_journal.words import Exercise, Muscle, Posture, Side, TimePrecision, Timing
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
    went_hard=st.none() | st.booleans(),
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


DETAILS = st.builds(
    NightDetails,
    entered=st.none() | st.datetimes().map(str),
    woke=st.none() | st.booleans(),
    minutes_awake=st.none() | st.integers(0, 1440),
    sleep_disturbance=st.none() | st.integers(0, 10),
    sore_next_day=st.none() | st.booleans(),
    tired_next_day=st.none() | st.booleans(),
    room_temperature_c=st.none() | st.floats(-30, 60),
    legs_felt_cold=st.none() | st.booleans(),
    exercise=st.none() | st.sampled_from([str(each) for each in Exercise]),
    on_feet_all_day=st.none() | st.booleans(),
    posture=st.none() | st.sampled_from([str(each) for each in Posture]),
    foot_soak=st.none() | st.booleans(),
    no_cover=st.none() | st.booleans(),
    overtired=st.none() | st.booleans(),
)


@given(DETAILS)
def test_details_come_back_as_they_were_packed(details: NightDetails) -> None:
    assert NightFigures.of(EVENING, **details._asdict()).details == details


def test_a_night_of_which_nothing_more_is_known_says_so() -> None:
    assert figures().details == NightDetails()
    assert NightFigures(EVENING, left_out=False, count=0, packed="").details == NightDetails()


def test_a_run_leaves_unknown_nights_out() -> None:
    nights = run_of(date(2026, 2, 27), [1, None, 0], woke=True)
    assert [(night.evening, night.count) for night in nights] == [
        (date(2026, 2, 27), 1),
        (date(2026, 3, 1), 0),
    ]
    assert all(night.details.woke for night in nights)
