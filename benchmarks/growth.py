"""GROWTH of a window that stays open for 60 busy days: its memory after the first day, and after the last.

python -m benchmarks.growth FILE DAYS      one process: a window is opened, and each day everything is used in it
"""

import gc
import json
import shutil
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import journals
from benchmarks.measure import Findings, Line, child
from benchmarks.moments import memory

if TYPE_CHECKING:
    from cramp_journal.app import Program

_DAYS = 60
_PATIENCE = 120  # seconds after which a measurement gives up
_MOST = 1.10  # times the memory after the first day, on which everything was used once: 10 % more
_MOMENT = 5  # milliseconds
_EVERY = 10  # days between two lines of the table


def measure(rounds: int, folder: Path) -> Findings:
    """Let one window live through all the days; it is one long measurement, whatever the number of rounds."""
    del rounds
    copy = folder / "growth.sqlite"
    shutil.copyfile(journals.one_year(folder), copy)
    told = child(folder, "benchmarks.growth", str(copy), str(_DAYS), patience=3600)
    days: list[float] = told["days"]
    lines = [
        Line(f"after day {number + 1}", [days[number]], [days[0]], unit="MiB", aim=_MOST)
        for number in (*range(_EVERY - 1, len(days) - 1, _EVERY), len(days) - 1)
    ]
    kinds = ", ".join(f"{name} {count:+d}" for name, count in told["grown"])
    return Findings(
        f"GROWTH of a window over {len(days)} busy days (floor: the same window after its first day)",
        lines,
        [
            f"After the first days: {', '.join(f'{each:.0f}' for each in days[:3])} MiB.",
            f"Objects that Python has more of than after day 2: {kinds or 'none to speak of'}.",
        ],
    )


def main() -> None:
    """Live through the days in this process."""
    import cramp_journal.app as program  # first: it says how Qt is loaded

    # isort: split
    from PySide6.QtWidgets import QApplication

    from cramp_journal import clock
    from cramp_journal.gui.theme import load_fonts
    from cramp_journal.settings import Settings

    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    load_fonts()
    opened = program.Program(Path(sys.argv[1]), Settings(theme="light"))
    loaded: list[bool] = []
    opened.session.loading.charts_loaded.connect(lambda: loaded.append(True))
    opened.start()
    turn_until(lambda: bool(loaded))
    today: datetime = clock.now()
    days: list[float] = []
    kinds: dict[str, int] = {}
    for number in range(int(sys.argv[2])):
        clock.now = partial(_later, today, number)
        busy_day(opened, clock.today() - timedelta(days=1))
        gc.collect()
        days.append(memory())
        print(f"day {number + 1}: {days[-1]:.0f} MiB", file=sys.stderr, flush=True)
        if number == 1:
            kinds = _kinds()
    after = _kinds()
    grown = sorted(((name, count - kinds.get(name, 0)) for name, count in after.items()), key=lambda each: -each[1])
    opened.window.close()
    opened.session.finish()
    print(json.dumps({"days": days, "grown": [each for each in grown[:12] if each[1] > int(sys.argv[2])]}), flush=True)


def _later(moment: datetime, days: int) -> datetime:
    return moment + timedelta(days=days)


def busy_day(opened: "Program", evening: date) -> None:
    """Use everything once: log a night, change an older one, and look at every page in several ways."""
    from cramp_journal.gui.frame import PAGES
    from cramp_journal.gui.session import edits

    window, session = opened.window, opened.session
    window.log_page.roll_over()
    cramp: dict[str, Any] = {"side": "left", "muscle": "calf", "time": "03:10", "time_precision": "exact"}
    window.open_night(evening)
    for count in (1, 2, 3):
        session.save({"evening": evening.isoformat(), "state": "cramps", "cramps": [cramp] * count})
        _turn()
    for back in range(1, 15):
        window.open_night(evening - timedelta(days=back))
        _turn()
    session.apply(edits.leave_out, evening - timedelta(days=3), evening - timedelta(days=2), out=True)
    session.undo()
    for _again in range(2):
        for page in PAGES:
            window.show_page(page)
            _turn()
    _look_around(window)
    turn_until(lambda: not _is_at_work())


def _look_around(window: Any) -> None:
    """Look at the charts of several periods, over a calendar, and at lists of nights."""
    from cramp_journal.gui.calendar.night_search import SearchField

    trends, field = window.page("trends"), window.page("calendar").findChild(SearchField)
    for name in ("4w", "1y", "all", "6m"):
        trends.choose_period(name)
        _turn()
    for word in ("calf", "cold", ""):
        field.setText(word)
        _turn()
    for width in (1100, 1280):
        window.resize(width, 800)
        _turn()


def _turn() -> None:
    """Let the window work for a moment, in a loop of events as in the program itself."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(_MOMENT, loop.quit)
    loop.exec()


def _is_at_work() -> bool:
    from PySide6.QtCore import QThreadPool

    return QThreadPool.globalInstance().activeThreadCount() > 0


def _kinds() -> dict[str, int]:
    counts: dict[str, int] = {}
    for each in gc.get_objects():
        name = type(each).__qualname__
        counts[name] = counts.get(name, 0) + 1
    return counts


def turn_until(reached: Callable[[], bool]) -> None:
    """Let the window work until something is reached."""
    latest = time.monotonic() + _PATIENCE
    while not reached():
        if time.monotonic() > latest:
            raise TimeoutError(f"The window did not answer within {_PATIENCE} s.")
        _turn()


if __name__ == "__main__":
    main()
