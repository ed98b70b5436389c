"""Copies and deleted nights: looked at, put back, made, and had back, by keys and clicks."""

import os
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.gui.session import edits
from cramp_journal.gui.widgets.night_strip import NightStrip
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from cramp_journal.store.copies.copies import Copies
from tests.builders import written_past_the_program
from tests.gui.conftest import Start, button, press, settle, words
from tests.gui.keeping import CONTROL, LAST, count_in, dialog_of, filled, key, locked, on_top, rows

COPIES = "Copies and deleted nights…"


def with_a_copy(folder: Path, then: int = 5, nights: int = 3) -> Path:
    """Make a journal of `then` nights of which there is a copy of 12 November, and another of `nights` in its place."""
    other = filled(folder / "then", then)
    file = filled(folder, nights)
    Copies(other).daily(date(2026, 11, 12))
    (folder / "backups").mkdir(exist_ok=True)
    shutil.copy(folder / "then" / "backups" / "journal-2026-11-12.sqlite", folder / "backups")
    return file


def inside(program: Program, row: int) -> QDialog:
    """Open the copies and look inside one of them."""
    dialog = dialog_of(program, COPIES)
    for _turn in range(row):
        key(dialog, Qt.Key.Key_Down)
    key(dialog, Qt.Key.Key_Return)
    return dialog


# ---------------------------------------------------------------- the list
def test_the_list_says_when_and_where_the_last_copy_was_made_and_what_is_in_each(start: Start, tmp_path: Path) -> None:
    file = with_a_copy(tmp_path)
    Copies(file).before("upgrade")
    (tmp_path / "backups" / "journal-2026-11-10.sqlite").write_bytes(b"rotten")
    dialog = dialog_of(start(file), COPIES)
    assert f"in {tmp_path / 'backups'}." in words(dialog)
    assert rows(dialog) == [
        "22 Nov 2026 · 3 nights, 19–21 Nov 2026",
        "22 Nov 2026 · 3 nights, 19–21 Nov 2026 · made before an upgrade at 07:42",
        "12 Nov 2026 · 5 nights, 17–21 Nov 2026",
        "10 Nov 2026 · damaged, or not a copy of a journal",
    ]


