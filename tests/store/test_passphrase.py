"""A passphrase is set, changed and taken off without losing a night, and nothing stays behind in the clear."""

import os
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from cramp_journal import safe_file
from cramp_journal.errors import BadInput, DamagedJournal, JournalError, LockedJournal, WrongPassphrase
from cramp_journal.store import Journal
from cramp_journal.store.copies import backup, sweeping
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import leftovers
from cramp_journal.store.file.connection import connect
from cramp_journal.store.file.encryption import Key, salt_of
from cramp_journal.store.journal.first_look import FirstLook, first_look
from cramp_journal.store.journal.opening import unlock
from cramp_journal.store.recovery import passphrase
from cramp_journal.store.recovery.passphrase import lock_copies, remove_passphrase, set_passphrase
from cramp_journal.store.recovery.restore import restore
from tests.builders import EVENING, TODAY, night
from tests.store.conftest import PASSPHRASE

OTHER = "five other words of ours"
SECRET = b"magnesium citrate"  # stands in the example

pytestmark = pytest.mark.usefixtures("quick_key")


@pytest.fixture
def key(file: Path, contents: dict[str, object]) -> Key:
    """The key of the journal, which is locked."""
    return _set(file)


def _set(file: Path, words: str = PASSPHRASE, key: Key | None = None) -> Key:
    done = set_passphrase(file, words, key)
    assert done.key is not None
    return done.key


def _contents(file: Path, key: Key | None) -> dict[str, object]:
    with Journal(file, key) as journal:
        assert journal.check() == []
        return journal.contents()


# ---------------------------------------------------------------- on
def test_a_locked_journal_holds_what_it_held_and_shows_nothing(file: Path, contents: object, key: Key) -> None:
    assert _contents(file, key) == contents
    whole = file.read_bytes()
    assert SECRET not in whole
    assert b"SQLite" not in whole
    assert sorted(each.name for each in file.parent.iterdir()) == [file.name, f"{file.name}.seal"]
    assert file.stat().st_mode & 0o177 == 0


def test_the_passphrase_and_the_recovery_code_open_it_and_nothing_else_does(file: Path, key: Key) -> None:
    assert unlock(file, PASSPHRASE) == key
    assert unlock(file, key.code.lower().replace("-", " ")) == key
    before = file.read_bytes()
    for wrong in ("", "four words of our", PASSPHRASE.upper(), "0000-" * 7):
        with pytest.raises(WrongPassphrase, match="neither the passphrase nor the recovery code") as told:
            unlock(file, wrong)
        assert wrong == "" or wrong not in str(told.value)
    assert file.read_bytes() == before


def test_without_a_key_it_is_refused_and_no_new_journal_is_made(file: Path, key: Key) -> None:
    before = file.read_bytes()
    for start_anew in (False, True):
        with pytest.raises(LockedJournal, match="is locked: its passphrase is needed"):
            Journal(file, start_anew=start_anew)
    assert file.read_bytes() == before


def test_a_wrong_key_makes_no_new_journal(file: Path, key: Key) -> None:
    before = file.read_bytes()
    with pytest.raises(WrongPassphrase, match="does not open with this passphrase"):
        Journal(file, Key(bytes(16), key.salt))
    assert file.read_bytes() == before


def test_the_first_look_at_a_locked_journal_says_that_it_is_locked_and_nothing_else(file: Path, key: Key) -> None:
    assert first_look(file, EVENING) == FirstLook(locked=True)


def test_a_locked_journal_is_written_to_like_any_other(file: Path, key: Key) -> None:
    with Journal(file, key) as journal:
        journal.save(night(cramps=3), TODAY)
        journal.delete(EVENING)
        assert [each.cramps for each in journal.bin()] == [3]
    assert Journal(file, key).check() == []


def test_other_programs_cannot_read_it(file: Path, key: Key) -> None:
    connection = sqlite.connect(str(file))
    with pytest.raises(sqlite.DatabaseError, match="not a database"):
        connection.execute("SELECT * FROM night")
    connection.close()


def test_a_journal_that_is_not_locked_needs_no_passphrase(file: Path) -> None:
    assert unlock(file, "whatever it is") is None


# ---------------------------------------------------------------- the copies
def test_copies_are_locked_along_and_open_by_the_passphrase_alone(file: Path, contents: object) -> None:
    stick = file.parent / "stick"
    stick.mkdir()
    Copies(file, second=stick).daily(TODAY)
    Copies(file).before("import")
    done = set_passphrase(file, PASSPHRASE, second=stick)
    assert done.left == []
    found = Copies(file, done.key, stick).files()
    assert len(found) == 3
    for copy in found:
        assert SECRET not in copy.read_bytes()
        assert _contents(copy, unlock(copy, PASSPHRASE)) == contents
    assert all(each.sound for each in Copies(file, done.key, stick).listed())


