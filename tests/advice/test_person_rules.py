"""Rules on what is ticked and taken: that each speaks, that it stays silent, and its boundaries."""

from datetime import date, timedelta

import pytest

from cramp_journal.advice.evidence import Evidence, Person, Taken, Ticked
from cramp_journal.advice.prompts import prompts
from cramp_journal.advice.rules import RULES
from cramp_journal.model import NightFigures
from cramp_journal.since import Since
from cramp_journal.words import Answer, Rule, SignKind, Tier
from tests.advice.answers import Said
from tests.analysis.series import FIRST, after, drawn

TODAY = after(FIRST, 119)
CALM = drawn(FIRST, "1...... " * 17)

SIGNS = {
    SignKind.CHEST_PAIN_OR_BREATHLESS: (Rule.LEG_AND_CHEST, Tier.EMERGENCY),
    SignKind.LEG_SUDDENLY_COLD_PALE_OR_NUMB: (Rule.LEG_SUDDENLY_COLD, Tier.EMERGENCY),
    SignKind.SADDLE_NUMBNESS_OR_BLADDER_CHANGE: (Rule.CAUDA_EQUINA, Tier.EMERGENCY),
    SignKind.STIFF_JAW_OR_SPASMS: (Rule.TETANUS_SIGNS, Tier.EMERGENCY),
    SignKind.DARK_URINE_WITH_MUSCLE_PAIN: (Rule.RHABDOMYOLYSIS, Tier.EMERGENCY),
    SignKind.WEAKNESS_OF_ONE_LIMB_SUDDEN: (Rule.SUDDEN_WEAKNESS, Tier.EMERGENCY),
    SignKind.WOUND_THEN_CRAMPS: (Rule.WOUND, Tier.URGENT),
    SignKind.TOXIN_THEN_CRAMPS: (Rule.TOXIN, Tier.URGENT),
    SignKind.ONE_LEG_SWOLLEN_WARM_RED: (Rule.SWOLLEN_LEG, Tier.URGENT),
    SignKind.FOOT_SORE_NOT_HEALING: (Rule.FOOT_SORE, Tier.URGENT),
    SignKind.NIGHT_PAIN_EASED_BY_HANGING_LEG_DOWN: (Rule.REST_PAIN, Tier.URGENT),
    SignKind.WEAKNESS_GETTING_WORSE: (Rule.LIMB_WEAKNESS, Tier.URGENT),
    SignKind.BLACK_TOE: (Rule.BLACK_TOE, Tier.URGENT),
    SignKind.SUDDEN_SWELLING_HEADACHE_OR_SIGHT: (Rule.PREGNANCY_SWELLING, Tier.URGENT),
    SignKind.TINGLING_MOUTH_OR_HANDS: (Rule.LOW_CALCIUM, Tier.SOON),
    SignKind.VOMITING_OR_DIARRHOEA: (Rule.FLUID_LOSS, Tier.SOON),
    SignKind.CRAMP_THAT_WILL_NOT_STOP: (Rule.UNSTOPPABLE, Tier.URGENT),
    SignKind.MUSCLE_WASTING: (Rule.WASTING, Tier.SOON),
    SignKind.CRAMPS_BY_DAY: (Rule.SPREADING, Tier.SOON),
    SignKind.NUMBNESS_OR_TINGLING: (Rule.NUMBNESS_OR_SWELLING, Tier.ROUTINE),
    SignKind.SWELLING_BOTH_LEGS: (Rule.NUMBNESS_OR_SWELLING, Tier.ROUTINE),
    SignKind.CALF_PAIN_ON_WALKING: (Rule.WALKING_PAIN, Tier.ROUTINE),
    SignKind.BACK_PAIN_INTO_LEG: (Rule.BACK_AND_LEG, Tier.ROUTINE),
}


def signs(*kinds: str, noted_on: date = TODAY, until: date | None = None) -> tuple[Ticked, ...]:
    return tuple(Ticked(str(kind), noted_on, until) for kind in kinds)


def taking(substance: str, start: date | None = FIRST, stop: date | None = None) -> Person:
    return Person(courses=(Taken(substance, start, stop),))


