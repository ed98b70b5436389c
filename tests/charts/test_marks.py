"""Where a chart shows what: scales that hold what is drawn, dates that do not crowd, bands that do not overlap."""

import math
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_journal.analysis.period import Period
from cramp_journal.analysis.trends import Trend, trend
from cramp_journal.charts.marks import (
    CourseMark,
    box,
    course_marks,
    date_ticks,
    doublings,
    frequency_marks,
    value_ticks,
)
from tests.analysis.series import FIRST, after, drawn, run_of

START = FIRST.toordinal()


def weeks(picture: str) -> Trend:
    nights = drawn(FIRST, picture)
    return trend(nights, Period(FIRST, after(FIRST, len(picture.replace(" ", "")) - 1)))


# ---------------------------------------------------------------- how often
def test_a_bar_is_as_high_as_its_week_had_cramps_and_a_week_without_has_none() -> None:
    bars = frequency_marks(weeks("12..... ....... 1111...")).bars
    assert [max(y for _x, y in bar) for bar in bars] == [3, 4]
    assert [min(y for _x, y in bar) for bar in bars] == [0, 0]


def test_a_bar_of_four_weeks_is_as_high_as_one_week_of_them() -> None:
    nights = run_of(FIRST, [1, 0, 0, 0, 0, 0, 0] * 60)
    bars = frequency_marks(trend(nights, Period(FIRST, after(FIRST, 419)))).bars
    assert {max(y for _x, y in bar) for bar in bars} == {1}


def test_the_scale_holds_every_bar_and_the_whole_likely_range() -> None:
    shown = weeks("5...... " * 4 + "2222222 " + "1...... " * 12)
    marks = frequency_marks(shown)
    assert marks.ceiling > max(y for bar in marks.bars for _x, y in bar) == 14
    assert marks.ceiling > max(marks.high)


def test_a_likely_range_that_would_leave_no_room_for_the_bars_is_cut_at_the_top() -> None:
    counts = ([4] * 10 + [0] * 40) * 8
    marks = frequency_marks(trend(run_of(FIRST, counts), Period(FIRST, after(FIRST, len(counts) - 1))))
    assert marks.beyond
    assert marks.ceiling == pytest.approx(3 * 28 * 1.06)
    assert max(marks.high) == marks.ceiling


def test_the_line_has_a_gap_where_there_is_no_rate() -> None:
    marks = frequency_marks(weeks("1...... " * 20 + "------- " * 6 + "1...... " * 20))
    assert len(marks.runs) == 2
    assert sum(end - start for start, end in marks.runs) == len(marks.rate)


def test_a_journal_without_cramps_still_has_a_scale_of_one() -> None:
    assert 1 < frequency_marks(trend([], Period(FIRST, after(FIRST, 27)))).ceiling < 1.2


def test_hatches_lie_below_the_bars_at_the_dates_that_are_not_recorded() -> None:
    marks = frequency_marks(weeks("1.--o.. ...-..- -------"))
    ends = [(box[0][0] - START + 0.5, box[2][0] - START + 0.5) for box in marks.unknown]
    assert ends == [(2, 4), (10, 11), (13, 21)]  # a left-out night is recorded
    assert all(marks.floor <= y < 0 for box in marks.unknown for _x, y in box)


def test_nothing_is_hatched_before_the_journal_began_nor_where_a_night_is_not_remembered() -> None:
    period, forgotten = Period(FIRST, after(FIRST, 20)), {after(FIRST, 10), after(FIRST, 1)}
    shown = trend(drawn(FIRST, "------- 1.---.. ......."), period, not_remembered=forgotten)
    ends = [(box[0][0] - START + 0.5, box[2][0] - START + 0.5) for box in frequency_marks(shown).unknown]
    assert ends == [(9, 10), (11, 12)]


def test_the_rate_stands_in_the_middle_of_its_week_within_its_range() -> None:
    shown = weeks("1...... " * 6)
    marks = frequency_marks(shown)
    assert [x - START for x, _y in marks.rate] == [10, 17, 24, 31, 38]  # none after the first: too few nights
    assert all(low <= y <= high for (_x, y), low, high in zip(marks.rate, marks.low, marks.high, strict=True))


