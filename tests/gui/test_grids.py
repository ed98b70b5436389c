"""The year and the month as grids of nights: every cell is where a press looks for it, and keys go where they say."""

from datetime import date, timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cramp_journal.gui.calendar.month_grid import MonthGrid
from cramp_journal.gui.calendar.night_grid import Choice, NightGrid, last_of_month, month_after
from cramp_journal.gui.calendar.year_grid import YearGrid
from cramp_journal.gui.widgets.night_strip import NightCounts
from cramp_journal.model.problems import EARLIEST
from tests.gui.held import held, key

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
AnyGrid = TypeVar("AnyGrid", bound=NightGrid)
KINDS = pytest.mark.parametrize("kind", [YearGrid, MonthGrid])
NIGHTS: NightCounts = {date(2026, 11, 1) + n * DAY: (n % 3, n % 5 == 4) for n in range(20)}


def grid(qtbot: QtBot, kind: type[AnyGrid], evening: date = date(2026, 11, 18), width: int = 900) -> AnyGrid:
    made = kind(Choice(evening, evening))
    made.show_nights(NIGHTS, TODAY)
    shown = held(qtbot, made, 1000, 900)
    shown.resize(width, shown.sizeHint().height())
    shown.setFocus()
    return shown


# ---------------------------------------------------------------- places
@KINDS
@pytest.mark.parametrize("width", [420, 700, 900])
def test_a_press_in_the_middle_of_a_cell_means_its_night(qtbot: QtBot, kind: type[NightGrid], width: int) -> None:
    shown = grid(qtbot, kind, width=width)
    first, last = shown.evenings()
    for n in range((last - first).days + 1):
        evening = first + n * DAY
        assert shown.at(shown.cell(evening).center().toPoint()) == evening


@KINDS
def test_no_two_cells_lie_on_each_other_and_all_lie_on_the_grid(qtbot: QtBot, kind: type[NightGrid]) -> None:
    shown = grid(qtbot, kind)
    first, last = shown.evenings()
    cells = [shown.cell(first + n * DAY) for n in range((last - first).days + 1)]
    assert all(not one.intersects(other) for i, one in enumerate(cells) for other in cells[:i])
    assert all(shown.rect().toRectF().contains(cell) for cell in cells)


def test_there_is_no_31st_of_november_to_press_in_a_year(qtbot: QtBot) -> None:
    shown = grid(qtbot, YearGrid)
    step = shown.cell(date(2026, 11, 30)).center() - shown.cell(date(2026, 11, 29)).center()
    assert shown.at((shown.cell(date(2026, 11, 30)).center() + step).toPoint()) is None


@KINDS
def test_a_press_beside_all_cells_means_no_night(qtbot: QtBot, kind: type[NightGrid]) -> None:
    shown = grid(qtbot, kind)
    assert shown.at(QPoint(1, 1)) is None
    assert shown.at(QPoint(shown.width() - 1, shown.height() + 50)) is None


def test_where_a_month_is_too_long_for_a_row_it_takes_two(qtbot: QtBot) -> None:
    wide, narrow = grid(qtbot, YearGrid), grid(qtbot, YearGrid, width=420)
    assert wide.cell(date(2026, 11, 1)).y() == wide.cell(date(2026, 11, 30)).y()
    assert narrow.cell(date(2026, 11, 1)).y() < narrow.cell(date(2026, 11, 30)).y() < narrow.cell(date(2026, 12, 1)).y()


def test_a_month_begins_under_the_day_of_its_week(qtbot: QtBot) -> None:
    shown = grid(qtbot, MonthGrid)
    sunday, monday, next_sunday = (shown.cell(date(2026, 11, day)) for day in (1, 2, 8))
    assert sunday.x() == next_sunday.x() > monday.x()
    assert sunday.y() < monday.y() == next_sunday.y()


# ---------------------------------------------------------------- keys
def walked(shown: NightGrid, *pressed: Qt.Key) -> date:
    for each in pressed:
        key(each)
    return shown.choice.evening


@pytest.mark.parametrize(
    ("pressed", "evening"),
    [
        (Key.Key_Left, date(2026, 11, 17)),
        (Key.Key_Right, date(2026, 11, 19)),
        (Key.Key_Up, date(2026, 10, 18)),
        (Key.Key_PageUp, date(2025, 11, 18)),
        (Key.Key_Home, date(2026, 11, 1)),
    ],
)
def test_in_a_year_keys_go_by_day_by_month_and_by_year(qtbot: QtBot, pressed: Qt.Key, evening: date) -> None:
    assert walked(grid(qtbot, YearGrid), pressed) == evening


