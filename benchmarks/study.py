"""STUDY: simulated people drawn straight into Parquet, and their figures by SQL; and journals as JSON, taken in.

python -m benchmarks.study FOLDER drawn PEOPLE ROUNDS     one process: draws so many people, and looks at their figures
python -m benchmarks.study FOLDER taken PEOPLE ROUNDS     one process: writes journals as JSON, and takes them in

Times are those of the processors, so that other work on the machine changes them little.
"""

import json
import resource
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.measure import Findings, Line, child
from cramp_journal.exchange.journal_json import journal_as_json
from cramp_journal.exchange.plan import empty_contents
from cramp_journal.study.figures import OVERALL, PER_PERSON, Engine, on_duckdb, pooled
from cramp_journal.study.intake import TakenIn, partition, take_in
from cramp_journal.study.tables import columns_of, schema_of
from cramp_journal.words import YES_NO_FACTORS

PEOPLE, WITH_JSON = (1_000, 10_000, 100_000), 1_000  # as many as the disk bears in minutes; journals taken in
_NIGHTS, _FIRST = 365, date(2025, 11, 22)
_GROUPS = 256  # as the first letters of a key make them
_MEMORY, _PATIENCE = 2048, 7200  # MiB; seconds
_KINDS = 20  # journals that differ in their nights; the others differ in their name
_RATIO = 1.3  # times as many cramps after alcohol, for the mean person
_FLAT = 1.2  # times what a night costs, where there are ten times as many people
_SCAN = f"SELECT {', '.join(f'COUNT({each})' for each in ('cramps', 'left_out', *YES_NO_FACTORS))} FROM nights"


def measure(rounds: int, folder: Path, people: Sequence[int] = PEOPLE, with_json: int = WITH_JSON) -> Findings:
    """Draw each number of people, each in a process of its own: what a night costs should be the same."""

    def ask(what: str, count: int) -> dict[str, Any]:
        taken = rounds if count < PEOPLE[-1] else 1
        return child(folder, "benchmarks.study", str(folder), what, str(count), str(taken), patience=_PATIENCE)

    return findings({count: ask("drawn", count) for count in sorted(people)}, with_json, ask("taken", with_json))


def findings(told: dict[int, dict[str, Any]], with_json: int, json_told: dict[str, Any]) -> Findings:
    """Lay out what was told of each number of people, the smallest first, and of the journals taken in."""
    sizes = list(told)
    figures, scans = ({count: _a_million(told[count], what) for count in sizes} for what in ("figures", "scan"))
    flat = [
        Line(
            f"a night of {many:,} people (floor: of {few:,})",
            [median(figures[many])],
            [median(figures[few])],
            aim=_FLAT,
        )
        for few, many in pairwise(sizes)
    ]
    most = told[sizes[-1]]
    return Findings(
        f"STUDY, {_NIGHTS} nights a person (floor: a bare scan)",
        [
            *(Line(f"figures of {each:,} people, a million nights", figures[each], scans[each]) for each in sizes),
            *flat,
            Line(f"{sizes[-1]:,} people drawn, a million nights", _a_million(most, "drawn")),
            Line("their figures, by the clock", [most["waited"]]),
            Line("memory at most", [most["mib"]], unit="MiB", aim=_MEMORY),
            Line("on the disk", [most["disk"]], unit="MiB"),
            Line("JSON, a million nights (json.loads)", _a_million(json_told, "taken"), _a_million(json_told, "loads")),
            Line("JSON, by the clock", [json_told["waited"]]),
            Line("JSON, memory at most", [json_told["mib"]], unit="MiB", aim=_MEMORY),
        ],
        [
            f"Drawn: {_RATIO} times as many cramps after alcohol; found: {most['alcohol']}.",
            f"{most['nights']:,} nights of {sizes[-1]:,} people are in figures.",
            f"JSON: {with_json:,} journals, {json_told['nights']:,} nights, {json_told['disk']:.0f} MiB.",
        ],
    )


def _a_million(told: dict[str, Any], what: str) -> list[float]:
    return [each / told["nights"] * 1e6 for each in told[what]]


# ---------------------------------------------------------------- drawn straight into Parquet
def draw(out: Path, people: int) -> None:
    """Write nights of people whose rates and ratios differ, partitioned as an intake does it."""
    for group in range(min(_GROUPS, people)):
        keys = [f"p{group:02x}{number:014x}" for number in range(group, people, _GROUPS)]
        file = partition(out, "nights", keys[0])
        file.parent.mkdir(parents=True)
        pq.write_table(_nights_of(keys, np.random.default_rng(group)), file, compression="zstd", row_group_size=100_000)


