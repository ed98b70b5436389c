"""What was acknowledged and cannot be named is said to be missing, and no new lock and no restore forgets it."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from cramp_journal.model import About, Night
from cramp_journal.paths import state_folder
from cramp_journal.store import Journal
from cramp_journal.store.acknowledged import missing, receipts
from cramp_journal.store.acknowledged.succession import Succession
from cramp_journal.store.copies.backup import verified_rewriting
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import shape
from cramp_journal.store.file.encryption import Key, make_key
from cramp_journal.store.recovery import upkeep
from cramp_journal.store.recovery.passphrase import remove_passphrase, set_passphrase
from cramp_journal.store.recovery.restore import restore
from cramp_journal.store.schema.receipt_keys import RECEIPTS, ReceiptKeys, keys_of
from tests.builders import EVENING, TODAY, a_journal, night
from tests.store.conftest import PASSPHRASE

MORE = "It may lack what you saved"


def _night(back: int, cramps: int = 1) -> Night:
    return night(EVENING - timedelta(days=back), cramps)


def _days(file: Path, key: Key | None = None) -> list[int]:
    """Return the nights that are missing, as days before the last evening."""
    with Journal(file, key) as journal:
        return [(EVENING - each.evening).days for each in journal.missing()]


def _more(file: Path, key: Key | None = None) -> str:
    with Journal(file, key) as journal:
        more = journal.more_missing()
        return more.sentence() if more else ""


def _own(file: Path, key: Key | None) -> bytes:
    """Return the key that stands in a journal."""
    with Journal(file, key) as journal:
        return bytes.fromhex(journal.state(RECEIPTS))


def _save(file: Path, *nights: Night, key: Key | None = None) -> None:
    with Journal(file, key) as journal:
        for each in nights:
            journal.save(each, TODAY)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal of one night, and its folder as it was then."""
    (tmp_path / "folder").mkdir()
    with a_journal(tmp_path / "folder", _night(9)) as journal:
        journal.close()
    shutil.copytree(tmp_path / "folder", tmp_path / "before")
    return journal.file


def _goes_back(file: Path) -> None:
    """Put the whole folder back as it was, the copies too."""
    shutil.rmtree(file.parent)
    shutil.copytree(file.parent.with_name("before"), file.parent)


def _an_older_copy(file: Path) -> Path:
    return Path(shutil.copy(file.parent.with_name("before") / file.name, file.parent.with_name("older.sqlite")))


# ---------------------------------------------------------------- nobody looked before the file or its lock was changed
def test_a_restore_right_after_an_older_file_came_still_offers_what_is_missing(file: Path) -> None:
    _save(file, _night(3))
    _goes_back(file)
    restore(file, _an_older_copy(file))
    assert _days(file) == [3]
    assert _more(file) == ""


def test_a_passphrase_right_after_an_older_file_came_still_offers_what_is_missing(file: Path, quick_key: None) -> None:
    _save(file, _night(3))
    _goes_back(file)
    key = set_passphrase(file, PASSPHRASE).key
    assert _days(file, key) == [3]
    assert _more(file, key) == ""


def _locked_with_one_missing(file: Path) -> Key:
    """Lose a night to an older file, and set a passphrase after it was noticed."""
    _save(file, _night(3))
    _goes_back(file)
    assert _days(file) == [3]
    key = set_passphrase(file, PASSPHRASE).key
    assert key is not None
    assert _days(file, key) == [3]
    return key


def test_what_waits_as_missing_waits_on_behind_a_passphrase_and_over_a_restore_of_before(
    file: Path, quick_key: None
) -> None:
    key = _locked_with_one_missing(file)
    restored = restore(file, _an_older_copy(file), key)
    assert _days(file, restored.key) == [3]
    with Journal(file, restored.key) as journal:
        missing.leave(journal)
    assert _days(file, restored.key) == []


def test_what_waits_is_not_readable_with_the_key_of_before_once_there_is_a_passphrase(
    file: Path, quick_key: None
) -> None:
    _locked_with_one_missing(file)
    _goes_back(file)
    assert _days(file) == []


@pytest.mark.parametrize("locked", [False, True])
def test_an_older_file_of_before_a_restore_still_names_what_is_missing(
    file: Path, quick_key: None, locked: bool
) -> None:
    copy = _an_older_copy(file)
    key = set_passphrase(file, PASSPHRASE).key if locked else None
    before = Path(shutil.copy(file, file.parent.with_name("of before.sqlite")))
    key = restore(file, copy, key).key
    after = Path(shutil.copy(file, file.parent.with_name("of after.sqlite")))
    _save(file, _night(3), key=key)
    for older in (after, before):
        shutil.copy(older, file)
        assert _days(file, key) == [3]
        assert (MORE in _more(file, key)) == (older == before)  # the restore itself went back, too


