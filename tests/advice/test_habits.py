"""Near-nightly cramps, broken sleep, tired days, pain: that each speaks, stays silent, and its boundaries."""

import pytest

from cramp_journal.advice.change_rules import pain_rising
from cramp_journal.advice.night_habits import daytime_affected, near_nightly, sleep_disturbed
from cramp_journal.model import CrampFigures, NightFigures
from tests.analysis.series import FIRST, after, drawn

ONE = [CrampFigures()]


@pytest.mark.parametrize(
    ("picture", "speaks"),
    [("111111. 111111.", True), ("111111. 11111..", False), ("11111.. 1111111", False), ("111111- 111111o", True)],
)
def test_six_of_seven_nights_for_two_weeks_are_near_nightly(picture: str, *, speaks: bool) -> None:
    found = near_nightly(drawn(FIRST, picture), after(FIRST, 13))
    assert bool(found) is speaks
    if found:
        assert found.logged.startswith("You logged cramps in 12 of the last 14 nights")


def woken(a_week: list[int]) -> list[NightFigures]:
    """Give four weeks with so many nights in each on which a cramp woke the person; it cramps every night."""
    return [
        NightFigures.of(after(FIRST, 7 * week + day), ONE, woke=day < count)
        for week, count in enumerate(a_week)
        for day in range(7)
    ]


@pytest.mark.parametrize(
    ("a_week", "speaks"), [([2, 2, 2, 0], True), ([2, 2, 1, 1], False), ([7, 7, 1, 1], False), ([0, 2, 3, 4], True)]
)
def test_woken_twice_a_week_in_three_of_four_weeks_is_disturbed_sleep(a_week: list[int], *, speaks: bool) -> None:
    found = sleep_disturbed(woken(a_week), after(FIRST, 27))
    assert bool(found) is speaks
    if found:
        assert found.logged == f"Cramps woke you in {sum(a_week)} of the last 28 nights (28 recorded)."


@pytest.mark.parametrize(
    ("answers", "speaks"), [([5] * 5, True), ([5] * 4, False), ([4] * 9, False), ([9, 4] * 4, True)]
)
def test_sleep_disturbed_by_five_of_ten_in_five_answers_is_told(answers: list[int], *, speaks: bool) -> None:
    nights = [NightFigures.of(after(FIRST, i), ONE, sleep_disturbance=value) for i, value in enumerate(answers)]
    assert bool(sleep_disturbed(nights, after(FIRST, 27))) is speaks


@pytest.mark.parametrize(("tired", "speaks"), [([13, 0], True), ([13], False), ([-1, 13], False)])
def test_two_tired_days_in_14_nights_with_cramps_are_told(tired: list[int], *, speaks: bool) -> None:
    nights = [NightFigures.of(after(FIRST, i), ONE, tired_next_day=i in tired) for i in range(-1, 14)]
    assert bool(daytime_affected(nights, after(FIRST, 13))) is speaks


def test_a_tired_day_after_a_night_without_cramps_is_not_laid_at_their_door() -> None:
    nights = [NightFigures.of(after(FIRST, i), tired_next_day=True) for i in range(14)]
    assert daytime_affected(nights, after(FIRST, 13)) is None


@pytest.mark.parametrize(
    ("before", "now", "speaks"),
    [
        (5, 7, True),
        (5, 6, False),
        (3, 4, True),
        (4, 5, False),
        (7, 9, True),
        (8, 9, False),
        (6, 6, False),
        (0, 1, False),
    ],
)
def test_two_points_or_a_third_more_pain_is_a_rise(before: int, now: int, *, speaks: bool) -> None:
    """5 to 7 is two points; 3 to 4 is 33 %; 4 to 5 is 25 %."""
    nights = [NightFigures.of(after(FIRST, i), [CrampFigures(pain=before)]) for i in range(0, 84, 4)]
    nights += [NightFigures.of(after(FIRST, i), [CrampFigures(pain=now)]) for i in range(84, 112, 4)]
    assert bool(pain_rising(nights, after(FIRST, 111))) is speaks


@pytest.mark.parametrize(("known", "speaks"), [(5, True), (4, False)])
def test_five_cramps_with_pain_given_are_needed_on_each_side(known: int, *, speaks: bool) -> None:
    nights = [NightFigures.of(after(FIRST, i), [CrampFigures(pain=3)] * (i % 4 == 0)) for i in range(84)]
    nights += [NightFigures.of(after(FIRST, 84 + i), [CrampFigures(pain=8 if i < known else None)]) for i in range(28)]
    assert bool(pain_rising(nights, after(FIRST, 111))) is speaks
