"""Signs that say more together than alone, and what is told of conditions: that each speaks, and when it is silent."""

import re
from datetime import date, timedelta

import pytest

from cramp_journal.advice.evidence import Person, Taken, Ticked
from cramp_journal.advice.prompts import Prompt, prompts
from cramp_journal.advice.published import PUBLISHED
from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.triage import Group, table
from cramp_journal.words import Condition, Rule, SignKind, Tier
from tests.advice.test_person_rules import CALM, TODAY, found, raised, signs
from tests.advice.test_wording import AVOIDED
from tests.analysis.series import FIRST, after, drawn, lasting

WALKING, COLD, NUMB = SignKind.CALF_PAIN_ON_WALKING, SignKind.COLD_FEET, SignKind.NUMBNESS_OR_TINGLING
SORE, BLACK = SignKind.FOOT_SORE_NOT_HEALING, SignKind.BLACK_TOE
BACK, WEAK = SignKind.BACK_PAIN_INTO_LEG, SignKind.WEAKNESS_GETTING_WORSE
LONGER = [*lasting(FIRST, [60] * 25), *lasting(after(FIRST, 46), [400] * 10)]  # twice as long, and more
LONGER_BY = after(FIRST, 56)


def has(*kinds: str, told: tuple[str, ...] = (), noted_on: date = TODAY) -> Person:
    return Person(signs(*kinds, noted_on=noted_on), conditions=frozenset(map(str, told)))


def prompt_of(
    rule: Rule, person: Person, nights: list[NightFigures] | None = None, today: date = TODAY
) -> Prompt | None:
    return next((each for each in prompts(nights or [], [], today, person=person) if each.rule == rule), None)


# ---------------------------------------------------------------- the leg arteries
@pytest.mark.parametrize(
    ("kinds", "tier"),
    [
        ((WALKING, COLD), Tier.SOON),
        ((WALKING, NUMB), Tier.SOON),
        ((WALKING, NUMB, COLD), Tier.SOON),
        ((SORE, COLD), Tier.SOON),
        ((BLACK, NUMB), Tier.SOON),
        ((COLD, NUMB), Tier.ROUTINE),
        ((WALKING,), None),
        ((COLD,), None),
        ((NUMB,), None),
        ((SORE, BLACK), None),  # one group: each speaks for itself
    ],
)
def test_signs_of_the_leg_arteries_speak_together(kinds: tuple[SignKind, ...], tier: Tier | None) -> None:
    prompt = prompt_of(Rule.ARTERIAL_PATTERN, has(*kinds))
    assert (prompt and prompt.tier) == tier
    if prompt:
        assert prompt.logged.count("(") == len(kinds)


def test_the_pattern_stands_for_its_signs_and_before_anything_routine() -> None:
    said = raised(has(WALKING, COLD, NUMB, SignKind.SWELLING_BOTH_LEGS))
    assert list(said) == [Rule.ARTERIAL_PATTERN, Rule.NUMBNESS_OR_SWELLING]
    swollen = prompt_of(Rule.NUMBNESS_OR_SWELLING, has(WALKING, NUMB, "swelling_both_legs"))
    assert swollen
    assert "umbness" not in swollen.logged
    assert list(raised(has(WALKING, COLD, NUMB))) == [Rule.ARTERIAL_PATTERN]
    assert list(raised(has(WALKING))) == [Rule.WALKING_PAIN]
    assert list(raised(has(NUMB))) == [Rule.NUMBNESS_OR_SWELLING]


def test_a_sore_or_a_black_toe_is_as_urgent_as_alone() -> None:
    assert list(raised(has(SORE, WALKING)).items()) == [
        (Rule.FOOT_SORE, Tier.URGENT),
        (Rule.ARTERIAL_PATTERN, Tier.SOON),
    ]
    assert raised(has(BLACK)) == {Rule.BLACK_TOE: Tier.URGENT}


