"""Trends, by mouse and by keys: what is shown, what is under a bar, tables, pictures, earlier nights."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QTableWidget, QWidget

from cramp_journal.app import Program
from cramp_journal.gui import messages
from cramp_journal.gui.trends.nights_dialog import NightsDialog
from cramp_journal.gui.widgets.chart_card import ChartCard
from cramp_journal.gui.widgets.chart_view import ChartView
from cramp_journal.gui.widgets.number_table import NumberTable
from tests.builders import a_journal, night
from tests.gui.conftest import Start, button, press, settle, words
from tests.gui.reading import cells, header

LAST = date(2026, 11, 21)
LEFT = Qt.MouseButton.LeftButton

Open = Callable[..., tuple[Program, QWidget]]


def evening(back: int) -> date:
    return LAST - timedelta(days=back)


@pytest.fixture
def trends(start: Start, tmp_path: Path) -> Open:
    """Open Trends on nights with a cramp every fourth night: `trends(nights=60)`."""

    def open_page(nights: int = 60, **fields: object) -> tuple[Program, QWidget]:
        cramp = {"side": "left", "muscle": "calf", "time": "03:10", "time_precision": "about", "seconds": 150}
        logged = [night(evening(back), [cramp] * (back % 4 == 0), **fields) for back in range(nights)]
        a_journal(tmp_path, *logged).close()
        program = start()
        program.window.resize(1280, 2600)  # all charts are seen
        program.window.show_page("trends")
        settle()
        return program, program.window.page("trends")

    return open_page


def card(page: QWidget, part: str) -> ChartCard:
    """Find the chart of which the title holds some words."""
    return next(
        c for c in page.findChildren(ChartCard) if any(part in label.text() for label in c.findChildren(QLabel))
    )


def hint(view: ChartView) -> str:
    return view._hint.text() if view._hint.isVisible() else ""


def middle_of(view: ChartView, place: int) -> QPointF:
    return view._spots[place][1].center()


def open_dialog(program: Program) -> NightsDialog:
    settle()
    (dialog,) = [d for d in program.window.findChildren(NightsDialog) if d.isVisible()]
    return dialog


def test_the_sentence_at_the_top_counts_and_says_how_sure_it_is(trends: Open) -> None:
    _program, page = trends(28)
    said = words(page)
    assert "7 cramps in the last 28 nights (28 recorded). Too few of the 28 before are recorded to compare." in said
    assert "28 of the 28 nights shown are recorded (100%)." in said


def test_few_recorded_nights_are_said_beside_the_figures(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, *(night(evening(back), back % 2) for back in range(0, 60, 2))).close()
    program = start()
    program.window.show_page("trends")
    assert "With so few recorded, take every number here with care." in words(program.window.page("trends"))


def test_an_empty_journal_has_no_empty_charts_but_says_how_they_come(program: Program) -> None:
    program.window.show_page("trends")
    page = program.window.page("trends")
    assert "Your charts will be here" in words(page)
    assert not any(view.isVisible() for view in page.findChildren(ChartView))


def test_a_journal_younger_than_the_period_begins_with_its_first_night(trends: Open) -> None:
    _program, page = trends(40)
    assert "40 of the 40 nights shown are recorded" in words(page)


def test_the_titles_say_the_findings(trends: Open) -> None:
    _program, page = trends(60)
    said = words(page)
    assert "About 1.8 cramps a week at the end" in said
    assert "They usually last 2 min 30 s" in said
    assert "Most often between 2 and 4 o’clock (15 of 15)" in said
    assert "Most often: left calf (15 of 15)" in said
    assert "14 nights with cramps, 42 without, 0 not recorded" in said


def test_each_chart_says_to_who_cannot_see_it_what_it_shows(trends: Open) -> None:
    _program, page = trends(60)
    views = page.findChildren(ChartView)
    assert len(views) == 5
    for view in views:
        assert view.accessibleName()
        assert "Enter opens the nights" in view.accessibleDescription()
    assert "14 cramps in 8 stretches of 7 nights" in views[0].accessibleDescription()


def test_the_mouse_over_a_bar_shows_what_it_counts_and_a_click_opens_its_nights(trends: Open) -> None:
    program, page = trends(60)
    view = card(page, "cramps a week").view
    QTest.mouseMove(view, middle_of(view, len(view._spots) - 1).toPoint())
    assert hint(view) == "15–21 Nov 2026: 2 cramps, 7 of 7 nights recorded"
    QTest.mouseClick(view, LEFT, pos=middle_of(view, len(view._spots) - 1).toPoint())
    dialog = open_dialog(program)
    listed = [dialog.listed.item(row).text() for row in range(dialog.listed.count())]
    assert listed == [
        "Sat 21 → Sun 22 November 2026: left calf; about 03:10; 2 min 30 s",
        "Tue 17 → Wed 18 November 2026: left calf; about 03:10; 2 min 30 s",
    ]
    QTest.keyClick(dialog.listed, Qt.Key.Key_Down)
    QTest.keyClick(dialog.listed, Qt.Key.Key_Return)
    settle()
    assert program.window.open_page == "log"
    assert program.window.log_page.evening == date(2026, 11, 17)


def test_the_arrow_keys_go_over_the_bars_and_enter_opens_the_nights(trends: Open) -> None:
    program, page = trends(60)
    view = card(page, "o’clock").view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert hint(view) == "20–22: 0 cramps"
    for _step in range(3):
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == hint(view) == "02–04: 15 cramps"
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert open_dialog(program).findChildren(QListWidget)[0].count() == 15
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert hint(view) == ""


def test_a_night_of_the_strip_opens_at_once(trends: Open) -> None:
    program, page = trends(60)
    view = card(page, "a row for each week").view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Space)
    settle()
    assert program.window.log_page.evening == evening(1)


def test_the_table_has_the_numbers_of_the_chart_the_newest_first_and_opens_its_nights(trends: Open) -> None:
    program, page = trends(60)
    chart = card(page, "cramps a week")
    press(chart, "Table")
    table = chart.findChild(QTableWidget)
    assert table is not None
    assert table.isVisible()
    assert not chart.view.isVisible()
    row = cells(table)[0]
    assert row[:3] == ["15–21 Nov 2026", "7 / 7", "2"]
    assert row[3].startswith("1.8 (")
    assert table.rowCount() == len(chart.view._spots)
    table.setFocus()
    table.setCurrentCell(0, 0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert open_dialog(program).listed.count() == 2


def test_a_picture_is_saved_where_the_person_says(
    trends: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program, page = trends(60)
    for name, begins in (("a.png", b"\x89PNG"), ("b.svg", b"<?xml"), ("without ending", b"\x89PNG")):
        monkeypatch.setattr(messages, "ask_where_to_save", lambda *_args, name=name: tmp_path / name)
        press(card(page, "They usually last"), "Save picture…")
        out = tmp_path / (name if "." in name else f"{name}.png")
        assert out.read_bytes().startswith(begins)
        assert f"Saved: {out}" in words(page)


def test_a_picture_that_cannot_be_saved_is_said_and_leaves_nothing_behind(
    trends: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program, page = trends(60)
    nowhere = tmp_path / "no such folder" / "a.png"
    monkeypatch.setattr(messages, "ask_where_to_save", lambda *_args: nowhere)
    press(card(page, "They usually last"), "Save picture…")
    assert "It could not be saved" in words(page)
    assert not nowhere.parent.exists()


def test_the_room_is_laid_under_the_rate_and_into_the_table(trends: Open) -> None:
    _program, page = trends(60, room_temperature_c=17.5)
    chart = card(page, "cramps a week")
    press(chart, "Table", "Room temperature", "What is this?")
    table = chart.findChild(QTableWidget)
    assert table is not None
    assert cells(table)[0][-1] == "17.5 °C"
    assert "dashed: room temperature" in words(page)


def test_earlier_and_later_walk_through_the_years_and_stop_at_their_ends(trends: Open) -> None:
    _program, page = trends(120)
    press(page, "4 weeks")
    later, earlier = button(page, "Later ›"), button(page, "‹ Earlier")
    assert not later.isEnabled()
    press(page, "‹ Earlier")
    assert "in the 28 nights up to 7 Nov 2026" in words(page)
    assert later.isEnabled()
    for _press in range(10):
        press(page, "‹ Earlier")
    assert not earlier.isEnabled()
    assert "28 of the 28 nights shown are recorded" in words(page)  # never beyond the first night
    press(page, "All")
    assert "in the last 28 nights" in words(page)


def test_the_chart_over_time_is_dragged_like_paper(trends: Open) -> None:
    _program, page = trends(120)
    press(page, "4 weeks")
    settle()
    view = card(page, "cramps a week").view
    start, week = middle_of(view, 1), view._spots[1][1].width()
    QTest.mousePress(view, LEFT, pos=start.toPoint())
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(view, (start + QPointF(week * share, 0)).toPoint())
        QApplication.processEvents()
    QTest.mouseRelease(view, LEFT, pos=(start + QPointF(week, 0)).toPoint())
    settle()
    assert "in the 28 nights up to 14 Nov 2026" in words(page)


def test_the_numbers_stand_beside_those_before_and_a_year_ago(trends: Open) -> None:
    _program, page = trends(420)
    press(page, "4 weeks")
    settle()
    table = page.findChildren(NumberTable)[0]
    assert header(table) == ["", "These nights", "As many before", "Same season, last year"]
    rows = {row[0]: row[1:] for row in cells(table)}
    assert rows["Nights"] == ["25 Oct – 21 Nov 2026", "27 Sep – 24 Oct 2026", "26 Oct – 22 Nov 2025"]
    assert rows["Cramps"] == ["7", "7", "7"]
    assert rows["These nights against those"][1].startswith("1.0 times as many (")


def test_a_chart_out_of_sight_is_not_drawn_before_one_comes_to_it(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, *(night(evening(back), back % 2) for back in range(60))).close()
    program = start()
    program.window.resize(1280, 700)
    program.window.show_page("trends")
    settle()
    views = program.window.page("trends").findChildren(ChartView)
    assert [view._drawn is not None for view in (views[0], views[-1])] == [True, False]


def test_another_period_redraws_only_what_says_something_else(trends: Open) -> None:
    _program, page = trends(120)
    strip = card(page, "a row for each week").view
    before = strip._drawn
    press(page, "3 months")
    settle()
    assert strip._drawn is before