def raised(person: Person, nights: list[NightFigures] | None = None, today: date = TODAY) -> dict[str, Tier]:
    return {each.rule: each.tier for each in prompts(nights or [], [], today, person=person)}


def found(rule: Rule, person: Person, nights: list[NightFigures] | None = None, today: date = TODAY) -> Evidence | None:
    ask = next(each.ask for each in RULES if each.rule == rule)
    assert ask
    return ask(person, nights or [], today)


@pytest.mark.parametrize("sign", list(SIGNS))
def test_a_sign_raises_its_prompt_on_the_tick_even_in_an_empty_journal(sign: SignKind) -> None:
    rule, tier = SIGNS[sign]
    assert raised(Person(signs=signs(sign))) == {rule: tier}
    (prompt,) = prompts([], [], TODAY, person=Person(signs=signs(sign)))
    assert prompt.raised_on == TODAY
    assert prompt.logged.startswith("You ticked: ")
    assert "Read November 2026." in prompt.source


@pytest.mark.parametrize("sign", [each for each in SignKind if each not in SIGNS])
def test_a_sign_that_says_nothing_alone_raises_nothing(sign: SignKind) -> None:
    assert raised(Person(signs=signs(sign))) == {}


def test_a_sign_that_ended_or_is_yet_to_come_raises_nothing() -> None:
    sign = SignKind.ONE_LEG_SWOLLEN_WARM_RED
    ended = signs(sign, noted_on=after(FIRST, 9), until=TODAY - timedelta(days=1))
    assert raised(Person(signs=ended)) == {}
    assert raised(Person(signs=signs(sign, noted_on=TODAY + timedelta(days=1)))) == {}
    assert raised(Person(signs=signs(sign, noted_on=after(FIRST, 9), until=TODAY))) != {}


@pytest.mark.parametrize(("days", "speaks"), [(21, True), (22, False)])
def test_a_wound_counts_for_21_days(days: int, *, speaks: bool) -> None:
    person = Person(signs=signs(SignKind.WOUND_THEN_CRAMPS, noted_on=TODAY - timedelta(days=days)))
    assert (Rule.WOUND in raised(person)) is speaks


@pytest.mark.parametrize(("days", "rule"), [(28, Rule.LIMB_WEAKNESS), (29, Rule.WASTING)])
def test_weakness_is_urgent_for_four_weeks_and_then_soon(days: int, rule: Rule) -> None:
    person = Person(signs=signs(SignKind.WEAKNESS_GETTING_WORSE, noted_on=TODAY - timedelta(days=days)))
    assert list(raised(person)) == [rule]


@pytest.mark.parametrize("answer", sorted(set(Answer) - {Answer.DOCTOR_SAW}))
def test_what_is_pressing_cannot_be_put_away(answer: Answer) -> None:
    person = Person(signs=signs(SignKind.ONE_LEG_SWOLLEN_WARM_RED))
    said = [Said(Rule.SWOLLEN_LEG, answer, TODAY)]
    assert [p.rule for p in prompts([], said, TODAY, person=person)] == ["swollen_leg"]


def test_a_routine_sign_that_was_answered_rests_for_90_days() -> None:
    person = Person(signs=signs(SignKind.CALF_PAIN_ON_WALKING))
    said = [Said(Rule.WALKING_PAIN, Answer.SEEN, TODAY)]
    held = {days: prompts([], said, TODAY + timedelta(days=days), person=person) != [] for days in (0, 89, 90)}
    assert held == {0: False, 89: False, 90: True}


def test_emergencies_stand_before_all_else() -> None:
    person = Person(signs=signs(SignKind.CALF_PAIN_ON_WALKING, SignKind.MUSCLE_WASTING, SignKind.STIFF_JAW_OR_SPASMS))
    assert list(raised(person).values()) == [Tier.EMERGENCY, Tier.SOON, Tier.ROUTINE]


def test_a_statin_and_muscle_pain_are_needed_both() -> None:
    pain, statin = signs(SignKind.DAYTIME_MUSCLE_PAIN), (Taken("simvastatin", FIRST),)
    assert found(Rule.STATIN_PAIN, Person(pain, statin))
    assert found(Rule.STATIN_PAIN, Person(pain)) is None
    assert found(Rule.STATIN_PAIN, Person((), statin)) is None
    assert found(Rule.STATIN_PAIN, Person(pain, (Taken("simvastatin", FIRST, after(FIRST, 9)),))) is None