def test_copies_that_are_made_later_are_locked_too(file: Path, key: Key) -> None:
    mine = Copies(file, key)
    mine.daily(TODAY)
    assert salt_of(mine.files()[0]) == key.salt
    assert mine.look_inside(mine.files()[0])[0] == (EVENING, 1, False)


def test_a_copy_on_a_stick_that_was_not_there_is_locked_when_it_is_back(file: Path) -> None:
    stick, pocket = file.parent / "stick", file.parent / "pocket"
    stick.mkdir()
    Copies(file, second=stick).daily(TODAY)
    stick.rename(pocket)
    key = set_passphrase(file, PASSPHRASE, second=stick).key
    pocket.rename(stick)
    mine = Copies(file, key, stick)
    assert [salt_of(each) is None for each in mine.files()] == [False, True] or [True, False]
    assert lock_copies(mine) == []
    assert None not in [salt_of(each) for each in mine.files()]


def test_a_copy_that_cannot_be_locked_is_named_and_left(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    Copies(file).daily(TODAY)
    (copy,) = Copies(file).files()
    before = copy.read_bytes()
    monkeypatch.setattr(sweeping, "swap", no_room)
    assert set_passphrase(file, PASSPHRASE).left == [copy]
    assert copy.read_bytes() == before


def test_a_damaged_copy_is_locked_as_it_is_and_named(file: Path) -> None:
    Copies(file).daily(TODAY)
    (copy,) = Copies(file).files()
    copy.write_bytes(before := copy.read_bytes()[:9000])
    done = set_passphrase(file, PASSPHRASE)
    assert (done.left, done.whole) == ([], [copy])
    assert done.key is not None
    assert sweeping.whole_bytes(copy, done.key) == before
    assert SECRET not in copy.read_bytes()
    (listed,) = Copies(file, done.key).listed()
    assert (listed.sound, listed.nights) == (False, None)


def test_a_copy_under_an_older_passphrase_is_listed_as_such(file: Path, key: Key) -> None:
    Copies(file, key).daily(TODAY)
    (copy,) = Copies(file).files()
    whole = copy.read_bytes()
    new = _set(file, OTHER, key)
    copy.write_bytes(whole)
    (listed,) = Copies(file, new).listed()
    assert (listed.locked, listed.nights, listed.sound) == (True, None, False)
    with pytest.raises(JournalError, match="cannot be read"):
        Copies(file, new).look_inside(copy)


# ---------------------------------------------------------------- changed, taken off
def test_a_changed_passphrase_opens_the_journal_and_its_copies_and_the_old_one_does_not(
    file: Path, contents: object, key: Key
) -> None:
    Copies(file, key).daily(TODAY)
    new = _set(file, OTHER, key)
    assert new.code != key.code
    for each in (file, *Copies(file).files()):
        assert _contents(each, unlock(each, OTHER)) == contents
        for old in (PASSPHRASE, key.code):
            with pytest.raises(WrongPassphrase):
                unlock(each, old)


def test_who_forgot_the_passphrase_sets_a_new_one_with_the_recovery_code(
    file: Path, contents: object, key: Key
) -> None:
    new = _set(file, OTHER, unlock(file, key.code))
    assert _contents(file, new) == contents


def test_without_a_passphrase_again_all_is_as_before(file: Path, contents: object, key: Key) -> None:
    Copies(file, key).daily(TODAY)
    assert remove_passphrase(file, key).left == []
    for each in (file, *Copies(file).files()):
        assert _contents(each, None) == contents
        assert each.stat().st_mode & 0o177 == 0
    with Journal(file) as journal:
        journal.save(night(cramps=2), TODAY)


@pytest.mark.parametrize("words", ["", "short"])
def test_a_poor_passphrase_changes_nothing(file: Path, words: str) -> None:
    before = file.read_bytes()
    with pytest.raises(BadInput, match="at least 10 characters"):
        set_passphrase(file, words)
    assert file.read_bytes() == before


def test_a_journal_that_is_open_is_not_locked_under_its_program(file: Path) -> None:
    with Journal(file), pytest.raises(JournalError, match="is open: close it first"):
        set_passphrase(file, PASSPHRASE)


def test_a_damaged_journal_is_not_written_anew(file: Path) -> None:
    whole = file.read_bytes()
    at = whole.index(SECRET)
    file.write_bytes(flipped := whole[:at] + b"n" + whole[at + 1 :])
    with pytest.raises(JournalError, match="is damaged"):
        set_passphrase(file, PASSPHRASE)
    assert file.read_bytes() == flipped


def test_on_a_full_disk_the_journal_stays_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    before = file.read_bytes()
    monkeypatch.setattr(backup, "put_in_place", no_room)
    with pytest.raises(JournalError, match="there is no room left on the disk"):
        set_passphrase(file, PASSPHRASE)
    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir()] == [file.name]


