"""How a file is reached by bare SQLite: with its key if it is locked, and only to read unless more is said."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlite

from cramp_journal.store.file.front import APPLICATION_ID, NotOurs, look_beside, special_kind, sqlite_companions

if TYPE_CHECKING:  # the first look does without it
    from cramp_journal.store.file.encryption import Key

__all__ = ["APPLICATION_ID", "BUSY_SECONDS", "UNREADABLE", "connect", "rollback_journal", "uri_path"]

BUSY_SECONDS = 5.0

# For all locked files that this process opens: they belong to the form of a file as its key does. SHA-256 seals a page
# in less time than SHA-512, which SQLCipher would take, and is as safe.
_CIPHER = ("PRAGMA cipher_log_level = NONE", "PRAGMA cipher_default_hmac_algorithm = HMAC_SHA256")

# Nothing that a file brings along may call what could do harm, or count on what a page says of itself. SQLite may take
# this much memory for all files together; once set, it can only be lowered. None of ours takes a tenth of it.
_HARDENED = (
    "PRAGMA temp_store = MEMORY",  # nothing of a journal lies in a folder for all
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    f"PRAGMA hard_heap_limit = {512 << 20}",
)

# What comes where a file cannot be read. The second: a message of SQLite that quotes a name of which a byte has rotted.
UNREADABLE = (sqlite.Error, UnicodeDecodeError)


def connect(
    file: Path, key: "Key | None" = None, mode: str = "ro", *, untouched: bool = False, patience: float = BUSY_SECONDS
) -> Any:
    """Open a file with a mode of SQLite: "ro" to read, "rw" to write, "rwc" to make it as well.

    Transactions begin explicitly, since the driver would otherwise commit before each change of the schema. Nothing
    that a file brings along (a view, a trigger) may call what could do harm. What a program that died amid a write left
    is undone by SQLite first, even where the file is only to be read: it cannot be read otherwise. With `untouched` it
    is not, and neither a lock nor a log nor anything else is looked for or made: only what stands in the file is seen.

    Raises NotOurs or Odd where there is no plain file, or none beside it, before anything is opened. Whether it is a
    journal, store/file/shape.py tells.
    """
    if kind := special_kind(file):
        raise NotOurs(f"cannot be opened: it is {kind}, not a journal")
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
    """Give the name of what SQLite keeps beside a file amid a write, to undo it."""
    return sqlite_companions(file)[0]


def uri_path(file: Path) -> str:
    """Give a path as a URI of SQLite has it."""
    return str(file.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
