"""Reads a cramp as a person types it: “left calf 03:10 2m30s pain 7”."""

import re
from typing import Any

from cramp_journal.errors import BadInput, excerpt
from cramp_journal.exchange.numbers import dose_in, plain_digits, readings, written
from cramp_journal.exchange.typed_text import name_in, shown, too_long
from cramp_journal.exchange.typed_time import TypedTime, clearly, clock_in, is_said_in_words
from cramp_journal.i18n import _
from cramp_journal.words import Muscle, ReliefKind, Side, TimePrecision, Timing

_MUSCLES = {muscle.replace("_", " "): muscle for muscle in Muscle} | {
    "front thigh": Muscle.THIGH_FRONT,
    "front of thigh": Muscle.THIGH_FRONT,
    "back thigh": Muscle.THIGH_BACK,
    "back of thigh": Muscle.THIGH_BACK,
    "hamstring": Muscle.THIGH_BACK,
    "calves": Muscle.CALF,
    "feet": Muscle.FOOT,
    "toe": Muscle.TOES,
    "shins": Muscle.SHIN,
}
_SIDES = {side.value: side for side in Side} | {"l": Side.LEFT, "r": Side.RIGHT}
_NOTHING_MORE = ("another cramp", "a cramp", "cramp")  # one of which nothing is known
_HOUR_AND_LENGTH = re.compile(r"(about |~)?([01]?\d|2[0-3])(?= (\d{1,3}) ?(?:m|min|minutes?)(?![a-z]))")  # “2 5 min”
_WORDS_OF_A_TIME = 8  # “twenty five past eleven in the morning” has seven
_LENGTH = re.compile(
    r"(about |~)?(?:(\d{1,3}(?:[.,]\d{1,2})?) ?(?:m|min|minutes?))? ?(?:(\d{1,4}) ?(?:s|sec|seconds?))?(?![a-z0-9])"
)
_COMMA = re.compile(r"(?<!\d)[,，]|[,，](?!\d)")  # between digits, a comma may separate decimals
_GROUP = re.compile(r"0\d\d")  # how grouped thousands end
_PAIN = re.compile(r"pain (\d{1,2})(?!\d)")


def cramp_from(text: str) -> dict[str, Any]:
    """Read one cramp, in any order: side, muscle, time, length, pain, relief, and marks such as “hard”.

    Returns:
        The cramp in the exchange form.

    Raises:
        BadInput: A part was not understood; the message names it.
    """
    found: dict[str, Any] = {"reliefs": []}
    plain = plain_digits(shown(text))
    rest = " ".join(_COMMA.sub(" ", plain.lower()).split())
    if not rest:
        raise BadInput(_("A cramp needs some words, such as “left calf 03:10 2m30s pain 7”."))
    rest = "" if rest in _NOTHING_MORE else rest
    while rest:
        taken = _take(rest, found)
        if not taken:
            raise BadInput(
                _(
                    "“{rest}” was not understood in “{text}”. A cramp is written like “left calf 03:10 2m30s pain 7”."
                ).format(rest=rest, text=text)
            )
        rest = rest[taken:].lstrip()
    if not found["reliefs"]:
        del found["reliefs"]
    return found


def number_from(text: str, region: str = "", *, low: float = float("-inf"), high: float = float("inf")) -> float:
    """Read a number as a person types it.

    Raises:
        BadInput: It is no number, or has two possible meanings.
    """
    found = readings(text, region, low=low, high=high) or readings(text, region, low=float("-inf"))
    if not found:
        raise BadInput(_("“{text}” is not a number.").format(text=excerpt(text)))
    return _the_one(text, found)


def name_from(text: str) -> str:
    """Read a name.

    Raises:
        BadInput: It has no visible character, or is too long.
    """
    name = name_in(text)
    if not name:
        raise BadInput(_("A name needs letters that can be seen."))
    if by := too_long(name):
        raise BadInput(
            _("The name “{text}…” is too long by {by} of {n} letters.").format(text=excerpt(name), by=by, n=len(name))
        )
    return name


def intakes_from(text: str, region: str = "") -> list[dict[str, Any]]:
    """Read what was taken: “vitamin D 1,000 IU, magnesium 300 mg”, each in the exchange form.

    Raises:
        BadInput: A dose has two possible meanings.
    """
    parts = (part.strip() for part in _COMMA.split(shown(text)))
    return [_intake(part, region) for part in parts if part]


