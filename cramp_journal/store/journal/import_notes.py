"""What a journal notes about its imports, to take them back: the values they filled in, and the nights they changed.

The notes stand in the table `state`, in pieces: a longer value would be one that no journal has.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection

from cramp_journal.model import Values
from cramp_journal.store.journal import writing

FIELDS = ("room_temperature_c", "exercise_minutes")  # what a file can fill in
_NAME = "filled"  # of the first piece; the others are "filled 2" and so on
_PIECE = 50_000  # letters, all of them ASCII
_MOST = 20  # imports that can be taken back
_DIGEST = 16  # letters
_ORDER = "imports"  # in the table `state`: the marks of the imports, in the order in which they came
_MOST_MARKS = 100

ByField = dict[str, dict[str, float]]  # by the field of a night, by evening


@dataclass
class ImportNote:
    """One import: its mark, what it filled in, and by evening the night before in the bin and a digest of its own."""

    mark: str
    filled: ByField = field(default_factory=dict)
    changed: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_notes(connection: Connection) -> list[ImportNote]:
    """Return the notes, oldest import first; what cannot be read is as if it were not there."""
    rows = connection.exec_driver_sql("SELECT name, value FROM state WHERE name GLOB ?", (f"{_NAME}*",)).all()
    pieces = {str(name): str(value) for name, value in rows}
    said = "".join(pieces.get(name, "") for name in map(_piece, range(len(pieces))))
    try:
        return [_read(*note) for note in json.loads(said or "[]")]
    except (ValueError, TypeError, AttributeError):
        return []


def keep_notes(connection: Connection, notes: Sequence[ImportNote]) -> None:
    """Replace the notes; of very many imports, the oldest are forgotten."""
    connection.exec_driver_sql("DELETE FROM state WHERE name GLOB ?", (f"{_NAME}*",))
    text = json.dumps([(note.mark, note.filled, note.changed) for note in notes[-_MOST:]], separators=(",", ":"))
    if notes:
        parts = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
        rows = [(_piece(number), part) for number, part in enumerate(parts)]
        connection.exec_driver_sql("INSERT INTO state VALUES (?, ?)", rows)


def came_last(connection: Connection) -> list[str]:
    """Return the marks of the imports, the last one that came first; imports by earlier versions are not among them.

    Neither the clock nor the times that rows carry say which came last: both may be of any time.
    """
    return read_marks(connection, _ORDER)[::-1]


def note_coming(connection: Connection, mark: str) -> None:
    """Note that an import came."""
    keep_marks(connection, _ORDER, [*read_marks(connection, _ORDER), mark], _MOST_MARKS)


def read_marks(connection: Connection, name: str) -> list[str]:
    """Return marks that are kept in the table `state` under a name; what cannot be read is as if it were not there."""
    said = connection.exec_driver_sql("SELECT value FROM state WHERE name = ?", (name,)).scalar()
    try:
        found = json.loads(said or "[]")
    except ValueError:
        return []
    return [str(each) for each in found] if isinstance(found, list) else []


def keep_marks(connection: Connection, name: str, marks: Sequence[str], most: int) -> None:
    """Keep the last marks under a name."""
    writing.write_state(connection, name, json.dumps(marks[-most:]) if marks else "")


def digest_of(values: Values) -> str:
    """Return what tells a night that was changed since from one that stands as the import wrote it."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:_DIGEST]


def _piece(number: int) -> str:
    return f"{_NAME} {number + 1}" if number else _NAME


def _read(mark: Any, filled: Mapping[str, Any], changed: Mapping[str, Any] | None = None) -> ImportNote:
    """Return one note; fields that are unknown here are dropped."""
    values = {
        name: {date.fromisoformat(day).isoformat(): float(value) for day, value in found.items()}
        for name, found in filled.items()
        if name in FIELDS
    }
    kept = {date.fromisoformat(day).isoformat(): (str(key), str(said)) for day, (key, said) in (changed or {}).items()}
    return ImportNote(str(mark), values, kept)
