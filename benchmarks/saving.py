"""Saving a night with two cramps; floor: the same rows by raw SQLite, as safely."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from benchmarks import journals
from benchmarks.measure import Findings, Line, turn_by_turn
from cramp_journal import clock
from cramp_journal.model import Night, night_from, values_of
from cramp_journal.store import Journal

_BATCH = 20  # nights
_PRAGMAS = ("trusted_schema = OFF", "foreign_keys = ON", "cell_size_check = ON", "journal_mode = DELETE")


def measure(rounds: int, folder: Path) -> Findings:
    """Save nights that are new to the journal, a batch at a time, each batch by the one way and then the other."""
    ours, raw = folder / "ours.sqlite", folder / "raw.sqlite"
    for copy in (ours, raw):
        shutil.copyfile(journals.dense(folder), copy)
    model = _model_night(ours)
    evenings = _evenings(journals.first_evening(ours))
    with Journal(ours) as journal:
        nights = iter([night_from(model | {"evening": next(evenings)}) for _night in range(_BATCH * (rounds + 1))])
        taken = turn_by_turn(rounds, {"ours": _saver(journal, nights), "raw": _raw_saver(raw)})
    each = {name: [batch / _BATCH for batch in batches] for name, batches in taken.items()}
    return Findings(
        "SAVING (floor: raw SQLite, same rows, same pragmas)",
        [Line("one night with two cramps", each["ours"], each["raw"], aim=3)],
    )


def _saver(journal: Journal, nights: Iterator[Night]) -> Callable[[], None]:
    today = clock.today()

    def save() -> None:
        for _night in range(_BATCH):
            journal.save(next(nights), today)

    return save


def _raw_saver(file: Path) -> Callable[[], None]:
    connection = sqlite.connect(str(file), isolation_level=None)
    for pragma in (*_PRAGMAS, "synchronous = EXTRA"):
        connection.execute(f"PRAGMA {pragma}")
    night, cramp = _row(connection, "night"), _row(connection, "cramp")
    into_night = f"INSERT INTO night VALUES ({', '.join('?' * len(night))})"
    into_cramp = f"INSERT INTO cramp VALUES ({', '.join('?' * len(cramp))})"
    evenings = _evenings(journals.first_evening(file))

    def save() -> None:
        for _night in range(_BATCH):
            key = str(uuid.uuid4())
            cramps = [cramp | {"id": str(uuid.uuid4()), "night_id": key, "position": place} for place in (0, 1)]
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(into_night, list((night | {"id": key, "evening": next(evenings)}).values()))
            connection.executemany(into_cramp, [list(each.values()) for each in cramps])
            connection.execute("COMMIT")

    return save


def _row(connection: sqlite.Connection, table: str) -> dict[str, Any]:
    """Give a row of a table, with the names of its columns."""
    found = connection.execute(f"SELECT * FROM {table} LIMIT 1")
    return dict(zip([column[0] for column in found.description], found.fetchone(), strict=True))


def _model_night(file: Path) -> dict[str, Any]:
    """Give the newest night with two cramps or more, down to two and to the two tables that the floor writes."""
    with Journal(file) as journal:
        last = max(night.evening for night in journal.figures() if night.count > 1)
        found = journal.night(last)
    assert found is not None
    values = values_of(found) | {"factors": [], "intakes": []}
    values["cramps"] = [cramp | {"reliefs": []} for cramp in values["cramps"][:2]]
    del values["entered_at"]
    return values


def _evenings(first: date) -> Iterator[str]:
    """Give evenings that are not in the journal, back from its oldest."""
    while True:
        first -= timedelta(days=1)
        yield first.isoformat()
