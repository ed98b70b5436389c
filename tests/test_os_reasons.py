"""Reasons of the system are said in the person's language, everywhere, and never in the system's own words."""

import ast
import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cramp_journal.errors import FileFault
from cramp_journal.i18n import LANGUAGES, speaking
from cramp_journal.os_reasons import os_reason
from cramp_journal.store.file.reasons import reason_of

PACKAGE = Path(__file__).parent.parent / "cramp_journal"
OF_OTHERS = {"OSError", "PermissionError", "UNREADABLE", "DBAPIError", "JSONDecodeError", "Error", "ValidationError"}
ALLOWED = {
    ("study/figures.py", "on_duckdb"): "DuckDB's own words, for whoever studies data; docs/translating.md says so",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_usual_reasons_are_said_in_the_language(code: str) -> None:
    kinds = ("ENOSPC", "EROFS", "EACCES", "ENOENT", "EISDIR", "ENAMETOOLONG", "ELOOP", "EMLINK", "EIO", "EDQUOT")
    with speaking("en"):
        english = [os_reason(OSError(getattr(errno, kind), "in the system's words")) for kind in kinds]
    with speaking(code):
        said = [os_reason(OSError(getattr(errno, kind), "in the system's words")) for kind in kinds]
        rare = os_reason(OSError(9999, "in the system's words"))
        none = os_reason(OSError("a text of a library"))
    assert len(set(said)) == len(kinds)
    assert (said == english) == (code == "en")
    assert "9999" in rare
    assert all("words" not in each and "library" not in each for each in (*said, rare, none))


def test_a_file_in_use_on_windows_is_no_lack_of_permission() -> None:
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    assert os_reason(error) == "there is no permission for that"
    error.winerror = 32  # type: ignore[attr-defined] # on Windows it has one
    assert os_reason(error) == "another program is using it"


def test_a_fault_that_the_program_found_keeps_its_own_reason() -> None:
    assert os_reason(FileFault(errno.EIO, "it did not arrive")) == "it did not arrive"


@pytest.mark.parametrize("said", ["disk I/O error", "database is locked", "database disk image is malformed"])
def test_what_sqlite_says_is_said_in_plain_words(said: str) -> None:
    assert said not in reason_of(Exception(said))
    assert reason_of(Exception("no such table: x")) == "the database says “no such table: x”"


def test_nobody_prints_what_the_system_says() -> None:
    """If this fails: `os_reason(error)`, or in the store `reason_of(error)`."""
    found = [
        f"cramp_journal/{name}:{line}"
        for file in sorted(PACKAGE.rglob("*.py"))
        for name in [file.relative_to(PACKAGE).as_posix()]
        for line, place in raw_reasons(file.read_text(encoding="utf-8"))
        if (name, place) not in ALLOWED
    ]
    assert found == []


def raw_reasons(source: str) -> Iterator[tuple[int, str]]:
    """Give the line and the function of each use of an error's own text, where the error is another one than ours."""
    for node, place in _with_its_function(ast.parse(source), ""):
        if isinstance(node, ast.Attribute) and node.attr == "strerror":
            yield node.lineno, place
        if isinstance(node, ast.ExceptHandler) and node.name and OF_OTHERS & set(_caught(node)):
            yield from ((line, place) for line in _said(node, node.name))


def _with_its_function(node: ast.AST, place: str) -> Iterator[tuple[ast.AST, str]]:
    yield node, place
    inner = node.name if isinstance(node, ast.FunctionDef) else place
    for child in ast.iter_child_nodes(node):
        yield from _with_its_function(child, inner)


def _caught(handler: ast.ExceptHandler) -> Iterator[str]:
    for each in ast.walk(handler.type) if handler.type else ():
        if isinstance(each, ast.Name | ast.Attribute):
            yield each.id if isinstance(each, ast.Name) else each.attr


def _said(handler: ast.ExceptHandler, name: str) -> Iterator[int]:
    """Give the lines on which a handler says its error: `str(error)`, `{error}`, `format(reason=error)`."""
    looked_at = {id(inside) for each in ast.walk(handler) if isinstance(each, ast.Compare) for inside in ast.walk(each)}
    for node in ast.walk(handler):
        if id(node) in looked_at:
            continue
        match node:
            case ast.Call(func=ast.Name(id="str" | "repr"), args=[ast.Name(id=said)]) if said == name:
                yield node.lineno
            case ast.FormattedValue(value=ast.Name(id=said)) if said == name:
                yield node.lineno
            case ast.keyword(value=ast.Name(id=said)) if said == name:
                yield node.value.lineno


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("def f():\n try: g()\n except OSError as e:\n  say(e.strerror)", [4]),
        ("def f():\n try: g()\n except (OSError, ValueError) as e:\n  say(str(e))", [4]),
        ("def f():\n try: g()\n except sqlite.Error as e:\n  say(_('{why}').format(why=e))", [4]),
        ("def f():\n try: g()\n except OSError as e:\n  say(os_reason(e))", []),
        ("def f():\n try: g()\n except OSError as e:\n  if 'busy' in str(e): g()", []),
        ("def f():\n try: g()\n except JournalError as e:\n  say(str(e))", []),
    ],
)
def test_the_rule_finds_an_errors_own_words_and_nothing_else(source: str, lines: list[int]) -> None:
    assert [line for line, _place in raw_reasons(source)] == lines


def test_the_folder_of_a_file_that_is_missing_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught:  # noqa: PT011 - what is caught is what is looked at
        os.listdir(tmp_path / "nowhere")
    assert os_reason(caught.value) == "it is not there"
