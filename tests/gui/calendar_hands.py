"""Hands for the tests of the calendar: they find its parts, press its keys and click its cells."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from cramp_journal.app import Program
from cramp_journal.gui.calendar.month_grid import MonthGrid
from cramp_journal.gui.calendar.night_grid import NightGrid
from cramp_journal.gui.calendar.year_grid import YearGrid
from cramp_journal.model import Night
from tests.builders import a_journal, night
from tests.gui.conftest import Start, settle

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
LEFT_BUTTON = Qt.MouseButton.LeftButton
Key = Qt.Key

Show = Callable[..., tuple[Program, QWidget]]


def shower(start: Start, folder: Path) -> Show:
    """Give what shows the calendar of a journal that holds some nights: `show(night, night, text_size=150)`."""

    def show(*nights: Night, **settings: int) -> tuple[Program, QWidget]:
        a_journal(folder, *nights).close()
        program = start(**settings)
        program.window.show_page("calendar")
        program.window.activateWindow()  # or nothing has the keyboard
        settle()
        return program, program.window.page("calendar")

    return show


def nov(day: int, cramps: int = 0, **fields: object) -> Night:
    return night(date(2026, 11, day), cramps, **fields)


def grid_of(page: QWidget) -> NightGrid:
    grids: list[NightGrid] = [*page.findChildren(YearGrid), *page.findChildren(MonthGrid)]
    return next(grid for grid in grids if grid.isVisibleTo(page))


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def named(page: QWidget, name: str) -> QWidget:
    return next(w for w in page.findChildren(QWidget) if w.accessibleName() == name and w.isVisibleTo(page))


def keys(page: QWidget, *pressed: Key, held: Qt.KeyboardModifier = PLAIN) -> str:
    grid = grid_of(page)
    grid.setFocus()
    for key in pressed:
        QTest.keyClick(grid, key, held)
    return grid.said


def click(page: QWidget, evening: date, held: Qt.KeyboardModifier = PLAIN) -> None:
    grid = grid_of(page)
    QTest.mouseClick(grid, LEFT_BUTTON, held, grid.cell(evening).center().toPoint())


def find(page: QWidget, text: str) -> QLineEdit:
    field = named(page, "Find in notes")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    for letter in text:  # QTest's own keyClicks knows no letter with an accent
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, PLAIN, letter))
    settle()
    return field


def rows(page: QWidget) -> list[str]:
    return [b.accessibleName() for b in page.findChildren(QPushButton) if b.isVisibleTo(page) and not b.text()][2:]


def says(inside: QWidget, text: str) -> bool:
    return any(b.text() == text and b.isVisibleTo(inside) for b in inside.findChildren(QPushButton))


def left_out(program: Program) -> list[int]:
    return [each.evening.day for each in program.session.figures() if each.left_out]
