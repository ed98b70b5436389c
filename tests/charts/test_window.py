"""What is drawn in the window equals what was counted, however many nights there are."""

import io
import math
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from itertools import combinations

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PatchCollection, PolyCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from cramp_journal.analysis.period import Period
from cramp_journal.analysis.summary import Summary, summary
from cramp_journal.analysis.trends import Trend, trend
from cramp_journal.charts import chart_text
from cramp_journal.charts.legs import leg_parts
from cramp_journal.charts.window.counts import draw_hours, draw_places, draw_strip
from cramp_journal.charts.window.over_time import draw_frequency, draw_lengths
from cramp_journal.charts.window.paper import Drawn, Paper, picture
from cramp_journal.i18n import speaking
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.palette import DARK, LIGHT, Palette
from tests.analysis.series import FIRST, after, drawn

WEEKS = "1.2.... ...-... ooo1..1 ------- 3......"
PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)


def journal(count: int) -> list[NightFigures]:
    """Invent nights with lengths and times; every ninth is not recorded."""
    chance = np.random.default_rng(count)
    nights = []
    for i, cramps in enumerate(chance.poisson(0.6, count).tolist()):
        if i % 9 == 4:
            continue
        inside = [
            CrampFigures(int(chance.integers(20, 900)), "guess", 5, f"{int(chance.integers(0, 24)):02}:30", "about")
            for _each in range(cramps)
        ]
        nights.append(NightFigures.of(after(FIRST, i), inside))
    return nights


def found(nights: list[NightFigures], period: Period) -> tuple[Trend, Summary]:
    return trend(nights, period), summary(nights, period)


def paper(palette: Palette = LIGHT, scale: float = 1.0, size: tuple[float, float] = (9, 4)) -> Paper:
    return Paper(Figure(figsize=size, dpi=96), palette, scale)


def boxes(on: Axes, zorder: float) -> list[tuple[float, float, float, float]]:
    """Give left, right, bottom and top of the boxes on one layer."""
    layers = [c for c in on.collections if isinstance(c, PolyCollection) and c.get_zorder() == zorder]
    corners = [np.asarray(path.vertices, dtype=float).T for layer in layers for path in layer.get_paths()]
    return [(float(x.min()), float(x.max()), float(y.min()), float(y.max())) for x, y in corners]


def frequency(shown: Trend) -> Axes:
    return draw_frequency(paper(), shown).axes


def words(on: Axes) -> str:
    return " | ".join(text.get_text() for text in on.texts)


def all_charts(nights: list[NightFigures], period: Period) -> list[Callable[[Paper], Drawn]]:
    shown, sums = found(nights, period)
    courses = [{"substance": "magnesium", "dose": 300, "unit": "mg", "start": FIRST.isoformat()}]
    return [
        lambda on: draw_frequency(on, shown, courses=courses, warmth="c"),
        lambda on: draw_lengths(on, shown),
        lambda on: draw_hours(on, sums),
        lambda on: draw_places(on, sums),
        lambda on: draw_strip(on, nights, Period.of_last(56, period.last)),
    ]


@PALETTES
@pytest.mark.parametrize("count", [0, 5, 40, 400, 18_000])
def test_any_number_of_nights_is_drawn_without_a_warning(count: int, palette: Palette) -> None:
    for draw in all_charts(journal(count), Period(FIRST, after(FIRST, max(count, 1) - 1))):
        on = paper(palette)
        draw(on)
        on.figure.savefig(io.BytesIO(), format="png", dpi=50)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_text_is_drawn_as_large_as_the_rest_of_the_window(scale: float) -> None:
    for draw in all_charts(journal(60), Period(FIRST, after(FIRST, 59))):
        on = paper(scale=scale, size=(12, 6))
        draw(on)
        sizes = {float(text.get_fontsize()) for text in on.figure.axes[0].texts if text.get_text()}
        assert min(sizes) >= 9.9 * scale


def test_drawing_again_empties_what_was_drawn_and_uses_it_again() -> None:
    for draw in all_charts(journal(40), Period(FIRST, after(FIRST, 39))):
        on = paper()
        first = draw(on)
        count = len(first.axes.get_children())
        for _again in range(3):
            assert draw(on).axes is first.axes
        assert len(first.axes.get_children()) == count
        assert len(on.figure.axes) == 1


@PALETTES
def test_another_look_is_drawn_from_the_start(palette: Palette) -> None:
    draw = all_charts(journal(40), Period(FIRST, after(FIRST, 39)))[0]
    figure = Figure(figsize=(9, 4), dpi=96)
    first = draw(Paper(figure, DARK if palette is LIGHT else LIGHT)).axes
    again = draw(Paper(figure, palette)).axes
    assert again is not first
    assert to_hex(again.get_facecolor()) == palette.card


