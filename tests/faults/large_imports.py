"""Imports of great length: they come in, or are refused in a sentence, within a bound on memory."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from cramp_journal.exchange.journal_json import LARGEST_FILE, MOST_BESIDE
from cramp_journal.exchange.json_pieces import LONGEST_PIECE
from tests.faults.children import Ended, measured
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, a_file, found_in

BOUND = 256  # MB of memory, at the most, that an import takes, the libraries of the program among them
_HEAD = '{"format": "cramp-journal", "version": 1, '
_FIRST = date(1950, 1, 1)


def at_its_peak(trial: Trial, file: Path, *arguments: str | Path) -> Ended:
    """Call the program in a process of its own, and see that it keeps to the bound."""
    ended, _seconds, peak = measured("--journal", str(file), *map(str, arguments))
    trial.outcome.way = f"{max(peak, int(trial.outcome.way.partition(' ')[0] or 0))} MB at its peak"
    if peak > BOUND:
        trial.wrong(f"it took {peak} MB of memory: more than {BOUND}")
    return ended


def _nights(number: int, inside: str) -> Iterator[str]:
    for index in range(number):
        yield f'{{"evening": "{_FIRST + timedelta(days=index)}", {inside}}}'


def _write(file: Path, key: str, parts: Iterator[str], most: int = 1 << 40, version: int = 1) -> int:
    """Write a journal with one list, as many parts as fit into so many bytes; gives their number."""
    number, length = 0, 0
    with file.open("w", encoding="utf-8") as out:
        length += out.write(f'{_HEAD.replace("1", str(version))}"{key}": [')
        for part in parts:
            length += len(part) + 2
            if length + 2 > most:
                break
            out.write((",\n" if number else "") + part)
            number += 1
        out.write("]}")
    return number


def on_a_disk(trial: Trial, number: int) -> Iterator[Path]:
    """Give a folder for each try that does not lie in memory."""
    for _ in trial.times(number, number):
        with TemporaryDirectory(prefix="cramp-journal-faults-") as folder:
            yield Path(folder)


@fault("49", "import: a million rows", short=False)
def _million(trial: Trial) -> None:
    for folder in on_a_disk(trial, 1):
        file, long = a_file(folder), folder / "long.json"
        cramps = ",".join(['{"pain": 1}'] * 100)
        _write(long, "nights", _nights(10_000, f'"state": "cramps", "cramps": [{cramps}]'))
        trial.refused(
            at_its_peak(trial, file, "import", long), must="more than 500,000 nights, cramps and other things"
        )
        trial.holds(file, AS_IT_WAS)


@fault("49", "import: the longest file that is taken in (256 MB)", short=False)
def _longest(trial: Trial) -> None:
    for folder in on_a_disk(trial, 1):
        file, long = a_file(folder), folder / "long.json"
        note = "x" * 20_000
        number = _write(
            long, "nights", _nights(20_000, f'"state": "clear", "cramps": [], "note": "{note}"'), LARGEST_FILE
        )
        trial.done(at_its_peak(trial, file, "import", long), must=f"Came in: {number} nights")
        found, faults = found_in(file)
        trial.outcome.wrong += faults
        trial.outcome.acknowledged += len(AS_IT_WAS) + number
        trial.outcome.lost += len(AS_IT_WAS) + number - len(found)
        trial.compare({day: found.get(day, {}) for day in AS_IT_WAS}, AS_IT_WAS, what="the nights that stood there")


@fault("49", "import: fifty years with three cramps a night", short=False)
def _fifty_years(trial: Trial) -> None:
    for folder in on_a_disk(trial, 1):
        file, long = a_file(folder), folder / "long.json"
        cramps = json.dumps([{"time": "03:10", "seconds": 120, "pain": 6, "side": "left", "muscle": "calf"}] * 3)
        number = _write(long, "nights", _nights(18_262, f'"state": "cramps", "cramps": {cramps}'))
        trial.done(at_its_peak(trial, file, "import", long), must=f"Came in: {number} nights with {number * 3} cramps")
        found, faults = found_in(file)
        trial.outcome.wrong += faults
        trial.outcome.acknowledged += len(AS_IT_WAS) + number
        trial.outcome.lost += len(AS_IT_WAS) + number - len(found)


@fault("49", "import: version 2, with as many known writes as are taken in", short=False)
def _writes(trial: Trial) -> None:
    seen = json.dumps({f"opening{number}": number for number in range(16)})
    row = f'"changed_at": "2026-11-22T07:42:00Z", "device": "d", "stamp": "opening9 9", "seen": {seen}'
    for folder in on_a_disk(trial, 1):
        file, long = a_file(folder), folder / "long.json"
        parts = (
            f'{night[:-1]}, "row": {{"key": "key-{index}", {row}}}}}'
            for index, night in enumerate(_nights(27_000, '"state": "clear", "cramps": []'))
        )
        number = _write(long, "nights", parts, version=2)
        trial.done(at_its_peak(trial, file, "import", long), must=f"Came in: {number} nights")
        found, faults = found_in(file)
        trial.outcome.wrong += faults
        trial.outcome.acknowledged += len(AS_IT_WAS) + number
        trial.outcome.lost += len(AS_IT_WAS) + number - len(found)


@fault("49", "import: the heaviest parts there can be", short=False)
def _heaviest(trial: Trial) -> None:
    lists = ",".join(["[]"] * (LONGEST_PIECE // 3 - 10))
    wide = "🦵" * (LONGEST_PIECE - 100)
    heavy = {
        "lists in a list": ("nights", iter([f"[{lists}]"])),
        "letters of four bytes": ("nights", iter([f'{{"note": "{wide}"}}'] * 3)),
        "empty nights": ("nights", iter(["{}"] * 400_000)),
        "factors": ("factors", (f'{{"name": "factor {number}"}}' for number in range(MOST_BESIDE + 1))),
    }
    for (key, parts), folder in zip(heavy.values(), on_a_disk(trial, len(heavy)), strict=True):
        file, long = a_file(folder), folder / "long.json"
        _write(long, key, parts)
        trial.refused(at_its_peak(trial, file, "import", long))
        trial.holds(file, AS_IT_WAS)
