"""What a screen reader finds on each page and in each dialog: true roles, a name for each stop, no name twice."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.gui.calendar.month_grid import MonthGrid
from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.tick_list import TickRow
from tests.gui.conftest import Start, button, focused, press, settle, unfold
from tests.gui.heard import CHOSEN, PRESSED, TYPED, Heard, heard_in
from tests.gui.test_keeping_access import ALL, Made
from tests.gui.test_window import PAGES, demo

pytestmark = [
    pytest.mark.usefixtures("quick_key"),
    pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing|propagateSizeHints)"),
]

_MOST_STOPS = 60  # of Tab in a dialog


def faults(found: list[Heard]) -> list[str]:
    """Return what a person who hears a window would stumble over."""
    acts = [each for each in found if each.role in (*PRESSED, *TYPED) and each.is_enabled]
    names = Counter((each.group, each.name) for each in acts)
    return [
        *(f"twice: {name} {group}" for (group, name), count in names.items() if count > 1),
        *(f"a stop without a name: {each}" for each in found if each.can_focus and not each.name),
        *(f"said twice: {each}" for each in found if each.described.startswith(each.name or "-") and not _hint(each)),
        *(f"its state is in its name: {each}" for each in found if each.role in CHOSEN and each.name.startswith("✓")),
        *([] if any(each.role == "Heading" for each in found) else ["no heading"]),
        *(
            f"an answer without its question: {each}"
            for each in found
            if each.role == "RadioButton" and not _asked(each)
        ),
    ]


def _hint(field: Heard) -> bool:
    """Return whether Qt offers the words in an empty field, which are its name, as its description too."""
    return field.role == "EditableText" and field.described == field.name


def _asked(answer: Heard) -> bool:
    return bool(answer.group) or answer.name.split(" ·")[0] in ("No cramps", "I had cramps")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_on_a_page_puzzles_who_hears_it(start: Start, tmp_path: Path, name: str) -> None:
    program = start(demo(tmp_path, 60))
    program.window.show_page(name)
    settle()
    assert faults(heard_in(program.window)) == []
    unfold(program.window.page(name))
    settle()
    assert faults(heard_in(program.window)) == []


@pytest.mark.parametrize("made", ALL.values(), ids=ALL)
def test_nothing_in_a_dialog_puzzles_who_hears_it(start: Start, tmp_path: Path, qtbot: QtBot, made: Made) -> None:
    window = made(start, tmp_path, qtbot, 100)
    settle()
    assert faults(heard_in(window)) == []


@pytest.mark.parametrize("part", ["What you notice", "Cramp, or something else?", "What to do tonight", "Told before"])
def test_nor_does_a_part_of_see_a_doctor(start: Start, tmp_path: Path, part: str) -> None:
    program = start(demo(tmp_path, 60))
    program.window.show_page("advice")
    page = program.window.page("advice")
    press(page, part)
    for row in [each for each in page.findChildren(TickRow) if each.isVisible()][3:6]:
        row.box.click()
    settle()
    for more in [each for each in page.findChildren(QPushButton) if each.text().startswith("Say more")]:
        more.click()
    settle()
    assert faults(heard_in(program.window)) == []


def test_nor_does_a_cramp_right_now(program: Program) -> None:
    program.window.now.begin()
    settle()
    assert faults(heard_in(program.window)) == []


def test_the_open_page_is_the_chosen_one_of_a_list_of_pages(program: Program) -> None:
    program.window.show_page("calendar")
    tabs = [each for each in heard_in(program.window) if each.role == "PageTab"]
    assert [each.name for each in tabs if each.is_on] == ["Calendar"]
    assert {each.group for each in tabs if each.name != "Help"} == {"Pages"}


def test_a_title_is_a_heading_of_the_first_level_and_a_card_has_one_of_the_second(program: Program) -> None:
    labels = program.window.log_page.findChildren(QLabel)
    asked = {each.text(): QAccessible.queryAccessibleInterface(each) for each in labels if each.text()}
    level = QAccessible.Attribute.Level
    for text, number in (("Last night", 1), ("Last 14 nights", 2)):
        assert asked[text].role() == SpokenRole.Heading
        assert asked[text].attributesInterface().attributeValue(level) == number
        assert asked[text].textInterface() is None  # asking for what it has not must not end the program


def test_answers_are_radio_buttons_in_their_question_and_are_pressed_by_a_reader(program: Program) -> None:
    button(program.window.log_page, "I had cramps").click()
    row = next(each for each in program.window.log_page.findChildren(QWidget) if each.accessibleName() == "When?")
    group = QAccessible.queryAccessibleInterface(row)
    answers = [group.child(number) for number in range(group.childCount())]
    assert {each.role() for each in answers} == {SpokenRole.RadioButton}
    assert answers[0].text(QAccessible.Text.Name) == "Bedtime"
    assert answers[1].text(QAccessible.Text.Description) == f"2 of {len(answers)}"
    answers[0].actionInterface().doAction("Press")
    assert [bool(each.state().checked) for each in answers[:2]] == [True, False]


def test_three_answers_of_one_chip_are_in_its_name_and_two_are_a_box(program: Program) -> None:
    unfold(program.window.log_page)
    found = {each.name: each for each in heard_in(program.window)}
    assert found["woke me up: not said"].role == "Button"
    program.window.show_page("report")
    settle()
    box = next(each for each in heard_in(program.window) if each.name.startswith("Page 2"))
    assert (box.role, box.is_on) == ("CheckBox", True)


def test_what_is_drawn_is_a_picture_with_a_description(start: Start, tmp_path: Path) -> None:
    program = start(demo(tmp_path, 60))
    program.window.show_page("trends")
    settle()
    charts = [each for each in heard_in(program.window) if each.role == "Graphic" and each.can_focus]
    assert len(charts) >= 5
    assert all(each.described for each in charts)


def test_a_month_is_a_list_of_nights_with_what_each_was(start: Start, tmp_path: Path) -> None:
    program = start(demo(tmp_path, 60))
    program.window.show_page("calendar")
    page = program.window.page("calendar")
    press(page, "Month")
    settle()
    nights = [each for each in heard_in(program.window) if each.role == "ListItem"]
    assert len(nights) == 30
    assert nights[19].name.startswith("Fri 20 → Sat 21 November: ")
    grid = next(each for each in page.findChildren(MonthGrid) if each.isVisible())
    grid.setFocus()
    asked = QAccessible.queryAccessibleInterface(grid)
    assert asked.focusChild().text(QAccessible.Text.Name) == grid.said
    assert asked.indexOfChild(asked.child(7)) == 7
    assert asked.child(7).parent().role() == SpokenRole.List
    assert asked.child(30) is None
    assert grid.rect().contains(grid.item_place(7))


@pytest.fixture
def reader() -> Iterator[None]:
    """A screen reader is at work."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def test_what_a_widget_is_can_be_said_after_its_text_was(reader: None, qtbot: QtBot) -> None:
    made = QPushButton("Trends")
    qtbot.addWidget(made)
    made.setText("Calendar")
    speak_as(made, SpokenRole.PageTab)
    assert QAccessible.queryAccessibleInterface(made).role() == SpokenRole.PageTab


