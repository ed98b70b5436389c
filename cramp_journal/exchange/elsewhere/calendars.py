"""Tables whose days are numbers: a sheet for each month, a row or a column for each month, dates without a year.

Each becomes a table with whole dates, where the month and the year stand in the name of the sheet, above the table, or
in the name of the file.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from cramp_journal.exchange.elsewhere.amounts import number_of
from cramp_journal.exchange.elsewhere.layout import is_sum
from cramp_journal.exchange.elsewhere.sheet import Cell, SheetRow, Spreadsheet, header_of
from cramp_journal.exchange.elsewhere.vocabulary import find_words, names_cramp, plainly, words

# The headers of a table made out of a grid, as layout.py reads them; the other one where nothing speaks of cramps.
_GRID, _GRID_OF_ANYTHING = ("Date", "Cramp"), ("Date", "Cramp?")
_PEEKED, _MOST = 30, 0.6
_DAYS_ACROSS, _MONTHS_ACROSS = 20, 2  # numbers or months in the header of a grid, at least
_HALF_A_YEAR = 6  # months
_LETTERS = 3  # of a month's name, in a sentence: “mar” and “set” are words too
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MONTH_AND_YEAR = re.compile(r"(?<!\d)(?:(\d\d?)[./-]((?:19|20)\d\d)|((?:19|20)\d\d)[./-年](\d\d?))(?!\d)")
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./]?")
_WEEKDAY = re.compile(r"^[^\W\d]{2,12}\.?,? +(?=\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|\.)? ?(?:de |of )?([^\W\d]+)\.?")
_MONTH_DAY = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?")
_CHINESE = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?")


def with_whole_dates(sheets: Sequence[Spreadsheet], name: str) -> list[Spreadsheet]:
    """Return the sheets with whole dates, as far as they can be made whole; `name` is that of the file."""
    return [sheet if sheet.hidden else _whole(sheet, name) for sheet in sheets]


def is_grid_of_anything(sheet: Spreadsheet) -> bool:
    """Return whether a table was made out of a grid that does not say what its marks are."""
    return bool(sheet.rows) and sheet.rows[0].cells == _GRID_OF_ANYTHING


def lacks_a_year(sheets: Sequence[Spreadsheet]) -> bool:
    """Return whether a table has days, or dates without a year, that nothing makes whole."""
    return any(
        _column_of_days(row, [each for each in sheet.rows[number + 1 :] if not each.blank]) >= 0
        for sheet in sheets
        for number, row in enumerate(sheet.rows[:_PEEKED])
    )


def _whole(sheet: Spreadsheet, name: str) -> Spreadsheet:
    for number, row in enumerate(sheet.rows[:_PEEKED]):
        above = " ".join(str(cell) for each in sheet.rows[: number + 1] for cell in each.cells)
        about = [sheet.name, above, name]
        year = next((named for text in about if (named := _year_in(text))), 0)
        below = [each for each in sheet.rows[number + 1 :] if not each.blank and not is_sum(each)]
        grid = [*_days_across(row, below, year), *_months_across(row, below, year)]
        if grid:
            grid.sort(key=lambda each: str(each.cells[0]))
            said = [*about, *(str(each.cells[1]) for each in grid)]
            header = _GRID if any(names_cramp(plainly(text.replace("_", " "))) for text in said) else _GRID_OF_ANYTHING
            return replace(sheet, rows=(SheetRow(row.line, header), *grid))
        place = _column_of_days(row, below)
        if place < 0:
            continue
        month = next((named for text in about if (named := _month_in(text))), 0)
        dated = _with_days(sheet.rows[number + 1 :], place, year, month)
        if dated:
            return replace(sheet, rows=(*sheet.rows[: number + 1], *dated))
    return sheet


# ---------------------------------------------------------------- grids
def _days_across(row: SheetRow, below: Sequence[SheetRow], year: int) -> Iterator[SheetRow]:
    """Read a row for each month, with its days across."""
    days = {place: int(n) for place, cell in enumerate(row.cells) if (n := _day_number(cell))}
    if len(days) < _DAYS_ACROSS or len(set(days.values())) < len(days):
        return
    for each in below:
        label = " ".join(str(cell) for place, cell in enumerate(each.cells) if place < min(days))
        month = _month_in(label)
        for place, day_ in days.items():
            yield from _cell(each, place, _year_in(label) or year, month, day_)


def _months_across(row: SheetRow, below: Sequence[SheetRow], year: int) -> Iterator[SheetRow]:
    """Read a column for each month, with its days below."""
    months = {place: month for place, text in enumerate(header_of(row.cells)) if (month := _month_in(text))}
    if len(months) < _MONTHS_ACROSS or min(months) < 1:
        return
    for each in below:
        day_ = _day_number(each[min(months) - 1]) or _day_number(each[0])
        for place, month in months.items():
            yield from _cell(each, place, _year_in(str(row[place])) or year, month, day_)


def _cell(row: SheetRow, place: int, year: int, month: int, day_: int) -> Iterator[SheetRow]:
    if year and row[place] != "":
        when = _date(year, month, day_)
        unknown = f"{year}-{month:02}-{day_:02}"  # 31 June: the reader says that it is no date
        yield SheetRow(row.line, (when.isoformat() if when else unknown, row[place]))


# ---------------------------------------------------------------- days and dates without a year
def _column_of_days(row: SheetRow, below: Sequence[SheetRow]) -> int:
    """Return where a column of days of the month, or of dates without a year, stands; -1 if there is none."""
    for place, text in enumerate(header_of(row.cells)):
        if any(find_words(plainly(text), plainly(said)) for said in words()["columns"]["date"]):
            cells = [each[place] for each in below if each[place] != ""]
            if cells and sum(_parts_of(cell) is not None for cell in cells) >= _MOST * len(cells):
                return place
    return -1


def _with_days(rows: Sequence[SheetRow], place: int, year: int, month: int) -> list[SheetRow]:
    """Return rows with whole dates; a month far before the one above it is of the next year. Empty: not possible."""
    found: list[SheetRow] = []
    before = 0
    for row in rows:
        parts = _parts_of(row[place])
        if parts is None or row.blank:
            found.append(row)
            continue
        day_, own = parts
        if not year or not (own or month):
            return []
        if before and abs(before - (own or month)) > _HALF_A_YEAR:
            year += 1 if before > (own or month) else -1
        before = own or month
        when = _date(year, own or month, day_)
        cells = list(row.cells)
        cells[place] = when.isoformat() if when else row[place]
        found.append(SheetRow(row.line, tuple(cells)))
    return found


def _parts_of(cell: Cell) -> tuple[int, int] | None:
    """Return the day and the month of a date without a year; month 0 for a bare day."""
    if day_ := _day_number(cell):
        return day_, 0
    text = _WEEKDAY.sub("", plainly(cell)) if isinstance(cell, str) else ""
    if (match := _CHINESE.fullmatch(text)) and 1 <= int(match[1]) <= 12:
        return int(match[2]), int(match[1])
    if (match := _DAY_MONTH.fullmatch(text)) and (month := _month_in(match[2])):
        return int(match[1]), month
    if (match := _MONTH_DAY.fullmatch(text)) and (month := _month_in(match[1])):
        return int(match[2]), month
    if (match := _NUMERIC.fullmatch(text)) and "." in text and 1 <= int(match[2]) <= 12:
        return int(match[1]), int(match[2])
    return None


def _day_number(cell: Cell) -> int:
    """Return a day of the month, also “1.” and “1st”; 0 for anything else."""
    if isinstance(cell, bool):
        return 0
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th|\.0|\.|日|号)$", "", plainly(cell))
    value = number_of(text) if re.fullmatch(r"\d{1,2}", text) else None
    return int(value) if value and 1 <= value <= 31 else 0


def _year_in(text: str) -> int:
    years = set(_YEAR.findall(str(text)))
    return int(years.pop()) if len(years) == 1 else 0


def _month_in(text: str) -> int:
    """Return the one month that a text names; 0 for none, and for several."""
    plain = plainly(re.sub(r"_", " ", str(text)))
    if match := _MONTH_AND_YEAR.search(plain):
        return int(match[1] or match[4])
    if match := re.search(r"(?<!\d)(\d{1,2})月", plain):
        return int(match[1])
    found = {
        int(number)
        for number, said in words()["months"].items()
        if any(find_words(plain, each) for each in said if len(each) >= _LETTERS)
    }
    return found.pop() if len(found) == 1 else 0


def _date(year: int, month: int, day_: int) -> date | None:
    try:
        return date(year, month, day_)
    except ValueError:  # 31 June, and a month or a year that nobody named
        return None
