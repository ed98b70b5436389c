"""The figures of a period, counted by hand."""

from datetime import date

import numpy as np
import pytest
from scipy.stats.mstats import mquantiles

from cramp_journal.analysis.long_run import long_run
from cramp_journal.analysis.period import Period
from cramp_journal.analysis.summary import Quartiles, quartiles, summary
from cramp_journal.model import CrampFigures, NightFigures
from tests.analysis.series import FIRST, after, drawn, run_of

LATER = after(FIRST, 48)
PERIOD = Period(LATER, after(LATER, 15))
NIGHTS = [
    *drawn(FIRST, "1...... " * 3),
    *drawn(after(FIRST, 21), "2......"),
    *drawn(LATER, "..--......."),
    NightFigures.of(
        after(LATER, 11),
        [
            CrampFigures(60, "clock", 3, "02:10", "exact", "left", "calf"),
            CrampFigures(150, "guess", 7, "03:00", "part_of_night", "left", "calf"),
        ],
        woke=True,
        minutes_awake=20,
    ),
    NightFigures.of(after(LATER, 12), [CrampFigures(240, None, 5, None, None, "right", "foot")], minutes_awake=10),
    NightFigures.of(after(LATER, 13), [CrampFigures(timing="guess")], entered="2026-03-30T08:00:00"),
    NightFigures.of(after(LATER, 14), minutes_awake=0),
    NightFigures.of(after(LATER, 15), [CrampFigures(900, "guess", 10, "04:00")], left_out=True, woke=True),
]


def test_the_nights_of_a_period_are_told_apart() -> None:
    known = summary(NIGHTS, PERIOD).coverage
    assert (known.nights, known.recorded, known.unknown) == (16, 13, 2)
    assert (known.clear, known.cramps, known.left_out) == (10, 3, 1)
    assert (known.woken, known.entered_late) == (1, 1)


def test_cramps_of_counted_nights_are_counted() -> None:
    assert summary(NIGHTS, PERIOD).cramps == 4


def test_lengths_pain_and_minutes_awake_are_those_that_are_known() -> None:
    found = summary(NIGHTS, PERIOD)
    assert found.seconds == Quartiles(median=150, q1=105, q3=195, largest=240, known=3)
    assert found.guessed == 1
    assert found.pain == Quartiles(median=5, q1=4, q3=6, largest=7, known=3)
    assert found.minutes_awake == Quartiles(median=10, q1=5, q3=15, largest=20, known=3)


def test_times_and_places_are_those_of_counted_nights() -> None:
    found = summary(NIGHTS, PERIOD)
    assert {hour: n for hour, n in found.hours.items() if n} == {"2": 1, "3": 1, "unknown": 2}
    assert found.precisions == {"exact": 1, "part_of_night": 1, "unknown": 2}
    assert found.sites == {"left calf": 2, "right foot": 1, "unknown": 1}


def test_thirteen_counted_nights_have_counts_and_no_rates_and_say_why() -> None:
    found = summary(NIGHTS, PERIOD)
    assert found.cramps_per_week is None
    assert found.cramp_nights_per_week is None
    assert found.change.ratio is None
    for name in ("cramps_per_week", "cramp_nights_per_week", "change"):
        assert found.why[name] == "13 recorded nights; a rate needs 14"


def test_one_night_more_gives_the_rates() -> None:
    found = summary(NIGHTS, Period(after(LATER, -1), PERIOD.last))
    assert found.cramps_per_week is None
    nights = [night._replace(left_out=False) for night in NIGHTS]
    found = summary(nights, PERIOD)
    assert found.coverage.recorded == 14
    assert found.cramps_per_week
    assert found.cramps_per_week.value == pytest.approx(7 * 5 / 14)
    assert found.cramp_nights_per_week
    assert found.cramp_nights_per_week.value == pytest.approx(7 * 4 / 14)
    assert "cramps_per_week" not in found.why
    assert "cramp_nights_per_week" not in found.why


def test_both_rates_have_the_interval_of_how_these_nights_vary() -> None:
    nights = drawn(FIRST, "11..... " * 12 + "1...... " * 3 + "2.2.1..")
    period = Period(after(FIRST, 84), after(FIRST, 111))
    found = summary(nights, period)
    assert found.cramps_per_week == long_run(nights, period.last).rate(8, 28, period)
    assert found.cramp_nights_per_week == long_run(nights, period.last, of_nights=True).rate(6, 28, period)


def test_a_period_is_compared_with_three_times_as_many_nights_before() -> None:
    nights = drawn(FIRST, "1.1.... " + "1...... " * 11 + "-.1.... " + "o1.1.1. " * 4)
    found = summary(nights, Period(after(FIRST, 91), after(FIRST, 118)))
    change = found.change
    assert change.before == Period(after(FIRST, 7), after(FIRST, 90))
    assert (change.recorded, change.cramps) == (83, 12)
    assert (found.coverage.recorded, found.cramps) == (24, 12)
    assert change.ratio == pytest.approx((12 / 24) / (12 / 83))
    varies = long_run(nights, found.period.last)
    assert (change.low, change.high) == varies.ratio((12, 12), 24 / 83, found.period, change.before)
    assert "change" not in found.why


def test_a_period_of_three_years_and_more_is_compared_with_as_many_nights() -> None:
    year = 365
    assert summary([], Period.of_last(3 * year - 1, LATER)).change.before.nights == 3 * (3 * year - 1)
    assert summary([], Period.of_last(3 * year, LATER)).change.before.nights == 3 * year


