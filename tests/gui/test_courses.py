"""What I take each day, in the program: what is added stands in the open night at once, and Undo takes it back."""

from datetime import date

from cramp_journal.app import Program
from cramp_journal.gui.session import edits
from tests.gui.conftest import Start, press, settle

LAST = date(2026, 11, 21)


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
    add(program, "Lasix", "Add; for longer, or not sure")
    assert taken(program) == ["magnesium", "Lasix"]
    assert {each.substance: each.start for each in program.session.journal().courses()} == {
        "magnesium": LAST,
        "Lasix": None,
    }
    program.session.undo()
    settle()
    assert taken(program) == ["magnesium"]
    assert [each.substance for each in program.session.journal().courses()] == ["magnesium"]


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
