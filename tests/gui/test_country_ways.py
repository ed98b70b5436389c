"""Weeks and dates follow the system's country, and their words the window's language."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint
from PySide6.QtWidgets import QDateEdit, QFileDialog
from pytestqt.qtbot import QtBot

from cramp_journal.exchange.typed_text import name_in
from cramp_journal.formats import weekday_name
from cramp_journal.gui.calendar.month_grid import MonthGrid
from cramp_journal.gui.calendar.night_grid import Choice
from cramp_journal.gui.trends.trends_page import TrendsPage
from cramp_journal.gui.widgets.country_ways import first_weekday
from cramp_journal.gui.widgets.day_chooser import DayChooser
from cramp_journal.report import bedside_form
from tests.gui.conftest import Start, press, settle
from tests.gui.test_window import demo

DAY = date(2026, 11, 22)  # a Sunday


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    name = str(request.param)
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale(name)))
    return name


@pytest.mark.parametrize(
    ("system", "first", "shown"),
    [
        ("en_US", 6, "Sun Nov 22 2026"),
        ("de_DE", 0, "Sun 22 Nov 2026"),
        ("th_TH", 6, "Sun 22 Nov 2026"),
        ("ja_JP", 6, "Sun 2026 Nov 22"),
        ("ar_EG", 5, "Sun 22 Nov 2026"),
    ],
    indirect=["system"],
)
def test_weeks_start_and_dates_are_ordered_as_in_the_country(qtbot: QtBot, system: str, first: int, shown: str) -> None:
    assert first_weekday() == first
    chooser = DayChooser("day", date(2020, 1, 1), DAY)
    qtbot.addWidget(chooser)
    field = chooser.findChild(QDateEdit)
    assert isinstance(field, QDateEdit)
    assert field.text() == shown
    assert chooser.day == DAY


@pytest.mark.parametrize("system", ["en_US", "de_DE", "ar_EG"], indirect=True)
def test_each_day_of_the_month_is_found_where_it_is_drawn(qtbot: QtBot, system: str) -> None:
    grid = MonthGrid(Choice(DAY, DAY))
    qtbot.addWidget(grid)
    grid.resize(700, 500)
    shown = grid._first
    for day in (1, 15, 28):
        evening = shown.replace(day=day)
        cell = grid.cell(evening)
        assert grid.at(QPoint(round(cell.center().x()), round(cell.center().y()))) == evening
        column = round((cell.x() - grid.cell(shown).x()) / cell.width())
        assert (evening.weekday() - first_weekday()) % 7 == (shown.weekday() - first_weekday()) % 7 + column


@pytest.mark.parametrize(
    ("system", "first"), [("en_US", "Sun"), ("de_DE", "Mon"), ("ar_EG", "Sat")], indirect=["system"]
)
def test_tables_and_charts_of_trends_and_the_blank_form_start_their_weeks_as_the_calendar_does(
    start: Start, tmp_path: Path, system: str, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(demo(tmp_path, 60))
    program.window.show_page("trends")
    settle()
    page = program.window.page("trends")
    assert isinstance(page, TrendsPage)
    cell = page._weekdays.item(0, 0)
    assert cell is not None
    assert cell.text() == first
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_of: (str(tmp_path / "form.pdf"), "PDF"))
    made: list[bedside_form.Blank] = []

    def note(blank: bedside_form.Blank) -> tuple[bytes, str]:
        made.append(blank)
        return b"%PDF", ""

    monkeypatch.setattr(bedside_form, "blank_form", note)
    program.window.show_page("report")
    press(program.window.page("report"), "Blank form…")
    settle()
    assert weekday_name(date(2026, 1, 5) + timedelta(days=made[0].first_weekday)) == first


@pytest.mark.parametrize("mark", ["\u200f", "\u200e", "\u202e", "\u2066", "\u061c"])
def test_a_name_has_no_mark_that_turns_its_neighbours_around(mark: str) -> None:
    assert name_in(f"{mark}long {mark}car journey{mark}") == "long car journey"
    assert name_in(mark) == ""
    assert name_in("می\u200cخواهم") == "می\u200cخواهم"  # a joiner that belongs to the word
