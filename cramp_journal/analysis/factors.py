"""What went with cramps: each factor, supplement and medicine, in the same night and in the night after."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cramp_journal.analysis.effects import FEWEST, STRATUM, Effect, adjusted, stratum_counts
from cramp_journal.analysis.period import Period, counted_in
from cramp_journal.analysis.rates import Spread, spread
from cramp_journal.analysis.tallies import counted
from cramp_journal.model import NightFigures, Values
from cramp_journal.words import YES_NO_FACTORS, Exercise, FactorKind, Posture, Verdict

LEVEL = 0.05  # the share of reported links that may be chance
MOST_COMPARED = 300  # of the person's own factors, and of what was taken: more would be a list, not a finding
LAGS = (0, 1)  # nights: 0 is the same night, 1 the night after
_ALONE = Spread(1.0, math.inf)

Series = NDArray[np.float64]  # one number per night: 1 with, 0 without, NaN unknown


@dataclass(frozen=True)
class Exposure:
    """Something that may go with cramps, and the nights on which it was present."""

    name: str
    kind: FactorKind
    column: Series
    limit: float | None = None  # °C: the limit of the middle third of the person's own room temperatures


@dataclass(frozen=True)
class FactorEffect:
    """Cramps on nights with a factor against nights without it.

    The nights are those whose cramps are counted. `lag` is 0 for the same night, 1 for the night after. `compared_*`
    count the nights of four-week strata that have both kinds: only they are informative, and without enough of them
    there is no ratio.
    """

    factor: str
    kind: FactorKind
    lag: int
    limit: float | None
    nights_with: int
    nights_without: int
    cramps_with: int
    cramps_without: int
    compared_with: int
    compared_without: int
    effect: Effect | None
    adjusted_p: float | None
    evenings: tuple[date, ...]  # the nights with the factor

    @property
    def verdict(self) -> Verdict:
        """What the comparison can say."""
        if min(self.compared_with, self.compared_without) < FEWEST:
            return Verdict.TOO_FEW_NIGHTS
        if self.effect is None or self.adjusted_p is None or self.adjusted_p > LEVEL:
            return Verdict.NO_CLEAR_LINK
        return Verdict.MORE if self.effect.ratio > 1 else Verdict.FEWER


def factor_effects(nights: Sequence[Values], figures: Sequence[NightFigures], period: Period) -> list[FactorEffect]:
    """Compare everything in a period that was logged both ways: clear links first, then by the number of nights.

    `nights` are in the exchange form, oldest first; `figures` are the figures of the same nights.
    """
    inside = counted(nights, period)
    if not inside:
        return []
    days = np.array([_evening(night).toordinal() for night in inside])
    cramps = np.array([len(night["cramps"]) for night in inside], dtype=float)
    strata = _strata(period, days)
    how_spread = spread(counted_in(figures, period), strata, run_on=1) if strata else _ALONE
    return effects_of(days, cramps, exposures(inside), period.last, how_spread)


def effects_of(
    days: NDArray[np.int64], cramps: Series, found: Sequence[Exposure], last: date, how_spread: Spread
) -> list[FactorEffect]:
    """Compare each exposure at each lag.

    Args:
        days: The evenings as ordinals, ascending.
        cramps: The number of cramps of each night.
        found: The exposures, with one value per night.
        last: The last evening of the period.
        how_spread: How much cramps cluster.

    Returns:
        The effects, with p adjusted for all of them together.
    """
    # Only strata with nights get a number: over thousands of years, most have none.
    _four_weeks, stratum = np.unique((last.toordinal() - days) // STRATUM, return_inverse=True)
    after = np.concatenate([[False], np.diff(days) == 1]) if len(days) else np.zeros(0, dtype=bool)
    dates = np.array([date.fromordinal(int(day)) for day in days], dtype=object)
    made = []
    for each in found:
        for lag in LAGS:
            column = each.column
            if lag:
                column = np.full(len(days), np.nan)
                column[after] = each.column[:-1][after[1:]]
            counted = stratum_counts(stratum, cramps, column)
            with_it, without = column == 1, column == 0
            if not with_it.any() or not without.any():
                continue
            compared = counted.compared
            effect = counted.effect(how_spread) if min(compared) >= FEWEST else None
            evenings = tuple(dates[with_it])
            made.append(
                FactorEffect(
                    *(each.name, each.kind, lag, each.limit),
                    *(int(with_it.sum()), int(without.sum())),
                    *(int(cramps[with_it].sum()), int(cramps[without].sum())),
                    *compared,
                    effect,
                    None,
                    evenings,
                )
            )
    return sorted(_judged(made), key=_order)


def _judged(made: Sequence[FactorEffect]) -> list[FactorEffect]:
    """Adjust the p values of everything that is shown, at both lags, together."""
    with_p = [(i, each.effect.p) for i, each in enumerate(made) if each.effect]
    after = dict(zip((i for i, _p in with_p), adjusted([p for _i, p in with_p]), strict=True))
    return [FactorEffect(**(vars(each) | {"adjusted_p": after.get(i)})) for i, each in enumerate(made)]


def _order(each: FactorEffect) -> tuple[object, ...]:
    clear = each.verdict in (Verdict.MORE, Verdict.FEWER)
    few = each.verdict == Verdict.TOO_FEW_NIGHTS
    strength = -abs(math.log(each.effect.ratio)) if each.effect and 0 < each.effect.ratio < math.inf else 0.0
    known = -min(each.compared_with, each.compared_without) if few or not clear else 0
    return not clear, few, strength if clear else 0.0, known, each.factor, each.lag


def exposures(nights: Sequence[Values]) -> list[Exposure]:
    """Find everything that nights in the exchange form mention, each with its value on each night.

    A factor of the person's own counts from the night on which it was first named, and an intake from the first night
    on: a recorded night without it is a night without exposure. Of very many such exposures some are left out, see
    `not_compared`.
    """
    found = [
        Exposure(name, FactorKind.FACTOR, _column([night.get(name) for night in nights])) for name in YES_NO_FACTORS
    ]
    for name, exercise in (("hard_exercise", Exercise.HARD), ("no_exercise", Exercise.NONE)):
        found.append(Exposure(name, FactorKind.FACTOR, _is(nights, "exercise", exercise)))
    found += [
        Exposure(f"slept_on_{posture}", FactorKind.FACTOR, _is(nights, "posture", posture))
        for posture in (Posture.BACK, Posture.FRONT, Posture.LEFT_SIDE, Posture.RIGHT_SIDE)
    ]
    found += _warmth(nights)
    own = [frozenset(night.get("factors", ())) for night in nights]
    for name in _foremost(own):
        column = _column([name in named for named in own])
        column[: int(np.argmax(column == 1))] = np.nan
        found.append(Exposure(name, FactorKind.OWN, column))
    taken = [frozenset(intake["substance"] for intake in night.get("intakes", ())) for night in nights]
    for name in _foremost(taken):
        found.append(Exposure(name, FactorKind.INTAKE, _column([name in each for each in taken])))
    return found


def not_compared(nights: Sequence[Values], period: Period) -> int:
    """Count the exposures that are left out because many others have more nights to compare."""
    inside = counted(nights, period)
    own = frozenset().union(*(night.get("factors", ()) for night in inside))
    taken = {intake["substance"] for night in inside for intake in night.get("intakes", ())}
    return sum(max(0, len(each) - MOST_COMPARED) for each in (own, taken))


def _foremost(named: Sequence[frozenset[str]]) -> list[str]:
    """Return the names that occur in nights, in alphabetical order.

    Of very many, these are the ones with the most nights to compare.
    """
    counts = Counter(name for each in named for name in each)
    known = sorted(counts, key=lambda name: (-min(counts[name], len(named) - counts[name]), name))
    return sorted(known[:MOST_COMPARED])


def _warmth(nights: Sequence[Values]) -> list[Exposure]:
    """Compare warm and cold rooms with the middle third of the person's own room temperatures."""
    rooms = np.array([night.get("room_temperature_c", np.nan) for night in nights], dtype=float)
    known = rooms[~np.isnan(rooms)]
    if not len(known):
        return []
    low, high = (float(limit) for limit in np.quantile(known, [1 / 3, 2 / 3]))
    middle = np.where((rooms >= low) & (rooms <= high), 0.0, np.nan)
    return [
        Exposure("colder_room", FactorKind.FACTOR, np.where(rooms < low, 1.0, middle), low),
        Exposure("warmer_room", FactorKind.FACTOR, np.where(rooms > high, 1.0, middle), high),
    ]


