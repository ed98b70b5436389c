"""The chart of links for the report: beside each table row, the ratio as a dot and its interval as a line."""

from collections.abc import Sequence

from cramp_journal.analysis.factors import FactorEffect
from cramp_journal.charts.link_text import CLEAR_VERDICTS
from cramp_journal.charts.marks import LINK_EDGE, link_mark
from cramp_journal.charts.page.drawing import FAINT, Picture, Sheet
from cramp_journal.palette import LIGHT

WIDE = 116.0  # points
_MARGIN = 6.0
_AXIS = 11.0  # points, for the numbers under the rows


def picture_of_links(effects: Sequence[FactorEffect], row: float) -> Picture:
    """Draw effects, one per row of `row` points, with the axis below. A clear link has a filled dot."""
    base = row * len(effects)
    sheet = Sheet(WIDE, base + _AXIS)
    for power, name in ((-2, "¼"), (-1, "½"), (0, "1"), (1, "2"), (2, "4")):
        x = _place(power)
        sheet.line(x, 0, x, base, LIGHT.quiet if not power else FAINT, 0.6 if not power else 0.4)
        sheet.words(x, base + 8, name, size=6.5)
    for number, each in enumerate(effects):
        mark = link_mark(each)
        if mark is None:
            continue
        y = (number + 0.5) * row
        low, middle, high = (_place(value) for value in (mark.low, mark.ratio, mark.high))
        sheet.line(low, y, high, y, LIGHT.text, 1.1)
        for is_open, bound, tip in zip(mark.open_ends, (low, high), (-2.6, 2.6), strict=True):
            if is_open:
                sheet.shapes([[(bound + tip, y), (bound, y - 2), (bound, y + 2)]], LIGHT.text)
        clear = each.verdict in CLEAR_VERDICTS
        sheet.dots([(middle, y)], 2.6 if clear else 2.2, LIGHT.text if clear else "#ffffff", LIGHT.text)
    return sheet.picture()


def _place(power: float) -> float:
    """Return the place of a ratio on the axis, given in doublings."""
    return _MARGIN + (power + LINK_EDGE) * (WIDE - 2 * _MARGIN) / (2 * LINK_EDGE)
