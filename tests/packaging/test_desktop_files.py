"""What a desktop, a shop of programs and a shell are told of the program, read by their own tools."""

import configparser
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QImage
from typer._click.core import Context  # typer has no public name for it

from cramp_journal import __version__, identity
from cramp_journal.cli.commands import whole_program
from cramp_journal.i18n import LANGUAGES
from cramp_journal.identity import APP_ID

RECIPES = Path(__file__).parent.parent.parent / "packaging" / "linux"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def recipe(name: str) -> ModuleType:
    sys.path.insert(0, str(RECIPES))
    try:
        return __import__(name)
    finally:
        sys.path.remove(str(RECIPES))


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("root") / "usr" / "share"
    recipe("desktop_files").write_all(folder)
    return folder


def run(*call: str | Path, **environment: str) -> str:
    if shutil.which(str(call[0])) is None:
        pytest.skip(f"{call[0]} is not installed here")
    done = subprocess.run(call, capture_output=True, text=True, check=False, env=os.environ | environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# ---------------------------------------------------------------- the menu, and shops of programs
def test_the_desktop_entry_is_what_desktops_expect(share: Path) -> None:
    assert "error" not in run("desktop-file-validate", share / "applications" / f"{APP_ID}.desktop")


def test_the_menu_names_the_program_and_its_two_actions_in_every_language(share: Path) -> None:
    entry = configparser.RawConfigParser(strict=True, delimiters=("=",))
    entry.optionxform = str  # type: ignore[assignment,method-assign] # the names of keys are kept as they are
    entry.read(share / "applications" / f"{APP_ID}.desktop", encoding="utf-8")
    actions = ["Desktop Action CrampNow", "Desktop Action NoCramps"]
    wanted = [(section, key) for section in actions for key in ("Name",)]
    wanted += [("Desktop Entry", key) for key in ("GenericName", "Comment", "Keywords")]
    for section, key in wanted:
        said = {entry[section][key], *(entry[section][f"{key}[{code}]"] for code in LANGUAGES if code != "en")}
        assert len(said) == len(LANGUAGES), (section, key)
    assert [entry[each]["Exec"] for each in actions] == ["cramp-journal --cramp-now", "cramp-journal --no-cramps"]


@pytest.mark.parametrize("website", ["", "https://journal.example"])
def test_what_shops_of_programs_show_is_sound_and_has_addresses_only_with_a_website(
    website: str, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "WEBSITE", website)
    desktop_files = recipe("desktop_files")
    file = tmp_path / f"{APP_ID}.metainfo.xml"
    file.write_text(recipe("templates").filled("metainfo.xml", RELEASES=desktop_files.releases()), encoding="utf-8")
    run("appstreamcli", "validate", "--no-net", file)
    told = ET.parse(file)
    pictures = [each.text for each in told.iter("image")]
    assert pictures == [
        f"{website}/docs/pictures/{name}.png" for name in ("last-night", "trends", "see-a-doctor") if website
    ]
    assert [each.text for each in told.iter("url")] == ([website] if website else [])
    if website:
        assert all((RECIPES.parent.parent / "docs" / f"pictures/{Path(each or '').name}").exists() for each in pictures)


def test_shops_of_programs_show_the_newest_version_and_every_text_in_every_language(share: Path) -> None:
    told = ET.parse(share / "metainfo" / f"{APP_ID}.metainfo.xml")
    assert next(each.get("version") for each in told.iter("release")) == __version__
    for place in ("summary", "description/p", "description/ul/li"):
        texts = told.findall(place)
        english = [each for each in texts if each.get(LANG) is None]
        assert len(texts) == len(english) * len(LANGUAGES)


def test_a_version_that_the_list_of_changes_lacks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    desktop_files = recipe("desktop_files")
    monkeypatch.setattr(desktop_files, "__version__", "99.0")
    with pytest.raises(SystemExit, match="CHANGELOG"):
        desktop_files.releases()


@pytest.mark.parametrize(
    ("program", "written"),
    [
        ("cramp-journal", "cramp-journal"),
        ("/home/anna/My journal/cramp-journal", '"/home/anna/My journal/cramp-journal"'),
        ("/odd/100%/$x", '"/odd/100%%/\\\\$x"'),
    ],
)
def test_a_program_in_a_folder_with_odd_signs_can_be_started_from_the_menu(program: str, written: str) -> None:
    assert recipe("desktop_files").as_argument(program) == written


def test_icons_have_their_sizes_and_show_the_leg_on_the_tile(share: Path) -> None:
    icons = share / "icons" / "hicolor"
    for size in (16, 22, 24, 32, 48, 64, 128, 256, 512):
        image = QImage(str(icons / f"{size}x{size}" / "apps" / f"{APP_ID}.png"))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(0, 0).alpha() == 0
        assert image.pixelColor(round(size * 0.45), round(size * 0.7)).name() == "#f2bfab"
    assert (icons / "scalable" / "apps" / f"{APP_ID}.svg").exists()


def test_what_is_written_twice_is_the_same(share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recipe("desktop_files").write_all(tmp_path)
    names = sorted(each.relative_to(share) for each in share.rglob("*") if each.is_file())
    assert names == sorted(each.relative_to(tmp_path) for each in tmp_path.rglob("*") if each.is_file())
    assert [each for each in names if (share / each).read_bytes() != (tmp_path / each).read_bytes()] == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert recipe("templates").built_on().isoformat() == "2023-11-14"


# ---------------------------------------------------------------- the file type
def test_a_journal_is_known_by_its_ending_and_by_what_is_in_it(share: Path, tmp_path: Path) -> None:
    front = bytearray(b"SQLite format 3\0".ljust(100, b"\0"))
    front[68:72] = b"CrJo"
    (tmp_path / "anna.cramps").write_bytes(b"locked: nothing to be known by")
    (tmp_path / "anna").write_bytes(front)
    (tmp_path / "other").write_bytes(b"SQLite format 3\0".ljust(100, b"\0"))
    look = "from PySide6.QtCore import QMimeDatabase as D; import sys; "
    look += "print(*[D().mimeTypeForFile(each).name() for each in sys.argv[1:]])"
    files = [tmp_path / name for name in ("anna.cramps", "anna", "other")]
    found = run(sys.executable, "-c", look, *files, XDG_DATA_DIRS=f"{share}:/usr/share", XDG_DATA_HOME=str(tmp_path))
    assert found.split()[:2] == [identity.MIME_TYPE] * 2
    assert found.split()[2] != identity.MIME_TYPE


# ---------------------------------------------------------------- the terminal
def commands() -> list[str]:
    program = whole_program()
    return program.list_commands(Context(program))


@pytest.mark.parametrize(
    ("code", "place", "about"),
    [
        ("en", "man1", "journal of night leg cramps"),
        ("de", "de/man1", "Tagebuch nächtlicher Beinkrämpfe"),
        ("es", "es/man1", "diario de calambres nocturnos en las piernas"),
        ("zh", "zh_CN/man1", "夜间腿抽筋日记"),
    ],
)
def test_a_man_page_tells_of_every_command_and_is_found_by_what_it_is_about(
    code: str, place: str, about: str, share: Path
) -> None:
    file = share / "man" / place / "cramp-journal.1"
    assert f'"cramp-journal - {about}"' in run("lexgrog", file)
    read = run("man", "--warnings=w", "-l", file, MANWIDTH="100", LC_ALL="C.UTF-8", LANG="C.UTF-8")
    assert [name for name in commands() if f"   {name} " not in read] == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("re", {"reminder", "report", "remove-invented", "restore", "rescue", "remove"}),
        ("--jour", {"--journal"}),
        ("--journal x.sqlite summ", {"summary"}),
        ("report --pap", {"--paper"}),
        ("report --paper ", {"a4", "letter"}),
        ("paper --lang ", set(LANGUAGES)),
        ("report rep", set()),  # then bash completes the name of a file
    ],
)
def test_bash_completes_commands_options_and_their_values(typed: str, offered: set[str], share: Path) -> None:
    words = ["cramp-journal", *typed.split(" ")]
    quoted = " ".join(shlex.quote(word) for word in words)
    script = f"source {share}/bash-completion/completions/cramp-journal; COMP_WORDS=({quoted})"
    script += f"; COMP_CWORD={len(words) - 1}; _cramp_journal; echo ${{COMPREPLY[*]}}"
    assert set(run("bash", "--norc", "-c", script).split()) == offered


