from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.calendar_hands import (
    CONTROL,
    SHIFT,
    Key,
    Show,
    click,
    focused,
    grid_of,
    keys,
    left_out,
    nov,
    says,
    shower,
)
from tests.gui.conftest import Start, button, press, settle, words


@pytest.fixture
def show(start: Start, tmp_path: Path) -> Show:
    return shower(start, tmp_path)


def test_a_stretch_is_left_out_and_taken_in_again(show: Show) -> None:
    program, page = show(nov(19, 1), nov(21))
    keys(page, Key.Key_Left, Key.Key_Left, held=SHIFT)
    assert "Thu 19 → Fri 20 November to Sat 21 → Sun 22 November: 3 nights, 2 recorded, 1 not recorded." in words(page)
    assert "what is not recorded is in no figure anyway" in words(page)
    assert not says(page, "Count them again")
    press(page, "Leave out of the figures")
    assert left_out(program) == [19, 21]
    assert "3 nights, 0 recorded, 2 left out, 1 not recorded." in words(page)
    assert not says(page, "Leave out of the figures")
    press(page, "Count them again")
    assert left_out(program) == []
    assert "3 nights, 2 recorded, 1 not recorded." in words(page)


def test_undo_brings_a_stretch_back_in_one_step_even_from_the_search(show: Show) -> None:
    program, page = show(nov(20), nov(21))
    keys(page, Key.Key_Left, held=SHIFT)
    press(page, "Leave out of the figures")
    assert left_out(program) == [20, 21]
    QTest.keyClick(program.window, Key.Key_F, CONTROL)
    QTest.keyClick(focused(), Key.Key_Z, CONTROL)
    assert left_out(program) == []
    assert "2 nights, 2 recorded." in words(page)
    QTest.keyClick(program.window, Key.Key_Y, CONTROL)
    assert left_out(program) == [20, 21]


def test_one_chosen_night_is_left_out_alone(show: Show) -> None:
    program, page = show(nov(20), nov(21))
    assert "Sat 21 → Sun 22 November: 1 night, 1 recorded." in words(page)
    press(page, "Leave out of the figures")
    assert left_out(program) == [21]
    assert grid_of(page).said == "Sat 21 → Sun 22 November: no cramps, left out of the figures"


@pytest.mark.parametrize("view", ["Year", "Month"])
def test_shift_and_a_click_choose_a_stretch(show: Show, view: str) -> None:
    _program, page = show(nov(10, left_out=True), nov(12), nov(21))
    press(page, *(["Month"] if view == "Month" else []))
    click(page, date(2026, 11, 10))
    click(page, date(2026, 11, 12), SHIFT)
    assert "3 nights, 1 recorded, 1 left out, 1 not recorded." in words(page)
    assert says(page, "Leave out of the figures")
    assert says(page, "Count them again")
    name = grid_of(page).said
    assert name == "Thu 12 → Fri 13 November: no cramps; 3 nights chosen, the other end is Tue 10 → Wed 11 November"


@pytest.mark.parametrize("view", ["Year", "Month"])
def test_space_begins_and_ends_a_stretch_and_escape_drops_it(show: Show, view: str) -> None:
    _program, page = show(nov(21))
    press(page, *(["Month"] if view == "Month" else []))
    assert keys(page, Key.Key_Space).endswith("a stretch begins here")
    keys(page, Key.Key_Left, Key.Key_Left, Key.Key_Space)
    assert "3 nights" in words(page)
    keys(page, Key.Key_Escape)
    assert "Thu 19 → Fri 20 November: 1 night," in words(page)
    keys(page, Key.Key_Space, Key.Key_Left, Key.Key_Space, Key.Key_Left)  # a step after the end chooses one night
    assert "Tue 17 → Wed 18 November: 1 night," in words(page)


def test_a_stretch_can_be_chosen_with_the_mouse_alone(show: Show) -> None:
    _program, page = show(nov(21))
    press(page, "Choose several nights")
    assert "Now press the first of the nights" in words(page)
    click(page, date(2026, 11, 12))
    assert "Now press the last of the nights" in words(page)
    click(page, date(2026, 11, 15))
    assert "4 nights" in words(page)
    press(page, "Choose several nights")
    assert "4 nights" in words(page)
    click(page, date(2026, 11, 3))
    assert "Tue 3 → Wed 4 November: 1 night," in words(page)


def test_several_nights_are_chosen_from_the_first_one_that_is_pressed(show: Show) -> None:
    _program, page = show(nov(21))
    click(page, date(2026, 11, 17))  # a night that is chosen already has no part in it
    press(page, "Choose several nights")
    assert "Now press the first of the nights" in words(page)
    click(page, date(2026, 11, 5))
    assert "Now press the last of the nights" in words(page)
    click(page, date(2026, 11, 7))
    assert "Thu 5 → Fri 6 November to Sat 7 → Sun 8 November: 3 nights" in words(page)
    press(page, "Choose several nights")
    press(page, "Choose several nights")  # a second stretch begins anew
    click(page, date(2026, 11, 12))
    assert "Thu 12 → Fri 13 November: 1 night," in words(page)


def test_a_stretch_is_seen_in_the_grid(show: Show) -> None:
    _program, page = show(nov(21))
    cell = grid_of(page).cell(date(2026, 11, 12)).toRect()
    before = grid_of(page).grab(cell).toImage()
    click(page, date(2026, 11, 10))
    click(page, date(2026, 11, 14), SHIFT)
    assert grid_of(page).grab(cell).toImage() != before


def test_unrecorded_nights_are_said_to_be_in_no_figure(show: Show) -> None:
    _program, page = show(nov(19), nov(21))
    keys(page, Key.Key_Left)
    assert "1 night, 0 recorded, 1 not recorded." in words(page)
    assert "What is not recorded is in no figure anyway." in words(page)
    assert not says(page, "Leave out of the figures")
    assert not says(page, "Count them again")


def test_the_keyboard_stays_where_it_is_after_leaving_out(show: Show) -> None:
    _program, page = show(nov(21))
    for here, there in (
        ("Leave out of the figures", "Count them again"),
        ("Count them again", "Leave out of the figures"),
    ):
        button(page, here).setFocus()
        QTest.keyClick(button(page, here), Key.Key_Return)
        settle()
        assert QApplication.focusWidget() is button(page, there)
