"""The whole journal as version 2 of its JSON has it: with the keys of its rows, and the writes that led to each thing.

What was deleted is named, and what it said is not in it; nor are earlier words of what stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from cramp_journal.merging.contents import ABOUT_UNIT, UNITS_OF_LISTS, factor_unit, night_unit, sum_of
from cramp_journal.merging.versions import OVERLAP, MergeUnit, Seen, Stamp, Version, unit_kind, unit_name
from cramp_journal.model import About, Night, Row
from cramp_journal.model.tables import table_of
from cramp_journal.store.journal import versions
from cramp_journal.store.schema import reading

_KINDS: tuple[type[Row], ...] = (Night, About, *(kind for kind, _form in reading.LISTS.values()))


def written_contents(connection: Connection) -> dict[str, Any]:
    """Return the whole journal in the exchange form, version 2."""
    state, stamped = versions.read_state(connection), versions.stamped(connection)
    known = {name: unit for name, unit in state.items() if name in stamped}
    found = reading.profile(connection) | {"version": 2}
    standing: set[str] = set()

    def with_row(name: str, values: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
        standing.add(name)
        return {**values, "row": {**row, **_writes(known.get(name) if not values.get("invented") else None)}}

    about = _rows(connection, About)
    for key, row in list(about.items())[:1]:
        found["person"] = with_row(ABOUT_UNIT, found["person"], {"key": key, **row})
    for listed, (kind, form) in reading.LISTS.items():
        if listed not in found:
            continue
        rows = _rows(connection, kind)
        there = [
            with_row(_name(listed, key, values), values, {"key": key, **rows[key]})
            for key, values in reading.rows_by_key(connection, kind, form).items()
        ]
        found[listed] = _sorted(there, [name for name in form.model_fields if name in table_of(kind).c])
    rows, nights = _rows(connection, Night), reading.nights_by_key(connection)
    made = [with_row(night_unit(each["evening"]), each, {"key": key, **rows[key]}) for key, each in nights.items()]
    after = {name: found.pop(name) for name in reading.AFTER_NIGHTS if name in found}
    beside = {name: unit for name, unit in sorted(state.items()) if name not in standing}
    return {
        **found,
        "nights": sorted(made, key=lambda each: str(each["evening"])),
        **after,
        "deleted": _beside(each for each in beside.items() if unit_kind(each[0]) != OVERLAP),
        "overlaps": _beside(each for each in beside.items() if unit_kind(each[0]) == OVERLAP),
    }


def keys_there(connection: Connection) -> dict[str, bool]:
    """Return the keys of all rows, deleted ones too, and whether each stands."""
    found: dict[str, bool] = {}
    for kind in _KINDS:
        table = table_of(kind)
        found |= {key: gone is None for key, gone in connection.execute(select(table.c.id, table.c.deleted_at)).all()}
    return found


def _sorted(rows: list[dict[str, Any]], names: Sequence[str]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda each: [*(str(each.get(name, "")) for name in names), each["row"]["key"]])


def _name(listed: str, key: str, values: Mapping[str, Any]) -> str:
    return factor_unit(values["name"]) if listed == "factors" else unit_name(UNITS_OF_LISTS[listed], key)


def _rows(connection: Connection, kind: type[Row]) -> dict[str, dict[str, Any]]:
    table = table_of(kind)
    wanted = select(table.c.id, table.c.changed_at, table.c.device).where(table.c.deleted_at.is_(None))
    return {
        key: {"changed_at": _moment(changed), "device": device}
        for key, changed, device in connection.execute(wanted).all()
    }


def _moment(stored: datetime) -> str:
    return stored.replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")


def _writes(unit: MergeUnit | None) -> dict[str, Any]:
    if unit is None:  # older than stamps, or made up
        return {}
    if len(unit.versions) > 1:
        return {"seen": unit.seen, "versions": [_version(each) for each in unit.versions]}
    (version,) = unit.versions
    return {"stamp": _text(version.stamp), "sum": sum_of(version.content), "seen": unit.seen}


def _beside(units: Iterable[tuple[str, MergeUnit]]) -> list[dict[str, Any]]:
    return [_unit(name, unit) for name, unit in units]


def _unit(name: str, unit: MergeUnit) -> dict[str, Any]:
    if len(unit.versions) == 1 and unit.versions[0].content is None:
        return {"unit": name, "seen": unit.seen, "stamp": _text(unit.versions[0].stamp)}
    return {"unit": name, "seen": unit.seen, "versions": [_version(each) for each in unit.versions]}


def _version(version: Version) -> dict[str, Any]:
    seen: Seen = version.seen
    said = {} if version.content is None else {"content": version.content}
    return {"stamp": _text(version.stamp), "seen": seen, **said}


def _text(stamp: Stamp) -> str:
    return f"{stamp.opening} {stamp.number}"
