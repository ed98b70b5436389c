"""A copy in any folder is locked with the journal; what lies in the place of a journal, or beside one, is told."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cramp_journal.cli import shared
from cramp_journal.store.copies import second_folders
from cramp_journal.store.file.encryption import salt_of
from tests.cli.conftest import PASSPHRASE, Call


def _backed_up(call: Call, folder: Path) -> Path:
    folder.mkdir()
    assert call("backup", folder).status == 0
    (copy,) = folder.iterdir()
    assert salt_of(copy) is None
    return copy


def test_a_passphrase_reaches_a_backup_in_any_folder(
    call: Call, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = [_backed_up(call, tmp_path.parent / f"{tmp_path.name}-{name}") for name in ("stick", "disk")]
    monkeypatch.setenv(shared.NEW_PASSPHRASE, PASSPHRASE)
    assert call("passphrase").status == 0
    assert salt_of(file) is not None
    assert [salt_of(copy) for copy in copies] == [salt_of(file)] * 2


def test_a_folder_with_a_backup_that_is_not_there_is_named_when_a_passphrase_is_set(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path.parent / f"{tmp_path.name}-stick"
    _backed_up(call, stick)
    stick.rename(stick.with_name(f"{stick.name}-elsewhere"))
    monkeypatch.setenv(shared.NEW_PASSPHRASE, PASSPHRASE)
    assert f"Not there just now: {stick}." in call("passphrase").out


def test_a_folder_into_which_no_backup_can_be_put_is_not_noted(call: Call, tmp_path: Path) -> None:
    assert call("backup", tmp_path / "missing").status == 1
    assert second_folders.all_known() == []


PLACES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a folder": (Path.mkdir, "it is a folder"),
    "a pipe": (os.mkfifo, "it is a pipe"),
    "a device": (lambda place: place.symlink_to("/dev/null"), "it is a device"),
}


@pytest.mark.parametrize(("make", "said"), PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("command", ["copies", "summary"])
def test_what_is_no_file_has_no_copies_and_no_second_name(
    bare_call: Call, tmp_path: Path, make: Callable[[Path], object], said: str, command: str
) -> None:
    place = tmp_path / "journal"
    make(place)
    assert (
        f"cannot be opened: {said}, not a journal. It was left as it is."
        in bare_call("--journal", place, command).sentence
    )


def test_the_copies_of_a_journal_that_a_text_replaced_are_listed(call: Call, file: Path) -> None:
    assert call("backup").status == 0
    file.write_text("no journal", encoding="ascii")
    assert "2 nights" in call("copies").out


BESIDE: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a link": lambda place: place.symlink_to("nowhere"),
}


@pytest.mark.parametrize("make", BESIDE.values(), ids=BESIDE)
@pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
def test_of_what_lies_beside_a_journal_it_is_only_said_that_it_is_to_be_moved_away(
    call: Call, file: Path, make: Callable[[Path], object], end: str
) -> None:
    assert call("backup").status == 0  # so that there would be a copy to restore
    beside = file.with_name(f"{file.name}{end}")
    make(beside)
    said = call("summary").sentence
    assert said == (
        f"The journal {file} was not opened: beside it lies {beside.name}, which is no plain file: move that away"
        " first. Nothing was changed."
    )
    beside.rmdir() if beside.is_dir() else beside.unlink()
    assert call("summary").status == 0
