"""What was taken in the period: since when, how much, and the cramps before and since; and what doctors ask besides."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from cramp_journal.advice.evidence import Person, noted_on_nights
from cramp_journal.advice.taken_words import taken_in_words
from cramp_journal.analysis.period import ENOUGH_NIGHTS, Period, counted_in
from cramp_journal.analysis.tallies import Answers
from cramp_journal.formats import number_text
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import begun, capital, day, dose_of, label, some_of
from cramp_journal.punctuation import in_sentences
from cramp_journal.report.choices import Room
from cramp_journal.report.findings import Findings
from cramp_journal.report.sanitize import sanitize
from cramp_journal.report.truncate import first_of, more, truncate
from cramp_journal.since import Since

_MOST_NOTED = 4  # names
_AROUND = 84  # nights on either side of a start
_WEEK = 7


def courses(found: Findings, room: Room) -> dict[str, Any]:
    """Return what was taken in the period with start and stop, medicines first, and other facts a doctor asks for."""
    kept, hidden = first_of(taken(found), room.courses)
    conditions = found.contents["person"].get("conditions", ())
    notes = [
        _("Conditions told of: {list}.").format(list=" · ".join(label(each) for each in conditions))
        if conditions
        else _("Conditions: none ticked."),
        _on_nights(found),
        _evenings(_("Alcohol: {evenings}."), found.alcohol),
        _evenings(_("Smoking: {evenings}."), found.smoking),
    ]
    header = [_("What"), _("Kind"), _("Dose"), _("Start"), _("Stop"), _("Cramps a week, before → since")]
    rows = [_course(each, found, room) for each in kept]
    changes = any(row[-1] for row in rows)
    return {
        "heading": _("Medicines and supplements"),
        "header": header if changes else header[:-1],
        "rows": rows if changes else [row[:-1] for row in rows],
        "nothing": "" if kept else _("None entered for these nights."),
        "more": more(hidden, in_full=room.in_full),
        "note": in_sentences(notes),
    }


def taken(found: Findings) -> list[Mapping[str, Any]]:
    """Return the courses that overlap the period: medicines first, then by their start."""
    first, last = found.choices.period.first.isoformat(), found.choices.period.last.isoformat()
    inside = [
        each
        for each in found.contents["courses"]
        if (each.get("stop") or last) >= first and (each.get("start") or first) <= last
    ]
    return sorted(inside, key=lambda each: (each["kind"], each.get("start") or "", each["substance"]))


def _on_nights(found: Findings) -> str:
    """Say what nights say was taken and no course does: a doctor may ask for it as for any other."""
    first, last = found.choices.period.first, found.choices.period.last
    noted = noted_on_nights(found.contents["nights"], first, last)
    said = [taken_in_words(each) for each in Person.of(found.contents, noted).courses if each.nights]
    return _("Not taken each day: {list}.").format(list=sanitize(some_of(said, most=_MOST_NOTED))) if said else ""


def _evenings(text: str, answers: Answers) -> str:
    if not answers.answered:
        return ""
    said = ngettext("on {yes} of {n} evening that says", "on {yes} of {n} evenings that say", answers.answered)
    return text.format(evenings=said.format(yes=answers.yes, n=answers.answered))


def _course(course: Mapping[str, Any], found: Findings, room: Room) -> list[str]:
    dose = dose_of(course)
    start = date.fromisoformat(course["start"]) if course.get("start") else None
    when = truncate(label(course.get("taken_at") or ""), room.name // 4)
    stop = day(date.fromisoformat(course["stop"])) if course.get("stop") else _("still taken")
    name = truncate(capital(course["substance"]), room.name)
    amount = " · ".join(part for part in (dose, when) if part)
    return [name, label(course["kind"]), amount, begun(start, course.get("start_said")), stop, _change(course, found)]


def _change(course: Mapping[str, Any], found: Findings) -> str:
    """Say the cramps a week in the 12 weeks before a known start, and in up to 12 weeks from it on; else "".

    Each side needs 14 recorded nights. It is a count, no test: other things change as well.
    """
    if course.get("start_said") not in (Since.ON_THE_DAY, Since.THIS_WEEK) or not course.get("start"):
        return ""
    start, last = date.fromisoformat(course["start"]), found.choices.period.last
    end = min(date.fromisoformat(course.get("stop") or last.isoformat()), last, start + timedelta(days=_AROUND - 1))
    if end < start or start.toordinal() <= _AROUND:
        return ""
    sides = Period(start - timedelta(days=_AROUND), start - timedelta(days=1)), Period(start, end)
    before, since = (counted_in(found.nights, each) for each in sides)
    if min(len(before), len(since)) < ENOUGH_NIGHTS:
        return ""
    rates = (_WEEK * sum(night.count for night in side) / len(side) for side in (before, since))
    return " → ".join(number_text(rate, 1) for rate in rates)
