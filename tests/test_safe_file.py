"""How a whole file is written: for its owner alone, over what stands there with its rights, and only over a file."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.safe_file import make_ready, target_of, write_whole


@pytest.fixture(autouse=True, params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def rights(file: Path) -> str:
    return oct(stat.S_IMODE(file.stat().st_mode))


def test_a_new_file_is_its_owners_alone_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "report.pdf", b"%PDF")
    assert rights(tmp_path / "report.pdf") == "0o600"
    assert [each.name for each in tmp_path.iterdir()] == ["report.pdf"]


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o666, 0o600, 0o444, 0o755])
def test_a_file_that_is_saved_over_keeps_its_rights(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"old")
    file.chmod(mode)
    write_whole(file, b"new")
    assert (file.read_bytes(), rights(file)) == (b"new", oct(mode))


def test_a_file_of_another_group_is_not_opened_to_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"old")
    file.chmod(0o664)
    real = Path.stat

    def of_another_group(self: Path, **how: Any) -> os.stat_result:
        found = real(self, **how)
        if self != file:
            return found
        return os.stat_result([*found[:5], found.st_gid + 1, *found[6:]])

    def refuse(*_arguments: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "stat", of_another_group)
    monkeypatch.setattr(os, "chown", refuse)
    write_whole(file, b"new")
    monkeypatch.undo()
    assert (file.read_bytes(), rights(file)) == (b"new", "0o604")


def test_through_a_link_the_file_that_it_leads_to_is_written(tmp_path: Path) -> None:
    there, link, dangling = tmp_path / "there.pdf", tmp_path / "link.pdf", tmp_path / "dangling.pdf"
    there.write_bytes(b"old")
    there.chmod(0o640)
    link.symlink_to("there.pdf")
    dangling.symlink_to("new.pdf")
    for each in (link, dangling):
        write_whole(each, b"new")
        assert each.is_symlink()
    assert (there.read_bytes(), rights(there)) == (b"new", "0o640")
    assert ((tmp_path / "new.pdf").read_bytes(), rights(tmp_path / "new.pdf")) == (b"new", "0o600")


def test_a_second_name_of_a_file_keeps_what_was_there(tmp_path: Path) -> None:
    file, other = tmp_path / "report.pdf", tmp_path / "other.pdf"
    file.write_bytes(b"old")
    other.hardlink_to(file)
    write_whole(file, b"new")
    assert (file.read_bytes(), other.read_bytes()) == (b"new", b"old")


@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "link to a device", "loop", "what is open"])
def test_what_is_no_file_is_refused_at_once_and_stays(tmp_path: Path, kind: str) -> None:
    places = {"device": Path("/dev/null"), "what is open": Path("/dev/stdout")}
    out = places.get(kind, tmp_path / "out.pdf")
    if kind == "pipe":
        os.mkfifo(out)
    elif kind == "folder":
        out.mkdir()
    elif kind == "link to a device":
        out.symlink_to("/dev/full")
    elif kind == "loop":
        out.symlink_to(out.name)
    before = sorted(tmp_path.iterdir())
    for act in (lambda: write_whole(out, b"x"), lambda: make_ready(out), lambda: target_of(out)):
        with pytest.raises(OSError, match=r"plain file|folder|directory|links"):
            act()
    assert sorted(tmp_path.iterdir()) == before
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("name", [f"{'n' * 251}.pdf", f"{'é' * 125}.pdf", f"{'夜' * 80}.pdf"])
def test_a_name_as_long_as_a_disk_takes_is_not_too_long(tmp_path: Path, name: str) -> None:
    write_whole(tmp_path / name, b"x")
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_private_file_closes_one_that_was_open(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_bytes(b"seen by all")
    file.chmod(0o644)
    write_whole(file, b"secret", private=True)
    assert rights(file) == "0o600"


def test_a_draft_that_somebody_laid_there_as_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"precious")
    (tmp_path / "out.pdf.partial").symlink_to("other")
    write_whole(tmp_path / "out.pdf", b"new")
    assert (tmp_path / "other").read_bytes() == b"precious"


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """What was brought to the disk: a file or a folder, and which names stood in its folder at that moment."""
    found: list[tuple[str, list[str]]] = []
    real = os.fsync

    def note(number: int) -> None:
        real(number)
        there = Path(os.readlink(f"/proc/self/fd/{number}"))
        folder = there if there.is_dir() else there.parent
        found.append(("folder" if there.is_dir() else there.name, sorted(each.name for each in folder.iterdir())))

    monkeypatch.setattr(os, "fsync", note)
    return found


def test_a_power_cut_after_it_was_written_brings_back_nothing_old(
    tmp_path: Path, synced: list[tuple[str, list[str]]]
) -> None:
    """First the bytes go to the disk under another name, then the new name in the folder does."""
    write_whole(tmp_path / "report.pdf", b"new")
    assert synced == [("report.pdf.partial", ["report.pdf.partial"]), ("folder", ["report.pdf"])]


def test_a_file_made_ready_for_another_to_fill_is_private_and_one_that_stands_is_left(tmp_path: Path) -> None:
    make_ready(tmp_path / "new.pdf")
    assert rights(tmp_path / "new.pdf") == "0o600"
    (tmp_path / "new.pdf").write_bytes(b"kept")
    (tmp_path / "new.pdf").chmod(0o644)
    make_ready(tmp_path / "new.pdf")
    assert ((tmp_path / "new.pdf").read_bytes(), rights(tmp_path / "new.pdf")) == (b"kept", "0o644")
