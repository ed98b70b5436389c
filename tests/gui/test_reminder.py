"""The reminder in the window: its card in the settings, and the answers of its notice that come in."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.gui.settings.reminder_card import ReminderCard
from cramp_journal.gui.settings.settings_dialog import SettingsDialog
from cramp_journal.gui.tasks import finish_all
from cramp_journal.reminder import schedule
from cramp_journal.reminder.wished import MorningWish, read_wish
from cramp_journal.store.file.answers import PressedAnswer, keep_answer, waiting
from tests.gui.conftest import press, settle, words


@pytest.fixture(autouse=True)
def a_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop without systemd; gives the file that starts the helper."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(schedule, "has_systemd", lambda: False)
    monkeypatch.setattr(schedule, "_start", lambda _words: None)
    return tmp_path / "config" / "autostart" / "cramp-journal-reminder.desktop"


def card_of(program: Program) -> tuple[SettingsDialog, ReminderCard, QLineEdit]:
    """Open the settings; give them, the card, and the line of its time."""
    QTest.keyClick(program.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    found = program.window.settings_flow._dialog
    assert found is not None
    (line,) = found.reminder.findChildren(QLineEdit)
    return found, found.reminder, line


def done() -> None:
    """Wait for the work in the background."""
    finish_all()
    settle()


def test_the_reminder_is_off_until_it_is_wished_and_says_what_it_does(program: Program, a_desktop: Path) -> None:
    dialog, card, line = card_of(program)
    assert read_wish().at == ""
    line.setText("9.15")
    press(card, "Remind me in the morning")
    done()
    assert read_wish().at == "09:15"
    assert a_desktop.exists()
    assert "A notice asks about last night on each day that you sign in." in words(card)
    press(card, "Neutral words on its buttons", "Remind me in the morning")
    done()
    assert read_wish() == MorningWish("", neutral=True)
    assert not a_desktop.exists()
    assert "The reminder is off." in words(card)
    press(dialog, "Done")


def test_a_time_that_is_none_or_lies_in_the_night_stays_with_a_sentence(program: Program) -> None:
    dialog, card, line = card_of(program)
    line.setText("soon")
    press(card, "Remind me in the morning")
    assert "“soon” is no time of day. Write it like 08:30." in words(card)
    press(dialog, "Done")
    assert dialog.isVisible()
    line.setText("23:00")
    press(dialog, "Done")
    assert dialog.isVisible()
    assert "It speaks by day only: choose a time from 05:00 to 20:00." in words(card)
    assert read_wish().at == ""
    line.setText("7:00")
    press(dialog, "Done")
    done()
    assert not dialog.isVisible()


def test_a_computer_that_cannot_is_said_and_the_reminder_is_off(program: Program, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder would be")
    dialog, card, _line = card_of(program)
    press(card, "Remind me in the morning")
    done()
    assert "The reminder could not be set up:" in words(card)
    assert read_wish().at == ""
    press(dialog, "Done")


def test_an_answer_comes_in_while_the_window_is_open_and_can_be_undone(program: Program, qtbot: QtBot) -> None:
    last = clock.today() - timedelta(days=1)
    for step in list(program.session.recorded(last, last)):
        program.session.journal().delete(step)
        program.session.open_again()
        done()
    keep_answer(program.session.file, PressedAnswer(last, clock.now()))
    qtbot.waitUntil(lambda: not waiting(program.session.file), timeout=20_000)
    assert program.session.recorded(last, last) == {last}
    assert "From the morning notice:" in words(program.window)
    program.session.undo()
    assert program.session.recorded(last, last) == set()
