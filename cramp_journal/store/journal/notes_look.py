"""A note of the program in a journal (the table `state`), read by bare SQLite, before anything heavy is loaded.

And whether a trial on oneself has something for an evening: whether, and never what.
"""

from datetime import date
from pathlib import Path
from typing import Any

from cramp_journal.store.file.bounds import bounded
from cramp_journal.store.file.connection import UNREADABLE, rollback_journal
from cramp_journal.store.file.front import Front, front_of
from cramp_journal.store.file.shape import opened

_PATIENCE = 0.2  # seconds to wait for another program
_STEPS = 100_000  # SQLite instructions
_TRIAL = """
    SELECT 1 FROM trial WHERE deleted_at IS NULL
    AND ? BETWEEN first AND date(first, (nights - 1) || ' days') AND (stopped_on IS NULL OR stopped_on > ?)
    AND NOT EXISTS (
        SELECT 1 FROM trial_pause AS pause WHERE pause.trial = fingerprint AND pause.deleted_at IS NULL
        AND pause.first <= ? AND (pause.last IS NULL OR pause.last >= ?)
    )
"""


def note_in(file: Path, name: str) -> str:
    """Return what a journal that is not locked notes under a name; "" where it notes nothing, or cannot be read."""
    found = _first_of(file, "SELECT value FROM state WHERE name = ?", name)
    return found if isinstance(found, str) else ""


def has_trial_on(file: Path, evening: date) -> bool:
    """Return whether a trial in a journal that is not locked has something for an evening: never what."""
    return bool(_first_of(file, _TRIAL, *[evening.isoformat()] * _TRIAL.count("?")))


def _first_of(file: Path, asked: str, *given: str) -> Any:
    """Return the first value of an answer; None where there is none, or nothing can be read."""
    try:
        if front_of(file) is not Front.OURS or rollback_journal(file).exists():
            return None
        connection = opened(file, patience=_PATIENCE)
        try:
            with bounded(connection, None, _STEPS):
                found = connection.execute(asked, given).fetchone()
        finally:
            connection.close()
    except (*UNREADABLE, OSError, ValueError):
        return None
    return found[0] if found is not None else None