def test_longer_cramps_belong_to_calf_pain_on_walking() -> None:
    walking = prompt_of(Rule.ARTERIAL_PATTERN, has(WALKING, noted_on=LONGER_BY), LONGER, LONGER_BY)
    assert walking
    assert walking.tier == Tier.SOON
    assert "Your cramps last longer than in the year before." in walking.logged
    assert walking.nights
    assert prompt_of(Rule.ARTERIAL_PATTERN, has(COLD, noted_on=LONGER_BY), LONGER, LONGER_BY) is None
    assert prompt_of(Rule.ARTERIAL_PATTERN, has(WALKING), CALM) is None


def test_the_pattern_holds_since_the_second_sign_and_names_known_narrow_arteries() -> None:
    person = Person(
        (Ticked(WALKING, FIRST), Ticked(COLD, after(FIRST, 20)), Ticked(NUMB, after(FIRST, 40))),
        conditions=frozenset({"arterial_disease"}),
    )
    prompt = prompt_of(Rule.ARTERIAL_PATTERN, person)
    assert prompt
    assert prompt.raised_on == after(FIRST, 20)
    assert prompt.logged.endswith("You told of: narrow leg arteries.")


def test_what_the_person_said_of_a_sign_stands_beside_it_in_a_pattern() -> None:
    walking = Ticked(WALKING, TODAY, onset=after(FIRST, 40), said="months_ago", side="left", note="after 200 m")
    prompt = prompt_of(Rule.ARTERIAL_PATTERN, Person((walking, Ticked(COLD, TODAY))))
    assert prompt
    for words in ("since: ", "left", "after 200 m"):
        assert words in prompt.logged


# ---------------------------------------------------------------- a slipped disc
@pytest.mark.parametrize("beside", [NUMB, WEAK])
def test_back_pain_into_the_leg_with_numbness_or_weakness_is_one_card(beside: SignKind) -> None:
    said = raised(has(BACK, beside))
    assert said[Rule.SLIPPED_DISC] == Tier.ROUTINE
    assert Rule.BACK_AND_LEG not in said
    assert Rule.NUMBNESS_OR_SWELLING not in said
    assert (said.get(Rule.LIMB_WEAKNESS) == Tier.URGENT) is (beside == WEAK)
    prompt = prompt_of(Rule.SLIPPED_DISC, has(BACK, beside))
    assert prompt
    assert "slipped disc" in prompt.advice
    assert prompt.source.startswith("“Slipped disc: the condition (IPG555, for the public)”, NICE.")


def test_back_pain_into_the_leg_alone_is_told_after_ng59_and_an_operation_on_the_back_is_named() -> None:
    alone = prompt_of(Rule.BACK_AND_LEG, has(BACK))
    assert alone
    assert "(NG59)" in alone.source
    operated = prompt_of(Rule.BACK_AND_LEG, has(BACK, told=(Condition.BACK_SURGERY,)))
    assert operated
    assert operated.logged.endswith("You told of: an operation on the back.")
    disc = prompt_of(Rule.SLIPPED_DISC, has(BACK, NUMB, told=(Condition.BACK_SURGERY,)))
    assert disc
    assert disc.logged.endswith("You told of: an operation on the back.")


# ---------------------------------------------------------------- a cramp, or restless legs
def restless(
    seconds: int = 3600, pain: int | None = 2, hard: bool | None = False, timing: str | None = "clock"
) -> list[NightFigures]:
    night = [CrampFigures(seconds, timing, pain, went_hard=hard)]
    return [NightFigures.of(after(FIRST, back), night) for back in (118, 100, 95)][::-1]


@pytest.mark.parametrize("minutes", [11, 40, 90])
@pytest.mark.parametrize("timing", ["clock", "guess", None])
def test_a_long_night_with_a_soft_muscle_and_little_pain_raises_the_restless_legs_questions(
    minutes: int, timing: str | None
) -> None:
    said = prompts(restless(60 * minutes, 3, timing=timing), [], TODAY)
    assert [(each.rule, each.tier) for each in said] == [(Rule.RESTLESS_LEGS_PATTERN, Tier.ROUTINE)]
    assert said[0].logged.startswith("In 3 nights of the last 28 your legs troubled you")
    for words in ("urge to move the legs", "worse at rest", "worse in the evening", "eased by walking"):
        assert words in said[0].advice
    assert said[0].raised_on == after(FIRST, 96)


