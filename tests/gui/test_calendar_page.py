from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea

from cramp_journal.gui.theme import TARGET
from cramp_journal.model import NightFigures
from tests.builders import run_of
from tests.gui.calendar_hands import (
    LEFT_BUTTON,
    PLAIN,
    SHIFT,
    Key,
    Show,
    click,
    find,
    focused,
    grid_of,
    keys,
    named,
    nov,
    shower,
)
from tests.gui.conftest import Start, button, press, settle, words


@pytest.fixture
def show(start: Start, tmp_path: Path) -> Show:
    return shower(start, tmp_path)


def test_year_and_month_show_the_same_night(show: Show) -> None:
    _program, page = show(nov(20, 2), nov(21))
    assert "2026" in words(page)
    assert keys(page, Key.Key_Left) == "Fri 20 → Sat 21 November: 2 cramps"
    year = grid_of(page)
    press(page, "Month")
    assert "November 2026" in words(page)
    assert not year.isVisibleTo(page)
    assert grid_of(page).said == "Fri 20 → Sat 21 November: 2 cramps"
    assert keys(page, Key.Key_Up) == "Fri 13 → Sat 14 November: before your journal began"
    press(page, "Year")
    assert grid_of(page) is year
    assert year.said == "Fri 13 → Sat 14 November: before your journal began"


def test_pressing_the_view_that_is_shown_changes_nothing(show: Show) -> None:
    _program, page = show(nov(21))
    press(page, "Month", "Month")
    assert button(page, "Month").isChecked()
    assert "November 2026" in words(page)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Key.Key_Left, "Fri 20 → Sat 21 November"),
        (Key.Key_Right, "Sun 22 → Mon 23 November"),
        (Key.Key_Up, "Sat 14 → Sun 15 November"),
        (Key.Key_Down, "Sun 22 → Mon 23 November"),
        (Key.Key_PageUp, "Wed 21 → Thu 22 October"),
        (Key.Key_PageDown, "Sun 22 → Mon 23 November"),
        (Key.Key_Home, "Sun 1 → Mon 2 November"),
        (Key.Key_End, "Sun 22 → Mon 23 November"),
    ],
)
def test_a_month_is_walked_with_keys_up_to_the_night_that_has_come(show: Show, key: Key, expected: str) -> None:
    _program, page = show(nov(21))
    press(page, "Month")
    assert keys(page, key).startswith(f"{expected}: ")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Key.Key_Left, "Fri 20 → Sat 21 November"),
        (Key.Key_Right, "Sun 22 → Mon 23 November"),
        (Key.Key_Up, "Wed 21 → Thu 22 October"),
        (Key.Key_Down, "Sun 22 → Mon 23 November"),
        (Key.Key_PageUp, "Fri 21 → Sat 22 November"),
        (Key.Key_PageDown, "Sun 22 → Mon 23 November"),
        (Key.Key_Home, "Sun 1 → Mon 2 November"),
        (Key.Key_End, "Sun 22 → Mon 23 November"),
    ],
)
def test_a_year_is_walked_with_keys_up_to_the_night_that_has_come(show: Show, key: Key, expected: str) -> None:
    _program, page = show(nov(21))
    assert keys(page, key).startswith(f"{expected}: ")
    assert ("2025" in words(page)) == (key == Key.Key_PageUp)


def test_the_end_of_an_earlier_month_is_its_last_night(show: Show) -> None:
    _program, page = show(nov(21))
    press(page, "Month")
    assert keys(page, Key.Key_PageUp, Key.Key_End).startswith("Sat 31 Oct → Sun 1 November")
    assert keys(page, Key.Key_PageUp).startswith("Wed 30 Sep → Thu 1 October")


@pytest.mark.parametrize("view", ["Year", "Month"])
def test_enter_and_a_double_click_open_the_night(show: Show, view: str) -> None:
    program, page = show(nov(20, 2), nov(21))
    press(page, *(["Month"] if view == "Month" else []))
    keys(page, Key.Key_Left, Key.Key_Return)
    assert program.window.open_page == "log"
    assert program.window.log_page.evening == date(2026, 11, 20)
    program.window.show_page("calendar")
    grid = grid_of(page)
    place = grid.cell(date(2026, 11, 3)).center().toPoint()
    QTest.mouseDClick(grid, LEFT_BUTTON, PLAIN, place)
    assert program.window.log_page.evening == date(2026, 11, 3)
    settle()


@pytest.mark.parametrize("view", ["Year", "Month"])
def test_a_click_chooses_the_night_under_it_and_no_night_that_has_not_come(show: Show, view: str) -> None:
    _program, page = show(nov(3, 1), nov(21))
    press(page, *(["Month"] if view == "Month" else []))
    click(page, date(2026, 11, 3))
    assert grid_of(page).said == "Tue 3 → Wed 4 November: 1 cramp"
    click(page, date(2026, 11, 28))
    QTest.mouseClick(grid_of(page), LEFT_BUTTON, PLAIN, QPoint(1, 1))
    assert grid_of(page).said == "Tue 3 → Wed 4 November: 1 cramp"


def test_the_buttons_beside_the_title_say_and_move_a_year_or_a_month(show: Show) -> None:
    _program, page = show(nov(21))
    QTest.mouseClick(named(page, "The year before"), LEFT_BUTTON)
    assert "2025" in words(page)
    QTest.mouseClick(named(page, "The year after"), LEFT_BUTTON)
    assert "2026" in words(page)
    assert not named(page, "The year after").isEnabled()
    press(page, "Month")
    QTest.mouseClick(named(page, "The month before"), LEFT_BUTTON)
    assert "October 2026" in words(page)
    QTest.mouseClick(named(page, "The month after"), LEFT_BUTTON)
    assert "November 2026" in words(page)
    assert not named(page, "The month after").isEnabled()


