"""A file is a journal by its plan: what the steps make passes in each way it may have come about, and nothing else."""

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlite

from cramp_journal.errors import DamagedJournal, JournalError, NotAJournal
from cramp_journal.paths import resource
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import checks, digest, shape
from cramp_journal.store.file.bounds import bounded
from cramp_journal.store.file.connection import connect
from cramp_journal.store.file.digest import Ledger
from cramp_journal.store.file.front import Odd
from cramp_journal.store.journal.first_look import FirstLook, first_look
from cramp_journal.store.recovery.passphrase import remove_passphrase, set_passphrase
from cramp_journal.store.recovery.rescue import rescue
from cramp_journal.store.recovery.restore import restore
from cramp_journal.store.schema.derive_shapes import derived
from cramp_journal.store.schema.newest import NEWEST
from tests.builders import EVENING, TODAY, an_example_file, night, written_past_the_program

FORMS = range(1, int(NEWEST) + 1)
ENDLESS = "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r)"


def _kept(form: int, folder: Path) -> Path:
    return Path(shutil.copy(Path(__file__).parent / "journals" / f"v{form}.sqlite", folder / f"v{form}.sqlite"))


def _bare(file: Path, *statements: str) -> None:
    connection = sqlite.connect(str(file), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


# ---------------------------------------------------------------- what passes
def test_what_ships_is_what_the_steps_make() -> None:
    shipped = json.loads(resource("shapes.json").read_text(encoding="utf-8"))
    assert _normalised(shipped) == _normalised(derived()), "make shapes"


def _normalised(plans: dict[str, shape.Plan]) -> dict[str, dict[str, set[str]]]:
    return {form: {key: set(map(shape.normalised, ways)) for key, ways in plan.items()} for form, plan in plans.items()}


@pytest.mark.parametrize("form", FORMS)
def test_a_real_file_of_each_form_passes_and_so_does_what_it_becomes(tmp_path: Path, form: int) -> None:
    file = _kept(form, tmp_path)
    assert shape.look(file) == f"{form:04}"
    assert checks.faults_in(file) == []
    Journal(file).close()
    assert shape.look(file) == NEWEST


def _vacuumed(file: Path) -> None:
    _bare(file, "VACUUM")


def _with_a_log(file: Path) -> None:
    _bare(file, "PRAGMA journal_mode = WAL", "UPDATE alembic_version SET version_num = version_num")


def _of_other_pages(file: Path) -> None:
    _bare(file, "PRAGMA page_size = 1024", "VACUUM")


def _relocked(file: Path) -> None:
    remove_passphrase(file, set_passphrase(file, "four words of ours", None).key)  # type: ignore[arg-type]


def _rescued(file: Path) -> None:
    rescue(file)


def _written_out_and_in(file: Path) -> None:
    """Make the tables anew from their statements, as programs do that write a database out as text."""
    old, new = sqlite.connect(str(file)), sqlite.connect(str(file.with_suffix(".new")), isolation_level=None)
    new.execute(f"PRAGMA application_id = {old.execute('PRAGMA application_id').fetchone()[0]}")
    plan = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type = 'index'"
    for name, sql in old.execute(plan).fetchall():
        if sql.startswith("CREATE TABLE "):
            tail = sql.split("(", 1)[1]
            new.execute(f'create table  if not exists "{name}" (\n  {tail}')
            rows = old.execute(f'SELECT * FROM "{name}"').fetchall()
            if rows:
                new.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows)
        else:
            new.execute(sql.replace("CREATE", "create").replace(" ON ", "  on\n"))
    digest.write_anew(new)
    new.close()
    old.close()
    file.with_suffix(".new").replace(file)


@pytest.mark.parametrize("change", [_vacuumed, _with_a_log, _of_other_pages, _relocked, _rescued, _written_out_and_in])
def test_a_journal_that_was_taken_over_in_an_honest_way_passes(file: Path, change: Callable[[Path], None]) -> None:
    with Journal(file) as journal:
        meant = journal.contents()
    change(file)
    with Journal(file) as journal:
        assert journal.contents() == meant
        journal.save(night(cramps=2), TODAY)
        assert journal.check() == []


