"""The recipes that cannot be run here: what can be said of them without their systems."""

import ast
import json
import os
import plistlib
import re
import runpy
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from cramp_journal import __version__
from cramp_journal.identity import APP_ID, APP_NAME, FILE_ENDING, MIME_TYPE
from tests.packaging.recipes import PACKAGING, ROOT, recipe

LOCK = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
flatpak, icon_files = recipe("recipe"), recipe("icon_files")


def text_of(name: str) -> str:
    return (PACKAGING / name).read_text(encoding="utf-8")


# ---------------------------------------------------------------- freezing
def test_the_spec_keeps_clear_of_what_breaks_libraries() -> None:
    calls = [node for node in ast.walk(ast.parse(text_of("cramp_journal.spec"))) if isinstance(node, ast.Call)]
    given = {word.arg: ast.unparse(word.value) for call in calls for word in call.keywords if word.arg}
    stripped = [ast.unparse(word.value) for call in calls for word in call.keywords if word.arg == "strip"]
    assert set(stripped) == {"False"}
    assert "unittest" not in given["excludes"]
    assert not any(name.startswith("unittest") for name in recipe("trim").NOT_LOOKED_AT)


def test_what_freezes_is_pinned_with_hashes_for_three_systems() -> None:
    pinned = dict(LOCK.findall(text_of("lock-build.txt")))
    assert {"pyinstaller", "pefile", "macholib"} <= pinned.keys()
    run = dict(LOCK.findall(text_of("lock-run.txt")))
    assert {name: run[name] for name in pinned.keys() & run.keys()} == {
        name: pinned[name] for name in pinned.keys() & run.keys()
    }
    assert text_of("lock-build.txt").count("--hash=sha256:") >= len(pinned)


