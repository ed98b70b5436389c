"""Finding the key that opens a locked file, by trying it on the file."""

from collections.abc import Iterable
from pathlib import Path

from cramp_journal.store.file.bounds import bounded
from cramp_journal.store.file.connection import UNREADABLE, connect
from cramp_journal.store.file.encryption import Key, keys_for, salt_of
from cramp_journal.store.file.front import Odd


def key_that_opens(file: Path, given: str) -> Key | None:
    """Return the key that opens a locked file, of all that typed text may mean; None where none does."""
    salt = salt_of(file)
    return None if salt is None else first_that_opens(file, keys_for(given, salt))


def first_that_opens(file: Path, keys: Iterable[Key]) -> Key | None:
    """Return the first of the given keys that opens a locked file; None where none does."""
    return next((key for key in keys if opens(file, key)), None)


def opens(file: Path, key: Key) -> bool:
    """Return whether a key opens a locked file."""
    try:
        connection = connect(file, key)
        try:
            with bounded(connection, {"sqlite_master"}):
                connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except Odd:
            return True  # it opens; the checks will report what is wrong with it
        finally:
            connection.close()
    except UNREADABLE:
        return False
    return True
