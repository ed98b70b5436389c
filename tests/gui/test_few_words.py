"""Few and plain words: how many stand on the first screen of each page, and which never do."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from cramp_journal.app import Program
from cramp_journal.gui.doctor.emergency_card import EmergencyCard
from tests.builders import a_full_journal
from tests.gui.conftest import Start, settle

MOST_WORDS = 120  # issue 17, point 11
OTHERS = ("calendar", "trends", "helps", "advice", "report", "help")
NEVER = re.compile(
    r"\bfold\b|the rest: no|take them in again|no prompt holds|so it will look|\b(is|are|of them) rough\b",
    re.IGNORECASE,
)


def opened(start: Start, folder: Path, nights: int) -> Program:
    from cramp_journal.demo import invented_journal

    if nights:
        values = invented_journal(nights, 3, date(2026, 11, 21)).model_dump(mode="json")
        for night in values["nights"]:
            night["invented"] = False
        a_full_journal(folder, values).close()
    program = start()
    program.window.resize(1280, 800)
    return program


def seen(page: QWidget) -> list[str]:
    """Give the texts of a page that are seen without scrolling, but for what is to be done in an emergency."""
    texts: list[str] = []
    emergencies = page.findChildren(EmergencyCard)
    for each in page.findChildren(QWidget):
        if not each.isVisible() or each.visibleRegion().isEmpty() or any(c.isAncestorOf(each) for c in emergencies):
            continue
        if isinstance(each, QLineEdit):
            texts.append(each.text() or each.placeholderText())
        elif isinstance(each, QLabel | QPushButton):
            texts.append(each.text())
    return texts


@pytest.mark.parametrize("nights", [0, 400])
def test_few_words_and_plain_ones_stand_on_the_first_screen_of_each_page(
    start: Start, tmp_path: Path, nights: int
) -> None:
    program = opened(start, tmp_path, nights)
    too_many: dict[str, str] = {}
    for page in OTHERS:
        program.window.show_page(page)
        settle()
        texts = seen(program.window.page(page))
        assert [text for text in texts if NEVER.search(text)] == []
        words = [word for text in texts for word in text.split() if any(map(str.isalnum, word))]
        if len(words) > MOST_WORDS:
            too_many[page] = f"{len(words)}: {' '.join(words)}"
    assert too_many == {}


def told_in(file: Path) -> Iterator[str]:
    """Yield each text of a module that is translated, so that people may read it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
            yield from (
                each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )


def test_no_text_of_the_program_has_words_of_its_makers() -> None:
    files = sorted(Path("cramp_journal").rglob("*.py"))
    texts = [text for file in files for text in told_in(file)]
    assert len(texts) > 1500
    assert [text for text in texts if NEVER.search(text)] == []
