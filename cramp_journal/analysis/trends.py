"""How often and how long over time: by week, or longer steps on long periods, with the nights behind each number."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from cramp_journal.analysis.long_run import WAVES, LongRun, long_run
from cramp_journal.analysis.period import ENOUGH_NIGHTS, YEAR_OF_WEEKS, Period, counted_in, unknown_runs
from cramp_journal.analysis.rates import Rate
from cramp_journal.analysis.summary import DIFFERENT, ONLY_BAD, Change, Quartiles, compare, quartiles
from cramp_journal.analysis.unlogged import Days, logs_only_cramp_nights
from cramp_journal.i18n import _
from cramp_journal.labels import cramps_text, day, short_number
from cramp_journal.model import NightFigures, cramp_columns, detail_columns
from cramp_journal.punctuation import as_sentence

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


@dataclass(frozen=True)
class Rolling:
    """The rate over the `Trend.window` nights up to an evening; None if these nights bear none.

    `least` is the factor for it if the nights not logged were clear, where these are many; else 1.
    """

    evening: date
    rate: Rate | None  # cramps a week
    least: float = 1.0
    only_cramp_nights: bool = False  # hardly a clear night of these, or of the time before, is logged
    silent: bool = False  # enough nights are recorded, and yet an average would tell nothing


@dataclass(frozen=True)
class Recent:
    """The last 28 nights against the 28 nights before; without a ratio, `why` says why."""

    now: int  # cramps
    before: int
    recorded_now: int
    recorded_before: int
    ratio: float | None
    low: float | None
    high: float | None
    why: str = ""


@dataclass(frozen=True)
class Trend:
    """What the Trends page and the report draw."""

    period: Period
    steps: tuple[TrendStep, ...]  # oldest first
    rolling: tuple[Rolling, ...]
    recent: Recent
    only_cramp_nights: bool  # hardly a clear night of the period is logged
    varies: LongRun = field(repr=False, compare=False)
    unknown: tuple[Period, ...] = field(default=(), repr=False, compare=False)  # the stretches that are not recorded

    @property
    def nights_a_step(self) -> int:
        """The nights per bar: 7, 28 or 91; whole quarters of a year if the period is longer than a lifetime."""
        return self.steps[0].period.nights if self.steps else _WEEK

    @property
    def window(self) -> int:
        """The number of nights behind the rolling rate."""
        return max(WINDOW, self.nights_a_step)


def trend(
    nights: Sequence[NightFigures],
    period: Period,
    like: Trend | None = None,
    not_remembered: Collection[date] = (),
) -> Trend:
    """Compute the trend of a period. `nights` are all recorded nights, oldest first; those before it feed the rate.

    `like` is a trend that this one continues at either end: it fixes the length of the bars, how nights vary, and
    what is said of the whole. `not_remembered` are evenings of which the person said so.
    """
    size = like.nights_a_step if like else _step_of(period)
    window = max(WINDOW, size)
    wide = Period(period.before(window + size).first, period.last)
    counted = counted_in(nights, wide)
    logged = Days(counted_in(nights, Period(wide.before(YEAR_OF_WEEKS).first, wide.last)))
    varies = like.varies if like else long_run(nights, period.last)
    only = like.only_cramp_nights if like else logs_only_cramp_nights(nights, period)
    stretches = _stretches(period, size)
    return Trend(
        period=period,
        steps=tuple(_steps(counted, stretches)),
        rolling=tuple(_rolling(counted, [Period.of_last(window, each.last) for each in stretches], logged, varies)),
        recent=recent(nights, period.last, varies),
        only_cramp_nights=only,
        varies=varies,
        unknown=tuple(unknown_runs(nights, Period(stretches[0].first, period.last), not_remembered)),
    )


def _step_of(period: Period) -> int:
    if period.nights > _VERY_LONG:
        return _SEASON * -(-period.nights // (_SEASON * _MOST_STEPS))
    return _WEEK if period.nights <= _LONG else _MONTH


def recent(nights: Sequence[NightFigures], last: date, varies: LongRun | None = None) -> Recent:
    """Compare the last 28 nights with the 28 nights before. `varies` is how nights vary, if that is known already."""
    period = Period.of_last(WINDOW, last)
    now = counted_in(nights, period)
    found, why = compare(nights, period, period.before(WINDOW), varies)
    return Recent(
        sum(night.count for night in now),
        found.cramps,
        len(now),
        found.recorded,
        found.ratio,
        found.low,
        found.high,
        why,
    )


def comparison_in_words(found: Recent, last: date | None = None, beside: Change | None = None) -> str:
    """Say the comparison in plain words, with its uncertainty, and never as a verdict on health.

    `last` is the last evening of the 28 nights, if that is not last night. `beside` is another comparison that is
    shown beside this one: where that one leaves out 1, this one alone is not to be called chance.
    """
    if not found.recorded_now and not found.recorded_before:
        return _("No nights logged in these 8 weeks.") if last else _("No nights logged in the last 8 weeks.")
    which = _("the 28 nights up to {day}").format(day=day(last)) if last else _("the last 28 nights")
    if found.recorded_before < ENOUGH_NIGHTS:
        text = _(
            "You logged {cramps} in {which} ({recorded} recorded). Too few of the 28 before are recorded to compare."
        )
    else:
        text = _(
            "You logged {cramps} in {which} ({recorded} recorded); "
            "{before} in the 28 before ({recorded_before} recorded)"
        )
    text = text.format(
        cramps=cramps_text(found.now),
        which=which,
        recorded=found.recorded_now,
        before=found.before,
        recorded_before=found.recorded_before,
    )
    if found.ratio is None or found.low is None or found.high is None:
        return text if found.recorded_before < ENOUGH_NIGHTS else _not_compared(found, text)
    said = _("{text}: likely at most {high} times as many")
    if found.ratio:
        said = _("{text}: about {ratio} times as many, likely between {low} and {high}")
    figures = {"ratio": found.ratio, "low": found.low, "high": found.high}
    said = said.format(text=text, **{name: short_number(each) for name, each in figures.items()})
    if not found.low <= 1 <= found.high:
        return as_sentence(said)
    if beside and beside.low is not None and beside.high is not None and not beside.low <= 1 <= beside.high:
        return _("{said}. These 56 nights alone do not tell.").format(said=said)
    return _("{said}, so it can well be chance.").format(said=said)


def _not_compared(found: Recent, text: str) -> str:
    """Say why two stretches with enough nights before are not compared."""
    if found.recorded_now < ENOUGH_NIGHTS:
        return _("{text}. Too few nights to compare yet.").format(text=text)
    if found.why == ONLY_BAD:
        return _("{text}. With hardly a clear night logged, these cannot be compared.").format(text=text)
    if found.why == DIFFERENT:
        return _("{text}. You logged differently then, so these cannot be compared.").format(text=text)
    if found.why == WAVES:
        return _("{text}. It comes in waves; a comparison tells little.").format(text=text)
    return as_sentence(text)


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


def _rolling(
    counted: Sequence[NightFigures], windows: Sequence[Period], logged: Days, varies: LongRun
) -> list[Rolling]:
    evenings = [night.evening for night in counted]
    total = list(accumulate((night.count for night in counted), initial=0))
    found: list[Rolling] = []
    for period in windows:
        last, only = period.last, logged.only_cramp_nights(period)
        start, end = bisect_left(evenings, period.first), bisect_right(evenings, last)
        known, count = end - start, total[end] - total[start]
        silent = bool(known >= ENOUGH_NIGHTS and varies.silent(count, period))
        if known < ENOUGH_NIGHTS or silent or only:
            found.append(Rolling(last, None, silent=silent, only_cramp_nights=only))
            continue
        least = logged.least(period)
        found.append(Rolling(last, varies.rate(count, known, period, least), least))
    return found
