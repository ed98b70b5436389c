"""How many actions a morning takes: each press of a key or of the mouse is counted."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from cramp_journal.app import Program
from cramp_journal.gui.last_night.cramp_card import CrampCard
from cramp_journal.gui.last_night.leg_map import LegMap, drawing
from tests.builders import a_journal, night
from tests.gui.conftest import Start, focused, settle
from tests.gui.test_catch_up_still import click_at, place_of, the_list

LAST = date(2026, 11, 21)
CRAMP = {
    "side": "left",
    "muscle": "calf",
    "time": "03:00",
    "time_precision": "part_of_night",
    "seconds": 120,
    "timing": "guess",
    "pain": 7,
}


class Counted:
    """A person at the window, whose presses are counted."""

    def __init__(self, program: Program) -> None:
        self._program, self.actions = program, 0

    def click(self, place: QPoint) -> None:
        self.actions += 1
        click_at(self._program, place)

    def click_on(self, text: str) -> None:
        """Click at a control that lies wholly in sight."""
        found = next(
            each
            for each in self._program.window.log_page.findChildren(QAbstractButton)
            if each.isVisible() and each.text().lstrip("✓ ") == text
        )
        assert found.visibleRegion().boundingRect() == found.rect()
        self.click(place_of(self._program, found))

    def key(self, key: Qt.Key) -> None:
        self.actions += 1
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        self._program.window.log_page._keys._timer.timeout.emit()
        settle()


def kept(program: Program) -> Any:
    program.window.log_page.flush()
    return program.session.night(LAST)


def test_a_clear_night_is_one_key(program: Program) -> None:
    person = Counted(program)
    person.key(Qt.Key.Key_N)
    assert kept(program)["state"] == "clear"
    assert person.actions == 1


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1366, 768), (1366, 740)])
def test_a_cramp_is_six_actions_with_the_mouse_and_nothing_scrolls(program: Program, width: int, height: int) -> None:
    program.window.resize(width, height)
    person, page = Counted(program), program.window.log_page
    person.click_on("I had cramps")
    legs = next(each for each in page.findChildren(LegMap) if each.isVisible())
    calf = next(p for p in drawing() if (p.view, p.side, p.muscle) == ("back", "left", "calf"))
    person.click(legs.mapTo(program.window, legs._scaling().map(calf.path.boundingRect().center()).toPoint()))
    program.window.notice.say("A line that is there now and then.")
    settle()
    for answer in ("2–4", "1–3", "7", "Done"):
        person.click_on(answer)
    assert kept(program)["cramps"] == [CRAMP]
    assert person.actions <= 6
    assert page._scroll.verticalScrollBar().value() == 0


def test_the_form_of_a_cramp_is_whole_in_sight(program: Program) -> None:
    for width, height in ((1280, 800), (1366, 768), (1366, 740)):
        program.window.resize(width, height)
        Counted(program).click_on("I had cramps")
        card = next(each for each in program.window.log_page.findChildren(CrampCard) if each.isVisible())
        assert card.visibleRegion().boundingRect() == card.rect()
        Counted(program).click_on("No cramps")


def test_a_cramp_is_ten_actions_with_the_keyboard(program: Program) -> None:
    person = Counted(program)
    keys = Qt.Key
    for key in (keys.Key_C, keys.Key_Space, keys.Key_Tab, keys.Key_Right, keys.Key_Right, keys.Key_Right):
        person.key(key)
    for key in (keys.Key_Space, keys.Key_Tab, keys.Key_Space, keys.Key_7):
        person.key(key)
    assert kept(program)["cramps"] == [CRAMP | {"seconds": 30}]
    assert person.actions <= 10


def test_the_tab_key_walks_through_the_questions_of_a_cramp_and_each_answer_says_its_question(program: Program) -> None:
    person = Counted(program)
    person.key(Qt.Key.Key_C)
    assert focused().accessibleName().startswith("Leg map")
    QTest.keyClick(focused(), Qt.Key.Key_Space)  # the left calf is where the focus stands
    answers = (("When?: 2–4", 3), ("How many minutes?: 1–3", 1), ("How much pain?: 7", 7))
    for name, steps in answers:
        for _stop in range(4):
            QTest.keyClick(focused(), Qt.Key.Key_Tab)
            if focused().accessibleName().startswith(name.split(":")[0]):
                break
        for _step in range(steps):
            QTest.keyClick(focused(), Qt.Key.Key_Right)
        assert focused().accessibleName() == name
        QTest.keyClick(focused(), Qt.Key.Key_Space)
    program.window.log_page.flush()
    found = program.session.night(LAST)
    assert found is not None
    wanted = {"side": "left", "muscle": "calf", "time": "03:00", "seconds": 120, "pain": 7}
    assert {name: found["cramps"][0].get(name) for name in wanted} == wanted


def test_a_fortnight_of_catch_up_is_fourteen_actions(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night(date(2026, 11, 1))).close()
    program = start()
    person, lines = Counted(program), the_list(program)._all()
    lines[0]._buttons[0].setFocus()
    assert len(lines) == 13  # and last night, which has the page itself
    for _line in lines:
        person.key(Qt.Key.Key_N)
    program.window.log_page.states.clear.setFocus()
    person.key(Qt.Key.Key_N)
    assert {each.evening.day for each in program.session.figures()} == {1, *range(8, 22)}
    assert person.actions <= 14


def test_a_pointer_that_is_held_still_answers_one_night_only(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night(date(2026, 11, 1))).close()
    program = start()
    lines = the_list(program)._all()
    program.window.log_page.see(lines[3])
    settle()
    place = place_of(program, lines[3]._buttons[0])
    for _click in range(14):
        click_at(program, place)
    assert {each.evening for each in program.session.figures()} == {date(2026, 11, 1), lines[3].evening}


def test_the_first_screen_has_at_most_seventy_words(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, *(night(date(2026, 11, day), day % 9 == 0) for day in range(1, 21))).close()
    program = start()
    settle()
    seen = words_in_sight(program, without=program.window.notice)  # which is there on one day now and then
    assert len(seen) <= 70, " ".join(seen)
    Counted(program).click_on("I had cramps")
    seen = words_in_sight(program, without=program.window.notice)
    assert len(seen) <= 88, " ".join(seen)


def words_in_sight(program: Program, without: QWidget | None = None) -> list[str]:
    """Return the words of the window that are seen; a number is none."""
    window = program.window
    shown: list[QWidget] = [each for each in window.findChildren(QWidget) if not each.visibleRegion().isEmpty()]
    shown = [each for each in shown if without is None or not without.isAncestorOf(each)]
    texts = [each.text() for each in shown if isinstance(each, (QAbstractButton, QLabel))]
    texts += ["Left", "Right"] if any(isinstance(each, LegMap) for each in shown) else []
    return [word for text in texts for word in text.split() if any(letter.isalpha() for letter in word)]


def test_cramp_right_now_says_nothing_about_waking(program: Program) -> None:
    program.window.now.begin()
    settle()
    page = program.window.now.page()
    assert page is not None
    page.over.emit()
    settle()
    asked = program.window.now.page()
    if asked is not None:
        asked.answered.emit(120, "guess")
        settle()
    nights = program.session.figures()
    assert len(nights) == 1
    found = program.session.night(nights[0].evening)
    assert found is not None
    assert "woke" not in found
