"""What is refused is not gone: it is named beside its field, stops nothing else, and waits through a restart."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from cramp_journal.app import Program
from cramp_journal.errors import JournalNotWritable
from cramp_journal.gui.last_night.courses_dialog import CoursesDialog
from cramp_journal.gui.session import edits
from cramp_journal.gui.session.drafts import Drafts
from cramp_journal.model import Values
from cramp_journal.store import Journal
from cramp_journal.store.file.encryption import salt_of
from tests.builders import a_journal, night
from tests.gui.conftest import Start, press, settle, words
from tests.gui.keeping import filled, locked, opened
from tests.gui.test_catch_up import field
from tests.gui.test_nothing_lost import kept, note

LAST = date(2026, 11, 21)
LONG = "x" * 20_001


def close(program: Program) -> None:
    program.window.close()
    program.session.finish()
    settle()


def typed(program: Program, name: str, text: str) -> QLineEdit:
    line = field(program, name)
    line.clear()
    QTest.keyClicks(line, text)
    return line


# ---------------------------------------------------------------- a night
def test_a_note_that_is_too_long_stops_no_other_answer_and_is_there_again_at_the_next_start(start: Start) -> None:
    program = start()
    press(program.window.log_page, "No cramps")
    note(program).setPlainText("fine")
    assert kept(program)["note"] == "fine"
    note(program).setPlainText(LONG)
    press(program.window.log_page, "alcohol", "woke me up")
    found = kept(program)
    assert (found["alcohol"], found["woke"], found["note"]) == (True, True, "fine")
    assert "Note: This is too long by 1 letter." in words(program.window.log_page)
    assert "but not what is marked" in words(program.window.log_page)
    assert note(program).accessibleDescription() == "This is too long by 1 letter."
    close(program)
    again = start()
    again.window.open_night(LAST)
    assert note(again).toPlainText() == LONG
    assert "This is too long by 1 letter." in words(again.window.log_page)
    QTest.keyClick(note(again), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(note(again), Qt.Key.Key_Backspace)
    assert kept(again)["note"] == LONG[1:]
    assert "too long" not in words(again.window.log_page)
    assert list(again.session.file.parent.glob("*.drafts")) == []


def test_the_window_says_that_something_of_another_night_waits_and_shows_it(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path)
    evening = date(2026, 11, 19)
    Drafts(file).keep_refused(evening, {"note": LONG})
    program = start(file)
    settle()
    assert "the night of Thu 19 → Fri 20 November is not in the journal yet" in words(program.window)
    press(program.window, "Show it")
    assert program.window.log_page.evening == evening
    assert note(program).toPlainText() == LONG


def test_what_was_refused_outlives_a_save_of_that_night_without_it(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path)
    Drafts(file).keep_refused(LAST, {"note": LONG, "room_temperature_c": "640"})
    with Journal(file) as journal:
        journal.save(night(LAST, 0, alcohol=True), date(2026, 11, 22))
    program = start(file)
    program.session.save({**night_values(program), "woke": True})
    assert program.session.drafts.refused(LAST) == {"note": LONG, "room_temperature_c": "640"}
    assert note(program).toPlainText() == LONG
    assert field(program, "Room temperature in °C").text() == "640"


def night_values(program: Program) -> Values:
    found = program.session.night(LAST)
    assert found is not None
    return found


def test_a_time_and_a_length_that_are_none_wait_with_their_cramp(start: Start, tmp_path: Path) -> None:
    cramp = {"time": "03:10", "time_precision": "exact", "seconds": 150, "timing": "clock", "pain": 7}
    a_journal(tmp_path, night(LAST, [cramp])).close()
    program = start()
    typed(program, "When? Time…", "25:99")
    typed(program, "How many minutes? Exact…", "a while")
    press(program.window.log_page, "woke me up")
    found = kept(program)
    assert (found["woke"], found["cramps"]) == (True, [cramp])
    assert "A time is written like 03:10, 3.10 am or half past three." in words(program.window.log_page)
    close(program)
    again = start()
    again.window.open_night(LAST)
    settle()
    assert field(again, "When? Time…").text() == "25:99"
    assert field(again, "How many minutes? Exact…").text() == "a while"
    assert (
        field(again, "When? Time…").accessibleDescription()
        == "A time is written like 03:10, 3.10 am or half past three."
    )
    typed(again, "When? Time…", "4")
    typed(again, "How many minutes? Exact…", "½")
    (found_cramp,) = kept(again)["cramps"]
    assert (found_cramp["time"], found_cramp["seconds"]) == ("04:00", 30)
    assert again.session.drafts.refused(LAST) == {}


def test_digits_of_other_scripts_are_read(program: Program) -> None:
    press(program.window.log_page, "I had cramps", "Time…", "Exact…")
    for name, text in (("When? Time…", "０３１０"), ("How many minutes? Exact…", "२:३०")):
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(field(program, name), event)
    event = QInputMethodEvent("", [])
    event.setCommitString("١٧٫٥")
    QApplication.sendEvent(field(program, "Room temperature in °C"), event)
    found = kept(program)
    assert (found["cramps"][0]["time"], found["cramps"][0]["seconds"]) == ("03:10", 150)
    assert found["room_temperature_c"] == 17.5


def test_what_nobody_can_see_is_taken_out_and_said(program: Program) -> None:
    press(program.window.log_page, "No cramps")
    QApplication.clipboard().setText("page one\x0cpage two\x00\x85")
    note(program).paste()
    assert "An invisible character was taken out." in words(program.window.log_page)
    assert kept(program)["note"] == "page one\npage two"


def test_a_full_disk_loses_nothing_that_was_typed_even_when_the_window_is_closed(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **_more: object) -> None:
        raise JournalNotWritable("The disk is full.")

    first = start()
    press(first.window.log_page, "No cramps")
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "save", full)
        note(first).setPlainText("on a full disk")
        first.window.log_page.flush()
        assert (Drafts(first.session.file).of(LAST) or {})["note"] == "on a full disk"  # a kill does not lose it
        close(first)
    again = start()
    again.window.open_night(LAST)
    assert kept(again)["note"] == "on a full disk"


def test_what_can_be_kept_nowhere_holds_the_window_once(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    program = start()
    press(program.window.log_page, "No cramps")
    with monkeypatch.context() as patch:
        patch.setattr("cramp_journal.gui.session.drafts.write_whole", full)
        note(program).setPlainText(LONG)
        program.window.log_page.flush()
        program.window.show_page("trends")
        assert not program.window.close()
        assert program.window.open_page == "log"
        assert "could be kept nowhere" in words(program.window.log_page)
        assert note(program).toPlainText() == LONG
        assert program.window.close()


def test_behind_a_passphrase_what_was_refused_is_behind_it_too(
    start: Start, tmp_path: Path, qtbot: Any, quick_key: None
) -> None:
    file, key = locked(tmp_path)
    program = opened(start, file, qtbot)
    program.window.open_night(LAST)
    note(program).setPlainText(LONG)
    program.window.log_page.flush()
    assert salt_of(file.with_name(f"{file.name}.drafts")) == key.salt
    program.lock()
    settle()
    program.session.drafts.keep("questions", {"text": "typed at the last moment"})
    assert salt_of(file.with_name(f"{file.name}.drafts")) == key.salt
    drafts = Drafts(file)
    assert drafts.refused(LAST) == {}
    drafts.use(key)
    assert drafts.refused(LAST)["note"] == LONG


def test_a_draft_beside_a_locked_journal_never_lies_there_in_plain(tmp_path: Path, quick_key: None) -> None:
    file, key = locked(tmp_path)
    drafts = Drafts(file)
    drafts.keep(LAST, {"evening": "2026-11-21", "state": None, "cramps": [], "note": "secret"})
    assert not list(tmp_path.glob("*.drafts"))
    assert not drafts.on_disk
    drafts.use(key)
    assert drafts.on_disk
    assert b"secret" not in (tmp_path / "journal.sqlite.drafts").read_bytes()


def test_a_draft_holds_whatever_can_be_typed(tmp_path: Path) -> None:
    file = filled(tmp_path)
    for text in ("\ud800", "\x00", "é\u202e", "💤", "\\u0000", '"', "\x0c"):
        Drafts(file).keep_refused(LAST, {"note": text + LONG})
        found = Drafts(file).refused(LAST)["note"]
        assert found.endswith(LONG)
    json.loads((tmp_path / "journal.sqlite.drafts").read_text(encoding="ascii"))


# ---------------------------------------------------------------- names and doses
@pytest.fixture
def courses(program: Program) -> CoursesDialog:
    program.window._courses.open(LAST)
    settle()
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, CoursesDialog) and each.isVisible())


def add(dialog: CoursesDialog, name: str, dose: str) -> None:
    dialog._substance.setText(name)
    dialog._dose.setText(dose)
    press(dialog, "Add from this night on")
    settle()


def taken(program: Program) -> list[tuple[str, float | None, str | None]]:
    return [(each.substance, each.dose, each.unit) for each in program.session.journal().courses()]


def test_a_dose_is_what_was_typed(program: Program, courses: CoursesDialog) -> None:
    add(courses, "vitamin D", "1,000 IU")
    assert taken(program) == [("vitamin D", 1000, "IU")]
    add(courses, "magnesium", "500mg")
    assert ("magnesium", 500, "mg") in taken(program)
    for text in ("-5", "1e3", "abc", "\u066b"):
        add(courses, "calcium", text)
        assert len(taken(program)) == 2
        assert courses._dose.text() == text
        assert "A dose is a number" in courses._dose.accessibleDescription()


@pytest.mark.parametrize(("answer", "dose"), [("1.2", 1.2), ("1200", 1200)])
def test_a_dose_that_may_be_two_is_asked_about(
    program: Program, courses: CoursesDialog, answer: str, dose: float
) -> None:
    add(courses, "calcium", "1.200")
    assert taken(program) == []
    assert "Which one is it?" in words(courses)
    press(courses, answer, "Add from this night on")
    assert taken(program) == [("calcium", dose, "mg")]
    add(courses, "zinc", "1.200")  # it is asked anew
    assert len(taken(program)) == 1


def test_a_dose_is_not_asked_about_where_the_country_decides(start: Start) -> None:
    program = start(region="us")
    program.window._courses.open(LAST)
    settle()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, CoursesDialog))
    add(dialog, "calcium", "1.200")
    assert taken(program) == [("calcium", 1.2, "mg")]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("M" * 130, "This is too long by 10 letters."),
        ("", "Say what it is called."),
        ("\u200b \u3164", "Say what it is"),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused_beside_its_field_and_outlives_the_dialog(
    program: Program, courses: CoursesDialog, name: str, said: str
) -> None:
    add(courses, name, "300")
    assert taken(program) == []
    assert courses._substance.text() == name
    assert courses._substance.accessibleDescription().startswith(said)
    assert said in words(courses)
    courses.close()
    settle()
    program.window._courses.open(LAST)
    settle()
    again = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, CoursesDialog) and each.isVisible()
    )
    assert (again._substance.text(), again._dose.text()) == (name, "300")


def test_a_course_that_the_journal_does_not_take_stays_in_its_fields(
    program: Program, courses: CoursesDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **_more: object) -> None:
        raise JournalNotWritable("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "keep", full)
        add(courses, "magnesium", "300")
    assert "The disk is full." in words(courses)
    assert (courses._substance.text(), courses._dose.text()) == ("magnesium", "300")


def test_a_factor_of_ones_own_that_is_too_long_is_named_and_waits(start: Start) -> None:
    program = start()
    press(program.window.log_page, "No cramps")
    line = field(program, "Name of a factor of your own")
    line.setText("g" * 70)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert program.session.journal().factors() == []
    assert "This is too long by 10 letters." in words(program.window.log_page)
    close(program)
    again = start()
    again.window.open_night(LAST)
    line = field(again, "Name of a factor of your own")
    assert line.text() == "g" * 70
    line.setText("gardening")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert [each.name for each in again.session.journal().factors()] == ["gardening"]
    assert line.text() == ""


def test_a_factor_that_the_journal_does_not_take_stays_in_its_field(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **_more: object) -> None:
        raise JournalNotWritable("The disk is full.")

    line = field(program, "Name of a factor of your own")
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "keep", full)
        line.setText("gardening")
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "gardening"


def test_what_reaches_the_journal_past_all_fields_is_refused_in_a_sentence(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    program.session.refused.connect(heard.append)
    program.session.apply(edits.add_course, {"substance": "M" * 130, "kind": "supplement"})
    program.session.apply(edits.add_factor, "f" * 130)
    program.session.apply(edits.add_factor, "fine")
    program.session.apply(edits.rename_factor, "fine", "f" * 130)
    program.session.apply(edits.keep_questions, "q" * 2001)
    assert [sentence.split(":")[0] for sentence in heard] == ["Substance", "Name", "Name", "Questions for the doctor"]
    assert [label.text() for label in program.window.findChildren(QLabel) if "validation error" in label.text()] == []


def test_what_was_typed_as_a_factor_and_not_added_is_there_at_the_next_start_and_marks_nothing(start: Start) -> None:
    program = start()
    press(program.window.log_page, "No cramps")
    typed(program, "Name of a factor of your own", "cheese at night")
    press(program.window.log_page, "alcohol")
    assert kept(program)["alcohol"] is True
    assert "but not what is marked" not in words(program.window.log_page)
    close(program)
    again = start()
    again.window.open_night(LAST)
    settle()
    assert field(again, "Name of a factor of your own").text() == "cheese at night"
    assert "but not what is marked" not in words(again.window.log_page)
    press(again.window.log_page, "Add")
    settle()
    close(again)
    once_more = start()
    once_more.window.open_night(LAST)
    settle()
    assert field(once_more, "Name of a factor of your own").text() == ""
