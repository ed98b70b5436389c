"""What the system's country says of weeks and dates; the words are those of the window's language."""

from PySide6.QtCore import QLocale

from cramp_journal.i18n import language_code


def country_of_system() -> str:
    """Return the country that the system is set to, by its code of two letters; "" if to none."""
    territory = QLocale.system().territory()
    return "" if territory == QLocale.Country.AnyCountry else QLocale.territoryToCode(territory)


def languages_of_system() -> list[str]:
    """Return the languages that the system is set to, the dearest first, such as "de-AT"."""
    return QLocale.system().uiLanguages()


def first_weekday() -> int:
    """Return the day on which weeks start here; 0 is Monday."""
    return QLocale.system().firstDayOfWeek().value - 1


def has_decimal_comma() -> bool:
    """Return whether a comma is the decimal sign here: its spreadsheets then part the cells of a CSV by semicolons."""
    return QLocale.system().decimalPoint() == ","


def date_format() -> str:
    """Return how a field shows a date: day, month and year in the order of the country, the month as a word."""
    short = QLocale.system().dateFormat(QLocale.FormatType.ShortFormat)
    order = sorted("dMy", key=lambda part: short.find(part) if part in short else len(short))
    return " ".join(["ddd", *({"d": "d", "M": "MMM", "y": "yyyy"}[part] for part in order)])


def words_locale() -> QLocale:
    """Return the locale that names days and months in the language of the window, with its digits."""
    return QLocale(language_code())
