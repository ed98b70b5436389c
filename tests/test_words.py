"""Which night a moment belongs to, and what people may say of it by then."""

from datetime import date, datetime, time, timedelta

import pytest

from cramp_journal.words import NOON, evening_of, has_begun, last_evening, night_to_log

EVENING = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("boundary", "moment", "begun"),
    [
        (NOON, "2026-11-21T18:00", False),  # a nap after dinner is no night yet
        (NOON, "2026-11-21T19:59:59", False),
        (NOON, "2026-11-21T20:00", True),
        (NOON, "2026-11-22T03:00", True),
        (time(15), "2026-11-21T22:59:59", False),
        (time(15), "2026-11-21T23:00", True),
        (time(17), "2026-11-22T00:59", False),
        (time(17), "2026-11-22T01:00", True),
    ],
)
def test_a_night_can_be_told_of_from_eight_hours_after_its_boundary(
    boundary: time, moment: str, *, begun: bool
) -> None:
    assert has_begun(EVENING, datetime.fromisoformat(moment), boundary) is begun


def test_last_night_is_that_of_the_day_before_at_any_hour() -> None:
    for hour in (0, 3, 12, 15, 23):
        assert last_evening(datetime(2026, 11, 22, hour)) == EVENING


@pytest.mark.parametrize(("moment", "evening"), [("11:59", EVENING), ("12:00", EVENING + timedelta(days=1))])
def test_a_moment_belongs_to_the_night_before_until_the_boundary(moment: str, evening: date) -> None:
    assert evening_of(datetime.fromisoformat(f"2026-11-22T{moment}"), NOON) == evening


def test_a_night_just_past_is_the_one_to_log_until_it_is_recorded() -> None:
    afternoon, morning = datetime(2026, 11, 22, 15), datetime(2026, 11, 22, 7)
    assert night_to_log(afternoon, NOON, set()) == EVENING
    assert night_to_log(afternoon, NOON, {EVENING}) == EVENING + timedelta(days=1)
    assert night_to_log(morning, NOON, {EVENING}) == EVENING
