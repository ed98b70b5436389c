"""The pictures of a trial: ten tries, the pairs that are in, and every pair at the end.

The first two hold no words, so that the window can draw them too, in its own colours.
"""

from collections.abc import Sequence

from cramp_journal.analysis.experiments.result import PairOutcome
from cramp_journal.analysis.experiments.running import PairState
from cramp_journal.charts.marks import Point
from cramp_journal.charts.page.drawing import FAINT, HATCH, TEXT_SIZE, Picture, Sheet
from cramp_journal.charts.trial_marks import TRIES_A_ROW, halves_of_pair, trial_marks, tries_marks
from cramp_journal.i18n import _
from cramp_journal.labels import short_day
from cramp_journal.palette import LIGHT, Palette
from cramp_journal.trial_words import TrialKind

_WIDTH = 504.0  # points: 7 inches
_TRY, _RADIUS, _EDGE = 28.0, 10.5, 1.2  # points: from circle to circle, a circle, its edge
_TICK = ((-4.4, 0.4), (-1.4, 3.4), (4.6, -3.2))  # of a full circle, from its middle
_PAIR, _BETWEEN, _TALL, _DOWN, _GAP = 18.0, 5.0, 11.0, 17.0, 1.2  # points: a pair, to the next one, a row, a half
_FEW = 8  # blocks in a row whose words are written large
_NUMBERS, _NAMES, _DATES, _TOP = 14.0, 52.0, 11.0, 3.0  # points, beside, above and below the bars


def picture_of_tries(of_ten: int, palette: Palette = LIGHT) -> Picture:
    """Draw ten circles: those tries that would notice a halving are full, with a tick."""
    places = [(x * _TRY, y * _TRY) for x, y in tries_marks()]
    sheet = Sheet(TRIES_A_ROW * _TRY, 2 * _TRY)
    sheet.dots(places[:of_ten], _RADIUS, palette.accent, palette.accent, width=_EDGE)
    sheet.dots(places[of_ten:], _RADIUS, palette.card, palette.line, width=_EDGE)
    sheet.path(([(x + dx, y + dy) for dx, dy in _TICK] for x, y in places[:of_ten]), palette.on_accent, 1.8)
    return sheet.picture()


def picture_of_pairs_in(states: Sequence[PairState], *, columns: int = 21, palette: Palette = LIGHT) -> Picture:
    """Draw the pairs of a trial that runs as pills in rows: full once both halves are in.

    Args:
        states: Of every pair.
        columns: Pairs in a row: 21 of them are six weeks.
        palette: The colours.
    """
    rows = -(-len(states) // columns)
    sheet = Sheet(columns * (_PAIR + _BETWEEN) - _BETWEEN + 2 * _EDGE, rows * _DOWN - (_DOWN - _TALL) + 2 * _EDGE)
    full: list[Sequence[Point]] = []
    begun: list[Sequence[Point]] = []
    ahead: list[Sequence[Point]] = []
    void: list[Sequence[Point]] = []
    dashes: list[Sequence[Point]] = []
    for number, state in enumerate(states):
        row, column = divmod(number, columns)
        x, y = _EDGE + column * (_PAIR + _BETWEEN), _EDGE + row * _DOWN
        left, right = halves_of_pair(x, y, _PAIR, _TALL, _GAP)
        match state:
            case PairState.WHOLE:
                full += (left, right)
            case PairState.HALF:
                full.append(left)
                begun.append(right)
            case PairState.NOW:
                begun += (left, right)
            case PairState.VOID:
                void += (left, right)
                dashes.append([(x + 0.28 * _PAIR, y + _TALL / 2), (x + 0.72 * _PAIR, y + _TALL / 2)])
            case PairState.AHEAD:
                ahead += (left, right)
    sheet.shapes(ahead, palette.accent_soft, palette.line, width=0.4)
    sheet.shapes(void, palette.card, palette.line, width=0.7)
    sheet.path(dashes, palette.quiet, 1.5)
    sheet.shapes(begun, palette.card, palette.accent, width=_EDGE)
    sheet.shapes(full, palette.accent, palette.accent, width=0.6)
    return sheet.picture()


def picture_of_trial(pairs: Sequence[PairOutcome], kind: TrialKind, *, tall: float = 84.0) -> Picture:
    """Draw every pair of a trial that has ended: full bars up with it, hollow ones down without it.

    Args:
        pairs: In the order of their nights; of trials that are taken together one after the other.
        kind: Whether bars are cramps of a night, or cramps a week.
        tall: The height of a row, in points.
    """
    marks = trial_marks(pairs, kind)
    rows = len(marks.bases)
    sheet = Sheet(_WIDTH, _TOP + rows * (tall + _DATES) + 2)
    left, right = _NAMES, _WIDTH - _NUMBERS
    across, up = (right - left) / marks.columns, tall / (2 * marks.reach)

    def place(point: Point) -> Point:
        row = min(range(rows), key=lambda each: abs(marks.bases[each] - point[1]))
        base = _TOP + row * (tall + _DATES) + tall / 2
        return left + point[0] * across, base - (point[1] - marks.bases[row]) * up

    for row, level in enumerate(marks.bases):
        for value in (*marks.values, *(-each for each in marks.values)):
            y = place((0, level + value))[1]
            sheet.line(left, y, right, y, FAINT, 0.4)
            sheet.words(right + 3, y + 2.4, f"{abs(value)}", anchor="start", size=6)
        middle = place((0, level))[1]
        sheet.words(left - 5, middle - tall / 4 + 2.5, _("with it"), anchor="end", fill=LIGHT.text, strong=True)
        sheet.words(left - 5, middle + tall / 4 + 2.5, _("without it"), anchor="end", fill=LIGHT.text, strong=True)
        own = pairs[row * marks.columns : (row + 1) * marks.columns]
        ends = [(left, own[0], "start"), (left + len(own) * across, own[-1], "end")] if own else []
        for x, each, anchor in ends[: len(own)]:
            sheet.words(x, middle + tall / 2 + 8, short_day(each.first), anchor=anchor, size=TEXT_SIZE - 0.5)
    sheet.shapes(([*map(place, each)] for each in marks.void), HATCH, LIGHT.line, width=0.4)
    sheet.shapes(([*map(place, each)] for each in marks.with_it), LIGHT.accent, LIGHT.accent, width=0.5)
    sheet.shapes(([*map(place, each)] for each in marks.without_it), "#ffffff", LIGHT.accent, width=0.8)
    sheet.dots(map(place, marks.none), min(0.9, 0.22 * across), LIGHT.quiet)
    for point, said in marks.words:
        x, y = place(point)
        is_up = any(0 < point[1] - level <= marks.reach for level in marks.bases)
        sheet.words(x, y - 2 if is_up else y + 7, said, size=6.5 if marks.columns <= _FEW else 5.6, fill=LIGHT.text)
    for level in marks.bases:
        sheet.line(left, place((0, level))[1], right, place((0, level))[1], LIGHT.text, 0.8)
    return sheet.picture()
