"""Page 1: what a doctor can read in a minute, always in the same order."""

from datetime import date
from typing import Any

from cramp_journal.analysis.period import Coverage
from cramp_journal.analysis.tallies import counted
from cramp_journal.charts.chart_text import frequency_in_words
from cramp_journal.charts.marks import WEEK
from cramp_journal.charts.page import Picture, picture_of_frequency
from cramp_journal.formats import percent_text
from cramp_journal.i18n import _
from cramp_journal.labels import intended_purpose, nights_text, not_yet_checked, span
from cramp_journal.punctuation import in_sentences
from cramp_journal.report import page_one_figures, self_reported, signs_said, taken
from cramp_journal.report.character import character
from cramp_journal.report.choices import Room
from cramp_journal.report.findings import Findings
from cramp_journal.report.pointed_out import pointed_out
from cramp_journal.report.truncate import truncate
from cramp_journal.words import entered_late


def page_one(found: Findings, room: Room) -> tuple[dict[str, Any], dict[str, Picture]]:
    """Return the parts of page 1, and its chart."""
    parts = {
        "who": who(found, room),
        "which": _which(found),
        "how": _how(found),
        "questions": self_reported.questions(found, room),
        "prompts": pointed_out(found, room),
        "signs": signs_said.signs(found, room),
        "numbers": page_one_figures.numbers(found),
        "sites": page_one_figures.sites(found.summary),
        "hours": page_one_figures.hours(found.summary),
        "character": character(found),
        "chart": _chart(found),
        "courses": taken.courses(found, room),
        "answers": signs_said.fixed_answers(found, room),
        "method": _(
            "A night that was not recorded is unknown, and enters no figure. 95 % intervals (Garwood; Wilson for"
            " nights) are widened, since cramps come in runs and months differ by more than chance."
        ),
        "purpose": in_sentences((intended_purpose(), not_yet_checked())),
    }
    bands = [{**each, "substance": truncate(each["substance"], room.name)} for each in taken.taken(found)]
    drawn = picture_of_frequency(found.trend, bands, tall=room.chart, lanes=room.lanes)
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
    if not known.nights:
        return _("{span}: no night recorded").format(span=span(period.first, period.last))
    return _("{span}: {recorded} of {nights} recorded ({share})").format(
        span=span(period.first, period.last),
        recorded=known.recorded,
        nights=nights_text(known.nights),
        share=percent_text(known.share),
    )


def _how(found: Findings) -> str:
    known, period = found.summary.coverage, found.choices.period
    late = sum(
        entered_late(date.fromisoformat(night["evening"]), night.get("entered_at"), night.get("entered_offset"))
        for night in counted(found.contents["nights"], period)
    )
    said = _("{late} entered after the next day, {out} left out. Self-reported, not verified.").format(
        late=late, out=known.left_out
    )
    few = _("Under 70 % of the nights are recorded: take every number with care.")
    return in_sentences((said, forgotten_text(known), few if known.thin and known.recorded else ""))


def forgotten_text(known: Coverage) -> str:
    """Say how many nights the person does not remember; "" if there is none."""
    return _("Not remembered: {n}.").format(n=nights_text(known.not_remembered)) if known.not_remembered else ""


def _chart(found: Findings) -> dict[str, str]:
    weeks = found.trend.nights_a_step // WEEK
    bars = (
        _("Bars: cramps in each week.") if weeks == 1 else _("Bars: cramps a week, means of {n} weeks.").format(n=weeks)
    )
    line = _("Line: rate of the {n} nights up to there.").format(n=found.trend.window)
    has_line = any(each.rate for each in found.trend.rolling)
    return {
        "heading": _("Cramps per week, and what was taken"),
        "note": in_sentences(
            (bars, line if has_line else "", _("Hatched: nights not recorded. Bands: what was taken."))
        ),
        "alt": frequency_in_words(found.trend),
    }
