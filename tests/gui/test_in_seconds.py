"""What the morning costs: actions are counted, not guessed."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from cramp_journal import clock
from cramp_journal.app import Program
from tests.gui.conftest import Start, press, press_leg, press_letter

LAST = date(2026, 11, 21)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_a_clear_night_is_one_action(program: Program) -> None:
    press_letter(program, focused(), Qt.Key.Key_N)
    found = program.session.night(LAST)
    assert found is not None
    assert found["state"] == "clear"


def test_a_cramp_can_be_logged_with_the_keyboard_alone(program: Program) -> None:
    press_letter(program, focused(), Qt.Key.Key_C)
    for _event in range(5):
        QApplication.processEvents()
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


def test_the_same_muscle_of_the_other_leg_makes_it_both(program: Program) -> None:
    page = program.window.log_page
    press(page, "I had cramps")
    for side in ("left", "right"):
        press_leg(page, "back", side, "calf")
    page.flush()
    found = program.session.night(LAST)
    assert found is not None
    assert found["cramps"] == [{"side": "both", "muscle": "calf"}]
    press_leg(page, "back", "left", "calf")
    page.flush()
    found = program.session.night(LAST)
    assert found is not None
    assert found["cramps"] == [{"side": "right", "muscle": "calf"}]


def test_the_leg_map_says_what_is_chosen_and_where_the_keys_stand(program: Program) -> None:
    press(program.window.log_page, "I had cramps")
    for _event in range(5):
        QApplication.processEvents()
    assert focused().accessibleName() == "Leg map: nothing chosen"
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert "At left foot, seen from the back" in focused().accessibleDescription()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert focused().accessibleName() == "Leg map: Left foot"


@pytest.mark.parametrize(("zone", "evening"), [("Europe/Berlin", "2026-03-28"), ("America/New_York", "2026-10-31")])
@pytest.mark.parametrize("typed", ["02:30", "01:30", "03:00"])
def test_a_night_of_the_clock_change_keeps_the_time_as_it_was_read_off(
    start: Start,
    in_zone: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    zone: str,
    evening: str,
    typed: str,
) -> None:
    in_zone(zone)
    night = date.fromisoformat(evening)
    morning = datetime.fromordinal(night.toordinal() + 1).replace(hour=8)
    monkeypatch.setattr(clock, "now", lambda: morning)
    program = start()
    page = program.window.log_page
    press(page, "I had cramps", "Time…")
    QTest.keyClicks(next(f for f in page.findChildren(QLineEdit) if "Time…" in f.accessibleName()), typed)
    page.flush()
    found = program.session.night(night)
    assert found is not None
    assert found["cramps"] == [{"time": typed, "time_precision": "exact"}]
    assert [each.evening for each in program.session.figures()] == [night]
