"""The frozen program of the last `make packages`, turn by turn with the same program in this virtual environment.

Floor: the virtual environment. The moments of the window are those at which `--debug` tells of them.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import journals
from benchmarks.measure import ROOT, Findings, Line

_FROZEN = ROOT / "build" / "packages" / "cramp-journal" / "cramp-journal"
_HERE = [sys.executable, "-m", "cramp_journal"]
_PAINTED, _OPEN = "  painted", "the journal: open"


def measure(rounds: int, folder: Path) -> Findings:
    """Call both programs and open both windows."""
    if not _FROZEN.is_file():
        sys.exit("There is no frozen program: make packages.")
    file = journals.demo(folder)
    clear = ("--journal", str(file), "log", "--clear", "--replace", "--evening", "2026-11-20")
    taken: dict[tuple[str, str], list[float]] = {}
    for number in range(rounds + 1):
        for name, program in (("frozen", [str(_FROZEN)]), ("here", _HERE)):
            found = {"version": _call(folder, *program, "--version"), "log": _call(folder, *program, *clear)}
            found |= _window(folder, *program, "--debug", "--journal", str(file))
            for what, took in found.items():
                if number:  # the first one fills caches
                    taken.setdefault((name, what), []).append(took)
    names = {"version": "--version", "log": "log --clear", _PAINTED: "first paint", _OPEN: "the journal open"}
    return Findings(
        "FROZEN PROGRAM, by the clock (floor: the same in the virtual environment)",
        [Line(shown, taken["frozen", what], taken["here", what], aim=1.1) for what, shown in names.items()],
    )


def _call(home: Path, *words: str) -> float:
    began = time.perf_counter()
    subprocess.run(words, env=_surroundings(home), cwd=ROOT, capture_output=True, check=True)
    return (time.perf_counter() - began) * 1000


def _window(home: Path, *words: str) -> dict[str, float]:
    """Return the milliseconds from the birth of a window until each moment is told, and end it."""
    began, found = time.perf_counter(), dict[str, float]()
    with subprocess.Popen(words, env=_surroundings(home), cwd=ROOT, stderr=subprocess.PIPE, text=True) as window:
        assert window.stderr is not None
        for line in window.stderr:
            for moment in (_PAINTED, _OPEN):
                if line.rstrip().endswith(moment):
                    found[moment] = (time.perf_counter() - began) * 1000
            if _OPEN in found:
                break
        window.kill()
    return found


def _surroundings(home: Path) -> dict[str, str]:
    """Return an environment in which nothing of the person's is read."""
    folders = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    own = {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"} | {name: str(home / name) for name in folders}
    return os.environ | own
