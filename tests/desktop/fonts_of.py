"""A window in a process of its own, on a real screen: it prints the fonts of all its texts. `fonts_of.py FILE SIZE`."""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from cramp_journal.app import Program
from cramp_journal.gui.theme import load_fonts
from cramp_journal.settings import Settings

application = QApplication([])
application.setStyle("Fusion")
load_fonts()
size = int(sys.argv[2])
program = Program(Path(sys.argv[1]), Settings(theme="light", text_size=size))
loop = QEventLoop()
program.session.loading.charts_loaded.connect(loop.quit)
QTimer.singleShot(30_000, lambda: loop.exit(1))
program.start()
late = loop.exec()
fonts = {}
for name in ("log", "calendar", "trends", "helps", "advice", "report"):
    program.window.show_page(name)
    application.processEvents()
    kinds = (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit)
    texts: list[QWidget] = [each for each in program.window.findChildren(QWidget) if isinstance(each, kinds)]
    for each in texts:
        font = each.font()
        said = each.text() if isinstance(each, (QLabel, QAbstractButton)) else ""
        fonts[f"{type(each).__name__} {said[:40]}"] = [font.families()[:1], font.pointSizeF()]
program.window.close()
program.session.finish()
sys.stdout.write(json.dumps({"late": late, "fonts": fonts}) + "\n")