@pytest.mark.parametrize(
    ("before", "during", "speaks"),
    [
        ("2222222", "2222222", True),
        ("1.1.1..", "1.1.1..", False),  # so few cramps leave it open whether they are halved
        ("3232222", "2222222", False),
        ("2222222", "3232222", True),
        ("2222222", ".......", False),
        (".......", "1......", False),
    ],
)
def test_a_supplement_that_surely_does_not_halve_the_cramps_is_told(before: str, during: str, *, speaks: bool) -> None:
    nights = drawn(FIRST, before * 12 + during * 6)
    evidence = found(
        Rule.SUPPLEMENT_NOT_HELPING, taking("magnesium citrate", after(FIRST, 84)), nights, after(FIRST, 126)
    )
    assert bool(evidence) is speaks
    if evidence:
        assert evidence.logged.startswith("Magnesium citrate since 30 Mar 2026: ")
        assert "cramps in 42 recorded nights with it, 168 in the 84 before it. Had it halved" in evidence.logged


def test_a_supplement_is_looked_at_once_each_after_6_12_and_26_weeks() -> None:
    """What was found holds for six weeks: it is not weighed anew each day until it happens to say so."""
    nights = drawn(FIRST, "2222222" * 46)
    person = taking("Calcium 500", after(FIRST, 84))
    looked = {}
    for days in range(1, 230):
        evidence = found(Rule.SUPPLEMENT_NOT_HELPING, person, nights, today=after(FIRST, 84 + days))
        looked[days] = evidence.numbers["recorded"] if evidence else 0
    assert looked == {
        days: 42 if 42 <= days < 84 else 84 if 84 <= days < 126 else 182 if 182 <= days < 224 else 0
        for days in range(1, 230)
    }
    assert found(Rule.SUPPLEMENT_NOT_HELPING, taking("bisoprolol", after(FIRST, 84)), nights) is None


def test_who_stops_to_log_clear_nights_is_not_told_that_a_supplement_does_not_help() -> None:
    every_night = drawn(FIRST, "2.2.2.." * 12 + "2.2.2.." * 6)
    only_bad = [each for each in every_night if each.evening < after(FIRST, 84) or each.count]
    few = [each for at, each in enumerate(every_night) if each.evening < after(FIRST, 84) or each.count or at % 4 == 0]
    person, today = taking("magnesium", after(FIRST, 84)), after(FIRST, 126)
    assert found(Rule.SUPPLEMENT_NOT_HELPING, person, drawn(FIRST, "2222222" * 18), today)
    assert found(Rule.SUPPLEMENT_NOT_HELPING, person, only_bad, today) is None
    assert found(Rule.SUPPLEMENT_NOT_HELPING, person, few, today) is None


def test_another_dose_is_not_compared_with_nights_on_the_first_one() -> None:
    nights, second = drawn(FIRST, "2222222" * 30), after(FIRST, 126)
    courses = (Taken("magnesium", after(FIRST, 84), after(second, -1)), Taken("magnesium citrate 400", second))
    assert found(Rule.SUPPLEMENT_NOT_HELPING, Person(courses=courses[1:]), nights, after(second, 42))
    assert found(Rule.SUPPLEMENT_NOT_HELPING, Person(courses=courses), nights, after(second, 42)) is None
    other = (Taken("vitamin D", after(FIRST, 84), after(second, -1)), courses[1])
    assert found(Rule.SUPPLEMENT_NOT_HELPING, Person(courses=other), nights, after(second, 42))


@pytest.mark.parametrize("start", [None, after(FIRST, -400)])
def test_who_took_it_before_the_first_night_is_told_that_nothing_is_known_of_that_time(start: date | None) -> None:
    nights = drawn(FIRST, "2222222" * 30)
    person = Person(courses=(Taken("magnesium", start),))
    evidence = found(Rule.SUPPLEMENT_NOT_HELPING, person, nights, today=after(FIRST, 182))
    assert evidence
    assert evidence.logged == (
        "Magnesium for as long as you have logged: 168 cramps in the last 84 recorded nights, 168 in the first 84. "
        "What was before it is not known, so whether it helps is not known either."
    )
    assert found(Rule.SUPPLEMENT_NOT_HELPING, person, nights, today=after(FIRST, 181)) is None


