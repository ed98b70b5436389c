"""What went with cramps: which nights are with and without each thing, and what is said of it."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from cramp_journal.analysis.factors import FactorEffect, effects_as_json, exposures, factor_effects, not_compared
from cramp_journal.analysis.period import Period
from cramp_journal.model import NightFigures
from cramp_journal.words import FactorKind, Verdict
from tests.analysis.series import FIRST, after

KEYS = {"factor", "nights_with", "nights_without", "cramps_with", "cramps_without", "ratio", "low", "high", "verdict"}


def night(back: int, cramps: int = 0, **values: Any) -> dict[str, Any]:
    """Give a night in the exchange form, so many evenings after the first."""
    return {"evening": after(FIRST, back).isoformat(), "cramps": [{}] * cramps, **values}


def effects(nights: list[dict[str, Any]], period: Period | None = None) -> list[FactorEffect]:
    evenings = [date.fromisoformat(each["evening"]) for each in nights]
    figures = [
        NightFigures(
            evening,
            left_out=bool(each.get("left_out")),
            count=len(each["cramps"]),
            packed=";".join(["|||||||"] * len(each["cramps"])),
        )
        for evening, each in zip(evenings, nights, strict=True)
    ]
    return factor_effects(nights, figures, period or Period(evenings[0], evenings[-1]))


def found(nights: list[dict[str, Any]], name: str, lag: int = 0) -> FactorEffect:
    return next(each for each in effects(nights) if (each.factor, each.lag) == (name, lag))


def known(nights: list[dict[str, Any]], name: str) -> list[float | None]:
    """Give what is known of a thing on each night: 1, 0 or None."""
    column = next(each.column for each in exposures(nights) if each.name == name)
    return [None if np.isnan(value) else float(value) for value in column]


def test_nights_and_cramps_with_and_without_are_counted() -> None:
    nights = [night(0, 2, alcohol=True), night(1, alcohol=True), night(2, 1, alcohol=False), night(3, alcohol=False)]
    each = found([*nights, night(4, 5)], "alcohol")
    assert (each.nights_with, each.cramps_with) == (2, 2)
    assert (each.nights_without, each.cramps_without) == (2, 1)
    assert each.evenings == (FIRST, after(FIRST, 1))


def test_a_factor_that_was_not_answered_is_neither_with_nor_without() -> None:
    assert known([night(0, alcohol=True), night(1), night(2, alcohol=False)], "alcohol") == [1, None, 0]


def test_left_out_nights_are_in_no_comparison() -> None:
    nights = [night(0, alcohol=True), night(1, alcohol=False), night(2, 9, alcohol=True, left_out=True)]
    assert found(nights, "alcohol").nights_with == 1
    assert found(nights, "alcohol").cramps_with == 0


def test_the_night_after_has_the_cramps_of_the_night_after_and_only_where_that_is_recorded() -> None:
    nights = [night(0, alcohol=True), night(1, 3, alcohol=False), night(3, 1, alcohol=True), night(5, 1, alcohol=False)]
    nights += [night(6, 2, alcohol=False)]
    each = found(nights, "alcohol", lag=1)
    assert (each.nights_with, each.cramps_with) == (1, 3)  # the night after the first; nothing is known after the third
    assert (each.nights_without, each.cramps_without) == (1, 2)
    assert each.evenings == (after(FIRST, 1),)


def test_a_thing_that_was_always_answered_alike_is_not_shown() -> None:
    assert effects([night(i, i % 2, alcohol=True) for i in range(30)]) == []


def test_an_empty_journal_has_nothing_to_compare() -> None:
    assert factor_effects([], [], Period(FIRST, after(FIRST, 27))) == []


def test_hard_and_no_exercise_and_each_posture_are_held_against_the_others_that_were_given() -> None:
    nights = [night(i, exercise=each) for i, each in enumerate(["hard", "none", "light"])] + [night(3, posture="back")]
    nights += [night(4, posture="mixed")]
    assert known(nights, "hard_exercise") == [1, 0, 0, None, None]
    assert known(nights, "no_exercise") == [0, 1, 0, None, None]
    assert known(nights, "slept_on_back") == [None, None, None, 1, 0]


def test_rooms_are_compared_with_the_middle_third_of_the_persons_own() -> None:
    nights = [night(i, room_temperature_c=16.0 + i) for i in range(9)] + [night(9)]
    assert known(nights, "colder_room") == [1, 1, 1, 0, 0, 0, None, None, None, None]
    assert known(nights, "warmer_room") == [None, None, None, 0, 0, 0, 1, 1, 1, None]
    cold = next(each for each in exposures(nights) if each.name == "colder_room")
    assert cold.limit == pytest.approx(16 + 8 / 3)


def test_an_own_factor_is_unknown_before_it_was_first_named_and_an_intake_is_not() -> None:
    magnesium = [{"substance": "magnesium"}]
    nights = [night(0), night(1, factors=["car"], intakes=magnesium), night(2)]
    assert known(nights, "car") == [None, 1, 0]
    assert known(nights, "magnesium") == [0, 1, 0]
    assert {each.name: each.kind for each in exposures(nights)}["magnesium"] == FactorKind.INTAKE


def linked(ratio: int, without: int = 1) -> list[dict[str, Any]]:
    """Give 16 weeks in which every other night has alcohol, and so many cramps for those of the nights without."""
    return [
        night(i, (ratio if i % 2 else without) * (i % 4 < 2), alcohol=bool(i % 2), smoking=i % 5 == 0)
        for i in range(112)
    ]


def test_many_more_cramps_on_the_nights_with_it_are_a_link() -> None:
    each = found(linked(4), "alcohol")
    assert each.verdict == Verdict.MORE
    assert each.effect
    assert each.effect.ratio == pytest.approx(4)
    assert each.effect.low > 1
    assert effects(linked(4))[0].factor == "alcohol"  # what is clear stands first


def test_many_fewer_are_a_link_too() -> None:
    assert found(linked(0, 3), "alcohol").verdict == Verdict.FEWER


def test_as_many_are_no_clear_link() -> None:
    each = found(linked(1), "alcohol")
    assert each.verdict == Verdict.NO_CLEAR_LINK
    assert each.effect
    assert each.effect.low < 1 < each.effect.high


@pytest.mark.parametrize(("nights", "verdict"), [(20, Verdict.NO_CLEAR_LINK), (19, Verdict.TOO_FEW_NIGHTS)])
def test_fewer_than_ten_nights_on_a_side_are_too_few(nights: int, verdict: Verdict) -> None:
    each = found([night(i, int(i % 3 == 0), alcohol=bool(i % 2)) for i in range(nights)], "alcohol")
    assert each.verdict == verdict
    assert (each.effect is None) is (verdict == Verdict.TOO_FEW_NIGHTS)


def test_a_thing_that_only_followed_the_calendar_cannot_be_compared() -> None:
    """Half a year without and half a year with it: the season may have done it all."""
    each = found([night(i, 2 * (i >= 168), alcohol=i >= 168) for i in range(336)], "alcohol")
    assert (each.nights_with, each.nights_without) == (168, 168)
    assert (each.compared_with, each.compared_without) == (0, 0)
    assert each.verdict == Verdict.TOO_FEW_NIGHTS


def test_a_bad_spell_in_which_a_thing_was_done_more_often_is_not_laid_at_its_door() -> None:
    """Twice as many cramps, and alcohol on 3 of 4 nights instead of 1 of 4; within each spell it changes nothing."""
    calm = [night(i, int(i % 8 < 4), alcohol=i % 4 == 0) for i in range(112)]
    bad = [night(112 + i, 2 * int(i % 8 < 4), alcohol=i % 4 != 0) for i in range(112)]
    each = found([*calm, *bad], "alcohol")
    assert (each.cramps_with, each.cramps_without) == (98, 70)  # on 112 nights each: 1.4 times as many
    assert each.effect
    assert each.effect.ratio == pytest.approx(1, abs=0.01)


def test_only_nights_of_the_period_count() -> None:
    nights = linked(4)
    period = Period(FIRST + timedelta(days=56), FIRST + timedelta(days=111))
    assert next(e for e in effects(nights, period) if (e.factor, e.lag) == ("alcohol", 0)).nights_with == 28


def test_the_json_has_the_keys_of_the_format_page_and_null_where_nothing_can_be_said() -> None:
    rows = effects_as_json(effects(linked(0, 3)))
    assert all(set(row) >= KEYS for row in rows)
    alcohol = next(row for row in rows if row["factor"] == "alcohol" and row["lag"] == 0)
    assert (alcohol["ratio"], alcohol["low"], alcohol["verdict"]) == (0.0, 0.0, "fewer")
    reverse = effects_as_json(effects(linked(3, 0)))
    alcohol = next(row for row in reverse if row["factor"] == "alcohol" and row["lag"] == 0)
    assert (alcohol["ratio"], alcohol["high"]) == (None, None)
    few = effects_as_json(effects([night(i, alcohol=bool(i % 2)) for i in range(6)]))[0]
    assert (few["ratio"], few["p"], few["adjusted_p"], few["verdict"]) == (None, None, None, "too_few_nights")


def test_spellings_of_one_factor_are_compared_as_one_under_the_commonest() -> None:
    nights = [night(i, i % 2, factors=[("Tea", "TEA", "Tea")[i % 3]] if i % 4 else []) for i in range(60)]
    both = [*nights, night(60, factors=["tea", "Tea"])]
    names = {each.factor: each.nights_with for each in effects(both) if each.kind == FactorKind.OWN}
    assert names == {"Tea": 46}
    assert not_compared(both, Period(FIRST, after(FIRST, 60))) == 0
