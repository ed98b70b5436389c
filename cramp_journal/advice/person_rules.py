"""The rules about what the person ticked and takes: one function each, built from the signs it looks at.

The journal never finds a sign by itself: the person ticks it, and published advice says what to do.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from cramp_journal.advice.evidence import Evidence, Person, Taken, Ticked
from cramp_journal.advice.medicines import SUPPLEMENTS, classes_of
from cramp_journal.advice.signs import is_emergency
from cramp_journal.advice.taken_words import listed, names
from cramp_journal.analysis.before_after import surely_not_halved
from cramp_journal.analysis.period import MONTH, Period, counted_in
from cramp_journal.analysis.unlogged import logs_only_cramp_nights
from cramp_journal.i18n import _, from_file
from cramp_journal.labels import begun as begun_in_words
from cramp_journal.labels import capital, day, label, some_of
from cramp_journal.model import NightFigures
from cramp_journal.punctuation import in_clauses, in_parts, with_aside
from cramp_journal.since import Since
from cramp_journal.triage import table
from cramp_journal.words import SignKind, Tier

_INCUBATION = 21  # days: tetanus comes 4 to 21 days after a wound
_EARLY = 21  # days at each end of the first 6 weeks of a journal that began while something was taken (own)
_STILL = 9  # cramps in them: three a week (own)
_LOOKS = (42, 84, 182)  # days: taken for so long, a supplement is looked at (own)
_HOLDS, _BEFORE = 42, 84  # days: what was found holds for; the time before
_FEW = 14  # recorded nights on each side of a comparison
_LOGGED = 0.7  # share of them: with fewer, who stopped to log clear nights would seem to cramp more

Ask = Callable[[Person, Sequence[NightFigures], date], Evidence | None]


def ticked(*signs: SignKind, within: int | None = None, older: int | None = None) -> Ask:
    """Make a rule that holds if any of the signs is ticked; an emergency sign that has passed is still to be told.

    Args:
        signs: The signs that the rule looks at.
        within: Only signs that may have begun within this many days count.
        older: Only signs that had surely begun more than this many days ago count.
    """

    def ask(person: Person, _nights: Sequence[NightFigures], today: date) -> Evidence | None:
        found = [
            each for each in person.ticked(*signs, today=today) if each.stands(today) or not is_emergency(each.sign)
        ]
        if within is not None:
            found = [each for each in found if today <= each.began_by + timedelta(days=within)]
        if older is not None:
            found = [each for each in found if today > each.began_by + timedelta(days=older)]
        if not found:
            return _passed(person, signs, today)
        return Evidence(
            logged=_("You ticked: {what}.").format(what=_said(found)),
            since=found[0].noted_on,
            about=tuple(dict.fromkeys(each.sign for each in found)),
        )

    return ask


def _passed(person: Person, signs: Sequence[SignKind], today: date) -> Evidence | None:
    """Find an emergency sign that has passed: what the advice says of it then, and after a week that a doctor hears.

    It holds until a doctor has seen it, since nothing but that makes an emergency sign a thing of the past.
    """
    found = person.passed(*filter(is_emergency, signs), today=today)
    if not found:
        return None
    row, is_new = table().row(found[0].sign), found[0].passed_lately(today)
    days = some_of(day(each.noted_on) for each in found)
    return Evidence(
        logged=_("You ticked: {what}. It has passed, you said.").format(what=_said(found)),
        numbers={"passed": 1},
        tier=row.passed_tier if is_new else Tier.SOON,
        advice=from_file(row.passed)
        if is_new
        else _("Tell your doctor that this happened on {days}, however well you feel now.").format(days=days),
        since=found[0].noted_on,
        about=(found[0].sign,),
    )


def _said(found: Sequence[Ticked]) -> str:
    return some_of((with_aside(capital(label(each.sign)), in_parts(_of_sign(each))) for each in found), in_clauses)


def _of_sign(sign: Ticked) -> Iterator[str]:
    """Say when a sign was ticked, and what the person said of it."""
    yield day(sign.noted_on)
    if sign.said or sign.onset:
        yield _("since: {when}").format(when=begun_in_words(sign.onset, sign.said))
    yield from (each for each in (sign.side and label(sign.side), sign.note) if each)


def wasting(person: Person, _nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find a muscle that is getting thinner, or weakness that has lasted for more than 4 weeks (NICE NG127)."""
    return ticked(SignKind.MUSCLE_WASTING)(person, _nights, today) or ticked(SignKind.WEAKNESS_GETTING_WORSE, older=28)(
        person, _nights, today
    )


