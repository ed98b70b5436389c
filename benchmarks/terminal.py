"""The command line: a short call, from its birth to its end, in the time of the processors and by the clock.

Floors: Python that does nothing, and Python that saves one row with its own SQLite.
"""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import journals
from benchmarks.measure import ROOT, Findings, Line

_PYTHON = "pass"
_ONE_ROW = (
    "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA synchronous=EXTRA');"
    " c.execute('CREATE TABLE IF NOT EXISTS n (e TEXT)'); c.execute('INSERT INTO n VALUES (1)'); c.commit()"
)


def measure(rounds: int, folder: Path) -> Findings:
    """Call the program and its floors, turn by turn."""
    file = journals.demo(folder)
    program = ("-m", "cramp_journal")
    clear = ("--journal", str(file), "log", "--clear", "--replace", "--evening", "2026-11-20")
    calls = {
        "python": ("-c", _PYTHON),
        "row": ("-c", _ONE_ROW, str(folder / "floor.sqlite")),
        "version": (*program, "--version"),
        "log": (*program, *clear),
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in calls}
    for number in range(rounds + 1):
        for name, arguments in calls.items():
            times = _call(folder, *arguments)
            if number:  # the first one fills caches
                taken[name].append(times)
    worked = {name: [times[0] for times in each] for name, each in taken.items()}
    waited = {name: [times[1] for times in each] for name, each in taken.items()}
    return Findings(
        "COMMAND LINE (floors: bare Python; Python that saves one row)",
        [
            Line("--version, processors", worked["version"], worked["python"]),
            Line("log --clear, processors", worked["log"], worked["row"]),
            Line("--version, by the clock", waited["version"], aim=150),
            Line("log --clear, by the clock", waited["log"], aim=900),
        ],
        [f"The least of the rounds, processors: {', '.join(f'{n} {min(each):.0f} ms' for n, each in worked.items())}."],
    )


def _call(home: Path, *arguments: str) -> tuple[float, float]:
    """Return the milliseconds of the processors, and those by the clock, that Python takes for some arguments."""
    folders = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    own = {"HOME": str(home)} | {name: str(home / name) for name in folders}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *arguments], env=os.environ | own, cwd=ROOT, capture_output=True, check=True)
    waited, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return worked * 1000, waited * 1000
