"""How long did it last? Asked where no clock can tell; only answers that can be true are offered or taken."""

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cramp_journal import clock
from cramp_journal.gui.cramp_now.length_question import LengthQuestion, in_hours, in_short
from cramp_journal.words import ROUGH_LENGTHS
from tests.gui.conftest import button
from tests.gui.held import click, held

BEGAN = datetime(2026, 11, 22, 3, 10, 20)
NOW = datetime(2026, 11, 22, 7, 42)


class Asked:
    """The question, the count of seconds that it looks at, and what was answered."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 100.0
        monkeypatch.setattr(clock, "seconds", lambda: self.seconds)
        self.question = held(qtbot, LengthQuestion(QPushButton))
        self.told: list[Any] = []
        self.question.answered.connect(lambda seconds, timing: self.told.append((seconds, timing)))
        for signal, name in (
            (self.question.goes_on, "goes on"),
            (self.question.not_logged, "not logged"),
            (self.question.last_night, "last night"),
        ):
            signal.connect(lambda name=name: self.told.append(name))

    def ask(self, began: datetime = BEGAN, now: datetime = NOW, ran: int | None = None, **how: bool) -> None:
        self.question.ask(began, now, ran, **({"may_go_on": True} | how))
        self.seconds += 5

    def press(self, text: str) -> None:
        click(button(self.question, text))

    def type(self, text: str) -> None:
        self.question._field.clear()
        QTest.keyClicks(self.question._field, text)
        QTest.keyClick(self.question._field, Qt.Key.Key_Return)

    @property
    def offered(self) -> list[str]:
        return [each.text() for each in self.question.stops if isinstance(each, QPushButton)]

    @property
    def problem(self) -> str:
        return self.question._problem.text() if self.question._problem.isVisibleTo(self.question) else ""


@pytest.fixture
def asked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Asked:
    return Asked(qtbot, monkeypatch)


def test_each_rough_answer_is_one_press_and_known_as_a_guess(asked: Asked) -> None:
    asked.ask()
    for each in asked.question._rough:
        click(each)
    assert asked.told == [(rough.value, "guess") for rough in ROUGH_LENGTHS]


def test_what_the_clock_showed_is_offered_and_known_as_by_the_clock(asked: Asked) -> None:
    asked.ask(ran=3 * 3600 + 12 * 60)
    asked.press("Really 3 h 12 min")
    assert asked.told == [(11_520, "clock")]


@pytest.mark.parametrize("ran", [None, 0, 86_401])
def test_what_no_cramp_can_have_lasted_is_not_offered(asked: Asked, ran: int | None) -> None:
    asked.ask(ran=ran)
    assert not any(text.startswith("Really") for text in asked.offered)


def test_nobody_has_to_know(asked: Asked) -> None:
    asked.ask()
    asked.press("I don't know how long")
    assert asked.told == [(None, None)]


def test_one_that_goes_on_or_is_not_to_be_logged_can_be_said(asked: Asked) -> None:
    asked.ask()
    asked.press("It is still going on")
    asked.press("Don't log it")
    assert asked.told == ["goes on", "not logged"]


def test_where_it_cannot_go_on_that_is_not_offered(asked: Asked) -> None:
    asked.ask(may_go_on=False)
    assert "It is still going on" not in asked.offered


def test_the_second_press_of_a_double_click_that_led_here_is_no_answer(asked: Asked) -> None:
    asked.ask()
    asked.seconds -= 4.5
    asked.press("Don't log it")
    assert asked.told == []
    asked.seconds += 1
    asked.press("Don't log it")
    assert asked.told == ["not logged"]


# ---------------------------------------------------------------- the time at which it was over
@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("3:15", 280),  # from 03:10:20 to 03:15:00
        ("0315", 280),
        ("3.10", 30),  # in the minute in which it began
        ("07:42", 16_300),
    ],
)
def test_the_time_at_which_it_was_over_gives_its_length(asked: Asked, typed: str, seconds: int) -> None:
    asked.ask()
    asked.type(typed)
    assert (asked.told, asked.problem) == ([(seconds, "guess")], "")


def test_one_that_began_before_midnight_can_be_over_after_it(asked: Asked) -> None:
    asked.ask(began=datetime(2026, 11, 21, 23, 58))
    asked.type("0:02")
    assert asked.told == [(240, "guess")]


def test_a_time_that_has_not_come_yet_is_refused_with_when_it_began(asked: Asked) -> None:
    asked.ask()
    asked.type("7:43")
    assert (asked.told, asked.problem) == ([], "That is later than now. It began at 03:10.")


def test_what_is_no_time_is_refused_and_stays_to_be_mended(asked: Asked) -> None:
    asked.ask()
    asked.type("25:00")
    assert (asked.told, asked.problem) == ([], "A time is written like 03:10, 3.10 am or half past three.")
    assert asked.question._field.text() == "25:00"


def test_to_ask_about_another_cramp_begins_with_an_empty_field(asked: Asked) -> None:
    asked.ask()
    asked.type("25:00")
    asked.ask()
    assert (asked.question._field.text(), asked.problem) == ("", "")


# ---------------------------------------------------------------- where the clock on the wall was wrong
def test_where_it_would_begin_later_than_now_no_length_is_asked_for_but_some_time_last_night(asked: Asked) -> None:
    asked.ask(began=datetime(2026, 11, 22, 9, 0), is_certain=False)
    assert asked.offered == ["Some time last night", "It is still going on", "Don't log it"]
    asked.press("Some time last night")
    assert asked.told == ["last night"]


def test_a_doubtful_beginning_that_can_be_true_still_takes_a_length(asked: Asked) -> None:
    asked.ask(is_certain=False)
    assert len(asked.question._rough) == sum(
        text in asked.offered for text in (b.text() for b in asked.question._rough)
    )
    assert "Some time last night" in asked.offered


def test_a_certain_beginning_does_not_offer_to_doubt_it(asked: Asked) -> None:
    asked.ask()
    assert "Some time last night" not in asked.offered


# ---------------------------------------------------------------- long times in words
@pytest.mark.parametrize(
    ("seconds", "long", "short"),
    [
        (60, "1 minute", "1 min"),
        (59 * 60, "59 minutes", "59 min"),
        (3600, "1 hour", "1 h"),
        (22_200, "6 hours and 10 minutes", "6 h 10 min"),
        (3660, "1 hour and 1 minute", "1 h 1 min"),
        (3599, "1 hour", "1 h"),
    ],
)
def test_a_long_time_is_said_in_hours_and_minutes(seconds: int, long: str, short: str) -> None:
    assert (in_hours(seconds), in_short(seconds)) == (long, short)
