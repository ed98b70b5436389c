"""The rules that look for a change: more frequent cramps, longer, more painful, or both without a logged reason.

`analysis` computes what they find; here it becomes plain counts. All thresholds are this journal's own.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from cramp_journal.advice.evidence import ComparedNights, Evidence
from cramp_journal.analysis.lengths import WITH_A_RISE, Lengths, lengthened, lengths_now_and_before
from cramp_journal.analysis.pains import worsened
from cramp_journal.analysis.period import ENOUGH_NIGHTS, MONTH, Period, counted_in
from cramp_journal.analysis.rises import APART, ODDS_LIMIT, WITH_LENGTHS, Rise, compared_on, rises, usual_from
from cramp_journal.analysis.set_aside import SetAside, set_aside
from cramp_journal.analysis.summary import quartiles
from cramp_journal.analysis.unlogged import logged_alike
from cramp_journal.formats import number_text
from cramp_journal.i18n import _
from cramp_journal.labels import cramps_text, length, span
from cramp_journal.model import NightFigures
from cramp_journal.punctuation import in_sentences
from cramp_journal.words import Tier

_BOTH = 84  # nights within which cramps became both more frequent and longer
_WEEK = 7


def rising(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find a rise in the last 56 nights that still holds: 1.5 times the usual rate and 3 more cramps in 28 nights.

    `analysis.rises` decides night by night when cramps have risen; the evidence shows plain counts.
    """
    rise = _last_rise(nights, last, APART)
    if rise is None:
        return None
    now = Period.of_last(MONTH, last)
    recent, before = counted_in(nights, now), counted_in(nights, now.before(MONTH))
    found = compared_on(nights, last)
    if not found.has_risen:
        return None
    usual, count = found.usual, sum(n.count for n in recent)
    usually = _("In the year before, 28 nights usually had {n}.").format(n=f"{MONTH * usual.cramps / usual.nights:.0f}")
    return Evidence(
        logged=in_sentences((_counts(nights, now), usually)),
        nights=tuple(n.evening for n in recent if n.count),
        numbers={
            "cramps": count,
            "recorded": len(recent),
            "cramps_before": sum(n.count for n in before),
            "recorded_before": len(before),
            "cramps_usual": usual.cramps,
            "recorded_usual": usual.nights,
            "odds": round(rise.odds, 2),
            "odds_limit": ODDS_LIMIT,
        },
        since=rise.evening + timedelta(days=1),
    )


