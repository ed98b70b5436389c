"""Opening a file with bare SQLite: with its key if it is locked, and only to read unless the caller says otherwise."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlite

from cramp_journal.i18n import _
from cramp_journal.store.file.front import APPLICATION_ID, NotOurs, look_beside, special_kind, sqlite_companions

if TYPE_CHECKING:  # the first look does not load it
    from cramp_journal.store.file.encryption import Key

__all__ = ["APPLICATION_ID", "BUSY_SECONDS", "UNREADABLE", "connect", "rollback_journal", "uri_path"]

BUSY_SECONDS = 5.0

# For all locked files that this process opens: these settings belong to the file format, like the key. SHA-256 takes
# less time per page than SHA-512, SQLCipher's default, and is as safe.
_CIPHER = ("PRAGMA cipher_log_level = NONE", "PRAGMA cipher_default_hmac_algorithm = HMAC_SHA256")

# Nothing in a file's schema may call what could do harm, and SQLite checks the sizes in each page. SQLite may take
# this much memory for all files together; once set, the limit can only be lowered. No file of ours takes a tenth of it.
_HARDENED = (
    "PRAGMA temp_store = MEMORY",  # nothing of a journal is written to a shared folder
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    f"PRAGMA hard_heap_limit = {512 << 20}",
)

# Raised where a file cannot be read. The second: SQLite's message quotes a name in which a byte is damaged.
UNREADABLE = (sqlite.Error, UnicodeDecodeError)


def connect(
    file: Path, key: "Key | None" = None, mode: str = "ro", *, untouched: bool = False, patience: float = BUSY_SECONDS
) -> Any:
    """Open a file with a mode of SQLite: "ro" to read, "rw" to write, "rwc" to create it as well.

    Transactions begin explicitly, since the driver would otherwise commit before each change of the schema. A view or
    trigger in the file cannot call a function that could do harm. If a program died during a write, SQLite first undoes
    that write, even where the file is opened only for reading, since it cannot be read otherwise. With `untouched` it
    does not, and no lock, log or other file is looked for or made: only the contents of the file itself are seen.

    Raises NotOurs or Odd, before anything is opened, where the file or one beside it is no plain file. Whether it is a
    journal, store/file/shape.py tells.
    """
    if kind := special_kind(file):
        raise NotOurs(_("cannot be opened: it is {kind}, not a journal").format(kind=kind))
    look_beside(file)
    died_amid_a_write = mode == "ro" and not untouched and rollback_journal(file).exists()
    mode = "rw" if died_amid_a_write else mode
    connection = sqlite.connect(
        f"file:{uri_path(file)}?mode={mode}{'&immutable=1' if untouched else ''}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=patience,
    )
    try:
        for pragma in _CIPHER:
            connection.execute(pragma)
        if key is not None:
            connection.execute(f'PRAGMA key = "{key.pragma}"')
        for pragma in _HARDENED:
            connection.execute(pragma)
        if died_amid_a_write:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def rollback_journal(file: Path) -> Path:
    """Return the name of the file that SQLite keeps beside a file during a write, to undo it."""
    return sqlite_companions(file)[0]


def uri_path(file: Path) -> str:
    """Return a path in the form of a SQLite URI."""
    return str(file.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
