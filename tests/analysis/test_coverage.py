"""What is known of a period, and when it was written down."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cramp_journal.analysis.period import ENOUGH_NIGHTS, Period, coverage, too_few, too_thin
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.words import entered_late
from tests.analysis.series import FIRST, after, drawn, run_of

FORTNIGHT = Period(FIRST, after(FIRST, 13))


def late(evening: date, entered: str | None) -> bool:
    night = NightFigures.of(evening, entered=entered)
    return coverage([night], Period(evening, evening)).entered_late == 1


def test_each_night_of_a_period_is_clear_or_cramps_or_left_out_or_unknown() -> None:
    known = coverage(drawn(FIRST, "..1.2-o --.o.3."), FORTNIGHT)
    assert (known.nights, known.recorded, known.unknown) == (14, 9, 3)
    assert (known.clear, known.cramps, known.left_out) == (6, 3, 2)
    assert known.share == pytest.approx(9 / 14)


def test_an_empty_period_is_never_clear() -> None:
    known = coverage(run_of(after(FIRST, -3), [1]), FORTNIGHT)
    assert (known.clear, known.unknown, known.share) == (0, 14, 0.0)


def test_nights_before_the_journal_began_are_not_unrecorded() -> None:
    known = coverage(drawn(FIRST, "-----o .-1-"), FORTNIGHT)
    assert (known.before, known.nights, known.unknown, known.left_out, known.recorded) == (5, 9, 6, 1, 2)
    assert known.share == pytest.approx(2 / 9)
    for nights in ([], run_of(after(FIRST, 14), [1])):  # nobody could record any of it
        known = coverage(nights, FORTNIGHT)
        assert (known.before, known.nights, known.unknown, known.share) == (14, 0, 0, 0.0)


def test_a_night_that_is_not_remembered_is_a_thing_of_its_own_until_it_is_recorded() -> None:
    forgotten = {after(FIRST, days) for days in (-9, 1, 2, 4, 20)}  # one is recorded since, two lie outside
    known = coverage(drawn(FIRST, "1--.o--......."), FORTNIGHT, forgotten)
    assert (known.not_remembered, known.unknown, known.left_out, known.recorded) == (2, 2, 1, 9)


def test_nights_outside_the_period_are_not_looked_at() -> None:
    known = coverage(run_of(after(FIRST, -3), [1] * 30), FORTNIGHT)
    assert (known.recorded, known.cramps, known.unknown) == (14, 14, 0)


def test_fourteen_counted_nights_are_enough_and_thirteen_are_not() -> None:
    assert coverage(drawn(FIRST, "." * 14), FORTNIGHT).enough
    assert not coverage(drawn(FIRST, "-" + "." * 13), FORTNIGHT).enough
    assert not coverage(drawn(FIRST, "o" + "." * 13), FORTNIGHT).enough
    assert too_few(13) == f"13 recorded nights; a rate needs {ENOUGH_NIGHTS}"
    assert ENOUGH_NIGHTS == 14


def test_nights_woken_are_those_that_say_so_and_count() -> None:
    cramp = [CrampFigures()]
    nights = [
        NightFigures.of(FIRST, cramp, woke=True),
        NightFigures.of(after(FIRST, 1), cramp, woke=False),
        NightFigures.of(after(FIRST, 2), cramp),
        NightFigures.of(after(FIRST, 3), cramp, woke=True, left_out=True),
        NightFigures.of(after(FIRST, 4), cramp, woke=True),
    ]
    assert coverage(nights, FORTNIGHT).woken == 2


@pytest.mark.parametrize(
    ("zone", "evening", "entered", "expected"),
    [
        ("UTC", date(2026, 11, 21), "2026-11-22T23:59:00", False),
        ("UTC", date(2026, 11, 21), "2026-11-23T00:01:00", True),
        ("UTC", date(2026, 11, 21), "2026-11-21T23:30:00", False),
        ("UTC", date(2026, 11, 21), "2026-12-24T07:00:00", True),
        ("Pacific/Auckland", date(2026, 11, 21), "2026-11-22T10:59:00", False),  # 23:59 on the 22nd, +13
        ("Pacific/Auckland", date(2026, 11, 21), "2026-11-22T11:01:00", True),
        ("America/Los_Angeles", date(2026, 11, 21), "2026-11-23T07:59:00", False),  # 23:59, −8
        ("America/Los_Angeles", date(2026, 11, 21), "2026-11-23T08:01:00", True),
        # The clocks go forward in the night of 28 March 2026 (+1 becomes +2) and back in that of 24 October.
        ("Europe/Berlin", date(2026, 3, 27), "2026-03-28T22:59:00", False),
        ("Europe/Berlin", date(2026, 3, 27), "2026-03-28T23:01:00", True),
        ("Europe/Berlin", date(2026, 3, 28), "2026-03-29T21:59:00", False),
        ("Europe/Berlin", date(2026, 3, 28), "2026-03-29T22:01:00", True),
        ("Europe/Berlin", date(2026, 10, 24), "2026-10-25T22:59:00", False),
        ("Europe/Berlin", date(2026, 10, 24), "2026-10-25T23:01:00", True),
    ],
)
def test_an_entry_is_late_after_the_day_that_followed_the_night(
    in_zone: Callable[[str], None], zone: str, evening: date, entered: str, *, expected: bool
) -> None:
    in_zone(zone)
    assert late(evening, entered) is expected
    assert entered_late(evening, f"{entered}+00:00") is expected  # what the window and the report ask


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Tokyo", "America/New_York"])
def test_a_morning_in_berlin_is_late_on_no_computer_that_travels(in_zone: Callable[[str], None], zone: str) -> None:
    in_zone(zone)
    assert not late(date(2026, 11, 21), "2026-11-22T06:40:00")
    assert not entered_late(date(2026, 11, 21), "2026-11-22T06:40:00+00:00")


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Auckland", "UTC"])
@pytest.mark.parametrize(
    ("entered", "offset", "expected"),
    [
        ("2026-11-22T00:10:00", 480, False),  # 8:10 in Shanghai, on the morning after
        ("2026-11-22T15:59:00", 480, False),  # 23:59 there
        ("2026-11-22T16:01:00", 480, True),  # 00:01 there, and morning in Los Angeles
        ("2026-11-23T07:59:00", -480, False),  # 23:59 in Los Angeles, and afternoon in Shanghai
        ("2026-11-23T08:01:00", -480, True),
        ("2026-11-22T23:59:00", 0, False),
        ("2026-11-23T00:01:00", 0, True),
    ],
)
def test_an_entry_whose_clock_is_known_is_late_everywhere_or_nowhere(
    in_zone: Callable[[str], None], zone: str, entered: str, offset: int, *, expected: bool
) -> None:
    in_zone(zone)
    evening = date(2026, 11, 21)
    night = NightFigures.of(evening, entered=entered, entered_offset=offset)
    assert (coverage([night], Period(evening, evening)).entered_late == 1) is expected
    assert entered_late(evening, f"{entered}+00:00", offset) is expected


def test_an_entry_of_unknown_time_is_not_called_late() -> None:
    assert not late(date(2026, 11, 21), None)


def test_a_left_out_night_is_out_of_the_late_ones_too() -> None:
    night = NightFigures.of(FIRST, left_out=True, entered="2026-03-01T09:00:00")
    assert coverage([night], FORTNIGHT).entered_late == 0


@pytest.mark.parametrize(("recorded", "thin"), [(69, True), (70, False), (71, False)])
def test_a_record_is_thin_below_seventy_of_a_hundred_nights(recorded: int, thin: bool) -> None:
    known = coverage(run_of(FIRST, [0] * recorded), Period(FIRST, after(FIRST, 99)))
    assert known.thin is thin
    assert too_thin(known) == f"only {recorded} of 100 nights recorded; figures of under 70 % can mislead"


def test_nothing_is_known_of_a_period_without_nights() -> None:
    assert replace(coverage([], FORTNIGHT), nights=0).share == 0.0


def test_an_entry_as_the_next_day_ends_is_late() -> None:
    midnight = datetime(2026, 11, 23).astimezone(UTC)
    assert late(date(2026, 11, 21), midnight.replace(tzinfo=None).isoformat())
