"""A cramp as a person types it: “left calf 03:10 2m30s pain 7”."""

import re
from typing import Any

from cramp_journal.errors import BadInput
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
_CLOCK = re.compile(r"(about |~)?([01]?[0-9]|2[0-3]):([0-5][0-9])")
_LENGTH = re.compile(r"(about |~)?(?:(\d{1,3}) ?(?:m|min|minutes?))? ?(?:(\d{1,4}) ?(?:s|sec|seconds?))?(?![a-z0-9])")
_PAIN = re.compile(r"pain (\d{1,2})(?!\d)")


def cramp_from(text: str) -> dict[str, Any]:
    """Read one cramp, in any order: side, muscle, time, length, pain, what was done, and marks such as “hard”.

    Gives it in the exchange form. Raises BadInput, naming the part that was not understood.
    """
    found: dict[str, Any] = {"reliefs": []}
    rest = " ".join(text.lower().replace(",", " ").split())
    if not rest:
        raise BadInput("A cramp needs some words, such as “left calf 03:10 2m30s pain 7”.")
    while rest:
        taken = _take(rest, found)
        if not taken:
            raise BadInput(
                f"“{rest}” was not understood in “{text}”. A cramp is written like “left calf 03:10 2m30s pain 7”."
            )
        rest = rest[taken:].lstrip()
    if not found["reliefs"]:
        del found["reliefs"]
    return found


def _take(rest: str, found: dict[str, Any]) -> int:
    """Read what the text begins with into `found`; give how many letters that took, 0 for none."""
    for kind in ReliefKind:  # before the muscles: “foot to wall” is no foot
        words = kind.replace("_", " ")
        if kind != ReliefKind.OTHER and _starts(rest, words):
            found["reliefs"].append({"what": kind.value})
            return len(words)
    for word in sorted(_MUSCLES, key=len, reverse=True):
        if _starts(rest, word):
            return _put(found, "muscle", _MUSCLES[word], len(word))
    for side in Side:
        if _starts(rest, side):
            return _put(found, "side", side, len(side))
    if _starts(rest, "hard"):
        return _put(found, "went_hard", True, len("hard"))  # noqa: FBT003
    for timing in Timing:
        if _starts(rest, timing):
            return _put(found, "timing", timing, len(timing))
    return _take_number(rest, found)


def _take_number(rest: str, found: dict[str, Any]) -> int:
    if match := _PAIN.match(rest):
        return _put(found, "pain", int(match[1]), match.end())
    if match := _CLOCK.match(rest):
        _put(found, "time", f"{int(match[2]):02}:{match[3]}", 0)
        found["time_precision"] = (TimePrecision.ABOUT if match[1] else TimePrecision.EXACT).value
        return match.end()
    match = _LENGTH.match(rest)
    if match and (match[2] or match[3]):
        seconds = int(match[2] or 0) * 60 + int(match[3] or 0)
        if match[1]:
            found.setdefault("timing", Timing.GUESS.value)
        return _put(found, "seconds", seconds, match.end())
    return 0


def _starts(rest: str, word: str) -> bool:
    return rest == word or rest.startswith(word + " ")


def _put(found: dict[str, Any], field: str, value: Any, taken: int) -> int:
    if field in found and field != "timing":
        raise BadInput(f"The {field} of a cramp is given twice.")
    found[field] = getattr(value, "value", value)
    return taken
