"""What may be said: counts, advice and its source. What may not: verdicts (clinical fact sheet, section 9)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from cramp_journal.advice.evidence import Person, Taken, Ticked
from cramp_journal.advice.prompts import Prompt
from cramp_journal.advice.prompts import prompts as all_prompts
from cramp_journal.advice.rules import RULES
from cramp_journal.advice.signs import emergencies, when_to_get_help
from cramp_journal.analysis.period import too_few
from cramp_journal.analysis.trends import Recent, comparison_in_words, recent
from cramp_journal.labels import label
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.words import Answer, Condition, Rule, SignKind, Tier
from tests.advice.test_growing import LAST, grown
from tests.analysis.series import FIRST, after, drawn, lasting

AVOIDED = re.compile(
    r"\b(monitor|detect|diagnos|screen|predict|manag|treat|risk score|risk|all clear|all is well|low risk|worsen|"
    r"deteriorat|works for you|no effect|your condition|indicat|you may have|you have|serious|healthy|normal|danger|"
    r"should|must|cause[sd]?)",
    re.IGNORECASE,
)
OF_NIGHTS = {Rule.LONG_CRAMP, Rule.FREQUENT, Rule.RISING, Rule.LENGTHENING, Rule.GROWING_UNEXPLAINED}
FULL: dict[str, Any] = {"woke": True, "tired_next_day": True, "foot_soak": True, "sleep_disturbance": 6}
DARING = (
    "Your condition is worsening.",
    "All clear",
    "low-risk: low risk",
    "Stretching works for you.",
    "We detect cramps",
)


def raised() -> list[Prompt]:
    """Give one prompt of every kind that the rules on frequency and length can raise."""
    rules = [[each] for each in RULES if each.rule in OF_NIGHTS]

    def prompts(nights: list[NightFigures], answers: list[Any], today: date) -> list[Prompt]:
        return [each for rule in rules for each in all_prompts(nights, answers, today, rule)]

    found = [
        *prompts(lasting(FIRST, [700], "clock"), [], after(FIRST, 1)),
        *prompts(lasting(FIRST, [700], "guess"), [], after(FIRST, 1)),
        *prompts(drawn(FIRST, "1.1.1.. " * 4), [], after(FIRST, 28)),
        *prompts(drawn(FIRST, "1..1... " * 52 + "1111111 " * 4), [], after(FIRST, 392)),
        *prompts(grown(), [], after(LAST, 1)),
        *prompts([*lasting(FIRST, [60] * 25), *lasting(after(FIRST, 46), [400] * 10)], [], after(FIRST, 56)),
    ]
    assert {p.rule for p in found} == OF_NIGHTS
    return found


def of_persons() -> list[Prompt]:
    """Give every prompt that can come from what is ticked and taken, with every sign ticked and much taken."""
    today = after(FIRST, 120)
    taken = ("quinine", "warfarin", "digoxin", "amiodarone", "vitamin K2", "magnesium citrate")
    before = ("atorvastatin", "furosemide")
    person = Person(
        signs=tuple(Ticked(str(sign), after(FIRST, 119)) for sign in SignKind),
        courses=(
            *(Taken(each, after(FIRST, 60)) for each in taken),
            *(Taken(each, FIRST) for each in before),
        ),
        conditions=frozenset(str(each) for each in Condition),
    )
    nights = [
        NightFigures.of(after(FIRST, i), [CrampFigures(pain=3 + 5 * (i > 95))] * (3 + i % 2), **FULL)
        for i in range(120)
    ]
    rules = [[each] for each in RULES if each.rule not in OF_NIGHTS]
    alone = [  # what is not told beside what says more
        Person(signs=(Ticked(SignKind.CALF_PAIN_ON_WALKING, today), Ticked(SignKind.BACK_PAIN_INTO_LEG, today))),
        Person(conditions=frozenset({Condition.PREGNANT}), signs=(Ticked(SignKind.SWELLING_BOTH_LEGS, today),)),
        Person(courses=(Taken("quinine", FIRST),)),
        Person(courses=(Taken("tonic water", FIRST),)),
        Person(signs=(Ticked(SignKind.TINGLING_MOUTH_OR_HANDS, today), Ticked(SignKind.VOMITING_OR_DIARRHOEA, today))),
    ]
    restless = [NightFigures.of(after(today, -1), [CrampFigures(3600, "clock", 2, went_hard=False)])]
    found = [each for rule in rules for who in (person, *alone) for each in all_prompts(nights, [], today, rule, who)]
    found += [each for rule in rules for each in all_prompts(restless, [], today, rule)]
    assert {each.rule for each in found} == set(Rule) - OF_NIGHTS
    return found


def compared() -> Iterator[str]:
    yield comparison_in_words(recent([], FIRST))
    yield comparison_in_words(Recent(3, 2, 9, 28, None, None, None))
    yield comparison_in_words(Recent(3, 0, 28, 28, None, None, None))
    yield comparison_in_words(Recent(3, 2, 28, 28, 1.5, 0.4, 4.0))
    yield comparison_in_words(Recent(30, 2, 28, 28, 15.0, 4.0, 60.0))
    yield comparison_in_words(Recent(0, 40, 28, 28, 0.0, 0.0, 0.3))


def sentences() -> list[str]:
    """Give every sentence that the figures and the advice can say."""
    return [
        *(prompt.text for prompt in raised()),
        *(prompt.source for prompt in raised()),
        *(rule.advice() for rule in RULES),
        *(rule.source().in_words() for rule in RULES),
        *(prompt.text for prompt in of_persons()),
        *compared(),
        *(help_list.title for help_list in (emergencies(), *when_to_get_help())),
        *(label(sign) for sign in SignKind),
        *(label(tier) for tier in Tier),
        *(label(answer) for answer in Answer),
        too_few(13),
    ]


@pytest.mark.parametrize("text", DARING)
def test_the_words_to_avoid_would_be_found(text: str) -> None:
    assert AVOIDED.search(text)


def test_nothing_that_is_said_uses_a_word_to_avoid() -> None:
    said = sentences()
    assert len(said) > 60
    assert [text for text in said if AVOIDED.search(text)] == []


def test_every_prompt_names_its_nights_and_its_source() -> None:
    for prompt in raised():
        assert prompt.nights
        assert all(night >= FIRST for night in prompt.nights)
        assert list(prompt.nights) == sorted(set(prompt.nights))
        assert re.search(r"(NHS|articles).*Read November 2026\.", prompt.source)
        assert prompt.numbers


def test_every_prompt_says_how_many_nights_or_cramps_it_speaks_of() -> None:
    counts = r"^You logged \d+ cramps in the last 28 nights; \d+ in the 28 before\."
    said = {
        Rule.LONG_CRAMP: r"in the night of \w{3} \d+ → \w{3} \d+ \w+\.$",
        Rule.FREQUENT: r"^You logged \d+ cramp nights in the last 28 \(\d+ recorded\)\.$",
        Rule.RISING: f"{counts} In the year before, 28 nights usually had \\d+\\.$",
        Rule.LENGTHENING: r"your last \d+ cramps \(.+\) is .+; of the \d+ in the year before \(.+\) it was .+\.$",
        Rule.GROWING_UNEXPLAINED: f"{counts} .+ set aside: .+\\.$",
    }
    for prompt in raised():
        assert re.search(said[Rule(prompt.rule)], prompt.logged)


def test_what_was_logged_is_told_before_what_is_advised() -> None:
    for prompt in raised():
        assert prompt.text == f"{prompt.logged} {prompt.advice}"
        assert prompt.logged.startswith(("You logged", "You guessed", "The usual length"))


def test_only_a_number_of_the_guidance_itself_stands_without_saying_that_it_is_our_own() -> None:
    for rule in RULES:
        own = re.search(
            r"(number is this journal's own|this journal's own number|our own reading|own reading)",
            (rule.source().in_words()),
        )
        assert bool(own) is (rule.statistical or rule.rule in (Rule.SUPPLEMENT_NOT_HELPING, Rule.SPREADING))


def test_no_comparison_is_a_verdict() -> None:
    for text in compared():
        assert text.endswith(".")
        assert not re.search(r"better|worse|good|bad|improv", text)


def test_every_sign_is_said_in_words() -> None:
    for sign in SignKind:
        assert label(sign) != sign
        assert "_" not in label(sign)
