"""Nights of evenings that have none, written from their forms in a few statements."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, insert, select
from sqlmodel import SQLModel

from cramp_journal.model import Cramp, Factor, Intake, Night, NightFactor, NightForm, Relief, new_id, utc_now
from cramp_journal.model.kept import row_of
from cramp_journal.model.tables import table_of, this_device
from cramp_journal.store.journal import writing

_NIGHT, _CRAMP, _RELIEF = table_of(Night), table_of(Cramp), table_of(Relief)
_INTAKE, _NIGHT_FACTOR = table_of(Intake), table_of(NightFactor)


def add_night_forms(connection: Connection, forms: Sequence[NightForm], import_id: str | None = None) -> None:
    """Write nights of evenings that have none, in a few statements; whoever calls notes their versions.

    No objects are made of them: that would take longer than the writing.
    """
    rows: dict[Any, list[dict[str, Any]]] = {table: [] for table in (_NIGHT, _CRAMP, _RELIEF, _INTAKE, _NIGHT_FACTOR)}
    standing = {"changed_at": utc_now(), "device": this_device(), "deleted_at": None, "binned_on": None}
    standing["import_id"] = import_id
    keys: dict[tuple[str, bool], str] = {}  # of factors, by name; one that an invented night has may be invented
    taken = _keys_taken(connection, forms)
    for form in forms:
        said = row_of(form)
        known = {} if said is None else {"changed_at": said.changed_at, "device": said.device}
        night = new_id() if said is None or said.key in taken else said.key
        taken.add(night)
        rows[_NIGHT].append({"id": night, **standing, **known, **_columns_in(form, _NIGHT)})
        for at, cramp in enumerate(form.cramps):
            key = new_id()
            rows[_CRAMP].append({"id": key, "night_id": night, "position": at, **_columns_in(cramp, _CRAMP)})
            for place, relief in enumerate(cramp.reliefs):
                of_cramp = {"id": new_id(), "cramp_id": key, "position": place}
                rows[_RELIEF].append({**of_cramp, **_columns_in(relief, _RELIEF)})
        for at, intake in enumerate(form.intakes):
            of_night = {"id": new_id(), "night_id": night, "position": at}
            rows[_INTAKE].append({**of_night, **_columns_in(intake, _INTAKE)})
        for at, name in enumerate(form.factors):
            if (name, form.invented) not in keys:
                with_it = Night(evening=form.evening, state=form.state, invented=form.invented, import_id=import_id)
                keys[name, form.invented] = writing.factor_of(connection, Factor(name=name), with_it)
            held = {"id": new_id(), "night_id": night, "factor_id": keys[name, form.invented], "position": at}
            rows[_NIGHT_FACTOR].append(held)
    for table, found in rows.items():
        if found:
            connection.execute(insert(table), found)


def _keys_taken(connection: Connection, forms: Sequence[NightForm]) -> set[str]:
    """Return the keys of nights, deleted ones too, that some of these say they have: a file never overwrites one."""
    keys = [said.key for form in forms if (said := row_of(form)) is not None]
    return set(connection.execute(select(_NIGHT.c.id).where(_NIGHT.c.id.in_(keys))).scalars()) if keys else set()


@cache
def _shared(form: type[SQLModel], table: Table) -> tuple[str, ...]:
    return tuple(name for name in form.model_fields if name in table.c)


def _columns_in(form: SQLModel, table: Table) -> dict[str, Any]:
    return {name: getattr(form, name) for name in _shared(type(form), table)}
