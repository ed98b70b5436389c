"""Every text of the window comes from the catalogue: in a language that nobody speaks, no plain letter is left.

Nor do English marks, or blanks, stand between texts: this language has marks of its own.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.text import Text
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableWidget,
    QWidget,
)

from cramp_journal.gui.help.about_card import LICENCES
from tests.gui.conftest import Start
from tests.gui.scenes import (
    ADVICE_PARTS,
    a_journal_of_much,
    cramp_now,
    every_dialog,
    every_page,
    every_trial,
    first_start,
)
from tests.pseudo import PSEUDO, glued, left_in_english, spoken_here

# What the invented person wrote, the names of the languages, and those of libraries with their licences.
_WROTE = (
    "magnesium citrate",
    "magnesium",
    "calcium",
    "vitamin D",
    "furosemide",
    "long car journey",
    "Visitors all week",
)
_NAMES = (*_WROTE, "English", "Deutsch", "Español", *LICENCES.values())
_FINGERPRINT = "(?:[0-9a-f]{4} ){15}[0-9a-f]{4}"  # of the plan of a trial
WRITTEN = re.compile("|".join((_FINGERPRINT, *map(re.escape, _NAMES))), re.IGNORECASE)


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that widgets paint as text by themselves."""
    texts: list[str] = []
    draw: Any = QPainter.drawText

    def note(painter: QPainter, *arguments: Any) -> Any:
        texts.extend(each for each in arguments if isinstance(each, str))
        return draw(painter, *arguments)

    monkeypatch.setattr(QPainter, "drawText", note)
    return texts


def texts_of(shown: QWidget) -> Iterator[str]:
    """Yield every text that a person may read, hear or point at."""
    yield shown.windowTitle()
    for each in (shown, *shown.findChildren(QWidget)):
        if each is shown or each.isVisibleTo(shown):
            yield from (each.toolTip(), each.accessibleName(), each.accessibleDescription())
            yield from _shown_by(each)
    for action in shown.findChildren(QAction):
        yield action.text()


def _shown_by(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    elif isinstance(widget, QListWidget):
        yield from (widget.item(row).text() for row in range(widget.count()))
    elif isinstance(widget, QTableWidget):
        cells = (widget.item(row, column) for row in range(widget.rowCount()) for column in range(widget.columnCount()))
        yield from (cell.text() for cell in cells if cell)
    elif isinstance(widget, FigureCanvasBase):
        yield from (text.get_text() for text in widget.figure.findobj(Text))


def english_in(shown: QWidget, painted: list[str]) -> dict[str, list[str]]:
    shown.grab()
    found = {text: left_in_english(text, WRITTEN) + glued(text) for text in {*texts_of(shown), *painted}}
    painted.clear()
    return {text[:120]: words for text, words in found.items() if words}


@pytest.mark.parametrize("nights", [0, 120])
def test_every_text_of_every_page_and_dialog_comes_from_the_catalogue(
    start: Start, tmp_path: Path, painted: list[str], nights: int
) -> None:
    left: dict[str, dict[str, list[str]]] = {}
    with spoken_here(marks=True):
        program = start(a_journal_of_much(tmp_path / "kept", nights) if nights else None, language=PSEUDO)
        for scenes in (
            every_page(program, ADVICE_PARTS),
            every_dialog(program, tmp_path),
            every_trial(program),
            cramp_now(program),
        ):
            for name, shown in scenes:
                found = english_in(shown, painted)
                if found:
                    left[name] = found
    assert left == {}


def test_every_text_of_the_first_start_comes_from_the_catalogue(start: Start, painted: list[str]) -> None:
    with spoken_here(marks=True):
        _name, shown = first_start(start, language=PSEUDO)
        assert english_in(shown, painted) == {}