# ---------------------------------------------------------------- nothing in the clear
def test_what_was_in_the_clear_is_written_over_before_it_is_deleted(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Copies(file).daily(TODAY)
    wiped: list[bytes] = []
    real = safe_file.wipe

    def look(old: Path, *, unless: Path) -> None:
        with old.open("rb") as seen:  # not by another name: a file that has one left is not written over
            real(old, unless=unless)
            wiped.append(seen.read())

    for module in (passphrase, sweeping):
        monkeypatch.setattr(module, "wipe", look)
    set_passphrase(file, PASSPHRASE)
    assert [set(each) for each in wiped] == [{0}, {0}]


def test_what_a_killed_program_left_in_the_clear_is_taken_away(file: Path, key: Key) -> None:
    old = leftovers.plaintext_backup(file)
    old.write_bytes(SECRET)
    with Journal(file, key) as journal:
        journal.save(night(cramps=1), TODAY)
    assert not old.exists()


def test_a_second_name_of_the_journal_itself_is_taken_away_and_the_journal_stays(file: Path, contents: object) -> None:
    os.link(file, leftovers.plaintext_backup(file))
    _set(file)
    assert sorted(each.name for each in file.parent.iterdir()) == [file.name, f"{file.name}.seal"]
    assert _contents(file, unlock(file, PASSPHRASE)) == contents


# ---------------------------------------------------------------- restored, damaged
def test_a_copy_from_before_the_locking_is_locked_when_it_is_put_back(
    file: Path, tmp_path: Path, contents: object
) -> None:
    plain = tmp_path / "elsewhere.sqlite"
    plain.write_bytes(file.read_bytes())
    key = _set(file)
    done = restore(file, plain, key)
    assert done.key == key
    assert _contents(file, key) == contents
    assert done.kept is not None
    assert _contents(done.kept, key) == contents


def test_a_copy_under_another_passphrase_is_put_back_under_that_of_the_journal(
    file: Path, tmp_path: Path, contents: object, key: Key
) -> None:
    other = tmp_path / "elsewhere.sqlite"
    other.write_bytes(file.read_bytes())
    new = _set(file, OTHER, key)
    with pytest.raises(LockedJournal, match="is locked: its passphrase is needed"):
        restore(file, other, new)
    restore(file, other, new, unlock(other, PASSPHRASE))
    assert _contents(file, unlock(file, OTHER)) == contents


def test_a_locked_copy_stays_locked_where_the_journal_is_not(file: Path, tmp_path: Path, key: Key) -> None:
    copy = tmp_path / "elsewhere.sqlite"
    copy.write_bytes(file.read_bytes())
    remove_passphrase(file, key)
    assert restore(file, copy, None, key).key == key
    assert salt_of(file) == key.salt


@pytest.mark.parametrize("at", [5, 9, 15, 16, 300, 4000])
def test_a_right_passphrase_is_not_called_wrong_where_the_front_of_the_journal_is_damaged(
    file: Path, key: Key, at: int
) -> None:
    Copies(file, key).daily(TODAY)
    whole = file.read_bytes()
    file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    with pytest.raises(DamagedJournal) as told:
        unlock(file, PASSPHRASE)
    assert told.value.copy is not None
    assert told.value.copy.nights == 2
    assert told.value.key == key
    with pytest.raises(WrongPassphrase):
        unlock(file, OTHER)


def test_what_locks_a_file_is_kept_to_itself(file: Path, key: Key) -> None:
    connection = connect(file, key)
    connection.close()
    for path in file.parent.rglob("*"):
        assert key.secret not in path.read_bytes()


def test_a_locked_copy_that_is_put_back_over_a_plain_journal_leaves_nothing_plain(file: Path) -> None:
    before = file.read_bytes()
    key = set_passphrase(file, PASSPHRASE).key
    copy = file.parent.with_name("locked.sqlite")
    copy.write_bytes(file.read_bytes())
    file.write_bytes(before)  # a synchroniser brings the journal of before
    Copies(file).daily(TODAY)
    done = restore(file, copy, None, key)
    assert done.locked
    assert [each.name for each in file.parent.rglob("*") if each.is_file() and SECRET in each.read_bytes()] == []
