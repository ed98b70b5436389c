"""A day as people type it: “1 March”, “1.3.2026”, “March 1, 2026”, “2026-03-01”.

Window and terminal read it alike, and the days in files by the same rules (`elsewhere/dates.py`). Where it has two
meanings, both are given, so that the program can ask.
"""

import re
from datetime import date

from cramp_journal.exchange.elsewhere.dates import DAY_FIRST, MONTH_FIRST, is_numeric, moment_of
from cramp_journal.exchange.numbers import plain_digits

__all__ = ["DAY_FIRST", "MONTH_FIRST", "days_in"]

_FIRST_DATE, _LAST_DATE = date(1900, 1, 1), date.max
_FIGURES = re.compile(r"\d([./-]) ?\d")  # day and month in figures, and what stands between them


def days_in(
    text: str, near: date, order: str | None = None, *, first: date = _FIRST_DATE, last: date = _LAST_DATE
) -> tuple[date, ...]:
    """Return the possible meanings of a typed day; none means that it was not understood.

    Args:
        text: What was typed.
        near: The day whose year is meant where none was typed, if that lies between `first` and `last`; else the next
            one is, else the one before.
        order: DAY_FIRST or MONTH_FIRST, where the country is known; None yields both meanings of “3/4/2026”.
        first: The first day that can be meant where no year was typed.
        last: The last one.
    """
    plain = plain_digits(text).strip()
    if (
        plain.isdecimal()
    ):  # only “20260301” says all of a day; other figures are numbers, even where a sheet counts days
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}" if len(plain) == 8 else ""
    found = _with_year(plain, order)
    if found or not plain:
        return found
    known = [days for year in _years(near) if (days := _with_year(_in_year(plain, year), order))]
    fitting = [days for days in known if all(first <= day <= last for day in days)]
    return next(iter(fitting or known), ())


def _with_year(text: str, order: str | None) -> tuple[date, ...]:
    if order is None and is_numeric(text):
        found = [moment_of(text, each) for each in (DAY_FIRST, MONTH_FIRST)]
    else:
        found = [moment_of(text, order or DAY_FIRST), *([] if order else [moment_of(text, MONTH_FIRST)])]
    days = dict.fromkeys(each.day for each in found if each is not None and each.clock is None)
    return tuple(days)


def _years(near: date) -> tuple[int, ...]:
    """Return the years that can be meant, the likeliest first; with three on each side one has a 29 February."""
    years = (near.year, near.year + 1, near.year - 1, near.year - 2, near.year + 2, near.year - 3, near.year + 3)
    return tuple(year for year in years if date.min.year <= year <= date.max.year)


def _in_year(text: str, year: int) -> str:
    if "月" in text:
        return f"{year}年{text}"
    sign = _FIGURES.search(text)
    return f"{text.rstrip('., /-')}{sign[1] if sign else ' '}{year}"