@pytest.mark.parametrize(("pain", "hard"), [(2, None), (2, True), (None, False), (4, False), (None, None)])
def test_what_is_not_known_or_is_like_a_cramp_stays_urgent(pain: int | None, *, hard: bool | None) -> None:
    assert raised(Person(), restless(3600, pain, hard)) == {Rule.LONG_CRAMP: Tier.URGENT}


@pytest.mark.parametrize("sign", [SignKind.ONE_LEG_SWOLLEN_WARM_RED, NUMB, COLD, SignKind.CRAMP_THAT_WILL_NOT_STOP])
def test_with_a_leg_sign_ticked_a_long_night_stays_urgent_whatever_the_muscle(sign: SignKind) -> None:
    said = raised(has(sign), restless())
    assert said[Rule.LONG_CRAMP] == Tier.URGENT
    assert Rule.RESTLESS_LEGS_PATTERN not in said
    ended = Person(signs(sign, noted_on=FIRST, until=after(FIRST, 9)))
    assert Rule.LONG_CRAMP not in raised(ended, restless())


def test_one_cramp_among_restless_nights_is_urgent_and_alone_in_it() -> None:
    cramp = NightFigures.of(after(FIRST, 110), [CrampFigures(700, "clock", 8, went_hard=True)])
    nights = sorted([*restless(), cramp])
    prompt = prompt_of(Rule.LONG_CRAMP, Person(), nights)
    assert prompt
    assert prompt.nights == (after(FIRST, 110),)
    assert prompt.numbers["seconds"] == 700


def test_all_four_questions_on_restless_legs_are_needed_where_no_night_raises_them() -> None:
    four = [SignKind.URGE_TO_MOVE, SignKind.WORSE_AT_REST, SignKind.EASED_BY_WALKING, SignKind.WORSE_IN_EVENING]
    assert found(Rule.RESTLESS_LEGS_PATTERN, has(*four))
    for missing in four:
        rest = [each for each in four if each != missing]
        assert found(Rule.RESTLESS_LEGS_PATTERN, has(*rest)) is None
        assert found(Rule.RESTLESS_LEGS_PATTERN, has(*rest), restless())
    told = found(Rule.RESTLESS_LEGS_PATTERN, has(*four), restless())
    assert told
    assert told.logged == "You ticked all four questions that doctors ask about restless legs."


def test_short_or_old_nights_raise_no_question() -> None:
    assert raised(Person(), restless(600)) == {}
    assert raised(Person(), restless(), after(FIRST, 118 + 29)) == {}


# ---------------------------------------------------------------- low calcium, lost fluid, pregnancy
def test_tingling_is_told_soon_and_with_known_low_calcium_the_same_day() -> None:
    sign = SignKind.TINGLING_MOUTH_OR_HANDS
    assert raised(has(sign)) == {Rule.LOW_CALCIUM: Tier.SOON}
    alone = prompt_of(Rule.LOW_CALCIUM, has(sign))
    assert alone
    assert "blood test" in alone.advice
    known = prompt_of(Rule.LOW_CALCIUM, has(sign, told=(Condition.LOW_CALCIUM,)))
    assert known
    assert known.tier == Tier.URGENT
    assert "known low calcium" in known.advice
    assert PUBLISHED["low_calcium"].address in known.source


@pytest.mark.parametrize("condition", ["pregnant", "diabetes", "kidney_disease", "dialysis", "epilepsy"])
def test_vomiting_is_told_soon_and_the_same_day_to_whom_its_source_names(condition: str) -> None:
    sign = SignKind.VOMITING_OR_DIARRHOEA
    assert raised(has(sign)) == {Rule.FLUID_LOSS: Tier.SOON}
    assert raised(has(sign, told=(condition,)))[Rule.FLUID_LOSS] == Tier.URGENT
    assert raised(has(sign, told=("osteoporosis",)))[Rule.FLUID_LOSS] == Tier.SOON


