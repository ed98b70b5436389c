"""The change rules on people of whom the truth is known: quiet where nothing changes, and telling where it does.

A small form of `python -m benchmarks people --tables rising`, on the people whom the rule was tuned on.
"""

import numpy as np
import pytest

from benchmarks.people.habits import at_random
from benchmarks.people.kinds import Wobbling
from cramp_journal.analysis.rises import noticed

PEOPLE, NIGHTS, ONSET = 200, 730, 420


def told(a_week: float, times: float, seed: int) -> list[list[int]]:
    """Give for each person the nights on which a rise is noticed; from the onset on there are so many times as many."""
    chance = np.random.default_rng(seed)
    rate = a_week * np.where(np.arange(NIGHTS) < ONSET, 1.0, times) * np.ones((PEOPLE, 1))
    cramps = Wobbling(alike=0).draw(chance, PEOPLE, NIGHTS, rate)
    recorded = at_random(chance, cramps)
    found = []
    for counts, known in zip(cramps, recorded, strict=True):
        nights = np.flatnonzero(known)
        spoke = noticed(tuple((nights + 700_000).tolist()), tuple(counts[nights].tolist()))
        found.append([int(nights[each.index]) for each in spoke])
    return found


@pytest.mark.parametrize("a_week", [0.5, 1, 2, 4, 8])
def test_people_who_do_not_change_are_told_about_every_other_year_at_most(a_week: float) -> None:
    found = told(a_week, 1, seed=1)
    assert sum(len(each) for each in found) / (PEOPLE * NIGHTS / 365) < 0.6


@pytest.mark.parametrize(("a_week", "doublings", "triplings"), [(1, 0.45, 0.8), (2, 0.65, 0.9), (4, 0.75, 0.95)])
def test_a_doubling_and_a_tripling_are_met_within_56_nights(a_week: float, doublings: float, triplings: float) -> None:
    for times, least in ((2, doublings), (3, triplings)):
        met = [any(ONSET <= night < ONSET + 56 for night in each) for each in told(a_week, times, seed=2)]
        assert np.mean(met) >= least