@pytest.mark.parametrize("view", ["Year", "Month"])
def test_the_kinds_of_night_differ_without_colour(show: Show, view: str) -> None:
    _program, page = show(nov(10), nov(11, 1), nov(12, left_out=True), nov(13, 1, left_out=True), nov(21))
    press(page, *(["Month"] if view == "Month" else []))
    grid = grid_of(page)
    picture = grid.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    cells = [grid.cell(date(2026, 11, day)).toRect() for day in (9, 10, 11, 12, 13)]
    if view == "Month":  # the date in the corner is another one in each
        cells = [cell.adjusted(30, 0, 0, 0) for cell in cells]
    width, height = (min(size) for size in zip(*((c.width(), c.height()) for c in cells), strict=True))
    seen = {bytes(picture.copy(c.x(), c.y(), width, height).constBits()) for c in cells}
    assert len(seen) == 5


def test_the_cells_of_a_month_are_large_enough_to_press(show: Show) -> None:
    program, page = show(nov(21))
    program.window.resize(1024, 700)
    press(page, "Month")
    settle()
    cell = grid_of(page).cell(date(2026, 11, 21))
    assert min(cell.width(), cell.height()) >= TARGET


# ---------------------------------------------------------------- the page as a whole
def test_the_chosen_night_stays_when_something_changes(show: Show) -> None:
    program, page = show(nov(21))
    assert keys(page, Key.Key_Left, Key.Key_Left) == "Thu 19 → Fri 20 November: before your journal began"
    program.session.save({"evening": "2026-11-19", "state": "clear", "cramps": []})
    settle()
    assert grid_of(page).said == "Thu 19 → Fri 20 November: no cramps"
    assert "No cramps." in words(page)


def test_an_empty_journal_has_a_calendar_too(show: Show) -> None:
    _program, page = show()
    assert grid_of(page).said == "Sat 21 → Sun 22 November: before your journal began"
    press(page, "Month")
    assert "November 2026" in words(page)
    grid_of(page).grab()
    find(page, "tennis")
    assert "No note has “tennis” in it." in words(page)


def test_fifty_years_of_nights_are_walked_to_their_beginning(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    program, page = show(nov(21))
    nights = run_of(date(1976, 11, 22), [n % 5 for n in range(18_262)])
    read: list[int] = []

    def figures() -> list[NightFigures]:
        read.append(1)
        return nights

    program.window.show_page("log")
    program.window.page("calendar").mark_stale()
    monkeypatch.setattr(program.session, "figures", figures)
    program.window.show_page("calendar")
    assert len(read) == 1
    keys(page, *[Key.Key_PageUp] * 50)
    assert "1976" in words(page)
    grid_of(page).grab()
    assert len(read) == 1


@pytest.mark.parametrize("view", ["Year", "Month"])
@pytest.mark.parametrize("text_size", [100, 150, 200])
def test_nothing_is_cut_off_in_a_small_window(show: Show, view: str, text_size: int) -> None:
    program, page = show(nov(19, 2, note="A long walk by the sea, " * 6), nov(21, left_out=True), text_size=text_size)
    program.window.resize(1024, 700)
    press(page, *(["Month"] if view == "Month" else []))
    keys(page, Key.Key_Left, Key.Key_Left, held=SHIFT)
    find(page, "walk")
    settle()
    scroll = page.findChildren(QScrollArea)[0]
    assert scroll.horizontalScrollBar().maximum() == 0
    seen = [w for kind in (QPushButton, QLabel, QLineEdit) for w in page.findChildren(kind) if w.isVisibleTo(page)]
    width = scroll.viewport().width()
    cut = [w for w in seen if w.width() < w.minimumSizeHint().width()]
    cut += [w for w in seen if w.mapTo(page, QPoint(w.width(), 0)).x() > width]
    cut += [w for w in seen if isinstance(w, QLabel) and w.height() < w.heightForWidth(w.width())]
    cut += [w for w in seen if isinstance(w, QPushButton) and w.text() and w.width() < w.sizeHint().width()]
    assert cut == []
    assert [w for w in seen if not isinstance(w, QLabel) and min(w.width(), w.height()) < TARGET] == []


def test_a_night_that_is_walked_to_is_scrolled_into_sight(show: Show) -> None:
    program, page = show(nov(21), text_size=200)
    program.window.resize(1024, 700)
    settle()
    keys(page, Key.Key_Left)
    grid, view = grid_of(page), page.findChildren(QScrollArea)[0].viewport()
    for _step in range(10):
        keys(page, Key.Key_Up)
        place = grid.mapTo(page, grid.cell(grid.choice.evening).center().toPoint())
        assert view.rect().contains(place)


def test_tab_goes_through_the_page_in_reading_order(show: Show) -> None:
    _program, page = show(nov(19, note="tennis"), nov(20, note="tennis"), nov(21))
    find(page, "tennis")
    named(page, "The year before").setFocus()
    passed = []
    for _step in range(8):
        QTest.keyClick(focused(), Key.Key_Tab)
        passed.append(focused().accessibleName() or getattr(focused(), "text", str)())
    assert passed == [
        "Show: Year",
        "Find in notes",
        "Close the search",
        "Fri 20 → Sat 21 November: tennis",
        "Nights",
        "Open this night",
        "Choose several nights",
        "Leave out of the figures",
    ]
