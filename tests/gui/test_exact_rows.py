"""A time of day and a length as people type them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal.gui.widgets.exact_rows import TimeRow, clock_time, seconds_in
from tests.gui.conftest import button, press


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3:10", "03:10"),
        ("03.10", "03:10"),
        ("0310", "03:10"),
        ("3h10", "03:10"),
        ("3", "03:00"),
        (" 23:59 ", "23:59"),
        ("0:00", "00:00"),
        ("٣:١٠", "03:10"),
        ("3.10am", "03:10"),
        ("3 pm", "15:00"),
        ("half three", "03:30"),
    ],
)
def test_a_time_of_day_is_read_as_it_is_typed(typed: str, read: str) -> None:
    assert clock_time(typed) == read


@pytest.mark.parametrize("typed", ["24:10", "24:00", "24", "23:60", "3:1", "12345", "-3", "ten", "11:30", ""])
def test_what_no_clock_shows_is_no_time_of_day(typed: str) -> None:
    assert clock_time(typed) is None


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("2", 120),
        ("2.5", 150),
        ("½", 30),
        ("2:30", 150),
        ("2:59", 179),
        ("2m30s", 150),
        ("2 min 30 sec", 150),
        ("45s", 45),
        ("2 minutes", 120),
        ("999", 59_940),
    ],
)
def test_a_length_is_read_as_it_is_typed(typed: str, seconds: int) -> None:
    assert seconds_in(typed) == seconds


@pytest.mark.parametrize("typed", ["0", "0:00", "0s", "-2", "2:60", "2:3", "1000", "long", "1 to 3", ""])
def test_what_is_no_length_is_none(typed: str) -> None:
    assert seconds_in(typed) is None


# ---------------------------------------------------------------- a time with two meanings
@pytest.fixture
def row(qtbot: QtBot) -> TimeRow:
    made = TimeRow()
    qtbot.addWidget(made)
    press(made, "Time…")
    return made


def typed_into(row: TimeRow, text: str) -> None:
    field = row.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.clear()
    QTest.keyClicks(field, text)


@pytest.mark.parametrize(
    ("answer", "time"), [("11:30 in the morning", "11:30"), ("23:30 at night", "23:30")], ids=["morning", "night"]
)
def test_half_past_eleven_asks_which_half_of_the_day_and_takes_the_answer(row: TimeRow, answer: str, time: str) -> None:
    typed_into(row, "11:30")
    assert row.fault() == "Is that 11:30 in the morning, or 23:30 at night?"
    assert row.values() == {}
    press(row, answer)
    assert row.fault() == ""
    assert row.values() == {"time": time, "time_precision": "exact"}
    assert not any(each.isVisibleTo(row) for each in row._way_buttons)


def test_until_it_is_answered_the_time_that_stood_there_stays(row: TimeRow) -> None:
    row.set_values({"time": "03:10", "time_precision": "exact"})
    typed_into(row, "10.45")
    assert row.values() == {"time": "03:10", "time_precision": "exact"}
    assert row.refused() == "10.45"


def test_a_stored_time_is_shown_without_a_question(row: TimeRow) -> None:
    row.set_values({"time": "11:30", "time_precision": "exact"})
    assert row.fault() == ""
    assert row.values() == {"time": "11:30", "time_precision": "exact"}


def test_a_time_that_is_said_to_be_rough_is_kept_as_rough(row: TimeRow) -> None:
    typed_into(row, "about half three")
    assert row.values() == {"time": "03:30", "time_precision": "about"}


def test_the_answers_are_reached_and_pressed_by_keys(row: TimeRow) -> None:
    typed_into(row, "9:15")
    night: QWidget = button(row, "21:15 in the evening")
    night.setFocus()
    QTest.keyClick(night, Qt.Key.Key_Space)
    assert row.values()["time"] == "21:15"
