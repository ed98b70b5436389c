"""What the charts of the report draw, measured: heights, places and patterns say the figures, on paper too."""

import math
import re
from datetime import timedelta
from typing import NamedTuple

import pytest

from cramp_journal.analysis.effects import Effect
from cramp_journal.analysis.factors import FactorEffect
from cramp_journal.analysis.period import Period
from cramp_journal.analysis.summary import summary
from cramp_journal.analysis.trends import trend
from cramp_journal.charts.page import (
    Picture,
    picture_of_frequency,
    picture_of_hours,
    picture_of_lengths,
    picture_of_links,
    picture_of_nights,
)
from cramp_journal.charts.page.drawing import HATCH, Frame, Sheet, rectangle
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.palette import LIGHT
from cramp_journal.words import FactorKind
from tests.analysis.series import FIRST, after, drawn, lasting


class Shape(NamedTuple):
    """A shape or line by its edges."""

    left: float
    right: float
    top: float
    bottom: float


def shapes(picture: Picture, look: str) -> list[Shape]:
    """Give the shapes of one look, such as 'fill="#fff"', from left to right."""
    found = []
    for path in re.findall(rf'<path d="([^"]*)"[^>]*{re.escape(look)}', picture.shapes):
        for part in path.split("M")[1:]:
            if "a" in part:  # a dot: where it begins, its diameter, twice
                x, y = (float(each) for each in part.split("a")[0].split())
                wide = float(part.split("a")[1].split()[5])
                found.append(Shape(x, x + wide, y - wide / 2, y + wide / 2))
                continue
            points = [tuple(map(float, each.split())) for each in part.rstrip("Z").split("L")]
            xs, ys = zip(*points, strict=True)
            found.append(Shape(min(xs), max(xs), min(ys), max(ys)))
    return sorted(found)


def height_of(shape: Shape) -> float:
    return shape.bottom - shape.top


def place_of(picture: Picture, text: str) -> tuple[float, float]:
    (word,) = [word for word in picture.words if word.text == text]
    return word.x, word.y


# ---------------------------------------------------------------- the sheet
def test_a_sheet_writes_what_a_person_wrote_as_text_and_never_as_a_tag() -> None:
    sheet = Sheet(100, 50)
    sheet.words(10, 10, "tea & <b>cake</b>")
    assert "tea &amp; &lt;b&gt;cake&lt;/b&gt;" in sheet.picture().svg


def test_words_lie_on_top_of_all_shapes() -> None:
    sheet = Sheet(100, 50)
    sheet.words(10, 10, "first")
    sheet.shapes([rectangle(0, 0, 100, 50)], "#000000")
    svg = sheet.picture().svg
    assert svg.index("<path") < svg.index("<text")


def test_nothing_is_drawn_for_no_shapes_and_the_pattern_comes_only_where_it_is_used() -> None:
    empty = Sheet(100, 50)
    empty.shapes([], HATCH)
    empty.path([], "#000000", 1)
    empty.dots([], 2, "#000000")
    assert "<path" not in empty.picture().svg
    hatched = Sheet(100, 50)
    hatched.shapes([rectangle(0, 0, 10, 10)], HATCH)
    assert '<pattern id="hatch"' in hatched.picture().svg


def test_a_frame_puts_its_first_value_at_the_left_and_the_least_at_the_bottom() -> None:
    frame = Frame(20, 5, 120, 55, 0, 10, 0, 5)
    assert (frame.x(0), frame.x(5), frame.x(10)) == (20, 70, 120)
    assert (frame.y(0), frame.y(2.5), frame.y(5)) == (55, 30, 5)
    assert frame.all([(0, 0), (10, 5)]) == [(20, 55), (120, 5)]


# ---------------------------------------------------------------- how often
def test_a_week_of_twice_as_many_cramps_has_a_bar_twice_as_high() -> None:
    nights = drawn(FIRST, "11..... 1111... 2222...")
    picture = picture_of_frequency(trend(nights, Period(FIRST, after(FIRST, 20))))
    bars = shapes(picture, f'fill="{LIGHT.shades[0]}"')
    assert [height_of(each) / height_of(bars[0]) for each in bars] == pytest.approx([1, 2, 4], rel=0.01)
    assert len({each.bottom for each in bars}) == 1


def test_under_each_bar_stands_its_count_in_its_middle() -> None:
    nights = drawn(FIRST, "11..... 1111... 2222...")
    picture = picture_of_frequency(trend(nights, Period(FIRST, after(FIRST, 20))))
    bars = shapes(picture, f'fill="{LIGHT.shades[0]}"')
    counts = [word for word in picture.words if word.fill == LIGHT.text]
    assert [word.text for word in counts] == ["2", "4", "8"]
    assert [word.x for word in counts] == pytest.approx([(bar.left + bar.right) / 2 for bar in bars], abs=0.1)


