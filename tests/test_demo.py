"""The invented journal: the same each time, plausible, complete, and marked as invented."""

from collections import defaultdict
from datetime import date, timedelta
from statistics import mean
from typing import Any

import pytest

from cramp_journal.advice.medicines import classes_of, named
from cramp_journal.demo import invented_journal
from cramp_journal.i18n import LANGUAGES, speaking
from cramp_journal.model import JournalForm, date_problems, night_of, problems_with
from cramp_journal.since import Since
from cramp_journal.words import evening_of

LAST = date(2026, 11, 21)
SAID_BOTH_WAYS = (
    *("left_out", "legs_felt_cold", "warmed_up", "stretched_before_bed", "on_feet_all_day", "sat_all_day", "foot_soak"),
    *(
        "overtired",
        "no_cover",
        "little_to_drink",
        "alcohol",
        "strong_tea_or_coffee",
        "fan_or_air_conditioning",
        "woke",
        "sore_next_day",
        "tired_next_day",
    ),
)


@pytest.fixture(scope="module")
def half_a_year() -> JournalForm:
    return invented_journal(180, 3, LAST)


def used_fields(values: object, path: str = "", found: dict[str, bool] | None = None) -> dict[str, bool]:
    """Tell for each field by its path whether it holds anything at least once."""
    found = defaultdict(bool) if found is None else found
    if isinstance(values, dict):
        for name, value in values.items():
            used_fields(value, f"{path}.{name}" if path else name, found)
    elif isinstance(values, list):
        for value in values:
            used_fields(value, path, found)
        found[path] |= bool(values)
    else:
        found[path] |= values is not None and values != ""
    return found


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_what_is_typed_in_it_is_in_the_language_and_means_the_same_medicines(code: str) -> None:
    with speaking("en"):
        english = invented_journal(180, 3, LAST).model_dump(mode="json")
    with speaking(code):
        own = invented_journal(180, 3, LAST).model_dump(mode="json")
        shown = [named(course["substance"]) for course in own["courses"]]
    assert [classes_of(each["substance"]) for each in own["courses"]] == [
        classes_of(each["substance"]) for each in english["courses"]
    ]
    assert shown == [course["substance"] for course in own["courses"]]  # needs no aside that says what it is
    assert {text for text in _typed(own) if text in _typed(english)} <= {"Vitamin D", "Calcium"}
    assert [len(night["cramps"]) for night in own["nights"]] == [len(night["cramps"]) for night in english["nights"]]


def _typed(journal: dict[str, Any]) -> set[str]:
    """Give what a person types in a journal: names, notes, questions."""
    rows = [journal["person"], *journal["factors"], *journal["courses"], *journal["signs"], *journal["nights"]]
    rows += [*journal["prompts"], *(cramp for night in journal["nights"] for cramp in night["cramps"])]
    return {row[key] for row in rows for key in ("name", "questions", "note", "reason", "substance") if row.get(key)}


@pytest.mark.parametrize("seed", [0, 3, 12345])
def test_the_same_seed_and_date_give_the_same_journal(seed: int) -> None:
    assert invented_journal(120, seed, LAST) == invented_journal(120, seed, LAST)


def test_another_seed_gives_another_journal() -> None:
    assert invented_journal(120, 1, LAST).nights != invented_journal(120, 2, LAST).nights


def test_another_date_gives_other_nights() -> None:
    assert invented_journal(120, 1, LAST).nights != invented_journal(120, 1, LAST + timedelta(days=1)).nights


def test_a_journal_ends_with_its_last_evening_at_the_latest_and_has_so_many_nights(half_a_year: JournalForm) -> None:
    evenings = [night.evening for night in half_a_year.nights]
    assert evenings == sorted(set(evenings))
    assert evenings[0] >= LAST - timedelta(days=179)
    assert evenings[-1] <= LAST
    assert 140 <= len(evenings) < 180


def test_everything_is_marked_as_invented(half_a_year: JournalForm) -> None:
    parts = [half_a_year.person, *half_a_year.courses, *half_a_year.factors, *half_a_year.nights, *half_a_year.signs]
    assert all(part.model_dump()["invented"] for part in parts)
    assert "Example" in half_a_year.person.name


def test_every_night_is_one_that_a_person_could_log(half_a_year: JournalForm) -> None:
    for form in half_a_year.nights:
        assert problems_with(night_of(form), LAST + timedelta(days=1)) == []
        assert date_problems(form.evening, LAST) == []


