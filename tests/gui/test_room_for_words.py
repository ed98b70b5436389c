"""Texts of other languages are longer: in none of them is a word cut off, at the largest text in a small window."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget

from cramp_journal.i18n import _
from tests.builders import EVENING, a_journal, night
from tests.gui.conftest import Start, settle
from tests.gui.scenes import a_journal_of_much, cramp_now, every_dialog, every_page, every_trial
from tests.pseudo import PSEUDO, spoken_here

_ENDLESS = 16_777_215  # Qt's largest widget
_RECT_FLAGS_TEXT = 3  # arguments of the kind of `drawText` that knows its room
_LEADING = 4  # pixels: lines are measured with room for accents that no letter here has


def cut_off(shown: QWidget) -> Iterator[str]:
    """Yield each label and button that has less room than its words need, and each area that scrolls sideways."""
    for each in shown.findChildren(QWidget):
        if not each.isVisibleTo(shown) or not each.isVisible():
            continue
        if isinstance(each, QLabel) and each.text() and each.pixmap().isNull():
            room = each.contentsRect()
            needed = _room_for(each, room.width())
            if needed.width() > room.width() + 1 or needed.height() > room.height() + 1:
                yield f"label {each.text()[:60]!r} needs {_size(needed)}, has {_size(room)}"
        elif isinstance(each, QScrollArea) and each.horizontalScrollBar().maximum() > 0:
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
        for each in (*inside.findChildren(QPushButton), *inside.findChildren(QLabel))
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


@pytest.mark.parametrize(
    ("language", "text_size", "size"),
    [
        *((PSEUDO, text_size, (1024, 700)) for text_size in (100, 200)),
        *((language, 100, (1366, 768)) for language in ("de", "es", "zh")),
        *((language, 200, (1024, 700)) for language in ("de", "es")),
    ],
)
def test_no_word_of_a_longer_language_is_cut_off(
    start: Start, tmp_path: Path, squeezed: list[str], language: str, text_size: int, size: tuple[int, int]
) -> None:
    faults: dict[str, list[str]] = {}
    with spoken_here() if language == PSEUDO else nullcontext():
        program = start(a_journal_of_much(tmp_path / "kept"), language=language, text_size=text_size)
        program.window.resize(*size)
        more = (every_dialog(program, tmp_path), every_trial(program), cramp_now(program)) if language == PSEUDO else ()
        for scenes in (every_page(program), *more):
            for name, shown in scenes:
                squeezed.clear()
                shown.grab()
                found = [*cut_off(shown), *squeezed]
                if found:
                    faults[name] = sorted(set(found))
    assert faults == {}


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
@pytest.mark.parametrize("language", ["de", "es", "zh"])
@pytest.mark.parametrize("text_size", [100, 125, 200])
def test_whatever_the_head_of_a_night_says_the_page_does_not_scroll_sideways(
    start: Start, tmp_path: Path, text_size: int, language: str, size: tuple[int, int]
) -> None:
    a_journal(tmp_path, night(EVENING - timedelta(days=30))).close()
    program = start(tmp_path / "journal.sqlite", language=language, text_size=text_size)
    program.window.resize(*size)
    settle()
    page = program.window.log_page
    bar, least = page._scroll.horizontalScrollBar(), []
    for evening in (EVENING, EVENING - timedelta(days=30)):
        program.window.open_night(evening)
        for said in (page.header.said, _("Letters were typed, but no field had the keys: nothing was logged.")):
            page.header.say(said)
            settle()
            assert bar.maximum() == 0
            least.append(page.header._walk.geometry().topLeft())
    assert len(set(least)) == 1  # nothing moves


@pytest.mark.parametrize("language", ["en", "de", "es", "zh"])
def test_a_pressing_line_leaves_both_answers_in_sight_at_the_largest_text(
    start: Start, tmp_path: Path, language: str
) -> None:
    long_cramp = {"time": "03:10", "seconds": 640}
    a_journal(tmp_path, night(EVENING, cramps=[long_cramp])).close()
    program = start(tmp_path / "journal.sqlite", language=language, text_size=200)
    program.window.resize(1024, 700)
    settle()
    page, line = program.window.log_page, program.window.notice
    assert line.isVisible()
    page.see_top()
    end = page.states.cramps.mapTo(program.window, QPoint(0, page.states.cramps.height())).y()
    assert end <= line.mapTo(program.window, QPoint()).y()
