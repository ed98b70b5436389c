"""Nights, figures and journals for tests, each with sensible defaults: a test names only what it is about."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cramp_journal.exchange.plan import plan_import
from cramp_journal.model import CrampFigures, JournalForm, Night, NightFigures, night_from, values_of
from cramp_journal.store import Journal
from cramp_journal.store.file import digest
from cramp_journal.store.file.connection import connect
from cramp_journal.store.file.encryption import salt_of

_ROOM = 200 << 20  # bytes
TODAY = date(2026, 11, 22)  # the date on which most tests are set
EVENING = date(2026, 11, 21)  # "last night" on that date

EXAMPLE = Path(__file__).parent / "exchange" / "example.json"  # the example of the format page, word for word

_MANY = 20  # nights: saved one by one, they take longer than all that most tests do with them
_made: dict[str, bytes] = {}  # by what is in them
_copied_in: list[str] = []  # the test that has had its copy

Cramps = int | Sequence[Mapping[str, Any]]  # how many, or each in its exchange form


def strange_beside(file: Path) -> set[str]:
    """Name what lies beside a journal and is none of what the program leaves there on purpose.

    That is its copies and, as long as it is locked, the public key with which a cramp that begins then is sealed.
    """
    meant = {file.name, "backups"} | ({f"{file.name}.seal"} if salt_of(file) is not None else set())
    return {each.name for each in file.parent.iterdir()} - meant


def journal_values(**parts: Any) -> dict[str, Any]:
    """Give a whole journal in its exchange form: the example, with some parts put in place."""
    values: dict[str, Any] = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    return values | parts


def contents_values(**parts: Any) -> dict[str, Any]:
    """Give a whole journal as `Journal.contents()` does: what is unknown is not in it, and never null."""
    values: dict[str, Any] = _without_null(journal_values(**parts))
    return values


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_null(inner) for name, inner in value.items() if inner is not None}
    return [_without_null(inner) for inner in value] if isinstance(value, list) else value


def night_values(evening: date = EVENING, cramps: Cramps = 0, **fields: Any) -> dict[str, Any]:
    """Give a night in its exchange form; `cramps` is their number or each in its exchange form."""
    each = [{"side": "left", "muscle": "calf"}] * cramps if isinstance(cramps, int) else cramps
    listed = [dict(cramp) for cramp in each]
    state = "cramps" if listed else "clear"
    return {"evening": evening.isoformat(), "state": state, "cramps": listed, **fields}


def night(evening: date = EVENING, cramps: Cramps = 0, **fields: Any) -> Night:
    """Give a night that was checked; `cramps` is their number or each in its exchange form."""
    return night_from(night_values(evening, cramps, **fields))


def figures(evening: date = EVENING, cramps: int | Sequence[CrampFigures] = 0, **fields: Any) -> NightFigures:
    """Give the figures of a night; `cramps` is their number or the figures of each."""
    listed = [CrampFigures(side="left", muscle="calf")] * cramps if isinstance(cramps, int) else cramps
    return NightFigures.of(evening, listed, **fields)


def run_of(first: date, counts: Sequence[int | None], **fields: Any) -> list[NightFigures]:
    """Give the figures of nights in a row from `first`: the cramps in each, None for an unknown night."""
    evenings = [(first + timedelta(days=back), count) for back, count in enumerate(counts)]
    return [figures(evening, count, **fields) for evening, count in evenings if count is not None]


def a_journal(folder: Path, *nights: Night, today: date = TODAY) -> Journal:
    """Open a new journal with some nights in it. Use it with `with`, or close it."""
    if len(nights) < _MANY:
        journal = _copied(folder, "", lambda place: Journal(place / "journal.sqlite"))
        for each in nights:
            journal.save(each, today)
        return journal

    def fill(place: Path) -> Journal:
        made = Journal(place / "journal.sqlite")
        for each in nights:
            made.save(each, today)
        return made

    return _copied(folder, json.dumps([str(today), [values_of(each) for each in nights]], default=str), fill)


def _copied(folder: Path, what: str, make: Callable[[Path], Journal]) -> Journal:
    """Open a journal as `make` makes it: made once, then copied, since to make one takes ten times as long.

    Only the first journal of each test is a copy: two of them would be taken for one that had strayed.
    """
    test = os.environ.get("PYTEST_CURRENT_TEST", "").partition(" (")[0]
    if "pytest" not in sys.modules:  # a child of a test, which may look at each file that is touched
        test = ""
    file = folder / "journal.sqlite"
    if not test or _copied_in == [test] or not folder.is_dir() or os.path.lexists(file):
        return make(folder)
    _copied_in[:] = [test]
    if what not in _made:
        with TemporaryDirectory(dir=in_memory()) as place:
            make(Path(place)).close()
            _made[what] = (Path(place) / "journal.sqlite").read_bytes()
    file.touch(0o600)
    file.write_bytes(_made[what])
    return Journal(file)


@cache
def _example_bytes() -> bytes:
    with TemporaryDirectory() as folder, a_full_journal(Path(folder)) as journal:
        journal.close()
        return journal.file.read_bytes()


def an_example_file(folder: Path) -> Path:
    """Put the file of a journal into a folder that holds the example: made once, then copied."""
    file = folder / "journal.sqlite"
    file.write_bytes(_example_bytes())
    return file


def written_past_the_program(file: Path, *statements: str) -> None:
    """Change a file as a program of ours might have, by bare SQL; its digest then is that of what stands in it."""
    connection = connect(file, mode="rw")
    for statement in statements:
        connection.execute(statement)
    digest.write_anew(connection)
    connection.close()


def a_full_journal(folder: Path, values: Mapping[str, Any] | None = None) -> Journal:
    """Open a new journal that holds what `values` hold: the example where nothing else is given."""
    wanted = values or journal_values()

    def fill(place: Path) -> Journal:
        journal = Journal(place / "journal.sqlite")
        plan = plan_import(JournalForm.model_validate(wanted), journal.contents())
        journal.import_rows(plan.nights, plan.rows)
        return journal

    return _copied(folder, json.dumps(wanted, default=str, sort_keys=True), fill)


def in_memory() -> str | None:
    """Give a folder in memory, where there is room in one: a real disk would take minutes to be waited for.

    Nothing is lost by that: what a power cut leaves is worked out from what was written, and killing a process takes
    nothing from the system that it has handed over.
    """
    shared = Path("/dev/shm")
    roomy = shared.is_dir() and os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > _ROOM
    return str(shared) if roomy else None
