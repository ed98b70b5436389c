"""The figures of a period: how often, how long, how bad, when and where."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cramp_journal.analysis.long_run import LongRun, long_run
from cramp_journal.analysis.patterns import (
    Tally,
    by_hour,
    by_month,
    by_muscle,
    by_precision,
    by_side,
    by_site,
    by_weekday,
)
from cramp_journal.analysis.period import (
    ENOUGH_NIGHTS,
    YEAR_OF_WEEKS,
    Coverage,
    Period,
    counted_in,
    coverage,
    too_few,
    too_thin,
)
from cramp_journal.analysis.rates import Rate
from cramp_journal.analysis.unlogged import Logging, Pattern, how_logged, logged_alike, logs_only_cramp_nights
from cramp_journal.i18n import Late
from cramp_journal.model import NightFigures, cramp_columns, detail_columns
from cramp_journal.words import Timing

DIFFERENT = Late("you logged differently then: another share of the nights, so the two cannot be compared")
ONLY_BAD = Late("hardly a clear night is logged, so the nights not logged may have been clear")
_TIMES_AS_MANY = 3  # nights before the period for each of its nights: 84 before 28
_WEEK = 7
_LONG = 3 * 365  # nights: for longer periods, the period before is just as long, since nobody has nine more years


@dataclass(frozen=True)
class Change:
    """A period against other nights: the ratio of cramps per night, with its 95 % interval."""

    before: Period  # the other nights
    recorded: int  # of those nights, the ones that count
    cramps: int  # in those nights
    ratio: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Quartiles:
    """The median and quartiles of the known numbers, the largest, and how many are known."""

    median: float | None
    q1: float | None
    q3: float | None
    largest: float | None
    known: int


@dataclass(frozen=True)
class Summary:
    """What the nights of a period say. A figure that cannot be given is None, with its reason in `why`."""

    period: Period
    coverage: Coverage
    cramps: int
    cramps_per_week: Rate | None
    cramp_nights_per_week: Rate | None
    logging: Logging
    change: Change  # against the nights before
    last_year: Change  # against the same nights of the year before
    seconds: Quartiles
    guessed: int  # known lengths that are guesses
    pain: Quartiles
    minutes_awake: Quartiles
    sore: int  # nights after which the leg was sore
    sore_known: int  # nights that answer that question
    hours: Counter[str]
    precisions: Counter[str]
    sites: Counter[str]
    sides: Counter[str]
    muscles: Counter[str]
    weekdays: dict[str, Tally]
    months: dict[str, Tally]
    varies: LongRun = field(repr=False, compare=False)
    why: dict[str, Late] = field(default_factory=dict)

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Cramps a week if the nights not logged were clear, and if they were like the others, where it may matter."""
        rate = self.cramps_per_week
        if rate is None or self.logging.pattern == Pattern.EVEN:
            return None
        return rate.value * self.logging.share, rate.value

    @property
    def a_calendar_week(self) -> float:
        """The cramps logged in a week of the calendar, since the record began, whatever was logged of it."""
        nights = (self.period.last - max(self.period.first, self.varies.first)).days + 1
        return _WEEK * self.cramps / max(_WEEK, nights)