def _nights_of(keys: list[str], chance: np.random.Generator) -> pa.Table:
    rows, schema = len(keys) * _NIGHTS, schema_of(columns_of("nights"))
    held = {name: chance.random(rows, dtype=np.float32) < 0.4 for name in YES_NO_FACTORS}
    rate = np.repeat(np.exp(chance.normal(-1.2, 0.6, len(keys))), _NIGHTS)
    ratio = np.repeat(np.exp(chance.normal(np.log(_RATIO), 0.2, len(keys))), _NIGHTS)
    cramps = chance.poisson(rate * np.where(held["alcohol"], ratio, 1.0) * chance.gamma(2.0, 0.5, rows))
    known: dict[str, object] = {
        "person": pa.array(np.repeat(keys, _NIGHTS)),
        "evening": pa.array(np.tile(np.datetime64(_FIRST) + np.arange(_NIGHTS), len(keys))),
        "state": pa.array(np.where(cramps > 0, "cramps", "clear")),
        "cramps": pa.array(cramps.astype(np.int32)),
        "left_out": pa.array(chance.random(rows) < 0.02),
        "invented": pa.array(np.zeros(rows, dtype=bool)),
        "room_temperature_c": pa.array(np.round(chance.normal(18, 2, rows), 1)),
        "clear_nights_too": pa.array(np.ones(rows, dtype=bool)),
    } | {name: pa.array(values) for name, values in held.items()}
    columns = [known.get(field.name, pa.nulls(rows, field.type)) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def drawn(out: Path, people: int, rounds: int) -> dict[str, Any]:
    """Draw people, and return what their figures cost, turn by turn with a bare scan of the same columns."""
    cost = _cost(lambda: draw(out, people))
    with on_duckdb(out) as run:
        scans, figures, began = [], [], 0.0
        for _round in range(rounds):
            scans.append(_cost(lambda: run(_SCAN)))
            began = time.perf_counter()
            figures.append(_cost(lambda: _all_figures(run)))
        waited = (time.perf_counter() - began) * 1000
        (overall,), (alcohol,) = run(OVERALL), pooled(run, ["alcohol"])
    return {
        "nights": overall["nights"],
        "drawn": [cost],
        "scan": scans,
        "figures": figures,
        "waited": waited,
        "alcohol": f"{alcohol.ratio:.3f} ({alcohol.low:.3f} to {alcohol.high:.3f})",
        "disk": _mib(out, "parquet"),
    }


def _all_figures(run: Engine) -> None:
    run(OVERALL)
    run(PER_PERSON)
    pooled(run)


# ---------------------------------------------------------------- taken in from JSON
def taken(folder: Path, people: int, rounds: int) -> dict[str, Any]:
    """Write journals as `export` does, and return what it costs to take them in, beside bare JSON."""
    folder.mkdir()
    kinds = [journal_as_json(_journal(Random(number))) for number in range(min(people, _KINDS))]
    for number in range(people):
        named = kinds[number % _KINDS].replace(b'"person": {}', b'"person": {"name": "P%d"}' % number, 1)
        (folder / f"{number:06}.json").write_bytes(named)
    del rounds  # one is long enough
    out, came = folder.with_name(f"{folder.name}-study"), list[TakenIn]()
    began = time.perf_counter()
    cost = _cost(lambda: came.append(take_in(folder, out, _FIRST + timedelta(days=_NIGHTS))))
    waited = (time.perf_counter() - began) * 1000
    mib = _most_memory()
    loads = _cost(lambda: [bool(json.loads(file.read_bytes())) for file in folder.glob("*.json")])
    shutil.rmtree(out)
    nights, disk = came[0].nights, _mib(folder, "json")
    return {"nights": nights, "taken": [cost], "loads": [loads], "waited": waited, "disk": disk, "mib": mib}


def _journal(chance: Random) -> dict[str, Any]:
    nights = []
    for back in range(_NIGHTS):
        evening = _FIRST + timedelta(days=back)
        cramps = [_cramp(chance) for _cramp_of_night in range(chance.choice((0, 0, 0, 1, 1, 2)))]
        held = {name: chance.random() < 0.4 for name in YES_NO_FACTORS if chance.random() < 0.5}
        entered = f"{evening + timedelta(days=1)}T07:{chance.randrange(60):02}:{chance.randrange(60):02}Z"
        state = "cramps" if cramps else "clear"
        nights.append({"evening": str(evening), "state": state, "entered_at": entered, **held, "cramps": cramps})
    return {"format": "cramp-journal", "version": 1, **empty_contents(), "nights": nights}


def _cramp(chance: Random) -> dict[str, Any]:
    return {
        "time": f"{chance.randrange(6):02}:{chance.randrange(60):02}",
        "time_precision": "exact",
        "seconds": chance.randrange(10, 400),
        "pain": chance.randrange(11),
        "side": chance.choice(("left", "right")),
        "muscle": "calf",
        "reliefs": [{"what": "massage", "helped": True}],
    }


def _cost(work: Callable[[], object]) -> float:
    """Return how many milliseconds of the processors some work takes."""
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000


def _most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _mib(folder: Path, ending: str) -> float:
    return sum(file.stat().st_size for file in folder.rglob(f"*.{ending}")) / 2**20


def in_this_process(folder: Path, what: str, people: int, rounds: int) -> dict[str, Any]:
    """Do what is asked, and return what it took."""
    place = folder / f"{what}-{people}"
    told = {"drawn": drawn, "taken": taken}[what](place, people, rounds)
    shutil.rmtree(place)
    return {"mib": _most_memory()} | told


if __name__ == "__main__":
    print(json.dumps(in_this_process(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))))
