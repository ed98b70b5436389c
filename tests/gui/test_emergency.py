"""An emergency on the page: the number is there from the first moment, and no answer leads to nothing."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from cramp_journal import triage
from cramp_journal.advice.regions import NUMBERS
from cramp_journal.app import Program
from cramp_journal.gui.doctor.check_in_part import CheckInPart
from cramp_journal.gui.doctor.emergency_card import EmergencyCard
from cramp_journal.gui.page import Page
from cramp_journal.gui.widgets.tick_list import TickRow
from cramp_journal.model import Sign
from cramp_journal.triage import TriageTable, read_table, table
from cramp_journal.words import SignKind, Tier
from tests.builders import a_journal, night
from tests.gui.conftest import Start, press, settle, words

TODAY = date(2026, 11, 22)
LEFT = Qt.MouseButton.LeftButton
STROKE, COLD_LEG = "weakness_of_one_limb_sudden", "leg_suddenly_cold_pale_or_numb"


def page(program: Program) -> Page:
    program.window.show_page("advice")
    settle()
    return program.window.page("advice")


def tick(program: Program, sign: str, part: type[QWidget] = CheckInPart) -> None:
    rows = page(program).findChildren(part)[0].findChildren(TickRow)
    QTest.mouseClick(next(each for each in rows if each.value == sign).box, LEFT)
    settle()


def is_ticked(program: Program, sign: str) -> bool:
    rows = page(program).findChildren(CheckInPart)[0].findChildren(TickRow)
    return next(each for each in rows if each.value == sign).box.isChecked()


def kept(program: Program) -> list[tuple[str, str, str | None]]:
    return [(s["sign"], s["noted_on"], s.get("until")) for s in program.session.contents()["signs"]]


def offered(program: Program) -> set[str]:
    return {each.text() for each in page(program).findChildren(QPushButton) if each.isVisible()}


@pytest.mark.parametrize(("region", "number"), [("", "112, 999, 911 or your own number"), *NUMBERS.items()])
def test_the_number_and_all_emergency_signs_stand_first_before_anything_is_said(
    start: Start, region: str, number: str
) -> None:
    said = words(page(start(region=region)))
    first = said.index(f"Call {number} now for any of these")
    assert first < said.index("Most leg cramps are short and harmless")
    for row in table().rows:
        if row.tier == Tier.EMERGENCY:
            assert said.index(row.words[1:]) > first


@pytest.mark.parametrize("sign", [row.id for row in table().rows if row.tier == Tier.EMERGENCY])
def test_while_it_is_asked_whether_it_is_now_and_new_the_number_is_there(start: Start, sign: str) -> None:
    program = start(region="uk")
    tick(program, sign)
    said = words(page(program))
    assert said.index("Call 999 now.") < said.index("Is this now, and new?")
    assert {"Yes, now", "It has passed", "I ticked it by mistake"} <= offered(program)
    press(page(program), "Yes, now")
    said = words(page(program))
    assert "Call 999 now." in said
    assert "Is this now, and new?" not in said
    assert kept(program) == [(sign, "2026-11-22", None)]


def test_i_have_one_now_asks_which_with_the_number_in_sight_and_asks_nothing_more(start: Start) -> None:
    program = start(region="au")
    press(page(program), "I have one now")
    said = words(page(program))
    assert "Call 000 now for any of these Which one?" in said
    has_focus = QApplication.focusWidget()
    assert has_focus is not None
    assert has_focus.accessibleName().startswith("Chest pain or sudden breathlessness")
    tick(program, STROKE, EmergencyCard)
    said = words(page(program))
    assert "Call 000 now." in said
    assert "Is this now, and new?" not in said
    assert kept(program) == [(STROKE, "2026-11-22", None)]
    press(page(program), "I have one now", "None of these")
    assert kept(program) == [(STROKE, "2026-11-22", None)]


def test_what_has_passed_leads_to_help_the_same_day_and_can_come_back(start: Start) -> None:
    program = start(region="uk")
    tick(program, COLD_LEG)
    press(page(program), "It has passed")
    said = words(page(program))
    assert "have it looked at the same day all the same" in said
    assert "Get help the same day: your GP, or NHS 111." in said
    assert "Most leg cramps are short and harmless" not in said
    assert kept(program) == [(COLD_LEG, "2026-11-22", "2026-11-22")]
    assert not is_ticked(program, COLD_LEG)
    press(page(program), "It is back")
    assert "Call 999 now." in words(page(program))
    assert "Is this now, and new?" not in words(page(program))
    assert kept(program) == [(COLD_LEG, "2026-11-22", None)]


def test_what_passed_weeks_ago_is_a_line_without_a_way_to_put_it_off_until_a_doctor_has_seen_it(
    start: Start, tmp_path: Path
) -> None:
    with a_journal(tmp_path, night()) as journal:
        on = TODAY - timedelta(days=30)
        journal.keep(Sign(sign=SignKind(COLD_LEG), noted_on=on, until=on))
    program = start(region="uk")
    assert "Tell your doctor soon that it happened (23 Oct 2026)." in words(page(program))
    assert {"A doctor has seen it", "I have an appointment", "It is back"} <= offered(program)
    assert "Not now" not in offered(program)
    texts = [each.text() for each in page(program).findChildren(QPushButton) if each.isVisible()]
    assert texts.count("I ticked it by mistake") == 1
    press(page(program), "A doctor has seen it")
    settle()
    assert "that it happened" not in words(page(program))


def test_a_stroke_sign_that_has_passed_still_says_to_call(start: Start) -> None:
    program = start(region="uk")
    tick(program, STROKE)
    press(page(program), "It has passed")
    said = words(page(program))
    assert "Published advice: call an ambulance at once for such a sign, even if it has passed." in said
    assert "Call 999 now." in said


def test_unticking_an_emergency_is_no_way_round_what_the_advice_says(start: Start) -> None:
    program = start()
    tick(program, COLD_LEG)
    tick(program, COLD_LEG)
    assert "have it looked at the same day all the same" in words(page(program))
    assert kept(program) == [(COLD_LEG, "2026-11-22", "2026-11-22")]
    tick(program, COLD_LEG)
    assert kept(program) == [(COLD_LEG, "2026-11-22", None)]
    assert "Call 112, 999, 911 or your own number now." in words(page(program))


@pytest.mark.parametrize("first", [(), ("It has passed",)])
def test_a_wrong_tick_is_taken_back_with_its_prompt_and_its_trace_and_that_is_undone_too(
    start: Start, first: tuple[str, ...]
) -> None:
    program = start()
    tick(program, COLD_LEG)
    press(page(program), *first, "I ticked it by mistake")
    assert kept(program) == []
    assert "Most leg cramps are short and harmless" in words(page(program))
    program.session.undo()
    settle()
    assert [each[0] for each in kept(program)] == [COLD_LEG]


def test_an_old_tick_that_was_wrong_can_be_taken_back_as_well(start: Start, tmp_path: Path) -> None:
    with a_journal(tmp_path, night()) as journal:
        journal.keep(Sign(sign=SignKind.STIFF_JAW_OR_SPASMS, noted_on=TODAY - timedelta(days=5)))
    program = start()
    press(page(program), "I ticked it by mistake")
    assert kept(program) == []


def test_the_page_says_that_no_clinician_has_checked_it(start: Start) -> None:
    program = start()
    assert "No clinician has checked these words yet." in words(page(program))
    tick(program, COLD_LEG)
    press(page(program), "Why am I seeing this?")
    said = words(page(program)).replace("\u200b", "")
    assert "To read: https://info.health.nz/conditions-treatments/blood/" in said
    assert "What this journal makes of it: not yet checked by a clinician." in said


def test_a_table_that_lacks_something_is_told_on_the_page_and_the_program_goes_on(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn() -> TriageTable:
        return read_table("{}")

    monkeypatch.setattr("cramp_journal.gui.doctor.advice_page.table", torn)
    monkeypatch.setattr(triage, "table", torn)
    said = words(page(start()))
    assert "The table of signs, triage.json, cannot be read. In doubt, ask a doctor the same day." in said
    assert "See a doctor?" in said
