"""A limit on what may be asked of a file from an unknown source: a few harmless actions, and a bounded amount of work.

SQLite's own switches for this (defensive mode, limits) cannot be reached from here, so an authorizer and a progress
handler do it.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from cramp_journal.i18n import _
from cramp_journal.store.file.front import Odd

_STEP = 1_000  # SQLite instructions between two checks of the bound
_LOOK = 200_000  # instructions for reading a schema: a hundred times what a journal takes
_FUNCTIONS = frozenset(("count", "iif", "length", "max", "min", "octet_length", "substr", "typeof"))
_PRAGMAS = frozenset(("application_id", "encoding", "table_info"))

_Allow = Callable[[int, str | None, str | None, str | None, str | None], int]


@contextmanager
def bounded(connection: Any, tables: Collection[str] | None, steps: int = _LOOK) -> Iterator[list[int]]:
    """Restrict a connection to reading the given tables and to a bound of work, and raise Odd where either is exceeded.

    With None, all tables may be read and only the work is bounded; this is for a file whose schema was compared.
    Otherwise nothing is written, attached or asked of a computed table, and only a few harmless functions may be
    called. Yields the number of instructions left, in thousands.
    """
    left = [steps // _STEP]

    def spend() -> bool:
        left[0] -= 1
        return left[0] < 0

    if tables is not None:
        connection.set_authorizer(_reading(tables))
    connection.set_progress_handler(spend, _STEP)
    try:
        yield left
    except MemoryError as error:
        raise Odd(_("something in it takes more room than a journal may")) from error
    except sqlite.OperationalError as error:
        if left[0] < 0:
            raise Odd(_("to look at it takes longer than any journal does")) from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
        if tables is not None:
            connection.set_authorizer(None)


def _reading(tables: Collection[str]) -> _Allow:
    """Return an authorizer that allows reading the given tables and denies anything else."""

    def allow(action: int, first: str | None, second: str | None, _schema: str | None, _within: str | None) -> int:
        allowed = (
            action in (sqlite.SQLITE_SELECT, sqlite.SQLITE_TRANSACTION)
            or (action == sqlite.SQLITE_READ and first in tables)
            or (action == sqlite.SQLITE_FUNCTION and second in _FUNCTIONS)
            or (action == sqlite.SQLITE_PRAGMA and first in _PRAGMAS and (second is None or first == "table_info"))
        )
        return int(sqlite.SQLITE_OK if allowed else sqlite.SQLITE_DENY)

    return allow
