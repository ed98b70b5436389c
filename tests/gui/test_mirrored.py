"""A language that is read from right to left mirrors the whole window."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal.gui.calendar.month_grid import MonthGrid
from cramp_journal.gui.calendar.night_grid import Choice, NightGrid
from cramp_journal.gui.calendar.weeks_grid import WeeksGrid
from cramp_journal.gui.calendar.year_grid import YearGrid
from cramp_journal.gui.frame import LOG
from cramp_journal.gui.theme import icon, style_sheet
from cramp_journal.gui.widgets.chips import Chip, ChipRow
from cramp_journal.gui.widgets.window_language import speak
from cramp_journal.palette import LIGHT
from tests.builders import EVENING
from tests.gui.conftest import Start
from tests.gui.held import held
from tests.gui.scenes import a_journal_of_much, every_dialog, every_page, every_trial
from tests.pseudo import MIRRORED, spoken_here


def left_to_right(shown: QWidget) -> list[str]:
    return [
        f"{type(each).__name__} {each.accessibleName()}"
        for each in shown.findChildren(QWidget)
        if each.isVisible() and each.layoutDirection() != Qt.LayoutDirection.RightToLeft
    ]


def test_every_page_and_dialog_is_mirrored(start: Start, tmp_path: Path) -> None:
    faults: dict[str, list[str]] = {}
    with spoken_here(MIRRORED):
        program = start(a_journal_of_much(tmp_path / "kept"), language=MIRRORED)
        window = program.window
        assert window.sidebar.mapTo(window, QPoint()).x() > window.page(LOG).mapTo(window, QPoint()).x()
        for scenes in (every_page(program), every_dialog(program, tmp_path), every_trial(program)):
            for name, shown in scenes:
                found = left_to_right(shown)
                if found:
                    faults[name] = found
    assert faults == {}


@pytest.fixture
def mirrored(qtbot: QtBot) -> Iterator[QtBot]:
    with spoken_here(MIRRORED):
        speak(MIRRORED, "")
        yield qtbot
    speak("en", "")


@pytest.mark.parametrize("kind", [MonthGrid, WeeksGrid, YearGrid])
def test_a_calendar_begins_at_the_right_and_each_night_is_where_it_is_drawn(
    mirrored: QtBot, kind: type[NightGrid]
) -> None:
    grid = kind(Choice(EVENING, EVENING))
    mirrored.addWidget(grid)
    grid.show_nights({}, EVENING + timedelta(days=40))
    grid.resize(700, grid.sizeHint().height())
    first, last = grid.evenings()
    for back in range((last - first).days + 1):
        evening = first + timedelta(days=back)
        assert grid.at(grid.cell(evening).center().toPoint()) == evening
    assert grid.cell(first).x() > grid.width() / 2 or kind is MonthGrid
    evening = first.replace(day=10)
    assert grid.cell(evening).x() > grid.cell(evening + timedelta(days=1)).x() or evening.weekday() == 5


def test_the_left_key_leads_to_the_next_night(mirrored: QtBot) -> None:
    grid = MonthGrid(Choice(EVENING, EVENING))
    mirrored.addWidget(grid)
    assert grid.after(Qt.Key.Key_Left) == EVENING + timedelta(days=1)
    assert grid.after(Qt.Key.Key_Right) == EVENING - timedelta(days=1)


def test_choices_begin_at_the_right_and_the_left_key_leads_to_the_next_one(mirrored: QtBot) -> None:
    row = held(mirrored, ChipRow("", [(1, "one"), (2, "two"), (3, "three")]))
    row.resize(600, 60)
    QApplication.processEvents()
    one, two, three = row.findChildren(Chip)
    assert one.x() > two.x() > three.x()
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Left)
    assert two.hasFocus()


def test_arrows_point_back_and_on_and_the_edge_of_a_card_is_where_it_begins(mirrored: QtBot) -> None:
    mirrored_back = icon("chevron-left", "#000000").pixmap(22).toImage()
    assert "border-left" not in style_sheet(LIGHT, 1.0)
    speak("en", "")
    assert icon("chevron-right", "#000000").pixmap(22).toImage() == mirrored_back
    assert "border-left" in style_sheet(LIGHT, 1.0)
