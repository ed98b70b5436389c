"""A time of day and a length as people type them."""

import pytest

from cramp_journal.gui.widgets.exact_rows import clock_time, seconds_in


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3:10", "03:10"),
        ("03.10", "03:10"),
        ("0310", "03:10"),
        ("3h10", "03:10"),
        ("3", "03:00"),
        (" 23:59 ", "23:59"),
        ("0:00", "00:00"),
        ("٣:١٠", "03:10"),
    ],
)
def test_a_time_of_day_is_read_as_it_is_typed(typed: str, read: str) -> None:
    assert clock_time(typed) == read


@pytest.mark.parametrize("typed", ["24:10", "24:00", "24", "23:60", "3:1", "12345", "3:10 pm", "-3", "ten", ""])
def test_what_no_clock_shows_is_no_time_of_day(typed: str) -> None:
    assert clock_time(typed) is None


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("2", 120),
        ("2.5", 150),
        ("½", 30),
        ("2:30", 150),
        ("2:59", 179),
        ("2m30s", 150),
        ("2 min 30 sec", 150),
        ("45s", 45),
        ("2 minutes", 120),
        ("999", 59_940),
    ],
)
def test_a_length_is_read_as_it_is_typed(typed: str, seconds: int) -> None:
    assert seconds_in(typed) == seconds


@pytest.mark.parametrize("typed", ["0", "0:00", "0s", "-2", "2:60", "2:3", "1000", "long", "1 to 3", ""])
def test_what_is_no_length_is_none(typed: str) -> None:
    assert seconds_in(typed) is None
