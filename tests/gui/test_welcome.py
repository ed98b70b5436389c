"""The first start: four choices on one page, skipped by one key; N answers at once."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from cramp_journal import i18n
from cramp_journal.app import Program
from cramp_journal.gui.bringing.bring_dialog import BringDialog
from cramp_journal.gui.tasks import finish_all
from cramp_journal.gui.welcome import countries
from cramp_journal.gui.welcome.countries import country
from cramp_journal.gui.welcome.welcome_page import WelcomePage
from cramp_journal.gui.widgets.chips import Chip
from cramp_journal.paths import journal_file, resource, settings_file
from cramp_journal.settings import REGIONS, Settings
from tests.gui.conftest import Start, button, press, settle, words
from tests.gui.test_start import HEAVY

LAST = date(2026, 11, 21)


@pytest.fixture
def first(start: Start, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setattr("cramp_journal.gui.welcome.welcome_flow.region_here", lambda: "uk")
    program = start(opened=False, welcome=True)
    program._on_filled()
    settle()
    return program


def page_of(program: Program) -> WelcomePage:
    page = program.window.views.currentWidget()
    assert isinstance(page, WelcomePage)
    return page


def opened(program: Program, qtbot: QtBot) -> Program:
    qtbot.waitUntil(lambda: program.session.is_open, timeout=20_000)
    settle()
    return program


def test_the_page_offers_four_choices_and_nothing_is_opened_before_it_is_left(first: Program) -> None:
    said = words(page_of(first))
    assert "Four choices. You can change them later." in said
    assert "Sets °C, A4 paper, the 24-hour clock, and 999 for emergencies." in said
    assert str(first.session.file.parent) in said
    assert not first.session.file.exists()
    assert len(said.split()) <= 90


def test_one_key_skips_it_and_nothing_is_set(first: Program, qtbot: QtBot) -> None:
    page = page_of(first)
    press(page, "USA, Canada", "Largest")
    QTest.keyClick(page_of(first), Qt.Key.Key_Escape)
    opened(first, qtbot)
    kept = Settings.load(settings_file())
    assert kept.welcomed
    assert (kept.region, kept.paper, kept.text_size) == ("", "a4", 100)
    assert first.session.figures() == []


def test_n_logs_last_night_as_clear_at_once(first: Program, qtbot: QtBot) -> None:
    page = page_of(first)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_N)
    page._pressed.timeout.emit()
    opened(first, qtbot)
    assert [(each.evening, each.count) for each in first.session.figures()] == [(LAST, 0)]
    assert button(first.window.log_page, "No cramps").isChecked()
    assert Settings.load(settings_file()).region == "uk"


@pytest.mark.parametrize("word", ["no", "on", "nnx", "ann"])
def test_a_word_that_is_typed_logs_nothing(first: Program, word: str) -> None:
    page = page_of(first)
    QTest.keyClicks(page, word)
    if word[-1] != "n" or len(word) > 1:
        assert not page._pressed.isActive()
    assert page_of(first) is page


def test_a_name_with_an_n_is_only_a_name(first: Program) -> None:
    page = page_of(first)
    line = next(each for each in page.findChildren(QLineEdit) if each.accessibleName() == "Name")
    QTest.keyClicks(line, "Nan")
    assert line.text() == "Nan"
    assert not page._pressed.isActive()


def test_what_is_chosen_is_kept_and_used(first: Program, qtbot: QtBot) -> None:
    page = page_of(first)
    press(page, "USA, Canada")
    assert "Sets °F, US Letter paper, the 12-hour clock, and 911 for emergencies." in words(page)
    for name, text in (("Name", "Ada Miller"), ("Year of birth", "１９４８")):
        line = next(each for each in page.findChildren(QLineEdit) if each.accessibleName() == name)
        line.setText(text)
    press(page, "Larger")
    press(page_of(first), "Start")
    opened(first, qtbot)
    kept = Settings.load(settings_file())
    assert (kept.region, kept.temperature_unit, kept.paper, kept.clock) == ("us", "f", "letter", "12")
    assert kept.text_size == 150
    about = first.session.journal().about()
    assert (about.name, about.born) == ("Ada Miller", 1948)


@pytest.mark.parametrize("typed", ["48", "1799", "2027", "nineteen", "3.4.1948"])
def test_a_year_that_is_none_is_named_and_nothing_is_lost(first: Program, typed: str) -> None:
    page = page_of(first)
    line = next(each for each in page.findChildren(QLineEdit) if each.accessibleName() == "Year of birth")
    QTest.keyClicks(line, typed)
    press(page, "Start")
    assert page_of(first) is page
    assert "A year has four digits, such as 1948." in words(page)
    assert line.text() == typed


def test_another_folder_has_the_journal_from_then_on(
    first: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    press(page_of(first), "Another folder…")
    assert str(stick) in words(page_of(first))
    press(page_of(first), "Start")
    opened(first, qtbot)
    assert first.session.file == stick / "journal.sqlite"
    assert journal_file() == stick / "journal.sqlite"  # the command line finds it too
    assert (stick / "journal.sqlite").exists()


def test_nights_from_elsewhere_are_asked_for_as_soon_as_the_journal_is_open(
    first: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    diary = tmp_path / "diary.csv"
    diary.write_text("Evening,Cramp\n2026-10-14,yes\n2026-10-15,no\n", encoding="utf-8")
    monkeypatch.setattr("cramp_journal.gui.bringing.bring_flow.ask_for_file", lambda *_: diary)
    press(page_of(first), "USA, Canada", "Bring nights from elsewhere…")
    opened(first, qtbot)
    finish_all()
    settle()
    (dialog,) = first.window.findChildren(BringDialog)
    assert dialog.isVisible()
    assert "diary.csv is a diary of your own" in words(dialog)
    kept = Settings.load(settings_file())
    assert (kept.welcomed, kept.region) == (True, "us")


def test_a_first_start_without_that_wish_asks_for_no_file(
    first: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("cramp_journal.gui.bringing.bring_flow.ask_for_file", lambda *_: asked.append("asked"))
    press(page_of(first), "Start")
    opened(first, qtbot)
    assert asked == []


def test_a_folder_that_cannot_be_written_to_is_told_and_the_page_stays(
    first: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "file"))
    press(page_of(first), "Another folder…", "Start")
    assert "The journal cannot be kept there" in words(page_of(first))
    assert not journal_file().is_relative_to(tmp_path / "file")


@pytest.mark.parametrize(("text", "size"), [(100, (1280, 800)), (150, (1024, 700)), (200, (1366, 728))])
def test_everything_on_it_has_a_name_is_large_enough_and_start_is_in_sight(
    start: Start, text: int, size: tuple[int, int]
) -> None:
    program = start(opened=False, welcome=True, text_size=text)
    program.window.resize(*size)
    settle()
    page = page_of(program)
    controls = [each for each in page.findChildren(QWidget) if isinstance(each, (QPushButton, QLineEdit))]
    assert len(controls) >= 18
    for each in controls:
        said = each.accessibleName() or (each.text() if isinstance(each, QPushButton) else "")
        assert said
        assert min(each.width(), each.height()) >= 44, said
    for name in ("Start", "Skip (Esc)"):
        assert button(page, name).visibleRegion().boundingRect() == button(page, name).rect()
    scroll = page.findChild(QScrollArea)
    assert isinstance(scroll, QScrollArea)
    assert scroll.horizontalScrollBar().maximum() == 0


def test_what_is_chosen_has_room_for_its_words_though_it_was_made_before_the_look_was_put_on(
    start: Start, qapp: QApplication
) -> None:
    qapp.setStyleSheet("")  # as in a program that has just begun
    page = page_of(start(opened=False, welcome=True))
    settle()
    for chip in page.findChildren(Chip):
        chosen, plain = chip.width(), QPushButton.sizeHint(chip).width()
        assert chosen >= plain, chip.text()


def test_each_region_sets_something_and_each_system_a_region() -> None:
    for region in REGIONS:
        sets = country(region)
        Settings(temperature_unit=sets.temperature_unit, paper=sets.paper, clock=sets.clock)
    assert country("us") == ("f", "letter", "12")
    assert countries.region_here() in REGIONS


def test_only_languages_are_offered_in_which_every_text_is_written() -> None:
    for code in i18n.WINDOW_LANGUAGES:
        assert code == "en" or (resource("translations") / code).is_dir()


FIRST_START = f"""
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from cramp_journal.app import Program
from cramp_journal.settings import Settings
application = QApplication([])
program = Program(Path(sys.argv[1]), Settings(), welcome=True)
program.window.show()
application.processEvents()
assert program.window.grab().width() > 0
assert type(program.window.views.currentWidget()).__name__ == "WelcomePage"
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_the_first_paint_of_the_first_start_has_loaded_nothing_heavy(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_START, str(tmp_path / "journal.sqlite")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr
