"""Week by week, the rolling rate, and the last 28 nights against the 28 before."""

from datetime import date

import pytest

from cramp_journal.analysis.long_run import WAVES, long_run
from cramp_journal.analysis.period import Period
from cramp_journal.analysis.summary import DIFFERENT, ONLY_BAD, Change, Quartiles, summary
from cramp_journal.analysis.trends import Recent, TrendStep, comparison_in_words, recent, trend
from cramp_journal.model import CrampFigures, NightFigures
from tests.analysis.series import FIRST, after, drawn, independent, lasting, run_of

WEEKS = "1.2.... ...-... ooo1..1 ------- 3......"


def weeks_of(count: int) -> Period:
    return Period(FIRST, after(FIRST, 7 * count - 1))


def test_each_week_has_its_cramps_and_the_nights_behind_them() -> None:
    found = trend(drawn(FIRST, WEEKS), weeks_of(5))
    assert [step.cramps for step in found.steps] == [3, 0, 2, 0, 3]
    assert [step.recorded for step in found.steps] == [7, 6, 4, 0, 7]
    assert [run.nights for run in found.unknown] == [1, 7]  # left-out nights are recorded
    assert found.nights_a_step == 7


def test_weeks_follow_each_other_to_the_end_of_the_period() -> None:
    found = trend([], Period(FIRST, after(FIRST, 30)))
    assert [step.period for step in found.steps] == [
        Period(after(FIRST, start), after(FIRST, start + 6)) for start in (3, 10, 17, 24)
    ]


def test_a_rest_of_a_week_at_the_start_is_left_off() -> None:
    found = trend(drawn(FIRST, "99 1......"), Period(FIRST, after(FIRST, 8)))
    assert [step.cramps for step in found.steps] == [1]


def test_a_period_shorter_than_a_week_is_shown_as_one() -> None:
    assert [step.period.nights for step in trend([], Period(FIRST, after(FIRST, 2))).steps] == [7]


def test_the_lengths_of_a_week_are_those_of_its_counted_cramps() -> None:
    nights = lasting(FIRST, [60, 120, None, 600])
    nights.append(NightFigures.of(after(FIRST, 4), [CrampFigures(900)], left_out=True))
    step = trend(nights, weeks_of(1)).steps[0]
    lengths = Quartiles(median=120, q1=90, q3=360, largest=600, known=3)
    assert step == TrendStep(weeks_of(1), 4, 4, lengths, warmth=Quartiles(None, None, None, None, 0))


def test_the_warmth_of_a_week_is_that_of_its_counted_nights() -> None:
    rooms = [17.5, None, 18.0, 19.0]
    nights = [NightFigures.of(after(FIRST, i), room_temperature_c=room) for i, room in enumerate(rooms)]
    nights.append(NightFigures.of(after(FIRST, 4), left_out=True, room_temperature_c=30))
    assert trend(nights, weeks_of(1)).steps[0].warmth == Quartiles(18.0, 17.75, 18.5, 19.0, 3)


@pytest.mark.parametrize(
    ("nights", "size", "count"), [(84, 7, 12), (400, 7, 57), (401, 28, 14), (4000, 28, 142), (18_250, 91, 200)]
)
def test_long_periods_go_by_four_weeks_and_decades_by_thirteen(nights: int, size: int, count: int) -> None:
    found = trend([], Period.of_last(nights, FIRST))
    assert (found.nights_a_step, len(found.steps)) == (size, count)
    assert {step.period.nights for step in found.steps} == {size}
    assert found.steps[-1].period.last == FIRST


def test_four_weeks_hold_the_cramps_of_all_of_them() -> None:
    nights = run_of(FIRST, [1, 0, 0, 2] * 105)
    found = trend(nights, Period(FIRST, after(FIRST, 419)))
    assert [step.cramps for step in found.steps] == [21] * 15
    assert [step.recorded for step in found.steps] == [28] * 15


