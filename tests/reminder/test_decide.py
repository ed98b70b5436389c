"""When the reminder speaks, and when it stays quiet."""

from datetime import date, datetime, time, timedelta

import pytest

from cramp_journal.reminder.decide import Known, Why, why_it_asks
from cramp_journal.reminder.mornings import Mornings, Outcome, keep_mornings, mornings_file, read_mornings
from cramp_journal.reminder.times import time_from
from tests.builders import TODAY

LAST, AT = TODAY - timedelta(days=1), time(8, 30)


def at(clock: str, day: date = TODAY) -> datetime:
    """Give a moment of the day."""
    return datetime.combine(day, time.fromisoformat(clock))


def nights(*backs: int, left_out: bool = False) -> dict[date, bool]:
    """Give recorded nights, by how many nights they lie before last night."""
    return {LAST - timedelta(days=back): left_out for back in backs}


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        *(("00:10", Why.NIGHT), ("04:59", Why.NIGHT), ("05:00", Why.EARLY), ("08:29", Why.EARLY)),
        *(("08:30", Why.ASKS), ("14:00", Why.ASKS), ("20:59", Why.ASKS), ("21:00", Why.NIGHT), ("23:59", Why.NIGHT)),
    ],
)
def test_it_speaks_from_the_chosen_time_until_the_evening(clock: str, expected: Why) -> None:
    assert why_it_asks(at(clock), AT, Known(nights=nights(1, 2)), Mornings()) is expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Known(), Why.ASKS),
        (Known(exists=False), Why.NO_JOURNAL),
        (Known(nights=nights(0)), Why.RECORDED),
        (Known(nights=nights(0, left_out=True)), Why.RECORDED),
        (Known(not_remembered={LAST}), Why.RECORDED),
        (Known(answered={LAST}), Why.RECORDED),
        (Known(answered={LAST - timedelta(days=1)}), Why.ASKS),
        (Known(written=at("07:00")), Why.USED),
        (Known(written=at("02:00")), Why.ASKS),
        (Known(written=at("23:00", LAST)), Why.ASKS),
        (Known(written=at("23:00")), Why.ASKS),  # the clock was wrong then, or is now
        (Known(nights=nights(1, 2, left_out=True)), Why.AWAY),
        (Known(nights=nights(6, 7, left_out=True)), Why.AWAY),
        (Known(nights=nights(8, 9, left_out=True)), Why.ASKS),
        (Known(nights=nights(1, left_out=True)), Why.ASKS),  # one night is no stretch
        (Known(nights=nights(2, 3, left_out=True) | nights(1)), Why.ASKS),  # back again
    ],
)
def test_it_asks_only_for_what_nobody_said(known: Known, expected: Why) -> None:
    assert why_it_asks(at("09:00"), AT, known, Mornings()) is expected


@pytest.mark.parametrize(
    ("mornings", "expected"),
    [
        (Mornings(TODAY, Outcome.CLOSED, None, 1), Why.ASKED),
        (Mornings(TODAY, Outcome.ANSWERED), Why.ASKED),
        (Mornings(TODAY, Outcome.OPEN, None, 1), Why.ASKS),  # the session ended with the notice on the screen
        (Mornings(TODAY, Outcome.LATER, at("09:30"), 1), Why.LATER),
        (Mornings(TODAY, Outcome.LATER, at("08:59"), 1), Why.ASKS),
        (Mornings(LAST, Outcome.CLOSED, None, 2), Why.ASKS),
        (Mornings(LAST, Outcome.CLOSED, None, 3), Why.RARELY),
        (Mornings(TODAY - timedelta(days=6), Outcome.OPEN, None, 3), Why.RARELY),
        (Mornings(TODAY - timedelta(days=7), Outcome.OPEN, None, 3), Why.ASKS),
    ],
)
def test_it_asks_once_a_day_and_once_a_week_after_three_mornings_without_an_answer(
    mornings: Mornings, expected: Why
) -> None:
    assert why_it_asks(at("09:00"), AT, Known(), mornings) is expected


def test_mornings_without_an_answer_are_counted_until_one_comes() -> None:
    mornings = Mornings()
    for back in (3, 2, 1):
        mornings = mornings.asked(TODAY - timedelta(days=back)).ended(Outcome.CLOSED)
    assert mornings.unanswered == 3
    asked = mornings.asked(TODAY)
    assert asked.asked(TODAY).unanswered == 4  # “Later” asks twice on one morning
    assert asked.ended(Outcome.ANSWERED).unanswered == 0
    assert mornings.recorded().unanswered == 0


def test_what_became_of_a_morning_is_read_back() -> None:
    mornings = Mornings(TODAY, Outcome.LATER, at("10:00"), 2)
    keep_mornings(mornings)
    assert read_mornings(TODAY) == mornings


def test_after_a_clock_that_ran_ahead_only_the_count_is_believed() -> None:
    keep_mornings(Mornings(TODAY + timedelta(days=300), Outcome.CLOSED, None, 2))
    assert read_mornings(TODAY) == Mornings(unanswered=2)


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", '{"day": "2026-11-21"}', '{"day": 1, "outcome": "open", "unanswered": 0}'),
        '{"day": "2026-11-21", "outcome": "?", "unanswered": 0}',
        '{"day": "2026-11-21", "outcome": "open", "unanswered": -1}',
        '{"day": "2026-11-21", "outcome": "open", "unanswered": true}',
        '{"day": "2026-11-21", "outcome": "later", "unanswered": 0, "until": "2026-11-21T08:00+01:00"}',
    ],
)
def test_a_file_of_mornings_that_makes_no_sense_counts_as_none(text: str) -> None:
    mornings_file().parent.mkdir(parents=True)
    mornings_file().write_text(text)
    assert read_mornings(TODAY) == Mornings()


@pytest.mark.parametrize("typed", ["8:30", "8.30", "08:30", "8:30 am"])
def test_a_time_that_could_be_morning_or_evening_is_in_the_morning(typed: str) -> None:
    assert time_from(typed) == "08:30"
