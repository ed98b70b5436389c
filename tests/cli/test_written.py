"""What a call writes is its owner's alone, and is written to a file or not at all."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Call

WRITTEN = {
    "report.pdf": ("report",),
    "all.json": ("export",),
    "all.csv": ("export",),
    "all.xlsx": ("export",),
    "all.fhir.json": ("export",),
    "form.pdf": ("paper",),
    "demo.sqlite": ("demo",),
}
EACH = pytest.mark.parametrize("name", WRITTEN)
OVER = pytest.mark.parametrize("name", [name for name in WRITTEN if name != "demo.sqlite"])


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def rights(file: Path) -> str:
    return oct(stat.S_IMODE(file.stat().st_mode))


@EACH
def test_what_is_written_is_its_owners_alone(call: Call, tmp_path: Path, name: str) -> None:
    assert call(*WRITTEN[name], tmp_path / name).status == 0
    assert rights(tmp_path / name) == "0o600"


@OVER
def test_a_file_that_is_saved_over_keeps_its_rights(call: Call, tmp_path: Path, name: str) -> None:
    for mode in (0o644, 0o640):
        (tmp_path / name).write_bytes(b"old")
        (tmp_path / name).chmod(mode)
        assert call(*WRITTEN[name], tmp_path / name).status == 0
        assert (tmp_path / name).read_bytes() != b"old"
        assert rights(tmp_path / name) == oct(mode)


@OVER
@pytest.mark.parametrize("kind", ["pipe", "folder", "link to a device"])
def test_what_is_no_file_is_refused_before_anything_is_done(call: Call, tmp_path: Path, name: str, kind: str) -> None:
    out = tmp_path / name
    if kind == "pipe":
        os.mkfifo(out)
    elif kind == "folder":
        out.mkdir()
    else:
        out.symlink_to("/dev/full")
    said = call("--journal", tmp_path / "not there.sqlite", *WRITTEN[name], out)
    assert f"{out} cannot be written: " in said.sentence
    assert not (tmp_path / "not there.sqlite").exists()


@pytest.mark.parametrize("out", ["/dev/full", "/dev/null", "/dev/stdout", "/proc/self/fd/1"])
def test_a_device_is_no_place_for_a_report(call: Call, out: str) -> None:
    assert call("report", out).sentence == f"{out} cannot be written: it is no plain file. Nothing was changed."


def test_the_journal_is_not_written_over_through_a_link(call: Call, tmp_path: Path, file: Path) -> None:
    before = file.read_bytes()
    (tmp_path / "link.pdf").symlink_to(file)
    (tmp_path / "second name.pdf").hardlink_to(file)
    for name in ("link.pdf", "second name.pdf"):
        said = call("report", tmp_path / name)
        assert said.status == 1
        assert f"{tmp_path / name} is the journal itself" in said.err.splitlines()[-1]
    assert file.read_bytes() == before
