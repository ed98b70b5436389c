from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.gui.cramp_now.now_page import NowPage
from cramp_journal.gui.cramp_now.running_clock import RunningClock
from cramp_journal.gui.cramp_now.step_card import StepCard
from cramp_journal.gui.theme import TARGET, theme
from tests.gui.conftest import Start, button, press, settle, words
from tests.gui.cramp_now import CONTROL, EVENING, SHIFT, Watch, cramp_now, cramps, focused, over, page_of, watch_in_hand


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return watch_in_hand(monkeypatch)


def in_the_light(page: NowPage) -> str:
    cards = [card.accessibleName() for card in page.findChildren(StepCard) if card.isVisibleTo(page)]
    found = [name for name in cards if "now:" in name]
    assert len(found) == 1
    return found[0]


# ---------------------------------------------------------------- opening
def by_button(program: Program) -> None:
    press(program.window, "Cramp right now")


def by_f2(program: Program) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_F2)


def by_shortcut(program: Program) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_C, CONTROL | SHIFT)


def by_enter(program: Program) -> None:
    QTest.keyClick(button(program.window, "Cramp right now"), Qt.Key.Key_Return)


@pytest.mark.parametrize("ask", [by_button, by_enter, by_f2, by_shortcut])
@pytest.mark.parametrize("page", ["log", "calendar"])
def test_it_is_one_press_away_from_everywhere_and_covers_everything(
    program: Program, watch: Watch, ask: Callable[[Program], None], page: str
) -> None:
    program.window.show_page(page)
    ask(program)
    found = page_of(program)
    assert found is not None
    assert found.mapTo(program.window, QPoint(0, 0)) == QPoint(0, 0)
    assert found.size() == program.window.size()
    assert not program.window.sidebar.isVisible()
    assert focused() is button(found, "It's over")


def test_it_works_before_the_journal_is_open(start: Start, watch: Watch, qtbot: QtBot) -> None:
    program = start(opened=False)
    press(program.window, "Cramp right now")
    watch.wait(65)
    over(program)
    assert page_of(program) is None
    with qtbot.waitSignal(program.session.loading.charts_loaded, timeout=20_000):
        program.session.door.open()
    assert [cramp["seconds"] for cramp in cramps(program)] == [65]
    assert program.window.log_page.evening == EVENING
    settle()


def test_a_journal_that_opens_meanwhile_changes_nothing_on_the_screen(start: Start, watch: Watch, qtbot: QtBot) -> None:
    program = start(opened=False)
    page = cramp_now(program)
    with qtbot.waitSignal(program.session.loading.charts_loaded, timeout=20_000):
        program.session.door.open()
    assert page_of(program) is page
    assert focused() is button(page, "It's over")
    watch.wait(30)
    over(program)
    assert [cramp["seconds"] for cramp in cramps(program)] == [30]


def test_a_second_press_neither_ends_nor_restarts_it(program: Program, watch: Watch) -> None:
    page = cramp_now(program)
    watch.wait(0.3)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    press(page, "Stop, don't log")
    assert page_of(program) is page
    watch.wait(60)
    over(program)
    press(program.window, "Cramp right now")  # the second half of a double click
    assert page_of(program) is None
    watch.wait(2)
    press(program.window, "Cramp right now")
    assert page_of(program) is not None


# ---------------------------------------------------------------- what it shows
def test_the_clock_counts_and_stands_in_words_too(program: Program, watch: Watch) -> None:
    page = cramp_now(program)
    figures = page.findChildren(RunningClock)[0]
    assert figures.text == "0:00"
    watch.wait(102)
    assert (figures.text, figures.accessibleName()) == ("1:42", "It has lasted 1 min 42 s")
    watch.wait(3600)
    assert figures.text == "1:01:42"


def test_the_clock_runs_by_itself(program: Program, watch: Watch, qtbot: QtBot) -> None:
    page = cramp_now(program)
    watch.count += 5
    qtbot.waitUntil(lambda: page.findChildren(RunningClock)[0].text == "0:05", timeout=3000)


def test_the_steps_walk_on_by_themselves_and_with_the_arrows(program: Program, watch: Watch) -> None:
    page = cramp_now(program)
    assert in_the_light(page).startswith("Step 1 of 3, now: Straighten the knee")
    watch.wait(31)
    assert in_the_light(page).startswith("Step 2 of 3, now: Pull the toes up")
    assert "One to two minutes. Breathe slowly." in words(page)
    QTest.keyClick(focused(), Qt.Key.Key_Up)
    assert "Step 1" in in_the_light(page)
    QTest.keyClick(focused(), Qt.Key.Key_Up)
    assert "Step 1" in in_the_light(page)
    watch.wait(29)
    assert "Step 1" in in_the_light(page)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert "Step 3" in in_the_light(page)
    watch.wait(400)
    assert "Step 3" in in_the_light(page)
    QTest.mouseClick(page.findChildren(StepCard)[1], Qt.MouseButton.LeftButton)
    assert "Step 2" in in_the_light(page)
    assert focused() is button(page, "It's over")


def test_a_computer_that_slept_shows_the_step_of_now(program: Program, watch: Watch) -> None:
    page = cramp_now(program)
    watch.wait(500)
    assert "Step 3" in in_the_light(page)


