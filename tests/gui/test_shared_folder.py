"""A shared folder in the window: chosen in Settings, looked into without waiting, and nothing typed is lost."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cramp_journal.app import Program
from cramp_journal.gui.keeping.shared_dialog import SharedDialog
from cramp_journal.gui.settings.settings_dialog import SettingsDialog
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from cramp_journal.store import Journal
from cramp_journal.store.journal.shared_folder import own_file, put_there
from tests.builders import TODAY, night
from tests.gui.conftest import Start, press, settle, words
from tests.gui.keeping import LAST, filled

COMES = date(2026, 8, 1)


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
    settle()
    assert program.session.night(COMES) is not None
    assert own_file(program.session.file, folder).exists()
    assert Settings.load(settings_file()).shared_folder == str(folder)
    press(_open(program), "Share it no more")
    assert Settings.load(settings_file()).shared_folder == ""


def test_it_is_looked_into_at_the_start_and_what_is_being_typed_stays(
    start: Start, folder: Path, tmp_path: Path
) -> None:
    program = start(tmp_path / "ours" / "journal.sqlite", shared_folder=str(folder))
    settle()
    assert program.session.night(COMES) is not None
    assert (program.session.night(LAST) or {})["cramps"] != []


def test_a_folder_that_went_away_is_told_of_once_and_holds_up_nothing(start: Start, tmp_path: Path) -> None:
    program = start(filled(tmp_path, 1), shared_folder=str(tmp_path / "gone"))
    for _turn in range(3):
        program.window._keeping._sharing().look()
        settle()
    told = [each.text for each in program.session.lines.waiting if "is not there now" in each.text]
    assert len(told) == 1
    assert program.session.is_open
