"""What I take each day, in the program: what is added stands in the open night at once, and Undo takes it back."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from cramp_journal.app import Program
from cramp_journal.gui.session import edits
from tests.gui.conftest import Start, press, settle, words

LAST = date(2026, 11, 21)
MAGNESIUM = {"substance": "magnesium", "kind": "supplement", "dose": 300, "unit": "mg", "start": "2026-10-01"}


def with_a_clear_night(start: Start) -> Program:
    program = start()
    press(program.window.log_page, "No cramps")
    settle()
    return program


def taken(program: Program) -> list[str]:
    night = program.session.night(LAST)
    assert night is not None
    return [each["substance"] for each in night.get("intakes", [])]


def add(program: Program, name: str, by: str = "Add from this night on") -> None:
    program.window._courses.open(LAST)
    settle()
    dialog = program.window._courses._dialog
    assert dialog is not None
    dialog._substance.setText(name)
    press(dialog, by)
    settle()
    dialog.accept()
    settle()


def test_what_is_added_is_ticked_in_the_open_night_though_it_is_recorded(start: Start) -> None:
    program = with_a_clear_night(start)
    add(program, "magnesium")
    add(program, "Lasix", "Don't know")
    assert taken(program) == ["magnesium", "Lasix"]
    assert {each.substance: each.start for each in program.session.journal().courses()} == {
        "magnesium": LAST,
        "Lasix": None,
    }
    program.session.undo()
    settle()
    assert taken(program) == ["magnesium"]
    assert [each.substance for each in program.session.journal().courses()] == ["magnesium"]


def said_below(program: Program) -> list[str]:
    return [line.text for line in program.session.lines.waiting]


def test_what_was_just_recorded_is_said_in_the_line_of_the_window_with_undo(start: Start) -> None:
    program = with_a_clear_night(start)
    add(program, "magnesium", "About a year ago")
    assert said_below(program) == ["Added: magnesium, since about 2025."]
    add(program, "Lasix", "Don't know")
    assert said_below(program) == ["Added: Lasix (furosemide), since when: not said."]
    press(program.window, "Undo")
    settle()
    assert [each.substance for each in program.session.journal().courses()] == ["magnesium"]
    assert taken(program) == ["magnesium"]
    assert said_below(program) == []


def test_the_line_about_what_was_recorded_goes_once_something_else_is_the_last_change(start: Start) -> None:
    program = with_a_clear_night(start)
    add(program, "magnesium")
    assert said_below(program) == ["Added: magnesium, since 21 Nov 2026."]
    program.session.apply(edits.tick_condition, "diabetes", on=True)
    assert said_below(program) == []


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("Stop magnesium today", "Stopped: magnesium, last taken on 21 Nov 2026."),
        ("Remove magnesium: it was entered by mistake", "Removed: magnesium."),
    ],
)
def test_stopping_and_removing_are_said_too_and_leave_what_is_being_typed(start: Start, spoken: str, said: str) -> None:
    program = with_a_clear_night(start)
    add(program, "magnesium")
    program.window._courses.open(LAST)
    dialog = program.window._courses._dialog
    assert dialog is not None
    dialog._substance.setText("zin")
    next(each for each in dialog.findChildren(QPushButton) if each.accessibleName() == spoken).click()
    assert said_below(program) == [said]
    assert said in words(dialog)
    assert dialog.typed()["substance"] == "zin"
    dialog.accept()


def test_what_is_added_is_offered_as_taken_in_an_open_night_that_is_not_recorded_yet(start: Start) -> None:
    program = start()
    add(program, "magnesium")
    press(program.window.log_page, "No cramps")
    settle()
    assert taken(program) == ["magnesium"]


def test_what_is_taken_for_weeks_is_kept_in_these_words_and_ticked_in_the_open_night(start: Start) -> None:
    program = with_a_clear_night(start)
    add(program, "calcium", "Some weeks ago")
    (course,) = program.session.contents()["courses"]
    assert (course["start"], course["start_said"]) == ("2026-10-22", "weeks_ago")
    assert taken(program) == ["calcium"]


def test_what_is_removed_is_gone_from_the_list_stays_in_the_nights_and_comes_back_with_undo(start: Start) -> None:
    program = with_a_clear_night(start)
    add(program, "magnesium")
    (course,) = program.session.journal().courses()
    program.session.apply(edits.remove_course, course.id)
    assert program.session.journal().courses() == []
    assert taken(program) == ["magnesium"]
    program.session.undo()
    assert [each.substance for each in program.session.journal().courses()] == ["magnesium"]
    program.session.apply(edits.remove_course, "no such key")
    assert len(program.session.journal().courses()) == 1


def test_what_is_removed_in_the_window_is_gone_from_the_open_night_too_in_one_step_of_undo(start: Start) -> None:
    program = with_a_clear_night(start)
    add(program, "zinc")
    add(program, "quinine")
    program.window._courses.open(LAST)
    settle()
    dialog = program.window._courses._dialog
    assert dialog is not None
    spoken = "Remove quinine: it was entered by mistake"
    next(each for each in dialog.findChildren(QPushButton) if each.accessibleName() == spoken).click()
    dialog.accept()
    settle()
    assert taken(program) == ["zinc"]
    assert program.session.prompts.now(LAST) == []
    program.session.undo()
    settle()
    assert taken(program) == ["zinc", "quinine"]
    assert [each.rule for each in program.session.prompts.now(LAST)] == ["quinine"]


def test_what_is_only_ticked_on_a_night_is_told_and_no_longer_once_the_night_is_put_right(start: Start) -> None:
    program = start()
    night = {"evening": LAST.isoformat(), "state": "clear", "cramps": []}
    program.session.apply(edits.save_night, night | {"intakes": [{"substance": "quinine"}]})
    program.window.show_page("advice")
    settle()
    assert "You take quinine." in words(program.window.page("advice"))
    assert [each.rule for each in program.session.journal().prompts()] == ["quinine"]
    program.session.apply(edits.save_night, night)
    settle()
    assert "You take quinine." not in words(program.window.page("advice"))
    assert program.session.journal().prompts() == []


def change(program: Program, **values: Any) -> list[tuple[str, float | None, date | None, date | None]]:
    """Change magnesium 300 mg, and give all courses by their start."""
    courses = program.session.journal().courses()
    program.session.apply(edits.change_course, courses[0].id, MAGNESIUM | values)
    found = [(each.substance, each.dose, each.start, each.stop) for each in program.session.journal().courses()]
    return sorted(found, key=lambda each: each[2] or date.min)


@pytest.fixture
def taking(start: Start) -> Program:
    program = start()
    program.session.apply(edits.add_course, MAGNESIUM)
    return program


def test_another_dose_ends_the_course_and_is_one_of_its_own_never_two_at_once(taking: Program) -> None:
    assert change(taking, dose=400, start="2026-11-10") == [
        ("magnesium", 300, date(2026, 10, 1), date(2026, 11, 9)),
        ("magnesium", 400, date(2026, 11, 10), None),
    ]
    taking.session.undo()
    (course,) = taking.session.journal().courses()
    assert (course.dose, course.stop) == (300, None)


@pytest.mark.parametrize("day", ["2026-09-01", "2026-10-20", None])
def test_another_start_alone_puts_the_course_right(taking: Program, day: str | None) -> None:
    begun = date.fromisoformat(day) if day else None
    assert change(taking, start=day) == [("magnesium", 300, begun, None)]


def test_another_name_or_dose_from_its_first_day_on_puts_it_right(taking: Program) -> None:
    assert change(taking, substance="magnesium citrate", dose=200) == [
        ("magnesium citrate", 200, date(2026, 10, 1), None)
    ]


def test_a_start_after_its_stop_is_refused_with_a_sentence_and_nothing_changes(taking: Program) -> None:
    heard: list[str] = []
    taking.session.refused.connect(heard.append)
    (course,) = taking.session.journal().courses()
    taking.session.apply(edits.stop_course, course.id, date(2026, 10, 30))
    stopped = [("magnesium", 300, date(2026, 10, 1), date(2026, 10, 30))]
    assert change(taking, start="2026-11-02") == stopped
    assert heard == ["the course of magnesium stops before it starts."]
