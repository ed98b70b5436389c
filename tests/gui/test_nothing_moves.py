"""Nothing moves under the hand: on every page, each control is pressed where it lies, and then looked at again.

After a press, the same control lies under the pointer, or nothing that can be pressed; the page has not scrolled.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from shiboken6 import isValid

from cramp_journal.app import Program
from cramp_journal.gui.calendar.night_grid import NightGrid
from cramp_journal.gui.calendar.night_list import NightList
from cramp_journal.gui.doctor.advice_page import ALIKE, CHECK_IN, EARLIER, TONIGHT, WHEN_TO_GO
from cramp_journal.gui.frame import PAGES
from cramp_journal.gui.last_night.leg_map import LegMap
from cramp_journal.gui.page import Page
from tests.builders import a_journal, night
from tests.gui.conftest import Start, press, press_leg, settle, unfold

# The kinds of controls that change the view on purpose, as their words say: what lies under the pointer cannot stay.
_ANOTHER_THING_TO_FILL_IN = ("Another cramp", "Remove this night", "Show more")
# Links to a part of “See a doctor?”, each shown from its top, as a page is; the parts are walked by themselves below.
_ANOTHER_PART_OF_THE_PAGE = (
    "Tick what you notice",
    "Change my answers",
    "What you notice",
    "Cramp, or something else?",
    "What to do tonight",
    "When to get help",
    "Told before",
    "‹ Back",
)
_LEADS_ELSEWHERE = (*_ANOTHER_THING_TO_FILL_IN, *_ANOTHER_PART_OF_THE_PAGE)

# A screen that nobody sees cannot put a menu or a dialog above the window, and says so when one is opened.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing|propagateSizeHints)")


def pressable(program: Program, page: Page) -> list[QAbstractButton]:
    """Return what can be pressed on a page, in the order of reading."""
    found = [each for each in page.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
    return [each for each in found if not (each.text() or each.accessibleName()).startswith(_LEADS_ELSEWHERE)]


def named(widget: QWidget | None) -> tuple[str, str]:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return (words.lstrip("✓✗ "), (widget.accessibleName() if widget is not None else "").rsplit(":", 1)[0])


def under(program: Program, place: QPoint) -> QWidget | None:
    """Return what can be pressed at a place of the window."""
    found = program.window.childAt(place)
    while found is not None and not isinstance(found, (QAbstractButton, LegMap)):
        found = found.parentWidget()
    return found


def closed(program: Program, page: str) -> bool:
    """Close what was opened, and return whether the press led elsewhere."""
    led = False
    for _level in range(3):
        dialog = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if dialog is not None:
            dialog.close()
            led = True
            settle()
    if program.window.open_page != page or program.window.now.runs:
        program.window.show_page(page)
        led = True
    return led


def views_of(page: Page) -> list[bool]:
    """Return which views of a page are open."""
    return [each.isVisible() for each in page.findChildren(QWidget) if isinstance(each, (NightGrid, NightList))]


def moved_by(program: Program, name: str) -> Iterator[str]:
    """Press each control of a page once, and yield those after which something else lay under the pointer."""
    page = program.window.page(name)
    for control in pressable(program, page):
        if not isValid(control) or not control.isVisible() or not control.isEnabled():
            continue
        page.see(control)
        QApplication.processEvents()
        place, before = control.mapTo(program.window, control.rect().center()), named(control)
        if under(program, place) is not control:  # scrolled out of sight by its own scroll area
            continue
        scrolled, evening = page._scroll.verticalScrollBar().value(), program.window.log_page.evening
        views = views_of(page)
        QTest.mouseClick(control, Qt.MouseButton.LeftButton)
        settle()
        if closed(program, name) or evening != program.window.log_page.evening:
            continue
        if before[0] == "Choose several nights" and views != views_of(page):  # the list leads to the month
            continue
        there = under(program, place)
        same = there is None or there is control or named(there) == before
        if not same or page._scroll.verticalScrollBar().value() != scrolled:
            yield f"{before}: {named(there)}, {scrolled} → {page._scroll.verticalScrollBar().value()}"


@pytest.fixture(scope="module")
def fifteen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nothing-moves")
    nights = [night(date(2026, 11, day), day % 3) for day in range(1, 16)]
    a_journal(folder, *nights).close()
    return folder / "journal.sqlite"


@pytest.fixture(autouse=True)
def saves_where_it_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: asked[2:4])


@pytest.mark.parametrize("name", [each for each in PAGES if each != "log"])
def test_on_no_page_anything_moves_under_the_hand(start: Start, fifteen: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "journal.sqlite"
    file.write_bytes(fifteen.read_bytes())
    program = start(file)
    program.window.resize(1000, 620)
    program.window.show_page(name)
    settle()
    assert list(moved_by(program, name)) == []


@pytest.mark.parametrize("part", [CHECK_IN, ALIKE, TONIGHT, WHEN_TO_GO, EARLIER])
def test_in_no_part_of_see_a_doctor_anything_moves_under_the_hand(
    start: Start, fifteen: Path, tmp_path: Path, part: str
) -> None:
    file = tmp_path / "journal.sqlite"
    file.write_bytes(fifteen.read_bytes())
    program = start(file)
    program.window.resize(1000, 620)
    program.window.show_page("advice")
    program.window.page("advice").show_part(part)
    settle()
    assert list(moved_by(program, "advice")) == []


@pytest.mark.parametrize("opened", ["unknown", "form", "all"])
def test_on_last_night_nothing_moves_under_the_hand(start: Start, fifteen: Path, tmp_path: Path, opened: str) -> None:
    file = tmp_path / "journal.sqlite"
    file.write_bytes(fifteen.read_bytes())
    program = start(file)
    program.window.resize(1000, 620)
    if opened != "unknown":
        press(program.window.log_page, "I had cramps")
        press_leg(program.window.log_page, "back", "left", "calf")
    if opened == "all":
        unfold(program.window.log_page)
    settle()
    assert list(moved_by(program, "log")) == []


def test_undo_moves_neither_the_page_nor_the_focus(program: Program) -> None:
    page = program.window.log_page
    program.window.resize(1000, 620)
    press(page, "I had cramps")
    for answer in ("2–4", "7", "8"):
        press(page, answer)
        page.flush()
    settle()
    bar = page._scroll.verticalScrollBar()
    bar.setValue(60)
    focused, place = QApplication.focusWidget(), bar.value()
    assert place > 0
    for _step in range(2):
        QTest.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert (QApplication.focusWidget(), bar.value()) == (focused, place)
