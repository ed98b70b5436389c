"""A text beside a locked journal, under the lock of the journal: what was typed and does not stand in it yet."""

import os
from contextlib import suppress
from pathlib import Path

from cramp_journal.safe_file import make_private, put_in_place, wipe
from cramp_journal.store.file import leftovers
from cramp_journal.store.file.connection import UNREADABLE, connect
from cramp_journal.store.file.encryption import Key, salt_of


def read_text(file: Path, key: Key) -> str:
    """Give the text; "" where there is none that this key opens."""
    if salt_of(file) != key.salt:
        return ""
    try:
        connection = connect(file, key)
        try:
            return str(connection.execute("SELECT words FROM kept").fetchone()[0])
        finally:
            connection.close()
    except (*UNREADABLE, TypeError):
        return ""


def write_text(file: Path, key: Key, text: str) -> None:
    """Put a text in the place of what stood there, which is wiped if it was in the clear.

    Raises OSError where the disk does not take it; what was there before is then still there, whole.
    """
    draft, clear = leftovers.partial(file), leftovers.plaintext_backup(file)
    try:
        make_private(draft)
        _write(draft, key, text)
        if read_text(draft, key) != text:
            raise OSError(5, "it did not arrive on the disk as it was written")
        if file.exists() and salt_of(file) is None:
            with suppress(OSError):  # a disk that knows no second names: it is deleted, and not written over
                os.link(file, clear)
        put_in_place(draft, file)
        forget_clear(file)
    except UNREADABLE as error:
        raise OSError(5, str(error)) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def forget_clear(file: Path) -> None:
    """Wipe what a killed program left of a text that was in the clear before."""
    clear = leftovers.plaintext_backup(file)
    if clear.exists():
        wipe(clear, unless=file)


def _write(draft: Path, key: Key, text: str) -> None:
    connection = connect(draft, key, "rw")
    try:
        connection.execute("PRAGMA journal_mode = OFF")  # it is brought to the disk in one go, before it is relied on
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE kept (words TEXT NOT NULL)")
        connection.execute("INSERT INTO kept VALUES (?)", (text,))
    finally:
        connection.close()
