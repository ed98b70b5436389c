"""The last 28 nights against the 84 before."""

import math

import pytest
from scipy.stats import t

from cramp_journal.advice.night_rules import rising
from tests.analysis.series import FIRST, after, drawn

LAST = after(FIRST, 111)


def spread_out(cramps: int, nights_a_week: int) -> str:
    """Draw four weeks with so many cramps on so many nights a week, as evenly as can be."""
    share = [cramps // 4 + (week < cramps % 4) for week in range(4)]
    weeks = ["".join(str(n // nights_a_week + (i < n % nights_a_week)) for i in range(nights_a_week)) for n in share]
    return " ".join(week.replace("0", ".").ljust(7, ".") for week in weeks)


def test_three_times_as_many_cramps_are_a_rise() -> None:
    found = rising(drawn(FIRST, "1...... " * 12 + "111.... " * 4), LAST)
    assert found
    assert found.logged == "You logged 12 cramps in the last 28 nights; 4 in the 28 before."
    error = math.sqrt(1 / 12.5 + 1 / 12.5)  # the weeks are even: dispersion 1, on 3 + 11 + 4 degrees
    assert found.numbers == {
        "cramps": 12,
        "recorded": 28,
        "cramps_before": 12,
        "recorded_before": 84,
        "ratio": 3.0,
        "p": round(t.sf(math.log(3) / error, 18), 4),
    }
    assert found.nights == tuple(after(FIRST, 84 + 7 * week + i) for week in range(4) for i in range(3))
    assert found.tier is None


def test_a_level_journal_does_not_rise() -> None:
    assert rising(drawn(FIRST, "1.1.1.. " * 16), LAST) is None


def test_a_fall_is_no_rise() -> None:
    assert rising(drawn(FIRST, "11111.. " * 12 + "1...... " * 4), LAST) is None


@pytest.mark.parametrize(("cramps", "speaks"), [(210, True), (209, False)])
def test_half_as_many_again_is_a_rise_and_just_under_is_not(cramps: int, *, speaks: bool) -> None:
    """5 a night before; 7.5 or 7.46 now. Both are too many for chance."""
    before = "998621. " * 12
    assert bool(rising(drawn(FIRST, before + spread_out(cramps, 7)), LAST)) is speaks


@pytest.mark.parametrize(
    ("now", "speaks"), [("333.... 33..... 333.... 33.....", True), ("443.... 44..... 44..... 44.....", False)]
)
def test_three_cramp_nights_more_in_28_are_a_rise_and_two_are_not(now: str, *, speaks: bool) -> None:
    """21 in 84 before is 7 in 28; now there are 10, or 9 with more cramps each. 10/28 − 21/84 must not be rounded."""
    before = "11..... 11..... 11..... 1...... " * 3
    assert bool(rising(drawn(FIRST, before + now), LAST)) is speaks


@pytest.mark.parametrize(("cramps", "chance", "speaks"), [(17, 0.0135, False), (18, 0.00845, True)])
def test_a_chance_of_one_in_a_hundred_parts_a_rise_from_luck(cramps: int, chance: float, *, speaks: bool) -> None:
    """24 cramps before, two a week; 17 or 18 now, each in a night of its own."""
    assert t.sf(math.log(cramps * 3 / 24) / math.sqrt(1 / (cramps + 0.5) + 1 / 24.5), 18) == pytest.approx(
        chance, abs=5e-5
    )
    found = rising(drawn(FIRST, "2...... " * 12 + spread_out(cramps, 7)), LAST)
    assert bool(found) is speaks
    if found:
        assert found.numbers["p"] == pytest.approx(chance, abs=1e-4)


def test_the_same_rise_is_luck_where_cramps_come_in_runs() -> None:
    even, runs = "1...... " * 12, "4...... ....... ....... " * 3 + "....... " * 3
    assert rising(drawn(FIRST, even + "111.... " * 4), LAST)
    assert rising(drawn(FIRST, runs + "1111111 1111111 ....... ......."), LAST) is None


@pytest.mark.parametrize(("recorded", "speaks"), [(20, True), (19, False)])
def test_seventy_percent_of_the_28_must_be_logged(recorded: int, *, speaks: bool) -> None:
    """70 % of 28 is 19.6."""
    now = ("1111... " * 4).replace(" ", "")
    silent = [i for i, mark in enumerate(now) if mark == "."][: 28 - recorded]
    picture = "".join("-" if i in silent else mark for i, mark in enumerate(now))
    assert bool(rising(drawn(FIRST, "1...... " * 12 + picture), LAST)) is speaks


@pytest.mark.parametrize(("recorded", "speaks"), [(59, True), (58, False)])
@pytest.mark.parametrize("mark", ["-", "o"])
def test_seventy_percent_of_the_84_before_must_be_logged(recorded: int, mark: str, *, speaks: bool) -> None:
    """70 % of 84 is 58.8. What is left out is not logged."""
    before = "1......" * 12
    silent = [i for i in range(84) if i % 7 > 2][: 84 - recorded]
    picture = "".join(mark if i in silent else each for i, each in enumerate(before))
    assert bool(rising(drawn(FIRST, picture + "1111111 " * 4), LAST)) is speaks


def test_cramps_in_nights_left_out_are_no_rise() -> None:
    nights = drawn(FIRST, "1...... " * 12 + "111.... " * 4)
    assert rising([n._replace(left_out=n.evening > after(FIRST, 83) and n.count > 0) for n in nights], LAST) is None


def test_nothing_beyond_the_112_nights_is_looked_at() -> None:
    nights = drawn(FIRST, "1...... " * 12 + "111.... " * 4)
    older = drawn(after(FIRST, -70), "9999999 " * 10)
    newer = drawn(after(LAST, 1), "9999999 " * 4)
    assert rising([*older, *nights, *newer], LAST) == rising(nights, LAST)


def test_the_28_before_are_told_though_84_are_compared() -> None:
    found = rising(drawn(FIRST, "1...... " * 8 + "11..... " * 4 + "11111.. " * 4), LAST)
    assert found
    assert found.logged == "You logged 20 cramps in the last 28 nights; 8 in the 28 before."
    assert found.numbers["cramps_before"] == 16


def test_cramps_after_none_at_all_are_a_rise() -> None:
    found = rising(drawn(FIRST, "." * 84 + "1." * 14), LAST)
    assert found
    assert found.logged == "You logged 14 cramps in the last 28 nights; 0 in the 28 before."
    assert rising(drawn(FIRST, "." * 112), LAST) is None
