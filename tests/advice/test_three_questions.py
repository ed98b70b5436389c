"""What was not logged is asked: cold, tiredness and posture, for the weeks of one prompt."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from cramp_journal.advice.prompts import prompts
from cramp_journal.advice.rules import RULES
from cramp_journal.advice.three_questions import answers_of, is_asked, question_text
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.questions import AskedBack
from cramp_journal.words import Answer, Rule, Tier
from tests.analysis.series import FIRST, after

LAST = after(FIRST, 364 + 41)
TODAY = after(LAST, 1)
ALONE = [rule for rule in RULES if rule.rule == Rule.GROWING_UNEXPLAINED]


@dataclass
class Row:
    answers: dict[str, str]
    raised_on: date = TODAY
    rule: Rule = Rule.GROWING_UNEXPLAINED
    answer: Answer | None = None
    answered_on: date | None = None
    appointment_on: date | None = None


def grown() -> list[NightFigures]:
    """More and longer cramps in the last six weeks, and nothing known of cold, tiredness or posture."""
    year = [NightFigures.of(after(FIRST, i), [CrampFigures(120)] * (i % 4 == 0)) for i in range(364)]
    return [*year, *(NightFigures.of(after(FIRST, 364 + i), [CrampFigures(300)]) for i in range(42))]


def said(cold: str, tired: str, slept: str) -> dict[str, str]:
    return {"colder": cold, "tired": tired, "slept_differently": slept}


def test_it_asks_three_questions_where_nothing_was_logged() -> None:
    (found,) = prompts(grown(), [], TODAY, ALONE)
    assert is_asked(found)
    assert found.tier == Tier.ROUTINE
    asked = [question_text(each) for each in AskedBack]
    assert asked == ["Was it colder in these weeks?", "Were you more tired?", "Did you sleep differently?"]


def test_all_set_aside_is_to_see_a_doctor_soon_and_is_told_in_its_words() -> None:
    (found,) = prompts(grown(), [Row(said("no", "no", "no"))], TODAY, ALONE)
    assert found.tier == Tier.SOON
    assert found.logged.endswith("you said: not colder, not more tired, did not sleep differently.")
    assert "Not known" not in found.logged
    assert found.advice.startswith("Published advice: see a doctor soon")


@pytest.mark.parametrize("yes", range(3))
def test_one_that_may_be_the_reason_leaves_it_for_the_next_visit(yes: int) -> None:
    answers = ["no", "no", "no"]
    answers[yes] = "yes"
    (found,) = prompts(grown(), [Row(said(*answers))], TODAY, ALONE)
    assert found.tier == Tier.ROUTINE
    assert "you said:" in found.logged


def test_what_is_still_open_is_not_taken_for_no() -> None:
    (found,) = prompts(grown(), [Row({"colder": "no", "tired": "no"})], TODAY, ALONE)
    assert found.tier == Tier.ROUTINE
    assert found.logged.endswith("you said: not colder, not more tired.")
    assert "Not known" in found.logged


def test_the_answers_are_about_the_weeks_of_one_card() -> None:
    earlier = Row(said("no", "no", "no"), TODAY - timedelta(days=200))
    (found,) = prompts(grown(), [earlier], TODAY, ALONE)
    assert found.tier == Tier.ROUTINE or found.raised_on == earlier.raised_on
    (kept,) = prompts(grown(), [replace(earlier, raised_on=TODAY - timedelta(days=5))], TODAY, ALONE)
    assert kept.tier == Tier.SOON  # the same card some days later


def test_what_the_person_does_not_know_is_not_taken_for_no() -> None:
    (found,) = prompts(grown(), [Row(said("no", "no", "unknown"))], TODAY, ALONE)
    assert found.tier == Tier.ROUTINE
    assert "Not known" in found.logged
    (nothing,) = prompts(grown(), [Row(said("unknown", "unknown", "unknown"))], TODAY, ALONE)
    assert "you said" not in nothing.logged


def test_answers_that_make_no_sense_are_left() -> None:
    row = Row({"colder": "perhaps", "hungry": "yes", "tired": "yes"})
    assert answers_of([row], Rule.GROWING_UNEXPLAINED, TODAY) == {"tired": "yes"}
