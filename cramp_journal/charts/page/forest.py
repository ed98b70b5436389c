"""The chart of links for the report: beside each table row, the ratio as a dot and its interval as a line."""

import math
from collections.abc import Sequence

from cramp_journal.analysis.factors import FactorEffect
from cramp_journal.charts.link_text import CLEAR
from cramp_journal.charts.marks import doublings
from cramp_journal.charts.page.drawing import FAINT, Picture, Sheet
from cramp_journal.palette import LIGHT

WIDE = 116.0  # points
_EDGE = 2.3  # of the axis, in doublings: 0.2 to 5 times
_MARGIN = 6.0
_AXIS = 11.0  # points, for the numbers under the rows


def picture_of_links(effects: Sequence[FactorEffect], row: float) -> Picture:
    """Draw effects, one per row of `row` points, with the axis below. A clear link has a filled dot."""
    base = row * len(effects)
    sheet = Sheet(WIDE, base + _AXIS)
    for power, name in ((-2, "¼"), (-1, "½"), (0, "1"), (1, "2"), (2, "4")):
        x = _place(2.0**power)
        sheet.line(x, 0, x, base, LIGHT.quiet if not power else FAINT, 0.6 if not power else 0.4)
        sheet.words(x, base + 8, name, size=6.5)
    for number, each in enumerate(effects):
        if each.effect is None:
            continue
        y = (number + 0.5) * row
        low, high, middle = (_place(value) for value in (each.effect.low, each.effect.high, each.effect.ratio))
        sheet.line(low, y, high, y, LIGHT.text, 1.1)
        for bound, tip in ((low, -2.6), (high, 2.6)):
            if bound in (_place(0.0), _place(math.inf)):  # it extends beyond the edge
                sheet.shapes([[(bound + tip, y), (bound, y - 2), (bound, y + 2)]], LIGHT.text)
        clear = each.verdict in CLEAR
        sheet.dots([(middle, y)], 2.6 if clear else 2.2, LIGHT.text if clear else "#ffffff", LIGHT.text)
    return sheet.picture()


def _place(ratio: float) -> float:
    """Return the place of a ratio on its axis of doublings; a ratio beyond the edge is drawn at the edge."""
    return _MARGIN + (doublings(ratio, _EDGE) + _EDGE) * (WIDE - 2 * _MARGIN) / (2 * _EDGE)
