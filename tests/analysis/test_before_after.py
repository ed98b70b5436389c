"""Whether something surely does not halve the cramps: by counts, and by how much weeks and months differ."""

import math

import numpy as np
import pytest

from cramp_journal.analysis.before_after import surely_not_halved
from cramp_journal.analysis.period import Period
from cramp_journal.analysis.rates import spread
from tests.analysis.series import FIRST, after, run_of

YEAR, COURSE = 336, 84  # nights: 12 months before it, and 3 with it
PAST = Period(FIRST, after(FIRST, YEAR - 1))
BEFORE = Period.of_last(84, PAST.last)
DURING = Period(after(FIRST, YEAR), after(FIRST, YEAR + COURSE - 1))


def told(before: list[int], during: list[int]) -> bool:
    return surely_not_halved(run_of(FIRST, before + during), BEFORE, DURING, PAST)


@pytest.mark.parametrize(("now", "is_so"), [(1, True), (0, False)])
def test_as_many_cramps_are_no_half_and_fewer_are_never_told(now: int, *, is_so: bool) -> None:
    assert told([1, 0, 1, 0, 1, 0, 0] * 48, [1, 0, 1, 0, now, 0, 0] * 12) is is_so


def test_nothing_before_it_tells_nothing() -> None:
    assert not told([0] * YEAR, [1] * COURSE)


def test_who_has_months_that_differ_is_not_told_what_others_are() -> None:
    """The same cramps before and with it, but the nine months before these were now calm, now bad."""
    last, during = [1, 0, 1, 0, 1, 0, 0] * 12, [1, 0, 1, 0, 1, 0, 0] * 12
    assert told([1, 0, 1, 0, 1, 0, 0] * 36 + last, during)
    assert not told(([0] * 28 + [1] * 28) * 4 + [0] * 28 + last, during)


def test_the_limit_is_that_of_the_formula() -> None:
    """log(ratio / 0.5) > 2.5 × √(D × (1 / (a + ½) + 1 / (b + ½)) + V), with V from the rates of 28 nights."""
    for seed in range(20):
        counts = np.random.default_rng(seed).poisson(0.4, YEAR + COURSE)
        a, b = int(counts[YEAR:].sum()), int(counts[YEAR - 84 : YEAR].sum())
        total, freedom = 0.1 * 4, 4
        for months in (counts[:YEAR].reshape(-1, 28), counts[YEAR:].reshape(-1, 28)):
            rates = months.mean(axis=1)
            total += (len(rates) - 1) * (rates.var(ddof=1) / rates.mean() ** 2 - 1 / (28 * rates.mean()))
            freedom += len(rates) - 1
        weeks = spread(run_of(FIRST, counts.tolist()), (BEFORE, DURING)).dispersion
        deviation = math.sqrt(weeks * (1 / (a + 0.5) + 1 / (b + 0.5)) + max(0, total / freedom))
        expected = a >= b and math.log(a / b / 0.5) > 2.5 * deviation
        assert told(counts[:YEAR].tolist(), counts[YEAR:].tolist()) is bool(expected)
