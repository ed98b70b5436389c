"""While a file is put in the place of a journal nobody writes to the old one, whoever sees which claim."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from cramp_journal import safe_file
from cramp_journal.errors import JournalError, JournalNotWritable, JournalReplaced
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import claim, connection, seals
from cramp_journal.store.journal import opening
from cramp_journal.store.recovery import replacing
from cramp_journal.store.recovery.passphrase import set_passphrase
from cramp_journal.store.recovery.replacing import held_still
from cramp_journal.store.recovery.rescue import rescue
from cramp_journal.store.recovery.restore import restore
from cramp_journal.store.schema import upgrade
from tests.builders import TODAY, a_journal, night


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    (tmp_path / "new").mkdir()
    with a_journal(tmp_path / "new", night(cramps=5)) as journal:
        return journal.file


@pytest.fixture(autouse=True)
def unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody sees a claim, and nobody waits."""
    monkeypatch.setattr(claim, "_locked", lambda _file, program: claim._Claim(claim._myself(program)))
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.0)


@contextmanager
def _a_stranger_writes(file: Path) -> Iterator[None]:
    other = sqlite.connect(str(file), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


Replace = Callable[[Path, Path], None]


def _passphrase(file: Path, _copy: Path) -> None:
    set_passphrase(file, "four words of ours")


def _restore(file: Path, copy: Path) -> None:
    restore(file, copy)


def _rescue(file: Path, _copy: Path) -> None:
    rescue(file)


WAYS = pytest.mark.parametrize("replace", [_passphrase, _restore, _rescue])


@WAYS
@pytest.mark.usefixtures("quick_key")
def test_what_is_being_written_is_not_replaced(file: Path, draft: Path, replace: Replace) -> None:
    before = file.read_bytes()
    with _a_stranger_writes(file), pytest.raises(JournalNotWritable, match="nothing was changed"):
        replace(file, draft)
    assert file.read_bytes() == before
    replace(file, draft)
    assert file.read_bytes() != before


@WAYS
@pytest.mark.usefixtures("quick_key")
def test_nobody_writes_while_a_file_is_being_replaced(
    file: Path, draft: Path, replace: Replace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    put = safe_file.put_in_place

    def at_the_last_moment(new: Path, target: Path) -> None:
        if target == file:
            other = sqlite.connect(str(file), isolation_level=None, timeout=0)
            with pytest.raises(sqlite.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
            other.close()
            tried.append("locked")
        put(new, target)

    monkeypatch.setattr(replacing, "put_in_place", at_the_last_moment)
    replace(file, draft)
    assert tried == ["locked"]


def test_a_save_that_waited_for_the_one_who_replaces_goes_into_no_file_that_is_gone(
    file: Path, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal(file) as journal:
        journal.save(night(cramps=1), TODAY)
        assert journal._opened is not None
        before = journal._opened.guard.before

        def then_replaced(totals: object) -> None:
            before(totals)  # type: ignore[arg-type]
            draft.replace(file)  # between the look and the lock

        monkeypatch.setattr(journal._opened.guard, "before", then_replaced)
        with pytest.raises(JournalReplaced, match="Nothing was written"):
            journal.save(night(cramps=2), TODAY)
    with Journal(file) as journal:
        assert [each.count for each in journal.figures()] == [5]


def test_a_file_that_is_replaced_as_it_is_opened_is_not_written_to(
    file: Path, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = upgrade.bring_up_to_date

    def then_replaced(*given: object, **named: object) -> bool:
        done = really(*given, **named)  # type: ignore[arg-type]
        draft.replace(file)
        return done

    monkeypatch.setattr(opening, "bring_up_to_date", then_replaced)
    with pytest.raises(JournalReplaced):
        Journal(file)


def test_what_changed_where_nothing_can_be_locked_is_not_replaced(file: Path, draft: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(bytes(100) + whole[100:])
    with held_still(file, None) as still:
        file.write_bytes(whole + b"more")
        with pytest.raises(JournalReplaced, match="Nothing was changed"):
            still.put(draft)
    assert file.read_bytes() == whole + b"more"


def test_what_was_begun_meanwhile_is_not_replaced(tmp_path: Path, draft: Path) -> None:
    file = tmp_path / "missing.sqlite"
    with held_still(file, None) as still:
        Journal(file).close()
        with pytest.raises(JournalReplaced):
            still.put(draft)
    Journal(file).close()


def test_where_there_was_none_a_file_is_put(tmp_path: Path, draft: Path) -> None:
    file = tmp_path / "missing.sqlite"
    with held_still(file, None) as still:
        still.put(draft)
    with Journal(file) as journal:
        assert len(journal.figures()) == 1
    assert (file.stat().st_nlink, draft.exists()) == (1, False)


def test_nothing_of_this_process_reads_a_file_past_its_lock(file: Path) -> None:
    Journal(file).close()
    assert seals.is_unchanged(file)
    with held_still(file, None):
        assert not seals.is_unchanged(file)
    assert seals.is_unchanged(file)


def test_a_failed_beginning_takes_no_journal_away_that_another_program_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "journal.sqlite"

    def fails(*_given: object, **_named: object) -> bool:
        monkeypatch.undo()
        with Journal(file) as another:
            another.save(night(cramps=2), TODAY)
        raise JournalError("It could not be begun.")

    monkeypatch.setattr(opening, "bring_up_to_date", fails)
    with pytest.raises(JournalError, match="could not be begun"):
        Journal(file)
    with Journal(file) as journal:
        assert len(journal.figures()) == 1


def test_the_copy_that_is_kept_first_holds_what_was_saved_last(file: Path, draft: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(cramps=4), TODAY)
    done = restore(file, draft)
    assert done.kept is not None
    with Journal(done.kept) as kept:
        assert kept.figures()[-1].count == 4
    assert Copies(file).files() == [done.kept]
