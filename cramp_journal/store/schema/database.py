"""The one way in which the program opens a journal, and the sentences for SQLite's errors."""

import logging
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from cramp_journal import clock
from cramp_journal.errors import DamagedJournal, JournalError, JournalNotWritable, NotAJournal
from cramp_journal.i18n import _
from cramp_journal.os_reasons import os_reason
from cramp_journal.safe_file import begin_private, keep_private
from cramp_journal.store.file.connection import UNREADABLE, connect
from cramp_journal.store.file.digest import Ledger
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.file.front import InTheWay, NotOurs, Odd, Unlike
from cramp_journal.store.file.reasons import reason_of

# If a call is interrupted while closing the file, its pool logs a traceback, which is printed without a handler.
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())

ROWS, SCHEMA = "rows", "schema"  # what a transaction writes: the option `writes` of a connection


def open_engine(file: Path, key: Key | None = None) -> tuple[Engine, Ledger]:
    """Open a journal file, which is created if it does not exist, on one connection for the program's life.

    An existing one was found to be a journal before (store/file/shape.py), and is unchanged until `make_owned`. EXTRA:
    no acknowledged night is lost in a power cut. Every transaction that writes rows updates the digest before it is
    committed. Raises JournalError where the clock shows a moment that the libraries below cannot represent.
    """
    if time.time() < 0:  # before 1970 the pool would take each connection for one older than itself
        sentence = _("The clock of this computer shows the year {year}. Please set it right. Nothing was changed.")
        raise JournalError(sentence.format(year=clock.today().year))
    begin_private(file)
    writable = can_write(file)
    connection = connect(file, key, "rw" if writable else "ro")
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        if writable:
            connection.execute("PRAGMA secure_delete = ON")  # what leaves the bin is overwritten, not only unlinked
        connection.execute("PRAGMA synchronous = EXTRA")
    except BaseException:
        connection.close()
        raise
    engine = engine_on(connection)
    ledger = Ledger(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("writes")
        if writes == ROWS:
            ledger.watch()
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        if writes == ROWS:
            ledger.begin()

    @event.listens_for(engine, "commit")
    def _commit(connection: Any) -> None:
        if connection.get_execution_options().get("writes") == ROWS:
            ledger.settle()

    return engine, ledger


def engine_on(connection: Any) -> Engine:
    """Return an engine on one bare connection. All engines share the SQL that was compiled for any of them.

    To compile it takes as long as to save a night. It keeps the values that it was first used with: see
    `forget_statements`.
    """
    first, compiled = _first_engine()
    pool = StaticPool(lambda: connection, dialect=first.dialect)
    return Engine(pool, first.dialect, first.url, execution_options={"compiled_cache": compiled})


def forget_statements() -> None:
    """Release the SQL that was compiled: values of a night may stand in it."""
    _first_engine()[1].clear()


@cache
def _first_engine() -> tuple[Engine, dict[Any, Any]]:
    """Return an engine whose dialect has looked at SQLite once, for all others, and the SQL that was compiled."""
    engine = create_engine("sqlite://", module=sqlite, poolclass=StaticPool)
    engine.connect().close()
    engine.dispose()
    return engine, {}


def make_owned(file: Path, connection: Any) -> None:
    """Make a sound journal private to its owner; a read-only one is left as it is.

    DELETE: the journal is one file that is safe to copy.
    """
    if can_write(file):
        keep_private(file)
        connection.execute("PRAGMA journal_mode = DELETE")


def driver_of(connection: Any) -> Any:
    """Return the bare connection below one of SQLAlchemy's."""
    return connection.connection.dbapi_connection


def can_write(file: Path) -> bool:
    """Return whether a file is meant to be written: one without any write permission is not, not even for root."""
    return bool(file.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))


@contextmanager
def translate_sqlite_errors(file: Path) -> Iterator[None]:
    """Translate SQLite's errors into a JournalError with a sentence that names the file and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _error(file, error.orig or error) from error
    except InTheWay as error:
        raise JournalError(
            _("The journal {file} was not opened: {error}. Nothing was changed.").format(file=file, error=error)
        ) from error
    except Odd as error:
        raise damaged(file, str(error), odd=not isinstance(error, Unlike)) from error
    except NotOurs as error:
        raise NotAJournal(_("{file} {error}. It was left as it is.").format(file=file, error=error)) from error
    except UnicodeDecodeError as error:
        raise damaged(file, _("a name in it cannot be read")) from error
    except UNREADABLE as error:
        raise _error(file, error) from error
    except OSError as error:
        raise JournalError(
            _("The journal {file} cannot be opened: {reason}.").format(file=file, reason=os_reason(error))
        ) from error


def damaged(file: Path, reason: str, faults: Sequence[str] = (), *, odd: bool = False) -> DamagedJournal:
    """Return the error that a journal is damaged, or odd: it holds something that no journal has."""
    sentence = _("The journal {file} is damaged ({reason}). It was left as it is.").format(file=file, reason=reason)
    return DamagedJournal(sentence, file, faults or [reason], odd=odd)


def _error(file: Path, error: BaseException) -> JournalError:
    low, reason = str(error).lower(), reason_of(error)
    if "could not decode" in low:  # the message continues with the file's contents
        return damaged(file, _("a text in it cannot be read"))
    if "not a database" in low or "encrypted" in low:
        return NotAJournal(
            _("{file} is not a journal, or it is locked with a passphrase. It was left as it is.").format(file=file)
        )
    if "malformed" in low or "corrupt" in low or "json cannot hold" in low:
        return damaged(file, reason)
    if "full" in low:
        return JournalNotWritable(
            _("The disk is full: nothing was changed in {file}. Make room and try again.").format(file=file)
        )
    if "readonly" in low or "read-only" in low:
        return JournalNotWritable(
            _("{file} is read-only: nothing was changed. Allow writing to it, or use a copy.").format(file=file)
        )
    if "locked" in low or "busy" in low:
        return JournalNotWritable(
            _("Another program is using {file}: nothing was changed. Close it and try again.").format(file=file)
        )
    if "unable to open" in low:
        return JournalError(
            _("{file} cannot be opened. Look whether it is a file, and whether you may use it and its folder.").format(
                file=file
            )
        )
    if "constraint" in low:
        return JournalError(
            _("{file} refused the change ({reason}): nothing was changed.").format(file=file, reason=reason)
        )
    return JournalError(
        _("{file} could not be read or written ({reason}). Nothing was changed.").format(file=file, reason=reason)
    )
