"""The things in a journal by their names in a merge (merging/versions.py), and what each says, in the exchange form.

A night goes by its evening, and a factor by its name: two devices give the same one different keys. What `demo` made up
is no unit.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from cramp_journal.merging.contents import ABOUT_UNIT, content_about, factor_unit, is_own, night_unit, unit_content
from cramp_journal.merging.versions import (
    A_FACTOR,
    A_NIGHT,
    ABOUT,
    Says,
    key_in,
    unit_kind,
    unit_name,
)
from cramp_journal.model import (
    About,
    Factor,
    Form,
    Night,
    PersonForm,
    Row,
)
from cramp_journal.model.tables import table_of
from cramp_journal.questions import OWN
from cramp_journal.store.schema import reading

ROW_KINDS: dict[str, tuple[type[Row], type[Form]]] = {
    **{str(kind.__tablename__): (kind, form) for kind, form in reading.LISTS.values()},
    ABOUT: (About, PersonForm),
}
_NIGHT = table_of(Night)
_FEW = 200  # nights that are read one by one

Named = dict[str, Says]  # by the name of the unit


def unit_of_row(row: Row) -> str:
    """Return the name of the unit that a row belongs to."""
    match row:
        case Night():
            return unit_of_night(row.evening)
        case Factor():
            return factor_unit(row.name)
        case About():
            return ABOUT_UNIT
    return unit_name(str(row.__tablename__), row.id)


def unit_of_night(evening: date) -> str:
    """Return the name of the unit of a night."""
    return night_unit(evening.isoformat())


def contents_by_name(connection: Connection, names: Collection[str] | None = None) -> Named:
    """Return what stands in the journal: some units, or all of them."""
    kinds = None if names is None else {unit_kind(each) for each in names}
    found = _nights(connection, names) if kinds is None or A_NIGHT in kinds else {}
    for kind in ROW_KINDS:
        if kinds is None or kind in kinds:
            found |= _rows(connection, kind)
    return found if names is None else {name: found[name] for name in names if name in found}


def deleted(
    connection: Connection, standing: Collection[str], names: Collection[str] | None = None
) -> dict[str, list[Says]]:
    """Return what was deleted and is still in the file, for each unit of which nothing stands."""
    found: defaultdict[str, list[Says]] = defaultdict(list)
    gone = select(_NIGHT.c.id).where(_NIGHT.c.deleted_at.is_not(None), _NIGHT.c.invented.is_(False))
    if names is not None and len(names) < _FEW:
        evenings = [date.fromisoformat(key_in(each)) for each in names if unit_kind(each) == A_NIGHT]
        gone = gone.where(_NIGHT.c.evening.in_(evenings))
    keys = list(connection.execute(gone).scalars())
    if keys:
        for values in reading.nights_by_key(connection, keys).values():
            found[unit_name(A_NIGHT, values["evening"])].append(unit_content(values))
    for kind in ROW_KINDS:
        if names is None or any(unit_kind(each) == kind for each in names):
            for name, content in _rows(connection, kind, deleted=True).items():
                found[name].append(content)
    return {name: said for name, said in found.items() if name not in standing and (names is None or name in names)}


def names_where(connection: Connection, kind: type[Row], *conditions: Any) -> list[str]:
    """Return the names of the units of rows that fit, without what `demo` made up."""
    table = table_of(kind)
    wanted = {Night: "evening", Factor: "name", About: "id"}.get(kind, "id")
    rows = connection.execute(select(table.c[wanted]).where(table.c.invented.is_(False), *conditions)).scalars()
    return sorted({_name(kind, key) for key in rows})


def _name(kind: type[Row], key: Any) -> str:
    if kind is About:
        return ABOUT_UNIT
    if kind is Night:
        return unit_of_night(key)
    return factor_unit(key) if kind is Factor else unit_name(str(kind.__tablename__), str(key))


def _nights(connection: Connection, names: Collection[str] | None) -> Named:
    keys: list[str] | None = None
    if names is not None and len(names) < _FEW:
        evenings = [key_in(each) for each in names if unit_kind(each) == A_NIGHT]
        keys = _standing_keys(connection, evenings)
    found = reading.nights_by_key(connection, keys).values()
    return {unit_name(A_NIGHT, each["evening"]): unit_content(each) for each in found if not each.get("invented")}


def _standing_keys(connection: Connection, evenings: Iterable[str]) -> list[str]:
    wanted = _NIGHT.c.evening.in_([date.fromisoformat(each) for each in evenings])
    return list(connection.execute(select(_NIGHT.c.id).where(_NIGHT.c.deleted_at.is_(None), wanted)).scalars())


def _rows(connection: Connection, kind: str, *, deleted: bool = False) -> Named:
    table, form = ROW_KINDS[kind]
    rows = reading.rows_by_key(connection, table, form, deleted=deleted)
    if kind == ABOUT:
        said = [content for key in rows if (content := _about(connection, key, rows[key]))]
        return {ABOUT_UNIT: said[-1]} if said else {}
    return {
        factor_unit(each["name"]) if kind == A_FACTOR else unit_name(kind, key): unit_content(each)
        for key, each in rows.items()
        if not each.get("invented")
    }


def _about(connection: Connection, key: str, values: Says) -> Says | None:
    """Return the page about the person; None where it says nothing."""
    if values.get("invented"):
        return None
    boundary = connection.execute(select(table_of(About).c.night_boundary).where(table_of(About).c.id == key)).scalar()
    return content_about(values, str(values.get("conditions", "")).split(), boundary)


def spelled(content: Says, spelling: Mapping[str, str]) -> Says:
    """Return a night with the names of factors as this journal spells them."""
    made = dict(content)
    if "factors" in made:
        made["factors"] = [spelling.get(each, each) for each in made["factors"]]
    if made.get("asked"):
        made["asked"] = [
            OWN + spelling.get(each.removeprefix(OWN), each.removeprefix(OWN)) if is_own(each) else each
            for each in made["asked"]
        ]
    return made
