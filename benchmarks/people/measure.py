"""PEOPLE of many kinds: what they see, how well the intervals hold, which rises and links are told.

`--short` asks a few people only, as `make test` does: its bounds are loose, and stand for what must never get worse.
"""

import itertools
import os
import time
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path

from benchmarks.measure import Findings, Line
from benchmarks.people import intervals, link_stories, lives, other_rules, rising
from benchmarks.people.rising_rules import PROGRAM
from benchmarks.people.tables import FULL, SUBSET, Job, Table, tables

NAMES = tuple(table.name for table in tables(SUBSET))
_SIZES = {"subset": SUBSET, "full": FULL}


def measure(_rounds: int, _folder: Path, size: str = "subset", names: Sequence[str] = ()) -> Findings:
    """Print the tables, or those with the given names, each row as soon as it is measured."""
    if size == "short":
        return Findings("PEOPLE, a few of them, with loose bounds", short())
    began = time.monotonic()
    with get_context("spawn").Pool(os.cpu_count()) as pool:
        for table in tables(_SIZES[size]):
            if not names or table.name in names:
                _print(table, pool.imap(_call, [job for group in table.groups for job in group.jobs]))
    return Findings(f"PEOPLE took {time.monotonic() - began:.0f} s", [])


def _call(job: Job) -> tuple[str, ...]:
    return job()


def _print(table: Table, cells: Iterator[tuple[str, ...]]) -> None:
    first, wide = max(len(label) for group in table.groups for label in group.labels), 0
    print(table.title)
    for group in table.groups:
        columns = list(itertools.islice(cells, len(group.jobs)))
        if not wide:  # the first rows tell how wide a column is
            wide = max(map(len, (*table.columns, *itertools.chain(*columns)))) + 2
            print(f"{'':{first}}  {'  '.join(f'{name:<{wide}}' for name in table.columns)}".rstrip())
        for label, row in zip(group.labels, zip(*columns, strict=True), strict=True):
            print(f"{label:<{first}}  {'  '.join(f'{cell:<{wide}}' for cell in row)}".rstrip(), flush=True)
    print(flush=True)


def short() -> list[Line]:
    """Measure a few people of the kinds that are hardest to be fair to."""
    lines = []
    for kind, cards in (("iid", 2), ("spells", 4), ("waves", 4)):
        for name, life in lives.stable_lives(kind, 4.0, "at random", 3).items():
            lines.append(Line(f"{kind}, {name}: cards in the second year", [life.second], unit="a year", aim=cards))
            lines.append(Line(f"{kind}, {name}: cards within 28 days", [life.most], unit="at most", aim=1))
            lines.append(Line(f"{kind}, {name}: lines within 31 days", [life.most_lines], unit="at most", aim=3))
    people = 100
    for kind, most, two, three in (("iid", 0.8, 60, 90), ("spells", 0.9, 40, 60), ("bursts", 0.9, 55, 85)):
        false, doubled, tripled = rising.figures(PROGRAM, kind, 2.0, "at random", people)
        lines.append(Line(f"{kind}: false rises in the second year", [false], unit="a year", aim=most))
        lines += [_least(f"{kind}: doublings met", doubled, two), _least(f"{kind}: triplings met", tripled, three)]
    for kind in ("iid", "spells", "waves"):
        for name, each in intervals.held(kind, 4.0, "at random", 60).items():
            lines.append(_least(f"{kind}: coverage of {name}", each.share, 75 if name == "first 60" else 88))
    year = intervals.held("iid", 4.0, "more when bad", 30)["year"]
    lines.append(_least("iid, more when bad: coverage of a year", year.share, 85))
    for kind in ("iid", "bursts"):
        linked = link_stories.told_of_any(kind, 4.0, 40)
        lines.append(Line(f"{kind}: told of an idle link", [linked], unit="%", aim=20))
    pain = other_rules.pain_false("iid", 4.0, 50, 1.0)
    lines.append(Line("worse pain, sd 1, told without", [pain], unit="a year", aim=0.25))
    for what, asked in (("all", 1.0), ("no", 0.0)):
        growing = other_rules.growing_met("iid", 4.0, 20, "at once", asked)
        lines.append(_least(f"more and longer, {what} details: met", growing, 60))
    at_six = other_rules.supplement("iid", 4.0, 60, times=0.5, at_peak=False)[0]
    lines.append(Line("a supplement that halves, so called", [at_six], unit="%", aim=5))
    return lines


def _least(what: str, share: float, aim: float) -> Line:
    return Line(what, [share], unit="%", aim=aim, at_least=True)
