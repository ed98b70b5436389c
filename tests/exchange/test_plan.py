"""What an import would bring: only what is new, and a line for each night that stays out."""

from datetime import date, timedelta
from typing import Any

import pytest

from cramp_journal.exchange.plan import ImportPlan, plan_import
from cramp_journal.labels import day
from cramp_journal.model import About, Course, JournalForm
from tests.builders import EVENING, journal_values, night_values

EMPTY: dict[str, Any] = {
    "person": {},
    "settings": {"night_boundary": "12:00"},
    **{name: [] for name in ("courses", "factors", "nights", "signs", "prompts")},
}


def _plan(incoming: dict[str, Any], **present: Any) -> ImportPlan:
    return plan_import(JournalForm.model_validate(incoming), EMPTY | present)


def _only(*nights: dict[str, Any], **parts: Any) -> dict[str, Any]:
    return {"format": "cramp-journal", "version": 1, "nights": list(nights), **parts}


def test_everything_comes_into_an_empty_journal() -> None:
    plan = _plan(journal_values())
    assert plan.as_json() == {"nights": 2, "cramps": 1, "other": 6, "already_there": 0, "left_out": []}


def test_nothing_comes_from_an_empty_journal() -> None:
    assert _plan(_only()).empty


def test_a_night_that_is_there_already_does_not_come_again() -> None:
    plan = _plan(_only(night_values(cramps=2)), nights=[night_values(cramps=2, left_out=False)])
    assert plan.empty
    assert plan.already == 1
    assert plan.left == []


def test_the_moment_of_entry_and_empty_words_make_no_difference() -> None:
    there = night_values(cramps=1, left_out=False, entered_at="2026-11-22T07:00:00Z")
    plan = _plan(_only(night_values(cramps=1, note="", factors=[], intakes=[])), nights=[there])
    assert (plan.already, plan.left) == (1, [])


@pytest.mark.parametrize("fields", [{"cramps": 2}, {"cramps": 1, "note": "other"}, {"cramps": 1, "woke": False}])
def test_a_night_with_other_words_stays_out_and_is_said(fields: dict[str, Any]) -> None:
    plan = _plan(_only(night_values(**fields)), nights=[night_values(cramps=1, left_out=False)])
    assert plan.empty
    assert plan.left == ["The night of 21 Nov 2026 is in the journal already, with other words: it stays."]


def test_new_nights_come_in_beside_those_that_stay() -> None:
    new = night_values(EVENING - timedelta(days=1))
    plan = _plan(_only(night_values(cramps=1), new), nights=[night_values(left_out=False)])
    assert [night.evening for night in plan.nights] == [EVENING - timedelta(days=1)]
    assert len(plan.left) == 1


def test_courses_signs_prompts_and_factors_that_are_there_do_not_come_again() -> None:
    values = journal_values(nights=[], person={})
    present = {name: [_known(row) for row in values[name]] for name in ("courses", "factors", "signs", "prompts")}
    plan = _plan(values, **present)
    assert plan.rows == []
    assert plan.already == 5


@pytest.mark.parametrize(
    ("part", "row", "field", "value", "spoken"),
    [
        ("courses", {"substance": "zinc", "kind": "supplement"}, "stop", "2026-11-01", "The daily zinc is"),
        (
            "signs",
            {"sign": "swelling_both_legs", "noted_on": "2026-11-01"},
            "note",
            "less",
            "The sign of 1 Nov 2026 is",
        ),
        (
            *("prompts", {"rule": "frequent", "raised_on": "2026-11-01"}, "answer", "appointment"),
            "The answer to a prompt of 1 Nov 2026 is",
        ),
    ],
)
def test_what_has_gone_on_since_the_export_stays_as_it_stands_and_is_said(
    part: str, row: dict[str, Any], field: str, value: str, spoken: str
) -> None:
    plan = _plan(_only(**{part: [row]}), **{part: [row | {field: value}]})
    assert plan.rows == []
    assert plan.left == [f"{spoken} in the journal already, with other words: it stays."]


def _known(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value not in (None, "")}


def test_a_person_comes_into_a_journal_that_does_not_say_whose_it_is() -> None:
    plan = _plan(_only(person={"name": "Robin", "born": 1955}), nights=[night_values()])
    (about,) = plan.rows
    assert isinstance(about, About)
    assert (about.name, about.born) == ("Robin", 1955)
    assert plan.left == []


def test_another_person_stays_out_and_is_said_without_a_name() -> None:
    plan = _plan(_only(person={"name": "Robin"}), person={"name": "Kim"})
    assert plan.empty
    assert plan.left == ["Who the person is stands in the journal already: it stays."]


def test_the_same_person_does_not_come_again() -> None:
    person = {"name": "Robin", "conditions": ["diabetes"]}
    plan = _plan(_only(person=person), person=person)
    assert (plan.empty, plan.already, plan.left) == (True, 1, [])


def test_the_boundary_of_the_night_comes_into_an_empty_journal() -> None:
    plan = _plan(_only(settings={"night_boundary": "15:00"}))
    (about,) = plan.rows
    assert isinstance(about, About)
    assert about.night_boundary == "15:00"


