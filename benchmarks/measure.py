"""How a figure is taken and told: turn by turn with its floor, the median of several rounds."""

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
_HEAD = ("", "ours", "floor", "ratio", "middle half", "aim", "")


@dataclass(frozen=True)
class Line:
    """One line of the table: what was measured in each round, and its floor. Without a floor, the figure is judged.

    With `at_least` the figure itself is judged, and should be no less than the aim; a floor is then only shown.
    """

    what: str
    ours: Sequence[float]
    floor: Sequence[float] = ()
    unit: str = "ms"
    aim: float | None = None
    at_least: bool = False

    @property
    def ratio(self) -> float | None:
        """Median by median; None without a floor."""
        if not self.floor or self.at_least:
            return None
        return statistics.median(self.ours) / statistics.median(self.floor)

    @property
    def held(self) -> bool | None:
        """Whether the aim is held; None where there is none."""
        judged = self.ratio if self.ratio is not None else statistics.median(self.ours)
        if self.aim is None:
            return None
        return judged >= self.aim if self.at_least else judged <= self.aim

    def cells(self) -> tuple[str, ...]:
        """Give what stands in each column."""
        of_floor = self.ratio is not None
        rounds = [a / b for a, b in zip(self.ours, self.floor, strict=True)] if of_floor else self.ours
        low, _middle, high = statistics.quantiles(rounds, n=4) if len(rounds) > 1 else (rounds[0],) * 3
        digits = 2 if of_floor else 0
        sign = "≥" if self.at_least else "≤"
        aim = "" if self.aim is None else f"{sign} {self.aim:g}" + ("" if of_floor else f" {self.unit}")
        return (
            self.what,
            _amount(statistics.median(self.ours), self.unit),
            _amount(statistics.median(self.floor), self.unit) if self.floor else "",
            "" if self.ratio is None else f"{self.ratio:.2f}",
            f"{low:.{digits}f}–{high:.{digits}f}" if len(rounds) > 1 else "",
            aim,
            {True: "held", False: "MISSED", None: ""}[self.held],
        )


@dataclass(frozen=True)
class Findings:
    """What one subject found."""

    title: str
    lines: list[Line]
    notes: list[str] = field(default_factory=list)


def timed(work: Callable[[], object]) -> float:
    """Give how many milliseconds some work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def turn_by_turn(rounds: int, works: Mapping[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Give the milliseconds of each work in each round, after one round that does not count."""
    for work in works.values():
        work()
    gc.collect()
    gc.freeze()  # as the program does once it has loaded: libraries are not looked through again and again
    taken: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds):
        order = list(works.items())
        for name, work in order if number % 2 else reversed(order):
            gc.collect()
            taken[name].append(timed(work))
    return taken


def child(home: Path, module: str, *arguments: str, patience: float = 120) -> dict[str, Any]:
    """Run a module in a process of its own, with a home of its own and no screen, and give what it tells.

    `spawned` is the moment of its birth, on the clock that `time.monotonic()` reads in every process.
    """
    folders = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
    own = {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"} | {name: str(home / name) for name in folders}
    for name in folders:
        (home / name).mkdir(mode=0o700, exist_ok=True)
    spawned = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=os.environ | own,
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
        timeout=patience,
    )
    if done.returncode:
        raise RuntimeError(f"{module} ended with {done.returncode}:\n{done.stderr}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told | {"spawned": spawned}


def show(findings: Findings) -> None:
    """Print a table."""
    rows = [(findings.title, *_HEAD[1:]), *(line.cells() for line in findings.lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    for row in rows:
        first, *rest = (f"{c:<{w}}" if not i else f"{c:>{w}}" for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        print("  ".join([first, *rest]).rstrip(), flush=True)
    for note in findings.notes:
        print(f"  {note}", flush=True)
    print(flush=True)


def _amount(value: float, unit: str) -> str:
    if unit == "%":
        return f"{value:.1f} %"
    return f"{value:.2f} {unit}" if value < 10 else f"{value:.0f} {unit}"
