"""Each field of a trial on oneself and its limits, written once, as `fields` does for the rest of the journal."""

import uuid
from typing import Annotated

from pydantic import StringConstraints
from sqlalchemy import String
from sqlmodel import Field

from cramp_journal.model.fields import Day, Fields, Word
from cramp_journal.trial_words import (
    BLOCK,
    FINGERPRINT_LENGTH,
    LONGEST_TRIAL,
    SEED_LENGTH,
    SHORTEST_TRIAL,
    PauseReason,
    TrialKind,
    TrialStop,
)
from cramp_journal.words import NAME_LENGTH, NOTE_LENGTH, SubstanceKind

MOST_WEEKS = LONGEST_TRIAL // 7
_SEEN_LENGTH = 4_000
_TRIALS = uuid.UUID("5f7c1f0e-3f0c-4a53-9d55-2f0c8a7f4f21")  # the namespace of the keys below
_HEX = StringConstraints(pattern=r"^[0-9a-f]{64}$")
Fingerprint = Annotated[str, _HEX]


class TrialFields(Fields):
    """A trial as it was fixed before its first night, and what became of it."""

    thing: str = Field(min_length=1, max_length=NAME_LENGTH, description="a factor of a night, or what is taken")
    taken: Annotated[SubstanceKind, Word] | None = Field(default=None, sa_type=String)
    half_life: float = Field(default=0.0, ge=0, le=100, description="nights after which half of its effect is gone")
    leaves_out: bool = Field(default=False, description="nights with it are those on which something is left out")
    kind: Annotated[TrialKind, Word] = Field(sa_type=String)
    nights: int = Field(ge=SHORTEST_TRIAL, le=LONGEST_TRIAL)
    washout: int = Field(default=0, ge=0, le=BLOCK - 1, description="nights of each block that are not counted")
    first: Day
    seed: Fingerprint = Field(
        min_length=SEED_LENGTH,
        max_length=SEED_LENGTH,
        sa_type=String,
        repr=False,
        description="whoever knows it can work out which nights are with the thing",
    )
    fingerprint: Fingerprint = Field(min_length=FINGERPRINT_LENGTH, max_length=FINGERPRINT_LENGTH, sa_type=String)
    form: int = Field(ge=1, le=1_000, description="by which rules it was drawn and is judged")
    promised: float = Field(ge=0, le=1, description="the chance to notice a halving, as it was said beforehand")
    planned_on: Day
    stopped_on: Day | None = None
    stopped_why: Annotated[TrialStop, Word] | None = Field(default=None, sa_type=String)
    follows: Fingerprint | None = Field(
        default=None, sa_type=String, max_length=FINGERPRINT_LENGTH, description="an earlier trial it is pooled with"
    )
    crossed: bool = Field(default=False, description="meant to run beside another trial")
    blinded: bool = Field(default=False, description="a helper has the order, and the person does not know it")
    seen_on: Day | None = Field(default=None, description="when its result was first seen")
    seen: str = Field(default="", max_length=_SEEN_LENGTH, description="what that result was, as JSON")


class TrialAnswerFields(Fields):
    """Whether the thing was done on an evening of a trial."""

    trial: Fingerprint = Field(sa_type=String, max_length=FINGERPRINT_LENGTH, description="its fingerprint")
    evening: Day
    done: bool
    answered_on: Day


class TrialPauseFields(Fields):
    """Evenings on which a trial rests, both included; it goes on while there is no last one."""

    trial: Fingerprint = Field(sa_type=String, max_length=FINGERPRINT_LENGTH, description="its fingerprint")
    first: Day
    last: Day | None = None
    why: Annotated[PauseReason, Word] = Field(sa_type=String)


class TrialEffectFields(Fields):
    """What the person noticed in a week of a trial."""

    trial: Fingerprint = Field(sa_type=String, max_length=FINGERPRINT_LENGTH, description="its fingerprint")
    week: int = Field(ge=1, le=MOST_WEEKS)
    unusual: bool = Field(description="something unusual was noticed")
    note: str = Field(default="", max_length=NOTE_LENGTH)
    answered_on: Day


def trial_row_key(*what: object) -> str:
    """Return the key of a row of a trial by what it is about, so that two devices write the same row.

    A trial goes by its fingerprint; an answer by that and the evening; a pause by that, the first evening and why; an
    effect by that and the week.
    """
    return str(uuid.uuid5(_TRIALS, " ".join(map(str, what))))