def summary(nights: Sequence[NightFigures], period: Period, not_remembered: Collection[date] = ()) -> Summary:
    """Sum up a period. `nights` are all recorded nights, oldest first; the comparisons use those before the period.

    `not_remembered` are evenings of which the person said so: they are in no figure, and not unknown either.
    """
    counted = counted_in(nights, period)
    known = coverage(nights, period, not_remembered)
    cramps, details = cramp_columns(counted), detail_columns(counted)
    seconds, pain, awake = (_numbers(each) for each in (cramps.seconds, cramps.pain, details.minutes_awake))
    before = period.before(_TIMES_AS_MANY * period.nights) if period.nights < _LONG else period.before(period.nights)
    varies, logged = long_run(nights, period.last), how_logged(nights, period)
    change, no_change = compare(nights, period, before, varies)
    last_year, no_last_year = compare(nights, period, period.year_before(), varies)
    rates, no_rates = _rates(nights, counted, period, varies, logged)
    why = {name: reason for name, reason in (("change", no_change), ("last_year", no_last_year)) if reason}
    if known.thin and known.recorded:
        why["nights"] = too_thin(known)
    if no_rates:
        why["cramps_per_week"] = why["cramp_nights_per_week"] = no_rates
    no_seconds, no_pain = Late("no seconds given in these nights"), Late("no pain given in these nights")
    for name, numbers, missing in (("seconds", seconds, no_seconds), ("pain", pain, no_pain)):
        if not numbers:
            why[name] = missing if cramps.seconds else Late("no cramps in these nights")
    if not awake:
        why["minutes_awake"] = Late("no minutes awake given in these nights")
    return Summary(
        period=period,
        coverage=known,
        cramps=len(cramps.seconds),
        cramps_per_week=rates[0],
        cramp_nights_per_week=rates[1],
        logging=logged,
        change=change,
        last_year=last_year,
        seconds=quartiles(seconds),
        guessed=sum(
            how == Timing.GUESS and length != "" for length, how in zip(cramps.seconds, cramps.timing, strict=True)
        ),
        pain=quartiles(pain),
        minutes_awake=quartiles(awake),
        sore=details.sore_next_day.count("1"),
        sore_known=len(details.sore_next_day) - details.sore_next_day.count(""),
        hours=by_hour(cramps),
        precisions=by_precision(cramps),
        sites=by_site(cramps),
        sides=by_side(cramps),
        muscles=by_muscle(cramps),
        weekdays=by_weekday(counted),
        months=by_month(counted),
        varies=varies,
        why=why,
    )


def _rates(
    nights: Sequence[NightFigures],
    counted: Sequence[NightFigures],
    period: Period,
    varies: LongRun,
    logged: Logging,
) -> tuple[tuple[Rate | None, Rate | None], Late]:
    """Return cramps and cramp nights a week; if there are no rates, also the reason."""
    count, known = sum(night.count for night in counted), len(counted)
    why = too_few(known) if known < ENOUGH_NIGHTS else varies.silent(count, period)
    if logged.pattern == Pattern.ONLY_CRAMP_NIGHTS:
        why = ONLY_BAD
    if why:
        return (None, None), why
    bad = sum(night.count > 0 for night in counted)
    of_nights = long_run(nights, period.last, of_nights=True)
    return (
        varies.rate(count, known, period, logged.least),
        of_nights.rate(bad, known, period, logged.least),
    ), Late()


def quartiles(values: Sequence[float | None]) -> Quartiles:
    """Return the median and quartiles (linear between ranks) of the known numbers."""
    known = [value for value in values if value is not None]
    if not known:
        return Quartiles(None, None, None, None, 0)
    known.sort()
    return Quartiles(_quantile(known, 0.5), _quantile(known, 0.25), _quantile(known, 0.75), known[-1], len(known))


def _numbers(texts: Sequence[str]) -> list[int]:
    return [int(text) for text in texts if text]


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Return a quantile, linear between ranks (type 7 of Hyndman and Fan 1996)."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return float(ordered[below] + (place - below) * (ordered[above] - ordered[below]))


def compare(
    nights: Sequence[NightFigures], period: Period, other: Period, varies: LongRun | None = None
) -> tuple[Change, Late]:
    """Compare a period with other nights before it; if there is no ratio, also return the reason.

    `varies` is how the nights vary, if that is known already.
    """
    now, then = counted_in(nights, period), counted_in(nights, other)
    count, count_before = sum(n.count for n in now), sum(n.count for n in then)
    few = [len(each) for each in (now, then) if len(each) < ENOUGH_NIGHTS]
    if other.last >= period.first:
        is_long = period.nights > YEAR_OF_WEEKS
        too_long, no_earlier = Late("the period is longer than a year"), Late("the calendar begins with these nights")
        why = too_long if is_long else no_earlier
    elif then and any(logs_only_cramp_nights(nights, each) for each in (period, other)):
        why = ONLY_BAD
    elif few or not count_before:
        why = too_few(min(few)) if few else Late("no cramps before to compare with")
    elif not logged_alike(nights, period, other):
        why = DIFFERENT
    else:
        varies = varies or long_run(nights, period.last)
        why = varies.silent(count, period)
    if why:
        return Change(other, len(then), count_before, None, None, None), why
    assert varies
    exposure = len(now) / len(then)
    low, high = varies.ratio((count, count_before), exposure, period, other)
    return Change(other, len(then), count_before, count / count_before / exposure, low, high), Late()


