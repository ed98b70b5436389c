"""What was only noted on nights, and not as taken each day, reaches every rule on what is taken."""

from datetime import date, timedelta

import pytest

from cramp_journal.advice.evidence import Person, looked_back, noted_on_nights
from cramp_journal.advice.headlines import reason
from cramp_journal.advice.prompts import Prompt, prompts
from cramp_journal.advice.withdrawn import withdrawn
from cramp_journal.model import PromptAnswer
from cramp_journal.words import Answer, Rule, Tier
from tests.advice.answers import Said

TODAY = date(2026, 11, 24)
KIDNEYS, PREGNANT = {"conditions": ["kidney_disease"]}, {"conditions": ["pregnant"]}


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def nights(*substances: str, days: tuple[int, ...] = (2, 5, 9)) -> list[dict[str, object]]:
    taken = [{"substance": each} for each in substances]
    return [{"evening": ago(each).isoformat(), "intakes": taken} for each in days]


def person(
    noted: list[dict[str, object]], told: dict[str, list[str]] | None = None, courses: tuple[dict[str, str], ...] = ()
) -> Person:
    profile = {"person": told or {}, "courses": courses}
    return Person.of(profile, noted_on_nights(noted, looked_back(TODAY), TODAY))


def raised(someone: Person, answers: tuple[Said, ...] = (), today: date = TODAY) -> dict[str, Prompt]:
    return {each.rule: each for each in prompts([], answers, today, person=someone)}


@pytest.mark.parametrize(
    ("taken", "told", "rule", "tier"),
    [
        (("Qualaquin", "Coumadin"), {}, Rule.TAKEN_TOGETHER, Tier.SOON),
        (("tonic water", "Marcumar"), {}, Rule.TAKEN_TOGETHER, Tier.SOON),
        (("quinine", "Lanoxin"), {}, Rule.TAKEN_TOGETHER, Tier.SOON),
        (("Magnesium 300",), KIDNEYS, Rule.MAGNESIUM_AND_KIDNEYS, Tier.SOON),
        (("MK-7", "Sintrom"), {}, Rule.VITAMIN_K_AND_WARFARIN, Tier.SOON),
        (("quinine",), PREGNANT, Rule.QUININE, Tier.SOON),
        (("quinine",), {}, Rule.QUININE, Tier.ROUTINE),
        (("Schweppes tonic water",), {}, Rule.QUININE, Tier.NOTE),
    ],
)
def test_what_is_only_noted_on_nights_is_told_as_what_is_taken_each_day(
    taken: tuple[str, ...], told: dict[str, list[str]], rule: Rule, tier: Tier
) -> None:
    daily = tuple({"substance": each, "start": ago(9).isoformat(), "start_said": "on_the_day"} for each in taken)
    by_nights, by_course = raised(person(nights(*taken), told)), raised(person([], told, daily))
    assert by_nights.keys() == by_course.keys() == {rule}
    assert by_nights[rule].tier == by_course[rule].tier == tier
    assert by_nights[rule].advice == by_course[rule].advice
    assert by_nights[rule].about == by_course[rule].about
    assert reason(by_nights[rule]) == f"{by_nights[rule].logged} {reason(by_course[rule])}"
    for each in taken:
        assert f"{each} " in by_nights[rule].logged
        assert "noted on 3 nights, last on 22 Nov 2026" in by_nights[rule].logged


def test_one_of_a_pair_may_be_noted_on_nights_and_the_other_taken_each_day() -> None:
    warfarin = {"substance": "warfarin", "start_said": "for_years"}
    assert Rule.TAKEN_TOGETHER in raised(person(nights("quinine", days=(3,)), courses=(warfarin,)))


@pytest.mark.parametrize(("days", "holds"), [(28, True), (29, False)])
def test_what_was_noted_holds_for_four_weeks_after_the_last_night_with_it(days: int, holds: bool) -> None:
    assert (Rule.QUININE in raised(person(nights("quinine", days=(days,))))) is holds


def test_a_night_that_is_still_to_come_says_nothing_yet() -> None:
    assert raised(person(nights("quinine", days=(-2,)))) == {}


def test_what_a_course_says_already_is_said_once_and_ends_with_the_course() -> None:
    course = {"substance": "quinine sulphate", "start": ago(60).isoformat(), "start_said": "on_the_day"}
    told = raised(person(nights("Quinine sulphate"), courses=(course,)))[Rule.QUININE].logged
    assert told == "You take quinine sulphate."
    stopped = course | {"stop": ago(1).isoformat()}  # the nights up to then were its own
    assert raised(person(nights("quinine sulphate"), courses=(stopped,))) == {}
    again = course | {"stop": ago(4).isoformat()}  # and one came after it
    assert "noted on 22 Nov 2026" in raised(person(nights("quinine sulphate"), courses=(again,)))[Rule.QUININE].logged


def test_a_prompt_of_noted_nights_comes_up_with_the_first_of_them_and_anew_after_a_pause() -> None:
    assert raised(person(nights("quinine")))[Rule.QUININE].raised_on == ago(9)
    paused = person(nights("quinine", days=(2, 60, 85)))
    assert raised(paused)[Rule.QUININE].raised_on == ago(2)
    assert raised(paused, today=ago(45))[Rule.QUININE].raised_on == ago(85)
    seen = (Said(Rule.QUININE, Answer.DOCTOR_SAW, ago(50), ago(85)),)
    assert Rule.QUININE in raised(paused, seen)
    assert Rule.QUININE not in raised(paused, seen, today=ago(45))


def test_a_night_that_is_put_right_takes_its_prompt_and_the_trace_of_it_along() -> None:
    noted = person(nights("quinine"))
    rows = [PromptAnswer(rule=Rule.QUININE, raised_on=raised(noted)[Rule.QUININE].raised_on)]
    assert withdrawn(rows, noted, (), TODAY) == []
    assert withdrawn(rows, person(nights()), (), TODAY) == rows


def test_nights_do_not_say_that_a_supplement_is_of_no_use() -> None:
    assert raised(person(nights("zinc", "magnesium", days=tuple(range(1, 60))))) == {}
