"""What one can do, and what can be taken for a cramp: complete, plain, and never a verdict."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cramp_journal.advice.evidence import Person, Ticked
from cramp_journal.advice.look_alikes import look_alikes, of_cramps
from cramp_journal.advice.not_followed import not_followed
from cramp_journal.advice.own_nights import Logged, logged, own_nights
from cramp_journal.advice.published import PUBLISHED
from cramp_journal.advice.tips import Tip
from cramp_journal.advice.tips import tips as tips_of
from cramp_journal.analysis.effects import Effect
from cramp_journal.analysis.factors import FactorEffect, exposures
from cramp_journal.words import FactorKind, SignKind
from tests.advice.test_wording import AVOIDED
from tests.analysis.series import FIRST, after

NOBODY = Person()
TICKED = "you note this mostly on cramp nights, so they cannot tell"
PEAK = "Begun at a peak; peaks fall back by themselves."


def tips(person: Person = NOBODY) -> tuple[Tip, ...]:
    return tips_of(person, FIRST)


def tip(title: str, person: Person = NOBODY) -> Tip:
    return next(each for each in tips(person) if title in each.title)


def words(each: Tip) -> str:
    return " ".join((each.title, each.how, each.evidence, each.caution))


def effect(factor: str, ratio: float | None, adjusted: float | None, nights: int = 40, **more: Any) -> FactorEffect:
    found = None if ratio is None else Effect(ratio, ratio / 2, ratio * 2, 0.01)
    kind = more.pop("kind", FactorKind.FACTOR)
    made = FactorEffect(
        *(factor, kind, 0, None, nights, nights, 9, 9, nights, nights),
        effect=found,
        adjusted_p=adjusted,
        evenings=(),
    )
    return replace(made, **more)


def has(*conditions: str, signs: tuple[str, ...] = ()) -> Person:
    return Person(conditions=frozenset(conditions), signs=tuple(Ticked(sign, FIRST) for sign in signs))


# ---------------------------------------------------------------- what is said
def test_the_advice_of_the_articles_is_all_there_with_its_evidence() -> None:
    said = " ".join(f"{each.title} {each.how}" for each in tips()).casefold()
    for word in (
        *(
            "warm",
            "fan or air conditioner",
            "stretch",
            "40 °c (104 °f), 15 to 20 minutes",
            "calcium and vitamin d",
            "sun",
        ),
        *("long trousers, socks", "vegetables and fruit", "varied", "kelp", "soy", "fish", "milk", "nuts"),
        *("smoking", "alcohol", "strong tea", "no sudden hard exercise", "bit by bit"),
        *("sleep on the side", "drink enough", "hot days", "vitamin k2", "pickle juice"),
    ):
        assert word in said
    assert all(each.evidence for each in tips())


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("Stretch", "no harm was reported in it"),  # not: it does no harm
        ("Stretch", "another (191) found no difference"),
        ("calves warm", "more people began a medicine for cramps, and more looked them up, in summer"),
        ("calves warm", "cramps themselves were not counted"),
        ("Drink enough", "Studies of ordinary night cramps have not shown it"),
        ("rich in calcium", "a blood test shows it, and it mostly comes with tingling round the mouth"),
        ("Vitamin K2", "No second trial was found"),
        ("Vitamin K2", "left out who took water tablets or warfarin"),
        ("Vitamin K2", "works against warfarin and its like"),
        ("Pickle juice", "not proven for night cramps"),
        ("Pickle juice", "In ordinary night cramps it was not tested; nor was taurine"),
        ("Vitamin B complex", "2010, reaffirmed July 2022"),
        ("Vitamin B complex", "naftidrofuryl and diltiazem possibly of use (Level C"),
    ],
)
def test_a_tip_says_what_was_tested_and_no_more(title: str, says: str) -> None:
    assert says in words(tip(title))


def test_no_tip_says_that_something_does_no_harm_or_that_a_thing_is_to_be_stopped() -> None:
    for person in (NOBODY, has("pregnant", "kidney_disease", "diabetes", "thyroid_disease")):
        for each in tips(person):
            assert "does no harm" not in words(each)
            assert not re.search(r"\bstop(ped)?\b|\bcome off\b", words(each), re.IGNORECASE)


@pytest.mark.parametrize("key", PUBLISHED)
def test_each_publication_has_a_publisher_a_title_and_an_address(key: str) -> None:
    found = PUBLISHED[key]
    assert found.publisher
    assert found.title
    assert re.fullmatch(r"https?://[\w.:/%()&=?+-]+", found.address)
    assert found.in_words().endswith(f"Read November 2026. {found.address}")


def test_each_tip_whose_evidence_was_published_names_where() -> None:
    for each in tips():
        assert bool(each.sources) is not each.evidence.startswith(("No study was found", "A theory")), each.title


# ---------------------------------------------------------------- who reads it
@pytest.mark.parametrize(
    "person",
    [
        *(has(each) for each in ("diabetes", "numb_feet")),
        *(has(signs=(each,)) for each in ("numbness_or_tingling", "foot_sore_not_healing", "calf_pain_on_walking")),
        has(signs=("night_pain_eased_by_hanging_leg_down",)),
    ],
    ids=lambda person: " ".join([*person.conditions, *(each.sign for each in person.signs)]),
)
def test_no_soak_is_described_to_whom_it_is_forbidden(person: Person) -> None:
    said = " ".join(words(each) for each in tips(person))
    assert "40 °C" not in said
    assert "15 to 20 minutes" not in said
    assert "Published advice then: do not soak the feet." in tip("soak", person).caution


def test_everybody_else_reads_how_to_soak_and_for_whom_not() -> None:
    for person in (NOBODY, has("pregnant"), Person(signs=(Ticked("numbness_or_tingling", FIRST, after(FIRST, -3)),))):
        found = tip("foot soak", person)
        assert "40 °C" in found.how
        for who in ("diabetes", "numb feet", "leg arteries", "open sore"):
            assert who in found.caution


def test_a_pregnant_reader_is_told_to_sleep_on_the_side_and_nothing_of_lying_on_the_back() -> None:
    person = has("pregnant")
    assert tip("on your side", person).how.startswith("Left or right")
    said = " ".join(words(each) for each in tips(person))
    assert "On the back, a pillow" not in said
    assert "on the front, feet over the edge" not in said
    assert "go to sleep on the side, not on the back" in tip("Sleep on the side").caution


@pytest.mark.parametrize("condition", ["pregnant", "thyroid_disease"])
def test_no_kelp_is_advised_in_pregnancy_or_with_thyroid_disease(condition: str) -> None:
    found = tip("rich in calcium", has(condition))
    assert "kelp" not in found.how
    assert "no kelp, and no supplement made of it" in found.caution
    assert "Kelp has very much iodine" in tip("rich in calcium").caution


def test_a_pregnant_reader_is_told_the_review_of_magnesium_in_pregnancy() -> None:
    found = tip("Magnesium", has("pregnant"))
    assert "eight small studies (576 women)" in found.evidence
    assert "older people" not in found.evidence
    assert found.sources.startswith("“Interventions for leg cramps in pregnancy (CD010655)”, Cochrane")
    assert "ask your midwife or doctor" in found.caution


def test_the_tip_on_magnesium_names_kidney_disease_and_speaks_to_who_has_it() -> None:
    assert tip("Magnesium").caution == "Not with kidney disease, unless a doctor says so: it can build up."
    assert tip("Magnesium", has("kidney_disease")).caution.startswith("You told of kidney disease: ")


# ---------------------------------------------------------------- what is not followed
@pytest.mark.parametrize(
    "saying",
    [
        *("Lactic acid", "70 %", "rabies", "calcium", "Cold", "leg arteries", "Old age", "squatting", "season"),
        *("Smoking, drink", "foot soak", "pressure at the ankle", "scores", "Swollen veins", "glasses"),
    ],
)
def test_what_the_articles_say_and_is_not_followed_stands_with_its_reason(saying: str) -> None:
    found = [each for each in not_followed() if saying in each.saying]
    assert found
    assert all(len(each.why) > 40 and each.why.endswith(".") for each in found)


def test_the_seventy_per_cent_are_said_to_be_people_with_a_narrow_canal() -> None:
    found = next(each for each in not_followed() if "70 %" in each.saying)
    assert "70.8 %, is of people who were operated on for a narrow spinal canal" in found.why
    assert PUBLISHED["matsumoto"].address in found.sources


# ---------------------------------------------------------------- one's own nights
def test_every_tip_looks_at_something_that_is_logged_or_says_how_to_log_it() -> None:
    night = {
        "evening": FIRST.isoformat(),
        "cramps": [],
        "room_temperature_c": 17,
        "intakes": [{"substance": name} for name in ("Calcium 500", "Vit D", "magnesium citrate", "MK-7", "B12")],
    }
    names = {each.name for each in exposures([night])}
    for each in tips():
        for own in each.own:
            alone = replace(each, own=(own,))
            is_taken = own_nights(alone, [], logged([night])) != "You have not noted this yet."
            assert is_taken or own.name in names
        assert each.own or "add it as one of your own" in own_nights(each, [])


A_LINK = "A link is not a cause."


@pytest.mark.parametrize(
    ("title", "found", "said"),
    [
        (
            "Keep the calves warm",
            effect("legs_felt_cold", 2.0, 0.01),
            f"You had more cramps on the 40 nights when your legs felt cold. {A_LINK}",
        ),
        (
            "No fan",
            effect("fan_or_air_conditioning", 0.5, 0.01),
            f"You had fewer cramps on the 40 nights with a fan or air conditioner on. {A_LINK}",
        ),
        ("Less alcohol", effect("alcohol", 2.0, 0.01), f"You had more cramps on the 40 nights with alcohol. {A_LINK}"),
        (
            "strong tea",
            effect("strong_tea_or_coffee", 2.0, 0.01),
            f"You had more cramps on the 40 nights after strong tea or coffee. {A_LINK}",
        ),
        (
            "Sleep on the side",
            effect("slept_on_back", 2.0, 0.01),
            f"You had more cramps on the 40 nights when you slept on your back. {A_LINK}",
        ),
        (
            "Stretch",
            effect("stretched_before_bed", 0.5, 0.01),
            f"You had fewer cramps on the 40 nights when you stretched before bed. {A_LINK}",
        ),
        ("Less alcohol", effect("alcohol", 2.0, 0.2), "Your nights: no clear link (40 nights with alcohol)."),
        ("Less alcohol", effect("alcohol", None, None, after_cramps=True), f"Your nights: {TICKED}."),
        (
            "Warm up first",
            effect("hard_exercise", 3.0, 0.2, at_a_peak=True),
            f"Your nights: not enough to tell yet (40 nights after hard exercise). {PEAK}",
        ),
        (
            "Less alcohol",
            effect("alcohol", 0.5, 0.01, nights_with=168, compared_with=28),
            f"You had fewer cramps on the 28 nights with alcohol. {A_LINK}",
        ),
        (
            "Magnesium",
            effect("Magnesium-Diasporal 400", 0.5, 0.01, kind=FactorKind.INTAKE),
            f"You had fewer cramps on the 40 nights when you took magnesium. {A_LINK}",
        ),
        ("Less alcohol", effect("smoking", 2.0, 0.01), "You have not noted this yet."),
    ],
)
def test_ones_own_nights_are_told_the_right_way_round_and_as_far_as_they_go(
    title: str, found: FactorEffect, said: str
) -> None:
    assert own_nights(tip(title), [found]) == said


def test_what_may_bring_cramps_is_never_said_of_the_nights_on_which_the_tip_was_followed() -> None:
    for each in tips():
        for own in each.own:
            said = own_nights(each, [effect(own.name, 2.0, 0.01)])
            if said.startswith("You had more"):
                assert own.on in said
                assert "with it" not in said


@pytest.mark.parametrize(
    ("yes", "no", "said"),
    [
        (30, 0, "All your 30 nights with an answer were nights with alcohol: there are no others to compare."),
        (0, 30, "None of your 30 nights with an answer was a night with alcohol: there is nothing to compare."),
        (4, 26, "Your nights: too few to tell yet (4 nights with alcohol, 26 without)."),
        (0, 0, "You have not noted this yet."),
    ],
)
def test_every_night_is_told_from_never_and_from_not_noted(yes: int, no: int, said: str) -> None:
    nights = [
        {"evening": after(FIRST, day).isoformat(), "cramps": [], "alcohol": day < yes} for day in range(yes + no)
    ] or [{"evening": FIRST.isoformat(), "cramps": []}]
    few = [effect("alcohol", None, None, 4)] if yes and no else []
    assert own_nights(tip("Less alcohol"), few, logged(nights)) == said


def test_of_several_things_the_one_that_can_be_told_soonest_is_said() -> None:
    noted = [Logged("legs_felt_cold", FactorKind.FACTOR, 0, 30), Logged("colder_room", FactorKind.FACTOR, 5, 6)]
    said = "Your nights: too few to tell yet (5 nights when the room was colder than usual, 6 without)."
    assert own_nights(tip("calves warm"), [], noted) == said


def test_what_may_be_a_link_is_said_before_no_clear_link() -> None:
    """Hard exercise at 2.7 times (1.4 to 5.4) is never “no clear link”."""
    hard = replace(effect("hard_exercise", None, 0.2), effect=Effect(2.7, 1.4, 5.4, 0.01))
    found = [effect("warmed_up", 1.0, 0.9), hard, effect("sat_all_day", None, None, 3)]
    said = "Your nights: not enough to tell yet (40 nights after hard exercise)."
    assert own_nights(tip("Warm up first"), found) == said
    assert own_nights(tip("Warm up first"), found[::-1]) == said


# ---------------------------------------------------------------- look-alikes
def told(evening: date, *cramps: dict[str, Any], **values: Any) -> dict[str, Any]:
    return {"evening": evening.isoformat(), "cramps": list(cramps)} | values


def test_what_marks_a_cramp_is_counted_among_those_who_were_told_of() -> None:
    helped = {"what": "pulled_toes_up", "helped": True}
    nights = [
        told(after(FIRST, -84), {"went_hard": True}),  # before the 84 nights
        told(FIRST, {"went_hard": True, "seconds": 600, "reliefs": [helped]}, {"went_hard": False}, sore_next_day=True),
        told(after(FIRST, -1), {"seconds": 601, "reliefs": [{"what": "heat", "helped": True}]}, sore_next_day=False),
        told(after(FIRST, -2), {"went_hard": False}, left_out=True),
        told(after(FIRST, -3), sore_next_day=True),  # no cramps
    ]
    assert of_cramps(nights, FIRST) == [
        "the muscle went hard in 1 of 2",
        "10 minutes at most in 1 of 2",
        "stretching helped in 1 of 1",
        "sore the next day after 1 of 2 nights",
    ]
    assert of_cramps([told(FIRST, {})], FIRST) == []


def test_no_two_look_alikes_ask_for_the_same_signs_and_a_slipped_disc_is_one_of_its_own() -> None:
    asked = [each.signs for each in look_alikes() if each.signs]
    assert len(set(asked)) == len(asked) == len(look_alikes()) - 1
    assert {sign for signs in asked for sign in signs} <= set(SignKind)
    disc = next(each for each in look_alikes() if each.name == "A slipped disc")
    assert disc.signs == (
        *(SignKind.BACK_PAIN_INTO_LEG, SignKind.NUMBNESS_OR_TINGLING, SignKind.WEAKNESS_GETTING_WORSE),
    )
    assert "numbness, tingling or weakness" in disc.feels
    assert [each.name for each in look_alikes() if "spine" in each.name.lower()] == ["Narrow spine"]


def test_low_calcium_can_be_compared_with_a_cramp() -> None:
    (low,) = [each for each in look_alikes() if "calcium" in each.name]
    assert low.signs == (SignKind.TINGLING_MOUTH_OR_HANDS,)
    assert "blood test" in low.lasts


def test_the_cramp_is_said_to_pass_by_itself_and_restless_legs_to_come_with_too_little_exercise() -> None:
    cramp, restless = look_alikes()[:2]
    assert "most go away by themselves" in cramp.lasts
    assert "too little exercise" in restless.feels


def test_neither_tips_nor_look_alikes_are_verdicts() -> None:
    said = [f"{each.title}. {each.how} {each.caution}" for each in tips()]
    said += [f"{each.name}. {each.feels}; {each.lasts}; {each.eased}" for each in look_alikes()]
    assert [text for text in said if AVOIDED.search(text)] == []
