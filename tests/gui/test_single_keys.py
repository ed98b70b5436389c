"""A letter answers only if it stands alone: a word that is typed with no field in focus logs nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from tests.builders import a_journal, night
from tests.gui.conftest import Start, button, press, press_letter, settle, words
from tests.gui.test_settings import dialog

LAST = date(2026, 11, 21)
Wait = Callable[[float], None]


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch, program: Program) -> Wait:
    """Let seconds go by: those of the clock, and the time of 0.4 s after which a letter acts."""
    passed = [1000.0]
    monkeypatch.setattr(clock, "seconds", lambda: passed[0])

    def go_by(seconds: float) -> None:
        passed[0] += seconds
        keys = program.window.log_page._keys
        if seconds >= 0.4 and keys._timer.isActive():
            keys._timer.timeout.emit()

    return go_by


def page(program: Program) -> QWidget:
    return program.window.log_page


def state(program: Program) -> Any:
    program.window.log_page.flush()
    found = program.session.night(LAST)
    return found and found["state"]


@pytest.mark.parametrize("word", ["nachts", "no cramps", "cramp", "can", "cat in bed", "Nn no", "in", "n ", "c3"])
def test_a_word_that_no_field_takes_logs_nothing(program: Program, wait: Wait, word: str) -> None:
    button(page(program), "No cramps").setFocus()
    QTest.keyClicks(button(page(program), "No cramps"), word)
    wait(2)
    assert state(program) is None


def test_an_accent_on_its_way_belongs_to_a_word_too(program: Program, wait: Wait) -> None:
    QTest.keyClick(page(program), Qt.Key.Key_N)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(page(program), QKeyEvent(kind, Qt.Key.Key_Dead_Tilde, Qt.KeyboardModifier.NoModifier))
    wait(2)
    assert state(program) is None


@pytest.mark.parametrize("pause", [0.2, 0.35, 0.6, 0.9])
def test_nor_does_a_word_that_is_typed_slowly(program: Program, wait: Wait, pause: float) -> None:
    for letter in "magnesium can":
        QTest.keyClicks(page(program), letter)
        wait(pause)
    wait(2)
    assert state(program) is None


def test_a_word_is_told_to_have_logged_nothing(program: Program, wait: Wait) -> None:
    QTest.keyClicks(page(program), "nachts")
    wait(2)
    assert "nothing was logged" in words(page(program))


@pytest.mark.parametrize(("key", "kept"), [(Qt.Key.Key_N, "clear"), (Qt.Key.Key_C, "cramps")])
def test_a_letter_by_itself_answers_after_a_moment(program: Program, wait: Wait, key: Qt.Key, kept: str) -> None:
    QTest.keyClick(page(program), key)
    assert program.session.night(LAST) is None  # the next letter may come
    wait(0.4)
    assert state(program) == kept


def test_an_answer_can_be_put_right_by_the_other_letter_at_once(program: Program, wait: Wait) -> None:
    for key, kept in ((Qt.Key.Key_N, "clear"), (Qt.Key.Key_C, "cramps")):
        QTest.keyClick(button(page(program), "No cramps"), key)
        wait(0.5)
        assert state(program) == kept


def test_a_letter_pressed_twice_in_haste_answers_once(program: Program, wait: Wait) -> None:
    for _press in range(2):
        QTest.keyClick(page(program), Qt.Key.Key_N)
        wait(0.1)
    wait(0.4)
    assert state(program) == "clear"


@pytest.mark.parametrize(
    "held", [Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier]
)
def test_a_letter_with_another_key_answers_nothing(program: Program, wait: Wait, held: Qt.KeyboardModifier) -> None:
    QTest.keyClick(page(program), Qt.Key.Key_N, held)
    wait(2)
    assert state(program) is None


def test_a_letter_that_waits_is_kept_when_the_page_is_left_or_the_window_closed(program: Program) -> None:
    QTest.keyClick(page(program), Qt.Key.Key_N)
    program.window.show_page("trends")
    found = program.session.night(LAST)
    assert found is not None
    assert found["state"] == "clear"


def test_a_letter_and_then_a_note_are_both_kept(program: Program, wait: Wait) -> None:
    QTest.keyClick(page(program), Qt.Key.Key_N)
    wait(0.1)
    QTest.keyClicks(page(program).findChildren(QPlainTextEdit)[0], "warm night")
    assert state(program) == "clear"
    found = program.session.night(LAST)
    assert found is not None
    assert found["note"] == "warm night"


def test_the_end_of_a_word_whose_field_went_away_answers_nothing(program: Program, wait: Wait) -> None:
    QTest.keyClicks(page(program).findChildren(QPlainTextEdit)[0], "ma")
    QTest.keyClicks(page(program), "n")  # the page has the keys all of a sudden
    wait(2)
    assert state(program) is None


def test_single_keys_are_turned_off_in_the_settings(program: Program) -> None:
    asked = dialog(program)
    press(asked, "Single keys: N and C", "Done")
    assert not Settings.load(settings_file()).single_keys
    settle()
    press_letter(program, page(program), Qt.Key.Key_N)
    assert state(program) is None
    assert button(page(program), "No cramps").toolTip() == ""
    press(page(program), "No cramps")
    assert state(program) == "clear"


def test_turned_off_the_catch_up_list_takes_no_letters_either(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night(date(2026, 11, 18))).close()
    program = start(single_keys=False)
    first = next(b for b in page(program).findChildren(QWidget) if b.accessibleName().startswith("Fri 20"))
    for key in (Qt.Key.Key_N, Qt.Key.Key_C, Qt.Key.Key_D):
        press_letter(program, first, key)
    assert [each.evening.day for each in program.session.figures()] == [18]
    assert "Press N" not in words(page(program))


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier])
def test_a_word_and_held_keys_answer_no_row_of_the_catch_up_list(
    start: Start, tmp_path: Path, held: Qt.KeyboardModifier
) -> None:
    a_journal(tmp_path, night(date(2026, 11, 16))).close()
    program = start()
    first = next(b for b in page(program).findChildren(QWidget) if b.accessibleName().startswith("Fri 20"))
    first.setFocus()
    QTest.keyClicks(first, "don't cancel")
    QTest.keyClick(first, Qt.Key.Key_N, held)
    program.window.log_page.flush()
    assert [each.evening.day for each in program.session.figures()] == [16]
    assert program.session.not_remembered == set()
