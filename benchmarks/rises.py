"""How often stable people are told of a rise, and how often a true one is met: this journal's rule and others."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
from scipy.stats import t as student

from benchmarks.measure import Findings, Line
from benchmarks.people import Counts, Flags, Floats
from benchmarks.people.kinds import drawn_cramps
from cramp_journal.analysis.rises import APART, LIMIT, noticed

_PEOPLE = 1000  # at each rate, for each of stable, doubled and tripled
A_WEEK = (0.5, 1.0, 2.0, 4.0, 8.0)  # cramps
_NIGHTS = 730
_ONSET = (365, 545)  # a change begins on a night of the second year, at random
_MET = 56  # nights
_FIRST = date(2024, 11, 22).toordinal()
_DOUBLED = dict(zip(A_WEEK, (None, 50, 70, 80, 85), strict=True))  # % to be met: the aims
_TRIPLED = dict(zip(A_WEEK, (None, 85, 95, 98, 99), strict=True))
_HEIGHTS = (2.1, 2.3, LIMIT, 2.7, 3.0, 3.5)  # of the limit, tried for the frontier
_FRONTIER = 2.0  # cramps a week at which the frontier is drawn

Rule = Callable[[Counts, Flags], list[list[int]]]  # cramps and whether recorded -> for each person the nights it spoke


def measure(_rounds: int, _folder: Path) -> Findings:
    """Print prompts a stable person-year and the share of doublings and triplings met, for each rule."""
    rules: dict[str, Rule] = {
        "this journal's rule": _ours,
        "R6: 28 nights against the 84 before, p < 0.01": _against_84,
        "half as many again as the 28 before": _half_more,
        "Poisson p < 0.05 against the 28 before": _poisson,
    }
    lines: list[Line] = []
    notes = [f"{_PEOPLE:,} people a figure, two years each. False prompts a year / doublings / triplings met, in %:"]
    told = {name: [_figures(rule, a_week) for a_week in A_WEEK] for name, rule in rules.items()}
    for a_week, (false, doubled, tripled) in zip(A_WEEK, told["this journal's rule"], strict=True):
        lines += [
            Line(f"rising, {a_week:g} a week: prompts a stable year", [false], unit="a year", aim=0.5),
            _met_line(f"rising, {a_week:g} a week: doublings met", doubled, _DOUBLED[a_week]),
            _met_line(f"rising, {a_week:g} a week: triplings met", tripled, _TRIPLED[a_week]),
        ]
    for name, found in told.items():
        cells = "  ".join(f"{false:.2f}/{two:.0f}/{three:.0f}" for false, two, three in found)
        notes.append(f"{name:<48}{cells}")
    second = "  ".join(f"{_in_second_year(a_week):.2f}" for a_week in A_WEEK)
    season = "  ".join(f"{_in_season(a_week):.2f}" for a_week in A_WEEK)
    notes += [
        f"this journal's rule, the second year alone: {second} a year (it needs 84 logged nights before it speaks)",
        f"this journal's rule, where summer has twice the cramps of winter: {season} a year",
        f"The frontier at {_FRONTIER:g} a week, by the height of the limit ({LIMIT} is taken):",
        *(_on_frontier(height) for height in _HEIGHTS),
    ]
    return Findings("RISING at 0.5, 1, 2, 4 and 8 cramps a week", lines, notes)


def _met_line(what: str, met: float, aim: int | None) -> Line:
    return Line(what, [met], unit="%", aim=aim, at_least=True)


def _figures(rule: Rule, a_week: float) -> tuple[float, float, float]:
    """Give false prompts a year, and the share of doublings and of triplings met, in per cent."""
    chance = np.random.default_rng(int(10 * a_week))
    spoke = rule(*drawn_cramps(chance, _PEOPLE, _NIGHTS, a_week, alike=0))
    false = sum(len(each) for each in spoke) / (_PEOPLE * _NIGHTS / 365)
    return false, _met(rule, a_week, 2), _met(rule, a_week, 3)


def _met(rule: Rule, a_week: float, times: int) -> float:
    chance = np.random.default_rng(int(10 * a_week) + times)
    onset = chance.integers(*_ONSET, _PEOPLE)
    later = np.arange(_NIGHTS) >= onset[:, None]
    spoke = rule(*drawn_cramps(chance, _PEOPLE, _NIGHTS, a_week * np.where(later, times, 1), alike=0))
    met = [any(start <= night < start + _MET for night in each) for start, each in zip(onset, spoke, strict=True)]
    return 100 * float(np.mean(met))


def _in_second_year(a_week: float) -> float:
    spoke = _ours(*drawn_cramps(np.random.default_rng(int(10 * a_week)), _PEOPLE, _NIGHTS, a_week, alike=0))
    return sum(night >= _NIGHTS // 2 for each in spoke for night in each) / _PEOPLE


def _in_season(a_week: float) -> float:
    chance = np.random.default_rng(int(10 * a_week) + 7)
    phase = chance.random((_PEOPLE, 1))
    rate = a_week * (1 + np.cos(2 * np.pi * (np.arange(_NIGHTS) / 365 + phase)) / 3)
    spoke = _ours(*drawn_cramps(chance, _PEOPLE, _NIGHTS, rate, alike=0))
    return sum(len(each) for each in spoke) / (_PEOPLE * _NIGHTS / 365)


def _on_frontier(height: float) -> str:
    false, doubled, tripled = _figures(partial(_ours, height=height), _FRONTIER)
    return f"  {height:.1f}: {false:.2f} a year, {doubled:.0f} % of doublings, {tripled:.0f} % of triplings"


def _ours(cramps: Counts, recorded: Flags, height: float = LIMIT) -> list[list[int]]:
    found = []
    for counts, known in zip(cramps, recorded, strict=True):
        nights = np.flatnonzero(known)
        spoke = noticed(tuple((_FIRST + nights).tolist()), tuple(counts[nights].tolist()), height)
        found.append([int(nights[each.index]) for each in spoke])
    return found


def _window(values: Floats, nights: int, back: int = 0) -> Floats:
    """Sum over the last so many nights before `back`, for each night; not there where the window is not full."""
    total = np.cumsum(np.pad(values, ((0, 0), (1, 0))), axis=1)
    found = np.full(values.shape, np.nan)
    first = nights + back - 1
    ends = np.arange(first, values.shape[1]) - back + 1
    found[:, first:] = total[:, ends] - total[:, ends - nights]
    return found


def _apart(speaks: Flags, recorded: Flags, every: int = 1) -> list[list[int]]:
    """Keep of the looks at which a rule speaks the recorded ones, one in 56 nights."""
    found = []
    for row in speaks & recorded:
        nights, free = [], 0
        for night in np.flatnonzero(row).tolist():
            if night >= free and night % every == 0:
                nights.append(night)
                free = night + APART
        found.append(nights)
    return found


def _against_84(cramps: Counts, recorded: Flags) -> list[list[int]]:
    """R6 of the fact sheet: weekly look, 1.5 times, 3 cramp nights more, 70 % logged, one-sided p by weekly spread."""
    known, counts = recorded.astype(float), np.where(recorded, cramps, 0).astype(float)
    some = (counts > 0).astype(float)
    weeks = [(_window(counts, 7, 7 * w), _window(known, 7, 7 * w)) for w in range(16)]
    n1, n0 = _window(known, 28), _window(known, 84, 28)
    a, b = _window(counts, 28), _window(counts, 84, 28)
    chi, freedom = np.zeros(a.shape), 14
    with np.errstate(divide="ignore", invalid="ignore"):
        for mean, part in ((a / n1, weeks[:4]), (b / n0, weeks[4:])):
            for count, nights in part:
                chi += np.nan_to_num((count - nights * mean) ** 2 / (nights * mean))
        log = np.log((a / n1) / (np.maximum(b, 0.5) / n0))
        error = np.sqrt(np.maximum(1, chi / freedom) * (1 / (a + 0.5) + 1 / (b + 0.5)))
        more = 28 * (_window(some, 28) / n1 - _window(some, 84, 28) / n0)
        speaks = (student.sf(log / error, freedom) < 0.01) & (log >= np.log(1.5)) & (more >= 3)
    return _apart(speaks & (n1 >= 0.7 * 28) & (n0 >= 0.7 * 84), recorded, every=7)


def _half_more(cramps: Counts, recorded: Flags) -> list[list[int]]:
    counts = np.where(recorded, cramps, 0).astype(float)
    a, b = _window(counts, 28), _window(counts, 28, 28)
    return _apart((a >= 1.5 * b) & (a > 0), recorded)


def _poisson(cramps: Counts, recorded: Flags) -> list[list[int]]:
    """One-sided, of log ratio by its standard error."""
    counts = np.where(recorded, cramps, 0).astype(float)
    a, b = _window(counts, 28), _window(counts, 28, 28)
    speaks = (np.log((a + 0.5) / (b + 0.5)) / np.sqrt(1 / (a + 0.5) + 1 / (b + 0.5))) > 1.645
    return _apart(speaks, recorded)
