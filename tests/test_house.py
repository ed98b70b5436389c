"""The rules of the house: what reading the code alone would not hold."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cramp_journal.exchange import journal_json
from cramp_journal.palette import PALETTES, Palette
from cramp_journal.paths import resource

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "cramp_journal"
FOLDERS = ("cramp_journal", "tests", "benchmarks", "packaging")
LONGEST, LONGEST_MAIN_WINDOW = 400, 250  # lines
BIRTHPLACES_OF_GOD_OBJECTS = {
    *("utils", "common", "helpers", "core", "base"),
    *("services", "managers", "controllers"),
}
MAY_CATCH_ALL = {PACKAGE / "gui" / "tasks.py", PACKAGE / "gui" / "crash.py"}
HEAVY = (
    *("sqlmodel", "sqlalchemy", "pydantic", "alembic", "numpy"),
    *("matplotlib", "scipy", "typst", "typer", "xlsxwriter", "fhir", "nacl"),
)
HANDED = {  # what may not be called without the folder that the person chose for copies, and how many words it is then
    "Journal": 3,
    "Copies": 3,
    "unlock": 3,
    "refuse_foreign_without_copies": 2,
    "set_passphrase": 4,
    "remove_passphrase": 3,
    "rescue": 3,
    "rescue_journal": 3,
    "restore": 5,
    "restore_copy": 5,
}
OF_A_GIVEN_FILE = {"backups", "resource", "true_path", "where_it_lies", "CLAIM"}  # or of what ships with the program
LOCKED = re.compile(r"[\w.-]+==[\w.]+( ; [^:/@]+)?( +--hash=sha256:[0-9a-f]{64})+")
LIGHT = (
    "cramp_journal.store.journal.first_look, cramp_journal.words, cramp_journal.settings, cramp_journal.labels,"
    " cramp_journal.palette"
)


def _sources(*folders: str) -> list[Path]:
    return sorted(file for folder in folders or FOLDERS for file in (ROOT / folder).rglob("*.py"))


def _trees(*folders: str) -> Iterator[tuple[Path, ast.AST]]:
    for file in _sources(*folders):
        yield file, ast.parse(file.read_text(encoding="utf-8"), str(file))


def _place(file: Path, node: ast.AST) -> str:
    return f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def test_no_file_is_longer_than_the_wall() -> None:
    lengths = {file.relative_to(ROOT): len(file.read_text(encoding="utf-8").splitlines()) for file in _sources()}
    assert lengths
    wall = {PACKAGE.relative_to(ROOT) / "gui" / "main_window.py": LONGEST_MAIN_WINDOW}
    assert {file: n for file, n in lengths.items() if n > wall.get(file, LONGEST)} == {}


def test_no_module_is_a_birthplace_of_god_objects() -> None:
    names = {file: {file.stem, *file.relative_to(ROOT).parts[:-1]} for file in _sources()}
    assert [file for file, parts in names.items() if parts & BIRTHPLACES_OF_GOD_OBJECTS] == []


def test_only_tasks_and_the_crash_hook_catch_everything() -> None:
    caught = [
        _place(file, node)
        for file, tree in _trees("cramp_journal")
        if file not in MAY_CATCH_ALL
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    ]
    assert caught == []


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    """Tell whether errors end here; one that is raised again after tidying up does not."""
    if any(isinstance(node, ast.Raise) and node.exc is None for node in handler.body):
        return False
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {kind.id for kind in kinds if isinstance(kind, ast.Name)}
    return handler.type is None or bool(names & {"Exception", "BaseException"})


def test_whoever_opens_a_journal_hands_it_the_folder_that_the_person_chose_for_copies() -> None:
    calls = [
        (_place(file, node), len(node.args) >= HANDED[node.func.id] or "second" in {each.arg for each in node.keywords})
        for file, tree in _trees("cramp_journal/cli", "cramp_journal/gui")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in HANDED
    ]
    assert len(calls) > 10
    assert [place for place, is_handed in calls if not is_handed] == []


def test_the_store_asks_for_the_folders_of_the_program_in_one_place_only() -> None:
    asked = [
        _place(file, node)
        for file, tree in _trees("cramp_journal/store")
        if file != PACKAGE / "store" / "file" / "notes.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and _asks_for_folders(node)
    ]
    assert asked == []


def _asks_for_folders(node: ast.ImportFrom) -> bool:
    names = {each.name for each in node.names}
    if node.module == "cramp_journal":
        return "paths" in names
    return node.module == "cramp_journal.paths" and not names <= OF_A_GIVEN_FILE


def test_no_text_for_people_is_an_f_string() -> None:
    wrong = [
        _place(file, node)
        for file, tree in _trees("cramp_journal")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext")
        if not all(_is_found_by_babel(text) for text in node.args[: 1 if node.func.id == "_" else 2])
    ]
    assert wrong == []


def _is_found_by_babel(text: ast.expr) -> bool:
    return isinstance(text, ast.Constant) and isinstance(text.value, str)


@pytest.mark.parametrize("purpose", ["run", "dev"])
def test_each_package_is_locked_by_hash_and_comes_from_no_address_of_its_own(purpose: str) -> None:
    lock = (ROOT / "packaging" / f"lock-{purpose}.txt").read_text(encoding="utf-8")
    pins = lock.replace("\\\n", "").splitlines()
    assert len(pins) > 40
    assert [pin for pin in pins if not LOCKED.fullmatch(pin)] == []


def test_what_the_program_needs_has_the_same_version_for_those_who_work_on_it() -> None:
    pins = {purpose: _pins(ROOT / "packaging" / f"lock-{purpose}.txt") for purpose in ("run", "dev")}
    assert pins["run"] < pins["dev"]


def _pins(lock: Path) -> set[str]:
    return {line for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line}


def test_the_schema_that_ships_is_the_one_that_the_program_checks_by() -> None:
    shipped = resource("cramp-journal.schema.json").read_text(encoding="utf-8")
    assert shipped == json.dumps(journal_json.schema(), indent=1, ensure_ascii=False) + "\n"


def test_what_the_first_paint_needs_loads_nothing_heavy() -> None:
    code = f"import sys, {LIGHT}; print(*sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


# ---------------------------------------------------------------- colours
TEXTS = [
    *(("text", ground) for ground in ("ground", "card", "accent_soft", "cramp_soft", "clear", "warn_soft")),
    *(("quiet", ground) for ground in ("ground", "card")),
    *(("side_text", ground) for ground in ("side", "side_chosen")),
    *(("cramp_text", ground) for ground in ("ground", "card", "cramp_soft")),
    *(("on_accent", "accent"), ("on_cramp", "cramp")),
]
MARKS = [
    (mark, ground)
    for mark in ("line", "accent", "cramp", "clear_mark", "warn", "focus")
    for ground in ("card", "ground")
] + [("clear_mark", "clear"), ("warn", "warn_soft"), ("cramp", "cramp_soft"), ("accent", "accent_soft")]


def _luminance(colour: str) -> float:
    """Give the relative luminance of "#rrggbb", as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _too_close(palette: Palette, pairs: list[tuple[str, str]], least: float) -> dict[str, float]:
    found = {
        f"{front} on {back}": round(_contrast(getattr(palette, front), getattr(palette, back)), 2)
        for front, back in pairs
    }
    return {pair: contrast for pair, contrast in found.items() if contrast < least}


def test_contrast_is_computed_as_wcag_does() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_text_stands_at_seven_to_one_on_its_ground(palette: Palette) -> None:
    shades = {
        f"on_shades[{at}] on shades[{at}]": round(_contrast(text, shade), 2)
        for at, (text, shade) in enumerate(zip(palette.on_shades, palette.shades, strict=True))
    }
    close = _too_close(palette, TEXTS, 7) | {pair: contrast for pair, contrast in shades.items() if contrast < 7}
    assert close == {}


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_marks_stand_at_three_to_one_on_their_ground(palette: Palette) -> None:
    assert _too_close(palette, MARKS, 3) == {}
