"""Dates as files have them. The order of day and month is decided over a whole column, and asked where it cannot be."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from cramp_journal.exchange.elsewhere.sheet import Cell
from cramp_journal.exchange.elsewhere.vocabulary import plainly, words
from cramp_journal.exchange.numbers import plain_digits

DAY_FIRST, MONTH_FIRST = "day_first", "month_first"
_ORDERS = (DAY_FIRST, MONTH_FIRST)
_SERIAL_0 = date(1899, 12, 30)  # day 0 of spreadsheets that count from 1900 (day 60 is the leap day that never was)
_SERIALS = (20_000, 80_000)  # 1954 to 2119
_EPOCH_S, _EPOCH_MS = (300_000_000, 5_000_000_000), (300_000_000_000, 5_000_000_000_000)
_MONTHS = 12
_YEAR_PIVOT = 69  # two digits: 69 to 99 are of the last century (POSIX)
_NUMERIC = re.compile(r"(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(\d{4})[-./年] ?(\d{1,2})[-./月] ?(\d{1,2})日?(?!\d)")
_SPOKEN = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[ /-]?(?:de |of )?([^\W\d]+)\.?,?[ /-]?(?:de )?(\d{4}|\d{2})(?![\d:])"
)
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)")
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?m?\.?")
_ZONE = re.compile(r"(?:utc)?(z|[+-]\d{2}:?\d{2})$")
_OF_A_FORM = re.compile(
    r" (?:gmt|utc|mez|mesz|cet|cest|[ecmp][sd]t)(?:[+-]\d{1,2}(?::\d\d)?)?$"
)  # the clock where it was filled in


@dataclass(frozen=True)
class DateFound:
    """A date, with the local clock time if the cell has one."""

    day: date
    clock: time | None = None


def orders_of(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Return the orders of day and month in which every date of a column is a date.

    Both where no date decides it, and where dates of one column contradict each other; what is a date in neither order
    (“30/02/2026”) decides nothing.
    """
    found = set(_ORDERS)
    for cell in cells:
        match = _NUMERIC.match(_text(cell)) if isinstance(cell, str) else None
        if match and (possible := {order for order in _ORDERS if _numeric(match, order) is not None}):
            found &= possible
    return tuple(order for order in _ORDERS if order in found) or _ORDERS


def made_by_a_spreadsheet(cells: Sequence[Cell]) -> date | None:
    """Return the first date of a column whose days and months a spreadsheet may have exchanged; None if it has not.

    One that reads “5/10/2026” as the 10th of May leaves “13/10/2026” as a text: no such text could be the other order.
    """
    real = [cell.date() if isinstance(cell, datetime) else cell for cell in cells if isinstance(cell, date)]
    texts = [cell for cell in cells if isinstance(cell, str) and _NUMERIC.match(_text(cell))]
    if not texts or any(map(is_numeric, texts)) or any(day.day > _MONTHS for day in real):
        return None
    return next((day for day in real if day.day != day.month), None)


def exchanged(cell: Cell) -> Cell:
    """Return a date of a spreadsheet with its day as the month and its month as the day."""
    return cell.replace(month=cell.day, day=cell.month) if isinstance(cell, date) else cell


def is_numeric(cell: Cell) -> bool:
    """Return whether a cell is a date in figures whose order of day and month is not plain by itself."""
    match = _NUMERIC.match(_text(cell)) if isinstance(cell, str) else None
    if match is None or match[1] == match[3]:
        return False
    return all(_numeric(match, order) is not None for order in _ORDERS)


def moment_of(cell: Cell, order: str = DAY_FIRST) -> DateFound | None:
    """Read a date, with its time if it has one. Moments with a zone become the local time of this computer.

    `order` is "day_first" or "month_first", for dates in figures with the year last.
    """
    if isinstance(cell, datetime):
        return DateFound(cell.date(), cell.time().replace(microsecond=0, tzinfo=None))
    if isinstance(cell, date):
        return DateFound(cell)
    if isinstance(cell, bool | time | timedelta):
        return None
    if isinstance(cell, float | int):
        return _of_number(float(cell))
    text = _text(cell)
    if re.fullmatch(r"\d{5}(\.\d+)?|\d{9,13}", text):
        return _of_number(float(text))
    return _of_text(text, order)


def _text(cell: str) -> str:
    return plainly(plain_digits(cell))


def _of_number(value: float) -> DateFound | None:
    if _SERIALS[0] <= value < _SERIALS[1]:
        day = _SERIAL_0 + timedelta(days=int(value))
        seconds = round((value - int(value)) * 86_400)
        clock = time(seconds // 3600 % 24, seconds // 60 % 60, seconds % 60)
        return DateFound(day, clock if seconds else None)
    for (low, high), a_second in ((_EPOCH_S, 1), (_EPOCH_MS, 1000)):
        if low <= value < high:
            return _local(datetime.fromtimestamp(value / a_second, UTC))
    return None


def _local(moment: datetime) -> DateFound:
    here = moment.astimezone()
    return DateFound(here.date(), here.time().replace(microsecond=0))


def _of_text(text: str, order: str) -> DateFound | None:
    text = _without_weekday(text)
    day: date | None = None
    if match := _ISO.match(text):
        day = _date(match[1], match[2], match[3])
    elif match := _NUMERIC.match(text):
        day = _numeric(match, order)
    elif match := _SPOKEN.match(text):
        day = _date(match[3], month_named(match[2]), match[1])
    elif match := _MONTH_FIRST.match(text):
        day = _date(match[3], month_named(match[1]), match[2])
    if day is None or match is None:
        return None
    rest = text[match.end() :].strip(" ,t")
    if not rest:
        return DateFound(day)
    if form := _OF_A_FORM.search(rest):
        clock = _clock(rest[: form.start()].strip())
        return DateFound(day, clock) if clock else None
    zone = _ZONE.search(rest)
    clock = _clock(rest[: zone.start()].strip() if zone else rest)
    if clock is None:
        return None
    if zone:
        written = "+00:00" if zone[1] == "z" else zone[1]
        return _local(datetime.fromisoformat(f"{day.isoformat()}T{clock.isoformat()}{written}"))
    return DateFound(day, clock)


def _without_weekday(text: str) -> str:
    match = re.match(r"([^\W\d]{2,12})\.?,? +(?=\d)", text)
    return text[match.end() :] if match and not month_named(match[1]) else text


def _clock(text: str) -> time | None:
    match = _CLOCK.fullmatch(text)
    if not match:
        return None
    hour = int(match[1])
    if match[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (match[4] == "p")
    minute, second = int(match[2]), int(match[3] or 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _numeric(match: re.Match[str], order: str) -> date | None:
    first, second, year = match[1], match[3], match[4]
    return _date(year, second, first) if order == DAY_FIRST else _date(year, first, second)


def month_named(name: str) -> int:
    """Return the number of a month by its name, or by its beginning; 0 if it is none."""
    return next((int(number) for number, said in words()["months"].items() if name in said), 0)


def _date(year: str, month: str | int, day: str | int) -> date | None:
    whole = int(year)
    if len(year) == 2:
        whole += 1900 if whole >= _YEAR_PIVOT else 2000
    try:
        return date(whole, int(month), int(day))
    except ValueError:
        return None


def share_of_dates(cells: Sequence[Cell]) -> float:
    """Return which share of the filled cells of a column are dates."""
    filled = [cell for cell in cells if cell != ""]
    if not filled:
        return 0
    return sum(any(moment_of(cell, order) for order in _ORDERS) for cell in filled) / len(filled)
