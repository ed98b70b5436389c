"""Whether cramps hurt more than they used to: the last 28 nights against the 84 before them.

Cramps of one night hurt alike, so each night counts once, with its mean pain; and weeks differ, so the variance of the
Mann–Whitney statistic is multiplied by how much more alike nights of the same week are than others (the design effect
of cluster samples, Kish 1965, from the intraclass correlation of the ranks). The constants are this journal's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from cramp_journal.analysis.period import MONTH, Period, counted_in
from cramp_journal.analysis.summary import quartiles
from cramp_journal.analysis.unlogged import nights_like
from cramp_journal.model import NightFigures, cramp_columns

_POINTS, _SHARE = 2, 1.3  # points of pain, or ratio: the change that people call "much" (Farrar et al. 2001)
_CRAMPS = 5  # cramps with a pain score on each side: R8
_CHANCE = 0.005  # one-sided p
_WEEK = 7

_Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Worse:
    """Cramps that hurt more: the median pain now and before, the number of scores now, and a one-sided p."""

    now: float
    before: float
    known: int
    p: float


def worsened(nights: Sequence[NightFigures], last: date) -> Worse | None:
    """Compare the pain of the last 28 nights with that of the 84 before, of months that were logged alike.

    It counts as worse if the median is 2 points or 30 % higher, with a p below 0.005.

    Returns:
        The comparison, or None if pain is not worse or too few scores are known.
    """
    now = Period.of_last(MONTH, last)
    recent, earlier = _scores(counted_in(nights, now)), _scores(nights_like(nights, now, 3 * MONTH))
    pain, before = (quartiles([pain for _, scores in each for pain in scores]) for each in (recent, earlier))
    if min(pain.known, before.known) < _CRAMPS or pain.median is None or before.median is None:
        return None
    if pain.median < before.median + _POINTS and not 0 < _SHARE * before.median <= pain.median:
        return None
    p = _by_chance(
        np.array([np.mean(scores) for _, scores in (*recent, *earlier)]),
        np.array([(last - evening).days // _WEEK for evening, _ in (*recent, *earlier)]),
        len(recent),
    )
    return Worse(pain.median, before.median, pain.known, p) if p < _CHANCE else None


def _scores(nights: Sequence[NightFigures]) -> list[tuple[date, list[int]]]:
    """Return the pain scores of each night that has any."""
    found = [(night.evening, [int(text) for text in cramp_columns([night]).pain if text]) for night in nights]
    return [each for each in found if each[1]]


def _by_chance(pain: _Floats, week: NDArray[np.int64], recent: int) -> float:
    """Return the one-sided p that the first `recent` nights hurt more; nights of the same week may be alike."""
    earlier = len(pain) - recent
    _values, place, ties = np.unique(pain, return_inverse=True, return_counts=True)
    rank = (ties.cumsum() - (ties - 1) / 2)[place]
    higher = rank[:recent].mean() - rank[recent:].mean()
    variance = rank.var(ddof=1) * (1 / recent + 1 / earlier) * _alike(rank, week, recent)
    return float(1 - ndtr(higher / variance**0.5)) if variance > 0 else 1.0


def _alike(rank: _Floats, week: NDArray[np.int64], recent: int) -> float:
    """Return by how much nights that are alike within weeks increase the variance; 1 if they are not."""
    beyond = rank - np.repeat((rank[:recent].mean(), rank[recent:].mean()), (recent, len(rank) - recent))
    _weeks, place, nights = np.unique(week, return_inverse=True, return_counts=True)
    between, within = len(nights) - 2, len(rank) - len(nights)
    if between <= 0 or within <= 0:
        return 1.0
    of_weeks = (np.bincount(place, beyond) ** 2 / nights).sum()
    among, inside = of_weeks / between, ((beyond**2).sum() - of_weeks) / within
    size = (len(rank) - (nights**2).sum() / len(rank)) / (len(nights) - 1)
    total = among + (size - 1) * inside
    same = max(0.0, (among - inside) / total) if total > 0 else 0.0
    return float(1 + ((nights**2).sum() / len(rank) - 1) * same)
