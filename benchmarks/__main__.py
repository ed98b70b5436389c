"""Measure and print: `python -m benchmarks`, or some subjects only, such as `python -m benchmarks start loading`."""

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks import (
    bringing,
    experiments,
    frozen,
    growth,
    keeping,
    loading,
    merging,
    pressing,
    reminder,
    report,
    saving,
    start,
    study,
    terminal,
    trends,
)
from benchmarks.measure import Findings, show
from benchmarks.people import measure as people

SUBJECTS: dict[str, Callable[[int, Path], Findings]] = {
    each.__name__.rpartition(".")[2]: each.measure
    for each in (
        *(start, terminal, pressing, saving, keeping, merging, loading, bringing, trends, report, reminder),
        *(frozen, growth, study),
    )
}
SUBJECTS["people"] = people.measure
SUBJECTS["experiments"] = experiments.measure
BY_NAME = ("experiments", "frozen", "growth", "study")  # take long, or need a build: only where they are asked for


def main() -> None:
    """Measure what is asked for. The exit status is 0 whatever is found: this is a measurement, not a test."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    reader.add_argument(
        "subjects", nargs="*", metavar="SUBJECT", help=f"of {', '.join(SUBJECTS)}; all if none is named"
    )
    reader.add_argument("--rounds", type=int, default=9, metavar="N", help="medians of so many rounds (9)")
    size = reader.add_mutually_exclusive_group()
    for name, what in (("short", "a few, as the tests do"), ("full", "of every kind and habit, which takes hours")):
        size.add_argument(
            f"--{name}", dest="size", action="store_const", const=name, help=f"people, experiments: {what}"
        )
    reader.add_argument("--tables", nargs="+", default=(), choices=people.NAMES, help="people: these tables only")
    reader.add_argument(
        "--people", nargs="+", type=int, default=study.PEOPLE, metavar="N", help="study: so many people"
    )
    reader.set_defaults(size="subset")
    asked = reader.parse_args()
    SUBJECTS["people"] = partial(people.measure, size=asked.size, names=asked.tables)
    SUBJECTS["experiments"] = partial(experiments.measure, size=asked.size)
    SUBJECTS["study"] = partial(study.measure, people=asked.people)
    if unknown := set(asked.subjects) - set(SUBJECTS):
        reader.error(f"no such subject: {', '.join(sorted(unknown))}. There are {', '.join(SUBJECTS)}.")
    if asked.rounds < 1:
        reader.error("--rounds must be 1 or more.")
    began = time.monotonic()
    print(f"Medians of {asked.rounds} rounds, turn by turn with the floor. {platform.platform()}, {_load()}\n")
    with tempfile.TemporaryDirectory(prefix="cramp-journal-bench-") as folder:
        os.environ["XDG_CACHE_HOME"] = folder  # what the store notes about these journals goes with them
        for name, measure in SUBJECTS.items():
            if name in asked.subjects or (not asked.subjects and name not in BY_NAME):
                show(measure(asked.rounds, Path(folder)))
    print(f"Took {time.monotonic() - began:.0f} s. {_load()}")


def _load() -> str:
    """Say how busy the machine is: a figure taken beside other work says little."""
    if not hasattr(os, "getloadavg"):
        return f"{os.cpu_count()} processors."
    return f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}."


if __name__ == "__main__":
    main()
