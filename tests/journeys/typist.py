"""A person who logs a night and types and types, until somebody pulls the plug (run by typed.py).

Prints a line after each letter: seconds since the start, letters typed, letters shown as saved.
"""

import signal
import sys
import time
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.gui.theme import load_fonts
from cramp_journal.settings import Settings

clock.now = lambda: datetime(2026, 11, 22, 7, 42)
for each in (signal.SIGHUP, signal.SIGTERM):
    signal.signal(each, signal.SIG_DFL)  # whoever started the tests may have ignored them
application = QApplication([])
load_fonts()
program = Program(Path(sys.argv[1]), Settings(theme="light"))
page = program.window.log_page
began = time.monotonic()
shown = {"saved": 0}


def note() -> QPlainTextEdit:
    return page.findChildren(QPlainTextEdit)[0]


def on_saved() -> None:
    shown["saved"] = len(note().toPlainText().strip())


def type_on() -> None:
    QTest.keyClicks(note(), "x")
    print(f"{time.monotonic() - began:.3f} {len(note().toPlainText())} {shown['saved']}", flush=True)  # noqa: T201


def on_opened() -> None:
    QTest.keyClick(page, Qt.Key.Key_N)
    typing.start(15)


typing = QTimer()
typing.timeout.connect(type_on)
program.session.saved.connect(on_saved)
program.session.opened.connect(on_opened)
program.start()
application.exec()
