from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget

from cramp_journal.app import Program
from cramp_journal.gui.calendar.year_grid import YearGrid
from cramp_journal.gui.page import Page
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from tests.builders import a_full_journal, a_journal, night
from tests.gui.conftest import Start, button, press, settle, words

CONTROL = Qt.KeyboardModifier.ControlModifier
PAGES = ("log", "calendar", "trends", "helps", "advice", "report", "help")


def demo(folder: Path, nights: int = 180) -> Path:
    from cramp_journal.demo import invented_journal

    values = invented_journal(nights, 3, date(2026, 11, 21)).model_dump(mode="json")
    a_full_journal(folder, values).close()
    return folder / "journal.sqlite"


@pytest.mark.parametrize(("number", "name"), list(enumerate(PAGES, 1)))
def test_each_page_opens_by_its_key_and_from_the_sidebar(program: Program, number: int, name: str) -> None:
    QTest.keyClick(program.window, Qt.Key(Qt.Key.Key_0 + number), CONTROL)
    assert program.window.open_page == name
    assert program.window.page(name).isVisible()
    settle()


def test_a_page_that_is_not_seen_does_no_work(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program.window.show_page("trends")
    program.window.show_page("log")
    trends = program.window.page("trends")
    done: list[Page] = []
    monkeypatch.setattr(type(trends), "refresh", lambda page: done.append(page))  # noqa: PLW0108 - a function becomes a method
    press(program.window.log_page, "No cramps")
    assert done == []
    program.window.show_page("trends")
    assert done == [trends]


def test_invented_nights_are_said_on_every_page_and_can_be_removed(start: Start, tmp_path: Path) -> None:
    program = start(demo(tmp_path))
    for name in PAGES:
        program.window.show_page(name)
        assert "These nights are invented" in words(program.window)
    before = program.session.figures()
    press(program.window, "Remove them")
    assert "are invented" not in words(program.window)
    assert program.session.figures() == []
    QTest.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert program.session.figures() == before
    assert "These nights are invented" in words(program.window)
    QTest.keyClick(program.window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert program.session.figures() == []
    settle()


def test_undo_is_offered_still_after_another_text_size(program: Program) -> None:
    press(program.window.log_page, "No cramps")
    QTest.keyClick(program.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert program.window.log_page.header.undo.isEnabled()


def test_larger_text_keeps_the_page_and_the_night_and_is_remembered(program: Program) -> None:
    program.window.open_night(date(2026, 11, 10))
    program.window.show_page("calendar")
    QTest.keyClick(program.window, Qt.Key.Key_Plus, CONTROL)
    assert program.window.open_page == "calendar"
    assert program.window.log_page.evening == date(2026, 11, 10)
    assert Settings.load(settings_file()).text_size == 125
    settle()
    QTest.keyClick(program.window, Qt.Key.Key_0, CONTROL)
    assert Settings.load(settings_file()).text_size == 100


def test_dark_and_light_are_one_press_apart(program: Program) -> None:
    from cramp_journal.gui.theme import theme

    for expected in ("dark", "light"):
        dark = next(b for b in program.window.sidebar.findChildren(QWidget) if b.accessibleName() == "Light or dark")
        QTest.mouseClick(dark, Qt.MouseButton.LeftButton)
        assert theme().palette.name == expected


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Callable[[Qt.ColorScheme], None]:
    """Turn the desktop light or dark: the platform of the tests has no desktop that could."""

    def turn(scheme: Qt.ColorScheme) -> None:
        monkeypatch.setattr("cramp_journal.gui.theme._desktop_is_dark", lambda: scheme == Qt.ColorScheme.Dark)
        QApplication.styleHints().colorSchemeChanged.emit(scheme)

    return turn


def test_the_window_turns_dark_with_the_desktop_and_keeps_what_is_typed(
    program: Program, desktop: Callable[[Qt.ColorScheme], None]
) -> None:
    from cramp_journal.gui.theme import theme

    program.settings.theme = "system"
    desktop(Qt.ColorScheme.Light)
    settle()
    QTest.keyClick(program.window, Qt.Key.Key_N)
    (note,) = program.window.log_page.findChildren(QPlainTextEdit)
    note.setFocus()
    QTest.keyClicks(note, "a cold night")
    desktop(Qt.ColorScheme.Dark)
    settle()
    assert theme().palette.name == "dark"
    (note,) = program.window.log_page.findChildren(QPlainTextEdit)
    assert note.toPlainText() == "a cold night"
    desktop(Qt.ColorScheme.Light)
    settle()
    assert theme().palette.name == "light"


def test_the_window_takes_high_contrast_when_the_desktop_wants_it(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cramp_journal.gui.theme import theme

    program.settings.theme = "system"
    hints = QApplication.styleHints()
    for wanted, name in ((True, "contrast"), (False, "light")):
        monkeypatch.setattr("cramp_journal.gui.theme._desktop_wants_contrast", lambda wanted=wanted: wanted)
        monkeypatch.setattr("cramp_journal.gui.theme._desktop_is_dark", lambda: False)
        if hasattr(hints, "accessibility"):  # since Qt 6.10
            hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
        else:
            hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
        settle()
        assert theme().palette.name == name


def test_a_look_that_was_chosen_does_not_follow_the_desktop(
    program: Program, desktop: Callable[[Qt.ColorScheme], None]
) -> None:
    before = program.window
    desktop(Qt.ColorScheme.Dark)
    settle()
    assert program.window is before


def test_the_calendar_is_walked_with_arrows_and_enter_opens_the_night(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night(date(2026, 11, 20), 2), night(date(2026, 11, 21))).close()
    program = start()
    program.window.show_page("calendar")
    (grid,) = program.window.page("calendar").findChildren(YearGrid)
    QTest.keyClick(grid, Qt.Key.Key_Left)
    assert grid.said == "Fri 20 → Sat 21 November: 2 cramps"
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert program.window.open_page == "log"
    assert program.window.log_page.evening == date(2026, 11, 20)


def test_the_calendar_tells_an_unknown_night_from_a_clear_one(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night(date(2026, 11, 19)), night(date(2026, 11, 21))).close()
    program = start()
    program.window.show_page("calendar")
    page = program.window.page("calendar")
    assert "No cramps." in words(page)
    grid = next(w for w in page.findChildren(QWidget) if type(w).__name__ == "YearGrid")
    QTest.keyClick(grid, Qt.Key.Key_Left)
    assert "Not recorded." in words(page)


def test_a_prompt_is_counted_in_the_sidebar_and_can_be_put_off(start: Start, tmp_path: Path) -> None:
    nights = [night(date(2026, 10, 25) + timedelta(days=n), 1 if n % 2 else 0) for n in range(28)]
    a_journal(tmp_path, *nights).close()
    program = start()
    settle()
    advice = next(w for w in program.window.sidebar.findChildren(QWidget) if "to read" in w.accessibleName())
    assert advice.accessibleName() == "See a doctor?, 1 to read"
    program.window.show_page("advice")
    settle()
    assert advice.accessibleName() == "See a doctor?"  # what was shown is not new
    page = program.window.page("advice")
    assert "Cramps on 14 of the last 28 nights." in words(page)
    press(page, "Why am I seeing this?")
    assert "It rests on 14 nights" in words(page)
    press(page, "Not now", "Put off 2 weeks")
    settle()
    assert "Cramps on 14" not in words(page)
    assert "Whether cramps come more often can be told from about 14 Feb 2027 on" in words(page)
    assert advice.accessibleName() == "See a doctor?"


def test_more_and_longer_cramps_without_details_ask_what_only_the_person_knows(start: Start, tmp_path: Path) -> None:
    nights = [
        night(
            date(2026, 11, 22) - timedelta(days=back),
            [{"seconds": 300 if back < 42 else 120}] * (back < 42 or back % 7 in (0, 3)),
        )
        for back in range(1, 400)
    ]
    a_journal(tmp_path, *nights).close()
    program = start()
    program.window.show_page("advice")
    page = program.window.page("advice")
    assert "To tell your doctor" in words(page)
    asked = ("Was it colder in these weeks?", "Were you more tired?", "Did you sleep differently?")
    for each in asked:
        no = next(b for b in page.findChildren(QPushButton) if b.accessibleName() == f"{each}: No" and b.isVisible())
        no.setFocus()
        QTest.keyClick(no, Qt.Key.Key_Space)
        settle()
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.accessibleName() == f"{each}: No"  # made anew, and still under the hand
    assert "Your cramps come more often and last longer. See a doctor soon, best this week." in words(page)
    assert program.session.contents()["prompts"][0]["answers"] == {
        "colder": "no",
        "tired": "no",
        "slept_differently": "no",
    }
    program.session.undo()
    settle()
    assert "See a doctor soon" not in words(page)


def test_an_urgent_prompt_cannot_be_put_off(start: Start, tmp_path: Path) -> None:
    a_journal(tmp_path, night(date(2026, 11, 21), [{"seconds": 660, "timing": "clock"}])).close()
    program = start()
    program.window.show_page("advice")
    page = program.window.page("advice")
    assert "Get help the same day" in words(page)
    with pytest.raises(AssertionError):
        button(page, "Not now")
    press(page, "Make the report")
    assert program.window.open_page == "report"
    settle()


def test_the_report_is_saved_where_the_person_says(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QFileDialog

    program = start(demo(tmp_path, 60))
    program.window.show_page("report")
    settle()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    press(program.window.page("report"), "Save PDF…")
    settle()
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")
    assert "Saved:" in words(program.window.page("report"))


def test_a_report_that_cannot_be_written_is_said(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtWidgets import QFileDialog

    program = start(demo(tmp_path, 20))
    program.window.show_page("report")
    settle()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "none" / "mine.pdf"), ""))
    press(program.window.page("report"), "Save PDF…")
    settle()
    assert "cannot be written" in words(program.window.page("report"))
    assert button(program.window.page("report"), "Save PDF…").isEnabled()


@pytest.mark.parametrize("name", PAGES)
def test_the_name_of_a_page_opens_that_page(start: Start, name: str) -> None:
    page = start().window.page(name)
    assert type(page).__module__.endswith(f".{name}_page")
