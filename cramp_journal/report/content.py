"""What stands on the page for the doctor: figures and words, in the order of a visit. No layout, no interpretation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cramp_journal import __version__
from cramp_journal.advice.evidence import Person
from cramp_journal.advice.prompts import prompts
from cramp_journal.analysis.patterns import by_hour, by_site, site_of
from cramp_journal.analysis.period import Period, counted_in, coverage
from cramp_journal.analysis.rates import Rate
from cramp_journal.analysis.summary import Middle, Summary, summary
from cramp_journal.analysis.trends import Trend, trend
from cramp_journal.i18n import _
from cramp_journal.labels import capital, cramp_in_parts, day, label, length, night_title, site
from cramp_journal.model import NightFigures, cramp_columns
from cramp_journal.words import Rule, Tier

_NOW, _BEFORE = 28, 84  # nights of the five numbers
_KNOWN = Rule.CONDITION_AND_CRAMPS  # the conditions stand at the top of the page
_SITES = 6


@dataclass(frozen=True)
class Choices:
    """What the person chose for a report."""

    period: Period
    today: date
    paper: str = "a4"
    with_name: bool = True
    with_notes: bool = False  # list every night, with its notes
    language: str = "en"


def content(
    nights: Sequence[NightFigures], contents: Mapping[str, Any], choices: Choices
) -> tuple[dict[str, Any], Trend]:
    """Give the words of the report by their place, and the trend that its chart draws.

    `nights` are all recorded nights; `contents` is the journal in its exchange form.
    """
    period = choices.period
    known = coverage(nights, period)
    wanted = _texts(period)
    inside = [n for n in contents["nights"] if n["evening"] in wanted] if choices.with_notes else []
    invented = any(night.get("invented") for night in contents["nights"])
    found = trend(nights, period)
    page: dict[str, Any] = {
        "language": choices.language,
        "paper": "us-letter" if choices.paper == "letter" else "a4",
        "title": _("Night leg cramps"),
        "made_on": day(choices.today),
        "date": [choices.today.year, choices.today.month, choices.today.day],
        "who": _who(contents["person"], with_name=choices.with_name),
        "which": _("{first} to {last}: {recorded} of {nights} nights recorded ({share})").format(
            first=day(period.first),
            last=day(period.last),
            recorded=known.recorded,
            nights=known.nights,
            share=f"{known.share:.0%}",
        ),
        "how": _("{late} entered later than noon of the next day, {out} left out. Self-reported, not verified.").format(
            late=known.entered_late, out=known.left_out
        ),
        "invented": _("Invented nights, made for looking around. Not a real person.") if invented else "",
        "signs": _signs(contents["signs"], choices.today),
        "prompts": _prompts(nights, contents, choices.today),
        "numbers": _numbers(nights, period.last),
        "sites": _sites(nights, period),
        "hours": _hours(nights, period),
        "chart_alt": _chart_alt(found),
        "chart_note": _("Bars: cramps in each week. Line: rate of the last 28 nights with its 95 % interval.")
        if found.nights_a_step == 7
        else _("Bars: cramps a week, means of 4 weeks. Line: rate of the last 28 nights with its 95 % interval."),
        "courses": _courses(contents["courses"], period),
        "listing": [_row(night) for night in inside] if choices.with_notes else [],
        "method": _(
            "A night that was not recorded is unknown and enters no figure. Rates are cramps per recorded night times"
            " 7; intervals are 95 % (Garwood, Wilson), widened for clustering by the dispersion of weekly counts."
        ),
        "footer": _("Cramp Journal {version}. A record, not a diagnosis.").format(version=__version__),
    }
    return page | {"words": _words()}, found


def _words() -> dict[str, str]:
    return {
        "signs": _("Signs ticked"),
        "prompts": _("What the journal pointed out"),
        "numbers": _("Five numbers"),
        "now": _("last 28 nights"),
        "before": _("84 nights before"),
        "where": _("Where"),
        "when": _("When in the night"),
        "chart": _("Cramps per week"),
        "courses": _("Medicines and supplements"),
        "substance": _("What"),
        "dose": _("Dose"),
        "from_to": _("From – to"),
        "listing": _("Every night"),
        "night": _("Night"),
        "cramps": _("Cramps"),
        "note": _("Note"),
        "share": _("cramps"),
    }


def _who(person: Mapping[str, Any], *, with_name: bool) -> str:
    parts = [label(condition) for condition in person.get("conditions", [])]
    if with_name and person.get("born"):
        parts.insert(0, _("born {year}").format(year=person["born"]))
    if with_name:
        parts.insert(0, person.get("name", ""))
    return " · ".join(part for part in parts if part)


def _signs(signs: Sequence[Mapping[str, Any]], today: date) -> list[str]:
    standing = [s for s in signs if not s.get("until") or date.fromisoformat(s["until"]) >= today]
    return [f"{capital(label(sign['sign']))} ({day(date.fromisoformat(sign['noted_on']))})" for sign in standing] or [
        _("None ticked.")
    ]


def _prompts(nights: Sequence[NightFigures], contents: Mapping[str, Any], today: date) -> list[str]:
    """Tell what the nights raise, whether or not the person put it off. Signs and conditions stand elsewhere."""
    found = prompts(nights, [], today, person=Person.of(contents))
    return [each.logged for each in found if each.nights and each.tier != Tier.NOTE and each.rule != _KNOWN]


def _numbers(nights: Sequence[NightFigures], last: date) -> list[list[str]]:
    now = summary(nights, Period.of_last(_NOW, last))
    before = summary(nights, Period.of_last(_NOW, last).before(_BEFORE))
    rows = [
        [_("Recorded nights"), *(f"{s.coverage.recorded} / {s.period.nights}" for s in (now, before))],
        [_("Cramp nights a week"), *(_said(s.cramp_nights_per_week) for s in (now, before))],
        [_("Cramps a week"), *(_said(s.cramps_per_week) for s in (now, before))],
        [_("Length: median, longest"), *(_lengths(s) for s in (now, before))],
        [_("Pain, 0 to 10: median"), *(_median(s.pain) for s in (now, before))],
        [_("Nights woken; minutes awake: median"), *(_woken(s) for s in (now, before))],
    ]
    return [[str(cell) for cell in row] for row in rows]


def _said(rate: Rate | None) -> str:
    return f"{rate.value:.1f} ({rate.low:.1f}–{rate.high:.1f})" if rate else _("too few nights")


def _lengths(found: Summary) -> str:
    seconds = found.seconds
    if seconds.median is None or seconds.largest is None:
        return "–"
    guessed = _(" · {n} of {known} guessed").format(n=found.guessed, known=seconds.known)
    return f"{length(seconds.median)}, {length(seconds.largest)}{guessed}"


def _median(numbers: Middle) -> str:
    return "–" if numbers.median is None else f"{numbers.median:g}"


def _woken(found: Summary) -> str:
    awake = found.minutes_awake.median
    return f"{found.coverage.woken}" + ("" if awake is None else f"; {awake:g}")


def _sites(nights: Sequence[NightFigures], period: Period) -> list[list[str]]:
    counts = by_site(cramp_columns(counted_in(nights, period)))
    rows = [[capital(site(*site_of(key))), str(count)] for key, count in counts.most_common(_SITES)]
    rest = sum(counts.values()) - sum(count for _key, count in counts.most_common(_SITES))
    return rows + ([[_("Elsewhere"), str(rest)]] if rest else [])


def _hours(nights: Sequence[NightFigures], period: Period) -> list[list[str]]:
    counts = by_hour(cramp_columns(counted_in(nights, period)))
    rows = [
        (f"{start % 24:02}–{(start + 2) % 24:02}", counts[str(start % 24)] + counts[str((start + 1) % 24)])
        for start in range(12, 36, 2)
    ]
    rows.append((_("no time given"), counts["unknown"]))
    return [[name, str(count)] for name, count in rows if count]


def _chart_alt(found: Trend) -> str:
    counts = ", ".join(f"{step.cramps}" for step in found.steps)
    return _("Cramps in each stretch of {n} nights, oldest first: {counts}.").format(
        n=found.nights_a_step, counts=counts
    )


def _courses(courses: Sequence[Mapping[str, Any]], period: Period) -> list[list[str]]:
    rows = []
    for course in courses:
        stop = course.get("stop")
        if stop and date.fromisoformat(stop) < period.first:
            continue
        start = day(date.fromisoformat(course["start"])) if course.get("start") else "?"
        end = day(date.fromisoformat(stop)) if stop else _("still taken")
        when = label(course.get("taken_at", ""))
        dose = f"{course['dose']:g} {label(course.get('unit', ''))}" if course.get("dose") else ""
        kind = label(course["kind"])
        rows.append(
            [
                f"{capital(course['substance'])} ({kind})",
                " · ".join(p for p in (dose, when) if p),
                f"{start} – {end}",
            ]
        )
    return rows


def _row(night: Mapping[str, Any]) -> list[str]:
    said = "; ".join(" ".join(cramp_in_parts(cramp)) for cramp in night["cramps"]) or _("none")
    if night.get("left_out"):
        said = _("left out: {said}").format(said=said)
    notes = [night.get("note", ""), *(cramp.get("note", "") for cramp in night["cramps"])]
    return [night_title(date.fromisoformat(night["evening"])), said, " ".join(note for note in notes if note)]


def _texts(period: Period) -> "_Between":
    return _Between(period.first.isoformat(), period.last.isoformat())


@dataclass(frozen=True)
class _Between:
    first: str
    last: str

    def __contains__(self, evening: object) -> bool:
        return isinstance(evening, str) and self.first <= evening <= self.last