def test_sudden_swelling_headache_or_sight_goes_to_the_midwife_or_line_at_once() -> None:
    prompt = prompt_of(Rule.PREGNANCY_SWELLING, has(SignKind.SUDDEN_SWELLING_HEADACHE_OR_SIGHT))
    assert prompt
    assert prompt.tier == Tier.URGENT
    assert "midwife, doctor or advice line at once" in prompt.advice
    assert table().row(prompt.rule).within == "at once"


def test_swelling_of_both_legs_in_pregnancy_says_when_it_is_more() -> None:
    pregnant = prompt_of(Rule.NUMBNESS_OR_SWELLING, has("swelling_both_legs", told=("pregnant",)))
    other = prompt_of(Rule.NUMBNESS_OR_SWELLING, has("swelling_both_legs"))
    assert pregnant
    assert other
    assert "suddenly, or with a severe headache or trouble seeing" in pregnant.advice
    assert "midwife" not in other.advice


def test_under_the_heading_that_calls_an_ambulance_there_are_emergencies_only() -> None:
    """The check-in says: call first, for anything under “Sudden or new”."""
    assert {row.tier for row in table().rows if row.group == Group.SUDDENLY} == {Tier.EMERGENCY}


# ---------------------------------------------------------------- conditions
@pytest.mark.parametrize("condition", [each for each in Condition if each != Condition.NUMB_FEET])
def test_a_condition_and_cramps_are_mentioned(condition: Condition) -> None:
    person = Person(conditions=frozenset({str(condition)}))
    evidence = found(Rule.CONDITION_AND_CRAMPS, person, CALM)
    assert evidence
    assert not AVOIDED.search(evidence.advice.replace("treat", ""))
    assert found(Rule.CONDITION_AND_CRAMPS, person, drawn(FIRST, "." * 119)) is None
    assert found(Rule.CONDITION_AND_CRAMPS, Person(), CALM) is None


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        ("parkinson", "as a dose wears off"),
        ("osteoporosis", "medicines for the bones"),
        ("arterial_disease", "how far you can walk"),
        ("low_calcium", "calcium in your blood was measured"),
        ("dialysis", "dialysis team"),
        ("thyroid_disease", "thyroid can go with cramps"),
        ("epilepsy", "low vitamin D"),
        ("back_surgery", "narrow spinal canal"),
        ("pregnant", "midwife"),
    ],
)
def test_each_condition_changes_what_is_said(condition: str, says: str) -> None:
    evidence = found(Rule.CONDITION_AND_CRAMPS, Person(conditions=frozenset({condition, "diabetes"})), CALM)
    plain = found(Rule.CONDITION_AND_CRAMPS, Person(conditions=frozenset({"diabetes"})), CALM)
    assert evidence
    assert plain
    assert says in evidence.advice
    assert says not in plain.advice
    assert evidence.source.count("https://") == 1
    assert evidence.advice.startswith(plain.advice)


@pytest.mark.parametrize(
    "person",
    [
        *(Person(conditions=frozenset({each})) for each in ("diabetes", "numb_feet", "arterial_disease")),
        *(has(each) for each in (NUMB, SORE, BLACK, WALKING)),
    ],
    ids=lambda person: " ".join([*person.conditions, *(each.sign for each in person.signs)]),
)
def test_a_foot_soak_by_whom_it_is_forbidden_to_has_its_caution(person: Person) -> None:
    soaked = [NightFigures.of(TODAY - timedelta(days=1), foot_soak=True)]
    assert found(Rule.FOOT_SOAK_CAUTION, person, soaked)
    assert found(Rule.FOOT_SOAK_CAUTION, person, CALM) is None
    assert found(Rule.FOOT_SOAK_CAUTION, Person(), soaked) is None


# ---------------------------------------------------------------- nothing says stop
def test_nothing_that_is_said_of_what_is_taken_says_stop() -> None:
    names = ("quinine", "tonic water", "warfarin", "digoxin", "amiodarone", "magnesium", "vitamin K2", "simvastatin")
    person = Person(
        signs(*SignKind), tuple(Taken(each, FIRST) for each in names), frozenset(str(each) for each in Condition)
    )
    for each in prompts(CALM, [], TODAY, person=person):
        assert not re.search(
            r"(?<!do not )\b(stop (it|tak|the|them)|discontinu|come off|leave off)", each.advice.lower()
        )