def test_another_boundary_of_the_night_stays_out_of_a_journal_with_nights_and_is_said() -> None:
    plan = _plan(_only(settings={"night_boundary": "15:00"}), nights=[night_values()])
    assert plan.empty
    assert plan.left == ["The clock time at which a night ends is set in the journal already: it stays."]


def test_a_boundary_that_a_file_does_not_speak_of_makes_no_difference() -> None:
    plan = _plan(_only(person={"name": "Robin"}), nights=[night_values()], settings={"night_boundary": "15:00"})
    (about,) = plan.rows
    assert isinstance(about, About)
    assert about.night_boundary == "15:00"
    assert plan.left == []


def test_a_plan_that_brings_rows_alone_is_not_empty() -> None:
    assert not _plan(_only(person={"name": "Robin"})).empty


def test_the_night_of_today_comes_in_and_one_that_is_still_to_come_is_said() -> None:
    tomorrow = EVENING + timedelta(days=1)
    incoming = JournalForm.model_validate(_only(night_values(), night_values(tomorrow)))
    plan = plan_import(incoming, EMPTY, today=EVENING)
    assert plan.nights.evenings == {EVENING}
    assert plan.left == [f"The night of {day(tomorrow)} has not come yet (today is {day(EVENING)}). Was a clock wrong?"]


@pytest.mark.parametrize(
    ("part", "row", "field", "value"),
    [
        ("courses", {"substance": "zinc", "kind": "supplement"}, "invented", True),
        ("signs", {"sign": "cold_feet", "noted_on": "2026-11-01"}, "until", "2026-11-09"),
        ("signs", {"sign": "cold_feet", "noted_on": "2026-11-01"}, "invented", True),
        ("prompts", {"rule": "frequent", "raised_on": "2026-11-01"}, "answered_on", "2026-11-02"),
        ("prompts", {"rule": "frequent", "raised_on": "2026-11-01"}, "appointment_on", "2026-11-20"),
        ("prompts", {"rule": "frequent", "raised_on": "2026-11-01"}, "reason", "seen already"),
        ("prompts", {"rule": "frequent", "raised_on": "2026-11-01"}, "invented", True),
    ],
)
def test_what_may_change_later_makes_no_second_row(part: str, row: dict[str, Any], field: str, value: object) -> None:
    plan = _plan(_only(**{part: [row]}), **{part: [row | {field: value}]})
    assert plan.rows == []
    assert len(plan.left) == 1


def test_rows_of_which_another_thing_differs_are_new() -> None:
    zinc = {"substance": "zinc", "kind": "supplement"}
    plan = _plan(_only(courses=[zinc | {"substance": "iron"}]), courses=[zinc])
    assert [row.substance for row in plan.rows if isinstance(row, Course)] == ["iron"]


def test_the_order_of_factors_and_empty_words_of_a_cramp_make_no_difference() -> None:
    cramp = {"side": "left", "muscle": "calf"}
    there = night_values(cramps=[cramp | {"relief": []}], factors=["tea", "heat"], left_out=False)
    plan = _plan(_only(night_values(cramps=[cramp], factors=["heat", "tea"])), nights=[there])
    assert (plan.already, plan.left) == (1, [])
    other = _plan(_only(night_values(cramps=[cramp], factors=["heat"])), nights=[there])
    assert len(other.left) == 1


def test_conditions_of_a_person_come_as_the_journal_keeps_them() -> None:
    plan = _plan(_only(person={"name": "Robin", "conditions": ["diabetes", "pregnant"]}))
    (about,) = plan.rows
    assert isinstance(about, About)
    assert about.conditions == "diabetes pregnant"
    assert _plan(_only(person={"name": "Robin"}), person={"name": "Robin", "conditions": ["diabetes"]}).left != []


def test_a_sign_of_a_day_to_come_stays_out_and_is_said() -> None:
    later = (EVENING + timedelta(days=9)).isoformat()
    signs = [{"sign": "cold_feet", "noted_on": later}, {"sign": "cold_feet", "noted_on": EVENING.isoformat()}]
    plan = plan_import(JournalForm.model_validate(_only(signs=signs)), EMPTY, today=EVENING)
    assert [getattr(row, "noted_on", None) for row in plan.rows] == [EVENING]
    assert plan.left == ["The sign of 30 Nov 2026 is of a day that has not come yet: it stays out."]


def test_what_is_said_to_have_begun_on_a_day_to_come_stays_out_and_is_said() -> None:
    later = (EVENING + timedelta(days=9)).isoformat()
    course = {"substance": "zinc", "kind": "supplement", "start": later, "start_said": "on_the_day"}
    sign = {"sign": "cold_feet", "noted_on": later, "onset": later, "onset_said": "on_the_day"}
    incoming = JournalForm.model_validate(_only(courses=[course, course | {"start": "2026-01-01"}], signs=[sign]))
    plan = plan_import(incoming, EMPTY, today=EVENING)
    assert [getattr(row, "start", None) for row in plan.rows] == [date(2026, 1, 1)]
    assert plan.left == [
        "The daily zinc is said to have begun on 30 Nov 2026, which has not come yet: it stays out.",
        "The sign of 30 Nov 2026 is said to have begun on 30 Nov 2026, which has not come yet: it stays out.",
    ]
