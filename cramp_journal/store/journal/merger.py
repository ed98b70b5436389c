"""Bringing a journal together with another one: in one transaction, after a copy, and so that it can be undone."""

from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, delete, select, update
from sqlmodel import col

from cramp_journal.errors import BadInput, JournalError
from cramp_journal.i18n import _
from cramp_journal.merging.asking import (
    Edits,
    Merged,
    MergedNight,
    MergeQuestion,
    open_questions,
    overlapping_courses,
    settle,
)
from cramp_journal.merging.contents import USUAL_BOUNDARY
from cramp_journal.merging.shown import what_is_shown
from cramp_journal.merging.versions import (
    A_FACTOR,
    A_NIGHT,
    ABOUT,
    OVERLAP,
    MergeUnit,
    Says,
    Stamp,
    Units,
    edited,
    key_in,
    merge,
    unit_kind,
)
from cramp_journal.model import (
    About,
    Factor,
    Night,
    NightFactor,
    NightForm,
    Row,
    loses,
    night_from,
    validation_messages,
    values_of,
)
from cramp_journal.model.tables import table_of
from cramp_journal.punctuation import in_sentences
from cramp_journal.questions import OWN
from cramp_journal.store.acknowledged.receipts import Wrote
from cramp_journal.store.journal import adding, units, versions, writing, written
from cramp_journal.words import name_key

_FACTOR, _NIGHT = table_of(Factor), table_of(Night)
_LAST = "merged"  # in the table `state`: the write of the last merge that can be undone

Reading = Callable[[], AbstractContextManager[Connection]]
Writing = Callable[[Wrote], AbstractContextManager[Connection]]


@dataclass(frozen=True)
class Before:
    """How units were before an answer: their versions, which of these are of this side, and how they were unmerged."""

    state: Units
    here: versions.Here
    earlier: dict[str, MergeUnit | None]


@dataclass(frozen=True)
class _Plan:
    before: Units
    after: Units
    said: dict[str, Says | None]  # what units say that changed, now
    was: dict[str, Says | None]


class Merger:
    """Brings the journal whose transactions it is handed together with others."""

    def __init__(self, reading: Reading, writing: Writing, copy: Callable[[], Path]) -> None:
        self._reading, self._writing, self._copy = reading, writing, copy

    def state(self) -> Units:
        """Return the state of the journal, for another one to merge."""
        with self._reading() as connection:
            return versions.read_state(connection)

    def contents(self) -> dict[str, Any]:
        """Return the whole journal in the exchange form, version 2: with the keys and the writes of its rows."""
        with self._reading() as connection:
            return written.written_contents(connection)

    def keys(self) -> dict[str, bool]:
        """Return the keys of all rows, deleted ones too, and whether each stands."""
        with self._reading() as connection:
            return written.keys_there(connection)

    def look(self, theirs: Units) -> Merged:
        """Return what a merge would do, and change nothing."""
        with self._reading() as connection:
            return look_from(versions.read_state(connection), theirs)

    def merge(self, theirs: Units, *, copied: bool = False) -> Merged:
        """Bring the state of another journal in, after a copy unless there is one (`copied`).

        Raises JournalError, with everything as it was.
        """
        with self._reading() as connection:
            before, last = versions.read_state(connection), versions.last_write(connection)
        if merge(before, theirs) == before:
            return Merged(asked=len(self.questions()))
        kept = None if copied else self._copy()
        with self._writing(wrote := Wrote(rest=True)) as connection:
            stamp, used = versions.stamp_now(connection)
            if stamp.number != last + 1:  # something was written since
                before = versions.read_state(connection)
            after, settled = settle(before, theirs, merge(before, theirs), stamp, used)
            plan = _plan(before, after)
            _write(connection, plan, wrote)
            versions.forget_undo(connection)
            changed = {name: unit for name, unit in after.items() if before.get(name) != unit}
            versions.put_units(connection, changed, before, used)
            for name in settled:
                if unit_kind(name) == OVERLAP:
                    versions.put_here(connection, name, _stamps_of(overlapping_courses(name), before))
            writing.write_state(connection, _LAST, f"{stamp.opening} {stamp.number}")
            asked = len(open_questions(after, {}))
        return _counted(plan, asked, kept)

    def questions(self) -> list[MergeQuestion]:
        """Return what only the person can answer."""
        with self._reading() as connection:
            return open_questions(versions.read_open(connection), versions.read_here(connection))

    def answer(self, edits: Edits) -> None:
        """Write what the person answered; it counts on every side from the next merge on."""
        with self._writing(wrote := Wrote(rest=True)) as connection:
            before = versions.read_state(connection, list(edits))
            stamp, used = versions.stamp_now(connection)
            after = dict(before)
            for name, content in edits.items():
                said = what_is_shown(unit_kind(name), before[name]).content if name in before else None
                after[name] = edited(before.get(name), said, content, stamp, used)
            _write(connection, _plan(before, after), wrote)
            versions.put_units(connection, {name: after[name] for name in edits}, before)

    def before(self, names: Collection[str]) -> Before:
        """Return how units are now, so that `put` can put them back."""
        with self._reading() as connection:
            earlier = versions.undoable(connection)
            here = versions.read_here(connection)
            return Before(
                versions.read_state(connection, list(names)),
                {name: here[name] for name in names if name in here},
                {name: earlier[name] for name in names if name in earlier},
            )

    def put(self, wanted: Before) -> None:
        """Put units back as they were, with their versions: an answer is undone."""
        with self._writing(wrote := Wrote(rest=True)) as connection:
            before = versions.read_state(connection, list(wanted.state))
            _write(connection, _plan(before, before | wanted.state), wrote)
            _stamp, used = versions.stamp_now(connection)
            for name, unit in wanted.state.items():
                was = {name: earlier} if (earlier := wanted.earlier.get(name)) else {}
                versions.put_units(connection, {name: unit}, was, used if name in wanted.earlier else None)
                versions.put_here(connection, name, wanted.here.get(name, ()))

    def can_undo(self) -> bool:
        """Return whether a merge can be undone, at least in part."""
        with self._reading() as connection:
            return bool(versions.undoable(connection))

    def undo(self) -> int:
        """Undo the last merge, but for what was changed since, and return the number of nights that are as before."""
        with self._reading() as connection:
            if not versions.undoable(connection):
                raise JournalError(
                    _("There is nothing to take apart again: no journal was brought in, or all changed.")
                )
        with self._writing(wrote := Wrote(rest=True)) as connection:
            earlier = versions.undoable(connection)
            before = versions.read_state(connection)
            after = {name: unit for name, unit in before.items() if name not in earlier}
            after |= {name: unit for name, unit in earlier.items() if unit is not None}
            plan = _plan(before, after)
            came = {name: plan.said.pop(name) for name, unit in earlier.items() if unit is None and name in plan.said}
            _write(connection, plan, wrote)
            for name in came:
                _remove(connection, name, wrote)
            for name, unit in earlier.items():
                versions.put_back(connection, name, unit)
            versions.forget_undo(connection)
            writing.write_state(connection, _LAST, "")
        return sum(unit_kind(name) == A_NIGHT for name in (*plan.said, *came))


