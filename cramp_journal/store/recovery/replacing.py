"""Replacing a journal by another file, so that no night that is saved meanwhile is lost with the old one.

From reading the old file until the new one is in place, nobody writes to it: it is claimed, and SQLite's own write lock
is held on it, which also binds programs that do not see the claim (under another account, or on a disk where none can
be made). Whoever waits for that lock sees afterwards that the file was replaced (store/file/guard.py).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cramp_journal.errors import JournalError, JournalReplaced
from cramp_journal.i18n import _
from cramp_journal.paths import true_path
from cramp_journal.safe_file import put_in_place, put_where_nothing_is
from cramp_journal.store.file import claim, leftovers, seals
from cramp_journal.store.file.connection import UNREADABLE, connect
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.schema.database import translate_sqlite_errors

_Look = tuple[int, int, int, int] | None


class Still:
    """A journal to which nobody writes."""

    def __init__(self, file: Path, found: _Look, lock: Any) -> None:
        self._file, self._found, self._lock = file, found, lock
        self._real, self._in_use = true_path(file), False
        self._is_read_by_sqlite_alone(on=lock is not None)

    def put(self, draft: Path) -> None:
        """Put a file in the place of the journal, and let others write again.

        Raises JournalReplaced where the journal is not the one that was read.
        """
        if _look(self._file) != self._found:
            raise _replaced(self._file)
        self._is_read_by_sqlite_alone(on=False)
        leftovers.set_strays_aside(self._file, replaced=True)
        if os.name == "nt":  # Windows does not replace an open file
            self.let_go()
        if self._found is None:
            try:
                put_where_nothing_is(draft, self._file)
            except FileExistsError:
                raise _replaced(self._file) from None
        else:
            put_in_place(draft, self._file)
        self.let_go()

    def let_go(self) -> None:
        """Allow others to write again."""
        self._is_read_by_sqlite_alone(on=False)
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _is_read_by_sqlite_alone(self, *, on: bool) -> None:
        """Keep the rest of this process from reading the file past SQLite, which would release its lock (POSIX)."""
        if on != self._in_use:
            self._in_use = on
            seals.in_use[self._real] += 1 if on else -1


@contextmanager
def held_still(file: Path, key: Key | None) -> Iterator[Still]:
    """Claim a journal and keep everybody from writing to it; `key` opens it. It need not exist yet.

    Raises JournalInUse or JournalNotWritable where another program is writing to it, JournalError where this one has it
    open.
    """
    if seals.in_use[true_path(file)]:
        raise JournalError(_("{file} is open: close it first. Nothing was changed.").format(file=file))
    claim.take(file)
    try:
        before = _look(file)
        with translate_sqlite_errors(file):
            lock = _lock(file, key)
        still = Still(file, found := _look(file), lock)
        try:
            if (before and before[:2]) != (found and found[:2]):  # it was replaced while we waited for the lock
                raise _replaced(file)
            yield still
        finally:
            still.let_go()
    finally:
        claim.release(file)


def _lock(file: Path, key: Key | None) -> Any:
    """Take SQLite's write lock; None where there is nothing that SQLite could lock or write to."""
    if not file.exists():
        return None
    connection = None
    try:
        connection = connect(file, key, "rw")
        connection.execute("BEGIN IMMEDIATE")
    except UNREADABLE as error:
        if connection is not None:
            connection.close()
        if "locked" in str(error) or "busy" in str(error):
            raise
        return None
    return connection


def _look(file: Path) -> _Look:
    """Return what distinguishes a file from another put in its place, and from itself before a write.

    The second is for a file that cannot be locked, and for a lock that the system released by itself.
    """
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _replaced(file: Path) -> JournalReplaced:
    told = _("{file} was replaced or changed by another program this moment. Nothing was changed. Try again.")
    return JournalReplaced(told.format(file=file))
