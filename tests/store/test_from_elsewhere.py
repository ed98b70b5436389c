"""Files that come from another computer, and decisions that a file of before has not heard of."""

from pathlib import Path

import pytest

from cramp_journal.store import Journal
from cramp_journal.store.acknowledged.missing import leave
from cramp_journal.store.file import lineage
from tests.builders import TODAY, a_journal
from tests.store.ledger import GONE, day, night_at, remove, save, waits


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal of one night."""
    with a_journal(tmp_path, night_at(9)) as journal:
        journal.close()
        return journal.file


def test_what_is_left_as_it_stands_is_a_word_that_no_file_of_before_has_heard(file: Path) -> None:
    there = save(file, night_at(3, 3))
    gone = remove(file, 3)
    file.write_bytes(there)
    with Journal(file) as journal:
        leave(journal)
    file.write_bytes(gone)
    assert waits(file) == [(3, GONE, "")]


def test_a_file_that_comes_from_elsewhere_is_remembered_once_it_was_seen(file: Path, tmp_path: Path) -> None:
    older = save(file, night_at(3))
    newer = save(file, night_at(2), night_at(1))
    elsewhere = tmp_path / "another computer" / "journal.sqlite"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(newer)
    assert waits(elsewhere) == []
    elsewhere.write_bytes(older)
    with Journal(elsewhere) as journal:
        assert journal.more_missing() is not None
    elsewhere.write_bytes(newer)
    with Journal(elsewhere) as journal:
        assert (journal.missing(), journal.more_missing()) == ([], None)


def test_what_a_file_held_that_lacked_something_is_remembered_too(file: Path, tmp_path: Path) -> None:
    base = file.read_bytes()
    desktop = tmp_path / "another computer" / "journal.sqlite"
    desktop.parent.mkdir()
    desktop.write_bytes(base)
    theirs = save(desktop, night_at(4), night_at(3), night_at(2))
    save(file, night_at(1, note="mine"))
    file.write_bytes(theirs)
    assert waits(file) == [(1, GONE, "mine")]
    file.write_bytes(base)
    with Journal(file) as journal:
        assert [each.evening for each in journal.missing()] == [day(1)]
        assert journal.more_missing() is not None


def test_a_word_that_is_older_than_all_openings_that_are_kept_is_no_alarm(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lineage, "_KEPT", 5)
    monkeypatch.setattr(lineage, "_SPARE", 0)
    save(file, night_at(3, 2, "of old"))
    with Journal(file) as journal:
        changed = night_at(3, 2, "of old")
        changed.left_out = True
        journal.save(changed, TODAY)
    for number in range(12):
        with Journal(file) as journal:
            journal.set_state("x", str(number))
    assert waits(file) == []
