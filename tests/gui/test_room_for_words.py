"""Texts of other languages are longer: in none of them is a word cut off, at the largest text in a small window."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget

from tests.gui.conftest import Start
from tests.gui.scenes import a_journal_of_much, cramp_now, every_dialog, every_page, every_trial
from tests.pseudo import PSEUDO, spoken_here

_ENDLESS = 16_777_215  # Qt's largest widget
_RECT_FLAGS_TEXT = 3  # arguments of the kind of `drawText` that knows its room
_BEYOND = 60  # pixels that a page may be wider than a small window at the largest text
_LEADING = 4  # pixels: lines are measured with room for accents that no letter here has


def cut_off(shown: QWidget, text_size: int) -> Iterator[str]:
    """Yield each label and button that has less room than its words need, and each area that scrolls sideways.

    With the largest text in a small window, two pages may be some pixels wider than the window and scroll.
    """
    for each in shown.findChildren(QWidget):
        if not each.isVisibleTo(shown) or not each.isVisible():
            continue
        if isinstance(each, QLabel) and each.text() and each.pixmap().isNull():
            room = each.contentsRect()
            needed = _room_for(each, room.width())
            if needed.width() > room.width() + 1 or needed.height() > room.height() + 1:
                yield f"label {each.text()[:60]!r} needs {_size(needed)}, has {_size(room)}"
        elif isinstance(each, QScrollArea) and each.horizontalScrollBar().maximum() > (
            _BEYOND if text_size == 200 else 0
        ):
            yield f"scrolls sideways by {each.horizontalScrollBar().maximum()}, for {_too_wide(each)}"
        elif isinstance(each, QPushButton) and each.text():
            words = each.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, QPushButton.text(each))
            if words.width() > each.width() or words.height() > each.height():
                yield f"button {each.text()[:60]!r} needs {words.width()}, has {each.width()}"


def _too_wide(area: QScrollArea) -> list[str]:
    """Give the words of what needs more room than an area has."""
    inside, room = area.widget() or area, area.viewport().width()
    return [
        str(each.property("text"))
        for each in inside.findChildren(QPushButton)
        if each.isVisible() and each.minimumSizeHint().width() + each.mapTo(inside, QPoint()).x() > room
    ]


def _room_for(label: QLabel, width: int) -> QRect:
    if label.textFormat() == Qt.TextFormat.RichText or label.text().startswith("<"):
        return QRect(
            0, 0, min(width, label.sizeHint().width()), label.heightForWidth(label.width()) if label.wordWrap() else 0
        )
    flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.AlignmentFlag.AlignLeft
    return label.fontMetrics().boundingRect(
        QRect(0, 0, width if label.wordWrap() else _ENDLESS, _ENDLESS), flags, label.text()
    )


def _size(rect: QRect) -> str:
    return f"{rect.width()}×{rect.height()}"


@pytest.fixture
def squeezed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What widgets paint by themselves into less room than its words need."""
    faults: list[str] = []
    draw: Any = QPainter.drawText

    def measure(painter: QPainter, *arguments: Any) -> Any:
        if len(arguments) == _RECT_FLAGS_TEXT and isinstance(arguments[0], QRect | QRectF):
            rect, flags, text = arguments
            room = rect.toAlignedRect() if isinstance(rect, QRectF) else rect
            needed = painter.fontMetrics().boundingRect(room, int(flags), text)
            if needed.width() > room.width() + 1 or needed.height() > room.height() + _LEADING:
                faults.append(f"painted {text[:60]!r} needs {_size(needed)}, has {_size(room)}")
        return draw(painter, *arguments)

    monkeypatch.setattr(QPainter, "drawText", measure)
    return faults


@pytest.mark.parametrize("text_size", [100, 200])
def test_no_word_of_a_longer_language_is_cut_off(
    start: Start, tmp_path: Path, squeezed: list[str], text_size: int
) -> None:
    faults: dict[str, list[str]] = {}
    with spoken_here():
        program = start(a_journal_of_much(tmp_path / "kept"), language=PSEUDO, text_size=text_size)
        program.window.resize(1024, 700)
        for scenes in (every_page(program), every_dialog(program, tmp_path), every_trial(program), cramp_now(program)):
            for name, shown in scenes:
                squeezed.clear()
                shown.grab()
                found = [*cut_off(shown, text_size), *squeezed]
                if found:
                    faults[name] = sorted(set(found))
    assert faults == {}