def summary_as_json(found: Summary) -> dict[str, Any]:
    """Return a summary as `summary --json` prints it."""
    known = found.coverage
    data: dict[str, Any] = {
        "period": _period(found.period) | {"nights": found.period.nights},
        "nights": {
            "recorded": known.recorded,
            "clear": known.clear,
            "cramps": known.cramps,
            "unknown": known.unknown,
            "not_remembered": known.not_remembered,
            "left_out": known.left_out,
            "before_the_journal": known.before,
            "entered_late": known.entered_late,
            "woken": known.woken,
        },
        "cramps": found.cramps,
        "cramps_per_week": _rate(found.cramps_per_week),
        "cramp_nights_per_week": _rate(found.cramp_nights_per_week),
        "cramps_per_calendar_week": _round(found.a_calendar_week),
        "in_waves": found.varies.in_waves,
        "clustering": {name: round(part, 4) for name, part in _parts(found).items()},
        "logging": {
            "pattern": found.logging.pattern.name.lower(),
            "share": _round(found.logging.share),
            "if_clear": _round(found.bounds[0]) if found.bounds else None,
            "if_alike": _round(found.bounds[1]) if found.bounds else None,
        },
        "change": _compared(found.change),
        "last_year": _compared(found.last_year),
        "seconds": _middle(found.seconds)
        | {"longest": _round(found.seconds.largest)}
        | {"known": found.seconds.known, "guessed": found.guessed},
        "pain": _middle(found.pain) | {"known": found.pain.known},
        "minutes_awake": _middle(found.minutes_awake) | {"known": found.minutes_awake.known},
        "sore": {"nights": found.sore, "known": found.sore_known},
        "by_hour": dict(found.hours),
        "by_time_precision": dict(found.precisions),
        "by_site": dict(found.sites.most_common()),
        "by_side": dict(found.sides.most_common()),
        "by_muscle": dict(found.muscles.most_common()),
        "by_weekday": _tallied(found.weekdays),
        "by_month": _tallied(found.months),
    }
    return data | ({"why": found.why} if found.why else {})


def _parts(found: Summary) -> dict[str, float]:
    """Return what widens the interval of cramps a week: with it, anybody can check the interval."""
    if not found.coverage.recorded:
        return {}
    return dict(zip(("noise", "hidden"), found.varies.parts(found.coverage.recorded, found.period), strict=True))


def _compared(change: Change) -> dict[str, Any]:
    return {
        "before": _period(change.before) | {"recorded": change.recorded, "cramps": change.cramps},
        "ratio": _round(change.ratio),
        "low": _round(change.low),
        "high": _round(change.high),
    }


def _tallied(counts: Mapping[str, Tally]) -> dict[str, Any]:
    return {name: {"recorded": tally.recorded, "cramps": tally.cramps} for name, tally in counts.items()}


def _period(period: Period) -> dict[str, Any]:
    return {"first": date.isoformat(period.first), "last": date.isoformat(period.last)}


def _rate(rate: Rate | None) -> dict[str, Any] | None:
    return {"value": _round(rate.value), "low": _round(rate.low), "high": _round(rate.high)} if rate else None


def _middle(numbers: Quartiles) -> dict[str, Any]:
    return {"median": _round(numbers.median), "q1": _round(numbers.q1), "q3": _round(numbers.q3)}


def _round(value: float | None) -> float | int | None:
    if value is None:
        return None
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded
