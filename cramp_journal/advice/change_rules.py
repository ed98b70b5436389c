"""The rules that look for a change: more frequent cramps, longer, more painful, or both without a logged reason.

`analysis` computes what they find; here it becomes plain counts. All thresholds are this journal's own.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from cramp_journal.advice.evidence import Evidence
from cramp_journal.analysis.lengths import lengthened
from cramp_journal.analysis.period import MONTH, Period, counted_in
from cramp_journal.analysis.rises import APART, Rise, has_risen, rises, usual_for
from cramp_journal.analysis.set_aside import set_aside
from cramp_journal.analysis.summary import quartiles
from cramp_journal.i18n import _
from cramp_journal.labels import cramps_text, length
from cramp_journal.model import NightFigures, cramp_columns

_BOTH = 84  # nights within which cramps became both more frequent and longer
_WEEK = 7
_POINTS, _SHARE, _CRAMPS = 2, 1.3, 5  # points of pain; ratio; cramps with a pain score on each side: R8


def rising(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find a rise in the last 56 nights that still holds: 1.5 times the usual rate and 3 more cramp nights in 28.

    `analysis.rises` decides night by night when the rise began; the evidence shows plain counts.
    """
    rise = _last_rise(nights, last, APART)
    if rise is None:
        return None
    now = Period.of_last(MONTH, last)
    recent, before = counted_in(nights, now), counted_in(nights, now.before(MONTH))
    usual = usual_for(nights, last)
    count, with_cramps = sum(n.count for n in recent), sum(n.count > 0 for n in recent)
    if not has_risen(usual, count, with_cramps, len(recent)):
        return None
    return Evidence(
        logged=_(
            "You logged {cramps} in the last 28 nights; {before} in the 28 before. In the year before, 28 nights "
            "usually had {usual}."
        ).format(
            cramps=cramps_text(count),
            before=sum(n.count for n in before),
            usual=f"{MONTH * usual.cramps / usual.nights:.0f}",
        ),
        nights=tuple(n.evening for n in recent if n.count),
        numbers={
            "cramps": count,
            "recorded": len(recent),
            "cramps_before": sum(n.count for n in before),
            "recorded_before": len(before),
            "cramps_usual": usual.cramps,
            "recorded_usual": usual.nights,
            "score": round(rise.score, 2),
            "score_limit": round(rise.limit, 2),
        },
        since=rise.evening + timedelta(days=1),
    )


def lengthening(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find longer cramps: the latest median is at least twice that of the year before and 2 minutes longer."""
    found = lengthened(nights, last)
    if found is None:
        return None
    return Evidence(
        logged=_(
            "The usual length of your last {n} cramps is {now}; of the {m} in the year before it was {before}."
        ).format(n=found.known, now=length(found.now), m=found.known_before, before=length(found.before)),
        nights=found.evenings,
        numbers={
            "median_seconds": found.now,
            "known": found.known,
            "median_seconds_before": found.before,
            "known_before": found.known_before,
            "p": max(round(found.p, 4), 0.0001),
        },
    )


def growing_unexplained(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find cramps that grow more frequent and longer, after allowing for cold, exercise and tiredness, and posture.

    Both changes fall within 84 nights, and the rise remains among nights that were alike in all three
    (`analysis.set_aside`).
    """
    rise = _last_rise(nights, last, _BOTH)
    if rise is None:
        return None
    apart = set_aside(nights, last)
    if apart is None or not apart.remains:
        return None
    looks = sorted({_weekly(rise.evening, back) for back in range(-_BOTH // _WEEK, _BOTH // _WEEK + 1)} | {last})
    found = [(look, lengthened(nights, look)) for look in looks if last - timedelta(days=_BOTH) < look <= last]
    longer = [(look, each) for look, each in found if each]
    if not longer:
        return None
    since, latest = max(rise.evening, longer[0][0]), longer[-1][1]
    now = Period.of_last(MONTH, last)
    recent, before = counted_in(nights, now), counted_in(nights, now.before(MONTH))
    return Evidence(
        logged=_(
            "You logged {cramps} in the last 28 nights; {before} in the 28 before. They usually last {now}; in the "
            "year before it was {then}. Cold, hard exercise and tiring days, and posture were set aside: compared "
            "only with nights that were alike in these, the last 56 nights still had {ratio} times as many cramps."
        ).format(
            cramps=cramps_text(sum(n.count for n in recent)),
            before=sum(n.count for n in before),
            now=length(latest.now),
            then=length(latest.before),
            ratio=f"{apart.effect.ratio:.1f}",
        ),
        nights=tuple(n.evening for n in recent if n.count),
        numbers={
            "cramps": sum(n.count for n in recent),
            "recorded": len(recent),
            "cramps_before": sum(n.count for n in before),
            "recorded_before": len(before),
            "median_seconds": latest.now,
            "median_seconds_before": latest.before,
            "ratio": round(apart.effect.ratio, 2),
            "low": round(apart.effect.low, 2),
            "high": round(apart.effect.high, 2),
            "nights_compared": apart.nights,
            "nights_compared_before": apart.nights_before,
        },
        since=since + timedelta(days=1),
    )


def _weekly(evening: date, weeks: int) -> date:
    """Return the evening a whole number of weeks away from another, so that the dates looked at do not shift daily."""
    return evening + timedelta(days=_WEEK * weeks)


def pain_rising(nights: Sequence[NightFigures], last: date) -> Evidence | None:
    """Find worse pain: the median of the last 28 nights is 2 points or 30 % above that of the 84 nights before.

    Two points, or 30 %, is the change that people call "much" (Farrar et al. 2001). Each side needs five cramps with a
    pain score.
    """
    now = Period.of_last(MONTH, last)
    recent, earlier = counted_in(nights, now), counted_in(nights, now.before(3 * MONTH))
    pain, before = (quartiles([int(text) for text in cramp_columns(each).pain if text]) for each in (recent, earlier))
    if min(pain.known, before.known) < _CRAMPS or pain.median is None or before.median is None:
        return None
    if pain.median < before.median + _POINTS and not 0 < _SHARE * before.median <= pain.median:
        return None
    return Evidence(
        logged=_("Pain is usually {now} of 10 in the last 28 nights; it was {before} in the 84 before.").format(
            now=f"{pain.median:g}", before=f"{before.median:g}"
        ),
        nights=tuple(night.evening for night in recent if night.count),
        numbers={"median_pain": pain.median, "median_pain_before": before.median, "known": pain.known},
    )


def _last_rise(nights: Sequence[NightFigures], last: date, within: int) -> Rise | None:
    """Return the newest rise up to an evening if it falls within the last `within` nights, else None."""
    first = Period.of_last(within, last).first
    found = [each for each in rises(nights) if first <= each.evening <= last]
    return found[-1] if found else None
