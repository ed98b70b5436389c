"""How many stable people are told of a link to something idle, and how many are told of one that is there."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np

from benchmarks.measure import Findings, Line
from benchmarks.people import Counts, Flags, Floats
from benchmarks.people.kinds import drawn_cramps
from cramp_journal.analysis.effects import STRATUM
from cramp_journal.analysis.factors import Exposure, effects_of
from cramp_journal.analysis.period import Period
from cramp_journal.analysis.rates import spread
from cramp_journal.model import NightFigures
from cramp_journal.words import FactorKind, Verdict

_PEOPLE = 500  # in each line
_NIGHTS = 364
_LAST = date(2026, 11, 21)
_RATES = (1.0, 2.0, 4.0, 8.0)  # cramps a week
_CLEAR = (Verdict.MORE, Verdict.FEWER)


def measure(_rounds: int, _folder: Path) -> Findings:
    """Tell people of links: stable ones, ones with a season, and ones of whom one factor doubles the cramps."""
    lines = [
        Line(f"stable, {a_week:g} cramps a week: told of any link", [_told(a_week)], unit="%", aim=10)
        for a_week in _RATES
    ]
    lines.append(Line("a season doubles cramps, 4 a week: told of any", [_told(4, season=True)], unit="%", aim=10))
    lines += [
        Line(f"one factor doubles cramps, {a_week:g} a week: told of it", [_told(a_week, doubles=True)], unit="%")
        for a_week in (2.0, 4.0)
    ]
    return Findings(
        "LINKS told to people with 12 things logged for a year",
        lines,
        [
            f"{_PEOPLE} people a line. The 12 are idle: eight drawn anew each night (5 to 70 % of nights), three that",
            "come in runs of 3, 7 and 30 nights, and cold rooms by season; in the same night and in the night after.",
        ],
    )


def _told(a_week: float, *, season: bool = False, doubles: bool = False) -> float:
    """Give the share of people, in per cent, who are told of a link (with `doubles`: of the one that is there)."""
    chance = np.random.default_rng(int(100 * a_week) + season + 2 * doubles)
    cramps, recorded = drawn_cramps(chance, _PEOPLE, _NIGHTS, a_week)
    if season:
        days = np.arange(_NIGHTS) / 365
        cramps = chance.binomial(cramps, (1 + np.cos(2 * np.pi * days) / 3) / (4 / 3))
    told = 0
    for person in range(_PEOPLE):
        columns = _idle(chance)
        counts = cramps[person]
        if doubles:  # nights with the first of them have as many cramps again
            counts = counts + np.where(columns[0] == 1, chance.permutation(cramps[person]), 0)
        told += _is_told(counts, recorded[person], columns, only_first=doubles)
    return 100 * told / _PEOPLE


def _idle(chance: np.random.Generator) -> list[Floats]:
    shares = (0.3, 0.5, 0.05, 0.1, 0.2, 0.4, 0.6, 0.7)
    columns = [(chance.random(_NIGHTS) < share).astype(float) for share in shares]
    for run in (3, 7, 30):
        turns = chance.random(_NIGHTS) < 1 / run
        columns.append((np.cumsum(turns) % 2).astype(float))
    warmth = 4 * np.cos(2 * np.pi * np.arange(_NIGHTS) / 365) + chance.standard_normal(_NIGHTS)
    low, high = np.quantile(warmth, [1 / 3, 2 / 3])
    columns.append(np.where(warmth < low, 1.0, np.where(warmth <= high, 0.0, np.nan)))
    return columns


def _is_told(cramps: Counts, recorded: Flags, columns: list[Floats], *, only_first: bool) -> bool:
    days = (_LAST.toordinal() - _NIGHTS + 1 + np.arange(_NIGHTS))[recorded]
    counts = cramps[recorded]
    figures = [
        NightFigures(date.fromordinal(day), left_out=False, count=count, packed="")
        for day, count in zip(days.tolist(), counts.tolist(), strict=True)
    ]
    lasts = [_LAST - timedelta(days=STRATUM * back) for back in range(_NIGHTS // STRATUM)]
    how_spread = spread(figures, [Period.of_last(STRATUM, last) for last in lasts], run_on=1)
    found = [Exposure(str(i), FactorKind.OWN, column[recorded]) for i, column in enumerate(columns)]
    effects = effects_of(days, counts.astype(float), found, _LAST, how_spread)
    return any(each.verdict in _CLEAR and (not only_first or (each.factor, each.lag) == ("0", 0)) for each in effects)
