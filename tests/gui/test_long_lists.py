"""Journals with thousands of things in them: the window shows the first of each list, and the rest on demand."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from cramp_journal.app import Program
from cramp_journal.gui.doctor.earlier_part import EarlierPart
from cramp_journal.gui.last_night.courses_dialog import CoursesDialog
from cramp_journal.gui.last_night.intakes_card import IntakesCard
from cramp_journal.gui.last_night.own_factors import OwnFactors
from cramp_journal.gui.trends.helps_page import HelpsPage
from cramp_journal.gui.widgets.chart_card import ChartCard
from cramp_journal.gui.widgets.chips import YesNoChip
from cramp_journal.gui.widgets.more_button import MoreButton
from cramp_journal.words import Rule, State
from tests.builders import a_full_journal, journal_values, night_values
from tests.gui.conftest import Start, press, settle, words

LAST = date(2026, 11, 21)
LEFT = Qt.MouseButton.LeftButton
EMPTY: dict[str, Any] = {name: [] for name in ("courses", "factors", "nights", "signs", "prompts")}
Open = Callable[..., Program]


@pytest.fixture
def opened(start: Start, tmp_path: Path) -> Open:
    def begin(page: str, **parts: Any) -> Program:
        a_full_journal(tmp_path, journal_values(**(EMPTY | parts))).close()
        program = start()
        program.window.show_page(page)
        settle()
        return program

    return begin


def buttons(inside: QWidget, text: str) -> list[QPushButton]:
    """Give the buttons that say something, without those that are gone at the next turn of the loop."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [each for each in inside.findChildren(QPushButton) if each.text().lstrip("✓ ") == text]


def more(inside: QWidget) -> MoreButton:
    (found,) = [each for each in inside.findChildren(MoreButton) if each.isVisibleTo(inside)]
    return found


def intakes(names: range) -> list[dict[str, Any]]:
    return [{"substance": f"remedy {n}", "dose": n, "unit": "mg"} for n in names]


def pressed(inside: QWidget, text: str) -> QPushButton:
    (found,) = buttons(inside, text)
    QTest.mouseClick(found, LEFT)
    return found


# ---------------------------------------------------------------- what is taken
def test_of_thousands_that_are_taken_the_first_are_shown_and_a_night_can_be_kept(opened: Open) -> None:
    courses = [each | {"kind": "medicine", "start": "2026-01-01"} for each in intakes(range(2000))]
    program = opened("log", courses=courses)
    page = program.window.log_page
    assert len(page.findChildren(QPushButton)) < 500
    press(page, "No cramps")
    settle()
    (night,) = program.session.contents()["nights"]
    assert night["state"] == "clear"
    assert len(night["intakes"]) == 100  # as many as a night can hold


def test_what_is_taken_is_kept_whether_it_is_shown_or_not(qtbot: Any) -> None:
    card = IntakesCard()
    qtbot.addWidget(card)
    card.show_intakes(intakes(range(300)), intakes(range(290, 295)))
    assert card.values() == intakes(range(290, 295))
    assert "235 are not shown" in more(card).text()
    pressed(card, "Remedy 291 291 mg")
    pressed(card, "Remedy 3 3 mg")
    QTest.mouseClick(more(card), LEFT)
    assert "176 are not shown" in more(card).text()
    assert card.values() == intakes(range(3, 4)) + [each for each in intakes(range(290, 295)) if each["dose"] != 291]


def test_the_same_thing_twice_is_offered_once(qtbot: Any) -> None:
    card = IntakesCard()
    qtbot.addWidget(card)
    card.show_intakes([*intakes(range(2)), *intakes(range(2))], intakes(range(1)))
    assert card.values() == intakes(range(1))


def test_the_list_of_courses_is_shown_by_pieces(qtbot: Any) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = CoursesDialog(parent, [each | {"id": str(n)} for n, each in enumerate(intakes(range(2000)))], LAST)
    assert len(buttons(dialog, "Stop")) == 50
    QTest.mouseClick(more(dialog), LEFT)
    settle()
    assert len(buttons(dialog, "Stop")) == 100
    assert "1900 are not shown" in more(dialog).text()
    stopped: list[str] = []
    dialog.course_stopped.connect(stopped.append)
    QTest.mouseClick(buttons(dialog, "Stop")[99], LEFT)
    assert stopped == ["99"]


