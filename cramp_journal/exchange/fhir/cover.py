"""The first page of the FHIR document, its Composition: what the document is, in sections that a person can read."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from cramp_journal import __version__
from cramp_journal.exchange.columns import intake_in_words
from cramp_journal.exchange.fhir.parts import (
    LOINC,
    Ids,
    Resource,
    code,
    fhir_text,
    filled,
    marked,
    period,
    reference,
)
from cramp_journal.i18n import _, language_in_use
from cramp_journal.labels import capital, cramp_in_parts, day, label, nights_text
from cramp_journal.model import Values
from cramp_journal.punctuation import in_clauses

_PATIENT_NOTE = (LOINC, "51855-5", "Patient Note")
_XHTML = "http://www.w3.org/1999/xhtml"


def cover(
    contents: Values,
    subject: Resource,
    today: date,
    nights: Sequence[Resource],
    statements: Sequence[Resource],
    ticked: Sequence[Resource],
    ids: Ids,
) -> Resource:
    """Return the Composition of a journal; `nights`, `statements` and `ticked` are the resources that it refers to."""
    logged = contents["nights"]
    sections = [
        _section(_("About this record"), _paragraphs(_about(contents))),
        _section(_("Questions for the doctor"), _paragraphs(_lines(contents["person"].get("questions", "")))),
        _section(_("Nights"), _nights(logged), nights),
        _section(_("Medicines and supplements"), _courses(contents["courses"]), statements),
        _section(_("Signs and conditions that were ticked"), _ticked(contents), ticked),
    ]
    made: Resource = {"resourceType": "Composition", "status": "final", "title": _("Night leg cramps: a journal")}
    made |= {"type": code(_("Patient note"), _PATIENT_NOTE), "subject": subject, "author": [subject]}
    made |= {"language": language_in_use()}  # in which its words are: `elsewhere/own_fhir.py` reads it back by them
    made |= {"date": today.isoformat(), "section": [section for section in sections if section]}
    if logged:
        made["event"] = [{"period": period(logged[0]["evening"], logged[-1]["evening"])}]
    rows = [contents["person"], *logged, *contents["courses"], *contents["signs"]]
    made = marked(made, {"invented": any(row.get("invented") for row in rows)})
    referred = [each["id"] for each in (*nights, *statements, *ticked)]
    return ids.named(made, today.isoformat(), contents["person"].get("questions", ""), *referred)


def _about(contents: Values) -> list[str]:
    logged = contents["nights"]
    lines = [
        _("A record that the person kept at home: self-reported, not verified, not a diagnosis."),
        _("A night that is not listed was not recorded; it is not a night without cramps."),
        _("Written by Cramp Journal {version}.").format(version=__version__),
    ]
    if logged:
        first, last = (day(date.fromisoformat(logged[at]["evening"])) for at in (0, -1))
        said = _("{nights} recorded between {first} and {last}.")
        lines.insert(1, said.format(nights=nights_text(len(logged)), first=first, last=last))
    if any(night.get("invented") for night in logged):
        lines.insert(0, _("Invented nights, made for looking around. Not a real person."))
    return lines


def _nights(logged: Sequence[Values]) -> str:
    rows = [(day(date.fromisoformat(night["evening"])), _cramps(night), " ".join(_notes(night))) for night in logged]
    return _table((_("Night of"), _("Cramps"), _("Note")), rows)


def _cramps(night: Values) -> str:
    said = in_clauses(" ".join(cramp_in_parts(cramp)) for cramp in night["cramps"]) or _("none")
    return _("left out: {said}").format(said=said) if night.get("left_out") else said


def _notes(night: Values) -> Iterable[str]:
    return (row["note"] for row in (night, *night["cramps"]) if row.get("note"))


def _courses(courses: Sequence[Values]) -> str:
    rows = []
    for course in courses:
        what = (intake_in_words(course), label(course["kind"]), label(course.get("taken_at", "")))
        rows.append((*what, *_days(course, "start", "stop")))
    return _table((_("What"), _("Kind"), _("When"), _("From"), _("Until")), rows)


def _ticked(contents: Values) -> str:
    signs, conditions = contents["signs"], contents["person"].get("conditions", [])
    rows = [(capital(label(s["sign"])), *_days(s, "noted_on", "until"), s.get("note", "")) for s in signs]
    rows += [(capital(label(condition)), "", "", "") for condition in conditions]
    return _table((_("What"), _("Noted on"), _("Until"), _("Note")), rows)


def _days(row: Values, *names: str) -> Iterable[str]:
    return (day(date.fromisoformat(row[name])) if name in row else "" for name in names)


# ---------------------------------------------------------------- XHTML
def _section(title: str, inside: str, resources: Iterable[Resource] = ()) -> Resource | None:
    """Return a section with its narrative, or None if it would be empty."""
    if not inside:
        return None
    text = {"status": "generated", "div": f'<div xmlns="{_XHTML}">{inside}</div>'}
    return filled({"title": title, "text": text, "entry": [reference(each) for each in resources]})


def _lines(text: str) -> list[str]:
    return [line for line in fhir_text(text).splitlines() if line.strip()]


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    body = "".join(_row("td", row) for row in rows)
    return f"<table><thead>{_row('th', head)}</thead><tbody>{body}</tbody></table>" if body else ""


def _row(kind: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{kind}>{escape(fhir_text(cell))}</{kind}>" for cell in cells) + "</tr>"
