"""One page that calms: one large card, a line for each further one, one card to tell; nothing moves under the hand."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from cramp_journal.app import Program
from cramp_journal.gui.doctor.emergency_card import EmergencyCard
from cramp_journal.gui.doctor.prompt_card import PromptCard
from cramp_journal.gui.doctor.prompt_line import PromptLine
from cramp_journal.gui.doctor.to_tell_card import ToTellCard
from cramp_journal.gui.doctor.told_line import ToldLine
from cramp_journal.gui.page import Page
from cramp_journal.gui.widgets.night_strip import NightStrip
from cramp_journal.model import Sign
from cramp_journal.words import SignKind
from tests.builders import a_journal, night
from tests.gui.conftest import Start, button, press, settle, words

TODAY = date(2026, 11, 22)
MANY = (
    *(SignKind.FOOT_SORE_NOT_HEALING, SignKind.ONE_LEG_SWOLLEN_WARM_RED, SignKind.CRAMPS_BY_DAY),
    *(SignKind.MUSCLE_WASTING, SignKind.SWELLING_BOTH_LEGS),
)


@pytest.fixture
def many(start: Start, tmp_path: Path) -> Program:
    """Two urgent signs, two to see a doctor about soon, one to tell, and frequent cramps that wake."""
    nights = (
        night(TODAY - timedelta(days=back), [{"seconds": 90}] * (back % 2), woke=bool(back % 2))
        for back in range(1, 60)
    )
    with a_journal(tmp_path, *nights) as journal:
        for sign in MANY:
            journal.keep(Sign(sign=sign, noted_on=TODAY))
    program = start(region="uk")
    program.window.show_page("advice")
    settle()
    return program


def page_of(program: Program) -> Page:
    return program.window.page("advice")


def lines(program: Program) -> list[str]:
    return [words(each) for each in page_of(program).findChildren(PromptLine) if each.isVisible()]


def shown(program: Program, kind: type[QWidget]) -> list[QWidget]:
    return [each for each in page_of(program).findChildren(kind) if each.isVisible()]


def rules_kept(program: Program) -> dict[str, str | None]:
    settle()
    return {each["rule"]: each.get("answer") for each in program.session.contents()["prompts"]}


def test_one_card_is_large_each_further_one_a_line_and_all_that_can_wait_one_card(many: Program) -> None:
    (card,) = shown(many, PromptCard)
    assert isinstance(card, PromptCard)
    assert card.prompt.tier == "urgent"
    first, second, third = lines(many)
    assert "Get help the same day: your GP, or NHS 111." in first
    assert "See a doctor soon, best this week." in second
    assert "See a doctor soon, best this week." in third
    (to_tell,) = shown(many, ToTellCard)
    said = words(to_tell)
    assert said.count("•") == len(to_tell.reasons) >= 3  # type: ignore[attr-defined]
    assert "Woken by cramps on 14 of the last 28 nights." in said
    assert len(shown(many, NightStrip)) == 2  # one strip: eight weeks in two halves
    assert len([b for b in page_of(many).findChildren(QPushButton) if b.text() == "I have an appointment"]) == 2


def test_the_first_words_are_few_and_name_no_rule_no_source_and_no_method(many: Program) -> None:
    page = page_of(many)
    (emergencies,) = page.findChildren(EmergencyCard)
    seen = [
        each
        for kind in (QLabel, QPushButton)
        for each in page.findChildren(kind)
        if each.isVisible()
        and not emergencies.isAncestorOf(each)
        and each.mapTo(page, QPoint(0, 0)).y() < page.height()
    ]
    text = " ".join(each.text() for each in seen)  # type: ignore[attr-defined]
    assert len(text.split()) <= 130
    everything = words(page)
    for word in ("Rule “", "Source:", "NICE", "Published", "interval", "median", "%"):
        assert word not in everything
    press(page, "Why am I seeing this?")
    assert "Source:" in words(page)


def test_the_signs_to_call_for_stand_first(many: Program) -> None:
    said = words(page_of(many))
    assert said.index("Call 999 now for any of these") < said.index("A sore on the foot")


def test_with_nothing_to_tell_the_page_says_what_is_true_and_kind(start: Start) -> None:
    program = start()
    said = words(page_of(program))
    program.window.show_page("advice")
    said = words(page_of(program))
    assert "Most leg cramps are short and harmless, and pass by themselves." in said
    assert "Worth telling a doctor: cramps that come more often, last longer or spoil your sleep" in said
    assert "If you are worried, contact a doctor all the same." in said
    press(page_of(program), "Tick what you notice")
    assert "Nothing ticked does not mean that nothing is wrong." in words(page_of(program))


def test_a_doctor_has_seen_it_closes_the_large_card_and_nothing_moves_under_the_hand(many: Program) -> None:
    page = page_of(many)
    (card,) = shown(many, PromptCard)
    rule = card.prompt.rule  # type: ignore[attr-defined]
    below, height = lines(many), card.height()
    bar = page._scroll.verticalScrollBar()
    bar.setValue(60)
    seen_it = button(card, "A doctor has seen it")
    seen_it.setFocus()
    QTest.keyClick(seen_it, Qt.Key.Key_Space)
    settle()
    assert rules_kept(many)[rule] == "doctor_saw"
    assert shown(many, PromptCard) == []
    assert bar.value() == 60
    (told,) = shown(many, ToldLine)
    assert told.height() >= height
    assert told.hasFocus()
    assert lines(many) == below
    QTest.keyClick(told, Qt.Key.Key_Space)  # a second press of the same key answers nothing more
    assert [answer for answer in rules_kept(many).values() if answer] == ["doctor_saw"]
    many.window.show_page("calendar")
    many.window.show_page("advice")
    assert len(lines(many)) == 2  # the next one is the large card now
    assert shown(many, ToldLine) == []


def test_undo_beside_the_answer_brings_the_card_back(many: Program) -> None:
    page = page_of(many)
    (to_tell,) = shown(many, ToTellCard)
    before = words(to_tell)
    press(to_tell, "A doctor has seen it")
    settle()
    assert shown(many, ToTellCard) == []
    assert "A doctor has seen it. It comes back only if something new is found." in words(page)
    press(page, "Undo")
    settle()
    (again,) = shown(many, ToTellCard)
    assert words(again) == before
    assert not any(rules_kept(many).values())


def test_one_answer_is_kept_for_each_reason_and_one_press_undoes_it(many: Program) -> None:
    (to_tell,) = shown(many, ToTellCard)
    assert isinstance(to_tell, ToTellCard)
    rules = {each.rule for each in to_tell.prompts}
    press(to_tell, "I have an appointment", "Keep this day")
    assert {rule for rule, answer in rules_kept(many).items() if answer == "appointment"} == rules
    many.session.undo()
    assert not any(rules_kept(many).values())


def test_a_further_line_is_answered_in_its_place(many: Program) -> None:
    second = shown(many, PromptLine)[1]
    press(second, "A doctor has seen it")
    settle()
    assert len(lines(many)) == 2
    (told,) = shown(many, ToldLine)
    tops = [each.mapTo(page_of(many), QPoint(0, 0)).y() for each in shown(many, PromptLine)]
    assert tops[0] < told.mapTo(page_of(many), QPoint(0, 0)).y() < tops[1]


def test_a_tick_made_by_mistake_takes_its_card_away_at_once(many: Program) -> None:
    (card,) = shown(many, PromptCard)
    (sign,) = card.prompt.about  # type: ignore[attr-defined]
    press(card, "I ticked it by mistake")
    settle()
    assert sign not in [each["sign"] for each in many.session.contents()["signs"]]
    assert len(shown(many, PromptCard)) + len(lines(many)) == 3
    many.session.undo()
    settle()
    assert len(shown(many, PromptCard)) + len(lines(many)) == 4


def test_an_emergency_comes_before_the_card_that_was_just_answered(many: Program) -> None:
    (card,) = shown(many, PromptCard)
    press(card, "A doctor has seen it")
    press(page_of(many), "I have one now")
    box = next(
        each
        for each in page_of(many).findChildren(QPushButton)
        if each.accessibleName().startswith("Chest pain") and each.isVisible()
    )
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    settle()
    said = words(page_of(many))
    assert said.index("Call 999 now.") < said.index("Call 999 now for any of these")


def test_all_of_it_is_reached_by_the_tab_key_alone(many: Program) -> None:
    page = page_of(many)
    page._scroll.setFocus()
    reached = set()
    for _press in range(80):
        focused = QApplication.focusWidget()
        if isinstance(focused, QPushButton):
            reached.add(focused)
        QTest.keyClick(focused or page, Qt.Key.Key_Tab)
    wanted = {
        each
        for each in page.findChildren(QPushButton)
        if each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.ClickFocus
    }
    assert {each.text() for each in wanted - reached} == set()
