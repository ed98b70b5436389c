"""The person, what they take and what they ticked, as FHIR R4 resources."""

from datetime import date

from cramp_journal.exchange.fhir.parts import (
    SNOMED,
    Ids,
    Resource,
    code,
    fhir_text,
    filled,
    marked,
    period,
    quantity,
)
from cramp_journal.i18n import _
from cramp_journal.labels import label
from cramp_journal.model import Values
from cramp_journal.since import Since
from cramp_journal.words import SignKind

_MAGNESIUM = (SNOMED, "72717003", "Magnesium")
_UNITS = {"mg": "mg", "µg": "ug", "g": "g", "IU": "[iU]", "ml": "mL", "tablet": "{tbl}"}  # in UCUM
_RESTLESS = (SignKind.URGE_TO_MOVE, SignKind.WORSE_AT_REST, SignKind.EASED_BY_WALKING, SignKind.WORSE_IN_EVENING)


def patient(contents: Values, ids: Ids) -> Resource:
    """Return the Patient: whose journal it is, as far as that is known."""
    person = contents["person"]
    made: Resource = {"resourceType": "Patient", "id": str(ids.patient)}
    if name := fhir_text(person.get("name", "")):
        made["name"] = [{"text": name}]
    if "born" in person:
        made["birthDate"] = str(person["born"])
    return marked(made, person)


def statement(course: Values, subject: Resource, today: date, ids: Ids) -> Resource:
    """Return a course as a MedicationStatement."""
    name = fhir_text(course["substance"]) or "?"
    known = [_MAGNESIUM] if name.casefold() == "magnesium" else []
    dosage: Resource = {"text": _("daily")}
    if when := fhir_text(label(course.get("taken_at", ""))):
        dosage["text"] = _("daily, {when}").format(when=when)
    if "dose" in course:
        unit = course.get("unit", "")
        dosage["doseAndRate"] = [{"doseQuantity": quantity(course["dose"], label(unit), _UNITS.get(unit, ""))}]
    made = {
        "resourceType": "MedicationStatement",
        "status": _status(course, today),
        "category": code(label(course["kind"])),
        "medicationCodeableConcept": code(name, *known),
        "subject": subject,
        "effectivePeriod": period(as_known(course.get("start"), course.get("start_said")), course.get("stop")),
        "informationSource": subject,
        "dosage": [dosage],
    }
    return ids.named(marked(filled(made), course), course)


def as_known(day: str | None, said: str | None) -> str | None:
    """Return a date to the month or the year where it is known so; none where it may be the day of entry."""
    if day is None or said is None:
        return None
    return {Since.ON_THE_DAY: day, Since.ABOUT_A_YEAR_AGO: day[:4]}.get(Since(said), day[:7])


def _status(course: Values, today: date) -> str:
    if course.get("start", "") > today.isoformat():
        return "intended"
    return "completed" if course.get("stop", "9999-12-31") < today.isoformat() else "active"


def questionnaire_response(contents: Values, subject: Resource, today: date, ids: Ids) -> Resource | None:
    """Return what the person ticked as answers, or None if nothing is ticked.

    What was not ticked has no answer, rather than a no.
    """
    person = contents["person"]
    ticked: dict[str, list[Values]] = {}
    for sign in contents["signs"]:
        ticked.setdefault(sign["sign"], []).append(sign)
    groups = {
        "signs": (_("Signs"), [_question(name, found) for name, found in ticked.items() if name not in _RESTLESS]),
        "restless_legs": (_("Restless legs"), [_question(name, ticked[name]) for name in _RESTLESS if name in ticked]),
        "conditions": (_("Conditions"), [_question(name, [{}]) for name in person.get("conditions", [])]),
    }
    items = [{"linkId": name, "text": text, "item": inside} for name, (text, inside) in groups.items() if inside]
    if not items:
        return None
    made: Resource = {"resourceType": "QuestionnaireResponse", "status": "completed", "authored": today.isoformat()}
    made |= {"subject": subject, "source": subject, "item": items}
    invented = any(row.get("invented") for row in (*contents["signs"], person))
    return ids.named(
        marked(made, {"invented": invented}), today.isoformat(), contents["signs"], person.get("conditions", [])
    )


def _question(name: str, ticked: list[Values]) -> Resource:
    return {"linkId": str(name), "text": label(name), "answer": [_answer(name, each) for each in ticked]}


def _answer(name: str, ticked: Values) -> Resource:
    details = {
        "noted_on": (_("noted on"), "Date", ticked.get("noted_on")),
        "onset": (_("began"), "Date", as_known(ticked.get("onset"), ticked.get("onset_said"))),
        "onset_said": (_("began, in words"), "String", label(ticked.get("onset_said") or "")),
        "side": (_("side"), "String", label(ticked.get("side") or "")),
        "until": (_("until"), "Date", ticked.get("until")),
        "note": (_("note"), "String", fhir_text(ticked.get("note", ""))),
    }
    inside = [
        {"linkId": f"{name}.{field}", "text": text, "answer": [{f"value{kind}": value}]}
        for field, (text, kind, value) in details.items()
        if value
    ]
    return {"valueBoolean": True} | ({"item": inside} if inside else {})