def test_each_item_has_its_spot() -> None:
    nights, period = journal(60), Period(FIRST, after(FIRST, 59))
    shown, sums = found(nights, period)
    strip = Period.of_last(56, period.last)
    pairs = [
        (draw_frequency(paper(), shown), chart_text.frequency_text(shown, nights)),
        (draw_hours(paper(), sums), chart_text.hours_text(sums, nights)),
        (draw_strip(paper(), nights, strip), chart_text.strip_text(nights, strip)),
    ]
    for done, told in pairs:
        assert [spot.item for spot in done.spots] == list(range(len(told.items)))


def test_the_bars_are_as_high_as_the_cramps_of_their_weeks() -> None:
    on = frequency(trend(drawn(FIRST, WEEKS), Period(FIRST, after(FIRST, 34))))
    bars = boxes(on, zorder=2)
    assert [(bottom, top) for _left, _right, bottom, top in bars] == [(0, 3), (0, 2), (0, 3)]
    middles = [(left + right) / 2 - FIRST.toordinal() for left, right, _bottom, _top in bars]
    assert middles == pytest.approx([3, 17, 31])
    assert all(3 < right - left < 7 for left, right, *_heights in bars)  # neighbours do not touch


def test_the_bars_of_four_weeks_are_cramps_per_week() -> None:
    shown = trend(drawn(FIRST, "1.1.2.." * 60), Period(FIRST, after(FIRST, 419)))
    assert [top for *_sides, top in boxes(frequency(shown), zorder=2)] == pytest.approx([4.0] * 15)


def test_nights_not_recorded_are_hatched_below_the_bars_and_recorded_ones_are_not() -> None:
    on = frequency(trend(drawn(FIRST, WEEKS), Period(FIRST, after(FIRST, 34))))
    strips = boxes(on, zorder=1)
    lefts = [left - (FIRST.toordinal() - 0.5) for left, *_rest in strips]
    assert lefts == pytest.approx([10, 21])  # the fourth night of the second week, and all of the fourth week
    assert [right - left for left, right, *_heights in strips] == pytest.approx([1, 7])
    assert all(top < 0 for *_rest, top in strips)
    (strokes,) = [c for c in on.collections if isinstance(c, LineCollection)]
    for stroke in strokes.get_segments():  # none goes beyond its box
        (x0, y0), (x1, y1) = stroke[0], stroke[-1]
        assert any(a - 1e-6 <= x0 <= x1 <= b + 1e-6 and c - 1e-6 <= y0 <= y1 <= d + 1e-6 for a, b, c, d in strips)


def test_a_journal_without_gaps_has_no_hatching() -> None:
    on = frequency(trend(drawn(FIRST, "1......" * 5), Period(FIRST, after(FIRST, 34))))
    assert boxes(on, zorder=1) == []


def test_an_empty_journal_has_neither_hatches_nor_bars() -> None:
    on = frequency(trend([], Period(FIRST, after(FIRST, 34))))
    assert boxes(on, zorder=2) == []
    assert boxes(on, zorder=1) == []
    assert len(on.lines) == 0


def test_the_line_is_the_rolling_rate_and_its_band_is_within_the_picture() -> None:
    shown = trend(drawn(FIRST, "1.2....1......" * 5), Period(FIRST, after(FIRST, 69)))
    on = frequency(shown)
    (line,) = on.lines
    rates = [each.rate for each in shown.rolling if each.rate]
    assert np.asarray(line.get_ydata()).tolist() == [rate.value for rate in rates]
    assert on.get_ylim()[1] > max(rate.high for rate in rates)


def test_lengths_are_drawn_in_minutes_as_median_and_middle_half() -> None:
    nights = [NightFigures.of(after(FIRST, i), [CrampFigures(60 * s)]) for i, s in enumerate([1, 2, 3, 4, 5])]
    shown = trend([*nights, NightFigures.of(after(FIRST, 8), [CrampFigures()])], Period(FIRST, after(FIRST, 13)))
    on = draw_lengths(paper(), shown).axes
    (dots,) = on.lines
    assert np.asarray(dots.get_ydata()).tolist() == [3]
    (spines,) = [c for c in on.collections if isinstance(c, LineCollection)]
    assert [segment[:, 1].tolist() for segment in spines.get_segments()] == [[2, 4]]


def test_hours_are_drawn_two_by_two_around_midnight() -> None:
    times = ["23:10", "00:00", "01:59", "02:00", "03:30", None]
    night = NightFigures.of(FIRST, [CrampFigures(time=time) for time in times])
    on = draw_hours(paper(), summary([night], Period(FIRST, FIRST))).axes
    names = [tick.get_text() for tick in on.get_xticklabels()]
    tops = {names[round((left + right) / 2)]: top for left, right, _bottom, top in boxes(on, zorder=2)}
    assert names == ["20–22", "22–00", "00–02", "02–04", "04–06", "06–08"]
    assert tops == {"22–00": 1, "00–02": 2, "02–04": 2}


