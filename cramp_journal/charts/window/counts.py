"""Charts of counts: the hours of the night, the legs, the nights of the last weeks."""

from collections.abc import Collection, Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from cramp_journal.analysis.period import Period, every_night
from cramp_journal.analysis.summary import Summary
from cramp_journal.charts.chart_text import hours_of, placed
from cramp_journal.charts.legs import SIZE, LegPart, below_feet, leg_parts
from cramp_journal.charts.marks import FORGOTTEN_NIGHT, Box, box, hour_marks, kind_of_cell, value_ticks
from cramp_journal.charts.window.paper import SEMIBOLD, Drawn, Look, Paper, Spot, hatched, polygons, width_of
from cramp_journal.formats import weekday_name
from cramp_journal.i18n import _, pgettext
from cramp_journal.labels import short_day
from cramp_journal.model import NightFigures
from cramp_journal.words import Side

_CODES = {"M": int(Path.MOVETO), "L": int(Path.LINETO), "C": int(Path.CURVE4)}
_DAYS = 7


def draw_hours(paper: Paper, found: Summary) -> Drawn:
    """Draw the number of cramps in each two hours: many times are known only as a part of the night."""
    axes = paper.axes(bottom=48)
    palette = paper.palette
    marks = hour_marks(found)
    starts = marks.starts
    style = Look(facecolor=palette.accent, linewidth=0, zorder=2)
    polygons(axes, marks.bars, **style)
    axes.set_xlim(marks.left, marks.right)
    axes.set_ylim(0, marks.ceiling)
    paper.dress(axes, _("cramps"))
    axes.set_yticks(value_ticks(marks.ceiling) if marks.bars else [])
    room = paper.size[0] * axes.get_position().width / len(starts) / paper.text  # of a bar, in units of 1.5 letters
    names = [hours_of(start) if room > 4.4 else f"{start % 24:02}" for start in starts]
    axes.set_xticks(range(len(starts)), names)
    axes.set_xlabel(_("o’clock"), color=palette.quiet, fontsize=paper.text, labelpad=2)
    if not marks.bars:
        paper.say_nothing(axes, _("no times in these nights"))
    return Drawn(axes, [Spot(i, i - 0.5, i + 0.5, 0, marks.ceiling) for i in range(len(starts))])


