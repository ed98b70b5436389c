"""Values that no journal holds although its schema would allow them: too long, or not a date.

The CHECKs of the file do not cover all columns, and another program may have written a file past them.
"""

from collections.abc import Iterator
from typing import Any

from cramp_journal.i18n import _
from cramp_journal.store.file.shape import normalised

LONGEST_VALUE = 100_000  # bytes of one value; the longest note has 20,000 letters
_DATE = "date({0}) IS NOT {0}"
_MOMENT = (  # to the microsecond, which SQLite would round
    "(strftime('%Y-%m-%d %H:%M:%S', substr({0}, 1, 19)) IS NOT substr({0}, 1, 19)"
    f" OR substr({{0}}, 20) NOT GLOB '.{'[0-9]' * 6}')"
)
_ODD = {
    "DATE": f"({{0}} IS NOT NULL AND {_DATE})",
    "DATETIME": f"({{0}} IS NOT NULL AND {_MOMENT})",
    "INTEGER": f"(typeof({{0}}) NOT IN ('integer', 'null') OR {{0}} >= {1 << 62})",  # no journal has as many writes
    "BOOLEAN": "typeof({0}) NOT IN ('integer', 'null')",
    "FLOAT": "typeof({0}) NOT IN ('integer', 'real', 'null')",
}
_ODD_TEXT = f"(typeof({{0}}) NOT IN ('text', 'null') OR octet_length({{0}}) > {LONGEST_VALUE})"


def odd_values(connection: Any) -> list[str]:
    """Return a few words for each table that holds such a value. For a file whose schema was compared."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [
        _("{table}: it holds a value that no journal has").format(table=table)
        for (table,) in tables
        if _is_odd(connection, table)
    ]


def are_odd(connection: Any, table: str, where: str, *given: object) -> bool:
    """Return whether some rows of a table hold what no journal has, by the CHECKs of the table too.

    For a file whose schema was compared. `where` is a condition written in this program.
    """
    rules = _rules(connection, table, _columns(connection, table))
    asked = f"SELECT 1 FROM {quoted(table)} WHERE {where} AND ({' OR '.join(rules)}) LIMIT 1"  # noqa: S608 - our own words
    return connection.execute(asked, given).fetchone() is not None


def _checks(sql: str) -> Iterator[str]:
    """Yield the expression of each CHECK in a statement of ours: SQLite ignores them when it only reads."""
    for part in normalised(sql).split(" CHECK (")[1:]:
        depth = 1
        for at, letter in enumerate(part):
            depth += {"(": 1, ")": -1}.get(letter, 0)
            if not depth:
                yield part[:at]
                break


def _columns(connection: Any, table: str) -> list[tuple[str, str]]:
    return [(row[1], row[2]) for row in connection.execute(f"PRAGMA table_info({quoted(table)})").fetchall()]


def _rules(connection: Any, table: str, columns: list[tuple[str, str]]) -> list[str]:
    """Return the conditions that hold for an odd row, one per column and CHECK."""
    asked = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    (sql,) = connection.execute(asked, (table,)).fetchone()
    return [
        *(_ODD.get(kind, _ODD_TEXT).format(quoted(name)) for name, kind in columns),
        *(f"NOT ({check})" for check in _checks(sql)),
    ]


def _is_odd(connection: Any, table: str) -> bool:
    """Return whether any value of a table is odd. SQLite does not check that a text is one: it may be any bytes."""
    columns = _columns(connection, table)
    rules = _rules(connection, table, columns)
    asked = f"SELECT 1 FROM {quoted(table)} WHERE {' OR '.join(rules)} LIMIT 1"  # noqa: S608 - quoted names
    if connection.execute(asked).fetchone() is not None:
        return True
    texts = ", ".join(quoted(name) for name, kind in columns if kind not in _ODD)
    if not texts:
        return False
    try:
        for (row,) in connection.execute(f"SELECT CAST(concat({texts}) AS BLOB) FROM {quoted(table)}"):  # noqa: S608 - quoted names
            if b"\0" in row:
                return True
            row.decode()
    except UnicodeDecodeError:
        return True
    return False


def quoted(name: str) -> str:
    """Return a name as it is written in a statement, whatever it contains."""
    return '"' + name.replace('"', '""') + '"'
