"""The latest cramps against those of the year before, and the Mann–Whitney test behind it."""

import warnings
from collections.abc import Sequence
from statistics import median

import numpy as np
import pytest
from scipy.stats import mannwhitneyu, ttest_ind

from cramp_journal.advice.change_rules import lengthening
from cramp_journal.analysis.lengths import longer_by_chance, longer_though_alike
from cramp_journal.model import CrampFigures, NightFigures
from tests.analysis.series import FIRST, after, lasting

LAST = after(FIRST, 99)


def exact_p(now: list[int], before: list[int]) -> float:
    return float(mannwhitneyu(now, before, alternative="greater", method="asymptotic", use_continuity=True).pvalue)


def then(before: Sequence[int | None], now: Sequence[int | None]) -> list[NightFigures]:
    """Give a night for each length: those before from the first night on, those of now up to the last."""
    return [*lasting(FIRST, before), *lasting(after(LAST, 1 - len(now)), now)]


def test_cramps_of_four_minutes_after_cramps_of_one_are_longer() -> None:
    found = lengthening(then([60] * 20, [240] * 10), LAST)
    assert found
    assert found.logged == (
        "The usual length of your last 10 cramps (18 Mar – 14 Apr 2026) is 4 min; of the 20 in the year before "
        "(5 Jan – 17 Mar 2026) it was 1 min."
    )
    assert found.numbers == {
        "median_seconds": 240,
        "known": 10,
        "median_seconds_before": 60,
        "known_before": 20,
        "p": 0.0001,  # it is never printed as none at all
    }
    assert found.nights == tuple(after(LAST, i) for i in range(-9, 1))
    assert found.tier is None


def test_cramps_that_stay_as_long_are_not() -> None:
    assert lengthening(then([240] * 20, [240] * 10), LAST) is None


@pytest.mark.parametrize(
    ("before", "now", "speaks"),
    [
        (120, 240, True),  # exactly twice and exactly 2 minutes more
        (120, 239, False),
        (200, 400, True),  # exactly twice
        (200, 399, False),  # 2 minutes more, not twice
        (100, 220, True),  # exactly 2 minutes more
        (100, 219, False),  # more than twice, not 2 minutes
    ],
)
def test_longer_is_twice_the_median_and_two_minutes_more(before: int, now: int, *, speaks: bool) -> None:
    assert bool(lengthening(then([before] * 20, [now] * 10), LAST)) is speaks


@pytest.mark.parametrize(
    ("now", "speaks"), [([60, *[400] * 9], True), ([60, 60, *[400] * 8], False), ([60, 60, 60, *[400] * 7], False)]
)
def test_a_chance_of_three_in_two_thousand_parts_longer_from_luck(now: list[int], *, speaks: bool) -> None:
    """One or two of ten that are as short as ever; the medians are clear each time."""
    before = [20, 60, 90, 120] * 5
    assert median(now) >= median(before) + 120
    found = lengthening(then(before, now), LAST)
    assert bool(found) is speaks
    assert found is None or found.numbers["p"] < 0.0015


