"""Nothing but another word ends what was said of a night: no file that comes and goes, no look, nothing in between."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from cramp_journal import clock
from cramp_journal.model import utc_now
from cramp_journal.store import Journal
from cramp_journal.store.acknowledged.missing import leave
from cramp_journal.store.acknowledged.receipts import Receipts
from cramp_journal.store.acknowledged.succession import Succession, copy_of_today
from cramp_journal.store.copies.copies import Copies, Copy
from cramp_journal.store.recovery.passphrase import set_passphrase
from cramp_journal.store.recovery.restore import restore
from cramp_journal.store.schema.receipt_keys import ReceiptKeys
from tests.builders import TODAY, a_journal
from tests.store.conftest import PASSPHRASE
from tests.store.ledger import (
    AGAIN,
    BINNED,
    GONE,
    bring_all_in,
    day,
    night_at,
    remove,
    said_of_more,
    save,
    standing,
    waits,
)

pytestmark = pytest.mark.usefixtures("quick_key")
OTHER = "five other words of ours"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal of one night."""
    with a_journal(tmp_path, night_at(9)) as journal:
        journal.close()
        return journal.file


# ---------------------------------------------------------------- files that come and go
def test_a_night_that_stood_as_somebody_asked_is_offered_when_it_is_gone_again(file: Path) -> None:
    without = file.read_bytes()
    whole = save(file, night_at(3, note="E"))
    for _turn in range(3):
        file.write_bytes(without)
        assert waits(file) == [(3, GONE, "E")]
        file.write_bytes(whole)
        bring_all_in(file)
        assert waits(file) == []


def test_two_lines_of_files_that_take_turns_come_together(file: Path) -> None:
    without = file.read_bytes()
    one = save(file, night_at(3))
    file.write_bytes(without)
    other = save(file, night_at(2))
    file.write_bytes(one)
    bring_all_in(file)
    file.write_bytes(other)
    bring_all_in(file)
    assert set(standing(file)) == {9, 3, 2}


def test_a_removed_night_that_stands_again_twice_is_told_of_twice(file: Path) -> None:
    whole = save(file, night_at(3))
    removed = remove(file, 3)
    for _turn in range(2):
        file.write_bytes(whole)
        assert waits(file) == [(3, AGAIN, "")]
        file.write_bytes(removed)
        assert waits(file) == []


def test_an_older_word_never_takes_the_place_of_a_newer_one(file: Path) -> None:
    first = file.read_bytes()
    second = save(file, night_at(5))
    save(file, night_at(3, note="E"), night_at(3, 2, note="E more"))
    file.write_bytes(second)
    assert waits(file) == [(3, GONE, "E more")]
    file.write_bytes(first)
    assert waits(file) == [(5, GONE, ""), (3, GONE, "E more")]
    bring_all_in(file)
    assert standing(file)[3] == "E more"


def test_a_removal_is_known_whatever_older_file_was_looked_at_before(file: Path) -> None:
    without = file.read_bytes()
    whole = save(file, night_at(3))
    remove(file, 3)
    file.write_bytes(without)
    assert waits(file) == [(3, BINNED, "")]
    file.write_bytes(whole)
    assert waits(file) == [(3, AGAIN, "")]


def test_a_word_that_was_said_twice_counts_where_it_was_said_last(file: Path) -> None:
    one = save(file, night_at(3, 1, "v1"))
    two = save(file, night_at(3, 2, "v2"))
    save(file, night_at(3, 1, "v1"))
    file.write_bytes(one)
    assert waits(file) == [(3, BINNED, "v2")]
    file.write_bytes(two)
    assert waits(file) == [(3, GONE, "v1")]


def test_a_file_of_before_the_passphrase_is_told_of_each_time_that_it_comes(file: Path) -> None:
    plain = file.read_bytes()
    key = set_passphrase(file, PASSPHRASE).key
    locked = save(file, night_at(3), key=key)
    for _turn in range(2):
        file.write_bytes(plain)
        assert "It may lack what you saved" in said_of_more(file)
        file.write_bytes(locked)
        assert (waits(file, key), said_of_more(file, key)) == ([], "")


def test_a_file_with_the_passphrase_of_before_is_told_of_each_time_that_it_comes(file: Path) -> None:
    key = set_passphrase(file, PASSPHRASE).key
    before = file.read_bytes()
    new = set_passphrase(file, OTHER, key).key
    after = save(file, night_at(3), key=new)
    for _turn in range(2):
        file.write_bytes(before)
        assert "It may lack what you saved" in said_of_more(file, key)
        file.write_bytes(after)
        assert said_of_more(file, new) == ""