def test_cramps_by_day_widen_the_hours_that_are_shown() -> None:
    night = NightFigures.of(FIRST, [CrampFigures(time="12:30"), CrampFigures(time="11:59")])
    on = draw_hours(paper(size=(14, 4)), summary([night], Period(FIRST, FIRST))).axes
    assert [tick.get_text() for tick in on.get_xticklabels()][::11] == ["12–14", "10–12"]
    assert sum(top for *_sides, top in boxes(on, zorder=2)) == 2


def test_where_nothing_is_known_the_picture_says_so() -> None:
    shown, sums = found([], Period(FIRST, after(FIRST, 27)))
    assert "no lengths" in words(draw_lengths(paper(), shown).axes)
    assert "no times" in words(draw_hours(paper(), sums).axes)


@pytest.mark.parametrize("count", [1, 20, 84, 150, 365, 900, 2500, 18_000])
def test_the_dates_below_never_crowd(count: int) -> None:
    on = frequency(trend([], Period(date(2026, 11, 21), after(date(2026, 11, 21), count - 1))))
    assert 1 <= len(on.get_xticks()) <= 15


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_saved_picture_is_on_white_and_says_its_finding(kind: str) -> None:
    nights, period = journal(60), Period(FIRST, after(FIRST, 59))
    shown = trend(nights, period)
    told = chart_text.frequency_text(shown, nights)
    data = picture(lambda on: draw_frequency(on, shown), told, kind, invented=True)
    if kind == "png":
        assert data.startswith(b"\x89PNG")
        return
    text = data.decode()
    assert told.title in text
    assert "Invented nights" in text
    assert LIGHT.card in text
    assert DARK.card not in text
    assert data == picture(lambda on: draw_frequency(on, shown), told, kind, invented=True)  # the same each time


def test_the_rate_is_drawn_only_where_enough_nights_are_recorded() -> None:
    on = frequency(trend(drawn(FIRST, "1......" * 3), Period(FIRST, after(FIRST, 20))))
    (line,) = on.lines
    assert len(np.asarray(line.get_xdata())) == 2  # after the second and the third week
    assert all(math.isfinite(y) for y in np.asarray(line.get_ydata()).tolist())


def test_charts_do_not_load_pyplot() -> None:
    code = "import sys, cramp_journal.charts.window.over_time; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_courses_are_bands_below_as_long_as_they_were_taken() -> None:
    shown = trend(drawn(FIRST, "1......" * 10), Period(FIRST, after(FIRST, 69)))
    courses: list[dict[str, object]] = [
        {"substance": "magnesium", "dose": 300, "unit": "mg", "start": after(FIRST, 10).isoformat()},
        {"substance": "calcium", "start": after(FIRST, 20).isoformat(), "stop": after(FIRST, 29).isoformat()},
        {"substance": "long ago", "start": "2020-01-01", "stop": "2020-02-01"},
    ]
    on = draw_frequency(paper(), shown, courses=courses).axes
    bands = [box for box in boxes(on, zorder=2) if box[3] < 0]
    days = [(left - FIRST.toordinal(), right - FIRST.toordinal()) for left, right, *_heights in bands]
    assert days[0][0] == 9.5
    assert days[0][1] > 69  # it is still taken
    assert days[1] == (19.5, 29.5)
    assert bands[0][2] > bands[1][3]  # each has its own lane
    assert "Magnesium 300 mg" in words(on)
    assert "Long ago" not in words(on)


def test_more_courses_than_lanes_are_counted() -> None:
    shown = trend(drawn(FIRST, "1......" * 10), Period(FIRST, after(FIRST, 69)))
    courses = [{"substance": f"thing {n}", "start": FIRST.isoformat()} for n in range(7)]
    assert "and 3 more" in words(draw_frequency(paper(), shown, courses=courses).axes)


@pytest.mark.parametrize(("unit", "sign", "shown_at"), [("c", "°C", "18"), ("f", "°F", "64")])
def test_room_temperature_is_laid_under_the_rate_in_the_unit_of_the_person(unit: str, sign: str, shown_at: str) -> None:
    nights = [NightFigures.of(after(FIRST, i), room_temperature_c=17 + i % 3) for i in range(35)]
    on = draw_frequency(paper(), trend(nights, Period(FIRST, after(FIRST, 34))), warmth=unit).axes
    assert sign in words(on)
    assert shown_at in words(on).split(" | ")
    assert any(line.get_linestyle() == "--" for line in on.lines)


