"""The Report page, by clicks and keys: the preview follows, questions are kept, files are saved and printed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDateEdit,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.errors import JournalNotWritable
from cramp_journal.gui.report import report_page
from cramp_journal.report import Choices, Preview, preview_of
from cramp_journal.store import Journal
from tests.gui.conftest import Start, button, press, settle, words
from tests.gui.test_window import demo

CONTROL = Qt.KeyboardModifier.ControlModifier
Asked = list[Choices]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Every preview that is made, by its choices."""
    found: Asked = []

    def make(nights: Any, contents: Any, choices: Choices, dots: float, *, hasty: bool) -> Preview:
        found.append(choices)
        return preview_of(nights, contents, choices, dots, hasty=hasty)

    monkeypatch.setattr(report_page, "preview_of", make)
    return found


@pytest.fixture
def program(start: Start, tmp_path: Path, asked: Asked) -> Iterator[Program]:
    program = start(demo(tmp_path, 60))
    program.window.show_page("report")
    settle()
    yield program
    settle()


def report(program: Program) -> QWidget:
    return program.window.page("report")


def field(program: Program) -> QPlainTextEdit:
    (found,) = report(program).findChildren(QPlainTextEdit)
    return found


def tick(program: Program, name: str) -> None:
    (box,) = [b for b in report(program).findChildren(QPushButton) if b.accessibleName() == name]
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    settle()


def pages(program: Program) -> list[QLabel]:
    settle()
    shown = [each for each in report(program).findChildren(QLabel) if each.property("role") == "paper"]
    return [each for each in shown if each.isVisibleTo(report(program))]


def questions(program: Program) -> str:
    text: str = program.session.profile()["person"].get("questions", "")
    return text


# ---------------------------------------------------------------- choices and the preview
def test_the_preview_shows_both_pages_and_says_so(program: Program) -> None:
    assert [each.accessibleName() for each in pages(program)] == [
        "Page 1 of 2 of the report",
        "Page 2 of 2 of the report",
    ]
    assert "2 pages." in words(report(program))
    assert all(not each.pixmap().isNull() for each in pages(program))


def test_the_preview_follows_every_choice(program: Program, asked: Asked) -> None:
    assert (asked[-1].period.nights, asked[-1].paper, asked[-1].language) == (84, "a4", "en")
    for text in ("4 weeks", "US Letter", "中文"):
        press(report(program), text)
        settle()
    assert (asked[-1].period.nights, asked[-1].paper, asked[-1].language) == (28, "letter", "zh")
    tick(program, "Page 2: what went with cramps, charts")
    assert not asked[-1].with_page_two
    assert "1 page." in words(report(program))
    tick(program, "My name and year of birth")
    assert not asked[-1].with_name


def test_notes_bring_their_nights_along_and_go_with_them(program: Program, asked: Asked) -> None:
    tick(program, "My notes, in the appendix")
    assert asked[-1].with_notes
    assert asked[-1].with_nights
    assert len(pages(program)) == 3
    tick(program, "Every night (appendix)")
    assert not asked[-1].with_nights
    assert not asked[-1].with_notes


def test_a_choice_that_is_pressed_again_stays_chosen(program: Program, asked: Asked) -> None:
    press(report(program), "A4", "English", "3 months")
    settle()
    assert button(report(program), "A4").isChecked()
    assert button(report(program), "3 months").isChecked()
    assert (asked[-1].paper, asked[-1].language, asked[-1].period.nights) == ("a4", "en", 84)


def test_nights_can_be_chosen_by_their_dates_in_either_order(program: Program, asked: Asked) -> None:
    press(report(program), "Dates…")
    settle()
    first, last = (each for each in report(program).findChildren(QDateEdit) if each.isVisible())
    assert first.lineEdit().width() > 60  # its day can be read
    assert (first.text(), last.text()) == ("Sun 30 Aug 2026", "Sat 21 Nov 2026")
    QTest.keyClick(last, Qt.Key.Key_Down)
    settle()
    assert (str(asked[-1].period.first), str(asked[-1].period.last)) == ("2026-08-30", "2026-11-20")
    first.setFocus()
    for _day in range(90):
        QTest.keyClick(first, Qt.Key.Key_Up)
    settle()
    assert asked[-1].period.first <= asked[-1].period.last