@pytest.mark.parametrize(("first", "then", "speaks"), [("1.1.1.1", "1.1.1.1", True), ("1.1.1.1", "1...1..", False)])
@pytest.mark.parametrize("said", [None, Since.ON_THE_DAY, Since.FOR_YEARS, Since.UNKNOWN])
def test_who_logs_while_taking_it_hears_after_six_weeks_that_there_are_as_many_cramps_as_at_first(
    first: str, then: str, said: Since | None, *, speaks: bool
) -> None:
    """The man of article 001: calcium for weeks when he began to log, and as many cramps six weeks later."""
    nights = drawn(FIRST, first * 3 + then * 3)
    start = None if said in (Since.FOR_YEARS, Since.UNKNOWN) else after(FIRST, -21)
    person = Person(courses=(Taken("calcium carbonate", start, said=said),))
    evidence = found(Rule.SUPPLEMENT_NOT_HELPING, person, nights, today=after(FIRST, 43))
    assert bool(evidence) is speaks
    assert found(Rule.SUPPLEMENT_NOT_HELPING, person, nights, today=after(FIRST, 40)) is None
    if evidence:
        assert "12 cramps in the last 21 recorded nights, 12 in the first 21" in evidence.logged
        assert "whether it helps is not known" in evidence.logged


def test_a_start_of_an_older_form_within_the_journal_may_be_the_day_of_entry_so_nothing_is_compared() -> None:
    nights, start, today = drawn(FIRST, "2222222" * 18), after(FIRST, 84), after(FIRST, 126)
    for said, speaks in ((Since.ON_THE_DAY, True), (None, False), (Since.UNKNOWN, False)):
        person = Person(courses=(Taken("magnesium", start if said != Since.UNKNOWN else None, said=said),))
        evidence = found(Rule.SUPPLEMENT_NOT_HELPING, person, nights, today)
        assert bool(evidence and "before it. Had" in evidence.logged) is speaks


def test_weakness_for_years_is_not_taken_for_weakness_of_the_day_on_which_it_was_ticked() -> None:
    for said, rule in ((Since.FOR_YEARS, "wasting"), (Since.UNKNOWN, "limb_weakness"), (None, "limb_weakness")):
        sign = Ticked("weakness_getting_worse", TODAY, said=said)
        assert list(raised(Person(signs=(sign,)))) == [rule]
    months = Ticked("weakness_getting_worse", TODAY, onset=TODAY - timedelta(days=165), said=Since.MONTHS_AGO)
    (prompt,) = prompts([], [], TODAY, person=Person(signs=(months,)))
    assert prompt.rule == "wasting"
    assert "since: about " in prompt.logged


@pytest.mark.parametrize("later", [0, 1, 40])
def test_what_is_not_dated_by_a_tick_is_traced_to_the_first_day_on_which_it_held(later: int) -> None:
    """It stays that day: a prompt whose day moved each morning would be told each morning."""
    both = Person(courses=(Taken("vitamin k2", after(FIRST, 30)), Taken("warfarin", FIRST)))
    (found,) = prompts([], [], TODAY + timedelta(days=later), person=both)
    assert found.raised_on == after(FIRST, 30)
    diabetes = Person(conditions=frozenset({"diabetes"}))
    nights = drawn(FIRST, "......." * 10 + "1......" * 13)
    (told,) = prompts(nights, [], after(FIRST, 100 + later), person=diabetes)
    assert told.raised_on == after(FIRST, 70)


def test_the_person_is_read_from_what_stands_beside_the_nights() -> None:
    person = Person.of(
        {
            "person": {"conditions": ["diabetes"]},
            "signs": [{"sign": "cold_feet", "noted_on": "2026-01-05", "until": "2026-01-09"}],
            "courses": [{"substance": "magnesium", "start": "2026-01-05"}],
        }
    )
    assert person == Person(
        (Ticked("cold_feet", FIRST, after(FIRST, 4)),), (Taken("magnesium", FIRST, said=None),), frozenset({"diabetes"})
    )
    assert Person.of({}) == Person()
