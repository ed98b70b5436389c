"""Dialogs are as large as their contents need, and no larger than their screen."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog

from cramp_journal.gui import dialog as dialogs
from cramp_journal.gui.trends.nights_dialog import NightsDialog
from tests.builders import a_journal, night
from tests.gui.conftest import Start, settle

LAST = date(2026, 11, 21)
CRAMP = {"side": "left", "muscle": "calf", "time": "03:10", "time_precision": "exact", "seconds": 190, "pain": 7}


def top() -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


@pytest.fixture
def large_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "room_on_screen", lambda _widget: QSize(3000, 8000))


@pytest.mark.parametrize("text_size", [100, 200])
def test_settings_need_no_scrolling_where_the_screen_has_room(start: Start, large_screen: None, text_size: int) -> None:
    del large_screen
    program = start(text_size=text_size)
    program.window.settings_flow.open()
    settle()
    shown = top()
    assert isinstance(shown, dialogs.ScrolledDialog)
    assert shown.hidden_height() == 0


def nights_dialog(start: Start, folder: Path, text_size: int) -> NightsDialog:
    evenings = [LAST - timedelta(days=back) for back in range(8)]
    a_journal(folder, *(night(evening, [CRAMP] * 3) for evening in evenings)).close()
    program = start(text_size=text_size)
    settle()
    program.window._nights.open("8 nights", evenings)
    settle()
    shown = top()
    assert isinstance(shown, NightsDialog)
    return shown


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_nights_behind_a_bar_are_all_seen_with_all_their_words(
    start: Start, tmp_path: Path, large_screen: None, text_size: int
) -> None:
    del large_screen
    listed = nights_dialog(start, tmp_path, text_size).listed
    assert listed.count() == 8
    assert (listed.verticalScrollBar().maximum(), listed.horizontalScrollBar().maximum()) == (0, 0)
    for row in range(8):
        item = listed.item(row)
        box = listed.fontMetrics().boundingRect(listed.viewport().rect(), 0x1000, item.text())
        assert listed.visualItemRect(item).height() >= box.height()


def test_a_dialog_is_no_larger_than_its_screen(start: Start, tmp_path: Path) -> None:
    shown = nights_dialog(start, tmp_path, 200)
    free = shown.screen().availableGeometry()
    assert shown.width() <= free.width()
    assert shown.height() <= free.height()
