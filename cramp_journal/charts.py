"""Draws what analysis found, the same way for the window and for the report.

Every function fills axes that it is given, from frozen figures and a palette, and reads nothing else. Few
collections instead of many rectangles, and margins in fixed sizes instead of a layout engine, keep decades quick.
"""

import io
import os
import textwrap
from collections.abc import Sequence
from datetime import date, timedelta
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
from cramp_journal.i18n import _
from cramp_journal.labels import short_month
from cramp_journal.palette import LIGHT, Palette

_FONT = "Inter"
_LEFT, _RIGHT, _TOP, _BOTTOM, _GAP = 44, 14, 52, 34, 70  # margins in pixels at 100 % text
_BAR = 0.82  # of the room that a bar has
_STRIP = 0.07  # of the height: the strip under the bars that shows nights not recorded


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
    weekly = trend.nights_a_step == 7
    title, note = (
        (
            _("Cramps per week"),
            _("bars: each week · line: 4-week rate and its likely range · hatched: nights not recorded"),
        )
        if weekly
        else (
            _("Cramps per week"),
            _("bars: means of 4 weeks · line: 4-week rate and its likely range · hatched: nights not recorded"),
        )
    )
    per_week = 7 / trend.nights_a_step
    tops = [step.cramps * per_week for step in trend.steps]
    rates = [each for each in trend.rolling if each.rate]
    ceiling = max([1.0, *tops, *(each.rate.high for each in rates if each.rate)]) * 1.06
    spans = [_span(step.period.first, step.period.last) for step in trend.steps]
    floor = -_STRIP * ceiling
    unknown = [
        [(x0, floor), (x0, floor / 3), (x0 + (x1 - x0) * gap, floor / 3), (x0 + (x1 - x0) * gap, floor)]
        for (x0, x1), gap in zip(spans, (step.unknown / step.period.nights for step in trend.steps), strict=True)
        if gap
    ]
    _polygons(axes, unknown, facecolor=palette.card, edgecolor=palette.quiet, hatch="/////", linewidth=0.6, zorder=1)
    bars = [_box(x0, x1, 0, top) for (x0, x1), top in zip(spans, tops, strict=True) if top]
    _polygons(axes, bars, facecolor=palette.shades[0], edgecolor=palette.cramp, linewidth=0.8 * scale, zorder=2)
    if rates:
        x = [each.evening.toordinal() - (trend.nights_a_step - 1) / 2 for each in rates]
        low = [each.rate.low for each in rates if each.rate]
        high = [each.rate.high for each in rates if each.rate]
        values = [each.rate.value for each in rates if each.rate]
        axes.fill_between(x, low, high, color=palette.cramp, alpha=0.16, linewidth=0, zorder=3)
        axes.plot(x, values, color=palette.cramp_text, linewidth=2.2 * scale, zorder=4, solid_capstyle="round")
    axes.set_xlim(spans[0][0] - 1, spans[-1][1] + 1)
    axes.set_ylim(floor, ceiling)
    _dress(axes, palette, scale, title, note)
    _month_ticks(axes, trend.steps[0].period.first, trend.steps[-1].period.last)


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
    _month_ticks(axes, first, last)
    if not known:
        _say_nothing(axes, palette, scale, _("no lengths in these nights"))


def draw_hours(axes: Axes, found: Summary, palette: Palette, scale: float = 1.0) -> None:
    """Draw how many cramps came in each two hours: many times are only known as a part of the night."""
    _use_own_font()
    pairs = [(start, sum(found.hours[str(hour % 24)] for hour in (start, start + 1))) for start in range(12, 36, 2)]
    hours = [start for start, count in pairs if count]
    first, last = min([20, *hours]), max([30, *hours])
    shown = [(start, count) for start, count in pairs if first <= start <= last]
    bars = [_box(i - 0.5, i + 0.5, 0, count) for i, (_start, count) in enumerate(shown) if count]
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


def picture_of_frequency(trend: Trend, width: float = 7.0, height: float = 1.7) -> str:
    """Draw cramps over time as an SVG on white, for the report. Width and height in inches."""
    _use_own_font()
    figure = Figure(figsize=(width, height), dpi=72)
    axes = figure.add_axes((0.05, 0.14, 0.945, 0.82))
    draw_frequency(axes, trend, LIGHT, 0.72)
    for text in list(axes.texts):
        text.remove()  # the report has its own heading
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def _span(first: date, last: date) -> tuple[float, float]:
    return first.toordinal() - 0.5, last.toordinal() + 0.5


def _box(x0: float, x1: float, y0: float, y1: float) -> list[tuple[float, float]]:
    pad = (x1 - x0) * (1 - _BAR) / 2
    return [(x0 + pad, y0), (x0 + pad, y1), (x1 - pad, y1), (x1 - pad, y0)]


def _polygons(axes: Axes, boxes: Sequence[Sequence[tuple[float, float]]], **style: object) -> None:
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


def _month_ticks(axes: Axes, first: date, last: date) -> None:
    days = (last - first).days
    if days < 45:
        ticks = [last - timedelta(days=7 * back) for back in range(days // 7 + 1)]
        axes.set_xticks([t.toordinal() for t in ticks], [f"{t.day} {short_month(t.month)}" for t in ticks])
        return
    starts = [date(year, m, 1) for year in range(first.year, last.year + 1) for m in range(1, 13)]
    starts = [start for start in starts if first <= start <= last]
    if days > 2000:
        every = max(1, days // 4000)
        starts = [start for start in starts if start.month == 1 and start.year % every == 0]
        axes.set_xticks([s.toordinal() for s in starts], [str(s.year) for s in starts])
        return
    every = 1 + days // 300
    starts = [start for start in starts if (start.month - 1) % every == 0]
    names = [short_month(s.month) + (f"\n{s.year}" if s.month == 1 or s == starts[0] else "") for s in starts]
    axes.set_xticks([s.toordinal() for s in starts], names if days > 200 else [n.split("\n")[0] for n in names])