@pytest.mark.parametrize(
    ("pressed", "evening"),
    [
        (Key.Key_Left, date(2026, 11, 17)),
        (Key.Key_Up, date(2026, 11, 11)),
        (Key.Key_PageUp, date(2026, 10, 18)),
        (Key.Key_Home, date(2026, 11, 1)),
    ],
)
def test_in_a_month_keys_go_by_day_by_week_and_by_month(qtbot: QtBot, pressed: Qt.Key, evening: date) -> None:
    assert walked(grid(qtbot, MonthGrid), pressed) == evening


@KINDS
def test_nobody_walks_to_a_night_that_has_not_come(qtbot: QtBot, kind: type[NightGrid]) -> None:
    assert walked(grid(qtbot, kind), Key.Key_End) == TODAY
    assert walked(grid(qtbot, kind, TODAY), Key.Key_Right) == TODAY


@KINDS
def test_nobody_walks_to_a_night_before_there_can_be_any(qtbot: QtBot, kind: type[NightGrid]) -> None:
    assert walked(grid(qtbot, kind, EARLIEST), Key.Key_Left) == EARLIEST


def test_a_night_after_today_that_is_recorded_all_the_same_is_reached_and_said(qtbot: QtBot) -> None:
    shown = grid(qtbot, MonthGrid)
    shown.show_nights({**NIGHTS, TODAY + 3 * DAY: (1, False)}, TODAY)
    assert walked(shown, *[Key.Key_Right] * 9) == TODAY + 3 * DAY
    assert shown.said == "Wed 25 → Thu 26 November: 1 cramp, after today"


@KINDS
def test_enter_opens_the_chosen_night_and_so_does_a_double_click(qtbot: QtBot, kind: type[NightGrid]) -> None:
    shown = grid(qtbot, kind)
    opened: list[date] = []
    shown.opened.connect(opened.append)
    key(Key.Key_Return)
    place = shown.cell(date(2026, 11, 5)).center().toPoint()
    QTest.mouseDClick(shown, Qt.MouseButton.LeftButton, pos=place)
    assert opened == [date(2026, 11, 18), date(2026, 11, 5)]


# ---------------------------------------------------------------- a stretch of nights
def test_shift_makes_the_stretch_longer_and_a_plain_key_ends_it(qtbot: QtBot) -> None:
    shown = grid(qtbot, MonthGrid)
    for _turn in range(3):
        key(Key.Key_Left, SHIFT)
    assert (shown.choice.first, shown.choice.last, shown.choice.length) == (date(2026, 11, 15), date(2026, 11, 18), 4)
    assert "4 nights chosen, the other end is Wed 18 → Thu 19 November" in shown.said
    key(Key.Key_Left)
    assert shown.choice.length == 1


def test_space_at_both_ends_chooses_a_stretch_without_holding_a_key(qtbot: QtBot) -> None:
    shown = grid(qtbot, MonthGrid)
    key(Key.Key_Space)
    assert "a stretch begins here" in shown.said
    walked(shown, Key.Key_Up)
    key(Key.Key_Space)
    assert (shown.choice.length, shown.choice.growing) == (8, False)


def test_escape_leaves_one_night_chosen(qtbot: QtBot) -> None:
    shown = grid(qtbot, MonthGrid)
    key(Key.Key_Up, SHIFT)
    key(Key.Key_Escape)
    assert (shown.choice.length, shown.choice.evening) == (1, date(2026, 11, 11))


def test_a_press_with_shift_goes_to_the_other_end(qtbot: QtBot) -> None:
    shown = grid(qtbot, YearGrid)
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, SHIFT, shown.cell(date(2026, 10, 30)).center().toPoint())
    assert (shown.choice.first, shown.choice.last) == (date(2026, 10, 30), date(2026, 11, 18))


# ---------------------------------------------------------------- months
@pytest.mark.parametrize(
    ("evening", "months", "found"),
    [
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2028, 3, 31), -1, date(2028, 2, 29)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 5, 5), 12, date(2027, 5, 5)),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last_there_is(evening: date, months: int, found: date) -> None:
    assert month_after(evening, months) == found


def test_the_last_of_a_month_is_known_in_december_and_in_leap_years() -> None:
    assert last_of_month(date(2026, 12, 3)) == date(2026, 12, 31)
    assert last_of_month(date(2028, 2, 3)) == date(2028, 2, 29)
    assert last_of_month(date(2026, 2, 3), 30) == date(2026, 2, 28)
