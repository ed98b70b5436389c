"""Charts of counts for the report: the hours of the night, and the last nights one by one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from cramp_journal.analysis.period import Period, every_night, since_it_began
from cramp_journal.analysis.summary import Summary
from cramp_journal.charts.marks import FORGOTTEN_NIGHT, Point, hour_marks, kind_of_cell, value_ticks
from cramp_journal.charts.page.drawing import HATCH, Frame, Picture, Sheet, rectangle
from cramp_journal.formats import weekday_name
from cramp_journal.i18n import _
from cramp_journal.labels import short_day
from cramp_journal.model import NightFigures
from cramp_journal.palette import LIGHT

_WIDTH, _HALF = 504.0, 244.0  # points: 7 inches, and one column
_LEFT, _RIGHT, _TOP = 22.0, 6.0, 6.0
_NAMES, _ROW, _GAP = 76.0, 17.0, 2.0  # points: the names at the left, a row, the gap between weeks
_DAYS = 7


def picture_of_hours(found: Summary, *, tall: float = 112.0) -> Picture:
    """Draw the number of cramps in each two hours: many times are known only as a part of the night."""
    marks = hour_marks(found)
    base = _TOP + tall
    sheet = Sheet(_HALF, base + 12)
    frame = Frame(_LEFT, _TOP, _HALF - _RIGHT, base, marks.left, marks.right, 0, marks.ceiling)
    frame.dress(sheet, value_ticks(marks.ceiling) if marks.bars else [])
    sheet.shapes(map(frame.all, marks.bars), LIGHT.accent_soft, LIGHT.accent, width=0.6)
    for place in range(len(marks.starts) + 1):  # each hour is written at the edge of its bar
        hour = (marks.starts[0] + 2 * place) % 24
        sheet.words(frame.x(place - 0.5), base + 8, f"{hour:02}")
    if not marks.bars:
        sheet.words(_HALF / 2, base - tall / 2, _("no times in these nights"))
    return sheet.picture()


def picture_of_nights(
    nights: Sequence[NightFigures], rows: Sequence[Period], not_remembered: Collection[date] = ()
) -> Picture:
    """Draw each night as a cell in rows of whole weeks.

    A count, a dot for none, hatching if unknown, ? if not remembered, × if left out; nothing before the journal began.
    """
    begun = since_it_began(nights, Period(rows[0].first, rows[-1].last))
    weeks = rows[0].nights // _DAYS
    wide = (_WIDTH - _NAMES - _RIGHT - (weeks - 1) * _GAP) / rows[0].nights
    sheet = Sheet(_WIDTH, 11 + len(rows) * _ROW + 1)
    for day, (evening, _night) in enumerate(every_night(nights, rows[0])[:_DAYS]):
        sheet.words(_NAMES + (day + 0.5) * wide, 7, weekday_name(evening), size=5.2)
    places: list[tuple[float, float, NightFigures | None, str]] = []
    for row, period in enumerate(rows):
        y = 11 + row * _ROW
        sheet.words(0, y + 10, f"{short_day(period.first)} – {short_day(period.last)}", anchor="start", size=6.5)
        for day, (evening, night) in enumerate(every_night(nights, period)):
            if begun is not None and evening in begun:
                kind = kind_of_cell(night, not_remembered=evening in not_remembered)
                places.append((_NAMES + day * wide + day // _DAYS * _GAP, y, night, kind))
    cells: dict[str, list[Sequence[Point]]] = {}
    for x, y, _night, kind in places:
        cells.setdefault(kind, []).append(rectangle(x, y, wide - 1.2, _ROW - 2.5))
    _draw_cells(sheet, cells)
    for x, y, night, kind in places:
        middle, line = x + wide / 2 - 0.6, y + _ROW / 2 + 1.3
        if kind == FORGOTTEN_NIGHT:
            sheet.words(middle, line, "?")
        elif night and (night.count or night.left_out):
            _write(sheet, middle, line, night)
    return sheet.picture()


def _write(sheet: Sheet, x: float, y: float, night: NightFigures) -> None:
    if night.left_out:
        sheet.words(x, y, "×")
    else:
        sheet.words(x, y, str(night.count), fill=LIGHT.on_shades[min(3, night.count) - 1], strong=True)


def _draw_cells(sheet: Sheet, cells: Mapping[str, Sequence[Sequence[Point]]]) -> None:
    sheet.shapes(cells.get("unknown", ()), HATCH, LIGHT.line)
    sheet.shapes(cells.get("out", ()), "#ffffff", LIGHT.line, dash="1.6 1.4")
    sheet.shapes(cells.get(FORGOTTEN_NIGHT, ()), LIGHT.accent_soft, LIGHT.line)
    clear = cells.get("clear", ())
    sheet.shapes(clear, "#ffffff", LIGHT.line)
    sheet.dots([((a[0] + c[0]) / 2, (a[1] + c[1]) / 2) for a, _b, c, _d in clear], 1.0, LIGHT.quiet)
    for shade, ground in enumerate(LIGHT.shades, 1):
        sheet.shapes(cells.get(str(shade), ()), ground, LIGHT.cramp)
