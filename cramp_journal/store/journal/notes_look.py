"""A note of the program in a journal (the table `state`), read by bare SQLite, before anything heavy is loaded."""

from pathlib import Path

from cramp_journal.store.file.bounds import bounded
from cramp_journal.store.file.connection import UNREADABLE, rollback_journal
from cramp_journal.store.file.front import Front, front_of
from cramp_journal.store.file.shape import opened

_PATIENCE = 0.2  # seconds to wait for another program
_STEPS = 100_000  # SQLite instructions


def note_in(file: Path, name: str) -> str:
    """Return what a journal that is not locked notes under a name; "" where it notes nothing, or cannot be read."""
    try:
        if front_of(file) is not Front.OURS or rollback_journal(file).exists():
            return ""
        connection = opened(file, patience=_PATIENCE)
        try:
            with bounded(connection, None, _STEPS):
                found = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        finally:
            connection.close()
    except (*UNREADABLE, OSError, ValueError):
        return ""
    return found[0] if found is not None and isinstance(found[0], str) else ""
