"""What holds for the figures of any journal whatever."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cramp_journal.analysis.period import Period, coverage, unknown_runs
from cramp_journal.analysis.rates import garwood, ratio_interval, wilson
from cramp_journal.analysis.summary import Summary, summary
from cramp_journal.analysis.trends import recent, trend
from cramp_journal.model import CrampFigures, NightFigures
from tests.analysis.series import FIRST, after

modest = settings(derandomize=True, deadline=None, max_examples=60, database=None)

cramps = st.builds(
    CrampFigures,
    seconds=st.none() | st.integers(1, 1200),
    timing=st.sampled_from([None, "clock", "guess"]),
    pain=st.none() | st.integers(0, 10),
    time=st.sampled_from([None, "23:10", "00:00", "03:00", "05:59"]),
    side=st.sampled_from([None, "left", "right", "both"]),
    muscle=st.sampled_from([None, "calf", "foot"]),
)


@st.composite
def journals(draw: st.DrawFn) -> list[NightFigures]:
    """Draw up to 160 nights in a row, oldest first, some of them unknown and some left out."""
    marks = draw(st.lists(st.integers(0, 11), max_size=160))
    pool = draw(st.lists(cramps, min_size=4, max_size=8))
    nights = []
    for i, mark in enumerate(marks):
        if mark >= 10:
            continue  # not recorded
        count = (0, 0, 0, 0, 1, 1, 2, 4, 0, 1)[mark]
        inside = [pool[(i + k) % len(pool)] for k in range(count)]
        nights.append(
            NightFigures.of(after(FIRST, i), inside, left_out=mark >= 8, minutes_awake=i % 40 if count else None)
        )
    return nights


periods = st.tuples(st.integers(0, 160), st.integers(1, 90)).map(
    lambda ends: Period(after(FIRST, ends[0]), after(FIRST, ends[0] + ends[1] - 1))
)


def rates_of(found: Summary) -> tuple[object, ...]:
    return (
        *(found.cramps_per_week, found.cramp_nights_per_week, found.seconds, found.pain, found.minutes_awake),
        *(found.hours, found.sites, found.precisions, found.cramps, found.guessed, found.change),
    )


@modest
@given(journals(), periods, st.sets(st.integers(-5, 260).map(lambda days: after(FIRST, days))))
def test_every_night_of_a_period_is_one_thing(nights: list[NightFigures], period: Period, forgotten: set[date]) -> None:
    known = coverage(nights, period, forgotten)
    assert known.clear + known.cramps + known.left_out + known.unknown + known.not_remembered == known.nights
    assert known.nights + known.before == period.nights
    runs = unknown_runs(nights, period, forgotten)
    assert known.unknown == sum(run.nights for run in runs)
    assert not any(night.evening in run for run in runs for night in nights)
    assert known.recorded == known.clear + known.cramps


@modest
@given(journals(), periods, st.integers(1, 89))
def test_the_parts_of_a_period_add_up_to_it(nights: list[NightFigures], period: Period, cut: int) -> None:
    split = period.first + timedelta(days=min(cut, period.nights - 1))
    if split == period.first:
        return
    whole = summary(nights, period)
    parts = [
        summary(nights, Period(period.first, split - timedelta(days=1))),
        summary(nights, Period(split, period.last)),
    ]
    assert whole.cramps == sum(part.cramps for part in parts)
    assert whole.coverage.recorded == sum(part.coverage.recorded for part in parts)
    assert whole.coverage.unknown == sum(part.coverage.unknown for part in parts)
    assert whole.sites == parts[0].sites + parts[1].sites
    assert whole.hours.total() == whole.cramps


@modest
@given(journals(), st.integers(1, 30))
def test_unknown_nights_change_nothing_but_the_coverage(nights: list[NightFigures], unknown: int) -> None:
    """The period grows at its end by weeks that nobody recorded."""
    period = Period(after(FIRST, 90), after(FIRST, 159))
    longer = Period(period.first, period.last + timedelta(days=7 * unknown))
    here, there = summary(nights, period), summary(nights, longer)
    assert there.coverage.unknown + there.coverage.before == here.coverage.unknown + here.coverage.before + 7 * unknown
    assert (there.coverage.clear, there.coverage.cramps) == (here.coverage.clear, here.coverage.cramps)
    for ours, theirs in (
        (here.cramps_per_week, there.cramps_per_week),
        (here.cramp_nights_per_week, there.cramp_nights_per_week),
    ):
        assert (ours and ours.value) == (theirs and theirs.value)
    assert (here.seconds, here.pain, here.sites) == (there.seconds, there.pain, there.sites)


@modest
@given(journals(), periods)
def test_leaving_nights_out_is_the_same_as_not_having_them(nights: list[NightFigures], period: Period) -> None:
    kept = [night for night in nights if not night.left_out]
    assert rates_of(summary(nights, period)) == rates_of(summary(kept, period))
    assert recent(nights, period.last) == recent(kept, period.last)
    assert trend(nights, period) == trend(kept, period)


@modest
@given(journals(), periods)
def test_nights_after_a_period_change_nothing_in_it(nights: list[NightFigures], period: Period) -> None:
    earlier = [night for night in nights if night.evening <= period.last]
    assert summary(nights, period) == summary(earlier, period)
    assert trend(nights, period) == trend(earlier, period)


@modest
@given(journals(), periods)
def test_every_interval_holds_its_value_and_is_never_below_zero(nights: list[NightFigures], period: Period) -> None:
    found = summary(nights, period)
    rolling = [each.rate for each in trend(nights, period).rolling]
    for rate in (found.cramps_per_week, found.cramp_nights_per_week, *rolling):
        if rate:
            assert 0 <= rate.low <= rate.value <= rate.high
            assert rate.low < rate.high
    if found.cramp_nights_per_week:
        assert found.cramp_nights_per_week.high <= 7
    for low, value, high in (
        (found.change.low, found.change.ratio, found.change.high),
        (recent(nights, period.last).low, recent(nights, period.last).ratio, recent(nights, period.last).high),
    ):
        if low is not None and value is not None and high is not None:
            assert 0 <= low <= value <= high
            assert low < high


@modest
@given(journals(), periods)
def test_weeks_of_a_trend_add_up_to_its_period(nights: list[NightFigures], period: Period) -> None:
    steps = trend(nights, period).steps
    shown = Period(steps[0].period.first, steps[-1].period.last)
    assert sum(step.cramps for step in steps) == summary(nights, shown).cramps
    assert sum(step.recorded for step in steps) == coverage(nights, shown).recorded


@modest
@given(st.integers(0, 400), st.integers(1, 400), st.floats(1, 6))
def test_wider_is_never_narrower(count: int, exposure: int, widening: float) -> None:
    low, high = garwood(count, exposure)
    wide_low, wide_high = garwood(count, exposure, widening)
    assert 0 <= wide_low <= low + 1e-12
    assert wide_high >= high - 1e-12
    share = min(count, exposure)
    assert wilson(share, exposure, widening)[0] <= wilson(share, exposure)[0] + 1e-12
    assert wilson(share, exposure, widening)[1] >= wilson(share, exposure)[1] - 1e-12


@modest
@given(st.integers(0, 200), st.integers(1, 200), st.floats(0.2, 5), st.floats(1, 6))
def test_a_ratio_lies_within_its_interval(now: int, before: int, exposure: float, widening: float) -> None:
    low, high = ratio_interval(now, before, exposure, widening)
    ratio = now / before / exposure
    assert 0 <= low <= ratio <= high
    assert low < high