@pytest.mark.parametrize(("before", "after"), [("", None), ("/opt/lib", "/opt/lib")])
def test_what_the_frozen_program_starts_does_not_load_its_libraries(
    before: str, after: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/cramp-journal/_internal")
    if before:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    runpy.run_path(str(PACKAGING / "freeze/environment.py"))
    assert os.environ.get("LD_LIBRARY_PATH") == after
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


# ---------------------------------------------------------------- Windows
def test_windows_and_macos_get_the_icon_in_every_size_that_they_ask_for(tmp_path: Path) -> None:
    made = icon_files.write_all(tmp_path)
    with Image.open(made["ico"]) as found:
        assert found.info["sizes"] == {(size, size) for size in icon_files.SIZES["ico"]}
    with Image.open(made["icns"]) as found:
        assert max(found.info["sizes"]) == (512, 512, 2)
        skin = found.convert("RGB").getpixel((round(found.width * 0.45), round(found.height * 0.7)))
    assert skin == (0xF2, 0xBF, 0xAB)
    again = icon_files.write_all(tmp_path / "again")
    assert [each.read_bytes() for each in made.values()] == [each.read_bytes() for each in again.values()]


def test_the_details_of_the_program_on_windows_are_its_name_and_version() -> None:
    told = ast.parse(icon_files.details(), mode="eval")
    calls = [node for node in ast.walk(told) if isinstance(node, ast.Call) and ast.unparse(node.func) == "StringStruct"]
    said = dict(tuple(map(ast.literal_eval, call.args)) for call in calls)
    assert (said["ProductName"], said["ProductVersion"]) == (APP_NAME, __version__)
    assert f"filevers=({__version__.replace('.', ', ')}, 0)" in icon_files.details()


def test_the_installer_says_everything_in_four_languages() -> None:
    said = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", text_of("windows/words.nsh"), re.MULTILINE)
    used = set(re.findall(r"\$\((\w+)\)", text_of("windows/cramp-journal.nsi")))
    languages = {"ENGLISH", "GERMAN", "SPANISH", "SIMPCHINESE"}
    assert set(said) == {(name, language) for name in used for language in languages}
    offered = re.findall(r'MUI_LANGUAGE "(\w+)"', text_of("windows/cramp-journal.nsi"))
    assert {each.upper() for each in offered} == languages


def test_the_installer_is_of_this_program_and_its_uninstaller_takes_no_folder_of_the_person() -> None:
    text = text_of("windows/cramp-journal.nsi")
    assert f'"{APP_ID}"' in text
    assert f"\\{FILE_ENDING}" in text
    assert "RequestExecutionLevel user" in text
    assert set(re.findall(r"RMDir /r (.+)", text)) == {'"$INSTDIR\\_internal"'}


@pytest.mark.skipif(shutil.which("makensis") is None, reason="there is no makensis here")
def test_the_installer_compiles_without_a_warning(tmp_path: Path) -> None:
    (tmp_path / "frozen/_internal").mkdir(parents=True)
    for name in ("CrampJournal.exe", "_internal/a"):
        (tmp_path / "frozen" / name).write_text("x", encoding="utf-8")
    icon_files.write_all()
    made = recipe("installer").compiled(tmp_path / "frozen", tmp_path / "out")
    assert made.read_bytes()[:2] == b"MZ"


# ---------------------------------------------------------------- macOS
def test_the_program_on_macos_opens_handed_over_journals_and_asks_for_no_network() -> None:
    about = plistlib.loads(text_of("macos/Info.plist").encode())
    (kind,) = about["UTExportedTypeDeclarations"]
    tags = kind["UTTypeTagSpecification"]
    assert tags == {"public.filename-extension": [FILE_ENDING.lstrip(".")], "public.mime-type": MIME_TYPE}
    assert about["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]
    allowed = plistlib.loads(text_of("macos/entitlements.plist").encode())
    assert all(name.startswith("com.apple.security.cs.") for name in allowed), "only what the hardened runtime needs"


# ---------------------------------------------------------------- AppImage and Flatpak
@pytest.mark.parametrize("name", ["linux/appimage/appimage.sh", "linux/appimage/AppRun", "macos/dmg.sh", "lock.sh"])
def test_the_shell_reads_each_script(name: str) -> None:
    assert subprocess.run(["sh", "-n", PACKAGING / name], check=False).returncode == 0


def test_the_flatpak_is_built_of_files_with_hashes_and_gets_no_network() -> None:
    report = {
        "install": [
            {"download_info": {"url": f"https://files/{name}.whl", "archive_info": {"hashes": {"sha256": "0" * 64}}}}
            for name in ("b", "a")
        ]
    }
    made = flatpak.manifest(flatpak.sources_of(report))
    assert made["id"] == APP_ID
    assert not [each for each in made["finish-args"] if "network" in each or "filesystem" in each]
    libraries, program = made["modules"]
    assert [each["url"] for each in libraries["sources"][:2]] == ["https://files/a.whl", "https://files/b.whl"]
    assert all(re.fullmatch(r"[0-9a-f]{64}", each["sha256"]) for each in libraries["sources"] if "url" in each)
    commands = libraries["build-commands"] + program["build-commands"]
    assert all("--no-index" in each for each in commands if each.startswith("pip3"))
    assert not any("build-args" in json.dumps(each) for each in made["modules"]), "that could share the network"


# ---------------------------------------------------------------- a release
def test_the_release_builds_by_the_same_recipes_and_makes_only_a_draft() -> None:
    text = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    for each in re.findall(r"packaging/[\w/.]+", text):
        assert (ROOT / each).exists(), each
    assert "--draft" in text
    assert set(re.findall(r"run: make ([a-z-]+)", text)) == {"packages"}


def test_the_checklist_names_only_files_and_targets_that_are_there() -> None:
    text = text_of("RELEASING.md")
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"make ([a-z-]+)", text)) <= set(targets)
    assert "back" in text.lower()
    for each in re.findall(r"`((?:packaging|cramp_journal|docs|\.github)/[\w/.-]+)`", text):
        assert (ROOT / each).exists(), each
