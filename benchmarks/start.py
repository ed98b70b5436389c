"""The start: from the birth of the process to the first paint, to the open journal, and to all being loaded.

Floor: an empty window of PySide6, from its birth to its first paint.
"""

import shutil
from pathlib import Path
from typing import Any

from benchmarks import journals
from benchmarks.measure import Findings, Line, child

_CHILD = "benchmarks.start_child"


def measure(rounds: int, folder: Path) -> Findings:
    """Start both windows, turn by turn."""
    file, unrecorded = str(journals.demo(folder)), journals.without_last_night(folder)
    ours: list[dict[str, Any]] = []
    floor: list[dict[str, Any]] = []
    for number in range(rounds + 1):
        morning = shutil.copy(unrecorded, folder / "morning.sqlite")
        told = (
            child(folder, _CHILD, "floor"),
            child(folder, _CHILD, "journal", file),
            child(folder, _CHILD, "morning", str(morning)),
        )
        if number:  # the first one fills caches
            floor.append(told[0])
            ours.append(told[1] | {"saved": told[2]["saved"] - told[2]["spawned"]})
    empty = _since_birth(floor, "paint")
    heavy = sorted({name for told in ours for name in told["heavy"]})
    return Findings(
        "START (floor: an empty PySide6 window painted)",
        [
            Line("first paint with the last 14 nights", _since_birth(ours, "paint"), empty, aim=1.4),
            Line("a clear night saved, N pressed when painted", [t["saved"] * 1000 for t in ours], empty),
            Line("the journal open", _since_birth(ours, "opened"), empty, aim=4.5),
            Line("all loaded: charts and typesetting too", _since_birth(ours, "loaded"), empty),
            Line("longest stall until the journal is open", [t["stall_opened"] for t in ours], aim=60),
            Line("longest stall until all is loaded", [t["stall_loaded"] for t in ours], aim=60),
            Line("memory at first paint", *_both(ours, floor, "memory"), unit="MiB"),
            Line("memory when all is loaded", *_both(ours, floor, "memory_loaded"), unit="MiB"),
        ],
        [
            "MISSED: loaded before the first paint: " + ", ".join(heavy)
            if heavy
            else "None of the slow libraries is loaded at the first paint: held."
        ],
    )


def _since_birth(told: list[dict[str, Any]], moment: str) -> list[float]:
    return [(each[moment] - each["spawned"]) * 1000 for each in told]


def _both(ours: list[dict[str, Any]], floor: list[dict[str, Any]], name: str) -> tuple[list[float], list[float]]:
    return [each[name] for each in ours], [each["memory"] for each in floor]