def lengthening(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find longer cramps: the latest median is at least twice that of the year before and 2 minutes longer."""
    found = lengthened(nights, last)
    if found is None:
        return None
    said, compared = _newest_lengths(found.lengths, nights, max(last, nights[-1].evening))  # it is found once a week
    return Evidence(
        logged=_(
            "The usual length of your last {n} cramps ({span}) is {now}; of the {m} in the year before ({span_before}) "
            "it was {before}."
        ).format(
            n=said.known,
            now=length(said.now),
            m=said.known_before,
            before=length(said.before),
            span=span(compared.now.first, compared.now.last),
            span_before=span(compared.before.first, compared.before.last),
        ),
        nights=said.evenings,
        numbers={
            "median_seconds": said.now,
            "known": said.known,
            "median_seconds_before": said.before,
            "known_before": said.known_before,
            "p": max(round(found.p, 4), 0.0001),
        },
        compared=compared,
    )


def growing_unexplained(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find cramps that grow more frequent and longer, after allowing for cold, exercise and tiredness, and posture.

    Both changes fall within 84 nights, and the rise remains among nights that were alike in all three
    (`analysis.set_aside`). Where these are not known of enough nights, it says so, and is less pressing. Both together
    are seldom chance, so each may be less clear than where it stands alone.
    """
    rise = _last_rise(nights, last, _BOTH, WITH_LENGTHS)
    if rise is None:
        return None
    apart = set_aside(nights, last)
    if apart and not apart.remains:
        return None
    looks = sorted({_weekly(rise.evening, back) for back in range(-_BOTH // _WEEK, _BOTH // _WEEK + 1)} | {last})
    found = [
        (look, lengthened(nights, look, WITH_A_RISE)) for look in looks if last - timedelta(days=_BOTH) < look <= last
    ]
    longer = [(look, each) for look, each in found if each]
    if not longer:
        return None
    since = max(rise.evening, longer[0][0])
    lengths, compared = _newest_lengths(longer[-1][1].lengths, nights, last)
    now = Period.of_last(MONTH, last)
    recent, before = counted_in(nights, now), counted_in(nights, now.before(MONTH))
    lasting = _("Their usual length was {now} ({span}); in the year before ({span_before}) it was {then}.").format(
        now=length(lengths.now),
        then=length(lengths.before),
        span=span(compared.now.first, compared.now.last),
        span_before=span(compared.before.first, compared.before.last),
    )
    lately = lengths_now_and_before(nights, last)
    if lately and lately.evenings != lengths.evenings:  # it has fallen back since
        still = _("Of the last {n} cramps it is {now}.").format(n=lately.known, now=length(lately.now))
        lasting = in_sentences((lasting, still))
    return Evidence(
        logged=in_sentences((_counts(nights, now), lasting, _apart_in_words(apart))),
        nights=tuple(n.evening for n in recent if n.count),
        numbers={
            "cramps": sum(n.count for n in recent),
            "recorded": len(recent),
            "cramps_before": sum(n.count for n in before),
            "recorded_before": len(before),
            "median_seconds": lengths.now,
            "median_seconds_before": lengths.before,
        }
        | (_numbers(apart) if apart else {}),
        tier=None if apart else Tier.ROUTINE,
        advice="" if apart else _("Cramps that come more often and last longer are worth mentioning to a doctor."),
        since=since + timedelta(days=1),
        compared=compared,
    )


def _newest_lengths(found: Lengths, nights: Sequence[NightFigures], last: date) -> tuple[Lengths, ComparedNights]:
    """Return the lengths as they are now, if they are still longer; else those of the look that found them."""
    now = lengths_now_and_before(nights, last)
    return _as_in_the_report(now if now and now.now > now.before else found, nights, last)


def _as_in_the_report(found: Lengths, nights: Sequence[NightFigures], last: date) -> tuple[Lengths, ComparedNights]:
    """Return the lengths with the baseline that the report shows, and the nights that they are of.

    The report compares the last 28 nights with the usual nights of the year before. Where these lengths are of other
    nights, the baseline stays their own.
    """
    month = Period.of_last(MONTH, last)
    usual = Period(min(usual_from(nights, last), month.before(1).last), month.before(1).last)
    known = [(n.evening, seconds) for n in counted_in(nights, usual) for seconds in n.lengths]
    median = quartiles([seconds for _evening, seconds in known]).median
    if found.evenings[0] in month and median is not None and median < found.now:
        return (
            replace(found, before=median, known_before=len(known)),
            ComparedNights(month, Period(counted_in(nights, usual)[0].evening, usual.last)),
        )
    return found, ComparedNights(Period(found.evenings[0], found.evenings[-1]), found.of_year)


def _apart_in_words(apart: SetAside | None) -> str:
    if apart is None:
        return not_known_in_words()
    return _(
        "Cold, hard exercise and tiring days, and posture were set aside: compared only with nights that were alike in "
        "these, the last 56 nights still had {ratio} times as many cramps."
    ).format(ratio=number_text(apart.effect.ratio, 1))


def not_known_in_words() -> str:
    """Say that what may be behind it was not logged."""
    return _("Not known: colder, more tired, slept differently?")


def _numbers(apart: SetAside) -> dict[str, float | int]:
    return {
        "ratio": round(apart.effect.ratio, 2),
        "low": round(apart.effect.low, 2),
        "high": round(apart.effect.high, 2),
        "ratio_plain": round(apart.plain, 2),
        "nights_compared": apart.nights,
        "nights_compared_before": apart.nights_before,
    }


def _counts(nights: Sequence[NightFigures], now: Period) -> str:
    """Say how many cramps the last 28 nights had, and the 28 before if enough of these are recorded, and as many."""
    recent, before = (sum(n.count for n in counted_in(nights, each)) for each in (now, now.before(MONTH)))
    if len(counted_in(nights, now.before(MONTH))) < ENOUGH_NIGHTS or not logged_alike(nights, now, now.before(MONTH)):
        return _("You logged {cramps} in the last 28 nights.").format(cramps=cramps_text(recent))
    return _("You logged {cramps} in the last 28 nights; {before} in the 28 before.").format(
        cramps=cramps_text(recent), before=before
    )


def _weekly(evening: date, weeks: int) -> date:
    """Return the evening a whole number of weeks away from another, so that the dates looked at do not shift daily."""
    return evening + timedelta(days=_WEEK * weeks)


def pain_rising(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find worse pain: the median of the last 28 nights is 2 points or 30 % above that of the 84 nights before.

    Two points, or 30 %, is the change that people call "much" (Farrar et al. 2001); and it is more than chance, with
    the pain of a week alike, would do in 1 of 200 such comparisons. Each side needs five cramps with a pain score.
    """
    found = worsened(nights, last)
    if found is None:
        return None
    return Evidence(
        logged=_("Pain is usually {now} of 10 in the last 28 nights; it was {before} in the 84 before.").format(
            now=number_text(found.now), before=number_text(found.before)
        ),
        nights=tuple(night.evening for night in counted_in(nights, Period.of_last(MONTH, last)) if night.count),
        numbers={
            "median_pain": found.now,
            "median_pain_before": found.before,
            "known": found.known,
            "p": max(round(found.p, 4), 0.0001),
        },
    )


def _last_rise(nights: Sequence[NightFigures], last: date, within: int, limit: float = ODDS_LIMIT) -> Rise | None:
    """Return the newest rise up to an evening if it falls within the last `within` nights, else None."""
    first = Period.of_last(within, last).first
    found = [each for each in rises(nights, first, limit) if each.evening <= last]
    return found[-1] if found else None
