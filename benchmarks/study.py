"""STUDY: simulated people drawn straight into Parquet, and their figures by SQL: the cost a night, and the memory.

python -m benchmarks.study FOLDER PEOPLE      one process: draws so many people, and prints what their figures cost
"""

import json
import resource
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.measure import Findings, Line, child, timed
from cramp_journal.study.figures import OVERALL, PER_PERSON, on_duckdb, pooled
from cramp_journal.study.tables import STUDY_TABLES, schema_of

MANY, FEW = 100_000, 10_000  # people: as many as the disk bears, and a tenth of them
_NIGHTS, _FIRST = 365, date(2025, 11, 22)
_TOGETHER = 500  # people in one file
_MEMORY, _PATIENCE = 2048, 7200  # MiB; seconds
_FACTORS = ("alcohol", "sat_all_day", "on_feet_all_day", "stretched_before_bed", "legs_felt_cold")
_RATIO = 1.3  # times as many cramps after alcohol, for the mean person


def measure(_rounds: int, folder: Path) -> Findings:
    """Draw both numbers of people, each in a process of its own: what a night costs should be the same."""
    few, many = (
        child(folder, "benchmarks.study", str(folder), str(people), patience=_PATIENCE) for people in (FEW, MANY)
    )

    def a_million(told: dict[str, Any], what: str) -> list[float]:
        return [told[what] / told["nights"] * 1e6]

    return Findings(
        f"STUDY of {MANY:,} simulated people, {_NIGHTS} nights each (floor: {FEW:,} people)",
        [
            Line("figures, a million nights", a_million(many, "figures"), a_million(few, "figures"), aim=1.5),
            Line("drawn, a million nights", a_million(many, "drawn")),
            Line("memory at most", [many["mib"]], unit="MiB", aim=_MEMORY),
            Line("on the disk", [many["disk"]], unit="MiB"),
        ],
        [f"Drawn: {_RATIO} times as many cramps after alcohol; found: {many['alcohol']}."],
    )


def draw(out: Path, people: int) -> None:
    """Write nights of people whose rates and ratios differ, some files of many people each."""
    folder, schema = out / "nights", schema_of(STUDY_TABLES["nights"])
    folder.mkdir(parents=True)
    evenings = np.datetime64(_FIRST) + np.arange(_NIGHTS)
    schema = schema.append(pa.field("person", pa.string()))
    for first in range(0, people, _TOGETHER):
        chance = np.random.default_rng(first)
        count = min(_TOGETHER, people - first)
        rows = count * _NIGHTS
        held = {name: chance.random(rows) < 0.4 for name in _FACTORS}
        rate = np.repeat(np.exp(chance.normal(-1.2, 0.6, count)), _NIGHTS)
        ratio = np.repeat(np.exp(chance.normal(np.log(_RATIO), 0.2, count)), _NIGHTS)
        cramps = chance.poisson(rate * np.where(held["alcohol"], ratio, 1.0) * chance.gamma(2.0, 0.5, rows))
        known: dict[str, object] = {
            "evening": pa.array(np.tile(evenings, count)),
            "state": pa.array(np.where(cramps > 0, "cramps", "clear")),
            "cramps": pa.array(cramps.astype(np.int32)),
            "left_out": pa.array(chance.random(rows) < 0.02),
            "room_temperature_c": pa.array(np.round(chance.normal(18, 2, rows), 1)),
            "clear_nights_too": pa.array(np.ones(rows, dtype=bool)),
            "person": pa.array(np.repeat([f"p{number:016x}" for number in range(first, first + count)], _NIGHTS)),
        } | {name: pa.array(values) for name, values in held.items()}
        columns = [known.get(field.name, pa.nulls(rows, field.type)) for field in schema]
        pq.write_table(pa.Table.from_arrays(columns, schema=schema), folder / f"{first:09}.parquet", compression="zstd")


def main() -> None:
    """Draw people, look at their figures, and print as JSON what that took."""
    out, people = Path(sys.argv[1]) / f"study-{sys.argv[2]}", int(sys.argv[2])
    drawn = timed(lambda: draw(out, people))
    run = on_duckdb(out)
    figures = timed(lambda: (run(OVERALL), run(PER_PERSON), pooled(run)))
    (overall,) = run(OVERALL)
    (alcohol,) = pooled(run, ["alcohol"])
    told = {
        "nights": overall["nights"],
        "drawn": drawn,
        "figures": figures,
        "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "disk": sum(file.stat().st_size for file in out.rglob("*.parquet")) / 2**20,
        "alcohol": f"{alcohol.ratio:.3f} ({alcohol.low:.3f} to {alcohol.high:.3f})",
    }
    shutil.rmtree(out)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
