"""The things in a journal in JSON with the writes that led to them, for a merge and for an import without loss."""

from collections.abc import Iterator, Sequence
from typing import Any

from cramp_journal.exchange.journal_json import JournalFile
from cramp_journal.merging.contents import (
    ABOUT_UNIT,
    UNITS_OF_LISTS,
    content_about,
    factor_unit,
    night_unit,
    sum_of,
    unit_content,
)
from cramp_journal.merging.shown import what_is_shown
from cramp_journal.merging.versions import (
    MergeUnit,
    Says,
    Stamp,
    Units,
    Version,
    old_stamp,
    old_unit,
    seen_by_any,
    unit_kind,
    unit_name,
)
from cramp_journal.model import (
    CourseForm,
    Form,
    NightForm,
    PersonForm,
    PromptForm,
    SignForm,
    TrialAnswerForm,
    TrialAnswerRow,
    TrialEffectForm,
    TrialEffectRow,
    TrialForm,
    TrialPauseForm,
    TrialPauseRow,
    TrialRow,
    known_values,
)
from cramp_journal.model.forms import form_values
from cramp_journal.model.kept import RowForm, UnitForm, VersionForm, row_of
from cramp_journal.model.tables import Course, PromptAnswer, Row, Sign

_ROWS: dict[str, tuple[type[Row], type[Form]]] = {
    "courses": (Course, CourseForm),
    "signs": (Sign, SignForm),
    "prompts": (PromptAnswer, PromptForm),
    "trials": (TrialRow, TrialForm),
    "trial_answers": (TrialAnswerRow, TrialAnswerForm),
    "trial_pauses": (TrialPauseRow, TrialPauseForm),
    "trial_effects": (TrialEffectRow, TrialEffectForm),
}


def kept_units(file: JournalFile) -> Iterator[tuple[str, MergeUnit | None]]:
    """Yield what a file of version 2 knows of the writes of each thing; None: that it is older than stamps."""
    for name, content, row in _things(file):
        if row is not None:
            yield name, _unit(name, content, row) if row.stamp or row.versions else None
    for form in file.units():
        yield form.unit, _without_row(form)


def units_in(file: JournalFile) -> Units:
    """Return the state of a journal in a file of version 2, for another one to merge."""
    found = {name: _unit(name, content, row) for name, content, row in _things(file)}
    return found | {form.unit: _without_row(form) for form in file.units()}


def _things(file: JournalFile) -> Iterator[tuple[str, Says | None, RowForm | None]]:
    """Yield the name of each thing that was not made up, what it says, and which row it is."""
    profile = file.profile
    person = known_values(profile.person, PersonForm)
    about = content_about(person, [str(each) for each in profile.person.conditions], profile.settings.night_boundary)
    if not profile.person.invented and (about or row_of(profile.person)):
        yield ABOUT_UNIT, about, row_of(profile.person)
    for factor in profile.factors:
        if not factor.invented:
            yield factor_unit(factor.name), _plain(factor.name, hidden=factor.hidden), row_of(factor)
    for name, (kind, form) in _ROWS.items():
        rows: Sequence[Any] = getattr(profile, name)
        for each in rows:
            row = row_of(each)
            if row is not None and not each.invented:
                made = kind(**{field: getattr(each, field) for field in form.model_fields})
                yield unit_name(UNITS_OF_LISTS[name], row.key), unit_content(known_values(made, form)), row
    for night in file.nights():
        if not night.invented:
            yield _night(night)


def _plain(name: str, *, hidden: bool) -> Says:
    return {"name": name} | ({"hidden": True} if hidden else {})


def _night(form: NightForm) -> tuple[str, Says, RowForm | None]:
    return night_unit(form.evening.isoformat()), unit_content(form_values(form)), row_of(form)


def _unit(name: str, content: Says | None, row: RowForm | None) -> MergeUnit:
    """Return a thing with its versions; one that was edited in the file is a new version, after all that are said."""
    if row is None or not (row.stamp or row.versions):
        return old_unit(content)
    if row.stamp:
        version = Version(_stamp(row.stamp), row.seen, content)
        if row.sum == sum_of(content):
            return MergeUnit(row.seen, (version,))
    else:
        unit = MergeUnit(row.seen, _versions(row.versions))
        if what_is_shown(unit_kind(name), unit).content == content:
            return unit
    stamp = old_stamp(content)
    seen = seen_by_any(row.seen, {stamp.opening: stamp.number})
    return MergeUnit(seen, (Version(stamp, seen, content),))


def _without_row(form: UnitForm) -> MergeUnit:
    if form.stamp:
        return MergeUnit(form.seen, (Version(_stamp(form.stamp), form.seen, None),))
    return MergeUnit(form.seen, _versions(form.versions))


def _versions(forms: Sequence[VersionForm]) -> tuple[Version, ...]:
    found = [Version(_stamp(each.stamp), each.seen, each.content) for each in forms]
    return tuple(sorted(found, key=lambda each: each.stamp))


def _stamp(text: str) -> Stamp:
    opening, _blank, number = text.partition(" ")
    return Stamp(opening, int(number))