def test_what_is_looked_at_sets_the_scale_and_not_what_lies_beyond_it() -> None:
    nights = drawn(FIRST, "9999999 " * 8 + "1...... " * 8)
    view = trend(nights, Period(after(FIRST, 56), after(FIRST, 111)))
    wide = trend(nights, Period(FIRST, after(FIRST, 111)), view)
    alone, within = frequency_marks(view), frequency_marks(wide, view)
    assert (within.left, within.right) == (alone.left, alone.right)
    assert (within.floor, within.ceiling) == (alone.floor, alone.ceiling)
    assert len(within.bars) == 2 * len(alone.bars)


def test_bars_of_neighbours_do_not_touch() -> None:
    one, two = box(0, 7, 0, 3), box(7, 14, 0, 3)
    assert max(x for x, _y in one) < 7 < min(x for x, _y in two)
    assert sum(x for x, _y in one) / 4 == pytest.approx(3.5)


# ---------------------------------------------------------------- what was taken
def course(name: str, start: int | None = None, stop: int | None = None, **more: Any) -> dict[str, Any]:
    """Give a course by the days of its ends, counted from the first."""
    ends = {"start": start, "stop": stop}
    said = {key: after(FIRST, days).isoformat() for key, days in ends.items() if days is not None}
    known = {"start_said": "on_the_day"} if start is not None else {}
    return {"substance": name, "kind": "medicine", **said, **known, **more}


def test_a_start_that_may_be_the_day_of_entry_is_drawn_as_one_by_which_it_had_begun() -> None:
    marks, _hidden = laid(course("zinc", 10, 50, start_said=None), course("tea", None, 40), course("old", -9, 30))
    assert sorted(mark.name for mark in marks) == ["Old", "Tea", "Zinc (or before)"]


def laid(*courses: dict[str, Any], most: int = 4) -> tuple[list[CourseMark], int]:
    """Lay courses out over a hundred days, where a letter is a day wide."""
    return course_marks(courses, (START, START + 100), 1, most)


def test_a_band_goes_from_the_first_day_to_the_last() -> None:
    ((band,), hidden) = laid(course("zinc", 10, 40))
    assert (band.x0 - START, band.x1 - START, hidden) == (9.5, 40.5, 0)
    assert (band.name, band.lane) == ("Zinc", 0)


def test_a_dose_stands_with_the_name() -> None:
    assert laid(course("zinc", 10, 40, dose=5, unit="mg"))[0][0].name == "Zinc 5 mg"


def test_what_has_no_beginning_or_end_goes_on_beyond_the_edge() -> None:
    before, still = laid(course("zinc", None, 40), course("iron", 60))[0]
    assert before.x0 < START
    assert still.x1 > START + 100


@pytest.mark.parametrize("ends", [(-40, -2), (102, 140)])
def test_what_was_taken_at_another_time_is_not_shown_and_not_counted(ends: tuple[int, int]) -> None:
    assert laid(course("zinc", *ends)) == ([], 0)


def test_one_after_the_other_share_a_lane_and_at_the_same_time_they_do_not() -> None:
    apart = laid(course("zinc", 0, 20), course("iron", 30, 60))[0]
    together = laid(course("zinc", 0, 40), course("iron", 30, 60))[0]
    assert [band.lane for band in apart] == [0, 0]
    assert [band.lane for band in together] == [0, 1]


def test_a_name_that_is_longer_than_its_band_keeps_the_next_one_off() -> None:
    """The band ends on day 3; its name reaches to day 13."""
    bands = laid(course("quite a name", 0, 3), course("iron", 8, 60))[0]
    assert [band.lane for band in bands] == [0, 1]


def test_at_the_right_edge_a_name_that_does_not_fit_ends_before_its_band() -> None:
    (band,) = laid(course("a name of more than ten letters", 90))[0]
    assert not band.label_left
    assert band.label_at == START + 89.5


@given(st.text("abc", min_size=1, max_size=40), st.integers(-50, 120), st.integers(0, 60))
def test_no_name_crosses_an_end_of_its_band(name: str, start: int, long: int) -> None:
    for band in laid(course(name, start, start + long))[0]:
        wide = len(name) + 1.5
        left = band.label_at if band.label_left else band.label_at - wide
        first, last = max(band.x0, START), min(band.x1, START + 100)
        assert first <= left <= left + wide <= last or left >= last or left + wide <= first


