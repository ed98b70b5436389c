"""Nights that are gone with an older file, and nights that are replaced, by the command line."""

import shutil
from pathlib import Path

import pytest

from cramp_journal.paths import backups, state_folder
from tests.cli.conftest import Call


@pytest.fixture
def gone_back(call: Call, file: Path) -> Path:
    """A journal in whose place a file was put that lacks the night of 20 November."""
    assert call("log", "--evening", "2026-11-19", "--clear", "--replace").status == 0
    older = shutil.copy(file, file.with_name("older.sqlite"))
    assert call("log", "--evening", "2026-11-20", "--cramp", "left calf 03:10 2m pain 7", "--replace").status == 0
    Path(older).replace(file)
    return file


def test_every_call_says_that_nights_are_missing_until_that_is_answered(call: Call, gone_back: Path) -> None:
    for command in (("summary",), ("log", "--evening", "2026-11-18", "--clear", "--replace")):
        said = call(*command)
        assert said.status == 0
        assert f"1 night that you saved is not in {gone_back} now" in said.err
        assert "`cramp-journal bring-in`" in said.err
    assert "2026-11-20  1 cramp" in call("bring-in", "--list").out
    assert "1 night that you saved" in call("summary").err
    assert "Brought in: 1 night." in call("bring-in").out
    assert call("summary").err == ""
    assert call("bring-in").out == "No night is missing.\n"


def test_they_can_be_left_out_for_good(call: Call, gone_back: Path) -> None:
    before = call("summary", "--period", "all").out
    assert "Left out: 1 night." in call("bring-in", "--leave").out
    assert call("summary", "--period", "all").out == before
    assert call("summary").err == ""


def test_a_night_that_is_logged_over_another_says_what_was_removed_and_how_to_have_it_back(
    call: Call, file: Path
) -> None:
    night = ("log", "--evening", "2026-11-20")
    call(*night, "--cramp", "left calf pain 7", "--cramp", "right foot", "--replace")
    said = call(*night, "--clear", "--replace")
    assert "Kept in the bin: the night as it was, 2 cramps removed. `bring-back --evening 2026-11-20`" in said.out
    assert "2026-11-20  2 cramps" in call("bin").out
    assert "Brought back" in call("bring-back", "--evening", "2026-11-20").out
    assert "Cramps               2, in 1 night" in call("summary", "--period", "2026-11-20..2026-11-20").out


def test_a_night_that_is_logged_again_with_the_same_words_keeps_nothing(call: Call, file: Path) -> None:
    night = ("log", "--evening", "2026-11-20", "--cramp", "left calf pain 7", "--replace")
    call(*night)
    before = call("bin").out
    assert "Kept in the bin" not in call(*night).out
    assert call("bin").out == before


def test_a_restore_as_the_first_call_after_an_older_file_came_tells_what_is_missing(
    call: Call, gone_back: Path
) -> None:
    copy = shutil.copy(gone_back, gone_back.with_name("copy.sqlite"))
    assert call("restore", str(copy)).status == 0
    assert "2026-11-20  1 cramp, in the copy journal-2026-11-22.sqlite" in call("bring-in", "--list").out
    assert "Brought in: 1 night." in call("bring-in").out


def test_what_cannot_be_named_is_told_by_every_call_until_it_is_left_out(call: Call, file: Path) -> None:
    assert call("log", "--evening", "2026-11-19", "--clear", "--replace").status == 0
    older = shutil.copy(file, file.with_name("older.sqlite"))
    assert call("log", "--evening", "2026-11-20", "--cramp", "left calf 03:10 2m pain 7", "--replace").status == 0
    for receipts in (state_folder() / "receipts").iterdir():
        receipts.write_text(receipts.read_text().replace('"night": "', '"night": "x'))
    Path(older).replace(file)
    for copy in backups(file).iterdir():
        copy.unlink()
    said = "An older file lies in the place of your journal. It may lack what you saved on"
    assert said in call("summary").err
    assert said in call("bring-in", "--list").out
    assert said in call("bring-in").out
    assert said in call("summary").err
    assert call("bring-in", "--leave").out == "What may be missing is left out.\n"
    assert call("summary").err == ""
    assert call("bring-in", "--list").out == "No night is missing.\n"


def test_a_night_that_was_removed_and_stands_again_is_told_and_removed_or_left(call: Call, file: Path) -> None:
    for answer, said in (("--leave", "Left in the journal: 1 night."), ("", "Put right: 1 night.")):
        assert call("log", "--evening", "2026-11-19", "--clear", "--replace").status == 0
        older = file.read_bytes()
        assert call("remove", "--evening", "2026-11-19").status == 0
        file.write_bytes(older)
        told = call("summary").err
        assert "1 night that you removed stands in" in told
        assert "that you saved" not in told
        assert "removed, and it stands again" in call("bring-in", "--list").out
        assert said in call("bring-in", *filter(None, [answer])).out
    assert "No night is missing." in call("bring-in", "--list").out


@pytest.mark.parametrize(("answer", "said"), [((), "Brought in: 1 night.\n"), (("--leave",), "Left out: 1 night.")])
def test_what_is_only_put_into_the_bin_is_not_counted_as_brought_in(
    call: Call, file: Path, answer: tuple[str, ...], said: str
) -> None:
    call("remove", "--evening", "2026-11-20")
    older, night = file.read_bytes(), ("log", "--evening", "2026-11-20", "--replace")
    assert call(*night, "--cramp", "left calf 03:10", "--cramp", "right calf 04:00").status == 0
    assert call(*night, "--cramp", "left calf 05:00").status == 0
    file.write_bytes(older)
    assert "1 night that you saved is not in" in call("summary").err
    told = call("bring-in", *answer).out
    assert said in told
    assert "Only put into the bin: 1 night, as deleted or replaced before." in told


def test_a_night_that_was_deleted_is_not_told_of_and_only_goes_into_the_bin(call: Call, file: Path) -> None:
    call("remove", "--evening", "2026-11-20")
    older = file.read_bytes()
    assert call("log", "--evening", "2026-11-20", "--cramp", "left calf 03:10", "--replace").status == 0
    assert call("remove", "--evening", "2026-11-20").status == 0
    file.write_bytes(older)
    assert call("summary").err == ""
    told = call("bring-in").out
    assert "Brought in" not in told
    assert "Only put into the bin: 1 night, as deleted or replaced before." in told
    assert "2026-11-20  1 cramp" in call("bin").out


def test_who_asks_while_all_of_it_stands_is_told_again_when_it_is_gone_again(call: Call, gone_back: Path) -> None:
    older = gone_back.read_bytes()
    assert "Brought in: 1 night." in call("bring-in").out
    whole = gone_back.read_bytes()
    gone_back.write_bytes(older)
    assert "1 night that you saved" in call("summary").err
    gone_back.write_bytes(whole)
    assert call("bring-in").out == "No night is missing.\n"
    gone_back.write_bytes(older)
    assert "1 night that you saved" in call("summary").err


def test_a_removed_night_that_stands_again_is_told_of_again_after_somebody_asked(call: Call, file: Path) -> None:
    assert call("log", "--evening", "2026-11-19", "--clear", "--replace").status == 0
    older = file.read_bytes()
    assert call("remove", "--evening", "2026-11-19").status == 0
    removed = file.read_bytes()
    for _turn in range(2):
        file.write_bytes(older)
        assert "1 night that you removed stands in" in call("summary").err
        file.write_bytes(removed)
        assert call("bring-in").out == "No night is missing.\n"
