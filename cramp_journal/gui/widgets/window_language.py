"""The language of the window: of its own texts and of Qt's, the direction of reading, and the letters for it."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from cramp_journal.formats import country_of_region, use_country
from cramp_journal.gui.theme import load_chinese
from cramp_journal.gui.widgets.country_ways import country_of_system, languages_of_system
from cramp_journal.i18n import offered_language, use_language

_OF_QT = "the words of Qt"


def speak(language: str, region: str) -> None:
    """Use a language for the window from now on, and write dates and numbers as a country does.

    Args:
        language: Its code, as the settings have it; "" for the language of the system.
        region: Where the person lives, as the settings have it; "" for the country of the system.
    """
    code = offered_language(language, *languages_of_system())
    use_language(code)
    use_country(country_of_region(region, country_of_system()))
    if code == "zh":
        load_chinese()
    app = QApplication.instance()
    if isinstance(app, QApplication):
        _speak_in_qt(app, code)


def _speak_in_qt(app: QApplication, code: str) -> None:
    """Translate the buttons and dialogs of Qt itself, and lay windows out in the direction of reading."""
    earlier = app.findChild(QTranslator, _OF_QT)
    if earlier is not None:
        app.removeTranslator(earlier)
        earlier.setParent(None)  # at once, or the next look would find it again
        earlier.deleteLater()
    locale = QLocale(code)
    made = QTranslator(app)
    made.setObjectName(_OF_QT)
    if code != "en" and made.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(made)
    app.setLayoutDirection(locale.textDirection())
