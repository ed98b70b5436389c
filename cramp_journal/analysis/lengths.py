"""Whether cramps last longer than they used to: the latest ones against the year before them.

The latest are the cramps of known length in the last 28 nights, or the last ten if there are fewer, none of them older
than 84 nights. The constants are this journal's own; `python -m benchmarks people` prints how often they raise a prompt
for simulated people.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from scipy.special import ndtr

from cramp_journal.analysis.period import MONTH, Period, counted_in
from cramp_journal.analysis.summary import quartiles
from cramp_journal.model import NightFigures

_FEWEST, _FEWEST_BEFORE = 10, 20  # cramps of known length
_OLDEST, _YEAR = 84, 365  # nights


@dataclass(frozen=True)
class Clearly:
    """How clearly cramps must last longer: the ratio of the medians, seconds more, and a one-sided p below this."""

    times: float
    seconds: int
    p: float


ALONE = Clearly(2, 120, 0.01)
WITH_A_RISE = Clearly(1.5, 60, 0.01)  # both together are seldom chance, so each may be less clear


@dataclass(frozen=True)
class Lengthened:
    """Cramps that last longer: medians in seconds, counts, the nights of the latest cramps, and a one-sided p."""

    now: float
    known: int
    before: float
    known_before: int
    evenings: tuple[date, ...]
    p: float


def lengthened(nights: Sequence[NightFigures], last: date, clearly: Clearly = ALONE) -> Lengthened | None:
    """Compare the latest lengths up to an evening with those of the year before them.

    They count as longer if the median is at least twice as long and two minutes longer, with a Mann–Whitney p below
    0.01; with `clearly`, other limits hold.

    Returns:
        The comparison, or None if they are not longer or too few lengths are known.
    """
    latest = _known(counted_in(nights, Period.of_last(_OLDEST, last)))
    month = [each for each in latest if each[0] > last - timedelta(days=MONTH)]
    latest = month if len(month) >= _FEWEST else latest[-_FEWEST:]
    if len(latest) < _FEWEST:
        return None
    first = latest[0][0]
    earlier = _known(counted_in(nights, Period(first, first).before(_YEAR)))
    if len(earlier) < _FEWEST_BEFORE:
        return None
    now, before = ([float(seconds) for _evening, seconds in each] for each in (latest, earlier))
    median, median_before = quartiles(now).median or 0.0, quartiles(before).median or 0.0
    if median < clearly.times * median_before or median - median_before < clearly.seconds:
        return None
    p = longer_by_chance(now, before)
    if p >= clearly.p:
        return None
    evenings = tuple(sorted({evening for evening, _seconds in latest}))
    return Lengthened(median, len(now), median_before, len(before), evenings, p)


def _known(nights: Sequence[NightFigures]) -> list[tuple[date, int]]:
    return [(night.evening, seconds) for night in nights if night.count for seconds in night.lengths]


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
