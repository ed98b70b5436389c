"""A day to choose."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QDateEdit, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal.gui.widgets.day_chooser import DayChooser

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
DAY = date(2026, 11, 21)


@pytest.fixture
def days(qtbot: QtBot) -> Iterator[DayChooser]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(other := QLineEdit())
    column.addWidget(chooser := DayChooser("Day", date(2026, 1, 1), DAY))
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    other.setFocus()
    yield chooser
    page.hide()  # it lived until here


def roll(chooser: DayChooser) -> None:
    """Turn the wheel one notch over the day."""
    (field,) = chooser.findChildren(QDateEdit)
    place = QPointF(field.rect().center())
    event = QWheelEvent(
        place,
        field.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003
    )
    QApplication.sendEvent(field, event)


def test_the_wheel_changes_no_day_that_has_no_focus(days: DayChooser) -> None:
    roll(days)
    assert days.day == DAY


def test_the_wheel_changes_the_day_that_has_the_focus(days: DayChooser) -> None:
    days.setFocus()
    roll(days)
    assert days.day == date(2026, 11, 22)
