"""The file itself: how it is opened, what it refuses, and that its tables are the model's."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy.dialects import sqlite as dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from cramp_journal.errors import JournalError
from cramp_journal.model.tables import TABLES, table_of
from cramp_journal.store import Journal
from cramp_journal.store.file.connection import APPLICATION_ID
from tests.builders import TODAY, a_full_journal, a_journal, night


@pytest.fixture
def bare(file: Path) -> Iterator[Any]:
    """A connection of another program, which knows nothing of this one."""
    connection = sqlite.connect(str(file), isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        *(("journal_mode", "delete"), ("synchronous", 3), ("foreign_keys", 1), ("trusted_schema", 0)),
        *(("cell_size_check", 1), ("application_id", APPLICATION_ID), ("encoding", "UTF-8")),
    ],
)
def test_a_journal_is_one_file_that_loses_nothing_in_a_power_cut(tmp_path: Path, pragma: str, value: object) -> None:
    with a_journal(tmp_path) as journal, journal._reading() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_nothing_but_the_file_is_left_beside_it(tmp_path: Path) -> None:
    with a_full_journal(tmp_path) as journal:
        journal.save(night(), TODAY)
        assert sorted(each.name for each in tmp_path.iterdir()) == ["journal.sqlite", "journal.sqlite.claim"]
    assert [each.name for each in tmp_path.iterdir()] == ["journal.sqlite"]
    assert [each.name for each in tmp_path.iterdir()] == ["journal.sqlite"]


@pytest.mark.parametrize(
    "name", ["a b.sqlite", "50% off?.sqlite", "nacht#1.sqlite", "夜 🦵.sqlite", "j.sqlite?mode=ro"]
)
def test_a_journal_may_have_any_name(tmp_path: Path, name: str) -> None:
    with a_full_journal(tmp_path) as journal:
        kept = journal.contents()
    journal.file.rename(tmp_path / name)
    with type(journal)(tmp_path / name) as again:
        assert again.contents() == kept
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    "change",
    [
        *("UPDATE night SET state = 'good'", "UPDATE night SET woke = 2", "UPDATE night SET note = NULL"),
        *("UPDATE night SET evening = '21.11.2026'", "UPDATE night SET evening = '2026-1-1'"),
        *("UPDATE night SET room_temperature_c = 61", "UPDATE night SET room_temperature_c = -31"),
        *("UPDATE night SET sleep_disturbance = 11", "UPDATE night SET minutes_awake = -1"),
        *("UPDATE night SET note = hex(zeroblob(10001))", "UPDATE night SET exercise = 'extreme'"),
        *("UPDATE cramp SET pain = 11", "UPDATE cramp SET pain = 'bad'", "UPDATE cramp SET seconds = 0"),
        *(
            "UPDATE cramp SET time = '24:00'",
            "UPDATE cramp SET time = '3:10'",
            "UPDATE cramp SET time = '03:60'",
        ),
        *(
            "UPDATE cramp SET side = 'west'",
            "UPDATE cramp SET muscle = 'a|b'",
            "UPDATE relief SET what = 'prayer'",
        ),
        *("UPDATE factor SET name = ''", "UPDATE factor SET name = hex(zeroblob(61))"),
        *(
            "UPDATE intake SET dose = -1",
            "UPDATE intake SET unit = 'spoon'",
            "UPDATE intake SET substance = ''",
        ),
        *("UPDATE course SET kind = 'food'", "UPDATE course SET start = 'soon'"),
        *(
            "UPDATE sign SET sign = 'none'",
            "UPDATE prompt SET rule = 'none'",
            "UPDATE prompt SET answer = 'no'",
        ),
        *("UPDATE about SET born = 1879", "UPDATE about SET night_boundary = '25:00'"),
        *("UPDATE cramp SET night_id = 'nobody'", "UPDATE night_factor SET factor_id = 'nobody'"),
        "DELETE FROM factor",
        "INSERT INTO factor SELECT name, hidden, 'x', changed_at, device, NULL, 0, NULL, NULL FROM factor",
        "UPDATE night SET evening = '2026-11-21'",
    ],
)
def test_the_file_itself_refuses_what_the_program_would(bare: Any, change: str) -> None:
    with pytest.raises(sqlite.IntegrityError):
        bare.execute(change)


def test_a_night_takes_its_cramps_with_it(bare: Any) -> None:
    assert bare.execute("SELECT count(*) FROM relief").fetchone() == (1,)
    bare.execute("DELETE FROM night")
    for table in ("cramp", "relief", "intake", "night_factor"):
        assert bare.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_two_deleted_nights_of_one_evening_may_lie_in_the_bin(bare: Any) -> None:
    bare.execute("UPDATE night SET deleted_at = '2026-11-22 08:00:00.000000'")
    bare.execute("UPDATE night SET evening = '2026-11-21'")
    assert bare.execute("SELECT count(*) FROM night WHERE evening = '2026-11-21'").fetchone() == (2,)


def test_the_tables_of_a_new_file_are_those_of_the_model(bare: Any) -> None:
    made = {
        name: _plain(sql)
        for name, sql in bare.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        if name not in ("alembic_version", "digest", "lineage", "state", "version", "kept_version")
    }
    tables = [table_of(kind) for kind in TABLES]
    meant = {table.name: str(CreateTable(table).compile(dialect=dialect.dialect())) for table in tables}
    for table in tables:
        for index in table.indexes:
            assert index.name is not None
            meant[index.name] = str(CreateIndex(index).compile(dialect=dialect.dialect()))
    assert made == {name: _plain(sql) for name, sql in meant.items()}


def _plain(sql: str) -> list[str]:
    """Give the columns and checks of a statement, in no order: a later step adds its own at the end."""
    plain = re.sub(r"\s+", " ", sql).replace('"', "")
    pieces = re.split(r",(?![^(]*\)) ?|(?= CONSTRAINT )", plain.strip().removesuffix(")").partition("(")[2])
    return sorted([plain.partition("(")[0].strip(), *(piece.replace(" ", "") for piece in pieces if piece.strip())])


def test_a_current_file_never_imports_alembic(file: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from cramp_journal.store import Journal\n"
        "with Journal(Path(sys.argv[1])) as journal: print(len(journal.figures()))\n"
        "print('alembic' in sys.modules)"
    )
    root = Path(__file__).parent.parent.parent
    done = subprocess.run([sys.executable, "-c", code, str(file)], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "False"]


def test_a_clock_of_before_1970_is_told_of_in_a_sentence(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = file.read_bytes()
    monkeypatch.setattr("time.time", lambda: -1.0)
    with pytest.raises(JournalError, match=r"The clock of this computer shows the year \d+\. Please set it right\."):
        Journal(file)
    assert file.read_bytes() == before
