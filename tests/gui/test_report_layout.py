"""The Report page at every size: whole pages, Save and Print in sight, nothing that moves under the hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QScrollArea, QScrollBar, QWidget

from cramp_journal import clock
from cramp_journal.advice.signs import SIGNS_ASKED, read_asked
from cramp_journal.app import Program
from cramp_journal.gui.theme import theme
from tests.gui.conftest import Start, button, press, settle, words
from tests.gui.test_report_page import pages, report
from tests.gui.test_window import demo


@pytest.fixture
def program(start: Start, tmp_path: Path) -> Iterator[Program]:
    program = start(demo(tmp_path, 60))
    program.window.show_page("report")
    settle()
    yield program
    settle()


@pytest.mark.parametrize(("wide", "tall", "text_size"), [(1280, 800, 100), (1366, 768, 100)])
@pytest.mark.parametrize("paper", ["A4", "US Letter"])
def test_whole_pages_are_seen_and_save_and_print_stay_in_sight(
    start: Start, tmp_path: Path, wide: int, tall: int, text_size: int, paper: str
) -> None:
    program = start(demo(tmp_path, 20), text_size=text_size)
    program.window.resize(wide, tall)
    program.window.show_page("report")
    settle()
    press(report(program), paper)
    settle()
    page = report(program)
    view = next(each for each in page.findChildren(QScrollArea) if each.isAncestorOf(pages(program)[0]))
    for shown in pages(program):
        assert shown.height() <= view.viewport().height()
        assert shown.height() >= 0.8 * view.viewport().height() or shown.width() >= 0.8 * view.viewport().width()
    for bar in page.findChildren(QScrollBar):
        assert not (bar.orientation() == Qt.Orientation.Horizontal and bar.isVisible())
        bar.setValue(bar.maximum())  # wherever the page is scrolled to
    for text in ("Save PDF…", "Print…"):
        pressed = button(page, text)
        corners = (pressed.rect().topLeft(), pressed.rect().bottomRight())
        assert pressed.isVisible()
        assert all(page.rect().contains(pressed.mapTo(page, corner)) for corner in corners)
    assert program.window.width() <= wide


@pytest.mark.parametrize(("wide", "tall", "text_size"), [(1366, 768, 200), (1366, 700, 200), (1024, 700, 150)])
def test_with_large_text_a_page_is_as_wide_as_the_room_in_one_scroll_below_the_choices(
    start: Start, tmp_path: Path, wide: int, tall: int, text_size: int
) -> None:
    program = start(demo(tmp_path, 20), text_size=text_size)
    program.window.resize(wide, tall)
    program.window.show_page("report")
    settle()
    page = report(program)
    first = pages(program)[0]
    (view,) = [each for each in page.findChildren(QScrollArea) if each.isAncestorOf(first)]
    assert first.width() >= 0.85 * view.viewport().width() or first.width() >= theme().roomy_px(740)
    page._scroll.ensureWidgetVisible(first)  # type: ignore[attr-defined]
    assert view.viewport().height() >= 0.55 * tall
    for text in ("Save PDF…", "Print…"):
        pressed = button(page, text)
        corners = (pressed.rect().topLeft(), pressed.rect().bottomRight())
        assert all(page.rect().contains(pressed.mapTo(page, corner)) for corner in corners)
    program.window.resize(wide + 1000, tall)  # on a larger screen they stand side by side again
    settle()
    beside = [each for each in page.findChildren(QScrollArea) if each.isAncestorOf(pages(program)[0])]
    assert len(beside) == 1
    assert beside != [view]
    program.window.resize(wide, tall)
    settle()
    assert [each for each in page.findChildren(QScrollArea) if each.isAncestorOf(pages(program)[0])] == [view]


def test_saving_a_report_moves_nothing(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def places() -> dict[QWidget, QRect]:
        seen = (each for each in report(program).findChildren(QWidget) if each.isVisible() and not offers(each))
        return {each: QRect(each.mapToGlobal(QPoint(0, 0)), each.size()) for each in seen}

    def offers(each: QWidget) -> bool:
        return isinstance(each, QPushButton) and each.text() in ("Open", "Show in folder")

    before = places()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine.pdf"), ""))
    press(report(program), "Save PDF…")
    settle()
    after = places()
    assert {each: place for each, place in after.items() if before.get(each, place) != place} == {}
    assert f"Saved: {tmp_path / 'mine.pdf'}." in words(report(program))


def test_the_first_screen_of_the_report_has_few_words(program: Program) -> None:
    program.window.resize(1280, 800)
    settle()
    inside = program.window.rect()
    said = []
    for each in program.window.findChildren(QWidget):
        place = QRect(each.mapTo(program.window, QPoint(0, 0)), each.size())
        if isinstance(each, QLabel | QPushButton) and inside.contains(place) and not each.visibleRegion().isEmpty():
            said.append(each.text())
    count = len(" ".join(said).split())
    assert 40 < count <= 120, said


def test_what_the_check_in_asked_is_no_in_the_report_and_not_asked_before(program: Program) -> None:
    assert program.session.journal().state(SIGNS_ASKED) == ""
    program.window.show_page("advice")
    settle()
    assert program.session.journal().state(SIGNS_ASKED) == ""  # another part of that page
    program.window.page("advice").show_part("check_in")
    settle()
    assert read_asked(program.session.journal().state(SIGNS_ASKED), clock.today()).on == clock.today()
