"""The rules that look at the nights, one function each: the evidence that a prompt rests on, or None for silence.

Thresholds stand here once. Those marked "own" stand in no guideline: they are this journal's, and say so.
"""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from scipy.special import ndtr, stdtr

from cramp_journal.advice.evidence import Evidence
from cramp_journal.analysis.period import Period, counted_in, recorded_in
from cramp_journal.analysis.rates import spread
from cramp_journal.analysis.summary import middle
from cramp_journal.i18n import _
from cramp_journal.labels import cramps as said_cramps
from cramp_journal.labels import length, night_title
from cramp_journal.model import NightFigures
from cramp_journal.words import Tier, Timing

_LONG_SECONDS = 600  # NHS: more than 10 minutes
_MONTH = 28  # nights
_FREQUENT_NIGHTS, _FREQUENT_WEEKS, _FREQUENT_LOGGED = 3, 3, 5  # own: R4
_LOGGED_SHARE, _RISE, _MORE_NIGHTS, _RISE_P = 0.7, 1.5, 3, 0.01  # own: R6
_LATEST, _EARLIER, _TWICE, _LONGER_SECONDS, _LONGER_P = 10, 20, 2, 180, 0.01  # own: R7
_EARLIEST = 3 * _MONTH  # nights before the last 28 that they are compared with


