"""What a person was told last of a night is known, whatever files lay in the place of the journal since."""

import errno
import shutil
import threading
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from cramp_journal import clock
from cramp_journal.model import Night
from cramp_journal.paths import record_about, state_folder
from cramp_journal.store import Journal
from cramp_journal.store.acknowledged import lines
from cramp_journal.store.acknowledged.forgetting import prune
from cramp_journal.store.acknowledged.receipts import Receipts, Wrote
from cramp_journal.store.acknowledged.succession import copy_of_today
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import digest
from cramp_journal.store.file.connection import connect
from cramp_journal.store.file.encryption import Key, salt_of
from cramp_journal.store.file.lineage import Head
from cramp_journal.store.recovery import upkeep
from cramp_journal.store.recovery.passphrase import remove_passphrase, set_passphrase
from cramp_journal.store.recovery.restore import restore
from cramp_journal.store.schema.receipt_keys import RECEIPTS, ReceiptKeys
from tests.builders import EVENING, TODAY, a_journal, night
from tests.store.conftest import PASSPHRASE

pytestmark = pytest.mark.usefixtures("quick_key")
MORE = "It may lack what you saved"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal of one night."""
    with a_journal(tmp_path, _night(9)) as journal:
        journal.close()
        return journal.file


def _night(back: int, cramps: int = 1) -> Night:
    return night(EVENING - timedelta(days=back), cramps)


def _save(file: Path, back: int, key: Key | None = None) -> None:
    with Journal(file, key) as journal:
        journal.save(_night(back), TODAY)


def _missing(file: Path, key: Key | None = None) -> list[int]:
    with Journal(file, key) as journal:
        return [(EVENING - each.evening).days for each in journal.missing()]


def _locked(file: Path, words: str = PASSPHRASE, key: Key | None = None) -> Key:
    made = set_passphrase(file, words, key).key
    assert made is not None
    return made


# ---------------------------------------------------------------- files in any order
@pytest.mark.parametrize("before", ["no passphrase", "another passphrase"])
def test_a_file_of_before_the_passphrase_in_between_hides_nothing(file: Path, before: str) -> None:
    old = None if before == "no passphrase" else _locked(file, "five other words of ours")
    strange = file.read_bytes()
    key = _locked(file, key=old)
    _save(file, 4, key)
    older = file.read_bytes()
    _save(file, 3, key)
    file.write_bytes(strange)
    assert _missing(file, old) == []
    file.write_bytes(older)
    assert _missing(file, key) == [3]
    _save(file, 2, key)
    upkeep.daily(Copies(file, key), TODAY)
    assert _missing(file, key) == [3]


def test_a_locked_copy_put_back_over_a_plain_file_brings_up_what_was_saved_after_it(file: Path) -> None:
    plain = file.read_bytes()
    key = _locked(file)
    copy = Path(shutil.copy(file, file.parent.with_name("copy.sqlite")))
    _save(file, 3, key)
    file.write_bytes(plain)
    assert _missing(file) == []
    restore(file, copy, None, key)
    assert _missing(file, key) == [3]


@pytest.mark.parametrize("logged_again", [False, True])
def test_a_file_that_comes_and_goes_hides_nothing(file: Path, logged_again: bool) -> None:
    without = file.read_bytes()
    _save(file, 3)
    whole = file.read_bytes()
    file.write_bytes(without)
    with Journal(file) as journal:
        (found,) = journal.missing()
        journal.save(_night(3, 2), TODAY) if logged_again else journal.bring_in(found, TODAY)
        journal.set_missing([], None)
    file.write_bytes(whole)
    _missing(file)
    file.write_bytes(without)
    with Journal(file) as journal:
        assert [len(each.values["cramps"]) for each in journal.missing()] == [2 if logged_again else 1]


def test_a_night_that_was_removed_stood_again_and_went_with_a_still_older_file_belongs_into_the_bin(file: Path) -> None:
    without = file.read_bytes()
    _save(file, 3)
    whole = file.read_bytes()
    with Journal(file) as journal:
        journal.delete(EVENING - timedelta(days=3))
    file.write_bytes(whole)
    with Journal(file) as journal:
        assert [each.removed for each in journal.missing()] == [True]
    file.write_bytes(without)
    with Journal(file) as journal:
        assert [(each.binned, each.removed) for each in journal.missing()] == [(True, False)]
        journal.bring_in(journal.missing()[0], TODAY)
        assert [each.evening for each in journal.bin()] == [EVENING - timedelta(days=3)]
        assert journal.night(EVENING - timedelta(days=3)) is None


@pytest.mark.parametrize("opened", [True, False])
@pytest.mark.parametrize("form", [1, 3, 4])
def test_a_file_of_an_older_form_in_its_place_hides_nothing_from_a_copy_put_back(
    file: Path, form: int, opened: bool
) -> None:
    copy = Path(shutil.copy(file, file.parent.with_name("copy.sqlite")))
    _save(file, 3)
    shutil.copy(Path(__file__).parent / "journals" / f"v{form}.sqlite", file)
    if opened:
        _missing(file)
    restore(file, copy)
    assert _missing(file) == [3]


def test_what_waits_beside_a_plain_file_waits_behind_the_passphrase_too_and_is_sealed_with_it(file: Path) -> None:
    plain = file.read_bytes()
    with Journal(file) as journal:
        own = bytes.fromhex(journal.state(RECEIPTS))
    key = _locked(file)
    whole = file.read_bytes()
    file.write_bytes(plain)
    _save(file, 3)
    file.write_bytes(plain)
    assert _missing(file) == [3]
    file.write_bytes(whole)
    assert _missing(file, key) == [3]
    upkeep.daily(Copies(file, key), TODAY)
    assert Receipts(file, ReceiptKeys.of(own)).nights() == []


def test_a_passphrase_that_was_killed_right_after_it_came_leaves_nothing_readable_once_a_copy_was_made(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal(file) as journal:
        own = bytes.fromhex(journal.state(RECEIPTS))
    _save(file, 3)
    monkeypatch.setattr("cramp_journal.store.acknowledged.succession.Succession.finish", lambda _self: None)
    key = _locked(file)
    monkeypatch.undo()
    assert Receipts(file, ReceiptKeys.of(own)).nights() != []
    _save(file, 2, key)
    copy_of_today(Copies(file, key), TODAY)
    assert Receipts(file, ReceiptKeys.of(own)).nights() == []
    assert _missing(file, key) == []


def test_a_passphrase_that_goes_and_comes_leaves_the_receipts_in_one_piece(file: Path) -> None:
    plain = file.read_bytes()
    key: Key | None = None
    for back in (5, 4, 3):
        key = _locked(file, key=key)
        _save(file, back, key)
        if back == 4:
            remove_passphrase(file, key)
            key = None
    remove_passphrase(file, _locked(file, key=key))
    assert salt_of(file) is None
    file.write_bytes(plain)
    assert _missing(file) == [5, 4, 3]


# ---------------------------------------------------------------- what the disk does not take, and two at once
def test_what_the_disk_does_not_take_is_told_now_and_noted_once_it_does(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = file.read_bytes()

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with Journal(file) as journal:
        with monkeypatch.context() as patched:
            patched.setattr("cramp_journal.store.acknowledged.lines._write", full)
            journal.save(_night(3), TODAY)
        file.with_name("arriving").write_bytes(older)
        journal.save(_night(2), TODAY)
    file.with_name("arriving").replace(file)
    assert _missing(file) == [3, 2]


def test_nothing_that_is_noted_as_a_copy_is_made_goes_lost(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_PATIENCE", 300.0)  # on a busy computer, too, it is the lock that is tried here
    keys = ReceiptKeys.of(b"1" * 32)
    receipts, lineage = Receipts(file, keys), {"x": 10_000}
    stop = threading.Event()

    def copies() -> None:
        while not stop.is_set():
            prune(Receipts(file, keys), lineage, nights=1_000)

    copying = threading.Thread(target=copies)
    copying.start()
    for writes in range(300):
        receipts.add(Head("x", writes), Wrote([(date(2020, 1, 1) + timedelta(days=writes), None)]))
    stop.set()
    copying.join()
    assert len(receipts.nights()) == 300


def test_what_another_program_writes_as_somebody_looks_is_not_taken_for_missing(file: Path) -> None:
    with Journal(file) as looking:
        for back in (3, 2):
            _save(file, back)
            assert looking.missing() == []
            assert looking.more_missing() is None


def test_where_nothing_can_be_locked_receipts_are_written_all_the_same(file: Path) -> None:
    place = state_folder() / "receipts.lock"
    place.unlink()
    place.mkdir()
    older = file.read_bytes()
    _save(file, 3)
    file.write_bytes(older)
    assert _missing(file) == [3]


def test_a_draft_of_a_program_that_died_is_taken_away(file: Path) -> None:
    left = record_about(file, RECEIPTS).with_name(f"{record_about(file, RECEIPTS).name}.4711")
    left.write_text("half", encoding="ascii")
    upkeep.daily(Copies(file), TODAY)
    assert not left.exists()


# ---------------------------------------------------------------- numbers
def test_of_a_long_import_that_went_back_it_is_said_that_there_is_more(file: Path) -> None:
    before = file.read_bytes()
    with Journal(file) as journal:
        journal.import_rows([_night(back) for back in range(100, 0, -1) if back != 9], [], "an import")
    upkeep.daily(Copies(file), TODAY)
    shutil.rmtree(file.parent / "backups")
    file.write_bytes(before)
    with Journal(file) as journal:
        assert 0 < len(journal.missing()) < 99
        more = journal.more_missing()
        assert more is not None
        assert MORE in more.sentence()


def test_a_number_of_writes_that_no_journal_has_is_refused(file: Path) -> None:
    bare = connect(file, None, "rw")
    bare.execute("BEGIN")
    bare.execute("UPDATE lineage SET writes = 9223372036854775807")
    digest.write_anew(bare)
    bare.execute("COMMIT")
    bare.close()
    with pytest.raises(Exception, match="it holds a value that no journal has"):
        Journal(file)


def test_a_line_with_a_large_number_leaves_later_receipts_in_their_rights(file: Path) -> None:
    with record_about(file, RECEIPTS).open("a", encoding="ascii") as receipts:
        receipts.write('\n{"opening": "x", "writes": 4611686018427387903, "allowed": true}\n')
    older = file.read_bytes()
    _save(file, 3)
    file.write_bytes(older)
    assert _missing(file) == [3]


def test_a_clock_that_is_dead_each_morning_counts_a_day_of_use_once(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on(day: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: day)
        with Journal(file) as journal:
            journal.set_state("something", day.isoformat())

    for each in range(20):
        on(datetime(2000, 1, 1, 8))
        on(datetime(2027, 1, 1, 9) + timedelta(days=each))
    bare = connect(file)
    (used,) = bare.execute("SELECT max(used) FROM lineage").fetchone()
    bare.close()
    assert 20 <= used <= 23
