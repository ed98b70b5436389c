"""Wherever a day is typed: what cannot be read is said beside the field, stays in it, and nothing is saved."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateEdit, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.gui.doctor.prompt_answers import PromptAnswers
from cramp_journal.gui.last_night.courses_dialog import CoursesDialog
from cramp_journal.gui.trends.move_dialog import MoveDialog
from cramp_journal.gui.widgets.day_chooser import DayChooser
from tests.gui.conftest import Start, button, press, settle, words
from tests.gui.test_check_in import opened  # noqa: F401 - a fixture
from tests.gui.test_sign_details import kept, ticked
from tests.gui.test_window import demo

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
TODAY = date(2026, 11, 22)
MISREAD = "This is no day. Write it like "


def write(chooser: DayChooser, text: str) -> None:
    """Type over the day that is shown."""
    chooser.setFocus()
    QTest.keyClicks(chooser._field, text[0])
    QTest.keyClicks(chooser._field._line, text[1:])


def typed(chooser: DayChooser) -> str:
    """Return what stands in the field, typed and not understood; "" if a day is shown."""
    (field,) = chooser.findChildren(QDateEdit)
    lines = [each for each in field.findChildren(QLineEdit) if each.isVisible() and each is not field.lineEdit()]
    return lines[0].text() if lines else ""


def told(inside: QWidget) -> str:
    return " ".join(each.text() for each in inside.findChildren(QLabel) if each.isVisible())


@pytest.fixture
def parent(qtbot: QtBot) -> Iterator[QWidget]:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    yield page
    page.hide()


def test_since_when_a_sign_is_there(opened: Program) -> None:  # noqa: F811
    details = ticked(opened)
    press(details, "on a day I know")
    write(details._day, "1 Marhc")
    press(details, "Since that day")
    assert kept(opened) == {}
    assert MISREAD in words(details)
    assert typed(details._day) == "1 Marhc"


def test_since_when_a_sign_is_gone(opened: Program) -> None:  # noqa: F811
    details = ticked(opened)
    write(details._gone, "31 April")
    press(details, "Gone since that day")
    assert kept(opened) == {}
    assert MISREAD in words(details)
    assert typed(details._gone) == "31 April"


def test_the_day_of_an_appointment(parent: QWidget, qtbot: QtBot) -> None:
    answers = PromptAnswers([], TODAY)
    qtbot.addWidget(answers)
    answers.show()
    answers._appointment.show()
    said: list[object] = []
    answers.answered.connect(lambda *each: said.append(each))
    write(answers._day, "2 Decembr")
    press(answers, "Keep this day")
    assert said == []
    assert MISREAD in told(answers)
    assert typed(answers._day) == "2 Decembr"
    QTest.keyClicks(answers._day._field._line, "x")  # the caret stands where it stood
    answers._day._field._line.setText("2 December")
    press(answers, "Keep this day")
    assert said == [("appointment", {"appointment_on": date(2026, 12, 2)})]


def test_the_evening_to_which_a_night_is_moved(parent: QWidget) -> None:
    dialog = MoveDialog(parent, date(2026, 11, 20), TODAY, ())
    dialog.show()
    moved: list[date] = []
    dialog.moved.connect(moved.append)
    write(dialog._day, "1 Marhc")
    press(dialog, "Move it")
    assert (moved, dialog.isVisible()) == ([], True)
    assert MISREAD in told(dialog)
    assert "It will be the night of" not in told(dialog)
    assert not button(dialog, "Move it").isEnabled()
    dialog._day._field._line.setText("1 March")
    dialog._day._field._line.editingFinished.emit()
    press(dialog, "Move it")
    assert moved == [date(2026, 3, 1)]


def test_the_day_from_which_something_is_taken(parent: QWidget) -> None:
    dialog = CoursesDialog(parent, [], TODAY, "")
    dialog.show()
    added: list[object] = []
    dialog.course_added.connect(added.append)
    QTest.keyClicks(dialog._substance, "zinc")
    press(dialog, "Since a day that I know…")
    write(dialog._day, "1 Marhc")
    press(dialog, "Add from that day on")
    assert added == []
    assert MISREAD in told(dialog)
    assert "Not added yet: see what is marked below." in told(dialog)
    assert (typed(dialog._day), dialog._substance.text()) == ("1 Marhc", "zinc")


def test_the_nights_of_a_report(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start(demo(tmp_path, 60))
    program.window.show_page("report")
    page = program.window.page("report")
    settle()
    asked: list[object] = []

    def ask(*of: object) -> tuple[str, str]:
        asked.append(of)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    press(page, "Dates…")
    first, last = (each for each in page.findChildren(DayChooser) if each.isVisible())
    write(first, "1 Octobr")
    press(page, "Save PDF…")
    settle()
    assert asked == []
    assert MISREAD in words(page)
    assert "Not made yet: a day under “Nights” cannot be read." in words(page)
    assert typed(first) == "1 Octobr"
    first._field._line.setText("1 October")
    QApplication.processEvents()
    press(page, "Save PDF…")
    assert len(asked) == 1
    assert page._choices().period.first == date(2026, 10, 1)  # type: ignore[attr-defined]
    assert last.day is not None
