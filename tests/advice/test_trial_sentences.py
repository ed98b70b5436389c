"""What is fixed before a trial and what stands beside its result, in sentences."""

from dataclasses import replace
from datetime import date

import pytest

from cramp_journal.advice.experiment_words import blinding_in_words
from cramp_journal.advice.trial_sentences import (
    adherence_in_words,
    answer_day,
    as_done_in_words,
    design_in_words,
    fixed_in_words,
    missing_in_words,
)
from cramp_journal.analysis.experiments.designs import blocks, single_nights
from cramp_journal.analysis.experiments.result import TrialFigures, result_from, trial_result
from cramp_journal.analysis.experiments.running import TrialCourse
from cramp_journal.analysis.experiments.schedule import FEWEST_OF_BLOCK, FEWEST_PAIRS, begin_trial
from cramp_journal.i18n import speaking
from tests.analysis.experiments.trial_nights import nights_of

FIRST = date(2026, 1, 5)
TRIAL = begin_trial("foot_soak", single_nights()[4], FIRST, bytes(range(32)))  # 24 weeks
OF_BLOCKS = begin_trial("magnesium", blocks()[0], FIRST, bytes(range(32)))
FIGURES = TrialFigures(84, 20, 84, 41, 84, 0.49, 0.3, 0.8, 0.004)


def test_the_design_says_how_many_pairs_and_who_chose_the_nights() -> None:
    assert design_in_words(TRIAL.design).startswith("84 pairs of nights in 24 weeks.")
    assert "chance drew which" in design_in_words(TRIAL.design)
    said = design_in_words(OF_BLOCKS.design)
    assert said.startswith("6 pairs of four weeks in 48 weeks.")
    assert "The first 7 nights of each four weeks are not counted" in said


def test_what_is_fixed_names_the_end_the_statistic_the_rules_and_the_day_of_the_answer() -> None:
    said = " ".join(fixed_in_words(TRIAL))
    for each in ("5 Jan 2026", "21 Jun 2026", "within 3 days", "both of its nights", "fewer than half", "25 Jun 2026"):
        assert each in said
    assert FEWEST_OF_BLOCK == FEWEST_PAIRS == 0.5  # “half” in both sentences
    assert "at least half of the counted nights" in " ".join(fixed_in_words(OF_BLOCKS))


@pytest.mark.parametrize("language", ["en", "de", "es", "zh"])
def test_what_is_fixed_is_the_same_for_every_order(language: str) -> None:
    other = begin_trial("foot_soak", TRIAL.design, FIRST, bytes(32))
    with speaking(language):
        assert fixed_in_words(other) == fixed_in_words(TRIAL)
        assert not any(other.seed.hex() in each or other.fingerprint in each for each in fixed_in_words(other))


def test_the_day_of_the_answer_is_that_of_the_result() -> None:
    for trial in (TRIAL, OF_BLOCKS):
        assert answer_day(trial) == result_from(trial, TrialCourse(()))


def test_as_done_is_never_said_without_that_it_is_no_fair_comparison() -> None:
    said = as_done_in_words(FIGURES)
    assert said.startswith(
        "As done, only to look at: 20 cramps in 84 nights with it, 41 cramps in 84 nights without it."
    )
    assert "no fair comparison" in said
    assert as_done_in_words(None) == ""


def test_missing_nights_are_counted_on_both_sides() -> None:
    found = trial_result(
        TRIAL, TrialCourse(nights_of(TRIAL, lambda n, _with: None if n in (0, 1, 4) else 0)), date(2027, 1, 1)
    )
    said = missing_in_words(found)
    assert said.startswith("82 of 84 pairs could be compared. Not recorded in time: ")
    whole = trial_result(TRIAL, TrialCourse(nights_of(TRIAL, lambda _n, _with: 0)), date(2027, 1, 1))
    assert missing_in_words(whole) == "84 of 84 pairs could be compared."


def test_who_never_answered_is_not_said_to_have_kept_to_it() -> None:
    found = trial_result(TRIAL, TrialCourse(nights_of(TRIAL, lambda _n, _with: 0)), date(2027, 1, 1))
    assert adherence_in_words(found) == "It was never said whether it was done."
    answered = replace(found, answered=160, planned=151)
    assert adherence_in_words(answered) == "Done as planned on 151 of 160 nights with an answer."


def test_blinding_is_said_either_way_and_never_as_certain() -> None:
    assert blinding_in_words(blinded=False).startswith("Not blinded:")
    assert "as far as" in blinding_in_words(blinded=True)
