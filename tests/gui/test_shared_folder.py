"""A shared folder in the window: chosen in Settings, looked into without waiting, and nothing typed is lost."""

import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cramp_journal.app import Program
from cramp_journal.gui.keeping.merge_dialog import MergeDialog
from cramp_journal.gui.keeping.secret_line import SecretLine
from cramp_journal.gui.keeping.shared_dialog import SharedDialog
from cramp_journal.gui.settings.settings_dialog import SettingsDialog
from cramp_journal.gui.tasks import finish_all
from cramp_journal.gui.widgets.tick_list import TickRow
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from cramp_journal.store import Journal
from cramp_journal.store.copies import apart
from cramp_journal.store.file.other_keys import has_any
from cramp_journal.store.journal.shared_folder import own_file, put_there, read_others
from cramp_journal.store.recovery.passphrase import set_passphrase
from tests.builders import TODAY, night
from tests.gui.conftest import Start, press, settle, words
from tests.gui.keeping import LAST, filled

COMES = date(2026, 8, 1)
WORDS = "four words of hers"
_READ_ONLY = """
import sys
from cramp_journal import safe_file
from cramp_journal.store.copies import backup, far

def refuses(file, like=None, _make=backup.make_private):
    if file.name.startswith("cramp-journal-"):
        raise OSError(30, "Read-only file system")
    _make(file, like)

backup.make_private = refuses
sys.exit(far.run_child())
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shared folder into which a second computer wrote a night that is not in our journal."""
    shared, second = tmp_path / "shared", tmp_path / "second" / "journal.sqlite"
    for each in (shared, second.parent):
        each.mkdir()
    shutil.copy(filled(tmp_path / "ours", 1), second)
    with Journal(second) as journal:
        journal.save(night(COMES, 2), TODAY)
    put_there(second, None, shared)
    return shared


def _dialog() -> SharedDialog:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, SharedDialog) and each.isVisible())


def _open(program: Program) -> SharedDialog:
    program.window.sidebar.settings_wanted.emit()
    press(program.window.findChildren(SettingsDialog)[-1], "Shared folder…")
    return _dialog()