def test_nights_that_are_not_recorded_are_hatched_at_their_dates() -> None:
    nights = drawn(FIRST, "1...--- ------- 1..-...")
    picture = picture_of_frequency(trend(nights, Period(FIRST, after(FIRST, 20))))
    long, short = shapes(picture, f'fill="{HATCH}"')
    night = short.right - short.left
    assert (long.right - long.left) / night == pytest.approx(10, rel=0.01)
    assert (short.left - long.right) / night == pytest.approx(3, rel=0.01)


def test_the_rate_is_a_line_without_a_veil_and_the_scale_is_that_of_the_bars() -> None:
    nights = drawn(FIRST, "1...... 11..... " * 6)
    picture = picture_of_frequency(trend(nights, Period(FIRST, after(FIRST, 83))))
    assert 'fill-opacity="0.16"' not in picture.shapes
    (line,) = shapes(picture, f'stroke="{LIGHT.cramp_text}"')
    tallest = min(bar.top for bar in shapes(picture, f'fill="{LIGHT.shades[0]}"'))
    assert tallest < line.top <= line.bottom
    assert tallest < 12  # points from the top


def test_what_was_taken_is_a_band_over_its_days_and_ends_at_the_edge_while_it_is_taken() -> None:
    nights = drawn(FIRST, "1...... " * 10)
    courses = [
        {
            "substance": "zinc",
            "start_said": "on_the_day",
            "start": after(FIRST, 7).isoformat(),
            "stop": after(FIRST, 20).isoformat(),
        },
        {"substance": "iron", "start_said": "on_the_day", "start": after(FIRST, 42).isoformat()},
    ]
    picture = picture_of_frequency(trend(nights, Period(FIRST, after(FIRST, 69))), courses)
    bars = shapes(picture, f'fill="{LIGHT.shades[0]}"')
    week = bars[1].left - bars[0].left
    zinc, iron = shapes(picture, f'fill="{LIGHT.accent_soft}"')
    assert zinc.right - zinc.left == pytest.approx(2 * week, rel=0.01)
    assert iron.right == picture.width - 3
    assert zinc.top > bars[0].bottom
    assert place_of(picture, "Zinc")[0] == pytest.approx(zinc.left + 3, abs=0.1)


# ---------------------------------------------------------------- how long
def test_a_length_twice_as_long_stands_twice_as_high_with_its_middle_half_as_a_line() -> None:
    nights = [*lasting(FIRST, [120] * 7), *lasting(after(FIRST, 7), [60, 120, 240, 360, 420, 240, 240])]
    picture = picture_of_lengths(trend(nights, Period(FIRST, after(FIRST, 13))))
    base = max(each.bottom for each in shapes(picture, f'stroke="{LIGHT.quiet}"'))
    low, high = [(each.top + each.bottom) / 2 for each in shapes(picture, f'fill="{LIGHT.accent}"')]
    assert (base - high) / (base - low) == pytest.approx(2, rel=0.01)
    _point, half = shapes(picture, 'stroke="#9aa0cf"')
    assert half.top < high < half.bottom
    assert (base - half.bottom) / (base - low) == pytest.approx(1.5, rel=0.01)  # the lower quarter: 180 s


def test_a_stretch_without_lengths_has_no_dot() -> None:
    nights = [*lasting(FIRST, [120] * 7), *lasting(after(FIRST, 7), [None] * 7)]
    picture = picture_of_lengths(trend(nights, Period(FIRST, after(FIRST, 13))))
    assert len(shapes(picture, f'fill="{LIGHT.accent}"')) == 1


# ---------------------------------------------------------------- when in the night
def test_a_bar_stands_between_the_hours_that_it_counts() -> None:
    night = NightFigures.of(FIRST, [CrampFigures(time=each) for each in ("02:00", "03:59", "04:00")])
    picture = picture_of_hours(summary([night], Period(FIRST, FIRST)))
    two, four, six = (place_of(picture, each)[0] for each in ("02", "04", "06"))
    first, second = shapes(picture, f'fill="{LIGHT.accent_soft}"')
    assert two < first.left < first.right < four < second.left < second.right < six
    assert height_of(first) == pytest.approx(2 * height_of(second), rel=0.01)


def test_cramps_by_day_are_drawn_too() -> None:
    night = NightFigures.of(FIRST, [CrampFigures(time="13:00"), CrampFigures(time="11:00")])
    picture = picture_of_hours(summary([night], Period(FIRST, FIRST)))
    assert len(shapes(picture, f'fill="{LIGHT.accent_soft}"')) == 2
    assert [word.text for word in picture.words if word.text == "12"] == ["12", "12"]  # noon at both ends