@pytest.mark.parametrize("form", [1, 2, 3])
def test_a_file_of_an_older_form_is_told_of_each_time_that_it_comes(tmp_path: Path, form: int) -> None:
    old, file = Path(__file__).parent / "journals" / f"v{form}.sqlite", tmp_path / "journal.sqlite"
    shutil.copy(old, file)
    save(file, night_at(3))
    for _turn in range(2):
        shutil.copy(old, file)
        assert "It may lack what you saved" in said_of_more(file)


def test_the_day_that_is_said_is_that_of_the_file_that_came_whatever_is_written_to_it_since(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = file.read_bytes()
    with Journal(file) as journal:
        journal.import_rows([], list(journal.signs()))
        journal.keep(journal.about())
    file.write_bytes(older)
    said = said_of_more(file)
    assert said
    monkeypatch.setattr(clock, "today", lambda: TODAY + timedelta(days=9))
    save(file, night_at(2))
    assert said_of_more(file) == said


# ---------------------------------------------------------------- two programs
@pytest.mark.parametrize("logs", [False, True])
def test_another_program_that_opens_it_while_one_looks_hides_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch, logs: bool
) -> None:
    older = file.read_bytes()
    save(file, *(night_at(back) for back in (6, 5, 4)))
    file.write_bytes(older)
    listed, others = Copies.listed, [file]

    def meanwhile(copies: Copies) -> list[Copy]:
        if others:
            with Journal(others.pop()) as journal:
                assert len(journal.missing()) == 3
                if logs:
                    journal.save(night_at(1), TODAY)
        return listed(copies)

    monkeypatch.setattr(Copies, "listed", meanwhile)
    for _turn in range(2):
        assert waits(file) == [(6, GONE, ""), (5, GONE, ""), (4, GONE, "")]
    assert not others


# ---------------------------------------------------------------- the bin
def test_a_night_that_was_brought_back_is_offered_where_it_lies_in_the_bin_again(file: Path) -> None:
    save(file, night_at(3, 1, "E"))
    older = remove(file, 3)
    with Journal(file) as journal:
        journal.restore_night(journal.bin()[0].key)
    file.write_bytes(older)
    assert waits(file) == [(3, GONE, "E")]


def test_who_brings_a_night_back_has_said_how_it_was_and_what_waited_is_in_the_bin(file: Path) -> None:
    save(file, night_at(3, 3, "v1"))
    older = remove(file, 3)
    save(file, night_at(3, 1, "v2"))
    file.write_bytes(older)
    assert waits(file) == [(3, GONE, "v2")]
    with Journal(file) as journal:
        journal.restore_night(journal.bin()[0].key)
        assert journal.missing() == []
        assert [each.cramps for each in journal.bin()] == [1]
    assert standing(file)[3] == "v1"


def test_an_import_of_a_night_that_was_missing_puts_the_missing_one_into_the_bin(file: Path) -> None:
    older = file.read_bytes()
    save(file, night_at(3, 3, "mine"), night_at(2))
    file.write_bytes(older)
    with Journal(file) as journal:
        journal.import_rows([night_at(3, 1, "of a file")], [], "an import")
        assert [each.cramps for each in journal.bin()] == [3]
    assert waits(file) == [(2, GONE, "")]


def test_what_belongs_into_the_bin_and_goes_there_decides_nothing_else(file: Path) -> None:
    older = file.read_bytes()
    save(file, night_at(3, 2, "v2"), night_at(3, 1, "v4"))
    file.write_bytes(older)
    with Journal(file) as journal:
        lost, last = journal.missing()
        assert (lost.binned, last.binned) == (True, False)
        journal.bring_in(lost, TODAY)
        assert [each.values["note"] for each in journal.missing()] == ["v4"]


def test_an_import_that_was_taken_back_is_offered_to_the_bin_alone(file: Path) -> None:
    older = file.read_bytes()
    with Journal(file) as journal:
        journal.import_rows([night_at(4), night_at(5)], [], "an import")
        journal.undo_import()
    file.write_bytes(older)
    assert waits(file) == [(5, BINNED, ""), (4, BINNED, "")]
    assert said_of_more(file) == ""


