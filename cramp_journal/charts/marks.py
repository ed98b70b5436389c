"""The layout of each chart in its own units, shared by the window and the report. Draws nothing."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from cramp_journal.analysis.factors import FactorEffect
from cramp_journal.analysis.period import Period
from cramp_journal.analysis.summary import Summary
from cramp_journal.analysis.trends import Trend
from cramp_journal.formats import month_name
from cramp_journal.i18n import _
from cramp_journal.labels import capital, dose_of, short_day
from cramp_journal.model import NightFigures

WEEK = 7
FORGOTTEN_NIGHT = "forgotten"  # the cell of a night that the person does not remember
TWO_HOURS = tuple(range(12, 36, 2))  # noon to noon: the hours at which the bars of two hours start
LINK_EDGE = 2.3  # doublings: the axis of links ends at 0.2 and 5 times
_HEADROOM = 1.12  # the top of a chart, relative to its highest mark
_BAR = 0.82  # width of a bar, relative to its slot
_TALLEST_RANGE = 3  # times the highest bar or point: a likely range beyond it would leave no room for these
_STRIP = 0.07  # relative height of the strip under the bars that shows unrecorded nights

Point = tuple[float, float]
Box = list[Point]  # the corners of a rectangle


@dataclass(frozen=True)
class FrequencyMarks:
    """Cramps per week (y) over time (x, in days of `date.toordinal`)."""

    left: float
    right: float
    floor: float
    ceiling: float
    bars: list[Box]
    unknown: list[Box]  # under the bars: the nights that are not recorded, at their dates
    rate: list[Point]  # over the last 28 nights
    low: list[float]
    high: list[float]  # up to the top of the chart
    runs: list[tuple[int, int]]  # of points without a gap between them: the first, and the one after the last
    beyond: bool  # whether a likely range ends above the chart


@dataclass(frozen=True)
class CourseMark:
    """Something taken over days: a band from x0 to x1, with its name at `label_at`."""

    name: str
    lane: int  # 0 is the top lane
    x0: float
    x1: float
    label_at: float
    label_left: bool  # the name starts there; otherwise it ends there


def frequency_marks(trend: Trend, view: Trend | None = None, *, with_range: bool = True) -> FrequencyMarks:
    """Lay out the cramps of a trend.

    `view` is the visible part of the trend, if only a part is visible; it sets the scales. Without the likely range of
    the rate, the chart is as high as its bars and its line.
    """
    seen = view or trend
    per_week = WEEK / trend.nights_a_step
    known = [(each.evening, each.rate) for each in trend.rolling if each.rate]
    rates = [each.rate for each in seen.rolling if each.rate]
    top = max([1.0, *(step.cramps * per_week for step in seen.steps), *(rate.value for rate in rates)])
    highest = max([top, *(rate.high for rate in rates)]) if with_range else top
    ceiling = min(highest, _TALLEST_RANGE * top) * 1.06
    starts = [i for i, each in enumerate(known) if not i or (each[0] - known[i - 1][0]).days > trend.nights_a_step]
    floor = -_STRIP * ceiling
    spans = [edges_of(step.period) for step in trend.steps]
    tops = [step.cramps * per_week for step in trend.steps]
    return FrequencyMarks(
        left=seen.steps[0].period.first.toordinal() - 1.5,
        right=seen.steps[-1].period.last.toordinal() + 1.5,
        floor=floor,
        ceiling=ceiling,
        bars=[box(x0, x1, 0, top) for (x0, x1), top in zip(spans, tops, strict=True) if top],
        unknown=[
            [(x0, floor), (x0, floor / 3), (x1, floor / 3), (x1, floor)] for x0, x1 in map(edges_of, trend.unknown)
        ],
        rate=[(evening.toordinal() - (trend.nights_a_step - 1) / 2, rate.value) for evening, rate in known],
        low=[rate.low for _evening, rate in known],
        high=[min(rate.high, ceiling) for _evening, rate in known],
        runs=list(pairwise([*starts, len(known)])),
        beyond=highest > ceiling,
    )


def course_marks(
    courses: Sequence[Mapping[str, Any]], view: tuple[float, float], letter: float, most: int
) -> tuple[list[CourseMark], int]:
    """Lay out courses (in the exchange form) in lanes without overlap.

    Args:
        courses: The courses.
        view: The visible part of the time axis, in days.
        letter: The width of a letter, in days.
        most: The largest number of lanes.

    Returns:
        The marks, and the number of courses without a lane. A name stands in its band, or wholly beside it.
    """
    left, right = view
    ends: list[float] = []  # of each lane
    found: list[CourseMark] = []
    hidden = 0
    for course in sorted(courses, key=lambda each: str(each.get("start") or "")):
        x0 = date.fromisoformat(course["start"]).toordinal() - 0.5 if course.get("start") else left - 1
        x1 = date.fromisoformat(course["stop"]).toordinal() + 0.5 if course.get("stop") else right + 1
        if x1 < left or x0 > right:
            continue
        name = f"{capital(course['substance'])} {dose_of(course)}".rstrip()
        if course.get("start") and not course.get("start_said") and x0 > left:
            name = _("{name} (or before)").format(name=name)  # it may be the day of entry
        wide = (len(name) + 1.5) * letter
        start, end = max(x0, left), min(x1, right)
        if end - start >= wide:  # the name stands in its band
            label_at, starts_there, taken = start, True, (x0, x1)
        elif end + wide <= right or start - wide < left:  # behind it
            label_at, starts_there, taken = end, True, (x0, end + wide)
        else:  # before it
            label_at, starts_there, taken = start, False, (start - wide, x1)
        lane = next((i for i, each in enumerate(ends) if each + letter <= taken[0]), len(ends))
        if lane >= most:
            hidden += 1
            continue
        ends[lane : lane + 1] = [taken[1]]
        found.append(CourseMark(name, lane, x0, x1, label_at, starts_there))
    return found, hidden


@dataclass(frozen=True)
class HourMarks:
    """Cramps (y) by two hours of the night (x, one unit per bar)."""

    starts: list[int]  # hours, counted from the noon before
    counts: list[int]
    bars: list[Box]
    left: float
    right: float
    ceiling: float


def hour_marks(found: Summary) -> HourMarks:
    """Lay out the cramps of a period by two hours."""
    starts = shown_hours(found)
    by_start = by_two_hours(found)
    counts = [by_start[start] for start in starts]
    bars = [box(i - 0.5, i + 0.5, 0, count) for i, count in enumerate(counts) if count]
    return HourMarks(starts, counts, bars, -0.7, len(starts) - 0.3, max([1, *counts]) * _HEADROOM)


def by_two_hours(found: Summary) -> dict[int, int]:
    """Count cramps by two hours, from noon to noon: 26 counts those from 02 to 04."""
    return {start: sum(found.hours[str(hour % 24)] for hour in (start, start + 1)) for start in TWO_HOURS}


def shown_hours(found: Summary) -> list[int]:
    """Return the starts of the two-hour bars that are drawn: 20 to 8, and hours outside if they have cramps."""
    with_cramps = [start for start, count in by_two_hours(found).items() if count]
    return list(range(min([20, *with_cramps]), max([30, *with_cramps]) + 1, 2))


@dataclass(frozen=True)
class LengthMark:
    """The known lengths of one step, in minutes: the median, and the middle half from `low` to `high`."""

    step: int  # the index of the step
    x: float
    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class LengthMarks:
    """How long cramps lasted (y, in minutes) over time (x, in days of `date.toordinal`)."""

    marks: list[LengthMark]
    left: float
    right: float
    ceiling: float


def length_marks(trend: Trend) -> LengthMarks:
    """Lay out the lengths of a trend; a step without a known length has no mark."""
    marks = [
        LengthMark(i, middle_of(step.period), *((value or 0) / 60 for value in (half.q1, half.median, half.q3)))
        for i, step in enumerate(trend.steps)
        if (half := step.lengths).known
    ]
    return LengthMarks(
        marks,
        left=trend.steps[0].period.first.toordinal() - 1,
        right=trend.steps[-1].period.last.toordinal() + 1,
        ceiling=max([1.0, *(mark.high for mark in marks)]) * _HEADROOM,
    )


@dataclass(frozen=True)
class LinkMark:
    """A ratio and its interval in doublings, limited to an axis from -LINK_EDGE to LINK_EDGE."""

    low: float
    ratio: float
    high: float

    @property
    def open_ends(self) -> tuple[bool, bool]:
        """Whether the interval extends beyond the axis, at its lower and its upper end."""
        return self.low <= -LINK_EDGE, self.high >= LINK_EDGE


def link_mark(each: FactorEffect) -> LinkMark | None:
    """Lay out the ratio of an effect, or return None if it has none."""
    if each.effect is None:
        return None
    return LinkMark(*(doublings(value, LINK_EDGE) for value in (each.effect.low, each.effect.ratio, each.effect.high)))


def kind_of_cell(night: NightFigures | None, *, not_remembered: bool = False) -> str:
    """Return how the cell of a night is drawn.

    It is "unknown", FORGOTTEN_NIGHT if the person said so, "out", "clear", or its number of cramps up to "3".
    """
    if night is None:
        return FORGOTTEN_NIGHT if not_remembered else "unknown"
    if night.left_out:
        return "out"
    return str(min(3, night.count)) if night.count else "clear"


def middle_of(period: Period) -> float:
    """Return the middle of a period on an axis of days."""
    return (period.first.toordinal() + period.last.toordinal()) / 2


def edges_of(period: Period) -> tuple[float, float]:
    """Return where a period starts and ends on an axis of days."""
    return period.first.toordinal() - 0.5, period.last.toordinal() + 0.5


def box(x0: float, x1: float, y0: float, y1: float) -> Box:
    """Return the corners of a bar in the slot from x0 to x1."""
    pad = (x1 - x0) * (1 - _BAR) / 2
    return [(x0 + pad, y0), (x0 + pad, y1), (x1 - pad, y1), (x1 - pad, y0)]


def date_ticks(
    first: date, last: date, around: tuple[date, date] | None = None, most: int = 14
) -> list[tuple[int, str]]:
    """Return dates to write under a chart, with their places: weeks, months or years, depending on the span.

    About `most` of them at most fall between `first` and `last`; `around` is a longer span that also gets ticks.
    """
    days = (last - first).days
    start, stop = around or (first, last)
    if days < 45:
        every = 7 * max(1, -(-days // (7 * most)))
        ticks = [date.fromordinal(day) for day in range(last.toordinal(), start.toordinal() - 1, -every)]
        return [(tick.toordinal(), short_day(tick)) for tick in reversed(ticks)]
    if days > 2000:
        every = next(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000) if days / 365 / n <= most)
        years = [date(year, 1, 1) for year in range(start.year, stop.year + 1) if year % every == 0]
        return [(each.toordinal(), str(each.year)) for each in years if start <= each <= stop]
    starts = [date(year, month, 1) for year in range(start.year, stop.year + 1) for month in range(1, 13)]
    starts = [each for each in starts if start <= each <= stop]
    every = next(n for n in (1, 2, 3, 6, 12, 10_000) if days / 30.4 / n <= most)
    months = [each for each in starts if (each.month - 1) % every == 0]
    with_year = [each for each in months if each.month == 1 or each == months[0]] if days > 200 else []
    return [
        (each.toordinal(), month_name(each.month, short=True) + (f"\n{each.year}" if each in with_year else ""))
        for each in months
    ]


def value_ticks(ceiling: float) -> list[int]:
    """Return at most five whole numbers to write beside a chart that reaches up to `ceiling`."""
    steps = [factor * 10**power for power in range(6) for factor in (1, 2, 5)]
    step = next(each for each in steps if ceiling / each <= 5)
    return list(range(0, int(ceiling) + 1, step))


def doublings(ratio: float, edge: float) -> float:
    """Return a ratio in doublings, limited to an axis that ends at `edge` on either side."""
    if ratio <= 0:
        return -edge
    return max(-edge, min(edge, math.log2(ratio) if math.isfinite(ratio) else edge))
