"""Nothing moves in the catch-up list while one answers: a row stays where it is until the person closes the list."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.gui.last_night.catch_up import CatchUp
from tests.builders import a_journal, night
from tests.gui.conftest import Start, press, press_letter, settle, words
from tests.gui.test_catch_up import LAST, at, catch_up_buttons, state, with_gaps


def the_list(program: Program) -> CatchUp:
    found = program.window.log_page.findChild(CatchUp)
    assert isinstance(found, CatchUp)
    return found


def a_week_missing(start: Start, folder: Path) -> Program:
    a_journal(folder, night(date(2026, 11, 14))).close()
    return start()


def click_at(program: Program, place: QPoint) -> None:
    """Click at a place of the window, whatever lies there."""
    there = program.window.childAt(place)
    assert there is not None
    QTest.mouseClick(there, Qt.MouseButton.LeftButton, pos=there.mapFrom(program.window, place))
    settle()


def place_of(program: Program, widget: QWidget) -> QPoint:
    return widget.mapTo(program.window, widget.rect().center())


@pytest.mark.parametrize("row", [0, 2])
@pytest.mark.parametrize("answer", [0, 1, 2])
def test_three_clicks_at_one_spot_answer_one_night_once(start: Start, tmp_path: Path, row: int, answer: int) -> None:
    program = a_week_missing(start, tmp_path)
    line = the_list(program)._all()[row]
    place = place_of(program, line._buttons[answer])
    scrolled = program.window.log_page._scroll.verticalScrollBar().value()
    for _click in range(3):
        click_at(program, place)
    answered = {each.evening for each in program.session.figures()} | program.session.not_remembered
    assert answered == {date(2026, 11, 14), line.evening}
    assert program.window.log_page._scroll.verticalScrollBar().value() == scrolled


def test_rows_stay_in_their_place_and_the_heading_counts_what_is_left(start: Start, tmp_path: Path) -> None:
    program = a_week_missing(start, tmp_path)
    lines = the_list(program)._all()
    places = [place_of(program, line) for line in lines]
    for number in (1, 0):
        click_at(program, place_of(program, lines[number]._buttons[0]))
        assert the_list(program)._all() == lines
        assert [place_of(program, line) for line in lines] == places
    assert "4 nights are not recorded" in words(program.window.log_page)
    assert "✓ No cramps" in words(lines[0])


def test_a_line_that_comes_up_above_the_page_moves_no_row_under_the_hand(start: Start, tmp_path: Path) -> None:
    program = a_week_missing(start, tmp_path)
    lines = the_list(program)._all()
    program.window.notice.hide()
    settle()
    places = [place_of(program, line) for line in lines]
    click_at(program, place_of(program, lines[2]._buttons[0]))
    for shown in (True, False):
        program.window.notice.setVisible(shown)
        settle()
        assert [place_of(program, line) for line in lines] == places


def test_a_second_click_at_a_spot_answers_no_row_that_was_pushed_there(start: Start, tmp_path: Path) -> None:
    program = a_week_missing(start, tmp_path)
    lines = the_list(program)._all()
    program.window.notice.hide()
    settle()
    place = place_of(program, lines[2]._buttons[0])
    click_at(program, place)
    program.window.setFocus()  # the list has not the keys any more, and may be pushed
    program.window.notice.say("A line.")
    program.window.notice.setFixedHeight(lines[2].y() - lines[1].y())
    settle()
    click_at(program, place)
    assert {each.evening.day for each in program.session.figures()} == {14, lines[2].evening.day}


def test_an_answer_is_taken_back_in_its_row(start: Start, tmp_path: Path) -> None:
    program = a_week_missing(start, tmp_path)
    line = the_list(program)._all()[1]
    for answer in (0, 1, 2):
        click_at(program, place_of(program, line._buttons[answer]))
        assert line.is_answered
        undo = place_of(program, line._undo)
        for _click in range(2):
            click_at(program, undo)
        assert not line.is_answered
        assert program.session.night(line.evening) is None
        assert program.session.not_remembered == set()


def test_an_answer_to_which_more_was_added_is_not_taken_back_from_the_list(start: Start, tmp_path: Path) -> None:
    program = a_week_missing(start, tmp_path)
    line = the_list(program)._all()[1]
    click_at(program, place_of(program, line._buttons[1]))
    program.session.add_cramp(line.evening, {"pain": 7})
    settle()
    click_at(program, place_of(program, line._undo))
    found = program.session.night(line.evening)
    assert found is not None
    assert found["cramps"] == [{"pain": 7}]
    assert "More was said about this night since" in words(program.window.log_page)


def test_the_list_goes_when_the_person_closes_it_and_comes_back_when_another_night_is_missing(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = a_week_missing(start, tmp_path)
    page = program.window.log_page
    press(the_list(program), "No cramps", "Close")
    press(page, "No cramps")
    assert not the_list(program).isVisible()
    at(monkeypatch, "2026-11-24T08:00:00")
    program.window.minute.timeout.emit()
    settle()
    assert the_list(program).isVisible()
    assert the_list(program)._all()[0].evening == date(2026, 11, 22)


def test_the_list_leaves_no_gap_and_what_comes_under_the_hand_that_closed_it_takes_no_press(
    start: Start, tmp_path: Path, resting_hand: None
) -> None:
    program = a_week_missing(start, tmp_path)
    page = program.window.log_page
    page.see(the_list(program)._close)
    settle()
    below, place = place_of(program, page._fortnight).y(), place_of(program, the_list(program)._close)
    click_at(program, place)
    assert not the_list(program).isVisible()
    assert place_of(program, page._fortnight).y() < below - 100
    pressed: list[bool] = []
    under = QPushButton("Under the hand", program.window)
    under.clicked.connect(lambda: pressed.append(True))
    under.setGeometry(QRect(place - QPoint(30, 15), QSize(60, 30)))
    under.show()
    for _press in range(3):
        click_at(program, place)
    assert pressed == []
    QTest.mouseMove(program.window, place + QPoint(0, 200))
    click_at(program, place)
    assert pressed == [True]


def test_a_hand_that_rested_a_while_is_heard_where_the_list_was_closed(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, resting_hand: None
) -> None:
    program = a_week_missing(start, tmp_path)
    page = program.window.log_page
    page.see(the_list(program)._close)
    settle()
    place, closed = place_of(program, the_list(program)._close), clock.seconds()
    click_at(program, place)
    pressed: list[bool] = []
    under = QPushButton("Under the hand", program.window)
    under.clicked.connect(lambda: pressed.append(True))
    under.setGeometry(QRect(place - QPoint(30, 15), QSize(60, 30)))
    under.show()
    monkeypatch.setattr(clock, "seconds", lambda: closed + 60)
    click_at(program, place)
    assert pressed == [True]


def test_a_key_that_closes_the_list_leaves_no_gap_and_scrolls_nowhere(start: Start, tmp_path: Path) -> None:
    program = a_week_missing(start, tmp_path)
    page = program.window.log_page
    before = place_of(program, page._fortnight).y()
    the_list(program)._close.setFocus()
    scrolled = page._scroll.verticalScrollBar().value()
    QTest.keyClick(the_list(program)._close, Qt.Key.Key_Return)
    settle()
    assert not the_list(program).isVisible()
    assert place_of(program, page._fortnight).y() < before
    assert page._scroll.verticalScrollBar().value() <= scrolled


def test_after_the_last_answer_the_same_key_answers_nothing_more(start: Start, tmp_path: Path) -> None:
    with_gaps(tmp_path)
    program = start()
    catch_up_buttons(program)[0].setFocus()
    for _press in range(4):
        focused = QApplication.focusWidget()
        assert focused is not None
        press_letter(program, focused, Qt.Key.Key_N)
    assert {each.evening.day for each in program.session.figures()} == {16, 17, 18, 19, 20}
    assert state(program, LAST) is None


def test_a_day_noted_by_a_clock_that_was_wrong_does_not_silence_the_list(start: Start, tmp_path: Path) -> None:
    with_gaps(tmp_path)
    program = start(caught_up_to="2036-03-01")
    assert len(catch_up_buttons(program)) == 2
