"""Saving what can be read of a damaged journal: a new one is made from it and from the newest sound copy.

Rows say when they were last changed. Where that moment is the same in both, the row is the same, and the copy's is
taken, since a byte of the other may be damaged. Newer rows come from the damaged file; rows that cannot be read there
come from the copy. The damaged file is kept under another name and never deleted.
"""

import operator
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Column, Date, DateTime, Integer, String

from cramp_journal import clock
from cramp_journal.errors import GoodCopy, JournalError
from cramp_journal.i18n import _
from cramp_journal.model import Cramp, Intake, Night, NightFactor, Relief, Row, new_id
from cramp_journal.model.tables import TABLES, table_of
from cramp_journal.paths import where_it_lies
from cramp_journal.safe_file import hand_over, put_in_place, sync_folder
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.copies.sweeping import unpacked
from cramp_journal.store.file import digest, leftovers, seals, shape
from cramp_journal.store.file.connection import UNREADABLE, connect
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.file.front import Front, front_of
from cramp_journal.store.file.reasons import reason_of
from cramp_journal.store.recovery.replacing import Still, held_still
from cramp_journal.store.recovery.salvage import Rows, Salvage
from cramp_journal.store.schema.database import open_engine, translate_sqlite_errors
from cramp_journal.store.schema.upgrade import bring_up_to_date
from cramp_journal.words import State

_PARENTS: tuple[tuple[type[Any], str, type[Any]], ...] = (
    (Cramp, "night_id", Night),
    (Intake, "night_id", Night),
    (NightFactor, "night_id", Night),
    (Relief, "cramp_id", Cramp),
)
_FITS: dict[type[Any], Callable[[Any], object]] = {  # what the CHECKs of the file do not cover
    Date: lambda value: date.fromisoformat(value).isoformat(),
    DateTime: lambda value: f"{datetime.fromisoformat(value):%Y-%m-%d %H:%M:%S.%f}",
    Integer: operator.index,
    String: str,
}
_Tables = dict[str, Rows]
_WANTED = {table_of(kind).name: [column.name for column in table_of(kind).columns] for kind in TABLES}
_WANTED |= {"lineage": ["opening", "writes", "day", "used"], "state": ["name", "value"]}


@dataclass(frozen=True)
class Rescued:
    """The result of a rescue."""

    nights: int  # nights in the journal now
    from_copy: int  # how many of these were read from the copy
    lost: int  # rows of which no valid version could be read
    set_aside: Path  # where the damaged file is now


def readable_nights(file: Path, key: Key | None = None) -> int:
    """Return how many nights of a damaged file can be read."""
    salvage = Salvage(file, key, untouched=shape.stands_alone(file))
    try:
        rows = salvage.rows("night", ("evening", "deleted_at"))  # of a file that was cut off, some are read twice
        return len({row["evening"] for row in rows if row.get("deleted_at") is None})
    finally:
        salvage.close()


def rescue(file: Path, key: Key | None = None, second: Path | None = None) -> Rescued:
    """Make a new journal from what can be read of a damaged one and from its newest sound copy, and put it in place.

    `second` is the person's folder of copies. The journal must not be open. Raises JournalError, with the file
    unchanged, where nothing can be read at all or the disk does not take the new one.
    """
    file = where_it_lies(file)
    _refuse_strange(file, key, second)
    try:
        with held_still(file, key) as still:
            rescued = _made_anew(still, file, key, second)
    except (OSError, *UNREADABLE) as error:
        sentence = _("What can be read of {file} could not be written ({reason}). It was left as it is.")
        raise JournalError(sentence.format(file=file, reason=reason_of(error))) from error
    seals.keep(file)
    return rescued


def _made_anew(still: Still, file: Path, key: Key | None, second: Path | None) -> Rescued:
    draft = leftovers.partial_of_ours(file)
    try:
        copies, good = Copies(file, key, second), _Tables()
        copy, bad = copies.newest_sound(), _read(file, key)
        if copy is not None:
            with copies.at_hand(copy.file) as near:
                good = _read_whole(replace(copy, file=near), key)
        if not bad.get("night") and not good.get("night"):
            raise JournalError(_("Nothing can be read of {file}. It was left as it is.").format(file=file))
        merged, from_copy = _merged(bad, good)
        with translate_sqlite_errors(draft):
            nights, lost = _written(draft, key, merged)
        aside = keep_damaged(file)
        still.put(draft)
    finally:
        draft.unlink(missing_ok=True)
    return Rescued(nights, from_copy, lost, aside)