@pytest.mark.parametrize(
    ("typed", "offered"), [("summ", {"summary"}), ("report --pap", {"--paper"}), ("report --paper ", {"a4", "letter"})]
)
def test_fish_completes_commands_options_and_their_values(
    typed: str, offered: set[str], share: Path, tmp_path: Path
) -> None:
    script = f"source {share}/fish/vendor_completions.d/cramp-journal.fish; complete -C 'cramp-journal {typed}'"
    lines = run("fish", "--no-config", "-c", script, HOME=str(tmp_path)).splitlines()
    assert {line.split("\t")[0] for line in lines} == offered


ZSH = """
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "fpath=($1 \\$fpath); autoload -Uz compinit; compinit -D -u; bindkey '^I' complete-word; echo REA''DY"
zpty -r z out '*READY*'
zpty -w -n z "cramp-journal $2"$'\\t'
zpty -w -n z $'\\n'
zpty -w z exit
while zpty -r z out; do print -rn -- $out; done
"""


@pytest.mark.parametrize(("typed", "becomes"), [("summ", "summary"), ("report --pap", "report --paper")])
def test_zsh_completes_commands_and_options(typed: str, becomes: str, share: Path, tmp_path: Path) -> None:
    said = run("zsh", "-f", "-c", ZSH, "zsh", share / "zsh" / "vendor-completions", typed, HOME=str(tmp_path))
    assert f"cramp-journal {becomes}" in said.replace("\a", "")  # it rings where files could follow too
