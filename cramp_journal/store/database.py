"""The one way a journal file is opened, and what its faults are called in a person's words."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from cramp_journal.errors import JournalError, JournalNotWritable, NotAJournal

APPLICATION_ID = 0x43724A6F  # "CrJo": tells a journal from any other SQLite file
BUSY_SECONDS = 5.0


def open_engine(file: Path) -> Engine:
    """Open a journal file, which is created if it is not there, on one connection for the program's life.

    DELETE and EXTRA: one file that is safe to copy, and no acknowledged night is lost in a power cut. Transactions
    begin explicitly, since the driver would otherwise commit before each change of the schema.
    """
    writable = not file.exists() or can_write(file)
    mode = "rwc" if writable else "ro"

    def connect() -> Any:
        connection = sqlite.connect(
            f"file:{_uri_path(file)}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_SECONDS,
        )
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cell_size_check = ON")
        if writable:
            connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")
        return connection

    engine = create_engine("sqlite://", module=sqlite, creator=connect, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def can_write(file: Path) -> bool:
    """Tell whether a file is meant to be written: a file without any write permission is not, not even for root."""
    return bool(file.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))


@contextmanager
def told(file: Path) -> Iterator[None]:
    """Turn what SQLite reports into a JournalError with a sentence that names the file and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _error(file, str(error.orig)) from error
    except sqlite.Error as error:
        raise _error(file, str(error)) from error
    except OSError as error:
        raise JournalError(f"The journal {file} cannot be opened: {error.strerror}.") from error


def _error(file: Path, reason: str) -> JournalError:
    low = reason.lower()
    if "not a database" in low or "encrypted" in low:
        return NotAJournal(f"{file} is not a journal, or it is locked with a passphrase. It was left as it is.")
    if "malformed" in low or "corrupt" in low:
        return NotAJournal(f"The journal {file} is damaged ({reason}). It was left as it is.")
    if "full" in low:
        return JournalNotWritable(f"The disk is full: nothing was changed in {file}. Make room and try again.")
    if "readonly" in low or "read-only" in low:
        return JournalNotWritable(f"{file} is read-only: nothing was changed. Allow writing to it, or use a copy.")
    if "locked" in low or "busy" in low:
        return JournalNotWritable(f"Another program is using {file}: nothing was changed. Close it and try again.")
    if "unable to open" in low:
        return JournalError(f"{file} cannot be opened. Look whether the folder is there and may be written to.")
    if "constraint" in low:
        return JournalError(f"{file} refused the change ({reason}): nothing was changed.")
    return JournalError(f"{file} could not be read or written ({reason}). Nothing was changed.")


def _uri_path(file: Path) -> str:
    return str(file.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
