"""A day to choose."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateEdit, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal import clock
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
    ],
)
def test_a_day_is_typed_as_people_write_it(days: DayChooser, typed: str, meant: date) -> None:
    days.setFocus()
    write(typed)
    assert days.day == meant
    assert not days._field._line.isVisible()


def said(days: DayChooser) -> str:
    return " ".join(each.text() for each in days.findChildren(QLabel) if each.isVisible())


@pytest.mark.parametrize("typed", ["1 Marhc 2026", "31 April 2026", "soon"])
def test_what_is_no_day_stays_in_the_field_with_a_sentence_below_it_and_counts_as_none(
    days: DayChooser, typed: str
) -> None:
    days.setFocus()
    write(typed)
    assert days.day is None
    assert days._field._line.isVisible()
    assert days._field._line.text() == typed
    assert said(days).startswith("This is no day. Write it like ")
    assert "November" in said(days)
    assert days._field.accessibleDescription() == said(days)


def test_a_misread_day_is_said_when_the_field_is_left_and_put_right_where_it_was_left(days: DayChooser) -> None:
    chosen: list[date | None] = []
    days.chosen.connect(lambda: chosen.append(days.day))
    days.setFocus()
    write("21 Novembr 2026")
    assert said(days) == ""  # not while it is typed
    other = days.window().findChild(QLineEdit)
    assert isinstance(other, QLineEdit)
    other.setFocus()
    assert said(days) != ""
    assert chosen == [None]
    days.setFocus()
    QApplication.processEvents()
    assert QApplication.focusWidget() is days._field._line
    for _letter in "r 2026":
        QTest.keyClick(days._field._line, Qt.Key.Key_Backspace)
    assert said(days) == ""
    write("er 2026")
    other.setFocus()
    assert chosen[-1] == DAY  # also the day that was shown before
    assert said(days) == ""


@pytest.mark.parametrize("step", ["A day earlier", "A day later"])
def test_a_step_lets_go_of_a_misread_day(days: DayChooser, step: str) -> None:
    days.setFocus()
    write("1 Marhc")
    assert days.day is None
    (press,) = [each for each in days.findChildren(QPushButton) if each.accessibleName() == step]
    press.click()
    assert days.day == date(2026, 11, 20 if step == "A day earlier" else 22)
    assert said(days) == ""


def test_a_day_before_the_first_one_is_not_taken_for_the_first_one(days: DayChooser) -> None:
    days.setFocus()
    write("1 March 1926")
    assert days.day is None
    assert said(days) == "It cannot be before 1 Jan 2026."


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


def test_a_day_without_a_year_that_is_past_is_not_later_than_the_today_of_when_it_is_typed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chooser = DayChooser("First night", date(1900, 1, 1), DAY, past=True)
    qtbot.addWidget(chooser)
    chooser.show()
    chooser.activateWindow()
    for today, meant in (("2026-11-22T08:00", 2025), ("2026-12-02T08:00", 2026)):  # the window stayed open for days
        moment = datetime.fromisoformat(today)
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        chooser._field.setDate(QDate(2026, 11, 21))
        chooser.setFocus()
        QApplication.processEvents()
        write("1 December")
        assert chooser.day == date(meant, 12, 1)
