"""How often and how long over time: by week, or longer steps on long periods, with the nights behind each number."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from cramp_journal.analysis.period import ENOUGH_NIGHTS, Period, counted_in
from cramp_journal.analysis.rates import Rate, Spread, garwood, ratio_interval, spread
from cramp_journal.analysis.summary import Quartiles, quartiles
from cramp_journal.i18n import _
from cramp_journal.labels import cramps_text, day
from cramp_journal.model import NightFigures, cramp_columns, detail_columns

WINDOW = 28  # nights of the rolling rate, unless a bar is longer, and of "now" and "before"
_WEEK, _MONTH, _SEASON = 7, 28, 91  # nights per bar
_LONG, _VERY_LONG = 400, 4000  # nights: from these lengths on, a bar is four or thirteen weeks
_MOST_STEPS = 520  # bars: enough for 130 years; beyond that, a bar holds more weeks


@dataclass(frozen=True)
class TrendStep:
    """One bar: a stretch of nights with its counts."""

    period: Period
    recorded: int  # nights that count
    cramps: int
    lengths: Quartiles  # seconds
    warmth: Quartiles  # of the room, °C

    @property
    def unknown(self) -> int:
        """The nights that are unknown or left out."""
        return self.period.nights - self.recorded


@dataclass(frozen=True)
class Rolling:
    """The rate over the `Trend.window` nights up to an evening; None if too few of them are recorded."""

    evening: date
    rate: Rate | None  # cramps a week


@dataclass(frozen=True)
class Recent:
    """The last 28 nights against the 28 nights before."""

    now: int  # cramps
    before: int
    recorded_now: int
    recorded_before: int
    ratio: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Trend:
    """What the Trends page and the report draw."""

    period: Period
    steps: tuple[TrendStep, ...]  # oldest first
    rolling: tuple[Rolling, ...]
    recent: Recent
    spread: Spread

    @property
    def nights_a_step(self) -> int:
        """The nights per bar: 7, 28 or 91; whole quarters of a year if the period is longer than a lifetime."""
        return self.steps[0].period.nights if self.steps else _WEEK

    @property
    def window(self) -> int:
        """The number of nights behind the rolling rate."""
        return max(WINDOW, self.nights_a_step)


def trend(nights: Sequence[NightFigures], period: Period, like: Trend | None = None) -> Trend:
    """Compute the trend of a period. `nights` are all recorded nights, oldest first; those before it feed the rate.

    `like` is a trend that this one continues at either end: it fixes the length of the bars and how much cramps
    cluster.
    """
    size = like.nights_a_step if like else _step_of(period)
    window = max(WINDOW, size)
    wide = Period(period.before(window + size).first, period.last)
    counted = counted_in(nights, wide)
    how_spread = like.spread if like else spread(counted, (period,))
    stretches = _stretches(period, size)
    return Trend(
        period=period,
        steps=tuple(_steps(counted, stretches)),
        rolling=tuple(_rolling(counted, [each.last for each in stretches], window, how_spread)),
        recent=recent(nights, period.last),
        spread=how_spread,
    )


def _step_of(period: Period) -> int:
    if period.nights > _VERY_LONG:
        return _SEASON * -(-period.nights // (_SEASON * _MOST_STEPS))
    return _WEEK if period.nights <= _LONG else _MONTH


def recent(nights: Sequence[NightFigures], last: date) -> Recent:
    """Compare the last 28 nights with the 28 nights before."""
    now_period = Period.of_last(WINDOW, last)
    before_period = now_period.before(WINDOW)
    now, before = counted_in(nights, now_period), counted_in(nights, before_period)
    count, count_before = sum(n.count for n in now), sum(n.count for n in before)
    if min(len(now), len(before)) < ENOUGH_NIGHTS or not count_before:
        return Recent(count, count_before, len(now), len(before), None, None, None)
    exposure = len(now) / len(before)
    widening = spread(nights, (now_period, now_period.before(3 * WINDOW))).widening
    low, high = ratio_interval(count, count_before, exposure, widening)
    return Recent(count, count_before, len(now), len(before), count / count_before / exposure, low, high)


def comparison_in_words(found: Recent, last: date | None = None) -> str:
    """Say the comparison in plain words, with its uncertainty, and never as a verdict on health.

    `last` is the last evening of the 28 nights, if that is not last night.
    """
    if not found.recorded_now and not found.recorded_before:
        return _("No nights logged in these 8 weeks.") if last else _("No nights logged in the last 8 weeks.")
    which = _("the 28 nights up to {day}").format(day=day(last)) if last else _("the last 28 nights")
    text = _(
        "You logged {cramps} in {which} ({recorded} recorded); {before} in the 28 before ({recorded_before} recorded)"
    ).format(
        cramps=cramps_text(found.now),
        which=which,
        recorded=found.recorded_now,
        before=found.before,
        recorded_before=found.recorded_before,
    )
    if found.ratio is None or found.low is None or found.high is None:
        if min(found.recorded_now, found.recorded_before) < ENOUGH_NIGHTS:
            return _("{text}. Too few nights to compare yet.").format(text=text)
        return text + "."
    said = _("{text}: about {ratio} times as many, likely between {low} and {high}").format(
        text=text, ratio=_short(found.ratio), low=_short(found.low), high=_short(found.high)
    )
    if found.low <= 1 <= found.high:
        return _("{said}, so it can well be chance.").format(said=said)
    return said + "."


def _short(value: float) -> str:
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"


def _stretches(period: Period, size: int) -> list[Period]:
    """Cut a period into stretches of equal length, counted back from its end; a remainder at its start is dropped."""
    count = max(1, period.nights // size)
    lasts = [period.last - timedelta(days=size * back) for back in range(count)]
    return [Period.of_last(size, last) for last in reversed(lasts)]


def _steps(counted: Sequence[NightFigures], stretches: Sequence[Period]) -> list[TrendStep]:
    found = []
    for stretch in stretches:
        inside = counted_in(counted, stretch)
        found.append(
            TrendStep(
                period=stretch,
                recorded=len(inside),
                cramps=sum([night.count for night in inside]),
                lengths=quartiles([int(text) for text in cramp_columns(inside).seconds if text]),
                warmth=quartiles([float(text) for text in detail_columns(inside).room_temperature_c if text]),
            )
        )
    return found


def _rolling(counted: Sequence[NightFigures], lasts: Sequence[date], window: int, how_spread: Spread) -> list[Rolling]:
    days = [night.evening.toordinal() for night in counted]
    total = list(accumulate((night.count for night in counted), initial=0))
    widening = how_spread.widening
    found: list[Rolling] = []
    for last in lasts:
        start, end = (bisect_right(days, last.toordinal() - back) for back in (window, 0))
        known = end - start
        if known < ENOUGH_NIGHTS:
            found.append(Rolling(last, None))
            continue
        events = total[end] - total[start]
        low, high = garwood(events, known, widening)
        found.append(Rolling(last, Rate(_WEEK * events / known, _WEEK * low, _WEEK * high)))
    return found
