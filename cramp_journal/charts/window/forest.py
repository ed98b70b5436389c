"""The chart of links: a row for each factor, with its ratio as a dot and its interval as a line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matplotlib.collections import LineCollection

from cramp_journal.analysis.factors import FactorEffect
from cramp_journal.charts.chart_text import ChartText
from cramp_journal.charts.marks import LINK_EDGE, link_mark
from cramp_journal.charts.window.letters import two_lines_of
from cramp_journal.charts.window.paper import SEMIBOLD, Drawn, Look, Paper, Spot, letter_size, width_of
from cramp_journal.i18n import _
from cramp_journal.labels import label
from cramp_journal.words import Verdict

_HEAD = 60  # pixels: above and below the rows


@dataclass(frozen=True)
class _Row:
    """The layout of a row: its height in pixels, and where its parts are placed in it (0 to 1, downwards)."""

    shape: str
    height: float
    name: float
    verdict: float
    line: float


_WIDE, _NARROW, _SLIM = "wide", "narrow", "slim"  # names beside the lines; above them; and the verdict below the name
_ROWS = (_Row(_WIDE, 40, 0.5, 0.5, 0.5), _Row(_NARROW, 62, 0.28, 0.28, 0.74), _Row(_SLIM, 86, 0.18, 0.48, 0.80))
_ROWS_OF_TWO_LINES = (
    _Row(_WIDE, 56, 0.5, 0.5, 0.5),
    _Row(_NARROW, 84, 0.31, 0.2, 0.81),
    _Row(_SLIM, 110, 0.22, 0.59, 0.85),
)
_BESIDE, _EDGE = 372, 10  # pixels at 100 % text left of the lines: of names beside them, and otherwise
_LINES = 248  # pixels at 100 % text: the least that lines beside names are wide
_SIZE = 1.1  # of the letters, in multiples of those of other charts
_LEADING = 1.25  # from a line of a name to the next, in multiples of its letters
_THICKER = 0.92  # names are semibold, and measured as if they were not


def _shape(effects: Sequence[FactorEffect], width: float, scale: float) -> str:
    """Return the layout for a width in pixels: names beside the lines if they fit, otherwise above them."""
    if width >= (_BESIDE + _LINES + _verdicts(effects)) * scale:
        return _WIDE
    return _NARROW if width >= 440 * scale else _SLIM


def _verdicts(effects: Sequence[FactorEffect]) -> float:
    """Return the room that the verdicts need right of the lines, in pixels at 100 % text."""
    widest = max((width_of(label(each.verdict)) for each in effects), default=0.0)
    return max(140, 12 + 4 + widest * _SIZE / _THICKER)


def _names(effects: Sequence[FactorEffect], names: Sequence[str], width: float, scale: float) -> list[list[str]]:
    """Return each name in the one or two lines that it takes at a width in pixels."""
    shape, size = _shape(effects, width, scale), _SIZE * letter_size(scale)
    lines = []
    for each, name in zip(effects, names, strict=True):
        room = width - _EDGE * (1 + scale)
        if shape == _WIDE:
            room = _BESIDE * scale - 22 - (0.56 * len(_nights(each)) + 1) * size
        elif shape == _NARROW:
            room -= (0.56 * len(label(each.verdict)) + 1) * size
        lines.append(two_lines_of(name, _THICKER * room / size))
    return lines


def _nights(each: FactorEffect) -> str:
    return _("{a} · {b} nights").format(a=each.shown[1], b=each.shown[3])


def _row(shape: str, names: Iterable[Sequence[str]]) -> _Row:
    """Return the layout in which each name has its lines."""
    rows = _ROWS_OF_TWO_LINES if any(len(lines) > 1 for lines in names) else _ROWS
    return next(each for each in rows if each.shape == shape)


def height_of(effects: Sequence[FactorEffect], names: Sequence[str], width: float, scale: float) -> float:
    """Return the height of a chart of these effects with their names, in pixels at 100 % text."""
    row = _row(_shape(effects, width, scale), _names(effects, names, width, scale))
    return _HEAD + row.height * max(1, len(effects))


def draw_links(paper: Paper, effects: Sequence[FactorEffect], text: ChartText) -> Drawn:
    """Draw the effects of one lag, in the order of `text`."""
    palette, scale = paper.palette, paper.scale
    shape = _shape(effects, paper.size[0], scale)
    names = _names(effects, [item.cells[0] for item in text.items], paper.size[0], scale)
    set_as = _row(shape, names)
    factor = scale / (0.5 + 0.5 * scale)  # names need space that grows with the text
    if shape == _WIDE:
        axes = paper.axes(left=_BESIDE * factor, right=_verdicts(effects) * factor, top=8, bottom=44)
    else:
        axes = paper.axes(left=_EDGE, right=_EDGE, top=8, bottom=44)
    axes.set_xlim(-LINK_EDGE, LINK_EDGE)
    axes.set_ylim(max(1, len(effects)), 0)
    paper.dress(axes, "")
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=palette.line, alpha=0.35, linewidth=0.8)
    axes.set_yticks([])
    axes.set_xticks([-2, -1, 0, 1, 2], ["¼×", "½×", _("1×") if shape == _SLIM else _("1× as many"), "2×", "4×"])
    axes.axvline(0, color=palette.line, linewidth=1.4 * scale, zorder=1)
    colours = {Verdict.MORE: palette.cramp_text, Verdict.FEWER: palette.clear_mark}
    lines, ends = [], []
    for row, (each, name) in enumerate(zip(effects, names, strict=True)):
        colour = colours.get(each.verdict, palette.quiet)
        y = row + set_as.line
        if mark := link_mark(each):
            lines.append([(mark.low, y), (mark.high, y)])
            ends.append(colour)
            for is_open, bound, tip in zip(mark.open_ends, (mark.low, mark.high), "<>", strict=True):
                if is_open:
                    axes.plot(bound * 0.99, y, tip, color=colour, markersize=5 * scale, zorder=3)
            axes.plot(mark.ratio, y, "o", color=colour, markersize=7 * scale, zorder=4)
        _write_row(paper, (row, len(effects)), name, each, colour, set_as)
    axes.add_collection(LineCollection(lines, colors=ends, linewidths=2.4 * scale, capstyle="butt", zorder=2))
    spots = [Spot(i, -LINK_EDGE, LINK_EDGE, i + 0.04, i + 0.96) for i in range(len(effects))]
    return Drawn(axes, spots)


def _write_row(
    paper: Paper, place: tuple[int, int], name: Sequence[str], each: FactorEffect, colour: str, set_as: _Row
) -> None:
    """Write the name and nights at the left and the verdict at the right, or above the line if space is short."""
    axes = paper.figure.axes[0]
    row, count = place
    upper, lower = (1 - (row + part) / count for part in (set_as.name, set_as.verdict))
    style = Look(transform=axes.transAxes, va="center", fontsize=paper.text * _SIZE)
    width = paper.size[0] * axes.get_position().width
    verdict = Look(color=colour, fontweight=SEMIBOLD, **style)
    left = (8 - axes.get_position().x0 * paper.size[0]) / width if set_as.shape == _WIDE else 0
    step = _LEADING * paper.text * _SIZE * paper.figure.dpi / 72 / (paper.size[1] * axes.get_position().height)
    for number, line in enumerate(name):
        y = upper + step * ((len(name) - 1) / 2 - number)
        axes.text(left, y, line, color=paper.palette.text, fontweight=SEMIBOLD, **style)
    if set_as.shape == _WIDE:
        axes.text(-14 / width, upper, _nights(each), ha="right", color=paper.palette.quiet, **style)
        axes.text(1 + 12 / width, lower, label(each.verdict), **verdict)
    elif set_as.shape == _NARROW:
        axes.text(1, lower, label(each.verdict), ha="right", **verdict)
    else:
        axes.text(0, lower, label(each.verdict), **verdict)
