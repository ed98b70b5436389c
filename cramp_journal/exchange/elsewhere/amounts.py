"""Lengths, pain, temperatures, numbers of cramps and doses as files have them."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from cramp_journal.exchange.elsewhere.sheet import Cell, cell_text
from cramp_journal.exchange.elsewhere.vocabulary import find_words, plainly, words
from cramp_journal.exchange.numbers import plain_digits, readings

IN_MINUTES, IN_SECONDS = "minutes", "seconds"
MINUTES_SECONDS, HOURS_MINUTES = "minutes_seconds", "hours_minutes"
LONGEST = 86_400  # seconds
_AN_HOUR, _A_DAY = 3600, 86_400
_FRACTION_OF_A_DAY = 0.02  # about 29 minutes; nobody writes a cramp of 0.02 minutes
_RANGE = re.compile(r"(\d+(?:[.,]\d+)?) ?(?:-|–|to|bis|à|a) ?(\d+(?:[.,]\d+)?)(.*)")
_COLON = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?")
_PARTS = re.compile(r"(\d* ?\d/\d|\d+(?:[.,]\d+)?) ?([^\d\s]*)\s*")


@dataclass(frozen=True)
class Length:
    """A length in seconds, and whether it is a guess; `said` is what could not be kept otherwise."""

    seconds: int | None = None
    guess: bool = False
    said: str = ""


def length_of(cell: Cell, unit: str = "", colon: str = MINUTES_SECONDS) -> Length:
    """Read how long a cramp lasted.

    Args:
        cell: The cell.
        unit: What a bare number counts: "minutes" or "seconds"; "" keeps bare numbers as words.
        colon: What "2:30" means: "minutes_seconds" or "hours_minutes".
    """
    if isinstance(cell, timedelta):
        return _whole(cell.total_seconds(), cell)
    if isinstance(cell, datetime | time):
        seconds = cell.hour * _AN_HOUR + cell.minute * 60 + cell.second
        # “2:30” typed into a spreadsheet becomes half past two; nobody has a cramp of two hours and a half.
        return _whole(seconds / 60 if colon == MINUTES_SECONDS and seconds >= _AN_HOUR else seconds, cell)
    if isinstance(cell, float | int):
        if 0 < cell < _FRACTION_OF_A_DAY:
            return _whole(cell * _A_DAY, cell)
        return _bare(float(cell), unit, cell)
    text = _with_plain_fractions(cell) if isinstance(cell, str) else ""
    guess, rest = without_about(text)
    if not rest:
        return Length()
    length = _of_text(rest, unit, colon, cell)
    return Length(length.seconds, guess or length.guess, length.said)


def _with_plain_fractions(text: str) -> str:
    """Return a plain text in which “2½” is “2 1/2”."""
    return plainly(plain_digits(re.sub(r"(\d)?([½¼¾])", lambda match: f"{match[1] or ''} {match[2]}", text))).replace(
        "⁄", "/"
    )


def needs_unit(cell: Cell) -> bool:
    """Return whether a cell is a bare number, whose unit the header or the person must say."""
    if isinstance(cell, bool | datetime | time | timedelta):
        return False
    if isinstance(cell, float | int):
        return cell >= _FRACTION_OF_A_DAY
    _guess, rest = without_about(plainly(plain_digits(str(cell))))
    rest = _with_plain_fractions(rest)
    return bool(re.fullmatch(r"(?:\d* ?\d/\d|\d+(?:[.,]\d+)?)(?: ?(?:-|–|to|bis) ?\d+(?:[.,]\d+)?)?", rest))


def without_about(text: str) -> tuple[bool, str]:
    """Return whether a plain text begins with a word such as “about”, and the rest of it."""
    for said in sorted(map(plainly, words()["about"]), key=len, reverse=True):
        match = find_words(text, said)
        if match and match.start() == 0:
            return True, text[match.end() :].strip(" .")
    return False, text


def _of_text(text: str, unit: str, colon: str, cell: Cell) -> Length:
    if match := _COLON.fullmatch(text.rstrip(" hminst.").strip()):
        first, second = int(match[1]), int(match[2])
        if match[3]:
            return _whole(first * _AN_HOUR + second * 60 + int(match[3]), cell)
        return _whole(first * 60 + second if colon == MINUTES_SECONDS else first * _AN_HOUR + second * 60, cell)
    if match := _RANGE.fullmatch(text):
        factor = _factor(match[3].strip(), unit)
        low, high = (float(each.replace(",", ".")) for each in (match[1], match[2]))
        if factor and low <= high:
            return Length(_whole((low + high) / 2 * factor, cell).seconds, guess=True)
        return Length(said=cell_text(cell))
    if seconds := _spoken(text):
        return Length(seconds, guess=True)
    total, rest, last = 0.0, _with_figures(text), 0
    while rest:
        match = _PARTS.match(rest)
        value = readings(match[1]) if match else []
        factor = _factor(match[2], unit) if match else 0
        if match and not match[2] and last in (60, _AN_HOUR):  # “2min30”, “0h02”
            factor = last // 60
        if not match or len(value) != 1 or not factor:
            return Length(said=cell_text(cell))
        total += value[0] * factor
        last = factor
        rest = rest[match.end() :].removeprefix(",").removeprefix("and ").lstrip()
        unit = ""  # only the first number may stand without a unit
    return _whole(total, cell)


def _with_figures(text: str) -> str:
    """Return a length in figures: “two minutes” is “2 minutes”, “one and a half minutes” is “1 1/2 minutes”."""
    for said in sorted(map(plainly, words()["and_a_half"]), key=len, reverse=True):
        text = re.sub(rf"(\w+|\d+) {re.escape(said)}(?!\w)", r"\1 1/2", text)
    first, _blank, rest = text.partition(" ")
    number = next((n for n, said in words()["counts"].items() if first in map(plainly, said)), None)
    number = number or ("1" if first in map(plainly, words()["a"]) else None)
    text = f"{number} {rest}" if number and rest else text
    # “a minute and a half”: the half is of the unit before it.
    return re.sub(r"^(\d+) ([^\W\d]+) 1/2$", r"\1 1/2 \2", text)


def _spoken(text: str) -> int | None:
    """Read “half a minute”, “a minute”, “一分钟”."""
    for amount, said in [(0.5, each) for each in words()["half"]] + [(1.0, each) for each in words()["a"]]:
        match = find_words(text, said)
        if match and match.start() == 0 and (factor := _factor(text[match.end() :].strip(), "")):
            return round(amount * factor)
    return None


def _factor(word: str, unit: str) -> int:
    """Return the seconds of a unit; 0 if it is unknown."""
    word = word.strip(" .,") or {IN_MINUTES: "min", IN_SECONDS: "s"}.get(unit, "")
    for kind, factor in (("minutes", 60), ("seconds", 1), ("hours", _AN_HOUR)):
        if word in [plainly(each).strip(" .") for each in words()[kind]] and word:
            return factor
    return 0


def _bare(value: float, unit: str, cell: Cell) -> Length:
    factor = _factor("", unit)
    return _whole(value * factor, cell) if factor else Length(said=cell_text(cell))


def _whole(seconds: float, cell: Cell) -> Length:
    whole = round(seconds)
    return Length(whole) if 1 <= whole <= LONGEST else Length(said=cell_text(cell))


# ---------------------------------------------------------------- other amounts
def number_of(cell: Cell) -> float | None:
    """Read a plain number; None if it is none, or has two possible meanings."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float | int):
        return float(cell)
    found = readings(str(cell), low=float("-inf")) if isinstance(cell, str) else []
    return found[0] if len(found) == 1 else None