def test_a_comparison_with_too_few_nights_before_says_so() -> None:
    found = summary(drawn(FIRST, "1" * 13 + "2" * 28), Period(after(FIRST, 13), after(FIRST, 40)))
    assert (found.change.recorded, found.change.cramps, found.change.ratio) == (13, 13, None)
    assert found.why["change"] == "13 recorded nights; a rate needs 14"


def test_a_comparison_with_no_cramps_before_says_so() -> None:
    found = summary(drawn(FIRST, "." * 84 + "1" * 28), Period(after(FIRST, 84), after(FIRST, 111)))
    assert (found.change.ratio, found.change.low, found.change.high) == (None, None, None)
    assert found.why == {
        "change": "no cramps before to compare with",
        "last_year": "0 recorded nights; a rate needs 14",
        "seconds": "no seconds given in these nights",
        "pain": "no pain given in these nights",
        "minutes_awake": "no minutes awake given in these nights",
    }


def test_no_cramps_now_do_not_prove_that_there_are_none() -> None:
    change = summary(drawn(FIRST, "1...... " * 12 + "." * 28), Period(after(FIRST, 84), after(FIRST, 111))).change
    assert (change.ratio, change.low) == (0, 0)
    assert change.high is not None
    assert change.high > 0.5


def test_a_period_without_cramps_says_that_there_is_nothing_to_measure() -> None:
    found = summary(run_of(FIRST, [0] * 112), Period(after(FIRST, 84), after(FIRST, 111)))
    assert found.why["seconds"] == found.why["pain"] == "no cramps in these nights"
    assert found.cramps_per_week
    assert found.cramps_per_week.low == 0
    assert found.cramps_per_week.high > 0


def test_before_16_weeks_no_cramps_are_a_count_and_no_rate() -> None:
    found = summary(run_of(FIRST, [0] * 111), Period(after(FIRST, 83), after(FIRST, 110)))
    assert found.cramps_per_week is None
    assert found.cramp_nights_per_week is None
    assert found.why["cramps_per_week"] == "no cramps in these nights, and fewer than 112 nights since the first"


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7, 10, 33])
def test_quartiles_are_those_of_numpy_and_scipy(count: int) -> None:
    values = np.random.default_rng(count).integers(1, 900, count).tolist()
    found = quartiles([None, *values, None])
    expected = mquantiles(values, alphap=1, betap=1)
    assert (found.q1, found.median, found.q3) == pytest.approx(tuple(expected))
    assert found.median == pytest.approx(np.median(values))
    assert (found.largest, found.known) == (max(values), count)


def test_nothing_known_has_no_middle() -> None:
    assert quartiles([]) == quartiles([None, None]) == Quartiles(None, None, None, None, 0)


def test_a_pain_of_zero_is_known() -> None:
    night = NightFigures.of(FIRST, [CrampFigures(pain=0), CrampFigures(pain=4)])
    assert summary([night], Period(FIRST, FIRST)).pain.median == 2


def test_an_empty_journal_has_a_summary() -> None:
    found = summary([], Period(date(2026, 10, 25), date(2026, 11, 21)))
    assert (found.coverage.before, found.coverage.clear, found.cramps) == (28, 0, 0)
    assert set(found.why) == {
        *("cramps_per_week", "cramp_nights_per_week", "change", "last_year", "seconds", "pain", "minutes_awake"),
    }


def test_the_same_season_of_last_year_is_52_weeks_back() -> None:
    nights = drawn(FIRST, "11..... " * 4) + drawn(after(FIRST, 364), "1...... " * 3 + "o......")
    found = summary(nights, Period(after(FIRST, 364), after(FIRST, 391)))
    change = found.last_year
    assert change.before == Period(FIRST, after(FIRST, 27))
    assert change.before.first.weekday() == found.period.first.weekday()
    assert (change.recorded, change.cramps) == (28, 8)
    assert change.ratio == pytest.approx((3 / 27) / (8 / 28))


@pytest.mark.parametrize("nights", [365, 366])
def test_a_calendar_year_is_a_year_and_is_compared_with_the_one_before(nights: int) -> None:
    period = Period.of_last(nights, after(FIRST, 799))
    found = summary(run_of(FIRST, [1, 0, 1, 0, 0] * 160), period)
    assert found.last_year.before == Period.of_last(nights, after(FIRST, 799 - 371))
    assert found.last_year.ratio
    assert "last_year" not in found.why


def test_a_period_longer_than_a_year_has_no_same_season_of_last_year() -> None:
    found = summary(run_of(FIRST, [1] * 800), Period(after(FIRST, 400), after(FIRST, 799)))
    assert found.last_year.ratio is None
    assert found.why["last_year"] == "the period is longer than a year"


def test_where_the_calendar_begins_there_is_nothing_before_to_compare_with() -> None:
    found = summary(run_of(date.min, [1]), Period(date.min, date.min))
    assert found.why["change"] == found.why["last_year"] == "the calendar begins with these nights"


@pytest.mark.parametrize(("recorded", "thin"), [(69, True), (70, False)])
def test_under_70_of_100_nights_recorded_is_said_beside_the_figures(recorded: int, *, thin: bool) -> None:
    found = summary(run_of(FIRST, [1] * recorded), Period(FIRST, after(FIRST, 99)))
    assert found.coverage.thin is thin
    assert ("nights" in found.why) is thin
    if thin:
        assert found.why["nights"] == "only 69 of 100 nights recorded; figures of under 70 % can mislead"


def test_sore_mornings_are_counted_where_they_were_answered() -> None:
    answers = [True, True, False, None]
    nights = [NightFigures.of(after(FIRST, i), sore_next_day=sore) for i, sore in enumerate(answers)]
    found = summary(nights, Period(FIRST, after(FIRST, 3)))
    assert (found.sore, found.sore_known) == (2, 3)
