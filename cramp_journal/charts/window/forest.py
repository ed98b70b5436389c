"""The chart of links: a row for each factor, with its ratio as a dot and its interval as a line."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.collections import LineCollection

from cramp_journal.analysis.factors import FactorEffect
from cramp_journal.charts.chart_text import ChartText
from cramp_journal.charts.marks import LINK_EDGE, link_mark
from cramp_journal.charts.window.letters import fitted
from cramp_journal.charts.window.paper import SEMIBOLD, Drawn, Look, Paper, Spot
from cramp_journal.i18n import _
from cramp_journal.labels import label
from cramp_journal.words import Verdict

_HEAD = 60  # pixels: above and below the rows


@dataclass(frozen=True)
class _Row:
    """The layout of a row: its height in pixels, and where its parts are placed in it (0 to 1, downwards)."""

    height: float
    name: float
    verdict: float
    line: float


_WIDE, _NARROW, _SLIM = _Row(40, 0.5, 0.5, 0.5), _Row(62, 0.28, 0.28, 0.74), _Row(86, 0.18, 0.48, 0.80)


def _row(width: float, scale: float) -> _Row:
    """Return the layout for a width in pixels: names beside the lines if they fit, otherwise above them."""
    return _WIDE if width >= 760 * scale else _NARROW if width >= 440 * scale else _SLIM


def height_of(count: int, width: float, scale: float) -> float:
    """Return the height of a chart with `count` rows, in pixels at 100 % text."""
    return _HEAD + _row(width, scale).height * max(1, count)


def draw_links(paper: Paper, effects: Sequence[FactorEffect], text: ChartText) -> Drawn:
    """Draw the effects of one lag, in the order of `text`."""
    palette, scale = paper.palette, paper.scale
    set_as = _row(paper.size[0], scale)
    wide = set_as is _WIDE
    factor = scale / (0.5 + 0.5 * scale)  # names need space that grows with the text
    if wide:
        axes = paper.axes(left=372 * factor, right=140 * factor, top=8, bottom=44)
    else:
        axes = paper.axes(left=10, right=10, top=8, bottom=44)
    axes.set_xlim(-LINK_EDGE, LINK_EDGE)
    axes.set_ylim(max(1, len(effects)), 0)
    paper.dress(axes, "")
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=palette.line, alpha=0.35, linewidth=0.8)
    axes.set_yticks([])
    axes.set_xticks([-2, -1, 0, 1, 2], ["¼×", "½×", _("1×") if set_as is _SLIM else _("1× as many"), "2×", "4×"])
    axes.axvline(0, color=palette.line, linewidth=1.4 * scale, zorder=1)
    colours = {Verdict.MORE: palette.cramp_text, Verdict.FEWER: palette.clear_mark}
    lines, ends = [], []
    for row, (each, item) in enumerate(zip(effects, text.items, strict=True)):
        colour = colours.get(each.verdict, palette.quiet)
        y = row + set_as.line
        if mark := link_mark(each):
            lines.append([(mark.low, y), (mark.high, y)])
            ends.append(colour)
            for is_open, bound, tip in zip(mark.open_ends, (mark.low, mark.high), "<>", strict=True):
                if is_open:
                    axes.plot(bound * 0.99, y, tip, color=colour, markersize=5 * scale, zorder=3)
            axes.plot(mark.ratio, y, "o", color=colour, markersize=7 * scale, zorder=4)
        _write_row(paper, (row, len(effects)), item.cells[0], each, colour, set_as)
    axes.add_collection(LineCollection(lines, colors=ends, linewidths=2.4 * scale, capstyle="butt", zorder=2))
    spots = [Spot(i, -LINK_EDGE, LINK_EDGE, i + 0.04, i + 0.96) for i in range(len(effects))]
    return Drawn(axes, spots)


def _write_row(paper: Paper, place: tuple[int, int], name: str, each: FactorEffect, colour: str, set_as: _Row) -> None:
    """Write the name and nights at the left and the verdict at the right, or above the line if space is short."""
    axes = paper.figure.axes[0]
    row, count = place
    upper, lower = (1 - (row + part) / count for part in (set_as.name, set_as.verdict))
    style = Look(transform=axes.transAxes, va="center", fontsize=paper.text * 1.1)
    width = paper.size[0] * axes.get_position().width
    verdict = Look(color=colour, fontweight=SEMIBOLD, **style)
    size = paper.text * 1.1 * paper.figure.dpi / 72  # pixels
    if set_as is _WIDE:
        left = (8 - axes.get_position().x0 * paper.size[0]) / width
        nights = _("{a} · {b} nights").format(a=each.shown[1], b=each.shown[3])
        room = -left * width - 14 - (0.56 * len(nights) + 1) * size
        axes.text(left, upper, fitted(name, room / size), color=paper.palette.text, fontweight=SEMIBOLD, **style)
        axes.text(-14 / width, upper, nights, ha="right", color=paper.palette.quiet, **style)
        axes.text(1 + 12 / width, lower, label(each.verdict), **verdict)
        return
    room = width - (0.56 * len(label(each.verdict)) + 1) * size if set_as is _NARROW else width
    axes.text(0, upper, fitted(name, 0.96 * room / size), color=paper.palette.text, fontweight=SEMIBOLD, **style)
    if set_as is _NARROW:
        axes.text(1, lower, label(each.verdict), ha="right", **verdict)
    else:
        axes.text(0, lower, label(each.verdict), **verdict)
