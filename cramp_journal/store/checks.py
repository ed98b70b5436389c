"""Whether a file is sound: what SQLite sees, what hangs on nothing, and whether each row is what was written."""

from pathlib import Path
from typing import Any

from cramp_journal.store import digest, seals
from cramp_journal.store.connection import UNREADABLE, connect
from cramp_journal.store.encryption import Key

_MOST = 20  # faults that are listed
# What somebody who means harm puts into a copy: a trigger that deletes nights as others are saved, a view for a table.
_STRANGERS = "SELECT type FROM sqlite_master WHERE type NOT IN ('table', 'index')"


def faults(connection: Any, *, locked: bool = False) -> list[str]:
    """Look through a whole file by a bare connection; gives a few words for each fault, none where it is sound."""
    begun = not connection.in_transaction
    try:
        if begun:
            connection.execute("BEGIN")  # nobody writes between the rows and their digest
        try:
            return _found(connection, locked=locked)[:_MOST]
        finally:
            if begun:
                connection.execute("COMMIT")
    except UNREADABLE as error:
        return [str(error)]


def _found(connection: Any, *, locked: bool) -> list[str]:
    found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")] if locked else []
    # What the digest covers is as it was written, so it need not be checked against the CHECKs too: twice as fast.
    by_digest = bool(digest.kept(connection))
    connection.execute(f"PRAGMA ignore_check_constraints = {'ON' if by_digest else 'OFF'}")
    found += [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_MOST})") if row[0] != "ok"]
    connection.execute("PRAGMA ignore_check_constraints = OFF")
    found += [f"{row[0]}: a row hangs on nothing" for row in connection.execute("PRAGMA foreign_key_check")]
    found += [f"there is a {kind} in it, and no journal has one" for (kind,) in connection.execute(_STRANGERS)]
    return [*found, *digest.faults(connection)]


def faults_in(file: Path, key: Key | None = None) -> list[str]:
    """Look through a file that nobody writes to, such as a copy; one that is sealed is sound as it is."""
    if seals.holds(file):
        return []
    try:
        connection = connect(file, key)
        try:
            found = faults(connection, locked=key is not None)
        finally:
            connection.close()
    except UNREADABLE as error:
        return [str(error)]
    if not found:
        seals.keep(file)
    return found
