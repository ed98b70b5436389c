"""What the nights not logged may hide, on small journals."""

import numpy as np
import pytest

from cramp_journal.analysis.period import Period
from cramp_journal.analysis.summary import ONLY_BAD, summary, summary_as_json
from cramp_journal.analysis.trends import trend
from cramp_journal.analysis.unlogged import Pattern, how_logged, logs_only_cramp_nights
from cramp_journal.charts.chart_text import frequency_text
from cramp_journal.charts.rate_text import cautions
from cramp_journal.model import NightFigures
from tests.analysis.series import FIRST, after, drawn, run_of

MONTH = Period(FIRST, after(FIRST, 27))


def pattern(picture: str) -> Pattern:
    nights = drawn(FIRST, picture)
    return how_logged(nights, Period(FIRST, nights[-1].evening)).pattern


def test_where_few_nights_are_missing_the_rate_stands_alone() -> None:
    assert pattern("1..-... .1..... ...1.-. ..1....") == Pattern.EVEN
    assert cautions(summary(drawn(FIRST, "1..-... .1..... ...1.-. ..1...."), MONTH)) == []


def test_where_many_are_missing_the_rate_has_bounds() -> None:
    """8 cramps in 20 of 28 nights: 2 a week over all of them, 2.8 over those logged."""
    found = summary(drawn(FIRST, "1-.-.1. -1..-1. 1-..-1. -.1.-1."), MONTH)
    assert found.logging.pattern == Pattern.MAY_DEPEND
    assert found.bounds == pytest.approx((7 * 8 / 28, 7 * 8 / 20))
    assert cautions(found) == [
        "Between 2.0 cramps a week if the nights not logged were clear, and 2.8 if they were like the logged ones."
    ]


def test_the_interval_reaches_down_as_far_as_clear_nights_would() -> None:
    few = summary(drawn(FIRST, "1-.-.1. -1..-1. 1-..-1. -.1.-1."), MONTH).cramps_per_week
    assert few
    assert few.low < few.value * 20 / 28
    assert few.value == pytest.approx(2.8)


def test_a_break_of_two_weeks_is_not_taken_for_a_choice_by_the_night() -> None:
    away = "1..1... " + "-" * 14 + " .1...1."
    assert pattern(away) == Pattern.EVEN
    assert pattern("1..1... " + "-" * 13 + " .1...1.") == Pattern.MAY_DEPEND


def test_nights_before_the_record_and_after_its_end_are_not_missing() -> None:
    nights = drawn(FIRST, "1..1... .1...1. ....1..")
    wide = Period(after(FIRST, -100), after(FIRST, 50))
    assert how_logged(nights, wide) == how_logged(nights, Period(FIRST, after(FIRST, 20)))


def test_missing_nights_that_lie_beside_nights_with_cramps_are_noticed_though_they_are_few() -> None:
    beside_bad = "....... ..1-... ....... ..1-... ....... ..1-... ....... ..1-... ....... ..1-..1"
    apart = "....... ..1.... ....-.. ..1.... ....-.. ..1.... ....-.. ..1.... ....-.. ..1.-.1"
    assert pattern(beside_bad) == Pattern.MAY_DEPEND
    assert pattern(apart) == Pattern.EVEN


EVENTS = "1--2--- -1-1--- 2--1--- 1---1-- --1-1-- 2--1--1 -1----1"


def test_where_hardly_a_clear_night_is_logged_there_are_counts_a_week_and_no_rate() -> None:
    nights = drawn(FIRST, EVENTS)
    found = summary(nights, Period(FIRST, after(FIRST, 48)))
    assert found.logging.pattern == Pattern.ONLY_CRAMP_NIGHTS
    assert (found.cramps_per_week, found.cramp_nights_per_week, found.bounds) == (None, None, None)
    assert found.why["cramps_per_week"] == ONLY_BAD
    assert found.a_calendar_week == pytest.approx(18 / 7)
    assert cautions(found) == [
        "18 cramps logged, 2.6 in a calendar week, and hardly a clear night. So there are counts and no rate."
    ]
    assert not any(each.rate for each in trend(nights, found.period).rolling)


def test_a_few_cramp_nights_in_a_month_are_seen_for_what_a_year_of_them_is() -> None:
    nights = drawn(FIRST, EVENTS * 3)
    month = summary(nights, Period.of_last(14, nights[-1].evening))
    assert month.coverage.recorded < 14
    assert month.why["cramps_per_week"] == ONLY_BAD


def test_months_of_cramp_nights_alone_are_not_compared() -> None:
    nights = drawn(FIRST, EVENTS * 3)
    found = summary(nights, Period.of_last(56, nights[-1].evening))
    assert found.change.ratio is None
    assert found.why["change"] == ONLY_BAD


