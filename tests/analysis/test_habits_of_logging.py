"""Nights are compared only with nights that were logged alike: what one habit leaves out, another one counts."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from cramp_journal.advice.change_rules import lengthening, pain_rising, rising
from cramp_journal.analysis.before_after import surely_not_halved
from cramp_journal.analysis.kinds import log_odds
from cramp_journal.analysis.long_run import long_run
from cramp_journal.analysis.period import Period
from cramp_journal.analysis.rises import Past, compared_on, known_from, rises
from cramp_journal.analysis.summary import DIFFERENT, compare, summary, summary_as_json
from cramp_journal.analysis.trends import comparison_in_words, recent
from cramp_journal.analysis.unlogged import Calendar, Habit, calendar, logged_alike
from cramp_journal.charts.tables import compared_table
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.report.page_one_figures import change_in_words
from tests.analysis.series import FIRST, after, drawn, run_of

ALL, BAD_LEFT_OUT, FEW_CLEAR = "1..1..1", "-..-..-", "1--1-.1"
WEEKS = 52


def journal(before: str, now: str, weeks: int) -> list[NightFigures]:
    """Give a year in one habit, and so many weeks in another."""
    return drawn(FIRST, before * WEEKS + now * weeks)


def last(weeks: int) -> date:
    return after(FIRST, 7 * (WEEKS + weeks) - 1)


@pytest.mark.parametrize("before", [FEW_CLEAR, BAD_LEFT_OUT])
def test_nobody_who_only_begins_to_log_every_night_is_told_of_a_change(before: str) -> None:
    """The same three cramps a week all the time."""
    for weeks in range(3, 53):
        nights = journal(before, ALL, weeks)
        month = Period.of_last(28, last(weeks))
        for other in (month.before(28), month.before(84), month.year_before()):
            found, _why = compare(nights, month, other)
            assert found.low is None or found.high is None or found.low <= 1 <= found.high
        assert rising(nights, last(weeks)) is None
    assert rises(journal(before, ALL, 52)) == []


@pytest.mark.parametrize("before", [FEW_CLEAR, BAD_LEFT_OUT])
def test_a_rise_is_told_again_once_the_new_habit_is_old_enough(before: str) -> None:
    nights = journal(before, ALL, 30) + drawn(after(FIRST, 7 * (WEEKS + 30)), "1111111" * 6)
    assert [(each.evening - FIRST).days // 7 >= WEEKS + 30 for each in rises(nights)] == [True]


def test_a_month_logged_differently_is_said_to_be_so_wherever_the_ratio_would_stand() -> None:
    nights = journal(FEW_CLEAR, ALL, 4)
    month = Period.of_last(28, last(4))
    found = summary(nights, month)
    assert (found.change.ratio, found.why["change"], found.why["last_year"]) == (None, DIFFERENT, DIFFERENT)
    assert summary_as_json(found)["why"]["change"] == DIFFERENT
    assert comparison_in_words(recent(nights, month.last)) == (
        "You logged 12 cramps in the last 28 nights (28 recorded); 12 in the 28 before (16 recorded)."
        " You logged differently then, so these cannot be compared."
    )
    rows = {row[0]: row[1:] for row in compared_table(nights, found).rows}
    assert rows["These nights against those"] == ("", *["not compared: you logged differently then"] * 2)
    assert (
        change_in_words(*compare(nights, month, month.year_before()))
        == "Another share of the nights was logged before: the two cannot be compared."
    )


def test_a_prompt_never_names_the_month_before_if_that_was_logged_differently() -> None:
    """Cramps rise for real while the person logs each night again after a month with hardly any."""
    old = drawn(FIRST, ALL * 60 + ".--.--." * 4)
    nights = old + drawn(after(FIRST, 64 * 7), "4444444" * 4)
    evening = nights[-1].evening
    assert not logged_alike(nights, Period.of_last(28, evening), Period.of_last(28, evening).before(28))
    found = rising(nights, evening)
    assert found is None or "in the 28 before" not in found.logged


def in_months(before: int, now: int, change: Callable[[int], list[CrampFigures]]) -> list[NightFigures]:
    """Give six months of which so many nights a week are logged, and a last one of which others are."""
    return [
        NightFigures.of(after(FIRST, night), change(night) if night % 7 in (0, 2, 4) else [])
        for night in range(196)
        if night % 7 < (before if night < 168 else now)
    ]


@pytest.mark.parametrize(("before", "now", "speaks"), [(7, 7, True), (5, 5, True), (7, 5, False), (5, 7, False)])
def test_pain_and_length_are_compared_only_with_months_that_were_logged_alike(
    before: int, now: int, *, speaks: bool
) -> None:
    chance = np.random.default_rng(5)

    def hurting(night: int) -> list[CrampFigures]:
        return [CrampFigures(pain=int(chance.integers(2, 5)) + 4 * (night >= 168))]

    def lasting(night: int) -> list[CrampFigures]:
        return [CrampFigures(int(chance.integers(60, 120)) * (1 + 4 * (night >= 168)), "guess")]

    evening = after(FIRST, 195)
    assert bool(pain_rising(in_months(before, now, hurting), evening)) is speaks
    assert bool(lengthening(in_months(before, now, lasting), evening)) is speaks


def test_nothing_is_said_of_a_supplement_that_was_logged_otherwise_than_the_nights_before_it() -> None:
    with_it, before = Period(after(FIRST, 364), after(FIRST, 447)), Period(after(FIRST, 280), after(FIRST, 363))
    past = Period(FIRST, before.last)
    assert surely_not_halved(journal(ALL, ALL, 12), before, with_it, past)
    assert not surely_not_halved(journal(ALL, FEW_CLEAR, 12), before, with_it, past)


def test_how_nights_vary_is_read_from_those_that_were_logged_as_now() -> None:
    nights = journal(FEW_CLEAR, ALL, 26)
    same = long_run(nights[-26 * 7 :], last(26))
    found = long_run(nights, last(26))
    assert found.record == 7 * (WEEKS + 26)
    assert found.first == FIRST
    assert found.parts(28, Period.of_last(28, last(26))) == pytest.approx(
        same.parts(28, Period.of_last(28, last(26))), rel=0.1
    )


# ---------------------------------------------------------------- when a habit has changed
def days(picture: str) -> list[int]:
    return [night.evening.toordinal() for night in drawn(FIRST, picture)]


@pytest.mark.parametrize("before", [FEW_CLEAR, BAD_LEFT_OUT, ".-.-.-.", "......-"])
def test_a_new_habit_shows_within_twelve_weeks_and_nothing_before_it_is_counted(before: str) -> None:
    begun = FIRST.toordinal() + 7 * WEEKS
    ((known, since),) = Calendar(days(before * WEEKS + "......." * 40)).changes
    assert begun < known <= begun + 84
    assert since >= begun - 28
    assert Calendar(days(before * WEEKS + "......." * 40)).alike_since(known - 1) == 0


@pytest.mark.parametrize("picture", ["......." * 60, ".....--" * 60, ".-.-.-." * 60, "--.--.-" * 60])
def test_an_old_habit_is_no_new_one(picture: str) -> None:
    assert Calendar(days(picture)).changes == []


@pytest.mark.parametrize("away", [7, 10, 14, 20, 90])
def test_a_holiday_is_no_new_habit(away: int) -> None:
    assert Calendar(days("......." * 40 + "-" * away + "......." * 20)).changes == []


def test_a_habit_of_chance_is_seldom_taken_for_a_new_one() -> None:
    chance = np.random.default_rng(8)
    found = [len(Calendar(np.flatnonzero(chance.random(730) < 0.9).tolist()).changes) for _ in range(60)]
    assert np.mean(found) < 0.1


def test_what_comes_later_moves_no_change_of_habit() -> None:
    chance = np.random.default_rng(9)
    share = np.repeat([0.9, 0.4, 1.0, 0.7], 150)
    there = np.flatnonzero(chance.random(600) < share).tolist()
    whole = Calendar(there).changes
    assert len(whole) >= 2
    for end in range(60, len(there), 7):
        known = there[:end]
        assert Calendar(known).changes == [each for each in whole if each[0] <= known[-1]]


def test_nights_left_out_and_a_break_are_no_nights_that_could_have_been_logged() -> None:
    nights = drawn(FIRST, "..ooo-." + "-" * 21 + ".......")
    found = calendar(nights)
    assert found.habit(FIRST.toordinal(), FIRST.toordinal() + 6) == Habit(3, 4)
    assert found.habit(FIRST.toordinal(), nights[-1].evening.toordinal()) == Habit(10, 11)
    assert found.habit(FIRST.toordinal() - 50, FIRST.toordinal() - 1) == Habit(0, 0)
    assert found.habit(FIRST.toordinal() + 10, FIRST.toordinal() + 20) == Habit(0, 0)


@pytest.mark.parametrize(
    ("one", "other", "is_like"),
    [
        ((28, 28), (84, 84), True),
        ((26, 28), (84, 84), True),  # 7 %
        ((25, 28), (84, 84), False),  # 11 %
        ((20, 28), (84, 84), False),
        ((14, 28), (56, 84), True),  # 17 %, as often by chance
        ((7, 28), (56, 84), False),
        ((260, 300), (300, 300), False),  # 13 %
        ((273, 300), (300, 300), True),  # 9 %: clear, and little
        ((0, 0), (84, 84), True),  # nothing is known
    ],
)
def test_shares_are_alike_if_they_differ_by_a_tenth_or_by_chance(
    one: tuple[int, int], other: tuple[int, int], *, is_like: bool
) -> None:
    assert Habit(*one).is_like(Habit(*other)) is is_like
    assert Habit(*other).is_like(Habit(*one)) is is_like


def test_how_unlike_two_habits_are_is_the_likelihood_ratio_of_scipy() -> None:
    from scipy.stats import chi2_contingency

    table = [[40, 16], [300, 20]]
    expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert Habit(40, 56).unlike(Habit(300, 320)) == pytest.approx(expected)
    assert Habit(28, 28).unlike(Habit(84, 84)) == 0


# ---------------------------------------------------------------- bounds of a rise
def test_nights_that_only_the_new_habit_logs_may_have_been_bad_before() -> None:
    """Half of the nights for 20 weeks, then all for two: a fortnight tells that a habit may be new."""
    past = Past(days(".-" * 70 + "." * 14), [0] * 70 + [2] * 14)
    found = past.compared(FIRST.toordinal() + 153)
    assert (found.usual.cramps, found.usual.nights) == (0, 63)
    assert (found.usual_at_most.cramps, found.usual_at_most.nights) == pytest.approx((2 * 63, 126))
    assert found.now == found.now_at_least
    assert not found.has_risen


def test_nights_that_are_not_logged_any_more_may_be_clear() -> None:
    past = Past(days("." * 140 + ".-" * 7), [1] * 140 + [2] * 7)
    found = past.compared(FIRST.toordinal() + 152)
    assert found.usual == found.usual_at_most
    assert (found.now.cramps, found.now.nights) == (15 + 2 * 7, 22)
    assert (found.now_at_least.cramps, found.now_at_least.nights) == pytest.approx((29, 28))


def test_the_odds_begin_anew_with_the_nights_of_the_new_habit() -> None:
    counts = np.random.default_rng(2).poisson(0.4, 120).tolist()
    there = list(range(700_000, 700_120))
    found = log_odds(there, counts, {90: 70})
    assert found[:90] == pytest.approx(log_odds(there, counts)[:90])
    assert found[90:] == pytest.approx(log_odds(there[70:], counts[70:])[20:])


def test_it_is_said_from_when_a_rise_can_be_told_after_a_new_habit() -> None:
    nights = journal(FEW_CLEAR, ALL, 8)
    today = after(last(8), 1)
    assert known_from(journal(ALL, ALL, 8), today) is None
    on = known_from(nights, today)
    assert on is not None
    assert 28 < (on - today).days <= 84
    assert compared_on(nights, last(8)).usual.nights < 84


def test_what_is_known_of_a_rise_is_not_changed_by_later_nights() -> None:
    nights = journal(BAD_LEFT_OUT, ALL, 40) + run_of(after(FIRST, 7 * (WEEKS + 40)), [1] * 30)
    whole = rises(nights)
    for end in range(300, len(nights), 11):
        told = rises(nights[:end])
        assert told == [each for each in whole if each.evening <= nights[end - 1].evening]
