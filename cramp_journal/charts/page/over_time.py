"""Charts over time for the report: how often, with what was taken below, and how long."""

from collections.abc import Mapping, Sequence
from typing import Any

from cramp_journal.analysis.trends import Trend
from cramp_journal.charts.marks import (
    WEEK,
    CourseMark,
    Point,
    course_marks,
    date_ticks,
    frequency_marks,
    length_marks,
    middle_of,
    value_ticks,
)
from cramp_journal.charts.page.drawing import HATCH, TEXT_SIZE, Frame, Picture, Sheet, rectangle
from cramp_journal.i18n import _
from cramp_journal.palette import LIGHT

_WIDTH, _HALF = 504.0, 244.0  # points: 7 inches, and one column
_LEFT, _RIGHT, _TOP = 22.0, 3.0, 6.0
_LANE = 10.5  # points, for a course
_LINE = 9.0  # points, for a line of text
_LETTER = 0.55  # width of a letter, relative to the size of its text
_HALVES = "#9aa0cf"  # the middle half of lengths
_MOST_COUNTS = 34  # bars: with more, the numbers under them do not fit


def picture_of_frequency(
    trend: Trend, courses: Sequence[Mapping[str, Any]] = (), *, tall: float = 92.0, lanes: int = 5
) -> Picture:
    """Draw cramps per week over time, without a heading: the report has its own.

    The range of the rate stands in the table of numbers, not here. Under the bars are their counts, and hatching for
    unknown nights; below that, what was taken (in the exchange form), in at most `lanes` lanes. `tall` is the height of
    the bars' area in points.
    """
    marks = frequency_marks(trend, with_range=False)
    ticks = date_ticks(trend.steps[0].period.first, trend.steps[-1].period.last)
    days_a_point = (marks.right - marks.left) / (_WIDTH - _LEFT - _RIGHT)
    bands, hidden = course_marks(courses, (marks.left, marks.right), TEXT_SIZE * _LETTER * days_a_point, lanes)
    counted = trend.nights_a_step == WEEK and len(trend.steps) <= _MOST_COUNTS
    dates = max([0, *(name.count("\n") + 1 for _day, name in ticks)])
    rows = (1 + max((band.lane for band in bands), default=-1)) * _LANE + (_LINE if hidden else 0)
    base = _TOP + tall
    sheet = Sheet(_WIDTH, base + (_LINE if counted else 0) + dates * _LINE + 3 + (rows + 3 if bands else 0))
    frame = Frame(_LEFT, _TOP, _WIDTH - _RIGHT, base, marks.left, marks.right, marks.floor, marks.ceiling)
    frame.dress(sheet, value_ticks(marks.ceiling), floor=marks.floor)
    sheet.shapes(map(frame.all, marks.unknown), HATCH, LIGHT.quiet)
    sheet.shapes(map(frame.all, marks.bars), LIGHT.shades[0], LIGHT.cramp, width=0.6)
    for start, end in marks.runs:
        sheet.path([frame.all(marks.rate[start:end])], LIGHT.cramp_text, 1.5)
    if counted:
        for step in trend.steps:
            sheet.words(
                frame.x(middle_of(step.period)), base + 8, str(step.cramps) if step.recorded else "–", fill=LIGHT.text
            )
        base += _LINE
    for day, name in ticks:
        for row, words in enumerate(name.split("\n")):
            sheet.words(frame.x(day), base + 8 + row * _LINE, words)
    top = base + dates * _LINE + 5
    sheet.shapes((_band(each, frame, top) for each in bands), LIGHT.accent_soft, LIGHT.accent)
    for each in bands:
        x, y = frame.x(each.label_at), top + each.lane * _LANE + 6.6
        anchor, aside = ("start", 3) if each.label_left else ("end", -3)
        sheet.words(x + aside, y, each.name, anchor=anchor, size=6.5, fill=LIGHT.text)
    if hidden:
        said = _("and {n} more").format(n=hidden)
        sheet.words(_LEFT, sheet.height - 3, said, anchor="start", size=6.5)
    return sheet.picture()


def picture_of_lengths(trend: Trend, *, tall: float = 112.0) -> Picture:
    """Draw how long cramps lasted, in minutes: the median of each stretch as a dot, its middle half as a line."""
    marks = length_marks(trend)
    first, last = trend.steps[0].period.first, trend.steps[-1].period.last
    ticks = date_ticks(first, last, most=7)
    dates = max([1, *(name.count("\n") + 1 for _day, name in ticks)])
    base = _TOP + tall
    sheet = Sheet(_HALF, base + dates * _LINE + 3)
    frame = Frame(_LEFT, _TOP, _HALF - _RIGHT, base, marks.left, marks.right, 0, marks.ceiling)
    frame.dress(sheet, value_ticks(marks.ceiling) if marks.marks else [])
    wide = min(4.0, 0.6 * (frame.right - frame.left) / len(trend.steps))
    sheet.path((frame.all([(each.x, each.low), (each.x, each.high)]) for each in marks.marks), _HALVES, wide)
    sheet.dots(frame.all((each.x, each.middle) for each in marks.marks), min(2.2, 0.7 * wide), LIGHT.accent)
    if not marks.marks:
        sheet.words(_HALF / 2, base - tall / 2, _("no lengths in these nights"))
    for day, name in ticks:
        for row, words in enumerate(name.split("\n")):
            sheet.words(frame.x(day), base + 8 + row * _LINE, words)
    return sheet.picture()


def _band(each: CourseMark, frame: Frame, top: float) -> list[Point]:
    x0, x1 = max(frame.left, frame.x(each.x0)), min(frame.right, frame.x(each.x1))
    return rectangle(x0, top + each.lane * _LANE, max(1.5, x1 - x0), _LANE - 2)
