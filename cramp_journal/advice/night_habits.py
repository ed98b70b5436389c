"""Rules about how cramps affect a person: near-nightly cramps, broken sleep, tired days. All numbers are our own.

Guidance says "frequent", "disturbs your sleep", "daytime trouble" and gives no number: fact sheet 10, R2 to R5.
"""

from collections.abc import Sequence
from datetime import date

from cramp_journal.advice.evidence import Evidence
from cramp_journal.analysis.period import MONTH, Period, counted_in
from cramp_journal.analysis.summary import quartiles
from cramp_journal.formats import number_text
from cramp_journal.i18n import _
from cramp_journal.model import NightFigures

_WEEK = 7
_NEARLY, _WEEKS_NEARLY = 6, 2  # of 7 nights, in each of 2 weeks: R5
_WOKEN, _WEEKS_WOKEN, _DISTURBED, _FEW = 2, 3, 5, 5  # a week, of the last 4 weeks; of 10; answers at least: R2
_TIRED, _FORTNIGHT = 2, 14  # R3


def near_nightly(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find cramps in at least 6 of 7 nights, two weeks in a row (6 % of sufferers: Naylor and Young 1994)."""
    weeks = [counted_in(nights, Period.of_last(_WEEK, last))]
    weeks.append(counted_in(nights, Period.of_last(_WEEK, last).before(_WEEK)))
    counts = [sum(night.count > 0 for night in week) for week in weeks]
    if min(counts) < _NEARLY:
        return None
    evenings = tuple(sorted(night.evening for week in weeks for night in week if night.count))
    return Evidence(
        logged=_("You logged cramps in {n} of the last 14 nights.").format(n=len(evenings)),
        nights=evenings,
        numbers={"cramp_nights": len(evenings), "nights": _WEEKS_NEARLY * _WEEK},
    )


def sleep_disturbed(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find sleep broken by cramps: woken in 2 nights a week in 3 of the last 4 weeks, or disturbed by 5 of 10.

    The second is the median over the nights of the last 28 that answer it; it needs 5 answers.
    """
    month = Period.of_last(MONTH, last)
    inside = counted_in(nights, month)
    woken = [night for night in inside if night.count and night.details.woke]
    weeks = [0, 0, 0, 0]
    for night in woken:
        weeks[(night.evening - month.first).days // _WEEK] += 1
    busy = sum(count >= _WOKEN for count in weeks)
    answers = [night.details.sleep_disturbance for night in inside if night.count]
    disturbed = quartiles(answers)
    bad = disturbed.known >= _FEW and disturbed.median is not None and disturbed.median >= _DISTURBED
    if busy < _WEEKS_WOKEN and not bad:
        return None
    if busy >= _WEEKS_WOKEN:
        text = _("Cramps woke you in {n} of the last 28 nights ({recorded} recorded).")
    else:
        text = _("You said that cramps disturb your sleep by {disturbed} of 10, usually ({known} nights).")
    known = {"woken": len(woken), "recorded": len(inside), "busy_weeks": busy}
    return Evidence(
        logged=text.format(
            n=len(woken),
            recorded=len(inside),
            disturbed=number_text(disturbed.median or 0),
            known=disturbed.known,
        ),
        nights=tuple(night.evening for night in (woken if busy >= _WEEKS_WOKEN else inside) if night.count),
        numbers=known | ({"disturbed": disturbed.median} if disturbed.median is not None else {}),
    )


def daytime_affected(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find days affected by nights with cramps: tired by day after at least 2 such nights in the last 14."""
    inside = counted_in(nights, Period.of_last(_FORTNIGHT, last))
    tired = [night for night in inside if night.count and night.details.tired_next_day]
    if len(tired) < _TIRED:
        return None
    return Evidence(
        logged=_("You were tired by day after {n} nights with cramps in the last 14.").format(n=len(tired)),
        nights=tuple(night.evening for night in tired),
        numbers={"tired": len(tired), "recorded": len(inside)},
    )
