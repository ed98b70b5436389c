"""Nights and cramps as FHIR R4 observations: a night's count of cramps, and its members."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta, timezone

from cramp_journal.exchange.columns import intake_in_words
from cramp_journal.exchange.fhir.parts import (
    HL7,
    LOINC,
    MINUTES,
    SCORE,
    SNOMED,
    Ids,
    Resource,
    code,
    fhir_text,
    filled,
    marked,
    part,
    period,
    quantity,
    reference,
)
from cramp_journal.i18n import _
from cramp_journal.labels import capital, label, site
from cramp_journal.model import Values
from cramp_journal.words import YES_NO_FACTORS, Muscle, evening_of

_CRAMP_IN_LOWER_LEG_AT_REST = (SNOMED, "102549009", "Cramp in lower leg associated with rest")
_CRAMP_IN_LOWER_LIMB = (SNOMED, "449917004", "Cramp in lower limb")
_MOST_OF_FHIR = 14 * 60  # minutes between a clock and UTC
_PAIN = (LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
_ROOM_TEMPERATURE = (LOINC, "60832-3", "Room temperature")
_SITES = {
    Muscle.CALF: (SNOMED, "53840002", "Structure of calf of leg"),
    Muscle.FOOT: (SNOMED, "56459004", "Foot structure"),
    Muscle.TOES: (SNOMED, "29707007", "Toe structure"),
    Muscle.THIGH_FRONT: (SNOMED, "68367000", "Thigh structure"),
    Muscle.THIGH_BACK: (SNOMED, "68367000", "Thigh structure"),
}
YES_NO = ("woke", "sore_next_day", "tired_next_day", *YES_NO_FACTORS)
MEASURED = {"minutes_awake": MINUTES, "exercise_minutes": MINUTES, "sleep_disturbance": SCORE}
WORDS = ("exercise", "posture")


def night_resources(night: Values, subject: Resource, boundary: time, ids: Ids) -> Iterator[Resource]:
    """Yield the observation of a night, then its members: each cramp, and the room's temperature."""
    evening = night["evening"]
    members = [
        ids.named(_cramp(cramp, number, night, subject, boundary), "cramp", evening, cramp)
        for number, cramp in enumerate(night["cramps"], 1)
    ]
    if "room_temperature_c" in night:
        members.append(ids.named(_temperature(night, subject), "temperature", evening, night["room_temperature_c"]))
    whole = _observation(night, subject, code(_("Number of leg cramps in a night")), night.get("note", ""))
    whole |= {
        "effectivePeriod": _whole_night(night),
        "valueQuantity": quantity(len(night["cramps"]), _("cramps"), "{cramps}"),
        "component": list(_night_components(night)),
        "hasMember": [reference(member) for member in members],
    }
    yield ids.named(filled(whole), "night", night)
    yield from members


def _observation(night: Values, subject: Resource, concept: Resource, note: str) -> Resource:
    """Return what all observations of a night share: the person made them, when the night was entered."""
    survey = code(_("self-reported"), (f"{HL7}/observation-category", "survey", "Survey"))
    made: Resource = {"resourceType": "Observation", "status": "final", "category": [survey], "code": concept}
    made |= {"subject": subject, "performer": [subject]}
    if "entered_at" in night:
        made["issued"] = _moment_there(night["entered_at"], night.get("entered_offset"))
    if text := fhir_text(note):
        made["note"] = [{"text": text}]
    return marked(made, night)


def _moment_there(entered_at: str, offset: int | None) -> str:
    """Return the moment of entry by the clock that the person saw, where FHIR has such a clock (14 hours at most)."""
    if offset is None or abs(offset) > _MOST_OF_FHIR:
        return entered_at
    with suppress(OverflowError):  # at the ends of the calendar
        return datetime.fromisoformat(entered_at).astimezone(timezone(timedelta(minutes=offset))).isoformat()
    return entered_at


