"""How a file is reached by bare SQLite: with its key if it is locked, and only to read unless more is said."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from cramp_journal.store.encryption import Key

APPLICATION_ID = 0x43724A6F  # "CrJo": tells a journal from any other SQLite file
BUSY_SECONDS = 5.0

# For all locked files that this process opens: they belong to the form of a file as its key does. SHA-256 seals a page
# in less time than SHA-512, which SQLCipher would take, and is as safe.
_CIPHER = ("PRAGMA cipher_log_level = NONE", "PRAGMA cipher_default_hmac_algorithm = HMAC_SHA256")

# What comes where a file cannot be read. The second: a message of SQLite that quotes a name of which a byte has rotted.
UNREADABLE = (sqlite.Error, UnicodeDecodeError)


def connect(file: Path, key: Key | None = None, mode: str = "ro") -> Any:
    """Open a file with a mode of SQLite: "ro" to read, "rw" to write, "rwc" to make it as well.

    Transactions begin explicitly, since the driver would otherwise commit before each change of the schema. Nothing
    that a file brings along (a view, a trigger) may call what could do harm. What a program that died amid a write left
    is undone by SQLite first, even where the file is only to be read: it cannot be read otherwise.
    """
    died_amid_a_write = mode == "ro" and rollback_journal(file).exists()
    mode = "rw" if died_amid_a_write else mode
    connection = sqlite.connect(
        f"file:{uri_path(file)}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
    )
    try:
        for pragma in _CIPHER:
            connection.execute(pragma)
        if key is not None:
            connection.execute(f'PRAGMA key = "{key.pragma}"')
        connection.execute("PRAGMA temp_store = MEMORY")  # nothing of a journal lies in a folder for all
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        if died_amid_a_write:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def rollback_journal(file: Path) -> Path:
    """Give the name of what SQLite keeps beside a file amid a write, to undo it."""
    return file.with_name(f"{file.name}-journal")


def uri_path(file: Path) -> str:
    """Give a path as a URI of SQLite has it."""
    return str(file.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
