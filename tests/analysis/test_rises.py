"""A rise against the person's own past, night by night: how it is weighed, when it speaks, and its boundaries."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import nbinom

from benchmarks.people import Floats
from cramp_journal.analysis import rises as of_rises
from cramp_journal.analysis.kinds import ALL_KINDS, KindOfPerson, log_odds
from cramp_journal.analysis.rises import (
    ODDS_LIMIT,
    Counts,
    Past,
    compared_on,
    forget_odds,
    has_risen,
    known_from,
    passed,
    rises,
    usual_from,
)
from tests.analysis.series import FIRST, after, drawn, run_of

LEVEL = [1, 0, 0, 1, 0, 0, 0] * 52
DAYS = 8  # with a cramp each, before that is a rise


def on(counts: Sequence[int | None]) -> list[date]:
    return [each.evening for each in rises(run_of(FIRST, counts))]


def plain_odds(counts: Sequence[int | None]) -> list[float]:
    """Filter plainly: one matrix over all states of a kind, likelihoods from scipy."""
    rates = [0.25 / 7 * 2 ** (step / 2) for step in range(16)]
    states = [(twice, bad, rate) for twice in (0, 1) for bad in (0, 1) for rate in range(16)]
    sums = np.zeros((len(counts), 2))
    for kind in ALL_KINDS:
        turns = np.array([[1 - (enter := kind.share / (1 - kind.share) / kind.stay), enter], [1 / kind.stay, 0]])
        turns[1, 1] = 1 - 1 / kind.stay
        nightly = np.kron(
            np.kron([[1 - (begins := kind.begins / 1500), begins], [1 / 224, 1 - 1 / 224]], turns), np.eye(16)
        )
        weekly = np.zeros((64, 64))
        for i, (twice, bad, rate) in enumerate(states):
            for to, chance in {rate - 1: kind.drift, rate + 1: kind.drift}.items():
                if not twice and 0 <= to < 16:
                    weekly[i, states.index((0, bad, to))] += chance
            if twice:
                weekly[i, states.index((0, bad, min(rate + 2, 15)))] += 7 / 224
            weekly[i, i] += 1 - weekly[i].sum()
        worst = 1 / (kind.share + (1 - kind.share) * kind.calm)
        means = np.array([rates[r] * worst * (1 if bad else kind.calm) * (1 + twice) for twice, bad, r in states])
        first = [(1 / 1500 if twice else 1) * (kind.share if bad else 1 - kind.share) for twice, bad, _ in states]
        belief = kind.weight * np.array(first)
        for night, count in enumerate(counts):
            if night:
                belief = (belief @ weekly if (FIRST.toordinal() + night) % 7 == 0 else belief) @ nightly
            if count is not None:
                belief = belief * chance_of(count, means, kind)
            sums[night] += belief[:32].sum(), belief[32:].sum()
    return [twice / usual for night, (usual, twice) in enumerate(sums) if counts[night] is not None]


def chance_of(count: int, mean: Floats, kind: KindOfPerson) -> Floats:
    """Give the chance of a count: bursts on some nights of those who have them, and single cramps on the others."""
    often = np.minimum(kind.bursts * mean / 6.5, 0.9)
    single = (mean - often * 6.5) / (1 - often)
    burst = nbinom(2, 2 / 4.5).pmf(count - 4)
    found = often * burst + (1 - often) * nbinom(kind.size, kind.size / (kind.size + single)).pmf(count)
    return np.asarray(np.maximum(found, 1e-9))


def test_the_odds_are_those_of_a_plain_filter_with_scipys_likelihoods() -> None:
    chance = np.random.default_rng(1)
    counts = [None if chance.random() < 0.2 else int(n) for n in chance.poisson(np.repeat([0.3, 1.2], 20))]
    nights = [(FIRST.toordinal() + i, n) for i, n in enumerate(counts) if n is not None]
    days, logged = zip(*nights, strict=True)
    odds = np.exp(log_odds(days, logged))
    assert odds == pytest.approx(plain_odds(counts), rel=1e-9)


def test_a_cramp_each_night_after_two_a_week_is_a_rise_within_two_weeks() -> None:
    assert on(LEVEL + [1] * DAYS) == []
    (found,) = rises(run_of(FIRST, LEVEL + [1] * (DAYS + 1)))
    assert found.evening == after(FIRST, 364 + DAYS)
    assert found.odds >= ODDS_LIMIT
    assert found.usual == Counts(99, 345)


def test_a_part_of_the_journal_is_weighed_as_in_the_whole() -> None:
    """Ten years are weighed in parts of half a year, each with the year and a half before it."""
    chance = np.random.default_rng(4)
    level = np.repeat([0.2, 0.7, 0.2, 0.6, 0.3, 0.9, 0.2], 200)
    nights = run_of(FIRST, chance.poisson(level).tolist())
    found = rises(nights)
    assert len(found) > 2
    for last in range(200, len(nights), 61):
        since = after(FIRST, last - 84)
        told = [each for each in found if since <= each.evening <= nights[last].evening]
        assert rises(nights[: last + 1], since) == told


def test_a_level_journal_never_rises() -> None:
    assert on(LEVEL * 4) == []


def test_fewer_cramps_are_no_rise() -> None:
    assert on([1] * 300 + [0, 0, 1] * 60) == []


def test_84_recorded_nights_must_say_what_is_usual() -> None:
    """On the 112th night, 84 nights ended 28 before it."""
    assert on(LEVEL[:80] + [1] * 31) == []
    assert on(LEVEL[:80] + [1] * 32) == [after(FIRST, 111)]


@pytest.mark.parametrize(("silent", "speaks"), [(8, True), (9, False)])
def test_seventy_percent_of_the_last_28_must_be_recorded(silent: int, *, speaks: bool) -> None:
    """20 of 28 are 71.4 %, 19 are 67.9 %."""
    counts: list[int | None] = [*LEVEL, *[None] * silent, *[2] * (28 - silent)]
    assert bool(on(counts)) is speaks


def test_the_same_rise_is_told_once_in_56_nights_and_then_again() -> None:
    found = on(LEVEL + [1] * 14 + [1] * 120)
    assert found[0] == after(FIRST, 364 + DAYS)
    assert all((b - a).days >= 56 for a, b in pairwise(found))


def test_what_comes_later_changes_no_rise_that_was_noticed() -> None:
    nights = run_of(FIRST, LEVEL + [1] * 40)
    assert rises(nights)[:1] == rises(nights[: 364 + DAYS + 1])


def test_nights_left_out_are_in_no_sum() -> None:
    nights = run_of(FIRST, LEVEL + [3] * 20)
    assert rises(nights)
    assert rises([night._replace(left_out=night.evening >= after(FIRST, 364)) for night in nights]) == []


@pytest.mark.parametrize(
    ("usual", "cramps", "nights", "speaks"),
    [(8, 12, 28, True), (8, 11, 28, False), (4, 7, 28, True), (4, 6, 28, False), (8, 12, 20, True), (8, 12, 19, False)],
)
def test_half_as_many_again_and_three_cramps_more_are_needed(
    usual: int, cramps: int, nights: int, *, speaks: bool
) -> None:
    assert has_risen(Counts(10 * usual, 280), Counts(cramps, nights)) is speaks


def test_usual_is_the_year_that_ended_28_nights_before() -> None:
    nights = drawn(FIRST, "9" * 10 + "1" * 365 + "7" * 28)
    assert compared_on(nights, after(FIRST, 402)).usual == Counts(365, 365)


@pytest.mark.parametrize(("logged", "days"), [(0, 84 + 28), (83, 1 + 28), (84, 28), (110, 2), (111, 1), (112, None)])
def test_it_is_known_from_when_on_a_rise_can_be_told(logged: int, days: int | None) -> None:
    today = after(FIRST, logged)
    expected = after(today, days) if days else None
    assert known_from(run_of(FIRST, [0] * logged), today) == expected


def test_a_rise_can_be_told_on_the_day_that_was_said() -> None:
    nights = run_of(FIRST, LEVEL[:80] + [1] * 32)
    assert known_from(nights[:100], after(FIRST, 100)) == after(rises(nights)[0].evening, 1)


def test_nights_from_where_only_cramps_are_written_down_say_nothing_of_what_is_usual() -> None:
    bad = [each._replace(cramps_only=True) for each in drawn(FIRST, "1...1.." * 56) if each.count]
    now = drawn(after(FIRST, 392), "2222222" * 8)
    assert rises(drawn(FIRST, "1...1.." * 56) + now)
    assert rises(bad + now) == []
    assert compared_on(bad + now, after(FIRST, 419)).usual == Counts(0, 0)


# ---------------------------------------------------------------- its boundaries
def test_a_journal_without_a_night_has_no_rise() -> None:
    assert rises([]) == []


def test_a_rise_goes_on_to_be_told_on_the_56th_night_after_it() -> None:
    found = on(LEVEL + [1] * 57 + [9] * 20)
    assert (found[1] - found[0]).days == 56


def test_a_rise_on_the_last_night_and_the_first_of_a_half_year_is_told() -> None:
    first = next(FIRST.replace(day=d, month=m) for m in range(1, 13) for d in range(1, 29) if starts_a_half_year(m, d))
    nights = run_of(first, LEVEL + [1] * (DAYS + 1))
    assert [each.evening for each in rises(nights)] == [nights[-1].evening]


def starts_a_half_year(month: int, day: int) -> bool:
    """Return whether the last night of the rise begins a part that is weighed on its own."""
    return (date(2026, month, day).toordinal() + 364 + DAYS) % 182 == 0


def test_odds_that_are_just_at_the_limit_are_a_rise() -> None:
    counts = LEVEL + [1] * 28
    days = [FIRST.toordinal() + i for i in range(len(counts))]
    odds = np.zeros(len(days))
    odds[-1] = ODDS_LIMIT
    assert [each.day for each in passed(days, Past(days, counts), odds, ODDS_LIMIT)] == [days[-1]]


def test_nights_that_are_logged_as_ever_are_compared_as_they_are() -> None:
    found = compared_on(run_of(FIRST, LEVEL + [1] * 28), after(FIRST, 391))
    assert (found.usual_at_most, found.now_at_least) == (found.usual, found.now)


def test_where_more_nights_are_logged_of_late_those_before_may_have_been_bad_ones() -> None:
    """Every other night before, with three cramps on the bad ones; for two weeks each night, with one."""
    before: list[int | None] = [3, None, 0, None, 0, None, 0, None] * 46
    nights = run_of(FIRST, [*before, *[1, 0] * 7])
    found = compared_on(nights, nights[-1].evening)
    first = usual_from(nights, nights[-1].evening)
    bad = [each.count for each in nights if each.count and each.evening >= first]
    unlogged = found.usual_at_most.nights - found.usual.nights
    assert unlogged > 10
    assert (found.usual_at_most.cramps - found.usual.cramps) / unlogged == pytest.approx(sum(bad) / len(bad))


def test_what_is_usual_begins_a_year_before_the_last_28_nights() -> None:
    nights = run_of(FIRST, LEVEL * 2)
    last = nights[-1].evening
    assert usual_from(nights, last) == after(last, -27 - 365)
    assert compared_on(nights, last).usual.nights == 365


def test_what_is_usual_begins_where_the_habit_of_logging_changed() -> None:
    rarely: list[int | None] = [1, None, None, None, None, None, None]
    nights = run_of(FIRST, rarely * 40 + [0, 0, 1] * 60)
    found = usual_from(nights, nights[-1].evening)
    assert abs((found - after(FIRST, 280)).days) <= 14


def test_nights_of_more_than_a_year_ago_do_not_say_what_is_usual() -> None:
    """Of 84 nights the oldest counts as long as it is one of the 365 before the last 28."""
    nights = run_of(FIRST, [0] * 84)
    full = after(FIRST, 28 + 365)  # the first night is the oldest of the year that counts
    assert known_from(nights, full) is None
    assert known_from(nights, after(full, 1)) == after(full, 1 + 1 + 28)


def test_after_a_lock_nothing_of_the_nights_is_kept() -> None:
    rises(run_of(FIRST, LEVEL))
    assert of_rises.noticed.cache_info().currsize
    assert of_rises._odds.cache_info().currsize
    forget_odds()
    assert not of_rises.noticed.cache_info().currsize
    assert not of_rises._odds.cache_info().currsize
