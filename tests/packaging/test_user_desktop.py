"""`make desktop`: the program in the person's own menu, only when asked, and out of it again."""

import os
import subprocess
import sys
from pathlib import Path

from cramp_journal.identity import APP_ID, MIME_TYPE
from tests.cli.terminal import ROOT

SCRIPT = ROOT / "packaging" / "linux" / "user_desktop.py"


def make_desktop(share: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, SCRIPT, *arguments],
        env=os.environ | {"XDG_DATA_HOME": str(share)},
        capture_output=True,
        text=True,
        check=False,
    )


def own_files(share: Path) -> list[Path]:
    return [each for each in share.rglob("*") if APP_ID in each.name]


def test_the_menu_gets_the_program_of_this_folder_with_its_icon_and_file_type_and_loses_all_of_it_again(
    tmp_path: Path,
) -> None:
    other = tmp_path / "applications" / "other.desktop"
    other.parent.mkdir()
    other.write_text("[Desktop Entry]\n")
    done = make_desktop(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    entry = (tmp_path / "applications" / f"{APP_ID}.desktop").read_text(encoding="utf-8")
    assert f"Exec={ROOT}/.venv/bin/cramp-journal %f" in entry
    assert MIME_TYPE in entry
    assert {each.suffix for each in own_files(tmp_path)} == {".desktop", ".svg", ".png", ".xml"}
    again = make_desktop(tmp_path, "--remove")
    assert "is no longer in your menu" in again.stdout
    assert own_files(tmp_path) == []
    assert not any(each.suffix == ".png" or "vnd.crampjournal" in each.name for each in tmp_path.rglob("*"))
    assert other.exists()
    assert "was not in your menu" in make_desktop(tmp_path, "--remove").stdout


def test_a_menu_that_cannot_be_written_to_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "share").write_text("a file, no folder")
    done = make_desktop(tmp_path / "share")
    assert done.returncode == 1
    assert "cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
