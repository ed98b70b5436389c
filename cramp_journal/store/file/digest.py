"""A digest of all that stands in a journal, kept in the same transaction as each write.

SQLite's own check sees a third of the bytes that rot in a file without encryption. So the table `digest` holds, for
each table (and for the schema), the number of its rows and the sum of their CRC-32. A sum can be kept up to date row by
row. CRC-32 tells every change within 32 bits of a row for certain, so every flipped byte, and of any other change all
but one in four thousand million. It is no seal against somebody who means harm: that is what a passphrase is for.

Each row is taken as the text of a JSON array, which tells NULL, numbers and texts apart, and refuses anything else.
Numbers with a fraction are taken as two integers that hold every bit, since the way they are written may change with
SQLite; the kept journals in `tests/store/journals` would tell if anything else did.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import Any
from zlib import crc32

from cramp_journal.store.file.connection import UNREADABLE
from cramp_journal.store.file.values import quoted

Totals = dict[str, tuple[int, int]]  # of a part: the number of its rows and the sum of their CRC-32

_TABLE = "digest"
FIRST_FORM = "0003"  # of a journal, that has a digest
_SCHEMA = "sqlite_master"
_IS_OURS = "substr(tbl_name, 1, 7) != 'sqlite_'"  # not what ANALYZE would write
_HEADER = ("application_id", "user_version", "encoding", "auto_vacuum")
_BITS = 2.0**62  # of a fraction


def kept(connection: Any) -> Totals:
    """Give the digest that stands in a file; nothing where its form is of before there was one."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (_TABLE,)).fetchone():
        return {}
    rows = connection.execute("SELECT part, number, total FROM digest").fetchall()
    return {part: (number, total) for part, number, total in rows}


def computed(connection: Any) -> Totals:
    """Give the digest that the rows of a file come to."""
    return {part: _summed(connection, part) for part in _parts(connection)}


def mismatches(connection: Any) -> list[str]:
    """Give a few words for each part that is not what was written; nothing where the form knows no digest."""
    meant = kept(connection)
    if not meant:
        forms = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        return ["the digest is gone"] if forms >= [(FIRST_FORM,)] else []
    found = []
    for part in sorted({*meant, *_parts(connection)}):
        try:
            same = _summed(connection, part) == meant.get(part)
        except UNREADABLE:  # something that no journal holds
            same = False
        if not same:
            name = "the plan of the tables" if part == _SCHEMA else part
            found.append(f"{name}: what stands there is not what was written")
    return found


def write_anew(connection: Any) -> None:
    """Write the digest of what stands in a file, in the transaction that is open: after a change of its form."""
    connection.execute("DELETE FROM digest")
    rows = [(part, number, total) for part, (number, total) in computed(connection).items()]
    connection.executemany("INSERT INTO digest (part, number, total) VALUES (?, ?, ?)", rows)


class Ledger:
    """Takes note of each row that one connection writes, by whatever statement, and brings the digest up to date.

    The triggers that do so are temporary: they belong to the connection, and none stands in the file. A transaction in
    which a statement failed must not be committed: what it had written by then was noted.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._changes: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        self._watches = False
        self.totals: Totals = {}  # as they stood after the last transaction

    def watch(self) -> None:
        """Begin to take note, outside any transaction: one that is rolled back would take the triggers with it."""
        if self._watches:
            return
        self._connection.execute("PRAGMA recursive_triggers = ON")  # else OR REPLACE would delete rows unseen
        self._connection.create_function("note_row", 3, self._note)
        for part in _parts(self._connection):
            columns = _columns(self._connection, part) if part != _SCHEMA else ()
            for event, rows in (("INSERT", ("NEW",)), ("DELETE", ("OLD",)), ("UPDATE", ("OLD", "NEW"))):
                name = part.replace("'", "''")
                notes = [f"note_row('{name}', {1 if row == 'NEW' else -1}, {_as_bytes(columns, row)})" for row in rows]
                if columns:
                    trigger = quoted(f"note {part} {event}")
                    self._connection.execute(
                        f"CREATE TEMP TRIGGER IF NOT EXISTS {trigger} AFTER {event} ON main.{quoted(part)}"
                        f" BEGIN SELECT {', '.join(notes)}; END"
                    )
        self._watches = True

    def begin(self) -> None:
        """Start anew, at the beginning of a transaction that writes."""
        self._changes.clear()
        self.totals = kept(self._connection)

    def settle(self) -> None:
        """Bring the digest up to date, at the end of a transaction, before it is committed."""
        for part, (more, sum_) in self._changes.items():
            number, total = self.totals[part]
            self.totals[part] = number + more, total + sum_
            self._connection.execute(
                "UPDATE digest SET number = ?, total = ? WHERE part = ?", (*self.totals[part], part)
            )
        self._changes.clear()

    def _note(self, part: str, sign: int, row: bytes) -> None:
        change = self._changes[part]
        change[0] += sign
        change[1] += sign * crc32(row)


def _parts(connection: Any) -> list[str]:
    """Give the names of all tables but the digest's own, and that of the schema."""
    tables = connection.execute(f"SELECT name FROM sqlite_master WHERE type = 'table' AND {_IS_OURS}")  # noqa: S608
    return [_SCHEMA, *(name for (name,) in tables.fetchall() if name != _TABLE)]


def _columns(connection: Any, table: str) -> list[tuple[str, str]]:
    """Give the name and the declared type of each column."""
    rows = connection.execute("SELECT name, type FROM pragma_table_info(?)", (table,))
    return [(name, kind) for name, kind in rows.fetchall()]


def _summed(connection: Any, part: str) -> tuple[int, int]:
    if part == _SCHEMA:
        columns, where = [(name, "") for name in ("type", "name", "tbl_name", "sql")], f" WHERE {_IS_OURS}"
    else:
        columns, where = _columns(connection, part), ""
    if not columns:
        return 0, 0
    rows = connection.execute(f"SELECT {_as_bytes(columns)} FROM {quoted(part)}{where}")  # noqa: S608 - quoted names
    sums = list(map(crc32, chain.from_iterable(rows)))
    if part == _SCHEMA:
        header = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _HEADER]
        sums.append(crc32(repr(header).encode()))
    return len(sums), sum(sums)


def _as_bytes(columns: Sequence[tuple[str, str]], row: str = "") -> str:
    """Give the expression that makes a row into bytes; `row` is NEW or OLD in a trigger."""
    values: list[str] = []
    for name, kind in columns:
        value = f"{row}.{quoted(name)}" if row else quoted(name)
        if kind == "FLOAT":
            whole = f"CAST({value} AS INTEGER)"
            values += [f"typeof({value})", whole, f"CAST(({value} - {whole}) * {_BITS} AS INTEGER)"]
        else:
            values.append(value)
    return f"CAST(json_array({', '.join(values)}) AS BLOB)"
