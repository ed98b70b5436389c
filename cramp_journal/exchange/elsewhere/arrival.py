"""From what a file brings to what the journal takes: every night is checked, and a faulty one stays out by its line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError

from cramp_journal.exchange.elsewhere.brought import Brought
from cramp_journal.exchange.plan import ImportPlan, plan_import, same_night, stays_in_words
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import cramp_in_parts, dated_night, day, degrees, dose_of, label, some_of
from cramp_journal.model import (
    CourseForm,
    Factor,
    FactorForm,
    JournalForm,
    NightForm,
    SignForm,
    Values,
    date_problems,
    night_of,
    validation_messages,
    values_of,
)
from cramp_journal.punctuation import in_clauses, in_quotes, in_sentences, name_and_value, with_aside
from cramp_journal.words import State

Fills = dict[str, dict[date, float]]  # values by evening, by the field of a night
_PLACE = re.compile(r", ((?:line|sheet .*, row) [\d, ]+)$")  # where a night came from, without the file
_SHOWN = 10  # nights of a preview
_OF_THE_ENTRY = ("entered_at", "entered_offset", "came_from")  # as the night that stands says


@dataclass
class Arrival:
    """What would come into the journal from a file: new nights and courses, and values for recorded nights."""

    plan: ImportPlan
    filled: Fills = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    preview: list[str] = field(default_factory=list)  # up to ten nights in the journal's own words
    changed: list[NightForm] = field(default_factory=list)  # recorded nights, as a file of ours has them now

    @property
    def empty(self) -> bool:
        """Whether nothing would come in."""
        return self.plan.empty and not self.filled and not self.changed

    def as_json(self) -> dict[str, Any]:
        """Return the arrival as `import --json` prints it."""
        return self.plan.as_json() | {
            "changed": [night.evening.isoformat() for night in self.changed],
            "filled": {name: len(values) for name, values in self.filled.items()},
            "left_out": [*self.left, *self.plan.left],
            "said": self.said,
            "preview": self.preview,
        }


def arrival_of(brought: Brought, present: Mapping[str, Any], today: date) -> Arrival:
    """Check what a file brings against the form of a night and the journal that stands (in the exchange form)."""
    left = [str(each) for each in brought.left]
    nights = [form for values in brought.nights if (form := _checked(values, today, left))]
    courses = [course for values in brought.courses if (course := _checked_course(values, left))]
    cell_text = {name for form in nights for name in form.factors}
    signs = [sign for values in brought.signs if (sign := _checked_sign(values, left))]
    incoming = JournalForm(
        format="cramp-journal",
        version=1,
        factors=[FactorForm(name=name) for name in sorted(cell_text)],
        courses=courses,
        signs=signs,
        nights=nights,
    )
    plan = plan_import(incoming, present, today=today)
    there = {factor["name"] for factor in present["factors"]}
    plan.already -= len(cell_text & there)  # a factor that both name is no news
    used = {name for form in nights if form.evening in plan.nights.evenings for name in form.factors}
    plan.rows = [row for row in plan.rows if not isinstance(row, Factor) or row.name in used]
    standing = {night["evening"]: night for night in present["nights"]}
    filled = {name: _unknown(name, values, standing) for name, values in brought.fills.items()}
    filled = {name: values for name, values in filled.items() if values}
    shown = [night for night in nights if night.evening in plan.nights.evenings]
    arrival = Arrival(
        plan, filled, left, list(brought.said), [in_words(values_of(night_of(each))) for each in shown[:_SHOWN]]
    )
    if brought.carries:
        arrival.changed = _changed(arrival, brought, nights, standing, today)
    return arrival


def _changed(
    arrival: Arrival, brought: Brought, nights: Sequence[NightForm], standing: Mapping[str, Values], today: date
) -> list[NightForm]:
    """Return the recorded nights of which a file of ours says something else, if it is what counts.

    What the plan said of them is told anew: a file without notes, say, changes no note.
    """
    plan, found = arrival.plan, list[NightForm]()
    there = [form for form in nights if form.evening.isoformat() in standing]
    plan.left = [line for line in plan.left if not any(line == stays_in_words(form.evening) for form in there)]
    plan.already -= sum(same_night(standing[form.evening.isoformat()], values_of(night_of(form))) for form in there)
    for form in there:
        stands = standing[form.evening.isoformat()]
        values = _with_what_stands(values_of(night_of(form)), stands, brought.carries)
        if same_night(stands, values):
            plan.already += 1
        elif brought.takes_changes:
            if (changed := _checked(values, today, arrival.left)) is None:
                continue
            found.append(changed)
            arrival.preview.append(_("Changed: {night}").format(night=in_words(values)))
        else:
            plan.left.append(stays_in_words(form.evening))
    came = {form.evening.isoformat() for form in nights}
    gone = [evening for evening in standing if came and min(came) < evening < max(came) and evening not in came]
    if gone:
        text = ngettext(
            "{n} night of your journal is not in the file any more: it stays in the journal.",
            "{n} nights of your journal are not in the file any more: they stay in the journal.",
            len(gone),
        )
        arrival.said.append(text.format(n=len(gone)))
    del arrival.preview[_SHOWN:]
    return found


def _with_what_stands(values: Values, stands: Values, carries: frozenset[str]) -> Values:
    """Return a night of a file with what the file has no place for. A note that is empty there is no note that is gone.

    Notes may have been left out when the file was written.
    """
    merged = {name: value for name, value in stands.items() if name not in carries or name == "note"}
    own = carries - {*_OF_THE_ENTRY}  # of the night that stands
    merged |= {name: value for name, value in values.items() if name in own or name == "evening"}
    merged |= {name: stands[name] for name in _OF_THE_ENTRY if name in stands}
    before = stands["cramps"]
    if "cramps" not in carries:
        return merged | {"cramps": before}
    if len(before) == len(values["cramps"]):
        notes = [{"note": each["note"]} if "note" in each else {} for each in before]
        merged["cramps"] = [note | cramp for note, cramp in zip(notes, values["cramps"], strict=True)]
    return merged


def _unknown(name: str, values: Mapping[date, float], standing: Mapping[str, Values]) -> dict[date, float]:
    """Return the values for nights that are recorded and say nothing there."""
    recorded = {evening: standing[evening.isoformat()] for evening in values if evening.isoformat() in standing}
    return {evening: values[evening] for evening, night in recorded.items() if night.get(name) is None}


def _checked(values: Mapping[str, Any], today: date, left: list[str]) -> NightForm | None:
    place = _PLACE.search(str(values.get("came_from", "")))
    line = place[1] if place else day(date.fromisoformat(str(values["evening"])))
    known = {name: value for name, value in values.items() if name in NightForm.model_fields}
    try:
        form = NightForm.model_validate(known)
    except ValidationError as error:
        left.append(name_and_value(line, in_sentences(validation_messages(error))))
        return None
    if problems := date_problems(form.evening, today):
        left.append(name_and_value(line, problems[0].text))
        return None
    return form


def _checked_course(values: Mapping[str, Any], left: list[str]) -> CourseForm | None:
    try:
        return CourseForm.model_validate(values)
    except ValidationError as error:
        left.append(name_and_value(str(values.get("substance")), in_sentences(validation_messages(error))))
        return None


def _checked_sign(values: Mapping[str, Any], left: list[str]) -> SignForm | None:
    try:
        return SignForm.model_validate(values)
    except ValidationError as error:
        left.append(name_and_value(str(values.get("sign")), in_sentences(validation_messages(error))))
        return None


def in_words(night: Values) -> str:
    """Return a night as the window says it, on one line."""
    evening = date.fromisoformat(night["evening"])
    parts = []
    for cramp in night["cramps"]:
        said = some_of(each for each in cramp_in_parts(cramp) if each)
        parts.append(with_aside(_("a cramp"), said) if said else _("a cramp"))
    if night["state"] == State.CLEAR:
        parts.append(_("no cramps"))
    if (celsius := night.get("room_temperature_c")) is not None:
        parts.append(degrees(celsius, "c"))
    parts += [label(name) for name, value in night.items() if value is True and name not in ("left_out", "invented")]
    parts += night.get("factors", [])
    parts += [" ".join(filter(None, (each["substance"], dose_of(each)))) for each in night.get("intakes", [])]
    if note := night.get("note"):
        parts.append(in_quotes(" ".join(note.split())[:80]))
    return name_and_value(dated_night(evening), in_clauses(parts))


def label_of_fill(name: str) -> str:
    """Return the words for a field that a file fills in."""
    return {"room_temperature_c": _("the room's temperature"), "exercise_minutes": _("minutes of exercise")}[name]