def look_from(before: Units, theirs: Units) -> Merged:
    """Return what a merge would do to a state; that of a journal that is not there yet is empty."""
    after = merge(before, theirs)
    return _counted(_plan(before, after), len(open_questions(after, {})))


def _plan(before: Units, after: Units) -> _Plan:
    """Return what units say now that said something else before."""
    said: dict[str, Says | None] = {}
    was: dict[str, Says | None] = {}
    for name in sorted({*before, *after}):
        if before.get(name) == after.get(name) or unit_kind(name) == OVERLAP:
            continue
        old = what_is_shown(unit_kind(name), before[name]).content if name in before else None
        new = what_is_shown(unit_kind(name), after[name]).content if name in after else None
        if old != new:
            said[name], was[name] = new, old
    return _Plan(before, after, said, was)


def _stamps_of(names: Iterable[str], state: Units) -> list[Stamp]:
    return [version.stamp for name in names if name in state for version in state[name].versions]


def _counted(plan: _Plan, asked: int, kept: Path | None = None) -> Merged:
    nights = [name for name in plan.said if unit_kind(name) == A_NIGHT]
    new = sum(plan.was[name] is None for name in nights)
    gone = sum(plan.said[name] is None for name in nights)
    each = tuple(MergedNight(date.fromisoformat(key_in(name)), plan.was[name], plan.said[name]) for name in nights)
    return Merged(new, len(nights) - new - gone, gone, len(plan.said) - len(nights), asked, kept, each)


# ---------------------------------------------------------------- rows
def _write(connection: Connection, plan: _Plan, wrote: Wrote) -> None:
    """Write what units say now; the nights that were replaced or deleted go into the bin."""
    for name, content in plan.said.items():
        if unit_kind(name) == A_FACTOR and content is not None:
            _write_factor(connection, key_in(name), content)
    _write_nights(connection, plan, wrote)
    for name, content in plan.said.items():
        kind = unit_kind(name)
        if kind == A_FACTOR and content is None:
            _delete_factor(connection, key_in(name))
        elif kind not in (A_FACTOR, A_NIGHT):
            _write_row(connection, kind, key_in(name), content)
    gone = {
        each
        for each in plan.after
        if unit_kind(each) == A_FACTOR and what_is_shown(A_FACTOR, plan.after[each]).content is None
    }
    for name in gone:  # a night that came may have it still
        _delete_factor(connection, key_in(name))


