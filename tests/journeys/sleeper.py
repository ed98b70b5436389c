"""A person who presses "Cramp right now" and says more and more of it, until somebody pulls the plug.

Prints a line when the clock is shown, and one after each answer (run by tests/faults/running_clock.py).
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from cramp_journal.app import Program
from cramp_journal.gui.theme import load_fonts
from cramp_journal.settings import Settings

application = QApplication([])
load_fonts()
program = Program(Path(sys.argv[1]), Settings(theme="light"))
answers = ["Other leg or muscle", "Left", "Calf", "Foot", "Both"]


def begin() -> None:
    program.window.now.begin()
    print("shown", flush=True)  # noqa: T201
    answering.start(30)


def answer() -> None:
    for each in program.window.findChildren(QPushButton):
        if answers and each.isVisible() and each.text() == answers[0]:
            each.click()
            print(answers.pop(0), flush=True)  # noqa: T201
            return


answering = QTimer()
answering.timeout.connect(answer)
QTimer.singleShot(300, begin)
program.start()
application.exec()
