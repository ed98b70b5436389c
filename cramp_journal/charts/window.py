"""Draws what analysis found in the window.

Every function fills axes that it is given, from frozen figures and a palette, and reads nothing else. Few
collections instead of many rectangles, and margins in fixed sizes instead of a layout engine, keep decades quick.
"""

import os
import textwrap
from collections.abc import Sequence
from datetime import date
from functools import cache

from cramp_journal.paths import cache_folder, resource

os.environ.setdefault("MPLCONFIGDIR", str(cache_folder() / "matplotlib"))

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure

from cramp_journal.analysis.patterns import UNKNOWN
from cramp_journal.analysis.summary import Summary
from cramp_journal.analysis.trends import Trend
from cramp_journal.charts.marks import WEEK, Box, box, date_ticks, frequency_marks
from cramp_journal.i18n import _
from cramp_journal.palette import Palette

_FONT = "Inter"
_LEFT, _RIGHT, _TOP, _BOTTOM, _GAP = 44, 14, 52, 34, 70  # margins in pixels at 100 % text


@cache
def _use_own_font() -> None:
    for file in sorted(resource("fonts").glob("*.otf")):
        font_manager.fontManager.addfont(str(file))
    mpl.rcParams["font.family"] = [_FONT, "DejaVu Sans"]
    mpl.rcParams["svg.fonttype"] = "none"
    mpl.rcParams["svg.hashsalt"] = "cramp-journal"


def draw_trends(figure: Figure, trend: Trend, found: Summary, palette: Palette, scale: float = 1.0) -> None:
    """Fill the figure of the Trends page: cramps over time above, lengths and hours of the night below.

    `scale` is the text size, 1.0 for 100 %.
    """
    _use_own_font()
    figure.clear()
    figure.set_facecolor(palette.card)
    width, height = figure.get_size_inches() * figure.dpi
    left, right, top, bottom, gap = (px * (0.5 + 0.5 * scale) for px in (_LEFT, _RIGHT, _TOP, _BOTTOM, _GAP))
    if width < 760 * scale:  # the captions take two lines
        top += 18 * scale
    tall = (height - 2 * (top + bottom)) * 0.54
    short = height - 2 * (top + bottom) - tall
    half = (width - 2 * left - 2 * right - gap * 0.2) / 2
    above = figure.add_axes((left / width, 1 - (top + tall) / height, (width - left - right) / width, tall / height))
    below = figure.add_axes((left / width, bottom / height, half / width, short / height))
    beside = figure.add_axes(((width - right - half) / width, bottom / height, half / width, short / height))
    draw_frequency(above, trend, palette, scale)
    draw_lengths(below, trend, palette, scale)
    draw_hours(beside, found, palette, scale)


def draw_frequency(axes: Axes, trend: Trend, palette: Palette, scale: float = 1.0) -> None:
    """Draw cramps as bars over time, the rate of the last 28 nights with its band, and unknown nights as hatching."""
    _use_own_font()
    bars = _("bars: each week") if trend.nights_a_step == WEEK else _("bars: means of 4 weeks")
    note = _("{bars} · line: 4-week rate and its likely range · hatched: nights not recorded").format(bars=bars)
    marks = frequency_marks(trend)
    style = {"facecolor": palette.card, "edgecolor": palette.quiet, "hatch": "/////", "linewidth": 0.6, "zorder": 1}
    _polygons(axes, marks.unknown, **style)
    _polygons(axes, marks.bars, facecolor=palette.shades[0], edgecolor=palette.cramp, linewidth=0.8 * scale, zorder=2)
    if marks.rate:
        x = [point[0] for point in marks.rate]
        axes.fill_between(x, marks.low, marks.high, color=palette.cramp, alpha=0.16, linewidth=0, zorder=3)
        values = [point[1] for point in marks.rate]
        axes.plot(x, values, color=palette.cramp_text, linewidth=2.2 * scale, zorder=4, solid_capstyle="round")
    axes.set_xlim(marks.left, marks.right)
    axes.set_ylim(marks.floor, marks.ceiling)
    _dress(axes, palette, scale, _("Cramps per week"), note)
    _set_ticks(axes, trend.steps[0].period.first, trend.steps[-1].period.last)


