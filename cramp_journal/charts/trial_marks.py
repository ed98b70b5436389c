"""The layout of the pictures of a trial, in their own units, shared by the window and the report. Draws nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from cramp_journal.analysis.experiments.result import PairOutcome
from cramp_journal.charts.marks import WEEK, Box, Point, box, value_ticks
from cramp_journal.i18n import _
from cramp_journal.trial_words import TrialKind

TRIES, TRIES_A_ROW = 10, 5
MOST_IN_A_ROW = 91  # pairs: half a year of single nights
_HEADROOM, _FOR_WORDS = 1.1, 1.4  # relative to the highest bar
_APART = 0.5  # the gap between two rows, relative to their reach
_SIDE = 0.16  # of a bar: from its baseline to the dot of “none”
_ROUND = 8  # corners of half a round end
_WIDEST = 12  # pairs: fewer do not get wider bars


def tries_marks() -> list[Point]:
    """Return the middles of ten circles in two rows, one unit apart, with y downwards."""
    return [(number % TRIES_A_ROW + 0.5, number // TRIES_A_ROW + 0.5) for number in range(TRIES)]


def halves_of_pair(x: float, y: float, wide: float, tall: float, gap: float) -> tuple[list[Point], list[Point]]:
    """Return the corners of both halves of a pair: a pill that is cut through its middle.

    Args:
        x: Its left edge; `y` is its upper one.
        y: Downwards.
        wide: The width of the whole, with the gap.
        tall: Its height.
        gap: Between the halves.
    """
    radius, middle = tall / 2, x + wide / 2
    turns = [pi * number / _ROUND for number in range(_ROUND + 1)]
    left = [(x + radius - radius * sin(turn), y + radius + radius * cos(turn)) for turn in turns]
    right = [(x + wide - radius + radius * sin(turn), y + radius - radius * cos(turn)) for turn in turns]
    return (
        [*left, (middle - gap / 2, y), (middle - gap / 2, y + tall)],
        [*right, (middle + gap / 2, y + tall), (middle + gap / 2, y)],
    )


@dataclass(frozen=True)
class PairMark:
    """The slot of a pair."""

    x0: float
    x1: float
    floor: float
    ceiling: float


@dataclass(frozen=True)
class TrialMarks:
    """Every pair of a trial that has ended: bars up for nights with it, bars down for nights without it.

    Attributes:
        columns: The width of a row: x goes from 0 to it.
        bases: The baseline of each row; the first is 0, the others lie below it.
        reach: How far a row reaches up and down from its baseline.
        values: The numbers on its lines, on both sides of the baseline.
        pairs: The slot of each pair.
        with_it: The bars up; `without_it` those down.
        none: A dot beside the baseline, for a side on which there were no cramps.
        void: Boxes for the pairs that are not compared.
        words: What is written at the end of a bar of a block: its cramps and nights.
    """

    columns: int
    bases: list[float]
    reach: float
    values: list[int]
    pairs: list[PairMark]
    with_it: list[Box]
    without_it: list[Box]
    none: list[Point]
    void: list[Box]
    words: list[tuple[Point, str]]


def height_in_pair(cramps: int, nights: int, kind: TrialKind) -> float:
    """Return how high a side of a pair stands: cramps of a night, or cramps a week in a block."""
    if kind is TrialKind.SINGLE_NIGHTS:
        return float(cramps)
    return WEEK * cramps / nights if nights else 0.0


def trial_marks(pairs: Sequence[PairOutcome], kind: TrialKind) -> TrialMarks:
    """Lay out the pairs of a trial, or of several that are taken together, in rows of at most half a year."""
    rows = max(1, -(-len(pairs) // MOST_IN_A_ROW))
    single = kind is TrialKind.SINGLE_NIGHTS
    columns = max(_WIDEST if single else 1, -(-len(pairs) // rows))
    heights = [height_in_pair(*side, kind) for each in pairs if each.void is None for side in _sides(each)]
    highest = max([1.0, *heights])
    reach = highest * (_HEADROOM if single else _FOR_WORDS)
    bases = [-row * (2 + _APART) * reach for row in range(rows)]
    found = TrialMarks(columns, bases, reach, value_ticks(highest)[1:], [], [], [], [], [], [])
    for number, each in enumerate(pairs):
        row, column = divmod(number, columns)
        base, x = bases[row], float(column)
        found.pairs.append(PairMark(x, x + 1, base - reach, base + reach))
        if each.void is not None:
            found.void.append(box(x, x + 1, base - reach / 2, base + reach / 2))
            continue
        for side, bars, way in zip(_sides(each), (found.with_it, found.without_it), (1, -1), strict=True):
            value = way * height_in_pair(*side, kind)
            if value:
                bars.append(box(x, x + 1, base, base + value))
            else:
                found.none.append((x + 0.5, base + way * _SIDE * reach))
            if not single:
                at = base + (value or 2 * way * _SIDE * reach)
                found.words.append(((x + 0.5, at), _("{cramps} in {nights}").format(cramps=side[0], nights=side[1])))
    return found


def _sides(pair: PairOutcome) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return cramps and nights with it, and without it."""
    return (pair.cramps_with, pair.nights_with), (pair.cramps_without, pair.nights_without)