def test_a_chosen_folder_is_looked_into_at_once_and_can_be_given_up(
    start: Start, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(tmp_path / "ours" / "journal.sqlite")
    monkeypatch.setattr("cramp_journal.gui.keeping.shared_flow.ask_for_folder", lambda *_: folder)
    dialog = _open(program)
    assert "whoever sees the folder can read it" in words(dialog)
    press(dialog, "Choose the folder…")
    finish_all()
    settle()
    assert program.session.night(COMES) is not None
    assert own_file(program.session.file, folder).exists()
    assert Settings.load(settings_file()).shared_folder == str(folder)
    assert f"Your journal is shared in {folder} now." in [each.text for each in program.session.lines.waiting]
    press(_open(program), "Share it no more")
    assert Settings.load(settings_file()).shared_folder == ""


def test_it_is_looked_into_at_the_start_and_what_is_being_typed_stays(
    start: Start, folder: Path, tmp_path: Path
) -> None:
    program = start(tmp_path / "ours" / "journal.sqlite", shared_folder=str(folder))
    finish_all()
    settle()
    assert program.session.night(COMES) is not None
    assert (program.session.night(LAST) or {})["cramps"] != []


def _look(program: Program) -> list[str]:
    """Look into the folder as the program does every few minutes, and give the lines about it."""
    apart._silent.clear()  # as if those minutes had passed
    program.window._keeping._sharing().look()
    finish_all()
    settle()
    return [each.text for each in program.session.lines.waiting if "shared folder" in each.text]


def test_a_folder_that_goes_away_is_told_of_once_and_so_is_its_return(
    start: Start, folder: Path, tmp_path: Path
) -> None:
    program = start(tmp_path / "ours" / "journal.sqlite", shared_folder=str(folder))
    away = folder.rename(tmp_path / "away")
    for _turn in range(3):
        assert _look(program) == [f"The shared folder {folder} is not there now. It is looked for again later."]
    program.session.save({"evening": "2026-10-01", "state": "clear", "cramps": []})
    away.rename(folder)
    assert _look(program) == []  # nobody had read that it was away
    folder.rename(away)
    assert len(_look(program)) == 1
    for each in list(program.session.lines.waiting):
        program.session.lines.drop(each)
    assert _look(program) == []  # it was read, and is not said again
    away.rename(folder)
    assert _look(program) == ["The shared folder is there again."]
    put = read_others(tmp_path / "second" / "journal.sqlite", {}, folder, {}).states[0]
    assert any("2026-10-01" in name for name in put)


def test_a_folder_that_takes_nothing_is_told_of_once_and_what_others_write_still_comes(
    start: Start, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "command", lambda: [sys.executable, "-P", "-c", _READ_ONLY])
    program = start(tmp_path / "ours" / "journal.sqlite", shared_folder=str(folder))
    for _turn in range(2):
        (told,) = _look(program)
        assert told == (
            f"What you write does not reach the shared folder {folder} now (the disk can only be read)."
            " It is tried again later."
        )
    assert program.session.night(COMES) is not None


def test_a_folder_that_never_answers_holds_up_neither_the_window_nor_its_end(
    start: Start, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "command", lambda: ["/bin/sh", "-c", "kill -STOP $$"])
    for name in ("DEAD_AFTER", "ANSWER", "_START"):
        monkeypatch.setattr(apart, name, 0.05)
    monkeypatch.setattr(apart, "CLOSING", 0.0)
    program = start(tmp_path / "ours" / "journal.sqlite", shared_folder=str(folder))
    for _turn in range(2):
        assert _look(program) == [f"The shared folder {folder} does not answer now. It is tried again later."]
    program.session.save({"evening": "2026-10-01", "state": "clear", "cramps": []})
    program.session.finish()
    with Journal(tmp_path / "ours" / "journal.sqlite") as journal:
        assert journal.night(date(2026, 10, 1)) is not None


def test_what_was_written_is_put_there_at_the_end_of_the_program(start: Start, folder: Path, tmp_path: Path) -> None:
    program = start(tmp_path / "ours" / "journal.sqlite", shared_folder=str(folder))
    _look(program)
    program.session.save({"evening": "2026-10-01", "state": "clear", "cramps": []})
    program.session.finish()
    put = read_others(tmp_path / "second" / "journal.sqlite", {}, folder, {}).states[0]
    assert any("2026-10-01" in name for name in put)


@pytest.mark.usefixtures("quick_key")
def test_the_passphrase_of_anothers_file_is_asked_once_and_remembered_where_that_is_ticked(
    start: Start, folder: Path, tmp_path: Path
) -> None:
    second, ours = tmp_path / "second" / "journal.sqlite", tmp_path / "ours" / "journal.sqlite"
    (theirs,) = folder.iterdir()
    hers, own = set_passphrase(second, WORDS).key, set_passphrase(ours, "four other words here").key
    theirs.unlink()
    put_there(second, hers, folder)
    program = start_locked(start, ours, "four other words here", folder)
    assert _look(program) == [f"{theirs.name} in the shared folder has a passphrase of its own."]
    press(program.window, "Open it…")
    finish_all()
    settle()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MergeDialog) and each.isVisible())
    (box,) = dialog.findChildren(TickRow)
    assert box.text == "Remember it, locked with the passphrase of your own journal"
    box.box.click()
    dialog.findChildren(SecretLine)[-1].setText(WORDS)
    press(dialog, "Open it")
    finish_all()
    settle()
    dialog.accept()
    assert _look(program) == []
    assert program.session.night(COMES) is not None
    program.session.finish()
    with Journal(second, hers) as journal:
        journal.save(night(date(2026, 8, 2), 1), TODAY)
    put_there(second, hers, folder)
    again = start_locked(start, ours, "four other words here", folder)
    assert _look(again) == []
    assert again.session.night(date(2026, 8, 2)) is not None
    press(_open(again), "Forget it")
    assert not has_any(ours)
    assert own is not None


def start_locked(start: Start, file: Path, typed: str, folder: Path) -> Program:
    program = start(file, opened=False, shared_folder=str(folder))
    program.start()
    program.session.door.open(typed)
    finish_all()
    settle()
    assert program.session.is_open
    return program
