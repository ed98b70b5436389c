"""The intervals hold the truth as often as they say, for people whose cramps come in runs (all of it: make bench)."""

import numpy as np
import pytest

from cramp_journal.analysis.period import Period
from cramp_journal.analysis.rates import ratio_interval
from cramp_journal.analysis.trends import recent
from cramp_journal.model import NightFigures
from tests.analysis.series import FIRST, after

PEOPLE, NIGHTS = 400, 112


def journals(a_week: float) -> list[list[NightFigures]]:
    """Draw stable people: negative binomial nights about a week's mean that wobbles, 8 % of nights unknown."""
    chance = np.random.default_rng(int(a_week))
    week = chance.standard_normal((PEOPLE, NIGHTS // 7))
    for i in range(1, NIGHTS // 7):
        week[:, i] = 0.5 * week[:, i - 1] + 0.75**0.5 * week[:, i]
    mean = a_week / 7 * np.repeat(np.exp(0.3 * week - 0.045), 7, axis=1)
    cramps = chance.poisson(chance.gamma(2, mean / 2))
    known = chance.random((PEOPLE, NIGHTS)) > 0.08
    return [
        [
            NightFigures(after(FIRST, i), left_out=False, count=int(count), packed="")
            for i, count in enumerate(row)
            if there[i]
        ]
        for row, there in zip(cramps, known, strict=True)
    ]


@pytest.mark.parametrize("a_week", [2, 4, 8])
def test_the_ratio_of_two_months_holds_the_truth_in_93_of_100_stable_people_and_poissons_does_not(a_week: int) -> None:
    ours, plain = [], []
    for nights in journals(a_week):
        found = recent(nights, after(FIRST, NIGHTS - 1))
        if found.low is not None and found.high is not None:
            low, high = ratio_interval(found.now, found.before, found.recorded_now / found.recorded_before)
            ours.append(found.low <= 1 <= found.high)
            plain.append(low <= 1 <= high)
    assert len(ours) > 0.93 * PEOPLE  # the others happened to log another share of their nights
    assert np.mean(ours) >= 0.93
    assert np.mean(plain) < 0.93


def test_a_period_of_a_year_before_has_the_same_days_of_the_week() -> None:
    period = Period(FIRST, after(FIRST, 27))
    assert period.year_before().nights == 28
    assert (FIRST - period.year_before().first).days == 364
