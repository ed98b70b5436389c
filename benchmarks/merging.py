"""Bringing two journals of ten years together, without the copy that is made first; that one is told apart."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks import journals
from benchmarks.measure import Findings, Line, timed
from cramp_journal import clock
from cramp_journal.merging.versions import Units, merge
from cramp_journal.model import night_from, values_of
from cramp_journal.store import Journal
from cramp_journal.store.copies.backup import verified_copy
from cramp_journal.store.file import digest
from cramp_journal.store.file.connection import connect
from cramp_journal.store.journal.other import read_other

_EACH = 20  # of so many nights, one is edited on both sides
_TABLES = ("night", "factor", "course")


def measure(rounds: int, folder: Path) -> Findings:
    """Merge a journal of ten years with its copy after 180 edits on each side, and into an empty one."""
    ours, theirs = folder / "ours.sqlite", folder / "theirs.sqlite"
    shutil.copyfile(journals.dense(folder), ours)
    _make_real(ours)
    shutil.copyfile(ours, theirs)
    for file, note in ((ours, "kitchen"), (theirs, "bedroom")):
        _edit(file, note)
    read = [timed(lambda: read_other(theirs, None, ours)) for _round in range(rounds)]
    state = read_other(theirs, None, ours)
    mine = read_other(ours, None, theirs)
    pure = [timed(lambda: merge(mine, state)) for _round in range(rounds)]
    edits = [_merged(lambda file: shutil.copyfile(ours, file), folder, state) for _round in range(rounds)]
    new = [_merged(lambda _file: None, folder, state) for _round in range(rounds)]
    copied = [timed(lambda: verified_copy(ours, folder / "copy.sqlite")) for _round in range(rounds)]
    return Findings(
        "MERGING, 10 years",
        [
            Line("the other file looked through and read", read, aim=2_000),
            Line("both states brought together", pure),
            Line("a copy with 180 nights edited on both sides comes in", edits, aim=2_000),
            Line("all of it comes into an empty journal", new, aim=2_000),
            Line("the copy before it", copied),
        ],
        [journals.counts(ours)],
    )


def _make_real(file: Path) -> None:
    connection = connect(file, mode="rw")
    for table in _TABLES:
        connection.execute(f"UPDATE {table} SET invented = 0")
    digest.write_anew(connection)
    connection.close()


def _edit(file: Path, note: str) -> None:
    with Journal(file) as journal:
        for each in journal.nights(date.min, date.max)[::_EACH]:
            values = values_of(each) | {"note": note}
            values.pop("entered_at")
            journal.save(night_from(values), clock.today())


def _merged(prepare: Callable[[Path], object], folder: Path, state: Units) -> float:
    place = Path(tempfile.mkdtemp(prefix="merged-", dir=folder))  # a journal that went away is missed in its place
    prepare(place / "journal.sqlite")
    with Journal(place / "journal.sqlite") as journal:
        return timed(lambda: journal.merger.merge(state, copied=True))
