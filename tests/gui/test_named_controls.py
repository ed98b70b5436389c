"""A text that names something of the window, in “…”, names it as the window does: what is gone is named no more."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cramp_journal.paths import resource

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "cramp_journal"
SAYINGS = PACKAGE / "advice" / "not_followed.py"  # of others: they end with a full stop
NAMED = re.compile("“([A-Z][^”{]*[^”{.])”")


def texts(file: Path) -> Iterator[str]:
    """Give each whole text for people of a module."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
            yield from (str(each.value) for each in node.args if isinstance(each, ast.Constant))


ELSEWHERE = {"CSV UTF-8"}  # what a spreadsheet program calls it
EXAMPLE = re.compile(r"[LR] \w+")  # of what is written on paper: “L calf”
CONTROLS = {  # of the window, and of the notice of the morning
    str(text) for folder in ("gui", "reminder") for file in (PACKAGE / folder).rglob("*.py") for text in texts(file)
}
NAMES = {
    (name, str(file.relative_to(ROOT)))
    for file in PACKAGE.rglob("*.py")
    for text in texts(file)
    for name in NAMED.findall(str(text))
    if name not in ELSEWHERE and not EXAMPLE.match(name)
} | {(name, "triage.json") for name in NAMED.findall(resource("triage.json").read_text(encoding="utf-8"))}


def test_there_are_texts_that_name_something_of_the_window() -> None:
    assert ("What helps", "cramp_journal/advice/tips.py") in NAMES
    assert len(NAMES) > 9


@pytest.mark.parametrize(("name", "where"), sorted(NAMES))
def test_what_a_text_names_is_in_the_window(name: str, where: str) -> None:
    assert name in CONTROLS, where


GUIDE = " ".join((ROOT / "docs" / "user-guide.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("name", sorted(name for name in set(NAMED.findall(GUIDE)) if not EXAMPLE.match(name)))
def test_what_the_guide_names_is_in_the_window(name: str) -> None:
    assert name in CONTROLS
