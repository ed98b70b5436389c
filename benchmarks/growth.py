"""Cramps that last longer, and cramps that grow in both ways: how often each rule speaks, and when it stays silent."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from benchmarks.measure import Findings, Line
from benchmarks.people import Flags, Floats
from benchmarks.people.kinds import drawn_cramps
from cramp_journal.advice.change_rules import growing_unexplained, lengthening
from cramp_journal.analysis.rises import APART
from cramp_journal.model import CrampFigures, NightFigures

_PEOPLE = 200  # a line
_NIGHTS, _ONSET = 730, 500  # the change begins on a night of the second year
_FIRST = date(2024, 11, 22)
_RATES = (2.0, 4.0, 8.0)  # cramps a week
_TEN_WEEKS, _TWELVE = 70, 84  # nights
_SIGMA = 0.5  # of the logarithm of a length: half of one's cramps lie between 0.7 and 1.4 times the median
_CHIPS = np.array([30, 120, 360, 900])  # what the rough answers store
_COLD, _HARD = 2.5, 2.0  # times as many cramps on cold nights, and after hard days


@dataclass(frozen=True)
class _Drawn:
    """People, night by night: cramps, recorded or not, the median length in seconds, and cold and hard nights."""

    cramps: np.ndarray[tuple[int, int], np.dtype[np.int64]]
    recorded: Flags
    median: Floats
    cold: Flags
    hard: Flags


def measure(_rounds: int, _folder: Path) -> Findings:
    """Print how often each rule is right and wrong, at 2, 4 and 8 cramps a week."""
    lines = []
    for a_week in _RATES:
        for rough in (False, True):
            how = ", by the four rough answers" if rough else ""
            name, false = f"lengthening, {a_week:g} a week{how}", _lengthened(a_week, 120, rough=rough)
            lines.append(Line(f"{name}: prompts a stable year", [false], unit="a year", aim=0.3))
            met = _lengthened(a_week, 300, rough=rough)
            lines.append(_share(f"{name}: from 2 to 5 minutes, met", met, 80))
    for a_week in _RATES:
        silent = 100 - _unexplained(a_week, explained=True)
        lines.append(_share(f"growing, {a_week:g} a week: cold and hard days made it; silent", silent, 90))
        lines.append(_share(f"growing, {a_week:g} a week: twice as many; told", _unexplained(a_week)))
    return Findings(
        "LENGTHENING and GROWING UNEXPLAINED",
        lines,
        [
            f"{_PEOPLE} people a line. Longer is looked at weekly and met within 10 weeks, growing daily within 12.",
            "Lengths are log-normal (sigma 0.5), rounded to 10 seconds or to the middle of the four rough answers.",
        ],
    )


def _share(what: str, share: float, aim: float | None = None) -> Line:
    return Line(what, [share], unit="%", aim=aim, at_least=True)


def _lengthened(a_week: float, then: int, *, rough: bool) -> float:
    """Give prompts a stable year (where nothing changes), or the share in which a change was met, in per cent."""
    chance = np.random.default_rng(int(10 * a_week) + then + rough)
    cramps, recorded = drawn_cramps(chance, _PEOPLE, _NIGHTS, a_week, alike=0)
    later = np.arange(_NIGHTS) >= _ONSET
    median = np.broadcast_to(np.where(later, then, 120.0), cramps.shape)
    none = np.zeros(cramps.shape, dtype=bool)
    drawn = _Drawn(cramps, recorded, median, none, none)
    first = _ONSET if then > 120 else 0
    spoke = 0
    for person in range(_PEOPLE):
        nights, free = _nights(chance, drawn, person, rough=rough), first
        for look in range(first, first + _TEN_WEEKS if then > 120 else _NIGHTS, 7):
            if look >= free and lengthening(nights, _FIRST + timedelta(days=look)):
                spoke, free = spoke + 1, look + (APART if then == 120 else _NIGHTS)
    return 100 * spoke / _PEOPLE if then > 120 else spoke / (_PEOPLE * _NIGHTS / 365)


def _unexplained(a_week: float, *, explained: bool = False) -> float:
    """Give the share of people of whom it is said within 12 weeks that cramps grow without a reason, in per cent."""
    chance = np.random.default_rng(int(10 * a_week) + explained)
    later = np.broadcast_to(np.arange(_NIGHTS) >= _ONSET, (_PEOPLE, _NIGHTS))
    cold = chance.random(later.shape) < np.where(later & explained, 0.7, 0.2)
    hard = chance.random(later.shape) < np.where(later & explained, 0.5, 0.15)
    factor = np.where(cold, _COLD, 1) * np.where(hard, _HARD, 1)
    rate = a_week * factor / ((1 + 0.2 * (_COLD - 1)) * (1 + 0.15 * (_HARD - 1)))
    rate = rate * np.where(later & (not explained), 2, 1)
    cramps, recorded = drawn_cramps(chance, _PEOPLE, _NIGHTS, rate, alike=0)
    drawn = _Drawn(cramps, recorded, np.where(later, 300.0, 120.0), cold, hard)
    told = 0
    for person in range(_PEOPLE):
        nights = _nights(chance, drawn, person, rough=False)
        looks = range(_ONSET, _ONSET + _TWELVE)
        told += any(growing_unexplained(nights, _FIRST + timedelta(days=look)) for look in looks)
    return 100 * told / _PEOPLE


def _nights(chance: np.random.Generator, drawn: _Drawn, person: int, *, rough: bool) -> list[NightFigures]:
    made = []
    for night in np.flatnonzero(drawn.recorded[person]).tolist():
        lengths = drawn.median[person, night] * np.exp(_SIGMA * chance.standard_normal(drawn.cramps[person, night]))
        if rough:
            lengths = _CHIPS[np.searchsorted([60, 180, 600], lengths)]
        made.append(
            NightFigures.of(
                _FIRST + timedelta(days=night),
                [CrampFigures(max(10, int(10 * round(length / 10)))) for length in lengths],
                legs_felt_cold=bool(drawn.cold[person, night]),
                exercise="hard" if drawn.hard[person, night] else "light",
                posture="back" if chance.random() < 0.5 else "left_side",
            )
        )
    return made
