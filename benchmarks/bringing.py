"""BRINGING ten years of a diary like Daylio's: read, planned and written; floor: pandas' bare `read_csv` and raw rows.

python -m benchmarks.bringing FILE JOURNAL      one process: brings the file, and tells how much memory that took
"""

import csv
import itertools
import json
import shutil
import sys
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import sqlcipher3.dbapi2 as sqlite

from benchmarks import journals
from benchmarks.measure import Findings, Line, child, turn_by_turn
from cramp_journal import clock
from cramp_journal.exchange.elsewhere.arrival import Arrival, arrival_of
from cramp_journal.exchange.elsewhere.recognise import recognise
from cramp_journal.exchange.plan import empty_contents, import_mark
from cramp_journal.store import Journal
from cramp_journal.store.copies.backup import verified_copy
from cramp_journal.words import last_evening

_COLUMNS = ("full_date", "date", "weekday", "time", "mood", "activities", "note_title", "note")
_EVENING, _NIGHT = "9:30 PM", "3:12 AM"
_NOTES = ("woke up, <b>2 min</b><br>pulled toes", "short", "")
_AIM, _MEMORY = 2000, 256  # milliseconds; MiB above the process that has loaded the libraries


def measure(rounds: int, folder: Path) -> Findings:
    """Bring the diary into new journals, turn by turn with the floor; the copy before it is told apart."""
    diary = _written(folder / "daylio.csv")
    numbers = itertools.count()

    def look() -> Arrival:
        return arrival_of(recognise(diary).bring({}), empty_contents(), clock.today())

    def bring() -> None:
        with Journal(folder / f"brought-{next(numbers)}.sqlite") as journal:
            arrival = look()
            journal.import_rows(arrival.plan.nights, arrival.plan.rows)  # without a mark no copy is made first

    taken = turn_by_turn(
        rounds,
        {
            "read": look,
            "brought": bring,
            "opened": lambda: Journal(folder / f"empty-{next(numbers)}.sqlite").close(),
            "copied": _copier(folder),
            "floor": _floor(diary, folder),
        },
    )
    told = child(folder, "benchmarks.bringing", str(diary), str(folder / "child.sqlite"))
    nights = len(look().plan.nights)
    whole = [all_ - opened for all_, opened in zip(taken["brought"], taken["opened"], strict=True)]
    return Findings(
        f"BRINGING ten years of a diary like Daylio's, {nights:,} nights (floor: read_csv and the bare rows)",
        [
            Line("read and planned", taken["read"]),
            Line("read, planned and written", whole, aim=_AIM),
            Line("the same, as a ratio to the floor", whole, taken["floor"]),
            Line("the copy before it, of a journal of ten years", taken["copied"]),
            Line("memory above the idle process", [told["mib"]], unit="MiB", aim=_MEMORY),
        ],
    )


def _written(file: Path) -> Path:
    """Write three entries a day, back from yesterday: the night, the day, and what was taken."""
    chance, last = Random(1), last_evening(clock.now())
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(_COLUMNS)
        for back in range(journals.TEN_YEARS):
            day = last - timedelta(days=back)
            cramp = chance.random() < 0.3
            night = "leg cramp | left calf" if cramp else "no cramp | slept well"
            note = chance.choice(_NOTES) if cramp else ""
            head = [f"{day}", f"{day:%B} {day.day}", f"{day:%A}"]
            rows.writerow([*head, _EVENING, "good", "wine | long walk | magnesium", "", ""])
            rows.writerow([*head, _NIGHT if cramp else "8:00 AM", "awful" if cramp else "good", night, "", note])
            rows.writerow([*head, "1:00 PM", "meh", "work | reading", "", ""])
    return file


def _copier(folder: Path) -> Callable[[], object]:

    source = folder / "before.sqlite"
    shutil.copyfile(journals.dense(folder), source)
    return lambda: verified_copy(source, folder / "before-copy.sqlite")


def _floor(diary: Path, folder: Path) -> Callable[[], None]:
    """Read the file by pandas, and write a row a night and a cramp as bare SQLite would."""
    import pandas as pd  # not for the process of which the memory is measured

    numbers = itertools.count()

    def bring() -> None:
        table = pd.read_csv(diary)
        moments = pd.to_datetime(table["full_date"] + " " + table["time"], format="%Y-%m-%d %I:%M %p")
        said = table["activities"].str.contains("cramp")
        nights = [(str(uuid.uuid4()), f"{each:%Y-%m-%d}") for each in moments[said]]
        connection = sqlite.connect(str(folder / f"floor-{next(numbers)}.sqlite"), isolation_level=None)
        connection.execute("CREATE TABLE night (id TEXT PRIMARY KEY, evening TEXT, note TEXT)")
        connection.execute("CREATE TABLE cramp (id TEXT PRIMARY KEY, night_id TEXT, time TEXT)")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO night VALUES (?, ?, '')", nights)
        connection.executemany("INSERT INTO cramp VALUES (?, ?, '')", [(str(uuid.uuid4()), key) for key, _d in nights])
        connection.execute("COMMIT")
        connection.close()

    return bring


def main(diary: str, file: str) -> None:
    """Bring a file in this process, and tell how many MiB more that took than all that was loaded before."""
    with Journal(Path(file)) as journal:
        before = _most_memory()
        arrival = arrival_of(recognise(Path(diary)).bring({}), journal.contents(), clock.today())
        journal.import_rows(arrival.plan.nights, arrival.plan.rows, import_mark())
    print(json.dumps({"mib": _most_memory() - before}))


def _most_memory() -> float:
    """Give the largest resident memory so far in MiB; `ru_maxrss` would be that of the parent too."""
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))


if __name__ == "__main__":
    main(*sys.argv[1:])
