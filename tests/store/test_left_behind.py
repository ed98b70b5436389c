"""What another program, another time or a death amid a write left beside a journal: undone, set aside, or refused."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlite

from cramp_journal.errors import DamagedJournal, JournalError, WrongPassphrase
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import checks
from cramp_journal.store.file.connection import connect, rollback_journal
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.journal.opening import unlock
from cramp_journal.store.recovery.passphrase import remove_passphrase, set_passphrase
from cramp_journal.store.recovery.rescue import rescue
from cramp_journal.store.recovery.restore import restore
from tests.builders import TODAY, an_example_file, night, written_past_the_program
from tests.store.conftest import PASSPHRASE

pytestmark = pytest.mark.usefixtures("quick_key")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = an_example_file(tmp_path)
    Copies(file).daily(TODAY)
    return file


def _contents(file: Path, key: Key | None = None) -> object:
    with Journal(file, key) as journal:
        assert journal.check() == []
        return journal.contents()


def _die_amid_a_write(file: Path, key: Key | None = None) -> None:
    """Leave a journal as a program does that dies when half of a change is on the disk."""
    connection = connect(file, key, "rw")
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE night SET note = hex(randomblob(9000))")
    connection.execute("UPDATE cramp SET note = hex(randomblob(9000))")
    left = {each: each.read_bytes() for each in (file, rollback_journal(file))}
    connection.execute("ROLLBACK")
    connection.close()
    assert file.read_bytes() != left[file]
    for each, data in left.items():
        each.write_bytes(data)


# ---------------------------------------------------------------- a death amid a write
def test_a_locked_journal_opens_after_a_death_amid_a_write(file: Path) -> None:
    meant = _contents(file)
    key = set_passphrase(file, PASSPHRASE).key
    _die_amid_a_write(file, key)
    assert unlock(file, PASSPHRASE) == key
    assert _contents(file, key) == meant


def _restored(file: Path) -> Key | None:
    restore(file, Copies(file).files()[-1])
    return None


def _locked(file: Path) -> Key | None:
    return set_passphrase(file, PASSPHRASE).key


@pytest.mark.parametrize("act", [_restored, _locked])
def test_what_works_on_a_whole_file_first_undoes_what_a_death_left(
    file: Path, act: Callable[[Path], Key | None]
) -> None:
    meant = _contents(file)
    _die_amid_a_write(file)
    key = act(file)
    assert _contents(file, key) == meant
    for copy in Copies(file, key).files():
        assert _contents(copy, key) == meant
    assert [each.name for each in file.parent.iterdir() if "-journal" in each.name or "damaged" in each.name] == []


def test_a_passphrase_is_taken_off_after_a_death_amid_a_write(file: Path) -> None:
    meant = _contents(file)
    key = _locked(file)
    assert key is not None
    _die_amid_a_write(file, key)
    remove_passphrase(file, key)
    assert _contents(file) == meant


def test_reading_undoes_what_a_death_left_and_writes_nothing_else(file: Path) -> None:
    whole = file.read_bytes()
    _die_amid_a_write(file)
    assert checks.faults_in(file) == []
    assert file.read_bytes() == whole
    _die_amid_a_write(file)
    connection = connect(file)
    with pytest.raises(sqlite.OperationalError, match="readonly"):
        connection.execute("DELETE FROM night")
    connection.close()


# ---------------------------------------------------------------- a log of another time
def _log_of_another_time(file: Path, folder: Path) -> None:
    """Put the log of another program's work on an older copy of the journal, made in an empty folder, beside it."""
    other = Path(shutil.copy(file, folder))
    connection: Any = sqlite.connect(str(other), isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("UPDATE night SET note = 'another time'")
    for name in ("-wal", "-shm"):
        shutil.copy(f"{other}{name}", f"{file}{name}")
    connection.close()


def test_a_log_of_another_time_is_set_aside_unread(file: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    meant, whole = _contents(file), file.read_bytes()
    _log_of_another_time(file, tmp_path_factory.mktemp("past"))
    assert _contents(file) == meant
    assert file.read_bytes() == whole
    assert {each.name for each in file.parent.glob("journal.sqlite-*")} == {
        "journal.sqlite-wal.stray",
        "journal.sqlite-shm.stray",
    }


def test_a_copy_is_put_back_without_a_log_of_another_time(file: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    meant = _contents(file)
    copy = Path(shutil.copy(file, tmp_path_factory.mktemp("stick")))
    with Journal(file) as journal:
        journal.save(night(cramps=7), TODAY)
    _log_of_another_time(copy, tmp_path_factory.mktemp("past"))
    for name in ("-wal", "-shm"):
        shutil.copy(f"{copy}{name}", f"{file}{name}")
    restore(file, copy)
    assert _contents(file) == meant


@pytest.mark.parametrize("act", [rescue, lambda file: restore(file, Copies(file).files()[0])])
def test_what_lay_beside_a_damaged_journal_does_not_fall_upon_the_new_one(
    file: Path, act: Callable[[Path], object]
) -> None:
    meant = _contents(file)
    _die_amid_a_write(file)
    left = rollback_journal(file).read_bytes()
    file.write_bytes(b"no journal at all, though of some length" * 200)
    rollback_journal(file).write_bytes(left)
    act(file)
    assert _contents(file) == meant


# ---------------------------------------------------------------- what means harm, or leads astray
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON cramp BEGIN DELETE FROM night; END",
        "CREATE VIEW v AS SELECT * FROM night",
    ],
)
def test_a_journal_with_something_in_it_that_acts_is_not_opened(file: Path, statement: str) -> None:
    written_past_the_program(file, statement)
    with pytest.raises(DamagedJournal, match="in it, and no journal has one"):
        Journal(file)
    copy = Path(shutil.copy(file, file.with_name("copy.sqlite")))
    restore(file, Copies(file).files()[0])
    meant = _contents(file)
    with pytest.raises(JournalError, match=r"is not sound .*nothing was changed"):
        restore(file, copy)
    assert _contents(file) == meant


def test_a_link_to_a_disk_that_is_not_there_is_told_and_left(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite"
    file.symlink_to(tmp_path / "stick" / "journal.sqlite")
    with pytest.raises(JournalError, match=r"is a link to .*stick/journal\.sqlite, which is not there"):
        Journal(file)
    assert file.is_symlink()
    assert [each.name for each in tmp_path.iterdir()] == ["journal.sqlite"]


def test_old_words_are_not_taken_for_damage_where_a_copy_still_knows_them(file: Path) -> None:
    _locked(file)
    meant = unlock(file, PASSPHRASE)
    old = [(copy, copy.read_bytes()) for copy in Copies(file).files()]
    key = set_passphrase(file, "five other words of ours", meant).key
    for copy, data in old:
        copy.write_bytes(data)
    with pytest.raises(WrongPassphrase):
        unlock(file, PASSPHRASE)
    assert unlock(file, "five other words of ours") == key