def test_blanks_quotes_and_the_case_of_keywords_make_no_difference() -> None:
    one = 'create table if not exists "night" (\n\t[id] VARCHAR  not null, `a` INT check(a in(0,1)) )'
    other = "CREATE TABLE night (id VARCHAR NOT NULL, a INT CHECK (a IN (0, 1)))"
    assert shape.normalised(one) == shape.normalised(other)


@pytest.mark.parametrize(
    "other",
    [
        "CREATE TABLE night (id VARCHAR NOT NULL, a INT CHECK (a IN (0, 2)))",
        "CREATE TABLE night (id VARCHAR NOT NULL, a INT CHECK (a IN (0, 1 )))",
        "CREATE TABLE night (id\u00a0VARCHAR NOT NULL, a INT CHECK (a IN (0, 1)))",
        "CREATE TABLE night (id VARCHAR NOT NULL, A INT CHECK (a IN (0, 1)))",
        "CREATE TABLE night (id VARCHAR NOT NULL, a INT -- CHECK (a IN (0, 1)))",
        'CREATE TABLE night (id VARCHAR NOT NULL, a INT "CHECK" (a IN (0, 1)))',
        "CREATE TABLE night (id VARCHAR NOT NULL, a INT CHECK ('a' IN (0, 1)))",
        "CREATE TABLE night (id VARCHAR NOT NULL, a INT CHECK (a IN (0, 1))) STRICT",
    ],
)
def test_anything_else_makes_one(other: str) -> None:
    one = "CREATE TABLE night (id VARCHAR NOT NULL, a INT CHECK (a IN (0, 1)))"
    same = other.replace("1 )", "1)") == one
    assert (shape.normalised(one) == shape.normalised(other)) == same


# ---------------------------------------------------------------- what does not
ODD = (
    "CREATE TABLE more (a)",
    'CREATE TABLE "x"" AFTER INSERT ON main.night BEGIN DELETE FROM cramp; END --" (a)',
    "CREATE TRIGGER t AFTER INSERT ON cramp BEGIN DELETE FROM night; END",
    f"CREATE VIEW v AS {ENDLESS} SELECT x FROM r",
    "CREATE INDEX i ON night (hex(note))",
    "CREATE INDEX i ON night (note) WHERE note = 'x'",
    "CREATE VIRTUAL TABLE f USING fts3(a)",
    "CREATE VIRTUAL TABLE f USING fts5(a)",
    "CREATE VIRTUAL TABLE f USING rtree(a, b, c)",
    "ALTER TABLE night ADD COLUMN more GENERATED ALWAYS AS (hex(note)) VIRTUAL",
    "ALTER TABLE night ADD COLUMN more",
    "DROP INDEX night_evening",
    "ANALYZE",
)


def _spoilt(file: Path, statement: str) -> None:
    with suppress(sqlite.Error):  # the digest of a table that SQLite computes cannot be written
        written_past_the_program(file, statement)


@pytest.mark.parametrize("statement", ODD)
def test_a_file_that_looks_like_a_journal_and_is_none_is_left_and_can_be_rescued(file: Path, statement: str) -> None:
    _spoilt(file, statement)
    file.chmod(0o644)
    before = file.read_bytes(), file.stat().st_mtime_ns
    with pytest.raises(DamagedJournal, match=r"in it.*It was left as it is") as told:
        Journal(file)
    assert told.value.readable == 2
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert file.stat().st_mode & 0o777 == 0o644
    assert sorted(each.name for each in file.parent.iterdir()) == [file.name]
    assert first_look(file, EVENING) == FirstLook()
    assert rescue(file).nights == 2
    with Journal(file) as journal:
        assert journal.check() == []


@pytest.mark.parametrize("statement", ODD)
def test_it_is_not_put_back_nor_called_sound(file: Path, tmp_path: Path, statement: str) -> None:
    copy = Path(shutil.copy(file, tmp_path / "copy.sqlite"))
    _spoilt(copy, statement)
    before = copy.read_bytes()
    assert not Copies(file).about(copy).sound
    with pytest.raises(JournalError, match=r"is not sound.*nothing was changed"):
        restore(file, copy)
    assert copy.read_bytes() == before


