"""What an import would add: only what the journal does not have yet. It never overwrites anything."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple, TypeVar

from cramp_journal.i18n import Late, _
from cramp_journal.labels import day
from cramp_journal.model import (
    About,
    Course,
    CourseForm,
    Factor,
    Form,
    JournalForm,
    NightForm,
    PersonForm,
    PromptAnswer,
    PromptForm,
    Row,
    Sign,
    SignForm,
    TrialAnswerForm,
    TrialAnswerRow,
    TrialEffectForm,
    TrialEffectRow,
    TrialForm,
    TrialPauseForm,
    TrialPauseRow,
    TrialRow,
    keyed,
    known_values,
    night_of,
    values_of,
)
from cramp_journal.model.kept import RowForm, row_of
from cramp_journal.words import name_key

_AnyRow = TypeVar("_AnyRow", bound=Row)

_NOT_COMPARED = ("entered_at", "entered_offset", "came_from", "asked")  # a longer file may ask more of the same night


@dataclass
class NewNights:
    """The nights that an import would add, read one at a time: not all need to be in memory."""

    forms: Callable[[], Iterable[NightForm]] = tuple  # iterates over all nights, from the first on
    evenings: set[date] = field(default_factory=set)  # the new ones among them
    cramps: int = 0  # in the new nights
    taken: Mapping[str, bool] = field(default_factory=dict)  # the keys of the rows that the journal has, or had

    def __len__(self) -> int:
        return len(self.evenings)

    def __iter__(self) -> Iterator[NightForm]:
        return (form for form in self.forms() if form.evening in self.evenings)


@dataclass
class ImportPlan:
    """The nights and rows that would be added, how many exist already, and a line for each that stays out."""

    nights: NewNights = field(default_factory=NewNights)
    rows: list[Row] = field(default_factory=list)
    already: int = 0
    left: list[str] = field(default_factory=list)
    kin: bool = False  # whether the file comes from this very journal, or from a copy of it

    @property
    def empty(self) -> bool:
        """Whether nothing would be added."""
        return not self.nights and not self.rows

    def as_json(self) -> dict[str, Any]:
        """Return the plan as `import --json` prints it."""
        return {
            "nights": len(self.nights),
            "cramps": self.nights.cramps,
            "other": len(self.rows),
            "already_there": self.already,
            "left_out": self.left,
        } | ({"same_journal": True} if self.kin else {})


class _Part(NamedTuple):
    """Rows of one kind: which fields may differ without making it another item, and how to name one."""

    name: str
    kind: type[Row]
    form: type[Form]
    changing: tuple[str, ...]
    waits: Late  # said where it began in days to come
    stays: Late  # said where the journal has it already, with other words


_PARTS = (
    _Part(
        "courses",
        Course,
        CourseForm,
        ("start_said", "stop", "invented"),
        Late("The daily {substance} is said to have begun on {begun}, which has not come yet: it stays out."),
        Late("The daily {substance} is in the journal already, with other words: it stays."),
    ),
    _Part(
        *("signs", Sign, SignForm, ("onset", "onset_said", "side", "until", "note", "invented")),
        Late("The sign of {noted_on} is said to have begun on {begun}, which has not come yet: it stays out."),
        Late("The sign of {noted_on} is in the journal already, with other words: it stays."),
    ),
    _Part(
        *("prompts", PromptAnswer, PromptForm),
        ("answer", "answered_on", "appointment_on", "reason", "answers", "invented"),
        Late(),
        Late("The answer to a prompt of {raised_on} is in the journal already, with other words: it stays."),
    ),
    _Part(
        *("trials", TrialRow, TrialForm, ("stopped_on", "stopped_why", "seen_on", "seen", "invented"), Late()),
        Late("The trial of {first} is in the journal already, with other words: it stays."),
    ),
    _Part(
        *("trial_answers", TrialAnswerRow, TrialAnswerForm, ("done", "answered_on", "invented"), Late()),
        Late("What was done in a trial on {evening} is in the journal already, with other words: it stays."),
    ),
    _Part(
        *("trial_pauses", TrialPauseRow, TrialPauseForm, ("last", "invented"), Late()),
        Late("The pause of {first} is in the journal already, with other words: it stays."),
    ),
    _Part(
        *("trial_effects", TrialEffectRow, TrialEffectForm, ("unusual", "note", "answered_on", "invented"), Late()),
        Late("What was noticed in a trial, as told on {answered_on}, is in the journal already, with other words."),
    ),
)
_DAYS_NAMED = ("noted_on", "raised_on", "first", "evening", "answered_on")


def import_mark() -> str:
    """Return the id of one import.

    It starts with the moment: the largest id is taken back first if two imports share a second.
    """
    return f"{datetime.now(UTC).isoformat(timespec='microseconds')} {uuid.uuid4()}"


def empty_contents() -> dict[str, Any]:
    """Return a journal that holds nothing, in the exchange form: what stands before there is a file."""
    settings = JournalForm(format="cramp-journal", version=1).settings
    lists: dict[str, Any] = {name: [] for name in ("nights", "factors", *(part.name for part in _PARTS))}
    return lists | {"person": {}, "settings": settings.model_dump()}


def plan_import(
    incoming: JournalForm,
    present: Mapping[str, Any],
    nights: Callable[[], Iterable[NightForm]] | None = None,
    today: date = date.max,
    taken: Mapping[str, bool] | None = None,
) -> ImportPlan:
    """Compare an incoming journal with the present one (in the exchange form).

    Args:
        incoming: The incoming journal.
        present: The journal that exists.
        nights: Yields the incoming nights one by one, if they are not in `incoming`.
        today: New nights after this date stay out: a clock was wrong.
        taken: The keys of the rows that the journal has, or had, and whether each stands (`Merger.keys`).
    """
    taken = taken or {}
    plan = ImportPlan(NewNights(nights or (lambda: incoming.nights), taken=taken))
    _plan_nights(plan, {night["evening"]: night for night in present["nights"]}, today)
    for part in _PARTS:
        _plan_part(plan, part, getattr(incoming, part.name), present.get(part.name, ()), today)
    names = {name_key(factor["name"]) for factor in present["factors"]}
    for factor in incoming.factors:
        if name_key(factor.name) in names:
            plan.already += 1
        else:
            names.add(name_key(factor.name))
            made = Factor(name=factor.name, hidden=factor.hidden, invented=factor.invented)
            plan.rows.append(_kept(plan, made, factor, new_key=True))
    _plan_person(plan, incoming, present)
    return plan


def _plan_part(
    plan: ImportPlan, part: _Part, came: Sequence[Form], there: Sequence[Mapping[str, Any]], today: date
) -> None:
    def which(values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if name not in part.changing}

    standing = [which(values) for values in there]
    for each in came:
        row = keyed(part.kind(**{name: getattr(each, name) for name in part.form.model_fields}))
        kept = row_of(each)
        plan.kin = plan.kin or (kept is not None and kept.key in plan.nights.taken)
        values = known_values(row, part.form)
        named = values | _said_days(values)
        if values in there:
            plan.already += 1
        elif (begun := _begun(each)) is not None and begun > today:
            plan.left.append(part.waits.said(**named | {"begun": day(begun)}))
        elif isinstance(each, SignForm) and each.noted_on > today:
            said = _("The sign of {day} is of a day that has not come yet: it stays out.")
            plan.left.append(said.format(day=day(each.noted_on)))
        elif which(values) in standing or (kept is not None and plan.nights.taken.get(kept.key)):
            plan.left.append(part.stays.said(**named))
        else:
            plan.rows.append(_kept(plan, row, each, new_key=False))


def _kept(plan: ImportPlan, made: Row, form: Form, *, new_key: bool) -> Row:
    """Return a row with what a file of version 2 says of it; `new_key`: the key of another row is not used again."""
    row = row_of(form)
    return made if row is None else _as_kept(made, row, new_key=new_key and row.key in plan.nights.taken)


def _as_kept(made: _AnyRow, row: RowForm, *, new_key: bool) -> _AnyRow:
    if not new_key:
        made.id = row.key
    made.changed_at, made.device = row.changed_at, row.device
    return made


def _said_days(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the days of a row that its name has, in words."""
    return {name: day(date.fromisoformat(values[name])) for name in _DAYS_NAMED if name in values}


