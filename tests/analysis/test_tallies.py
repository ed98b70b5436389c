"""Plain counts of answers: nights left out and nights outside do not count, and no answer is not a no."""

from datetime import date, timedelta

from cramp_journal.analysis.period import Period
from cramp_journal.analysis.tallies import Answers, Tried, answers, counted, reliefs
from tests.builders import EVENING, night_values

PERIOD = Period.of_last(3, EVENING)


def _night(back: int, *whats: tuple[str, bool | None], **fields: object) -> dict[str, object]:
    done = [{"what": what} | ({} if helped is None else {"helped": helped}) for what, helped in whats]
    return night_values(EVENING - timedelta(days=back), [{"reliefs": done}] if done else 0, **fields)


def test_what_was_done_is_counted_with_what_was_said_of_it_the_most_frequent_first() -> None:
    nights = [
        _night(3, ("heat", True)),
        _night(2, ("massage", True), ("cold", None)),
        _night(1, ("massage", False)),
        _night(0, ("massage", None)),
    ]
    assert reliefs(nights, PERIOD) == [Tried("massage", 3, 2, 1), Tried("cold", 1, 0, 0)]


def test_a_night_left_out_counts_nowhere() -> None:
    nights = [_night(1, ("heat", True), left_out=True, alcohol=True), _night(0, alcohol=False)]
    assert reliefs(nights, PERIOD) == []
    assert answers(nights, PERIOD, "alcohol") == Answers(0, 1)


def test_no_answer_is_no_no() -> None:
    nights = [_night(2, alcohol=True), _night(1), _night(0, alcohol=False)]
    assert answers(nights, PERIOD, "alcohol") == Answers(1, 2)


def test_the_nights_of_a_period_are_found_at_both_edges() -> None:
    nights = [_night(back) for back in (4, 3, 2, 0)]
    assert [each["evening"] for each in counted(nights, PERIOD)] == ["2026-11-19", "2026-11-21"]
    assert counted([], Period(date(2026, 1, 1), EVENING)) == []