def _temperature(night: Values, subject: Resource) -> Resource:
    made = _observation(night, subject, code(capital(label("room_temperature_c")), _ROOM_TEMPERATURE), "")
    degrees = quantity(night["room_temperature_c"], "°C", "Cel")
    return made | {"effectivePeriod": _whole_night(night), "valueQuantity": degrees}


def _cramp(cramp: Values, number: int, night: Values, subject: Resource, boundary: time) -> Resource:
    muscle = cramp.get("muscle")
    finding = [_CRAMP_IN_LOWER_LEG_AT_REST if muscle in (Muscle.CALF, Muscle.SHIN) else _CRAMP_IN_LOWER_LIMB]
    if muscle == Muscle.OTHER:
        finding = []  # "other" may be anywhere in the body
    made = _observation(night, subject, code(_("Night leg cramp"), *finding), cramp.get("note", ""))
    made |= {"valueBoolean": True} | _when(cramp, night, boundary)
    made["component"] = [part(_("which cramp of the night"), "Integer", number), *_cramp_components(cramp)]
    if muscle or cramp.get("side"):
        where = [_SITES[Muscle(muscle)]] if muscle in _SITES else []
        made["bodySite"] = code(site(cramp.get("side"), muscle), *where)
    return made


def _when(cramp: Values, night: Values, boundary: time) -> Resource:
    """Return the date on which a cramp began, the evening's or the next; if unknown, the night as a period."""
    if "time" not in cramp:
        return {"effectivePeriod": _whole_night(night)}
    evening = date.fromisoformat(night["evening"])
    began = datetime.combine(evening, time.fromisoformat(cramp["time"]))
    on = evening if evening_of(began, boundary) == evening else evening + timedelta(days=1)
    return {"effectiveDateTime": on.isoformat()}


def _whole_night(night: Values) -> Resource:
    evening = date.fromisoformat(night["evening"])
    return period(night["evening"], (evening + timedelta(days=1)).isoformat())


def _cramp_components(cramp: Values) -> Iterator[Resource]:
    if "time" in cramp:
        yield part(_("began, by the clock on the wall"), "Time", f"{cramp['time']}:00")
    if "time_precision" in cramp:
        yield part(_("how well the time is known"), "String", cramp["time_precision"].replace("_", " "))
    if "seconds" in cramp:
        yield part(_("length"), "Quantity", quantity(cramp["seconds"], "s", "s"))
    if "timing" in cramp:
        yield part(_("how the length is known"), "String", label(cramp["timing"]))
    if "pain" in cramp:
        yield part(code(_("pain, 0 to 10"), _PAIN), "Quantity", quantity(cramp["pain"], *SCORE))
    if "went_hard" in cramp:
        yield part(_("the muscle went hard"), "Boolean", cramp["went_hard"])
    for relief in cramp.get("reliefs", []):
        done = label(relief["what"])
        yield part(_("done against it: {what}").format(what=done), "Boolean", True)  # noqa: FBT003
        if "helped" in relief:
            yield part(_("it helped: {what}").format(what=done), "Boolean", relief["helped"])


def _night_components(night: Values) -> Iterator[Resource]:
    for name in (*YES_NO, *MEASURED, *WORDS):
        if name not in night:
            continue
        if name in YES_NO:
            yield part(label(name), "Boolean", night[name])
        elif name in MEASURED:
            yield part(label(name), "Quantity", quantity(night[name], *MEASURED[name]))
        else:
            yield part(label(name), "String", label(night[name]))
    factors = [fhir_text(factor) for factor in night.get("factors", [])]
    taken = [fhir_text(intake_in_words(intake)) for intake in night.get("intakes", [])]
    yield from (part(text, "Boolean", True) for text in factors if text)  # noqa: FBT003
    yield from (part(_("taken"), "String", text) for text in taken if text)
    if night.get("left_out"):
        yield part(_("left out of the journal's figures"), "Boolean", True)  # noqa: FBT003
