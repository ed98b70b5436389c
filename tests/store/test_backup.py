"""Copies of a journal are read back before they are relied on."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from cramp_journal.errors import JournalError
from cramp_journal.store import Journal
from cramp_journal.store.copies import backup
from cramp_journal.store.copies.backup import verified_copy
from tests.builders import TODAY, night


def _refused(file: Path, target: Path, words: str) -> None:
    before = file.read_bytes() if file.exists() else None
    with pytest.raises(JournalError, match=words) as told:
        verified_copy(file, target)
    assert "Nothing was changed" in str(told.value)
    assert (file.read_bytes() if file.exists() else None) == before


def test_a_copy_holds_what_the_journal_holds(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite"
    verified_copy(file, target)
    with Journal(file) as journal, Journal(target) as copy:
        assert copy.contents() == journal.contents()
    assert {each.name for each in tmp_path.iterdir()} == {file.name, target.name}


def test_an_open_journal_can_be_copied(file: Path, tmp_path: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(cramps=4), TODAY)
        verified_copy(file, tmp_path / "copy.sqlite")
        with Journal(tmp_path / "copy.sqlite") as copy:
            assert copy.contents() == journal.contents()


def test_a_copy_takes_the_place_of_an_older_one_and_of_a_half_one(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite"
    target.write_bytes(b"older")
    (tmp_path / "copy.sqlite.partial").write_bytes(b"half")
    verified_copy(file, target)
    with Journal(target) as copy:
        assert len(copy.figures()) == 2
    assert not (tmp_path / "copy.sqlite.partial").exists()


def test_a_copy_that_lacks_a_night_is_not_put_in_place(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = iter(({"night": 1}, {"night": 2}))
    monkeypatch.setattr(backup, "_counts", lambda _connection: next(counts))
    target = tmp_path / "copy.sqlite"
    target.write_bytes(b"older")
    _refused(file, target, "does not hold all nights")
    assert target.read_bytes() == b"older"
    assert {each.name for each in tmp_path.iterdir()} == {file.name, target.name}


def test_a_damaged_journal_makes_no_copy(file: Path, tmp_path: Path) -> None:
    connection = sqlite.connect(str(file))
    ((page,), (size,)) = (
        connection.execute(asked).fetchone()
        for asked in ("SELECT rootpage FROM sqlite_master WHERE name = 'cramp'", "PRAGMA page_size")
    )
    connection.close()
    data = bytearray(file.read_bytes())
    data[(page - 1) * size : (page - 1) * size + 100] = b"\xa5" * 100
    file.write_bytes(data)
    _refused(file, tmp_path / "copy.sqlite", "is not sound|could not be copied")
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("target", ["missing/copy.sqlite", "journal.sqlite/copy.sqlite"])
def test_a_copy_into_a_folder_that_is_not_there_is_told(file: Path, tmp_path: Path, target: str) -> None:
    _refused(file, tmp_path / target, "could not be copied")


def test_a_journal_that_is_not_there_makes_no_copy(tmp_path: Path) -> None:
    _refused(tmp_path / "none.sqlite", tmp_path / "copy.sqlite", "could not be copied")
    assert list(tmp_path.iterdir()) == []


def test_something_that_is_no_journal_makes_no_copy(tmp_path: Path) -> None:
    (tmp_path / "legs.jpg").write_bytes(b"\xff\xd8\xff\xe0" * 1000)
    _refused(tmp_path / "legs.jpg", tmp_path / "copy.sqlite", "could not be copied")
    assert [each.name for each in tmp_path.iterdir()] == ["legs.jpg"]
