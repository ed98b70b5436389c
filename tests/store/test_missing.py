"""A journal that does not descend from what was acknowledged is noticed, and what is missing is offered."""

import shutil
import stat
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.model import night_from, values_of
from cramp_journal.paths import state_folder
from cramp_journal.store import Journal
from cramp_journal.store.acknowledged.missing import comparable
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.recovery import upkeep
from cramp_journal.store.recovery.passphrase import set_passphrase
from cramp_journal.store.recovery.restore import restore
from tests.builders import EVENING, TODAY, a_journal, night

SECRET = "what nobody is to read beside the journal"
PASSPHRASE = "four words of ours"


def _evening(back: int) -> date:
    return EVENING - timedelta(days=back)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal of two nights, and what it was like before the third, as `yesterday.sqlite`."""
    with a_journal(tmp_path, night(_evening(5), 1), night(_evening(4), 2)) as journal:
        journal.close()
        shutil.copy(journal.file, tmp_path / "yesterday.sqlite")
        return journal.file


def _goes_back(file: Path) -> None:
    """Do what a synchroniser does that puts an older file in the place of the journal."""
    shutil.copy(file.parent / "yesterday.sqlite", file)


def _missing(file: Path) -> list[tuple[date, str, bool]]:
    with Journal(file) as journal:
        return [(each.evening, each.copy, each.differs) for each in journal.missing()]


def test_a_journal_that_goes_on_as_it_was_left_misses_nothing(file: Path) -> None:
    for back in (3, 2, 1):
        with Journal(file) as journal:
            journal.save(night(_evening(back), 1), TODAY)
            assert journal.missing() == []
    assert _missing(file) == []


def test_a_night_that_was_copied_and_is_gone_with_an_older_file_is_offered(file: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(_evening(3), 3), TODAY)
    upkeep.daily(Copies(file), TODAY)
    _goes_back(file)
    assert _missing(file) == [(_evening(3), f"journal-{TODAY}.sqlite", False)]


def test_it_is_offered_from_the_copy_where_nothing_else_is_known(file: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(_evening(3), 3), TODAY)
    upkeep.daily(Copies(file), TODAY)
    for each in (state_folder() / "receipts").iterdir():
        each.write_text("".join(line for line in each.read_text().splitlines(keepends=True) if '"night"' not in line))
    _goes_back(file)
    assert _missing(file) == [(_evening(3), f"journal-{TODAY}.sqlite", False)]


def test_a_night_that_was_saved_after_the_last_copy_is_offered_too(file: Path) -> None:
    upkeep.daily(Copies(file), TODAY)
    with Journal(file) as journal:
        journal.save(night(_evening(3), 3, note=SECRET), TODAY)
        journal.save(night(_evening(4), 5), TODAY)
    _goes_back(file)
    assert _missing(file) == [(_evening(4), "", True), (_evening(3), "", False)]


def test_what_was_deleted_since_comes_back_into_the_bin_alone(file: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(_evening(3), 3), TODAY)
        journal.delete(_evening(3))
    _goes_back(file)
    with Journal(file) as journal:
        (missing,) = journal.missing()
        assert missing.binned
        journal.bring_in(missing, TODAY)
        assert journal.night(_evening(3)) is None
        assert [(each.evening, each.cramps) for each in journal.bin()] == [(_evening(3), 3)]


def test_the_offer_stays_until_it_is_answered_and_over_later_saves(file: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(_evening(3), 3), TODAY)
    _goes_back(file)
    for back in (2, 1):
        with Journal(file) as journal:
            assert [each.evening for each in journal.missing()] == [_evening(3)]
            journal.save(night(_evening(back), 1), TODAY)
    with Journal(file) as journal:
        journal.save(night_from(journal.missing()[0].values), TODAY, whole=True)
        journal.set_missing([], None)
        assert [len(each.cramps) for each in journal.nights(date.min, date.max)] == [1, 2, 3, 1, 1]
    assert _missing(file) == []


def test_what_a_night_that_comes_in_replaces_is_in_the_bin(file: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(_evening(4), 3, note="the newer one"), TODAY)
    _goes_back(file)
    with Journal(file) as journal:
        (missing,) = journal.missing()
        assert missing.differs
        journal.save(night(_evening(4), 1, note="written since"), TODAY)
        journal.save(night_from(missing.values), TODAY, whole=True)
        journal.set_missing([], None)
        found = journal.night(_evening(4))
        assert found is not None
        assert found.note == "the newer one"
        assert "written since" in {each.note for each in _binned(journal)}


def _binned(journal: Journal) -> list[Any]:
    from sqlmodel import Session, col, select

    from cramp_journal.model import Night

    with Session(journal._engine) as session:
        return list(session.exec(select(Night).where(col(Night.deleted_at).is_not(None))))


def test_the_copy_of_the_day_is_not_replaced_by_a_journal_that_does_not_descend_from_it(file: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(_evening(3), 3), TODAY)
    mine = Copies(file)
    upkeep.daily(mine, TODAY)
    (copy,) = mine.files()
    before = copy.read_bytes()
    _goes_back(file)
    with Journal(file) as journal:
        journal.save(night(_evening(1), 1), TODAY)
    upkeep.daily(mine, TODAY)
    assert copy.read_bytes() == before
    (other,) = set(mine.files()) - {copy}
    with Journal(other) as journal:
        assert [each.evening for each in journal.figures()] == [_evening(5), _evening(4), _evening(1)]
    with Journal(file) as journal:
        journal.save(night(_evening(0), 1), TODAY)
    upkeep.daily(mine, TODAY)
    assert set(mine.files()) == {copy, other}  # the second one is made anew, the first one stays


def test_a_restore_is_no_loss_and_is_not_asked_about(file: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(_evening(3), 3), TODAY)
    upkeep.daily(Copies(file), TODAY)
    restore(file, file.parent / "yesterday.sqlite")
    assert _missing(file) == []
    with Journal(file) as journal:
        journal.save(night(_evening(1), 1), TODAY)
    assert _missing(file) == []


def test_after_a_restore_over_a_damaged_journal_what_came_after_the_copy_is_offered(file: Path) -> None:
    upkeep.daily(Copies(file), TODAY)
    with Journal(file) as journal:
        journal.save(night(_evening(3), 3), TODAY)
    file.write_bytes(bytes(100) + file.read_bytes()[100:])
    restore(file, Copies(file).files()[0])
    assert _missing(file) == [(_evening(3), "", False)]


def test_a_person_who_goes_back_by_hand_is_asked_as_well(file: Path) -> None:
    upkeep.daily(Copies(file), TODAY)
    with Journal(file) as journal:
        journal.save(night(_evening(3), 3), TODAY)
    shutil.copy(Copies(file).files()[0], file)
    assert [evening for evening, *_rest in _missing(file)] == [_evening(3)]


def test_writes_are_counted_on_after_an_older_file_was_put_there(file: Path) -> None:
    with Journal(file) as journal:
        for back in range(30, 40):
            journal.save(night(_evening(back)), TODAY)
        before = journal._state.writes
    _goes_back(file)
    with Journal(file) as journal:
        journal.save(night(_evening(1)), TODAY)
        assert journal._state.writes > before


def test_what_lies_outside_the_journal_is_for_its_owner_and_cannot_be_read_without_it(file: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(_evening(3), 3, note=SECRET), TODAY)
    _goes_back(file)
    assert _missing(file)
    outside = [each for each in state_folder().rglob("*") if each.is_file()]
    assert outside
    for each in outside:
        assert stat.S_IMODE(each.stat().st_mode) & 0o077 == 0
        for words in (SECRET.encode(), b"calf", _evening(3).isoformat().encode()):
            assert words not in each.read_bytes()


@pytest.mark.parametrize(
    "odd", [b"", b"\0" * 900, b"[]\n{}\n7\n", b'{"opening": 7, "writes": "x"}\n', b'{"opening": "a", "writes": true}\n']
)
def test_an_odd_file_of_receipts_stops_nothing(file: Path, odd: bytes) -> None:
    (receipts,) = (state_folder() / "receipts").iterdir()
    receipts.write_bytes(odd)
    with Journal(file) as journal:
        journal.save(night(_evening(3), 1), TODAY)
    assert _missing(file) == []
    with Journal(file) as journal:
        assert len(journal.figures()) == 3


def test_a_folder_in_the_place_of_the_receipts_stops_nothing(file: Path) -> None:
    (receipts,) = (state_folder() / "receipts").iterdir()
    receipts.unlink()
    receipts.mkdir()
    with Journal(file) as journal:
        journal.save(night(_evening(3), 1), TODAY)
    assert _missing(file) == []


def test_a_locked_journal_is_watched_over_as_well(file: Path, quick_key: None) -> None:
    key = set_passphrase(file, PASSPHRASE).key
    shutil.copy(file, file.parent / "yesterday.sqlite")
    with Journal(file, key) as journal:
        journal.save(night(_evening(3), 3, note=SECRET), TODAY)
    _goes_back(file)
    with Journal(file, key) as journal:
        (missing,) = journal.missing()
        assert missing.values["note"] == SECRET
    assert all(SECRET.encode() not in each.read_bytes() for each in state_folder().rglob("*") if each.is_file())


def test_a_night_is_the_same_whatever_stands_for_nothing_in_it() -> None:
    saved = values_of(night(cramps=1, note=""))
    assert comparable(saved | {"entered_at": "2026-11-22T07:00:00Z", "factors": [], "note": ""}) == comparable(saved)
    assert comparable(saved) != comparable(values_of(night(cramps=2)))


def test_what_is_acknowledged_behind_a_passphrase_is_not_read_by_a_file_of_before_it(
    file: Path, quick_key: None
) -> None:
    before = file.read_bytes()
    with Journal(file) as journal:
        journal.save(night(_evening(3), 3), TODAY)
    key = set_passphrase(file, PASSPHRASE).key
    with Journal(file, key) as journal:
        assert journal.missing() == []
        assert journal.check() == []
        journal.save(night(_evening(2), 3), TODAY)
    with Journal(file, key) as journal:
        assert journal.missing() == []
    file.write_bytes(before)
    assert _missing(file) == []


@pytest.mark.parametrize("form", [1, 3])
def test_a_journal_of_an_older_form_gets_a_passphrase_too(tmp_path: Path, form: int, quick_key: None) -> None:
    old = tmp_path / "old.sqlite"
    shutil.copy(Path(__file__).parent / "journals" / f"v{form}.sqlite", old)
    key = set_passphrase(old, PASSPHRASE).key
    with Journal(old, key) as journal:
        assert len(journal.figures()) == 39