def test_the_rolling_rate_is_over_the_28_nights_up_to_the_end_of_each_week() -> None:
    nights = drawn(FIRST, "1...... 11..... 111.... 1111... 11111..")
    found = trend(nights, weeks_of(5))
    assert [each.evening for each in found.rolling] == [after(FIRST, last) for last in (6, 13, 20, 27, 34)]
    values = [each.rate and each.rate.value for each in found.rolling]
    assert values == [None, pytest.approx(3 / 2), pytest.approx(6 / 3), pytest.approx(10 / 4), pytest.approx(14 / 4)]


def test_the_rolling_rate_has_the_interval_that_the_summary_of_its_nights_has() -> None:
    nights = drawn(FIRST, "....... 1111111 ....... 11.....")
    rate = trend(nights, weeks_of(4)).rolling[-1].rate
    assert rate
    assert rate == summary(nights, weeks_of(4)).cramps_per_week


def test_the_rolling_rate_looks_back_beyond_the_start_of_the_period() -> None:
    nights = drawn(FIRST, "1...... " * 8)
    found = trend(nights, Period(after(FIRST, 42), after(FIRST, 55)))
    assert [each.rate and each.rate.value for each in found.rolling] == [1, 1]


def test_the_rolling_rate_needs_fourteen_recorded_nights() -> None:
    enough, few = drawn(FIRST, "1.-.-.- " * 3 + "1.-----"), drawn(FIRST, "1.-.-.- " * 3 + "o.-----")
    assert [bool(each.rate) for each in trend(enough, weeks_of(4)).rolling] == [False, False, False, True]
    assert [bool(each.rate) for each in trend(few, weeks_of(4)).rolling] == [False] * 4


def test_unknown_nights_neither_raise_nor_lower_the_rolling_rate() -> None:
    whole = trend(drawn(FIRST, "1.1.1.. " * 4), weeks_of(4)).rolling[-1].rate
    half = trend(drawn(FIRST, "1.1.1.. ------- " * 2), weeks_of(4)).rolling[-1].rate
    assert whole
    assert half
    assert half.value == pytest.approx(whole.value)
    assert half.high - half.low > whole.high - whole.low


def test_the_rolling_rate_of_every_week_is_that_of_counting_afresh() -> None:
    nights = [n for i, n in enumerate(independent(5, 300, 0.6)) if i % 11]
    for each in trend(nights, Period(FIRST, after(FIRST, 299))).rolling:
        inside = [n for n in nights if n.evening in Period.of_last(28, each.evening)]
        expected = 7 * sum(n.count for n in inside) / len(inside) if len(inside) >= 14 else None
        assert (each.rate.value if each.rate else None) == (expected and pytest.approx(expected))


def test_the_last_28_nights_are_compared_with_the_28_before() -> None:
    nights = drawn(FIRST, "1.1.1.. " + "1.-.... " * 4 + "1.1.o.. " * 4)
    found = recent(nights, after(FIRST, 62))
    assert (found.now, found.before, found.recorded_now, found.recorded_before) == (8, 4, 24, 24)
    assert found.ratio == pytest.approx(2.0)
    month = Period.of_last(28, after(FIRST, 62))
    varies = long_run(nights, month.last)
    assert (found.low, found.high) == varies.ratio((8, 4), 1.0, month, month.before(28))


def test_runs_of_cramps_long_ago_widen_the_comparison() -> None:
    even, run = "1...... " * 12 + "11..... " * 4, "4444444 " + "1...... " * 11 + "11..... " * 4
    narrow, wide = (recent(drawn(FIRST, picture), after(FIRST, 111)) for picture in (even, run))
    assert narrow.ratio == wide.ratio == 2
    assert narrow.low
    assert wide.low
    assert wide.low < narrow.low


@pytest.mark.parametrize("picture", ["1" * 28 + "-" * 15 + "1" * 13, "-" * 15 + "1" * 41, "." * 28 + "1" * 28])
def test_what_cannot_be_compared_has_no_ratio(picture: str) -> None:
    found = recent(drawn(FIRST, picture), after(FIRST, 55))
    assert (found.ratio, found.low, found.high) == (None, None, None)


