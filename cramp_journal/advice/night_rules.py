"""The rules that look at the nights, one function each, returning a prompt's evidence or None for no prompt.

Each threshold is defined here once. Thresholds marked "own" come from no guideline: they are this journal's.
"""

from collections.abc import Sequence
from datetime import date

from cramp_journal.advice.evidence import Evidence
from cramp_journal.advice.relief import long_seconds
from cramp_journal.analysis.period import MONTH, Period, counted_in, recorded_in
from cramp_journal.i18n import _, from_file
from cramp_journal.labels import length, night_title
from cramp_journal.model import NightFigures
from cramp_journal.triage import table
from cramp_journal.words import Rule, Tier, Timing

_FREQUENT_NIGHTS, _FREQUENT_WEEKS, _FREQUENT_LOGGED = 3, 3, 5  # own: R4


def long_cramp(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find a cramp of more than 10 minutes in the last 28 nights.

    A length read off a clock, or logged without saying how, is urgent. A guess is not: woken people overestimate, and
    the mean guess in a survey was 9 minutes (Naylor and Young 1994).
    """
    limit = long_seconds()
    inside = [night for night in recorded_in(nights, Period.of_last(MONTH, last)) if night.count]
    long = [
        (cramp.seconds, cramp.timing == Timing.GUESS, night.evening)
        for night in inside
        for cramp in night.cramps
        if cramp.seconds and cramp.seconds > limit
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
        numbers={"seconds": seconds, "limit": limit, "guessed": int(guessed)},
        tier=Tier.ROUTINE if guessed else None,
        advice=_(
            "Mention it at your next visit, and time the next one with “Cramp right now”: a guess is often too long. "
            "{advice}"
        ).format(advice=from_file(table().row(Rule.LONG_CRAMP).do))
        if guessed
        else "",
    )


def frequent(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find cramps in 3 or more nights a week in 3 of the last 4 weeks; each of those weeks needs 5 logged nights."""
    month = Period.of_last(MONTH, last)
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
