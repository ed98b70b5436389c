from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.gui.last_night.cramp_card import CrampCard
from cramp_journal.gui.session import edits
from tests.builders import a_journal, night
from tests.gui.conftest import Start, button, press, press_letter, settle, unfold, words

LAST = date(2026, 11, 21)


def with_gaps(folder: Path) -> None:
    """Three nights recorded; the 18th and 20th are not, nor is last night."""
    a_journal(folder, *(night(date(2026, 11, day)) for day in (16, 17, 19))).close()


def catch_up_buttons(program: Program) -> list[QPushButton]:
    found = program.window.log_page.findChildren(QPushButton)
    return [each for each in found if "November: No cramps" in each.accessibleName() and each.isVisible()]


def at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat(moment))


def state(program: Program, evening: date) -> Any:
    found = program.session.night(evening)
    return found and found["state"]


def test_nights_not_recorded_are_listed_newest_first_and_last_night_has_the_page(start: Start, tmp_path: Path) -> None:
    with_gaps(tmp_path)
    program = start()
    assert "2 nights are not recorded" in words(program.window.log_page)
    assert [each.accessibleName() for each in catch_up_buttons(program)] == [
        "Fri 20 → Sat 21 November: No cramps",
        "Wed 18 → Thu 19 November: No cramps",
    ]


def test_each_night_is_answered_with_one_key_and_the_keys_go_to_the_next(start: Start, tmp_path: Path) -> None:
    with_gaps(tmp_path)
    program = start()
    catch_up_buttons(program)[0].setFocus()
    for key in (Qt.Key.Key_N, Qt.Key.Key_C):
        focused = QApplication.focusWidget()
        assert focused is not None
        press_letter(program, focused, key)
    assert state(program, date(2026, 11, 20)) == "clear"
    assert state(program, date(2026, 11, 18)) == "cramps"
    assert state(program, LAST) is None  # the same keys, pressed on the page, would answer for last night
    assert catch_up_buttons(program) == []


@pytest.mark.parametrize(("key", "count"), [(Qt.Key.Key_N, 0), (Qt.Key.Key_C, 1)])
def test_what_was_typed_about_a_night_is_kept_when_it_is_answered_in_the_list(
    start: Start, tmp_path: Path, key: Qt.Key, count: int
) -> None:
    with_gaps(tmp_path)
    program = start()
    evening = date(2026, 11, 20)
    program.window.open_night(evening)
    QTest.keyClicks(program.window.log_page.findChildren(QPlainTextEdit)[0], "A cold room.")
    program.window.open_night(LAST)
    settle()
    press_letter(program, catch_up_buttons(program)[0], key)
    found = program.session.night(evening)
    assert found is not None
    assert (found["note"], len(found["cramps"])) == ("A cold room.", count)


def test_who_does_not_remember_leaves_the_night_unknown_and_is_not_asked_again(start: Start, tmp_path: Path) -> None:
    with_gaps(tmp_path)
    program = start()
    for _night in range(2):
        catch_up_buttons(program)[0].setFocus()
        press_letter(program, catch_up_buttons(program)[0], Qt.Key.Key_D)
        QApplication.processEvents()
    assert catch_up_buttons(program) == []
    assert state(program, date(2026, 11, 20)) is None
    assert program.session.journal().state("caught_up_to") == "2026-11-20"


