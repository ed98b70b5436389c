"""How much cramps cluster, by hand and on drawn series."""

import math
from statistics import mean

import pytest

from cramp_journal.analysis.period import Period
from cramp_journal.analysis.rates import spread
from tests.analysis.series import FIRST, after, clustered, drawn, independent

MONTH = Period(FIRST, after(FIRST, 27))


def stretch(weeks: int, start: int = 0) -> Period:
    return Period(after(FIRST, 7 * start), after(FIRST, 7 * (start + weeks) - 1))


def test_two_uneven_weeks_are_drawn_towards_the_usual_dispersion() -> None:
    """Mean 3.5 a week: chi-square 3.5 + 3.5 on 1 degree. Usual is a tenth of the mean, 0.35, as in 4 weeks."""
    how = spread(drawn(FIRST, "....... 1111111"), [stretch(2)])
    assert how.dispersion == pytest.approx(1 + 1.75 * (7 - 1 + 0.35 * 4) / (1 + 4))
    assert how.freedom == 5


def test_within_weeks_what_they_have_in_common_does_not_run_on() -> None:
    how = spread(drawn(FIRST, "....... 1111111"), [stretch(2)], run_on=1)
    assert how.dispersion == pytest.approx(1 + (7 - 1 + 0.35 * 4) / (1 + 4))


def test_the_dispersion_of_nights_is_that_of_a_share() -> None:
    """4 and 1 cramp nights of 7: mean 5/14; chi-square 2 × 1.5² / (2.5 × 9/14) on 1 degree."""
    how = spread(drawn(FIRST, "2131... 5......"), [stretch(2)], of_nights=True)
    assert how.dispersion == pytest.approx(1 + 1.75 * (2.8 - 1 + 4 * 0.7 * 5 / 14 * 9 / 14) / 5)


def test_even_weeks_are_no_less_than_independent() -> None:
    how = spread(drawn(FIRST, "1.1...1 " * 16), [stretch(16)])
    assert how.dispersion == 1.0


def test_where_nothing_is_known_there_is_chance_alone() -> None:
    how = spread([], [MONTH])
    assert (how.dispersion, how.freedom) == (1.0, 4)


def test_a_journal_without_cramps_has_chance_alone() -> None:
    assert spread(drawn(FIRST, "." * 28), [MONTH]).dispersion == 1.0
    assert spread(drawn(FIRST, "." * 28), [MONTH], of_nights=True).dispersion == 1.0


def test_a_cramp_every_night_says_nothing_about_the_clustering_of_nights() -> None:
    assert spread(drawn(FIRST, "1" * 28), [MONTH], of_nights=True).dispersion == 1.0


def test_a_change_between_stretches_is_no_clustering() -> None:
    nights = drawn(FIRST, "1...... " * 4 + "1111111 " * 4)
    assert spread(nights, [stretch(4), stretch(4, 4)]).dispersion == 1.0
    assert spread(nights, [stretch(8)]).dispersion > 2


def test_weeks_that_are_not_known_do_not_count() -> None:
    known = spread(drawn(FIRST, "....... 1111111"), [stretch(2)])
    for unknown in ("-------", "--.----", ".----1-", "ooooooo", "..ooooo"):
        assert spread(drawn(FIRST, f"{unknown} ....... 1111111"), [stretch(3)]) == known


def test_a_week_with_three_known_nights_counts() -> None:
    assert spread(drawn(FIRST, "..----. ....... 1111111"), [stretch(3)]).freedom == 6


def test_fewer_known_nights_lower_what_is_expected_of_a_week() -> None:
    """One cramp a night in both weeks, however many nights are known, is even: chi-square 0 on 1 degree."""
    how = spread(drawn(FIRST, "111---- 1111111"), [stretch(2)])
    assert how.dispersion == pytest.approx(1 + 1.75 * (0 - 1 + 0.7 * 4) / 5)


def test_weeks_are_counted_back_from_the_end_of_the_stretch() -> None:
    nights = drawn(FIRST, ".. ....... 1111111")
    how = spread(nights, [Period(FIRST, after(FIRST, 15))])
    assert how == spread(drawn(FIRST, "....... 1111111"), [stretch(2)])


@pytest.mark.parametrize("mean_cramps", [0.3, 0.6, 1.1])
def test_independent_cramps_have_a_dispersion_near_one(mean_cramps: float) -> None:
    found = [spread(independent(seed, 112, mean_cramps), [stretch(12), stretch(4, 12)]) for seed in range(60)]
    assert 1.0 <= mean(how.dispersion for how in found) <= 1.5
    assert max(how.dispersion for how in found) < 3.2


def test_cramps_in_runs_have_a_higher_dispersion() -> None:
    even = [spread(independent(seed, 112, 0.6), [stretch(16)]).dispersion for seed in range(60)]
    runs = [spread(clustered(seed, 112, 0.6), [stretch(16)]).dispersion for seed in range(60)]
    assert mean(runs) > mean(even) + 0.5
    assert mean(runs) > 1.6


def test_nights_with_cramps_cluster_less_than_cramps() -> None:
    cramps = mean(spread(clustered(seed, 112, 0.6), [stretch(16)]).dispersion for seed in range(60))
    nights = mean(spread(clustered(seed, 112, 0.6), [stretch(16)], of_nights=True).dispersion for seed in range(60))
    assert nights < cramps


def test_more_weeks_make_the_dispersion_surer() -> None:
    few, many = spread(independent(1, 28, 0.6), [stretch(4)]), spread(independent(1, 364, 0.6), [stretch(52)])
    assert few.widening / few.dispersion > many.widening / many.dispersion > 1
    assert not math.isinf(many.freedom)
