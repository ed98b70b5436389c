"""Cramps that are described within one cell, one after the other: “3:10 L calf 2 min; 4:30 R foot 1 min”."""

import re
from functools import lru_cache
from typing import Any

from cramp_journal.exchange.elsewhere.amounts import length_of
from cramp_journal.exchange.elsewhere.clocks import clock_of
from cramp_journal.exchange.elsewhere.places import is_a_place, places_in
from cramp_journal.exchange.elsewhere.vocabulary import plainly, words
from cramp_journal.exchange.numbers import plain_digits
from cramp_journal.words import TimePrecision, Timing

_BETWEEN = re.compile(
    r"[;\n；]|[,，](?=\s*(?:about |ca\.? ?|~)?\d{1,2}[:.h]\d\d)|(?<!\w)(?:then|dann|puis|luego)(?!\w)"
)
_MARKS, _WORST = " .,:-–—()", 10
_ABOUT = r"(?:(?:about|around|approx\.?|ca\.?|circa|etwa|gegen|gg\.|vers|sobre|hacia|verso) |~ ?)?"
_CLOCK = re.compile(
    rf"(?<![\d.,]){_ABOUT}\d{{1,2}}(?:[:.h]\d\d(?: ?(?:[ap]\.?m\.?(?!\w)|uhr|h(?!\w)))?| ?(?:[ap]\.?m\.?(?!\w)|uhr))"
)
_LENGTH = re.compile(
    rf"(?<![\w.,]){_ABOUT}\d+(?:[.,]\d+)? ?"
    r"(?:min(?:ute|uten|utes|utos|uti|s)?|m|sec(?:ond|onds|s)?|sek(?:unden)?|s)(?!\w)\.?"
    r"(?: ?\d+ ?(?:s|sec|sek|seconds?|sekunden)(?!\w)\.?)?"
)
_PAIN = re.compile(r"(?:pain|schmerz|douleur|dolor|dolore)[ :]?(\d{1,2})(?:/10)?(?!\d)|(?<!\d)(\d{1,2})/10(?!\d)")


@lru_cache(maxsize=1024)
def _read(cell: str) -> tuple[tuple[tuple[str, Any], ...], ...]:
    parts = [part for part in _BETWEEN.split(plainly_by_lines(cell)) if part.strip(" .,")]
    found = [_one(part) for part in parts]
    return tuple(tuple(each.items()) for each in found if each) if all(found) else ()


def cramps_listed(cell: str) -> list[dict[str, Any]]:
    """Return the cramps that a cell describes, each with a time and most with more than that.

    Empty if any part of it is anything else, or it holds nothing but times.
    """
    found = [dict(each) for each in _read(cell)]
    told = any(set(each) - {"time", "time_precision"} for each in found)
    return found if told and all("time" in each for each in found) else []


def plainly_by_lines(cell: str) -> str:
    """Return a text in small letters with its lines apart."""
    return "\n".join(plainly(plain_digits(line)) for line in cell.splitlines())


def _one(part: str) -> dict[str, Any]:
    """Return the fields of one cramp; empty if something was not understood."""
    fields: dict[str, Any] = {}
    rest = part
    for pattern, read in ((_CLOCK, _when), (_LENGTH, _how_long), (_PAIN, _how_bad)):
        if match := pattern.search(rest):
            if not (found := read(match)):
                return {}
            fields |= found
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    rest = _without_cramp(" ".join(rest.split()).strip(_MARKS))
    places = places_in(rest) if rest else []
    if rest and (len(places) != 1 or places[0].said or not is_a_place(rest)):
        return {}
    for place in places:
        fields |= {name: value for name, value in (("side", place.side), ("muscle", place.muscle)) if value}
    return fields


def _when(match: re.Match[str]) -> dict[str, Any]:
    clock = clock_of(match[0].strip())
    rough = {"time_precision": TimePrecision.ABOUT.value} if clock.about else {}
    return {"time": clock.time} | rough if clock.time else {}


def _how_long(match: re.Match[str]) -> dict[str, Any]:
    length = length_of(match[0].strip(" ."))
    rough = {"timing": Timing.GUESS.value} if length.guess else {}
    return {"seconds": length.seconds} | rough if length.seconds else {}


def _how_bad(match: re.Match[str]) -> dict[str, Any]:
    pain = int(match[1] or match[2])
    return {"pain": pain} if pain <= _WORST else {}


def _without_cramp(text: str) -> str:
    for said in sorted(map(plainly, words()["cramps"]), key=len, reverse=True):
        if text == said or text.startswith(f"{said} ") or text.endswith(f" {said}"):
            return text.removeprefix(said).removesuffix(said).strip(_MARKS)
    return text
