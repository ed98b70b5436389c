"""A day as people type it, read alike by window and terminal."""

from datetime import date

import pytest

from cramp_journal.exchange.typed_day import DAY_FIRST, MONTH_FIRST, days_in

TODAY = date(2026, 11, 21)


def day(year: int, month: int, number: int) -> tuple[date, ...]:
    return (date(year, month, number),)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1 March 2026", day(2026, 3, 1)),
        ("March 1, 2026", day(2026, 3, 1)),
        ("2026-03-01", day(2026, 3, 1)),
        ("20260301", day(2026, 3, 1)),
        ("13.3.2026", day(2026, 3, 13)),
        ("1. 3. 2026", day(2026, 3, 1)),
        ("۲۰۲۶-۱۱-۲۱", day(2026, 11, 21)),
        ("1er mars", day(2026, 3, 1)),
        ("Samstag, 21.11.", day(2026, 11, 21)),
        ("11月21日", day(2026, 11, 21)),
        ("Nov 21st", day(2026, 11, 21)),
        ("30/4", day(2026, 4, 30)),
        ("1 December", day(2025, 12, 1)),  # the last one: it is past
        ("29 Feb", day(2024, 2, 29)),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, meant: tuple[date, ...]) -> None:
    assert days_in(typed, TODAY, DAY_FIRST, last=TODAY) == meant


@pytest.mark.parametrize(
    "typed", ["", "1 Marhc", "1 Marhc 2026", "31 April 2026", "21", "2026", "45000", "1750000000", "2026-11-21 03:10"]
)
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    assert days_in(typed, TODAY, DAY_FIRST) == ()


@pytest.mark.parametrize("typed", ["3/4/2026", "3.4.", "3-4-26"])
def test_the_order_of_day_and_month_is_that_of_the_country_and_asked_where_none_is_known(typed: str) -> None:
    assert days_in(typed, TODAY, DAY_FIRST) == day(2026, 4, 3)
    assert days_in(typed, TODAY, MONTH_FIRST) == day(2026, 3, 4)
    assert days_in(typed, TODAY) == (date(2026, 4, 3), date(2026, 3, 4))


def test_a_day_that_can_mean_one_thing_only_is_not_asked() -> None:
    assert days_in("13/4/2026", TODAY) == days_in("4/13/2026", TODAY) == day(2026, 4, 13)
    assert days_in("5/5", TODAY) == day(2026, 5, 5)


def test_a_day_without_a_year_is_the_next_one_where_only_those_can_be_meant() -> None:
    assert days_in("5 January", TODAY, first=TODAY) == day(2027, 1, 5)
    assert days_in("5 January", TODAY, last=TODAY) == day(2026, 1, 5)
    assert days_in("1 December", TODAY, first=TODAY, last=TODAY) == day(2026, 12, 1)  # none fits: the caller says so
