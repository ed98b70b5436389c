"""PRESSING N and C: how long the window is held, at 1, 10 and 50 years alike; floor: a bare repaint of the window.

python -m benchmarks.pressing FILE      one process: the window is opened, then each key is answered again and again
"""

import json
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import journals
from benchmarks.measure import Findings, Line, child, timed

if TYPE_CHECKING:
    from cramp_journal.app import Program

_AGAIN = 5  # times in a process; the median is told
_IDLE = 0.6  # seconds after which nothing is made ahead any more
_PATIENCE = 60  # seconds after which a measurement gives up
_NIGHTS = ("365", "3,650", "18,000")
_AIMS = {"N": 25, "C": 40}  # milliseconds


def measure(rounds: int, folder: Path) -> Findings:
    """Press in a few processes for each journal, since a window is opened only once in a process."""
    made = (journals.one_year(folder), journals.dense(folder), journals.fifty_years(folder))
    told = {}
    for name, file in zip(_NIGHTS, made, strict=True):
        copy = (
            folder / f"pressed-{file.name}"
        )  # a place of its own: what was said of another journal is not missing here
        shutil.copyfile(file, copy)
        told[name] = [child(folder, "benchmarks.pressing", str(copy)) for _round in range(max(3, rounds // 3))]

    def of(name: str, what: str) -> list[float]:
        return [each[what] for each in told[name]]

    lines = []
    for key, most in _AIMS.items():
        for name in _NIGHTS:
            lines.append(Line(f"{key} pressed at {name} nights", of(name, key), aim=most))
            lines.append(Line("the same, as a ratio to the floor", of(name, key), of(name, "repaint")))
    follows = [each for name in _NIGHTS for each in of(name, "follows")]
    lines.append(Line("the number of prompts follows", follows, aim=1000))
    return Findings(
        "PRESSING a key of Last night (floor: a bare repaint of the window)",
        lines,
        ["From the moment that the key acts until its answer is painted; the night is on the disk by then."],
    )


def main() -> None:
    """Press in this process."""
    import cramp_journal.app as program  # first: it says how Qt is loaded

    # isort: split
    from PySide6.QtWidgets import QApplication

    from cramp_journal.gui.theme import load_fonts
    from cramp_journal.settings import Settings

    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    load_fonts()
    opened = program.Program(Path(sys.argv[1]), Settings(theme="light"))
    loaded: list[bool] = []
    opened.session.loading.charts_loaded.connect(lambda: loaded.append(True))
    opened.start()
    _turn_until(lambda: bool(loaded))
    taken = _pressed(opened)
    opened.window.close()
    opened.session.finish()
    print(json.dumps(taken), flush=True)


def _pressed(opened: "Program") -> dict[str, float]:
    from PySide6.QtWidgets import QApplication

    from cramp_journal import clock
    from cramp_journal.gui.last_night.state_buttons import StateButtons
    from cramp_journal.gui.session import edits
    from cramp_journal.words import last_evening

    page, session = opened.window.log_page, opened.session
    found: list[float] = []
    session.prompts.found.connect(lambda _prompts: found.append(time.perf_counter()))
    states = page.findChildren(StateButtons)[0]  # the rows of the catch-up list have buttons with the same words
    buttons = {"N": states.clear, "C": states.cramps}
    taken: dict[str, list[float]] = {name: [] for name in ("N", "C", "repaint", "follows")}
    last = last_evening(clock.now())  # from noon on, the page may show a night that has not begun: it takes no answer
    for back in range(_AGAIN):
        for key, button in buttons.items():
            opened.window.open_night(last - timedelta(days=back))
            session.apply(edits.remove_night, page.evening)  # as on a morning on which it is not recorded yet
            _idle()
            found.clear()
            begun = time.perf_counter()
            button.click()
            QApplication.processEvents()
            taken[key].append((time.perf_counter() - begun) * 1000)
            _turn_until(lambda: bool(found))
            taken["follows"].append((found[0] - begun) * 1000)
        taken["repaint"].append(timed(opened.window.repaint))
    return {name: statistics.median(each) for name, each in taken.items()}


def _idle() -> None:
    end = time.monotonic() + _IDLE
    _turn_until(lambda: time.monotonic() >= end)


def _turn_until(reached: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication

    latest = time.monotonic() + _PATIENCE
    while not reached():
        if time.monotonic() > latest:
            raise TimeoutError(f"The window did not answer within {_PATIENCE} s.")
        QApplication.processEvents()
        time.sleep(0.001)


if __name__ == "__main__":
    main()
