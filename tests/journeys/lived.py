"""One day, or one week, of a life, in a process of its own on a real screen: `lived.py DAY FOLDER [PICTURES]`.

Prints how many actions it took, as JSON, and closes the window.
"""

import json
import os
import sys
import traceback
from datetime import datetime
from pathlib import Path

name, folder = sys.argv[1], Path(sys.argv[2])
for place in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[place] = str(folder)  # before anything asks for it

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from cramp_journal import app, clock  # noqa: E402
from tests.journeys import days  # noqa: E402
from tests.journeys.hand import Hand  # noqa: E402
from tests.journeys.stage import STAGES  # noqa: E402

MORNING = datetime(2026, 11, 22, 7, 42)
pictures = Path(sys.argv[3]) if len(sys.argv) > 3 else None
if pictures is not None:
    pictures.mkdir(parents=True, exist_ok=True)
clock.now = lambda: MORNING
lived: list[int] = []
faults: list[str] = []
stage = STAGES[name]


class Lived(app.Program):
    def start(self) -> None:
        sys.excepthook = lambda *fault: faults.append("".join(traceback.format_exception(*fault)))
        if stage.is_first:
            self.window.log_page.filled.connect(self.live_soon)
        elif stage.is_locked:
            self.session.troubled.connect(self.live_soon)
        else:
            self.session.loading.charts_loaded.connect(self.live_soon)
        super().start()

    def live_soon(self) -> None:
        if not lived:
            lived.append(0)
            QTimer.singleShot(0, self.live)

    def live(self) -> None:
        hand = Hand(self, MORNING, pictures)
        try:
            getattr(days, name)(hand)
        except AssertionError:
            faults.append(traceback.format_exc())
            hand.picture("fault")
        finally:
            lived[0] = hand.actions
            QTimer.singleShot(0, self.end)

    def end(self) -> None:
        if (box := QApplication.activeModalWidget()) is not None:
            box.close()
        self.window.close()


app.Program = Lived  # type: ignore[misc]
status = app.open_window(stage.set_up(folder))
sys.stderr.write("\n".join(faults))
sys.stdout.write(json.dumps({"actions": lived[0]}) + "\n")
sys.exit(status or bool(faults))