def test_an_older_file_without_a_passphrase_names_what_was_saved_behind_one_and_after_it(
    file: Path, quick_key: None
) -> None:
    before = Path(shutil.copy(file, file.parent.with_name("of before.sqlite")))
    key = set_passphrase(file, PASSPHRASE).key
    assert key is not None
    _save(file, _night(4), key=key)
    remove_passphrase(file, key)
    _save(file, _night(3))
    assert receipts.Receipts(file, ReceiptKeys.of(key.derived(RECEIPTS))).nights() == []
    shutil.copy(before, file)
    assert _days(file) == [4, 3]
    assert _more(file) == ""


def test_while_a_passphrase_comes_to_a_journal_its_receipts_can_be_read_before_and_behind_it(
    file: Path, quick_key: None
) -> None:
    _save(file, _night(3))
    key, draft = make_key(PASSPHRASE), file.with_name("draft.sqlite")
    verified_rewriting(file, draft, None, key)
    Succession(file, None).prepare(draft, key)
    for each, opened_by in ((file, None), (draft, key)):
        bare = shape.opened(each, opened_by)
        evenings = [found.evening for found in receipts.Receipts(file, keys_of(bare, opened_by)).nights()]
        assert evenings == [EVENING - timedelta(days=back) for back in (9, 3)]
        bare.close()
    assert receipts.Receipts(file, ReceiptKeys(None)).last().allowed is not None


def test_as_a_passphrase_is_taken_off_nothing_is_sealed_with_the_key_of_a_file_of_before(
    file: Path, quick_key: None
) -> None:
    own = _own(file, None)
    key = set_passphrase(file, PASSPHRASE).key
    assert key is not None
    _save(file, _night(3), key=key)
    older = file.read_bytes()
    _save(file, _night(2), key=key)
    file.write_bytes(older)
    assert _days(file, key) == [2]
    draft = file.with_name("draft.sqlite")
    verified_rewriting(file, draft, key, None)
    Succession(file, key).prepare(draft, None)  # and the program is killed
    assert receipts.Receipts(file, ReceiptKeys.of(own)).nights() == []


def test_a_restore_from_a_form_without_receipts_goes_on_with_their_key(file: Path) -> None:
    before = Path(shutil.copy(file, file.parent.with_name("of before.sqlite")))
    restore(file, Path(__file__).parent / "journals" / "v1.sqlite")
    _save(file, _night(3))
    shutil.copy(before, file)
    assert _days(file) == [9, 3]  # the ninth stands again, which is not in the file that was put back


# ---------------------------------------------------------------- what is decided about it
def _bin(file: Path) -> list[date]:
    with Journal(file) as journal:
        return [each.evening for each in journal.bin()]


def test_a_night_that_is_left_out_lies_in_the_bin_and_is_told_of_when_that_goes_back(file: Path) -> None:
    _save(file, _night(3))
    _goes_back(file)
    with Journal(file) as journal:
        missing.leave(journal)
    assert (_days(file), _bin(file)) == ([], [EVENING - timedelta(days=3)])
    _goes_back(file)
    with Journal(file) as journal:
        assert [each.binned for each in journal.missing()] == [True]


def test_a_night_that_is_logged_again_puts_the_missing_one_into_the_bin_and_gives_it_to_undo(file: Path) -> None:
    _save(file, _night(3, 2))
    _goes_back(file)
    with Journal(file) as journal:
        before = journal.save(_night(3, 0), TODAY)
        assert before is not None
        assert len(before.cramps) == 2
    with Journal(file) as journal:
        assert [each.cramps for each in journal.undoable()] == [2]
        journal.restore_night(journal.undoable()[0].key)
        assert len(journal.nights(date.min, date.max)[-1].cramps) == 2


def test_a_night_that_was_removed_and_stands_again_is_told_of_and_removed_at_a_wish(file: Path) -> None:
    _save(file, _night(3))
    older = file.read_bytes()
    with Journal(file) as journal:
        journal.delete(EVENING - timedelta(days=3))
    file.write_bytes(older)
    with Journal(file) as journal:
        (found,) = journal.missing()
        assert found.removed
        journal.bring_in(found, TODAY)
        journal.set_missing([], None)
    assert (_days(file), _bin(file)) == ([], [EVENING - timedelta(days=3)])