def test_many_choices_in_a_row_make_the_newest_preview_and_not_all(program: Program, asked: Asked) -> None:
    before = len(asked)
    for text in ("4 weeks", "6 months", "1 year", "All", "3 months"):
        QTest.mouseClick(button(report(program), text), Qt.MouseButton.LeftButton)
    settle()
    assert asked[-1].period.nights == 84
    assert len(asked) - before <= 3


def test_a_long_report_shows_its_first_pages_and_says_how_many_there_are(start: Start, tmp_path: Path) -> None:
    program = start(demo(tmp_path, 200))
    program.window.show_page("report")
    press(report(program), "1 year")
    tick(program, "Every night (appendix)")
    assert len(pages(program)) == 3
    assert "pages; the first 3 are shown." in words(report(program))


def test_a_small_window_and_large_text_put_the_preview_under_the_choices(start: Start, tmp_path: Path) -> None:
    program = start(demo(tmp_path, 20), text_size=150)
    program.window.resize(1024, 700)
    program.window.show_page("report")
    settle()
    choice, page = button(report(program), "3 months"), pages(program)[0]
    assert page.mapToGlobal(page.rect().topLeft()).y() > choice.mapToGlobal(choice.rect().bottomLeft()).y()
    program.window.resize(2000, 900)
    settle()
    assert page.mapToGlobal(page.rect().topLeft()).x() > choice.mapToGlobal(choice.rect().topRight()).x()


# ---------------------------------------------------------------- questions
def test_questions_are_saved_as_they_are_typed_and_stand_in_the_preview(
    program: Program, asked: Asked, qtbot: QtBot
) -> None:
    field(program).clear()
    QTest.keyClicks(field(program), "Is it the tablet?")
    with qtbot.waitSignal(program.session.changed, timeout=5000):
        pass
    assert questions(program) == "Is it the tablet?"
    before = len(asked)
    settle()
    assert len(asked) >= before
    assert "Saved ✓" in words(report(program))
    with Journal(program.session.file) as journal:
        assert journal.about().questions == "Is it the tablet?"


def test_leaving_the_page_keeps_what_was_typed(program: Program) -> None:
    QTest.keyClicks(field(program), "At once. ")
    program.window.show_page("log")
    assert questions(program).startswith("At once. ")


def test_questions_are_undone_and_done_again(program: Program) -> None:
    before = questions(program)
    QTest.keyClicks(field(program), "More. ")
    program.window.show_page("log")
    QTest.keyClick(program.window.log_page, Qt.Key.Key_Z, CONTROL)
    assert questions(program) == before
    program.window.show_page("report")
    settle()
    assert field(program).toPlainText() == before
    QTest.keyClick(report(program), Qt.Key.Key_Y, CONTROL)
    assert questions(program) == "More. " + before
    assert field(program).toPlainText() == "More. " + before


def test_questions_that_the_disk_does_not_take_stay_and_outlive_the_program(
    program: Program, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise JournalNotWritable("The disk is full.")

    before = questions(program)
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "keep", full)
        QTest.keyClicks(field(program), "Kept? ")
        program.window.show_page("log")
        program.window.show_page("report")
        settle()
        assert questions(program) == before
        assert field(program).toPlainText() == "Kept? " + before
        assert "The disk is full." in words(report(program))
        program.window.close()
    again = start(program.session.file)
    again.window.show_page("report")
    settle()
    assert field(again).toPlainText() == "Kept? " + before
    again.window.show_page("log")
    assert questions(again) == "Kept? " + before
    assert again.session.drafts.of("questions") is None


def test_questions_that_are_too_long_are_told_and_stay_on_the_screen(program: Program) -> None:
    field(program).setPlainText("x" * 2001)
    program.window.show_page("log")
    program.window.show_page("report")
    settle()
    assert questions(program) != "x" * 2001
    assert field(program).toPlainText() == "x" * 2001
    assert "2001 of 2000 characters" in words(report(program))
    assert "This is too long by 1 letter." in words(report(program))
    field(program).setPlainText("y" * 2000)
    program.window.show_page("log")
    assert questions(program) == "y" * 2000


