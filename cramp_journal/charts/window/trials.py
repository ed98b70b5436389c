"""The picture of a trial that has ended: bars up for nights with it, bars down for nights without it, pair by pair."""

from collections.abc import Sequence

from cramp_journal.analysis.experiments.result import PairOutcome
from cramp_journal.charts.trial_marks import MOST_IN_A_ROW, trial_marks
from cramp_journal.charts.window.paper import SEMIBOLD, Drawn, Look, Paper, Spot, hatched, polygons
from cramp_journal.i18n import _
from cramp_journal.labels import short_day
from cramp_journal.trial_words import TrialKind

_ROW, _AROUND = 210, 60  # pixels at 100 % text: a row of pairs; what stands above and below

_LETTER = 0.55  # width of a letter, relative to the size of its text


def height_of_trial(pairs: int) -> float:
    """Return the height of the picture of a trial, in pixels at 100 % text."""
    return _AROUND + _ROW * max(1, -(-pairs // MOST_IN_A_ROW))


def draw_trial(paper: Paper, pairs: Sequence[PairOutcome], kind: TrialKind) -> Drawn:
    """Draw every pair: full bars up with it, hollow bars down without it, hatched if not compared.

    Its spots are the items of `trial_text`.
    """
    names = (_("with it"), _("without it"))
    axes = paper.axes(left=paper.room_for(names, 40) + 8, right=34, top=24, bottom=34)
    palette, scale = paper.palette, paper.scale
    marks = trial_marks(pairs, kind)
    single = kind is TrialKind.SINGLE_NIGHTS
    axes.set_xlim(-0.2, marks.columns + 0.2)
    axes.set_ylim(marks.bases[-1] - marks.reach, marks.reach)
    paper.dress(axes, "")
    axes.grid(visible=False, axis="y")
    axes.spines["bottom"].set_visible(False)
    above = Look(ha="right", color=palette.quiet)
    paper.write(axes, _("cramps") if single else _("cramps a week"), (1, 1), above=5, **above)
    polygons(axes, marks.with_it, facecolor=palette.accent, edgecolor=palette.accent, linewidth=0.8 * scale, zorder=2)
    polygons(axes, marks.without_it, facecolor=palette.card, edgecolor=palette.accent, linewidth=1.2 * scale, zorder=2)
    slot = paper.size[0] * axes.get_position().width / marks.columns * 72 / paper.figure.dpi  # points
    if marks.none:
        look = Look(color=palette.quiet, markersize=min(2.4 * scale, 0.36 * slot), zorder=2)
        axes.plot(*zip(*marks.none, strict=True), "o", **look)
    hatched(paper, axes, marks.void)
    widest = max((len(said) for _at, said in marks.words), default=0) * _LETTER * paper.text
    for (x, y), said in marks.words if widest <= slot else ():  # the table has them all
        is_up = any(0 < y - base <= marks.reach for base in marks.bases)
        look = Look(ha="center", va="bottom" if is_up else "top", color=palette.text, fontsize=paper.text * 0.95)
        axes.annotate(said, (x, y), (0, 2 if is_up else -2), textcoords="offset points", **look)
    for row, base in enumerate(marks.bases):
        axes.plot((0, marks.columns), (base, base), color=palette.text, linewidth=1.2 * scale, zorder=3)
        look = Look(ha="right", va="center", color=palette.text, fontsize=paper.text, fontweight=SEMIBOLD)
        for name, side in zip(names, (0.5, -0.5), strict=True):
            axes.text(-0.01 * marks.columns, base + side * marks.reach, name, **look)
        own = pairs[row * marks.columns : (row + 1) * marks.columns]
        look = Look(va="top", color=palette.quiet, fontsize=paper.text)
        ends = [(0.0, own[0], "left"), (float(len(own)), own[-1], "right")] if own else []
        for x, each, side_of in ends[: len(own)]:
            axes.text(x, base - marks.reach, short_day(each.first), ha=side_of, **look)
    lines = [(base + way * value, f"{value}") for base in marks.bases for value in marks.values for way in (1, -1)]
    axes.hlines([y for y, _value in lines], 0, marks.columns, color=palette.line, alpha=0.35, linewidth=0.8, zorder=1)
    axes.yaxis.tick_right()
    axes.set_yticks([y for y, _value in lines], [value for _y, value in lines])
    axes.set_xticks([])
    spots = [Spot(i, each.x0, each.x1, each.floor, each.ceiling) for i, each in enumerate(marks.pairs)]
    return Drawn(axes, spots)