# ---------------------------------------------------------------- factors of one's own
@pytest.fixture
def own(qtbot: Any) -> OwnFactors:
    made = OwnFactors()
    qtbot.addWidget(made)
    made.show_names([f"factor {n}" for n in range(19_000)])
    return made


def test_thousands_of_factors_are_offered_by_pieces_and_those_chosen_always(own: OwnFactors) -> None:
    assert len(own.findChildren(YesNoChip)) == 60
    own.set_values(["factor 18000", "factor 5", "one of another night"])
    assert own.values() == ["factor 5", "factor 18000", "one of another night"]
    assert [each.name for each in own._chips if each.value] == own.values()
    pressed(own, "factor 18000")
    pressed(own, "factor 7")
    assert own.values() == ["factor 5", "factor 7", "one of another night"]
    own.show_names([f"factor {n}" for n in range(6)])  # the others are hidden now
    assert own.values() == ["factor 5", "factor 7", "one of another night"]


def test_the_list_to_rename_and_hide_is_made_when_it_is_asked_for_and_by_pieces(own: OwnFactors) -> None:
    assert buttons(own, "Hide") == []
    press(own, "Rename or hide…")
    assert len(buttons(own, "Hide")) == 60
    hidden: list[str] = []
    own.hidden.connect(hidden.append)
    QTest.mouseClick(buttons(own, "Hide")[59], LEFT)
    assert hidden == ["factor 59"]


def test_a_name_is_shown_as_it_was_typed(own: OwnFactors) -> None:
    own.show_names(["R&D & tea", "<b>bold</b>"])
    assert len(buttons(own, "<b>bold</b>")) == 1
    assert [each.shortcut().isEmpty() for each in buttons(own, "R&D & tea")] == [True]


# ---------------------------------------------------------------- what is compared, and what was pointed out
def test_what_helps_draws_the_first_and_says_what_is_left(opened: Open) -> None:
    nights = [
        night_values(LAST - timedelta(days=back), back % 2, factors=[f"factor {back * 90 + n}" for n in range(90)])
        for back in range(20)
    ]
    program = opened("helps", nights=nights)
    page = program.window.page("helps")
    assert isinstance(page, HelpsPage)
    (chart,) = page.findChildren(ChartCard)
    assert chart._text is None  # nothing is known: the rest is one line
    page._fold.click()
    settle()
    assert chart._text is not None
    assert len(chart._text.items) == 40
    assert "1,500 things of which fewer nights tell are not compared." in words(page)
    QTest.mouseClick(more(page), LEFT)
    settle()
    assert len(chart._text.items) == 80


def test_earlier_prompts_are_shown_by_pieces(qtbot: Any) -> None:
    part = EarlierPart()
    qtbot.addWidget(part)
    kept = [{"rule": Rule.FREQUENT, "raised_on": (LAST - timedelta(days=n)).isoformat()} for n in range(5000)]
    part.show_earlier(kept)
    assert words(part).count("not answered") == 50
    QTest.mouseClick(more(part), LEFT)
    settle()
    assert words(part).count("not answered") == 100
    part.show_earlier([])
    assert "None yet." in words(part)


def test_what_is_taken_is_named_on_the_page_for_the_doctor_as_far_as_it_goes(opened: Open) -> None:
    courses = [each | {"kind": "medicine", "start": "2026-01-01"} for each in intakes(range(300))]
    courses.append({"substance": "quinine", "kind": "medicine", "start": "2026-01-01"})
    program = opened("advice", courses=courses)
    page = program.window.page("advice")
    press(page, "What you notice")
    said = words(page)
    assert "Quinine" in said  # of which studies say something
    assert "and 261 more" in said


def test_a_night_that_is_caught_up_on_holds_as_much_as_a_night_can(opened: Open) -> None:
    courses = [each | {"kind": "medicine", "start": "2026-01-01"} for each in intakes(range(300))]
    program = opened("log", courses=courses)
    program.session.save_state(date(2026, 11, 19), State.CLEAR)
    settle()
    assert [len(night["intakes"]) for night in program.session.contents()["nights"]] == [100]