def test_a_name_of_what_began_long_ago_begins_at_the_edge() -> None:
    (band,) = laid(course("zinc", -400))[0]
    assert band.label_left
    assert band.label_at == START


def test_what_finds_no_lane_is_counted() -> None:
    bands, hidden = laid(*(course(f"thing {n}", n) for n in range(7)), most=3)
    assert [band.lane for band in bands] == [0, 1, 2]
    assert hidden == 4


spans = st.tuples(st.text("abc", min_size=1, max_size=20), st.integers(-50, 120), st.integers(0, 60))


@given(st.lists(spans, max_size=12))
def test_no_two_bands_of_a_lane_ever_overlap(given_spans: list[tuple[str, int, int]]) -> None:
    bands, hidden = laid(*(course(name, start, start + long) for name, start, long in given_spans))
    for lane in range(4):
        inside = sorted((band.x0, band.x1) for band in bands if band.lane == lane)
        assert all(before[1] < later[0] for before, later in pairwise(inside))
    assert len(bands) + hidden <= len(given_spans)
    assert hidden == 0 or {band.lane for band in bands} == set(range(4))


# ---------------------------------------------------------------- dates and numbers at the edge
def ticks(nights: int, last: date = date(2026, 11, 21), most: int = 14) -> list[str]:
    return [name for _day, name in date_ticks(last - timedelta(days=nights - 1), last, most=most)]


def test_a_few_weeks_are_told_by_their_last_evenings() -> None:
    assert ticks(28) == ["31 Oct", "7 Nov", "14 Nov", "21 Nov"]


def test_months_are_told_by_name_and_on_long_spans_each_year_once() -> None:
    assert ticks(84) == ["Sep", "Oct", "Nov"]
    names = ticks(365)
    assert names[:3] == ["Dec\n2025", "Jan\n2026", "Feb"]
    assert len(names) == 12


def test_many_years_are_told_by_whole_years() -> None:
    assert ticks(365 * 8) == [str(year) for year in range(2019, 2027)]
    assert ticks(365 * 60)[:2] == ["1970", "1975"]


@pytest.mark.parametrize("most", [7, 14])
def test_there_are_never_more_dates_than_there_is_room_for(most: int) -> None:
    last = date(2026, 11, 21)
    for nights in (*range(1, 60), 100, 200, 201, 400, 1000, 1999, 2001, 5000, 20_000, 300_000):
        days = [day for day, _name in date_ticks(last - timedelta(days=nights - 1), last, most=most)]
        assert len(days) <= most + 1, nights
        assert days == sorted(set(days))
        assert all(last.toordinal() - nights < day <= last.toordinal() for day in days)


def test_what_lies_beyond_the_edges_has_dates_of_the_same_kind() -> None:
    view, around = (date(2026, 9, 1), date(2026, 11, 21)), (date(2025, 9, 1), date(2026, 11, 21))
    inner, outer = (dict(date_ticks(*view, around=each)) for each in (None, around))
    assert set(inner) <= set(outer)
    assert len(outer) == 15


@pytest.mark.parametrize(
    ("ceiling", "numbers"),
    [
        (1.06, [0, 1]),
        (3.9, [0, 1, 2, 3]),
        (5, [0, 1, 2, 3, 4, 5]),
        (5.1, [0, 2, 4]),
        (12, [0, 5, 10]),
        (63, [0, 20, 40, 60]),
        (400, [0, 100, 200, 300, 400]),
    ],
)
def test_a_scale_has_a_few_whole_numbers(ceiling: float, numbers: list[int]) -> None:
    assert value_ticks(ceiling) == numbers


@pytest.mark.parametrize(
    ("ratio", "place"),
    [(1, 0), (2, 1), (0.5, -1), (4, 2), (5, 2.3), (100, 2.3), (math.inf, 2.3), (0.01, -2.3), (0, -2.3)],
)
def test_twice_as_many_stands_as_far_from_the_middle_as_half_as_many(ratio: float, place: float) -> None:
    assert doublings(ratio, 2.3) == pytest.approx(place)
