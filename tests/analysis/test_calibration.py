"""More cramps than usual, in people of whom the truth is known: quiet where nothing changes, told where it does.

A small form of `python -m benchmarks people --tables rising`: the kinds have other numbers than there, and the bounds
are loose.
"""

import numpy as np
import pytest

from benchmarks.people.habits import at_random
from benchmarks.people.kinds import Bursts, Independent, Kind, OnlyInSpells, OnOff, Season, Spells
from cramp_journal.analysis.rises import noticed

PEOPLE, NIGHTS, ONSET = 60, 730, 420
PEOPLE_OF: dict[str, Kind] = {
    "iid": Independent(size=1.4),
    "spells": Spells(share=0.3, shortest=4, longest=16, times=6),
    "only in spells": OnlyInSpells(share=0.2, shortest=4, longest=18),
    "Markov": OnOff(share=0.35, stay=8, off=0.15),
    "bursts": Bursts(share=0.4, fewest=4, more=2),
    "season": Season(highest=1.8),
}


def told(kind: str, a_week: float, times: float, seed: int, until: int = NIGHTS) -> list[list[int]]:
    """Give for each person the nights on which a rise is noticed; from the onset on there are so many times as many.

    Nobody looks on or logs from the night `until`.
    """
    chance = np.random.default_rng(seed)
    rate = a_week * np.where(np.arange(NIGHTS) < ONSET, 1.0, times) * np.ones((PEOPLE, 1))
    cramps = PEOPLE_OF[kind].draw(chance, PEOPLE, NIGHTS, rate)
    recorded = at_random(chance, cramps)[:, :until]
    found = []
    for counts, known in zip(cramps, recorded, strict=True):
        nights = np.flatnonzero(known)
        spoke = noticed(tuple((nights + 700_000).tolist()), tuple(counts[nights].tolist()))
        found.append([each.day - 700_000 for each in spoke])
    return found


@pytest.mark.parametrize("a_week", [1, 4])
@pytest.mark.parametrize("kind", PEOPLE_OF)
def test_people_who_do_not_change_are_told_about_every_other_year_at_most(kind: str, a_week: float) -> None:
    found = told(kind, a_week, 1, seed=1)
    assert sum(night >= 365 for each in found for night in each) / PEOPLE < 0.8


@pytest.mark.parametrize(
    ("kind", "doublings", "triplings"),
    [
        ("iid", 0.5, 0.85),
        ("spells", 0.35, 0.6),
        ("only in spells", 0.3, 0.5),
        ("Markov", 0.35, 0.6),
        ("bursts", 0.5, 0.8),
    ],
)
def test_a_doubling_and_a_tripling_are_met_within_56_nights(kind: str, doublings: float, triplings: float) -> None:
    for times, least in ((2, doublings), (3, triplings)):
        found = told(kind, 2, times, seed=2, until=ONSET + 56)
        met = [any(ONSET <= night < ONSET + 56 for night in each) for each in found]
        assert np.mean(met) >= least
