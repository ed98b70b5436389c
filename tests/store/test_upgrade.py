"""Older files are brought to the newest form: all steps or none, after a verified copy."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Engine

from cramp_journal.errors import JournalError, JournalNotWritable
from cramp_journal.store import Journal
from cramp_journal.store.schema.database import open_engine
from cramp_journal.store.schema.newest import NEWEST
from cramp_journal.store.schema.upgrade import STEPS, bring_up_to_date

NEXT = f"{int(NEWEST) + 1:04d}"  # a form that is not there yet
STEP = """
from alembic import op
import sqlalchemy as sa

revision = "{next}"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade():
    {body}
"""
ADDS_A_COLUMN = 'op.add_column("night", sa.Column("moon", sa.String))'
FAILS_MIDWAY = f'{ADDS_A_COLUMN}\n    op.execute("DELETE FROM cramp")\n    raise RuntimeError("midway")'
MAKES_NIGHT_ANEW = (
    'with op.batch_alter_table("night", recreate="always") as night:\n'
    '        night.add_column(sa.Column("moon", sa.String))'
)
LOSES_A_NIGHT = f"{ADDS_A_COLUMN}\n    op.execute(\"DELETE FROM night WHERE evening = '2026-11-20'\")"
TEARS_A_CRAMP_OFF = f"{ADDS_A_COLUMN}\n    op.execute(\"UPDATE cramp SET night_id = 'nobody'\")"
TABLES = ("about", "factor", "course", "sign", "prompt", "night", "cramp", "relief", "intake", "night_factor")


@pytest.fixture
def steps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("steps") / "migrations"
    shutil.copytree(STEPS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@contextmanager
def _opened(file: Path) -> Iterator[Engine]:
    engine, _ledger = open_engine(file)
    yield engine
    engine.dispose()


def _write_step(steps: Path, body: str) -> None:
    text = STEP.format(body=body, next=NEXT, newest=NEWEST)
    (steps / "versions" / f"{NEXT}_next.py").write_text(text, encoding="utf-8")


def _upgrade(file: Path, steps: Path, body: str) -> None:
    (steps / "versions" / f"{NEXT}_next.py").write_text(
        STEP.format(body=body, next=NEXT, newest=NEWEST), encoding="utf-8"
    )
    with _opened(file) as engine:
        bring_up_to_date(engine, file, steps=steps, newest=NEXT)


def _asked(file: Path, *questions: str) -> list[Any]:
    connection = sqlite.connect(str(file))
    found = [connection.execute(question).fetchone()[0] for question in questions]
    connection.close()
    return found


def _counts(file: Path) -> list[Any]:
    return _asked(file, *(f"SELECT count(*) FROM {table}" for table in TABLES))


def test_an_older_file_gets_the_step_it_lacks(file: Path, steps: Path) -> None:
    _upgrade(file, steps, ADDS_A_COLUMN)
    assert _asked(file, "SELECT version_num FROM alembic_version", "SELECT count(moon) FROM night") == [
        NEXT,
        0,
    ]


def test_a_verified_copy_is_made_first(file: Path, steps: Path) -> None:
    with Journal(file) as journal:
        before = journal.contents()
    _upgrade(file, steps, ADDS_A_COLUMN)
    assert {each.name for each in file.parent.iterdir()} == {file.name, "backups"}
    (copy,) = (file.parent / "backups").iterdir()
    assert re.fullmatch(r"journal-\d{4}-\d\d-\d\d-\d{6}-before-upgrade\.sqlite", copy.name)
    with Journal(copy) as journal:
        assert journal.contents() == before
        assert journal.check() == []


def test_a_failing_step_leaves_the_file_as_it_was(file: Path, steps: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(RuntimeError, match="midway"):
        _upgrade(file, steps, FAILS_MIDWAY)
    assert file.read_bytes() == before
    with Journal(file) as journal:
        assert len(journal.figures()) == 2


def test_a_step_that_makes_a_table_anew_keeps_the_rows_that_hang_on_it(file: Path, steps: Path) -> None:
    before = _counts(file)
    assert 0 not in before
    _upgrade(file, steps, MAKES_NIGHT_ANEW)
    assert _counts(file) == before
    assert _asked(file, "SELECT count(*) FROM pragma_table_info('night') WHERE name = 'moon'") == [1]


@pytest.mark.parametrize(("body", "said"), [(LOSES_A_NIGHT, "rows of night"), (TEARS_A_CRAMP_OFF, "rows of a night")])
def test_a_step_that_would_lose_rows_is_not_taken(file: Path, steps: Path, body: str, said: str) -> None:
    before = file.read_bytes()
    with pytest.raises(JournalError, match=f"would have lost {said}.*Nothing was changed"):
        _upgrade(file, steps, body)
    assert file.read_bytes() == before


def test_foreign_keys_are_on_again_after_the_steps(file: Path, steps: Path) -> None:
    (steps / "versions" / f"{NEXT}_next.py").write_text(
        STEP.format(body=FAILS_MIDWAY, next=NEXT, newest=NEWEST), encoding="utf-8"
    )
    with _opened(file) as engine:
        with pytest.raises(RuntimeError, match="midway"):
            bring_up_to_date(engine, file, steps=steps, newest=NEXT)
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_without_room_for_a_copy_nothing_is_upgraded(file: Path, steps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(_file: Path, _target: Path, _key: None) -> None:
        raise JournalError("The disk is full.")

    monkeypatch.setattr("cramp_journal.store.copies.shelf.verified_copy", no_room)
    before = file.read_bytes()
    with pytest.raises(JournalError, match="The disk is full"):
        _upgrade(file, steps, ADDS_A_COLUMN)
    assert file.read_bytes() == before


def test_an_older_file_that_is_read_only_is_refused(file: Path, steps: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(JournalNotWritable, match=rf"is read-only and its form \({NEWEST}\) must be upgraded"):
        _upgrade(file, steps, ADDS_A_COLUMN)


def test_a_new_file_runs_all_steps_and_needs_no_copy(tmp_path: Path, steps: Path) -> None:
    file = tmp_path / "new.sqlite"
    _upgrade(file, steps, ADDS_A_COLUMN)
    assert _asked(file, "SELECT version_num FROM alembic_version", "SELECT count(moon) FROM night") == [
        NEXT,
        0,
    ]
    assert [each.name for each in tmp_path.iterdir()] == ["new.sqlite"]


def test_the_program_may_lie_in_a_folder_with_any_name(file: Path, steps: Path) -> None:
    odd = steps.rename(steps.with_name("50% & more"))
    _upgrade(file, odd, ADDS_A_COLUMN)
    assert _asked(file, "SELECT version_num FROM alembic_version") == [NEXT]
