import re

import pytest

from cramp_journal.advice import relief
from cramp_journal.advice.regions import NUMBERS
from cramp_journal.paths import resource
from cramp_journal.words import Muscle
from tests.advice.test_wording import AVOIDED

PLACES = [None, *Muscle]


def said(muscle: str | None) -> str:
    return " ".join(f"{step.text} {step.detail}" for step in relief.relief(muscle))


@pytest.mark.parametrize("muscle", PLACES)
def test_every_muscle_has_three_or_four_steps_each_with_its_source(muscle: str | None) -> None:
    steps = relief.relief(muscle)
    assert 3 <= len(steps) <= 4
    for step in steps:
        assert step.text.endswith(".")
        assert step.detail.endswith(".")
        assert re.search(r"(NHS|Mayo Clinic|articles).*Read November 2026\.", step.source.in_words())
        assert step.source.in_words() in relief.sources(steps)


@pytest.mark.parametrize("muscle", PLACES)
def test_every_muscle_is_held_one_to_two_minutes_and_then_rubbed_and_walked(muscle: str | None) -> None:
    assert re.search(
        r"Hold\. One to two minutes\. Breathe slowly\. When it eases: rub .*walk a few steps\.", said(muscle)
    )
    assert [60 <= step.seconds <= 120 for step in relief.relief(muscle) if "Hold." in step.text] == [True]


@pytest.mark.parametrize("muscle", PLACES)
def test_only_the_last_step_stays(muscle: str | None) -> None:
    *first, last = relief.relief(muscle)
    assert all(step.seconds >= 30 for step in first)
    assert last.seconds == 0


@pytest.mark.parametrize("muscle", PLACES)
def test_every_drawing_that_is_named_is_there(muscle: str | None) -> None:
    for step in relief.relief(muscle):
        assert not step.drawing or (resource("body") / f"{step.drawing}.svg").is_file()


def test_the_words_of_the_articles_are_kept() -> None:
    calf = said(Muscle.CALF)
    assert calf == said(None)
    assert "press the forefoot on the floor" in calf
    for words in ("knee straight", "toes up", "heel down", "foot flat against the wall", "heel away"):
        assert words in calf
    assert "heel to the buttock" in said(Muscle.THIGH_FRONT)
    assert "hold on to a chair" in said(Muscle.THIGH_FRONT)
    assert "knee straight" in said(Muscle.THIGH_BACK)
    assert "towards the shin" in said(Muscle.FOOT)


def test_when_to_get_help_is_said_with_its_numbers() -> None:
    line = relief.signs_in_a_cramp("")
    for words in ("10 minutes", "chest pain", "suddenly cold", "swollen, warm or red", "112, 999, 911", "your own"):
        assert words in line
    assert relief.long_seconds() == 600
    assert "NHS" in relief.over_ten_minutes_source()


@pytest.mark.parametrize("region", ["", *NUMBERS])
def test_a_cramp_of_ten_minutes_is_nowhere_a_matter_for_an_ambulance(region: str) -> None:
    said = relief.over_ten_minutes(region)
    assert "ask for an urgent appointment" in said
    assert "ambulance" not in said
    assert not any(re.search(rf"(?<!\d){number}(?!\d)", said) for number in set(NUMBERS.values()) - {"111"})
    assert "10 minutes" not in relief.emergency_signs(region)
    assert "10 minutes" in relief.urgent_signs(region)


def test_a_cramp_of_ten_minutes_goes_to_the_advice_line_of_the_region() -> None:
    assert "Ask your GP, or NHS 111." in relief.over_ten_minutes("uk")
    assert "Ask your doctor, or Healthline, 0800 611 116." in relief.over_ten_minutes("nz")
    assert "Ask your doctor, or the advice line of your region." in relief.over_ten_minutes("")


@pytest.mark.parametrize("muscle", PLACES)
def test_nothing_that_is_said_in_a_cramp_judges_or_commands(muscle: str | None) -> None:
    texts = [said(muscle), relief.sources(relief.relief(muscle))]
    texts += [relief.signs_in_a_cramp("uk"), relief.over_ten_minutes("uk")]
    assert [text for text in texts if AVOIDED.search(text)] == []
