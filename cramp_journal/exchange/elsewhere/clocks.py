"""Clock times as files have them: “3:10 AM”, “5.45”, “gg. 2 Uhr”, “凌晨3点”, “early morning”."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from cramp_journal.exchange.elsewhere.amounts import without_about
from cramp_journal.exchange.elsewhere.sheet import Cell, cell_text
from cramp_journal.exchange.elsewhere.vocabulary import by_length, find_words, plainly, words
from cramp_journal.exchange.numbers import plain_digits

_CLOCK = re.compile(
    r"(?:um |at |à |a las |@ )?(\d{1,2})(?:[:.h](\d{2}))?(?:[:.]\d{2})?"
    r" ?(?:o'clock|uhr|heures?|h|点|點|时|時|horas?|ore)? ?(半|\d{1,2}分?)? ?(?:uhr)?"
    r" ?(a\.?m\.?|p\.?m\.?|am|pm)?"
)
_EAST = ("凌晨", "早上", "清晨", "夜里", "夜裡", "半夜", "上午", "午前", "深夜")
_EAST_LATE = ("晚上", "下午", "午後", "傍晚")
_BETWEEN = re.compile(r"(?:between|zwischen|entre|von|from) (.+?) (?:and|und|et|y|to|bis|-) (.+)|(.+?) ?(?:-|–) ?(.+)")
_A_DAY = 86_400


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
        return int(self.time[:2]) * 60 + int(self.time[3:])


def clock_of(cell: Cell) -> ClockTime:
    """Read a time of day. What is no time is kept as words, unless it is empty or means unknown."""
    if isinstance(cell, datetime | time):
        return ClockTime(f"{cell.hour:02}:{cell.minute:02}")
    if isinstance(cell, timedelta):
        cell = cell.total_seconds() / _A_DAY
    if isinstance(cell, bool):
        return ClockTime(said=cell_text(cell))
    if isinstance(cell, float | int):
        if 0 <= cell < 1:
            minutes = round(cell * 1440) % 1440
            return ClockTime(f"{minutes // 60:02}:{minutes % 60:02}")
        cell = f"{cell:.2f}".replace(".", ":") if cell != int(cell) else str(int(cell))  # 5.45 in a column of times
    return _of_text(str(cell))


def says_which_half(cell: Cell) -> bool:
    """Return whether a time names its half of the day, by am or pm or by an hour after noon."""
    if not isinstance(cell, str):
        return True
    text = plainly(plain_digits(cell))
    clock = clock_of(cell)
    return bool(re.search(r"\d ?[ap]\.?m", text)) or (clock.time is not None and clock.minutes >= 13 * 60)


def _of_text(cell: str) -> ClockTime:
    text = plainly(plain_digits(cell))
    about, rest = without_about(text)
    if any(rest == plainly(said) for said in words()["midnight"]):
        return ClockTime("00:00", about)
    if minutes := _minutes(rest):
        return ClockTime(f"{(minutes - 1) // 60:02}:{(minutes - 1) % 60:02}", about)
    between = _BETWEEN.fullmatch(rest)
    ends = [_minutes(each) for each in between.groups() if each] if between else []
    if len(ends) == 2 and all(ends):
        low, high = (each - 1 for each in ends)
        middle = (low + (high - low) % 1440 // 2) % 1440
        if (high - low) % 1440 <= 60 * 3:
            return ClockTime(f"{middle // 60:02}:{middle % 60:02}", about=True)
    return ClockTime(said=cell_text(cell))


def _minutes(text: str) -> int:
    """Return the minutes since midnight and one more; 0 for what is no time."""
    late = False
    for said in (*_EAST, *_EAST_LATE):
        if text.startswith(said):
            text, late = text.removeprefix(said).strip(), said in _EAST_LATE
    match = _CLOCK.fullmatch(text)
    if not match:
        return 0
    hour = int(match[1])
    minute = 30 if match[3] == "半" else int((match[2] or match[3] or "0").rstrip("分"))
    half = (match[4] or "")[:1]
    if half:
        if not 1 <= hour <= 12:
            return 0
        hour = hour % 12 + 12 * (half == "p")
    elif late and hour < 12:
        hour += 12
    if hour == 24 and minute == 0:
        hour = 0
    return hour * 60 + minute + 1 if hour < 24 and minute < 60 else 0


def part_of_night(text: str) -> str:
    """Return the part of the night that words name (as in words.PARTS_OF_NIGHT), or ""."""
    whole = plainly(text)
    return next(
        (part for part in words()["parts"] for said in by_length("parts", part) if find_words(whole, said)),
        "",
    )
