"""The exact test of a trial, and the interval that it leaves: over all orders that could have been drawn.

Turn any subset of the coins over, and what was counted with the thing and without it changes places in their units. If
the ratio is truly r, the sum over the units of (with it − r · without it) prefers neither side, and turning coins over
is as likely to raise it as to lower it. The observed sum is the highest of all orders whose turned units F have
A(F) ≤ r · B(F), A and B being what was counted with it and without it in F. So the chance of a sum this high is the
share of subsets with A/B ≤ r, and the interval lies between two quantiles of A/B over all subsets: the typical values
of Hartigan (1969). At r = 1 the test is exact whatever the cramps are like (Fisher 1935): it needs nothing but the
coins. At other ratios it assumes that the thing multiplies what is expected of each night, and is as good as sums of
several units are.

All subsets are counted at once, by adding unit after unit to the distribution of (A, B); where that table would be too
large, 131,072 orders are drawn.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

TAIL = 0.025  # on each side
_LISTED = 12  # units: up to here the subsets are listed one by one
_CELLS = 3_000_000  # of the table of A and B
_DRAWS = 1 << 17

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Subsets:
    """The ratios A/B over the subsets of units, in rising order, each with its share of all subsets.

    Attributes:
        ratios: Rising and different; infinite where B is 0.
        shares: Of subsets, in the same order.
        empty: The share of subsets in which nothing was counted on either side: it speaks for every ratio.
        drawn: Whether the shares come from drawn orders, and not from all of them.
    """

    ratios: Floats
    shares: Floats
    empty: float
    drawn: bool = False

    @cached_property
    def _rising(self) -> Floats:
        return self.empty + self.shares.cumsum()

    @cached_property
    def _falling(self) -> Floats:
        return self.empty + self.shares[::-1].cumsum()[::-1]

    def at_most(self, ratio: float) -> float:
        """Return the share of subsets with A ≤ ratio · B: the p of “more than this ratio”."""
        found = int(np.searchsorted(self.ratios, ratio, side="right"))
        return float(self._rising[found - 1]) if found else self.empty

    def at_least(self, ratio: float) -> float:
        """Return the share of subsets with A ≥ ratio · B: the p of “fewer than this ratio”."""
        found = int(np.searchsorted(self.ratios, ratio, side="left"))
        return float(self._falling[found]) if found < len(self.ratios) else self.empty

    def interval(self) -> tuple[float, float]:
        """Return the ratios that neither side of the test rejects: 95 %. It may reach from 0 to infinity."""
        if self.empty > TAIL or not len(self.ratios):
            return 0.0, math.inf
        low = self.ratios[np.flatnonzero(self._rising > TAIL)[0]]
        high = self.ratios[np.flatnonzero(self._falling > TAIL)[-1]]
        return float(low), float(high)

    def p(self) -> float:
        """Return the two-sided p of “no difference”: twice the smaller side."""
        return min(1.0, 2 * min(self.at_most(1.0), self.at_least(1.0)))


def subsets(with_it: Sequence[int], without_it: Sequence[int]) -> Subsets:
    """Return the distribution of the ratio over all subsets of the units.

    Args:
        with_it: What was counted with the thing in each unit: whole numbers, so that equal ratios are equal.
        without_it: The same without it.
    """
    units = [(a, b) for a, b in zip(with_it, without_it, strict=True) if a or b]
    if len(units) <= _LISTED:
        return _listed(units)
    size = (sum(a for a, _b in units) + 1) * (sum(b for _a, b in units) + 1)
    return _added_up(units) if size <= _CELLS else _drawn(units)


def _listed(units: list[tuple[int, int]]) -> Subsets:
    found = [(0, 0)]
    for a, b in units:
        found += [(x + a, y + b) for x, y in found]
    ratios = np.array([x / y if y else math.inf if x else math.nan for x, y in found])
    return _sorted(ratios, np.full(len(found), 1 / len(found)))


def _added_up(units: list[tuple[int, int]]) -> Subsets:
    table = np.zeros((sum(a for a, _b in units) + 1, sum(b for _a, b in units) + 1))
    table[0, 0] = 1.0
    high_a = high_b = 1
    for a, b in units:
        part = table[:high_a, :high_b] / 2
        table[:high_a, :high_b] = part
        table[a : a + high_a, b : b + high_b] += part
        high_a, high_b = high_a + a, high_b + b
    at_a, at_b = np.nonzero(table)
    return _sorted(_divided(at_a, at_b), table[at_a, at_b])


def _drawn(units: list[tuple[int, int]]) -> Subsets:
    """Draw orders: raw bits of PCG64, whose stream is fixed. The order of the trial itself counts as one of them."""
    words = -(-len(units) // 64)
    raw = np.random.PCG64(20261130).random_raw(_DRAWS * words).astype("<u8").reshape(_DRAWS, words)
    turned = np.unpackbits(raw.view(np.uint8), axis=1, bitorder="little")[:, : len(units)].astype(np.float64)
    turned[0] = 0.0
    a, b = np.array(units, dtype=np.float64).T
    found = _sorted(_divided(turned @ a, turned @ b), np.full(_DRAWS, 1 / _DRAWS))
    return Subsets(found.ratios, found.shares, found.empty, drawn=True)


def _divided(a: NDArray[np.int64] | Floats, b: NDArray[np.int64] | Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.true_divide(a, b)  # correctly rounded, so that equal ratios are equal; 0/0 is no number
    return found


def _sorted(ratios: Floats, shares: Floats) -> Subsets:
    empty = np.isnan(ratios)
    different, which = np.unique(ratios[~empty], return_inverse=True)
    return Subsets(
        different, np.bincount(which, shares[~empty], len(different)).astype(np.float64), float(shares[empty].sum())
    )
