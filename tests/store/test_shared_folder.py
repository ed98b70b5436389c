"""A folder that several computers share: each writes its own file, and all say the same in the end."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from cramp_journal.errors import JournalError
from cramp_journal.store import Journal
from cramp_journal.store.journal.shared_folder import own_file, put_there, read_others
from cramp_journal.store.recovery.passphrase import set_passphrase
from tests.builders import EVENING, TODAY, a_journal, night

WORDS = "four words of ours"
DAYS = (date(2026, 10, 1), date(2026, 10, 2))


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def computers(tmp_path: Path) -> list[Path]:
    """Two copies of one journal; each has a night of its own."""
    files = [tmp_path / name / "journal.sqlite" for name in ("kitchen", "bedroom")]
    for file in files:
        file.parent.mkdir()
    a_journal(files[0].parent, night(EVENING)).close()
    shutil.copy(files[0], files[1])
    for file, day in zip(files, DAYS, strict=True):
        with Journal(file) as journal:
            journal.save(night(day, 1), TODAY)
    return files


def meet(file: Path, folder: Path) -> int:
    """Do what a start does, and give how many other files were read."""
    found = read_others(file, {}, folder, {})
    with Journal(file) as journal:
        for state in found.states:
            journal.merger.merge(state, copied=True)
    put_there(file, None, folder)
    return len(found.states)


def evenings(file: Path) -> list[date]:
    with Journal(file) as journal:
        return [each.evening for each in journal.nights(date.min, date.max)]


def test_what_one_computer_wrote_comes_to_the_other_and_back(computers: list[Path], shared: Path) -> None:
    for file in (*computers, computers[0]):
        meet(file, shared)
    assert evenings(computers[0]) == evenings(computers[1]) == [*DAYS, EVENING]
    assert len(list(shared.iterdir())) == 2


def test_its_own_file_is_written_only_where_something_was_written(computers: list[Path], shared: Path) -> None:
    assert put_there(computers[0], None, shared)
    assert not put_there(computers[0], None, shared)
    with Journal(computers[0]) as journal:
        journal.delete(EVENING)
    assert put_there(computers[0], None, shared)
    assert own_file(computers[0], shared) != own_file(computers[1], shared)


def test_a_file_is_read_again_only_if_its_bytes_differ_whatever_its_time_says(
    computers: list[Path], shared: Path
) -> None:
    put_there(computers[1], None, shared)
    first = read_others(computers[0], {}, shared, {})
    assert len(first.states) == 1
    for each in shared.iterdir():
        each.touch()
    assert read_others(computers[0], {}, shared, first.seen).states == []


@pytest.mark.parametrize("name", ["{}.sync-conflict-20261122-070000-ABCDEFG", "{} (conflicted copy 2026-11-22 070000)"])
def test_what_a_synchroniser_renamed_comes_in_like_any_other(computers: list[Path], shared: Path, name: str) -> None:
    put_there(computers[1], None, shared)
    made = own_file(computers[1], shared)
    made.rename(made.with_stem(name.format(made.stem)))
    assert meet(computers[0], shared) == 1
    assert evenings(computers[0]) == [*DAYS, EVENING]


def test_a_file_that_is_not_whole_yet_is_left_for_the_next_time(computers: list[Path], shared: Path) -> None:
    put_there(computers[1], None, shared)
    made = own_file(computers[1], shared)
    whole = made.read_bytes()
    made.write_bytes(whole[: len(whole) // 2])
    found = read_others(computers[0], {}, shared, {})
    assert (found.states, found.seen) == ([], {})
    assert len(found.unread) == 1
    made.write_bytes(whole)
    assert meet(computers[0], shared) == 1


@pytest.mark.usefixtures("quick_key")
def test_the_file_of_a_locked_journal_is_locked_and_waits_for_its_passphrase(
    computers: list[Path], shared: Path
) -> None:
    key = set_passphrase(computers[1], WORDS).key
    assert key is not None
    put_there(computers[1], key, shared)
    assert b"SQLite" not in own_file(computers[1], shared).read_bytes()[:16]
    assert read_others(computers[0], {}, shared, {}).locked == [own_file(computers[1], shared)]
    assert len(read_others(computers[0], {key.salt: key}, shared, {}).states) == 1


def test_a_folder_that_is_not_there_is_told_of_and_changes_nothing(computers: list[Path], tmp_path: Path) -> None:
    for look in (
        lambda: read_others(computers[0], {}, tmp_path / "gone", {}),
        lambda: put_there(computers[0], None, tmp_path / "gone"),
    ):
        with pytest.raises(JournalError, match="is not there now"):
            look()
    assert not (tmp_path / "gone").exists()
