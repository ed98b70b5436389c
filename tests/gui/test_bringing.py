"""Nights from elsewhere in the window: what a file is, what is asked and shown, what comes in, and its one Undo."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cramp_journal.app import Program
from cramp_journal.gui.bringing.bring_dialog import BringDialog
from cramp_journal.gui.settings.settings_dialog import SettingsDialog
from cramp_journal.gui.tasks import finish_all
from cramp_journal.gui.widgets.tick_list import TickRow
from tests.gui.conftest import Start, button, press, settle, words
from tests.gui.keeping import filled

_DIARY = "Date,Cramp,Where\n2026-10-14,yes,left calf\n2026-10-15,no,\n2026-10-16,,\n"


@pytest.fixture
def opened(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], tuple[Program, BringDialog]]:
    """Choose a file in Settings; gives the program and the dialog."""

    def choose(text: str) -> tuple[Program, BringDialog]:
        file = tmp_path / "diary.csv"
        file.write_text(text, encoding="utf-8")
        program = start(filled(tmp_path, 1))
        monkeypatch.setattr("cramp_journal.gui.bringing.bring_flow.ask_for_file", lambda *_: file)
        program.window.sidebar.settings_wanted.emit()
        press(program.window.findChildren(SettingsDialog)[-1], "Bring nights from elsewhere…")
        _wait()
        return program, _dialog()

    return choose


def _wait() -> None:
    finish_all()
    settle()


def _dialog() -> BringDialog:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, BringDialog) and each.isVisible())


def _choose(dialog: BringDialog, text: str) -> None:
    next(each for each in dialog.findChildren(TickRow) if each.text == text).box.click()


def test_a_diary_is_asked_about_shown_and_brought_in_with_one_undo(
    opened: Callable[[str], tuple[Program, BringDialog]],
) -> None:
    program, dialog = opened(_DIARY)
    assert "diary.csv is a diary of your own" in words(dialog)
    assert "is that the evening on which the night began, or the morning after?" in words(dialog)
    asking, looking = "Some things only you can say.", "Nothing has come in yet."
    assert asking in words(dialog)
    assert not button(dialog, "Look at the nights").isEnabled()
    _choose(dialog, "The morning after")
    press(dialog, "Look at the nights")
    _wait()
    said = words(dialog)
    assert (asking in said, looking in said) == (False, True)
    assert "2 nights with 1 cramp would come in:" in said
    assert "Tue 13 → Wed 14 October 2026: a cramp (left calf)" in said
    assert "line 4: nothing says whether there was a cramp" in said
    press(dialog, "Bring them in")
    assert "✓ 2 nights came in." in words(dialog)
    assert asking not in words(dialog)
    assert looking not in words(dialog)
    night = program.session.night(date(2026, 10, 13))
    assert night is not None
    assert night["cramps"] == [{"side": "left", "muscle": "calf"}]
    press(dialog, "Undo")
    assert "Taken back: your journal is as it was." in words(dialog)
    assert program.session.night(date(2026, 10, 13)) is None
    program.session.redo()
    assert program.session.night(date(2026, 10, 13)) is not None


def test_another_answer_hides_the_nights_that_were_read_with_the_first_one(
    opened: Callable[[str], tuple[Program, BringDialog]],
) -> None:
    program, dialog = opened(_DIARY)
    _choose(dialog, "The morning after")
    press(dialog, "Look at the nights")
    _wait()
    press(dialog, "Change my answers")
    assert "would come in" not in words(dialog)
    _choose(dialog, "The evening on which it began")
    press(dialog, "Look at the nights")
    _wait()
    assert "Wed 14 → Thu 15 October 2026: a cramp (left calf)" in words(dialog)
    assert program.session.night(date(2026, 10, 14)) is None


def test_the_answers_are_there_when_the_next_file_comes(
    opened: Callable[[str], tuple[Program, BringDialog]],
) -> None:
    program, dialog = opened(_DIARY)
    _choose(dialog, "The morning after")
    press(dialog, "Look at the nights")
    _wait()
    press(dialog, "Bring them in")
    dialog.accept()
    settle()
    press(program.window.findChildren(SettingsDialog)[-1], "Bring nights from elsewhere…")
    _wait()
    again = _dialog()
    chosen = [each.text for each in again.findChildren(TickRow) if each.box.isChecked()]
    assert "The morning after" in chosen
    press(again, "Look at the nights")
    _wait()
    assert "Nothing new would come in." in words(again)
    assert "In your journal already: 2." in words(again)
    assert not again.bring_button.isVisible()  # a button without a place would be a window of its own


def test_a_file_that_brings_nothing_is_named_in_the_dialog(
    opened: Callable[[str], tuple[Program, BringDialog]],
) -> None:
    _program, dialog = opened("date,systolic,diastolic\n2026-10-14,120,80\n")
    assert "is a blood-pressure diary: it has no nights in it." in words(dialog)


def test_the_dialog_grows_with_its_steps_and_shows_a_short_list_whole(
    opened: Callable[[str], tuple[Program, BringDialog]],
) -> None:
    _program, dialog = opened(_DIARY)
    settle()
    before = dialog.height()
    _choose(dialog, "The morning after")
    press(dialog, "Look at the nights")
    _wait()
    assert dialog.hidden_height() == 0
    assert button(dialog, "Bring them in").visibleRegion().boundingRect() == button(dialog, "Bring them in").rect()
    assert dialog.height() >= before
