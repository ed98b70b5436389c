"""What a screen reader is made to say by itself; where none is at work, nothing is made for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from shiboken6 import delete

from cramp_journal.app import Program
from cramp_journal.gui import announce as spoken_news
from cramp_journal.gui.announce import announce
from cramp_journal.gui.doctor import doctor_part
from cramp_journal.gui.report.report_page import ReportPage
from cramp_journal.gui.spoken import untold
from cramp_journal.gui.widgets.tick_list import TickRow
from cramp_journal.gui.widgets.typed_fields import Aside
from tests.gui.conftest import Start, focused, press, press_letter, settle
from tests.gui.test_window import demo


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A screen reader is at work."""
    monkeypatch.setattr(spoken_news, "AFTER_FOCUS", 0)
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def heard() -> str:
    """Return what was said lately, and forget it."""
    settle()
    labels = [
        each
        for window in QApplication.topLevelWidgets()
        for each in window.findChildren(QLabel)
        if each.property("spoken_as") == "Notification"
    ]
    said = " ".join(each.text() for each in labels)
    for each in labels:
        delete(each)
    return said


@pytest.fixture
def opened(start: Start, tmp_path: Path, reader: None) -> Program:
    program = start(demo(tmp_path, 30))
    program.window.activateWindow()
    heard()
    return program


def test_nothing_is_made_where_no_reader_is_at_work(program: Program) -> None:
    announce("Saved")
    press_letter(program, program.window.log_page, Qt.Key.Key_N)
    assert heard() == ""


