"""A clock that was forgotten asks before anything is logged."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from cramp_journal.app import Program
from cramp_journal.gui.cramp_now.now_page import NowPage
from cramp_journal.gui.cramp_now.running_clock import RunningClock
from tests.builders import a_journal, night
from tests.gui.conftest import Start, button, press, settle, words
from tests.gui.cramp_begun import asked, beside, killed, names, nothing_is_cut_off
from tests.gui.cramp_now import EVENING, Watch, cramp_now, cramps, focused, over, page_of, watch_in_hand


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return watch_in_hand(monkeypatch)


# ---------------------------------------------------------------- a forgotten clock
def forgotten(program: Program, watch: Watch, seconds: float = 22_200) -> NowPage:
    page = cramp_now(program)
    watch.wait(seconds)
    over(program)
    assert page_of(program) is page
    assert page.asks
    watch.wait(2)
    return page


def test_a_clock_that_ran_all_night_asks_before_it_logs(program: Program, watch: Watch, tmp_path: Path) -> None:
    page = forgotten(program, watch)
    assert "The clock ran for 6 hours and 10 minutes, from 03:10." in words(page)
    assert cramps(program) == []
    assert [(each.ran, each.ended) for each in beside(tmp_path)] == [(22_200, False)]
    press(page, "3–10 min")
    assert [(cramp["seconds"], cramp["timing"]) for cramp in cramps(program)] == [(360, "guess")]
    assert page_of(program) is None
    assert names(tmp_path) == []
    assert [
        prompt for prompt in program.session.prompts.now(watch.wall.date()) if prompt.tier in ("urgent", "emergency")
    ] == []


@pytest.mark.parametrize(("seconds", "asks"), [(599, False), (1200, False), (1201, True), (90_000, True)])
def test_only_a_clock_that_ran_twice_as_long_as_a_long_cramp_asks(
    program: Program, watch: Watch, seconds: int, asks: bool
) -> None:
    cramp_now(program)
    watch.wait(seconds)
    over(program)
    assert (page_of(program) is not None) is asks
    assert len(cramps(program)) == (0 if asks else 1)


@pytest.mark.parametrize(
    ("answer", "known"),
    [
        ("Really 40 min", {"seconds": 2400, "timing": "clock"}),
        ("I don't know how long", {}),
        ("Under 1 min", {"seconds": 30, "timing": "guess"}),
    ],
)
def test_each_answer_is_logged_as_it_was_given(
    program: Program, watch: Watch, answer: str, known: dict[str, object]
) -> None:
    press(forgotten(program, watch, 2400), answer)
    assert cramps(program) == [{"time": "03:10", "time_precision": "exact", **known}]


def test_a_clock_of_more_than_a_day_is_nobodys_length(program: Program, watch: Watch) -> None:
    page = forgotten(program, watch, 90_000)
    assert not [
        each for each in page.findChildren(QAbstractButton) if each.text().startswith("Really") and each.isVisible()
    ]
    press(page, "I don't know how long")
    assert cramps(program) == [{"time": "03:10", "time_precision": "exact"}]


def test_its_over_pressed_by_mistake_lets_the_clock_run_on(program: Program, watch: Watch, tmp_path: Path) -> None:
    page = forgotten(program, watch, 1300)
    press(page, "It is still going on")
    assert focused() is button(page, "It's over")
    assert page.findChildren(RunningClock)[0].text == "21:42"
    assert [each.ran for each in beside(tmp_path)] == [None]
    watch.wait(60)
    over(program)
    watch.wait(2)
    press(page, "Really 23 min")
    assert [cramp["seconds"] for cramp in cramps(program)] == [1362]


def test_a_key_that_is_pressed_twice_answers_nothing(program: Program, watch: Watch) -> None:
    page = cramp_now(program)
    watch.wait(22_200)
    over(program)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle()
    assert page_of(program) is page
    assert cramps(program) == []
    watch.wait(2)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle()
    assert [cramp["seconds"] for cramp in cramps(program)] == [30]


@pytest.mark.parametrize("press_first", [True, False])
def test_a_window_closed_at_that_question_asks_it_at_the_next_start(
    start: Start, watch: Watch, tmp_path: Path, press_first: bool
) -> None:
    first = start()
    cramp_now(first)
    watch.wait(22_200)
    if press_first:
        over(first)
    assert first.window.close()
    assert cramps(first) == []
    killed(first)
    program = start()
    card = asked(program, watch)
    assert "The clock ran for 6 hours and 10 minutes." in words(card)
    press(card, "Really 6 h 10 min")
    assert [(cramp["seconds"], cramp["timing"]) for cramp in cramps(program)] == [(22_200, "clock")]


def test_a_journal_that_does_not_take_the_answer_leaves_it_on_the_screen(
    start: Start, watch: Watch, tmp_path: Path
) -> None:
    a_journal(tmp_path, night(EVENING, 1)).close()
    (tmp_path / "journal.sqlite").chmod(0o444)
    program = start()
    page = forgotten(program, watch)
    press(page, "3–10 min")
    assert page_of(program) is page
    assert "read-only" in words(page)
    (tmp_path / "journal.sqlite").chmod(0o644)
    program.session.door.close()
    assert [(each.seconds, each.ended) for each in beside(tmp_path)] == [(360, True)]


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (760, 520)])
def test_the_question_is_whole_in_every_size(start: Start, watch: Watch, text_size: int, size: tuple[int, int]) -> None:
    program = start(text_size=text_size)
    program.window.resize(*size)
    page = forgotten(program, watch)
    settle()
    assert page._scroll.horizontalScrollBar().maximum() == 0
    assert page._scroll.verticalScrollBar().value() == 0
    assert focused() is button(page, "Under 1 min")
    nothing_is_cut_off(page._asked)
    for _turn in range(9):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        settle()
        place = focused().mapTo(page._scroll, QPoint(0, 0)).y()
        assert 0 <= place <= page._scroll.height() - focused().height()


def test_larger_text_keeps_the_question(program: Program, watch: Watch) -> None:
    forgotten(program, watch)
    QTest.keyClick(program.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    page = page_of(program)
    assert page is not None
    assert page.asks
    watch.wait(2)
    press(page, "1–3 min")
    settle()
    assert [cramp["seconds"] for cramp in cramps(program)] == [120]
    assert QApplication.focusWidget() is not None
