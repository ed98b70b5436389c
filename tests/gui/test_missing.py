"""What the journal acknowledged and what is replaced, as the person in the window meets it."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.gui.keeping.copies_dialog import CopiesDialog
from cramp_journal.gui.keeping.missing_dialog import MissingDialog
from cramp_journal.gui.session.edits import move_night
from cramp_journal.model import About
from cramp_journal.store import Journal
from tests.builders import TODAY, night
from tests.gui.conftest import Start, button, note_field, press, settle, words
from tests.gui.keeping import CONTROL, LAST, filled

LINE = "1 night that you saved is not in your journal now"


def _cramps(file: Path) -> list[int]:
    with Journal(file) as journal:
        return [each.count for each in journal.figures()]


@pytest.fixture
def gone_back(tmp_path: Path) -> Path:
    """A journal in whose place an older file was put, which lacks the night before last."""
    file = filled(tmp_path, 1)
    shutil.copy(file, tmp_path / "older.sqlite")
    with Journal(file) as journal:
        journal.save(night(LAST - timedelta(days=1), 3, note="kept word for word"), TODAY)
    shutil.copy(tmp_path / "older.sqlite", file)
    return file


def _dialog(program: Program) -> MissingDialog:
    press(program.window, "Look at them")
    settle()
    return program.window.findChildren(MissingDialog)[-1]


def test_a_missing_night_is_said_at_the_start_shown_and_brought_in_with_one_undo(start: Start, gone_back: Path) -> None:
    program = start(gone_back)
    settle()
    assert LINE in words(program.window)
    dialog = _dialog(program)
    assert "an older file was put in its place" in words(dialog)
    press(dialog, "Bring them in")
    settle()
    found = program.session.night(LAST - timedelta(days=1))
    assert found is not None
    assert (len(found["cramps"]), found["note"]) == (3, "kept word for word")
    assert LINE not in words(program.window)
    program.session.undo()
    assert program.session.night(LAST - timedelta(days=1)) is None


def test_who_does_not_decide_is_asked_again_and_who_leaves_it_is_not(start: Start, gone_back: Path) -> None:
    for answer in ("Later", "Leave them out"):
        program = start(gone_back)
        settle()
        press(_dialog(program), answer)
        settle()
        program.window.close()
        program.session.finish()
    program = start(gone_back)
    settle()
    assert "in your journal now" not in words(program.window)
    assert len(program.session.figures()) == 1


def test_what_is_left_out_lies_among_the_deleted_nights_and_undo_asks_again(start: Start, gone_back: Path) -> None:
    program = start(gone_back)
    settle()
    press(_dialog(program), "Leave them out")
    settle()
    assert "They are among the deleted nights now. Undo takes that back." in words(program.window)
    assert [each.cramps for each in program.session.keeping.binned()] == [3]
    program.session.undo()
    settle()
    assert LINE in words(program.window)
    assert "among the deleted nights now" not in words(program.window)


def test_undo_of_bringing_them_in_asks_again(start: Start, gone_back: Path) -> None:
    program = start(gone_back)
    settle()
    press(_dialog(program), "Bring them in")
    settle()
    assert "Your journal is as you left it. Undo takes that back." in words(program.window)
    program.session.undo()
    settle()
    assert LINE in words(program.window)
    program.session.redo()
    settle()
    assert LINE not in words(program.window)
    assert program.session.night(LAST - timedelta(days=1)) is not None


def test_a_night_that_is_offered_is_not_asked_for_as_well(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path, 1)
    with Journal(file) as journal:
        journal.save(night(LAST - timedelta(days=3), 1), TODAY)
    older = file.read_bytes()
    with Journal(file) as journal:
        journal.save(night(LAST - timedelta(days=1), 3), TODAY)
    file.write_bytes(older)
    program = start(file)
    settle()
    assert "1 night is not recorded" in words(program.window.log_page)
    press(_dialog(program), "Leave them out")
    settle()
    assert "2 nights are not recorded" in words(program.window.log_page)


def test_who_logs_a_missing_night_again_is_told_of_the_cramps_that_go_and_undo_has_them(
    start: Start, gone_back: Path
) -> None:
    program = start(gone_back)
    settle()
    program.window.open_night(LAST - timedelta(days=1))
    settle()
    button(program.window.log_page, "No cramps").click()
    settle()
    assert "3 cramps removed" in words(program.window.log_page)
    assert LINE not in words(program.window)
    program.session.undo()
    found = program.session.night(LAST - timedelta(days=1))
    assert found is not None
    assert found["note"] == "kept word for word"


def test_a_night_that_was_removed_and_stands_again_is_said_and_put_right(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path, 2)
    older = file.read_bytes()
    with Journal(file) as journal:
        journal.delete(LAST)
    file.write_bytes(older)
    program = start(file)
    settle()
    assert "1 night that you removed stands in your journal again" in words(program.window)
    dialog = _dialog(program)
    assert "These nights are not as you left them" in words(dialog)
    press(dialog, "Put them right")
    settle()
    assert program.session.night(LAST) is None
    program.session.undo()
    settle()
    assert program.session.night(LAST) is not None
    assert "1 night that you removed stands in your journal again" in words(program.window)
    press(_dialog(program), "Leave them as they are")
    settle()
    assert "They stay in your journal. Undo takes that back." in words(program.window)
    assert program.session.night(LAST) is not None


def test_what_may_be_missing_besides_is_said_until_that_is_answered(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path, 1)
    shutil.copy(file, tmp_path / "older.sqlite")
    with Journal(file) as journal:
        journal.keep(About(name="A. Example"))
    shutil.copy(tmp_path / "older.sqlite", file)
    said = "An older file lies in the place of your journal. It may lack what you saved on"
    for answer in ("Later", "Look at the copies…", "Do not tell me this again"):
        program = start(file)
        settle()
        assert said in words(program.window)
        assert "0 nights" not in words(program.window)
        dialog = _dialog(program)
        assert said in words(dialog)
        assert "You saved these nights" not in words(dialog)
        press(dialog, answer)
        settle()
        if answer.startswith("Look"):
            copies = QApplication.activeModalWidget()
            assert isinstance(copies, CopiesDialog)
            press(copies, "Done")
            settle()
        program.window.close()
        program.session.finish()
    program = start(file)
    settle()
    assert said not in words(program.window)


def test_a_file_that_is_put_in_its_place_is_noticed_without_a_save_and_what_was_typed_is_there_after(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    file = filled(tmp_path, 2)
    shutil.copy(file, tmp_path / "older.sqlite")
    program = start(file)
    press(program.window.log_page, "Change", "8")
    program.window.log_page.flush()
    assert program.session.night(LAST)["cramps"][0]["pain"] == 8  # type: ignore[index]
    note = note_field(program)
    note.setPlainText("typed and not saved yet")
    shutil.copy(tmp_path / "older.sqlite", tmp_path / "arriving.sqlite")
    (tmp_path / "arriving.sqlite").replace(file)
    program.session.look_at_file()
    settle()
    assert "What you entered is kept." in words(program.window)
    assert "typed and not saved yet" in (tmp_path / "journal.sqlite.drafts").read_text(encoding="utf-8")
    press(program.window, "Open it again")
    qtbot.waitUntil(lambda: LINE in words(program.window), timeout=20_000)
    assert "typed and not saved yet" in {
        each.toPlainText() for each in program.window.log_page.findChildren(QPlainTextEdit)
    }


# ---------------------------------------------------------------- replaced
def test_no_cramps_over_detailed_cramps_says_what_was_removed_and_undo_brings_it_back(
    start: Start, tmp_path: Path
) -> None:
    file = filled(tmp_path, 1)
    program = start(file)
    press(program.window.log_page, "Change", "8")
    program.window.log_page.flush()
    button(program.window.log_page, "No cramps").click()
    settle()
    assert "1 cramp removed" in words(program.window.log_page)
    assert [each.cramps for each in program.session.keeping.binned()] == [1]
    QTest.keyClick(program.window, Qt.Key.Key_Z, CONTROL)
    settle()
    found = program.session.night(LAST)
    assert found is not None
    assert found["cramps"][0]["pain"] == 8


def test_undo_reaches_back_over_a_restart(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path, 2)
    with Journal(file) as journal:
        journal.save(night(LAST), TODAY, whole=True)
        journal.delete(LAST - timedelta(days=1))
    assert _cramps(file) == [0]
    program = start(file)
    settle()
    for _turn in range(2):
        QTest.keyClick(program.window, Qt.Key.Key_Z, CONTROL)
        settle()
    assert {each.evening: each.count for each in program.session.figures()} == {
        LAST: 1,
        LAST - timedelta(days=1): 1,
    }
    QTest.keyClick(program.window, Qt.Key.Key_Y, CONTROL)
    settle()
    assert date(2026, 11, 21) in {each.evening for each in program.session.figures()}


def _ended(program: Program) -> None:
    program.window.close()
    program.session.finish()
    settle()


def test_undo_after_a_restart_undoes_no_undo_and_shows_the_night_that_it_put_back(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path, 3)
    first = LAST - timedelta(days=2)
    program = start(file)
    program.window.open_night(first)
    button(program.window.log_page, "No cramps").click()
    settle()
    _ended(program)
    for turn in range(3):
        program = start(file)
        settle()
        QTest.keyClick(program.window, Qt.Key.Key_Z, CONTROL)
        settle()
        found = program.session.night(first)
        assert found is not None
        assert found["state"] == "cramps"
        shown = program.window.log_page.evening == first
        assert shown == ("is as it was before you changed or removed it" in words(program.window)) == (turn == 0)
        _ended(program)


def test_undo_after_a_restart_passes_by_a_night_that_was_logged_anew_or_moved(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path, 2)
    anew, moved = LAST, LAST - timedelta(days=1)
    with Journal(file) as journal:
        journal.delete(anew)
        journal.save(night(anew, 3), TODAY)
        move_night(journal, moved, moved - timedelta(days=4))
    program = start(file)
    settle()
    QTest.keyClick(program.window, Qt.Key.Key_Z, CONTROL)
    settle()
    there = {each.evening: each.count for each in program.session.figures()}
    assert there == {anew: 3, moved - timedelta(days=4): 1}
    assert len(program.session.keeping.binned()) == 2


def test_a_night_that_is_logged_again_is_missing_no_longer_and_the_old_words_are_in_the_bin(
    start: Start, gone_back: Path
) -> None:
    program = start(gone_back)
    settle()
    assert LINE in words(program.window)
    program.window.open_night(LAST - timedelta(days=1))
    press(program.window.log_page, "No cramps")
    settle()
    assert LINE not in words(program.window)
    assert program.session.journal().missing() == []
    (binned,) = program.session.keeping.binned()
    assert (binned.evening, binned.cramps) == (LAST - timedelta(days=1), 3)
    assert program.session.night(LAST - timedelta(days=1))["state"] == "clear"  # type: ignore[index]


def test_nothing_is_said_to_be_left_out_where_the_journal_did_not_take_that(start: Start, tmp_path: Path) -> None:
    program = start(_behind(tmp_path))
    dialog = _dialog(program)
    (tmp_path / "another").write_bytes(program.session.file.read_bytes())
    (tmp_path / "another").replace(program.session.file)
    press(dialog, "Leave them out")
    settle()
    assert "among the deleted nights" not in words(program.window)
    assert len(program.session.journal().missing()) == 1


def test_where_more_may_be_missing_that_is_said_again_after_bringing_in(start: Start, tmp_path: Path) -> None:
    program = start(_behind(tmp_path, asked=True))
    press(_dialog(program), "Bring them in")
    settle()
    said = " ".join(line.text for line in program.session.lines.waiting)
    assert "as you left it" not in said
    assert "What could be named is in your journal again." in said
    assert "It may lack what you saved" in said


def _behind(tmp_path: Path, *, asked: bool = False) -> Path:
    """Return a journal in whose place an older file was put: it lacks a night, and questions for the doctor."""
    file = filled(tmp_path, 1)
    older = file.read_bytes()
    with Journal(file) as journal:
        if asked:
            journal.keep(About(questions="of the doctor"))
        journal.save(night(LAST - timedelta(days=1), 3, note="kept"), TODAY)
    file.write_bytes(older)
    return file
