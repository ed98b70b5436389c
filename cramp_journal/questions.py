"""What a night can have been asked, and what a prompt asks back; each by the name that the journal stores."""

import json
from enum import StrEnum

from cramp_journal.words import NAME_LENGTH, YES_NO_FACTORS

# `asked` of a night holds the names of its fields, and what else there is to ask.
ASKS_CLEAR = "clear_nights"  # whether nights without cramps were written down too
INTAKES = "intakes"  # whatever was taken
OWN, INTAKE = "own:", "intake:"  # each before a name: a factor of the person's own, one supplement or medicine
MOST_ASKED = 150  # questions of a night
ASKABLE = frozenset(
    (
        *("cramps", ASKS_CLEAR, INTAKES, *YES_NO_FACTORS),
        *("room_temperature_c", "exercise", "exercise_minutes", "posture"),
        *("woke", "minutes_awake", "sleep_disturbance", "sore_next_day", "tired_next_day"),
    )
)
ANSWERS_LENGTH = 200  # of the stored answers to what a prompt asks back


class AskedBack(StrEnum):
    """What a prompt about more and longer cramps asks where the nights do not say it."""

    COLDER = "colder"
    TIRED = "tired"
    SLEPT_DIFFERENTLY = "slept_differently"


class Reply(StrEnum):
    """The person's reply to what a prompt asks."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def is_question(text: str) -> bool:
    """Return whether a text names something that a night can be asked."""
    named = next((text[len(kind) :] for kind in (OWN, INTAKE) if text.startswith(kind)), "")
    return text in ASKABLE or 0 < len(named) <= NAME_LENGTH


def questions_in(text: object) -> list[str] | None:
    """Return the questions of a night as the journal stores them: a JSON list of texts; None where there is none."""
    found = _read(text)
    return found if isinstance(found, list) and all(isinstance(each, str) for each in found) else None


def replies_in(text: object) -> dict[str, str] | None:
    """Return the replies to a prompt as the journal stores them: a JSON object of texts; None where there is none."""
    found = _read(text)
    return found if isinstance(found, dict) and all(isinstance(each, str) for each in found.values()) else None


def _read(text: object) -> object:
    try:
        return json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):  # another program wrote it
        return None
