"""What Undo may restore after a restart: nights in the bin that the person deleted or replaced.

A night that Undo itself or a move put into the bin is not among them: restoring it would undo the Undo.
"""

import json
from datetime import date

from sqlalchemy import Connection

_NAME = "undoable"  # in the table `state`
_MOST = 100  # more than one day brings

Kept = list[tuple[str, str]]  # the key of the night in the bin, and its evening


def keys(connection: Connection) -> list[str]:
    """Return the keys of nights that the person deleted or replaced, oldest first; they may have left the bin."""
    return [key for key, _ in _kept(connection)]


def note_change(connection: Connection, evening: date, binned: str | None, *, anew: bool = False) -> None:
    """Note that the person changed the night of an evening, and the key of its earlier version in the bin.

    `anew`: there was no night. An earlier deletion was then final, and Undo skips it.
    """
    if binned is not None or anew:
        kept = [(key, day) for key, day in _kept(connection) if day != evening.isoformat()]
        _keep(connection, [*kept, (binned, evening.isoformat())] if binned else kept)


def forget_evening(connection: Connection, evening: date) -> None:
    """Note that Undo changed an evening, or that its night was moved."""
    note_change(connection, evening, None, anew=True)


def _kept(connection: Connection) -> Kept:
    said = connection.exec_driver_sql("SELECT value FROM state WHERE name = ?", (_NAME,)).scalar()
    try:
        return [(str(key), str(day)) for key, day in json.loads(said or "[]")]
    except (ValueError, TypeError):
        return []


def _keep(connection: Connection, kept: Kept) -> None:
    if kept == _kept(connection):
        return
    connection.exec_driver_sql("DELETE FROM state WHERE name = ?", (_NAME,))
    if kept:
        connection.exec_driver_sql("INSERT INTO state VALUES (?, ?)", (_NAME, json.dumps(kept[-_MOST:])))
