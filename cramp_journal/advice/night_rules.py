"""The rules that look at the nights, one function each, returning a prompt's evidence or None for no prompt.

Each threshold is defined here once. Thresholds marked "own" come from no guideline: they are this journal's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from cramp_journal.advice.evidence import Evidence, Person
from cramp_journal.advice.relief import long_seconds
from cramp_journal.analysis.period import MONTH, Period, counted_in, last_looked_at, recorded_in
from cramp_journal.i18n import _, from_file
from cramp_journal.labels import length, night_title
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.triage import table
from cramp_journal.words import Rule, SignKind, Tier, Timing

_TRACED = 364  # days over which it is traced back since when there were long cramps
_MILD = 3  # of 10: the most pain of what is less like a cramp (own)
RESTLESS_QUESTIONS = (
    SignKind.URGE_TO_MOVE,
    SignKind.WORSE_AT_REST,
    SignKind.EASED_BY_WALKING,
    SignKind.WORSE_IN_EVENING,
)
_FREQUENT_NIGHTS, _FREQUENT_WEEKS, _FREQUENT_LOGGED = 3, 3, 5  # own: R4


def long_cramp_of(person: Person, nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find a cramp of more than 10 minutes; what is less like a cramp is left to the questions on restless legs."""
    last, restless_too = last_looked_at(nights, today), has_other_signs(person, today)
    found = long_cramp(nights, last, restless_too=restless_too)
    return found and replace(found, since=min(today, _held_since(nights, last, restless_too=restless_too)))


def _held_since(nights: Sequence[NightFigures], last: date, *, restless_too: bool) -> date:
    """Return the day from which on there was always a long cramp among the 28 nights before, traced over a year."""
    evenings = sorted(
        {night.evening for night, _cramp in _long(nights, Period.of_last(_TRACED, last), restless_too=restless_too)}
    )
    first = evenings[-1]
    for evening in reversed(evenings):
        if (first - evening).days > MONTH:
            break
        first = evening
    return first + timedelta(days=1)


def _long(
    nights: Sequence[NightFigures], period: Period, *, restless_too: bool
) -> Iterator[tuple[NightFigures, CrampFigures]]:
    limit = long_seconds()
    for night in recorded_in(nights, period):
        if night.count:
            for cramp in night.cramps:
                if (cramp.seconds or 0) > limit and (restless_too or not is_restless(cramp)):
                    yield night, cramp


def has_other_signs(person: Person, today: date) -> bool:
    """Return whether any sign is ticked but those of restless legs: then a long night is never taken for these."""
    others = [str(each) for each in SignKind if each not in RESTLESS_QUESTIONS]
    return any(each.stands(today) for each in person.ticked(*others, today=today))


def is_restless(cramp: CrampFigures) -> bool:
    """Return whether an entry is less like a cramp: the muscle stayed soft, and it hurt 3 of 10 at most.

    Both were answered: what is not known may be a cramp.
    """
    return cramp.went_hard is False and cramp.pain is not None and cramp.pain <= _MILD


def restless_nights(nights: Sequence[NightFigures], last: date) -> list[NightFigures]:
    """Return the nights of the last 28 in which the legs were troubled for more than 10 minutes, yet not by a cramp."""
    found = _long(nights, Period.of_last(MONTH, last), restless_too=True)
    return list(dict.fromkeys(night for night, cramp in found if is_restless(cramp)))


def long_cramp(nights: Sequence[NightFigures], last: date, *, restless_too: bool = True) -> Evidence | None:
    """Find a cramp of more than 10 minutes in the last 28 nights.

    A length read off a clock, or logged without saying how, is urgent. A guess is not: woken people overestimate, and
    the mean guess in a survey was 9 minutes (Naylor and Young 1994). `restless_too` counts what is less like a cramp.
    """
    limit = long_seconds()
    long = [
        (cramp.seconds or 0, cramp.timing == Timing.GUESS, night.evening)
        for night, cramp in _long(nights, Period.of_last(MONTH, last), restless_too=restless_too)
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
