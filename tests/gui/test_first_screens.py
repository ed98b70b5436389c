"""What stands on the first screen of the pages that look back: few words, no alarm, nothing cut off."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from cramp_journal.app import Program
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card
from cramp_journal.gui.widgets.number_table import NumberTable, WrappedTable
from tests.builders import a_full_journal
from tests.gui.conftest import Start, press, settle

MOST_WORDS = 120  # issue 17, point 11


def opened(start: Start, folder: Path, page: str, nights: int = 400, **settings: int) -> tuple[Program, QWidget]:
    from cramp_journal.demo import invented_journal

    values = invented_journal(nights, 3, date(2026, 11, 21)).model_dump(mode="json")
    for night in values["nights"]:
        night["invented"] = False
    a_full_journal(folder, values).close()
    program = start(**settings)
    program.window.resize(1280, 800)
    program.window.show_page(page)
    settle()
    return program, program.window.page(page)


def seen(window: QWidget) -> list[str]:
    """Give the texts that are seen without scrolling."""
    found: list[str] = []
    for each in window.findChildren(QWidget):
        if not each.isVisible() or each.visibleRegion().isEmpty():
            continue
        if isinstance(each, QLineEdit):
            found.append(each.placeholderText())
        elif isinstance(each, QLabel | QPushButton):
            found.append(each.text())
    return found


@pytest.mark.parametrize("page", ["calendar", "trends", "helps"])
@pytest.mark.parametrize("nights", [5, 40, 400])
def test_few_words_stand_on_the_first_screen(start: Start, tmp_path: Path, page: str, nights: int) -> None:
    program, _page = opened(start, tmp_path, page, nights)
    words = [word for text in seen(program.window) for word in text.split() if any(map(str.isalnum, word))]
    assert len(words) <= MOST_WORDS, " ".join(words)


@pytest.mark.parametrize("view", ["Year", "Month", "4 weeks", "List"])
def test_the_calendar_is_whole_on_a_window_of_1280_by_800(start: Start, tmp_path: Path, view: str) -> None:
    _program, page = opened(start, tmp_path, "calendar")
    press(page, *([view] if view != "Year" else []))
    settle()
    (scroll,) = [each for each in page.findChildren(QScrollArea) if each.isAncestorOf(page.findChildren(Card)[0])]
    assert (scroll.verticalScrollBar().maximum(), scroll.horizontalScrollBar().maximum()) == (0, 0)


@pytest.mark.parametrize("page", ["trends", "helps"])
def test_what_is_found_stands_on_neutral_ground(start: Start, tmp_path: Path, page: str) -> None:
    _program, shown = opened(start, tmp_path, page)
    finding = next(each for each in shown.findChildren(Card) if each.property("role") == "finding")
    ground = finding.grab().toImage().pixelColor(finding.width() // 2, 6)
    assert ground == QColor(theme().palette.card)


@pytest.mark.parametrize("text_size", [100, 200])
def test_no_table_cuts_its_heads_or_cells(start: Start, tmp_path: Path, text_size: int) -> None:
    program, page = opened(start, tmp_path, "trends", text_size=text_size)
    press(page, "Table")
    settle()
    tables = [each for each in page.findChildren(WrappedTable) if each.isVisibleTo(page)]
    assert len(tables) >= 4
    for table in tables:
        assert isinstance(table, NumberTable) or table.verticalScrollBar() is not None
        for column in range(table.columnCount()):
            head = table.horizontalHeaderItem(column)
            room = QRect(0, 0, table.columnWidth(column) - 12, 10_000)
            for text, high, of in (
                (head.text() if head else "", table.horizontalHeader().height(), table.horizontalHeader()),
                *(
                    (item.text(), table.rowHeight(row), table)
                    for row in range(table.rowCount())
                    if (item := table.item(row, column))
                ),
            ):
                assert of.fontMetrics().boundingRect(room, 0x1000, text).height() <= high, text
    program.window.close()