def test_nothing_logged_is_said_as_such() -> None:
    assert comparison_in_words(recent([], FIRST)) == "No nights logged in the last 8 weeks."


def test_too_few_nights_are_counted_and_not_compared() -> None:
    assert comparison_in_words(recent(drawn(FIRST, "1" + "." * 12), after(FIRST, 12))) == (
        "You logged 1 cramp in the last 28 nights (13 recorded). Too few of the 28 before are recorded to compare."
    )


def test_no_cramps_before_are_told_without_a_ratio() -> None:
    assert comparison_in_words(recent(drawn(FIRST, "." * 28 + "1" * 28), after(FIRST, 55))) == (
        "You logged 28 cramps in the last 28 nights (28 recorded); 0 in the 28 before (28 recorded)."
    )


def test_a_small_change_is_said_to_be_within_chance() -> None:
    found = recent(drawn(FIRST, "1...... " * 4 + "1.1.... " * 4), after(FIRST, 55))
    assert comparison_in_words(found) == (
        "You logged 8 cramps in the last 28 nights (28 recorded); 4 in the 28 before (28 recorded)"
        f": about 2.0 times as many, likely between {found.low:.1f} and {found.high:.1f}, so it can well be chance."
    )


def test_beside_a_comparison_that_leaves_out_1_the_two_months_are_not_called_chance() -> None:
    """8 cramps in 28 nights after 4, and 1 a month before: the 84 nights say more than the 28."""
    nights = drawn(FIRST, "....... ....... ....... 1......" * 4 + "1...... " * 4 + "1.1.... " * 4)
    month = Period.of_last(28, nights[-1].evening)
    beside, found = summary(nights, month).change, recent(nights, month.last)
    assert beside.low
    assert beside.low > 1
    assert comparison_in_words(found).endswith(", so it can well be chance.")
    assert comparison_in_words(found, beside=beside).endswith("These 56 nights alone do not tell.")


def test_a_large_change_is_told_with_its_interval() -> None:
    found = recent(drawn(FIRST, "1...... " * 4 + "1111111 " * 4), after(FIRST, 55))
    assert found.low is not None
    assert found.high is not None
    assert comparison_in_words(found) == (
        "You logged 28 cramps in the last 28 nights (28 recorded); 4 in the 28 before (28 recorded):"
        f" about 7.0 times as many, likely between {found.low:.1f} and {found.high:.0f}."
    )
    assert found.low > 1


def test_no_cramps_after_a_few_can_well_be_chance() -> None:
    nights = drawn(FIRST, "1...... " * 20 + "." * 28)
    assert comparison_in_words(recent(nights, after(FIRST, 167))) == (
        "You logged 0 cramps in the last 28 nights (28 recorded); 4 in the 28 before (28 recorded):"
        " likely at most 2.5 times as many, so it can well be chance."
    )


def test_no_cramps_after_a_few_are_not_compared_before_16_weeks() -> None:
    assert comparison_in_words(recent(drawn(FIRST, "1...... " * 4 + "." * 28), after(FIRST, 55))) == (
        "You logged 0 cramps in the last 28 nights (28 recorded); 4 in the 28 before (28 recorded)."
    )


def test_where_they_come_in_waves_a_month_without_them_is_not_compared() -> None:
    nights = drawn(FIRST, ("3333333 " * 3 + "....... " * 5) * 4)
    assert comparison_in_words(recent(nights, nights[-1].evening)) == (
        "You logged 0 cramps in the last 28 nights (28 recorded); 63 in the 28 before (28 recorded)."
        " It comes in waves; a comparison tells little."
    )


def test_a_month_that_was_not_logged_is_named_and_not_compared() -> None:
    nights = drawn(FIRST, "1111--- " + "------- " * 4 + "1..1... " * 4)
    assert comparison_in_words(recent(nights, nights[-1].evening)) == (
        "You logged 8 cramps in the last 28 nights (28 recorded). Too few of the 28 before are recorded to compare."
    )


