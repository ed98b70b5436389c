"""What a chart shows and where, in its own units: the same for the window and for the report. Draws nothing."""

from dataclasses import dataclass
from datetime import date, timedelta

from cramp_journal.analysis.trends import Trend
from cramp_journal.labels import short_month

WEEK = 7
_BAR = 0.82  # of the room that a bar has
_STRIP = 0.07  # of the height: the strip under the bars that shows nights not recorded

Point = tuple[float, float]
Box = list[Point]  # the corners of a rectangle


@dataclass(frozen=True)
class FrequencyMarks:
    """Cramps a week (upwards) over time (to the right, in days of `date.toordinal`)."""

    left: float
    right: float
    floor: float
    ceiling: float
    bars: list[Box]
    unknown: list[Box]  # under the bars: as wide as the share of nights that are not known
    rate: list[Point]  # of the last 28 nights; nothing where too few of them are recorded
    low: list[float]
    high: list[float]


def frequency_marks(trend: Trend) -> FrequencyMarks:
    """Lay out the cramps of a trend."""
    per_week = WEEK / trend.nights_a_step
    tops = [step.cramps * per_week for step in trend.steps]
    known = [(each.evening, each.rate) for each in trend.rolling if each.rate]
    ceiling = max([1.0, *tops, *(rate.high for _evening, rate in known)]) * 1.06
    floor = -_STRIP * ceiling
    spans = [(s.period.first.toordinal() - 0.5, s.period.last.toordinal() + 0.5) for s in trend.steps]
    gaps = [step.unknown / step.period.nights for step in trend.steps]
    return FrequencyMarks(
        left=spans[0][0] - 1,
        right=spans[-1][1] + 1,
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


def box(x0: float, x1: float, y0: float, y1: float) -> Box:
    """Give a bar in the room from x0 to x1."""
    pad = (x1 - x0) * (1 - _BAR) / 2
    return [(x0 + pad, y0), (x0 + pad, y1), (x1 - pad, y1), (x1 - pad, y0)]


def date_ticks(first: date, last: date) -> list[tuple[int, str]]:
    """Give dates to write under a chart, each with its place: weeks, months or years, as fits the span."""
    days = (last - first).days
    if days < 45:
        ticks = [last - timedelta(days=7 * back) for back in reversed(range(days // 7 + 1))]
        return [(tick.toordinal(), f"{tick.day} {short_month(tick.month)}") for tick in ticks]
    starts = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    starts = [start for start in starts if first <= start <= last]
    if days > 2000:
        every = max(1, days // 4000)
        years = [start for start in starts if start.month == 1 and start.year % every == 0]
        return [(start.toordinal(), str(start.year)) for start in years]
    every = 1 + days // 300
    months = [start for start in starts if (start.month - 1) % every == 0]
    with_year = [start for start in months if start.month == 1 or start == months[0]] if days > 200 else []
    return [
        (start.toordinal(), short_month(start.month) + (f"\n{start.year}" if start in with_year else ""))
        for start in months
    ]


def value_ticks(ceiling: float) -> list[int]:
    """Give whole numbers to write beside a chart that reaches up to `ceiling`: at most five of them."""
    steps = [factor * 10**power for power in range(6) for factor in (1, 2, 5)]
    step = next(each for each in steps if ceiling / each <= 5)
    return list(range(0, int(ceiling) + 1, step))