def test_an_answer_by_its_key_is_said_to_be_saved_and_its_undo_which_night_it_is(opened: Program) -> None:
    press_letter(opened, opened.window.log_page, Qt.Key.Key_N)
    assert heard() == "No cramps. Saved 07:42."
    QTest.keyClick(opened.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Undone: Sat 21 to Sun 22 November." in heard()
    QTest.keyClick(opened.window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert "Done again: Sat 21 to Sun 22 November." in heard()


def test_what_is_saved_again_within_a_minute_is_said_once(opened: Program) -> None:
    press(opened.window.log_page, "I had cramps")
    assert heard() == "Saved 07:42."
    press(opened.window.log_page, "Bedtime")
    opened.window.log_page.flush()
    assert heard() == ""


def test_lost_cramps_are_said_with_their_number(opened: Program) -> None:
    page = opened.window.log_page
    press(page, "I had cramps", "Bedtime")
    page.flush()
    heard()
    press(page, "No cramps")
    assert heard() == "Saved 07:42, 1 cramp removed."


def test_another_night_is_said_by_its_name(opened: Program) -> None:
    opened.window.log_page.header.earlier.click()
    assert heard().startswith("Night of Fri 20 to Sat 21 November. ")


def test_each_page_says_its_name_once(opened: Program) -> None:
    names = ("Calendar", "Trends", "What helps", "See a doctor?", "Report", "Help")
    for name, page in zip(names, ("calendar", "trends", "helps", "advice", "report", "help"), strict=True):
        opened.window.show_page(page)
        by_focus = focused().accessibleName() == name and focused().focusPolicy() & Qt.FocusPolicy.TabFocus
        assert heard().count(f"{name}." if name[-1] != "?" else name) == (0 if by_focus else 1)
        opened.window.show_page(page)
        assert heard() == ""


def test_no_field_has_the_focus_on_the_way_from_one_page_to_another(opened: Program) -> None:
    passed: list[QWidget | None] = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    opened.window.log_page.take_focus()
    application.focusChanged.connect(lambda _before, now: passed.append(now))
    for name in ("calendar", "trends", "advice", "log"):
        passed.clear()
        opened.window.show_page(name)
        page = opened.window.page(name)
        assert [each for each in passed if each is not None and not page.isAncestorOf(each)] == []
        assert page.isAncestorOf(focused())


def test_the_pages_of_the_report_are_said_to_be_made(opened: Program) -> None:
    opened.window.show_page("report")
    assert "pages." in heard()


def test_the_count_of_pages_is_said_after_the_last_drawing_of_them(opened: Program) -> None:
    opened.window.show_page("report")
    heard()
    page = opened.window.page("report")
    assert isinstance(page, ReportPage)
    page._draw()
    page._draw()  # waits for the first
    page._busy._on_patience_over()
    QApplication.processEvents()
    assert heard() == "Making the pages… 2 pages."


def test_the_title_of_a_running_cramp_is_said_before_its_first_step(opened: Program) -> None:
    opened.window.now.begin()
    assert heard().startswith("Cramp right now. Straighten the knee.")


def test_the_cards_of_a_prompt_are_told_of_once_they_are_made(opened: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bool] = []
    for name in ("PromptCard", "ToTellCard"):
        made = getattr(doctor_part, name)
        monkeypatch.setattr(doctor_part, name, _recorded(made, told))
    opened.window.show_page("advice")
    assert told
    assert not any(told)
    assert QAccessible.isActive()


def _recorded(made: type, told: list[bool]) -> type:
    class Recorded(made):  # type: ignore[misc]
        def __init__(self, *values: object, **named: object) -> None:
            told.append(QAccessible.isActive())
            super().__init__(*values, **named)

    return Recorded


def test_a_line_is_said_once_however_often_it_comes_up(opened: Program) -> None:
    opened.window.show_page("calendar")
    opened.window.banner.hide()  # of the invented nights
    heard()
    opened.session.lines.tell("A copy was made.")
    assert heard() == "A copy was made."
    opened.window.show_page("log")  # which has a more pressing line
    opened.window.show_page("calendar")
    assert "A copy" not in heard()
    opened.session.lines.drop(opened.session.lines.waiting[0])
    opened.session.lines.tell("A copy was made.")
    assert heard() == "A copy was made."


def test_what_is_wrong_in_a_field_is_said_when_the_letters_stop(opened: Program) -> None:
    page = opened.window.log_page
    press(page, "I had cramps", "Time…")
    heard()
    field = next(f for f in page.findChildren(QLineEdit) if "Time…" in f.accessibleName() and f.isVisible())
    QTest.keyClicks(field, "3 o'x")
    assert "A time is written like" not in heard()
    (aside,) = [each for each in page.findChildren(Aside) if each.isVisible()]
    assert field.accessibleDescription().startswith("A time is written like")
    aside._pause.timeout.emit()
    assert "A time is written like" not in heard()  # the reader says what is new about the field with the focus
    opened.window.sidebar.take_focus()
    aside._pause.timeout.emit()
    assert "A time is written like" in heard()


def test_what_is_gone_again_is_not_said(opened: Program) -> None:
    announce("It could not be saved", opened.window.log_page.header)
    opened.window.show_page("calendar")
    assert "could not" not in heard()


def test_the_cover_of_a_locked_journal_says_its_title(opened: Program) -> None:
    opened.window.make_later_parts().ask_for_passphrase()
    assert "locked" in heard()


def test_a_new_prompt_is_said_where_its_line_is_not_seen(opened: Program) -> None:
    opened.window.show_page("advice")
    press(opened.window.page("advice"), "What you notice")
    heard()
    rows = opened.window.page("advice").findChildren(TickRow)
    next(each for each in rows if each.value == "stiff_jaw_or_spasms").box.click()
    assert "jaw" in heard()


def test_see_a_doctor_says_its_first_prompt_after_its_name(opened: Program) -> None:
    opened.window.show_page("advice")
    assert focused().accessibleName() == "See a doctor?"  # which a reader says by itself
    assert heard() == "A cramp lasted 10 min 40 s."


def test_what_comes_up_in_a_dialog_is_said_without_reading_the_dialog(opened: Program) -> None:
    opened.window.settings_flow.open()
    heard()
    announce("A copy was made")
    settle()
    (label,) = [each for each in opened.window.findChildren(QLabel) if each.text() == "A copy was made."]
    assert label.parentWidget() is opened.window
    opened.window.settings_flow.close_dialog()


def test_a_form_is_made_without_a_word_to_the_reader_about_each_of_its_names(opened: Program) -> None:
    with untold():
        assert not QAccessible.isActive()
    assert QAccessible.isActive()
