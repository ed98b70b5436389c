"""Charts over time: how often, and how long."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.transforms import blended_transform_factory

from cramp_journal.analysis.trends import Trend, TrendStep
from cramp_journal.charts.marks import (
    FrequencyMarks,
    course_marks,
    date_ticks,
    edges_of,
    frequency_marks,
    length_marks,
    middle_of,
    value_ticks,
)
from cramp_journal.charts.window.letters import drawable
from cramp_journal.charts.window.paper import Drawn, Look, Paper, Spot, hatched, polygons
from cramp_journal.i18n import _
from cramp_journal.labels import in_unit, unit_of

_LANE = 27  # pixels at 100 % text: the band of a course
_MOST_LANES = 4


def draw_frequency(
    paper: Paper,
    trend: Trend,
    *,
    around: Trend | None = None,
    courses: Sequence[Mapping[str, Any]] = (),
    warmth: str | None = None,
) -> Drawn:
    """Draw cramps as bars over time, the rate over 28 nights with its band, and unknown nights as hatching.

    Args:
        paper: What to draw on.
        trend: The visible trend.
        around: A longer trend that shares its bars with this one: what is drawn beyond the edges, for dragging.
        courses: What was taken (in the exchange form), drawn as bands below.
        warmth: The unit, "c" or "f", if the room's temperature is drawn too.
    """
    axes = paper.axes(right=52 if warmth else 14, bottom=42)
    palette, scale = paper.palette, paper.scale
    marks = frequency_marks(around or trend, trend)
    moving = polygons(axes, marks.bars, facecolor=palette.shades[1], linewidth=0, zorder=2)
    style = Look(color=palette.cramp_text, linewidth=2.2 * scale, zorder=4, solid_capstyle="round")
    for start, end in marks.runs:
        x, values = zip(*marks.rate[start:end], strict=True)
        low, high = marks.low[start:end], marks.high[start:end]
        moving.append(axes.fill_between(x, low, high, color=palette.cramp, alpha=0.16, linewidth=0, zorder=3))
        moving += axes.plot(x, values, **style)
    if warmth:
        moving += _draw_warmth(paper, axes, marks, (around or trend).steps, warmth)
    axes.set_xlim(marks.left, marks.right)
    lanes, more = _draw_courses(paper, axes, marks, courses)
    moving += more
    axes.set_ylim(marks.floor - lanes, marks.ceiling)
    moving += hatched(paper, axes, marks.unknown)
    paper.dress(axes, _("cramps a week"))
    axes.set_yticks(value_ticks(marks.ceiling))
    _set_ticks(paper, axes, trend, around)
    spots = [Spot(i, *edges_of(step.period), marks.floor, marks.ceiling) for i, step in enumerate(trend.steps)]
    return Drawn(axes, spots, moving)


def _draw_warmth(
    paper: Paper, axes: Axes, marks: FrequencyMarks, steps: Sequence[TrendStep], unit: str
) -> Sequence[Artist]:
    """Draw the room's median temperature as a dashed line with its own scale at the right."""
    known = [(s, in_unit(s.warmth.median, unit)) for s in steps if s.warmth.median is not None]
    if not known:
        return []
    low, high = min(value for _step, value in known), max(value for _step, value in known)
    low, high = low - 1, high + 1
    up = marks.ceiling * 0.92 / (high - low)
    days = [middle_of(step.period) for step, _value in known]
    style = Look(
        color=paper.palette.accent,
        linewidth=1.6 * paper.scale,
        dashes=(4, 2),
        zorder=5,
    )
    lines = axes.plot(days, [(value - low) * up for _step, value in known], **style)
    at_right = blended_transform_factory(axes.transAxes, axes.transData)
    for value in {round(low + 1), round((low + high) / 2), round(high - 1)}:
        look = Look(color=paper.palette.accent, fontsize=paper.text, va="center")
        axes.text(1.008, (value - low) * up, f"{value}", transform=at_right, **look)
    paper.write(axes, unit_of(unit), (1, 1), above=5, ha="left", color=paper.palette.accent)
    return lines