@pytest.mark.parametrize(
    ("muscle", "title", "said"),
    [
        ("Calf", "Left calf", "push the heel away"),
        ("Foot", "Left foot", "towards the shin"),
        ("Toes", "Left toes", "towards the shin"),
        ("Shin", "Left shin", "Point the toes away"),
        ("Front of thigh", "Left front of thigh", "heel to the buttock"),
        ("Back of thigh", "Left back of thigh", "knee straight"),
        ("Other", "Left leg", "the opposite way"),
    ],
)
def test_the_steps_and_the_title_follow_the_muscle(
    program: Program, watch: Watch, muscle: str, title: str, said: str
) -> None:
    page = cramp_now(program)
    assert "For the calf" in words(page)
    press(page, "Other leg or muscle", "Left", muscle)
    assert title in words(page)
    watch.wait(31)
    assert said in in_the_light(page)
    press(page, "Other leg or muscle")
    over(program)
    word = muscle.lower().replace("front of thigh", "thigh_front").replace("back of thigh", "thigh_back")
    assert [(cramp["side"], cramp["muscle"]) for cramp in cramps(program)] == [("left", word)]


def test_over_ten_minutes_the_published_advice_stands_first(program: Program, watch: Watch) -> None:
    page = cramp_now(program)
    help_line = "Call 112, 999, 911 or your own number now for: chest pain or sudden breathlessness"
    assert words(page).count(help_line) == 1
    watch.wait(600)
    assert "over 10 minutes" not in words(page)
    watch.wait(1)
    said = words(page)
    assert "This one has lasted over 10 minutes. Published advice: ask for an urgent appointment" in said
    assert "“Leg cramps”, NHS" in said
    assert said.count(help_line) == 1


def test_it_is_dim_whatever_the_theme(start: Start, watch: Watch) -> None:
    program = start()
    assert theme().palette.name == "light"
    page = cramp_now(program)
    watch.wait(700)
    press(page, "Other leg or muscle")
    image = program.window.grab().toImage().scaled(320, 200)
    light = [image.pixelColor(x, y).lightness() for x in range(320) for y in range(200)]
    assert sum(light) / len(light) < 40  # of 255
    assert sum(each > 200 for each in light) / len(light) < 0.02


# ---------------------------------------------------------------- for everyone
def test_tab_goes_round_the_buttons_and_the_answers(program: Program, watch: Watch) -> None:
    page = cramp_now(program)
    button(page, "Other leg or muscle").click()
    button(page, "It's over").setFocus()
    passed = []
    for _turn in range(6):
        passed.append(focused().accessibleName() or button_text(focused()))
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert passed == ["It's over", "Other leg or muscle", "Stop, don't log", "Leg: Left", "Muscle: Calf", "It's over"]


def button_text(widget: QWidget) -> str:
    assert isinstance(widget, QAbstractButton)
    return widget.text()


@pytest.mark.parametrize("text_size", [100, 150, 200])
@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (760, 520)])
def test_everything_is_large_enough_and_nothing_is_cut_off(
    start: Start, watch: Watch, text_size: int, size: tuple[int, int]
) -> None:
    program = start(opened=False, text_size=text_size)
    program.window.resize(*size)
    page = cramp_now(program)
    press(page, "Other leg or muscle", "Both", "Front of thigh")
    watch.wait(700)
    settle()
    assert (page.width(), page.height()) == size
    assert page._scroll.horizontalScrollBar().maximum() == 0
    assert page._scroll.viewport().height() >= 150
    seen = [w for w in page.findChildren(QWidget) if w.isVisibleTo(page)]
    for each in seen:
        if isinstance(each, QAbstractButton):
            assert min(each.width(), each.height()) >= TARGET
            assert each.width() >= each.minimumSizeHint().width(), each.text()
            assert each.accessibleName() or each.text()
        if isinstance(each, QLabel) and each.text():
            assert each.height() >= each.heightForWidth(each.width()), each.text()
            assert each.font().pointSizeF() >= 13 * text_size / 100
        place = each.mapTo(page, QPoint(0, 0))
        assert place.x() >= 0
        assert place.x() + each.width() <= page.width(), each


def test_what_has_the_keyboard_is_scrolled_into_sight(start: Start, watch: Watch) -> None:
    program = start(opened=False, text_size=200)
    program.window.resize(1024, 700)
    page = cramp_now(program)
    for name in ("Other leg or muscle", "Stop, don't log"):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        settle()
        assert focused() is button(page, name)
        place = focused().mapTo(page._scroll, QPoint(0, 0)).y()
        assert 0 <= place <= page._scroll.height() - focused().height()
    QTest.keyClick(focused(), Qt.Key.Key_PageUp)
    QTest.keyClick(focused(), Qt.Key.Key_PageUp)
    assert page._scroll.verticalScrollBar().value() == 0


def test_larger_text_keeps_the_clock_and_the_rest_follows(program: Program, watch: Watch) -> None:
    page = cramp_now(program)
    press(page, "Other leg or muscle", "Right")
    watch.wait(61)
    QTest.keyClick(program.window, Qt.Key.Key_Plus, CONTROL)
    larger = page_of(program)
    assert larger is not None
    assert larger is not page
    assert theme().scale == 1.25
    assert "Right leg" in words(larger)
    assert larger.findChildren(RunningClock)[0].text == "1:01"
    before = program.window
    watch.wait(9)
    over(program)
    assert program.window is not before
    assert [(cramp["seconds"], cramp["side"]) for cramp in cramps(program)] == [(70, "right")]
    assert program.window.log_page.evening == EVENING


def test_the_foot_of_the_sidebar_stays_in_reach_in_a_small_window(start: Start) -> None:
    program = start(opened=False, text_size=200)
    program.window.resize(760, 520)
    settle()
    now = button(program.window.sidebar, "Cramp right now")
    assert now.height() >= TARGET
    assert now.width() >= now.minimumSizeHint().width()
    assert "F2" in now.toolTip()
    assert "Ctrl+Shift+C" in now.toolTip()
    place = now.mapTo(program.window, QPoint(0, 0))
    assert 0 <= place.y() <= program.window.height() - now.height()