def test_who_has_cramps_nearly_every_night_and_logs_nearly_all_has_a_rate() -> None:
    assert pattern("2113121 1221131 22-1112 3121-11") == Pattern.EVEN
    assert summary(drawn(FIRST, "2113121 1221131 22-1112 3121-11"), MONTH).cramps_per_week


def test_the_terminal_has_the_same_bounds_as_numbers() -> None:
    told = summary_as_json(summary(drawn(FIRST, "1-.-.1. -1..-1. 1-..-1. -.1.-1."), MONTH))
    assert told["logging"] == {"pattern": "may_depend", "share": 0.71, "if_clear": 2, "if_alike": 2.8}
    assert told["cramps_per_calendar_week"] == 2
    assert told["in_waves"] is False


def journals(people: int, nights: int) -> list[list[NightFigures]]:
    """Draw people with 4 cramps a week who log 97 % of nights with cramps and 60 % of clear ones."""
    chance = np.random.default_rng(4)
    cramps = chance.poisson(4 / 7 * chance.gamma(2, 0.5, (people, nights)))
    logged = chance.random(cramps.shape) < np.where(cramps > 0, 0.97, 0.6)
    rows = zip(cramps.tolist(), logged.tolist(), strict=True)
    return [run_of(FIRST, [n if there else None for n, there in zip(*row, strict=True)]) for row in rows]


def test_the_interval_of_who_logs_more_when_it_is_bad_holds_the_truth() -> None:
    held = []
    for nights in journals(100, 364):
        rate = summary(nights, Period(FIRST, after(FIRST, 363))).cramps_per_week
        assert rate
        held.append(rate.low <= 4 <= rate.high)
    assert np.mean(held) >= 0.93


def test_nights_from_where_only_cramps_are_written_down_give_counts_and_no_rate() -> None:
    nights = drawn(FIRST, "1..1... .1...1. ....1.. 1......")
    assert summary(nights, MONTH).cramps_per_week
    mixed = [night._replace(cramps_only=night.count > 0) for night in nights]
    found = summary(mixed, MONTH)
    assert (found.cramps, found.cramps_per_week, found.why["cramps_per_week"]) == (6, None, ONLY_BAD)


def test_one_night_from_where_only_cramps_are_written_down_does_not_silence_a_year() -> None:
    nights = drawn(FIRST, "1..1..." * 52)
    one = [*nights[:200], nights[203]._replace(evening=nights[200].evening, cramps_only=True), *nights[201:]]
    year = Period(FIRST, after(FIRST, 363))
    assert not logs_only_cramp_nights(one, year)
    assert logs_only_cramp_nights([each._replace(cramps_only=each.count > 0) for each in nights], year)


YEAR_THEN_ALL = EVENTS * 8 + "1--2--- -1-.1.. 2..1... 1...1.. 1..1..." * 8


def test_a_long_page_draws_no_line_where_a_page_of_those_nights_says_that_there_is_no_rate() -> None:
    """Over a year of cramp nights alone, then each night: what is drawn depends on the evening, not on the page."""
    nights = drawn(FIRST, YEAR_THEN_ALL)
    end = nights[-1].evening
    changed = after(FIRST, 8 * 49)
    both, first = (trend(nights, Period(FIRST, last)) for last in (end, after(changed, -1)))
    assert not any(each.rate for each in first.rolling)
    assert not any(each.rate for each in both.rolling if each.evening < changed)
    assert all(each.only_cramp_nights for each in both.rolling if 28 < (each.evening - FIRST).days < 8 * 49)
    assert all(each.rate for each in both.rolling if each.evening >= after(changed, 56))


def test_a_page_that_ends_well_logged_has_its_line_though_hardly_a_night_of_it_is_clear() -> None:
    nights = drawn(FIRST, EVENTS * 40 + "1-..1.. " * 4)
    found = trend(nights, Period(FIRST, nights[-1].evening))
    assert found.only_cramp_nights
    assert found.rolling[-1].rate


def test_a_page_that_ends_with_cramp_nights_alone_says_so() -> None:
    nights = drawn(FIRST, "1...1.. " * 30 + "1-11--1 " * 8)
    told = frequency_text(trend(nights, Period(FIRST, nights[-1].evening)), nights)
    assert told.title == "At the end, hardly a clear night is logged: counts and no rate"
    assert told.items[-1].cells[3] == "counts only"
    assert told.items[10].cells[3] != "counts only"


def test_nights_from_elsewhere_do_not_silence_the_line_of_the_months_after_them() -> None:
    nights = drawn(FIRST, "1..1... " * 40)
    mixed = [night._replace(cramps_only=night.evening < after(FIRST, 84)) for night in nights]
    line = trend(mixed, Period(FIRST, nights[-1].evening)).rolling
    assert [each.rate is not None for each in line] == [(each.evening - FIRST).days >= 84 + 27 for each in line]