def refuse_foreign_without_copies(file: Path, second: Path | None = None) -> None:
    """Raise NotAJournal for a file that is plainly somebody else's, before it is claimed or replaced.

    With copies of a journal of this name, in the person's folder too, a plain file took that journal's place instead.
    """
    if shape.why_foreign(file):
        shape.refuse_foreign(file, had=bool(Copies(file, second=second).files()))


def _refuse_strange(file: Path, key: Key | None, second: Path | None) -> None:
    """Raise where nothing can be read and there is no copy, before somebody else's file is claimed."""
    had = bool(Copies(file, key, second).files())
    strange = shape.why_foreign(file, had=True) == "" and front_of(file) in (Front.STRANGE, Front.EMPTY)
    if strange and file.exists() and key is None and not had:
        raise JournalError(_("Nothing can be read of {file}. It was left as it is.").format(file=file))
    shape.refuse_foreign(file, had=had)


def keep_damaged(file: Path, called: str = "damaged") -> Path:
    """Keep a file under another name as well, which says that it is damaged, or newer; it also keeps its own name."""
    moment = clock.now()
    aside = file.with_name(f"{file.stem}-{called}-{moment:%Y-%m-%d-%H%M%S}{file.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = file.with_name(f"{file.stem}-{called}-{moment:%Y-%m-%d-%H%M%S}-{number}{file.suffix}")
    try:
        os.link(file, aside)
    except OSError:  # a disk without hard links
        shutil.copyfile(file, aside)
        hand_over(aside, file)
        put_in_place(aside, aside)
    sync_folder(aside.parent)
    return aside


def _read(file: Path, key: Key | None) -> _Tables:
    """Return the rows of a damaged file that can be read, with those of its log where another program made one."""
    with unpacked(file, key) as (plain, fitting):
        salvage = Salvage(plain, fitting, untouched=shape.stands_alone(plain, log_too=True))
        try:
            return {name: salvage.rows(name, columns) for name, columns in _WANTED.items()}
        finally:
            salvage.close()


def _read_whole(copy: GoodCopy, key: Key | None) -> _Tables:
    """Return all rows of a copy that was just found sound; a partial result would pass for all."""
    what = _("The copy {file} could not be read just now. Nothing was changed.").format(file=copy.file)
    try:
        connection = connect(copy.file, key)
        try:
            shape.form_of(connection)
            tables = {name: _rows(connection, name, columns) for name, columns in _WANTED.items()}
        finally:
            connection.close()
    except UNREADABLE as error:
        raise JournalError(what) from error
    if sum(row.get("deleted_at") is None for row in tables["night"]) != copy.nights:
        raise JournalError(what)
    return tables


def _rows(connection: Any, table: str, wanted: Sequence[str]) -> Rows:
    """Return the rows of a table with those wanted columns that it has; none where an older form lacks it."""
    there = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))}
    columns = [name for name in wanted if name in there]
    if not columns:
        return []
    found = connection.execute(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608 - names of the model
    return [dict(zip(columns, row, strict=True)) for row in found]


def _merged(bad: _Tables, good: _Tables) -> tuple[_Tables, int]:
    """Return the rows to write, and how many nights outside the bin come from the copy."""
    merged: _Tables = {}
    trusted: set[Any] = set()  # keys of rows that are taken from the copy
    # Times are kept to the second: a row from the copy's last second may have been changed after the copy, too.
    newest = max((_moment(row) for rows in good.values() for row in rows), default="")
    for kind in TABLES:
        if not issubclass(kind, Row):
            continue
        name = table_of(kind).name
        ours, theirs = ({row.get("id"): row for row in rows.get(name, ())} for rows in (bad, good))
        same = {
            key
            for key, row in theirs.items()
            if key not in ours or (ours[key].get("changed_at") == row.get("changed_at") and _moment(row) < newest)
        }
        trusted |= same
        merged[name] = [theirs[key] for key in same] + [row for key, row in ours.items() if key not in same]
    from_copy = sum(row.get("deleted_at") is None for row in merged["night"] if row.get("id") in trusted)
    for kind, parent, of in _PARENTS:
        name = table_of(kind).name
        merged[name] = [row for row in good.get(name, ()) if row.get(parent) in trusted]
        merged[name] += [row for row in bad.get(name, ()) if row.get(parent) not in trusted]
        if of is Night and kind is Cramp:  # the reliefs of a cramp come from the same file as the cramp
            trusted |= {row.get("id") for row in merged[name] if row.get(parent) in trusted}
    # Only the copy's part of the lineage: then the next opening looks for nights that were acknowledged after the
    # copy and could not be read.
    merged["lineage"], merged["state"] = good.get("lineage", []), good.get("state") or bad.get("state", [])
    return merged, from_copy


def _written(draft: Path, key: Key | None, tables: _Tables) -> tuple[int, int]:
    """Write rows into a new journal; return how many nights are in it, and how many rows it refused."""
    draft.unlink(missing_ok=True)
    engine, _ledger = open_engine(draft, key)
    try:
        bring_up_to_date(engine, draft, key)
    finally:
        engine.dispose()
    connection = connect(draft, key, "rw")
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN IMMEDIATE")
        lost = sum(not _kept(connection, kind, row) for kind, row in _in_order(tables))
        for name in ("lineage", "state"):
            for row in tables[name]:
                _insert(connection, name, row, "INSERT OR REPLACE")
        _mend(connection)
        digest.write_anew(connection)
        connection.execute("COMMIT")
        (nights,) = connection.execute("SELECT count(*) FROM night WHERE deleted_at IS NULL").fetchone()
    finally:
        connection.close()
    return nights, lost


def _in_order(tables: _Tables) -> Iterator[tuple[type[Any], dict[str, Any]]]:
    """Yield all rows, parents first; nights that were changed last come first, since they win their evening."""
    for kind in TABLES:
        yield from ((kind, row) for row in sorted(tables[table_of(kind).name], key=_moment, reverse=True))


def _moment(row: dict[str, Any]) -> str:
    return str(row.get("changed_at", ""))


def _kept(connection: Any, kind: type[Any], row: dict[str, Any]) -> bool:
    """Write a row; if a single one of its values is invalid, only that value is lost."""
    table = table_of(kind)
    row = {name: _fitting(table.columns[name], value) for name, value in row.items()}
    if _insert(connection, table.name, row):
        return True
    if kind is Night and _insert(connection, table.name, row | {"deleted_at": row.get("changed_at")}):
        return True  # two nights of one evening: the older one goes to the bin
    return any(_insert(connection, table.name, row | {name: None}) for name in row if row[name] is not None)


def _fitting(column: Column[Any], value: Any) -> Any:
    """Return a value in the type of its column, or None where that is impossible."""
    of = getattr(column.type, "impl", column.type)
    fit = next((fit for kind, fit in _FITS.items() if isinstance(of, kind)), None)
    try:
        return value if value is None or fit is None else fit(value)
    except (ValueError, TypeError):
        return None


def _insert(connection: Any, table: str, row: dict[str, Any], verb: str = "INSERT") -> bool:
    names, holes = ", ".join(row), ", ".join("?" * len(row))
    try:
        connection.execute(f"{verb} INTO {table} ({names}) VALUES ({holes})", list(row.values()))
    except sqlite.IntegrityError:
        return False
    return True


def _mend(connection: Any) -> None:
    """Change a night of cramps that has none left into one that says nothing: it was not a clear night."""
    bare = connection.execute(
        "SELECT id FROM night WHERE state = ? AND id NOT IN (SELECT night_id FROM cramp)", (State.CRAMPS.value,)
    ).fetchall()
    for (night,) in bare:
        columns = {column.name: column for column in table_of(Cramp).columns}
        empty = {name: "" for name, column in columns.items() if not column.nullable}
        _insert(connection, "cramp", empty | {"id": new_id(), "night_id": night, "position": 0})