def test_tab_enters_answers_at_the_chosen_one(qtbot: QtBot) -> None:
    row = ChipRow("Period", [("4w", "4 weeks"), ("6m", "6 months"), ("1y", "1 year")])
    qtbot.addWidget(row)
    row.set_value("6m")
    stops = [each.text() for each in row.chips if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [each.lstrip("✓ ") for each in stops] == ["6 months"]


@pytest.mark.parametrize("name", PAGES)
def test_what_tab_comes_to_is_on_the_screen(start: Start, tmp_path: Path, name: str) -> None:
    program = start(demo(tmp_path, 60), text_size=150)
    program.window.resize(1024, 600)
    program.window.show_page(name)
    settle()
    page = program.window.page(name)
    inside, seen = page._scroll.widget(), page._scroll.viewport()
    assert inside is not None
    page._scroll.verticalScrollBar().setValue(page._scroll.verticalScrollBar().maximum())
    program.window.sidebar.take_focus()
    for _stop in range(12):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        QApplication.processEvents()
        if inside.isAncestorOf(focused()):
            place = QRect(focused().mapTo(seen, QPoint(0, 0)), focused().size())
            assert seen.rect().intersects(place), focused().accessibleName()


@pytest.mark.parametrize("made", ALL.values(), ids=ALL)
def test_what_tab_comes_to_in_a_dialog_is_on_the_screen(start: Start, tmp_path: Path, qtbot: QtBot, made: Made) -> None:
    window = made(start, tmp_path, qtbot, 200)
    window.resize(640, 400)
    settle()
    first, stops = focused(), 0
    while stops < _MOST_STOPS and (stops == 0 or focused() is not first):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        QApplication.processEvents()
        stops += 1
        assert _is_in_sight(focused()), focused().accessibleName()
    QTest.keyClick(focused(), Qt.Key.Key_Backtab)
    QApplication.processEvents()
    assert _is_in_sight(focused()), focused().accessibleName()


def _is_in_sight(widget: QWidget) -> bool:
    """Return whether some of a widget is seen in each area around it that scrolls."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QAbstractScrollArea):
            seen = around.viewport()
            if seen.isAncestorOf(widget):
                place = QRect(widget.mapTo(seen, QPoint(0, 0)), widget.size())
                if not seen.rect().intersects(place):
                    return False
        around = around.parentWidget()
    return True


@pytest.mark.parametrize("name", PAGES)
def test_tab_enters_the_answers_of_each_question_on_a_page_at_the_chosen_one(
    start: Start, tmp_path: Path, name: str
) -> None:
    program = start(demo(tmp_path, 60))
    program.window.show_page(name)
    settle()
    unfold(program.window.page(name))
    settle()
    assert _wrongly_entered(program.window) == []


@pytest.mark.parametrize("made", ALL.values(), ids=ALL)
def test_tab_enters_the_answers_of_each_question_in_a_dialog_at_the_chosen_one(
    start: Start, tmp_path: Path, qtbot: QtBot, made: Made
) -> None:
    assert _wrongly_entered(made(start, tmp_path, qtbot, 100)) == []


def _wrongly_entered(window: QWidget) -> list[str]:
    """Return the names of the questions with a chosen answer which Tab enters at another one."""
    wrong = []
    for row in [each for each in window.findChildren(ChipRow) if each.isVisible()]:
        chosen = [each for each in row.chips if each.isChecked()]
        stops = [each for each in row.chips if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if len(stops) != 1 or (chosen and stops != chosen):
            wrong.append(row.accessibleName())
    return wrong
