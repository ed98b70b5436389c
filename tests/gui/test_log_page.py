from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.errors import JournalNotWritable
from cramp_journal.model import Values
from cramp_journal.store import Journal
from tests.builders import a_journal, night
from tests.gui.conftest import Start, button, press, press_leg, press_letter, words

LAST = date(2026, 11, 21)


def kept(program: Program, evening: date = LAST) -> Values | None:
    program.window.log_page.flush()
    return program.session.night(evening)


def test_one_press_records_a_clear_night(program: Program) -> None:
    press(program.window.log_page, "No cramps")
    found = kept(program)
    assert found is not None
    assert (found["state"], found["cramps"]) == ("clear", [])


def test_the_key_n_records_a_clear_night(program: Program) -> None:
    press_letter(program, program.window.log_page, Qt.Key.Key_N)
    found = kept(program)
    assert found is not None
    assert found["state"] == "clear"


def test_a_night_is_unknown_until_something_is_said(program: Program) -> None:
    press(program.window.log_page, "hard")
    assert kept(program) is None


def test_a_cramp_is_stored_as_it_was_pressed(program: Program) -> None:
    press(program.window.log_page, "I had cramps", "2–4", "1–3", "7", "massage", "the muscle went hard")
    press_leg(program.window.log_page, "back", "left", "calf")
    found = kept(program)
    assert found is not None
    assert found["cramps"] == [
        {
            "side": "left",
            "muscle": "calf",
            "time": "03:00",
            "time_precision": "part_of_night",
            "seconds": 120,
            "timing": "guess",
            "pain": 7,
            "went_hard": True,
            "reliefs": [{"what": "massage", "helped": True}],
        }
    ]


def test_an_answer_pressed_twice_is_taken_back(program: Program) -> None:
    press(program.window.log_page, "I had cramps", "2–4", "7", "2–4", "7")
    for _turn in range(2):
        press_leg(program.window.log_page, "front", "right", "shin")
    found = kept(program)
    assert found is not None
    assert found["cramps"] == [{}]


def test_an_exact_time_and_length_are_stored_as_exact(program: Program) -> None:
    press(program.window.log_page, "I had cramps", "Time…", "Exact…")
    time, length = (f for f in program.window.log_page.findChildren(QLineEdit) if "…" in f.accessibleName())
    QTest.keyClicks(time, "3.10")
    QTest.keyClicks(length, "2:30")
    found = kept(program)
    assert found is not None
    assert found["cramps"] == [{"time": "03:10", "time_precision": "exact", "seconds": 150}]


def test_a_time_that_is_none_is_said_and_not_stored(program: Program) -> None:
    press(program.window.log_page, "I had cramps", "Time…")
    time = next(f for f in program.window.log_page.findChildren(QLineEdit) if "Time…" in f.accessibleName())
    QTest.keyClicks(time, "27:10")
    found = kept(program)
    assert found is not None
    assert found["cramps"] == [{}]
    assert "A time is written like 03:10, 3.10 am or half past three." in words(program.window.log_page)


def test_whether_a_clock_was_looked_at_is_asked_only_over_ten_minutes(program: Program) -> None:
    press(program.window.log_page, "I had cramps", "3–10")
    assert "By the clock or a guess?" not in words(program.window.log_page)
    press(program.window.log_page, "Over 10")
    assert "By the clock or a guess?" in words(program.window.log_page)
    press(program.window.log_page, "by the clock")
    found = kept(program)
    assert found is not None
    assert found["cramps"] == [{"seconds": 900, "timing": "guess"}]  # no clock showed 15 minutes
    length = next(f for f in program.window.log_page.findChildren(QLineEdit) if f.accessibleName().endswith("? Exact…"))
    QTest.keyClicks(length, "12")
    found = kept(program)
    assert found is not None
    assert found["cramps"] == [{"seconds": 720, "timing": "clock"}]


def test_several_cramps_fold_to_a_line_each(program: Program) -> None:
    press(program.window.log_page, "I had cramps", "2–4", "Another cramp", "4–6")
    found = kept(program)
    assert found is not None
    assert [cramp["time"] for cramp in found["cramps"]] == ["03:00", "05:00"]
    assert button(program.window.log_page, "I had cramps").text().endswith("2")


