"""Periods and journals as long as the calendar, and lists of thousands: figures of what is recorded, and no more."""

from datetime import date, timedelta

import pytest

from cramp_journal.analysis.factors import MOST_COMPARED, factor_effects, not_compared
from cramp_journal.analysis.period import Period, coverage, period_from
from cramp_journal.analysis.summary import summary
from cramp_journal.analysis.trends import trend
from cramp_journal.charts.marks import date_ticks
from cramp_journal.model import NightFigures
from cramp_journal.words import entered_late
from tests.analysis.series import FIRST, after, run_of
from tests.builders import figures, night_values

NIGHTS = run_of(FIRST, [1, 0, 2] * 10)
LAST = NIGHTS[-1].evening
TODAY = after(LAST, 1)


@pytest.mark.parametrize(
    "text", ["0001-01-01..9999-12-31", "1000-01-01..3000-01-01", "9999y", "1900-01-01..2100-01-01"]
)
def test_a_period_that_nobody_means_is_that_of_the_recorded_nights(text: str) -> None:
    assert period_from(text, LAST, NIGHTS) == Period(FIRST, LAST)


def test_an_end_that_somebody_may_mean_stays_and_each_end_is_looked_at_by_itself() -> None:
    assert period_from("2020-01-01..2030-01-01", LAST, NIGHTS) == Period(date(2020, 1, 1), date(2030, 1, 1))
    assert period_from("2020-01-01..9999-12-31", LAST, NIGHTS) == Period(date(2020, 1, 1), LAST)
    assert period_from("0001-01-01..2026-12-31", LAST, NIGHTS) == Period(FIRST, date(2026, 12, 31))
    assert period_from("1y", LAST, NIGHTS).nights == 365


def test_a_period_far_from_every_night_stays_what_was_asked_for() -> None:
    for text in ("0001-01-01..0001-01-31", "9000-01-01..9999-12-31"):
        period = period_from(text, LAST, NIGHTS)
        assert f"{period.first}..{period.last}" == text
        assert summary(NIGHTS, period).coverage.recorded == 0


def test_all_nights_end_with_the_last_one_where_the_clock_is_centuries_ahead() -> None:
    assert period_from("all", date(9999, 12, 30), NIGHTS) == Period(FIRST, LAST)
    assert period_from("0001-01-01..9999-12-31", date(9999, 12, 30), NIGHTS) == Period(FIRST, LAST)
    assert period_from("all", after(LAST, 100), NIGHTS) == Period(FIRST, after(LAST, 100))


@pytest.mark.parametrize("first", [date(1900, 1, 1), date(1500, 1, 1), date(1, 1, 1)])
def test_centuries_between_two_nights_are_as_many_bars_as_fit_on_a_page(first: date) -> None:
    nights = [figures(first, 1), *NIGHTS]
    found = trend(nights, period_from("all", LAST, nights))
    assert len(found.steps) <= 520
    assert found.nights_a_step % 91 == 0
    assert sum(step.cramps for step in found.steps) in (30, 31)  # a rest at the start is no bar
    assert 2 <= len(date_ticks(found.period.first, found.period.last)) <= 14


def test_a_lifetime_has_the_bars_that_it_had() -> None:
    fifty = Period(after(LAST, -50 * 365), LAST)
    assert trend(NIGHTS, fifty).nights_a_step == 91


def test_nights_at_both_edges_of_the_calendar_are_counted() -> None:
    nights = [figures(date(1, 1, 1), 1, entered="0001-01-01 08:00:00"), figures(date(9999, 12, 31), 2)]
    nights[1] = NightFigures.of(date(9999, 12, 31), nights[1].cramps, entered="9999-12-31 23:59:59")
    found = coverage(nights, Period(date.min, date.max))
    assert (found.recorded, found.cramps, found.entered_late) == (2, 2, 0)
    logged = [night_values(each.evening, each.count, factors=["x"] * each.count) for each in nights]
    assert factor_effects(logged, nights, Period(date.min, date.max)) == []
    assert summary(nights, Period(date.min, date.max)).cramps == 3


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
@pytest.mark.parametrize(
    ("entered", "late"),
    [("0001-01-01T00:00:00Z", False), ("9999-12-31T23:59:59Z", True), ("0001-01-01T00:00:00+14:00", False)],
)
def test_a_night_entered_at_the_edge_of_time_is_late_or_not(
    zone: str, entered: str, late: bool, in_zone: object
) -> None:
    assert callable(in_zone)
    in_zone(zone)
    assert entered_late(LAST, entered) is late
    assert entered_late(date(1, 1, 1), "0001-01-01T08:00:00Z") is False
    assert entered_late(date(9999, 12, 31), "9999-12-31T23:59:59Z") is False


def test_of_thousands_of_factors_those_with_the_most_nights_are_compared_and_the_rest_counted() -> None:
    evenings = [after(FIRST, n) for n in range(100)]
    named = [[f"factor {n * 20 + k}" for k in range(20)] + ["often"] * (n % 2) for n in range(100)]
    taken = [[{"substance": f"pill {n * 10 + k}"} for k in range(10)] for n in range(100)]
    nights = [night_values(evening, n % 2, factors=named[n], intakes=taken[n]) for n, evening in enumerate(evenings)]
    period = Period(evenings[0], evenings[-1])
    found = factor_effects(nights, run_of(FIRST, [n % 2 for n in range(100)]), period)
    assert found[0].factor == "often"
    assert len({each.factor for each in found}) <= 2 * MOST_COMPARED
    assert not_compared(nights, period) == 2001 - MOST_COMPARED + 1000 - MOST_COMPARED
    assert not_compared(nights[:5], period) == 0


def test_four_weeks_without_a_night_change_no_comparison() -> None:
    answers = [night_values(after(FIRST, n), (n * 7) % 3, alcohol=n % 2 == 0) for n in range(112)]
    inside = [figures(after(FIRST, n), (n * 7) % 3) for n in range(112)]
    near = factor_effects(answers, inside, Period(FIRST, after(FIRST, 111)))
    far = factor_effects(answers, inside, Period(FIRST - timedelta(days=28 * 20_000), after(FIRST, 111)))
    assert [each for each in far if not each.lag] == [each for each in near if not each.lag]
