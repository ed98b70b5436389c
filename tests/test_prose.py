"""Docstrings and comments are plain active English, and each public name means one thing."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "cramp_journal"
OF_ALEMBIC = PACKAGE / "store" / "schema" / "migrations" / "versions"  # each step has the names that it asks for
BEGINS = {  # how a docstring does not begin, and what it says instead
    "Give": "Return",
    "Gives": "Return",
    "Tell": "Return",
    "Know": "Take",
    "Let": "a verb for what the function does",
    "Say whether": "Return whether",
    "Put behind each other": "Join",
}
BANNED = (  # phrases, as regular expressions
    *(r"stands? again", r"stands? there", r"stands? (?:twice|once)", r"\bhangs? on\b", r"\bby heart\b", r"\bat hand\b"),
    *(r"\bso (?:many|much|long a)\b", r"\bwhat is told\b", r"\b(?:is|are|was|were) told of\b", r"\btells? of\b"),
    *(r"\bhal(?:f|ves) (?:of|a) letters?\b", r"\bparted by\b", r"\bput away\b", r"\bput off\b", r"\bput by\b"),
    *(
        r"\bnobody asks\b",
        r"\bin sight\b",
        r"\bone's own\b",
        r"\bit is one\b",
        r"\bis known of\b",
        r"\bfor looking at\b",
    ),
    *(r"\bof whom\b", r"\bof which each\b", r"\blies in\b", r"\bcall is off\b", r"\bsuch a one\b", r"\bown standing\b"),
)


def _sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _is_command(node: ast.AST) -> bool:
    """Return whether typer shows a function's docstring as the help of a command: people's text, not a developer's."""
    return any(".command(" in ast.unparse(each) for each in getattr(node, "decorator_list", ()))


def _prose(source: str) -> Iterator[tuple[int, str, bool]]:
    """Yield each docstring and comment with its line, and whether it is a docstring."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and not _is_command(node):
            text = ast.get_docstring(node)
            if text:
                yield getattr(node, "lineno", 1), text, True
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string.lstrip("# "), False


def _faults(source: str) -> list[tuple[int, str]]:
    found = []
    for line, text, is_docstring in _prose(source):
        if is_docstring:
            found += [(line, f"begins “{word}”: {to}") for word, to in BEGINS.items() if text.startswith(f"{word} ")]
        flat = " ".join(text.split())
        found += [(line, f"“{match[0]}”") for each in BANNED if (match := re.search(each, flat, re.IGNORECASE))]
    return found


def test_no_docstring_and_no_comment_sounds_translated() -> None:
    faults = {
        f"{file.relative_to(PACKAGE)}:{line}": fault
        for file in _sources()
        for line, fault in _faults(file.read_text(encoding="utf-8"))
    }
    assert faults == {}


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('def f():\n    """Give the rate."""\n', "begins “Give”: Return"),
        ('class A:\n    """A row that\n    hangs on nothing."""\n', "“hangs on”"),
        ("x = 1  # what stands there already\n", "“stands there”"),
        ('"""Let a night stand again."""\n', "begins “Let”: a verb for what the function does"),
    ],
)
def test_each_kind_of_place_is_looked_at(source: str, fault: str) -> None:
    assert fault in [said for _line, said in _faults(source)]


def test_the_help_of_a_command_is_not_taken_for_a_docstring() -> None:
    assert _faults('@app.command("bin")\ndef f():\n    """Give back what stands there."""\n') == []


def _methods(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Yield the public methods of public classes."""
    for each in tree.body:
        if isinstance(each, ast.ClassDef) and not each.name.startswith("_"):
            yield from (m for m in each.body if isinstance(m, ast.FunctionDef) and not m.name.startswith("_"))


def test_only_what_overrides_another_method_has_no_docstring() -> None:
    methods = [m for file in (PACKAGE / "gui").rglob("*.py") for m in _methods(ast.parse(file.read_text("utf-8")))]
    explained = {each.name for each in methods if ast.get_docstring(each)} | {"count", "event", "invalidate", "text"}
    silent = {each.name for each in methods if not ast.get_docstring(each) and each.name.islower()}
    assert silent <= explained


def _public(tree: ast.Module) -> Iterator[str]:
    """Yield the public names that a module defines at its top."""
    for node in tree.body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            names = [node.name]
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]
        else:
            names = []
        yield from (name for name in names if not name.startswith("_"))


@pytest.mark.parametrize(
    "source", ["A, B = 1, 2\n", "A = B = 1\n", "A: int = 1\nB = 2\n", "def A(): ...\nclass B: ...\n"]
)
def test_each_kind_of_name_at_the_top_of_a_module_is_looked_at(source: str) -> None:
    assert list(_public(ast.parse(source))) == ["A", "B"]


def test_no_public_name_stands_for_two_things() -> None:
    places: dict[str, list[str]] = {}
    for file in _sources():
        if file.parent == OF_ALEMBIC:
            continue
        for name in set(_public(ast.parse(file.read_text(encoding="utf-8")))):
            places.setdefault(name, []).append(str(file.relative_to(PACKAGE)))
    assert {name: where for name, where in places.items() if len(where) > 1} == {}
