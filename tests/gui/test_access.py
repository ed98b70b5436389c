from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from cramp_journal.gui.theme import TARGET
from tests.gui.conftest import Start, button, settle, widest_line
from tests.gui.test_window import PAGES, demo

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit)


def shown(inside: QWidget) -> list[QWidget]:
    return [w for kind in CONTROLS for w in inside.findChildren(kind) if w.isVisibleTo(inside)]


@pytest.mark.parametrize("name", PAGES)
def test_every_control_has_a_name_for_a_screen_reader(start: Start, tmp_path: Path, name: str) -> None:
    program = start(demo(tmp_path, 60))
    program.window.show_page(name)
    settle()
    unnamed = [
        w for w in shown(program.window) if not (w.accessibleName() or (isinstance(w, QAbstractButton) and w.text()))
    ]
    assert unnamed == []


@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize("name", PAGES)
def test_everything_that_is_pressed_is_large_enough(start: Start, tmp_path: Path, name: str, text_size: int) -> None:
    program = start(demo(tmp_path, 60), text_size=text_size)
    program.window.show_page(name)
    settle()
    small = [
        (w.accessibleName(), w.width(), w.height())
        for w in shown(program.window)
        if min(w.width(), w.height()) < TARGET
    ]
    assert small == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width", "text_size"), [(1280, 100), (1024, 150), (1024, 200), (760, 150)])
def test_no_page_is_wider_than_its_window(start: Start, tmp_path: Path, name: str, width: int, text_size: int) -> None:
    program = start(demo(tmp_path, 60), text_size=text_size)
    program.window.resize(width, 700)
    program.window.show_page(name)
    settle()
    bar = program.window.page(name)._scroll.horizontalScrollBar()
    assert bar.maximum() == 0


@pytest.mark.parametrize(("width", "text_size"), [(1024, 200), (760, 150)])
def test_the_head_of_an_earlier_night_fits_with_all_that_it_can_say(
    start: Start, tmp_path: Path, width: int, text_size: int
) -> None:
    program = start(demo(tmp_path, 60), text_size=text_size)
    program.window.resize(width, 700)
    page = program.window.log_page
    page.night_wanted.emit(date(2026, 9, 30))  # both names of its months are said, and the way back
    page.header.say_unheard()
    settle()
    assert page.evening == date(2026, 9, 30)
    assert page._scroll.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width", "text_size"), [(1280, 100), (1024, 200)])
def test_no_button_cuts_its_words_off(start: Start, tmp_path: Path, name: str, width: int, text_size: int) -> None:
    program = start(demo(tmp_path, 60), text_size=text_size)
    program.window.resize(width, 700)
    program.window.show_page(name)
    settle()
    buttons = [each for each in program.window.findChildren(QAbstractButton) if each.isVisible() and each.text()]
    cut = []
    for each in buttons:
        beside = 0 if each.property("role") == "link" else 24  # the frame and what stands free inside it, at the least
        if each.width() < widest_line(each) + beside:
            cut.append((each.text(), each.width()))
    assert cut == []


def test_the_answers_of_a_question_are_one_stop_of_tab_and_walked_with_arrows(start: Start) -> None:
    program = start()
    button(program.window.log_page, "I had cramps").click()
    settle()
    first = button(program.window.log_page, "Bedtime")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.text() == "Before 12"
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    after = QApplication.focusWidget()
    assert isinstance(after, QAbstractButton)
    assert after.text() == "Under 1"


@pytest.mark.parametrize("name", ["helps", "advice"])
def test_a_page_of_words_is_reached_with_tab_and_scrolled_with_the_arrows(
    start: Start, tmp_path: Path, name: str
) -> None:
    program = start(demo(tmp_path, 60), text_size=150)
    program.window.resize(1024, 600)
    program.window.show_page(name)
    settle()
    page = program.window.page(name)
    for _stop in range(30):
        focused = QApplication.focusWidget()
        if isinstance(focused, QScrollArea) and page.isAncestorOf(focused):
            break
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert isinstance(focused, QScrollArea)
    QTest.keyClick(focused, Qt.Key.Key_PageDown)
    assert focused.verticalScrollBar().value() > 0