def test_undo_asks_again_for_a_night_that_was_not_remembered(start: Start, tmp_path: Path) -> None:
    with_gaps(tmp_path)
    program = start()
    asked = len(catch_up_buttons(program))
    for _night in range(2):
        press_letter(program, catch_up_buttons(program)[0], Qt.Key.Key_D)
        QApplication.processEvents()
    for _night in range(2):
        QTest.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()
    assert len(catch_up_buttons(program)) == asked
    assert program.session.journal().state("caught_up_to") == ""
    QTest.keyClick(program.window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(program.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert 0 < len(catch_up_buttons(program)) < asked


def test_a_night_not_remembered_is_not_asked_for_at_the_next_start_when_newer_ones_wait(
    start: Start, tmp_path: Path
) -> None:
    with_gaps(tmp_path)
    program = start()
    press_letter(program, catch_up_buttons(program)[-1], Qt.Key.Key_D)  # the 18th; the 20th is still asked for
    QApplication.processEvents()
    assert len(catch_up_buttons(program)) == 1
    assert program.session.journal().state("caught_up_to") == "2026-11-19"


def test_a_night_that_is_caught_up_is_marked_as_entered_later(start: Start, tmp_path: Path) -> None:
    with_gaps(tmp_path)
    program = start()
    catch_up_buttons(program)[1].click()
    program.window.open_night(date(2026, 11, 18))
    # The stamp is made by the real clock: whenever this runs, it is long after that night.
    assert "entered later" in words(program.window.log_page)


def test_a_new_journal_asks_for_nothing(program: Program) -> None:
    assert catch_up_buttons(program) == []


def test_a_window_left_open_rolls_to_the_new_night_at_the_boundary(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    press(program.window.log_page, "No cramps")
    at(monkeypatch, "2026-11-22T11:59:00")
    program.window.minute.timeout.emit()
    assert program.window.log_page.evening == LAST
    at(monkeypatch, "2026-11-22T12:01:00")
    program.window.minute.timeout.emit()
    assert program.window.log_page.evening == date(2026, 11, 22)
    assert "Tonight Sun 22 → Mon 23 November" in words(program.window.log_page)
    assert not button(program.window.log_page, "No cramps").isEnabled()


def test_a_last_night_that_is_not_logged_stays_until_the_next_one_is_over(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    for moment, evening in (("2026-11-22T18:00:00", LAST), ("2026-11-23T00:30:00", date(2026, 11, 22))):
        at(monkeypatch, moment)
        program.window.minute.timeout.emit()
        assert program.window.log_page.evening == evening


def test_the_window_rolls_once_and_leaves_who_goes_back_where_they_are(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    press(program.window.log_page, "No cramps")
    at(monkeypatch, "2026-11-22T13:00:00")
    program.window.minute.timeout.emit()
    QTest.keyClick(program.window.log_page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    program.window.minute.timeout.emit()
    assert program.window.log_page.evening == LAST


def test_what_is_being_typed_is_saved_when_the_window_rolls(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    press(program.window.log_page, "No cramps", "alcohol")
    at(monkeypatch, "2026-11-22T12:01:00")
    program.window.minute.timeout.emit()
    found = program.session.night(LAST)
    assert found is not None
    assert found["alcohol"] is True


def test_a_person_who_sleeps_by_day_sets_when_a_night_starts(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    program.session.apply(edits.set_boundary, "20:00")
    press(program.window.log_page, "No cramps")
    for moment, evening in (("2026-11-22T19:59:00", LAST), ("2026-11-22T20:01:00", date(2026, 11, 22))):
        at(monkeypatch, moment)
        program.window.minute.timeout.emit()
        assert program.window.log_page.evening == evening


def test_a_clock_that_was_set_back_is_told(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_gaps(tmp_path)
    at(monkeypatch, "2025-01-01T08:00:00")
    program = start()
    assert "Is the clock of this computer right?" in words(program.window.log_page)
    assert state(program, date(2026, 11, 19)) == "clear"


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Pacific/Auckland", "America/New_York", "Pacific/Apia"])
def test_a_journey_across_zones_moves_no_night(
    start: Start, in_zone: Callable[[str], None], zone: str, tmp_path: Path
) -> None:
    in_zone("Asia/Tokyo")
    a_journal(tmp_path, night(LAST, [{"time": "00:40", "time_precision": "exact"}])).close()
    in_zone(zone)
    program = start()
    found = program.session.night(LAST)
    assert found is not None
    assert found["cramps"] == [{"time": "00:40", "time_precision": "exact"}]
    assert [each.evening for each in program.session.figures()] == [LAST]


def test_same_as_the_night_before_fills_factors_and_intakes_and_no_cramps(start: Start, tmp_path: Path) -> None:
    taken = [{"substance": "zinc", "dose": 10, "unit": "mg"}]
    before = night(LAST - timedelta(days=1), 2, alcohol=True, smoking=False, posture="back", intakes=taken)
    a_journal(tmp_path, before).close()
    program = start()
    press(program.window.log_page, "No cramps", "Same as the night before")
    program.window.log_page.flush()
    found = program.session.night(LAST)
    assert found is not None
    wanted = {"alcohol": True, "smoking": False, "posture": "back", "intakes": taken, "cramps": [], "state": "clear"}
    assert {name: found.get(name) for name in wanted} == wanted


def field(program: Program, name: str) -> QLineEdit:
    page, found = program.window.log_page, program.window.findChildren(QLineEdit)
    if not any(each.accessibleName() == name and each.isVisible() for each in found):
        unfold(page)
        for card in page.findChildren(CrampCard):
            if card.isVisible() and card.is_folded and page.open_cramp() is None:
                press(card, "Change")
        settle()
        found = program.window.findChildren(QLineEdit)
    return next(each for each in found if each.accessibleName() == name and each.isVisible())


def test_a_factor_of_ones_own_is_added_renamed_hidden_and_undone(program: Program) -> None:
    page = program.window.log_page
    press(page, "No cramps")
    QTest.keyClicks(field(program, "Name of a factor of your own"), "long car journey")
    press(page, "Add")
    page.flush()
    found = program.session.night(LAST)
    assert found is not None
    assert found["factors"] == ["long car journey"]
    press(page, "Rename or hide…")
    name = field(program, "New name for long car journey")
    name.selectAll()
    QTest.keyClicks(name, "long drive")
    QTest.keyClick(name, Qt.Key.Key_Return)
    found = program.session.night(LAST)
    assert found is not None
    assert found["factors"] == ["long drive"]
    settle()
    hide = next(b for b in page.findChildren(QPushButton) if b.accessibleName() == "Hide long drive" and b.isVisible())
    QTest.mouseClick(hide, Qt.MouseButton.LeftButton)
    assert [each.hidden for each in program.session.journal().factors()] == [True]
    QTest.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [each.hidden for each in program.session.journal().factors()] == [False]


@pytest.mark.parametrize("dose", ["300", "99999.25"])
def test_a_course_is_added_and_stopped_in_its_dialog_and_fills_the_night(program: Program, dose: str) -> None:
    page = program.window.log_page
    press(page, "What I take each day…")
    dialog = QApplication.activeModalWidget() or program.window._courses._dialog
    assert dialog is not None
    QTest.keyClicks(field(program, "Name of the supplement or medicine"), "magnesium citrate")
    QTest.keyClicks(field(program, "Dose"), dose)
    press(dialog, "morning", "Add from this night on")
    assert f"Magnesium citrate {dose} mg · morning · since 21 Nov 2026" in words(dialog)
    assert button(page, f"Magnesium citrate {dose} mg").isChecked()
    press(dialog, "Stop")
    assert "stopped 21 Nov 2026" in words(dialog)
    press(dialog, "Done")
    press(page, "Undo")
    assert [each.stop for each in program.session.journal().courses()] == [None]
    press(page, "Undo")
    assert program.session.journal().courses() == []


def test_a_dose_that_is_no_number_is_said_and_not_kept(program: Program) -> None:
    press(program.window.log_page, "What I take each day…")
    dialog = program.window._courses._dialog
    assert dialog is not None
    QTest.keyClicks(field(program, "Name of the supplement or medicine"), "zinc")
    QTest.keyClicks(field(program, "Dose"), "a lot")
    press(dialog, "Add from this night on")
    assert "A dose is a number" in words(dialog)
    assert program.session.journal().courses() == []
    press(dialog, "Done")
