"""A rise as it is told: plain counts, for as long as it stands."""

import pytest

from cramp_journal.advice.change_rules import rising
from cramp_journal.advice.prompts import prompts
from cramp_journal.advice.rules import RULES
from cramp_journal.words import Rule
from tests.analysis.series import FIRST, after, run_of

LEVEL = [1, 0, 0, 1, 0, 0, 0] * 52
RISEN = after(FIRST, 364 + 8)  # the ninth night with a cramp in a row
RISING = [rule for rule in RULES if rule.rule == Rule.RISING]


def test_a_rise_is_told_in_plain_counts_with_what_was_before_and_what_is_usual() -> None:
    nights = run_of(FIRST, LEVEL + [1] * 28)
    found = rising(nights, after(FIRST, 364 + 27))
    assert found
    assert found.logged == (
        "You logged 28 cramps in the last 28 nights; 8 in the 28 before. In the year before, 28 nights usually had 8."
    )
    assert found.nights == tuple(after(FIRST, 364 + i) for i in range(28))
    assert found.since == after(RISEN, 1)
    counts = {"cramps": 28, "recorded": 28, "cramps_before": 8, "recorded_before": 28}
    usual = {"cramps_usual": 104, "recorded_usual": 364, "odds": 0.2, "odds_limit": 0.2}
    assert found.numbers == counts | usual


def test_it_speaks_from_the_morning_after_the_night_that_made_it_and_not_before() -> None:
    nights = run_of(FIRST, LEVEL + [1] * 40)
    assert rising(nights, after(RISEN, -1)) is None
    assert rising(nights, RISEN)
    (found,) = prompts(nights, [], after(FIRST, 400), RISING)
    assert found.held_since == after(RISEN, 1)


@pytest.mark.parametrize("later", [0, 30, 55])
def test_it_stands_where_it_goes_on(later: int) -> None:
    nights = run_of(FIRST, (LEVEL + [1] * 9 + [0, 1] * 40)[: 364 + 9 + later])
    assert rising(nights, after(RISEN, later))


@pytest.mark.parametrize(("logged", "said"), [(14, "28 cramps in the last 28 nights; 4 in"), (13, "28 nights. In the")])
def test_a_month_that_was_not_logged_is_not_compared_with(logged: int, said: str) -> None:
    """Half of the 28 nights before must be recorded; what was not asked is not "no"."""
    nights = run_of(FIRST, [*LEVEL[:336], *[None] * (28 - logged), *LEVEL[:logged], *[1] * 28])
    found = rising(nights, after(FIRST, 364 + 27))
    assert found
    assert said in found.logged


def test_it_is_over_when_cramps_are_as_usual_again() -> None:
    nights = run_of(FIRST, LEVEL + [1] * 15 + [1, 0, 0, 1, 0, 0, 0] * 4)
    assert rising(nights, RISEN)
    assert rising(nights, after(RISEN, 34)) is None


def test_nights_after_the_last_evening_are_not_looked_at() -> None:
    nights = run_of(FIRST, LEVEL + [1] * 9)
    later = run_of(after(RISEN, 1), [9] * 30)
    assert rising([*nights, *later], RISEN) == rising(nights, RISEN)


def test_a_level_journal_is_never_told_of_a_rise() -> None:
    nights = run_of(FIRST, LEVEL * 2)
    assert all(rising(nights, after(FIRST, days)) is None for days in range(0, 728, 7))