def test_a_journal_survives_the_exchange_form(half_a_year: JournalForm) -> None:
    assert JournalForm.model_validate_json(half_a_year.model_dump_json()) == half_a_year


def test_every_field_is_used_that_an_invented_journal_has_a_use_for(half_a_year: JournalForm) -> None:
    found = used_fields(half_a_year.model_dump())
    unused = {path for path, used in found.items() if not used}
    trials = {
        "trials",
        "trial_answers",
        "trial_pauses",
        "trial_effects",
    }  # they are added to it: tests/cli/test_experiment.py
    assert unused - trials <= {
        "factors.hidden",
        "nights.asked",
        "nights.came_from",
        "prompts.answers",
    }  # for who looks around
    assert {"nights.cramps.reliefs.helped", "nights.intakes.dose", "courses.stop", "nights.sleep_disturbance"} <= set(
        found
    )


def test_yes_and_no_are_both_said(half_a_year: JournalForm) -> None:
    for name in SAID_BOTH_WAYS:
        assert {getattr(night, name) for night in half_a_year.nights} >= {True, False}, name


def test_there_are_nights_of_each_kind(half_a_year: JournalForm) -> None:
    recorded = {night.evening: night for night in half_a_year.nights}
    unknown = [LAST - timedelta(days=back) for back in range(180) if LAST - timedelta(days=back) not in recorded]
    assert len(unknown) >= 5
    assert set(unknown) >= {LAST - timedelta(days=back) for back in range(60, 64)}  # a trip
    left_out = [night.evening for night in half_a_year.nights if night.left_out]
    assert 2 <= len(left_out) <= 4
    assert left_out[-1] - left_out[0] < timedelta(days=4)
    assert {night.state for night in half_a_year.nights} == {"cramps", "clear"}


def test_a_night_with_cramps_lists_them_and_a_clear_one_does_not(half_a_year: JournalForm) -> None:
    for night in half_a_year.nights:
        assert bool(night.cramps) is (night.state == "cramps")
        assert not (night.state == "clear" and night.woke)


def test_one_course_has_stopped_and_others_are_still_taken(half_a_year: JournalForm) -> None:
    stopped = [course for course in half_a_year.courses if course.stop]
    assert len(stopped) == 1
    assert len(half_a_year.courses) > 1
    for course in half_a_year.courses:
        assert course.start or course.start_said == Since.FOR_YEARS
        assert (course.start or date.min) <= (course.stop or LAST) <= LAST
        taken = [
            night.evening for night in half_a_year.nights if course.substance in {i.substance for i in night.intakes}
        ]
        assert (course.start or date.min) <= min(taken)
        assert max(taken) <= (course.stop or LAST)


def test_entries_are_made_after_their_night_and_some_of_them_late(half_a_year: JournalForm) -> None:
    late = 0
    for night in half_a_year.nights:
        assert night.entered_at
        assert night.entered_at.tzinfo
        assert evening_of(night.entered_at) >= night.evening
        late += evening_of(night.entered_at) > night.evening
    assert 3 <= late <= 40


def test_cramps_become_more_and_longer_at_the_end(half_a_year: JournalForm) -> None:
    turn = LAST - timedelta(days=28)
    early = [night for night in half_a_year.nights if night.evening <= LAST - timedelta(days=56)]
    lately = [night for night in half_a_year.nights if night.evening > turn]
    assert mean(len(n.cramps) for n in lately) > 1.5 * mean(len(n.cramps) for n in early)
    lengths: list[list[Any]] = [[c.seconds for n in nights for c in n.cramps] for nights in (early, lately)]
    assert mean(lengths[1]) > 1.3 * mean(lengths[0])


@pytest.mark.parametrize("nights", [1, 2, 5, 30])
def test_a_short_journal_can_be_invented(nights: int) -> None:
    for seed in range(12):
        made = invented_journal(nights, seed, LAST)
        assert len(made.nights) <= nights
        assert all(LAST - timedelta(days=nights - 1) <= night.evening <= LAST for night in made.nights)


def test_half_a_century_can_be_invented() -> None:
    made = invented_journal(20_000, 1, LAST)
    assert 17_000 < len(made.nights) < 20_000
    assert made.nights[0].evening.year == 1972
