"""The list of pages says where one goes: "Last night" is last night from its top, and an older night says so."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cramp_journal.app import Program
from tests.builders import a_journal, night
from tests.gui.conftest import Start, press, settle, words
from tests.gui.test_catch_up import at

LAST, OLDER = date(2026, 11, 21), date(2026, 11, 18)


@pytest.fixture
def older(start: Start, tmp_path: Path) -> Program:
    """The page of an older night, scrolled down, with the calendar open."""
    a_journal(tmp_path, *(night(date(2026, 11, day), 2) for day in range(8, 21))).close()
    program = start()
    program.window.resize(1000, 560)
    program.window.open_night(OLDER)
    settle()
    bar = program.window.log_page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    program.window.show_page("calendar")
    return program


def shown(program: Program) -> tuple[date, int, str]:
    page = program.window.log_page
    return page.evening, page._scroll.verticalScrollBar().value(), words(page.header)


def test_the_list_of_pages_leads_to_last_night_from_its_top(older: Program) -> None:
    press(older.window.sidebar, "Last night")
    evening, scrolled, said = shown(older)
    assert (evening, scrolled) == (LAST, 0)
    assert said.startswith("Last night Sat 21 → Sun 22 November")


def test_so_does_its_key_and_so_it_does_from_the_page_itself(older: Program) -> None:
    QTest.keyClick(older.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert shown(older)[:2] == (LAST, 0)
    older.window.open_night(OLDER)
    press(older.window.sidebar, "Last night")
    assert shown(older)[:2] == (LAST, 0)


def test_an_older_night_has_another_heading_and_a_way_back(older: Program) -> None:
    older.window.open_night(OLDER)
    assert shown(older)[2].startswith("Earlier night Wed 18 → Thu 19 November")
    press(older.window.log_page, "Back to last night")
    assert shown(older)[2].startswith("Last night Sat 21")


def test_the_night_that_begins_is_tonight_and_last_night_stays_last_night(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(program.window.log_page, "No cramps")
    at(monkeypatch, "2026-11-22T15:00:00")
    program.window.minute.timeout.emit()
    assert shown(program)[2].startswith("Tonight Sun 22")
    press(program.window.sidebar, "Last night")
    assert shown(program)[2].startswith("Last night Sat 21")
    program.window.minute.timeout.emit()
    assert shown(program)[0] == LAST


def test_what_is_being_entered_about_an_older_night_is_kept_on_the_way(older: Program) -> None:
    older.window.open_night(OLDER)
    press(older.window.log_page, "Another cramp")
    press(older.window.sidebar, "Last night")
    found = older.session.night(OLDER)
    assert found is not None
    assert len(found["cramps"]) == 3