def weekly(*, mixed: bool) -> list[NightFigures]:
    """Give weeks of short and of long cramps in turns, and a last month of three long ones; or all nights mixed."""
    long, short = [800, 600, 900, 700], [60, 90, 40, 80]
    before, now = [*long, *short, *short, *short] * 6, [*long, *long, *long, *short]
    if mixed:
        chance = np.random.default_rng(1)
        before, now = chance.permutation(before).tolist(), chance.permutation(now).tolist()
    weeks = [*before, *now]
    return [
        NightFigures.of(after(FIRST, 7 * (place // 4) + place % 4), [CrampFigures(seconds, "guess")])
        for place, seconds in enumerate(weeks)
    ]


def test_a_bad_month_of_who_has_bad_weeks_is_no_change_and_in_others_it_is() -> None:
    last = weekly(mixed=True)[-1].evening
    assert lengthening(weekly(mixed=True), last)
    assert lengthening(weekly(mixed=False), last) is None


def test_where_each_cramp_stands_alone_the_second_p_is_students_of_the_logarithms() -> None:
    chance = np.random.default_rng(3)
    now, before = chance.lognormal(5.5, 0.6, 8), chance.lognormal(5, 0.6, 12)
    apart = np.arange(20) * 28
    referee = ttest_ind(np.log(now), np.log(before), alternative="greater").pvalue
    assert longer_though_alike(now.tolist(), before.tolist(), apart[:8], apart[8:]) == pytest.approx(referee)


def test_cramps_of_a_night_that_last_alike_count_as_one() -> None:
    chance = np.random.default_rng(4)
    now, before = chance.lognormal(5.5, 0.6, 8), chance.lognormal(5, 0.6, 12)
    apart = np.repeat(np.arange(20) * 28, 3)
    five = longer_though_alike(np.repeat(now, 3).tolist(), np.repeat(before, 3).tolist(), apart[:24], apart[24:])
    assert five == pytest.approx(ttest_ind(np.log(now), np.log(before), alternative="greater").pvalue)


@pytest.mark.parametrize(("now", "p"), [(240, 0.0), (120, 1.0), (60, 1.0)])
def test_lengths_that_do_not_vary_at_all_are_longer_or_not(now: int, p: float) -> None:
    assert longer_though_alike([now] * 3, [120] * 4, np.arange(3), np.arange(5, 9)) == p


@pytest.mark.parametrize(
    ("before", "now", "speaks"), [(20, 10, True), (19, 10, False), (20, 9, False), (0, 10, False), (0, 9, False)]
)
def test_ten_cramps_and_twenty_before_must_be_known(before: int, now: int, *, speaks: bool) -> None:
    assert bool(lengthening(then([60] * before, [400] * now), LAST)) is speaks


def test_all_cramps_of_the_last_28_nights_count_where_they_are_ten_or_more() -> None:
    """Ten long ones at the end do not outweigh eleven short ones of the same month."""
    both = [60, 400] * 10
    assert lengthening(then([60] * 20, [60, *both]), LAST) is None
    assert lengthening(then([60] * 20, both[1:]), LAST)


def test_where_there_are_fewer_the_last_ten_of_84_nights_count() -> None:
    """One cramp in eight nights: ten go back 72 nights."""
    late: list[int | None] = [400, *[None] * 7] * 9 + [400]
    found = lengthening([*lasting(after(FIRST, -40), [60] * 60), *lasting(after(LAST, -72), late)], LAST)
    assert found
    assert found.nights == tuple(after(LAST, -72 + 8 * i) for i in range(10))


def test_cramps_of_unknown_length_are_stepped_over() -> None:
    found = lengthening(then([60, None] * 20, [400, None] * 10), LAST)
    assert found
    assert len(found.nights) == 10


def test_left_out_nights_do_not_count() -> None:
    nights = then([60] * 20, [400] * 10)
    assert lengthening([n._replace(left_out=n.evening == LAST) for n in nights], LAST) is None
    assert lengthening([n._replace(left_out=n.evening == FIRST) for n in nights], LAST) is None


def test_cramps_after_the_last_evening_are_not_looked_at() -> None:
    assert lengthening(then([60] * 20, [400] * 10), after(LAST, -1)) is None


@pytest.mark.parametrize(("later", "speaks"), [(0, True), (74, True), (75, False)])
def test_ten_cramps_of_long_ago_are_no_news(later: int, *, speaks: bool) -> None:
    """The first of the ten, 9 nights before the last, must lie within the last 84 nights."""
    assert bool(lengthening(then([60] * 20, [400] * 10), after(LAST, later))) is speaks


@pytest.mark.parametrize(("earlier", "speaks"), [(365, True), (366, False)])
def test_the_year_before_is_looked_at_and_no_more(earlier: int, *, speaks: bool) -> None:
    """The first of twenty short ones stands so many nights before the first of the long ones."""
    first = after(LAST, -9)
    nights = [*lasting(after(first, -earlier), [60]), *lasting(after(first, -60), [60] * 19)]
    assert bool(lengthening([*nights, *lasting(first, [400] * 10)], LAST)) is speaks


def test_several_cramps_of_a_night_count_each() -> None:
    short, long = [CrampFigures(60)] * 4, [CrampFigures(400)] * 5
    nights = [NightFigures.of(after(FIRST, i), short) for i in range(5)]
    nights += [NightFigures.of(after(LAST, i), long) for i in (-1, 0)]
    found = lengthening(nights, LAST)
    assert found
    assert found.nights == (after(LAST, -1), LAST)


@pytest.mark.parametrize("seed", range(40))
def test_the_chance_of_longer_is_that_of_scipy_with_many_ties(seed: int) -> None:
    chance = np.random.default_rng(seed)
    steps = (10, 60, 120, 300)[seed % 4]
    now = (steps * chance.integers(1, 6, int(chance.integers(2, 15)))).tolist()
    before = (steps * chance.integers(1, 6, int(chance.integers(3, 25)))).tolist()
    if len({*now, *before}) > 1:
        assert longer_by_chance(now, before) == pytest.approx(exact_p(now, before), abs=1e-9)


@pytest.mark.parametrize("seed", range(10))
def test_the_chance_of_longer_is_that_of_scipy_without_ties(seed: int) -> None:
    values = np.random.default_rng(seed).permutation(30).tolist()
    assert longer_by_chance(values[:10], values[10:]) == pytest.approx(exact_p(values[:10], values[10:]), abs=1e-9)


def test_numbers_that_are_all_the_same_are_never_longer() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert longer_by_chance([120] * 10, [120] * 20) == 1.0
