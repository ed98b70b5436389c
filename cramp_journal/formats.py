"""Dates, times and numbers as the language in use and the person's country write them.

Babel knows how (Unicode CLDR). English without a country, or of Britain, is what the source texts are written in: it
needs no library, and so its first paint loads none.
"""

from datetime import date, time
from functools import lru_cache
from typing import TYPE_CHECKING

from cramp_journal.i18n import language_in_use

if TYPE_CHECKING:
    from babel import Locale

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# By CLDR's name of what a date says: y year, MMM short and MMMM long month, d day, E weekday.
_PLAIN = {
    "yMMMd": "{day} {short} {year}",
    "MMMd": "{day} {short}",
    "yMMMM": "{month} {year}",
    "yMMM": "{short} {year}",
    "MMMEd": "{weekday} {day} {short}",
    "yMMMEd": "{weekday} {day} {short} {year}",
    "Ed": "{weekday} {day}",
}
_MOST_DECIMALS = 10
_SCRIPTS = {"zh": "zh_Hans"}  # of languages that the program writes in one script only

_country = ""


def use_country(code: str) -> None:
    """Write as a country does from now on, by its code of two letters (ISO 3166); "" where it is not known."""
    global _country  # noqa: PLW0603 - the whole program has one country, as it has one language
    _country = code


def country_in_use() -> str:
    """Return the country that the program writes like, by its code of two letters; "" where it is not known."""
    return _country


def language_of_terminal() -> str:
    """Return the language that a terminal is set to by LANGUAGE, LC_ALL, LC_MESSAGES or LANG, such as "de"."""
    from babel.core import default_locale  # noqa: PLC0415 - only commands ask

    return (default_locale("LC_MESSAGES") or "en").partition("_")[0]


def country_of_terminal() -> str:
    """Return the country that a terminal is set to by LC_ALL, LC_TIME or LANG; "" if none."""
    from babel.core import default_locale  # noqa: PLC0415 - only commands ask

    name = default_locale("LC_TIME") or ""
    if name.endswith("_POSIX"):  # what Babel makes of "C", which is no country
        return ""
    return next((each for each in name.split("_")[1:] if len(each) == 2), "")


def country_of_region(region: str, here: str) -> str:
    """Return the country to write like.

    Args:
        region: Where the person lives, as the settings have it: "" where it was not said, "eu" for Europe.
        here: The country that the system is set to. It counts unless the person lives elsewhere.
    """
    if region in ("", "eu") or (region == "us" and here == "CA"):  # which has the emergency number of the USA
        return here
    return "GB" if region == "uk" else region.upper()


def date_text(day: date, skeleton: str) -> str:
    """Return a date in words; `skeleton` says which parts, such as "yMMMd", "MMMd", "yMMMM", "MMMEd" or "Ed"."""
    name = _locale_name()
    if name is None:
        return _PLAIN[skeleton].format(
            day=day.day,
            short=_MONTHS[day.month - 1][:3],
            month=_MONTHS[day.month - 1],
            year=day.year,
            weekday=_DAYS[day.weekday()],
        )
    return _by_babel(name, skeleton, day)


def span_text(first: date, last: date) -> str:
    """Return two days of one year with what lies between, such as "2–8 Nov 2026" or "26 Oct – 1 Nov 2026"."""
    name = _locale_name()
    if name is None:
        begin = date_text(first, "MMMd") if first.month != last.month else f"{first.day}"
        return begin + (" – " if first.month != last.month else "–") + date_text(last, "yMMMd")
    from babel.dates import format_interval  # noqa: PLC0415 - as said above

    return _common_spaces(format_interval(first, last, "yMMMd", locale=_locale(name)))


def night_text(evening: date, morning: date, *, dated: bool = False) -> str:
    """Return a night by both its days, such as "Sat 21 → Sun 22 November", with its year if it is to be `dated`."""
    of_two_years = dated and evening.year != morning.year
    if _locale_name() is None:
        first = date_text(evening, "yMMMEd" if of_two_years else "Ed" if evening.month == morning.month else "MMMEd")
        last = f"{date_text(morning, 'Ed')} {_MONTHS[morning.month - 1]}"
        return f"{first} → {last} {morning.year}" if dated else f"{first} → {last}"
    first = date_text(evening, "yMMMEd" if of_two_years else "MMMEd")
    return f"{first} {arrow_of_night()} {date_text(morning, 'yMMMEd' if dated else 'MMMEd')}"


