"""The program at 07:42 on a morning in November, with the steps of a journey: `lived.py FILE LOG JOURNEY`.

After each step a mark is announced, and the next one begins once the reader has spoken it: all that came up before has
been spoken then.
"""

import subprocess
import sys
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from cramp_journal import app, clock
from cramp_journal.gui.announce import announce
from tests.spoken.journeys import JOURNEYS

MORNING = datetime(2026, 11, 22, 7, 42)
SETTLED, LOOK = 1_500, 150  # milliseconds: for what comes up after a press, and between two looks into the log
MOST = 400  # looks, after which the reader is given up
AGAIN = 40  # looks, after which a mark is announced once more: a busy reader drops what comes among much else


class Lived(app.Program):
    """Lives one journey once all is loaded, and closes."""

    def start(self) -> None:
        self._file, self._log = Path(sys.argv[1]), Path(sys.argv[2])
        self._steps = list(next(each.steps for each in JOURNEYS if each.name == sys.argv[3]))
        self._done = self._looks = 0
        self._begun = self._log.stat().st_size
        self.session.loading.charts_loaded.connect(partial(QTimer.singleShot, SETTLED, self._mark))
        super().start()

    def _mark(self) -> None:
        self._done += 1
        self._wait_for(mark(self._done))

    def _wait_for(self, words: str) -> None:
        self._looks = 0
        if words == mark(self._done):
            announce(words)
        QTimer.singleShot(LOOK, partial(self._look, words))

    def _look(self, words: str) -> None:
        self._looks += 1
        if not self._is_spoken(words):
            if self._looks >= MOST:
                QApplication.exit(1)
                return
            if self._looks % AGAIN == 0 and words == mark(self._done):
                announce(words)
            QTimer.singleShot(LOOK, partial(self._look, words))
        elif not self._steps:
            QApplication.exit(0)
        elif self._steps[0].startswith("until "):
            self._wait_for(self._steps.pop(0).removeprefix("until "))
        else:
            self._begun = self._log.stat().st_size
            self._take(self._steps.pop(0))
            QTimer.singleShot(SETTLED, self._mark)

    def _is_spoken(self, words: str) -> bool:
        """Return whether these words were spoken since the last act."""
        with self._log.open(encoding="utf-8", errors="replace") as log:
            log.seek(self._begun)
            return any(words in each for each in log.read().splitlines() if "SPEECH OUTPUT" in each)

    def _take(self, step: str) -> None:
        kind, _blank, rest = step.partition(" ")
        if kind == "focus":
            top = QApplication.activeModalWidget() or self.window
            found = [each for each in top.findChildren(QPushButton) if each.isVisible()]
            next(each for each in found if rest in (each.text(), each.accessibleName(), _start(each))).setFocus(
                Qt.FocusReason.TabFocusReason
            )
        elif kind == "type":
            _press("type", "--delay", "30", rest.format(folder=self._file.parent))
        else:
            _press("key", step)


def mark(number: int) -> str:
    """Return what is announced after a step: nothing of the program says it."""
    return f"Mark {number} of a test."


def _start(button: QPushButton) -> str:
    """Return the name of a button up to what it belongs to."""
    name = button.accessibleName()
    return name[: name.find("?") + 1] if "?" in name else name


def _press(*what: str) -> None:
    subprocess.Popen(["xdotool", *what])  # not waited for: its keys come to this very process


if __name__ == "__main__":
    clock.now = lambda: MORNING
    app.Program = Lived  # type: ignore[misc]
    sys.exit(app.open_window(Path(sys.argv[1])))
