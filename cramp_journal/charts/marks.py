"""The layout of each chart in its own units, shared by the window and the report. Draws nothing."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cramp_journal.analysis.trends import Trend
from cramp_journal.labels import capital, dose_of, short_day, short_month

WEEK = 7
_BAR = 0.82  # width of a bar, relative to its slot
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
    unknown: list[Box]  # under the bars; width: the share of nights that are unknown
    rate: list[Point]  # over the last 28 nights; gaps if too few are recorded
    low: list[float]
    high: list[float]


@dataclass(frozen=True)
class CourseMark:
    """Something taken over days: a band from x0 to x1, with its name at `label_at`."""

    name: str
    lane: int  # 0 is the top lane
    x0: float
    x1: float
    label_at: float
    label_left: bool  # the name starts there; otherwise it ends there


def frequency_marks(trend: Trend, view: Trend | None = None) -> FrequencyMarks:
    """Lay out the cramps of a trend.

    `view` is the visible part of the trend, if only a part is visible; it sets the scales.
    """
    seen = view or trend
    per_week = WEEK / trend.nights_a_step
    known = [(each.evening, each.rate) for each in trend.rolling if each.rate]
    highest = [each.rate.high for each in seen.rolling if each.rate]
    ceiling = max([1.0, *(step.cramps * per_week for step in seen.steps), *highest]) * 1.06
    floor = -_STRIP * ceiling
    spans = [(s.period.first.toordinal() - 0.5, s.period.last.toordinal() + 0.5) for s in trend.steps]
    tops = [step.cramps * per_week for step in trend.steps]
    gaps = [step.unknown / step.period.nights for step in trend.steps]
    return FrequencyMarks(
        left=seen.steps[0].period.first.toordinal() - 1.5,
        right=seen.steps[-1].period.last.toordinal() + 1.5,
        floor=floor,
        ceiling=ceiling,
        bars=[box(x0, x1, 0, top) for (x0, x1), top in zip(spans, tops, strict=True) if top],
        unknown=[
            [(x0, floor), (x0, floor / 3), (x0 + (x1 - x0) * gap, floor / 3), (x0 + (x1 - x0) * gap, floor)]
            for (x0, x1), gap in zip(spans, gaps, strict=True)
            if gap
        ],
        rate=[(evening.toordinal() - (trend.nights_a_step - 1) / 2, rate.value) for evening, rate in known],
        low=[rate.low for _evening, rate in known],
        high=[rate.high for _evening, rate in known],
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
        The marks, and the number of courses without a lane. A name that does not fit into its band is placed beside it.
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
        wide = (len(name) + 1.5) * letter
        at_left = max(x0, left)
        fits = at_left + wide <= right
        taken = (x0, max(x1, at_left + wide)) if fits else (min(x0, min(x1, right) - wide), x1)
        lane = next((i for i, end in enumerate(ends) if end + letter <= taken[0]), len(ends))
        if lane >= most:
            hidden += 1
            continue
        ends[lane : lane + 1] = [taken[1]]
        found.append(CourseMark(name, lane, x0, x1, at_left if fits else min(x1, right), fits))
    return found, hidden


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
        (each.toordinal(), short_month(each.month) + (f"\n{each.year}" if each in with_year else "")) for each in months
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
