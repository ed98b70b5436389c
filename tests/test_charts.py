"""What is drawn equals what was counted, however many nights there are."""

import io
import math
import subprocess
import sys
from datetime import date
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from cramp_journal.analysis.period import Period
from cramp_journal.analysis.summary import Summary, summary
from cramp_journal.analysis.trends import Trend, trend
from cramp_journal.charts.page import picture_of_frequency
from cramp_journal.charts.window import draw_frequency, draw_hours, draw_lengths, draw_trends
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


def axes() -> Axes:
    return Figure(figsize=(9, 4)).add_subplot()


def boxes(on: Axes, zorder: int) -> list[tuple[float, float, float, float]]:
    """Give left, right, bottom and top of the boxes on one layer."""
    layers = [c for c in on.collections if isinstance(c, PolyCollection) and c.get_zorder() == zorder]
    corners = [np.asarray(path.vertices, dtype=float).T for layer in layers for path in layer.get_paths()]
    return [(float(x.min()), float(x.max()), float(y.min()), float(y.max())) for x, y in corners]


@PALETTES
@pytest.mark.parametrize("count", [0, 5, 40, 400, 18_000])
def test_any_number_of_nights_is_drawn_without_a_warning(count: int, palette: Palette) -> None:
    nights = journal(count)
    figure = Figure(figsize=(9, 7))
    draw_trends(figure, *found(nights, Period(FIRST, after(FIRST, max(count, 1) - 1))), palette)
    assert len(figure.axes) == 3
    figure.savefig(io.BytesIO(), format="png", dpi=50)


@PALETTES
def test_larger_text_is_drawn_larger(palette: Palette) -> None:
    sizes = []
    for scale in (1.0, 2.0):
        figure = Figure(figsize=(12, 9))
        draw_trends(figure, *found(journal(60), Period(FIRST, after(FIRST, 59))), palette, scale)
        figure.savefig(io.BytesIO(), format="png", dpi=40)
        sizes.append(max(text.get_fontsize() for text in figure.axes[0].texts))
    assert sizes[1] == 2 * sizes[0]


def test_drawing_again_replaces_what_was_drawn() -> None:
    figure = Figure(figsize=(9, 7))
    for _again in range(3):
        draw_trends(figure, *found(journal(40), Period(FIRST, after(FIRST, 39))), LIGHT)
    assert len(figure.axes) == 3


def test_the_bars_are_as_high_as_the_cramps_of_their_weeks() -> None:
    on = axes()
    draw_frequency(on, trend(drawn(FIRST, WEEKS), Period(FIRST, after(FIRST, 34))), LIGHT)
    bars = boxes(on, zorder=2)
    assert [(bottom, top) for _left, _right, bottom, top in bars] == [(0, 3), (0, 2), (0, 3)]
    middles = [(left + right) / 2 - FIRST.toordinal() for left, right, _bottom, _top in bars]
    assert middles == pytest.approx([3, 17, 31])
    assert all(3 < right - left < 7 for left, right, *_heights in bars)  # neighbours do not touch


def test_the_bars_of_four_weeks_are_cramps_per_week() -> None:
    on = axes()
    drawn_trend = trend(drawn(FIRST, "1.1.2.." * 60), Period(FIRST, after(FIRST, 419)))
    draw_frequency(on, drawn_trend, LIGHT)
    assert [top for *_sides, top in boxes(on, zorder=2)] == pytest.approx([4.0] * 15)
    assert any("means of 4 weeks" in text.get_text() for text in on.texts)


def test_nights_not_recorded_are_hatched_below_the_bars_and_recorded_ones_are_not() -> None:
    on = axes()
    draw_frequency(on, trend(drawn(FIRST, WEEKS), Period(FIRST, after(FIRST, 34))), LIGHT)
    strips = boxes(on, zorder=1)
    lefts = [left - (FIRST.toordinal() - 0.5) for left, *_rest in strips]
    assert lefts == pytest.approx([7, 14, 21])  # the second, third and fourth week
    assert [right - left for left, right, *_heights in strips] == pytest.approx([1, 3, 7])
    assert all(top < 0 for *_rest, top in strips)
    (layer,) = [c for c in on.collections if c.get_zorder() == 1]
    assert layer.get_hatch()


def test_a_journal_without_gaps_has_no_hatching() -> None:
    on = axes()
    draw_frequency(on, trend(drawn(FIRST, "1......" * 5), Period(FIRST, after(FIRST, 34))), LIGHT)
    assert boxes(on, zorder=1) == []


def test_an_empty_journal_is_hatched_all_along_and_has_no_bars() -> None:
    on = axes()
    draw_frequency(on, trend([], Period(FIRST, after(FIRST, 34))), LIGHT)
    assert boxes(on, zorder=2) == []
    assert sum(right - left for left, right, *_heights in boxes(on, zorder=1)) == pytest.approx(35)
    assert len(on.lines) == 0


