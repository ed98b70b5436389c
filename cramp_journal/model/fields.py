"""Each field of the journal and its limits, written once: tables, forms, checks and the schema follow from it.

A field that is None is unknown, never false or zero.
"""

import json
import re
from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, ConfigDict, Strict, StringConstraints
from sqlalchemy import String, TypeDecorator
from sqlmodel import Field, SQLModel

from cramp_journal.i18n import _
from cramp_journal.questions import AskedBack, Reply, questions_in, replies_in
from cramp_journal.since import Since
from cramp_journal.words import (
    MOST_OFFSET,
    NAME_LENGTH,
    NOTE_LENGTH,
    Answer,
    Exercise,
    Muscle,
    Posture,
    ReliefKind,
    Rule,
    Side,
    SignKind,
    State,
    SubstanceKind,
    TimePrecision,
    Timing,
    Unit,
)

SOURCE_LENGTH = 200
QUESTIONS_LENGTH = 2_000  # what fits on a page for the doctor
_EMPTY = {"server_default": ""}  # for texts added after the first form: older rows have none
_WRITTEN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        if not _WRITTEN_DAY.fullmatch(value):  # Python would accept week dates too
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(_("is not a date written YYYY-MM-DD")) from None


def _moment(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(_("is not a moment written like 2026-11-22T07:42:00Z")) from None


# The forms are strict ("7" is no number), so each type that is a text in JSON says how to read it.
Word = Strict(strict=False)  # a word of the vocabulary, by its value
Day = Annotated[date, BeforeValidator(_day)]  # YYYY-MM-DD
Moment = Annotated[datetime, BeforeValidator(_moment)]  # ISO 8601
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]  # HH:MM


class Questions(TypeDecorator[list[str]]):
    """The questions of a night, stored as the text of a JSON list."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: list[str] | None, _dialect: Any) -> str | None:
        """Return the text that is stored."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: Any, _dialect: Any) -> list[str] | None:
        """Return the questions of a stored text."""
        return questions_in(value)