# ---------------------------------------------------------------- night by night
def test_nights_stand_in_rows_of_whole_weeks_with_the_days_above() -> None:
    nights = drawn(FIRST, "1...... .2..... ..3.... ...4...")
    last = after(FIRST, 27)
    picture = picture_of_nights(nights, [Period(FIRST, after(FIRST, 13)), Period(after(FIRST, 14), last)])
    places = [place_of(picture, str(count)) for count in (1, 2, 3, 4)]
    assert places[0][1] == places[1][1] < places[2][1] == places[3][1]
    across = [x for x, _y in places]
    assert across[0] < across[2] < across[1] < across[3]  # Monday, Wednesday; then Tuesday, Thursday a week later
    assert [word.text for word in picture.words if word.size == 5.2] == [
        "Mon",
        "Tue",
        "Wed",
        "Thu",
        "Fri",
        "Sat",
        "Sun",
    ]


@pytest.mark.parametrize(("picture", "shade"), [("1", 0), ("2", 1), ("3", 2), ("9", 2)])
def test_a_night_of_more_cramps_stands_on_a_darker_ground_up_to_three(picture: str, shade: int) -> None:
    made = picture_of_nights(drawn(FIRST, f"{picture}......"), [Period(FIRST, after(FIRST, 6))])
    (cell,) = shapes(made, f'fill="{LIGHT.shades[shade]}"')
    x, y = place_of(made, picture)
    assert cell.left < x < cell.right
    assert cell.top < y < cell.bottom + 1


def test_an_unknown_night_is_hatched_and_a_clear_one_has_a_dot() -> None:
    made = picture_of_nights(drawn(FIRST, ".-....."), [Period(FIRST, after(FIRST, 6))])
    (unknown,) = shapes(made, f'fill="{HATCH}"')
    dots = shapes(made, f'fill="{LIGHT.quiet}"')
    assert len(dots) == 6
    assert not any(unknown.left < dot.left < unknown.right for dot in dots)


def test_a_night_that_is_not_remembered_has_a_question_mark_and_no_hatching() -> None:
    forgotten = {after(FIRST, 1), after(FIRST, 3)}  # the last of them was recorded all the same
    made = picture_of_nights(drawn(FIRST, ".--2..."), [Period(FIRST, after(FIRST, 6))], forgotten)
    (cell,) = shapes(made, f'fill="{LIGHT.accent_soft}"')
    x, _y = place_of(made, "?")
    assert cell.left < x < cell.right
    assert len(shapes(made, f'fill="{HATCH}"')) == 1
    assert place_of(made, "2")


def test_no_night_before_the_journal_began_is_drawn() -> None:
    made = picture_of_nights(drawn(FIRST, "---.-.."), [Period(FIRST, after(FIRST, 6))])
    assert len(shapes(made, f'fill="{HATCH}"')) == 1
    assert len(shapes(made, f'fill="{LIGHT.quiet}"')) == 3


# ---------------------------------------------------------------- links
def link(ratio: float, low: float, high: float) -> FactorEffect:
    return FactorEffect(
        *("alcohol", FactorKind.FACTOR, 0, None, 20, 20, 9, 3, 20, 20),
        *(Effect(ratio, low, high, 0.001), 0.001, ()),
    )


def test_a_ratio_stands_at_its_number_and_its_range_around_it() -> None:
    picture = picture_of_links([link(2, 1, 4)], 13.4)
    one, two, four = (place_of(picture, each)[0] for each in ("1", "2", "4"))
    (dot,) = shapes(picture, f'fill="{LIGHT.text}"')
    (line,) = shapes(picture, f'stroke="{LIGHT.text}" stroke-width="1.1"')
    assert (dot.left + dot.right) / 2 == pytest.approx(two, abs=0.05)
    assert (line.left, line.right) == pytest.approx((one, four), abs=0.05)


def test_each_link_stands_in_the_row_of_its_name_and_one_without_a_ratio_leaves_its_row_empty() -> None:
    nothing = FactorEffect("alcohol", FactorKind.FACTOR, 0, None, 2, 40, 1, 3, 2, 2, None, None, ())
    picture = picture_of_links([link(2, 1, 4), nothing, link(2, 1, 4)], 10)
    dots = shapes(picture, f'fill="{LIGHT.text}"')
    assert sorted((dot.top + dot.bottom) / 2 for dot in dots) == pytest.approx([5, 25])


def test_a_range_beyond_the_edge_ends_in_a_tip_that_points_outwards() -> None:
    picture = picture_of_links([link(4, 2, math.inf)], 13.4)
    *_dot, tip = sorted(shapes(picture, f'fill="{LIGHT.text}"'), key=lambda each: each.right)
    assert tip.right > place_of(picture, "4")[0]
    assert tip.right <= picture.width


def test_the_nights_end_with_the_last_of_the_period() -> None:
    period = Period.of_last(14, FIRST + timedelta(days=13))
    made = picture_of_nights(drawn(FIRST, "." * 13 + "5" + "9"), [period])
    assert [word.text for word in made.words if word.strong] == ["5"]
