"""Nights with and without each factor: counts, and nothing that was not answered."""

from typing import Any

from cramp_journal.analysis.factors import FactorCount, factor_counts


def night(cramps: int = 0, **values: Any) -> dict[str, Any]:
    return {"cramps": [{}] * cramps, **values}


def counts(*nights: dict[str, Any]) -> dict[str, FactorCount]:
    return {each.factor: each for each in factor_counts(nights)}


def test_nights_with_and_without_a_factor_are_counted_with_their_cramp_nights() -> None:
    found = counts(night(2, alcohol=True), night(alcohol=True), night(1, alcohol=False), *[night(alcohol=False)] * 3)
    assert found == {"alcohol": FactorCount("alcohol", 2, 1, 4, 1)}


def test_a_factor_that_was_not_answered_is_neither_with_nor_without() -> None:
    found = counts(night(1, alcohol=True), night(alcohol=False), night(3), night())
    assert found["alcohol"] == FactorCount("alcohol", 1, 1, 1, 0)


def test_left_out_nights_do_not_count() -> None:
    found = counts(night(1, alcohol=True), night(alcohol=False), night(1, alcohol=True, left_out=True))
    assert found["alcohol"].nights_with == 1


def test_a_factor_that_was_always_answered_alike_is_not_shown() -> None:
    assert counts(night(1, alcohol=True), night(alcohol=True)) == {}
    assert counts() == {}


def test_hard_exercise_is_held_against_any_other_exercise_that_was_given() -> None:
    found = counts(night(1, exercise="hard"), night(exercise="none"), night(exercise="light"), night(1))
    assert found["hard_exercise"] == FactorCount("hard_exercise", 1, 1, 2, 0)


def test_a_factor_of_the_persons_own_and_an_intake_are_without_where_a_night_does_not_name_them() -> None:
    magnesium = {"substance": "magnesium", "dose": 300}
    found = counts(night(1, factors=["car"]), night(intakes=[magnesium, magnesium]), night(1))
    assert found == {
        "car": FactorCount("car", 1, 1, 2, 1),
        "magnesium": FactorCount("magnesium", 1, 0, 2, 2),
    }


def test_what_was_answered_both_ways_most_often_stands_first() -> None:
    nights = [night(alcohol=i < 1, smoking=i < 3, foot_soak=i < 2) for i in range(6)]
    assert [each.factor for each in factor_counts(nights)] == ["smoking", "foot_soak", "alcohol"]
