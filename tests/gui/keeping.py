"""What the tests of copies, of opening and of the passphrase share."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.gui.keeping.secret_line import SecretLine
from cramp_journal.store import Journal
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.recovery.passphrase import set_passphrase
from tests.builders import a_journal, night
from tests.gui.conftest import Start, press, settle

LAST = date(2026, 11, 21)
WORDS = "four words of ours"
CONTROL = Qt.KeyboardModifier.ControlModifier


def filled(folder: Path, nights: int = 3, note: str = "") -> Path:
    """Make a journal of some nights, each with a cramp; the newest is last night."""
    folder.mkdir(exist_ok=True)
    with a_journal(folder, *(night(LAST - timedelta(days=back), 1, note=note) for back in range(nights))) as journal:
        return journal.file


def locked(folder: Path, nights: int = 3, note: str = "") -> tuple[Path, Key]:
    """Make a journal with a passphrase."""
    file = filled(folder, nights, note)
    key = set_passphrase(file, WORDS).key
    assert key is not None
    return file, key


def count_in(file: Path, key: Key | None = None) -> int:
    """Give the number of nights in a journal that nobody has open."""
    with Journal(file, key) as journal:
        return len(journal.figures())


def start_unopened(start: Start, file: Path, qtbot: QtBot, **settings: object) -> Program:
    """Start the program on a journal that does not open by itself."""
    program = start(file, opened=False, **settings)
    with qtbot.waitSignal(program.session.troubled, timeout=20_000):
        program.start()
    settle()
    return program


def dialog_of(program: Program, *way: str) -> QDialog:
    """Open the settings by their keys, press buttons in them, and give the dialog that is on top."""
    program.window.activateWindow()  # which no window manager does here when a dialog is closed
    settle()
    QTest.keyClick(program.window, Qt.Key.Key_Comma, CONTROL)
    settle()
    for text in way:
        press(on_top(program), text)
        settle()
    return on_top(program)


def on_top(program: Program) -> QDialog:
    """Give the dialog that was opened last."""
    del program  # there is one at a time
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def key(widget: QWidget, *keys: Qt.Key) -> None:
    """Press keys where the focus is, inside a window."""
    for each in keys:
        focused: QWidget | None = widget.focusWidget()
        QTest.keyClick(focused or widget, each)
        QApplication.processEvents()
    settle()


def rows(inside: QWidget) -> list[str]:
    """Give the rows of the list that is seen."""
    listed = next(each for each in inside.findChildren(QListWidget) if each.isVisibleTo(inside))
    return [listed.item(index).text() for index in range(listed.count())]


def fields_of(inside: QWidget) -> list[SecretLine]:
    """Give the fields for a passphrase that are seen."""
    return [each for each in inside.findChildren(SecretLine) if each.isVisibleTo(inside)]


def opened(start: Start, file: Path, qtbot: QtBot, **settings: Any) -> Program:
    """Start the program on a locked journal and open it."""
    program = start_unopened(start, file, qtbot, **settings)
    with qtbot.waitSignal(program.session.loading.charts_loaded, timeout=20_000):
        type_in(program, WORDS)
    settle()
    return program


def prove(dialog: QWidget, words: str = WORDS) -> None:
    """Type the passphrase that is in use into its field."""
    field = fields_of(dialog)[0]
    field.clear()
    QTest.keyClicks(field, words)


def give(dialog: QWidget, first: str, again: str, action: str = "Lock my journal") -> None:
    """Type a new passphrase twice and press the button."""
    for field, text in zip(fields_of(dialog)[-2:], (first, again), strict=True):
        field.clear()
        QTest.keyClicks(field, text)
    press(dialog, action)
    settle()


def code_in(dialog: QWidget) -> str:
    """Read the recovery code."""
    shown = next(each for each in dialog.findChildren(QLabel) if each.accessibleName().startswith("Recovery code: "))
    return "-".join(shown.text().split())


def turn_on(program: Program, passphrase: str = WORDS) -> str:
    """Set a passphrase as a person would, and give the recovery code."""
    dialog = dialog_of(program, "Passphrase…")
    give(dialog, passphrase, passphrase)
    code = code_in(dialog)
    tick(dialog)
    press(dialog, "Done")
    settle()
    return code


def tick(dialog: QWidget) -> None:
    """Say that the recovery code was written down."""
    box = next(each for each in dialog.findChildren(QWidget) if each.accessibleName() == "I have written it down")
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)


def type_in(program: Program, text: str) -> None:
    """Type what opens a locked journal, and press Enter."""
    (field,) = fields_of(program.window)
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()


def all_text(program: Program) -> str:
    """Give all that any widget of the program holds, seen or not."""
    held = [program.window.windowTitle()]
    for each in QApplication.allWidgets():
        held += [str(each.property(name) or "") for name in ("text", "plainText", "accessibleName", "toolTip")]
    return " ".join(held)


def files_that_hold(folder: Path, text: str) -> list[str]:
    """Give the files that hold a text in the clear."""
    return [each.name for each in folder.rglob("*") if each.is_file() and text.encode() in each.read_bytes()]