def _begun(form: Form) -> date | None:
    """Return the date on which a course or a sign is said to have begun."""
    if isinstance(form, CourseForm):
        return form.start if form.start_said else None  # an older file may hold a plan
    return form.onset if isinstance(form, SignForm) else None


def _plan_nights(plan: ImportPlan, there: Mapping[str, Any], today: date) -> None:
    for form in plan.nights.forms():
        standing, row = there.get(form.evening.isoformat()), row_of(form)
        plan.kin = plan.kin or (row is not None and row.key in plan.nights.taken)
        if standing is None and form.evening > today:
            plan.left.append(
                _("The night of {day} has not come yet (today is {today}). Was a clock wrong?").format(
                    day=day(form.evening), today=day(today)
                )
            )
        elif standing is None:
            plan.nights.evenings.add(form.evening)
            plan.nights.cramps += len(form.cramps)
        elif same_night(standing, values_of(night_of(form))):
            plan.already += 1
        else:
            plan.left.append(stays_in_words(form.evening))


def stays_in_words(evening: date) -> str:
    """Say that a night stays as the journal has it."""
    return _("The night of {day} is in the journal already, with other words: it stays.").format(day=day(evening))


def same_night(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two nights, in the exchange form, say the same, whenever and wherever they were entered."""
    return _comparable(one) == _comparable(other)


def _comparable(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a night without when it was entered, where it came from, what was asked, and lists that are empty."""
    plain = {name: value for name, value in values.items() if name not in _NOT_COMPARED and value not in ([], "")}
    plain["factors"] = sorted({name_key(name) for name in values.get("factors", [])})
    plain["cramps"] = [{k: v for k, v in cramp.items() if v not in ([], "")} for cramp in values["cramps"]]
    return plain


def _plan_person(plan: ImportPlan, incoming: JournalForm, present: Mapping[str, Any]) -> None:
    person, boundary, standing = (
        incoming.person,
        incoming.settings.night_boundary,
        present["settings"]["night_boundary"],
    )
    conditions = [str(condition) for condition in person.conditions]
    came = known_values(person, PersonForm) | ({"conditions": conditions} if conditions else {})
    there = present["person"]
    if boundary != standing and (there or present["nights"]):
        if "night_boundary" in incoming.settings.model_fields_set:
            plan.left.append(_("The clock time at which a night ends is set in the journal already: it stays."))
        boundary = standing
    if there and came == there:
        plan.already += 1
    elif there and came:
        plan.left.append(_("Who the person is stands in the journal already: it stays."))
    elif came or boundary != standing or (row_of(person) and not there and not present["nights"]):
        about = About(**{name: getattr(person, name) for name in PersonForm.model_fields if name != "conditions"})
        about.conditions, about.night_boundary = " ".join(conditions), boundary
        plan.rows.append(_kept(plan, about, person, new_key=True))