def _draw_courses(
    paper: Paper, axes: Axes, marks: FrequencyMarks, courses: Sequence[Mapping[str, Any]]
) -> tuple[float, list[Artist]]:
    """Draw the bands below and return their height, in cramps per week, and what was drawn."""
    width = paper.size[0] * axes.get_position().width
    letter = (marks.right - marks.left) / (width / (paper.text * 0.78))  # days
    bands, hidden = course_marks(courses, (marks.left, marks.right), letter, _MOST_LANES)
    if not bands:
        return 0.0, []
    lanes = 1 + max(band.lane for band in bands) + (1 if hidden else 0)
    tall = paper.size[1] * axes.get_position().height
    room = min(0.5 * tall, lanes * paper.roomy(_LANE))
    height = (marks.ceiling - marks.floor) * room / (tall - room)
    lane = height / lanes
    boxes = []
    made: list[Artist] = []
    for band in bands:
        top = marks.floor - (band.lane + 0.08) * lane
        boxes.append([(band.x0, top), (band.x0, top - 0.84 * lane), (band.x1, top - 0.84 * lane), (band.x1, top)])
        style = Look(
            color=paper.palette.text,
            fontsize=paper.text * 0.95,
            va="center_baseline",
            clip_on=True,
        )
        middle = top - 0.42 * lane
        name = drawable(band.name)
        if band.label_left:
            text = axes.text(band.label_at + letter * 0.6, middle, name, ha="left", **style)
        else:
            text = axes.text(band.label_at - letter * 0.6, middle, name, ha="right", **style)
        made.append(text)
    if hidden:
        note = _("and {n} more").format(n=hidden)
        style = Look(color=paper.palette.quiet, fontsize=paper.text * 0.95, va="center")
        axes.text(marks.left + letter, marks.floor - (lanes - 0.5) * lane, note, **style)
    style = Look(
        facecolor=paper.palette.accent_soft,
        linewidth=0,
        zorder=2,
    )
    return height, [*polygons(axes, boxes, **style), *made]


def draw_lengths(paper: Paper, trend: Trend) -> Drawn:
    """Draw how long cramps lasted: the median of each stretch as a dot, its middle half as a line, in minutes."""
    axes = paper.axes(bottom=42)
    palette, scale = paper.palette, paper.scale
    marks = length_marks(trend)
    if marks.marks:
        room = paper.size[0] * axes.get_position().width / len(trend.steps) * 72 / paper.figure.dpi  # points
        style = Look(
            colors=palette.accent,
            linewidths=min(5 * scale, 0.7 * room),
            alpha=0.35,
            zorder=2,
        )
        halves = [[(each.x, each.low), (each.x, each.high)] for each in marks.marks]
        axes.add_collection(LineCollection(halves, capstyle="round", **style))
        days, medians = [each.x for each in marks.marks], [each.middle for each in marks.marks]
        axes.plot(days, medians, "o", color=palette.accent, markersize=min(5.5 * scale, room), zorder=3)
    else:
        paper.say_nothing(axes, _("no lengths in these nights"))
    axes.set_xlim(marks.left, marks.right)
    axes.set_ylim(0, marks.ceiling)
    paper.dress(axes, _("minutes"))
    axes.set_yticks(value_ticks(marks.ceiling) if marks.marks else [])
    _set_ticks(paper, axes, trend)
    spots = [Spot(each.step, *edges_of(trend.steps[each.step].period), 0, marks.ceiling) for each in marks.marks]
    return Drawn(axes, spots)


def _set_ticks(paper: Paper, axes: Axes, trend: Trend, around: Trend | None = None) -> None:
    whole, view = around or trend, axes.get_xlim()
    room = paper.size[0] * axes.get_position().width / (paper.text * 6.5)  # the number of dates that fit
    ticks = date_ticks(
        *(trend.steps[0].period.first, trend.steps[-1].period.last),
        (whole.steps[0].period.first, whole.steps[-1].period.last),
        max(2, int(room)),
    )
    axes.set_xticks([place for place, _name in ticks], [name for _place, name in ticks])
    axes.set_xlim(view)  # ticks beyond the edges have widened it
