"""Keys on keyboards that write digits with Shift, and the words at the foot of the sidebar."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QPushButton, QScrollArea

from cramp_journal.app import Program
from cramp_journal.gui import window_keys
from cramp_journal.gui.frame import PAGES
from cramp_journal.gui.session.lines import OPEN_AGAIN
from cramp_journal.gui.widgets import banner
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from tests.gui.conftest import Start, button, press, settle, words

FRENCH = (Qt.Key.Key_Ampersand, Qt.Key.Key_Eacute, Qt.Key.Key_QuoteDbl, Qt.Key.Key_Apostrophe, Qt.Key.Key_ParenLeft)
AZERTY = (*FRENCH, Qt.Key.Key_Minus)  # the sixth is the key of “smaller text”, too


def press_place(program: Program, digit: int, key: Qt.Key) -> None:
    """Press Ctrl and the key that lies where the digit does, as the system reports it."""
    places = window_keys._PLACES.get(sys.platform, window_keys._PLACES["linux"])
    place = places[digit - 1]
    code, virtual = (0, place) if sys.platform == "darwin" else (place, 0)
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.ControlModifier, code, virtual, 0, "")
        event.ignore()
        if key == Qt.Key.Key_Minus and kind == QEvent.Type.KeyPress:  # sent by hand, it would meet its own shortcut
            (row,) = program.window.findChildren(window_keys._DigitRow)
            row.eventFilter(program.window, event)
        else:
            QApplication.sendEvent(QApplication.focusWidget() or program.window, event)
        assert event.isAccepted()
    QApplication.processEvents()


@pytest.mark.parametrize(("digit", "key"), list(enumerate(AZERTY, 1)))
def test_on_a_french_keyboard_the_pages_open_without_shift(program: Program, digit: int, key: Qt.Key) -> None:
    program.window.show_page("log" if digit > 1 else "calendar")
    press_place(program, digit, key)
    assert program.window.open_page == PAGES[digit - 1]
    assert Settings.load(settings_file()).text_size == 100


def test_while_a_note_is_written_too(program: Program) -> None:
    press(program.window.log_page, "No cramps")
    (note,) = program.window.log_page.findChildren(QPlainTextEdit)
    note.setFocus()
    QTest.keyClicks(note, "a&")
    assert note.toPlainText() == "a&"
    press_place(program, 2, Qt.Key.Key_Eacute)
    assert program.window.open_page == "calendar"
    assert note.toPlainText() == "a&"


def test_a_digit_that_is_a_digit_opens_its_page_once(program: Program) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert program.window.open_page == "trends"


# ---------------------------------------------------------------- the words of the sidebar
@pytest.mark.parametrize(
    ("size", "text"), [((1024, 700), 150), ((1366, 728), 200), ((1920, 1040), 200), ((1280, 800), 100)]
)
def test_every_word_of_the_sidebar_is_visible_and_whole(start: Start, size: tuple[int, int], text: int) -> None:
    program = start(opened=False, text_size=text)
    program.window.resize(*size)
    settle()
    sidebar = program.window.sidebar
    scroll = sidebar.findChild(QScrollArea)
    assert isinstance(scroll, QScrollArea)
    assert scroll.verticalScrollBar().maximum() == 0
    named = {each.text(): each for each in sidebar.findChildren(QPushButton)}
    wanted = {"Last night", "Calendar", "Trends", "What helps", "See a doctor?", "Report", "Cramp right now"}
    assert wanted | {"Text size", "Settings", "English", "Help"} <= set(named)
    for word, each in named.items():
        assert each.visibleRegion().boundingRect() == each.rect(), word
        assert each.fontMetrics().horizontalAdvance(word) <= each.width() - 8, word
        assert each.height() >= 44, word


@pytest.mark.qt_log_ignore("does not support")  # a menu, on a screen that nobody sees
def test_the_text_size_is_chosen_by_name(program: Program) -> None:
    press(program.window.sidebar, "Text size")
    menu = program.window.sidebar.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert [each.text() for each in menu.actions() if each.isChecked()] == ["Normal"]
    larger = next(each for each in menu.actions() if each.text() == "Larger")
    larger.trigger()
    settle()
    assert Settings.load(settings_file()).text_size == 150


@pytest.mark.parametrize("word", ["Settings", "English"])
def test_settings_and_language_are_words_that_open_the_settings(program: Program, word: str) -> None:
    press(program.window.sidebar, word)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    said = words(dialog)
    assert "Language" in said
    assert "Text size" in said
    button(dialog, "Done").click()


# ---------------------------------------------------------------- lines
def test_a_line_comes_up_below_the_page_and_can_be_closed(program: Program) -> None:
    window = program.window
    window.notice.say("")
    settle()
    top = window.log_page.mapTo(window, window.log_page.rect().topLeft())
    window.notice.say("Something to read.")
    settle()
    assert window.notice.isVisible()
    assert window.log_page.mapTo(window, window.log_page.rect().topLeft()) == top
    close = next(each for each in window.notice.findChildren(QPushButton) if each.accessibleName() == "Close this line")
    close.click()
    assert not window.notice.isVisible()
    window.notice.say("Something to read.")
    assert not window.notice.isVisible()  # it was read
    window.notice.say("Something else.")
    assert window.notice.isVisible()


def test_a_press_just_after_a_line_came_up_was_not_meant_for_it(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(banner, "TOO_SOON", 1000)
    pressed: list[bool] = []
    program.window.banner.action_requested.connect(lambda: pressed.append(True))
    program.window.banner.setVisible(True)
    press(program.window.banner, "Remove them")
    assert pressed == []


# ---------------------------------------------------------------- several lines
def seen_lines(program: Program) -> list[str]:
    settle()
    return [words(each) for each in program.window.findChildren(banner.Banner) if each.isVisible()]


def close_line(program: Program) -> None:
    shown = next(each for each in program.window.findChildren(banner.Banner) if each.isVisible())
    close = next(each for each in shown.findChildren(QPushButton) if each.accessibleName() == "Close this line")
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)


def test_of_several_lines_one_is_seen_and_the_others_follow_the_most_pressing_first(program: Program) -> None:
    window = program.window
    window.banner.setVisible(True)
    window.notice.say("Tell it at your next visit.", rank=banner.Rank.TOLD_ONCE)
    program.session.lines.tell("The copy of today is made.")
    program.session.lines.tell("Your journal is not where it was.", OPEN_AGAIN)
    height = window.log_page.height()
    assert seen_lines(program) == ["Your journal is not where it was. 3 more"]
    close_line(program)
    assert seen_lines(program) == ["These nights are invented, for looking around. 2 more"]
    close_line(program)
    assert seen_lines(program) == ["The copy of today is made. 1 more"]
    assert window.log_page.height() == height  # three lines take the room of one
    close_line(program)
    assert seen_lines(program) == ["Tell it at your next visit."]
    close_line(program)
    assert seen_lines(program) == []


def test_an_emergency_comes_before_every_other_line(program: Program) -> None:
    program.session.lines.tell("Your journal is not where it was.", OPEN_AGAIN)
    program.window.notice.say("Call the ambulance.", rank=banner.Rank.EMERGENCY)
    assert seen_lines(program) == ["Call the ambulance. 1 more"]


def test_news_that_comes_again_after_it_was_closed_is_seen_again(program: Program) -> None:
    for text in ("One thing.", "Another thing.", "One thing."):
        program.session.lines.tell(text)
        assert seen_lines(program) == [text]
        close_line(program)


def test_a_second_press_where_a_line_was_closed_reaches_nothing_of_the_page(
    program: Program, resting_hand: None
) -> None:
    window = program.window
    window.notice.say("")
    program.session.lines.tell("One thing.")
    settle()
    shown = next(each for each in window.findChildren(banner.Banner) if each.isVisible())
    close = next(each for each in shown.findChildren(QPushButton) if each.accessibleName() == "Close this line")
    place = close.mapTo(window, close.rect().center())
    pressed: list[bool] = []
    for _press in range(3):
        there = window.childAt(place)
        assert there is not None
        QTest.mouseClick(there, Qt.MouseButton.LeftButton, pos=there.mapFrom(window, place))
        settle()
        if not pressed:  # a button of the page now lies where the line was
            under = QPushButton("Under the hand", window)
            under.clicked.connect(lambda: pressed.append(True))
            under.setGeometry(place.x() - 40, place.y() - 20, 80, 40)
            under.show()
    assert pressed == []
    QTest.mouseMove(window, window.rect().center())
    there = window.childAt(place)
    assert there is not None
    QTest.mouseClick(there, Qt.MouseButton.LeftButton)
    assert pressed == [True]
