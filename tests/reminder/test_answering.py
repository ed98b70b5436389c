"""The notice of the morning in a real session: a bus, something that shows notices, and presses of its buttons."""

from datetime import datetime, time, timedelta

from cramp_journal.store import Journal
from cramp_journal.words import State
from tests.builders import TODAY, night
from tests.reminder.conftest import LAST_NIGHT, MORNING, home_of_children, remind_at
from tests.reminder.session import Notices, Program


def state_of(program: Program) -> State | None:
    """Give the state of last night, None if it is not recorded."""
    with Journal(program.journal) as journal:
        found = journal.night(LAST_NIGHT)
    return found.state if found else None


def test_no_cramps_records_last_night_and_says_saved(program: Program, notices: Notices) -> None:
    asking = program.start("reminder", "look")
    question = notices.wait_for(1)
    assert (question.title, question.body) == ("Good morning", "How was last night?")
    assert list(question.buttons.values()) == ["No cramps", "I had cramps", "Later"]
    assert question.kinds == "susssasa{sv}i"
    assert "cramp" not in f"{question.name}{question.title}{question.body}".lower()
    notices.press(question, "No cramps")
    saved = notices.wait_for(2)
    assert (saved.title, saved.body, saved.buttons) == ("Saved", "Last night is recorded.", {"undo": "Undo"})
    assert state_of(program) == State.CLEAR
    notices.close(saved)
    assert program.end_of(asking) == ""


def test_undo_on_the_notice_makes_the_night_unknown_again(program: Program, notices: Notices) -> None:
    asking = program.start("reminder", "look")
    notices.press(notices.wait_for(1), "No cramps")
    notices.press(notices.wait_for(2), "Undo")
    assert notices.wait_for(3).title == "Undone"
    program.end_of(asking)
    assert state_of(program) is None


def test_i_had_cramps_opens_the_window_on_this_journal_and_on_last_night(program: Program, notices: Notices) -> None:
    asking = program.start("reminder", "look")
    notices.press(notices.wait_for(1), "I had cramps")
    program.end_of(asking)
    assert program.window == f"--journal {program.journal} --last-night"
    assert state_of(program) is None


def test_later_asks_again_after_an_hour_by_the_clock(program: Program, notices: Notices) -> None:
    asking = program.start("reminder", "look")
    notices.press(notices.wait_for(1), "Later")
    assert any(program.call("reminder", "look", "--why").strip() == "later" for _look in range(100))
    program.set_clock(MORNING + timedelta(minutes=61))
    again = notices.wait_for(2)
    assert again.title == "Good morning"
    notices.close(again)
    program.end_of(asking)


def test_a_notice_that_was_closed_is_not_shown_again_that_day(program: Program, notices: Notices) -> None:
    asking = program.start("reminder", "look")
    notices.close(notices.wait_for(1))
    program.end_of(asking)
    program.set_clock(MORNING + timedelta(hours=4))
    assert program.call("reminder", "look") == ""
    assert program.call("reminder", "look", "--why").strip() == "asked"
    assert len(notices.shown) == 1


def test_the_notice_goes_away_when_last_night_is_recorded_in_another_way(program: Program, notices: Notices) -> None:
    asking = program.start("reminder", "look")
    question = notices.wait_for(1)
    with Journal(program.journal) as journal:
        journal.save(night(LAST_NIGHT, 1), TODAY)
    assert notices.wait_for_closing() == question.number
    program.end_of(asking)


def test_a_computer_that_slept_until_the_night_finds_the_notice_gone(program: Program, notices: Notices) -> None:
    asking = program.start("reminder", "look")
    notices.wait_for(1)
    program.set_clock(datetime.combine(TODAY, time(23)))
    notices.wait_for_closing()
    program.end_of(asking)
    assert program.call("reminder", "look", "--why").strip() == "night"


def test_a_look_that_comes_late_still_asks_by_day_and_not_by_night(program: Program, notices: Notices) -> None:
    program.set_clock(datetime.combine(TODAY, time(2)))
    program.call("reminder", "look")
    program.set_clock(datetime.combine(TODAY, time(15)))
    asking = program.start("reminder", "look")
    notices.close(notices.wait_for(1))
    program.end_of(asking)
    assert len(notices.shown) == 1


def test_a_second_look_does_not_ask_twice(program: Program, notices: Notices) -> None:
    asking = program.start("reminder", "look")
    question = notices.wait_for(1)
    program.call("reminder", "look")
    notices.close(question)
    program.end_of(asking)
    assert len(notices.shown) == 1


def test_neutral_buttons_name_nothing(program: Program, notices: Notices) -> None:
    remind_at("08:30", home_of_children(), neutral=True)
    asking = program.start("reminder", "look")
    question = notices.wait_for(1)
    assert list(question.buttons.values()) == ["A quiet night", "Something to note", "Later"]
    notices.press(question, "A quiet night")
    notices.close(notices.wait_for(2))
    program.end_of(asking)
    assert state_of(program) == State.CLEAR