class Replies(TypeDecorator[dict[str, str]]):
    """The replies to what a prompt asks back, stored as the text of a JSON object."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: dict[str, str] | None, _dialect: Any) -> str | None:
        """Return the text that is stored."""
        return None if value is None else json.dumps(value)

    def process_result_value(self, value: Any, _dialect: Any) -> dict[str, str] | None:
        """Return the replies of a stored text."""
        return replies_in(value)


class Fields(SQLModel):
    """What forms and tables share. Validators are built on first use, so that the journal opens sooner."""

    model_config: ClassVar[Any] = ConfigDict(defer_build=True)


class ReliefFields(Fields):
    """What was done during a cramp, and whether it helped."""

    what: Annotated[ReliefKind, Word] = Field(sa_type=String)
    helped: bool | None = None


class CrampFields(Fields):
    """One cramp."""

    time: Clock | None = Field(default=None, sa_type=String, description="local clock time, as the person gave it")
    time_precision: Annotated[TimePrecision, Word] | None = Field(default=None, sa_type=String)
    seconds: int | None = Field(default=None, ge=1, le=86_400, description="length in seconds")
    timing: Annotated[Timing, Word] | None = Field(default=None, sa_type=String, description="how the length is known")
    pain: int | None = Field(default=None, ge=0, le=10)
    side: Annotated[Side, Word] | None = Field(
        default=None, sa_type=String, description="the person's own left and right"
    )
    muscle: Annotated[Muscle, Word] | None = Field(default=None, sa_type=String)
    went_hard: bool | None = None
    note: str = Field(default="", max_length=NOTE_LENGTH)


class IntakeFields(Fields):
    """A supplement or medicine taken on the day of a night."""

    substance: str = Field(min_length=1, max_length=NAME_LENGTH)
    dose: float | None = Field(default=None, ge=0, le=1_000_000)
    unit: Annotated[Unit, Word] | None = Field(default=None, sa_type=String)


class NightFields(Fields):
    """One night, named by the date of the evening on which it began."""

    evening: Day
    state: Annotated[State, Word] = Field(sa_type=String)
    left_out: bool = Field(default=False, description="kept and shown, but out of every figure")
    entered_at: Moment | None = Field(default=None, description="when the entry was made, with its zone")
    entered_offset: int | None = Field(
        default=None,
        ge=-MOST_OFFSET,
        le=MOST_OFFSET,
        description="minutes by which the clock on the wall was ahead of UTC then; not given: unknown",
    )
    room_temperature_c: float | None = Field(default=None, ge=-30, le=60)
    legs_felt_cold: bool | None = None
    no_cover: bool | None = None
    fan_or_air_conditioning: bool | None = None
    exercise: Annotated[Exercise, Word] | None = Field(default=None, sa_type=String)
    exercise_minutes: int | None = Field(default=None, ge=0, le=1440)
    warmed_up: bool | None = None
    stretched_before_bed: bool | None = None
    on_feet_all_day: bool | None = None
    sat_all_day: bool | None = None
    overtired: bool | None = None
    little_to_drink: bool | None = None
    posture: Annotated[Posture, Word] | None = Field(default=None, sa_type=String)
    foot_soak: bool | None = None
    alcohol: bool | None = None
    strong_tea_or_coffee: bool | None = None
    smoking: bool | None = None
    woke: bool | None = None
    minutes_awake: int | None = Field(default=None, ge=0, le=1440)
    sleep_disturbance: int | None = Field(default=None, ge=0, le=10)
    sore_next_day: bool | None = None
    tired_next_day: bool | None = None
    note: str = Field(default="", max_length=NOTE_LENGTH)
    asked: list[str] | None = Field(
        default=None,
        sa_type=Questions,
        description="what was asked that night; not given: what the journal's own form asks, as far as known",
    )
    came_from: str | None = Field(
        default=None, max_length=SOURCE_LENGTH, description="the file and the line that an import read it from"
    )


class CourseFields(Fields):
    """A supplement or medicine taken daily, from its start to its stop (None: still taken)."""

    substance: str = Field(min_length=1, max_length=NAME_LENGTH)
    kind: Annotated[SubstanceKind, Word] = Field(sa_type=String)
    dose: float | None = Field(default=None, ge=0, le=1_000_000)
    unit: Annotated[Unit, Word] | None = Field(default=None, sa_type=String)
    taken_at: str | None = Field(default=None, max_length=NAME_LENGTH, description="such as morning or evening")
    start: Day | None = None
    start_said: Annotated[Since, Word] | None = Field(
        default=None,
        sa_type=String,
        description="how the start is known; not given: an older form, which kept the day of entry as the start",
    )
    stop: Day | None = None


class FactorFields(Fields):
    """A factor of the person's own."""

    name: str = Field(min_length=1, max_length=NAME_LENGTH)
    hidden: bool = False


class SignFields(Fields):
    """Something that a doctor would want to know about, with its dates."""

    sign: Annotated[SignKind, Word] = Field(sa_type=String)
    noted_on: Day = Field(description="the day on which it was ticked, which is not the day on which it began")
    onset: Day | None = Field(default=None, description="when it began, as far as known")
    onset_said: Annotated[Since, Word] | None = Field(default=None, sa_type=String, description="how that is known")
    side: Annotated[Side, Word] | None = Field(
        default=None, sa_type=String, description="the person's own left and right"
    )
    until: Day | None = Field(default=None, description="the last day on which it was there")
    note: str = Field(default="", max_length=NOTE_LENGTH, description='in free words, such as "after 200 m"')


class PromptFields(Fields):
    """A prompt that was raised, and what the person answered."""

    rule: Annotated[Rule, Word] = Field(sa_type=String)
    raised_on: Day
    answer: Annotated[Answer, Word] | None = Field(default=None, sa_type=String)
    answered_on: Day | None = None
    appointment_on: Day | None = Field(default=None, description="the day of the appointment that was made")
    reason: str = Field(
        default="", max_length=NAME_LENGTH, sa_column_kwargs=_EMPTY, description="why it is not for this person"
    )
    answers: dict[Annotated[AskedBack, Word], Annotated[Reply, Word]] | None = Field(
        default=None, sa_type=Replies, description="the replies to what the prompt asks back"
    )


class PersonFields(Fields):
    """Whose journal it is."""

    name: str = Field(default="", max_length=NAME_LENGTH)
    born: int | None = Field(default=None, ge=1880, le=2200, description="year of birth")
    questions: str = Field(
        default="", max_length=QUESTIONS_LENGTH, sa_column_kwargs=_EMPTY, description="what to ask the doctor"
    )
