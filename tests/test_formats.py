"""Dates, times and numbers are written as the language in use and the country do."""

import re
from datetime import date, time

import pytest
from babel.dates import format_skeleton

from cramp_journal import formats, labels
from cramp_journal.i18n import speaking

DAY = date(2026, 11, 21)


def test_english_of_no_country_is_what_the_library_says_for_britain() -> None:
    for month in range(1, 13):
        day = date(2026, month, 21)
        for skeleton in ("yMMMd", "MMMd", "yMMMM", "yMMM", "Ed"):
            british = re.sub(r"\bSept\b", "Sep", format_skeleton(skeleton, day, locale="en_GB"))
            assert formats.date_text(day, skeleton) == british
        assert formats.month_name(month) in format_skeleton("yMMMM", day, locale="en_GB")


@pytest.mark.parametrize(
    ("language", "country", "day", "short", "span", "night"),
    [
        ("en", "", "21 Nov 2026", "21 Nov", "2–8 Nov 2026", "Sat 21 → Sun 22 November"),
        ("en", "US", "Nov 21, 2026", "Nov 21", "Nov 2 – 8, 2026", "Sat, Nov 21 → Sun, Nov 22"),
        ("de", "DE", "21. Nov. 2026", "21. Nov.", "2.–8. Nov. 2026", "Sa., 21. Nov. → So., 22. Nov."),
        ("es", "ES", "21 nov 2026", "21 nov", "2–8 nov 2026", "sáb, 21 nov → dom, 22 nov"),
        ("zh", "CN", "2026年11月21日", "11月21日", "2026年11月2日 – 8日", "11月21日周六 → 11月22日周日"),
        ("zh", "DE", "2026年11月21日", "11月21日", "2026年11月2日 – 8日", "11月21日周六 → 11月22日周日"),
    ],
)
def test_a_date_is_written_as_the_language_and_the_country_do(
    language: str, country: str, day: str, short: str, span: str, night: str
) -> None:
    formats.use_country(country)
    with speaking(language):
        assert labels.day(DAY) == day
        assert labels.short_day(DAY) == short
        assert labels.span(date(2026, 11, 2), date(2026, 11, 8)) == span
        assert labels.night_title(DAY) == night


@pytest.mark.parametrize(
    ("language", "country", "temperature", "rate", "dose", "count"),
    [
        ("en", "", "17.5 °C", "1.5", "1000.5 mg", "12,345"),
        ("en", "US", "17.5 °C", "1.5", "1000.5 mg", "12,345"),
        ("de", "DE", "17,5 °C", "1,5", "1000,5 mg", "12.345"),
        ("es", "ES", "17,5 °C", "1,5", "1000,5 mg", "12.345"),
        ("es", "MX", "17.5 °C", "1.5", "1000.5 mg", "12,345"),
        ("zh", "CN", "17.5 °C", "1.5", "1000.5 mg", "12,345"),
    ],
)
def test_a_number_has_the_decimal_sign_of_the_country_and_a_dose_no_mark_of_thousands(
    language: str, country: str, temperature: str, rate: str, dose: str, count: str
) -> None:
    formats.use_country(country)
    with speaking(language):
        assert labels.degrees(17.5, "c") == temperature
        assert labels.short_number(1.5) == rate
        assert labels.dose_of({"dose": 1000.5, "unit": "mg"}).startswith(dose.removesuffix("mg"))
        assert formats.count_text(12_345) == count


def test_a_clock_of_twelve_hours_names_the_half_of_the_day_in_the_language() -> None:
    said = {"en": "3:10 pm", "de": "3:10 PM", "es": "3:10 p. m.", "zh": "下午3:10"}
    for language, expected in said.items():
        with speaking(language):
            assert formats.twelve_hours(time(15, 10)).replace("\N{NO-BREAK SPACE}", " ") == expected


def test_the_arrow_of_a_night_points_in_the_direction_of_reading() -> None:
    with speaking("he"):
        assert formats.arrow_of_night() == "←"
    assert formats.arrow_of_night() == "→"


def test_a_language_that_nobody_knows_is_written_like_english() -> None:
    with speaking("tlh"):
        assert labels.day(DAY) == "Nov 21, 2026"


@pytest.mark.parametrize(
    ("name", "country"), [("de_AT.UTF-8", "AT"), ("C.UTF-8", ""), ("zh_Hans_CN", "CN"), ("en_US.UTF-8", "US")]
)
def test_the_country_of_a_terminal_is_that_of_its_times(
    monkeypatch: pytest.MonkeyPatch, name: str, country: str
) -> None:
    monkeypatch.setenv("LC_ALL", name)
    assert formats.country_of_terminal() == country