def test_a_locked_one_is_seen_too(file: Path, quick_key: None) -> None:
    key = set_passphrase(file, "four words of ours").key
    connection = connect(file, key, "rw")
    connection.execute("CREATE TRIGGER t AFTER INSERT ON cramp BEGIN DELETE FROM night; END")
    digest.write_anew(connection)
    connection.close()
    with pytest.raises(DamagedJournal, match="a trigger “t” in it"):
        Journal(file, key)
    assert rescue(file, key).nights == 2


def test_a_file_that_was_sealed_before_is_compared_all_the_same(file: Path) -> None:
    Journal(file).close()
    written_past_the_program(file, "CREATE TABLE more (a)")
    from cramp_journal.store.file import seals

    seals.keep(file)
    with pytest.raises(DamagedJournal, match="a table “more” in it"):
        Journal(file)


# ---------------------------------------------------------------- within bounds
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (f"{ENDLESS} SELECT count(*) FROM r", "not authorized|longer than any"),
        ("ATTACH ':memory:' AS more", "not authorized"),
        ("DELETE FROM night", "not authorized"),
        ("CREATE TEMP TABLE more (a)", "not authorized"),
        ("PRAGMA user_version = 7", "not authorized"),
        ("PRAGMA writable_schema = ON", "not authorized"),
        ("SELECT load_extension('x')", "not authorized"),
        ("SELECT hex(note) FROM night", "not authorized"),
        ("SELECT device FROM about", "prohibited"),
    ],
)
def test_nothing_is_done_to_a_strangers_file_but_what_a_look_needs(file: Path, asked: str, said: str) -> None:
    connection = connect(file, mode="rw")
    with pytest.raises(sqlite.DatabaseError, match=said), bounded(connection, {"night"}):
        connection.execute(asked).fetchall()
    assert connection.execute("SELECT count(*) FROM about").fetchone() == (1,)  # it is free again
    connection.close()


def test_a_look_that_has_no_end_is_ended(file: Path) -> None:
    connection = connect(file)
    with pytest.raises(Odd, match="longer than any journal"), bounded(connection, None):
        connection.execute(f"{ENDLESS} SELECT count(*) FROM r").fetchall()
    connection.close()


def test_what_takes_too_much_room_is_refused(file: Path) -> None:
    connection = connect(file)
    with pytest.raises(Odd, match="more room"), bounded(connection, None):
        connection.execute("SELECT hex(zeroblob(450000000))").fetchall()
    connection.close()


# ---------------------------------------------------------------- whatever it is called
def test_the_names_of_tables_are_names_and_never_sql(file: Path) -> None:
    evil = 'x" AFTER INSERT ON main.night BEGIN DELETE FROM cramp; END --'
    also = "it's'); DROP TABLE night; --"
    connection: Any = connect(file, mode="rw")
    for name in (evil, also):
        connection.execute(f'CREATE TABLE "{name.replace(chr(34), chr(34) * 2)}" (a TEXT)')
    digest.write_anew(connection)
    cramps = connection.execute("SELECT count(*) FROM cramp").fetchone()
    ledger = Ledger(connection)
    ledger.watch()
    connection.execute("BEGIN")
    ledger.begin()
    connection.execute("UPDATE night SET note = 'x'")
    connection.execute(f'INSERT INTO "{also}" VALUES (1)')
    ledger.settle()
    connection.execute("COMMIT")
    assert connection.execute("SELECT count(*) FROM cramp").fetchone() == cramps
    assert digest.kept(connection) == digest.computed(connection)
    connection.close()


# ---------------------------------------------------------------- what lies beside it
@pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda each: each.symlink_to("other.txt")])
def test_nothing_but_a_plain_file_may_lie_beside_it(file: Path, end: str, make: Callable[[Path], object]) -> None:
    other = file.with_name("other.txt")
    other.write_text("somebody's", encoding="ascii")
    make(file.with_name(file.name + end))
    with pytest.raises(JournalError, match=f"{file.name}{end}, which is no plain file"):
        Journal(file)
    assert other.read_text(encoding="ascii") == "somebody's"
    assert file.with_name(file.name + end).is_symlink() or not file.with_name(file.name + end).is_file()


