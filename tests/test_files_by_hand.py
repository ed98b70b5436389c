"""What is done to files besides writing them whole: put in place, set aside, handed over, read in part, wiped."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.safe_file import (
    begin_private,
    keep_private,
    make_folder,
    move_aside,
    name_aside,
    put_in_place,
    put_where_nothing_is,
    read_small,
    sync_folder,
    target_of,
    wipe,
    write_whole,
)

NOW = datetime(2026, 11, 22, 7, 42, 5)


def rights(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, list[str]]]:
    """What was brought to the disk: its name, its length then, and what stood in its folder."""
    found: list[tuple[str, int, list[str]]] = []
    real = os.fsync

    def note(number: int) -> None:
        real(number)
        there = Path(os.readlink(f"/proc/self/fd/{number}"))
        folder = there if there.is_dir() else there.parent
        length = 0 if there.is_dir() else os.fstat(number).st_size
        found.append((there.name, length, sorted(each.name for each in folder.iterdir())))

    monkeypatch.setattr(os, "fsync", note)
    return found


# ---------------------------------------------------------------- written whole, in spite of the disk
def test_all_bytes_are_on_the_disk_before_the_name_is_given_over(
    tmp_path: Path, synced: list[tuple[str, int, list[str]]]
) -> None:
    write_whole(tmp_path / "report.pdf", b"12345")
    assert synced[0] == ("report.pdf.partial", 5, ["report.pdf.partial"])


def test_a_disk_that_keeps_other_bytes_than_were_written_is_told_and_what_stood_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"old")
    with monkeypatch.context() as failing:
        failing.setattr(Path, "read_bytes", lambda _path: b"ne")
        with pytest.raises(OSError, match="did not arrive") as told:
            write_whole(file, b"new")
    assert told.value.errno == errno.EIO
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"report.pdf": b"old"}


def test_a_folder_in_the_way_is_told_as_one(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"a folder|directory") as told:
        target_of(tmp_path)
    assert told.value.errno == errno.EISDIR


@pytest.mark.parametrize("place", ["/dev/stdin", "/proc/self/maps", "/dev/fd/0"])
def test_nothing_of_the_system_is_written_to_whatever_it_looks_like(place: str) -> None:
    with pytest.raises(OSError, match="plain file"):
        target_of(Path(place))


def test_memory_that_looks_like_a_disk_may_be_written_to(tmp_path: Path) -> None:
    assert target_of(Path("/dev/shm/no such file")) == Path("/dev/shm/no such file")
    assert target_of(tmp_path / "new") == tmp_path / "new"


# ---------------------------------------------------------------- for its owner alone
@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_umask")
def test_folders_and_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    begin_private(tmp_path / "a" / "b" / "file")
    assert [rights(each) for each in (tmp_path / "a" / "b", tmp_path / "a" / "b" / "file")] == [0o700, 0o600]


def test_to_make_a_folder_that_is_there_changes_nothing(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_folder(tmp_path)
    assert rights(tmp_path) == 0o755


def test_each_new_folder_is_brought_to_the_disk(tmp_path: Path, synced: list[tuple[str, int, list[str]]]) -> None:
    make_folder(tmp_path / "a" / "b")
    assert [(name, inside) for name, _length, inside in synced] == [(tmp_path.name, ["a"]), ("a", ["b"])]


def test_to_begin_a_file_leaves_one_that_another_program_made_this_moment(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"theirs")
    begin_private(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"theirs"


@pytest.mark.parametrize(
    ("mode", "kept"), [(0o644, 0o600), (0o777, 0o700), (0o600, 0o600), (0o604, 0o600), (0o400, 0o400)]
)
def test_the_eyes_of_others_are_taken_off_a_file_and_its_owner_keeps_theirs(
    tmp_path: Path, mode: int, kept: int
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "file").chmod(mode)
    keep_private(tmp_path / "file")
    assert rights(tmp_path / "file") == kept


def test_a_file_that_is_gone_needs_no_hiding(tmp_path: Path) -> None:
    keep_private(tmp_path / "none")
    sync_folder(tmp_path / "none")
    wipe(tmp_path / "none")


# ---------------------------------------------------------------- read, but no more than so much
def test_a_file_is_read_up_to_its_most_and_a_larger_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    assert read_small(tmp_path / "file", 5) == b"12345"
    with pytest.raises(OSError, match="too large") as told:
        read_small(tmp_path / "file", 4)
    assert told.value.errno == errno.EFBIG


def test_what_never_ends_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="plain file") as told:
        read_small(tmp_path / "pipe", 5)
    assert told.value.errno == errno.EINVAL


def test_a_pipe_that_takes_the_place_of_a_file_meanwhile_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").touch()
    real = Path.stat
    monkeypatch.setattr(Path, "stat", lambda _path, **how: real(tmp_path / "file", **how))
    with pytest.raises(OSError, match="plain file"):
        read_small(tmp_path / "pipe", 5)


# ---------------------------------------------------------------- set aside
def test_what_makes_no_sense_is_kept_under_a_name_that_says_when(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b"odd")
    aside = move_aside(tmp_path / "settings.json", NOW)
    assert aside.name == "settings.json.damaged-2026-11-22-074205"
    assert aside.read_bytes() == b"odd"
    assert list(tmp_path.iterdir()) == [aside]


def test_nothing_that_was_set_aside_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / "f"
    name_aside(file, NOW).touch()
    assert name_aside(file, NOW).name == "f.damaged-2026-11-22-074205-1"
    name_aside(file, NOW).symlink_to("nowhere")
    assert name_aside(file, NOW).name == "f.damaged-2026-11-22-074205-2"


# ---------------------------------------------------------------- put in place
def _draft(folder: Path, data: bytes = b"new") -> Path:
    draft = folder / "draft"
    draft.write_bytes(data)
    return draft


Put = Callable[[Path, Path], None]
PUTS = pytest.mark.parametrize("put", [put_in_place, put_where_nothing_is])


@PUTS
def test_what_is_put_in_place_is_on_the_disk_before_and_after(
    tmp_path: Path, synced: list[tuple[str, int, list[str]]], put: Put
) -> None:
    put(_draft(tmp_path), tmp_path / "file")
    assert synced == [("draft", 3, ["draft"]), (tmp_path.name, 0, ["file"])]
    assert (tmp_path / "file").read_bytes() == b"new"


def test_what_stood_there_is_replaced_or_stays_as_was_meant(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        put_where_nothing_is(_draft(tmp_path), tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"old"
    assert (tmp_path / "draft").exists()
    put_in_place(tmp_path / "draft", tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"new"


@pytest.fixture
def no_second_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk such as that of a USB stick."""

    def refuse(*_arguments: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("no_second_names")
def test_on_a_disk_without_second_names_nothing_is_written_over_either(tmp_path: Path) -> None:
    put_where_nothing_is(_draft(tmp_path), tmp_path / "file")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
    with pytest.raises(FileExistsError, match="by now") as told:
        put_where_nothing_is(_draft(tmp_path, b"newer"), tmp_path / "file")
    assert told.value.errno == errno.EEXIST
    assert (tmp_path / "file").read_bytes() == b"new"


# ---------------------------------------------------------------- wiped
@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A second name of what is to be wiped, to look at its bytes afterwards."""
    file = tmp_path / "secret"
    file.write_bytes(b"secret" * 1000)
    return file


def _bytes_after(file: Path, **how: Any) -> bytes:
    with file.open("rb") as opened:
        wipe(file, **how)
        return opened.read()


def test_what_is_wiped_is_zeros_and_gone(kept: Path, synced: list[tuple[str, int, list[str]]]) -> None:
    assert _bytes_after(kept) == bytes(6000)
    assert not kept.exists()
    assert synced == [("secret", 6000, ["secret"])]


def test_a_disk_that_takes_a_piece_at_a_time_is_written_to_the_end(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda number, data: real(number, data[:1000]))
    assert _bytes_after(kept) == bytes(6000)


def test_what_has_another_name_left_is_not_written_over(kept: Path) -> None:
    other = kept.with_name("other")
    other.hardlink_to(kept)
    wipe(kept)
    assert not kept.exists()
    assert other.read_bytes() == b"secret" * 1000


def test_what_is_needed_under_another_path_is_not_written_over(kept: Path) -> None:
    assert _bytes_after(kept, unless=kept.parent / "." / kept.name) == b"secret" * 1000
    assert not kept.exists()


def test_what_is_needed_and_another_file_does_not_save_it(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "needed").write_bytes(b"x")
    assert _bytes_after(kept, unless=tmp_path / "needed") == bytes(6000)
    assert (tmp_path / "needed").read_bytes() == b"x"


def test_a_link_is_taken_away_and_what_it_leads_to_stays(kept: Path) -> None:
    link = kept.with_name("link")
    link.symlink_to(kept.name)
    wipe(link)
    assert not link.is_symlink()
    assert kept.read_bytes() == b"secret" * 1000


def test_what_is_no_file_is_left_alone_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    wipe(tmp_path / "pipe")
    wipe(tmp_path / "folder")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "pipe"]


def test_the_name_of_a_draft_is_cut_where_its_ending_would_not_fit(
    tmp_path: Path, synced: list[tuple[str, int, list[str]]]
) -> None:
    for length in (240, 241, 251):
        write_whole(tmp_path / ("n" * length), b"x")
    assert [name for name, _length, _inside in synced[::2]] == [f"{'n' * 240}.partial"] * 3
