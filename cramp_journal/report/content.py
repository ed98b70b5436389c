"""What the report for the doctor says, in the order of a visit: words and figures by their place, without layout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cramp_journal import __version__
from cramp_journal.advice.signs import by_urgency, read_asked
from cramp_journal.advice.trial_rules import left_out_of
from cramp_journal.analysis.factors import factor_effects, hidden_factors
from cramp_journal.analysis.summary import quartiles, summary
from cramp_journal.analysis.tallies import answers, cramp_answers, known_numbers, reliefs
from cramp_journal.analysis.trends import trend
from cramp_journal.charts.page import Picture
from cramp_journal.i18n import _, speaking
from cramp_journal.labels import day, span
from cramp_journal.model import NightFigures
from cramp_journal.report.appendix import in_full, listing
from cramp_journal.report.choices import ROOMS, Choices, Room
from cramp_journal.report.findings import Findings
from cramp_journal.report.page_one import page_one
from cramp_journal.report.page_two import page_two
from cramp_journal.report.pointed_out import holding
from cramp_journal.report.sanitize import sanitize, sanitize_all
from cramp_journal.report.truncate import truncate

if TYPE_CHECKING:
    from cramp_journal.report.trials import ReportedTrial

_REGIONS = {"zh": "cn"}  # the region whose letter shapes a language uses


@dataclass(frozen=True)
class Content:
    """The words of a report by their place, and its charts by their names."""

    page: dict[str, Any]
    charts: dict[str, Picture]


def findings_for(nights: Sequence[NightFigures], contents: Mapping[str, Any], choices: Choices) -> Findings:
    """Look up all figures of a report. `nights` are all recorded nights; `contents` is the journal's exchange form."""
    period, logged = choices.period, contents["nights"]
    return Findings(
        nights=nights,
        contents=sanitize_all({name: contents[name] for name in ("person", "courses", "signs", "prompts")})
        | {"nights": logged},
        choices=choices,
        summary=summary(nights, period, choices.not_remembered),
        trend=trend(nights, period, not_remembered=choices.not_remembered),
        effects=factor_effects(logged, nights, period, hidden_factors(contents), left_out_of(contents, choices.today)),
        reliefs=reliefs(logged, period),
        alcohol=answers(logged, period, "alcohol"),
        smoking=answers(logged, period, "smoking"),
        tired=answers(logged, period, "tired_next_day"),
        went_hard=cramp_answers(logged, period, "went_hard"),
        disturbed=quartiles(known_numbers(logged, period, "sleep_disturbance")),
        holding=holding(nights, contents, choices.today),
        asked=read_asked(choices.asked, choices.today),
        pressing=by_urgency(),
        trials=_trials(nights, contents, choices),
    )


def _trials(nights: Sequence[NightFigures], contents: Mapping[str, Any], choices: Choices) -> Sequence["ReportedTrial"]:
    if not contents.get("trials"):
        return ()
    from cramp_journal.report.trials import trials_of  # noqa: PLC0415 - few journals have a trial

    invented = {date.fromisoformat(night["evening"]) for night in contents["nights"] if night.get("invented")}
    return trials_of(nights, contents, choices, invented)


def content(found: Findings, room: Room = ROOMS[0]) -> Content:
    """Return what a report says, in the chosen language, as completely as `room` allows."""
    with speaking(found.choices.language):
        return _content(found, room)


def _content(found: Findings, room: Room) -> Content:
    choices, person = found.choices, found.contents["person"]
    invented = any(night.get("invented") for night in found.contents["nights"])
    first, charts = page_one(found, room)
    page: dict[str, Any] = {
        "language": choices.language,
        "region": _REGIONS.get(choices.language),
        "paper": "us-letter" if choices.paper == "letter" else "a4",
        "title": _("Night leg cramps"),
        "made_on": day(choices.today),
        "date": [choices.today.year, choices.today.month, choices.today.day],
        "invented": _("Invented nights, made for looking around. Not a real person.") if invented else "",
        "running": _running(truncate(person.get("name", ""), room.name) if choices.with_name else "", found),
        "footer": _("Cramp Journal {version} · a record, not a diagnosis").format(version=__version__),
        "page_of": _("{n} / {all}"),
        "apart": room.apart,
        "front": first,
        "back": None,
    }
    if choices.with_page_two:
        page["back"], more = page_two(found, room)
        charts |= more
    page["trials"] = None
    if choices.with_page_two and found.trials:
        from cramp_journal.report.trials import trials  # noqa: PLC0415 - as above

        page["trials"], more = trials(found.trials)
        charts |= more
    page["in_full"] = in_full(found, room)
    page["listing"] = listing(found) if choices.with_appendix else None
    return Content(sanitize_all(page), charts)


def _running(name: str, found: Findings) -> str:
    """Return the header of each later page: whose report it is, and its nights, in case pages get separated."""
    period = found.choices.period
    parts = (name, _("Night leg cramps"), span(period.first, period.last))
    return " · ".join(sanitize(part) for part in parts if part)
