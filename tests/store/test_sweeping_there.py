"""What lies in folders of the person's choice is brought under the lock by another process: nobody here waits for one
that does not answer, or so much as looks at it, and one that answers again is caught up with."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.store.copies import apart, second_folders
from cramp_journal.store.copies.apart import SilentFolder
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file.encryption import salt_of
from cramp_journal.store.recovery import upkeep
from cramp_journal.store.recovery.passphrase import lock_copies, remove_passphrase, set_passphrase
from tests.builders import TODAY
from tests.store.conftest import PASSPHRASE

OTHER = "five other words of ours"

pytestmark = pytest.mark.usefixtures("quick_key")


def _folder(file: Path, name: str) -> Path:
    """Make a folder of copies beside the journal, with a copy of this program and one that was made by hand."""
    folder = file.parent / name
    folder.mkdir()
    shutil.copy(file, folder / "by hand.sqlite")
    Copies(file, second=folder).daily(TODAY)
    return folder


@contextmanager
def _silent(folder: Path) -> Iterator[list[str]]:
    """Let a folder not answer, and give what was asked of it."""
    asked: list[str] = []
    real = apart.run_task

    def run(of: Path, task: dict[str, Any], **more: Any) -> Any:
        if of == folder:
            asked.append(task["do"])
            raise SilentFolder
        return real(of, task, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "run_task", run)
        yield asked


@contextmanager
def _noted(folder: Path) -> Iterator[list[str]]:
    """Note each look of this process at a folder, or at what is in it."""
    found: list[str] = []

    def noting(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def look(path: Any = ".", *some: Any, **more: Any) -> Any:
            if isinstance(path, str | os.PathLike) and Path(path).is_relative_to(folder):
                found.append(f"{name} {path}")
            return real(path, *some, **more)

        return look

    with pytest.MonkeyPatch.context() as patch:
        for name in ("stat", "lstat", "listdir", "scandir", "readlink", "open"):
            patch.setattr(os, name, noting(name, getattr(os, name)))
        yield found


def _salts(folder: Path) -> set[bytes | None]:
    return {salt_of(each) for each in folder.rglob("*.sqlite")}


def test_a_former_folder_that_does_not_answer_is_asked_once_and_named_once(file: Path) -> None:
    share, stick = _folder(file, "share"), _folder(file, "stick")
    old = set_passphrase(file, PASSPHRASE, second=stick).key
    assert old is not None
    assert _salts(stick) | _salts(share) == {old.salt}
    with _silent(share) as asked:
        done = set_passphrase(file, OTHER, old, stick)
    assert asked == ["sweep"]
    assert done.key is not None
    assert (done.left, done.whole, done.missing) == ([], [], [share])
    assert _salts(stick) == {done.key.salt}
    assert _salts(share) == {old.salt}


def test_what_was_left_plain_in_a_folder_that_hung_is_locked_when_it_answers(file: Path) -> None:
    share = _folder(file, "share")
    with _silent(share) as asked:
        done = set_passphrase(file, PASSPHRASE, second=share)
        assert (done.left, done.missing) == ([], [share])
        assert done.key is not None
        mine = Copies(file, done.key, share)
        (told,) = upkeep.daily(mine, TODAY)
        assert "does not answer" in told
    assert asked == ["sweep", "daily", "sweep"]
    assert _salts(share) == {None}
    assert upkeep.daily(mine, TODAY) == []
    assert _salts(share) == {done.key.salt}


def test_this_process_does_not_so_much_as_look_at_a_chosen_folder(file: Path) -> None:
    share = _folder(file, "share")
    file.with_name("a way there").symlink_to(share / "by hand.sqlite")
    with _silent(share), _noted(share) as looks:
        done = set_passphrase(file, PASSPHRASE, second=share)
        assert done.key is not None
        mine = Copies(file, done.key, share)
        mine.listed()
        upkeep.daily(mine, TODAY)
        remove_passphrase(file, done.key)
    assert looks == []
    assert second_folders.all_known() == [share]


def test_what_was_stranded_under_the_same_words_is_caught_up_with(file: Path) -> None:
    share = _folder(file, "share")
    old = set_passphrase(file, PASSPHRASE, second=share).key
    with _silent(share):
        newer = set_passphrase(file, PASSPHRASE, old, share).key
    assert old is not None
    assert _salts(share) == {old.salt}
    done = set_passphrase(file, PASSPHRASE, newer, share)
    assert done.key is not None
    assert (done.left, done.missing) == ([], [])
    assert _salts(share) == {done.key.salt}


def test_a_folder_in_which_nothing_changed_is_not_read_again_that_day(file: Path) -> None:
    share = _folder(file, "share")
    key = set_passphrase(file, PASSPHRASE, second=share).key
    mine = Copies(file, key, share)
    for folder in (share, *share.iterdir()):
        if folder.is_dir():
            os.utime(folder, (1_600_000_000, 1_600_000_000))
    lock_copies(mine)
    plain = share / "by hand.sqlite"
    plain.write_bytes(b"{}" + bytes(1024))  # in place: the names in the folder are as they were
    seen: list[dict[str, int]] = []
    real = apart.run_task

    def run(of: Path, task: dict[str, Any], **more: Any) -> Any:
        seen.append(task.get("seen", {}))
        return real(of, task, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "run_task", run)
        lock_copies(mine)
    assert [str(share) in each for each in seen] == [True]


def test_a_task_of_any_length_reaches_the_other_process(file: Path, tmp_path: Path) -> None:
    task = {"do": "salt", "file": str(file), "rows": ["0" * 32] * 50_000}
    assert apart.run_task(tmp_path, task, first=60) is None
