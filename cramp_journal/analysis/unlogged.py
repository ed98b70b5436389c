"""What the nights that were not logged may hide: whether logging may depend on the night, and what follows for a rate.

Nobody can know what an unlogged night was. Where few are missing, it hardly matters; where many are, or where they lie
beside nights of one kind, a rate of logged nights is an upper end and the same count over all nights a lower one
(the bounds of Manski 1989, with clear nights as the least). Breaks of two weeks and more are in neither: who was away
did not choose by the night.

Two stretches are compared only where about as many of their nights are logged: what one habit left out, another one
counts. The limits of that are this journal's own.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from itertools import accumulate, pairwise

from cramp_journal.analysis.period import ENOUGH_NIGHTS, MONTH, YEAR_OF_WEEKS, Period, counted_in, recorded_in
from cramp_journal.model import NightFigures

_WEEK = 7
BREAK = 14  # nights in a row without a record
_MANY = 0.15  # share of the nights: from here on, what they were may matter
_SOME = 0.05  # with fewer, their neighbours tell nothing
_BESIDE = 3.0  # standard errors by which the nights beside unlogged ones differ from the others
_TENTH, _BY_CHANCE = 0.1, 2.0  # shares of nights logged differ by no more, or by no more standard errors
_LIKE = 0.15  # the same for a month, which is short
_LATEST = (28, 56, 84, 168)  # nights in which a new habit shows
_CLEARLY = 15.0  # twice the logarithm of how much likelier two habits are than one
_LEAST_CHANGE = 0.05  # share of nights
_PARTS = 4  # of the latest nights
_BAD_ONLY, _BAD_CLEAR, _BAD_RECORDED = 0.3, 0.05, 10  # unlogged at least, clear at most, recorded at least
_LOOKED_BACK = (84, YEAR_OF_WEEKS)  # nights: how a habit shows that is not clear in a few


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
        self._clear = list(accumulate((not night.count for night in counted), initial=0))
        self._cramps_only = list(accumulate((night.cramps_only for night in counted), initial=0))

    def only_cramp_nights(self, period: Period) -> bool:
        """Return whether hardly a clear night is logged in a period, or in 12 weeks or a year up to its end."""
        end = bisect_right(self._days, period.last.toordinal())
        for nights in (period.nights, *_LOOKED_BACK):
            start = bisect_left(self._days, period.last.toordinal() - nights + 1)
            clear, elsewhere = (each[end] - each[start] for each in (self._clear, self._cramps_only))
            elsewhere *= nights == period.nights  # what came from elsewhere before it says nothing of these nights
            if end > start and _hardly_clear(end - start, clear, elsewhere, self._days[end - 1] - self._days[start]):
                return True
        return False

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


@dataclass(frozen=True)
class Habit:
    """How many nights of a stretch were logged, and how many could have been: not those of a break."""

    logged: int
    nights: int

    @property
    def share(self) -> float:
        """The share of these nights that were logged."""
        return self.logged / self.nights if self.nights else 1.0

    def is_like(self, other: "Habit", by: float = _TENTH, errors: float = _BY_CHANCE) -> bool:
        """Return whether about as many nights of another stretch were logged.

        The shares differ by `by` at most, or by no more standard errors than `errors`.
        """
        nights = self.nights + other.nights
        if not self.nights or not other.nights:
            return True
        common = (self.logged + other.logged) / nights
        error = math.sqrt(max(0.0, common * (1 - common)) * (1 / self.nights + 1 / other.nights))
        return abs(self.share - other.share) <= max(by, errors * error)

    @property
    def log_likely(self) -> float:
        """The logarithm of how likely these nights are, if each is logged with the share of them that were."""
        missed = self.nights - self.logged
        return sum(count * math.log(count / self.nights) for count in (self.logged, missed) if count)

    def unlike(self, other: "Habit") -> float:
        """Return twice the logarithm of how much likelier all nights are with a share for each stretch than with one.

        It is the likelihood ratio of Wilks 1938: above 15 in 1 of 10,000 comparisons of nights logged at random.
        """
        both = Habit(self.logged + other.logged, self.nights + other.nights)
        return 2 * (self.log_likely + other.log_likely - both.log_likely)


class Calendar:
    """Which nights were logged, for asking about the habit of any stretch."""

    def __init__(self, days: Sequence[int], left_out: Sequence[int] = ()) -> None:
        """Take the logged days as ordinals, ascending, and those that were logged and left out."""
        self._days, self._left_out = days, left_out
        known = sorted((*days, *left_out)) if left_out else days
        self._ends = (known[0], known[-1]) if known else (0, -1)
        self._breaks = [(a + 1, b - 1) for a, b in pairwise(known) if b - a > BREAK]

    def habit(self, first: int, last: int) -> Habit:
        """Return how the days from one to another were logged."""
        first, last = max(first, self._ends[0]), min(last, self._ends[1])
        if last < first:
            return Habit(0, 0)
        logged = bisect_right(self._days, last) - bisect_left(self._days, first)
        nights = last - first + 1
        if self._left_out:
            nights -= bisect_right(self._left_out, last) - bisect_left(self._left_out, first)
        if self._breaks:
            nights -= sum(max(0, min(end, last) - max(begin, first) + 1) for begin, end in self._breaks)
        return Habit(logged, nights)

    def alike_since(self, day: int) -> int:
        """Return the day since when the habit of logging has been the same, as far as it shows on a day."""
        return max((since for known, since in self.changes if known <= day), default=0)

    @cached_property
    def changes(self) -> list[tuple[int, int]]:
        """Return the days on which it shows that the habit has changed, and since when: looked at once a week."""
        found: list[tuple[int, int]] = []
        first, last = self._ends
        since = first
        for day in range(first + MONTH - (first + MONTH) % -_WEEK, last + 1, _WEEK):
            if start := self._changed(since, day):
                since = start
                found.append((day, start))
        return found

    def _changed(self, since: int, day: int) -> int:
        """Return since when the latest nights have been logged clearly unlike those before them, or 0.

        Each quarter of them must differ: a few nights away are no new habit.
        """
        likely, start = _CLEARLY, 0
        for nights in _LATEST:
            begin = day - nights + 1
            past = self.habit(max(since, begin - YEAR_OF_WEEKS), begin - 1)
            if past.nights < MONTH:
                continue
            latest = self.habit(begin, day)
            apart = latest.share - past.share
            if abs(apart) < _LEAST_CHANGE or (chance := latest.unlike(past)) <= likely:
                continue
            size = nights // _PARTS
            parts = [self.habit(first, first + size - 1).share - past.share for first in range(begin, day, size)]
            if all(part * apart > 0 for part in parts):
                likely, start = chance, begin
        return start

    def months_like(self, first: int, last: int, back: int) -> list[tuple[int, int]]:
        """Return those months before a stretch that were logged as it was, each with its first and last day.

        Months are cut back from the stretch, over `back` days; the last one has the days that are left over as well.
        """
        habit, begin = self.habit(first, last), first - back
        ends = [first - 1 - MONTH * month for month in range(max(1, back // MONTH))]
        months = [(max(begin, end - MONTH + 1), end) for end in ends]
        months[-1] = begin, months[-1][1]
        return [each for each in months if habit.is_like(self.habit(*each), _LIKE)]


def nights_like(nights: Sequence[NightFigures], now: Period, back: int) -> list[NightFigures]:
    """Return the counted nights of those months before a period that were logged as it was."""
    there = recorded_in(nights, Period.of_last(back + now.nights, now.last))
    months = calendar(there).months_like(now.first.toordinal(), now.last.toordinal(), back)
    return [
        night
        for night in there
        if not night.left_out and any(first <= night.evening.toordinal() <= last for first, last in months)
    ]


def logged_alike(nights: Sequence[NightFigures], one: Period, other: Period) -> bool:
    """Return whether about as many nights were logged in two stretches, so that they can be compared."""
    found = calendar(nights)
    habits = [found.habit(each.first.toordinal(), each.last.toordinal()) for each in (one, other)]
    return habits[0].is_like(habits[1])


def calendar(nights: Sequence[NightFigures]) -> Calendar:
    """Return which nights of a journal were logged."""
    return Calendar(
        [night.evening.toordinal() for night in nights if not night.left_out],
        [night.evening.toordinal() for night in nights if night.left_out],
    )


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
    if not counted:
        return False
    apart = (counted[-1].evening - counted[0].evening).days
    clear, cramps_only = sum(not night.count for night in counted), sum(night.cramps_only for night in counted)
    return _hardly_clear(len(counted), clear, cramps_only, apart)


def _hardly_clear(recorded: int, clear: int, cramps_only: int, apart: int) -> bool:
    if cramps_only > _SOME * recorded:
        return True
    if recorded < _BAD_RECORDED:
        return False
    return recorded <= (1 - _BAD_ONLY) * (apart + 1) and clear <= _BAD_CLEAR * recorded


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
