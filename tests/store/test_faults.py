"""Files that are no journal, damaged, read-only, in use, or on a full disk: told, and left as they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlite

from cramp_journal.errors import DamagedJournal, JournalError, JournalNotWritable, NewerJournal, NotAJournal
from cramp_journal.store import Journal
from cramp_journal.store.file import connection
from tests.builders import EVENING, TODAY, a_journal, night
from tests.cli.terminal import in_child


@contextmanager
def _bare(file: Path) -> Iterator[Any]:
    connection = sqlite.connect(str(file), isolation_level=None)
    yield connection
    connection.close()


@contextmanager
def _left_as_it_was(file: Path) -> Iterator[None]:
    claim = f"{file.name}.claim"  # stays while a journal is open to which something was to be written
    before = file.read_bytes(), sorted({each.name for each in file.parent.iterdir()} - {claim})
    yield
    assert (file.read_bytes(), sorted({each.name for each in file.parent.iterdir()} - {claim})) == before


def _is_refused(file: Path, kind: type[JournalError], words: str) -> None:
    with _left_as_it_was(file), pytest.raises(kind, match=words) as told:
        Journal(file).close()
    assert type(told.value) is kind
    assert str(file) in str(told.value)


# ---------------------------------------------------------------- no journal
def test_a_picture_is_no_journal(tmp_path: Path) -> None:
    file = tmp_path / "legs.jpg"
    file.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 64)
    _is_refused(file, NotAJournal, "is not a journal")


@pytest.mark.parametrize("content", [b"hello\n", b"SQLite format 3\0", b'{"format": "cramp-journal"}', b"\0" * 4096])
def test_a_short_file_of_something_else_is_no_journal(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "journal.sqlite"
    file.write_bytes(content)
    _is_refused(file, NotAJournal, "is not a journal")


def test_a_database_of_another_program_is_no_journal(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    with _bare(file) as other:
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")
        other.execute("INSERT INTO alembic_version VALUES ('0000')")
    _is_refused(file, NotAJournal, "is a database of another program")


def test_a_journal_of_a_newer_program_is_refused(file: Path) -> None:
    with _bare(file) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    _is_refused(file, NewerJournal, "written by a newer Cramp Journal.*9999.*update the program")


@pytest.mark.parametrize(
    "change", ["DELETE FROM alembic_version", "UPDATE alembic_version SET version_num = '2024-01-16'"]
)
def test_a_journal_that_does_not_say_its_form_is_refused(file: Path, change: str) -> None:
    with _bare(file) as odd:
        odd.execute(change)
    _is_refused(file, NotAJournal, "does not say of which form")


def test_an_empty_file_becomes_a_new_journal(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").touch()
    with a_journal(tmp_path, night(cramps=1)) as journal:
        assert len(journal.figures()) == 1


def test_a_folder_is_no_journal(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="cannot be opened"):
        Journal(tmp_path)


@pytest.mark.parametrize("name", ["x" * 300, "file/journal.sqlite"])
def test_a_place_where_no_file_can_be_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(JournalError, match=r"cannot be opened: .*\."):
        Journal(tmp_path / name)
    with pytest.raises(JournalError):
        Journal.open_existing(tmp_path / name)


# ---------------------------------------------------------------- damaged
@pytest.mark.parametrize("part", [0.25, 0.5, 0.95])
def test_a_journal_that_was_cut_off_is_told(file: Path, part: float) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * part)])
    _is_refused(file, DamagedJournal, "is damaged")


def test_a_damaged_page_is_told(file: Path) -> None:
    with _bare(file) as bare:
        (page,) = bare.execute("SELECT rootpage FROM sqlite_master WHERE name = 'cramp'").fetchone()
        (size,) = bare.execute("PRAGMA page_size").fetchone()
    data = bytearray(file.read_bytes())
    data[(page - 1) * size : (page - 1) * size + 100] = b"\xa5" * 100
    file.write_bytes(data)
    _is_refused(file, DamagedJournal, "is damaged")


def test_damage_that_comes_while_the_journal_is_open_is_told(file: Path) -> None:
    with Journal(file) as journal:
        whole = file.read_bytes()
        file.write_bytes(b"\xa5" * len(whole))
        with pytest.raises(NotAJournal, match="It was left as it is"):
            journal.contents()


# ---------------------------------------------------------------- read-only, in use
def test_a_read_only_journal_can_be_read_and_not_written(file: Path) -> None:
    file.chmod(0o444)
    with _left_as_it_was(file), Journal(file) as journal:
        assert len(journal.figures()) == 2
        with pytest.raises(JournalNotWritable, match="is read-only: nothing was changed"):
            journal.save(night(cramps=2), TODAY)
        with pytest.raises(JournalNotWritable, match="is read-only"):
            journal.delete(EVENING)


def test_a_journal_that_another_program_writes_to_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.01)
    with Journal(file) as journal, _bare(file) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalNotWritable, match="Another program is using"):
            journal.save(night(cramps=2), TODAY)
        assert len(journal.figures()) == 2
        other.execute("ROLLBACK")
        journal.save(night(cramps=2), TODAY)
        assert [each.count for each in journal.figures()] == [0, 2]


def test_a_journal_that_another_program_holds_cannot_be_opened(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.01)
    with _bare(file) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(JournalNotWritable, match="Another program is using"):
            Journal(file)


# ---------------------------------------------------------------- a full disk
def test_a_full_disk_leaves_the_night_that_stood_there(file: Path) -> None:
    with Journal(file) as journal:
        kept = journal.contents()
        with journal._reading() as connection:
            driver: Any = connection.connection.dbapi_connection
        (pages,) = driver.execute("PRAGMA page_count").fetchone()
        driver.execute(f"PRAGMA max_page_count = {pages}")
        with (
            _left_as_it_was(file),
            pytest.raises(JournalNotWritable, match="The disk is full: nothing was changed"),
        ):
            journal.save(night(note="x" * 20_000), TODAY)
        assert journal.contents() == kept


def test_the_whole_program_on_a_full_disk_tells_and_loses_nothing(file: Path) -> None:
    with _left_as_it_was(file):
        note = "note=" + "x" * 20_000
        said = in_child(
            *("--journal", file, "log", "--evening", "2026-11-19", "--clear", "--set", note),
            largest_file=file.stat().st_size + 4096,
        )
        assert str(file) in said.sentence
        assert "othing was changed" in said.sentence
    with Journal(file) as journal:
        assert journal.check() == []
        assert len(journal.figures()) == 2


def test_a_new_journal_that_finds_no_room_leaves_no_half_of_it(tmp_path: Path) -> None:
    file = tmp_path / "new.sqlite"
    said = in_child("--journal", file, "log", "--evening", "2026-11-19", "--clear", largest_file=20_000)
    assert str(file) in said.sentence
    assert list(tmp_path.iterdir()) == []
