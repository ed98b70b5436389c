"""The shape of a file of drafts: each part is checked by itself, so that an odd part affects no other."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from cramp_journal.exchange.typed_text import shown, too_long
from cramp_journal.questions import is_question
from cramp_journal.words import (
    MOST_OFFSET,
    YES_NO_FACTORS,
    Exercise,
    Muscle,
    Posture,
    ReliefKind,
    Side,
    State,
    TimePrecision,
    Timing,
    Unit,
)

REFUSED = " refused"  # after an evening: what the journal could not store of that night
_REFUSED = ("note", "room_temperature_c", "factor")
_TEXTS = {"questions": "text", "course": "substance"}  # drafts of text only, and the part without which each is empty
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_NAME = re.compile(r"[a-z][a-z_ ]{0,40}")
_YEARS = range(1900, 2201)
_OF_NIGHTS = ("left_out", "woke", "sore_next_day", "tired_next_day", "invented")
Fits = Callable[[Any], bool]


def sensible(found: Any) -> tuple[dict[str, dict[str, Any]], bool]:
    """Return the drafts that make sense, and whether there was anything else."""
    if not isinstance(found, dict):
        return {}, True
    kept: dict[str, dict[str, Any]] = {}
    odd = False
    for name, values in found.items():
        fitting = _draft(name, values)
        odd |= fitting != values
        if fitting:
            kept[name] = _shown(fitting)
    return kept, odd


def _draft(name: str, values: Any) -> dict[str, Any]:
    if not isinstance(values, dict):
        return {}
    evening = name.removesuffix(REFUSED)
    if name in _TEXTS:
        texts = {key: value for key, value in values.items() if _is_text(value)}
        return texts if _TEXTS[name] in texts else {}
    if not _is_day(evening):
        return values if _NAME.fullmatch(name) and all(map(_is_plain, values.values())) else {}
    if evening != name:
        return _refused(values)
    night = _fitting(values, _NIGHT)
    night["evening"] = evening
    cramps = values["cramps"] if _lists(values, "cramps") else []
    night["cramps"] = [_cramp(each) for each in cramps if isinstance(each, dict)][:100]
    if _lists(values, "intakes"):
        intakes = [_fitting(each, _INTAKE) for each in values["intakes"] if isinstance(each, dict)]
        night["intakes"] = [each for each in intakes if "substance" in each][:100]
    if _lists(values, "factors"):
        night["factors"] = list(dict.fromkeys(filter(_is_name, filter(_is_text, values["factors"]))))[:100]
    if night["cramps"] and night.get("state") == State.CLEAR:
        night["state"] = State.CRAMPS.value
    if night.get("state") == State.CRAMPS and not night["cramps"]:
        night["cramps"] = [{}]
    return night


def _cramp(values: dict[str, Any]) -> dict[str, Any]:
    cramp = _fitting(values, _CRAMP)
    if _lists(values, "reliefs"):
        reliefs = [_fitting(each, _RELIEF) for each in values["reliefs"] if isinstance(each, dict)]
        cramp["reliefs"] = [each for each in reliefs if "what" in each][:20]
    return cramp


def _refused(values: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {name: values[name] for name in _REFUSED if _is_text(values.get(name))}
    if _lists(values, "cramps"):
        texts = [each if isinstance(each, dict) else {} for each in values["cramps"]]
        kept["cramps"] = [_fitting(each, {"time": _is_text, "seconds": _is_text}) for each in texts]
    return kept


def _fitting(values: dict[str, Any], rules: dict[str, Fits]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in rules and rules[name](value)}


def _lists(values: dict[str, Any], name: str) -> bool:
    return isinstance(values.get(name), list)


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, list):
        return [_shown(each) for each in value]
    return {name: _shown(each) for name, each in value.items()} if isinstance(value, dict) else value


# ---------------------------------------------------------------- rules
def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not too_long(value)


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, (str, int, float, bool, list, dict))


def _is_yes_or_no(value: Any) -> bool:
    return value is None or isinstance(value, bool)


def _is_clock(value: Any) -> bool:
    return isinstance(value, str) and _CLOCK.fullmatch(value) is not None


def _is_day(value: Any) -> bool:
    try:
        day = date.fromisoformat(value)
        return day.isoformat() == value and day.year in _YEARS
    except (TypeError, ValueError):
        return False


def _is_moment(value: Any) -> bool:
    try:
        moment = datetime.fromisoformat(value)
        return moment.tzinfo is not None and moment.year in _YEARS
    except (TypeError, ValueError):
        return False


def _one_of(words: Iterable[StrEnum]) -> Fits:
    among = {each.value for each in words}
    return lambda value: isinstance(value, str) and value in among


def _number(low: float, high: float, *, whole: bool = True) -> Fits:
    kinds = int if whole else (int, float)
    return lambda value: isinstance(value, kinds) and not isinstance(value, bool) and low <= value <= high


_NIGHT: dict[str, Fits] = {
    **dict.fromkeys((*YES_NO_FACTORS, *_OF_NIGHTS), _is_yes_or_no),
    "state": lambda value: value is None or _one_of(State)(value),
    "entered_at": _is_moment,
    "entered_offset": _number(-MOST_OFFSET, MOST_OFFSET),
    "room_temperature_c": _number(-30, 60, whole=False),
    "exercise": _one_of(Exercise),
    "exercise_minutes": _number(0, 1440),
    "posture": _one_of(Posture),
    "minutes_awake": _number(0, 1440),
    "sleep_disturbance": _number(0, 10),
    "note": _is_text,
    "asked": lambda value: isinstance(value, list) and all(_is_text(each) and is_question(each) for each in value),
}
_CRAMP: dict[str, Fits] = {
    "time": _is_clock,
    "time_precision": _one_of(TimePrecision),
    "seconds": _number(1, 86_400),
    "timing": _one_of(Timing),
    "pain": _number(0, 10),
    "side": _one_of(Side),
    "muscle": _one_of(Muscle),
    "went_hard": _is_yes_or_no,
    "note": lambda value: isinstance(value, str) and not too_long(value, 20_000),
}
_INTAKE: dict[str, Fits] = {
    "substance": _is_name,
    "dose": lambda value: value is None or _number(0, 1_000_000, whole=False)(value),
    "unit": lambda value: value is None or _one_of(Unit)(value),
}
_RELIEF: dict[str, Fits] = {"what": _one_of(ReliefKind), "helped": _is_yes_or_no}
