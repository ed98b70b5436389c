from datetime import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from cramp_journal.app import Program
from cramp_journal.gui.theme import theme
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from tests.gui.conftest import Start, press, settle, words
from tests.gui.test_window import PAGES, demo


def dialog(program: Program) -> QWidget:
    QTest.keyClick(program.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    found = program.window.settings_flow._dialog
    assert found is not None
    return found


def test_a_setting_is_kept_at_once_and_shown_when_the_dialog_closes(program: Program) -> None:
    asked = dialog(program)
    press(asked, "high contrast", "Larger", "°F")
    kept = Settings.load(settings_file())
    assert (kept.theme, kept.text_size, kept.temperature_unit) == ("contrast", 150, "f")
    press(asked, "Done")
    settle()
    assert theme().palette.name == "contrast"
    assert theme().scale == 1.5
    press(program.window.log_page, "Something else…")
    assert "°F" in words(program.window.log_page)


def test_a_setting_cannot_be_left_without_a_value(program: Program) -> None:
    asked = dialog(program)
    press(asked, "light", "light", "light")
    assert Settings.load(settings_file()).theme in ("light", "system")
    press(asked, "Done")


def test_when_a_night_starts_is_kept_in_the_journal_and_can_be_undone(program: Program) -> None:
    asked = dialog(program)
    press(asked, "18:00", "Done")
    settle()
    assert program.session.boundary() == time(18)
    press(program.window.log_page, "Undo")
    assert program.session.boundary() == time(12)


class Shown(QObject):
    """Notes every window of its own that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


def test_no_part_of_a_page_ever_flashes_up_as_a_window_of_its_own(start: Start, tmp_path: Path) -> None:
    application = QApplication.instance()
    assert application is not None
    shown = Shown()
    application.installEventFilter(shown)
    try:
        program = start(demo(tmp_path, 60))
        for name in PAGES:
            program.window.show_page(name)
            settle()
        program.window.show_page("log")
        press(program.window.log_page, "I had cramps")
    finally:
        application.removeEventFilter(shown)
    assert shown.windows == ["MainWindow"]


def line_of(asked: QWidget, name: str) -> QLineEdit:
    return next(each for each in asked.findChildren(QLineEdit) if each.accessibleName() == name)


def test_name_and_year_of_birth_can_be_changed_at_any_time(program: Program) -> None:
    asked = dialog(program)
    for name, typed in (("Name", "Ada Miller"), ("Year of birth", "1948")):
        line_of(asked, name).setFocus()
        QTest.keyClicks(line_of(asked, name), typed)
    press(asked, "Done")
    settle()
    about = program.session.journal().about()
    assert (about.name, about.born) == ("Ada Miller", 1948)
    program.window.activateWindow()
    settle()
    again = dialog(program)
    assert (line_of(again, "Name").text(), line_of(again, "Year of birth").text()) == ("Ada Miller", "1948")
    line_of(again, "Year of birth").setFocus()
    line_of(again, "Year of birth").clear()
    press(again, "Done")
    assert program.session.journal().about().born is None


def test_a_year_that_is_none_keeps_the_settings_open_and_the_name(program: Program) -> None:
    asked = dialog(program)
    line_of(asked, "Name").setFocus()
    QTest.keyClicks(line_of(asked, "Name"), "Ada")
    line_of(asked, "Year of birth").setFocus()
    QTest.keyClicks(line_of(asked, "Year of birth"), "48")
    press(asked, "Done")
    assert asked.isVisible()
    assert "A year has four digits, such as 1948." in words(asked)
    assert program.session.journal().about().name == "Ada"
    line_of(asked, "Year of birth").setText("1948")
    press(asked, "Done")
    settle()
    assert program.session.journal().about().born == 1948
