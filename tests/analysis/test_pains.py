"""Worse pain: the p behind it is that of Mann and Whitney for nights, and larger where weeks are alike."""

from collections.abc import Sequence

from scipy.stats import mannwhitneyu

from cramp_journal.analysis.pains import worsened
from cramp_journal.model import CrampFigures, NightFigures
from tests.analysis.series import FIRST, after

LAST = after(FIRST, 111)


def painful(before: Sequence[Sequence[int]], now: Sequence[Sequence[int]], cramps: int = 1) -> list[NightFigures]:
    """Give a week for each row, with a night for each pain; a night's cramps hurt alike."""
    return [
        NightFigures.of(after(FIRST, 7 * week + day), [CrampFigures(pain=pain)] * cramps)
        for week, pains in enumerate([*before, *now])
        for day, pain in enumerate(pains)
    ]


def test_where_weeks_are_not_alike_it_is_the_p_of_mann_and_whitney() -> None:
    before, now = [[2, 3, 5, 4]] * 12, [[3, 8, 7, 6]] * 4
    found = worsened(painful(before, now), LAST)
    assert found
    assert (found.now, found.before, found.known) == (6.5, 3.5, 16)
    expected = mannwhitneyu(
        now[0] * 4, before[0] * 12, alternative="greater", use_continuity=False, method="asymptotic"
    )
    assert abs(found.p - expected.pvalue) < 1e-9


def test_many_cramps_in_a_night_count_once() -> None:
    before, now = [[2, 3, 5, 4]] * 12, [[3, 8, 7, 6]] * 4
    one, five = worsened(painful(before, now), LAST), worsened(painful(before, now, cramps=5), LAST)
    assert one
    assert five
    assert (one.p, 5 * one.known) == (five.p, five.known)


def test_weeks_that_are_alike_say_less() -> None:
    """The same pains, but each week has its own: what 16 nights said, 4 weeks say no more."""
    mixed = worsened(painful([[2, 3, 4, 6]] * 12, [[3, 6, 6, 7]] * 4), LAST)
    alike = worsened(painful([[2] * 4, [3] * 4, [4] * 4, [6] * 4] * 3, [[3] * 4, [6] * 4, [6] * 4, [7] * 4]), LAST)
    assert mixed
    assert alike is None
