"""What helps: what is compared, what is said of it, and the nights behind it."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QTableWidget

from cramp_journal.app import Program
from cramp_journal.gui.trends.nights_dialog import NightsDialog
from cramp_journal.gui.widgets.chart_card import ChartCard
from tests.builders import a_journal, night
from tests.gui.conftest import Start, press, settle, words
from tests.gui.reading import cells

LAST = date(2026, 11, 21)


def opened(start: Start, folder: Path, ratio: int, nights: int = 112, text_size: int = 100) -> Program:
    """Open the page on nights of which every other had alcohol, with so many cramps for one of the others."""
    logged = []
    for back in range(nights):
        drunk = back % 2 == 0
        logged.append(night(LAST - timedelta(days=back), (ratio if drunk else 1) * (back % 4 < 2), alcohol=drunk))
    a_journal(folder, *logged).close()
    program = start(text_size=text_size)
    program.window.resize(1280, 900)
    program.window.show_page("helps")
    settle()
    return program


def rows(program: Program) -> list[list[str]]:
    card = program.window.page("helps").findChildren(ChartCard)[0]
    press(card, "Table")
    table = card.findChild(QTableWidget)
    assert table is not None
    return cells(table)


def test_a_clear_link_is_said_and_said_to_be_no_cause(start: Start, tmp_path: Path) -> None:
    program = opened(start, tmp_path, 4)
    said = words(program.window.page("helps"))
    assert "Alcohol: more cramps in the same night" in said
    assert "A link is not a cause" in said
    (row,) = rows(program)
    assert row[:3] == ["Alcohol", "112 in 56", "28 in 56"]
    assert row[3].startswith("4.0 (")
    assert row[4] == "more cramps"


def test_no_clear_link_is_an_answer(start: Start, tmp_path: Path) -> None:
    said = words(opened(start, tmp_path, 1).window.page("helps"))
    assert "No clear link in 2 comparisons. That is an answer too" in said


def test_too_few_nights_are_said_as_such(start: Start, tmp_path: Path) -> None:
    said = words(opened(start, tmp_path, 4, nights=12).window.page("helps"))
    assert "Too few nights to compare yet" in said


def test_nothing_to_compare_says_how_to_begin(program: Program) -> None:
    program.window.show_page("helps")
    said = words(program.window.page("helps"))
    assert "Nothing to compare yet" in said
    assert "A link is not a cause" not in said


def test_the_night_after_is_one_press_away(start: Start, tmp_path: Path) -> None:
    program = opened(start, tmp_path, 4)
    page = program.window.page("helps")
    press(page, "The night after")
    assert "1 clear link in the night after" in words(page)
    assert rows(program)[0][:2] == ["Alcohol", "28 in 55"]
    press(page, "The night after")  # taking it back goes to the same night
    assert "1 clear link in the same night" in words(page)


def test_a_row_opens_the_nights_with_it_by_keys(start: Start, tmp_path: Path) -> None:
    program = opened(start, tmp_path, 4)
    view = program.window.page("helps").findChildren(ChartCard)[0].view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription().startswith("Alcohol: 4.0 (")
    QTest.keyClick(view, Qt.Key.Key_Return)
    settle()
    (dialog,) = [d for d in program.window.findChildren(NightsDialog) if d.isVisible()]
    assert dialog.listed.count() == 56


def test_a_shorter_period_looks_at_its_nights_only(start: Start, tmp_path: Path) -> None:
    program = opened(start, tmp_path, 4, nights=250)
    press(program.window.page("helps"), "6 months")
    assert rows(program)[0][1].endswith("in 92")


def test_the_page_says_the_numbers_of_the_command_line(start: Start, tmp_path: Path) -> None:
    from cramp_journal.analysis.factors import effects_as_json, factor_effects
    from cramp_journal.analysis.period import Period

    program = opened(start, tmp_path, 4)
    session = program.session
    figures = session.figures()
    period = Period(figures[0].evening, figures[-1].evening)
    told = effects_as_json(factor_effects(session.contents()["nights"], figures, period))
    same = next(each for each in told if each["lag"] == 0)
    assert rows(program)[0][3] == f"{same['ratio']:.1f} ({same['low']:.1f}–{same['high']:.1f})"


def test_what_has_no_clear_link_is_one_line_until_it_is_wanted(start: Start, tmp_path: Path) -> None:
    program = opened(start, tmp_path, 1)
    page = program.window.page("helps")
    (card,) = page.findChildren(ChartCard)
    assert not card.isVisibleTo(page)
    assert "No clear link: 1." in words(page)
    press(page, "Show them")
    assert card.isVisibleTo(page)
    assert [row[0] for row in rows(program)] == ["Alcohol"]
    press(page, "Hide them")
    assert not card.isVisibleTo(page)


def test_what_is_clear_leads_and_nothing_else_stands_beside_it(start: Start, tmp_path: Path) -> None:
    program = opened(start, tmp_path, 4)
    assert [row[4] for row in rows(program)] == ["more cramps"]


def test_nothing_is_wider_than_the_window_at_twice_the_size(start: Start, tmp_path: Path) -> None:
    program = opened(start, tmp_path, 1, text_size=200)
    page = program.window.page("helps")
    (scroll,) = page.findChildren(QScrollArea)
    program.window.resize(1024, 700)
    settle()
    assert scroll.horizontalScrollBar().maximum() == 0
