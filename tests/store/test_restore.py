"""A copy is put back whole, brought to the newest form, and what stood there is kept first."""

from pathlib import Path

import pytest

from cramp_journal.errors import JournalError, JournalInUse, NewerJournal
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.recovery.restore import restore
from tests.builders import TODAY, night, written_past_the_program

KEPT = Path(__file__).parent / "journals"


@pytest.fixture
def copy(file: Path) -> Path:
    """A copy of the journal, which then goes on."""
    Copies(file).daily(TODAY)
    with Journal(file) as journal:
        journal.save(night(cramps=7), TODAY)
    return Copies(file).files()[0]


def _contents(file: Path) -> object:
    with Journal(file) as journal:
        assert journal.check() == []
        return journal.contents()


def _refused(file: Path, copy: Path, words: str, kind: type[JournalError] = JournalError) -> None:
    before = file.read_bytes(), sorted(each.name for each in file.parent.rglob("*"))
    with pytest.raises(kind, match=words):
        restore(file, copy)
    assert (file.read_bytes(), sorted(each.name for each in file.parent.rglob("*"))) == before


def test_a_copy_is_put_back_and_the_present_journal_is_kept(file: Path, copy: Path) -> None:
    meant, present = _contents(copy), _contents(file)
    assert meant != present
    done = restore(file, copy)
    assert done.kept is not None
    assert _contents(file) == meant
    assert _contents(done.kept) == present
    assert _contents(copy) == meant
    assert {each.before for each in Copies(file).listed()} == {"", "restore"}
    assert sorted(each.name for each in file.parent.iterdir()) == ["backups", file.name]


def test_a_restore_can_be_taken_back(file: Path, copy: Path) -> None:
    present = _contents(file)
    done = restore(file, copy)
    assert done.kept is not None
    restore(file, done.kept)
    assert _contents(file) == present


def test_a_restored_journal_can_be_written_to(file: Path, copy: Path) -> None:
    restore(file, copy)
    with Journal(file) as journal:
        journal.save(night(cramps=2), TODAY)
        assert journal.check() == []


@pytest.mark.parametrize("form", [1, 2, 3, 4])
def test_a_copy_of_an_older_form_is_brought_to_the_newest(file: Path, form: int) -> None:
    old = KEPT / f"v{form}.sqlite"
    before = old.read_bytes()
    restore(file, old)
    with Journal(file) as journal:
        assert len(journal.figures()) == 39
        assert journal.check() == []
    assert old.read_bytes() == before
    assert [each.before for each in Copies(file).listed()] == ["restore"]


def test_a_copy_is_put_back_where_the_journal_is_gone(file: Path, copy: Path) -> None:
    meant = _contents(copy)
    file.unlink()
    assert restore(file, copy).kept is None
    assert _contents(file) == meant


@pytest.mark.parametrize("damage", [b"", b"\xa5" * 20_000])
def test_a_damaged_journal_is_set_aside_as_it_is(file: Path, copy: Path, damage: bytes) -> None:
    file.write_bytes(damage)
    meant = _contents(copy)
    done = restore(file, copy)
    assert _contents(file) == meant
    assert (done.kept.read_bytes() if done.kept else b"") == damage


def test_a_damaged_copy_is_not_put_back(file: Path, copy: Path) -> None:
    whole = copy.read_bytes()
    at = whole.index(b"magnesium citrate")
    copy.write_bytes(whole[:at] + b"n" + whole[at + 1 :])
    _refused(file, copy, "is not sound.*nothing was changed")


@pytest.mark.parametrize("content", [b"", b"hello", b"\xff\xd8\xff\xe0" * 3000])
def test_what_is_no_copy_is_not_put_back(file: Path, tmp_path: Path, content: bytes) -> None:
    odd = tmp_path / "odd.sqlite"
    odd.write_bytes(content)
    _refused(file, odd, "is not sound")


def test_a_copy_of_a_newer_program_is_not_put_back(file: Path, copy: Path) -> None:
    written_past_the_program(copy, "UPDATE alembic_version SET version_num = '9999'")
    _refused(file, copy, "newer Cramp Journal", NewerJournal)


def test_without_room_to_keep_the_present_journal_nothing_is_put_back(
    file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_self: Copies, _what: str) -> Path:
        raise JournalError("The disk is full.")

    monkeypatch.setattr(Copies, "before", no_room)
    _refused(file, copy, "The disk is full")


def test_a_journal_that_is_open_is_not_replaced(file: Path, copy: Path) -> None:
    with Journal(file), pytest.raises(JournalError, match="is open: close it first"):
        restore(file, copy)


def test_a_journal_that_another_program_has_is_not_replaced(
    file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(file: Path) -> None:
        raise JournalInUse(f"Another program is using {file}.")

    monkeypatch.setattr("cramp_journal.store.file.claim.take", taken)
    _refused(file, copy, "Another program is using", JournalInUse)
