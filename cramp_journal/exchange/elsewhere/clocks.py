"""Clock times as files have them: “3:10 AM”, “5.45”, “gg. 2 Uhr”, “between 2 and 4”, 0.125 of a spreadsheet."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache

from cramp_journal.exchange.elsewhere.amounts import without_about
from cramp_journal.exchange.elsewhere.sheet import Cell, cell_text
from cramp_journal.exchange.elsewhere.vocabulary import plainly
from cramp_journal.exchange.numbers import plain_digits
from cramp_journal.exchange.typed_time import TypedTime, clock_in

AS_WRITTEN, LATE = "morning", "evening"  # of a time such as “11:30”, which may be either
_BETWEEN = re.compile(r"(?:between|zwischen|entre|von|from) (.+?) (?:and|und|et|y|to|bis|-) (.+)|(.+?) ?(?:-|–) ?(.+)")
_A_DAY, _LONGEST_SPAN = 86_400, 180  # seconds; minutes of which the middle is still a time


@dataclass(frozen=True)
class ClockTime:
    """A time of day ("HH:MM") and whether it is rough; `said` is what could not be kept otherwise."""

    time: str | None = None
    about: bool = False
    said: str = ""

    @property
    def minutes(self) -> int:
        """The minutes since midnight of a known time."""
        assert self.time is not None
        return _minutes(self.time)


def clock_of(cell: Cell, half: str = AS_WRITTEN) -> ClockTime:
    """Read a time of day; what is no time is kept as words.

    `half` says what a time means that has two readings, such as “11:30”: "morning" (as written) or "evening".
    """
    if isinstance(cell, datetime | time):
        return ClockTime(f"{cell.hour:02}:{cell.minute:02}")
    if isinstance(cell, timedelta):
        cell = cell.total_seconds() / _A_DAY
    if isinstance(cell, bool):
        return ClockTime(said=cell_text(cell))
    if isinstance(cell, float | int):
        if 0 <= cell < 1:
            return ClockTime(_as_text(round(cell * 1440)))
        cell = f"{cell:.2f}"  # 5.45 in a column of times
    if isinstance(cell, str) and re.fullmatch(r"0[.,]\d{3,}", cell.strip()):  # a spreadsheet's part of a day, as text
        return ClockTime(_as_text(round(float(cell.strip().replace(",", ".")) * 1440)))
    found = _typed(str(cell))
    if found.readings:
        return ClockTime(found.readings[-1 if half == LATE else 0], found.about)
    return _between(str(cell))


def is_of_either_half(cell: Cell) -> bool:
    """Return whether a time may be one of the evening or one of the morning."""
    return isinstance(cell, str) and len(_typed(cell).readings) > 1


def is_of_24_hours(cell: Cell) -> bool:
    """Return whether a time is written by a clock of 24 hours, or says its half of the day."""
    readings = _typed(cell).readings if isinstance(cell, str) else ()
    return len(readings) == 1 and _minutes(readings[0]) >= 13 * 60


@lru_cache(maxsize=4096)  # a column has the same times again and again
def _typed(text: str) -> TypedTime:
    found = clock_in(text)
    if found.readings:
        return found
    about, rest = without_about(plainly(plain_digits(text)))
    return TypedTime(clock_in(rest).readings, about=True) if about else found


def _between(text: str) -> ClockTime:
    """Read the middle of a stretch of up to three hours."""
    match = _BETWEEN.fullmatch(plainly(plain_digits(text)))
    ends = [clock_in(each).readings for each in match.groups() if each] if match else []
    if len(ends) == 2 and all(len(end) == 1 for end in ends):
        low, high = (_minutes(end[0]) for end in ends)
        if (high - low) % 1440 <= _LONGEST_SPAN:
            return ClockTime(_as_text(low + (high - low) % 1440 // 2), about=True)
    return ClockTime(said=cell_text(text))


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _as_text(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
