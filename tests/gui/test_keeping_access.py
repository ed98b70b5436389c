"""The dialogs and pages of copies, opening and passphrase: within reach at every text size, by keys alone."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QListWidget, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.gui.session import edits
from cramp_journal.gui.theme import TARGET
from cramp_journal.store.copies.copies import Copies
from tests.gui.conftest import Start, press, settle, widest_line
from tests.gui.keeping import WORDS, dialog_of, fields_of, filled, locked, start_unopened
from tests.gui.test_access import shown
from tests.gui.test_opening import damaged

pytestmark = pytest.mark.usefixtures("quick_key")

Made = Callable[[Start, Path, QtBot, int], QWidget]


def settings(start: Start, folder: Path, _bot: QtBot, size: int) -> QWidget:
    return dialog_of(start(filled(folder), text_size=size))


def copies(start: Start, folder: Path, _bot: QtBot, size: int) -> QWidget:
    file = filled(folder, 40)
    for name in ("2026-11-12", "2026-11-11", "2026-11-10", "2026-11-20-100000-before-restore"):
        Copies(file).daily(date(2026, 11, 12))
        target = folder / "backups" / f"journal-{name}.sqlite"
        if not target.exists():
            shutil.copy(folder / "backups" / "journal-2026-11-12.sqlite", target)
    return dialog_of(start(file, text_size=size), "Copies and deleted nights…")


def inside(start: Start, folder: Path, bot: QtBot, size: int) -> QWidget:
    dialog = copies(start, folder, bot, size)
    press(dialog, "Look inside")
    settle()
    press(dialog, "Put this copy back…")
    return dialog


def deleted(start: Start, folder: Path, _bot: QtBot, size: int) -> QWidget:
    program = start(filled(folder, 12), text_size=size)
    for back in range(9):
        program.session.apply(edits.remove_night, date(2026, 11, 21 - back))
    return dialog_of(program, "Copies and deleted nights…", "Deleted nights…")


def setting(start: Start, folder: Path, _bot: QtBot, size: int) -> QWidget:
    return dialog_of(start(filled(folder), text_size=size), "Passphrase…")


def code(start: Start, folder: Path, bot: QtBot, size: int) -> QWidget:
    dialog = setting(start, folder, bot, size)
    for field in fields_of(dialog):
        QTest.keyClicks(field, WORDS)
    press(dialog, "Lock my journal")
    settle()
    return dialog


def changing(start: Start, folder: Path, bot: QtBot, size: int) -> QWidget:
    program = start_unopened(start, locked(folder)[0], bot, text_size=size)
    (field,) = fields_of(program.window)
    QTest.keyClicks(field, WORDS)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    dialog = dialog_of(program, "Passphrase…")
    press(dialog, "Take the passphrase off…")
    return dialog


def _in_small_window(program: Program) -> QWidget:
    program.window.resize(1024, 700)
    settle()
    return program.window


def asking(start: Start, folder: Path, bot: QtBot, size: int) -> QWidget:
    program = start_unopened(start, locked(folder)[0], bot, text_size=size)
    (field,) = fields_of(program.window)
    QTest.keyClicks(field, "wrong")
    press(program.window, "Open my journal", "I have forgotten it")
    settle()
    return _in_small_window(program)


def in_trouble(start: Start, folder: Path, bot: QtBot, size: int) -> QWidget:
    return _in_small_window(start_unopened(start, damaged(folder), bot, text_size=size))


ALL: dict[str, Made] = {
    each.__name__: each for each in (settings, copies, inside, deleted, setting, code, changing, asking, in_trouble)
}
every_one = pytest.mark.parametrize("made", ALL.values(), ids=ALL)
sizes = pytest.mark.parametrize("size", [100, 200])


@every_one
@sizes
def test_it_fits_a_small_screen_and_scrolls_only_downwards(
    start: Start, tmp_path: Path, qtbot: QtBot, made: Made, size: int
) -> None:
    seen = made(start, tmp_path, qtbot, size)
    settle()
    assert seen.width() <= 1024
    assert seen.height() <= 700
    sideways = [each.horizontalScrollBar().maximum() for each in seen.findChildren(QScrollArea) if each.isVisible()]
    assert set(sideways) <= {0}


@every_one
@sizes
def test_all_that_is_pressed_is_large_enough_has_a_name_and_shows_all_its_words(
    start: Start, tmp_path: Path, qtbot: QtBot, made: Made, size: int
) -> None:
    seen = made(start, tmp_path, qtbot, size)
    settle()
    controls = [each for each in shown(seen) if each.window() is seen]
    assert controls
    assert [
        (each.accessibleName(), each.size()) for each in controls if min(each.width(), each.height()) < TARGET
    ] == []
    assert [
        each for each in controls if not (each.accessibleName() or (isinstance(each, QAbstractButton) and each.text()))
    ] == []
    cut = [
        each.text()
        for each in controls
        if isinstance(each, QAbstractButton)
        and each.text()
        and each.width() < widest_line(each) + 20
        and each.property("role") != "tick"
    ]
    assert cut == []
    labels = [each for each in seen.findChildren(QLabel) if each.isVisible() and each.window() is seen and each.text()]
    assert [each.text() for each in labels if each.height() < each.heightForWidth(each.width())] == []


@every_one
def test_tab_reaches_all_of_it_in_the_order_in_which_it_is_read(
    start: Start, tmp_path: Path, qtbot: QtBot, made: Made
) -> None:
    seen = made(start, tmp_path, qtbot, 100)
    settle()
    wanted = [
        each
        for each in [*shown(seen), *seen.findChildren(QListWidget)]
        if each.window() is seen
        and each.isVisible()
        and each.isEnabled()
        and Qt.FocusPolicy.TabFocus.value & each.focusPolicy().value
    ]
    met: list[QWidget] = []
    for _stop in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in met:
            break
        met.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert set(wanted) <= set(met)
    reading = [each for each in met if each in wanted]
    start_at = min(range(len(reading)), key=lambda at: _place(reading[at], seen))
    reading = reading[start_at:] + reading[:start_at]
    assert [_place(each, seen)[0] // 8 for each in reading] == sorted(_place(each, seen)[0] // 8 for each in reading)


def _place(widget: QWidget, inside_of: QWidget) -> tuple[int, int]:
    area = next((each for each in inside_of.findChildren(QScrollArea) if each.isAncestorOf(widget)), None)
    base = area.widget() if area is not None else inside_of
    assert base is not None
    place = widget.mapTo(base, widget.rect().center())
    return place.y(), place.x()
