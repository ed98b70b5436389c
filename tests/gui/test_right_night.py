"""Which night is meant is looked at when a key or a press arrives: the clock here jumps, and no timer goes off."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.gui.last_night.cramp_card import CrampCard
from cramp_journal.gui.last_night.folded_line import FoldedLine
from cramp_journal.gui.last_night.fortnight_card import FortnightCard
from cramp_journal.gui.session import edits
from cramp_journal.gui.widgets.night_strip import NightStrip
from tests.builders import a_journal, night
from tests.gui.conftest import Start, button, note_field, press, press_leg, press_letter, settle, unfold, words

BEFORE, LAST = date(2026, 11, 20), date(2026, 11, 21)
TWO: list[dict[str, Any]] = [{"side": "left", "muscle": "calf", "pain": 8}, {"pain": 6}]
At = Callable[[str], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Set the clock on the wall."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat(moment))


@pytest.fixture
def left_open(start: Start, tmp_path: Path, at: At) -> Program:
    """A window on the night of the 20th, which is logged with two cramps; then a day goes by with the lid closed."""
    a_journal(tmp_path, night(BEFORE, TWO, note="bad")).close()
    at("2026-11-21T08:00:00")
    program = start()
    assert program.window.log_page.evening == BEFORE
    program.window.log_page.take_focus()
    at("2026-11-22T08:00:01")
    return program


@pytest.fixture
def left_in_the_form(start: Start, tmp_path: Path, at: At) -> Program:
    """The same window, but the form of the first cramp and all lines were open as the lid was closed."""
    a_journal(tmp_path, night(BEFORE, TWO, note="bad")).close()
    at("2026-11-21T08:00:00")
    program = start()
    page = program.window.log_page
    press(page.findChildren(CrampCard)[0], "Change", "Time…")
    unfold(page)
    page.save_draft()
    settle()
    at("2026-11-22T08:00:01")
    assert as_it_was_found(program)
    assert page.evening == BEFORE
    return program


def note(program: Program) -> QPlainTextEdit:
    return note_field(program)


def kept(program: Program, evening: date) -> Any:
    program.window.log_page.save_draft()
    return program.session.night(evening)


def draft(program: Program) -> Any:
    program.window.log_page.save_draft()
    return program.session.drafts.of(LAST)


def typed(program: Program, evening: date) -> Any:
    return (program.session.drafts.of(evening) or {})["note"]


def type_on(text: str) -> None:
    """Type as a person does: each letter goes to what has the focus then."""
    for letter in text:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, letter)


def as_it_was(program: Program) -> bool:
    program.window.log_page.save_draft()
    return as_it_was_found(program)


def as_it_was_found(program: Program) -> bool:
    found = program.session.night(BEFORE)
    return (
        found is not None and found["note"] == "bad" and found["cramps"] == TWO and not program.session.journal().bin()
    )


def press_at(program: Program, widget: QWidget) -> None:
    """Press at a place of the window, whatever lies there."""
    program.window.log_page.see(widget)
    settle()
    place = widget.mapTo(program.window, widget.rect().center())
    there = program.window.childAt(place)
    assert there is not None
    QTest.mouseClick(there, Qt.MouseButton.LeftButton, pos=there.mapFrom(program.window, place))
    settle()


def test_n_as_the_lid_opens_is_for_last_night(left_open: Program) -> None:
    press_letter(left_open, left_open.window.log_page, Qt.Key.Key_N)
    assert kept(left_open, LAST)["state"] == "clear"
    assert as_it_was(left_open)


def test_c_as_the_lid_opens_is_for_last_night(left_open: Program) -> None:
    press_letter(left_open, left_open.window.log_page, Qt.Key.Key_C)
    assert kept(left_open, LAST)["cramps"] == [{}]
    assert as_it_was(left_open)


@pytest.mark.parametrize("answer", ["No cramps", "I had cramps"])
def test_a_press_on_an_answer_as_the_lid_opens_is_for_last_night(left_open: Program, answer: str) -> None:
    press_at(left_open, button(left_open.window.log_page, answer))
    assert kept(left_open, LAST)["state"] == ("clear" if answer == "No cramps" else "cramps")
    assert as_it_was(left_open)


@pytest.mark.parametrize("text", ["7", "massage", "Another cramp", "Remove this night", "alcohol", "Undo"])
def test_any_other_press_as_the_lid_opens_touches_nothing_of_the_night_before(
    left_in_the_form: Program, text: str
) -> None:
    if text == "Undo":
        left_in_the_form.session.apply(edits.set_boundary, "11:00")
    page = left_in_the_form.window.log_page
    press_at(left_in_the_form, button(page, text))
    assert page.evening == LAST
    assert as_it_was(left_in_the_form)
    assert left_in_the_form.session.boundary().hour == (11 if text == "Undo" else 12)


@pytest.mark.parametrize("text", ["Change", "Something else…", "Add…", "Another cramp"])
def test_a_press_on_what_is_closed_touches_nothing_of_the_night_before(left_open: Program, text: str) -> None:
    page = left_open.window.log_page
    press_at(left_open, button(page, text))
    assert page.evening == LAST
    assert as_it_was(left_open)
    assert kept(left_open, LAST) is None


def test_a_press_that_was_not_let_through_is_told(left_in_the_form: Program) -> None:
    page = left_in_the_form.window.log_page
    press(page, "7")
    assert "A new night has begun. Please press again." in words(page)


def test_a_press_on_the_leg_map_touches_nothing_of_the_night_before(left_in_the_form: Program) -> None:
    press_leg(left_in_the_form.window.log_page, "back", "right", "calf")
    assert left_in_the_form.window.log_page.evening == LAST
    assert as_it_was(left_in_the_form)
    assert kept(left_in_the_form, LAST) is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Z, Qt.Key.Key_Y])
def test_undo_by_key_as_the_lid_opens_undoes_nothing_that_is_not_seen(left_open: Program, key: Qt.Key) -> None:
    left_open.session.apply(edits.set_boundary, "11:00")
    QTest.keyClick(left_open.window.log_page, key, Qt.KeyboardModifier.ControlModifier)
    assert left_open.window.log_page.evening == LAST
    assert left_open.session.boundary().hour == 11
    QTest.keyClick(left_open.window.log_page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert left_open.session.boundary().hour == 12  # who sees the night can


def test_letters_of_a_caret_left_in_the_note_go_to_the_new_night(left_open: Program) -> None:
    note(left_open).setFocus()
    type_on("no sleep, awful at three")
    assert left_open.window.log_page.evening == LAST
    assert draft(left_open)["note"] == "no sleep, awful at three"
    assert as_it_was(left_open)


def test_letters_of_a_caret_left_in_the_temperature_go_to_the_new_night(left_in_the_form: Program) -> None:
    fields = left_in_the_form.window.log_page.findChildren(QLineEdit)
    next(each for each in fields if "temperature" in each.accessibleName().casefold()).setFocus()
    type_on("21")
    assert left_in_the_form.window.log_page.evening == LAST
    assert draft(left_in_the_form)["room_temperature_c"] == 21
    assert as_it_was(left_in_the_form)


def test_the_window_goes_on_by_itself_with_a_caret_left_in_the_note(left_open: Program) -> None:
    note(left_open).setFocus()
    left_open.window.minute.timeout.emit()
    assert left_open.window.log_page.evening == LAST
    type_on("no cramp")
    assert draft(left_open)["note"] == "no cramp"
    assert kept(left_open, LAST) is None
    assert as_it_was(left_open)


def test_what_is_open_without_the_focus_is_closed_in_the_new_night(left_in_the_form: Program) -> None:
    page = left_in_the_form.window.log_page
    left_in_the_form.window.minute.timeout.emit()
    assert page.evening == LAST
    assert not any(line.is_open for line in page.findChildren(FoldedLine))


def test_the_last_fourteen_nights_go_on_with_the_page(left_open: Program) -> None:
    card = left_open.window.findChildren(FortnightCard)[0]
    assert card.findChildren(NightStrip)[0].evenings()[-1] == BEFORE
    left_open.window.minute.timeout.emit()
    assert card.findChildren(NightStrip)[0].evenings()[-1] == LAST


def test_a_night_half_typed_is_put_by_and_the_rest_is_the_new_nights(start: Start, at: At) -> None:
    program = start()  # the night of the 21st, of which nothing is recorded
    note(program).setFocus()
    QTest.keyClicks(note(program), "slept badly")
    at("2026-11-23T07:00:00")
    type_on("no cramp")
    program.window.log_page.save_draft()
    assert typed(program, LAST) == "slept badly"
    assert typed(program, date(2026, 11, 22)) == "no cramp"


def test_letters_in_a_field_that_goes_with_its_cramp_go_nowhere(left_in_the_form: Program) -> None:
    page = left_in_the_form.window.log_page
    fields = [each for each in page.findChildren(QLineEdit) if "Time…" in each.accessibleName()]
    next(each for each in fields if each.isVisible()).setFocus()
    type_on("0310")
    assert page.evening == LAST
    assert as_it_was(left_in_the_form)
    assert kept(left_in_the_form, LAST) is None


def test_what_is_pasted_goes_to_the_new_night(left_open: Program) -> None:
    QApplication.clipboard().setText("pasted")
    note(left_open).setFocus()
    QTest.keyClick(note(left_open), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert draft(left_open)["note"] == "pasted"
    assert as_it_was(left_open)


def test_what_is_dropped_goes_to_the_new_night(left_open: Program) -> None:
    carried = QMimeData()
    carried.setText("dropped")
    field, copy = note(left_open).viewport(), Qt.DropAction.CopyAction
    held, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(field, QDragEnterEvent(QPoint(5, 5), copy, carried, held, keys))
    assert field.isVisible()  # what is closed gets no drop
    QApplication.sendEvent(field, QDropEvent(QPointF(5, 5), copy, carried, held, keys))
    assert draft(left_open)["note"] == "dropped"
    assert as_it_was(left_open)


def test_what_an_input_method_writes_goes_to_the_new_night(left_open: Program) -> None:
    note(left_open).setFocus()
    written = QInputMethodEvent("", [])
    written.setCommitString("夜")
    QApplication.sendEvent(note(left_open), written)
    assert draft(left_open)["note"] == "夜"
    assert as_it_was(left_open)


def test_a_screen_reader_that_presses_a_button_changes_nothing_of_the_night_before(left_open: Program) -> None:
    button(left_open.window.log_page, "No cramps").click()  # as accessibility does: no event comes by
    assert left_open.window.log_page.evening == LAST
    assert as_it_was(left_open)


def test_a_night_that_was_opened_on_purpose_stays(left_open: Program, at: At) -> None:
    at("2026-11-21T09:00:00")
    left_open.window.open_night(date(2026, 11, 19))
    at("2026-11-22T08:00:00")
    press_letter(left_open, left_open.window.log_page, Qt.Key.Key_N)
    assert kept(left_open, date(2026, 11, 19))["state"] == "clear"
    assert kept(left_open, LAST) is None


def test_last_night_opened_by_hand_is_left_when_the_next_one_is_over(left_open: Program, at: At) -> None:
    page = left_open.window.log_page
    at("2026-11-21T13:00:00")
    page.roll_over()
    QTest.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.evening == BEFORE
    page.roll_over()
    assert page.evening == BEFORE
    at("2026-11-22T07:00:00")
    press_letter(left_open, page, Qt.Key.Key_N)
    assert kept(left_open, LAST)["state"] == "clear"
    assert as_it_was(left_open)


def test_a_new_night_that_is_recorded_already_is_shown_before_a_letter_changes_it(left_open: Program) -> None:
    left_open.session.add_cramp(LAST, {"pain": 9})
    press_letter(left_open, left_open.window.log_page, Qt.Key.Key_N)
    assert left_open.window.log_page.evening == LAST
    assert kept(left_open, LAST)["cramps"] == [{"pain": 9}]


def test_days_asleep_lead_to_last_night_and_the_nights_between_are_asked_for(left_open: Program, at: At) -> None:
    at("2026-11-26T08:00:00")
    press_letter(left_open, left_open.window.log_page, Qt.Key.Key_N)
    assert kept(left_open, date(2026, 11, 25))["state"] == "clear"
    assert "4 nights are not recorded" in words(left_open.window.log_page)
    assert as_it_was(left_open)


def test_a_clock_that_jumps_back_shows_the_night_of_that_day(left_open: Program, at: At) -> None:
    at("2026-11-10T08:00:00")
    press_letter(left_open, left_open.window.log_page, Qt.Key.Key_N)
    assert kept(left_open, date(2026, 11, 9))["state"] == "clear"
    assert as_it_was(left_open)


def test_a_leap_of_years_is_shown_before_a_letter_is_taken_for_a_night_of_then(left_open: Program, at: At) -> None:
    at("2036-03-02T08:00:00")
    press_letter(left_open, left_open.window.log_page, Qt.Key.Key_N)
    assert left_open.window.log_page.evening == date(2036, 3, 1)
    assert kept(left_open, date(2036, 3, 1)) is None
    assert as_it_was(left_open)


@pytest.mark.parametrize(
    ("boundary", "moment", "evening"),
    [
        ("20:00", "2026-11-21T20:01:00", LAST),
        ("06:00", "2026-11-21T23:00:00", LAST),
        ("20:00", "2026-11-21T19:59:00", BEFORE),
    ],
)
def test_a_boundary_that_is_not_noon_holds_for_keys_too(
    start: Start, tmp_path: Path, at: At, boundary: str, moment: str, evening: date
) -> None:
    with a_journal(tmp_path, night(BEFORE, TWO, note="bad")) as journal:
        about = journal.about()
        about.night_boundary = boundary
        journal.keep(about)
    at("2026-11-21T05:00:00")
    program = start()
    assert program.window.log_page.evening == BEFORE
    at(moment)
    QTest.keyClick(program.window.log_page, Qt.Key.Key_Tab)
    assert program.window.log_page.evening == evening


def test_nothing_is_torn_from_who_types_over_midnight(start: Start, at: At) -> None:
    at("2026-11-21T23:59:40")
    program = start()
    note(program).setFocus()
    QTest.keyClicks(note(program), "half ")
    at("2026-11-22T00:00:10")
    program.window.minute.timeout.emit()
    QTest.keyClicks(note(program), "a word")
    program.window.log_page.save_draft()
    assert typed(program, BEFORE) == "half a word"


def test_a_press_in_a_menu_of_the_window_is_looked_at_too(left_open: Program) -> None:
    menu = note(left_open).createStandardContextMenu()
    left, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPointF(1, 1)
    QApplication.sendEvent(menu, QMouseEvent(QEvent.Type.MouseButtonPress, place, place, left, left, keys))
    assert left_open.window.log_page.evening == LAST
    menu.deleteLater()


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
