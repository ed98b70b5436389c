"""EXPERIMENTS: trials on oneself of people of many kinds, with nothing to find and with a halving.

`--short` asks a few people only, as `make test` does.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.measure import Findings, Line
from benchmarks.people.habits import HABITS
from benchmarks.people.kinds import KINDS
from benchmarks.people.trials import (
    Acts,
    done_on,
    false_verdicts,
    keeps,
    pooled_false,
    promises,
    shares,
    trials,
    whole_nights,
)
from cramp_journal.analysis.experiments.designs import Design, blocks, single_nights
from cramp_journal.analysis.experiments.rules import HALF_LIFE
from cramp_journal.trial_words import TrialKind

A_WEEK = (1.0, 2.0, 4.0, 8.0)
SINGLE = Design(TrialKind.SINGLE_NIGHTS, 168)
BLOCKS = blocks()[0]
_FEW, _MANY = 600, 2000  # trials
_PLANNED = ("iid", "heavy tail", "spells", "only spells", "bursts", "waves", "Saturday")
_PEOPLE, _TRIES = 20, 400  # who plan; trials that each of them invents: the program itself invents 2,000

Cell = Callable[[str, float], str]


def measure(_rounds: int, _folder: Path, size: str = "subset") -> Findings:
    """Print the tables, each row as soon as it is measured."""
    if size == "short":
        return Findings("EXPERIMENTS, a few of them, with loose bounds", short())
    began, number = time.monotonic(), 10_000 if size == "full" else _MANY
    people = 4 * _PEOPLE if size == "full" else _PEOPLE
    _table(
        "FALSE verdicts, %, of what does nothing: 24 weeks of single nights / 48 weeks of blocks",
        KINDS,
        partial(_false, number),
    )
    for kind in ("iid", "spells"):
        _table(
            f"FALSE verdicts, %, {kind}, by how nights are logged",
            (*HABITS, "with it always"),
            partial(_false_habit, kind, number),
        )
    _table(
        "COVERAGE of 95 % intervals, %: single nights, 12 weeks, of 1 / of 0.5; 24 weeks, 1 / 0.5; blocks, 1",
        KINDS,
        partial(_coverage, number // 2),
    )
    _table(
        "POWER, %, single nights: promised / kept, in the median weeks; o offered, n not now, r refused, % of people",
        _PLANNED,
        partial(_power, single_nights(), 0.0, people, number),
    )
    _table(
        "POWER, %, blocks with a half-life of 5 nights: promised / kept, as above",
        _PLANNED,
        partial(_power, blocks(), HALF_LIFE, people, number),
    )
    for kind in ("iid", "spells", "bursts"):
        _table(
            f"HARD, 24 weeks of single nights, {kind}, a halving: fewer / more, % / coverage of 0.5, %",
            _HARD,
            partial(_hard, kind, number),
        )
    _table(
        "POOLED, 24 weeks each, false, %: first / the two together after an inconclusive first / either",
        ("iid", "spells", "bursts"),
        partial(_pooled, number),
    )
    return Findings(f"EXPERIMENTS took {time.monotonic() - began:.0f} s", [])


def _table(title: str, rows: Iterable[str], cell: Cell) -> None:
    rows = tuple(rows)
    first = max(map(len, rows))
    print(title)
    for number, row in enumerate(rows):
        cells = [cell(row, a_week) for a_week in A_WEEK]
        wide = max(24, *map(len, cells)) + 2
        if not number:
            heads = "".join(f"{f'{a_week:g} a week':<{wide}}" for a_week in A_WEEK)
            print(f"{'':{first}}  {heads}".rstrip())
        print(f"{row:<{first}}  {''.join(f'{each:<{wide}}' for each in cells)}".rstrip(), flush=True)
    print(flush=True)


def _false(number: int, kind: str, a_week: float) -> str:
    return " / ".join(f"{false_verdicts(kind, a_week, design, number):.1f}" for design in (SINGLE, BLOCKS))


def _false_habit(kind: str, number: int, habit: str, a_week: float) -> str:
    return " / ".join(f"{false_verdicts(kind, a_week, design, number, habit):.1f}" for design in (SINGLE, BLOCKS))


def _coverage(number: int, kind: str, a_week: float) -> str:
    found = [
        shares(trials(kind, a_week, design, number, keeps(halves / 2), seed="covers").holds(halves))
        for design in (Design(TrialKind.SINGLE_NIGHTS, 84), SINGLE)
        for halves in (2, 1)
    ]
    found.append(shares(trials(kind, a_week, BLOCKS, number, keeps(1.0), seed="covers").holds(2)))
    return "/".join(f"{each:.0f}" for each in found)


def _power(designs: Sequence[Design], half_life: float, people: int, number: int, kind: str, a_week: float) -> str:
    kept = promises(kind, a_week, tuple(designs), people, number, half_life, _TRIES)
    offers = " ".join(f"{name[0]}{share:.0f}" for name, share in sorted(kept.offers.items(), key=lambda each: -each[1]))
    return f"{kept.promised:.0f} / {kept.kept:.0f}, {kept.weeks:.0f} w, {offers}"


_HARD: dict[str, tuple[Acts, str]] = {
    "done as planned": (keeps(0.5), "at random"),
    "done on 70 % of nights with it": (done_on(0.7), "at random"),
    "logged more when bad": (keeps(0.5), "more when bad"),
    "logged more when good": (keeps(0.5), "more when good"),
    "only cramp nights logged": (keeps(0.5), "only cramp nights"),
    "carried over, half-life 1 night": (keeps(0.5, 1.0), "at random"),
    "carried over, half-life 5 nights": (keeps(0.5, 5.0), "at random"),
    "half of the nights, whole": (whole_nights, "at random"),
}


def _hard(kind: str, number: int, story: str, a_week: float) -> str:
    acts, habit = _HARD[story]
    drawn = trials(kind, a_week, SINGLE, number, acts, habit, story)
    fewer, more = drawn.verdicts()
    return f"{shares(fewer):.0f} / {shares(more):.1f} / {shares(drawn.holds(1)):.0f}"


def _pooled(number: int, kind: str, a_week: float) -> str:
    return " / ".join(f"{each:.1f}" for each in pooled_false(kind, a_week, SINGLE, number))


def short() -> list[Line]:
    """Measure a few trials of the kinds that are hardest to be fair to."""
    lines = []
    for kind in ("iid", "spells", "Saturday"):
        false = false_verdicts(kind, 4.0, SINGLE, _FEW)
        lines.append(Line(f"{kind}: false verdicts of single nights", [false], unit="%", aim=8))
        held = shares(trials(kind, 4.0, SINGLE, _FEW, keeps(0.5), seed="covers").holds(1))
        lines.append(Line(f"{kind}: coverage of a halving", [held], unit="%", aim=91, at_least=True))
    lines.append(
        Line("spells: false verdicts of blocks", [false_verdicts("spells", 4.0, BLOCKS, _FEW)], unit="%", aim=6)
    )
    false = false_verdicts("iid", 4.0, SINGLE, _FEW, "more when bad")
    lines.append(Line("iid, more when bad: false verdicts", [false], unit="%", aim=8))
    for kind in ("iid", "spells"):
        kept = promises(kind, 4.0, single_nights(), 12, _FEW, tries=200)
        lines.append(
            Line(f"{kind}: promised beyond what is kept", [abs(kept.promised - kept.kept)], unit="points", aim=9)
        )
    return lines
