"""Three nights a week in three of the last four weeks."""

import pytest

from cramp_journal.advice.night_rules import frequent
from tests.analysis.series import FIRST, after, drawn

LAST = after(FIRST, 27)
BUSY, CALM = "1.1.1.. ", "1..1... "


def test_three_busy_weeks_of_four_are_frequent() -> None:
    found = frequent(drawn(FIRST, BUSY + CALM + BUSY + BUSY), LAST)
    assert found
    assert found.logged == "You logged 11 cramp nights in the last 28 (28 recorded)."
    assert found.numbers == {"cramp_nights": 11, "recorded": 28, "busy_weeks": 3}
    assert found.nights == tuple(after(FIRST, i) for i in (0, 2, 4, 7, 10, 14, 16, 18, 21, 23, 25))
    assert found.tier is None


def test_two_busy_weeks_of_four_are_not() -> None:
    assert frequent(drawn(FIRST, BUSY + CALM + BUSY + CALM), LAST) is None


def test_two_nights_a_week_are_not_frequent_however_many_cramps_they_have() -> None:
    assert frequent(drawn(FIRST, "9..9... " * 4), LAST) is None


def test_three_nights_count_wherever_they_stand_in_the_week() -> None:
    assert frequent(drawn(FIRST, "111.... ....111 1..1..1 ......."), LAST)


@pytest.mark.parametrize(
    ("week", "speaks"), [("111..-- ", True), ("111.--- ", False), ("1111--- ", False), ("11111-- ", True)]
)
def test_a_week_needs_five_logged_nights(week: str, *, speaks: bool) -> None:
    assert bool(frequent(drawn(FIRST, BUSY + BUSY + week + "......."), LAST)) is speaks


@pytest.mark.parametrize(("week", "speaks"), [("111..oo ", True), ("111.ooo ", False), ("11o.... ", False)])
def test_nights_left_out_count_neither_as_cramps_nor_as_logged(week: str, *, speaks: bool) -> None:
    assert bool(frequent(drawn(FIRST, BUSY + BUSY + week + "......."), LAST)) is speaks


def test_nights_left_out_are_not_named() -> None:
    found = frequent(drawn(FIRST, "111..oo " * 4), LAST)
    assert found
    assert found.numbers == {"cramp_nights": 12, "recorded": 20, "busy_weeks": 4}
    assert after(FIRST, 5) not in found.nights


def test_weeks_are_counted_back_from_the_last_evening() -> None:
    """Three busy weeks and four nights: cut elsewhere, one of the weeks would have two cramp nights only."""
    nights = drawn(FIRST, "......1 11....1 11....1 11.....")
    assert frequent(nights, LAST) is None
    assert frequent([night._replace(evening=after(night.evening, 1)) for night in nights], LAST)


def test_only_the_last_28_nights_are_looked_at() -> None:
    nights = drawn(FIRST, BUSY * 3 + "....... " * 2)
    assert frequent(nights, LAST)
    assert frequent(nights, after(LAST, 7)) is None
    assert frequent(nights, after(FIRST, 13)) is None
