"""More than 10 minutes, by the clock or by a guess."""

from datetime import date

import pytest

from cramp_journal.advice.night_rules import long_cramp
from cramp_journal.advice.prompts import prompts
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.words import ROUGH_LENGTHS, Tier
from tests.analysis.series import FIRST, after, lasting

LAST = after(FIRST, 27)


def night(index: int, *cramps: CrampFigures, left_out: bool = False) -> NightFigures:
    return NightFigures.of(after(FIRST, index), cramps, left_out=left_out)


@pytest.mark.parametrize("timing", ["clock", None])
def test_ten_minutes_and_a_second_by_the_clock_is_urgent(timing: str | None) -> None:
    found = long_cramp(lasting(LAST, [601], timing), LAST)
    assert found
    assert found.tier is None  # the rule's own: urgent
    assert found.nights == (LAST,)
    assert found.numbers == {"seconds": 601, "limit": 600, "guessed": 0}
    assert found.logged == "You logged a cramp of 10 min 1 s in the night of Sun 1 → Mon 2 February."


@pytest.mark.parametrize("timing", ["clock", "guess", None])
def test_ten_minutes_to_the_second_is_not_more_than_ten_minutes(timing: str | None) -> None:
    assert long_cramp(lasting(LAST, [600], timing), LAST) is None


def test_a_guess_of_more_than_ten_minutes_is_routine_and_said_to_be_a_guess() -> None:
    found = long_cramp(lasting(LAST, [601], "guess"), LAST)
    assert found
    assert found.tier == Tier.ROUTINE
    assert found.numbers["guessed"] == 1
    assert found.logged.startswith("You guessed that a cramp lasted over 10 minutes")
    assert found.advice.startswith("Mention it at your next visit")
    [prompt] = prompts(lasting(LAST, [601], "guess"), [], after(LAST, 1))
    assert (prompt.tier, prompt.advice) == ("routine", found.advice)


@pytest.mark.parametrize("rough", ROUGH_LENGTHS, ids=lambda rough: rough.name)
def test_no_rough_answer_is_ever_urgent_and_only_the_last_is_more_than_ten_minutes(rough: object) -> None:
    """Rough answers are kept as guesses: the middle of "over 10 min" stands for an answer of that very name."""
    assert hasattr(rough, "value")
    found = long_cramp(lasting(LAST, [rough.value], "guess"), LAST)
    if rough == ROUGH_LENGTHS[-1]:
        assert found
        assert found.tier == Tier.ROUTINE
    else:
        assert found is None


def test_a_length_that_is_not_known_is_not_long() -> None:
    assert long_cramp(lasting(LAST, [None]), LAST) is None
    assert long_cramp([NightFigures.of(LAST)], LAST) is None


def test_a_length_by_the_clock_stands_before_a_longer_guess() -> None:
    cramps = CrampFigures(1800, "guess"), CrampFigures(660, "clock")
    found = long_cramp([night(3, cramps[0]), night(5, *cramps), night(9, cramps[0])], LAST)
    assert found
    assert found.tier is None
    assert found.numbers["seconds"] == 660
    assert found.nights == (after(FIRST, 5),)


def test_the_longest_is_told_and_every_night_of_one_is_named_once() -> None:
    nights = [
        night(3, CrampFigures(700, "clock"), CrampFigures(720, "clock")),
        night(8, CrampFigures(30, "clock")),
        night(12, CrampFigures(660, "clock")),
    ]
    found = long_cramp(nights, LAST)
    assert found
    assert found.numbers["seconds"] == 720
    assert found.nights == (after(FIRST, 3), after(FIRST, 12))


def test_a_long_cramp_of_28_nights_ago_is_looked_at_and_one_older_is_not() -> None:
    nights = lasting(FIRST, [700], "clock")
    assert long_cramp(nights, LAST)
    assert long_cramp(nights, after(LAST, 1)) is None


def test_a_long_cramp_after_the_last_evening_is_not_looked_at() -> None:
    assert long_cramp(lasting(LAST, [700], "clock"), after(LAST, -1)) is None


def test_a_long_cramp_in_a_night_left_out_of_the_figures_is_still_urgent() -> None:
    found = long_cramp([night(5, CrampFigures(700, "clock"), left_out=True)], LAST)
    assert found
    assert found.nights == (date(2026, 1, 10),)
