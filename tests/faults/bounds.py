"""Journals, periods and dates at the edge of sense: each question is answered soon and within a bound on memory.

What counts as soon is work, not the clock on the wall: other programs may be busy too. What starting the program and
doing the same with a small journal takes is not counted.
"""

import json
import os
import resource
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cramp_journal.words import Answer, Rule, SignKind
from tests.builders import a_full_journal, journal_values, night_values, written_past_the_program
from tests.faults.children import Acks, Ended, calling, forked, measured
from tests.faults.kinds import Trial, fault

MEMORY = 512  # MB at the most, the libraries of the program among them
SECONDS, SLACK = 2.0, 2.0  # of work beyond what a small journal takes; a slow computer is given twice that
LAST = date(2026, 11, 20)
EVER = "0001-01-01..9999-12-31"
PAST_SENSE = "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"
QUESTIONS: dict[str, tuple[str, ...]] = {
    "summary": ("summary", "--period", EVER),
    "factors": ("factors", "--period", EVER),
    "prompts": ("prompts",),
    "report": ("report", "out.pdf", "--period", EVER, "--nights", "--notes"),
    "json": ("export", "out.json"),
    "csv": ("export", "out.csv"),
    "xlsx": ("export", "out.xlsx"),
    "fhir": ("export", "out.fhir.json"),
}
_FEW = ("factors", "report", "fhir")  # those asked where there is little time
Values = dict[str, Any]


def nights(count: int, **fields: Callable[[int], Any]) -> list[Values]:
    """Give nights up to the last, with so many cramps in turn, and fields that follow from their number."""
    return [
        night_values(LAST - timedelta(days=count - 1 - n), n % 3, **{name: make(n) for name, make in fields.items()})
        for n in range(count)
    ]


def _course(n: int) -> Values:
    return {"substance": f"remedy {n}", "kind": "medicine", "start": (LAST - timedelta(days=n % 300)).isoformat()}


def _sign(n: int) -> Values:
    day = LAST - timedelta(days=n % 60)
    return {"sign": [*SignKind][n % len(SignKind)], "noted_on": day.isoformat(), "note": f"note {n}"}


def _prompt(n: int) -> Values:
    answer = [*Answer][n % len(Answer)]
    return {"rule": [*Rule][n % len(Rule)], "raised_on": (LAST - timedelta(days=n % 999)).isoformat(), "answer": answer}


