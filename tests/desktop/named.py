"""The window as a person opens it, in a process of its own: `named.py FILE`. It prints what a desktop sees of it.

That is the name of the window's class on X11, the pixels of its icon there, and whether the window had an icon when it
was first painted: drawing one takes time that the first paint does not have.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from cramp_journal import app

seen: dict[str, Any] = {}


class Watched(app.Program):
    def start(self) -> None:
        self.session.loading.charts_loaded.connect(self.look)
        super().start()

    def _on_painted(self) -> None:
        seen["had icon"] = not QApplication.windowIcon().isNull()
        super()._on_painted()

    def look(self) -> None:
        seen["icons"] = sorted(each.width() for each in QApplication.windowIcon().availableSizes())
        seen["name"] = QApplication.applicationName()
        if QGuiApplication.platformName() == "xcb":
            told = subprocess.run(
                ["xprop", "-id", str(int(self.window.winId())), "WM_CLASS", "_NET_WM_ICON"],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            seen["class"] = re.findall(r'"(.*?)"', told.partition("\n")[0])
            seen["icon"] = "Icon (16 x 16)" in told
        self.window.close()


app.Program = Watched  # type: ignore[misc]
status = app.open_window(Path(sys.argv[1]))
sys.stdout.write(json.dumps(seen) + "\n")
sys.exit(status)