def pain_of(cell: Cell) -> int | None:
    """Read pain from 0 to 10, also “7/10”; None for a range, words, or another scale."""
    text = re.sub(r"\s*/\s*10$", "", plain_digits(cell)) if isinstance(cell, str) else cell
    value = number_of(text)
    return int(value) if value is not None and value == int(value) and 0 <= value <= 10 else None


CELSIUS, FAHRENHEIT = "celsius", "fahrenheit"


def unit_of_temperature(text: str) -> str:
    """Return the unit that a header or a cell names; "" if it names none."""
    whole = plainly(text)
    if re.search(r"fahrenheit|°\s?f\b|(?<![a-z])f$|\(f\)|_f\b|℉", whole):
        return FAHRENHEIT
    if re.search(r"celsius|centigrade|°\s?c\b|(?<![a-z])c$|\(c\)|_c\b|℃|摄氏|ﾂｰc", whole):
        return CELSIUS
    return ""


def temperature_of(cell: Cell, unit: str) -> float | None:
    """Read a temperature in °C, to a tenth. A unit in the cell stands above `unit`; None without any."""
    text = str(cell)
    unit = (unit_of_temperature(text) if isinstance(cell, str) else "") or unit
    match = re.match(r"\s*(-?\d+(?:[.,]\d+)?)", plain_digits(text))
    if not match or not unit or isinstance(cell, bool):
        return None
    value = float(match[1].replace(",", "."))
    celsius = round((value - 32) * 5 / 9 if unit == FAHRENHEIT else value, 1)
    return celsius if -30 <= celsius <= 60 else None
