"""A second version of the journal beside it: one quiet line offers it, and no file there is ever touched."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cramp_journal.app import Program
from cramp_journal.gui.keeping.merge_dialog import MergeDialog
from cramp_journal.gui.session.lines import ODD_SECOND, SECOND
from cramp_journal.gui.tasks import finish_all
from cramp_journal.store import Journal
from tests.builders import TODAY, night
from tests.gui.conftest import Start, press, settle, words
from tests.gui.keeping import filled

NAME = "journal.sync-conflict-20261122-070000-ABCDEFG.sqlite"
COMES = date(2026, 8, 1)

pytestmark = pytest.mark.usefixtures("resting_hand")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal, and beside it a second version with a night more."""
    file = filled(tmp_path / "ours", 1)
    away = tmp_path / "away" / file.name
    away.parent.mkdir()
    shutil.copy(file, away)
    with Journal(away) as journal:
        journal.save(night(COMES, 2), TODAY)
    shutil.move(away, file.with_name(NAME))
    return file


def look(program: Program) -> list[str]:
    """Look beside the journal as the program does every few minutes, and give the lines about what lies there."""
    program.window._keeping._beside._on_loaded()
    finish_all()
    settle()
    return [each.text for each in program.session.lines.waiting if each.act.startswith((SECOND, ODD_SECOND))]


def test_it_is_offered_brought_in_and_left_for_the_person_to_delete(start: Start, file: Path) -> None:
    program = start(file)
    assert look(program) == ["A second version of your journal lies beside it, with something that yours lacks."]
    before = file.with_name(NAME).read_bytes()
    press(program.window, "Look at it…")
    finish_all()
    settle()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MergeDialog) and each.isVisible())
    assert NAME in words(dialog)
    assert "1 night would come in." in words(dialog)
    press(dialog, "Show these nights")
    assert "1 Aug 2026 comes: " in words(dialog)
    press(dialog, "Bring together")
    assert program.session.night(COMES) is not None
    assert f"“{NAME}” holds nothing more than your journal now: you can delete it." in words(dialog)
    dialog.accept()
    assert look(program) == []
    assert file.with_name(NAME).read_bytes() == before


def test_not_now_is_quiet_for_that_file_until_it_changes(start: Start, file: Path) -> None:
    program = start(file)
    look(program)
    press(program.window, "Not now")
    assert look(program) == []
    program.session.finish()
    again = start(file)
    assert look(again) == []
    with Journal(file.with_name(NAME)) as journal:
        journal.save(night(date(2026, 8, 2), 1), TODAY)
    assert len(look(again)) == 1


def test_one_that_cannot_be_read_is_named_with_what_can_be_done(start: Start, file: Path) -> None:
    other = file.with_name(NAME)
    other.write_bytes(other.read_bytes()[:6000])
    program = start(file)
    (text,) = look(program)
    assert "cannot be read. Your journal is as it was." in text
    assert "delete it" in text
    press(program.window, "OK")
    assert look(program) == []


def test_one_that_holds_nothing_more_is_not_mentioned(start: Start, tmp_path: Path) -> None:
    file = filled(tmp_path / "ours", 1)
    shutil.copy(file, file.with_name(NAME))
    assert look(start(file)) == []
