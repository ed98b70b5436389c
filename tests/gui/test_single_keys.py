"""A letter answers only if it stands alone: a word that is typed with no field in focus logs nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from tests.builders import a_journal, night
from tests.gui.conftest import Start, button, press, press_letter, settle, words
from tests.gui.test_settings import dialog

LAST = date(2026, 11, 21)
Wait = Callable[[float], None]


def waiting(monkeypatch: pytest.MonkeyPatch, program: Program) -> Wait:
    """Return what lets seconds go by: those of the clock, and the time of 0.4 s after which a letter acts."""
    passed = [1000.0]
    monkeypatch.setattr(clock, "seconds", lambda: passed[0])

    def go_by(seconds: float) -> None:
        passed[0] += seconds
        keys = program.window.log_page._keys
        if seconds >= 0.4 and keys._timer.isActive():
            keys._timer.timeout.emit()

    return go_by


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch, program: Program) -> Wait:
    return waiting(monkeypatch, program)


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


@pytest.mark.parametrize("pause", [0.1, 1.0])
@pytest.mark.parametrize(("key", "text"), [(Qt.Key.Key_Comma, ","), (Qt.Key.Key_Plus, "+"), (Qt.Key.Key_2, "2")])
def test_an_answer_stays_when_a_command_follows_it(
    program: Program, wait: Wait, key: Qt.Key, text: str, pause: float
) -> None:
    """X11 says "," of Ctrl+Comma: it was taken for the next letter of a word, and the answer was taken back."""
    QTest.keyClick(page(program), Qt.Key.Key_N)
    wait(pause)
    program.window.log_page._keys.note(
        QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.ControlModifier, text), typing=False
    )
    wait(2)
    assert state(program) == "clear"


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


# ---------------------------------------------------------------- wherever the focus is
def focused_everywhere(program: Program) -> list[QWidget]:
    """Return a widget of each kind in the window that can have the focus and takes no text."""
    fields = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)
    found: dict[tuple[type, Any], QWidget] = {}
    for each in program.window.findChildren(QWidget):
        if each.focusPolicy() != Qt.FocusPolicy.NoFocus and each.isVisible() and not isinstance(each, fields):
            found.setdefault((type(each), each.property("role")), each)
    return list(found.values())


@pytest.mark.parametrize(("key", "kept"), [(Qt.Key.Key_N, "clear"), (Qt.Key.Key_C, "cramps")])
def test_the_single_keys_work_whatever_has_the_focus(program: Program, key: Qt.Key, kept: str) -> None:
    kinds = focused_everywhere(program)
    assert {each.property("role") for each in kinds} >= {"nav", "now", "state", "link"}
    for each in kinds:
        each.setFocus()
        press_letter(program, each, key)
        assert state(program) == kept, each
        program.session.undo()
        settle()
        assert state(program) is None


def test_alt_and_an_arrow_turn_the_nights_whatever_has_the_focus(program: Program) -> None:
    button(program.window.sidebar, "Calendar").setFocus()
    for key, day in ((Qt.Key.Key_Left, 20), (Qt.Key.Key_Left, 19), (Qt.Key.Key_Right, 20)):
        QTest.keyClick(program.window, key, Qt.KeyboardModifier.AltModifier)
        assert program.window.log_page.evening.day == day


def test_on_another_page_and_during_a_cramp_they_answer_nothing(program: Program) -> None:
    for name in ("calendar", "trends", "helps", "advice", "report"):
        program.window.show_page(name)
        for key in (Qt.Key.Key_N, Qt.Key.Key_C):
            press_letter(program, program.window, key)
    program.window.show_page("log")
    program.window.now.begin()
    press_letter(program, program.window, Qt.Key.Key_N)
    assert state(program) is None


def pain(program: Program) -> Any:
    program.window.log_page.flush()
    found = program.session.night(LAST)
    assert found is not None
    return found["cramps"][0].get("pain")


@pytest.mark.parametrize(
    ("typed", "pause", "kept"),
    [("7", 0.5, 7), ("0", 0.5, 0), ("10", 0.1, 10), ("10", 0.9, 10), ("75", 0.9, 5), ("75", 0.1, None)],
)
def test_digits_say_the_pain_of_the_cramp_whose_form_is_open(
    program: Program, wait: Wait, typed: str, pause: float, kept: int | None
) -> None:
    press(page(program), "I had cramps")
    button(program.window.sidebar, "Calendar").setFocus()
    for digit in typed:
        QTest.keyClicks(button(program.window.sidebar, "Calendar"), digit)
        wait(pause)
    wait(1)
    assert pain(program) == kept


def test_without_an_open_form_and_in_a_field_digits_say_no_pain(program: Program, wait: Wait) -> None:
    QTest.keyClicks(page(program), "7")
    wait(1)
    assert state(program) is None
    press(page(program), "I had cramps")
    QTest.keyClicks(page(program).findChildren(QPlainTextEdit)[0], "7")
    wait(1)
    assert pain(program) is None


def test_escape_gives_the_keys_to_the_page_and_scrolls_nowhere(program: Program) -> None:
    bar = program.window.log_page._scroll.verticalScrollBar()
    press(page(program), "I had cramps")
    settle()
    bar.setValue(bar.maximum())
    QTest.keyClick(button(program.window.sidebar, "Calendar"), Qt.Key.Key_Escape)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page(program).isAncestorOf(focused)
    assert bar.value() == bar.maximum()


# ---------------------------------------------------------------- a word that is typed slowly
@pytest.mark.parametrize("pause", [0.5, 1.2, 3.0, 4.5])
def test_a_word_of_someone_who_looks_for_each_letter_logs_nothing(program: Program, wait: Wait, pause: float) -> None:
    for word in ("calf", "nachts", "no cramps", "cold", "cinch", "n1x", "c3x", "nothing at all"):
        program.window.log_page.take_focus()
        for letter in word:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClicks(focused, letter)
            wait(pause)
        wait(1)
        assert state(program) is None, word
        assert "nothing was logged" in words(page(program))
        assert program.window.log_page._values()["cramps"] == []
        wait(6)


def test_a_slow_word_over_a_recorded_night_leaves_it_as_it_was(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_journal(tmp_path, night(LAST, 2)).close()
    program = start()
    wait, before = waiting(monkeypatch, program), program.session.night(LAST)
    for letter in "nothing":
        QTest.keyClicks(page(program), letter)
        wait(1.5)
    assert program.session.night(LAST) == before
    assert button(page(program), "I had cramps").isChecked()


def test_an_answer_stays_when_letters_come_much_later_or_go_into_a_field(program: Program, wait: Wait) -> None:
    QTest.keyClicks(page(program), "n")
    wait(0.5)
    wait(6)
    QTest.keyClicks(page(program), "o")
    wait(1)
    assert state(program) == "clear"


def test_what_was_said_since_is_not_taken_back_by_a_letter(program: Program, wait: Wait) -> None:
    QTest.keyClicks(page(program), "c")
    wait(1)
    press(page(program), "2–4")
    QTest.keyClicks(page(program), "x")
    wait(1)
    assert state(program) == "cramps"


def test_a_slow_word_in_the_catch_up_list_answers_no_row(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_journal(tmp_path, night(date(2026, 11, 14))).close()
    program = start()
    wait = waiting(monkeypatch, program)
    first = next(b for b in page(program).findChildren(QWidget) if b.accessibleName().startswith("Fri 20"))
    first.setFocus()
    for letter in "ncdcalf":  # three rows are answered; then a word begins
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, letter)
        wait(1.5)
    program.window.log_page.flush()
    assert sorted(each.evening.day for each in program.session.figures()) == [14, 19, 20]
    assert {each.day for each in program.session.not_remembered} == {18}


def test_a_slow_word_before_the_journal_is_open_logs_nothing(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start(opened=False)
    wait = waiting(monkeypatch, program)
    for letter in "not":
        QTest.keyClicks(page(program), letter)
        wait(1.5)
    assert not program.session.waits()
    assert not button(page(program), "No cramps").isChecked()
