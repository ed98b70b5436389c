"""What was entered is never thrown away: on leaving, on refusal, on rebuilding, on a key in the wrong place."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.errors import JournalNotWritable
from cramp_journal.gui.session import edits
from cramp_journal.gui.session.drafts import Drafts
from cramp_journal.model import Factor, Values
from cramp_journal.store import Journal
from tests.builders import a_journal, night
from tests.gui.conftest import Start, button, focused, note_field, press, press_letter, settle, unfold, words

LAST = date(2026, 11, 21)
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def note(program: Program) -> QPlainTextEdit:
    return note_field(program)


def go(program: Program, key: Qt.Key) -> None:
    program.window.log_page.take_focus()
    QTest.keyClick(program.window.log_page, key, ALT)
    settle()


def kept(program: Program, evening: date = LAST) -> Values:
    program.window.log_page.flush()
    found = program.session.night(evening)
    assert found is not None
    return found


def test_what_is_typed_before_the_state_is_said_waits_while_one_looks_at_another_night(program: Program) -> None:
    QTest.keyClicks(note(program), "A cold room.")
    press(program.window.log_page, "alcohol")
    go(program, Qt.Key.Key_Left)
    assert note(program).toPlainText() == ""
    go(program, Qt.Key.Key_Right)
    assert note(program).toPlainText() == "A cold room."
    press(program.window.log_page, "No cramps")
    found = kept(program)
    assert (found["note"], found["alcohol"]) == ("A cold room.", True)


def test_what_is_typed_before_the_state_is_said_outlives_other_changes_and_another_text_size(program: Program) -> None:
    QTest.keyClicks(note(program), "A cold room.")
    program.session.apply(edits.add_factor, "gardening")
    settle()
    assert note(program).toPlainText() == "A cold room."
    QTest.keyClick(program.window, Qt.Key.Key_Plus, CONTROL)
    settle()
    assert note(program).toPlainText() == "A cold room."


def test_what_is_open_stays_open_in_another_language(program: Program) -> None:
    page = program.window.log_page
    press(page, "I had cramps")
    lines = page._cards.all().lines
    lines._lines[2].open()
    QTest.keyClicks(lines.night.note._field, "A cold room.")
    program.settings.language = "de"
    program.window.settings_flow.look_changed.emit()
    settle()
    cards = program.window.log_page._cards.all()
    assert cards.lines is not lines
    assert cards.opened() == (0, [False, False, True])
    shown = cards.lines.night.note._field
    assert (shown.toPlainText(), shown.isVisible()) == ("A cold room.", True)
    assert "Krämpfe" in words(program.window.log_page)


def test_what_is_typed_before_the_state_is_said_outlives_the_window(start: Start) -> None:
    first = start()
    QTest.keyClicks(note(first), "A cold room.")
    first.window.close()
    again = start()
    assert note(again).toPlainText() == "A cold room."
    assert "Say first: no cramps, or cramps?" in words(again.window.log_page)
    press(again.window.log_page, "No cramps")
    assert kept(again)["note"] == "A cold room."
    assert list(again.session.file.parent.glob("*.drafts")) == []


def test_what_is_typed_before_the_state_is_said_is_on_the_disk_a_moment_later(program: Program, qtbot: QtBot) -> None:
    QTest.keyClicks(note(program), "A cold room.")
    qtbot.waitUntil(lambda: (Drafts(program.session.file).of(LAST) or {}).get("note") == "A cold room.")


def test_what_was_typed_about_a_night_that_another_program_recorded_since_joins_it(
    start: Start, tmp_path: Path
) -> None:
    a_journal(tmp_path, night(LAST, note="As it was.", alcohol=False)).close()
    typed: dict[str, Any] = {"evening": LAST.isoformat(), "state": None, "note": "A cold room.", "alcohol": True}
    Drafts(tmp_path / "journal.sqlite").keep(LAST, typed | {"woke": True})
    program = start()
    settle()
    assert note(program).toPlainText() == "As it was.\nA cold room."
    found = kept(program)
    assert (found["note"], found["alcohol"], found["woke"]) == ("As it was.\nA cold room.", False, True)
    assert Drafts(tmp_path / "journal.sqlite").of(LAST) is None


@pytest.mark.parametrize("text", ["", "no JSON", "[]", '{"2026-11-21": 7}'])
def test_drafts_that_cannot_be_read_are_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "journal.sqlite.drafts").write_text(text, encoding="utf-8")
    assert Drafts(tmp_path / "journal.sqlite").of(LAST) is None


def test_a_hidden_factor_stays_in_the_night_that_has_it(start: Start, tmp_path: Path) -> None:
    with a_journal(tmp_path, night(LAST, 1, factors=["car journey", "late meal"])) as journal:
        known = {each.name: each for each in journal.factors()}
        journal.keep(Factor(id=known["late meal"].id, name="late meal", hidden=True))
    program = start()
    QTest.keyClicks(note(program), "x")
    assert kept(program)["factors"] == ["car journey", "late meal"]


def test_other_nights_cannot_be_reached_before_it_is_known_what_they_hold(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night(date(2026, 11, 20), 3)).close()
    program = start(opened=False)
    settle()
    go(program, Qt.Key.Key_Left)
    assert program.window.log_page.evening == LAST
    assert "Opening the journal" in words(program.window.log_page)


def test_the_window_does_not_roll_away_from_a_night_one_went_back_to(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(program, Qt.Key.Key_Left)
    for moment in ("2026-11-22T07:43:00", "2026-11-22T12:30:00"):
        monkeypatch.setattr(clock, "now", lambda moment=moment: datetime.fromisoformat(moment))
        program.window.minute.timeout.emit()
        assert program.window.log_page.evening == date(2026, 11, 20)


def test_after_days_asleep_the_window_shows_the_newest_night(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program.window.show_page("trends")
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 25, 7, 42))
    program.window.minute.timeout.emit()
    assert program.window.log_page.evening == date(2026, 11, 24)
    assert program.window.open_page == "trends"


def test_the_window_does_not_roll_while_one_types(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    press(program.window.log_page, "No cramps")
    note(program).setFocus()
    QTest.keyClicks(note(program), "first half")
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 22, 12, 0, 5))
    program.window.minute.timeout.emit()
    QTest.keyClicks(note(program), " and second half")
    assert kept(program)["note"] == "first half and second half"
    button(program.window.log_page, "No cramps").setFocus()
    program.window.minute.timeout.emit()
    assert program.window.log_page.evening == date(2026, 11, 22)


def test_n_pressed_in_the_form_of_a_cramp_says_what_it_removed_and_undo_brings_it_back(program: Program) -> None:
    press(program.window.log_page, "I had cramps", "7")
    press_letter(program, focused(), Qt.Key.Key_N)
    assert kept(program)["cramps"] == []
    assert "1 cramp removed" in words(program.window.log_page.header)
    press(program.window.log_page, "Undo")
    assert kept(program)["cramps"] == [{"pain": 7}]


def test_what_the_journal_refuses_waits_and_is_saved_when_it_can_be(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **_more: object) -> None:
        raise JournalNotWritable("Another program is using it.")

    press(program.window.log_page, "No cramps")
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "save", busy)
        QTest.keyClicks(note(program), "Kept all the same.")
        program.window.log_page.flush()
        assert "Another program is using it." in words(program.window.log_page)
        go(program, Qt.Key.Key_Left)
    go(program, Qt.Key.Key_Right)
    assert note(program).toPlainText() == "Kept all the same."
    assert kept(program)["note"] == "Kept all the same."


def test_a_cramp_of_hours_and_a_note_to_the_letter_outlive_an_edit_beside_them(start: Start, tmp_path: Path) -> None:
    cramp = {"seconds": 86_400, "timing": "clock", "note": "all night"}
    a_journal(tmp_path, night(LAST, [cramp], note="  two blanks, and a line\n\n")).close()
    program = start()
    press(program.window.log_page, "Change", "7", "alcohol")
    found = kept(program)
    assert found["cramps"] == [cramp | {"pain": 7}]
    assert found["note"] == "  two blanks, and a line\n\n"


def test_a_temperature_that_makes_no_sense_leaves_the_one_that_stood_there(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night(LAST, 0, room_temperature_c=17.53)).close()
    program = start()
    from tests.gui.test_catch_up import field

    room = field(program, "Room temperature in °C")
    room.selectAll()
    QTest.keyClicks(room, "640")
    assert "Is it in °C?" in words(program.window.log_page)
    assert kept(program)["room_temperature_c"] == 17.53


def test_tab_goes_through_the_page_as_it_is_read(program: Program) -> None:
    press(program.window.log_page, "I had cramps")
    unfold(program.window.log_page)
    settle()
    program.window.log_page.take_focus()
    met = []
    for _stop in range(60):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        met.append(focused().accessibleName() or focused().property("text"))
    wanted = ["Leg map: nothing chosen", "When?: Bedtime", "How many minutes?: Under 1", "Another cramp"]
    places = [met.index(name) for name in wanted]
    assert places == sorted(places)
    assert met.index("Note about this night") > places[-1]