def test_a_look_inside_shows_the_last_nights_of_the_copy_and_changes_nothing(start: Start, tmp_path: Path) -> None:
    file = with_a_copy(tmp_path)
    before = file.read_bytes()
    program = start(file)
    dialog = inside(program, 1)
    assert "Copy of 12 Nov 2026" in words(dialog)
    assert "5 nights, 17–21 Nov 2026" in words(dialog)
    assert "5 cramps on 5 of 5 nights recorded." in words(dialog)
    strip = next(each for each in dialog.findChildren(NightStrip) if each.isVisible())
    assert strip.accessibleName().count(";") == 4
    key(dialog, Qt.Key.Key_Escape)
    assert len(rows(dialog)) == 2
    key(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert file.read_bytes() == before


def test_a_damaged_copy_cannot_be_put_back(start: Start, tmp_path: Path) -> None:
    file = with_a_copy(tmp_path)
    (tmp_path / "backups" / "journal-2026-11-12.sqlite").write_bytes(b"rotten")
    dialog = inside(start(file), 1)
    assert "damaged, or not a copy of a journal" in words(dialog)
    with pytest.raises(AssertionError):
        button(dialog, "Put this copy back…")


# ---------------------------------------------------------------- putting one back
def test_a_copy_is_put_back_by_keys_alone_and_the_present_journal_is_kept_first(start: Start, tmp_path: Path) -> None:
    program = start(with_a_copy(tmp_path))
    press(program.window.log_page, "No cramps")
    assert program.window.log_page.header.undo.isEnabled()
    dialog = inside(program, 1)
    assert dialog.focusWidget() is button(dialog, "Put this copy back…")
    key(dialog, Qt.Key.Key_Return)
    assert "Your journal will be as it was then: 5 nights." in words(dialog)
    assert "Your journal of now (3 nights) is kept first, as a copy in this list: nothing is lost" in words(dialog)
    assert dialog.focusWidget() is button(dialog, "Put it back")
    key(dialog, Qt.Key.Key_Return)
    assert [each for each in program.window.findChildren(QDialog) if each.isVisible()] == []
    assert len(program.session.figures()) == 5
    assert "5 cramps on 5 of 5 nights recorded." in words(program.window.log_page)
    assert button(program.window.log_page, "I had cramps").isChecked()
    said = "The copy was put back. Your journal has 5 nights now. What was there before is kept among the copies."
    assert said in words(program.window)
    assert not program.window.log_page.header.undo.isEnabled()
    (kept,) = (tmp_path / "backups").glob("*-before-restore.sqlite")
    assert count_in(kept) == 3


def test_what_was_kept_can_be_put_back_in_the_same_way(start: Start, tmp_path: Path) -> None:
    program = start(with_a_copy(tmp_path))
    dialog = inside(program, 1)
    press(dialog, "Put this copy back…", "Put it back")
    settle()
    dialog = dialog_of(program, COPIES)
    place = next(n for n, row in enumerate(rows(dialog)) if "made before a restore" in row)
    for _turn in range(place):
        key(dialog, Qt.Key.Key_Down)
    press(dialog, "Look inside")
    settle()
    press(dialog, "Put this copy back…", "Put it back")
    settle()
    assert len(program.session.figures()) == 3
    press(program.window.log_page, "No cramps")
    assert program.session.figures()[-1].count == 0


def test_one_may_turn_back_before_a_copy_is_put_back(start: Start, tmp_path: Path) -> None:
    program = start(with_a_copy(tmp_path))
    dialog = inside(program, 1)
    press(dialog, "Put this copy back…", "Leave all as it is")
    assert len(rows(dialog)) == 2
    assert len(program.session.figures()) == 3


def test_a_copy_that_is_gone_when_it_is_put_back_is_said_and_the_journal_goes_on(start: Start, tmp_path: Path) -> None:
    program = start(with_a_copy(tmp_path))
    dialog = inside(program, 1)
    (tmp_path / "backups" / "journal-2026-11-12.sqlite").unlink()
    press(dialog, "Put this copy back…", "Put it back")
    settle()
    assert "othing was changed" in words(dialog)
    press(dialog, "Done")
    assert len(program.session.figures()) == 3


@pytest.mark.usefixtures("quick_key")
def test_a_copy_from_elsewhere_with_another_passphrase_asks_for_it(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs, _key = locked(tmp_path / "elsewhere", 7)
    program = start(filled(tmp_path))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(theirs), ""))
    dialog = dialog_of(program, COPIES, "Open a copy from elsewhere…")
    assert "locked with another passphrase" in words(dialog)
    QTest.keyClicks(dialog.focusWidget(), "not the words")
    key(dialog, Qt.Key.Key_Return)
    assert "neither the passphrase nor the recovery code" in words(dialog)
    field = dialog.focusWidget()
    field.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "four words of ours")
    press(dialog, "Open this copy")
    settle()
    assert "7 nights" in words(dialog)
    press(dialog, "Put this copy back…")
    assert "Your journal will then have the passphrase of this copy." in words(dialog)
    press(dialog, "Put it back")
    settle()
    assert len(program.session.figures()) == 7
    assert program.session.door.key is not None
    assert "It has the passphrase of that copy now." in words(program.window)


