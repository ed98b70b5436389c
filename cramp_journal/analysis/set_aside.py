"""Whether a rise remains after allowing for cold, for exercise and tiredness, and for posture.

Each of the last 56 nights is compared only with similar nights of the year before: equally cold, equally tiring, and
slept in the same posture. What is left is a Mantel–Haenszel ratio over these kinds of nights (Greenland and Robins
1985), with an interval that allows for cramps coming in runs. If colder nights and harder days made the rise, similar
nights have as many cramps as before: the ratio is near 1, and far from the plain ratio of the same nights. Both share
the chance of these nights, so they are compared with one another. The definition of "remains" is this journal's own:
like nights have half as many cramps again, and the logarithm of their ratio keeps 90 % of that of the plain one.
`python -m benchmarks people --tables growing` prints how often it raises a prompt.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from cramp_journal.analysis.effects import Effect, stratum_counts
from cramp_journal.analysis.period import YEAR, Period, counted_in
from cramp_journal.analysis.rates import spread
from cramp_journal.model import NightFigures, detail_columns
from cramp_journal.words import Exercise, Posture

RECENT = 56  # nights
KNOWN = 0.5  # share of nights on both sides that must be known: what was not logged cannot be allowed for
STILL_THERE = 0.9  # of the logarithm of the plain ratio
REMAINS = 1.5  # times as many among like nights, as in a rise
_COLDEST = 1 / 3  # of the person's own nights
_UNKNOWN = 2


@dataclass(frozen=True)
class SetAside:
    """The rise among similar nights: its ratio with a 95 % interval, and the nights on both sides that were matched.

    `plain` is the ratio of all these nights, alike or not.
    """

    effect: Effect
    plain: float
    nights: int
    nights_before: int

    @property
    def remains(self) -> bool:
        """Whether the rise is still there."""
        return self.effect.ratio >= max(REMAINS, math.pow(self.plain, STILL_THERE))


def set_aside(nights: Sequence[NightFigures], last: date) -> SetAside | None:
    """Compare the last 56 nights with similar nights of the year before.

    Returns:
        The ratio, or None if cold, exercise or posture is known for fewer than half of the nights on either side, or if
            there are too few similar nights.
    """
    recent = Period.of_last(RECENT, last)
    year = recent.before(YEAR)
    counted = counted_in(nights, Period(year.first, last))
    if not counted:
        return None
    now = np.array([night.evening in recent for night in counted])
    found = (_cold(counted), _effort(counted), _posture(counted))
    for codes in found:
        known = codes != _UNKNOWN
        if not all(known[side].sum() >= KNOWN * side.sum() > 0 for side in (now, ~now)):
            return None
    kind = (found[0] * 3 + found[1]) * 3 + found[2]
    cramps = np.array([night.count for night in counted], dtype=float)
    counts = stratum_counts(kind, cramps, now.astype(float))
    effect = counts.effect(spread(nights, (recent, year)))
    plain = cramps[now].mean() / cramps[~now].mean() if cramps[~now].any() else math.inf
    return SetAside(effect, float(plain), *counts.compared) if effect else None


def _cold(nights: Sequence[NightFigures]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Mark cold nights as 1, others as 0: cold legs, no cover, or a room as cold as in the coldest third of them."""
    details = detail_columns(nights)
    rooms = np.array([float(text or "nan") for text in details.room_temperature_c])
    known = rooms[~np.isnan(rooms)]
    cold = np.zeros(len(rooms), dtype=bool)
    if len(known):
        limit = np.quantile(known, _COLDEST)
        with_it = (known <= limit).mean() - _COLDEST < _COLDEST - (known < limit).mean()  # many are exactly as cold
        cold = rooms <= limit if with_it else rooms < limit
    return np.array(
        [
            _UNKNOWN if not legs + cover + room else int("1" in (legs, cover) or is_cold)
            for legs, cover, room, is_cold in zip(
                details.legs_felt_cold, details.no_cover, details.room_temperature_c, cold, strict=True
            )
        ]
    )


def _effort(nights: Sequence[NightFigures]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Mark tiring days as 1, others as 0: hard exercise, a day on one's feet, or overtired."""
    details = detail_columns(nights)
    return np.array(
        [
            _UNKNOWN if not exercise + feet + tired else int(exercise == Exercise.HARD or "1" in (feet, tired))
            for exercise, feet, tired in zip(details.exercise, details.on_feet_all_day, details.overtired, strict=True)
        ]
    )


def _posture(nights: Sequence[NightFigures]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Mark nights on the back or front as 1, others as 0: lying like this leaves the calf slack."""
    slack = (Posture.BACK, Posture.FRONT)
    return np.array([_UNKNOWN if not each else int(each in slack) for each in detail_columns(nights).posture])
