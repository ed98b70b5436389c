"""One program per journal: whoever writes into one claims it, and a crash does not lock anyone out.

A claim is a lock that SQLite holds on a small file in the cache folder. It is used for that, rather than a library for
lock files or the calls of each system, because the driver is here anyway, its locks work on every system that a journal
works on, and the system itself lets go of them when a program ends, however it ends. The file says in clear who holds
it, and is taken away with the claim. It does not lie beside the journal, where it would be synchronised and copied
along; so it binds the programs of one person on one computer. A program elsewhere that writes to the same file is
noticed by store/guard.py. Where the lock cannot be made at all, one does without it.
"""

import os
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any

from cramp_journal import clock
from cramp_journal.errors import JournalInUse
from cramp_journal.i18n import _
from cramp_journal.paths import CLAIMS, note_about
from cramp_journal.store import leftovers
from cramp_journal.store.connection import UNREADABLE, connect

WINDOW, COMMAND = "window", "command"  # what kind of program holds a claim
PATIENCE = 5.0  # seconds that a command waits for another command
_TRIES = 20
_LOCK = ("PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF", "BEGIN IMMEDIATE")
_HOLDER = (
    "CREATE TABLE IF NOT EXISTS holder (program TEXT, process INTEGER, since TEXT, mark TEXT)",
    "DELETE FROM holder",
)


@dataclass(frozen=True)
class Holder:
    """Who holds a claim."""

    program: str  # WINDOW or COMMAND
    process: int
    since: str  # the time on the wall, HH:MM


@dataclass
class _Claim:
    connection: Any  # None: the lock could not be made
    count: int = 1


_held: dict[str, _Claim] = {}  # by this process
_one_at_a_time = RLock()  # the window's thread and the one beside it


def take(file: Path, program: str = COMMAND) -> None:
    """Claim a journal for this process, which may do so several times. Raises JournalInUse where another has it.

    A command waits a few seconds for another command, which is soon done; a window is not waited for.
    """
    until = time.monotonic() + (PATIENCE if program == COMMAND else 0)
    while not _taken(file, program):
        found = holder(file)
        if time.monotonic() >= until or (found and found.program == WINDOW):
            raise _in_use(file, found)
        time.sleep(0.02)


def release(file: Path) -> None:
    """Let go of a claim; the last one of this process takes the lock away."""
    real = os.path.realpath(file)
    with _one_at_a_time:
        claim = _held.get(real)
        if claim is None:
            return
        claim.count -= 1
        if claim.count:
            return
        del _held[real]
        if claim.connection is not None:
            with suppress(OSError):  # some systems do not take away what is open: then it is taken over next time
                lock_file(file).unlink()
            claim.connection.close()


def is_held(file: Path) -> bool:
    """Tell whether this process has claimed a journal."""
    return os.path.realpath(file) in _held


def holder(file: Path) -> Holder | None:
    """Say who has claimed a journal, where that can be read."""
    try:
        connection = connect(lock_file(file))
        try:
            found = connection.execute("SELECT program, process, since FROM holder").fetchone()
        finally:
            connection.close()
    except (OSError, *UNREADABLE):
        return None
    return Holder(*found) if found else None


def knock(file: Path) -> None:
    """Tell the program that has claimed a journal that it is asked for: it sees its lock file touched."""
    with suppress(OSError):
        os.utime(lock_file(file))


def lock_file(file: Path) -> Path:
    """Give the lock file of a journal, for the window to watch. Raises OSError where there can be none."""
    return note_about(file, CLAIMS)


def _in_use(file: Path, found: Holder | None) -> JournalInUse:
    if found is None:
        told = _("Another program is using {file}: nothing was changed. Close it and try again.")
        return JournalInUse(told.format(file=file))
    if found.program == WINDOW:
        told = _(
            "Another program is using {file}: the window that was opened at {since} (process {process})."
            " Nothing was changed. Close it and try again."
        )
    else:
        told = _(
            "Another program is using {file}: a command that was called at {since} (process {process})."
            " Nothing was changed. Wait for it and try again."
        )
    return JournalInUse(told.format(file=file, since=found.since, process=found.process))


def _taken(file: Path, program: str) -> bool:
    real = os.path.realpath(file)
    with _one_at_a_time:
        if real in _held:
            _held[real].count += 1
            return True
        try:
            _held[real] = _Claim(_locked(file, program))
        except JournalInUse:
            return False
        leftovers.clear(Path(real))
        return True


def _locked(file: Path, program: str) -> Any:
    """Give a connection that holds the lock; None where the folder does not let one be made."""
    for _attempt in range(_TRIES):
        mark = uuid.uuid4().hex
        try:
            lock = lock_file(file)
            connection = connect(lock, mode="rwc")
        except (OSError, *UNREADABLE):
            return None
        try:
            connection.execute("PRAGMA busy_timeout = 0")
            for statement in (*_LOCK, *_HOLDER):
                connection.execute(statement)
            who = (program, os.getpid(), f"{clock.now():%H:%M}", mark)
            connection.execute("INSERT INTO holder VALUES (?, ?, ?, ?)", who)
            connection.execute("COMMIT")  # so that others can read it
            connection.execute("BEGIN IMMEDIATE")
        except UNREADABLE as error:
            connection.close()
            if "locked" in str(error) or "busy" in str(error):
                raise JournalInUse from error
            if "not a database" not in str(error) and "malformed" not in str(error):
                return None
            with suppress(OSError):  # nobody holds what is no lock
                lock.unlink()
            continue
        if _mark_in(lock) == mark:
            return connection
        connection.close()  # its last holder took the file away meanwhile: this lock is on nothing that others see
    return None


def _mark_in(lock: Path) -> str:
    try:
        connection = connect(lock)
        try:
            return str(connection.execute("SELECT mark FROM holder").fetchone()[0])
        finally:
            connection.close()
    except (*UNREADABLE, TypeError):
        return ""