@pytest.mark.parametrize("again", [True, False])
def test_a_night_that_was_removed_and_stands_again_may_be_changed_or_left(file: Path, again: bool) -> None:
    _save(file, _night(3))
    older = file.read_bytes()
    with Journal(file) as journal:
        journal.delete(EVENING - timedelta(days=3))
    file.write_bytes(older)
    with Journal(file) as journal:
        assert len(journal.missing()) == 1
        journal.save(_night(3, 2), TODAY) if again else missing.leave(journal)
        assert journal.missing() == []
        assert journal.night(EVENING - timedelta(days=3)) is not None


def test_nothing_is_said_any_more_once_all_of_it_lies_there_again(file: Path) -> None:
    with Journal(file) as journal:
        journal.keep(About(name="A. Example"))
    whole = file.read_bytes()
    _goes_back(file)
    assert MORE in _more(file)
    file.write_bytes(whole)
    assert _more(file) == ""


def test_nor_after_a_copy_that_holds_all_of_it_was_put_back(file: Path) -> None:
    with Journal(file) as journal:
        journal.keep(About(name="A. Example"))
    copy = Path(shutil.copy(file, file.parent.with_name("whole.sqlite")))
    _goes_back(file)
    assert MORE in _more(file)
    restore(file, copy)
    assert _more(file) == ""


# ---------------------------------------------------------------- what cannot be named
def test_a_file_of_before_the_passphrase_is_told_of_and_names_the_locked_copies(file: Path, quick_key: None) -> None:
    before = Path(shutil.copy(file, file.parent.with_name("plain.sqlite")))
    key = set_passphrase(file, PASSPHRASE).key
    _save(file, _night(3), key=key)
    upkeep.daily(Copies(file, key), TODAY)
    shutil.copy(file, file.parent.with_name("locked.sqlite"))
    shutil.copy(before, file)
    for _turn in range(2):
        said = _more(file)
        assert MORE in said
        assert "locked with a passphrase that does not open this file" in said
    _save(file, _night(1))
    assert MORE in _more(file)
    shutil.copy(file.parent.with_name("locked.sqlite"), file)
    _more(file, key)
    assert key is not None
    assert EVENING - timedelta(days=3) in [
        each.evening for each in receipts.Receipts(file, ReceiptKeys.of(key.derived(RECEIPTS))).nights()
    ]


def test_imported_nights_are_offered_after_the_file_went_back(file: Path) -> None:
    with Journal(file) as journal:
        journal.import_rows([_night(4), _night(5)], [], "an import")
    _goes_back(file)
    assert _days(file) == [5, 4]
    assert _more(file) == ""


def test_an_import_of_very_many_nights_is_said_to_be_missing_in_part(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipts, "_AT_ONCE", 1)
    with Journal(file) as journal:
        journal.import_rows([_night(4), _night(5)], [])
    _goes_back(file)
    assert _days(file) == [4]
    assert MORE in _more(file)


def test_a_restore_that_is_rolled_back_is_told_of(file: Path) -> None:
    other = file.parent.with_name("other.sqlite")
    _save(other, _night(2))
    restore(file, other)
    _goes_back(file)
    assert MORE in _more(file)


def test_what_stands_beside_the_nights_is_said_to_be_missing(file: Path) -> None:
    with Journal(file) as journal:
        journal.keep(About(name="A. Example"))
        journal.save(_night(3), TODAY)
    _goes_back(file)
    assert _days(file) == [3]
    assert MORE in _more(file)
    with Journal(file) as journal:
        journal.set_missing([], journal.more_missing())
    assert MORE in _more(file)  # only who leaves it out for good is not told again
    with Journal(file) as journal:
        journal.set_missing([], None)
    assert _more(file) == ""


def test_what_the_program_remembers_for_itself_is_missed_by_nobody(file: Path) -> None:
    with Journal(file) as journal:
        journal.set_state("seen", "yes")
    _goes_back(file)
    assert (_days(file), _more(file)) == ([], "")


def test_nights_whose_receipts_were_dropped_are_said_to_be_missing_unless_a_copy_holds_them(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cramp_journal.store.acknowledged.succession.NIGHTS_KEPT", 2)
    _save(file, *(_night(back) for back in (6, 5, 4, 3)))
    upkeep.daily(Copies(file), TODAY)
    now = Path(shutil.copytree(file.parent, file.parent.with_name("now")))
    record = next((state_folder() / "receipts").iterdir())
    known = record.read_bytes()
    _goes_back(file)
    assert _days(file) == [4, 3]
    assert MORE in _more(file)
    with Journal(file) as journal:
        journal.set_missing([], None)
    shutil.copytree(now, file.parent, dirs_exist_ok=True)
    shutil.copy(file.parent.with_name("before") / file.name, file)
    record.write_bytes(known)
    assert _days(file) == [6, 5, 4, 3]
    assert _more(file) == ""
