"""The language is that of the system at first, can be changed at any time, and takes Qt's own words along."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from cramp_journal import i18n
from cramp_journal.app import Program
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.window_language import speak
from cramp_journal.labels import day, degrees
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from tests.builders import EVENING
from tests.gui.conftest import press, settle

HEADING = {"en": "Last night", "zh": "昨夜没有抽筋"}


@pytest.fixture(autouse=True)
def more_languages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for code, name in {"zh": "中文", "de": "Deutsch", "ar": "العربية"}.items():
        monkeypatch.setitem(i18n.WINDOW_LANGUAGES, code, name)
    yield
    speak("en", "")


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    name = str(request.param)
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale(name)))
    return name


@pytest.mark.parametrize(
    ("system", "code", "date", "warm"),
    [("de_AT", "de", "21. Nov. 2026", "17,5 °C"), ("zh_CN", "zh", "2026年11月21日", "17.5 °C")],
    indirect=["system"],
)
def test_at_first_the_language_and_the_country_are_those_of_the_system(
    program: Program, system: str, code: str, date: str, warm: str
) -> None:
    assert system
    speak(Settings().language, Settings().region)
    assert i18n.language_code() == code
    assert day(EVENING.replace(2026, 11, 21)) == date
    assert degrees(17.5, "c") == warm
    speak("en", "uk")
    assert i18n.language_code() == "en"
    assert day(EVENING.replace(2026, 11, 21)) == "21 Nov 2026"


def test_a_language_that_the_program_does_not_speak_becomes_english() -> None:
    assert i18n.offered_language("", "tlh-QO", "fr_CA") == "en"
    assert i18n.offered_language("", "fr-CA", "zh-Hans-CN") == "zh"
    assert i18n.offered_language("zh", "en-GB") == "zh"


def test_the_words_of_qt_follow_and_so_does_the_direction_of_reading(program: Program) -> None:
    said = {"en": "Cancel", "de": "Abbrechen", "zh": "取消"}
    for code, word in said.items():
        speak(code, "")
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == word
        assert QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight
    speak("ar", "")
    assert QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    speak("en", "")
    assert QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_another_language_counts_at_once_and_what_was_typed_stays(program: Program) -> None:
    press(program.window.log_page, "I had cramps")
    QTest.keyClick(program.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    asked = program.window.settings_flow._dialog
    assert asked is not None
    name = next(line for line in asked.findChildren(QLineEdit) if line.accessibleName() == "Name")
    QTest.keyClicks(name, "Rosa")
    press(asked, "中文")
    settle()
    assert Settings.load(settings_file()).language == "zh"
    again = program.window.settings_flow._dialog
    assert isinstance(again, QWidget)
    assert again.isVisible()
    assert i18n.language_code() == "zh"
    assert "Rosa" in [line.text() for line in again.findChildren(QLineEdit)]
    press(again, "English")
    settle()
    assert i18n.language_code() == "en"
    assert program.session.night(program.window.log_page.evening) is not None


@pytest.mark.parametrize("code", HEADING)
def test_what_is_emphasized_is_thicker_in_each_script(program: Program, code: str) -> None:
    speak(code, "")
    theme().use("light", 100)
    assert _ink(HEADING[code], "strong") > 1.2 * _ink(HEADING[code], "")
    speak("en", "")
    theme().use("light", 100)


def _ink(text: str, emphasis: str) -> int:
    """Return how dark a line of text is on white, all its pixels taken together."""
    label = QLabel(text)
    role(label, emphasis)
    label.setStyleSheet("color: black; background: white")
    label.resize(400, 60)
    picture = label.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return sum(255 - each for each in bytes(picture.constBits()))
