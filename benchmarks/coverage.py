"""How often the 95 % intervals hold the truth for stable people; beside it, plain Poisson intervals."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from benchmarks.measure import Findings, Line
from benchmarks.people.kinds import drawn_cramps
from cramp_journal.analysis.period import Period
from cramp_journal.analysis.rates import garwood, ratio_interval
from cramp_journal.analysis.summary import summary
from cramp_journal.analysis.trends import recent
from cramp_journal.model import NightFigures

PEOPLE = 2000
A_WEEK = (0.5, 1.0, 2.0, 4.0, 8.0)  # cramps
_NIGHTS = 112
_LAST = date(2026, 11, 21)
_NOW = Period.of_last(28, _LAST)
_EVENINGS = [_LAST - timedelta(days=back) for back in reversed(range(_NIGHTS))]
_KINDS = {
    "28/28": "ratio of 28 nights to the 28 before",
    "28/84": "ratio of 28 nights to the 84 before",
    "rate": "cramps a week over 28 nights",
}

Interval = tuple[float | None, float | None]


def measure(_rounds: int, _folder: Path) -> Findings:
    """Count, for 2,000 people at each rate, how often each interval holds the truth."""
    held: dict[tuple[str, float], tuple[list[bool], list[bool]]] = {}
    for a_week in A_WEEK:
        for nights in _journals(a_week):
            for kind, pair in _intervals(nights).items():
                both = held.setdefault((kind, a_week), ([], []))
                for (low, high), told in zip(pair, both, strict=True):
                    if low is not None and high is not None:
                        told.append(low <= (a_week if kind == "rate" else 1.0) <= high)
    lines = [
        _line(f"{name}, {a_week:g} cramps a week", *held[kind, a_week])
        for kind, name in _KINDS.items()
        for a_week in A_WEEK
    ]
    for kind, name in _KINDS.items():
        ours, plain = ([each for a in A_WEEK for each in held[kind, a][which]] for which in (0, 1))
        lines.append(_line(f"{name}, all of these", ours, plain))
    missing = 100 - 100 * sum(len(held["28/28", a][0]) for a in A_WEEK) / (PEOPLE * len(A_WEEK))
    return Findings(
        "COVERAGE of 95 % intervals in stable people (beside: plain Poisson)",
        lines,
        [
            f"{PEOPLE:,} people at each rate; standard error of a line 0.6 at most.",
            f"{missing:.0f} % of the first ratios are not given (no cramps before, too few nights): not counted.",
        ],
    )


def _line(what: str, ours: list[bool], plain: list[bool]) -> Line:
    return Line(what, [100 * float(np.mean(ours))], [100 * float(np.mean(plain))], unit="%", aim=93, at_least=True)


def _journals(a_week: float) -> Iterator[list[NightFigures]]:
    cramps, recorded = drawn_cramps(np.random.default_rng(int(10 * a_week)), PEOPLE, _NIGHTS, a_week)
    for counts, known in zip(cramps.tolist(), recorded.tolist(), strict=True):
        yield [
            NightFigures(evening, left_out=False, count=n, packed=";".join(["||||||"] * n))
            for evening, n, there in zip(_EVENINGS, counts, known, strict=True)
            if there
        ]


def _intervals(nights: list[NightFigures]) -> dict[str, tuple[Interval, Interval]]:
    """Give each interval as the program makes it, and as plain Poisson would."""
    found, whole = recent(nights, _LAST), summary(nights, _NOW)
    rate, change = whole.cramps_per_week, whole.change
    plain: dict[str, Interval] = dict.fromkeys(_KINDS, (None, None))
    if found.ratio is not None:
        plain["28/28"] = ratio_interval(found.now, found.before, found.recorded_now / found.recorded_before)
    if change.ratio is not None:
        plain["28/84"] = ratio_interval(found.now, change.cramps, found.recorded_now / change.recorded)
    if rate is not None:
        low, high = garwood(found.now, found.recorded_now)
        plain["rate"] = 7 * low, 7 * high
    return {
        "28/28": ((found.low, found.high), plain["28/28"]),
        "28/84": ((change.low, change.high), plain["28/84"]),
        "rate": ((rate.low, rate.high) if rate else (None, None), plain["rate"]),
    }