@pytest.mark.parametrize(
    ("low", "high", "chance"), [(1.0, 3.0, True), (1.01, 3.0, False), (0.2, 1.0, True), (0.2, 0.99, False)]
)
def test_an_interval_that_holds_1_is_chance(low: float, high: float, *, chance: bool) -> None:
    assert ("can well be chance" in comparison_in_words(Recent(9, 5, 28, 28, 1.8, low, high))) is chance


# ---------------------------------------------------------------- what a comparison says at its boundaries
def compared(ratio: float | None = 2.0, low: float | None = 1.2, high: float | None = 3.4, **more: object) -> Recent:
    known: dict[str, object] = {"now": 8, "before": 4, "recorded_now": 28, "recorded_before": 28, "why": ""} | more
    return Recent(ratio=ratio, low=low, high=high, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("why", "recorded", "said"),
    [
        ("", 13, "Too few nights to compare yet."),
        (ONLY_BAD, 13, "Too few nights to compare yet."),
        (ONLY_BAD, 14, "With hardly a clear night logged, these cannot be compared."),
        (DIFFERENT, 28, "You logged differently then, so these cannot be compared."),
        (WAVES, 28, "It comes in waves; a comparison tells little."),
    ],
)
def test_what_is_not_compared_says_why(why: str, recorded: int, said: str) -> None:
    text = comparison_in_words(compared(None, None, None, why=why, recorded_now=recorded))
    assert (
        text
        == f"You logged 8 cramps in the last 28 nights ({recorded} recorded); 4 in the 28 before (28 recorded). {said}"
    )


def test_fourteen_nights_before_are_enough_to_be_told_of_and_thirteen_are_not() -> None:
    few, enough = (comparison_in_words(compared(None, None, None, recorded_before=n)) for n in (13, 14))
    assert few.endswith("Too few of the 28 before are recorded to compare.")
    assert enough.endswith("4 in the 28 before (14 recorded).")


def test_a_comparison_without_all_three_numbers_gives_none_of_them() -> None:
    assert "times" not in comparison_in_words(compared(2.0, None, 3.4))
    assert "times" not in comparison_in_words(compared(2.0, 1.2, None))


@pytest.mark.parametrize(("low", "high"), [(1.0, 3.0), (0.3, 1.0)])
def test_an_interval_that_reaches_1_beside_it_says_no_more_than_chance(low: float, high: float) -> None:
    beside = Change(weeks_of(12), 84, 8, 2.0, low, high)
    assert comparison_in_words(compared(2.0, 0.8, 3.4), beside=beside).endswith("so it can well be chance.")


def test_another_month_than_the_last_is_named() -> None:
    last = date(2026, 3, 5)
    assert comparison_in_words(compared(), last).startswith("You logged 8 cramps in the 28 nights up to 5 Mar 2026 (28")
    assert comparison_in_words(recent([], last), last) == "No nights logged in these 8 weeks."


def test_the_rolling_window_is_28_nights_or_a_bar_if_that_is_longer() -> None:
    assert [trend([], Period.of_last(nights, FIRST)).window for nights in (84, 401, 4001)] == [28, 28, 91]


def test_a_rate_is_given_from_fourteen_nights_on_and_is_neither_silent_nor_of_cramp_nights_only() -> None:
    *_weeks, last = trend(drawn(FIRST, "1.-.-.- " * 3 + "1.-----"), weeks_of(4)).rolling
    assert last.rate
    assert (last.silent, last.only_cramp_nights) == (False, False)


def test_the_first_bar_of_a_long_period_has_all_the_nights_of_its_rolling_rate() -> None:
    nights = run_of(FIRST, [1] * 500)
    found = trend(nights, Period(after(FIRST, 91), after(FIRST, 499)))
    assert [each.rate and round(each.rate.value, 6) for each in found.rolling[:2]] == [7, 7]