def _column(answers: Sequence[bool | None]) -> Series:
    return np.array(answers, dtype=float)  # None becomes NaN


def _is(nights: Sequence[Values], field: str, value: str) -> Series:
    return _column([night[field] == value if field in night else None for night in nights])


def _evening(night: Values) -> date:
    return date.fromisoformat(night["evening"])


def _strata(period: Period, days: NDArray[np.int64]) -> list[Period]:
    """Return the four-week strata of a period that have nights, counted back from its end."""
    backs = sorted({int(back) for back in (period.last.toordinal() - days) // STRATUM})
    lasts = [period.last - timedelta(days=STRATUM * back) for back in backs]
    return [Period(max(period.first, Period.of_last(STRATUM, last).first), last) for last in lasts]


def effects_as_json(effects: Sequence[FactorEffect]) -> list[dict[str, Any]]:
    """Return effects as `factors --json` prints them; an infinite bound or ratio is null."""
    return [
        {
            "factor": each.factor,
            "kind": each.kind.value,
            "lag": each.lag,
            "nights_with": each.nights_with,
            "nights_without": each.nights_without,
            "cramps_with": each.cramps_with,
            "cramps_without": each.cramps_without,
            "compared_with": each.compared_with,
            "compared_without": each.compared_without,
            "ratio": _round(each.effect.ratio if each.effect else None),
            "low": _round(each.effect.low if each.effect else None),
            "high": _round(each.effect.high if each.effect else None),
            "p": _round(each.effect.p if each.effect else None, 4),
            "adjusted_p": _round(each.adjusted_p, 4),
            "verdict": each.verdict.value,
        }
        for each in effects
    ]


def _round(value: float | None, places: int = 2) -> float | None:
    return None if value is None or math.isinf(value) else round(value, places)
