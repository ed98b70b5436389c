"""From what a file brings to what the journal takes: every night is checked, and a faulty one stays out by its line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError

from cramp_journal.exchange.elsewhere.brought import Brought
from cramp_journal.exchange.plan import ImportPlan, plan_import
from cramp_journal.i18n import _
from cramp_journal.labels import cramp_in_parts, degrees, dose_of, label, night_title, some_of
from cramp_journal.model import (
    CourseForm,
    Factor,
    FactorForm,
    JournalForm,
    NightForm,
    Values,
    date_problems,
    night_of,
    validation_messages,
    values_of,
)
from cramp_journal.words import State

Fills = dict[str, dict[date, float]]  # values by evening, by the field of a night
_SHOWN = 10  # nights of a preview


@dataclass
class Arrival:
    """What would come into the journal from a file: new nights and courses, and values for recorded nights."""

    plan: ImportPlan
    filled: Fills = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    preview: list[str] = field(default_factory=list)  # up to ten nights in the journal's own words

    @property
    def empty(self) -> bool:
        """Whether nothing would come in."""
        return self.plan.empty and not self.filled

    def as_json(self) -> dict[str, Any]:
        """Return the arrival as `import --json` prints it."""
        return self.plan.as_json() | {
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
    incoming = JournalForm(
        format="cramp-journal",
        version=1,
        factors=[FactorForm(name=name) for name in sorted(cell_text)],
        courses=courses,
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
    return Arrival(
        plan, filled, left, list(brought.said), [in_words(values_of(night_of(each))) for each in shown[:_SHOWN]]
    )


def _unknown(name: str, values: Mapping[date, float], standing: Mapping[str, Values]) -> dict[date, float]:
    """Return the values for nights that are recorded and say nothing there."""
    recorded = {evening: standing[evening.isoformat()] for evening in values if evening.isoformat() in standing}
    return {evening: values[evening] for evening, night in recorded.items() if night.get(name) is None}


def _checked(values: Mapping[str, Any], today: date, left: list[str]) -> NightForm | None:
    line = str(values.get("came_from", "")).rpartition(", ")[2] or str(values["evening"])
    known = {name: value for name, value in values.items() if name in NightForm.model_fields}
    try:
        form = NightForm.model_validate(known)
    except ValidationError as error:
        left.append(f"{line}: {' '.join(validation_messages(error))}")
        return None
    if problems := date_problems(form.evening, today):
        left.append(f"{line}: {problems[0].text}")
        return None
    return form


def _checked_course(values: Mapping[str, Any], left: list[str]) -> CourseForm | None:
    try:
        return CourseForm.model_validate(values)
    except ValidationError as error:
        left.append(f"{values.get('substance')}: {' '.join(validation_messages(error))}")
        return None


def in_words(night: Values) -> str:
    """Return a night as the window says it, on one line."""
    evening = date.fromisoformat(night["evening"])
    parts = []
    for cramp in night["cramps"]:
        said = some_of(each for each in cramp_in_parts(cramp) if each)
        parts.append(f"{_('a cramp')} ({said})" if said else _("a cramp"))
    if night["state"] == State.CLEAR:
        parts.append(_("no cramps"))
    if (celsius := night.get("room_temperature_c")) is not None:
        parts.append(degrees(celsius, "c"))
    parts += [label(name) for name, value in night.items() if value is True and name not in ("left_out", "invented")]
    parts += night.get("factors", [])
    parts += [" ".join(filter(None, (each["substance"], dose_of(each)))) for each in night.get("intakes", [])]
    if note := night.get("note"):
        parts.append(f"“{' '.join(note.split())[:80]}”")
    return f"{night_title(evening)} {evening.year}: {'; '.join(parts)}"


def label_of_fill(name: str) -> str:
    """Return the words for a field that a file fills in."""
    return {"room_temperature_c": _("the room's temperature"), "exercise_minutes": _("minutes of exercise")}[name]
