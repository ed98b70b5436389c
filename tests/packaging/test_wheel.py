"""The wheel and the sdist: complete, the same each time, and readable on an index of packages."""

import os
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

from cramp_journal import __version__
from tests.cli.terminal import ROOT

sys.path.insert(0, str(ROOT / "packaging"))
from index_page import away_from_home  # type: ignore[import-not-found]
from notices import copyright_file, license_named, license_texts, needed, texts  # type: ignore[import-not-found]

sys.path.remove(str(ROOT / "packaging"))


def build(folder: Path, mask: int) -> dict[str, bytes]:
    before = os.umask(mask)
    try:
        call = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
        subprocess.run(
            call, cwd=ROOT, check=True, capture_output=True, env=os.environ | {"SOURCE_DATE_EPOCH": "1700000000"}
        )
    finally:
        os.umask(before)
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build(folder, 0o022)
    return folder


def test_what_is_built_twice_is_the_same_byte_for_byte(dist: Path, tmp_path: Path) -> None:
    once = {each.name: each.read_bytes() for each in dist.iterdir()}
    assert build(tmp_path, 0o077) == once
    assert sorted(once) == [f"cramp_journal-{__version__}-py3-none-any.whl", f"cramp_journal-{__version__}.tar.gz"]


def test_the_sdist_has_every_file_of_the_repository(dist: Path) -> None:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("this is no repository of git")
    (file,) = dist.glob("*.tar.gz")
    with tarfile.open(file) as archive:
        there = {each.name.partition("/")[2] for each in archive.getmembers()}
    assert {each for each in done.stdout.splitlines() if (ROOT / each).exists()} - there == set()


def test_the_wheel_has_the_program_its_resources_and_the_licenses_and_nothing_else(dist: Path) -> None:
    (file,) = dist.glob("*.whl")
    with zipfile.ZipFile(file) as wheel:
        names = wheel.namelist()
        entries = wheel.read(f"cramp_journal-{__version__}.dist-info/entry_points.txt").decode()
    assert {each.partition("/")[0] for each in names} == {"cramp_journal", f"cramp_journal-{__version__}.dist-info"}
    assert "cramp_journal/resources/app-icon.svg" in names
    licenses = f"cramp_journal-{__version__}.dist-info/licenses"
    for each in ("LICENSE", "resources/fonts/LICENSE", "resources/fonts/LICENSE-NotoSansSC", "resources/icons/LICENSE"):
        assert f"{licenses}/{each}" in names
    assert "[gui_scripts]\ncramp-journal-window = cramp_journal.__main__:main" in entries


def test_an_index_shows_no_broken_picture_and_no_dead_link(dist: Path) -> None:
    (file,) = dist.glob("*.whl")
    with zipfile.ZipFile(file) as wheel:
        about = message_from_bytes(wheel.read(f"cramp_journal-{__version__}.dist-info/METADATA"))
    text = str(about.get_payload())
    assert (about["Version"], about["Description-Content-Type"]) == (__version__, "text/markdown")
    assert "# Cramp Journal" in text
    assert "](" not in text
    assert about["Project-URL"] is None


def test_with_a_website_the_pictures_and_pages_of_readme_have_their_addresses_there() -> None:
    text = "![Trends](docs/pictures/trends.png)\n[the guide](docs/user-guide.md#keys), [Qt](https://qt.io), [up](#two)"
    assert away_from_home(text, "https://journal.example") == (
        "![Trends](https://journal.example/docs/pictures/trends.png)\n"
        "[the guide](https://journal.example/docs/user-guide.md#keys), [Qt](https://qt.io), up"
    )
    assert away_from_home(text, "") == "the guide, [Qt](https://qt.io), up"


def test_every_package_that_the_program_needs_names_its_license_and_nearly_all_bring_its_text() -> None:
    packages = needed()
    said = {each.name: license_named(each) for each in packages}
    assert said["PySide6_Essentials"].startswith("LGPL-3.0-only")
    assert said["sqlcipher3"].startswith("Zlib")
    assert "pytest" not in said
    assert [each.name for each in packages if each.name == "sqlcipher3" and not license_texts(each)] == []


def test_the_file_of_notices_and_the_copyright_of_the_deb_name_the_same_libraries() -> None:
    packages = needed()
    names = [f"{each.name} {each.version}: " for each in packages]
    for file in (texts(packages), copyright_file(packages)):
        assert [name for name in names if name not in file] == []
        assert "OFL-1.1" in file
    assert "PyInstaller" in copyright_file(packages)
    assert "PyInstaller" not in texts(packages), "a wheel is not frozen"
