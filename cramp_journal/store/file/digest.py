"""A digest of all rows of a journal, kept in the same transaction as each write.

SQLite's own check notices a third of the damaged bytes in a file without encryption. So the table `digest` holds, for
each table (and for the schema), the number of its rows and the sum of their CRC-32. A sum can be kept up to date row by
row. CRC-32 certainly detects every change within 32 bits of a row, so every flipped byte, and of any other change all
but one in four thousand million. It is no seal against an attacker: a passphrase is for that.

Each row is taken as the text of a JSON array, which distinguishes NULL, numbers and texts, and refuses anything else.
Numbers with a fraction are taken as two integers that hold every bit, since SQLite may change the way it writes them;
the kept journals in `tests/store/journals` would show if anything else changed.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import Any
from zlib import crc32

from cramp_journal.i18n import _
from cramp_journal.store.file.connection import UNREADABLE
from cramp_journal.store.file.values import quoted

Totals = dict[str, tuple[int, int]]  # for each part: the number of its rows and the sum of their CRC-32

_TABLE = "digest"
FIRST_FORM = "0003"  # the first form of a journal with a digest
_SCHEMA = "sqlite_master"
_IS_OURS = "substr(tbl_name, 1, 7) != 'sqlite_'"  # excludes the tables that ANALYZE would write
_HEADER = ("application_id", "user_version", "encoding", "auto_vacuum")
_BITS = 2.0**62  # scales a fraction to an integer


def kept(connection: Any) -> Totals:
    """Return the digest that is stored in a file; empty where the file's form is older than the digest."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (_TABLE,)).fetchone():
        return {}
    rows = connection.execute("SELECT part, number, total FROM digest").fetchall()
    return {part: (number, total) for part, number, total in rows}


def computed(connection: Any) -> Totals:
    """Compute the digest of the rows of a file."""
    return {part: _summed(connection, part) for part in _parts(connection)}


def mismatches(connection: Any) -> list[str]:
    """Return a few words for each part that is not as written; none where the form has no digest."""
    meant = kept(connection)
    if not meant:
        forms = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        return [_("the digest is gone")] if forms >= [(FIRST_FORM,)] else []
    found = []
    for part in sorted({*meant, *_parts(connection)}):
        try:
            same = _summed(connection, part) == meant.get(part)
        except UNREADABLE:  # a value that no journal holds
            same = False
        if not same:
            name = _("the plan of the tables") if part == _SCHEMA else part
            found.append(_("{name}: what stands there is not what was written").format(name=name))
    return found


def write_anew(connection: Any) -> None:
    """Write the digest of a file's current rows, in the open transaction: after a change of its form."""
    connection.execute("DELETE FROM digest")
    rows = [(part, number, total) for part, (number, total) in computed(connection).items()]
    connection.executemany("INSERT INTO digest (part, number, total) VALUES (?, ?, ?)", rows)


class Ledger:
    """Notes each row that one connection writes, by whatever statement, and updates the digest.

    The triggers that do so are temporary: they belong to the connection and are not stored in the file. A transaction
    in which a statement failed must not be committed, since what that statement had written was already noted.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._changes: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        self._watches = False
        self.totals: Totals = {}  # after the last transaction

    def watch(self) -> None:
        """Begin to note rows, outside any transaction: one that is rolled back would remove the triggers too."""
        if self._watches:
            return
        self._connection.execute("PRAGMA recursive_triggers = ON")  # otherwise OR REPLACE would delete rows unnoticed
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
        """Reset the notes, at the beginning of a transaction that writes."""
        self._changes.clear()
        self.totals = kept(self._connection)

    def settle(self) -> None:
        """Update the digest, at the end of a transaction, before it is committed."""
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
    """Return the names of all tables but the digest's own, and that of the schema."""
    tables = connection.execute(f"SELECT name FROM sqlite_master WHERE type = 'table' AND {_IS_OURS}")  # noqa: S608
    return [_SCHEMA, *(name for (name,) in tables.fetchall() if name != _TABLE)]


def _columns(connection: Any, table: str) -> list[tuple[str, str]]:
    """Return the name and the declared type of each column."""
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
    """Return the SQL expression that turns a row into bytes; `row` is NEW or OLD in a trigger."""
    values: list[str] = []
    for name, kind in columns:
        value = f"{row}.{quoted(name)}" if row else quoted(name)
        if kind == "FLOAT":
            whole = f"CAST({value} AS INTEGER)"
            values += [f"typeof({value})", whole, f"CAST(({value} - {whole}) * {_BITS} AS INTEGER)"]
        else:
            values.append(value)
    return f"CAST(json_array({', '.join(values)}) AS BLOB)"
