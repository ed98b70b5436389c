"""The check-in: a tick counts at once, is kept with its day, and can be taken back."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from cramp_journal.advice.signs import check_in
from cramp_journal.app import Program
from cramp_journal.gui.doctor.check_in_part import CheckInPart
from cramp_journal.gui.session import edits
from cramp_journal.gui.widgets.tick_list import TickRow
from cramp_journal.model import Sign
from cramp_journal.words import Condition, SignKind
from tests.builders import a_journal, night
from tests.gui.conftest import Start, press, settle, words

TODAY = date(2026, 11, 22)
LEFT = Qt.MouseButton.LeftButton


def row(program: Program, value: str) -> TickRow:
    return next(each for each in rows(program) if each.value == value)


def rows(program: Program) -> list[TickRow]:
    (part,) = program.window.page("advice").findChildren(CheckInPart)
    return part.findChildren(TickRow)


@pytest.fixture
def opened(program: Program) -> Program:
    program.window.show_page("advice")
    press(program.window.page("advice"), "What you notice")
    return program


def signs(program: Program) -> list[tuple[str, str, str | None]]:
    return [(s["sign"], s["noted_on"], s.get("until")) for s in program.session.contents()["signs"]]


def test_a_tick_is_kept_with_its_day_and_raises_its_prompt_at_once(opened: Program) -> None:
    QTest.mouseClick(row(opened, "chest_pain_or_breathless").box, LEFT)
    said = words(opened.window.page("advice"))
    assert "Call 112, 999, 911 or your own number now." in said
    assert "You ticked: Chest pain or sudden breathlessness (22 Nov 2026)." in said
    assert "Most leg cramps are short and harmless" not in said
    assert signs(opened) == [("chest_pain_or_breathless", "2026-11-22", None)]
    assert row(opened, "chest_pain_or_breathless").box.isChecked()


def test_an_urgent_tick_shows_its_prompt_however_far_down_one_is(opened: Program) -> None:
    page = opened.window.page("advice")
    page._scroll.verticalScrollBar().setValue(10_000)
    assert page._scroll.verticalScrollBar().value() > 0
    QTest.mouseClick(row(opened, "stiff_jaw_or_spasms").box, LEFT)
    settle()
    assert page._scroll.verticalScrollBar().value() == 0
    assert "or your own number now." in words(page)
    assert not row(opened, "cold_feet").isVisible()


def test_a_tick_that_presses_nothing_leaves_the_person_where_they_are(opened: Program) -> None:
    QTest.mouseClick(row(opened, "cold_feet").box, LEFT)
    settle()
    assert row(opened, "cold_feet").isVisible()


def test_the_number_to_call_stands_before_the_questions(opened: Program) -> None:
    said = words(opened.window.page("advice"))
    first = "In an emergency call 112, 999, 911 or your own number first: for anything under “Sudden or new”"
    assert said.index(first) < said.index("Tick what you notice")


def test_an_emergency_and_an_urgent_prompt_cannot_be_put_off(opened: Program) -> None:
    for value in ("stiff_jaw_or_spasms", "foot_sore_not_healing"):
        QTest.mouseClick(row(opened, value).box, LEFT)
    settle()
    shown = [b.text() for b in opened.window.page("advice").findChildren(QPushButton) if b.isVisible()]
    assert "Not now" not in shown


def test_the_words_beside_the_box_tick_it_too_and_space_does(opened: Program) -> None:
    cold = row(opened, "cold_feet")
    QTest.mouseClick(cold, LEFT, pos=cold._words.geometry().center())
    assert signs(opened) == [("cold_feet", "2026-11-22", None)]
    cold.box.setFocus()
    QTest.keyClick(cold.box, Qt.Key.Key_Space)
    assert signs(opened) == []  # a slip of today leaves no trace


def test_a_sign_that_is_over_keeps_its_days(start: Start, tmp_path: Path) -> None:
    with a_journal(tmp_path, night()) as journal:
        journal.keep(Sign(sign=SignKind.COLD_FEET, noted_on=TODAY - timedelta(days=9)))
    program = start()
    program.window.show_page("advice")
    assert row(program, "cold_feet").box.isChecked()
    QTest.mouseClick(row(program, "cold_feet").box, LEFT)
    assert signs(program) == [("cold_feet", "2026-11-13", "2026-11-21")]
    assert not row(program, "cold_feet").box.isChecked()
    QTest.mouseClick(row(program, "cold_feet").box, LEFT)  # it is back: noted anew
    assert signs(program) == [("cold_feet", "2026-11-13", "2026-11-21"), ("cold_feet", "2026-11-22", None)]


def test_a_tick_is_undone_like_all_else(opened: Program) -> None:
    QTest.mouseClick(row(opened, "cold_feet").box, LEFT)
    opened.session.undo()
    settle()
    assert signs(opened) == []
    assert not row(opened, "cold_feet").box.isChecked()
    opened.session.redo()
    assert signs(opened) == [("cold_feet", "2026-11-22", None)]


def test_a_condition_is_kept_and_raises_what_it_raises(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, *(night(TODAY - timedelta(days=back), back % 2) for back in range(1, 5))).close()
    program = start()
    program.window.show_page("advice")
    for value in ("thyroid_disease", "diabetes"):
        QTest.mouseClick(row(program, value).box, LEFT)
    assert program.session.contents()["person"]["conditions"] == ["diabetes", "thyroid_disease"]
    assert ": doctors want to know of your cramps." in words(program.window.page("advice"))
    for value in ("thyroid_disease", "diabetes"):
        QTest.mouseClick(row(program, value).box, LEFT)
    assert "conditions" not in program.session.contents()["person"]


def test_ticks_are_counted_beside_what_they_belong_to(opened: Program) -> None:
    QTest.mouseClick(row(opened, "urge_to_move").box, LEFT)
    press(opened.window.page("advice"), "‹ Back", "Cramp, or something else?")
    said = words(opened.window.page("advice"))
    assert "You ticked 1 of 4: ✓  An urge to move the legs –  Worse at rest" in said


def test_what_is_taken_is_listed_with_what_studies_say_and_can_be_changed(opened: Program) -> None:
    page = opened.window.page("advice")
    assert "Nothing yet." in words(page)
    for substance in ("Furosemide 20", "dandelion"):
        opened.session.apply(edits.add_course, {"substance": substance, "kind": "medicine", "start": "2026-11-01"})
    said = words(page)
    assert "Furosemide 20 Loop water tablet. 1.20 times as many people began a medicine for cramps" in said
    assert "Dandelion" in said
    press(page, "Change what I take…")
    dialog = opened.window._courses._dialog
    assert dialog is not None
    assert "Loop water tablet" in words(dialog)
    dialog.reject()


def test_the_page_shows_one_of_its_parts_at_a_time(opened: Program) -> None:
    page = opened.window.page("advice")
    parts = {
        "What you notice": "Tick what you notice; untick",
        "Cramp, or something else?": "Counted, not judged",
        "What to do tonight": "Stretch the calves before bed",
        "When to get help": "Get help the same day for",
        "Told before": "None yet.",
    }
    press(page, "‹ Back")
    for chosen in parts:
        assert "Most leg cramps are short and harmless" in words(page)
        press(page, chosen)
        said = words(page)
        assert [name for name, text in parts.items() if text in said] == [chosen]
        assert "Most leg cramps" not in said
        press(page, "‹ Back")


def test_every_sign_and_condition_is_asked_for_once(opened: Program) -> None:
    asked = [each.value for each in rows(opened)]
    assert sorted(asked) == sorted([*(str(each) for each in SignKind), *(str(each) for each in Condition)])
    assert [len(found) for _heading, found in check_in()] == [6, 8, 6, 10]


def test_nothing_ticked_is_never_said_to_be_well(opened: Program) -> None:
    assert "Nothing ticked does not mean that nothing is wrong." in words(opened.window.page("advice"))


@pytest.mark.parametrize(("region", "number"), [("uk", "999"), ("us", "911"), ("au", "000"), ("eu", "112")])
def test_the_emergency_number_is_that_of_the_persons_region(start: Start, region: str, number: str) -> None:
    program = start(region=region)
    program.window.show_page("advice")
    QTest.mouseClick(row(program, "stiff_jaw_or_spasms").box, LEFT)
    page = program.window.page("advice")
    assert f"Call {number} now." in words(page)
    assert f"Call {number} now for any of these" in words(page)