# What makes a journal of a size; the size of the whole table, and that of the short one.
LOADS: dict[str, tuple[Callable[[int], Values], int, int]] = {
    "courses": (lambda size: {"nights": nights(60), "courses": [_course(n) for n in range(size)]}, 2_000, 500),
    "own factors, never named": (
        lambda size: {"nights": nights(60), "factors": [{"name": f"factor {n}"} for n in range(size)]},
        *(19_000, 1_000),
    ),
    "own factors, each named once": (
        lambda size: {"nights": nights(size // 50, factors=lambda n: [f"factor {50 * n + k}" for k in range(50)])},
        *(19_000, 1_000),
    ),
    "things taken, each once": (
        lambda size: {
            "nights": nights(size // 50, intakes=lambda n: [{"substance": f"pill {50 * n + k}"} for k in range(50)])
        },
        *(19_000, 500),
    ),
    "signs ticked": (lambda size: {"nights": nights(60), "signs": [_sign(n) for n in range(size)]}, 19_900, 500),
    "prompts answered": (
        lambda size: {"nights": nights(60), "prompts": [_prompt(n) for n in range(size)]},
        *(19_900, 500),
    ),
    "letters in the note of each night": (
        lambda size: {"nights": nights(365, note=lambda n: f"{n} {'word é 夜 ' * size}"[:size])},
        *(20_000, 400),
    ),
    "nights entered at the edges of time": (
        lambda size: {"nights": nights(size, entered_at=lambda n: PAST_SENSE[n % 2])},
        *(60, 30),
    ),
    "nights in 1900, and this year": (
        lambda size: {"nights": [night_values(date(1900, 1, 1 + n), 1) for n in range(20)] + nights(size)},
        *(60, 30),
    ),
}


def made(values: Values) -> bytes:
    """Give the bytes of a journal."""
    empty: Values = {name: [] for name in ("courses", "factors", "nights", "signs", "prompts")}
    with TemporaryDirectory() as folder, a_full_journal(Path(folder), journal_values(**empty | values)) as journal:
        journal.close()
        return journal.file.read_bytes()


@cache
def _small() -> bytes:
    return made({"nights": nights(60)})


# ---------------------------------------------------------------- what a call takes
def asked(folder: Path, question: tuple[str, ...], *, alone: bool) -> tuple[Ended, float, int]:
    """Call the program on the journal in a folder; give its end, seconds of work, and MB at its peak.

    It is called in a process of its own (`alone`), as a person would, or in a fork of this one.
    """
    words = [str(folder / each) if each.startswith("out.") else each for each in question]
    arguments = ("--journal", str(folder / "journal.sqlite"), *words)
    if not alone:
        cost = folder / "cost"

        def job(acks: Acks) -> int | None:
            before = resource.getrusage(resource.RUSAGE_SELF)
            status = calling(*arguments)(acks)
            used = resource.getrusage(resource.RUSAGE_SELF)
            worked = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
            cost.write_text(json.dumps([worked, used.ru_maxrss // 1024]), encoding="ascii")
            return status

        ended = forked(job)
        seconds, peak = json.loads(cost.read_text(encoding="ascii")) if cost.exists() else (0.0, 0)
        return ended, seconds, peak
    return measured(*arguments)


def answered(trial: Trial, journal: bytes, questions: dict[str, tuple[str, ...]], *, sentences: bool = False) -> None:
    """See that each question is answered soon; by a sentence, too, where that may be (`sentences`)."""
    worst, peak = 0.0, 0
    for name, question in questions.items():
        folder, small = trial.folder(), trial.folder()
        (folder / "journal.sqlite").write_bytes(journal)
        (small / "journal.sqlite").write_bytes(_small())
        trial.outcome.tries += 1
        usual = question if "--as-of" not in question else question[: question.index("--as-of")]
        _ended, least, _peak = asked(small, usual, alone=not trial.short)
        ended, seconds, memory = asked(folder, question, alone=not trial.short)
        trial.done_or_refused(ended) if sentences else trial.done(ended)
        seconds -= least
        worst, peak = max(worst, seconds), max(peak, memory)
        if seconds > SECONDS * SLACK:
            trial.wrong(f"{name}: it took {seconds:.1f} s beyond what a small journal takes")
        if memory > MEMORY:
            trial.wrong(f"{name}: it took {memory} MB of memory: more than {MEMORY}")
        if len(ended.out) > 1_000_000 or len(ended.out.splitlines()) > 1_000:
            trial.wrong(f"{name}: {len(ended.out):,} letters were said: nobody reads that")
    trial.outcome.way = f"{max(0.0, worst):.1f} s and {peak} MB at the most"


def _load(name: str) -> Callable[[Trial], None]:
    make, whole, short = LOADS[name]

    def act(trial: Trial) -> None:
        chosen = {each: QUESTIONS[each] for each in (_FEW if trial.short else QUESTIONS)}
        answered(trial, made(make(short if trial.short else whole)), chosen)

    return act


for _name, (_make, _whole, _size) in LOADS.items():
    fault("57", f"bounds: {_whole:,} {_name}")(_load(_name))


@fault("57", "bounds: from the first day of the calendar to its last, seen from each")
def _edges(trial: Trial) -> None:
    days = ("0001-01-01", "0001-01-02", "9999-12-31")
    asks: tuple[tuple[str, ...], ...] = (
        ("summary",),
        ("summary", "--period", "all"),
        ("summary", "--period", EVER),
        ("factors",),
        ("factors", "--period", "9999y"),
        ("prompts",),
        ("report", "out.pdf", "--period", "all", "--nights"),
    )
    every = [(*ask, "--as-of", day) for day in days for ask in asks]
    chosen = every[2:7:2] if trial.short else every
    answered(trial, _small(), {" ".join(each): each for each in chosen}, sentences=True)


@fault("57", "bounds: five hundred years, and eight thousand, between two nights")
def _gaps(trial: Trial) -> None:
    for first in ("1526-03-04", "0001-01-01")[: 1 if trial.short else 2]:
        folder = trial.folder()
        (folder / "journal.sqlite").write_bytes(_small())
        oldest = (LAST - timedelta(days=59)).isoformat()
        statement = f"UPDATE night SET evening = '{first}' WHERE evening = '{oldest}'"
        written_past_the_program(folder / "journal.sqlite", statement)
        answered(trial, (folder / "journal.sqlite").read_bytes(), {each: QUESTIONS[each] for each in _FEW})


@fault("57", "bounds: what is no file as a place to write to")
def _places(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        (folder / "journal.sqlite").write_bytes(_small())
        os.mkfifo(folder / "pipe.pdf")
        (folder / "folder.pdf").mkdir()
        (folder / "link.pdf").symlink_to("/dev/full")
        for place in ("pipe.pdf", "folder.pdf", "link.pdf"):
            ended = forked(calling("--journal", folder / "journal.sqlite", "report", folder / place))
            trial.refused(ended, must="cannot be written")
