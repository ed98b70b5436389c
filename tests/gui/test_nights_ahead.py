"""Nights after today: logged in one start with a wrong clock. They are marked, and can be moved and removed."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateEdit, QDialog

from cramp_journal import clock
from cramp_journal.app import Program
from tests.builders import a_journal, night
from tests.gui.conftest import Start, button, press, press_letter, settle, words

LAST, AHEAD, FURTHER = date(2026, 11, 21), date(2036, 3, 1), date(2037, 5, 9)
CRAMPS = [{"side": "left", "muscle": "calf", "pain": 6}]


@pytest.fixture
def ahead(start: Start, tmp_path: Path) -> Program:
    """A journal with a night of this month, and two that were logged by a clock that was years ahead."""
    nights = night(date(2026, 11, 18)), night(AHEAD, CRAMPS, note="ours"), night(FURTHER)
    a_journal(tmp_path, *nights, today=date(2040, 1, 1)).close()
    return start()


def test_nights_after_today_are_told_and_the_way_to_them_is_the_night_after(ahead: Program) -> None:
    page = ahead.window.log_page
    assert "The journal has nights after today. Is the clock of this computer right?" in words(page)
    for evening in (date(2026, 11, 22), AHEAD, FURTHER):
        QTest.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        assert page.evening == evening
    assert not page.header.later.isEnabled()
    for evening in (AHEAD, date(2026, 11, 22), LAST):
        QTest.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert page.evening == evening


def test_a_night_after_today_is_marked_edited_and_undone(ahead: Program) -> None:
    page = ahead.window.log_page
    ahead.window.open_night(AHEAD)
    assert "Night to come Sat 1 → Sun 2 March 2036" in words(page)
    assert "This night is after today" in words(page)
    press(page, "alcohol")
    page.flush()
    found = ahead.session.night(AHEAD)
    assert found is not None
    assert (found["alcohol"], found["note"]) == (True, "ours")
    assert "Not saved" not in words(page)
    ahead.window.open_night(LAST)
    assert "This night is after today" not in words(page)


def test_a_night_after_today_is_removed_and_brought_back(ahead: Program) -> None:
    page = ahead.window.log_page
    ahead.window.open_night(AHEAD)
    press(page, "Remove it")
    assert ahead.session.night(AHEAD) is None
    assert [each.evening for each in ahead.session.journal().bin()] == [AHEAD]
    press(page, "Undo")
    found = ahead.session.night(AHEAD)
    assert found is not None
    assert found["note"] == "ours"


def move(program: Program, to: date) -> QDialog:
    press(program.window.log_page, "Move it…")
    dialog = program.window.findChild(QDialog)
    assert isinstance(dialog, QDialog)
    dialog.findChildren(QDateEdit)[0].setDate(QDate(to.year, to.month, to.day))
    return dialog


def test_a_night_after_today_is_moved_to_its_evening_in_one_step_of_undo(ahead: Program) -> None:
    ahead.window.open_night(AHEAD)
    press(move(ahead, LAST), "Move it")
    settle()
    assert ahead.window.log_page.evening == LAST
    found = ahead.session.night(LAST)
    assert found is not None
    assert (found["cramps"], found["note"]) == (CRAMPS, "ours")
    assert ahead.session.night(AHEAD) is None
    press(ahead.window.log_page, "Undo")
    assert ahead.session.night(LAST) is None
    found = ahead.session.night(AHEAD)
    assert found is not None
    assert found["note"] == "ours"


@pytest.mark.parametrize(
    ("to", "said"), [(date(2026, 11, 18), "recorded already"), (date(2026, 12, 1), "still to come")]
)
def test_a_night_is_moved_over_no_other_and_to_no_day_to_come(ahead: Program, to: date, said: str) -> None:
    ahead.window.open_night(AHEAD)
    dialog = move(ahead, to)
    assert said in words(dialog)
    assert not button(dialog, "Move it").isEnabled()
    press(dialog, "Cancel")
    assert ahead.session.night(AHEAD) is not None


def test_the_calendar_walks_to_the_last_recorded_night_and_says_that_it_is_after_today(ahead: Program) -> None:
    ahead.window.show_page("calendar")
    page: Any = ahead.window.page("calendar")
    for _year in range(12):
        page._later.click()
    assert page._choice.evening == FURTHER
    page._go(AHEAD)
    assert "after today" in page._grid.said
    assert "This night is after today" in words(page)
    assert not page.grab().isNull()
    page._view.set_value(1)
    page._on_view_chosen(1)
    assert not page.grab().isNull()
    page._go(date(2036, 3, 2))
    assert not button(page, "Open this night").isEnabled()
    page._go(AHEAD)
    press(page, "Open this night")
    assert ahead.window.log_page.evening == AHEAD


def test_all_pages_stand_a_night_after_today(ahead: Program) -> None:
    for name in ("calendar", "trends", "helps", "advice", "report", "log"):
        ahead.window.show_page(name)
        settle()
    QApplication.processEvents()
    press_letter(ahead, ahead.window.log_page, Qt.Key.Key_N)
    assert ahead.session.night(LAST) is not None


def test_many_nights_after_today_hide_no_night_that_is_recorded(start: Start, tmp_path: Path) -> None:
    ours = [night(date(2026, 11, day)) for day in range(8, 21)]
    theirs = [night(date(2036, month, day)) for month in (1, 2, 3) for day in range(1, 28)]
    a_journal(tmp_path, *ours, *theirs, today=date(2040, 1, 1)).close()
    program = start()
    assert program.window.log_page.catch_up._list is None  # nothing is asked for
    assert "13 nights recorded" in words(program.window.log_page)


def test_a_night_after_today_that_is_not_recorded_cannot_be_made(ahead: Program) -> None:
    ahead.window.open_night(date(2036, 3, 2))
    page = ahead.window.log_page
    assert not button(page, "No cramps").isEnabled()
    assert not button(page, "I had cramps").isEnabled()
    assert "This night is still to come." in words(page)


def test_it_is_asked_once_whether_the_clock_is_right_after_more_than_a_year(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_journal(tmp_path, night(date(2026, 11, 18))).close()
    monkeypatch.setattr(clock, "now", lambda: datetime(2036, 3, 2, 8))
    program = start()
    settle()
    assert "Is today really 2 Mar 2036?" in words(program.window)
    press(program.window, "OK")
    assert "Is today really" not in words(program.window)
    press(program.window.log_page, "No cramps")
    settle()
    assert "Is today really" not in words(program.window)


def test_after_a_few_months_nobody_is_asked(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_journal(tmp_path, night(date(2026, 11, 18))).close()
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 9, 2, 8))
    assert "Is today really" not in words(start().window)