# ---------------------------------------------------------------- a file, and the printer
@pytest.fixture
def saved(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    out = tmp_path / "mine.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    press(report(program), "Save PDF…")
    settle()
    return out


def test_a_saved_report_can_be_opened_and_shown_in_its_folder(
    program: Program, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(PdfReader(saved).pages) == 2
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setenv("PATH", "")  # no xdg-mime, which would know of no program here
    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    press(report(program), "Open", "Show in folder")
    assert opened == [str(saved), str(saved.parent)]


def test_before_anything_is_saved_there_is_nothing_to_open(program: Program) -> None:
    with pytest.raises(AssertionError):
        button(report(program), "Open")


def test_where_nothing_opens_a_pdf_its_place_is_said(
    program: Program, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(_url: QUrl) -> bool:
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", nothing)
    press(report(program), "Open")
    assert f"Nothing on this computer opens it. It is here: {saved}" in words(report(program))


def test_where_the_desktop_knows_no_program_for_a_pdf_its_place_is_said_though_qt_says_yes(
    program: Program, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asker = tmp_path / "bin" / "xdg-mime"
    asker.parent.mkdir()
    asker.write_text("#!/bin/sh\nexit 0\n")
    asker.chmod(0o755)
    monkeypatch.setenv("PATH", str(asker.parent))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    press(report(program), "Open")
    assert f"Nothing on this computer opens it. It is here: {saved}" in words(report(program))
    asker.write_text("#!/bin/sh\necho viewer.desktop\n")
    press(report(program), "Save PDF…")
    settle()
    press(report(program), "Open")
    assert "Nothing on this computer opens it" not in words(report(program))


def test_what_is_saved_is_what_was_chosen_and_just_typed(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "mine.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    press(report(program), "4 weeks", "US Letter")
    QTest.keyClicks(field(program), "Just typed. ")
    press(report(program), "Save PDF…")
    settle()
    page = PdfReader(out).pages[0]
    assert round(page.mediabox.width) == 612
    assert "28 nights recorded" in page.extract_text()
    assert "Just typed." in page.extract_text()


def test_every_button_of_the_page_is_reached_with_the_keyboard(program: Program, saved: Path) -> None:
    wanted = {"Save PDF…", "Print…", "Open", "Show in folder"}
    button(report(program), "3 months").setFocus()
    for _stop in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        if isinstance(focused, QPushButton):
            wanted.discard(focused.text())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert wanted == set()


def test_what_takes_long_is_told_with_a_bar(program: Program, qtbot: QtBot) -> None:
    from cramp_journal.gui.report.progress_line import ProgressLine

    (line,) = report(program).findChildren(ProgressLine)
    (bar,) = line.findChildren(QProgressBar)
    line.begin("Making the pages…")
    assert not line.isVisible()  # what is done at once is not told
    qtbot.waitUntil(line.isVisible, timeout=5000)
    assert "Making the pages…" in words(report(program))
    line.go_on("Printing page 1 of 2…", 1, 2)
    assert (bar.value(), bar.maximum(), bar.accessibleName()) == (1, 2, "Printing page 1 of 2…")
    line.end()
    assert not line.isVisible()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_report_is_printed_by_the_dialog_of_the_system(program: Program, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrintDialog

    press(report(program), "Print…")
    (dialog,) = report(program).findChildren(QPrintDialog)
    assert dialog.isVisible()
    (name,) = [each for each in dialog.findChildren(QLineEdit) if each.objectName() == "filename"]
    name.setText(str(tmp_path / "printed.pdf"))
    dialog.accept()
    settle()
    settle()
    assert f"Printed into a file: {tmp_path / 'printed.pdf'}" in words(report(program))
    printed = PdfReader(tmp_path / "printed.pdf")
    assert len(printed.pages) == 2
    assert [round(side) for side in printed.pages[0].mediabox[2:]] == [595, 842]
    assert button(report(program), "Print…").isEnabled()
