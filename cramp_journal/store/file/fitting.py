"""Which key opens a locked file: that is tried on the file itself."""

from collections.abc import Iterable
from pathlib import Path

from cramp_journal.store.file.bounds import bounded
from cramp_journal.store.file.connection import UNREADABLE, connect
from cramp_journal.store.file.encryption import Key, keys_for, salt_of
from cramp_journal.store.file.front import Odd


def key_that_opens(file: Path, given: str) -> Key | None:
    """Give the key that opens a locked file, of all that may be meant by what was typed; None where none does."""
    salt = salt_of(file)
    return None if salt is None else first_that_opens(file, keys_for(given, salt))


def first_that_opens(file: Path, keys: Iterable[Key]) -> Key | None:
    """Give the first of some keys that opens a locked file; None where none does."""
    return next((key for key in keys if opens(file, key)), None)


def opens(file: Path, key: Key) -> bool:
    """Tell whether a key opens a locked file."""
    try:
        connection = connect(file, key)
        try:
            with bounded(connection, {"sqlite_master"}):
                connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except Odd:
            return True  # it opens, and what is wrong with it is said when it is looked at
        finally:
            connection.close()
    except UNREADABLE:
        return False
    return True
