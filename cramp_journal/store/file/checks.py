"""Whether a file is sound: its plan, what SQLite sees, what hangs on nothing, and whether each row is what was written.

They are looked at in this order, and the first that is not as it should be ends the look: what comes after relies on
it. Nothing is asked of a table before the plan is known to be that of a journal, and no row is read before SQLite has
seen that its pages hang together: pages that lead in circles would be read for ever.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cramp_journal.store.file import digest, seals, shape
from cramp_journal.store.file.connection import UNREADABLE
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.file.values import odd_values

_MOST = 20  # faults that are listed
NEWER = "a newer Cramp Journal wrote it"


def faults(connection: Any, *, locked: bool = False) -> list[str]:
    """Look through a whole file by a bare connection; gives a few words for each fault, none where it is sound."""
    return _looked_through(connection, lambda: _found(connection, locked=locked))


def faults_of_another(connection: Any, *, locked: bool = False) -> list[str]:
    """Look through a file that somebody else may have written: for values, too, that this program never writes."""
    return faults(connection, locked=locked) or _looked_through(connection, lambda: odd_values(connection))


def _looked_through(connection: Any, look: Callable[[], list[str]]) -> list[str]:
    begun = not connection.in_transaction
    try:
        if begun:
            connection.execute("BEGIN")  # nobody writes between the rows and their digest
        try:
            return look()[:_MOST]
        finally:
            if begun:
                connection.execute("COMMIT")
    except UNREADABLE as error:
        return [str(error)]
    except MemoryError:
        return ["something in it takes more room than a journal may"]


def _found(connection: Any, *, locked: bool) -> list[str]:
    form = shape.form_of(connection)
    if not shape.is_known_form(form):
        return [NEWER if form else "there is nothing in it"]
    found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")] if locked else []
    found += [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_MOST})") if row[0] != "ok"]
    if not found:
        found += [f"{row[0]}: a row hangs on nothing" for row in connection.execute("PRAGMA foreign_key_check")]
    return found or digest.mismatches(connection)


def faults_in(file: Path, key: Key | None = None) -> list[str]:
    """Look through a file that nobody writes to, such as a copy; one that is sealed is sound as it is."""
    try:
        connection = shape.opened(file, key)
        try:
            if seals.is_unchanged(file):
                return []
            found = faults_of_another(connection, locked=key is not None)
        finally:
            connection.close()
    except (*UNREADABLE, OSError) as error:
        return [str(error)]
    if not found:
        seals.keep(file)
    return found
