"""What Undo may bring back after a restart: nights of the bin that the person deleted or replaced.

A night that Undo itself or a move put into the bin is none of them: to bring it back would undo the Undo.
"""

import json
from datetime import date

from sqlalchemy import Connection

_NAME = "undoable"  # in the table `state`
_MOST = 100  # more than one day brings

Kept = list[tuple[str, str]]  # the key of the night in the bin, and its evening


def keys(connection: Connection) -> list[str]:
    """Return the keys in the bin of what the person deleted or replaced, oldest first; it may be there no more."""
    return [key for key, _ in _kept(connection)]


def note_change(connection: Connection, evening: date, binned: str | None, *, anew: bool = False) -> None:
    """Note that the person changed the night of an evening, and under which key what stood there lies in the bin.

    `anew`: nothing stood there. What had been deleted was decided upon then, and Undo passes it by.
    """
    if binned is not None or anew:
        kept = [(key, day) for key, day in _kept(connection) if day != evening.isoformat()]
        _keep(connection, [*kept, (binned, evening.isoformat())] if binned else kept)


def forget_evening(connection: Connection, evening: date) -> None:
    """Note that an evening was changed by Undo, or moved."""
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
