"""Page 1: what a doctor can read in a minute, always in the same order."""

from typing import Any

from cramp_journal.charts.chart_text import frequency_in_words
from cramp_journal.charts.marks import WEEK, frequency_marks
from cramp_journal.charts.page import Picture, picture_of_frequency
from cramp_journal.i18n import _
from cramp_journal.labels import intended_purpose, nights_text, not_yet_checked, span
from cramp_journal.report import page_one_figures, self_reported
from cramp_journal.report.choices import Room
from cramp_journal.report.findings import Findings
from cramp_journal.report.truncate import join_sentences, truncate


def page_one(found: Findings, room: Room) -> tuple[dict[str, Any], dict[str, Picture]]:
    """Return the parts of page 1, and its chart."""
    parts = {
        "who": who(found, room),
        "which": _which(found),
        "how": _how(found),
        "questions": self_reported.questions(found, room),
        "signs": self_reported.signs(found, room),
        "numbers": page_one_figures.numbers(found),
        "sites": page_one_figures.sites(found.summary),
        "hours": page_one_figures.hours(found.summary),
        "chart": _chart(found),
        "courses": self_reported.courses(found, room),
        "tried": self_reported.tried(found, room),
        "answers": self_reported.asked(found),
        "method": _(
            "Method: a night that was not recorded is unknown and enters no figure. Rates are cramps per recorded"
            " night times 7. Intervals are 95 % (Garwood; Wilson for nights), widened since cramps come in runs."
        ),
        "purpose": join_sentences(intended_purpose(), not_yet_checked()),
    }
    taken = [{**each, "substance": truncate(each["substance"], room.name)} for each in self_reported.taken(found)]
    drawn = picture_of_frequency(found.trend, taken, tall=room.chart, lanes=room.lanes)
    return parts, {"frequency": drawn}


def who(found: Findings, room: Room) -> str:
    """Return whose report it is; "" if the name is left out or unknown."""
    person = found.contents["person"]
    if not found.choices.with_name:
        return ""
    born = _("born {year}").format(year=person["born"]) if person.get("born") else ""
    return " · ".join(part for part in (truncate(person.get("name", ""), room.name + 20), born) if part)


def _which(found: Findings) -> str:
    period, known = found.choices.period, found.summary.coverage
    return _("{span}: {recorded} of {nights} recorded ({share})").format(
        span=span(period.first, period.last),
        recorded=known.recorded,
        nights=nights_text(period.nights),
        share=f"{known.share:.0%}",
    )


def _how(found: Findings) -> str:
    known = found.summary.coverage
    said = _("{late} entered later than noon of the next day, {out} left out. Self-reported, not verified.").format(
        late=known.entered_late, out=known.left_out
    )
    few = _("Under 70 % of the nights are recorded: take every number with care.")
    return join_sentences(said, few if known.thin and known.recorded else "")


def _chart(found: Findings) -> dict[str, str]:
    weeks = found.trend.nights_a_step // WEEK
    bars = (
        _("Bars: cramps in each week.") if weeks == 1 else _("Bars: cramps a week, means of {n} weeks.").format(n=weeks)
    )
    line = _("Line: rate of {n} nights up to there, and its 95 % interval.").format(n=found.trend.window)
    marks = frequency_marks(found.trend)
    lines = [line if marks.rate else "", _("The interval goes beyond the picture.") if marks.beyond else ""]
    return {
        "heading": _("Cramps per week, and what was taken"),
        "note": join_sentences(bars, *lines, _("Hatched: nights not recorded. Bands: what was taken.")),
        "alt": frequency_in_words(found.trend),
    }
