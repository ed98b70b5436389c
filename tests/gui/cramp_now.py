"""A cramp right now, as tests drive it: two clocks that they set, and the keys that are pressed."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.gui.cramp_now.now_page import NowPage
from tests.gui.conftest import button, settle

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
EVENING = date(2026, 11, 21)


class Watch:
    """The clock on the wall and the count of seconds, both set by the test."""

    def __init__(self, wall: datetime) -> None:
        self.wall, self.count = wall, 5000.0

    def wait(self, seconds: float, jump: timedelta = timedelta()) -> None:
        """Let time pass; `jump` is what the wall clock is put forward or back besides."""
        self.count += seconds
        self.wall += timedelta(seconds=seconds) + jump
        for page in QApplication.allWidgets():
            if isinstance(page, NowPage):
                page.refresh()


def watch_in_hand(monkeypatch: pytest.MonkeyPatch) -> Watch:
    made = Watch(datetime(2026, 11, 22, 3, 10, 20))
    monkeypatch.setattr(clock, "now", lambda: made.wall)
    monkeypatch.setattr(clock, "seconds", lambda: made.count)
    return made


def page_of(program: Program) -> NowPage | None:
    settle()
    found = [page for page in program.window.findChildren(NowPage) if page.isVisible()]
    return found[0] if found else None


def cramp_now(program: Program) -> NowPage:
    settle()
    QTest.keyClick(program.window, Qt.Key.Key_F2)
    page = page_of(program)
    assert page is not None
    return page


def over(program: Program) -> None:
    page = page_of(program)
    assert page is not None
    QTest.keyClick(button(page, "It's over"), Qt.Key.Key_Return)
    settle()


def cramps(program: Program, evening: date = EVENING) -> list[dict[str, Any]]:
    found = program.session.night(evening)
    return found["cramps"] if found else []


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found
