"""The window as a person opens it, in a process of its own on a real screen: `placed.py FILE [larger | usual]…`.

It prints how the window lies once all is loaded, and again after each change, and closes the window.
"""

import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QPushButton

from cramp_journal import app

seen: list[dict[str, Any]] = []


class Watched(app.Program):
    def start(self) -> None:
        self.session.loading.charts_loaded.connect(self.look)
        super().start()

    def look(self) -> None:
        for change in ("", *sys.argv[2:]):
            if change:
                getattr(self, change)()
            QApplication.processEvents()
            seen.append(self.found())
        self.window.close()

    def larger(self) -> None:
        for _step in range(4):
            self.window.settings_flow.larger()

    def usual(self) -> None:
        self.window.showNormal()
        self.window.resize(1000, 700)

    def found(self) -> dict[str, Any]:
        window, room = self.window, self.window.screen().availableGeometry()
        buttons = [each for each in window.sidebar.findChildren(QPushButton) if each.isVisible()]
        hidden = [each.text() or each.accessibleName() for each in buttons if each.visibleRegion().isEmpty()]
        return {
            "maximised": window.isMaximized(),
            "fits": room.contains(window.frameGeometry()),
            "size": [window.width(), window.height()],
            "hidden": hidden,
        }


app.Program = Watched  # type: ignore[misc]
status = app.open_window(Path(sys.argv[1]))
sys.stdout.write(json.dumps(seen) + "\n")
sys.exit(status)
