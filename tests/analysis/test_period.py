"""Periods as they are typed."""

from datetime import date, timedelta

import pytest

from cramp_journal.analysis.period import Period, counted_in, every_night, last_looked_at, period_from, recorded_in
from cramp_journal.analysis.summary import summary
from cramp_journal.analysis.trends import trend
from cramp_journal.errors import BadInput
from tests.analysis.series import FIRST, after, drawn, run_of

LAST = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "first", "nights"),
    [
        ("1d", date(2026, 11, 21), 1),
        ("28d", date(2026, 10, 25), 28),
        ("12w", date(2026, 8, 30), 84),
        ("6m", date(2026, 5, 22), 184),
        ("1m", date(2026, 10, 22), 31),
        ("1y", date(2025, 11, 22), 365),
        ("40y", date(1986, 11, 22), 14610),
    ],
)
def test_a_period_is_counted_back_from_its_last_evening(text: str, first: date, nights: int) -> None:
    period = period_from(text, LAST, [])
    assert (period.first, period.last, period.nights) == (first, LAST, nights)


@pytest.mark.parametrize(
    ("text", "last", "first"),
    [
        ("1m", date(2026, 3, 31), date(2026, 3, 1)),
        ("1m", date(2028, 3, 31), date(2028, 3, 1)),
        ("1m", date(2026, 3, 15), date(2026, 2, 16)),
        ("6m", date(2026, 8, 31), date(2026, 3, 1)),
        ("1m", date(2026, 12, 31), date(2026, 12, 1)),
        ("1m", date(2026, 1, 31), date(2026, 1, 1)),
        ("2m", date(2026, 1, 15), date(2025, 11, 16)),
        ("1y", date(2028, 2, 29), date(2027, 3, 1)),
        ("1y", date(2025, 2, 28), date(2024, 2, 29)),
        ("4y", date(2028, 2, 29), date(2024, 3, 1)),
    ],
)
def test_months_and_years_end_well_at_the_ends_of_months_and_on_leap_days(text: str, last: date, first: date) -> None:
    assert period_from(text, last, []).first == first


def test_all_starts_at_the_first_recorded_night_even_one_left_out() -> None:
    assert period_from("all", LAST, drawn(FIRST, "--o..1")) == Period(after(FIRST, 2), LAST)


def test_all_of_an_empty_journal_is_one_night() -> None:
    assert period_from("all", LAST, []) == Period(LAST, LAST)


def test_all_never_ends_before_it_starts() -> None:
    period = period_from("all", after(FIRST, -30), drawn(FIRST, "..1"))
    assert period.nights == 1


def test_a_period_may_be_written_with_both_its_dates() -> None:
    period = period_from("2026-10-25..2026-11-21", date(2030, 1, 1), [])
    assert (period.first, period.last, period.nights) == (date(2026, 10, 25), LAST, 28)
    assert period_from("2026-11-21..2026-11-21", LAST, []).nights == 1


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "28",
            "d",
            "0d",
            "-5d",
            "+5d",
            "05d",
            "28D",
            "28 d",
            " 28d",
            "28d ",
            "28d\n",
            "10000d",
            "1.5w",
            "1d1w",
        ),
        *(
            "ALL",
            "all ",
            "month",
            "٢٨d",
            "²d",
            "..",
            "2026-10-25..",
            "..2026-11-21",
            "2026-10-25",
            "2026-10-25-2026-11-21",
        ),
        *("2026-10-25...2026-11-21", "2026-02-30..2026-11-21", "2026-10-25..2026-13-01", "25.10.2026..21.11.2026"),
        *("2026-10-25..2026-11-21..2026-11-22", "0000-01-01..2026-11-21", "2026-10-25T00:00..2026-11-21"),
    ],
)
def test_what_is_no_period_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        period_from(text, LAST, [])
    assert f"“{text}” is no period" in str(refused.value)


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(BadInput, match="ends before it starts"):
        period_from("2026-11-21..2026-11-20", LAST, [])


@pytest.mark.parametrize(
    "text", ["9999d", "9999w", "9999m", "9999y", "0001-01-01..0001-01-31", "0001-01-01..9999-12-31"]
)
def test_a_period_as_long_as_the_calendar_is_still_a_period(text: str) -> None:
    period = period_from(text, LAST, [])
    assert summary([], period).coverage.before == period.nights
    assert trend([], period).steps[-1].period.last == period.last


def test_the_period_before_ends_on_the_evening_before() -> None:
    before = Period.of_last(28, LAST).before(84)
    assert (before.first, before.last, before.nights) == (date(2026, 8, 2), date(2026, 10, 24), 84)


def test_both_ends_belong_to_a_period_and_nothing_beside_them() -> None:
    period = Period.of_last(28, LAST)
    assert [LAST - timedelta(days=back) in period for back in (-1, 0, 27, 28)] == [False, True, True, False]
    assert "2026-11-21" not in period


def test_left_out_nights_are_recorded_and_do_not_count() -> None:
    nights, period = drawn(FIRST, "1o.-o2"), Period(after(FIRST, 1), after(FIRST, 5))
    assert [(n.evening - FIRST).days for n in recorded_in(nights, period)] == [1, 2, 4, 5]
    assert [(n.evening - FIRST).days for n in counted_in(nights, period)] == [2, 5]


def test_figures_end_with_last_night_while_tonight_is_still_to_come() -> None:
    assert last_looked_at(run_of(FIRST, [0] * 10), after(FIRST, 10)) == after(FIRST, 9)
    assert last_looked_at([], FIRST) == after(FIRST, -1)


def test_figures_end_with_tonight_once_it_is_recorded() -> None:
    assert last_looked_at(run_of(FIRST, [0] * 11), after(FIRST, 10)) == after(FIRST, 10)
    assert last_looked_at(drawn(FIRST, "..o"), after(FIRST, 2)) == after(FIRST, 2)


def test_nights_logged_later_do_not_change_where_figures_of_a_past_date_end() -> None:
    short, long = run_of(FIRST, [0] * 11), run_of(FIRST, [0] * 400)
    assert last_looked_at(long, after(FIRST, 10)) == last_looked_at(short, after(FIRST, 10))


def test_a_year_before_is_whole_weeks_before_so_that_weekdays_match() -> None:
    four_weeks = Period.of_last(28, LAST)
    assert four_weeks.year_before() == Period(after(four_weeks.first, -364), after(LAST, -364))
    assert Period.of_last(365, LAST).year_before().last == after(LAST, -371)


@pytest.mark.parametrize(
    ("text", "last", "first"),
    [
        ("24m", date(3, 5, 1), date(1, 5, 2)),
        ("16m", date(2, 5, 1), date(1, 1, 2)),
        ("9y", date(5, 3, 1), date(1, 1, 2)),
        ("9d", date(1, 1, 5), date(1, 1, 1)),
    ],
)
def test_a_period_ends_at_the_beginning_of_the_calendar(text: str, last: date, first: date) -> None:
    assert period_from(text, last, []) == Period(first, last)


def test_each_evening_of_a_period_is_there_with_its_figures_or_none() -> None:
    known = drawn(FIRST, "1.2")
    assert every_night(known, Period(after(FIRST, -1), after(FIRST, 3))) == [
        (after(FIRST, -1), None),
        *((night.evening, night) for night in known),
        (after(FIRST, 3), None),
    ]