def statin_pain(person: Person, _nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find muscle pain by day while a statin is taken (Mayo Clinic)."""
    taken = _taken(person, {"statin"}, today)
    found = person.ticked(SignKind.DAYTIME_MUSCLE_PAIN, SignKind.WEAKNESS_GETTING_WORSE, today=today)
    if not taken or not found:
        return None
    return Evidence(
        logged=_("You take {what}, and ticked: {sign} ({day}).").format(
            what=listed(taken), sign=label(found[0].sign), day=day(found[0].noted_on)
        ),
        since=found[0].noted_on,
        about=(*names(taken), found[0].sign),
    )


def supplement_not_helping(person: Person, nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find calcium, magnesium or a vitamin with no fewer cramps than before it, and surely not half of them.

    The nights with it are compared with the 12 weeks before it, and looked at once each at 6, 12 and 26 weeks; what is
    found holds for 6 weeks at most. Who took it before the journal began is told so after 26 weeks: weeks 15 to 26 are
    compared with the first 12, which says nothing about the time before; and after 6 weeks of logging (article 001),
    if the second three weeks still have three cramps a week and no fewer than the first. Each side needs 14 recorded
    nights, 70 % of all, and clear ones among these. None of the nights before it may be with the same supplement:
    another dose is no beginning. A start that may be the day of entry, within the journal, says nothing.
    """
    for course in _taken(person, SUPPLEMENTS, today, back=MONTH):
        if course.nights:
            continue  # noted on nights: what the nights without it had is for “What helps” to say
        first = nights[0].evening if nights else today
        begun = course.begun(first)
        if course.start and course.start > first and begun.earliest is None:
            continue  # an older form: it may have been taken in the nights before that day
        start = max(begun.latest or first, first)
        before = counted_in(nights, Period(start, start).before(_BEFORE))
        is_told = len(before) >= _FEW  # of the time before it
        if not is_told and start > first:
            continue  # too few nights were recorded before it
        last = min(course.stop or today, today - timedelta(days=1))
        ends = [start + timedelta(days=days - 1) for days in (_LOOKS if is_told else (_LOOKS[0], _LOOKS[-1]))]
        look = next((each for each in ends if each <= last < each + timedelta(days=_HOLDS)), None)
        if look is None:
            continue
        early = not is_told and look == ends[0]
        side = _EARLY if early else _BEFORE
        now = Period(start, look) if is_told else Period.of_last(side, look)
        then = now.before(_BEFORE) if is_told else Period(start, start + timedelta(days=side - 1))
        during, before = counted_in(nights, now), counted_in(nights, then)
        past = Period(first, then.last)
        if min(len(during), len(before)) < _FEW or not all(_is_well_logged(nights, each) for each in (now, then)):
            continue
        count, count_before = sum(n.count for n in during), sum(n.count for n in before)
        if early and (count < _STILL or count * len(before) < count_before * len(during)):
            continue
        if not early and not surely_not_halved(nights, then, now, past):
            continue
        if is_told and _was_taken(person, course, then):
            continue
        said = {"substance": capital(course.substance), "now": count, "n": len(during), "before": count_before}
        said |= {"m": len(before), "start": begun_in_words(course.start, course.said or Since.ON_THE_DAY)}
        return Evidence(
            logged=(
                _(
                    "{substance} since {start}: {now} cramps in {n} recorded nights with it, {before} in the {m} "
                    "before it. Had it halved them, so many would be most unlikely."
                )
                if is_told
                else _(
                    "{substance} for as long as you have logged: {now} cramps in the last {n} recorded nights, "
                    "{before} in the first {m}. What was before it is not known, so whether it helps is not known "
                    "either."
                )
            ).format(**said),
            nights=tuple(night.evening for night in during if night.count),
            numbers={
                "cramps": count,
                "recorded": len(during),
                "cramps_before": count_before,
                "recorded_before": len(before),
            },
            about=(course.substance,),
        )
    return None


def _is_well_logged(nights: Sequence[NightFigures], period: Period) -> bool:
    """Return whether most nights of a period since the first one are recorded, the clear ones too."""
    there = period.last - max(period.first, nights[0].evening) + timedelta(days=1)
    counted = counted_in(nights, period)
    return len(counted) >= _LOGGED * there.days and not logs_only_cramp_nights(nights, period)


def _was_taken(person: Person, course: Taken, period: Period) -> bool:
    """Return whether the same supplement, in another course, was taken within a period."""
    kinds = classes_of(course.substance)
    return any(
        kinds & classes_of(each.substance)
        and (each.start or period.first) <= period.last
        and (each.stop or period.last) >= period.first
        for each in person.courses
        if each != course
    )


def _taken(person: Person, classes: frozenset[str] | set[str], today: date, back: int = 0) -> list[Taken]:
    """Return the courses of the given classes that are taken on a day, or were within `back` days before it."""
    return person.takes(classes, today, back)
