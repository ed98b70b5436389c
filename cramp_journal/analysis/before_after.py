"""Whether something surely does not halve the cramps: the nights with it against those before it.

The interval of the ratio allows for cramps coming in runs (`analysis.rates`), and for slow waves: months differ even
where nothing changes, and a few weeks with a supplement may fall on the top of a wave. How much they differ is measured
on all the nights before it and on those with it, as the variance of the rates of 28 nights beyond chance; a few months
say little, so the estimate is drawn towards a deviation of 32 %. The constants are this journal's own: `python -m
benchmarks people --tables supplements` shows how often a supplement that halves cramps is called one that does not.
"""

import math
from collections.abc import Sequence

from cramp_journal.analysis.period import MONTH, Period, counted_in
from cramp_journal.analysis.rates import spread
from cramp_journal.analysis.unlogged import logged_alike
from cramp_journal.model import NightFigures

_HALVED = 0.5  # the ratio that the interval must leave out
_Z = 2.5  # one-sided p of 0.6 % at each of three looks
_USUAL, _WEIGHT = 0.1, 4  # variance of a month beyond chance, divided by its squared mean, and the months it counts for
_FEWEST = 14  # recorded nights of a month that says something


def surely_not_halved(nights: Sequence[NightFigures], before: Period, during: Period, past: Period) -> bool:
    """Return whether there are no fewer cramps than before, and the interval of their ratio leaves out a half.

    Where another share of the nights was logged with it than before, nothing is sure.

    Args:
        nights: All nights.
        before: The nights to compare with.
        during: The nights with it.
        past: All nights before those with it: they tell how much months differ.
    """
    now, then = counted_in(nights, during), counted_in(nights, before)
    count, count_before = sum(n.count for n in now), sum(n.count for n in then)
    if not count_before or count * len(then) < count_before * len(now) or not logged_alike(nights, before, during):
        return False
    ratio = count / count_before * len(then) / len(now)
    chance = spread(nights, (before, during)).dispersion * (1 / (count + 0.5) + 1 / (count_before + 0.5))
    return math.log(ratio / _HALVED) > _Z * math.sqrt(chance + _of_months(nights, (past, during)))


def _of_months(nights: Sequence[NightFigures], stretches: Sequence[Period]) -> float:
    """Estimate how much months differ beyond chance within stretches, as a variance divided by the squared mean."""
    total, freedom = _USUAL * _WEIGHT, _WEIGHT
    for stretch in stretches:
        months: dict[int, list[int]] = {}
        for night in counted_in(nights, stretch):
            months.setdefault((stretch.last - night.evening).days // MONTH, []).append(night.count)
        known = [each for each in months.values() if len(each) >= _FEWEST]
        mean = sum(map(sum, known)) / sum(map(len, known)) if known else 0.0
        if not mean or len(known) < 2:
            continue
        differ = sum((sum(each) / len(each) / mean - 1) ** 2 for each in known)
        by_chance = sum(1 / (len(each) * mean) for each in known) / len(known)
        total += differ - (len(known) - 1) * by_chance
        freedom += len(known) - 1
    return max(0.0, total / freedom)
