"""The quiet line above Last night: a new prompt once, a pressing one as long as it holds, now and then a question."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from cramp_journal import clock
from cramp_journal.app import Program
from cramp_journal.gui.widgets.tick_list import TickRow
from cramp_journal.settings import Settings
from cramp_journal.store import Journal
from tests.builders import a_journal, night
from tests.gui.conftest import Start, press, settle, words

TODAY = date(2026, 11, 22)
ASK = "Anything in your legs, or elsewhere, of late"


def busy(folder: Path, nights: int = 28, every: int = 2) -> None:
    logged = [night(TODAY - timedelta(days=back), back % every == 0) for back in range(1, nights + 1)]
    a_journal(folder, *logged).close()


def was_asked(folder: Path) -> None:
    """The check-in was offered today."""
    with Journal(folder / "journal.sqlite") as journal:
        journal.set_state("asked_on", TODAY.isoformat())


def line(program: Program) -> str:
    settle()
    return words(program.window.notice).strip() if program.window.notice.isVisible() else ""


def test_a_new_prompt_is_told_on_last_night_once(start: Start, tmp_path: Path) -> None:
    busy(tmp_path)
    was_asked(tmp_path)
    program = start()
    assert line(program) == "Cramps on 14 of the last 28 nights. Tell it at your next visit."
    program.window.show_page("calendar")
    assert line(program) == ""  # it belongs to Last night
    program.window.show_page("log")
    assert line(program) != ""
    assert line(start()) == ""


def test_what_came_up_is_kept_in_the_journal_with_the_day_on_which_it_did(start: Start, tmp_path: Path) -> None:
    busy(tmp_path)
    program = start()
    settle()
    assert program.session.contents()["prompts"] == [{"rule": "frequent", "raised_on": "2026-11-22"}]
    assert not program.window.log_page.header.undo.isEnabled()  # nothing that the person did
    start()
    settle()
    assert len(program.session.contents()["prompts"]) == 1


def test_a_journal_that_cannot_be_written_shows_its_prompts_all_the_same(start: Start, tmp_path: Path) -> None:
    busy(tmp_path)
    was_asked(tmp_path)
    (tmp_path / "journal.sqlite").chmod(0o400)
    program = start()
    assert line(program) == "Cramps on 14 of the last 28 nights. Tell it at your next visit."


def test_its_button_opens_the_prompt_and_the_line_is_gone(start: Start, tmp_path: Path) -> None:
    busy(tmp_path)
    was_asked(tmp_path)
    program = start()
    settle()
    press(program.window.notice, "See a doctor?")
    assert program.window.open_page == "advice"
    program.window.show_page("log")
    assert line(program) == ""


def test_a_pressing_prompt_stays_as_long_as_it_holds(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night()).close()
    was_asked(tmp_path)
    program = start()
    assert line(program) == ""
    program.window.show_page("advice")
    page = program.window.page("advice")
    box = next(each.box for each in page.findChildren(TickRow) if each.value == "foot_sore_not_healing")
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    for _visit in range(2):
        program.window.show_page("log")
        assert line(program).startswith("A sore on the foot that does not heal")
        assert "Get help the same day: " in line(program)
        program.window.show_page("advice")
    assert "A sore on the foot" in line(start())


@pytest.mark.parametrize(("nights", "asked"), [(7, True), (6, False)])
def test_the_check_in_is_offered_a_week_after_the_first_night(
    start: Start, tmp_path: Path, nights: int, *, asked: bool
) -> None:
    busy(tmp_path, nights, every=9)
    assert line(start()).startswith(ASK) is asked


def test_the_check_in_is_offered_every_three_weeks_and_on_one_morning(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(tmp_path, 20, every=30)
    program = start()
    assert line(program).startswith(ASK)
    press(program.window.notice, "See a doctor?")
    assert "Tick what you notice" in words(program.window.page("advice"))
    assert program.session.journal().state("asked_on") == TODAY.isoformat()
    program.window.show_page("log")
    assert line(program) == ""
    for days, offered in ((1, False), (20, False), (21, True), (22, False)):
        later = datetime(2026, 11, 22, 7, 42) + timedelta(days=days)
        monkeypatch.setattr(clock, "now", lambda later=later: later)
        assert line(start()).startswith(ASK) is offered


def test_a_question_that_nobody_answers_is_gone_the_next_morning_and_so_is_a_card(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, every, said in ((tmp_path / "calm", 30, ASK), (tmp_path / "busy", 2, "Cramps on 14")):
        folder.mkdir()
        busy(folder, 28, every)
        program = start(folder / "journal.sqlite")
        assert line(program).startswith(said)
        program.window.show_page("trends")
        program.window.show_page("log")
        assert line(program).startswith(said)  # all day long
        with monkeypatch.context() as next_day:
            next_day.setattr(clock, "now", lambda: datetime(2026, 11, 23, 7, 42))
            program.window._notices._clock.timeout.emit()  # the window stood open overnight
            assert line(program) == ""


def test_an_empty_journal_is_asked_nothing(program: Program) -> None:
    assert line(program) == ""


def test_settings_that_make_no_sense_are_left_at_their_default(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"region": "mars", "asked_on": "yesterday"}')
    assert Settings.load(file) == Settings()


def test_a_line_that_was_closed_stays_closed_though_another_night_changes_its_numbers(
    start: Start, tmp_path: Path
) -> None:
    busy(tmp_path)
    was_asked(tmp_path)
    program = start()
    assert line(program).startswith("Cramps on 14 of the last 28 nights.")
    close = next(
        each for each in program.window.notice.findChildren(QPushButton) if each.accessibleName() == "Close this line"
    )
    close.click()
    assert line(program) == ""
    program.session.save({"evening": (TODAY - timedelta(days=2)).isoformat(), "state": "clear"})
    assert line(program) == ""
