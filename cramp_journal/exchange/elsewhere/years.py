"""Dates without a year in a column of whole ones: it follows from the lines around, where only one can be meant."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from cramp_journal.exchange.elsewhere.dates import DAY_FIRST, MONTH_FIRST, moment_of, month_named
from cramp_journal.exchange.elsewhere.sheet import Cell, SheetRow
from cramp_journal.exchange.elsewhere.vocabulary import plainly
from cramp_journal.exchange.numbers import plain_digits

_NEAR = timedelta(days=92)  # of a date with one neighbor only: a diary has no longer pause between two lines (own)
_MOST = 0.6  # of the filled cells of a column of dates
_LONGEST = 60  # characters of a cell that is a date
_HAS_FIGURE = re.compile(r"\d")
_CHINESE = re.compile(r"(?P<month>\d{1,2})月 ?(?P<day>\d{1,2})[日号]?(?!\d)")
_FIGURES = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.(?! ?\d)")
_SPOKEN = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? ?(?:de |of )?(?P<month>[^\W\d]+)\.?(?!,? ?(?:de )?\d)")
_MONTH_FIRST = re.compile(r"(?P<month>[^\W\d]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?!,? ?\d)")


def with_years(rows: Sequence[SheetRow]) -> tuple[SheetRow, ...]:
    """Return the rows of a table with the years that its columns of dates leave out, as far as they are certain."""
    found = [list(row.cells) for row in rows]
    for place in range(max((len(cells) for cells in found), default=0)):
        column = [cells[place] if place < len(cells) else "" for cells in found]
        for at, cell in _filled(column):
            found[at][place] = cell
    return tuple(
        row if tuple(cells) == row.cells else replace(row, cells=tuple(cells))
        for row, cells in zip(rows, found, strict=True)
    )


def years_added(before: Sequence[SheetRow], after: Sequence[SheetRow], place: int) -> int:
    """Return how many dates of a column were given their year; `after` are some rows of what `before` became."""
    written = {row.line: row[place] for row in before}
    return sum(row[place] != written[row.line] for row in after)


def lacks_its_year(cell: Cell) -> bool:
    """Return whether a cell begins with a day and a month, and says no year."""
    return _day_and_month(cell) is not None


def _filled(column: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    """Yield where a year follows from the lines around, with the cell that says it."""
    short = {at: said for at, cell in enumerate(column) if (said := _day_and_month(cell))}
    if not short:
        return
    whole = {at: day for at, cell in enumerate(column) if at not in short and (day := _whole(cell))}
    if not whole or len(short) + len(whole) < _MOST * sum(cell != "" for cell in column):
        return
    ahead = sorted(whole, reverse=True)
    before: date | None = None
    for at in range(len(column)):
        while ahead and ahead[-1] <= at:
            ahead.pop()
        if at in whole:
            before = whole[at]
        elif at in short:
            month, of_it, rest = short[at]
            if meant := _meant(month, of_it, before, whole[ahead[-1]] if ahead else None):
                before = meant
                yield at, f"{meant.isoformat()} {rest}".strip()


def _meant(month: int, day: int, before: date | None, after: date | None) -> date | None:
    """Return the one date that a day and a month can mean between two lines, or near the only one."""
    around = [each for each in (before, after) if each]
    years = range(min(each.year for each in around) - 1, max(each.year for each in around) + 2)
    days = [meant for year in years if (meant := _date(year, month, day))]
    if before and after:
        between = [each for each in days if min(around) <= each <= max(around)]
        if between:
            return between[0] if len(between) == 1 else None
    near = [each for each in days if any(abs(each - other) <= _NEAR for other in around)]
    return near[0] if len(near) == 1 else None


def _day_and_month(cell: Cell) -> tuple[int, int, str] | None:
    """Return the month, the day, and what follows, of a cell without a year."""
    if not isinstance(cell, str) or len(cell) > _LONGEST or not _HAS_FIGURE.search(cell) or _whole(cell):
        return None
    text = plainly(plain_digits(cell))
    for form in (_CHINESE, _FIGURES, _SPOKEN, _MONTH_FIRST):
        if match := form.match(text):
            month = int(match["month"]) if match["month"].isdigit() else month_named(match["month"])
            day = int(match["day"])
            if _date(2024, month, day):  # a leap year
                return month, day, text[match.end() :].strip(" ,")
    return None


def _whole(cell: Cell) -> date | None:
    found = moment_of(cell, DAY_FIRST) or moment_of(cell, MONTH_FIRST)
    return found.day if found else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
