"""Reading what is left of a damaged file: row by row, by named columns, and running nothing that the file contains.

The file may be malicious, so only plain tables are read, within a bound of work for each: pages that lead in circles
would return rows for ever.
"""

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cramp_journal.model.tables import TABLES
from cramp_journal.store.file.bounds import bounded
from cramp_journal.store.file.connection import UNREADABLE, connect
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.file.shape import normalised
from cramp_journal.store.file.values import LONGEST_VALUE, quoted

_WIDEST = 2**20  # row numbers that are tried where the file does not tell the last
_TRIES, _TRIES_IF_LOCKED = 20_000, 3_000  # queries for one table: about a second where most of it is lost
_STEPS = 40_000_000  # instructions for one table: about a second, a hundred times what ten years take
_MOST = 200_000  # rows of one table: ten cramps a night for fifty years

_ANY = ("sqlite_master", *(str(kind.__tablename__) for kind in TABLES), "lineage", "state")

Rows = list[dict[str, Any]]


class Salvage:
    """Reads tables of a file that cannot be relied on, and writes nothing to it."""

    def __init__(self, file: Path, key: Key | None = None, *, untouched: bool = False) -> None:
        """Take a file and the key that opens it; with `untouched`, nothing beside it is read or created."""
        self._file, self._key, self._untouched = file, key, untouched
        self._connection: Any = None
        self._left = _STEPS

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def rows(self, table: str, wanted: Sequence[str]) -> Rows:
        """Return the rows of a table that can be read, each with those wanted columns that it has."""
        self._left = _STEPS
        columns = self._columns(table, wanted)
        if not columns:
            return []
        values = (f"iif(octet_length({quoted(name)}) > {LONGEST_VALUE}, NULL, {quoted(name)})" for name in columns)
        named = f"SELECT {', '.join(values)} FROM {quoted(table)} NOT INDEXED"  # noqa: S608 - names of the model, quoted
        question = f"{named} WHERE rowid BETWEEN ? AND ? LIMIT {_MOST}"
        found: list[Any] = []
        parts, tries = [self._span(table)], _TRIES if self._key is None else _TRIES_IF_LOCKED
        while parts and tries and self._left and len(found) < _MOST:
            first, last = parts.pop()
            tries -= 1
            rows = self._asked(question, first, last)
            if rows is not None:
                found += rows
            elif first < last:  # the damage is in one half, or in both
                middle = (first + last) // 2
                parts += [(middle + 1, last), (first, middle)]  # the first half is next, since the end may not exist
        return [dict(zip(columns, map(_cleaned, row), strict=True)) for row in found]

    def _columns(self, table: str, wanted: Sequence[str]) -> list[str]:
        """Return the wanted columns of a plain table; none where the name is that of a view or of something odder."""
        asked = "SELECT type, rootpage, substr(sql, 1, 80) FROM sqlite_master WHERE name = ? COLLATE NOCASE LIMIT 2"
        found = self._asked(asked, table)
        if not found or len(found) > 1:
            return []
        kind, place, sql = found[0]
        plain = kind == "table" and isinstance(place, int) and place > 0 and isinstance(sql, str)
        if not plain or not normalised(sql).startswith(f"CREATE TABLE {table} ("):
            return []
        # This list does not contain computed columns.
        there = {row[1] for row in self._asked(f"PRAGMA table_info({quoted(table)})") or ()}
        return [name for name in wanted if name in there]

    def _span(self, table: str) -> tuple[int, int]:
        ends = []
        for order, otherwise in (("ASC", 0), ("DESC", _WIDEST)):
            asked = self._asked(f"SELECT rowid FROM {quoted(table)} NOT INDEXED ORDER BY rowid {order} LIMIT 1")  # noqa: S608 - as above
            ends.append(otherwise if asked is None else asked[0][0] if asked else 0)
        return ends[0], ends[1]

    def _asked(self, question: str, *values: object) -> list[Any] | None:
        """Query some rows; None where they cannot be read. A disk that fails once is tried again."""
        for _turn in range(2):
            try:
                return self._ask(question, values)
            except (*UNREADABLE, OverflowError) as error:
                if self._key is not None:  # after damage, SQLCipher reads nothing more on a connection
                    self.close()
                if not _is_of_the_disk(error):
                    break
        return None

    def _ask(self, question: str, values: tuple[object, ...]) -> list[Any]:
        if self._connection is None:
            self._connection = (
                connect(self._file, self._key, untouched=True) if self._untouched else connect(self._file, self._key)
            )
            try:
                with bounded(self._connection, _ANY):
                    self._connection.execute("SELECT 1 FROM sqlite_master").fetchone()
            except UNREADABLE as error:
                if _is_of_the_disk(error):  # with the line below, tables would silently be missing
                    self.close()
                    raise
            self._connection.execute("PRAGMA writable_schema = ON")  # needed only to read a file that was cut off
            self._connection.text_factory = lambda text: text.decode("utf-8", "replace")
        with bounded(self._connection, _ANY, self._left) as left:
            try:
                found: list[Any] = self._connection.execute(question, values).fetchall()
            finally:
                self._left = max(0, left[0]) * 1000
        return found


def _is_of_the_disk(error: Exception) -> bool:
    return "I/O" in str(error)


def _cleaned(value: Any) -> Any:
    """Return a value as a journal may hold it: no bytes, and in texts no control characters but the usual ones."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return value
    return "".join(c if c in "\n\t\r" or unicodedata.category(c) != "Cc" else "\ufffd" for c in value)
