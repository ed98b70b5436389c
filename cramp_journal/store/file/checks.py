"""Whether a file is sound: its schema, SQLite's own checks, rows without a parent, and whether each row is as written.

The checks run in this order, and the first that fails ends them, since each relies on those before it. No table is
queried before the schema is known to be that of a journal, and no row is read before SQLite has checked that the pages
are linked correctly: pages that lead in circles would be read for ever.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cramp_journal.i18n import Late, _
from cramp_journal.store.file import digest, seals, shape
from cramp_journal.store.file.connection import UNREADABLE
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.file.reasons import reason_of
from cramp_journal.store.file.values import odd_values

_MOST = 20  # faults that are listed at most
NEWER = Late("a newer Cramp Journal wrote it")


def faults(connection: Any, *, locked: bool = False) -> list[str]:
    """Check a whole file through a bare connection; return a few words for each fault, none where it is sound."""
    return _looked_through(connection, lambda: _found(connection, locked=locked))


def faults_of_another(connection: Any, *, locked: bool = False) -> list[str]:
    """Check a file that somebody else may have written, including for values that this program never writes."""
    return faults(connection, locked=locked) or _looked_through(connection, lambda: odd_values(connection))


def _looked_through(connection: Any, look: Callable[[], list[str]]) -> list[str]:
    begun = not connection.in_transaction
    try:
        if begun:
            connection.execute("BEGIN")  # so that nobody writes between reading the rows and their digest
        try:
            return look()[:_MOST]
        finally:
            if begun:
                connection.execute("COMMIT")
    except UNREADABLE as error:
        return [reason_of(error)]
    except MemoryError:
        return [_("something in it takes more room than a journal may")]


def _found(connection: Any, *, locked: bool) -> list[str]:
    form = shape.form_of(connection)
    if not shape.is_known_form(form):
        return [NEWER.said() if form else _("there is nothing in it")]
    found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")] if locked else []
    found += [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_MOST})") if row[0] != "ok"]
    if not found:
        found += [
            _("{table}: a row hangs on nothing").format(table=row[0])
            for row in connection.execute("PRAGMA foreign_key_check")
        ]
    return found or digest.mismatches(connection)


def faults_in(file: Path, key: Key | None = None) -> list[str]:
    """Check a file that nobody writes to, such as a copy; one whose seal matches is sound without a check."""
    try:
        connection = shape.opened(file, key)
        try:
            if seals.is_unchanged(file):
                return []
            found = faults_of_another(connection, locked=key is not None)
        finally:
            connection.close()
    except (*UNREADABLE, OSError) as error:
        return [reason_of(error)]
    if not found:
        seals.keep(file)
    return found
