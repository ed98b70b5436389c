"""The catch-up list under a real mouse, in a process of its own on a real screen: `caught_up.py FILE`.

It presses the mouse at one place of the screen again and again, and prints what was answered, and what lay there.
"""

import json
import sys
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.gui.last_night.catch_up import CatchUp
from cramp_journal.gui.theme import load_fonts
from cramp_journal.settings import Settings
from cramp_journal.store import Journal
from tests.builders import night

_CLICKS = 6
_APART = 250  # milliseconds

file = Path(sys.argv[1])
today = clock.today()
with Journal(file) as journal:
    journal.save(night(today - timedelta(days=30)), today)
application = QApplication([])
application.setStyle("Fusion")
load_fonts()
program = Program(file, Settings(theme="light"))
window = program.window
loop = QEventLoop()
program.session.loading.charts_loaded.connect(loop.quit)
QTimer.singleShot(30_000, lambda: loop.exit(1))
program.start()
late = loop.exec()
QTest.qWait(_APART)
found = window.log_page.findChild(CatchUp)
lines = found._all() if found is not None else []
window.log_page.see(lines[2])
QTest.qWait(_APART)
middle = lines[2]._buttons[0]
place = middle.mapToGlobal(middle.rect().center())
QCursor.setPos(place)


def there() -> str:
    """Return the night of the row at the place."""
    under: QWidget | None = application.widgetAt(place)
    while under is not None and under not in lines:
        under = under.parentWidget()
    return str(getattr(under, "evening", None))


seen = [there()]
scrolled = [window.log_page._scroll.verticalScrollBar().value()]
for _click in range(_CLICKS):
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=window.mapFromGlobal(place))
    QTest.qWait(_APART)
    seen.append(there())
    scrolled.append(window.log_page._scroll.verticalScrollBar().value())
answered = sorted(str(each.evening) for each in program.session.figures() if each.evening > today - timedelta(days=20))
window.close()
program.session.finish()
told = {"late": late, "wanted": str(lines[2].evening), "answered": answered, "seen": seen, "scrolled": scrolled}
sys.stdout.write(json.dumps(told) + "\n")
