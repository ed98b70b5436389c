"""README and docs: short, with links that lead somewhere, and true to the tree."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cramp_journal.cli.commands import whole_program

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
LONGEST_README = 120  # lines
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_PLACE = re.compile(r"`((?:\.)?(?:[\w.-]+/)*[\w.-]+\.(?:py|json|typ|qss|toml|sh|txt|md|yml|yaml))(?:::([\w.]+))?`")
_MADE = (".fhir.json", "journal.sqlite", "000N_WHAT.py", "NAME_page.py")  # what a sentence invents or the program makes
_EXTERNAL = ("http://", "https://", "mailto:")


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _anchors(page: Path) -> set[str]:
    """Give the anchors of a page, as public forges make them of its headings."""
    heads = re.findall(r"^#+ (.*)$", _FENCED.sub("", _text(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.strip().lower()).replace(" ", "-") for head in heads}


def _broken(page: Path, text: str) -> list[str]:
    broken = []
    for link in _LINK.findall(_FENCED.sub("", text)):
        if link.startswith(_EXTERNAL):
            continue
        name, _hash, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        leads = target.exists() and ROOT in (target, *target.parents)
        if not leads or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    return broken


@pytest.mark.parametrize("name", NAMES)
def test_each_link_leads_to_a_file_and_a_heading_that_are_there(name: str) -> None:
    assert _broken(ROOT / name, _text(ROOT / name)) == []


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("[a](docs/safety.md#the-promise) ![b](docs/pictures/trends.png) [c](https://example.org/none)", []),
        ("[a](docs/none.md)", ["docs/none.md"]),
        ("[a](docs/safety.md#no-such-heading)", ["docs/safety.md#no-such-heading"]),
        ("![a](docs/pictures/none.png)", ["docs/pictures/none.png"]),
        ("[a](#no-such-heading)", ["#no-such-heading"]),
        ("[a](../elsewhere.md)", ["../elsewhere.md"]),
        ("```\n[a](docs/none.md)\n```", []),
    ],
)
def test_a_link_that_leads_nowhere_is_found(text: str, broken: list[str]) -> None:
    assert _broken(ROOT / "README.md", text) == broken


def test_readme_is_short() -> None:
    assert len(_text(ROOT / "README.md").splitlines()) <= LONGEST_README


def test_each_page_is_named_by_readme_and_each_picture_is_shown() -> None:
    linked = set(_LINK.findall(_text(ROOT / "README.md")))
    assert {name for name in NAMES if name != "README.md"} <= linked
    shown = {(page.parent / link).resolve() for page in PAGES for link in _LINK.findall(_text(page))}
    assert [each.name for each in sorted((ROOT / "docs" / "pictures").iterdir()) if each not in shown] == []


# ---------------------------------------------------------------- true to the tree
@cache
def _files() -> list[str]:
    folders = ("cramp_journal", "tests", "benchmarks", "packaging", "resources", "docs", ".github", ".ci")
    found = [*ROOT.glob("*.*"), *(file for folder in folders for file in (ROOT / folder).rglob("*"))]
    return [
        f"/{file.relative_to(ROOT).as_posix()}" for file in found if file.is_file() and "__pycache__" not in file.parts
    ]


def _places() -> Iterator[tuple[str, str, str]]:
    for name in NAMES:
        if name != "CHANGELOG.md":
            for place, symbol in _PLACE.findall(_FENCED.sub("", _text(ROOT / name))):
                yield name, place, symbol


def test_each_file_that_is_named_is_there() -> None:
    there = _files()
    lost = [
        f"{page}: {place}"
        for page, place, _symbol in _places()
        if not place.endswith(_MADE) and not any(file.endswith(f"/{place}") for file in there)
    ]
    assert lost == []


def test_each_function_that_is_named_is_there() -> None:
    named = [(page, place, symbol) for page, place, symbol in _places() if symbol]
    assert len(named) > 20
    lost = [f"{page}: {place}::{symbol}" for page, place, symbol in named if symbol not in _symbols(place)]
    assert lost == []


@cache
def _symbols(place: str) -> set[str]:
    found: set[str] = set()
    for file in _files():
        if file.endswith(f"/{place}"):
            found |= set(_defined(ast.parse(_text(ROOT / file[1:])).body))
    return found


def _defined(body: list[ast.stmt], within: str = "") -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield within + node.name
            if isinstance(node, ast.ClassDef):
                yield from _defined(node.body, f"{node.name}.")
        elif isinstance(node, ast.Assign):
            names = [each for target in node.targets for each in ast.walk(target) if isinstance(each, ast.Name)]
            yield from (within + each.id for each in names)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield within + node.target.id


def test_the_map_names_each_part_of_the_package() -> None:
    text = _text(ROOT / "docs" / "architecture.md")
    tree = text[text.index("```") : text.index("```", text.index("```") + 3)]
    parts = {file.stem for file in (ROOT / "cramp_journal").iterdir() if file.suffix == ".py" or file.is_dir()}
    gui = {folder.name for folder in (ROOT / "cramp_journal" / "gui").iterdir() if folder.is_dir()}
    named = set(re.findall(r"\w+", tree))
    assert sorted((parts | gui) - {"__init__", "__pycache__"} - named) == []


def test_each_target_that_is_named_is_one_of_make_and_each_is_explained() -> None:
    made = set(re.findall(r"^([a-z-]+):.*## ", _text(ROOT / "Makefile"), re.MULTILINE)) - {"help"}
    named = {name for page in PAGES for name in re.findall(r"`make ([a-z-]+)", _text(page))}
    assert named <= made
    assert made <= set(re.findall(r"`make ([a-z-]+)", _text(ROOT / "CONTRIBUTING.md")))


def test_each_command_stands_in_the_guide() -> None:
    guide = _text(ROOT / "docs" / "user-guide.md")
    commands = whole_program().commands
    assert len(commands) > 20
    assert [name for name in commands if f"`{name}" not in guide] == []


def test_figures_stand_with_the_day_and_the_command_that_printed_them() -> None:
    for name in ("performance.md", "statistics.md"):
        text = _text(ROOT / "docs" / name)
        assert re.search(r"\d{1,2} November 2026", text), name
        assert "`make bench" in text, name
