"""Which nights are compared with which: the strata of each exposure, and what goes together with another one.

Nights are compared within the same four weeks; within the same weekday too, where the exposure differs between the days
of the week. (Where it does not, the days cannot feign a link, whatever they do to the cramps.) Where something mostly
goes with another thing whose link is clearer (a blanket with cold nights), only nights are compared that are alike in
that (stratified by it, its unknown nights apart).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from cramp_journal.analysis.asked import Series
from cramp_journal.analysis.effects import (
    FEWEST,
    STRATUM,
    Effect,
    StratumCounts,
    dealt_anew_p,
    differs_by_weekday,
    stratum_counts,
)
from cramp_journal.analysis.rates import Spread
from cramp_journal.words import FactorKind

LAGS = (0, 1)  # nights: 0 is the same night, 1 the night after
_TOGETHER = 0.25  # the correlation of two things that go together …
_SURE = 10.8  # … and how clear it must be: χ² of one degree of freedom, p = 0.001
_TELLS = 0.2  # the p of a thing that may be linked to cramps: what goes with it is compared apart from it
_MOST = 30  # such things
_DOUBTFUL = 0.05  # the p under which the exact one is asked too, …
_RARE = 100  # … where fewer nights are compared on a side (or some days of the week have many more cramps)

Ordinals = NDArray[np.int64]


@dataclass(frozen=True)
class Exposure:
    """Something that may go with cramps, and the nights on which it was present."""

    name: str
    kind: FactorKind
    column: Series
    limit: float | None = None  # °C: the limit of the middle third of the person's own room temperatures
    question: str = ""  # exposures of one question cannot go together: each rules out the others
    after_cramps: bool = False  # named mostly on cramp nights: there is no comparison


@dataclass(frozen=True)
class Compared:
    """An exposure at one lag, with what is compared."""

    exposure: Exposure
    lag: int
    column: Series  # of the nights whose cramps are counted
    strata: Ordinals
    counts: StratumCounts
    effect: Effect | None
    together: Exposure | None = None  # what it goes with: only nights that are alike in it are compared

    @property
    def nights(self) -> NDArray[np.bool_]:
        """Whether each night is one of the compared nights with the exposure."""
        found: NDArray[np.bool_] = (self.column == 1) & (self.counts.nights_without[self.strata] > 0)
        return found


def compare_all(days: Ordinals, cramps: Series, found: Sequence[Exposure], last: int, how: Spread) -> list[Compared]:
    """Compare each exposure at each lag, where it is known both ways.

    `days` are the evenings as ordinals, ascending; `last` is the last one of the period; `how` is how cramps cluster.
    """
    weekday = (days - 1) % 7
    weeks = (last - days) // STRATUM
    after = np.concatenate([[False], np.diff(days) == 1]) if len(days) else np.zeros(0, dtype=bool)
    compare = partial(_compared, cramps=cramps, how=how, always_exact=differs_by_weekday(weekday, cramps))
    made: list[Compared] = []
    for each in found:
        for lag in LAGS:
            column = each.column
            if lag:
                column = np.full(len(days), np.nan)
                column[after] = each.column[:-1][after[1:]]
            if not (column == 1).any() or not (column == 0).any():
                continue
            finer = differs_by_weekday(weekday, column)
            made.append(compare(Compared(each, lag, column, *_within(weeks, weekday if finer else 0))))
    return [_apart(each, [other for other in made if other.lag == each.lag], compare) for each in made]


def _within(*parts: Ordinals | int) -> tuple[Ordinals, StratumCounts, None]:
    """Number the strata that have nights: over thousands of years, most have none."""
    _strata, numbers = np.unique(np.column_stack(np.broadcast_arrays(*parts)), axis=0, return_inverse=True)
    nothing = np.zeros(0)
    return numbers.reshape(-1), StratumCounts(nothing, nothing, nothing, nothing), None


def _compared(each: Compared, cramps: Series, how: Spread, *, always_exact: bool) -> Compared:
    counts = stratum_counts(each.strata, cramps, each.column)
    effect = None
    if not each.exposure.after_cramps and min(counts.compared) >= FEWEST:
        effect = counts.effect(how)
    if effect and effect.p < _DOUBTFUL and (always_exact or min(counts.compared) < _RARE):
        effect = replace(effect, p=max(effect.p, dealt_anew_p(each.strata, cramps, each.column)))
    return replace(each, counts=counts, effect=effect)


def _apart(each: Compared, others: Sequence[Compared], compare: Callable[[Compared], Compared]) -> Compared:
    """Compare an exposure anew among nights that are alike in what it mostly goes with, if that tells more."""
    if each.effect is None:
        return each
    telling = [
        other
        for other in others
        if other.effect and other.effect.p < min(_TELLS, each.effect.p) and _question(other) != _question(each)
    ]
    best, most = None, 0.0
    for other in sorted(telling, key=lambda other: other.effect.p if other.effect else 1)[:_MOST]:
        strength = _correlation(each.column, other.column)
        if strength > most:
            best, most = other, strength
    if best is None:
        return each
    alike = np.nan_to_num(best.column, nan=2).astype(np.int64)
    strata, counts, _none = _within(each.strata, alike)
    return compare(replace(each, strata=strata, counts=counts, together=best.exposure))


def _question(each: Compared) -> str:
    return each.exposure.question or f"{each.exposure.kind}:{each.exposure.name}"


def _correlation(one: Series, other: Series) -> float:
    """Return how strongly two things go together, either way; 0 where it is not clear that they do."""
    known = ~np.isnan(one) & ~np.isnan(other)
    x, y = one[known], other[known]
    if not len(x) or not x.var() or not y.var():
        return 0.0
    r = abs(float(((x - x.mean()) * (y - y.mean())).mean()) / float(x.std() * y.std()))
    return r if r >= _TOGETHER and len(x) * r**2 >= _SURE else 0.0
