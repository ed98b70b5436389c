"""Whether cramps last longer than they used to: the latest ones against the year before them.

The latest are the cramps of known length in the last 28 nights, or the last ten if there are fewer, none of them older
than 84 nights. They must be longer by two tests. Mann and Whitney's takes each cramp for itself. But the cramps of a
night, and of a bad week or month, may be alike in length; so the means of the logarithms are compared as well, with the
variance that nights, weeks or months add (components of variance by ANOVA, Searle, Casella and McCulloch 1992), where
they count as much as the person's own nights say. The constants are this journal's own; `python -m benchmarks people`
prints how often they raise a prompt for simulated people.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, stdtr

from cramp_journal.analysis.period import MONTH, Period, counted_in
from cramp_journal.analysis.summary import quartiles
from cramp_journal.analysis.unlogged import nights_like
from cramp_journal.model import NightFigures

_FEWEST, _FEWEST_BEFORE = 10, 20  # cramps of known length
_OLDEST, _YEAR = 84, 365  # nights
_TOGETHER = (1, 7, MONTH)  # nights whose cramps may be alike

_Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Clearly:
    """How clearly cramps must last longer: the ratio of the medians, seconds more, and a one-sided p below this."""

    times: float
    seconds: int
    p: float


ALONE = Clearly(2, 120, 0.0015)
WITH_A_RISE = Clearly(1.5, 60, 0.01)  # both together are seldom chance, so each may be less clear


@dataclass(frozen=True)
class Lengths:
    """The usual lengths of the latest cramps and of those in the year before them: medians in seconds, and counts.

    `evenings` are those of the latest cramps; `of_year` are the nights from the first to the last of the others.
    """

    now: float
    known: int
    before: float
    known_before: int
    evenings: tuple[date, ...]
    of_year: Period


@dataclass(frozen=True)
class Lengthened:
    """Cramps that last longer, and a one-sided p."""

    lengths: Lengths
    p: float


def lengths_now_and_before(nights: Sequence[NightFigures], last: date) -> Lengths | None:
    """Return the latest lengths up to an evening beside those of the year before; None if too few are known."""
    sides = _sides(nights, last)
    return sides and _medians(*sides)


def lengthened(nights: Sequence[NightFigures], last: date, clearly: Clearly = ALONE) -> Lengthened | None:
    """Compare the latest lengths up to an evening with those of the year before them, of months logged alike.

    They count as longer if the median is at least twice as long and two minutes longer, with both p below 0.0015; with
    `clearly`, other limits hold. The p that is returned is the larger one.

    Returns:
        The comparison, or None if they are not longer or too few lengths are known.
    """
    sides = _sides(nights, last)
    if sides is None:
        return None
    latest, earlier = sides
    found = _medians(latest, earlier)
    if found.now < clearly.times * found.before or found.now - found.before < clearly.seconds:
        return None
    now, before = ([float(seconds) for _evening, seconds in each] for each in sides)
    p = longer_by_chance(now, before)
    if p < clearly.p:
        p = max(p, longer_though_alike(now, before, *(_nights_back(each, last) for each in (latest, earlier))))
    if p >= clearly.p:
        return None
    return Lengthened(found, p)


_Known = list[tuple[date, int]]  # evenings, each with the length of a cramp in seconds


def _sides(nights: Sequence[NightFigures], last: date) -> tuple[_Known, _Known] | None:
    """Return the latest cramps of known length and those of the year before them; None if there are too few."""
    latest = _known(counted_in(nights, Period.of_last(_OLDEST, last)))
    month = [each for each in latest if each[0] > last - timedelta(days=MONTH)]
    latest = month if len(month) >= _FEWEST else latest[-_FEWEST:]
    if len(latest) < _FEWEST:
        return None
    earlier = _known(nights_like(nights, Period(latest[0][0], last), _YEAR))
    return (latest, earlier) if len(earlier) >= _FEWEST_BEFORE else None


def _medians(latest: _Known, earlier: _Known) -> Lengths:
    median, before = (quartiles([seconds for _evening, seconds in each]).median or 0.0 for each in (latest, earlier))
    evenings = tuple(sorted({evening for evening, _seconds in latest}))
    return Lengths(median, len(latest), before, len(earlier), evenings, Period(earlier[0][0], earlier[-1][0]))


def _known(nights: Sequence[NightFigures]) -> _Known:
    return [(night.evening, seconds) for night in nights if night.count for seconds in night.lengths]


def _nights_back(cramps: Sequence[tuple[date, int]], last: date) -> NDArray[np.int64]:
    return np.array([(last - evening).days for evening, _seconds in cramps])


def longer_though_alike(
    now: Sequence[float], before: Sequence[float], nights_now: NDArray[np.int64], nights_before: NDArray[np.int64]
) -> float:
    """Return the one-sided p that `now` is larger in the mean of its logarithm, where neighbouring cramps may be alike.

    It is Student's, with the variance of whichever increases it most: the cramps alone, or what nights, weeks or
    stretches of 28 nights have in common. Its degrees of freedom are Satterthwaite's (1946).

    Args:
        now: The latest lengths, in seconds.
        before: Those to compare with.
        nights_now: For each of the latest, how many nights ago it was.
        nights_before: The same for the others.
    """
    sides = [np.log(np.maximum(each, 1.0)) for each in (now, before)]
    beyond = np.concatenate([each - each.mean() for each in sides])
    which = np.repeat((0, 1), (len(now), len(before)))
    share = 1 / np.bincount(which)[which]  # of each cramp in its mean
    back = np.concatenate((nights_now, nights_before))
    squares, freedom = float(beyond @ beyond), len(beyond) - 2.0
    variance = squares / freedom * float(share @ share)
    for together in _TOGETHER:
        _groups, place, cramps = np.unique(
            2 * (back // together) + which, return_inverse=True, return_counts=True
        )  # of one side each
        many, alone = len(cramps) - 2, len(beyond) - len(cramps)
        if many < 1 or alone < 1:
            continue
        among = float((np.bincount(place, beyond) ** 2 / cramps).sum())
        within, weight = (squares - among) / alone, np.bincount(place, share)
        times = float(weight @ weight) / (len(beyond) - float(cramps @ weight))  # of what groups have in common
        parts = among * times, within * (float(share @ share) - many * times)
        if sum(parts) > variance:
            variance = sum(parts)
            freedom = variance**2 / (parts[0] ** 2 / many + parts[1] ** 2 / alone)
    if not variance:
        return 0.0 if sides[0].mean() > sides[1].mean() else 1.0
    return 1 - float(stdtr(freedom, (sides[0].mean() - sides[1].mean()) / math.sqrt(variance)))


def longer_by_chance(now: Sequence[float], before: Sequence[float]) -> float:
    """Return the one-sided Mann–Whitney p that `now` is larger (normal approximation, with ties and continuity)."""
    ordered = sorted((*now, *before))
    edges = [0, *(i + 1 for i, (a, b) in enumerate(pairwise(ordered)) if a != b), len(ordered)]
    ties = [end - start for start, end in pairwise(edges)]
    rank = {ordered[start]: (start + end + 1) / 2 for start, end in pairwise(edges)}
    m, n, total = len(now), len(before), len(ordered)
    above = sum(rank[value] for value in now) - m * (m + 1) / 2
    tied = sum(t**3 - t for t in ties) / (total * (total - 1))
    deviation = math.sqrt(m * n / 12 * (total + 1 - tied))
    return 1.0 if not deviation else 1 - float(ndtr((above - m * n / 2 - 0.5) / deviation))