def arrow_of_night() -> str:
    """Return the sign between the two days of a night, in the direction of reading."""
    name = _locale_name()
    return "←" if name is not None and _locale(name).text_direction == "rtl" else "→"


def weekday_name(day: date) -> str:
    """Return the short name of a day of the week."""
    name = _locale_name()
    if name is None:
        return _DAYS[day.weekday()]
    return str(_locale(name).days["stand-alone"]["abbreviated"][day.weekday()])


def month_name(number: int, *, short: bool = False) -> str:
    """Return the name of a month, 1 to 12, as it is written by itself."""
    name = _locale_name()
    if name is None:
        return _MONTHS[number - 1][:3] if short else _MONTHS[number - 1]
    return str(_locale(name).months["stand-alone"]["abbreviated" if short else "wide"][number])


def twelve_hours(moment: time) -> str:
    """Return a time of day by a clock of twelve hours, such as "3:10 pm"."""
    name = _locale_name()
    if name is None or name.startswith("en"):
        return f"{moment.hour % 12 or 12}:{moment:%M} {'am' if moment.hour < 12 else 'pm'}"
    from babel.dates import format_skeleton  # noqa: PLC0415 - as said above

    return _common_spaces(format_skeleton("hm", moment, locale=_locale(name)))


def number_text(value: float, decimals: int | None = None) -> str:
    """Return a number with the decimal sign of the country, its thousands not marked: "1.000 mg" is 1 mg to some.

    Args:
        value: The number.
        decimals: How many decimals are shown; None: those that it has, at most ten.
    """
    text = f"{value:.{_MOST_DECIMALS if decimals is None else decimals}f}"
    if decimals is None:
        text = text.rstrip("0").rstrip(".")
    name = _locale_name()
    if name is None:
        return text
    from babel.numbers import format_decimal  # noqa: PLC0415 - as said above

    shown = len(text.partition(".")[2])
    return format_decimal(text, f"0.{'0' * shown}" if shown else "0", locale=_locale(name))


def percent_text(share: float) -> str:
    """Return a part of a whole in percent, such as "96%", with the blank that the language writes before the sign."""
    name = _locale_name()
    if name is None:
        return f"{share:.0%}"
    from babel.numbers import format_percent  # noqa: PLC0415 - as said above

    return _common_spaces(format_percent(share, locale=_locale(name)))


def count_text(count: int) -> str:
    """Return a whole number, its thousands marked as in the country."""
    name = _locale_name()
    if name is None:
        return f"{count:,}"
    from babel.numbers import format_decimal  # noqa: PLC0415 - as said above

    return format_decimal(count, locale=_locale(name))


def _locale_name() -> str | None:
    """Return the name of the locale to ask Babel about; None for the English of the source texts."""
    code = language_in_use()
    if code == "en" and _country in ("", "GB"):
        return None
    return _named(code, _country)


@lru_cache(maxsize=64)
def _named(code: str, country: str) -> str:
    """Return the language with the country, or alone where CLDR knows no such pair (Chinese in Germany)."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - as said above

    code = _SCRIPTS.get(code, code)
    for name in (f"{code}_{country}", code):
        try:
            return str(Locale.parse(name))
        except (UnknownLocaleError, ValueError):
            continue
    return "en"


@lru_cache(maxsize=16)
def _locale(name: str) -> "Locale":
    from babel import Locale  # noqa: PLC0415 - as said above

    return Locale.parse(name)


@lru_cache(maxsize=4096)  # dates are written by the hundred
def _by_babel(name: str, skeleton: str, day: date) -> str:
    from babel.dates import format_skeleton  # noqa: PLC0415 - as said above

    return _common_spaces(format_skeleton(skeleton, day, locale=_locale(name)))


def _common_spaces(text: str) -> str:
    """Return a text with common spaces instead of thin ones, which few fonts have."""
    return text.translate({0x2009: " ", 0x202F: "\N{NO-BREAK SPACE}"})
