"""Run by the Python of an installed program: it opens the window on a journal, presses N and closes it again."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from cramp_journal import app

_PATIENCE = 60_000  # milliseconds
seen: list[str] = []


class Pressed(app.Program):
    def start(self) -> None:
        self.session.loading.charts_loaded.connect(self.press)
        super().start()

    def press(self) -> None:
        self.window.open_night(self.window.log_page.evening)
        self.session.saved.connect(self.look)  # a letter acts when no second one follows
        QTest.keyClick(self.window.log_page, Qt.Key.Key_N)
        QTimer.singleShot(_PATIENCE, self.look)

    def look(self) -> None:
        found = self.session.night(self.window.log_page.evening)
        seen.append("N logs a night" if found and found["state"] == "clear" else f"N logs nothing: {found}")
        self.window.close()


assert "site-packages" in app.__file__, app.__file__
app.Program = Pressed  # type: ignore[misc]
status = app.open_window(Path(sys.argv[1]))
sys.stdout.write("".join(seen) + "\n")
sys.exit(status or "N logs a night" not in seen)