def draw_places(paper: Paper, found: Summary) -> Drawn:
    """Draw both legs from the front and the back, each muscle shaded by its share of the largest count."""
    axes = paper.axes(left=10, right=10, top=8, bottom=44)
    palette = paper.palette
    axes.set_axis_off()
    counts = dict(placed(found))
    items = {place: number for number, place in enumerate(counts)}
    most = max(counts.values(), default=1)
    patches, faces, spots = [], [], []
    for part in leg_parts():
        path = _path(part)
        count = counts.get((part.side, part.muscle), 0)
        shade = min(2, 3 * (count - 1) // most) if count else 0
        patches.append(PathPatch(path))
        faces.append(palette.shades[shade] if count else palette.card)
        if count:
            edge = path.get_extents()
            spots.append(Spot(items[part.side, part.muscle], edge.x0, edge.x1, edge.y0, edge.y1))
            size = paper.text * (1.0 if count < 1000 else 0.8)
            look = Look(ha="center", va="center", fontsize=size, fontweight=SEMIBOLD, zorder=3)
            middle = ((edge.x0 + edge.x1) / 2, (edge.y0 + edge.y1) / 2)
            axes.text(*middle, str(count), color=palette.on_shades[shade], **look)
    style = Look(facecolors=faces, edgecolors=palette.accent, linewidths=1.0 * paper.scale)
    axes.add_collection(PatchCollection(patches, **style))
    axes.set_xlim(0, SIZE[0])
    axes.set_ylim(SIZE[1], 0)
    axes.set_aspect("equal", adjustable="box")
    axes.apply_aspect()
    _write_below(paper, axes)
    return Drawn(axes, spots)


def _write_below(paper: Paper, axes: Axes) -> None:
    """Write the side below each foot, and below that, from where the legs are seen."""
    look = Look(ha="center", color=paper.palette.quiet, fontsize=paper.text)
    unit = axes.get_position().width * paper.size[0] / SIZE[0]  # pixels
    words = {Side.LEFT.value: pgettext("leg", "left"), Side.RIGHT.value: pgettext("leg", "right")}
    wide = {side: width_of(word, paper.scale) / unit for side, word in words.items()}
    gap = width_of("n", paper.scale) / unit
    smaller = min(1.0, SIZE[0] / 2 / (sum(wide.values()) + 2 * gap))  # large letters of a long word
    wide = {side: each * smaller for side, each in wide.items()}
    for view, middle, seen in (("front", 120, pgettext("leg", "front")), ("back", 420, pgettext("leg", "back"))):
        for side, below in below_feet(view, wide, gap).items():
            small = look | {"fontsize": smaller * paper.text}
            paper.write(axes, words[side], (below / SIZE[0], 0), above=-paper.text * 1.5, **small)
        paper.write(axes, seen, (middle / SIZE[0], 0), above=-paper.text * 3.0, **look)


def _path(part: LegPart) -> Path:
    corners: list[tuple[float, float]] = []
    codes: list[int] = []
    for letter, points in part.outline:
        corners += points or corners[:1]
        codes += [_CODES[letter]] * len(points) if points else [int(Path.CLOSEPOLY)]
    return Path(corners, codes)


def draw_strip(
    paper: Paper,
    nights: Sequence[NightFigures],
    period: Period,
    not_remembered: Collection[date] = (),
    first_weekday: int = 0,
) -> Drawn:
    """Draw each night of some weeks as a cell, one row per week, with the marks of the calendar.

    `first_weekday` is the day on which weeks start; 0 is Monday.
    """
    start = period.first.toordinal() - (period.first.weekday() - first_weekday) % _DAYS
    rows = (period.last.toordinal() - start) // _DAYS + 1
    weeks = [short_day(date.fromordinal(start + _DAYS * row)) for row in range(rows)]
    axes = paper.axes(left=paper.room_for(weeks, 58), right=10, top=26, bottom=8)
    palette = paper.palette
    kinds = ("clear", "unknown", FORGOTTEN_NIGHT, "out", "1", "2", "3")
    cells: dict[str, list[Box]] = {kind: [] for kind in kinds}
    spots = []
    for number, (evening, night) in enumerate(every_night(nights, period)):
        row, column = divmod(evening.toordinal() - start, _DAYS)
        kind = kind_of_cell(night, not_remembered=evening in not_remembered)
        forgotten = kind == FORGOTTEN_NIGHT
        cells[kind].append(box(column, column + 1, row + 0.09, row + 0.91))
        spots.append(Spot(number, column, column + 1, row, row + 1))
        said = "?" if forgotten else str(night.count) if night and night.count else ""
        if said:
            plain = forgotten or (night is not None and night.left_out)
            colour = palette.text if plain else palette.on_shades[min(3, night.count if night else 1) - 1]
            look = Look(ha="center", va="center_baseline", fontsize=paper.text, fontweight=SEMIBOLD, zorder=3)
            if night is not None and night.left_out:  # a number on hatching is hard to read
                look["bbox"] = {"facecolor": palette.card, "linewidth": 0, "pad": 2}
            axes.text(column + 0.5, row + 0.5, said, color=colour, **look)
    for kind, mark, colour, wide in (("clear", "o", palette.clear_mark, 4), ("unknown", "_", palette.quiet, 10)):
        if cells[kind]:  # the shape repeats what the colour says
            middles = [((a + b) / 2, (c + d) / 2) for (a, c), _, (b, d), _ in cells[kind]]
            axes.plot(*zip(*middles, strict=True), mark, color=colour, markersize=wide * paper.scale, zorder=2.5)
    polygons(axes, cells["clear"], facecolor=palette.clear, linewidth=0)
    polygons(axes, cells[FORGOTTEN_NIGHT], facecolor=palette.accent_soft, linewidth=0)
    dashes = Look(edgecolor=palette.line, linewidth=0.8 * paper.scale, linestyle="dashed")
    polygons(axes, cells["unknown"], facecolor=palette.card, **dashes)
    for shade, (ground, _text) in enumerate(zip(palette.shades, palette.on_shades, strict=True)):
        polygons(axes, cells[str(shade + 1)], facecolor=ground, linewidth=0)
    axes.set_xlim(0, _DAYS)
    axes.set_ylim(rows, 0)
    hatched(paper, axes, cells["out"])
    paper.dress(axes, "")
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    axes.xaxis.tick_top()
    axes.tick_params(length=0, colors=palette.quiet, labelsize=paper.text, labeltop=True, labelbottom=False)
    axes.set_xticks(
        [day + 0.5 for day in range(_DAYS)], [weekday_name(date.fromordinal(start + d)) for d in range(_DAYS)]
    )
    axes.set_yticks([row + 0.5 for row in range(rows)], weeks)
    return Drawn(axes, spots)