def test_a_night_that_an_older_copy_alone_holds_was_removed_and_is_not_offered(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cramp_journal.store.acknowledged.succession.NIGHTS_KEPT", 1)
    older = file.read_bytes()
    copies = Copies(file)
    save(file, night_at(3))
    copy_of_today(copies, TODAY)
    remove(file, 3)
    save(file, night_at(2), night_at(1))
    copy_of_today(copies, TODAY + timedelta(days=1))
    assert len(copies.files()) == 2
    file.write_bytes(older)
    assert [each for each in waits(file) if each[1] != BINNED] == [(2, GONE, ""), (1, GONE, "")]


def test_of_two_deletions_the_later_one_comes_first_though_the_clock_went_back(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cramp_journal.store.journal import writing

    now = utc_now()
    for earlier, note in ((0, "first"), (2, "second"), (3, "third")):
        monkeypatch.setattr(writing, "utc_now", lambda earlier=earlier: now - timedelta(hours=earlier))
        save(file, night_at(3, 1, note))
        remove(file, 3)
    with Journal(file) as journal:
        journal.restore_night(journal.bin()[0].key)
    assert standing(file)[3] == "third"


# ---------------------------------------------------------------- what the person decides
def test_a_copy_that_is_put_back_on_purpose_has_the_nights_that_were_removed_since(file: Path) -> None:
    whole = save(file, night_at(3))
    copy = Path(shutil.copy(file, file.with_name("copy.sqlite")))
    remove(file, 3)
    file.write_bytes(whole)
    assert waits(file) == [(3, AGAIN, "")]
    restore(file, copy)
    assert waits(file) == []


def test_a_file_of_before_a_restore_is_told_of_with_what_the_restore_put_right(file: Path) -> None:
    save(file, night_at(4, 1, "restored"))
    copy = Path(shutil.copy(file, file.with_name("copy.sqlite")))
    before = save(file, night_at(4, 2, "left"), night_at(3, 1, "left"))
    restore(file, copy)
    file.write_bytes(before)
    assert waits(file) == [(4, GONE, "restored"), (3, AGAIN, "left")]
    assert "It may lack what you saved" in said_of_more(file)  # of what else the copy held, there is no word


def test_a_restore_that_was_killed_once_the_file_was_in_place_is_no_loss(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Path(shutil.copy(file, file.with_name("copy.sqlite")))
    without = save(file, night_at(5))
    save(file, night_at(3))
    file.write_bytes(without)
    assert waits(file) == [(3, GONE, "")]
    with monkeypatch.context() as patched:
        patched.setattr(Succession, "finish", lambda _self: None)
        restore(file, copy)
    for _turn in range(2):
        assert waits(file) == [(3, GONE, "")]  # and not the one that was left on purpose, and kept
        assert said_of_more(file) == ""


def test_a_journal_that_is_begun_anew_is_no_older_file(file: Path) -> None:
    file.unlink()
    with Journal(file, start_anew=True) as journal:
        assert (journal.missing(), journal.more_missing()) == ([], None)
    assert (waits(file), said_of_more(file)) == ([], "")


def test_what_is_left_waits_again_at_a_wish_and_so_does_what_more_was_said(file: Path) -> None:
    older = file.read_bytes()
    with Journal(file) as journal:
        journal.save(night_at(3), TODAY)
        journal.keep(journal.about())
    file.write_bytes(older)
    with Journal(file) as journal:
        before = journal.missing(), journal.more_missing()
        assert before[1] is not None
        leave(journal)
        assert (journal.missing(), journal.more_missing()) == ([], None)
        journal.set_missing(*before)
        assert [each.evening for each in journal.missing()] == [day(3)]
        assert journal.more_missing() is not None
    assert waits(file) == [(3, GONE, "")]
    with Journal(file) as journal:
        journal.set_missing([], None)
    assert (waits(file), said_of_more(file)) == ([], "")


# ---------------------------------------------------------------- what is forgotten
def test_a_copy_forgets_no_word_that_a_file_in_its_place_may_lack(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cramp_journal.store.acknowledged.succession.NIGHTS_KEPT", 1)
    older = file.read_bytes()
    save(file, night_at(5, 2, "lost"), night_at(5, 1, "last"), night_at(4))
    file.write_bytes(older)
    with Journal(file) as journal:
        journal.bring_in(journal.missing()[-1], TODAY)  # the fourth
    save(file, night_at(3), night_at(2), night_at(1))
    copy_of_today(Copies(file), TODAY)
    assert waits(file) == [(5, BINNED, "lost"), (5, GONE, "last")]
    known = len(Receipts(file, ReceiptKeys(None)).strays())
    for each in (1, 2):
        save(file, night_at(1, each))
        copy_of_today(Copies(file), TODAY)
    assert waits(file) == [(5, BINNED, "lost"), (5, GONE, "last")]
    assert len(Receipts(file, ReceiptKeys(None)).strays()) == known
