"""A rise against the person's own past year, night by night: what it adds up, when it speaks, and its boundaries."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import nbinom

from cramp_journal.analysis.rises import Usual, has_risen, rises, usual_for
from cramp_journal.model import NightFigures
from tests.analysis.series import FIRST, after, drawn, run_of

LEVEL = [1, 0, 0, 1, 0, 0, 0] * 52


def on(counts: Sequence[int | None]) -> list[date]:
    return [each.evening for each in rises(run_of(FIRST, counts))]


def by_the_book(nights: list[NightFigures]) -> list[date]:
    """Find rises plainly: sums anew for each night, likelihoods from scipy."""
    found: list[date] = []
    score, last = 0.0, date.min
    counted = [night for night in nights if not night.left_out]
    for night in counted:
        back = [(night.evening - each.evening).days for each in counted]
        year = [n for n, days in zip(counted, back, strict=True) if 28 <= days < 28 + 365]
        month = [n for n, days in zip(counted, back, strict=True) if 0 <= days < 28]
        if len(year) < 84:
            score = 0.0
            continue
        usual = (sum(n.count for n in year) + 0.5) / len(year)
        more, same = (nbinom(2, 2 / (2 + times * usual)) for times in (1.5, 1))
        score = max(0.0, score + more.logpmf(night.count) - same.logpmf(night.count))
        enough = score >= 2.5 * max(7 * usual, 0.25) ** 0.36 and len(month) >= 0.7 * 28
        rate, before = (sum(n.count for n in each) / len(each) for each in (month, year))
        nights_now, nights_before = (28 * sum(n.count > 0 for n in e) / len(e) for e in (month, year))
        clear = rate >= 1.5 * before - 1e-12 and nights_now - nights_before >= 3 - 1e-9
        if enough and clear and (night.evening - last).days >= 56:
            found.append(night.evening)
            score, last = 0.0, night.evening
    return found


@pytest.mark.parametrize("seed", range(8))
def test_the_sum_is_that_of_scipys_negative_binomial(seed: int) -> None:
    chance = np.random.default_rng(seed)
    mean = np.where(np.arange(420) > 300, 0.9, 0.3) * chance.lognormal(0, 0.3, 420)
    counts = [None if chance.random() < 0.08 else int(n) for n in chance.poisson(chance.gamma(2, mean / 2))]
    nights = run_of(FIRST, counts)
    nights = [n._replace(left_out=chance.random() < 0.05) for n in nights]
    found = by_the_book(nights)
    assert [each.evening for each in rises(nights)] == found
    assert found


def test_a_cramp_each_night_after_two_a_week_is_a_rise_on_the_fifteenth_night() -> None:
    assert on(LEVEL + [1] * 14) == []
    (found,) = rises(run_of(FIRST, LEVEL + [1] * 15))
    assert found.evening == after(FIRST, 364 + 14)
    assert (round(found.score, 6), round(found.limit, 6)) == (3.331560, 3.222497)
    assert found.usual == Usual(101, 101, 351)


def test_a_level_journal_never_rises() -> None:
    assert on(LEVEL * 4) == []


def test_fewer_cramps_are_no_rise() -> None:
    assert on([1] * 300 + [0, 0, 1] * 60) == []


@pytest.mark.parametrize(("clear", "speaks"), [(110, False), (111, True)])
def test_84_recorded_nights_must_say_what_is_usual(clear: int, *, speaks: bool) -> None:
    """The first of four cramps in a row needs 84 nights that ended 28 before the last of them."""
    assert bool(on([0] * clear + [1] * 4)) is speaks


@pytest.mark.parametrize(("silent", "speaks"), [(8, True), (9, False)])
def test_seventy_percent_of_the_last_28_must_be_recorded(silent: int, *, speaks: bool) -> None:
    """20 of 28 are 71.4 %, 19 are 67.9 %."""
    counts: list[int | None] = [*LEVEL, *[None] * silent, *[2] * (28 - silent)]
    assert bool(on(counts)) is speaks


def test_the_same_rise_is_told_once_in_56_nights_and_then_again() -> None:
    found = on(LEVEL + [1] * 14 + [1] * 120)
    assert found[0] == after(FIRST, 378)
    assert all((b - a).days >= 56 for a, b in pairwise(found))


def test_what_comes_later_changes_no_rise_that_was_noticed() -> None:
    nights = run_of(FIRST, LEVEL + [1] * 40)
    assert rises(nights)[:1] == rises(nights[: 364 + 15])


def test_nights_left_out_are_in_no_sum() -> None:
    nights = run_of(FIRST, LEVEL + [3] * 20)
    assert rises(nights)
    assert rises([night._replace(left_out=night.evening >= after(FIRST, 364)) for night in nights]) == []


@pytest.mark.parametrize(
    ("cramps", "nights", "speaks"),
    [(12, 12, True), (11, 11, False), (12, 9, True), (12, 8, False), (8, 8, False)],
)
def test_half_as_many_again_and_three_cramp_nights_more_are_needed(cramps: int, nights: int, *, speaks: bool) -> None:
    """Usual are 8 cramps on 6 nights of 28: half as many again are 12, three nights more are 9."""
    usual = Usual(cramps=80, cramp_nights=60, nights=280)
    assert has_risen(usual, cramps, nights, 28) is speaks


def test_usual_is_the_year_that_ended_28_nights_before() -> None:
    nights = drawn(FIRST, "9" * 10 + "1" * 365 + "7" * 28)
    assert usual_for(nights, after(FIRST, 402)) == Usual(365, 365, 365)
