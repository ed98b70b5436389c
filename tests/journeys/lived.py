"""One day, or one week, of a life, in a process of its own on a real screen: `lived.py DAY JOURNAL [PICTURES]`.

Prints how many actions it took, as JSON, and closes the window.
"""

import json
import sys
from datetime import datetime
from pathlib import Path

from cramp_journal import app, clock
from tests.journeys import days
from tests.journeys.hand import Hand

MORNING = datetime(2026, 11, 22, 7, 42)
name, file = sys.argv[1], Path(sys.argv[2])
pictures = Path(sys.argv[3]) if len(sys.argv) > 3 else None
if pictures is not None:
    pictures.mkdir(parents=True, exist_ok=True)
clock.now = lambda: MORNING
lived: list[int] = []
faults: list[str] = []


class Lived(app.Program):
    def start(self) -> None:
        self.session.loading.charts_loaded.connect(self.live)
        super().start()

    def live(self) -> None:
        hand = Hand(self, MORNING, pictures)
        try:
            getattr(days, name)(hand)
        except AssertionError as fault:
            faults.append(str(fault))
        lived.append(hand.actions)
        self.window.close()


app.Program = Lived  # type: ignore[misc]
status = app.open_window(file)
sys.stderr.write("\n".join(faults))
sys.stdout.write(json.dumps({"actions": lived}) + "\n")
sys.exit(status or bool(faults))
