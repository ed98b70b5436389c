"""Two copies of one journal become one: what was edited or deleted on one side counts, what differs is held as both."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.merging.asking import BOTH, DELETE, MINE, THEIRS, Merged, MergeQuestion
from cramp_journal.model import Course, Factor, PromptAnswer, Sign
from cramp_journal.store import Journal
from cramp_journal.store.acknowledged.receipts import Wrote
from cramp_journal.store.journal import versions
from cramp_journal.store.journal.other import read_other
from cramp_journal.words import Answer, Rule, SignKind, SubstanceKind, Unit
from tests.builders import EVENING, TODAY, a_journal, night, night_values

EARLIER = EVENING - timedelta(days=1)


class Two:
    """One journal that was copied to a second computer."""

    def __init__(self, folder: Path, begun: Callable[[Journal], object] | None = None) -> None:
        self.kitchen, self.bedroom = folder / "kitchen" / "journal.sqlite", folder / "bedroom" / "journal.sqlite"
        for file in (self.kitchen, self.bedroom):
            file.parent.mkdir()
        with a_journal(self.kitchen.parent, night(EVENING, 1, note="as it was"), night(EARLIER)) as journal:
            if begun is not None:
                begun(journal)
        shutil.copy(self.kitchen, self.bedroom)

    @contextmanager
    def at(self, file: Path) -> Iterator[Journal]:
        with Journal(file) as journal:
            yield journal

    def merge(self, into: Path, other: Path) -> Merged:
        with Journal(into) as journal:
            return journal.merger.merge(read_other(other, None, into))

    def exchange(self) -> None:
        """Bring each into the other; then both say the same."""
        self.merge(self.kitchen, self.bedroom)
        self.merge(self.bedroom, self.kitchen)
        assert contents(self.kitchen) == contents(self.bedroom)
        assert self.merge(self.kitchen, self.bedroom).empty
        with self.at(self.kitchen) as one, self.at(self.bedroom) as other:
            assert one.merger.state() == other.merger.state()


@pytest.fixture
def two(tmp_path: Path) -> Two:
    return Two(tmp_path)


def contents(file: Path) -> dict[str, Any]:
    with Journal(file) as journal:
        found = journal.contents()
    for each in found["nights"]:
        each.pop("entered_at", None)
        each.pop("entered_offset", None)
        each.pop("left_out", None)
    return found


def asked(file: Path) -> list[MergeQuestion]:
    with Journal(file) as journal:
        return journal.merger.questions()


def answer(file: Path, name: str) -> None:
    with Journal(file) as journal:
        (question,) = journal.merger.questions()
        journal.merger.answer(next(each for each in question.choices if each.name == name).edits)


def said(file: Path, evening: date = EVENING) -> dict[str, Any] | None:
    return next((each for each in contents(file)["nights"] if each["evening"] == evening.isoformat()), None)


def test_a_new_night_comes_over(two: Two) -> None:
    with two.at(two.bedroom) as journal:
        journal.save(night(date(2026, 11, 1), 2), TODAY)
    two.exchange()
    assert said(two.kitchen, date(2026, 11, 1)) == night_values(date(2026, 11, 1), 2)


def test_a_night_edited_on_one_side_only_comes_over_in_either_direction(two: Two) -> None:
    with two.at(two.bedroom) as journal:
        journal.save(night(EVENING, 2, note="as it is"), TODAY)
    two.exchange()
    assert said(two.kitchen) == night_values(EVENING, 2, note="as it is")
    assert asked(two.kitchen) == asked(two.bedroom) == []


def test_a_night_deleted_on_one_side_stays_deleted(two: Two) -> None:
    with two.at(two.kitchen) as journal:
        journal.delete(EVENING)
    two.exchange()
    assert said(two.kitchen) is said(two.bedroom) is None


def test_a_night_deleted_and_removed_for_good_does_not_come_back(two: Two) -> None:
    with two.at(two.kitchen) as journal:
        journal.delete(EVENING)
        with journal.merger._writing(Wrote()) as connection:  # as `purge` does after 90 days of use
            versions.keep_deletions(connection)
            connection.exec_driver_sql("DELETE FROM night WHERE deleted_at IS NOT NULL")
    two.exchange()
    assert said(two.bedroom) is None


def test_an_edit_stands_against_a_deletion_and_is_asked_about(two: Two) -> None:
    with two.at(two.kitchen) as journal:
        journal.delete(EVENING)
    with two.at(two.bedroom) as journal:
        journal.save(night(EVENING, 1, note="more"), TODAY)
    two.exchange()
    assert said(two.kitchen) == night_values(EVENING, 1, note="more")
    answer(two.kitchen, DELETE)
    two.exchange()
    assert said(two.bedroom) is None
    assert asked(two.bedroom) == []


def test_fields_that_one_side_changed_come_without_a_question(two: Two) -> None:
    with two.at(two.kitchen) as journal:
        journal.save(night(EVENING, 1, note="as it was", room_temperature_c=18.5), TODAY)
    with two.at(two.bedroom) as journal:
        journal.save(night(EVENING, 2, note="as it was"), TODAY)
    two.exchange()
    assert said(two.bedroom) == night_values(EVENING, 2, note="as it was", room_temperature_c=18.5)
    assert asked(two.kitchen) == []


@pytest.mark.parametrize(("name", "times"), [(MINE, ["02:00"]), (THEIRS, ["04:00"]), (BOTH, ["02:00", "04:00"])])
def test_both_cramps_are_held_until_the_person_answers_and_the_answer_counts_on_both_sides(
    two: Two, name: str, times: list[str]
) -> None:
    with two.at(two.kitchen) as journal:
        journal.save(night(EVENING, [{"time": "02:00"}], note="as it was"), TODAY)
    with two.at(two.bedroom) as journal:
        journal.save(night(EVENING, [{"time": "04:00"}], note="as it was"), TODAY)
    two.exchange()
    assert said(two.kitchen)["cramps"] == [{"time": "02:00"}, {"time": "04:00"}]  # type: ignore[index]
    answer(two.kitchen, name)
    two.exchange()
    assert [cramp["time"] for cramp in said(two.bedroom)["cramps"]] == times  # type: ignore[index]
    assert asked(two.kitchen) == asked(two.bedroom) == []


def test_clear_against_cramps_shows_the_cramps_and_asks(two: Two) -> None:
    with two.at(two.kitchen) as journal:
        journal.save(night(EARLIER, 1), TODAY)
    with two.at(two.bedroom) as journal:
        journal.save(night(EARLIER, note="slept through"), TODAY)
    two.exchange()
    assert said(two.bedroom, EARLIER) == night_values(EARLIER, 1, note="slept through")


def test_the_same_evening_written_on_two_devices_is_one_night(tmp_path: Path) -> None:
    two = Two(tmp_path)
    evening = date(2026, 10, 3)
    for file, note in ((two.kitchen, "one"), (two.bedroom, "other")):
        with two.at(file) as journal:
            journal.save(night(evening, note=note), TODAY)
    two.exchange()
    assert said(two.kitchen, evening) == night_values(evening, note="one\nother")
    assert [each.key for each in asked(two.bedroom)] == [evening.isoformat()]


def test_a_changed_dose_and_a_stopped_medicine_come_over_once(tmp_path: Path) -> None:
    begun = Course(substance="magnesium", kind=SubstanceKind.SUPPLEMENT, dose=300, unit=Unit.MG, start=date(2026, 1, 1))
    two = Two(tmp_path, lambda journal: journal.keep(begun))
    with two.at(two.kitchen) as journal:
        (course,) = journal.courses()
        course.stop = date(2026, 11, 1)
        journal.keep(course)
        journal.keep(
            Course(
                substance="magnesium", kind=SubstanceKind.SUPPLEMENT, dose=400, unit=Unit.MG, start=date(2026, 11, 1)
            )
        )
    two.exchange()
    assert [(each["dose"], each.get("stop")) for each in contents(two.bedroom)["courses"]] == [
        (300.0, "2026-11-01"),
        (400.0, None),
    ]
    assert asked(two.bedroom) == []


def test_the_same_course_written_on_both_sides_is_one(two: Two) -> None:
    for file in (two.kitchen, two.bedroom):
        with two.at(file) as journal:
            journal.keep(Course(substance="zinc", kind=SubstanceKind.SUPPLEMENT, start=date(2026, 11, 1)))
    two.exchange()
    assert len(contents(two.kitchen)["courses"]) == 1


@pytest.mark.parametrize(("name", "doses"), [(MINE, [300.0]), (THEIRS, [400.0]), (BOTH, [300.0, 400.0])])
def test_two_courses_of_one_thing_that_overlap_are_asked_about(two: Two, name: str, doses: list[float]) -> None:
    for file, dose in ((two.kitchen, 300.0), (two.bedroom, 400.0)):
        with two.at(file) as journal:
            journal.keep(Course(substance="magnesium", kind=SubstanceKind.SUPPLEMENT, dose=dose, unit=Unit.MG))
    two.exchange()
    assert len(contents(two.kitchen)["courses"]) == 2
    answer(two.kitchen, name)
    two.exchange()
    assert [each["dose"] for each in contents(two.bedroom)["courses"]] == doses


def test_signs_answers_to_notices_conditions_and_hidden_factors_come_over(tmp_path: Path) -> None:
    def begin(journal: Journal) -> None:
        journal.keep(Sign(sign=SignKind.COLD_FEET, noted_on=date(2026, 10, 1)))
        journal.keep(PromptAnswer(rule=Rule.FREQUENT, raised_on=date(2026, 11, 1)))
        journal.keep(Factor(name="late tea"))
        about = journal.about()
        about.conditions = "diabetes"
        journal.keep(about)

    two = Two(tmp_path, begin)
    with two.at(two.kitchen) as journal:
        (sign,), (prompt,), (factor,), about = journal.signs(), journal.prompts(), journal.factors(), journal.about()
        sign.until, factor.hidden, about.conditions = date(2026, 11, 1), True, "diabetes parkinson"
        prompt.answer, prompt.answered_on, prompt.appointment_on = Answer.APPOINTMENT, TODAY, date(2026, 12, 1)
        for row in (sign, prompt, factor, about):
            journal.keep(row)
    with two.at(two.bedroom) as journal:
        about = journal.about()
        about.conditions = "diabetes numb_feet"
        journal.keep(about)
    two.exchange()
    found = contents(two.bedroom)
    assert found["signs"][0]["until"] == "2026-11-01"
    assert found["prompts"][0]["appointment_on"] == "2026-12-01"
    assert found["factors"] == [{"name": "late tea", "hidden": True}]
    assert found["person"]["conditions"] == ["diabetes", "numb_feet", "parkinson"]
    assert asked(two.kitchen) == []


def test_a_removed_course_and_a_removed_sign_stay_removed(tmp_path: Path) -> None:
    def begin(journal: Journal) -> None:
        journal.keep(Sign(sign=SignKind.COLD_FEET, noted_on=date(2026, 10, 1)))
        journal.keep(Course(substance="zinc", kind=SubstanceKind.SUPPLEMENT))

    two = Two(tmp_path, begin)
    with two.at(two.kitchen) as journal:
        journal.remove(journal.signs()[0])
        journal.remove(journal.courses()[0])
    two.exchange()
    assert contents(two.bedroom)["signs"] == contents(two.bedroom)["courses"] == []


def test_invented_nights_block_no_real_ones_and_do_not_come_over(two: Two) -> None:
    evening, other = date(2026, 10, 3), date(2026, 10, 4)
    with two.at(two.kitchen) as journal:
        journal.save(night(evening, 3, invented=True), TODAY)
        journal.save(night(other, 3, invented=True), TODAY)
    with two.at(two.bedroom) as journal:
        journal.save(night(evening), TODAY)
    two.merge(two.kitchen, two.bedroom)
    two.merge(two.bedroom, two.kitchen)
    assert said(two.kitchen, evening) == said(two.bedroom, evening) == night_values(evening)
    assert said(two.bedroom, other) is None


def test_a_factor_spelled_otherwise_on_the_other_side_is_the_same_one(two: Two) -> None:
    for file, name in ((two.kitchen, "Late tea"), (two.bedroom, "LATE TEA")):
        with two.at(file) as journal:
            journal.save(night(EARLIER, factors=[name]), TODAY)
    two.exchange()
    assert len(contents(two.kitchen)["factors"]) == 1
    assert asked(two.kitchen) == []


def test_a_merge_can_be_undone_but_for_what_was_changed_since_and_made_again(two: Two) -> None:
    before = contents(two.kitchen)
    with two.at(two.bedroom) as journal:
        journal.save(night(EVENING, 3), TODAY)
        journal.delete(EARLIER)
        journal.save(night(date(2026, 11, 1), 2), TODAY)
        journal.save(night(date(2026, 11, 2), 2, factors=["late tea"]), TODAY)
        journal.keep(Course(substance="zinc", kind=SubstanceKind.SUPPLEMENT))
    after = two.merge(two.kitchen, two.bedroom)
    assert (after.new, after.changed, after.gone, after.others) == (2, 1, 1, 2)
    with two.at(two.kitchen) as journal:
        journal.save(night(date(2026, 11, 1), 1), TODAY)
        assert journal.merger.undo() == 3
    found = contents(two.kitchen)
    kept = [each for each in found["nights"] if each["evening"] != "2026-11-01"]
    assert (kept, found["courses"]) == (before["nights"], [])
    assert said(two.kitchen, date(2026, 11, 1)) == night_values(date(2026, 11, 1), 1)
    two.exchange()
    assert said(two.kitchen, EARLIER) is None
    assert asked(two.kitchen) == []
    assert len(contents(two.kitchen)["courses"]) == 1


def test_a_copy_is_made_before_and_none_where_nothing_comes(two: Two) -> None:
    assert two.merge(two.kitchen, two.bedroom).kept is None
    with two.at(two.bedroom) as journal:
        journal.delete(EARLIER)
    kept = two.merge(two.kitchen, two.bedroom).kept
    assert kept is not None
    with Journal(kept) as copy:
        assert copy.night(EARLIER) is not None


def test_what_a_merge_replaces_is_in_the_bin(two: Two) -> None:
    with two.at(two.bedroom) as journal:
        journal.delete(EVENING)
    two.merge(two.kitchen, two.bedroom)
    with two.at(two.kitchen) as journal:
        assert [each.evening for each in journal.bin()] == [EVENING]


def test_a_restored_copy_never_writes_under_the_name_of_what_it_replaced(two: Two, tmp_path: Path) -> None:
    kept = tmp_path / "kept.sqlite"
    shutil.copy(two.kitchen, kept)
    with two.at(two.kitchen) as journal:
        journal.save(night(EVENING, 2, note="first"), TODAY)
    two.merge(two.bedroom, two.kitchen)
    shutil.copy(kept, two.kitchen)
    with two.at(two.kitchen) as journal:
        journal.save(night(EVENING, 3, note="second"), TODAY)
    two.exchange()
    assert len(asked(two.kitchen)) == 1
    assert said(two.kitchen)["note"] == "first\nsecond"  # type: ignore[index]
