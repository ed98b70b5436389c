"""The .deb, as far as it shows without building it: what it asks of the system, and what it tells of itself."""

import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from cramp_journal import __version__
from cramp_journal.identity import APP_COMMAND as COMMAND
from cramp_journal.identity import APP_ID
from tests.packaging.recipes import PACKAGING, recipe

build, deb, needs = recipe("build"), recipe("deb"), recipe("needs")
needs_dpkg = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="there is no dpkg here")


@pytest.fixture(autouse=True)
def at_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")


@needs_dpkg
def test_it_says_its_version_and_all_that_qt_needs_of_the_system() -> None:
    control = deb.control_file(__version__, 300_000, None)
    fields = dict(line.split(": ", 1) for line in control.splitlines() if re.match(r"[A-Z]", line))
    assert fields["Version"] == __version__
    assert set(needs.loaded_by_qt()) <= set(fields["Depends"].split(", "))
    assert "@" not in control.replace(deb.MAINTAINER, "")


def test_what_qt_needs_is_the_list_of_the_set_up() -> None:
    setup = (PACKAGING / "bootstrap.sh").read_text(encoding="utf-8")
    assert needs.loaded_by_qt()
    assert all(name in setup for name in needs.loaded_by_qt())
    assert set(needs.loaded_by_qt()) <= set(needs.PACKAGE_OF.values())


def test_a_library_that_no_package_is_known_for_stops_the_build() -> None:
    with pytest.raises(SystemExit, match=r"libodd\.so\.3"):
        needs.packages({"libc.so.6", "libodd.so.3"})


def test_the_oldest_glibc_that_will_do_is_asked_for() -> None:
    assert needs.packages({"libc.so.6", "libz.so.1"}, "2.34")[0] == "libc6 (>= 2.34)"
    assert "zlib1g" in needs.packages({"libz.so.1"})


def test_each_override_of_lintian_has_its_reason_above_it() -> None:
    lines = (PACKAGING / "linux/deb/lintian-overrides").read_text(encoding="utf-8").split("\n\n", 1)[1].splitlines()
    assert lines[0].startswith("# ")
    for above, line in pairwise(lines):
        assert line.startswith(("# ", "cramp-journal: ")), line
        assert not (line.startswith("# ") and above.startswith("# ")), "one line is enough"


def test_its_changes_are_those_of_the_list_in_the_form_of_debian() -> None:
    text = deb.changelog("0.0.9")
    assert re.match(r"cramp-journal \(0\.0\.9\) stable; urgency=medium\n\n  \* ", text)
    assert re.search(r"^ -- .+ <.+>  \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$", text, re.MULTILINE)
    assert max(len(line) for line in text.splitlines() if not line.startswith(" -- ")) <= 80


@needs_dpkg
def test_the_same_files_give_the_same_bytes_whenever_they_were_written(tmp_path: Path) -> None:
    made = []
    for name in ("one", "other"):
        root = tmp_path / name / "root"
        (root / "usr/lib").mkdir(parents=True)
        for number in range(20) if name == "one" else reversed(range(20)):
            (root / "usr/lib" / f"file-{number}").write_text("the same", encoding="utf-8")
        deb._set_rights(root)
        (root / "DEBIAN").mkdir(mode=0o755)
        (root / "DEBIAN/control").write_text(deb.control_file("0.0.9", 1, None), encoding="utf-8")
        (root / "DEBIAN/md5sums").write_text(deb.sums(root), encoding="utf-8")
        deb._set_times(root)
        made.append(deb.packed(root, tmp_path / name, "0.0.9", deb.TIGHT).read_bytes())
    assert made[0] == made[1]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A .deb of a program that does nothing, whole but for that."""
    if not all(map(shutil.which, ("dpkg-deb", "objdump"))):
        pytest.skip("there is no dpkg, or no binutils, here")
    folder = tmp_path_factory.mktemp("whole")
    frozen = folder / "frozen"
    (frozen / "_internal").mkdir(parents=True)
    shutil.copy("/bin/true", frozen / COMMAND)
    (frozen / "_internal/base_library.zip").write_bytes(b"a library")
    call: list[str | Path] = [sys.executable, PACKAGING / "linux/deb.py", frozen, folder, "--quick"]
    made = subprocess.run(
        call, check=True, capture_output=True, text=True, env=os.environ | {"SOURCE_DATE_EPOCH": "1795000000"}
    )
    return Path(made.stdout.splitlines()[-1])


def test_unpacked_it_has_the_program_its_menu_its_icon_its_manual_and_nothing_of_a_home(
    whole: Path, tmp_path: Path
) -> None:
    subprocess.run(["dpkg-deb", "--extract", whole, tmp_path], check=True)
    there = {str(each.relative_to(tmp_path)) for each in tmp_path.rglob("*") if not each.is_dir()}
    assert {each.split("/")[0] for each in there} == {"usr"}
    assert {
        f"usr/bin/{COMMAND}",
        f"usr/lib/{COMMAND}/{COMMAND}",
        f"usr/share/applications/{APP_ID}.desktop",
        f"usr/share/icons/hicolor/256x256/apps/{APP_ID}.png",
        f"usr/share/man/man1/{COMMAND}.1.gz",
        f"usr/share/doc/{COMMAND}/third-party-licenses.txt.gz",
    } <= there
    assert (tmp_path / "usr/bin" / COMMAND).resolve() == tmp_path / "usr/lib" / COMMAND / COMMAND
    assert subprocess.run([tmp_path / "usr/bin" / COMMAND], check=False).returncode == 0
    told = (tmp_path / f"usr/share/doc/{COMMAND}/copyright").read_text(encoding="utf-8")
    assert "PySide6_Essentials" in told
    assert "sqlcipher3" in told


def test_it_has_no_script_that_could_touch_a_home_when_it_is_removed(whole: Path, tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "--control", whole, tmp_path], check=True)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["control", "md5sums"]


def test_a_file_that_is_in_one_of_two_builds_only_is_seen(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "same").write_text("same", encoding="utf-8")
    (one / "more").write_text("", encoding="utf-8")
    (one / "unlike").write_text("a", encoding="utf-8")
    (other / "unlike").write_text("b", encoding="utf-8")
    (other / "link").symlink_to("same")
    assert build.differences(one, other) == ["link", "more", "unlike"]


def test_the_table_of_sizes_has_the_largest_first_and_their_sum() -> None:
    table = build.sizes({"little": 2_000_000, "much": 30_000_000}).splitlines()
    assert table[2:] == ["| much | 30.0 |", "| little | 2.0 |", "| together | 32.0 |"]
