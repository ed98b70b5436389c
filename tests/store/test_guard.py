"""A file that was replaced under the running program is noticed before the next save, and nothing is written."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cramp_journal.errors import JournalReplaced
from cramp_journal.store import Journal
from cramp_journal.store.file import claim, seals
from tests.builders import TODAY, a_journal, night, written_past_the_program


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another journal, of the same size or not."""
    folder = tmp_path / "other"
    folder.mkdir()
    with a_journal(folder, night(cramps=1)) as journal:
        return journal.file


def _renamed_over(file: Path, other: Path) -> None:
    os.replace(other, file)


def _written_over(file: Path, other: Path) -> None:
    file.write_bytes(other.read_bytes())


def _older_version(file: Path, _other: Path) -> None:
    written_past_the_program(file, "UPDATE night SET note = 'from another computer'")


def _same_again(file: Path, other: Path) -> None:
    other.write_bytes(file.read_bytes())
    os.replace(other, file)


def _moved_away(file: Path, other: Path) -> None:
    file.rename(other.with_name("moved.sqlite"))


REPLACED: dict[str, Callable[[Path, Path], None]] = {
    "renamed over": _renamed_over,
    "written over": _written_over,
    "replaced by a file with the same in it": _same_again,
    "changed by a program elsewhere": _older_version,
    "moved away": _moved_away,
}


@pytest.mark.parametrize("replace", REPLACED.values(), ids=REPLACED)
@pytest.mark.parametrize("saved_before", [False, True])
def test_a_file_that_was_replaced_is_noticed_before_the_next_save(
    file: Path, other: Path, replace: Callable[[Path, Path], None], saved_before: bool
) -> None:
    claim.take(file, claim.GUI)
    try:
        with Journal(file) as journal:
            if saved_before:
                journal.save(night(cramps=2), TODAY)
            replace(file, other)
            there = file.read_bytes() if file.exists() else None
            for _time in (1, 2):
                with pytest.raises(JournalReplaced, match="is not the file that was opened any more") as told:
                    journal.save(night(cramps=3, note="secret"), TODAY)
            assert str(file) in str(told.value)
            assert (file.read_bytes() if file.exists() else None) == there
    finally:
        claim.release(file)


def test_what_is_there_now_can_be_opened_and_written_to(file: Path, other: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(cramps=2), TODAY)
        os.replace(other, file)
        with pytest.raises(JournalReplaced):
            journal.save(night(cramps=3), TODAY)
    with Journal(file) as journal:
        assert [each.count for each in journal.figures()] == [1]
        journal.save(night(cramps=3), TODAY)
        assert [each.count for each in journal.figures()] == [3]


@pytest.mark.parametrize("replace", [_renamed_over, _written_over])
def test_what_was_put_in_its_place_is_not_taken_for_sound(
    file: Path, other: Path, replace: Callable[[Path, Path], None]
) -> None:
    with Journal(file) as journal:
        journal.save(night(cramps=2), TODAY)
        replace(file, other)
    assert not seals.is_unchanged(file)


def test_a_file_that_was_only_touched_is_the_same(file: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(cramps=2), TODAY)
        os.utime(file, (1, 1))
        journal.save(night(cramps=3), TODAY)
        os.utime(file, (2, 2))
        journal.save(night(cramps=4), TODAY)
        assert [each.count for each in journal.figures()] == [0, 4]


def test_a_copy_back_of_the_same_bytes_is_the_same_file(file: Path, tmp_path: Path) -> None:
    with Journal(file) as journal:
        journal.save(night(cramps=2), TODAY)
        shutil.copy(file, tmp_path / "same.sqlite")
        file.write_bytes((tmp_path / "same.sqlite").read_bytes())
        journal.save(night(cramps=3), TODAY)
        assert journal.check() == []


def test_two_open_journals_of_one_program_do_not_take_each_other_for_strangers(file: Path) -> None:
    with Journal(file) as one, Journal(file) as two:
        for count in (1, 2):
            one.save(night(cramps=count), TODAY)
            two.save(night(cramps=count + 5), TODAY)
        assert [each.count for each in one.figures()] == [0, 7]
        assert one.check() == []


def test_a_command_after_another_command_is_no_stranger(file: Path) -> None:
    with Journal(file) as slow:
        with Journal(file) as quick:
            quick.save(night(cramps=1), TODAY)
        slow.save(night(cramps=2), TODAY)
        assert slow.check() == []


def test_a_window_that_opens_it_again_writes_into_what_is_there_now(file: Path, other: Path) -> None:
    claim.take(file, claim.GUI)
    try:
        with Journal(file) as journal:
            journal.save(night(cramps=2), TODAY)
            os.replace(other, file)
        with Journal(file) as journal:
            journal.save(night(cramps=3), TODAY)
            assert journal.figures()[-1].count == 3
    finally:
        claim.release(file)