def test_the_line_is_the_rolling_rate_and_its_band_is_within_the_picture() -> None:
    on, shown = axes(), trend(drawn(FIRST, "1.2....1......" * 5), Period(FIRST, after(FIRST, 69)))
    draw_frequency(on, shown, LIGHT)
    (line,) = on.lines
    rates = [each.rate for each in shown.rolling if each.rate]
    assert np.asarray(line.get_ydata()).tolist() == [rate.value for rate in rates]
    assert on.get_ylim()[1] > max(rate.high for rate in rates)


def test_lengths_are_drawn_in_minutes_as_median_and_middle_half() -> None:
    on = axes()
    nights = [NightFigures.of(after(FIRST, i), [CrampFigures(60 * s)]) for i, s in enumerate([1, 2, 3, 4, 5])]
    shown = trend([*nights, NightFigures.of(after(FIRST, 8), [CrampFigures()])], Period(FIRST, after(FIRST, 13)))
    draw_lengths(on, shown, LIGHT)
    (dots,) = on.lines
    assert np.asarray(dots.get_ydata()).tolist() == [3]
    (spines,) = [c for c in on.collections if isinstance(c, LineCollection)]
    assert [segment[:, 1].tolist() for segment in spines.get_segments()] == [[2, 4]]


def test_hours_are_drawn_two_by_two_around_midnight() -> None:
    on = axes()
    times = ["23:10", "00:00", "01:59", "02:00", "03:30", None]
    night = NightFigures.of(FIRST, [CrampFigures(time=time) for time in times])
    draw_hours(on, summary([night], Period(FIRST, FIRST)), LIGHT)
    names = [tick.get_text() for tick in on.get_xticklabels()]
    tops = {names[round((left + right) / 2)]: top for left, right, _bottom, top in boxes(on, zorder=2)}
    assert names == ["20–22", "22–00", "00–02", "02–04", "04–06", "06–08"]
    assert tops == {"22–00": 1, "00–02": 2, "02–04": 2}
    assert any("1 without a time" in text.get_text() for text in on.texts)


def test_cramps_by_day_widen_the_hours_that_are_shown() -> None:
    on = axes()
    night = NightFigures.of(FIRST, [CrampFigures(time="12:30"), CrampFigures(time="11:59")])
    draw_hours(on, summary([night], Period(FIRST, FIRST)), LIGHT)
    assert [tick.get_text() for tick in on.get_xticklabels()][::11] == ["12–14", "10–12"]
    assert sum(top for *_sides, top in boxes(on, zorder=2)) == 2


def test_where_nothing_is_known_the_picture_says_so() -> None:
    shown, sums = found([], Period(FIRST, after(FIRST, 27)))
    on = axes(), axes()
    draw_lengths(on[0], shown, LIGHT)
    draw_hours(on[1], sums, LIGHT)
    assert any("no lengths" in text.get_text() for text in on[0].texts)
    assert any("no times" in text.get_text() for text in on[1].texts)


@pytest.mark.parametrize("count", [1, 20, 84, 150, 365, 900, 2500, 18_000])
def test_the_dates_below_never_crowd(count: int) -> None:
    on = axes()
    draw_frequency(on, trend([], Period(date(2026, 11, 21), after(date(2026, 11, 21), count - 1))), LIGHT)
    assert 1 <= len(on.get_xticks()) <= 15


def test_the_picture_of_the_report_is_the_same_text_each_time_and_well_formed() -> None:
    shown = trend(journal(84), Period(FIRST, after(FIRST, 83)))
    text = picture_of_frequency(shown)
    assert text == picture_of_frequency(shown)
    root = ET.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert [float(root.attrib[side].removesuffix("pt")) for side in ("width", "height")] == pytest.approx([504, 122])


def test_the_picture_of_the_report_is_on_white_and_leaves_the_heading_to_it() -> None:
    text = picture_of_frequency(trend(journal(84), Period(FIRST, after(FIRST, 83))))
    assert "<rect" not in text  # no ground of its own: the paper is white
    for colour in (DARK.card, DARK.ground, DARK.text):
        assert colour not in text
    assert "Cramps per week" not in text


@PALETTES
def test_the_window_is_drawn_in_the_colours_of_its_palette(palette: Palette) -> None:
    figure = Figure(figsize=(9, 7))
    draw_trends(figure, *found(journal(40), Period(FIRST, after(FIRST, 39))), palette)
    assert to_hex(figure.get_facecolor()) == palette.card
    assert {to_hex(each.get_facecolor()) for each in figure.axes} == {palette.card}
    assert {to_hex(text.get_color()) for each in figure.axes for text in each.texts} == {palette.text, palette.quiet}


def test_saved_pictures_are_on_white() -> None:
    assert LIGHT.card == "#ffffff"


def test_the_rate_is_drawn_only_where_enough_nights_are_recorded() -> None:
    on = axes()
    draw_frequency(on, trend(drawn(FIRST, "1......" * 3), Period(FIRST, after(FIRST, 20))), LIGHT)
    (line,) = on.lines
    assert len(np.asarray(line.get_xdata())) == 2  # after the second and the third week
    assert all(math.isfinite(y) for y in np.asarray(line.get_ydata()).tolist())


def test_charts_do_not_load_pyplot() -> None:
    code = "import sys, cramp_journal.charts.window; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
