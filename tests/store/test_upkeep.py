"""Beside the logging: the copy of the day, and a look through the whole journal once a week."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from cramp_journal.errors import JournalNotWritable
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import checks, digest, seals
from cramp_journal.store.file import connection as connection_module
from cramp_journal.store.file.connection import connect
from cramp_journal.store.file.encryption import salt_of
from cramp_journal.store.recovery import upkeep
from cramp_journal.store.recovery.passphrase import set_passphrase
from tests.builders import TODAY, night
from tests.store.conftest import PASSPHRASE


def test_a_look_is_due_once_a_week(file: Path) -> None:
    assert upkeep.check_is_due(file, TODAY)
    assert upkeep.check(file, None, TODAY) == []
    due = {back: upkeep.check_is_due(file, TODAY + timedelta(days=back)) for back in (0, 1, 6, 7, 8, -1)}
    assert due == {0: False, 1: False, 6: False, 7: True, 8: True, -1: True}


def test_a_look_that_finds_a_fault_stays_due_and_names_it(file: Path) -> None:
    connection = connect(file, mode="rw")
    connection.execute("UPDATE night SET note = 'x'")
    connection.close()
    assert upkeep.check(file, None, TODAY) == ["night: what stands there is not what was written"]
    assert upkeep.check_is_due(file, TODAY)


def test_a_journal_can_be_looked_through_while_it_is_open_and_written_to(file: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(cramps=2), TODAY)
        assert upkeep.check(file, None, TODAY) == []
        journal.save(night(cramps=3), TODAY)


def test_nobody_writes_while_the_rows_are_held_against_their_digest(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "BUSY_SECONDS", 0.01)
    real, refused = digest.mismatches, list[str]()

    def write_meanwhile(connection: object) -> list[str]:
        with Journal(file) as journal:
            try:
                journal.save(night(cramps=3), TODAY)
            except JournalNotWritable as error:
                refused.append(str(error))
        return real(connection)

    with Journal(file) as journal:
        journal.save(night(cramps=2), TODAY)
    seals.discard(file)
    monkeypatch.setattr(digest, "mismatches", write_meanwhile)
    monkeypatch.setattr("cramp_journal.store.journal.opening.bring_up_to_date", lambda *_some, **_more: False)
    assert upkeep.check(file, None, TODAY) == []
    assert len(refused) == 1


def test_an_open_journal_that_rots_is_noticed_by_the_look(file: Path) -> None:
    Journal(file).close()
    with Journal(file):
        whole = file.read_bytes()
        at = whole.index(b"magnesium citrate")
        with file.open("rb+") as opened:
            opened.seek(at)
            opened.write(b"n")
        assert upkeep.check(file, None, TODAY) != []


def test_the_daily_round_copies_and_locks_what_is_not_locked_yet(file: Path, quick_key: None) -> None:
    plain = Copies(file)
    plain.daily(date(2026, 11, 20))
    (copy,) = plain.files()
    whole = copy.read_bytes()
    key = set_passphrase(file, PASSPHRASE).key
    copy.write_bytes(whole)
    assert upkeep.daily(Copies(file, key), TODAY) == []
    assert None not in [salt_of(each) for each in plain.files()]
    assert len(plain.files()) == 2


# ---------------------------------------------------------------- seals
def test_a_journal_that_was_closed_is_opened_again_without_being_looked_through(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[bool] = []
    real = checks.faults

    def look(connection: object, *, locked: bool = False) -> list[str]:
        looks.append(locked)
        return real(connection, locked=locked)

    monkeypatch.setattr(checks, "faults", look)
    Journal(file).close()
    assert len(looks) == 1
    with Journal(file) as journal:
        assert len(looks) == 1
        journal.save(night(cramps=1), TODAY)
    assert len(looks) == 2  # before it is sealed again
    Journal(file).close()
    assert len(looks) == 2


def test_a_journal_that_was_not_closed_is_looked_through_at_the_next_start(file: Path) -> None:
    Journal(file).close()
    journal = Journal(file)
    journal.save(night(cramps=1), TODAY)
    journal._engine.dispose()  # the program was killed
    assert not seals.is_unchanged(file)


def test_a_journal_with_a_saving_to_undo_is_looked_through(file: Path, tmp_path: Path) -> None:
    Journal(file).close()
    (tmp_path / "journal.sqlite-journal").write_bytes(b"of another file")
    with Journal(file) as journal:
        assert journal._opened is not None
        assert not journal._opened.sealed


def test_what_rots_while_the_journal_is_open_is_not_sealed(file: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(cramps=1), TODAY)
        connection = connect(file, mode="rw")
        connection.execute("UPDATE course SET dose = 1")
        connection.close()
    assert not seals.is_unchanged(file)


def test_without_a_cache_folder_all_is_looked_through_each_time(file: Path, home: Path) -> None:
    (home / "cache").write_text("in the way")
    Journal(file).close()
    assert not seals.is_unchanged(file)
    with Journal(file) as journal:
        assert len(journal.figures()) == 2
