"""A journal that cannot be opened: what is said, what can be done, and that no empty one takes its place."""

import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.gui.keeping.daily_upkeep import DailyUpkeep
from cramp_journal.gui.session import door
from cramp_journal.store.copies.copies import Copies
from tests.builders import written_past_the_program
from tests.gui.conftest import Start, button, note_field, press, settle, words
from tests.gui.keeping import LAST, count_in, filled, on_top, rows, start_unopened

YESTERDAY = date(2026, 11, 20)


def damaged(folder: Path, nights: int = 4) -> Path:
    """Make a journal of which a night has rotted since the copy of yesterday, which lacks the newest one."""
    file = filled(folder, nights - 1)
    Copies(file).daily(YESTERDAY)
    with_one_more = filled(folder / "more", nights)
    data = with_one_more.read_bytes()
    file.write_bytes(data.replace(b"calf", b"cal\xff", 1))
    shutil.rmtree(folder / "more")
    return file


def offered(program: Program) -> list[str]:
    return [
        each.text()
        for each in program.window.findChildren(QPushButton)
        if each.isVisible() and not program.window.sidebar.isAncestorOf(each)
    ]


def test_a_damaged_journal_is_said_with_its_ways_out_and_left_as_it_is(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    file = damaged(tmp_path)
    there = file.read_bytes()
    program = start_unopened(start, file, qtbot)
    assert "A part of your journal can no longer be read." in words(program.window)
    assert "no empty journal was put in its place" in words(program.window)
    assert not program.window.sidebar.isVisible()
    assert offered(program) == [
        "Save what can be read (4 nights)",
        "Put back the copy of 20 Nov 2026 (3 nights)",
        "Choose another copy…",
        "Try again",
        "Close",
    ]
    assert program.window.focusWidget() is button(program.window, "Save what can be read (4 nights)")
    assert file.read_bytes() == there


def test_a_file_that_only_looks_like_a_journal_is_not_opened_and_its_nights_can_be_saved(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    file = filled(tmp_path, 4)
    written_past_the_program(file, "CREATE TRIGGER t AFTER INSERT ON night BEGIN DELETE FROM cramp; END")
    there = file.read_bytes()
    program = start_unopened(start, file, qtbot)
    assert "looks like a journal, but there is something in it that no journal has" in words(program.window)
    assert "a trigger “t”" in words(program.window)
    assert file.read_bytes() == there
    press(program.window, "Save what can be read (4 nights)")
    settle()
    assert "Saved: 4 nights. The damaged file is kept beside it." in words(program.window)


def test_what_can_be_read_is_saved_and_the_journal_goes_on(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    file = damaged(tmp_path)
    there = file.read_bytes()
    program = start_unopened(start, file, qtbot)
    QTest.keyClick(button(program.window, "Save what can be read (4 nights)"), Qt.Key.Key_Return)
    settle()
    assert program.window.sidebar.isVisible()
    assert "Saved: 4 nights. The damaged file is kept beside it." in words(program.window)
    assert [each.read_bytes() for each in tmp_path.glob("*-damaged-*")] == [there]
    press(program.window, "OK", "No cramps")
    assert "Saved: 4" not in words(program.window)
    assert program.session.figures()[-1].count == 0
    assert len(program.session.figures()) == 4


def test_the_newest_good_copy_is_put_back_and_what_lay_there_is_kept(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    file = damaged(tmp_path)
    there = file.read_bytes()
    program = start_unopened(start, file, qtbot)
    press(program.window, "Put back the copy of 20 Nov 2026 (3 nights)")
    settle()
    assert "Your journal has 3 nights now. What was there before is kept beside it." in words(program.window)
    assert len(program.session.figures()) == 3
    assert [each.read_bytes() for each in tmp_path.glob("*-damaged-*")] == [there]


def test_another_copy_can_be_chosen_though_the_journal_is_not_open(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    file = damaged(tmp_path)
    Copies(filled(tmp_path / "other", 2)).daily(date(2026, 11, 12))
    shutil.copy(tmp_path / "other" / "backups" / "journal-2026-11-12.sqlite", tmp_path / "backups")
    program = start_unopened(start, file, qtbot)
    press(program.window, "Choose another copy…")
    settle()
    dialog = on_top(program)
    assert [row[:11] for row in rows(dialog)] == ["20 Nov 2026", "12 Nov 2026"]
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    press(dialog, "Look inside")
    settle()
    press(dialog, "Put this copy back…")
    assert "What lies in its place now stays beside it" in words(dialog)
    press(dialog, "Put it back")
    settle()
    assert len(program.session.figures()) == 2
    assert program.window.sidebar.isVisible()


@pytest.mark.parametrize("emptied", [False, True])
def test_a_journal_that_is_gone_or_empty_is_never_replaced_by_an_empty_one(
    start: Start, tmp_path: Path, qtbot: QtBot, emptied: bool
) -> None:
    file = filled(tmp_path)
    Copies(file).daily(YESTERDAY)
    file.unlink()
    if emptied:
        file.touch()
    program = start_unopened(start, file, qtbot)
    said = "is empty, though it was not" if emptied else "is not where it was"
    assert said in words(program.window)
    assert file.exists() == emptied
    assert offered(program)[0] == "Put back the copy of 20 Nov 2026 (3 nights)"
    press(program.window, "Put back the copy of 20 Nov 2026 (3 nights)")
    settle()
    assert len(program.session.figures()) == 3


def test_a_journal_on_a_stick_that_was_pulled_is_waited_for_and_never_begun_anew_in_silence(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    stick, away = tmp_path / "stick", tmp_path / "away"
    file = filled(stick)
    program = start(file)
    settle()
    stick.rename(away)
    press(program.window, "No cramps")
    program.window.log_page.flush()
    # What waits for a journal lies beside it: on the stick, too.
    said = "Your journal is not where it was. What you entered is on the screen only: the disk did not take it."
    assert said in words(program.window)
    with qtbot.waitSignal(program.session.troubled, timeout=20_000):
        press(program.window, "Open it again")
    settle()
    assert "The file of your journal is not where it was." in words(program.window)
    assert not stick.exists()
    assert offered(program) == ["Try again", "Choose a copy…", "Begin a new journal", "Close"]
    away.rename(stick)
    with qtbot.waitSignal(program.session.opened, timeout=20_000):
        press(program.window, "Try again")
    settle()
    program.window.log_page.flush()
    assert [each.count for each in program.session.figures()] == [1, 1, 0]


def test_a_journal_that_is_gone_for_good_can_be_begun_anew(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    file = filled(tmp_path)
    file.unlink()
    program = start_unopened(start, file, qtbot)
    with qtbot.waitSignal(program.session.opened, timeout=20_000):
        press(program.window, "Begin a new journal")
    settle()
    assert program.session.figures() == []
    press(program.window, "No cramps")
    program.window.log_page.flush()
    assert len(program.session.figures()) == 1


def test_what_was_pressed_before_it_was_known_is_kept(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    file = damaged(tmp_path)
    program = start(file, opened=False)
    press(program.window, "No cramps")
    with qtbot.waitSignal(program.session.troubled, timeout=20_000):
        program.session.door.open()
    assert (tmp_path / "journal.sqlite.drafts").exists()  # also if the power goes now
    program.window.close()
    program.session.door.close()
    again = start_unopened(start, file, qtbot)
    press(again.window, "Save what can be read (4 nights)")
    settle()
    again.window.log_page.flush()
    assert again.session.figures()[-1].count == 0


def test_a_way_out_that_does_not_lead_out_is_said(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    file = damaged(tmp_path)
    there = file.read_bytes()
    program = start_unopened(start, file, qtbot)
    (tmp_path / "backups" / "journal-2026-11-20.sqlite").write_bytes(b"rotten too")
    press(program.window, "Put back the copy of 20 Nov 2026 (3 nights)")
    settle()
    assert "Nothing was changed" in words(program.window) or "nothing was changed" in words(program.window)
    assert file.read_bytes() == there
    press(program.window, "Try again")
    settle()
    assert button(program.window, "Save what can be read (4 nights)").isVisible()


def test_a_journal_of_a_newer_program_is_said_and_left(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    file = filled(tmp_path)
    written_past_the_program(file, "UPDATE alembic_version SET version_num = '9999'")
    there = file.read_bytes()
    program = start_unopened(start, file, qtbot)
    assert "please update the program" in words(program.window)
    assert offered(program) == ["Close"]
    press(program.window, "Close")
    assert not program.window.isVisible()
    assert file.read_bytes() == there


def test_a_file_that_is_no_journal_is_said_at_each_try(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "journal.sqlite"
    file.write_bytes(b"This was a letter once." * 100)
    program = start_unopened(start, file, qtbot)
    assert "is not a journal" in words(program.window)
    press(program.window, "Try again")
    settle()
    assert "It is still so." in words(program.window)
    assert file.read_bytes() == b"This was a letter once." * 100


# ---------------------------------------------------------------- somebody else has it
HOLD = """
import sys
from pathlib import Path
from cramp_journal.store.file import claim
claim.take(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.readline()
claim.release(Path(sys.argv[1]))
"""


def test_a_journal_that_a_command_has_is_opened_when_the_command_is_done(
    start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_AGAIN", 20)
    file = filled(tmp_path)
    call = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as command:
        assert command.stdout is not None
        assert command.stdout.readline() == "held\n"
        program = start_unopened(start, file, qtbot)
        assert "a command that was called at" in words(program.window)
        assert "This window tries again by itself." in words(program.window)
        with qtbot.waitSignal(program.session.opened, timeout=20_000):
            command.communicate("\n")
    assert len(program.session.figures()) == 3
    assert program.window.sidebar.isVisible()
    settle()


# ---------------------------------------------------------------- another file in its place
def test_a_file_that_was_replaced_is_said_before_the_save_and_opened_again_with_what_was_typed(
    start: Start, tmp_path: Path
) -> None:
    file = filled(tmp_path)
    program = start(file)
    os.replace(filled(tmp_path / "other", 6), file)
    note = note_field(program)
    QTest.keyClicks(note, "Typed meanwhile.")
    program.window.log_page.flush()
    assert "Another file lies in the place of your journal. What you entered is kept." in words(program.window)
    assert "Not saved" in words(program.window.log_page)
    press(program.window, "Open it again")
    settle()
    assert len(program.session.figures()) == 6
    program.window.log_page.flush()
    found = program.session.night(LAST)
    assert found is not None
    assert found["note"] == "Typed meanwhile."
    assert "Another file" not in words(program.window)


def test_what_lies_in_its_place_is_looked_through_before_it_is_trusted(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path)
    program = start(file)
    (tmp_path / "other").mkdir()
    os.replace(damaged(tmp_path / "other"), file)
    press(program.window, "No cramps")
    press(program.window, "Open it again")
    settle()
    assert "A part of your journal can no longer be read." in words(program.window)


# ---------------------------------------------------------------- work that takes long
def test_the_window_is_not_closed_half_way_through_a_restore(
    start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cramp_journal.store.recovery import restore as restoring

    file, go_on, plain = damaged(tmp_path), Event(), restoring.restore

    def slow(*arguments: Any) -> Any:
        assert go_on.wait(20)
        return plain(*arguments)

    monkeypatch.setattr(restoring, "restore", slow)
    program = start_unopened(start, file, qtbot)
    button(program.window, "Put back the copy of 20 Nov 2026 (3 nights)").click()
    QApplication.processEvents()
    assert "Working…" in [each.text() for each in program.window.findChildren(QLabel) if each.isVisible()]
    program.window.close()
    assert program.window.isVisible()
    go_on.set()
    settle()
    assert not program.window.isVisible()
    program.session.finish()
    assert count_in(file) == 3


# ---------------------------------------------------------------- upkeep
def test_a_copy_is_made_at_the_start_and_anew_at_the_end_of_a_day_of_use(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path)
    program = start(file)
    settle()
    copy = tmp_path / "backups" / "journal-2026-11-22.sqlite"
    assert count_in(copy) == 3
    program.window.open_night(LAST - timedelta(days=9))
    press(program.window, "No cramps")
    program.window.close()
    program.session.finish()
    assert count_in(copy) == 4


def test_a_copy_that_cannot_be_made_is_said_once_and_stops_nobody(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path)
    program = start(file, copies_folder=str(tmp_path / "no-stick"))
    settle()
    assert "no copy was put into it" in words(program.window)
    press(program.window, "OK", "No cramps")
    assert program.session.figures()[-1].count == 0
    assert "no copy was put into it" not in words(program.window)
    assert (tmp_path / "backups" / "journal-2026-11-22.sqlite").exists()


def test_a_folder_that_is_synchronised_is_warned_about_until_the_person_knows(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path / "Dropbox")
    program = start(file)
    settle()
    assert "a folder that Dropbox synchronises" in words(program.window)
    press(program.window, "Don't say this again")
    program.window.close()
    program.session.door.close()
    again = start(file)
    settle()
    assert "Dropbox" not in words(again.window)


def test_the_weekly_look_that_finds_damage_leads_to_the_ways_out(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path)
    program = start(file)
    settle()
    file.write_bytes(file.read_bytes().replace(b"calf", b"half", 1))
    from cramp_journal.paths import note_about

    note_about(file, "looked").unlink()
    upkeep = program.findChildren(DailyUpkeep)[0]
    upkeep._day = None
    upkeep.look()
    settle()
    assert "The weekly look through your journal found damage" in words(program.window)
    press(program.window, "See what can be done")
    settle()
    assert "A part of your journal can no longer be read." in words(program.window)
    assert button(program.window, "Put back the copy of 22 Nov 2026 (3 nights)").isVisible()


def test_a_line_that_was_not_read_outlives_another_text_size(start: Start, tmp_path: Path) -> None:
    program = start(filled(tmp_path), copies_folder=str(tmp_path / "no-stick"))
    settle()
    QTest.keyClick(program.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert "no copy was put into it" in words(program.window)
