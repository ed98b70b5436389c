"""The fullest journal there can be, for the report: every sign, twelve courses with long names, long questions."""

from datetime import date, timedelta
from itertools import product
from typing import Any

from cramp_journal.words import (
    YES_NO_FACTORS,
    Answer,
    Condition,
    Exercise,
    Muscle,
    Posture,
    ReliefKind,
    Rule,
    Side,
    SignKind,
    SubstanceKind,
    Unit,
)
from tests.builders import EVENING, journal_values

NIGHTS = 130
_SITES = list(product(Side, Muscle))


def fullest_journal(letters: str = "Long name ", last: date = EVENING) -> dict[str, Any]:
    """Give it in the exchange form; its names are made of some letters."""
    name = (letters * 120)[:118]
    return journal_values(
        person={
            "name": name,
            "born": 1955,
            "questions": ((letters * 10)[:99] + "\n") * 20,
            "conditions": [str(each) for each in Condition],
        },
        courses=[_course(number, name, last) for number in range(12)],
        factors=[{"name": f"{name}{number}"} for number in range(6)],
        nights=[_night(number, name, last - timedelta(days=NIGHTS - 1 - number)) for number in range(NIGHTS)],
        signs=[
            {"sign": str(sign), "noted_on": (last - timedelta(days=number)).isoformat(), "note": name}
            for number, sign in enumerate(SignKind)
        ],
        prompts=[
            {"rule": str(rule), "raised_on": (last - timedelta(days=number)).isoformat()}
            | {"answer": str(Answer.APPOINTMENT), "answered_on": last.isoformat(), "appointment_on": last.isoformat()}
            for number, rule in enumerate(Rule)
        ],
    )


def _course(number: int, name: str, last: date) -> dict[str, Any]:
    return {
        "substance": f"{name}{number}",
        "kind": str(SubstanceKind.MEDICINE if number % 2 else SubstanceKind.SUPPLEMENT),
        "dose": 123_456.5,
        "unit": str(Unit.TABLET),
        "taken_at": name,
        "start": (last - timedelta(days=100 - 7 * number)).isoformat(),
        "stop": (last - timedelta(days=12 - number)).isoformat(),
    }


def _night(number: int, name: str, evening: date) -> dict[str, Any]:
    cramps = [_cramp(number + each, name) for each in range(number % 3)]
    return {
        "evening": evening.isoformat(),
        "state": "cramps" if cramps else "clear",
        "entered_at": f"{(evening + timedelta(days=1 + number % 2)).isoformat()}T18:00:00Z",
        "left_out": number % 17 == 0,
        "room_temperature_c": 12.5 + number % 9,
        "exercise": str(list(Exercise)[number % 4]),
        "posture": str(list(Posture)[number % 5]),
        **{factor: (number + place) % 3 == 0 for place, factor in enumerate(YES_NO_FACTORS)},
        "factors": [f"{name}{number % 6}"],
        "intakes": [{"substance": f"{name}{each}"} for each in range(12) if (number + each) % 4],
        "woke": bool(cramps),
        "minutes_awake": 90,
        "note": name,
        "cramps": cramps,
    }


def _cramp(number: int, name: str) -> dict[str, Any]:
    side, muscle = _SITES[number % len(_SITES)]
    return {
        "time": f"{number % 24:02}:30",
        "time_precision": "about",
        "seconds": 599,
        "timing": "guess",
        "pain": number % 11,
        **({"side": str(side)} if number % 4 else {}),
        **({"muscle": str(muscle)} if number % 5 else {}),
        "reliefs": [{"what": str(kind), "helped": bool(number % 2)} for kind in ReliefKind],
        "note": name,
    }
