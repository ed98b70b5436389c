"""The numbers as plain tables: these nights, as many before, and the same season of last year."""

from datetime import timedelta

import pytest

from cramp_journal.analysis.period import Period
from cramp_journal.analysis.summary import summary
from cramp_journal.charts.tables import Table, compared_table, month_table, weekday_table
from cramp_journal.model import CrampFigures, NightFigures
from tests.analysis.series import FIRST, after, drawn, run_of

CRAMP = CrampFigures(90, "clock", 6, "03:10", "exact", "left", "calf")


def table(nights: list[NightFigures], period: Period) -> dict[str, tuple[str, ...]]:
    """Give the rows by their names."""
    found = compared_table(nights, summary(nights, period))
    return {row[0]: row[1:] for row in (found.header, *found.rows)}


def test_these_nights_stand_beside_as_many_before() -> None:
    rows = table(drawn(FIRST, "1...... " * 4 + "11..... " * 4), Period(after(FIRST, 28), after(FIRST, 55)))
    assert rows[""] == ("These nights", "As many before")
    assert rows["Nights"] == ("2 Feb – 1 Mar 2026", "5 Jan – 1 Feb 2026")
    assert rows["Cramps"] == ("8", "4")
    assert rows["Recorded"] == ("28 of 28 (100%)", "28 of 28 (100%)")


def test_the_comparison_has_its_range_and_stands_with_the_nights_that_are_compared() -> None:
    rows = table(drawn(FIRST, "1...... " * 4 + "11..... " * 4), Period(after(FIRST, 28), after(FIRST, 55)))
    now, before = rows["These nights against those"]
    assert now == ""
    assert before.startswith("2.0 times as many (")


def test_no_cramps_are_not_called_0_0_times_as_many() -> None:
    nights = drawn(FIRST, "1...... " * 20 + "." * 28)
    rows = table(nights, Period.of_last(28, nights[-1].evening))
    assert rows["These nights against those"][1].startswith("none in these nights; at most ")


def test_a_rate_that_is_not_none_is_not_shown_as_none() -> None:
    """One cramp in half a year is 0.04 a week."""
    nights = drawn(FIRST, "." * 100 + "1" + "." * 81)
    rows = table(nights, Period(FIRST, nights[-1].evening))
    assert rows["Cramps a week (likely range)"][0].startswith("0.04 (")


def test_nights_that_nobody_recorded_have_no_column() -> None:
    rows = table(drawn(FIRST, "1...... " * 4), Period(FIRST, after(FIRST, 27)))
    assert rows[""] == ("These nights",)
    assert "These nights against those" not in rows  # there is nothing to compare with


def test_the_same_season_of_last_year_has_the_same_days_of_the_week() -> None:
    nights = [*drawn(after(FIRST, -364), "1...... " * 4), *drawn(FIRST, "2...... " * 4)]
    rows = table(nights, Period(FIRST, after(FIRST, 27)))
    assert rows[""] == ("These nights", "Same season, last year")
    assert rows["Nights"][1] == "6 Jan – 2 Feb 2025"
    assert rows["Cramps"] == ("8", "4")


def test_a_period_of_more_than_a_year_is_not_compared_with_a_year_that_it_holds_itself() -> None:
    rows = table(run_of(FIRST, [1, 0] * 500), Period(after(FIRST, 500), after(FIRST, 999)))
    assert rows[""] == ("These nights", "As many before")


def test_few_recorded_nights_are_said_to_be_few() -> None:
    rows = table(drawn(FIRST, "1..---- " * 8), Period(FIRST, after(FIRST, 55)))
    assert rows["Recorded"] == ("24 of 56 (43%) – few: take with care",)


def test_a_rate_is_given_with_its_range_or_not_at_all() -> None:
    rate = table(drawn(FIRST, "1...... " * 4), Period(FIRST, after(FIRST, 27)))["Cramps a week (likely range)"][0]
    value, low, high = (float(each) for each in rate.replace("(", "").replace(")", "").replace("–", " ").split())
    assert value == 1
    assert low < value < high
    few = table(drawn(FIRST, "1......"), Period(FIRST, after(FIRST, 6)))
    assert few["Cramps a week (likely range)"] == few["Nights with cramps a week (likely range)"] == ("too few nights",)


def test_what_cannot_be_compared_is_said_to_be_so() -> None:
    rows = table(drawn(FIRST, "....... " * 4 + "1...... " * 4), Period(after(FIRST, 28), after(FIRST, 55)))
    assert rows["These nights against those"] == ("", "cannot be compared")


def test_what_was_said_of_cramps_and_mornings_is_summed_up_and_the_rest_is_a_dash() -> None:
    nights = [
        NightFigures.of(FIRST, [CRAMP], woke=True, minutes_awake=30, sore_next_day=True),
        NightFigures.of(after(FIRST, 1), [CRAMP._replace(seconds=300, pain=8)], sore_next_day=False),
    ]
    rows = table(nights, Period(FIRST, after(FIRST, 1)))
    assert rows["Usual length · longest"] == ("3 min 15 s · 5 min",)
    assert rows["Usual pain, 0 to 10"] == ("7",)
    assert rows["Nights that woke you"] == ("1",)
    assert rows["Minutes awake, usually"] == ("30",)
    assert rows["Sore the next day"] == ("1 of 2 answered",)
    nothing = table(drawn(FIRST, ".."), Period(FIRST, after(FIRST, 1)))
    for name in ("Usual length · longest", "Usual pain, 0 to 10", "Minutes awake, usually", "Sore the next day"):
        assert nothing[name] == ("–",)


@pytest.mark.parametrize("count", [0, 1, 28, 400])
def test_every_row_has_a_cell_in_every_column(count: int) -> None:
    nights = run_of(FIRST, [1, 0] * count)
    period = Period(FIRST, after(FIRST, max(0, 2 * count - 1)))
    found = summary(nights, period)
    for each in (compared_table(nights, found), weekday_table(found), month_table(found)):
        assert isinstance(each, Table)
        assert {len(row) for row in each.rows} <= {len(each.header)}


def test_the_days_of_the_week_begin_with_monday_and_are_those_of_the_evening() -> None:
    rows = weekday_table(summary(drawn(FIRST, "1.-..o2"), Period(FIRST, after(FIRST, 6)))).rows
    assert [row[1:] for row in rows] == [
        *(("1", "1"), ("1", "0"), ("0", "0"), ("1", "0"), ("1", "0"), ("0", "0"), ("1", "2")),
    ]
    assert len({row[0] for row in rows}) == 7
    assert rows[0][0].startswith("Mon")


@pytest.mark.parametrize(("first", "names"), [(6, ["Sun", "Mon", "Sat"]), (5, ["Sat", "Sun", "Fri"])])
def test_the_days_of_the_week_begin_where_weeks_begin(first: int, names: list[str]) -> None:
    found = summary(drawn(FIRST, "1.-..o2"), Period(FIRST, after(FIRST, 6)))
    rows = weekday_table(found, first).rows
    assert [rows[0][0], rows[1][0], rows[-1][0]] == names
    assert sorted(rows) == sorted(weekday_table(found).rows)  # each day keeps its nights


def test_months_stand_in_the_order_of_the_year_whatever_the_year() -> None:
    first = FIRST - timedelta(days=31)
    rows = month_table(summary(run_of(first, [1] * 62), Period(first, after(first, 61)))).rows
    counted = {row[0]: row[1:] for row in rows if row[1] != "0"}
    assert next(iter(counted)).startswith("Jan")
    assert list(counted.values()) == [("31", "31"), ("4", "4"), ("27", "27")]