def test_each_muscle_has_its_count_and_a_shade_by_it() -> None:
    sites = [("left", "calf")] * 9 + [("right", "calf")] * 4 + [("both", "foot")] + [(None, "calf"), ("left", None)]
    night = NightFigures.of(FIRST, [CrampFigures(side=side, muscle=muscle) for side, muscle in sites])
    on = draw_places(paper(), summary([night], Period(FIRST, FIRST)))
    counts = sorted(text.get_text() for text in on.axes.texts if text.get_text().isdigit())
    assert counts == ["1", "1", "1", "1", "4", "9"]  # the foot is drawn from the front and from the back
    (legs,) = [c for c in on.axes.collections if isinstance(c, PatchCollection)]
    faces = [to_hex(face) for face in np.atleast_2d(np.asarray(legs.get_facecolor()))]
    shades = {(p.side, p.muscle): face for p, face in zip(leg_parts(), faces, strict=True)}
    assert shades["left", "calf"] == LIGHT.shades[2]
    assert shades["right", "calf"] == LIGHT.shades[1]
    assert shades["left", "foot"] == shades["right", "foot"] == LIGHT.shades[0]
    assert shades["left", "shin"] == LIGHT.card


@pytest.mark.parametrize("language", ["en", "zh", "de", "es"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [5.5, 11])
def test_the_words_below_the_feet_never_touch(language: str, scale: float, width: float) -> None:
    with speaking(language):
        on = paper(scale=scale, size=(width, 3.1 * (0.5 + 0.5 * scale)))
        drawn_legs = draw_places(on, summary([], Period(FIRST, FIRST)))
        on.figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in drawn_legs.axes.texts]
    assert len(boxes) == 6
    assert not any(one.padded(1).overlaps(two) for one, two in combinations(boxes, 2))
    assert min(box.x0 for box in boxes) >= 0
    assert max(box.x1 for box in boxes) <= on.size[0]


def test_the_strip_tells_clear_unknown_left_out_and_cramps_apart_by_shape() -> None:
    nights = drawn(FIRST, "1.-o.2.")
    on = draw_strip(paper(), nights, Period(FIRST, after(FIRST, 7)), {after(FIRST, 7), FIRST}).axes
    assert sorted(text.get_text() for text in on.texts if text.get_text()) == ["1", "1", "2", "?"]
    dots = [line for line in on.lines if line.get_marker() == "o"]
    assert sum(len(np.asarray(line.get_xdata())) for line in dots) == 3
    dashes = [line for line in on.lines if line.get_marker() == "_"]
    assert [float(x) for line in dashes for x in np.asarray(line.get_xdata())] == [2.5]
    (strokes,) = [c for c in on.collections if isinstance(c, LineCollection)]
    assert all(3 <= x <= 4 for stroke in strokes.get_segments() for x, _y in stroke)  # the night left out only


@pytest.mark.parametrize(("first", "name", "at"), [(0, "Mon", 0.5), (6, "Sun", 1.5)])
def test_the_rows_of_the_strip_begin_where_weeks_begin(first: int, name: str, at: float) -> None:
    nights = drawn(FIRST, "1......")  # from a Monday on
    on = draw_strip(paper(), nights, Period(FIRST, after(FIRST, 6)), first_weekday=first).axes
    assert next(each.get_text() for each in on.get_xticklabels()) == name
    (count,) = [text for text in on.texts if text.get_text() == "1"]
    assert count.get_position()[0] == at


def test_what_lies_beyond_the_edges_is_drawn_for_dragging_and_does_not_change_the_scales() -> None:
    nights = drawn(FIRST, "9999999 " * 10 + "1...... " * 10)
    view = trend(nights, Period(after(FIRST, 70), after(FIRST, 139)))
    wide = trend(nights, Period(FIRST, after(FIRST, 139)), view)
    alone, on = draw_frequency(paper(), view).axes, draw_frequency(paper(), view, around=wide).axes
    assert on.get_xlim() == alone.get_xlim()
    assert on.get_ylim() == alone.get_ylim()
    assert len(boxes(on, zorder=2)) == 2 * len(boxes(alone, zorder=2))


@pytest.mark.parametrize("language", ["en", "zh", "de", "es"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_dates_beside_the_nights_one_by_one_are_not_cut_at_the_edge(language: str, scale: float) -> None:
    last = date(2026, 11, 30)
    with speaking(language):
        on = paper(scale=scale)
        drawn_strip = draw_strip(on, [], Period.of_last(56, last))
        on.figure.draw_without_rendering()
        dates = drawn_strip.axes.get_yticklabels()
        assert all(each.get_text() for each in dates)
        assert min(each.get_window_extent().x0 for each in dates) >= 0
