"""What keeps a journal: a verified copy, the look at a start, and what a passphrase costs."""

import shutil
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks import journals
from benchmarks.measure import Findings, Line, timed, turn_by_turn
from cramp_journal import clock
from cramp_journal.model import night_from, values_of
from cramp_journal.store import Journal
from cramp_journal.store.copies.backup import verified_copy, verified_rewriting
from cramp_journal.store.file import checks, seals
from cramp_journal.store.file.connection import connect
from cramp_journal.store.file.encryption import Key, keys_for, make_key

_BATCH = 20  # nights


def measure(rounds: int, folder: Path) -> Findings:
    """Do each to a journal of ten years, turn by turn with its floor."""
    plain, locked = folder / "plain.sqlite", folder / "locked.sqlite"
    shutil.copyfile(journals.dense(folder), plain)
    began = time.perf_counter()
    key = make_key("four words of ours")
    derived = (time.perf_counter() - began) * 1000
    verified_rewriting(plain, locked, None, key)
    connection = connect(plain)
    for file, its in ((plain, None), (locked, key)):
        Journal(file, its).close()  # sealed
    taken = turn_by_turn(
        rounds,
        {
            "raw": lambda: _fetch_all(connection),
            "copy": lambda: verified_copy(plain, folder / "copy.sqlite"),
            "look": lambda: checks.faults(connection),
            "seal": lambda: seals.is_unchanged(plain),
            "quick": lambda: connection.execute("PRAGMA quick_check").fetchall(),
            "load plain": lambda: _load(plain, None),
            "load locked": lambda: _load(locked, key),
        },
    )
    connection.close()
    with Journal(plain) as one, Journal(locked, key) as other:
        saved = turn_by_turn(rounds, {"plain": _saver(one), "locked": _saver(other)})
    one_plain, one_locked = ([batch / _BATCH for batch in saved[name]] for name in ("plain", "locked"))
    unlocking = [timed(lambda: list(keys_for("four words of ours", key.salt))) for _round in range(rounds)]
    return Findings(
        "KEEPING, 10 years (floor of copy and look: raw fetchall of all tables)",
        [
            Line("a verified copy: made, looked through, on the disk", taken["copy"], taken["raw"], aim=0.5),
            Line("a look through the whole journal", taken["look"], taken["raw"]),
            Line("the look at a start (floor: quick_check)", taken["seal"], taken["quick"]),
            Line("locked: opened, all loaded (floor: not locked)", taken["load locked"], taken["load plain"], aim=1.10),
            Line("locked: one night saved (floor: not locked)", one_locked, one_plain, aim=1.05),
            Line("the key from the passphrase, once a session", unlocking),
        ],
        [f"{journals.counts(plain)}; locked {locked.stat().st_size / 1e6:.1f} MB. First key: {derived:.0f} ms."],
    )


def _fetch_all(connection: Any) -> None:
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        connection.execute(f"SELECT * FROM {table}").fetchall()


def _load(file: Path, key: Key | None) -> None:
    with Journal(file, key) as journal:
        journal.rows()


def _saver(journal: Journal) -> Callable[[], None]:
    today, first = clock.today(), min(each.evening for each in journal.figures())
    found = journal.night(max(each.evening for each in journal.figures() if each.count > 1))
    assert found is not None
    model = values_of(found) | {"factors": [], "intakes": []}
    del model["entered_at"]
    backs = count(1)

    def save() -> None:
        for _night in range(_BATCH):
            evening = first - timedelta(days=next(backs))
            journal.save(night_from(model | {"evening": evening.isoformat()}), today)

    return save
