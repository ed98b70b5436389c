"""A trial in sentences: the verdict first, never more than was found, and nothing that names a cause."""

from datetime import date
from math import inf, nan

import pytest

from cramp_journal.advice.experiment_words import permission_in_words, plan_in_words, result_in_words
from cramp_journal.analysis.experiments.designs import single_nights
from cramp_journal.analysis.experiments.power import Odds, Offer, TrialPlan
from cramp_journal.analysis.experiments.result import (
    Inconclusive,
    PairOutcome,
    TrialFigures,
    TrialResult,
    TrialVerdict,
)
from cramp_journal.analysis.experiments.rules import THINGS, Permission, Refused, may_be_tried

BLIND = "Not blinded: you knew which nights were with it, and that alone can change what you feel and note."


def plan(offer: Offer, chance: float) -> TrialPlan:
    odds = Odds(single_nights()[4], chance, 80)
    return TrialPlan(offer, odds, (odds,), 300)


def result(verdict: TrialVerdict, why: Inconclusive | None, ratio: float, low: float, high: float) -> TrialResult:
    pair = PairOutcome(date(2026, 1, 5), 1, 1, 2, 1, None)
    return TrialResult(
        verdict, why, TrialFigures(1, 1, 1, 2, 1, ratio, low, high, 0.02), None, 0, 0, 0, 0, (pair, pair)
    )


def test_a_plan_says_its_odds_before_anything_else() -> None:
    assert plan_in_words(plan(Offer.OFFERED, 0.68)) == (
        "With 24 weeks you would notice a halving of your cramps in about 7 of 10 tries. "
        "It is the shortest trial that is likely to tell you anything."
    )
    assert plan_in_words(plan(Offer.NOT_NOW, 0.41)) == (
        "With 24 weeks you would notice a halving of your cramps in about 4 of 10 tries. "
        "So it may well end without an answer. You can begin, or wait."
    )
    assert plan_in_words(plan(Offer.REFUSED, 0.03)) == (
        "Even with 24 weeks you would notice a halving of your cramps only in fewer than 1 of 10 tries. "
        "A trial would ask much of you and most likely tell you nothing, so none is offered now."
    )
    assert "So far there are 40." in plan_in_words(TrialPlan(Offer.TOO_FEW_NIGHTS, None, (), 40))


def test_a_verdict_comes_with_its_range_and_that_it_was_not_blinded() -> None:
    assert result_in_words(result(TrialVerdict.FEWER, None, 0.54, 0.33, 0.86)) == (
        "Fewer cramps in this trial. For every 10 cramps without it there were 5.4 with it. "
        f"It may be anything from 3.3 to 8.6. {BLIND}"
    )
    assert result_in_words(result(TrialVerdict.MORE, None, 2.5, 1.2, inf)) == (
        "More cramps in this trial. For every 10 cramps without it there were 25 with it. "
        f"It may be anything from 12 up. {BLIND}"
    )


@pytest.mark.parametrize("why", Inconclusive)
def test_inconclusive_is_said_first_and_never_as_no_difference(why: Inconclusive) -> None:
    said = result_in_words(result(TrialVerdict.INCONCLUSIVE, why, 0.9, 0.5, 1.6))
    assert said.startswith("Inconclusive: ")
    assert said.endswith(BLIND)
    assert "difference" not in said
    assert ("from 5 to 16" in said) == (why is Inconclusive.COVERS_ONE)


def test_an_end_just_below_1_is_not_rounded_to_it() -> None:
    assert "to 9.9." in result_in_words(result(TrialVerdict.FEWER, None, 0.5, 0.3, 0.999))
    assert "from 10.1 to 30." in result_in_words(result(TrialVerdict.MORE, None, 2, 1.001, 3))


def test_without_cramps_nothing_is_compared() -> None:
    said = result_in_words(result(TrialVerdict.INCONCLUSIVE, Inconclusive.COVERS_ONE, nan, 0, inf))
    assert "There were no cramps to compare." in said


def test_each_refusal_has_its_sentence() -> None:
    said = {each: permission_in_words(Permission(each, ("diabetes",), ask_first=False, designs=())) for each in Refused}
    assert len(set(said.values())) == len(Refused)
    assert "diabetes" in said[Refused.FORBIDDEN]
    asked = {thing.name: permission_in_words(may_be_tried(thing, {}, pressing=False)) for thing in THINGS}
    assert [name for name, text in asked.items() if text] == ["magnesium"]
