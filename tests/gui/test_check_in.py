"""The check-in: a tick counts at once, is kept with its day, and can be taken back."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from cramp_journal.advice.signs import check_in
from cramp_journal.app import Program
from cramp_journal.gui.widgets.tick_list import TickRow
from cramp_journal.model import Sign
from cramp_journal.words import Condition, SignKind
from tests.builders import a_journal, night
from tests.gui.conftest import Start, press, settle, words

TODAY = date(2026, 11, 22)
LEFT = Qt.MouseButton.LeftButton


def row(program: Program, value: str) -> TickRow:
    page = program.window.page("advice")
    return next(each for each in page.findChildren(TickRow) if each.value == value)


@pytest.fixture
def opened(program: Program) -> Program:
    program.window.show_page("advice")
    return program


def signs(program: Program) -> list[tuple[str, str, str | None]]:
    return [(s["sign"], s["noted_on"], s.get("until")) for s in program.bridge.contents()["signs"]]


def test_a_tick_is_kept_with_its_day_and_raises_its_prompt_at_once(opened: Program) -> None:
    assert "No prompt holds today" in words(opened.window.page("advice"))
    QTest.mouseClick(row(opened, "chest_pain_or_breathless").box, LEFT)
    said = words(opened.window.page("advice"))
    assert "Published advice for that: call an ambulance at once." in said
    assert "112, 999, 911 or your own number" in said
    assert "You ticked: Chest pain or short of breath (22 Nov 2026)." in said
    assert "No prompt holds today" not in said
    assert signs(opened) == [("chest_pain_or_breathless", "2026-11-22", None)]
    assert row(opened, "chest_pain_or_breathless").box.accessibleName().endswith(": yes")


def test_an_urgent_tick_shows_its_prompt_however_far_down_one_is(opened: Program) -> None:
    page = opened.window.page("advice")
    page._scroll.verticalScrollBar().setValue(10_000)
    assert page._scroll.verticalScrollBar().value() > 0
    QTest.mouseClick(row(opened, "stiff_jaw_or_spasms").box, LEFT)
    settle()
    assert page._scroll.verticalScrollBar().value() == 0


def test_an_emergency_and_an_urgent_prompt_cannot_be_put_off(opened: Program) -> None:
    for value in ("stiff_jaw_or_spasms", "foot_sore_not_healing"):
        QTest.mouseClick(row(opened, value).box, LEFT)
    settle()
    shown = [b.text() for b in opened.window.page("advice").findChildren(QPushButton) if b.isVisible()]
    assert "Remind me in 2 weeks" not in shown


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
    opened.bridge.undo()
    settle()
    assert signs(opened) == []
    assert not row(opened, "cold_feet").box.isChecked()
    opened.bridge.redo()
    assert signs(opened) == [("cold_feet", "2026-11-22", None)]


def test_a_condition_is_kept_and_raises_what_it_raises(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, *(night(TODAY - timedelta(days=back), back % 2) for back in range(1, 5))).close()
    program = start()
    program.window.show_page("advice")
    for value in ("thyroid_disease", "diabetes"):
        QTest.mouseClick(row(program, value).box, LEFT)
    assert program.bridge.contents()["person"]["conditions"] == ["diabetes", "thyroid_disease"]
    assert "and told of: diabetes, thyroid disease" in words(program.window.page("advice"))
    for value in ("thyroid_disease", "diabetes"):
        QTest.mouseClick(row(program, value).box, LEFT)
    assert "conditions" not in program.bridge.contents()["person"]


def test_ticks_are_counted_beside_what_they_belong_to(opened: Program) -> None:
    QTest.mouseClick(row(opened, "urge_to_move").box, LEFT)
    said = words(opened.window.page("advice"))
    assert "You ticked 1 of its 4 signs (an urge to move the legs)." in said


def test_the_links_at_the_top_lead_to_the_parts_of_the_page(opened: Program) -> None:
    page = opened.window.page("advice")
    for part in (
        "When to get help",
        "Anything of this lately?",
        "Cramp, or something else?",
        "What you can do tonight",
    ):
        page.see_top()
        press(page, part)
        seen = [label for label in page.findChildren(QLabel) if label.text().startswith(part)]
        assert any(0 <= label.mapTo(page, QPoint(0, 0)).y() <= 20 for label in seen)


def test_what_was_answered_is_listed_under_earlier_prompts(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, *(night(TODAY - timedelta(days=back), back % 2) for back in range(1, 29))).close()
    program = start()
    program.window.show_page("advice")
    page = program.window.page("advice")
    assert "None yet." in words(page)
    press(page, "Remind me in 2 weeks")
    assert "22 Nov 2026: frequent – put off" in words(page)


def test_every_sign_and_condition_is_asked_for_once(opened: Program) -> None:
    asked = [each.value for each in opened.window.page("advice").findChildren(TickRow)]
    assert sorted(asked) == sorted([*(str(each) for each in SignKind), *(str(each) for each in Condition)])
    assert [len(found) for _heading, found in check_in()] == [8, 6, 7, 5]


def test_nothing_ticked_is_never_said_to_be_well(opened: Program) -> None:
    assert "Nothing ticked does not mean that nothing is wrong." in words(opened.window.page("advice"))


@pytest.mark.parametrize(("region", "number"), [("uk", "999"), ("us", "911"), ("au", "000"), ("eu", "112")])
def test_the_emergency_number_is_that_of_the_persons_region(start: Start, region: str, number: str) -> None:
    program = start(region=region)
    program.window.show_page("advice")
    QTest.mouseClick(row(program, "stiff_jaw_or_spasms").box, LEFT)
    page = program.window.page("advice")
    assert f"Emergency number: {number}" in words(page)
    assert f"Call an ambulance ({number}) at once for" in words(page)
