"""The figures of page 1: five numbers now and before, where, and when in the night."""

from dataclasses import asdict, dataclass
from typing import Any

from cramp_journal.analysis.long_run import WAVES
from cramp_journal.analysis.patterns import site_of
from cramp_journal.analysis.period import YEAR, Period
from cramp_journal.analysis.rates import Rate
from cramp_journal.analysis.rises import usual_from
from cramp_journal.analysis.summary import DIFFERENT, ONLY_BAD, Change, Quartiles, Summary, compare, summary
from cramp_journal.charts.chart_text import hours_of
from cramp_journal.charts.marks import by_two_hours
from cramp_journal.charts.rate_text import cautions, no_rate
from cramp_journal.formats import number_text
from cramp_journal.i18n import _
from cramp_journal.labels import capital, label, length, nights_text, span, tenths
from cramp_journal.punctuation import in_sentences
from cramp_journal.report.findings import NOW, Findings
from cramp_journal.words import Muscle, Side

_NIGHT_HOURS = range(20, 32, 2)  # 20 to 8: the two-hour rows of a night, shown if they have cramps


def numbers(found: Findings) -> dict[str, Any]:
    """Return the five numbers of the last 28 nights and of the year before, each with its small print."""
    now, before = summary(found.nights, found.now), summary(found.nights, usual_nights(found))
    compared = compare(found.nights, found.now, usual_nights(found), now.varies)
    names = (_("Last {n} nights").format(n=NOW), _("The year before"))
    return {
        "heading": _("Five numbers, with 95 % intervals"),
        "header": [
            _("Cramp nights a week"),
            _("Cramps a week"),
            _("Length, median"),
            _("Pain 0–10, median"),
            _("Nights woken"),
        ],
        "rows": [
            {"name": name, "which": _dates_and_recorded(each), "cells": [asdict(number) for number in _five(each)]}
            for name, each in zip(names, (now, before), strict=True)
        ],
        "change": in_sentences((change_in_words(*compared), *cautions(now))),
    }


def usual_nights(found: Findings) -> Period:
    """Return the nights that the last 28 are compared with: those that the prompts call usual (`analysis.rises`)."""
    end = found.now.before(YEAR).last
    year = Period(min(usual_from(found.nights, found.now.last), end), end)
    recorded = [night.evening for night in found.nights if night.evening in year]
    return Period(recorded[0], year.last) if recorded else year


def _dates_and_recorded(each: Summary) -> list[str]:
    return [
        span(each.period.first, each.period.last),
        _("{recorded} recorded").format(recorded=each.coverage.recorded),
    ]


@dataclass(frozen=True)
class _Number:
    """One of the five numbers and its small print; `said` is a word used in place of a number."""

    value: str
    beside: str = ""
    said: bool = False


_NONE = _Number("–")


def _five(each: Summary) -> list[_Number]:
    return [
        _rate(each, each.cramp_nights_per_week),
        _rate(each, each.cramps_per_week),
        _lengths(each),
        _pain(each.pain),
        _woken(each),
    ]


def _rate(each: Summary, rate: Rate | None) -> _Number:
    if rate is None:
        return _Number(no_rate(each), said=True)
    return _Number(tenths(rate.value), f"{tenths(rate.low)} – {tenths(rate.high)}")


def _lengths(each: Summary) -> _Number:
    seconds = each.seconds
    if seconds.median is None or seconds.largest is None:
        return _NONE
    longest = _("longest {length}").format(length=length(seconds.largest))
    guessed = _("{guessed} of {n} guessed").format(guessed=each.guessed, n=seconds.known)
    return _Number(length(seconds.median), f"{longest} · {guessed}")


def _pain(pain: Quartiles) -> _Number:
    if pain.median is None or pain.q1 is None or pain.q3 is None:
        return _NONE
    return _Number(
        number_text(pain.median),
        _("middle half {low} – {high}").format(low=number_text(pain.q1), high=number_text(pain.q3)),
    )


def _woken(each: Summary) -> _Number:
    known = each.coverage
    if not known.recorded or (known.cramps and known.woken_not_said == known.cramps):
        return _NONE  # no night with cramps says
    text = _("of {n} that say") if known.woken_not_said else _("of {n}")
    beside = text.format(n=nights_text(known.recorded - known.woken_not_said))
    if each.minutes_awake.median is not None:
        beside += " · " + _("awake {n} min, median").format(n=number_text(each.minutes_awake.median))
    return _Number(str(each.coverage.woken), beside)


def change_in_words(change: Change, why: str) -> str:
    """Say how the last 28 nights compare with the year before them, or why they do not."""
    if change.ratio is None or change.low is None or change.high is None:
        if why == DIFFERENT:
            return _("Another share of the nights was logged before: the two cannot be compared.")
        if why in (ONLY_BAD, WAVES):
            return _("The two cannot be compared.")
        return _("Too few nights, or no cramps before, to compare the two.")
    usual = f"{NOW * change.cramps / change.recorded:.0f}"
    if not change.ratio:
        return _("Usual in the year before: {usual} in 28 nights; now none (at most {high} times as many).").format(
            usual=usual, high=tenths(change.high)
        )
    return _("Usual in the year before: {usual} in 28 nights; now {ratio} times as many ({range}).").format(
        usual=usual, ratio=tenths(change.ratio), range=f"{tenths(change.low)} – {tenths(change.high)}"
    )


def sites(found: Summary) -> dict[str, Any]:
    """Count cramps by muscle (down) and side (across) over the period."""
    sides: tuple[str | None, ...] = (Side.LEFT, Side.RIGHT, Side.BOTH, None)
    counts = {site_of(key): count for key, count in found.sites.items()}
    shown = [side for side in sides if side in (Side.LEFT, Side.RIGHT) or any(key[0] == side for key in counts)]
    muscles: tuple[str | None, ...] = (*Muscle, None)
    rows = [
        [capital(label(muscle) if muscle else _("not said where")), *(str(counts.get((s, muscle), 0)) for s in shown)]
        for muscle in muscles
        if any(key[1] == muscle for key in counts)
    ]
    return {
        "heading": _("Where (cramps)"),
        "header": ["", *(label(side) if side else _("not said") for side in shown)],
        "rows": rows,
        "nothing": "" if rows else _("No cramps in these nights."),
    }


def hours(found: Summary) -> dict[str, Any]:
    """Count cramps by two hours of the night over the period; the hours of the day share one row."""
    of = by_two_hours(found)
    inside = [start for start in of if start in _NIGHT_HOURS]
    rows = [[hours_of(start), str(of[start])] for start in inside if of[start]]
    by_day = sum(count for start, count in of.items() if start not in _NIGHT_HOURS)
    for name, count in ((_("at other hours"), by_day), (_("no time given"), found.hours["unknown"])):
        if count:
            rows.append([name, str(count)])
    return {
        "heading": _("When (cramps)"),
        "header": [_("o’clock"), _("cramps")],
        "rows": rows,
        "note": _("{rough} of {n} only roughly").format(
            rough=sum(of.values()) - found.precisions["exact"], n=sum(of.values())
        )
        if any(of.values())
        else "",
        "nothing": "" if rows else _("No cramps in these nights."),
    }
