"""What went with cramps: each factor, supplement and medicine, in the same night and in the night after."""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cramp_journal.analysis.asked import Series, both_kinds, intake_ticks, named_after_cramps, own_ticks
from cramp_journal.analysis.compared import Compared, Exposure, compare_all
from cramp_journal.analysis.effects import FEWEST, STRATUM, Effect, adjusted
from cramp_journal.analysis.peaks import begun_at_a_peak
from cramp_journal.analysis.period import Period, counted_in
from cramp_journal.analysis.rates import Spread, spread
from cramp_journal.analysis.tallies import counted
from cramp_journal.model import NightFigures, Values
from cramp_journal.questions import OWN
from cramp_journal.words import YES_NO_FACTORS, Exercise, FactorKind, Posture, Verdict, name_key

LEVEL = 0.05  # the share of reported links that may be chance
MOST_COMPARED = 300  # of the person's own factors, and of what was taken: more would be a list, not a finding
_ALONE = Spread(1.0, math.inf)


@dataclass(frozen=True)
class FactorEffect:
    """Cramps on nights with a factor against nights without it.

    The nights are those whose cramps are counted. `lag` is 0 for the same night, 1 for the night after. `compared_*`
    count the nights of strata that have both kinds: only they are informative, and without enough of them there is no
    ratio. What is shown beside a ratio are those: `shown`, and `evenings`.
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
    evenings: tuple[date, ...]  # the nights with the factor: the compared ones where there is a ratio
    compared_cramps: tuple[int, int] | None = None  # with and without; None: those of all nights
    after_cramps: bool = False  # it is named mostly on cramp nights
    together: str = ""  # what it goes with: only nights that are alike in that are compared
    at_a_peak: bool = False  # it was begun when there were many more cramps than in the year before

    @property
    def verdict(self) -> Verdict:
        """What the comparison can say."""
        if self.after_cramps:
            return Verdict.AFTER_CRAMPS
        if min(self.compared_with, self.compared_without) < FEWEST:
            return Verdict.TOO_FEW_NIGHTS
        if self.effect is None or self.adjusted_p is None:
            return Verdict.NO_CLEAR_LINK
        if self.adjusted_p > LEVEL:
            return Verdict.NO_CLEAR_LINK if self.effect.low <= 1 <= self.effect.high else Verdict.NOT_ENOUGH
        return Verdict.MORE if self.effect.ratio > 1 else Verdict.FEWER

    @property
    def shown(self) -> tuple[int, int, int, int]:
        """Cramps and nights with it, cramps and nights without it: those compared, where there is a ratio."""
        if self.effect is None:
            return self.cramps_with, self.nights_with, self.cramps_without, self.nights_without
        with_it, without = self.compared_cramps or (self.cramps_with, self.cramps_without)
        return with_it, self.compared_with, without, self.compared_without


def factor_effects(
    nights: Sequence[Values],
    figures: Sequence[NightFigures],
    period: Period,
    hidden: Collection[str] = (),
    left_out: Collection[str] = (),
) -> list[FactorEffect]:
    """Compare everything in a period that was logged both ways: clear links first, then by the number of nights.

    `nights` are in the exchange form, oldest first; `figures` are the figures of the same nights. `hidden` are the
    factors of the person's own that are not asked any more; `left_out` is compared nowhere, while its trial runs.
    """
    nights = one_spelling(nights)
    inside = both_kinds(counted(nights, period))
    if not inside:
        return []
    days = np.array([_evening(night).toordinal() for night in inside])
    cramps = np.array([len(night["cramps"]) for night in inside], dtype=float)
    strata = _strata(period, days)
    how_spread = spread(counted_in(figures, period), strata, run_on=1) if strata else _ALONE
    made = effects_of(days, cramps, _but(exposures(inside, hidden), left_out), period.last, how_spread)
    begun = _begun(nights)
    return [replace(each, at_a_peak=_at_a_peak(each, begun, figures)) for each in made]


def _but(found: list[Exposure], left_out: Collection[str]) -> list[Exposure]:
    keys = {name_key(name) for name in left_out}
    return [each for each in found if name_key(each.name) not in keys] if keys else found


def hidden_factors(contents: Values) -> list[str]:
    """Return the factors of the person's own that are not asked any more, from a journal in the exchange form."""
    return [factor["name"] for factor in contents.get("factors", ()) if factor.get("hidden")]


def one_spelling(nights: Sequence[Values]) -> Sequence[Values]:
    """Return nights in which each factor of the person's own has one spelling, its commonest: “Tea” is “TEA”, too."""
    counts = Counter(name for night in nights for name in night.get("factors", ()))
    best: dict[str, str] = {}
    for name, _count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        best.setdefault(name_key(name), name)
    if len(best) == len(counts):
        return nights

    def spelled(name: str) -> str:
        return best.get(name_key(name), name)

    return [
        {
            **night,
            "factors": list(dict.fromkeys(map(spelled, night.get("factors", ())))),
            "asked": (asked := night.get("asked"))
            and [OWN + spelled(each.removeprefix(OWN)) if each.startswith(OWN) else each for each in asked],
        }
        for night in nights
    ]


def _begun(nights: Sequence[Values]) -> dict[tuple[FactorKind, str], date]:
    """Return when each supplement, medicine and factor of the person's own was first named."""
    first: dict[tuple[FactorKind, str], date] = {}
    for night in nights:
        names = [(FactorKind.OWN, name) for name in night.get("factors", ())]
        for each in (*names, *((FactorKind.INTAKE, intake["substance"]) for intake in night.get("intakes", ()))):
            if each not in first:
                first[each] = _evening(night)
    return first