def draw_lengths(axes: Axes, trend: Trend, palette: Palette, scale: float = 1.0) -> None:
    """Draw how long cramps lasted: the median of each stretch as a dot, its middle half as a line, in minutes."""
    _use_own_font()
    known = [step for step in trend.steps if step.lengths.known]
    spine, dots = [], []
    for step in known:
        x = (step.period.first.toordinal() + step.period.last.toordinal()) / 2
        middle = step.lengths
        spine.append([(x, (middle.q1 or 0) / 60), (x, (middle.q3 or 0) / 60)])
        dots.append((x, (middle.median or 0) / 60))
    if known:
        axes.add_collection(
            LineCollection(spine, colors=palette.accent, linewidths=5 * scale, alpha=0.35, capstyle="round", zorder=2)
        )
        axes.plot(*zip(*dots, strict=True), "o", color=palette.accent, markersize=5.5 * scale, zorder=3)
    longest = max((max(y1, 1) for (_a, (_b, y1)) in spine), default=1.0)
    first, last = trend.steps[0].period.first, trend.steps[-1].period.last
    axes.set_xlim(first.toordinal() - 1, last.toordinal() + 1)
    axes.set_ylim(0, longest * 1.12)
    _dress(axes, palette, scale, _("How long they last"), _("minutes: median and middle half"))
    _set_ticks(axes, first, last)
    if not known:
        _say_nothing(axes, palette, scale, _("no lengths in these nights"))


def draw_hours(axes: Axes, found: Summary, palette: Palette, scale: float = 1.0) -> None:
    """Draw how many cramps came in each two hours: many times are only known as a part of the night."""
    _use_own_font()
    pairs = [(start, sum(found.hours[str(hour % 24)] for hour in (start, start + 1))) for start in range(12, 36, 2)]
    hours = [start for start, count in pairs if count]
    first, last = min([20, *hours]), max([30, *hours])
    shown = [(start, count) for start, count in pairs if first <= start <= last]
    bars = [box(i - 0.5, i + 0.5, 0, count) for i, (_start, count) in enumerate(shown) if count]
    _polygons(axes, bars, facecolor=palette.accent_soft, edgecolor=palette.accent, linewidth=0.8 * scale, zorder=2)
    axes.set_xlim(-0.7, len(shown) - 0.3)
    axes.set_ylim(0, max([1, *(count for _start, count in shown)]) * 1.12)
    unknown = found.hours[UNKNOWN]
    note = (
        _("cramps in each two hours; {n} without a time").format(n=unknown)
        if unknown
        else _("cramps in each two hours")
    )
    _dress(axes, palette, scale, _("When in the night"), note)
    axes.set_xticks(range(len(shown)), [f"{start % 24:02}–{(start + 2) % 24:02}" for start, _count in shown])
    if not hours:
        _say_nothing(axes, palette, scale, _("no times in these nights"))


def _polygons(axes: Axes, boxes: Sequence[Box], **style: object) -> None:
    if boxes:
        axes.add_collection(PolyCollection(boxes, **style))  # type: ignore[arg-type]


def _dress(axes: Axes, palette: Palette, scale: float, title: str, note: str) -> None:
    axes.set_facecolor(palette.card)
    axes.set_axisbelow(True)
    axes.grid(axis="y", color=palette.line, alpha=0.35, linewidth=0.8)
    axes.grid(visible=False, axis="x")
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(palette.line)
    axes.tick_params(colors=palette.quiet, labelsize=9.5 * scale, length=0, pad=5)
    axes.yaxis.set_major_locator(mpl.ticker.MaxNLocator(nbins=4, integer=True))
    figure = axes.get_figure(root=True)
    assert figure is not None
    width = figure.get_size_inches()[0] * axes.get_position().width * 72 / scale  # points at 100 % text
    lines = textwrap.wrap(note, max(20, int(width / 4.9))) or [""]
    _caption(axes, "\n".join(lines), 7 * scale, color=palette.quiet, fontsize=9.5 * scale)
    above = (22 + 12.5 * (len(lines) - 1)) * scale
    _caption(axes, title, above, color=palette.text, fontsize=11.5 * scale, fontweight="bold")


def _caption(axes: Axes, text: str, above: float, **style: object) -> None:
    """Write a line above the axes, so many points higher than their edge."""
    shift = mpl.transforms.offset_copy(axes.transAxes, axes.get_figure(root=True), 0, above, units="points")
    axes.text(0, 1, text, transform=shift, va="bottom", **style)  # type: ignore[arg-type]


def _say_nothing(axes: Axes, palette: Palette, scale: float, text: str) -> None:
    axes.text(
        *(0.5, 0.5),
        text,
        transform=axes.transAxes,
        ha="center",
        va="center",
        color=palette.quiet,
        fontsize=11 * scale,
    )


def _set_ticks(axes: Axes, first: date, last: date) -> None:
    ticks = date_ticks(first, last)
    axes.set_xticks([place for place, _name in ticks], [name for _place, name in ticks])