def _write_nights(connection: Connection, plan: _Plan, wrote: Wrote) -> None:
    names = [name for name in plan.said if unit_kind(name) == A_NIGHT]
    standing = _standing(connection, [key_in(name) for name in names if plan.was[name] is not None])
    spelling = _spelling(connection)
    taken = set(connection.execute(select(_NIGHT.c.evening).where(_NIGHT.c.deleted_at.is_(None))).scalars())
    new: list[NightForm] = []
    for name in names:
        evening, content = date.fromisoformat(key_in(name)), plan.said[name]
        if content is None:
            writing.mark_deleted(connection, Night, col(Night.evening) == evening, known=True)
            wrote.take(evening, None)
            continue
        values = units.spelled(content, spelling)
        if evening not in taken:
            new.append(_form(values))
            wrote.take_values(evening, values)
            continue
        night, before = night_from(values), standing.get(evening)
        if before is not None and loses(values_of(before), values_of(night)):
            writing.put_aside(connection, before, versions.stamp_now(connection)[1])
        writing.write_night(connection, night, known=True)
        wrote.take(evening, night)
    adding.add_night_forms(connection, new)


def _form(values: Says) -> NightForm:
    try:
        return NightForm.model_validate(values)
    except ValidationError as error:
        raise BadInput(in_sentences(validation_messages(error))) from error


def _standing(connection: Connection, evenings: Collection[str]) -> dict[date, Night]:
    if not evenings:
        return {}
    wanted = {date.fromisoformat(each) for each in evenings}
    rows = connection.execute(select(_NIGHT.c.id, _NIGHT.c.evening).where(_NIGHT.c.deleted_at.is_(None))).all()
    keys = [key for key, evening in rows if evening in wanted]
    parts = (keys[at : at + 500] for at in range(0, len(keys), 500))
    return {night.evening: night for part in parts for night in writing.whole_nights(connection, part)}


def _spelling(connection: Connection) -> dict[str, str]:
    return {name_key(name): name for name in connection.execute(select(_FACTOR.c.name)).scalars()}


def _factors(connection: Connection, key: str) -> Iterable[tuple[str, str]]:
    rows = connection.execute(select(_FACTOR.c.id, _FACTOR.c.name).order_by(_FACTOR.c.name)).all()
    return [(each.id, each.name) for each in rows if name_key(each.name) == key]


def _write_factor(connection: Connection, key: str, content: Says) -> None:
    factor = Factor(name=content["name"], hidden=bool(content.get("hidden")))
    for row, name in list(_factors(connection, key))[:1]:
        if name != factor.name:
            connection.execute(update(_FACTOR).where(_FACTOR.c.id == row), {"name": factor.name})
            writing.rename_question(connection, OWN + name, OWN + factor.name)
        factor.id = row
    writing.write_row(connection, factor, known=True)


def _delete_factor(connection: Connection, key: str) -> None:
    for row, _name in _factors(connection, key):
        writing.mark_deleted(connection, Factor, col(Factor.id) == row, known=True)


def _remove(connection: Connection, name: str, wrote: Wrote) -> None:
    """Remove what a merge had brought, as if it had never come: a mark of deletion would count on the other side."""
    kind, key = unit_kind(name), key_in(name)
    if kind == A_NIGHT:
        evening = date.fromisoformat(key)
        connection.execute(delete(_NIGHT).where(_NIGHT.c.evening == evening, _NIGHT.c.deleted_at.is_(None)))
        wrote.take(evening, None)
    elif kind == A_FACTOR:
        used = select(table_of(NightFactor).c.factor_id)
        for row, _name in _factors(connection, key):
            connection.execute(delete(_FACTOR).where(_FACTOR.c.id == row, _FACTOR.c.id.not_in(used)))
    else:
        table = table_of(units.ROW_KINDS[kind][0])
        connection.execute(delete(table).where(table.c.id == key if kind != ABOUT else table.c.deleted_at.is_(None)))


def _write_row(connection: Connection, kind: str, key: str, content: Says | None) -> None:
    table, form = units.ROW_KINDS[kind]
    which = col(table.deleted_at).is_(None) if table is About else col(table.id) == key
    if content is None:
        writing.mark_deleted(connection, table, which, known=True)
        return
    row: Row
    if kind == ABOUT:
        plain = {name: value for name, value in content.items() if name != "night_boundary"}
        about = dict(form.model_validate(plain)) | {"conditions": " ".join(plain.get("conditions", []))}
        about.pop("invented", None)
        row = About(**about, night_boundary=content.get("night_boundary", USUAL_BOUNDARY))
    else:
        row = table(**dict(form.model_validate(content)), id=key)
    writing.write_row(connection, row, known=True)
