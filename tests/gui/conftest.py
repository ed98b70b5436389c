"""The program with its window, on a journal of its own, at 07:42 on a morning in November."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.gui.last_night.cramp_card import CrampCard
from cramp_journal.gui.last_night.cramp_questions import CrampQuestions
from cramp_journal.gui.last_night.folded_line import FoldedLine
from cramp_journal.gui.last_night.leg_map import LegMap, drawing
from cramp_journal.gui.session import loading, prompt_watch
from cramp_journal.gui.tasks import finish_all
from cramp_journal.gui.theme import load_fonts
from cramp_journal.gui.widgets import banner, still_hand
from cramp_journal.labels import use_clock
from cramp_journal.settings import Settings

MORNING = datetime(2026, 11, 22, 7, 42)

Start = Callable[..., Program]


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: MORNING)
    monkeypatch.setattr(loading, "LOAD_AFTER", 0)
    monkeypatch.setattr(prompt_watch, "COUNT_AFTER", 0)
    monkeypatch.setattr(banner, "TOO_SOON", 0)
    monkeypatch.setattr(still_hand, "AT_REST", 0)
    monkeypatch.setattr(still_hand, "TWICE", 0)


@pytest.fixture
def resting_hand(morning: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A press where something just went away was made by a hand that did not move, as in the program itself."""
    monkeypatch.setattr(still_hand, "AT_REST", 3)
    monkeypatch.setattr(still_hand, "TWICE", 0.7)
    yield
    application = QApplication.instance()
    assert application is not None
    for each in application.findChildren(still_hand.StillHand):
        each._end()


@pytest.fixture(scope="session")
def warmed_up() -> Callable[[date], None]:
    """Warm up for the report as the program does, but once: the next program finds fonts and compiler warm."""
    from cramp_journal import report

    return cache(report.warm_up)


@pytest.fixture(autouse=True)
def warm_once(monkeypatch: pytest.MonkeyPatch, warmed_up: Callable[[date], None]) -> None:
    from cramp_journal import report

    monkeypatch.setattr(report, "warm_up", warmed_up)


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")
    load_fonts()


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    """Start the program: `start()` on a new journal, `start(file, text_size=150)` on another, in another look."""
    started: list[Program] = []

    def begin(file: Path | None = None, *, opened: bool = True, welcome: bool = False, **settings: Any) -> Program:
        program = Program(
            file or tmp_path / "journal.sqlite",
            Settings(**({"theme": "light", "language": "en"} | settings)),
            welcome=welcome,
        )
        started.append(program)
        program.window.resize(1280, 800)
        if opened:
            with qtbot.waitSignal(program.session.loading.charts_loaded, timeout=20_000):
                program.start()
        else:
            program.window.show()
        return program

    yield begin
    use_clock("24")
    finish_all()
    QApplication.processEvents()
    strays = [each for each in QApplication.topLevelWidgets() if each.isVisible() and _is_a_window_by_mistake(each)]
    for program in started:
        program.window.close()
        program.session.door.close()
        program.window.deleteLater()
        program.deleteLater()
    QApplication.processEvents()
    assert strays == []


def _is_a_window_by_mistake(widget: QWidget) -> bool:
    """Return whether a widget that is shown without a place has become a window of its own."""
    return widget.windowType() == Qt.WindowType.Window and not isinstance(widget, QMainWindow)


@pytest.fixture
def program(start: Start) -> Program:
    return start()


def focused() -> QWidget:
    """Return the widget that hears the keys."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def button(inside: QWidget, text: str) -> QPushButton:
    """Find the one button that is seen and says `text` (a check mark before it, a count after it do not matter)."""

    def seen() -> list[QPushButton]:
        buttons = [each for each in inside.findChildren(QPushButton) if each.isVisibleTo(inside)]
        return [each for each in buttons if each.text().replace("\n", " ").lstrip("✓✗ ").split(" · ")[0] == text]

    if not seen():
        unfold(inside)
    found = seen()
    assert found, f"no button says {text!r}"
    return found[0]


def widest_line(button: QAbstractButton) -> int:
    """Return the width that the longer line of a button's words needs, in pixels."""
    text = QPushButton.text(button) if isinstance(button, QPushButton) else button.text()
    return max(map(button.fontMetrics().horizontalAdvance, text.split("\n")))


def unfold(inside: QWidget) -> None:
    """Open what is closed to one line on the page of a night, and the rest of the questions about a cramp."""
    for line in inside.findChildren(FoldedLine):
        line.open()
    for form in inside.findChildren(CrampQuestions):
        if form.isVisibleTo(inside):
            form._show_more(on=True)
    QApplication.processEvents()


def note_field(program: Program) -> QPlainTextEdit:
    """Open what is closed on the page of a night, and return the field of its note."""
    unfold(program.window.log_page)
    return next(each for each in program.window.log_page.findChildren(QPlainTextEdit) if each.isVisible())


def press_letter(program: Program, inside: QWidget, key: Qt.Key) -> None:
    """Press a letter that stands alone, and let the time go by after which it acts."""
    QTest.keyClick(inside, key)
    program.window.log_page._keys._timer.timeout.emit()
    QApplication.processEvents()


def settle() -> None:
    """Let work in the background and its answers come to their end."""
    for _turn in range(6):
        finish_all()
        for _event in range(10):
            QApplication.processEvents()


def words(inside: QWidget) -> str:
    """Give all text that is seen."""
    settle()
    return " ".join(each.text() for each in inside.findChildren(QLabel) if each.isVisibleTo(inside))


def press(inside: QWidget, *texts: str) -> None:
    """Press buttons with the mouse, one after another; what stands in the menu of a button is chosen there."""
    for text in texts:
        chosen = in_menus(inside, text)
        if chosen is not None:
            chosen.trigger()
        else:
            QTest.mouseClick(button(inside, text), Qt.MouseButton.LeftButton)
        QApplication.processEvents()


def in_menus(inside: QWidget, text: str) -> QAction | None:
    """Find what says `text` in the menu of a button that is seen."""
    seen = [each for each in inside.findChildren(QPushButton) if each.isVisibleTo(inside)]
    menus = [menu for each in seen for menu in each.findChildren(QMenu)]
    return next((each for menu in menus for each in menu.actions() if each.text() == text), None)


def press_leg(inside: QWidget, view: str, side: str, muscle: str) -> None:
    """Press a muscle on the leg map of the form that is open; of a recorded cramp, the form is opened first."""
    if not any(each.isVisibleTo(inside) for each in inside.findChildren(LegMap)):
        QTest.mouseClick(button(inside.findChildren(CrampCard)[0], "Change"), Qt.MouseButton.LeftButton)
    seen = [each for each in inside.findChildren(LegMap) if each.isVisibleTo(inside)]
    seen[0].show_view(view)
    part = next(each for each in drawing() if (each.view, each.side, each.muscle) == (view, side, muscle))
    middle = seen[0]._scaling().map(part.path.boundingRect().center())
    QTest.mouseClick(seen[0], Qt.MouseButton.LeftButton, pos=middle.toPoint())
    QApplication.processEvents()
