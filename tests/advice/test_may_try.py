"""What a person may not try on themselves: by conditions, by signs, by what is taken, and never a medicine."""

from datetime import date

import pytest

from cramp_journal.advice.evidence import Person, Taken, Ticked
from cramp_journal.advice.may_try import forbidden_to, meant_by, thing_of_person, thing_taken
from cramp_journal.advice.medicine_rules import _PAIRS
from cramp_journal.words import Condition, SignKind, SubstanceKind

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    "name", ["magnesium", "Magnesium citrate 300 mg", "vitamin K2", "zinc", "vitamin B complex", "a tea of herbs"]
)
def test_a_supplement_can_be_tried(name: str) -> None:
    assert thing_taken(name).taken is SubstanceKind.SUPPLEMENT
    assert thing_taken(name).lingers


@pytest.mark.parametrize(
    "name", ["quinine", "tonic water", "Lasix", "diltiazem", "atorvastatin", "magnesium and quinine", "St John's wort"]
)
def test_what_is_known_as_anything_else_is_a_medicine(name: str) -> None:
    assert thing_taken(name).taken is SubstanceKind.MEDICINE


@pytest.mark.parametrize("name", ["quinin", "lisinoprill", "warfarine", "metoprololl", "硫酸喹宁"])
def test_a_misspelt_medicine_is_not_taken_for_a_supplement(name: str) -> None:
    assert thing_taken(name).taken is SubstanceKind.MEDICINE
    assert meant_by(thing_taken(name))


@pytest.mark.parametrize("name", ["zink", "ginseng", "Rosskastanie", "creatin", "omega 3", "Magnesiumm", "B12"])
def test_what_is_like_a_supplement_or_like_nothing_can_be_tried(name: str) -> None:
    assert thing_taken(name).taken is SubstanceKind.SUPPLEMENT


def test_what_the_person_takes_as_a_medicine_is_one() -> None:
    courses = [{"substance": "Dreisamol", "kind": "medicine"}, {"substance": "Magnesium Verla", "kind": "medicine"}]
    person = Person.of({"courses": [*courses, {"substance": "zinc", "kind": "supplement"}]})
    assert thing_of_person(thing_taken("dreisamol"), person).taken is SubstanceKind.MEDICINE
    assert thing_of_person(thing_taken("magnesium citrate"), person).taken is SubstanceKind.MEDICINE
    assert thing_of_person(thing_taken("zinc"), person).taken is SubstanceKind.SUPPLEMENT
    assert thing_of_person(thing_taken("dreisamol"), Person()).taken is SubstanceKind.SUPPLEMENT


def test_misspelt_magnesium_is_forbidden_to_weak_kidneys_too() -> None:
    person = Person(conditions=frozenset({Condition.KIDNEY_DISEASE}))
    assert "Magnesiumm" in forbidden_to(person, TODAY, "Magnesiumm")


def test_nothing_forbids_anything_to_who_told_of_nothing() -> None:
    assert forbidden_to(Person(), TODAY, "magnesium", "vitamin K", "zinc") == {}


@pytest.mark.parametrize("condition", [Condition.DIABETES, Condition.NUMB_FEET, Condition.ARTERIAL_DISEASE])
def test_a_foot_soak_is_forbidden_as_in_the_tips(condition: Condition) -> None:
    found = forbidden_to(Person(conditions=frozenset({condition})), TODAY, "magnesium")
    assert list(found) == ["foot_soak"]
    assert len(found["foot_soak"]) == 1


def test_an_open_sore_forbids_it_until_it_has_passed() -> None:
    sore = Ticked(SignKind.FOOT_SORE_NOT_HEALING, date(2026, 11, 1))
    assert "foot_soak" in forbidden_to(Person(signs=(sore,)), TODAY)
    over = Ticked(SignKind.FOOT_SORE_NOT_HEALING, date(2026, 11, 1), until=date(2026, 11, 20))
    assert forbidden_to(Person(signs=(over,)), TODAY) == {}


@pytest.mark.parametrize("condition", [Condition.KIDNEY_DISEASE, Condition.DIALYSIS])
def test_magnesium_is_forbidden_to_weak_kidneys(condition: Condition) -> None:
    assert list(forbidden_to(Person(conditions=frozenset({condition})), TODAY, "Magnesium 300")) == ["Magnesium 300"]


def test_vitamin_k_is_forbidden_beside_warfarin_and_where_it_was_not_tested() -> None:
    warfarin = Person(courses=(Taken("warfarin", date(2026, 1, 1)),))
    assert forbidden_to(warfarin, TODAY, "vitamin K2")["vitamin K2"] == ("warfarin",)
    stopped = Person(courses=(Taken("warfarin", date(2026, 1, 1), date(2026, 2, 1)),))
    assert forbidden_to(stopped, TODAY, "vitamin K2") == {}
    pregnant = Person(conditions=frozenset({Condition.PREGNANT}))
    assert "vitamin K2" in forbidden_to(pregnant, TODAY, "vitamin K2")


def test_every_pair_that_may_not_go_together_is_asked_for() -> None:
    for pair in _PAIRS:
        is_told = isinstance(pair.second, Condition)
        taken = {"warfarin": "warfarin", "digoxin": "digoxin", "amiodarone": "amiodarone"}.get(pair.second, "phenytoin")
        courses = () if is_told else (Taken("carbamazepine" if taken == "phenytoin" else taken, date(2026, 1, 1)),)
        person = Person(courses=courses, conditions=frozenset({pair.second} if is_told else ()))
        name = pair.first.replace("_", " ")
        assert name in forbidden_to(person, TODAY, name)