def _intake(text: str, region: str) -> dict[str, Any]:
    """Read one intake: its name, then a dose with its unit, if there is one."""
    words = text.split()
    found: list[dict[str, Any]] = []
    for place in range(1, len(words)):
        dose = dose_in(" ".join(words[place:]), region)
        if dose.unit is not None and dose.readings and not _GROUP.match(plain_digits(words[place])):
            name = name_from(" ".join(words[:place]))
            found.append({"substance": name, "dose": _the_one(text, dose.readings), "unit": dose.unit.value})
    if len(found) > 1:
        way = _("{dose} {unit} of “{substance}”")
        ways = _(" or ").join(way.format(**each | {"dose": written(each["dose"])}) for each in found)
        raise BadInput(
            _("“{text}” may be {ways}: write the dose without a blank.").format(text=excerpt(text), ways=ways)
        )
    if not found and len(words) > 2 and len(amount := readings(words[-2], region)) == 1:  # the unit is unknown
        return {"substance": name_from(" ".join(words[:-2])), "dose": amount[0], "unit": words[-1]}
    return found[0] if found else {"substance": name_from(text)}


def _the_one(text: str, found: list[float]) -> float:
    if len(found) > 1:
        ways = _(" or ").join(map(written, found))
        raise BadInput(_("“{text}” may be {ways}: write it one of these ways.").format(text=excerpt(text), ways=ways))
    return found[0]


def _take(rest: str, found: dict[str, Any]) -> int:
    """Read the beginning of the text into `found`; return the number of characters read, 0 for none."""
    for kind in ReliefKind:  # before the muscles: “foot to wall” names no foot
        words = kind.replace("_", " ")
        if kind != ReliefKind.OTHER and _starts(rest, words):
            found["reliefs"].append({"what": kind.value})
            return len(words)
    for word in sorted(_MUSCLES, key=len, reverse=True):
        if _starts(rest, word):
            return _put(found, "muscle", _MUSCLES[word], len(word))
    for word, side in _SIDES.items():
        if _starts(rest, word):
            return _put(found, "side", side, len(word))
    if _starts(rest, "hard"):
        return _put(found, "went_hard", True, len("hard"))  # noqa: FBT003
    for timing in Timing:
        if _starts(rest, timing):
            return _put(found, "timing", timing, len(timing))
    return _take_number(rest, found)


def _take_number(rest: str, found: dict[str, Any]) -> int:
    if match := _PAIN.match(rest):
        return _put(found, "pain", int(match[1]), match.end())
    if taken := _take_time(rest, found):
        return taken
    match = _LENGTH.match(rest)
    if match and (match[2] or match[3]):
        seconds = round(float((match[2] or "0").replace(",", ".")) * 60) + int(match[3] or 0)
        if match[1]:
            found.setdefault("timing", Timing.GUESS.value)
        return _put(found, "seconds", seconds, match.end())
    return 0


def _take_time(rest: str, found: dict[str, Any]) -> int:
    """Read a time of day that is marked as a time: “3:10”, “3.10 am”, “half past three”."""
    if both := _HOUR_AND_LENGTH.match(rest):
        hour = f"{int(both[2]):02}"
        if not both[1]:
            raise BadInput(
                _(
                    "“{hour_typed} {minutes} min” may be {hour}:{minutes:0>2}, or {hour}:00 for {minutes} minutes."
                ).format(hour_typed=both[0], minutes=both[3], hour=hour)
            )
        found["time_precision"] = TimePrecision.ABOUT.value
        return _put(found, "time", f"{hour}:00", both.end())
    words = rest.split(" ")
    for count in range(min(len(words), _WORDS_OF_A_TIME), 0, -1):
        text = " ".join(words[:count])
        clock = clock_in(text) if is_said_in_words(text) else TypedTime(())
        if len(clock.readings) > 1:
            ways = _(" or ").join(map(clearly, clock.readings))
            raise BadInput(
                _("The time “{text}” may be {ways}: write it one of these ways.").format(text=text, ways=ways)
            )
        if clock.readings:
            _put(found, "time", clock.readings[0], 0)
            found["time_precision"] = (TimePrecision.ABOUT if clock.about else TimePrecision.EXACT).value
            return len(text)
    return 0


def _starts(rest: str, word: str) -> bool:
    return rest == word or rest.startswith(word + " ")


def _put(found: dict[str, Any], field: str, value: Any, taken: int) -> int:
    if field in found and field != "timing":
        raise BadInput(_("The {field} of a cramp is given twice.").format(field=field))
    found[field] = getattr(value, "value", value)
    return taken
