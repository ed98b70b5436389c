"""What the nights that were not logged may hide: whether logging may depend on the night, and what follows for a rate.

Nobody can know what an unlogged night was. Where few are missing, it hardly matters; where many are, or where they lie
beside nights of one kind, a rate of logged nights is an upper end and the same count over all nights a lower one
(the bounds of Manski 1989, with clear nights as the least). Breaks of two weeks and more are in neither: who was away
did not choose by the night.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from cramp_journal.analysis.period import ENOUGH_NIGHTS, YEAR_OF_WEEKS, Period, counted_in
from cramp_journal.model import NightFigures

BREAK = 14  # nights in a row without a record
_MANY = 0.15  # share of the nights: from here on, what they were may matter
_SOME = 0.05  # with fewer, their neighbours tell nothing
_BESIDE = 3.0  # standard errors by which the nights beside unlogged ones differ from the others
_BAD_ONLY, _BAD_CLEAR, _BAD_RECORDED = 0.3, 0.05, 10  # unlogged at least, clear at most, recorded at least


class Pattern(Enum):
    """How logging may depend on the night."""

    EVEN = auto()  # hardly, or so few nights are missing that it does not matter
    MAY_DEPEND = auto()
    ONLY_CRAMP_NIGHTS = auto()  # hardly a clear night is logged, and many nights are missing


@dataclass(frozen=True)
class Logging:
    """The pattern, and the share of nights logged between the first and the last, breaks apart."""

    pattern: Pattern
    share: float

    @property
    def least(self) -> float:
        """The factor for a rate if the nights not logged were clear, where that may be so; else 1."""
        return 1.0 if self.pattern == Pattern.EVEN else self.share


class Days:
    """The recorded days of a journal, for asking how well some stretch was logged."""

    def __init__(self, counted: Sequence[NightFigures]) -> None:
        self._days = [night.evening.toordinal() for night in counted]
        self._breaks = [(a, b) for a, b in pairwise(self._days) if b - a > BREAK]

    def share(self, period: Period) -> float:
        """Return the share of nights that were logged, from the first record on up to the last, breaks apart."""
        if not self._days:
            return 1.0
        first = max(period.first.toordinal(), self._days[0])
        last = min(period.last.toordinal(), self._days[-1])
        recorded = bisect_right(self._days, last) - bisect_left(self._days, first)
        away = sum(max(0, min(b - 1, last) - max(a + 1, first) + 1) for a, b in self._breaks)
        return recorded / max(1, last - first + 1 - away)

    def least(self, period: Period) -> float:
        """Return the factor for a rate if the period's unlogged nights were clear, where these are many; else 1."""
        share = self.share(period)
        return share if share <= 1 - _MANY else 1.0


def how_logged(nights: Sequence[NightFigures], period: Period) -> Logging:
    """Find whether logging may depend on the night in a period."""
    counted = counted_in(nights, period)
    share = Days(counted).share(period)
    if logs_only_cramp_nights(nights, period):
        return Logging(Pattern.ONLY_CRAMP_NIGHTS, share)
    if share <= 1 - _MANY or (share <= 1 - _SOME and _lie_beside_one_kind(counted)):
        return Logging(Pattern.MAY_DEPEND, share)
    return Logging(Pattern.EVEN, share)


def logs_only_cramp_nights(nights: Sequence[NightFigures], period: Period) -> bool:
    """Return whether hardly a clear night of a period is logged; of a few nights, whether that is so for a year."""
    counted = counted_in(nights, period)
    if len(counted) >= ENOUGH_NIGHTS or not all(night.count for night in counted):
        return only_cramp_nights(counted)
    return only_cramp_nights(counted_in(nights, Period.of_last(YEAR_OF_WEEKS, period.last)))


def only_cramp_nights(counted: Sequence[NightFigures]) -> bool:
    """Return whether hardly one of some nights is clear, and many between the first and the last are not logged.

    Or whether more than a few of them come from where nights without cramps were not written down.
    """
    if sum(night.cramps_only for night in counted) > _SOME * len(counted):
        return True
    if len(counted) < _BAD_RECORDED:
        return False
    between = (counted[-1].evening - counted[0].evening).days + 1
    clear = sum(not night.count for night in counted)
    return len(counted) <= (1 - _BAD_ONLY) * between and clear <= _BAD_CLEAR * len(counted)


def _lie_beside_one_kind(counted: Sequence[NightFigures]) -> bool:
    """Return whether unlogged nights lie beside nights with cramps more often than beside clear ones, or less often."""
    gaps = [1 < (b.evening - a.evening).days <= BREAK for a, b in pairwise(counted)]
    beside = [before or after for before, after in zip([False, *gaps], [*gaps, False], strict=True)]
    bad = [is_beside for is_beside, night in zip(beside, counted, strict=True) if night.count]
    clear = [is_beside for is_beside, night in zip(beside, counted, strict=True) if not night.count]
    share = sum(beside) / max(1, len(beside))
    if not bad or not clear or not 0 < share < 1:
        return False
    error = math.sqrt(share * (1 - share) * (1 / len(bad) + 1 / len(clear)))
    return abs(sum(bad) / len(bad) - sum(clear) / len(clear)) > _BESIDE * error
