"""What nobody asked is not "no": which nights are in a comparison, and what cannot be compared at all."""

from typing import Any

import pytest

from cramp_journal.analysis.asked import was_asked
from cramp_journal.analysis.factors import FactorEffect, factor_effects, hidden_factors
from cramp_journal.analysis.period import Period
from cramp_journal.words import Verdict
from tests.analysis.series import FIRST, after
from tests.analysis.test_factors import effects, found, known, night
from tests.builders import run_of

ZINC: list[dict[str, Any]] = [{"substance": "zinc"}]
EVERYTHING = ["cramps", "clear_nights"]


@pytest.mark.parametrize(
    ("values", "question", "so"),
    [
        ({}, "alcohol", True),  # the journal's own form
        ({"asked": ["alcohol"]}, "alcohol", True),
        ({"asked": ["cramps"]}, "alcohol", False),
        ({"asked": ["cramps"], "alcohol": False}, "alcohol", True),  # the person answered later
        ({"asked": ["cramps"]}, "own:tea", False),
        ({"asked": ["own:tea"]}, "own:tea", True),
        ({"asked": ["cramps"], "factors": ["tea"]}, "own:tea", True),
        ({"asked": ["cramps"]}, "intake:zinc", False),
        ({"asked": ["intake:zinc"]}, "intake:zinc", True),
        ({"asked": ["intakes"]}, "intake:zinc", True),
        ({"asked": ["cramps"], "intakes": ZINC}, "intake:zinc", True),
        ({"asked": ["cramps"]}, "clear_nights", False),
    ],
)
def test_a_night_was_asked_what_it_says_or_what_it_answers(values: dict[str, Any], question: str, so: bool) -> None:
    assert was_asked(night(0, **values), question) is so


def test_a_night_that_was_not_asked_of_a_factor_or_an_intake_is_not_one_without_it() -> None:
    nights = [night(0, factors=["car"], intakes=ZINC), night(1), night(2, asked=EVERYTHING)]
    nights.append(night(3, asked=[*EVERYTHING, "own:car", "intake:zinc"]))
    assert known(nights, "car") == [1, 0, None, 0]
    assert known(nights, "zinc") == [1, 0, None, 0]


def test_nights_from_where_only_cramps_are_written_down_are_in_no_comparison() -> None:
    nights = [night(i, 1 + i % 2, alcohol=bool(i % 2), asked=["cramps", "alcohol"]) for i in range(60)]
    assert effects(nights) == []


def test_a_hidden_factor_is_not_asked_after_it_was_last_ticked() -> None:
    nights = [night(i, factors=["car"] * (i < 30 and i % 2)) for i in range(60)]
    figures, period = run_of(FIRST, [0] * 60), Period(FIRST, after(FIRST, 59))
    (shown,) = (each for each in factor_effects(nights, figures, period) if not each.lag)
    (hidden,) = (each for each in factor_effects(nights, figures, period, ["car"]) if not each.lag)
    assert (shown.nights_without, hidden.nights_without) == (44, 14)
    assert hidden_factors({"factors": [{"name": "car", "hidden": True}, {"name": "tea"}]}) == ["car"]


def after_cramps(**answers: Any) -> FactorEffect:
    """Massage, ticked on two of three cramp nights and on one clear night."""
    nights = [night(i, i % 2, factors=["massage"] * (i == 2 or i % 6 in (1, 3)), **answers) for i in range(112)]
    return found(nights, "massage")


@pytest.mark.parametrize("answers", [{}, {"alcohol": False}])
def test_what_is_ticked_hardly_ever_but_after_cramps_is_not_compared(answers: dict[str, Any]) -> None:
    each = after_cramps(**answers)
    assert each.verdict == Verdict.AFTER_CRAMPS
    assert (each.effect, each.adjusted_p) == (None, None)


def leaning(**answers: Any) -> FactorEffect:
    """Something ticked on three of four cramp nights and on one of four clear ones."""
    nights = [night(i, i % 2, factors=["tea"] * (i % 8 in (1, 3, 5, 2)), **answers) for i in range(112)]
    return found(nights, "tea")


def test_a_chip_that_leans_to_cramp_nights_tells_nothing_where_clear_nights_are_one_press() -> None:
    assert leaning().verdict == Verdict.AFTER_CRAMPS


@pytest.mark.parametrize("answers", [{"alcohol": False}, {"asked": [*EVERYTHING, "own:tea"]}, {"posture": "back"}])
def test_it_is_compared_where_the_card_was_filled_in_or_the_source_asks(answers: dict[str, Any]) -> None:
    assert leaning(**answers).verdict == Verdict.MORE