def long_cramp(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find a cramp of more than 10 minutes in the last 28 nights.

    A length read off a clock (or given without saying how) is urgent. A guess is not: woken people overrate, and the
    mean of guesses in a survey was 9 minutes (Naylor and Young 1994).
    """
    inside = [night for night in recorded_in(nights, Period.of_last(_MONTH, last)) if night.count]
    long = [
        (cramp.seconds, cramp.timing == Timing.GUESS, night.evening)
        for night in inside
        for cramp in night.cramps
        if cramp.seconds and cramp.seconds > _LONG_SECONDS
    ]
    if not long:
        return None
    by_clock = [each for each in long if not each[1]]
    seconds, guessed, evening = max(by_clock or long)
    text = (
        _("You guessed that a cramp lasted over 10 minutes in the night of {night}.")
        if guessed
        else _("You logged a cramp of {length} in the night of {night}.")
    )
    return Evidence(
        logged=text.format(length=length(seconds), night=night_title(evening)),
        nights=tuple(sorted({each[2] for each in by_clock or long})),
        numbers={"seconds": seconds, "limit": _LONG_SECONDS, "guessed": int(guessed)},
        tier=Tier.ROUTINE if guessed else None,
        advice=_(
            "Mention it at your next visit, and time the next one with “Cramp right now”: a guess is often too long. "
            "Published advice: ask for an urgent appointment if a cramp does last more than 10 minutes."
        )
        if guessed
        else "",
    )


def frequent(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find cramps in 3 or more nights a week in 3 of the last 4 weeks; each such week has 5 nights logged or more."""
    month = Period.of_last(_MONTH, last)
    weeks: list[list[NightFigures]] = [[], [], [], []]
    for night in counted_in(nights, month):
        weeks[(night.evening - month.first).days // 7].append(night)
    busy = [
        week
        for week in weeks
        if len(week) >= _FREQUENT_LOGGED and sum(night.count > 0 for night in week) >= _FREQUENT_NIGHTS
    ]
    if len(busy) < _FREQUENT_WEEKS:
        return None
    evenings = tuple(night.evening for week in weeks for night in week if night.count)
    return Evidence(
        logged=_("You logged {nights} cramp nights in the last 28 ({recorded} recorded).").format(
            nights=len(evenings), recorded=sum(len(week) for week in weeks)
        ),
        nights=evenings,
        numbers={
            "cramp_nights": len(evenings),
            "recorded": sum(len(w) for w in weeks),
            "busy_weeks": len(busy),
        },
    )


def rising(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find a rise: the last 28 nights against the 84 before.

    Half as many again or more, 3 cramp nights more in 28, 70 % logged on both sides, and a one-sided p below 0.01
    that allows for clustering.
    """
    now, before = Period.of_last(_MONTH, last), Period.of_last(_MONTH, last).before(_EARLIEST)
    recent, earlier = counted_in(nights, now), counted_in(nights, before)
    if len(recent) < _LOGGED_SHARE * now.nights or len(earlier) < _LOGGED_SHARE * before.nights:
        return None
    count, count_before = sum(n.count for n in recent), sum(n.count for n in earlier)
    # Products instead of quotients: whoever is exactly on a threshold is not thrown off by a rounding.
    both = len(recent) * len(earlier)
    more = sum(n.count > 0 for n in recent) * len(earlier) - sum(n.count > 0 for n in earlier) * len(recent)
    if count * len(earlier) < _RISE * count_before * len(recent) or more * _MONTH < _MORE_NIGHTS * both:
        return None
    half = 0.0 if count_before else 0.5  # none before: half a cramp on both sides, so that there is a ratio
    ratio = ((count + half) / len(recent)) / ((count_before + half) / len(earlier))
    how = spread(nights, (now, before))
    error = math.sqrt(how.dispersion * (1 / (count + 0.5) + 1 / (count_before + 0.5)))
    chance = 1 - float(stdtr(how.freedom, math.log(ratio) / error))
    if chance >= _RISE_P:
        return None
    just_before = counted_in(nights, now.before(_MONTH))
    return Evidence(
        logged=_("You logged {cramps} in the last 28 nights; {before} in the 28 before.").format(
            cramps=said_cramps(count), before=sum(n.count for n in just_before)
        ),
        nights=tuple(n.evening for n in recent if n.count),
        numbers={
            "cramps": count,
            "recorded": len(recent),
            "cramps_before": count_before,
            "recorded_before": len(earlier),
            "ratio": round(ratio, 2),
            "p": max(round(chance, 4), 0.0001),
        },
    )


def lengthening(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find longer cramps: the median of the last 10 is twice that of the 20 before, and 3 minutes more.

    One-sided Mann–Whitney p below 0.01.
    """
    known = [
        (night.evening, seconds)
        for night in nights
        if night.count and not night.left_out and night.evening <= last
        for seconds in night.lengths
    ]
    latest, earlier = known[-_LATEST:], known[-_LATEST - _EARLIER : -_LATEST]
    if len(latest) < _LATEST or len(earlier) < _EARLIER:
        return None
    if latest[0][0] <= last - timedelta(days=_EARLIEST):
        return None  # ten cramps of long ago are no news
    now = middle([seconds for _night, seconds in latest]).median or 0.0
    before = middle([seconds for _night, seconds in earlier]).median or 0.0
    if now < _TWICE * before or now - before < _LONGER_SECONDS:
        return None
    chance = longer_by_chance([s for _night, s in latest], [s for _night, s in earlier])
    if chance >= _LONGER_P:
        return None
    return Evidence(
        logged=_("The usual length of your last 10 cramps is {now}; of the 20 before it was {before}.").format(
            now=length(now), before=length(before)
        ),
        nights=tuple(sorted({evening for evening, _s in latest})),
        numbers={"median_seconds": now, "median_seconds_before": before, "p": max(round(chance, 4), 0.0001)},
    )


def longer_by_chance(now: Sequence[float], before: Sequence[float]) -> float:
    """Give the one-sided Mann–Whitney p (normal, ties and continuity allowed for) that `now` is larger."""
    ordered = sorted((*now, *before))
    edges = [0, *(i + 1 for i, (a, b) in enumerate(pairwise(ordered)) if a != b), len(ordered)]
    ties = [end - start for start, end in pairwise(edges)]
    rank = {ordered[start]: (start + end + 1) / 2 for start, end in pairwise(edges)}
    m, n, total = len(now), len(before), len(ordered)
    above = sum(rank[value] for value in now) - m * (m + 1) / 2
    tied = sum(t**3 - t for t in ties) / (total * (total - 1))
    deviation = math.sqrt(m * n / 12 * (total + 1 - tied))
    return 1.0 if not deviation else 1 - float(ndtr((above - m * n / 2 - 0.5) / deviation))