def _at_a_peak(each: FactorEffect, begun: dict[tuple[FactorKind, str], date], nights: Sequence[NightFigures]) -> bool:
    start = begun.get((each.kind, each.factor))
    return start is not None and not each.after_cramps and begun_at_a_peak(nights, start)


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
    dates = np.array([date.fromordinal(int(day)) for day in days], dtype=object)
    made = [_told(each, cramps, dates) for each in compare_all(days, cramps, found, last.toordinal(), how_spread)]
    return sorted(_judged(made), key=_order)


def _told(each: Compared, cramps: Series, dates: NDArray[Any]) -> FactorEffect:
    with_it, without = each.column == 1, each.column == 0
    both = (each.counts.nights_with > 0) & (each.counts.nights_without > 0)
    return FactorEffect(
        *(each.exposure.name, each.exposure.kind, each.lag, each.exposure.limit),
        *(int(with_it.sum()), int(without.sum())),
        *(int(cramps[with_it].sum()), int(cramps[without].sum())),
        *each.counts.compared,
        each.effect,
        None,
        tuple(dates[each.nights if each.effect else with_it]),
        (int(each.counts.cramps_with[both].sum()), int(each.counts.cramps_without[both].sum())),
        after_cramps=each.exposure.after_cramps,
        together=each.together.name if each.together else "",
    )


def _judged(made: Sequence[FactorEffect]) -> list[FactorEffect]:
    """Adjust the p values of everything that is shown, at both lags, together."""
    with_p = [(i, each.effect.p) for i, each in enumerate(made) if each.effect]
    after = dict(zip((i for i, _p in with_p), adjusted([p for _i, p in with_p]), strict=True))
    return [replace(each, adjusted_p=after.get(i)) for i, each in enumerate(made)]


def _order(each: FactorEffect) -> tuple[object, ...]:
    clear = each.verdict in (Verdict.MORE, Verdict.FEWER)
    few = each.verdict == Verdict.TOO_FEW_NIGHTS
    strength = -abs(math.log(each.effect.ratio)) if each.effect and 0 < each.effect.ratio < math.inf else 0.0
    known = -min(each.compared_with, each.compared_without) if few or not clear else 0
    return not clear, few, strength if clear else 0.0, known, each.factor, each.lag


def exposures(nights: Sequence[Values], hidden: Collection[str] = ()) -> list[Exposure]:
    """Find everything that nights in the exchange form mention, each with its value on each night.

    A factor of the person's own counts from the night on which it was first named (a `hidden` one, until it was last
    named), and an intake from the first night on: a recorded night without it is a night without exposure, if it was
    asked (see `asked`). Of very many such exposures some are left out, see `not_compared`.
    """
    no_longer_asked = {name_key(name) for name in hidden}
    found = [
        Exposure(name, FactorKind.FACTOR, _column([night.get(name) for night in nights])) for name in YES_NO_FACTORS
    ]
    for name, exercise in (("hard_exercise", Exercise.HARD), ("no_exercise", Exercise.NONE)):
        found.append(Exposure(name, FactorKind.FACTOR, _is(nights, "exercise", exercise), question="exercise"))
    found += [
        Exposure(f"slept_on_{posture}", FactorKind.FACTOR, _is(nights, "posture", posture), question="posture")
        for posture in (Posture.BACK, Posture.FRONT, Posture.LEFT_SIDE, Posture.RIGHT_SIDE)
    ]
    found += _warmth(nights)
    for name in _foremost([frozenset(night.get("factors", ())) for night in nights]):
        column = own_ticks(nights, name, hidden=name_key(name) in no_longer_asked)
        late = named_after_cramps(nights, column, is_chip=True)
        found.append(Exposure(name, FactorKind.OWN, column, after_cramps=late))
    for name in _foremost([frozenset(each["substance"] for each in night.get("intakes", ())) for night in nights]):
        column = intake_ticks(nights, name)
        late = named_after_cramps(nights, column, is_chip=False)
        found.append(Exposure(name, FactorKind.INTAKE, column, after_cramps=late))
    return found


def not_compared(nights: Sequence[Values], period: Period) -> int:
    """Count the exposures that are left out because many others have more nights to compare."""
    inside = counted(one_spelling(nights), period)
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
        Exposure("colder_room", FactorKind.FACTOR, np.where(rooms < low, 1.0, middle), low, "room"),
        Exposure("warmer_room", FactorKind.FACTOR, np.where(rooms > high, 1.0, middle), high, "room"),
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
            "compared_cramps_with": each.compared_cramps[0] if each.compared_cramps else 0,
            "compared_cramps_without": each.compared_cramps[1] if each.compared_cramps else 0,
            "ratio": _round(each.effect.ratio if each.effect else None),
            "low": _round(each.effect.low if each.effect else None),
            "high": _round(each.effect.high if each.effect else None),
            "p": _round(each.effect.p if each.effect else None, 4),
            "adjusted_p": _round(each.adjusted_p, 4),
            "verdict": each.verdict.value,
            "together_with": each.together or None,
            "begun_at_a_peak": each.at_a_peak,
        }
        for each in effects
    ]


def _round(value: float | None, places: int = 2) -> float | None:
    return None if value is None or math.isinf(value) else round(value, places)