def test_the_journal_itself_is_no_copy(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = filled(tmp_path)
    program = start(file)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    assert "This is the journal itself" in words(dialog_of(program, COPIES, "Open a copy from elsewhere…"))


# ---------------------------------------------------------------- making one
def test_a_copy_can_be_made_now(start: Start, tmp_path: Path) -> None:
    program = start(filled(tmp_path))
    program.window.open_night(LAST - timedelta(days=9))
    press(program.window, "No cramps")
    dialog = dialog_of(program, COPIES, "Copy now")
    assert "Copied, and read back." in words(dialog)
    assert rows(dialog)[0].startswith("22 Nov 2026 · 4 nights")


def test_copies_go_to_a_folder_of_ones_choice_until_it_is_taken_away(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    program = start(filled(tmp_path / "journal"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    dialog = dialog_of(program, COPIES, "Also copy to a folder…")
    assert f"Each copy is put into {stick} too." in words(dialog)
    assert [count_in(each) for each in stick.rglob("*.sqlite")] == [3]
    assert any("in your folder" in row for row in rows(dialog))
    assert Settings.load(settings_file()).copies_folder == str(stick)
    press(dialog, "No longer copy there")
    settle()
    assert Settings.load(settings_file()).copies_folder == ""
    assert not any("in your folder" in row for row in rows(dialog))
    assert len(list(stick.rglob("*.sqlite"))) == 1


def test_a_stick_that_is_not_there_is_said_each_time_one_copies(start: Start, tmp_path: Path) -> None:
    program = start(filled(tmp_path), copies_folder=str(tmp_path / "no-stick"))
    settle()
    dialog = dialog_of(program, COPIES)
    for _turn in range(2):
        press(dialog, "Copy now")
        assert "no copy was put into it" in words(dialog)
        assert "Copied, and read back." not in words(dialog)


def test_who_chooses_no_folder_changes_nothing(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start(filled(tmp_path))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    dialog_of(program, COPIES, "Also copy to a folder…")
    assert program.session.door.copies_folder is None


def test_the_folder_of_copies_itself_is_no_second_place(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(filled(tmp_path))
    settle()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "backups"))
    dialog = dialog_of(program, COPIES, "Also copy to a folder…")
    assert "The copies lie there already." in words(dialog)
    assert program.session.door.copies_folder is None
    assert [each.name for each in (tmp_path / "backups").iterdir() if each.is_dir()] == []


# ---------------------------------------------------------------- deleted nights
def deleted(program: Program) -> QWidget:
    return dialog_of(program, COPIES, "Deleted nights…")


def test_a_deleted_night_is_brought_back_and_undo_takes_that_back(start: Start, tmp_path: Path) -> None:
    program = start(filled(tmp_path, note="As it was."))
    program.session.apply(edits.remove_night, LAST - timedelta(days=1))
    dialog = deleted(program)
    assert rows(dialog)[0].startswith("Fri 20 → Sat 21 November 2026: 1 cramp · ")
    assert rows(dialog)[0].endswith(" days left")
    key(dialog, Qt.Key.Key_Return)
    assert "Fri 20 → Sat 21 November is in your journal again." in words(dialog)
    assert "There is no deleted night." in words(dialog)
    found = program.session.night(LAST - timedelta(days=1))
    assert found is not None
    assert found["note"] == "As it was."
    program.session.undo()
    assert program.session.night(LAST - timedelta(days=1)) is None
    program.session.redo()
    assert program.session.night(LAST - timedelta(days=1)) == found


def test_a_deleted_night_changes_places_with_the_one_that_was_recorded_anew_and_none_is_lost(
    start: Start, tmp_path: Path
) -> None:
    program = start(filled(tmp_path, note="The first."))
    program.session.apply(edits.remove_night, LAST)
    program.session.save({"evening": LAST.isoformat(), "state": "clear", "cramps": [], "note": "The second."})
    dialog = deleted(program)
    assert "the two would change places" in rows(dialog)[0]
    press(dialog, "Bring back")

    def stands() -> str:
        found = program.session.night(LAST)
        assert found is not None
        return str(found["note"])

    assert stands() == "The first."
    program.session.undo()
    assert stands() == "The second."
    program.session.redo()
    assert stands() == "The first."
    program.session.undo()
    assert [each.cramps for each in program.session.keeping.binned()] == [1]


def test_what_lay_in_the_bin_for_90_days_of_use_is_gone_after_the_next_start(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cramp_journal.store import Journal

    file = filled(tmp_path)
    with Journal(file) as journal:
        journal.delete(LAST)
        purge = Journal.purge
    written_past_the_program(file, "UPDATE lineage SET used = used + 90")
    later = datetime.now(UTC) + timedelta(days=91)
    monkeypatch.setattr(Journal, "purge", lambda self: purge(self, later))
    program = start(file)
    settle()
    assert program.session.keeping.binned() == []
    assert len(program.session.figures()) == 2


def test_a_night_that_cannot_be_brought_back_is_said(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path)
    program = start(file)
    program.session.apply(edits.remove_night, LAST)
    dialog = deleted(program)
    os.replace(filled(tmp_path / "other"), file)
    press(dialog, "Bring back")
    assert "is not the file that was opened any more" in words(dialog)
    assert len(rows(dialog)) == 1


def test_the_copies_are_reached_from_the_settings_only_where_the_journal_is_open(start: Start, tmp_path: Path) -> None:
    program = start(filled(tmp_path), opened=False)
    QTest.keyClick(program.window, Qt.Key.Key_Comma, CONTROL)
    with pytest.raises(AssertionError):
        button(on_top(program), COPIES)


def test_another_text_size_is_possible_after_a_restore(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    program = start(with_a_copy(tmp_path))
    dialog = inside(program, 1)
    press(dialog, "Put this copy back…", "Put it back")
    settle()
    program.window.activateWindow()
    QTest.keyClick(program.window, Qt.Key.Key_Plus, CONTROL)
    settle()
    assert "5 cramps on 5 of 5 nights recorded." in words(program.window.log_page)