def test_undo_brings_back_a_removed_cramp_and_redo_removes_it_again(program: Program) -> None:
    press(program.window.log_page, "I had cramps", "2–4", "Another cramp", "4–6")
    before = kept(program)
    remove = next(
        b
        for b in program.window.log_page.findChildren(type(button(program.window, "Undo")))
        if b.accessibleName() == "Remove cramp 1 of 2" and b.isVisible()
    )
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    after = kept(program)
    assert after != before
    QTest.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert kept(program) == before
    QTest.keyClick(program.window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert kept(program) == after


def test_undoing_the_first_entry_makes_the_night_unknown_again(program: Program) -> None:
    press(program.window.log_page, "No cramps")
    press(program.window.log_page, "Undo")
    assert kept(program) is None
    assert not button(program.window.log_page, "No cramps").isChecked()


def test_a_night_whose_record_is_removed_is_unknown_until_undo_brings_it_back(program: Program) -> None:
    press(program.window.log_page, "I had cramps", "2–4", "alcohol")
    before = kept(program)
    press(program.window.log_page, "Remove this night")
    assert kept(program) is None
    assert not button(program.window.log_page, "I had cramps").isChecked()
    press(program.window.log_page, "Undo")
    assert kept(program) == before


def test_a_factor_goes_from_not_said_to_yes_to_no_and_back(program: Program) -> None:
    press(program.window.log_page, "No cramps")
    answers = []
    for _turn in range(3):
        press(program.window.log_page, "alcohol")
        found = kept(program)
        assert found is not None
        answers.append(found.get("alcohol", "not said"))
    assert answers == [True, False, "not said"]


def test_the_rest_no_answers_only_what_was_not_answered(program: Program) -> None:
    press(program.window.log_page, "No cramps", "alcohol", "No to all the rest")
    found = kept(program)
    assert found is not None
    assert (found["alcohol"], found["smoking"], found["legs_felt_cold"]) == (True, False, False)


def test_a_note_and_a_temperature_are_kept_while_one_types(program: Program) -> None:
    press(program.window.log_page, "No cramps")
    page = program.window.log_page
    QTest.keyClicks(page.findChildren(QPlainTextEdit)[0], "A cold night.")
    QTest.keyClicks(next(f for f in page.findChildren(QLineEdit) if "temperature" in f.accessibleName()), "17,5")
    found = kept(program)
    assert found is not None
    assert (found["note"], found["room_temperature_c"]) == ("A cold night.", 17.5)


def test_fahrenheit_is_shown_and_celsius_stored(start: Start) -> None:
    program = start(temperature_unit="f")
    press(program.window.log_page, "No cramps")
    field = next(f for f in program.window.log_page.findChildren(QLineEdit) if "temperature" in f.accessibleName())
    QTest.keyClicks(field, "68")
    found = kept(program)
    assert found is not None
    assert found["room_temperature_c"] == 20


def test_what_the_page_does_not_show_is_kept_when_the_night_is_edited(start: Start, tmp_path: Path) -> None:
    fields: dict[str, Any] = {"minutes_awake": 20, "sleep_disturbance": 6, "left_out": True, "exercise_minutes": 40}
    fields["asked"] = ["cramps"]
    a_journal(tmp_path, night(LAST, 1, **fields)).close()
    program = start()
    press_leg(program.window.log_page, "back", "right", "calf")
    found = kept(program)
    assert found is not None
    assert {name: found[name] for name in fields} == fields


def test_going_to_the_night_before_saves_this_one_first(program: Program) -> None:
    press(program.window.log_page, "No cramps")
    press(program.window.log_page, "alcohol")
    QTest.keyClick(program.window.log_page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert program.window.log_page.evening == date(2026, 11, 20)
    found = program.session.night(LAST)
    assert found is not None
    assert found["alcohol"] is True


def test_a_night_that_has_not_come_cannot_be_reached(program: Program) -> None:
    for _turn in range(3):
        QTest.keyClick(program.window.log_page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert program.window.log_page.evening == date(2026, 11, 22)


def test_what_could_not_be_saved_stays_on_the_screen_and_is_said(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **_more: object) -> None:
        raise JournalNotWritable("The disk is full: nothing was changed.")

    monkeypatch.setattr(Journal, "save", full)
    press(program.window.log_page, "No cramps")
    assert "The disk is full" in words(program.window.log_page)
    assert "Not saved" in words(program.window.log_page)
    assert button(program.window.log_page, "No cramps").isChecked()
    monkeypatch.undo()
    press(program.window.log_page, "No cramps")
    assert kept(program) is not None


def test_what_is_pressed_before_the_journal_is_open_is_kept(start: Start, qtbot: QtBot) -> None:
    program = start(opened=False)
    press(program.window.log_page, "No cramps")
    assert "Saving…" in words(program.window.log_page)
    with qtbot.waitSignal(program.session.saved, timeout=20_000):
        program.session.door.open()
    assert kept(program) is not None
    assert "Saved" in words(program.window.log_page)


def test_what_is_pressed_just_before_the_window_is_closed_is_kept(start: Start, tmp_path: Path) -> None:
    program = start(opened=False)
    press(program.window.log_page, "No cramps")
    program.window.close()
    program.session.finish()
    with Journal(tmp_path / "journal.sqlite") as journal:
        assert journal.night(LAST) is not None


def test_courses_fill_the_intakes_and_a_dose_left_out_is_one_press(start: Start, tmp_path: Path) -> None:
    from cramp_journal.model import Course
    from cramp_journal.words import SubstanceKind, Unit

    with a_journal(tmp_path) as journal:
        kind = SubstanceKind.SUPPLEMENT
        journal.keep(Course(substance="magnesium", kind=kind, dose=300, unit=Unit.MG, start=date(2026, 11, 21)))
    program = start()
    press(program.window.log_page, "No cramps")
    found = kept(program)
    assert found is not None
    assert found["intakes"] == [{"substance": "magnesium", "dose": 300, "unit": "mg"}]
    press(program.window.log_page, "Magnesium 300 mg")
    found = kept(program)
    assert found is not None
    assert "intakes" not in found


@pytest.mark.parametrize("known", [False, True], ids=["new", "offered already"])
def test_a_factor_of_ones_own_is_ticked_in_the_night_where_it_was_added(program: Program, *, known: bool) -> None:
    if known:
        program.window.log_page.factor_added.emit("long car journey")
    press(program.window.log_page, "No cramps")
    line = next(each for each in program.window.log_page.findChildren(QLineEdit) if "your own" in each.accessibleName())
    line.setText("Long car journey")
    press(program.window.log_page, "Add")
    found = kept(program)
    assert found is not None
    assert [name.casefold() for name in found["factors"]] == ["long car journey"]
    assert line.text() == ""
