"""What a person says to a prompt: by buttons and by keys, kept in the journal, listed, and undone."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateEdit, QLineEdit, QPushButton, QWidget

from cramp_journal.advice.prompts import prompt_as_json
from cramp_journal.app import Program
from cramp_journal.cli.main import run
from cramp_journal.gui import messages
from cramp_journal.gui.doctor.prompt_card import PromptCard
from cramp_journal.gui.doctor.prompt_line import PromptLine
from cramp_journal.gui.doctor.to_tell_card import ToTellCard
from cramp_journal.gui.session import edits
from cramp_journal.model import PromptAnswer
from cramp_journal.words import Answer, Rule
from tests.builders import a_journal, night
from tests.gui.conftest import Start, button, press, settle, words
from tests.gui.test_window import demo

TODAY = date(2026, 11, 22)
RAISED = {"rule": "frequent", "raised_on": "2026-11-22"}


@pytest.fixture
def busy(start: Start, tmp_path: Path) -> Program:
    a_journal(tmp_path, *(night(TODAY - timedelta(days=back), back % 2) for back in range(1, 29))).close()
    program = start()
    program.window.show_page("advice")
    return program


def advice(program: Program) -> QWidget:
    return program.window.page("advice")


def kept(program: Program) -> list[dict[str, str]]:
    settle()
    found: list[dict[str, str]] = program.session.contents()["prompts"]
    return found


def seen(inside: QWidget, kind: type[QWidget]) -> QWidget:
    return next(each for each in inside.findChildren(kind) if each.isVisibleTo(inside))


def test_below_the_nights_stands_how_many_are_recorded_and_none_is_said_of_those_that_are_not(
    start: Start, tmp_path: Path
) -> None:
    for folder, last, said in (
        ("month", 28, ("The 4 weeks before: not recorded", "14 cramps in the last 4 weeks")),
        ("more", 38, ("5 cramps in the 4 weeks before, 10 nights recorded", "14 cramps in the last 4 weeks")),
    ):
        (tmp_path / folder).mkdir()
        nights = (night(TODAY - timedelta(days=back), back % 2) for back in range(1, last + 1))
        a_journal(tmp_path / folder, *nights).close()
        program = start(tmp_path / folder / "journal.sqlite")
        program.window.show_page("advice")
        shown = words(advice(program))
        assert all(each in shown for each in said)


def test_an_appointment_is_kept_with_its_day_and_shown_until_then(busy: Program) -> None:
    page = advice(busy)
    press(page, "I have an appointment")
    assert kept(busy) == [RAISED]  # nothing is said before the day is
    later = next(b for b in page.findChildren(QPushButton) if b.accessibleName() == "A day later" and b.isVisible())
    QTest.mouseClick(later, Qt.MouseButton.LeftButton)
    press(page, "Keep this day")
    said = {"answer": "appointment", "answered_on": "2026-11-22", "appointment_on": "2026-11-30"}
    assert kept(busy) == [RAISED | said]
    assert "Your appointment: 30 Nov 2026" in words(page)
    assert "Cramps on 14" not in words(page)
    press(page, "Make the report for it")
    assert busy.window.open_page == "report"


def test_an_appointment_is_saved_for_a_calendar(busy: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = advice(busy)
    press(page, "I have an appointment")
    press(page, "Keep this day")
    monkeypatch.setattr(messages, "ask_where_to_save", lambda *_args: tmp_path / "mine")
    press(page, "Save for my calendar…")
    assert b"DTSTART;VALUE=DATE:20261129" in (tmp_path / "mine.ics").read_bytes()
    assert f"Saved: {tmp_path / 'mine.ics'}. Open it, and your calendar has the day." in words(page)
    monkeypatch.setattr(messages, "ask_where_to_save", lambda *_args: tmp_path / "no" / "folder")
    press(page, "Save for my calendar…")
    assert "cannot be written" in words(page)


def test_the_day_is_chosen_with_the_keyboard_alone_and_never_lies_in_the_past(busy: Program) -> None:
    page = advice(busy)
    offer = button(page, "I have an appointment")
    offer.setFocus()
    QTest.keyClick(offer, Qt.Key.Key_Space)
    day = seen(page, QDateEdit)
    assert isinstance(day, QDateEdit)
    assert day.hasFocus()
    QTest.keyClick(day, Qt.Key.Key_Up)
    for _day in range(60):
        QTest.keyClick(day, Qt.Key.Key_Down)
    assert day.date().toPython() == TODAY
    keep = button(page, "Keep this day")
    keep.setFocus()
    QTest.keyClick(keep, Qt.Key.Key_Space)
    assert kept(busy)[0]["appointment_on"] == "2026-11-22"


def test_an_appointment_without_a_day_is_one_all_the_same(busy: Program) -> None:
    press(advice(busy), "I have an appointment", "No day yet")
    assert kept(busy) == [RAISED | {"answer": "appointment", "answered_on": "2026-11-22"}]
    assert "Your appointment:" not in words(advice(busy))


@pytest.mark.parametrize(("typed", "reason"), [("", "I know the reason"), ("  a new  mattress ", "a new mattress")])
def test_not_for_me_is_kept_with_its_reason(busy: Program, typed: str, reason: str) -> None:
    page = advice(busy)
    press(page, "Not now", "I know the reason")
    own = seen(page, QLineEdit)
    QTest.keyClicks(own, typed)
    QTest.keyClick(own, Qt.Key.Key_Return)
    assert kept(busy) == [RAISED | {"answer": "not_for_me", "answered_on": "2026-11-22", "reason": reason}]
    press(page, "Told before")
    assert f"22 Nov 2026: frequent cramps – not for me on 22 Nov 2026: {reason[0].upper()}{reason[1:]}" in words(page)


def test_what_was_put_off_is_gone_listed_and_brought_back_by_undo(busy: Program) -> None:
    page = advice(busy)
    press(page, "Not now", "Put off 2 weeks")
    assert "Put off for 2 weeks." in words(page)
    assert "Cramps on 14" not in words(page)
    press(page, "Told before")
    assert "22 Nov 2026: frequent cramps – put off on 22 Nov 2026" in words(page)
    busy.session.undo()
    assert kept(busy) == [RAISED]
    assert "22 Nov 2026: frequent cramps – not answered" in words(page)
    press(page, "‹ Back")
    assert "Cramps on 14 of the last 28 nights." in words(page)


def test_a_second_answer_to_a_card_stays_with_that_card(tmp_path: Path) -> None:
    first, card = date(2024, 1, 1), date(2026, 11, 1)
    with a_journal(tmp_path, night()) as journal:
        journal.keep(PromptAnswer(rule=Rule.FREQUENT, raised_on=first))  # an earlier card, never answered
        journal.keep(PromptAnswer(rule=Rule.FREQUENT, raised_on=card))
        for answer in (Answer.PUT_OFF, Answer.NOT_FOR_ME):
            edits.answer_prompt(journal, "frequent", card, {"answer": answer, "answered_on": TODAY})
        said = sorted((row.raised_on, str(row.answer)) for row in journal.prompts())
    assert said == [(first, "None"), (card, "not_for_me"), (card, "put_off")]


def test_one_panel_is_open_at_a_time(busy: Program) -> None:
    page = advice(busy)
    press(page, "I have an appointment")
    assert "On which day?" in words(page)
    press(page, "Not now")
    assert "On which day?" not in words(page)
    assert "Or set it aside" in words(page)
    press(page, "Not now")
    assert "Or set it aside" not in words(page)


def test_an_emergency_offers_no_appointment_and_no_putting_off(busy: Program) -> None:
    busy.session.apply(edits.tick_sign, "stiff_jaw_or_spasms", on=True)
    settle()
    (card,) = advice(busy).findChildren(PromptCard)
    offered = [b.text() for b in card.findChildren(QPushButton) if b.isVisible()]
    asked = ["Yes, now", "It has passed", "I ticked it by mistake"]
    assert offered == [*asked, "Why am I seeing this?"]


def test_the_page_shows_what_the_command_line_prints(
    start: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = demo(tmp_path, 180)
    program = start(file)
    program.window.show_page("advice")
    settle()
    page = advice(program)
    (card,), (to_tell,) = page.findChildren(PromptCard), page.findChildren(ToTellCard)
    lines = [each.prompt for each in page.findChildren(PromptLine)]
    shown = [prompt_as_json(each) for each in (card.prompt, *lines, *to_tell.prompts)]
    assert run(["--journal", str(file), "prompts", "--as-of", TODAY.isoformat(), "--json"]) == 0
    assert shown == json.loads(capsys.readouterr().out)
    assert [each["rule"] for each in shown][:2] == ["long_cramp", "growing_unexplained"]
