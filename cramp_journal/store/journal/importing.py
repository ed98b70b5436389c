"""What an import adds to a journal, and how it is taken back: rows, and values of recorded nights.

A night that is filled stays the person's own, without the mark of the import; what was filled stands in the journal's
own notes.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select, update
from sqlmodel import col

from cramp_journal.model import Night, NightForm, Row, night_of, utc_now
from cramp_journal.model.tables import table_of
from cramp_journal.store.acknowledged.receipts import Wrote
from cramp_journal.store.journal import units, versions, writing

_FIELDS = ("room_temperature_c", "exercise_minutes")  # what a file can fill in
_NAME = "filled"  # in the table `state`
_NIGHT = table_of(Night)
_AT_ONCE = 100  # nights that are in memory
_MOST = 20  # imports that can be taken back

Coming = Night | NightForm  # a form takes less time: no object is made of it
New = tuple[Iterable[Coming], Sequence[Row], Mapping[str, Mapping[date, float]]]  # nights, other rows, fills
ByField = dict[str, dict[str, float]]  # by the field of a night, by evening
Filled = list[tuple[str, ByField]]  # the mark of an import, and what it filled in


def add(connection: Connection, wrote: Wrote, new: New, import_id: str | None) -> None:
    """Write what an import brings, marked with its id."""
    nights, rows, fills = new
    _touch(connection, rows)
    for row in rows:
        row.import_id = import_id
        writing.write_row(connection, row, known=True)
    coming = writing.all_spelled_as_known(connection, nights)
    while some := list(islice(coming, _AT_ONCE)):
        versions.touch(connection, sorted({units.unit_of_night(each.evening) for each in some if not each.invented}))
        once = {each.evening: each for each in some}  # of two for one evening, the second replaces the first
        for night in once.values():
            wrote.take(night.evening, night)
        taken = _taken(connection, list(once))
        added = [each for each in once.values() if isinstance(each, NightForm) and each.evening not in taken]
        writing.add_night_forms(connection, added, import_id)
        for each in once.values():
            if each.evening in taken or isinstance(each, Night):
                night = night_of(each) if isinstance(each, NightForm) else each
                night.import_id = import_id
                writing.write_night(connection, night, known=True)
    _acknowledge(connection, wrote, _fill(connection, fills, import_id or ""))


def _taken(connection: Connection, evenings: Sequence[date]) -> set[date]:
    """Return which evenings have a night."""
    standing = _NIGHT.c.evening.in_(evenings) & _NIGHT.c.deleted_at.is_(None)
    return set(connection.execute(select(_NIGHT.c.evening).where(standing)).scalars())


def _touch(connection: Connection, rows: Sequence[Row]) -> None:
    versions.touch(connection, sorted({units.unit_of_row(each) for each in rows if not each.invented}))


def newest_undoable(connection: Connection, kinds: tuple[type[Row], ...]) -> str | None:
    """Return the mark of the newest import that can be taken back."""
    kept = _kept(connection)
    marks = [mark for mark in (writing.newest_import(connection, kinds), kept[-1][0] if kept else None) if mark]
    return max(marks, default=None)


def take_back(connection: Connection, kinds: writing.Kinds, wrote: Wrote, import_id: str) -> int:
    """Take back what nobody changed of an import; return the number of nights that are gone or lost a value."""
    gone = writing.remove_all(connection, kinds, wrote, lambda kind: col(kind.import_id) == import_id)
    unfilled = _unfill(connection, import_id)
    _acknowledge(connection, wrote, unfilled)
    return gone + len(unfilled)


def _acknowledge(connection: Connection, wrote: Wrote, evenings: Sequence[date]) -> None:
    wanted = select(_NIGHT.c.id).where(_NIGHT.c.evening.in_(evenings), _NIGHT.c.deleted_at.is_(None))
    for night in writing.whole_nights(connection, list(connection.execute(wanted).scalars())):
        wrote.take(night.evening, night)


def _fill(connection: Connection, fills: Mapping[str, Mapping[date, float]], import_id: str) -> list[date]:
    """Set fields of nights that are recorded without them; return their evenings."""
    done: ByField = {}
    for name, values in fills.items():
        column = _NIGHT.c[_known(name)]
        for evening, value in values.items():
            versions.touch(connection, [units.unit_of_night(evening)])
            unknown = (_NIGHT.c.evening == evening, _NIGHT.c.deleted_at.is_(None), column.is_(None))
            if connection.execute(update(_NIGHT).where(*unknown), {name: value, "changed_at": utc_now()}).rowcount:
                done.setdefault(name, {})[evening.isoformat()] = value
    if done:
        _keep(connection, [*_kept(connection), (import_id, done)])
    return _evenings(done)


def _unfill(connection: Connection, import_id: str) -> list[date]:
    """Make unknown again what an import filled, where nobody changed it since; return the evenings."""
    kept = _kept(connection)
    undone: ByField = {}
    for name, values in next((filled for mark, filled in kept if mark == import_id), {}).items():
        column = _NIGHT.c[_known(name)]
        for evening, value in values.items():
            versions.touch(connection, [units.unit_of_night(date.fromisoformat(evening))])
            same = (_NIGHT.c.evening == date.fromisoformat(evening), _NIGHT.c.deleted_at.is_(None), column == value)
            if connection.execute(update(_NIGHT).where(*same), {name: None, "changed_at": utc_now()}).rowcount:
                undone.setdefault(name, {})[evening] = value
    _keep(connection, [each for each in kept if each[0] != import_id])
    return _evenings(undone)


def _known(name: str) -> str:
    if name not in _FIELDS:
        raise ValueError(name)
    return name


def _evenings(filled: ByField) -> list[date]:
    return sorted({date.fromisoformat(evening) for values in filled.values() for evening in values})


def _kept(connection: Connection) -> Filled:
    said = connection.exec_driver_sql("SELECT value FROM state WHERE name = ?", (_NAME,)).scalar()
    try:
        return [(str(mark), _read(filled)) for mark, filled in json.loads(said or "[]")]
    except (ValueError, TypeError, AttributeError):
        return []


def _read(filled: Any) -> ByField:
    """Return what stands in the journal's notes about one import; fields that are unknown here are dropped."""
    return {
        name: {date.fromisoformat(day).isoformat(): float(value) for day, value in values.items()}
        for name, values in filled.items()
        if name in _FIELDS
    }


def _keep(connection: Connection, kept: Filled) -> None:
    connection.exec_driver_sql("DELETE FROM state WHERE name = ?", (_NAME,))
    if kept:
        connection.exec_driver_sql("INSERT INTO state VALUES (?, ?)", (_NAME, json.dumps(kept[-_MOST:])))
