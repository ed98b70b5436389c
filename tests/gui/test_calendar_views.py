"""Four weeks night by night, and the list of all nights."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal.gui.calendar.calendar_page import CalendarPage
from cramp_journal.gui.calendar.night_grid import Choice, NightGrid
from cramp_journal.gui.calendar.weeks_grid import WeeksGrid
from cramp_journal.gui.widgets.night_strip import NightCounts
from tests.builders import night
from tests.gui.calendar_hands import Key, Show, nov, shower
from tests.gui.conftest import Start, press, settle, words
from tests.gui.held import held

TODAY, DAY = date(2026, 11, 22), timedelta(days=1)
NIGHTS: NightCounts = {date(2026, 10, 1) + n * DAY: (n % 3, n % 7 == 4) for n in range(50)}
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def show(start: Start, tmp_path: Path) -> Show:
    return shower(start, tmp_path)


def weeks(qtbot: QtBot, evening: date = TODAY - DAY) -> WeeksGrid:
    made = WeeksGrid(Choice(evening, evening))
    made.show_nights(NIGHTS, TODAY, {date(2026, 11, 20)})
    shown = held(qtbot, made, 1000, 900)
    shown.resize(900, shown.sizeHint().height())
    return shown


def test_four_whole_weeks_are_shown_and_each_cell_means_its_night(qtbot: QtBot) -> None:
    shown = weeks(qtbot)
    first, last = shown.evenings()
    assert ((last - first).days, first.weekday()) == (27, 0)
    assert first <= TODAY <= last
    for n in range(28):
        assert shown.at(shown.cell(first + n * DAY).center().toPoint()) == first + n * DAY


def test_walking_within_the_four_weeks_moves_no_cell_and_beyond_them_shows_the_weeks_before(qtbot: QtBot) -> None:
    shown = weeks(qtbot)
    shown.setFocus()
    before = shown.evenings()
    QTest.keyClick(shown, Key.Key_Up)
    QTest.keyClick(shown, Key.Key_Left)
    assert shown.evenings() == before
    QTest.keyClick(shown, Key.Key_PageUp)
    assert shown.evenings() == (before[0] - 28 * DAY, before[1] - 28 * DAY)


def test_the_time_of_a_cramp_is_seen_and_another_time_looks_different(qtbot: QtBot) -> None:
    shown, evening = weeks(qtbot), date(2026, 11, 17)
    pictures = []
    kinds: list[list[str | None]] = [[], ["23:10"], ["03:30"], ["03:30", "05:00"], [None]]
    for times in kinds:
        shown.show_times({evening: times})
        pictures.append(bytes(shown.grab(shown.cell(evening).toRect()).toImage().constBits()))
    assert len(set(pictures)) == 5 - (NIGHTS[evening][0] == 0) * 4


def test_tonight_and_nights_before_the_journal_are_not_said_to_be_unrecorded(show: Show) -> None:
    _program, page = show(nov(19, 2), nov(21))
    press(page, "4 weeks")
    grid = page.findChildren(WeeksGrid)[0]
    said = {day: grid._in_words(date(2026, 11, day)) for day in (18, 19, 20, 22)}
    assert said[18].endswith("before your journal began")
    assert said[20].endswith("not recorded")
    assert said[22].endswith("tonight, still to come")
    assert "1 not recorded" in words(page)


def test_a_night_that_is_not_remembered_has_a_shape_and_words_of_its_own(show: Show) -> None:
    program, page = show(nov(18), nov(21))
    program.window._catch_up.take(date(2026, 11, 19), "unknown")
    settle()
    for view in ("Year", "Month", "4 weeks"):
        press(page, *([view] if view != "Year" else []))
        grid = next(w for w in page.findChildren(QWidget) if isinstance(w, NightGrid) and w.isVisibleTo(page))
        assert grid._in_words(date(2026, 11, 19)).endswith("not remembered")
        pictures = {
            bytes(grid.grab(QRect(place.x() + 24, place.y() + 24, 8, 8) if view != "Year" else place).toImage().bits())
            for day in (19, 20)
            for place in [grid.cell(date(2026, 11, day)).toRect()]
        }
        assert len(pictures) == 2
    assert "1 not remembered, 1 not recorded" in words(page)
    program.window._catch_up.take(date(2026, 11, 19), "undo")
    settle()
    assert "2 not recorded" in words(page)


def test_the_list_has_every_night_since_the_journal_began_newest_first(show: Show) -> None:
    cramp = {"side": "left", "muscle": "calf", "time": "03:10", "time_precision": "exact"}
    program, page = show(night(date(2026, 11, 18), [cramp]), nov(20, left_out=True), nov(21))
    press(page, "List")
    listed = page.findChild(QListView)
    assert listed is not None
    model = listed.model()
    rows = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert rows == [
        "Sat 21 → Sun 22 November: no cramps",
        "Fri 20 → Sat 21 November: no cramps, left out of the figures",
        "Thu 19 → Fri 20 November: not recorded",
        "Wed 18 → Thu 19 November: left calf, 03:10",
    ]
    listed.setFocus()
    for _row in range(3):
        QTest.keyClick(listed, Key.Key_Down)
    assert "Wed 18 → Thu 19 November" in words(page)
    opened: list[date] = []
    assert isinstance(page, CalendarPage)
    page.night_wanted.connect(opened.append)
    QTest.keyClick(listed, Key.Key_Return, PLAIN)
    assert opened == [date(2026, 11, 18)]
    program.window.show_page("calendar")
    press(page, "Choose several nights")  # a list chooses one night: the month is shown
    assert "November 2026" in words(page)


def test_fifty_years_of_nights_are_listed_without_making_them(show: Show) -> None:
    _program, page = show(nov(21), night(date(1976, 11, 22)))
    press(page, "List")
    listed = page.findChild(QListView)
    assert listed is not None
    assert listed.model().rowCount() == (date(2026, 11, 21) - date(1976, 11, 22)).days + 1
