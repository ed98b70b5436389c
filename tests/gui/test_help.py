"""Help, in the window: how it works, with pictures; what each chart shows; about the program."""

import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from cramp_journal import __version__
from cramp_journal.app import Program
from cramp_journal.gui.help.about_card import LICENCES
from cramp_journal.gui.widgets.chart_card import ChartCard
from cramp_journal.gui.widgets.chart_help import what_is_this
from cramp_journal.labels import intended_purpose, not_yet_checked
from cramp_journal.paths import settings_file
from tests.gui.conftest import button, press, settle, words


@pytest.mark.parametrize("by_key", [True, False], ids=["F1", "the word"])
def test_help_opens_from_every_page(program: Program, *, by_key: bool) -> None:
    for page in ("log", "calendar"):
        program.window.show_page(page)
        if by_key:
            QTest.keyClick(program.window, Qt.Key.Key_F1)
        else:
            press(program.window.sidebar, "Help")
        assert program.window.open_page == "help"
        assert button(program.window.sidebar, "Help").isChecked()
        assert "How this works" in words(program.window.page("help"))


def test_help_says_how_to_bring_nights_and_how_to_make_two_journals_one(program: Program) -> None:
    program.window.show_page("help")
    said = words(program.window.page("help"))
    for name in ("Bring nights from elsewhere…", "Bring two journals together…", "Shared folder…"):
        assert name in said


def test_each_part_has_a_picture(program: Program) -> None:
    program.window.show_page("help")
    settle()
    pictures = [each for each in program.window.page("help").findChildren(QLabel) if not each.pixmap().isNull()]
    assert len(pictures) == len(list(Path("resources/help").glob("*.svg"))) == 10
    assert all(_has_ink(each) for each in pictures)


def _has_ink(label: QLabel) -> bool:
    image = label.pixmap().toImage()
    return any(image.pixelColor(x, image.height() // 2).alpha() for x in range(0, image.width(), 4))


def test_about_says_version_purpose_licences_and_where_the_files_are(program: Program) -> None:
    program.window.show_page("help")
    page = program.window.page("help")
    said = words(page) + " ".join(line.text() for line in page.findChildren(QLineEdit))
    for text in (__version__, intended_purpose(), not_yet_checked(), str(program.session.file), str(settings_file())):
        assert text in said
    assert all(each in said for each in LICENCES.values())


def test_every_library_that_the_program_needs_is_named_with_its_licence() -> None:
    needed = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {each.split(">")[0].split(";")[0].strip() for each in needed}
    assert names - set(LICENCES) == set()


def test_every_chart_has_an_answer_to_what_is_this(program: Program) -> None:
    for name in ("trends", "helps"):
        cards = program.window.page(name).findChildren(ChartCard)
        assert cards
        assert [card._name for card in cards if not what_is_this(card._name)] == []
        assert all(card._how.text() == "What is this?" for card in cards)
