"""The program on a real bus, one page and one dialog after another: `walked.py FILE`, within `dbus-run-session`.

Each is walked by a reader in a process of its own (reader.py); what it found is printed as JSON, by the name of the
page or dialog.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QProcess, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from cramp_journal import app, clock
from cramp_journal.gui.frame import PAGES

READER = str(Path(__file__).parent / "reader.py")
MORNING = datetime(2026, 11, 22, 7, 42)
SETTLED = 300  # milliseconds for what is drawn or found in the background

seen: dict[str, list[dict[str, Any]]] = {}


class Walked(app.Program):
    """Opens what is to be walked once all is loaded."""

    def start(self) -> None:
        self._steps = self._all_steps()
        self.session.loading.charts_loaded.connect(self._next)
        super().start()

    def _all_steps(self) -> list[tuple[str, Callable[[], object]]]:
        window, last = self.window, clock.today() - timedelta(days=1)
        nights: list[date] = [last - timedelta(days=back) for back in range(8)]
        pages = [(name, partial(window.show_page, name)) for name in PAGES]
        dialogs: list[tuple[str, Callable[[], object]]] = [
            ("settings", window.settings_flow.open),
            ("copies", window._keeping.open_copies),
            ("passphrase", window._keeping.open_passphrase),
            ("shared folder", window._keeping.open_shared),
            ("what is taken", partial(window._courses.open, last)),
            ("nights of a chart", partial(window._nights.open, "8 nights", nights)),
            ("another evening", partial(window._nights.move, last)),
        ]
        return [*pages, *dialogs, ("cramp right now", window.now.begin)]

    def _next(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            dialog.reject()
        if not self._steps:
            QApplication.quit()
            return
        name, act = self._steps.pop(0)
        act()
        QTimer.singleShot(SETTLED, partial(self._walk, name))

    def _walk(self, name: str) -> None:
        reader = QProcess(self)
        reader.finished.connect(partial(self._on_walked, name, reader))
        reader.start("/usr/bin/python3", [READER, QApplication.applicationName()])

    def _on_walked(self, name: str, reader: QProcess, *_status: object) -> None:
        said = bytes(reader.readAllStandardOutput().data()).decode()
        if not said:
            sys.stderr.write(bytes(reader.readAllStandardError().data()).decode())
            QApplication.exit(1)
            return
        seen[name] = json.loads(said)
        self._next()


for what in ("IsEnabled", "ScreenReaderEnabled"):  # as a reader says when it starts
    command = ["dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus"]
    command += ["org.freedesktop.DBus.Properties.Set", "string:org.a11y.Status", f"string:{what}"]
    subprocess.run([*command, "variant:boolean:true"], check=True, stdout=subprocess.DEVNULL)

clock.now = lambda: MORNING
app.Program = Walked  # type: ignore[misc]
status = app.open_window(Path(sys.argv[1]))
sys.stdout.write(json.dumps(seen) + "\n")
sys.exit(status)
