"""The numbers of a period as plain tables: now, before, and a year ago; by weekday and by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cramp_journal.analysis.patterns import WEEKDAYS, Tally
from cramp_journal.analysis.period import YEAR_OF_WEEKS
from cramp_journal.analysis.rates import Rate
from cramp_journal.analysis.summary import DIFFERENT, Change, Summary, compare, summary
from cramp_journal.charts.rate_text import no_rate, rate_text
from cramp_journal.formats import month_name, number_text, percent_text, weekday_name
from cramp_journal.i18n import _
from cramp_journal.labels import length, span, tenths
from cramp_journal.model import NightFigures

_MONDAY = date(2026, 1, 5).toordinal()


@dataclass(frozen=True)
class Table:
    """Rows under a header; the first cell of a row names it."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def compared_table(nights: Sequence[NightFigures], now: Summary) -> Table:
    """Return the figures of a period beside those of as many nights before it, and of the same season of last year.

    Other nights get no column if none of them is recorded.
    """
    columns: list[tuple[str, Summary, str]] = [(_("These nights"), now, "")]
    period = now.period
    others = [(_("As many before"), period.before(period.nights))]
    if period.nights < YEAR_OF_WEEKS:  # a whole year before is what the column beside it shows already
        others.append((_("Same season, last year"), period.year_before()))
    for name, other in others:
        found = summary(nights, other)
        if found.coverage.recorded:
            columns.append((name, found, _ratio(*compare(nights, period, other, now.varies))))
    rows = zip(_names(), *(_cells(found, ratio) for _name, found, ratio in columns), strict=True)
    header = ("", *(name for name, _found, _compared in columns))
    return Table(header, tuple(row for row in rows if any(row[1:])))


def _names() -> list[str]:
    return [
        _("Nights"),
        _("Recorded"),
        _("Cramps"),
        _("Cramps a week (likely range)"),
        _("Nights with cramps a week (likely range)"),
        _("These nights against those"),
        _("Usual length · longest"),
        _("Usual pain, 0 to 10"),
        _("Nights that woke you"),
        _("Minutes awake, usually"),
        _("Sore the next day"),
    ]


def _cells(found: Summary, ratio: str) -> list[str]:
    known = found.coverage
    recorded = _("{n} of {nights} ({share})").format(
        n=known.recorded, nights=known.nights, share=percent_text(known.share)
    )
    if known.thin:
        recorded = _("{recorded} – few: take with care").format(recorded=recorded)
    return [
        span(found.period.first, found.period.last),
        recorded,
        str(found.cramps),
        _rate(found, found.cramps_per_week),
        _rate(found, found.cramp_nights_per_week),
        ratio,
        _lengths(found),
        "–" if found.pain.median is None else number_text(found.pain.median),
        str(known.woken),
        "–" if found.minutes_awake.median is None else number_text(found.minutes_awake.median),
        _("{n} of {known} answered").format(n=found.sore, known=found.sore_known) if found.sore_known else "–",
    ]


def _rate(found: Summary, rate: Rate | None) -> str:
    return rate_text(rate) if rate else no_rate(found)


def _ratio(change: Change, why: str) -> str:
    if why == DIFFERENT:
        return _("not compared: you logged differently then")
    if change.ratio is None or change.low is None or change.high is None:
        return _("cannot be compared")
    if not change.ratio:
        return _("none in these nights; at most {high} times as many").format(high=tenths(change.high))
    return _("{ratio} times as many ({low}–{high})").format(
        ratio=tenths(change.ratio), low=tenths(change.low), high=tenths(change.high)
    )


def _lengths(found: Summary) -> str:
    seconds = found.seconds
    if seconds.median is None or seconds.largest is None:
        return "–"
    return f"{length(seconds.median)} · {length(seconds.largest)}"


def weekday_table(found: Summary, first_weekday: int = 0) -> Table:
    """Return cramps by the weekday on which the night began, with the nights behind them.

    `first_weekday` is the day on which weeks start; 0 is Monday.
    """
    days = [(first_weekday + number) % len(WEEKDAYS) for number in range(len(WEEKDAYS))]
    names = [weekday_name(date.fromordinal(_MONDAY + day)) for day in days]
    return _tallied(_("Evening"), names, [found.weekdays[WEEKDAYS[day]] for day in days])


def month_table(found: Summary) -> Table:
    """Return cramps by month, with the nights behind them."""
    return _tallied(_("Month"), [month_name(int(number)) for number in found.months], list(found.months.values()))


def _tallied(heading: str, names: Sequence[str], tallies: Sequence[Tally]) -> Table:
    rows = [(name, str(t.recorded), str(t.cramps)) for name, t in zip(names, tallies, strict=True)]
    return Table((heading, _("Recorded nights"), _("Cramps")), tuple(rows))
