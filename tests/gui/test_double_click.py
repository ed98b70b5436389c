"""A hand that trembles presses twice: the second press does nothing to what came up in the place of the first thing."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from cramp_journal.app import Program
from cramp_journal.gui.keeping.bin_dialog import BinDialog
from cramp_journal.gui.keeping.deleted_nights import DeletedNights
from cramp_journal.gui.last_night.cramp_card import CrampCard
from cramp_journal.gui.session import edits
from tests.builders import a_journal, night
from tests.gui.conftest import Start, button, press, settle, unfold

LAST = date(2026, 11, 21)
THREE = [{"pain": 3}, {"pain": 5}, {"pain": 7}]

pytestmark = pytest.mark.usefixtures("resting_hand")


def press_twice(window: QWidget, pressed: QWidget) -> None:
    """Press twice at one spot of a window, whatever lies there the second time."""
    place = pressed.mapTo(window, pressed.rect().center())
    for _press in range(2):
        there = window.childAt(place)
        assert there is not None
        QTest.mouseClick(there, Qt.MouseButton.LeftButton, pos=there.mapFrom(window, place))
        settle()


def named(inside: QWidget, name: str) -> list[QPushButton]:
    return [each for each in inside.findChildren(QPushButton) if each.isVisible() and each.accessibleName() == name]


def cramps(program: Program) -> list[int]:
    program.window.log_page.flush()
    found = program.session.night(LAST)
    assert found is not None
    return [each["pain"] for each in found["cramps"]]


def test_one_cramp_is_removed_and_not_the_next_one(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night(LAST, THREE)).close()
    program = start()
    settle()
    assert len([each for each in program.window.log_page.findChildren(CrampCard) if each.isVisible()]) == 3
    press_twice(program.window, named(program.window.log_page, "Remove cramp 1 of 3")[0])
    assert cramps(program) == [5, 7]
    QTest.mouseMove(program.window, QPoint(5, 5))  # the hand was elsewhere meanwhile
    press_twice(program.window, named(program.window.log_page, "Remove cramp 1 of 2")[0])
    assert cramps(program) == [7]


@pytest.mark.parametrize("opened", [True, False])
def test_another_cramp_is_one_more_and_the_form_that_comes_up_takes_no_answer(
    start: Start, tmp_path: Path, opened: bool
) -> None:
    a_journal(tmp_path, night(LAST, [{"pain": 3}])).close()
    program = start()
    page = program.window.log_page
    if opened:
        press(page, "Change")
    settle()
    another = button(page, "Another cramp")
    page.see(another)
    settle()
    press_twice(program.window, another)
    page.flush()
    found = program.session.night(LAST)
    assert found is not None
    assert found["cramps"] == [{"pain": 3}, {}]


def test_the_arrows_between_the_nights_stay_where_they_are(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night(LAST), night(date(2026, 9, 1))).close()
    program = start()
    header = program.window.log_page.header
    settle()
    places = {each.mapTo(program.window, QPoint(0, 0)) for each in (header.earlier, header.later)}
    for _press in range(8):
        header.earlier.click()
        settle()
        assert {each.mapTo(program.window, QPoint(0, 0)) for each in (header.earlier, header.later)} == places
    assert program.window.log_page.evening == LAST - timedelta(days=8)


def test_one_thing_is_taken_from_the_list_of_what_is_taken(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night(LAST)).close()
    program = start()
    for name in ("iron", "magnesium", "zinc"):
        program.session.apply(edits.add_course, {"substance": name, "kind": "supplement", "start": "2026-11-01"})
    program.window.log_page.courses_wanted.emit()
    settle()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    press_twice(dialog, named(dialog, "Remove iron: it was entered by mistake")[0])
    assert [each["substance"] for each in program.session.profile()["courses"]] == ["magnesium", "zinc"]
    dialog.close()


def test_one_factor_of_ones_own_is_hidden(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night(LAST)).close()
    program = start()
    for name in ("Gardening", "Long drive", "Tea"):
        program.session.apply(edits.add_factor, name)
    page = program.window.log_page
    unfold(page)
    press(page, "Rename or hide…")
    settle()
    page.see(named(page, "Hide Gardening")[0])
    settle()
    press_twice(program.window, named(page, "Hide Gardening")[0])
    shown = [each["name"] for each in program.session.profile()["factors"] if not each.get("hidden")]
    assert shown == ["Long drive", "Tea"]


def test_one_deleted_night_is_brought_back_and_the_next_one_is_chosen_first(start: Start, tmp_path: Path) -> None:
    days = [LAST - timedelta(days=back) for back in (3, 4, 5)]
    a_journal(tmp_path, night(LAST), *(night(day, 1) for day in days)).close()
    program = start()
    for day in days:
        program.session.apply(edits.remove_night, day)
    DeletedNights(program.window, program.session).open(program.window)
    settle()
    dialog = program.window.findChild(BinDialog)
    assert isinstance(dialog, BinDialog)
    press_twice(dialog, button(dialog, "Bring back"))
    assert len(program.session.journal().bin()) == 2
    assert not button(dialog, "Bring back").isEnabled()
    QTest.keyClick(dialog._listed, Qt.Key.Key_Space)
    press(dialog, "Bring back")
    assert len(program.session.journal().bin()) == 1
    dialog.close()
