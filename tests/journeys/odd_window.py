"""A window in a process of its own (run by tests/faults/odd_state.py): it opens a journal, and says “done” at its end.

`odd_window.py FILE` waits until all is loaded. With `type` it types what the journal refuses and closes the window;
with `look` it looks whether that is shown again.
"""

import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.gui.theme import load_fonts
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from cramp_journal.words import NOTE_LENGTH

LONG = "x" * (NOTE_LENGTH + 1)
EVENING = datetime(2026, 11, 21).date()
clock.now = lambda: datetime(2026, 11, 22, 7, 42)
faults: list[str] = []


def on_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    faults.append(f"{kind.__name__}: {error}")
    sys.__excepthook__(kind, error, trace)


sys.excepthook = on_fault
application = QApplication([])
load_fonts()
program = Program(Path(sys.argv[1]), Settings.load(settings_file()))
page = program.window.log_page


def note() -> QPlainTextEdit:
    return page.findChildren(QPlainTextEdit)[0]


def on_loaded() -> None:
    if "type" in sys.argv:
        QTest.keyClick(page, Qt.Key.Key_N)
        note().setPlainText(LONG)
        next(each for each in page.findChildren(QPushButton) if each.text() == "woke me up").click()
    elif "look" in sys.argv:
        program.window.open_night(EVENING)
        found = program.session.night(EVENING) or {}
        if note().toPlainText() != LONG or found.get("woke") is not True:
            faults.append(f"{len(note().toPlainText())} letters are shown, and {found} is kept")
    QTimer.singleShot(700, close)


def close() -> None:
    if not program.window.close():
        faults.append("the window does not close")
        application.quit()


program.session.loading.charts_loaded.connect(on_loaded)
QTimer.singleShot(60_000, application.quit)
program.start()
application.exec()
program.session.finish()
if not program.session.loading.knows_rules:
    faults.append("the journal was not opened")
print("\n".join([*faults] or ["done"]), flush=True)  # noqa: T201
