"""A time of day as people type it: “3.10 am”, “quarter past 3”, “half three”, “halb drei”, “凌晨三点”.

Read by the rules of each language (see `clock_words.py`), the person's own first. A time with two possible meanings
yields both, so that the program can ask; nothing is guessed. No library serves: dateparser and dateutil fill in what
they do not understand, and read neither “half three” nor “halb drei”.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cramp_journal.exchange.clock_words import Tongue, parts_of, tongues
from cramp_journal.exchange.numbers import plain_digits

_LONGEST = 60  # characters: nobody types a longer time
_FROM_EIGHT = 8  # from this hour on, a 12-hour clock may show a time before bed as well as one after waking
_NUMERIC = re.compile(r"(?!0\d{2}$)(\d{1,2})(?:(?: ?[:.,٫h] ?| )?([0-5]\d)(?::[0-5]\d)?)?(?: ?h)?")
_SHORT = re.compile(r"(\d) ?([ap])")  # "3.10p"
_ISH = re.compile(r"(.*[\da-z]) ?-?ish")
_H = r"(?P<hour>\d{1,2}w?)"  # "w": the number was written as a word
_MINUTES_FIRST = re.compile(rf"(?P<part>\d{{1,2}}w?|[QH])(?P<said> U)? (?P<way>[PT]) (?P<half>H )?{_H}(?: O)?")
_PART_FIRST = re.compile(rf"(?P<part>[HQK]) {_H}(?: O)?")
_HOUR_FIRST = re.compile(rf"(?:O )?{_H}(?P<o> O)?(?: (?P<way>[AMT]))?(?: (?P<part>\d{{1,2}}w?|[HQK]))?(?P<said> U)?")
_LESS_FIRST = re.compile(rf"T (?P<part>\d{{1,2}}w?|[QH])(?: U)? {_H} O")  # 差一刻三点
_OFFSETS = {"Q": 15, "H": 30, "K": 45}


class TypedTime(NamedTuple):
    """The possible meanings of a typed time, each as HH:MM; none means that it was not understood."""

    readings: tuple[str, ...]
    about: bool = False  # the person said that it is not exact


class _Said(NamedTuple):
    """A time as it was said: `hour` of 1 to 12 may be before noon or after it, unless `whole` says otherwise."""

    hour: int
    minute: int
    whole: bool


def clock_in(text: str, language: str = "en", *, by_night: bool = True) -> TypedTime:
    """Read a time of day.

    Args:
        text: What was typed.
        language: The person's language, which is tried first.
        by_night: Whether “3:10” can only be before morning. Otherwise, each hour of a 12-hour clock has two meanings.
    """
    plain = _folded(text)
    if not plain or len(plain) > _LONGEST:
        return TypedTime(())
    known = tongues()
    own = known.get(language, known["en"])
    found = _read(plain, own, by_night=by_night)
    if found.readings:
        return found
    others = [_read(plain, tongue, by_night=by_night, foreign=True) for tongue in known.values() if tongue is not own]
    readings = tuple(sorted({each for other in others for each in other.readings}))
    return TypedTime(readings, any(other.about for other in others))


def clearly(reading: str) -> str:
    """Return a time (HH:MM) as text that `clock_in` reads in this one way only."""
    if len(clock_in(reading).readings) == 1:
        return reading
    return f"{reading} am" if int(reading[:2]) < 12 else f"{reading} pm"


def is_said_in_words(text: str) -> bool:
    """Return whether a text has the mark of a time: a colon, a part of the day, or a word such as “past”."""
    plain = _folded(text)
    if ":" in plain:
        return True
    english = tongues()["en"]
    return any(_without_part(plain, english)[1:]) or any(each.isupper() for each in _encoded(plain, english))


# -------------------------------------------------------------------- one language
def _read(plain: str, tongue: Tongue, *, by_night: bool, foreign: bool = False) -> TypedTime:
    """Read a folded text by the rules of one language; `foreign` needs a word of it, not numbers alone."""
    rest, about = _without_about(plain, tongue)
    rest, part, is_own = _without_part(rest, tongue)
    encoded = _encoded(rest, tongue)
    is_own = is_own or (about and plain[0].isalpha())
    if foreign and not (is_own or any(each.isupper() for each in encoded)):
        return TypedTime(())
    if numeric := _NUMERIC.fullmatch(encoded.removeprefix("O ").removesuffix(" O")):
        hour = int(numeric[1])
        said = _Said(hour, int(numeric[2] or 0), numeric[1].startswith("0") or hour > 12)
        return _clock(said, part, about, by_night=by_night)
    encoded, whole = _named_hours(encoded if tongue.hour_first else encoded.removeprefix("O "))
    if part in ("am", "pm") and re.search(r"T (H )?12w?( O)?$", encoded):
        part = ""  # "quarter to 12 am": before midnight, or before noon?
    for said in _by_rules(encoded, tongue):
        return _clock(said._replace(whole=said.whole or whole), part, about, by_night=by_night)
    return TypedTime(())


def _clock(said: _Said, part: str, about: bool, *, by_night: bool) -> TypedTime:
    if said.hour > 23 or said.minute > 59:
        return TypedTime(())
    hours = _hours(said, part, by_night=by_night)
    return TypedTime(tuple(f"{hour:02}:{said.minute:02}" for hour in hours), about)


def _hours(said: _Said, part: str, *, by_night: bool) -> tuple[int, ...]:
    """Return the hours of a day that are meant."""
    hour = said.hour
    if part:
        return tuple(each for each in _of_part(hour, said.minute, part) if not said.whole or each == hour)
    if said.whole or hour == 0:
        return (hour,)
    both = (hour % 12, hour % 12 + 12)
    return both if not by_night or hour >= _FROM_EIGHT else (hour,)


def _of_part(hour: int, minute: int, part: str) -> tuple[int, ...]:
    """Return the hours of a part of the day that a clock of 12 or of 24 hours calls by this number."""
    early, late = hour % 12, hour % 12 + 12
    if part == "morning" and (hour, minute) == (12, 0):
        return (0, 12)  # nobody can tell
    if part == "night" and early in (6, 7):
        return (early, late) if hour < 12 else (late,)
    ranges = {
        "am": range(12),
        "pm": range(12, 24),
        "morning": range(12),
        "afternoon": range(12, 20),
        "evening": (*range(16, 24), 0),
        "night": (*range(18, 24), *range(6)),
    }
    return tuple(each for each in (early, late) if each in ranges[part] and (hour <= 12 or each == hour))


def _by_rules(encoded: str, tongue: Tongue) -> Iterator[_Said]:
    """Yield what an encoded time means, by the rules of a language."""
    if (match := _MINUTES_FIRST.fullmatch(encoded)) and _is_clear(match, tongue):
        minutes = _minutes(match["part"]) * (1 if match["way"] == "P" else -1) - (30 if match["half"] else 0)
        yield _moved(match["hour"], minutes)
    if match := _PART_FIRST.fullmatch(encoded):
        if match["part"] == "H":
            yield _moved(match["hour"], -30 if tongue.half_is_before else 30)
        elif tongue.quarter_is_before:
            yield _moved(match["hour"], _minutes(match["part"]) - 60)
    if (match := _LESS_FIRST.fullmatch(encoded)) and not tongue.spaced:
        yield _moved(match["hour"], -_minutes(match["part"]))
    if (match := _HOUR_FIRST.fullmatch(encoded)) and _fits(match, tongue):
        minutes = _minutes(match["part"]) if match["part"] else 0
        yield _moved(match["hour"], -minutes if match["way"] in ("M", "T") else minutes)


def _is_clear(match: "re.Match[str]", tongue: Tongue) -> bool:
    """Return whether minutes before or after an hour are clear: “5 to 6” may be a stretch of time."""
    part, hour, way = match["part"], match["hour"], match["way"]
    if not tongue.spaced or (tongue.hour_first and part not in "QH"):
        return False
    if match["half"] and not (tongue.half_is_before and part[0].isdigit()):
        return False
    if part == "H":
        return way == "P" and not tongue.half_is_before
    if part == "Q" or match["said"]:
        return True
    number = _minutes(part)
    is_span = part.isdigit() and way == "T" and number + 1 == int(hour.rstrip("w"))
    return number < 60 and not is_span and (way == "P" or number % 5 == 0 or number > 12)


def _fits(match: "re.Match[str]", tongue: Tongue) -> bool:
    """Return whether the hour comes first in this language, and the parts after it belong together."""
    part, way, said = match["part"], match["way"], match["said"]
    if part is None:
        return way is None and said is None
    if tongue.hour_first:
        return bool(way or match["o"]) or part[0].isdigit()
    if way or part in "HQK" or (len(part.rstrip("w")) == 1 and match["o"] is None):
        return False
    return match["o"] is None if tongue is tongues()["en"] else match["o"] is not None or said is None


def _moved(hour: str, minutes: int) -> _Said:
    """Return the time some minutes after an hour; an hour of 1 to 12 stays one of a 12-hour clock."""
    digits = hour.rstrip("w")
    number = int(digits)
    if number > 12 or digits.startswith("0"):
        at = (number * 60 + minutes) % 1440 if number < 24 else 99 * 60
        return _Said(at // 60, at % 60, whole=True)
    at = (number * 60 + minutes) % 720
    return _Said(at // 60 or 12, at % 60, whole=False)


def _minutes(part: str) -> int:
    return _OFFSETS.get(part) or int(part.rstrip("w"))


# -------------------------------------------------------------------- words to symbols
def _folded(text: str) -> str:
    """Return a text in small letters, without accents, with the digits and signs of a keyboard."""
    parted = unicodedata.normalize("NFKD", plain_digits(text).casefold())
    bare = "".join(letter for letter in parted if unicodedata.category(letter) != "Mn")
    return " ".join(unicodedata.normalize("NFC", bare).split()).rstrip(" ,!").removeprefix("@").lstrip()


def _without_about(plain: str, tongue: Tongue) -> tuple[str, bool]:
    for word in sorted(map(_folded, tongue.about), key=len, reverse=True):
        rest = plain.removeprefix(word)
        if rest != plain and (rest[:1] in " 0123456789" or not tongue.spaced or not word[-1].isalpha()):
            return rest.lstrip(), True
    if tongue is tongues()["en"] and (match := _ISH.fullmatch(plain)):
        return match[1].rstrip(), True
    return plain, False


def _without_part(plain: str, tongue: Tongue) -> tuple[str, str, bool]:
    """Take the part of the day off an end; return the rest, the part, and whether its word is of this language."""
    for word, part, is_own in _parts(tongue):
        glued = not (tongue.spaced and word[0].isascii())
        before = plain.removesuffix(word)
        if before != plain and before and (glued or before[-1] in " ,.0123456789"):
            return before.rstrip(" ,."), part, is_own
        after = plain.removeprefix(word)
        if after != plain and after and (glued or (is_own and after[0] in " ,")):  # "am 3" may be a German date
            return after.lstrip(" ,"), part, is_own
    short = _SHORT.fullmatch(plain[-3:].lstrip(" .:")) or _SHORT.fullmatch(plain[-2:])
    if short:
        return plain[:-1].rstrip(), f"{short[2]}m", False
    return plain, "", False


@cache
def _parts_by_length(code: str) -> list[tuple[str, str, bool]]:
    """Return the words for parts of the day, longest first, each with its part, and whether it is of this language."""
    found, own = parts_of(tongues()[code]), {_folded(word) for word in tongues()[code].parts}
    known = [(_folded(word), part) for word, part in found.items()]
    return sorted(((word, part, word in own) for word, part in known), key=lambda each: -len(each[0]))


def _parts(tongue: Tongue) -> list[tuple[str, str, bool]]:
    return _parts_by_length(_code(tongue))


def _code(tongue: Tongue) -> str:
    return next(code for code, each in tongues().items() if each is tongue)


@cache
def _symbols(code: str) -> tuple["re.Pattern[str]", dict[str, str]]:
    """Return what finds the words of a language, longest first, and the symbol of each."""
    tongue = tongues()[code]
    symbols = {_folded(word): symbol for word, symbol in tongue.words.items()}
    symbols |= {_folded(word): f"{number}w" for word, number in (tongue.numbers | tongue.tens).items()}
    if code == "en":
        symbols |= {f"{zero} {word}": f"0{n}w" for word, n in tongue.numbers.items() if n < 10 for zero in ("oh", "o")}
    some = "|".join(re.escape(word) for word in sorted(symbols, key=len, reverse=True))
    edges = (r"(?<![^\W\d])(?:", r")(?![^\W\d])") if tongue.spaced else ("(?:", ")")
    return re.compile(some.join(edges)), symbols


def _encoded(plain: str, tongue: Tongue) -> str:
    """Return a text with symbols in place of words: “quarter past 3” is “Q P 3”."""
    pattern, symbols = _symbols(_code(tongue))
    marks = pattern.sub(lambda match: f" {symbols[match[0]]} ", plain).split()
    joined: list[str] = []
    tens = {f"{value}w" for value in tongue.tens.values()}
    for mark, following in zip(marks, [*marks, ""][1:], strict=True):
        last = joined[-1] if joined else ""
        if mark == "-" and (last in tens or last.isupper() or re.fullmatch(r"[2-5]\dw|1[3-9]w", following)):
            continue  # "twenty-five", "half-three", "three-thirty"; but "three-four" is a stretch of time
        if last in tens and re.fullmatch(r"[1-9]w", mark):
            joined[-1] = f"{int(last[:-1]) + int(mark[:-1])}w"
        elif len(joined) > 1 and last == "A" and joined[-2] in tens and mark == "1w":  # "vingt et un"
            joined[-2:] = [f"{int(joined[-2][:-1]) + 1}w"]
        else:
            joined.append(mark)
    return " ".join(joined)


def _named_hours(encoded: str) -> tuple[str, bool]:
    """Return an encoded time with numbers for noon and midnight, and whether one was named."""
    plain = re.sub(r"^12w? (?:O )?([NZ])$", r"\1", encoded)  # "twelve noon"
    numbers = {"N": "12w", "Z": "00w"}
    swapped = [numbers.get(mark, mark) for mark in plain.split()]
    return " ".join(swapped), "N" in plain.split()
