"""A day to choose."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
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


def write(text: str) -> None:
    """Type letter after letter, each into what has the focus by then."""
    for letter in text:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, letter)


def test_the_wheel_changes_no_day_that_has_no_focus(days: DayChooser) -> None:
    roll(days)
    assert days.day == DAY


def test_the_wheel_changes_the_day_that_has_the_focus(days: DayChooser) -> None:
    days.setFocus()
    roll(days)
    assert days.day == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1 March 2026", date(2026, 3, 1)),
        ("15 mar 2026", date(2026, 3, 15)),
        ("March 1, 2026", date(2026, 3, 1)),
        ("2026-03-01", date(2026, 3, 1)),
        ("13.3.2026", date(2026, 3, 13)),
        ("1 March", date(2026, 3, 1)),
        ("30.4.", date(2026, 4, 30)),
        ("1 Marhc 2026", DAY),
        ("31 April 2026", DAY),
    ],
)
def test_a_day_is_typed_as_people_write_it_and_what_is_no_day_changes_nothing(
    days: DayChooser, typed: str, meant: date
) -> None:
    days.setFocus()
    write(typed)
    assert days.day == meant
    assert not days._field._line.isVisible()


def test_the_field_beside_takes_the_keys_from_a_typed_day_and_the_day_stands(days: DayChooser) -> None:
    days.setFocus()
    write("1 May 2026")
    other = days.window().findChild(QLineEdit)
    assert isinstance(other, QLineEdit)
    other.setFocus()
    assert days._field.date().toPython() == date(2026, 5, 1)


def test_a_day_without_a_year_is_the_next_one_where_this_year_is_too_early(qtbot: QtBot) -> None:
    chooser = DayChooser("Day of the appointment", DAY, DAY)
    qtbot.addWidget(chooser)
    chooser.show()
    chooser.activateWindow()
    chooser.setFocus()
    QApplication.processEvents()
    write("5 January")
    assert chooser.day == date(2027, 1, 5)
