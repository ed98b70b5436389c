"""What one can do, and what can be taken for a cramp: complete, plain, and never a verdict."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cramp_journal.advice.evidence import Person, Ticked
from cramp_journal.advice.look_alikes import look_alikes, of_cramps
from cramp_journal.advice.tips import own_nights, tips
from cramp_journal.analysis.effects import Effect
from cramp_journal.analysis.factors import FactorEffect, exposures
from cramp_journal.words import FactorKind, SignKind
from tests.advice.test_wording import AVOIDED
from tests.analysis.series import FIRST, after

NOBODY = Person()
TICKED = "you tick this mostly on cramp nights, so they cannot tell"
PEAK = "Begun at a peak; peaks fall back by themselves."


def effect(factor: str, ratio: float | None, adjusted: float | None, nights: int = 40) -> FactorEffect:
    found = None if ratio is None else Effect(ratio, ratio / 2, ratio * 2, 0.01)
    return FactorEffect(
        *(factor, FactorKind.FACTOR, 0, None, nights, nights, 9, 9, nights, nights),
        effect=found,
        adjusted_p=adjusted,
        evenings=(),
    )


def test_the_advice_of_the_articles_is_all_there_with_its_evidence() -> None:
    said = " ".join(f"{tip.title} {tip.how}" for tip in tips(NOBODY)).casefold()
    for words in (
        "warm",
        "fan or air conditioner",
        "stretch",
        "40 °c, 15 to 20 minutes",
        "calcium and vitamin d",
        "sun",
    ):
        assert words in said
    for words in ("smoking", "alcohol", "strong tea", "no sudden hard exercise"):
        assert words in said
    assert all(tip.evidence for tip in tips(NOBODY))


def test_a_foot_soak_is_never_without_its_caution_and_speaks_to_who_told_of_numb_feet() -> None:
    def caution(person: Person) -> str:
        return next(tip.caution for tip in tips(person) if "foot soak" in tip.title)

    assert caution(NOBODY) == "Not with numb feet or diabetes: a burn can go unnoticed."
    told = "You told of diabetes or numb feet: do not soak them. A burn can go unnoticed."
    assert caution(Person(conditions=frozenset({"diabetes"}))) == told
    assert caution(Person(signs=(Ticked("numbness_or_tingling", FIRST),))) == told
    assert caution(Person(signs=(Ticked("numbness_or_tingling", FIRST, after(FIRST, 3)),))) != told


def test_every_tip_looks_at_something_that_is_logged() -> None:
    night = {
        "evening": FIRST.isoformat(),
        "cramps": [],
        "room_temperature_c": 17,
        "intakes": [{"substance": name} for name in ("calcium", "vitamin D", "magnesium", "magnesium citrate")],
    }
    known = {each.name for each in exposures([night])}
    assert all(tip.factors and set(tip.factors) <= known for tip in tips(NOBODY))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (effect("alcohol", 2.0, 0.01), "Your nights: more cramps on the 40 with it. A link is not a cause."),
        (effect("alcohol", 0.5, 0.01), "Your nights: fewer cramps on the 40 with it. A link is not a cause."),
        (effect("alcohol", 2.0, 0.2), "Your nights: no clear link (40 with it)."),
        (effect("alcohol", None, None, 4), "Your nights: on 4 with it; too few to tell."),
        (replace(effect("alcohol", None, None), after_cramps=True), f"Your nights: {TICKED}."),
        (replace(effect("alcohol", 3.0, 0.2), at_a_peak=True), f"Your nights: not enough to tell (40 with it). {PEAK}"),
        (
            replace(effect("alcohol", 0.5, 0.01), nights_with=168, compared_with=28),
            "Your nights: fewer cramps on the 28 with it. A link is not a cause.",
        ),
        (effect("smoking", 2.0, 0.01), "Not in your nights yet."),
    ],
)
def test_ones_own_nights_are_told_as_far_as_they_go(found: FactorEffect, said: str) -> None:
    tip = next(tip for tip in tips(NOBODY) if tip.title == "Less alcohol")
    assert own_nights(tip, [found]) == said


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


def test_no_sign_belongs_to_two_look_alikes() -> None:
    signs = [sign for each in look_alikes() for sign in each.signs]
    assert len(signs) == len(set(signs))
    assert set(signs) <= set(SignKind)


def test_neither_tips_nor_look_alikes_are_verdicts() -> None:
    said = [f"{tip.title}. {tip.how} {tip.caution}" for tip in tips(NOBODY)]
    said += [f"{each.name}. {each.feels}; {each.lasts}; {each.eased}" for each in look_alikes()]
    assert [text for text in said if AVOIDED.search(text)] == []


def test_the_tip_on_magnesium_names_kidney_disease_and_speaks_to_who_has_it() -> None:
    def caution(person: Person) -> str:
        return next(tip.caution for tip in tips(person) if tip.title == "Magnesium")

    assert caution(NOBODY) == "Not with kidney disease, unless a doctor says so: it can build up."
    assert caution(Person(conditions=frozenset({"kidney_disease"}))).startswith("You told of kidney disease: ")
