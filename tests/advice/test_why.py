"""“Why am I seeing this?”: every rule is said in plain words, and every number has its words."""

import re
from dataclasses import replace

import pytest

from cramp_journal.advice.prompts import prompts
from cramp_journal.advice.rules import RULES
from cramp_journal.advice.titles import rule_title
from cramp_journal.advice.why import rule_in_words, why
from cramp_journal.words import Rule
from tests.advice.test_wording import AVOIDED, of_persons, raised
from tests.analysis.series import FIRST, after, drawn, lasting


@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_is_said_in_plain_words(rule: Rule) -> None:
    said = rule_in_words(rule)
    assert said.endswith(".")
    assert "_" not in said
    assert not AVOIDED.search(said)
    assert rule_title(rule) != rule
    assert not AVOIDED.search(rule_title(rule))


def test_the_threshold_in_words_is_the_one_that_decides() -> None:
    """Each number of the fact sheet's table stands in the sentence of its rule."""
    said = {
        Rule.LONG_CRAMP: "10 minutes",
        Rule.WOUND: "21 days",
        Rule.FREQUENT: "3 nights a week or more, in 3 of the last 4 weeks, each with 5 nights",
        Rule.NEAR_NIGHTLY: "6 of 7 nights or more, two weeks",
        Rule.SLEEP_DISTURBED: "2 nights a week or more, in 3 of the last 4 weeks; or sleep disturbed by 5 of 10",
        Rule.DAYTIME_AFFECTED: "2 nights with cramps or more, of the last 14",
        Rule.RISING: "28 nights (20 recorded or more) also have half as many again as usual, and 3 cramps more",
        Rule.LENGTHENING: "twice as long, and 2 minutes more",
        Rule.PAIN_RISING: "2 points or 30 % more, 5 cramps or more on each side, and more than chance would",
        Rule.NEW_MEDICINE: "12 weeks",
        Rule.SUPPLEMENT_NOT_HELPING: "after 6, 12 and 26 weeks: no fewer cramps with it than in the 12 weeks before",
    }
    for rule, words in said.items():
        assert words in rule_in_words(rule)


def test_why_gives_the_rule_its_numbers_its_nights_and_since_when() -> None:
    (found,) = prompts(drawn(FIRST, "1.1.1.. " * 4), [], after(FIRST, 28))
    rule = "cramps in 3 nights a week or more, in 3 of the last 4 weeks, each with 5 nights recorded."
    assert why(found) == [
        f"Rule “frequent cramps”: {rule}",
        "Its numbers: 12 nights with cramps; 28 nights recorded; 4 such weeks.",
        "It rests on 12 nights, and has held since 24 Jan 2026.",
        "It is told once, and again only if eight weeks in between were clearly better.",
        "This card came up on 2 Feb 2026. At most one new card of this kind comes in 28 days.",
    ]


def test_nights_before_that_were_not_recorded_are_not_counted_as_none() -> None:
    (found,) = prompts(drawn(FIRST, "1.1.1.. " * 4), [], after(FIRST, 28))
    numbers: dict[str, float | int] = {"cramps": 11, "recorded": 28, "cramps_before": 0}
    for before, said in (
        (0, "11 cramps now; 28 nights recorded; 0 nights recorded before."),
        (20, "11 cramps now; 28 nights recorded; 0 cramps before; 20 nights recorded before."),
    ):
        shown = replace(found, numbers=numbers | {"recorded_before": before})
        assert why(shown)[1] == f"Its numbers: {said}"


def test_a_guessed_length_is_said_to_be_one() -> None:
    rule = [each for each in RULES if each.rule == Rule.LONG_CRAMP]
    (found,) = prompts(lasting(FIRST, [700], "guess"), [], after(FIRST, 1), rule)
    assert "guessed, not timed" in why(found)[0]
    assert "the longest lasted 11 min 40 s; the limit is 10 min" in why(found)[1]


def test_no_prompt_shows_a_bare_name_of_a_number() -> None:
    for prompt in [*raised(), *of_persons()]:
        text = " ".join(why(prompt))
        assert not re.search(r"[a-z]_[a-z]", text)
        assert not AVOIDED.search(text)