def test_what_undoes_a_write_may_name_no_other_file(file: Path) -> None:
    """SQLite deletes the file that a journal of several files names, once it has played that back."""
    victim = file.with_name("victim.txt")
    victim.write_bytes(b"somebody's\0")
    name, magic = str(victim).encode(), bytes.fromhex("d9d505f920a163d7")
    head = magic + (0).to_bytes(4) + (1).to_bytes(4) + (1).to_bytes(4) + (512).to_bytes(4) + (4096).to_bytes(4)
    tail = (1).to_bytes(4) + name + len(name).to_bytes(4) + sum(name).to_bytes(4) + magic
    file.with_name(f"{file.name}-journal").write_bytes(head.ljust(512, b"\0") + tail)
    for act in (Journal, lambda each: restore(file.with_name("new.sqlite"), each)):
        with pytest.raises(JournalError, match="which would change other files too"):
            act(file)
        assert victim.exists()


def test_a_copy_that_another_program_keeps_with_a_log_is_looked_at_without_one(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "copy.sqlite"
    copy.parent.mkdir()
    shutil.copy(file, copy)
    _with_a_log(copy)
    before = copy.read_bytes()
    assert Copies(file).about(copy).nights == 2
    assert (copy.read_bytes(), [each.name for each in copy.parent.iterdir()]) == (before, ["copy.sqlite"])


def test_what_stands_in_the_log_of_a_journal_counts(file: Path) -> None:
    other = sqlite.connect(str(file), isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("PRAGMA wal_autocheckpoint = 0")
    other.execute("CREATE TRIGGER t AFTER INSERT ON cramp BEGIN DELETE FROM night; END")
    whole, log = file.read_bytes(), file.with_name(f"{file.name}-wal").read_bytes()
    other.close()
    file.write_bytes(whole)
    file.with_name(f"{file.name}-wal").write_bytes(log)
    with pytest.raises(DamagedJournal, match="a trigger “t” in it"):
        Journal(file)
    assert file.read_bytes() == whole
    assert sorted(each.name for each in file.parent.iterdir()) == [file.name, f"{file.name}-wal"]


# ---------------------------------------------------------------- values
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE about SET device = printf('%300000d', rowid)",
        "UPDATE night SET note = CAST(x'ff41' AS TEXT) WHERE rowid = 1",
        "UPDATE night SET note = x'00' WHERE rowid = 1",
        "UPDATE night SET evening = '2026-02-31' WHERE rowid = 1",
        "UPDATE night SET changed_at = 'yesterday'",
        "UPDATE night SET state = 'unheard of'",
        "UPDATE cramp SET pain = 'very'",
        "UPDATE cramp SET position = 'first'",
        "UPDATE about SET night_boundary = '99:99'",
        "UPDATE lineage SET writes = 'many'",
    ],
)
def test_values_that_no_journal_has_are_seen_though_the_digest_is_that_of_the_rows(file: Path, change: str) -> None:
    Journal(file).close()
    written_past_the_program(file, "PRAGMA ignore_check_constraints = ON", change)
    with pytest.raises(DamagedJournal, match=r"CHECK constraint failed|that no journal has|digest"):
        Journal(file)
    assert checks.faults_in(file) != []
    assert isinstance(first_look(file, EVENING), FirstLook)


# ---------------------------------------------------------------- somebody else's
def test_the_database_of_another_program_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "places.sqlite"
    other = sqlite.connect(str(file), isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("CREATE TABLE places (url)")
    file.chmod(0o644)
    before = {each.name: (each.read_bytes(), each.stat()[:]) for each in tmp_path.iterdir()}
    for act in (Journal, rescue, lambda each: restore(each, an_example_file(tmp_path / "x")), shape.opened):
        (tmp_path / "x").mkdir(exist_ok=True)
        with pytest.raises((NotAJournal, sqlite.DatabaseError), match="another program"):
            act(file)
        shutil.rmtree(tmp_path / "x")
        now = {each.name: (each.read_bytes(), each.stat()[:]) for each in tmp_path.iterdir()}
        assert {name: (data, stat[:7], stat[8:]) for name, (data, stat) in now.items()} == {
            name: (data, stat[:7], stat[8:]) for name, (data, stat) in before.items()
        }
    other.close()
