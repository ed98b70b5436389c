"""The journal as tables for spreadsheets: the columns, their meaning, and their rows.

The columns are the fields of the forms, under the model's own names, so a new field becomes a new column.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Any

from cramp_journal.i18n import _
from cramp_journal.labels import label
from cramp_journal.model import CourseForm, CrampForm, Form, NightForm, SignForm, Values, plain_type
from cramp_journal.punctuation import in_list
from cramp_journal.words import YES_NO_FACTORS


class Kind(Enum):
    """What the cells of a column hold."""

    DATE = "date"
    MOMENT = "moment"
    CLOCK = "clock"
    NUMBER = "number"
    YES_NO = "yes_no"
    WORD = "word"
    TEXT = "text"


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds, the words it may use, and the value of a missing field."""

    name: str
    kind: Kind
    words: tuple[str, ...] = ()
    default: bool | None = None  # None: unknown, an empty cell


@dataclass(frozen=True)
class Worksheet:
    """A table. `rows` returns the values of each row by column, in the exchange form; lists become texts."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Values], Iterator[Values]]


def _columns(form: type[Form], *without: str) -> tuple[Column, ...]:
    return tuple(_column(form, name) for name in form.model_fields if name not in without)


def _column(form: type[Form], name: str) -> Column:
    field = form.model_fields[name]
    kind = plain_type(field.annotation)
    if name == "time":
        return Column(name, Kind.CLOCK)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return Column(name, Kind.WORD, tuple(str(word) for word in kind))
    if kind is bool:
        return Column(name, Kind.YES_NO, default=field.default)
    of_type = {datetime: Kind.MOMENT, date: Kind.DATE, int: Kind.NUMBER, float: Kind.NUMBER}
    return Column(name, of_type.get(kind, Kind.TEXT))


_EVENING, _STATE = _column(NightForm, "evening"), _column(NightForm, "state")
_CRAMP, _CRAMPS, _CRAMP_NOTE = (
    Column("cramp", Kind.NUMBER),
    Column("cramps", Kind.NUMBER),
    Column("cramp_note", Kind.TEXT),
)


def _nights(contents: Values) -> Iterator[Values]:
    for night in contents["nights"]:
        yield _flat(night) | {"cramps": len(night["cramps"])}


def _cramps(contents: Values) -> Iterator[Values]:
    for night in contents["nights"]:
        for number, cramp in enumerate(night["cramps"], 1):
            yield {"evening": night["evening"], "cramp": number} | _flat(cramp)


def _both(contents: Values) -> Iterator[Values]:
    """Yield a row for each cramp, with everything known about its night, and one for each clear night."""
    for night in contents["nights"]:
        whole = _flat(night)
        for number, cramp in enumerate(night["cramps"], 1):
            own = _flat(cramp)
            own["cramp_note"] = own.pop("note", None)
            yield whole | own | {"cramp": number}
        if not night["cramps"]:
            yield whole


NIGHTS = Worksheet("Nights", (_EVENING, _STATE, _CRAMPS, *_columns(NightForm, "evening", "state", "cramps")), _nights)
CRAMPS = Worksheet("Cramps", (_EVENING, _CRAMP, *_columns(CrampForm)), _cramps)
COURSES = Worksheet("Courses", _columns(CourseForm), lambda contents: iter(contents["courses"]))
SIGNS = Worksheet("Signs", _columns(SignForm), lambda contents: iter(contents["signs"]))
# Nights and cramps in one table, for a format that holds only one table.
ONE_TABLE = Worksheet(
    "Nights and cramps",
    (
        *(_EVENING, _STATE, _CRAMP, *_columns(CrampForm, "note"), _CRAMP_NOTE),
        *_columns(NightForm, "evening", "state", "cramps"),
    ),
    _both,
)


def _flat(values: Values) -> dict[str, Any]:
    """Return the values of a night or a cramp with its lists as texts."""
    flat = {name: value for name, value in values.items() if not isinstance(value, list)}
    flat["factors"] = _packed(values.get("factors", []))
    flat["intakes"] = _packed(intake_in_words(intake) for intake in values.get("intakes", []))
    flat["asked"] = _packed(values.get("asked", []))
    flat["reliefs"] = _packed(_relief(relief) for relief in values.get("reliefs", []))
    return {name: value for name, value in flat.items() if value != ""}


def _packed(texts: Iterable[str]) -> str:
    """Return several texts as one, with semicolons between; a semicolon inside a text has a backslash before it."""
    return "; ".join(re.sub(r"[;\\]", r"\\\g<0>", text) for text in texts)


def texts_in(text: str) -> list[str]:
    """Return the texts that `_packed` made one of."""
    parts = re.findall(r"(?:\\.|[^;\\])+|\\$", text, re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", part.strip(), flags=re.DOTALL) for part in parts if part.strip()]


def intake_in_words(intake: Values) -> str:
    """Return an intake or a course as one text: the substance, and the dose if known."""
    dose = intake.get("dose")
    parts = [intake["substance"], None if dose is None else number(dose), intake.get("unit")]
    return " ".join(part for part in parts if part)


def _relief(relief: Values) -> str:
    helped = relief.get("helped")
    return str(relief["what"]) if helped is None else f"{relief['what']}={yes_no(helped)}"


def yes_no(value: object) -> str:
    """Return the word for true or false."""
    return "yes" if value else "no"


def number(value: float) -> str:
    """Return a number as text with all its digits, without an empty fraction."""
    return str(int(value)) if value == int(value) else repr(value)


# ---------------------------------------------------------------- what they mean
def kind_in_words(column: Column) -> str:
    """Say what the cells of a column hold."""
    said = {
        Kind.DATE: _("a date"),
        Kind.MOMENT: _("a moment, in UTC"),
        Kind.CLOCK: _("a time of day"),
        Kind.NUMBER: _("a number"),
        Kind.YES_NO: _("yes or no"),
        Kind.WORD: _("one of: {words}").format(words=in_list(column.words)),
        Kind.TEXT: _("text"),
    }
    return said[column.kind]


def meaning(column: str) -> str:
    """Say what a column means."""
    if column in YES_NO_FACTORS:
        return _("Whether this held on that day, evening or night: {factor}.").format(factor=label(column))
    return _meanings()[column]


def _meanings() -> dict[str, str]:
    return {
        "evening": _("The night, by the date of the evening on which it began."),
        "state": _("Whether there were cramps. A night that is not in the list was not recorded: it is not clear."),
        "cramps": _("How many cramps are recorded for the night."),
        "cramp": _("Which cramp of the night this row is about: 1 is the one entered first."),
        "cramp_note": _("A note on this cramp, as it was written."),
        "left_out": _("The night is kept, and left out of every figure of the journal (ill, travelling)."),
        "entered_at": _("When the night was entered."),
        "entered_offset": _("Minutes by which the person's clock was ahead of UTC then."),
        "room_temperature_c": _("Temperature of the bedroom in °C."),
        "exercise": _("How hard the hardest exercise of the day was."),
        "exercise_minutes": _("Minutes of exercise on the day."),
        "posture": _("How the person mostly lay."),
        "woke": _("The person was woken by a cramp."),
        "minutes_awake": _("Minutes awake because of cramps."),
        "sleep_disturbance": _("How much sleep was disturbed, from 0 (not at all) to 10."),
        "sore_next_day": _("The leg was sore on the next morning."),
        "tired_next_day": _("The person was tired on the next day."),
        "note": _("A note, as it was written."),
        "came_from": _("The file and the line that it was brought from; empty where the person entered it here."),
        "factors": _(
            "The person's own factors that held, parted by semicolons; one in a name has a backslash before it."
        ),
        "intakes": _("What was taken on the day, with dose and unit where they are known, parted by semicolons."),
        "asked": _("What was asked that night, where it is known to differ from what the journal asks."),
        "invented": _("Made up by the program for looking around; not a night of a real person."),
        "time": _("When the cramp began, by the clock on the wall."),
        "time_precision": _("How well the time is known; about is within half an hour, part_of_night is rougher."),
        "seconds": _("How long the cramp lasted, in seconds."),
        "timing": _("How the length is known: a clock was looked at, or it is a guess."),
        "pain": _("Pain from 0 (none) to 10 (the worst there can be)."),
        "side": _("Which leg: the person's own left and right."),
        "muscle": _("Which muscle."),
        "went_hard": _("The muscle went hard."),
        "reliefs": _("What was done during the cramp, and whether it helped (=yes, =no), parted by semicolons."),
        "substance": _("The supplement or medicine, as the person named it."),
        "kind": _("Whether it is a supplement or a medicine."),
        "dose": _("How much is taken a day, in the unit beside it."),
        "unit": _("The unit of the dose. It is never converted."),
        "taken_at": _("When in the day it is taken, as the person said."),
        "start": _("The first day on which it was taken, as far as known; roughly, where start_said is a rough word."),
        "start_said": _(
            "How the start is known. Empty: it was entered before this was asked, and may be the day of entry."
        ),
        "stop": _("The last day on which it was taken; empty where it is still taken."),
        "sign": _("What the person ticked. A sign that is not in the list was not ticked: that does not rule it out."),
        "noted_on": _("The day on which it was noted, which is not the day on which it began."),
        "onset": _("When it began, as far as known; roughly, where onset_said is a rough word."),
        "onset_said": _("How the onset is known."),
        "until": _("The last day on which it stood; empty where it still stands."),
        "what": _("What was done."),
        "helped": _("Whether it helped."),
        "factor": _("The factor, by its name in the journal."),
        "held": _("Whether it held on that day, evening or night."),
        "rule": _("What the program pointed out."),
        "raised_on": _("The day on which it was first pointed out."),
        "answer": _("What the person answered."),
        "answered_on": _("The day of the answer."),
        "appointment_on": _("The day of the appointment that was made."),
        "reason": _("Why it is not for this person, as it was written."),
        "replies": _("The replies to what was asked back, parted by semicolons."),
        "condition": _("What the person ticked as a condition of theirs."),
    }
