"""After a lock nothing that lives in the program holds a note, a name, a question, a report or the key.

Raw memory is beyond what a program in Python can do: what was let go of may stand there until something else does.
"""

import gc
import types
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from cramp_journal import app
from cramp_journal.app import Program
from cramp_journal.gui.session import edits
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.recovery.passphrase import set_passphrase
from tests.builders import TODAY, a_full_journal, journal_values, night_values
from tests.gui.calendar_hands import find, rows
from tests.gui.conftest import Start, note_field, press, settle, words
from tests.gui.keeping import LAST, WORDS, dialog_of, fields_of, key, opened, prove, type_in

pytestmark = pytest.mark.usefixtures("quick_key")
CONTROL = Qt.KeyboardModifier.ControlModifier
PIECES = ("quagga", "zebra")  # of the mark: no text of this module holds it
PAGES = ("calendar", "trends", "helps", "advice", "report", "log")


def mark() -> str:
    """Give the word that stands in each kind of text of the journal."""
    return "-".join(PIECES)


def a_file(folder: Path) -> Path:
    """Make a locked journal with the mark in notes, names, factors, courses and questions, and a copy of it."""
    factor = {"name": f"{mark()} factor"}
    course = {"substance": f"{mark()} course", "kind": "supplement", "dose": 5, "unit": "mg", "start": "2026-10-01"}
    nights = [
        night_values(
            LAST - timedelta(days=back),
            [{"side": "left", "muscle": "calf", "time": "03:10", "pain": 7, "note": f"{mark()} cramp"}] * (back % 3),
            note=f"{mark()} night",
            factors=[factor["name"]],
            intakes=[{"substance": f"{mark()} pill", "dose": 5, "unit": "mg"}],
        )
        for back in range(20)
    ]
    person = {"name": f"{mark()} name", "questions": f"{mark()} question"}
    values = journal_values(nights=nights, person=person, factors=[factor], courses=[course], signs=[], prompts=[])
    with a_full_journal(folder, values) as journal:
        file = journal.file
    key = set_passphrase(file, WORDS).key
    Copies(file, key).daily(TODAY)
    return file


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program let go as soon as it can, and not a moment later."""
    monkeypatch.setattr(app, "_LET_GO", 0)


# ---------------------------------------------------------------- what is held
def is_held(value: Any, key: tuple[bytes, str, str]) -> bool:
    """Tell whether a value is, or tells, what must not be there. `key` is its secret, its pragma and its code."""
    secret, pragma, code = key
    if type(value) is str:
        return mark() in value or (pragma in value and value is not pragma) or (code in value and value is not code)
    if type(value) in (bytes, bytearray):
        return mark().encode() in value or (secret in value and value is not secret)
    return type(value) is Key and value.secret == secret  # not that of another test in this process


def held(key: tuple[bytes, str, str]) -> list[str]:
    """Look through all live objects; gives what holds something, by its kind."""
    gc.unfreeze()  # the program put what it loaded out of the collector's sight
    found = []
    for each in gc.get_objects():
        if not isinstance(each, types.FrameType) and each is not key:
            found += [_told(each, value) for value in gc.get_referents(each) if is_held(value, key)]
    return found + [_told(each, text) for each in _qt_objects() for text in _texts(each) if is_held(text, key)]


def _told(holder: object, value: object) -> str:
    said = ", ".join(map(str, list(holder)[:5])) if isinstance(holder, dict) else ""
    return f"{type(holder).__module__}.{type(holder).__name__} {said}: {str(value)[:60]}"


def _qt_objects() -> Iterator[QObject]:
    for widget in QApplication.allWidgets():
        yield widget
        yield from widget.findChildren(QObject)


def _texts(each: QObject) -> Iterator[str]:
    names = (
        "text",
        "plainText",
        "toolTip",
        "accessibleName",
        "accessibleDescription",
        "windowTitle",
        "placeholderText",
    )
    for name in names:
        yield str(each.property(name) or "")
    if isinstance(each, QListWidget):
        for index in range(each.count()):
            yield each.item(index).text()


def told_by(program: Program) -> tuple[bytes, str, str]:
    """Give the secret of the key in use, as an object of its own, its pragma and its recovery code."""
    known = program.session.door.key
    assert known is not None
    return bytes(bytearray(known.secret)), known.pragma, known.code


def lock(program: Program) -> tuple[bytes, str, str]:
    """Lock the program as time does, and give the secret that it held, its pragma and its recovery code."""
    known = told_by(program)
    program.lock()
    assert not program.session.is_open
    for _turn in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        settle()
    gc.collect()
    return known


# ---------------------------------------------------------------- what was done before
def look_around(program: Program) -> None:
    """Open each page."""
    for page in PAGES:
        program.window.show_page(page)
        settle()


def search(program: Program) -> None:
    """Search the notes."""
    program.window.show_page("calendar")
    program.window.activateWindow()
    settle()
    page = program.window.page("calendar")
    QTest.keyClick(program.window, Qt.Key.Key_F, CONTROL)
    find(page, mark())
    assert any(mark() in row for row in rows(page))


def write(program: Program) -> None:
    """Type a note, save it, take it back and do it again; type into a night that is not recorded."""
    for back in (0, 70):
        program.window.open_night(LAST - timedelta(days=back))
        note = note_field(program)
        note.setFocus()
        QTest.keyClicks(note, f" {mark()} typed")
        program.window.log_page.save_draft()
        settle()
    program.session.apply(edits.add_factor, f"{mark()} of mine")
    program.session.apply(edits.rename_factor, f"{mark()} of mine", f"{mark()} renamed")
    program.session.undo()
    program.session.redo()
    settle()


def show_code(program: Program) -> None:
    """Leave the dialog open that shows the recovery code."""
    dialog = dialog_of(program, "Passphrase…")
    prove(dialog)
    press(dialog, "Show the recovery code")
    settle()
    assert "Your recovery code" in words(dialog)


def type_new(program: Program) -> None:
    """Leave the dialog open in which the passphrase and a new one were typed."""
    dialog = dialog_of(program, "Passphrase…")
    for field in fields_of(dialog):
        QTest.keyClicks(field, f"{mark()} words")


def look_into_a_copy(program: Program) -> None:
    """Leave the dialog of the copies open, with one of them looked into."""
    dialog = dialog_of(program, "Copies and deleted nights…")
    key(dialog, Qt.Key.Key_Return)
    assert "nights recorded" in words(dialog)


def delete(program: Program) -> None:
    """Delete a night, so that it lies in the bin, and let the journal refuse one."""
    program.session.apply(edits.remove_night, LAST)
    program.session.save({"evening": "2026-11-20", "state": "clear", "note": mark() * 3000, "cramps": []})
    settle()


DEEDS = {each.__name__: each for each in (look_around, search, write, show_code, type_new, look_into_a_copy, delete)}


def test_before_a_lock_it_is_all_there(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    program = opened(start, a_file(tmp_path), qtbot)
    look_around(program)
    found = held(told_by(program))
    kinds = " ".join(found)
    assert f"{mark()} night" in kinds
    assert f"{mark()} name" in kinds
    assert "Key()" in kinds


@pytest.mark.parametrize("deed", DEEDS)
def test_after_a_lock_nothing_is_held(start: Start, tmp_path: Path, qtbot: QtBot, deed: str) -> None:
    program = opened(start, a_file(tmp_path), qtbot)
    DEEDS[deed](program)
    assert held(lock(program)) == []


def test_nor_after_it_was_opened_and_locked_again(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    program = opened(start, a_file(tmp_path), qtbot)
    lock(program)
    for typed in (f"{mark()} is not it", WORDS):
        type_in(program, typed)
    look_around(program)
    known = lock(program)
    assert held(known) == []
    assert not [each for each in QApplication.allWidgets() if isinstance(each, QLineEdit) and each.text()]


def test_a_report_that_is_still_being_set_is_let_go_of_too(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    program = opened(start, a_file(tmp_path), qtbot)
    program.window.show_page("report")  # which sets it in the thread beside the window
    assert held(lock(program)) == []
