"""The first look at a journal, for the first paint: the last nights, by bare SQLite, before anything heavy is loaded.

It never raises: opening the journal, a moment later, reports what is wrong with a file. The window waits for it, so it
is bounded, and it runs nothing that a file contains.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from cramp_journal.store.file.bounds import bounded
from cramp_journal.store.file.connection import UNREADABLE, rollback_journal
from cramp_journal.store.file.front import Front, front_of
from cramp_journal.store.file.shape import opened
from cramp_journal.store.file.values import are_odd
from cramp_journal.store.schema.exchange_values import dated_columns, known_columns
from cramp_journal.store.schema.newest import NEWEST

STRIP = 14  # nights
_PATIENCE = 0.2  # seconds to wait for another program
_STEPS = 1_000_000  # SQLite instructions, a few hundredths of a second: a hundred times what a fortnight takes
_LARGEST = 64 << 20  # bytes: no value in a file is larger than the file, and ten years take 3 MB


@dataclass(frozen=True)
class FirstLook:
    """What the first paint shows. `nights` maps an evening to its number of cramps (0: clear) and "left out"."""

    nights: dict[date, tuple[int, bool]] = field(default_factory=dict)
    last_night: dict[str, Any] | None = None  # in the exchange form, if it was recorded
    invented: bool = False
    boundary: str = "12:00"  # when a new night begins
    locked: bool = False  # with a passphrase: nothing of it can be read
    is_read: bool = False  # else it is new, locked, of an older form, or cannot be read


def first_look(file: Path, last_night: date) -> FirstLook:
    """Read the fortnight that ends with `last_night`."""
    try:
        if front_of(file) is not Front.OURS or rollback_journal(file).exists() or file.stat().st_size > _LARGEST:
            return FirstLook(locked=_is_locked(file))
        connection = opened(file, patience=_PATIENCE)
        try:
            with bounded(connection, None, _STEPS):
                if connection.execute("SELECT version_num FROM alembic_version").fetchall() != [(NEWEST,)]:
                    return FirstLook()
                return _read(connection, last_night)
        finally:
            connection.close()
    except (
        *UNREADABLE,
        OSError,
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
    ):  # the last: a missing column
        return FirstLook(locked=_is_locked(file))


def _is_locked(file: Path) -> bool:
    from cramp_journal.store.file.encryption import salt_of  # noqa: PLC0415 - most journals are not locked

    return salt_of(file) is not None


def _read(connection: sqlite.Connection, last_night: date) -> FirstLook:
    first = (last_night - timedelta(days=STRIP - 1)).isoformat()
    if _is_odd(connection, first, last_night.isoformat()):
        return FirstLook()
    rows = connection.execute(
        "SELECT evening, left_out, (SELECT count(*) FROM cramp WHERE night_id = night.id), invented FROM night"
        " WHERE evening BETWEEN ? AND ? AND deleted_at IS NULL",
        (first, last_night.isoformat()),
    ).fetchall()
    about = connection.execute("SELECT night_boundary FROM about WHERE deleted_at IS NULL").fetchone()
    return FirstLook(
        boundary=about[0] if about else "12:00",
        nights={date.fromisoformat(evening): (count, bool(left_out)) for evening, left_out, count, _ in rows},
        last_night=_night(connection, last_night),
        invented=any(invented for *_, invented in rows),
        is_read=True,
    )


def _is_odd(connection: sqlite.Connection, first: str, last: str) -> bool:
    """Return whether any value that would be shown is not valid in a journal: the page cannot show it."""
    of_night = "night_id IN (SELECT id FROM night WHERE evening = ?)"
    return (
        are_odd(connection, "night", "evening BETWEEN ? AND ?", first, last)
        or are_odd(connection, "about", "1")
        or any(are_odd(connection, table, of_night, last) for table in ("cramp", "intake"))
        or are_odd(connection, "relief", f"cramp_id IN (SELECT id FROM cramp WHERE {of_night})", last)  # noqa: S608 - our own words
    )


def _night(connection: sqlite.Connection, evening: date) -> dict[str, Any] | None:
    connection.row_factory = sqlite.Row
    found = connection.execute(
        "SELECT * FROM night WHERE evening = ? AND deleted_at IS NULL", (evening.isoformat(),)
    ).fetchone()
    if found is None:
        return None
    night = dated_columns(dict(_shown(found)))
    night["cramps"] = []
    for row in connection.execute(
        "SELECT * FROM cramp WHERE night_id = ? ORDER BY position", (found["id"],)
    ).fetchall():
        reliefs = connection.execute("SELECT * FROM relief WHERE cramp_id = ? ORDER BY position", (row["id"],))
        done = [known_columns(_shown(relief)) for relief in reliefs.fetchall()]
        night["cramps"].append(known_columns(_shown(row)) | ({"reliefs": done} if done else {}))
    intakes = connection.execute("SELECT * FROM intake WHERE night_id = ? ORDER BY position", (found["id"],))
    night["intakes"] = [known_columns(_shown(intake)) for intake in intakes.fetchall()]
    factors = connection.execute(
        "SELECT name FROM night_factor JOIN factor ON factor.id = factor_id WHERE night_id = ? ORDER BY position",
        (found["id"],),
    )
    night["factors"] = [row["name"] for row in factors.fetchall()]
    return night


_KEPT_FROM_SIGHT = (
    *("id", "night_id", "cramp_id", "position"),
    *("changed_at", "device", "deleted_at", "binned_on", "import_id", "invented"),
)


def _shown(row: Any) -> Iterator[tuple[str, Any]]:
    return ((name, row[name]) for name in row.keys() if name not in _KEPT_FROM_SIGHT)  # noqa: SIM118
