"""A text beside a locked journal, under the journal's lock: what was typed and is not in the journal yet."""

import os
from contextlib import suppress
from pathlib import Path

from cramp_journal.errors import FileFault
from cramp_journal.i18n import _
from cramp_journal.safe_file import make_private, put_in_place, wipe
from cramp_journal.store.file import leftovers
from cramp_journal.store.file.connection import UNREADABLE, connect
from cramp_journal.store.file.encryption import Key, salt_of
from cramp_journal.store.file.reasons import reason_of


def read_text(file: Path, key: Key) -> str:
    """Return the text; "" where there is none that this key opens."""
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
    """Replace the text in a file; the old text is wiped if it was unencrypted.

    Raises OSError where the disk does not take it; the old text then remains whole.
    """
    draft, clear = leftovers.partial(file), leftovers.plaintext_backup(file)
    try:
        make_private(draft)
        _write(draft, key, text)
        if read_text(draft, key) != text:
            raise FileFault(5, _("it did not arrive on the disk as it was written"))
        if file.exists() and salt_of(file) is None:
            with suppress(OSError):  # a disk without hard links: it is deleted, not overwritten
                os.link(file, clear)
        put_in_place(draft, file)
        forget_clear(file)
    except UNREADABLE as error:
        raise FileFault(5, reason_of(error)) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def forget_clear(file: Path) -> None:
    """Wipe the unencrypted text that a killed program left."""
    clear = leftovers.plaintext_backup(file)
    if clear.exists():
        wipe(clear, unless=file)


def _write(draft: Path, key: Key, text: str) -> None:
    connection = connect(draft, key, "rw")
    try:
        connection.execute("PRAGMA journal_mode = OFF")  # it is flushed to the disk once, before anything relies on it
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE kept (words TEXT NOT NULL)")
        connection.execute("INSERT INTO kept VALUES (?)", (text,))
    finally:
        connection.close()
