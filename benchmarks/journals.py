"""The journals that are measured: invented, built once a run."""

import shutil
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import sqlcipher3.dbapi2 as sqlite

from cramp_journal import clock
from cramp_journal.demo import invented_journal
from cramp_journal.exchange.plan import plan_import
from cramp_journal.model import JournalForm
from cramp_journal.store import Journal
from cramp_journal.store.file import digest
from cramp_journal.store.journal.answered import save_clear
from cramp_journal.words import State, last_evening

TEN_YEARS = 3650  # nights
_DENSE_DAYS = 3900  # of which about 3,650 are recorded
_CRAMPS = (0, 0, 1, 1, 2, 2, 2, 3, 4, 7)  # cramps a night: 2.2 in the mean, 8,000 in ten years
_PARENTS = {"cramp": "night_id", "relief": "cramp_id", "intake": "night_id", "night_factor": "night_id"}


@cache
def demo(folder: Path) -> Path:
    """Give a journal of ten years as `demo` makes it."""
    return _written(folder / "demo.sqlite", invented_journal(TEN_YEARS, 1, last_evening(clock.now())))


@cache
def one_year(folder: Path) -> Path:
    """Return a journal of one year as `demo` makes it."""
    return _written(folder / "year.sqlite", invented_journal(365, 1, last_evening(clock.now())))


@cache
def with_last_night(folder: Path) -> Path:
    """Give that journal with last night recorded, which `demo` leaves out on some days."""
    file = folder / "recorded.sqlite"
    shutil.copyfile(demo(folder), file)
    with Journal(file) as journal:
        if journal.night(last_evening(clock.now())) is None:
            save_clear(journal, last_evening(clock.now()))
    return file


@cache
def without_last_night(folder: Path) -> Path:
    """Give that journal on a morning on which last night is not logged yet."""
    file = folder / "unrecorded.sqlite"
    shutil.copyfile(demo(folder), file)
    with Journal(file) as journal:
        journal.delete(last_evening(clock.now()))
    return file


@cache
def dense(folder: Path) -> Path:
    """Give a journal of ten years with as many cramps as a person with a hard lot has."""
    form = invented_journal(_DENSE_DAYS, 1, last_evening(clock.now()))
    chance = Random(1)
    pool = [cramp for night in form.nights for cramp in night.cramps]
    for night in form.nights:
        night.cramps = chance.sample(pool, chance.choice(_CRAMPS))
        night.state = State.CRAMPS if night.cramps else State.CLEAR
    return _written(folder / "dense.sqlite", form)


@cache
def fifty_years(folder: Path) -> Path:
    """Give that journal five times over, each ten years before the last."""
    file = folder / "fifty.sqlite"
    shutil.copyfile(dense(folder), file)
    connection = sqlite.connect(str(file), isolation_level=None)
    connection.execute("BEGIN")
    for decade in range(1, 5):
        _copied(connection, "night", decade, {"evening": f"date(evening, '-{decade * _DENSE_DAYS} days')"})
        for table, parent in _PARENTS.items():
            _copied(connection, table, decade, {parent: _key(parent, decade)})
    digest.write_anew(connection)
    connection.execute("COMMIT")
    connection.close()
    return file


def counts(file: Path) -> str:
    """Say how many nights and cramps a journal has."""
    connection = sqlite.connect(str(file))
    nights, cramps = (connection.execute(f"SELECT count(*) FROM {each}").fetchone()[0] for each in ("night", "cramp"))
    connection.close()
    return f"{nights:,} nights, {cramps:,} cramps, {file.stat().st_size / 1e6:.1f} MB"


def first_evening(file: Path) -> date:
    """Give the oldest evening of a journal."""
    connection = sqlite.connect(str(file))
    found = connection.execute("SELECT min(evening) FROM night").fetchone()[0]
    connection.close()
    return date.fromisoformat(found)


def _written(file: Path, form: JournalForm) -> Path:
    with Journal(file) as journal:
        plan = plan_import(form, journal.contents())
        journal.import_rows(plan.nights, plan.rows)
    return file


def _copied(connection: sqlite.Connection, table: str, decade: int, changes: dict[str, str]) -> None:
    """Write the rows of the first ten years once more, under other keys."""
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = ", ".join({"id": _key("id", decade), **changes}.get(name, name) for name in names)
    first = "id NOT LIKE '_~%'"
    connection.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} WHERE {first}")


def _key(column: str, decade: int) -> str:
    return f"'{decade}~' || substr({column}, 3)"
