"""The tables of a journal: one SQLite file per person.

A night is the unit that is saved, undone and one day merged: its cramps, reliefs, intakes and factors belong to it and
have no deletion mark of their own.
"""

import hashlib
import platform
import uuid
from datetime import UTC, date, datetime
from enum import StrEnum
from types import NoneType
from typing import Annotated, Any, ClassVar, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from sqlalchemy import CheckConstraint, Index, String, Table, text
from sqlmodel import Field, Relationship, SQLModel

from cramp_journal.model.fields import (
    Clock,
    CourseFields,
    CrampFields,
    FactorFields,
    IntakeFields,
    NightFields,
    PersonFields,
    PromptFields,
    ReliefFields,
    SignFields,
)
from cramp_journal.model.trial_fields import (
    TrialAnswerFields,
    TrialEffectFields,
    TrialFields,
    TrialPauseFields,
    trial_row_key,
)
from cramp_journal.questions import ANSWERS_LENGTH


def new_id() -> str:
    """Return a new key: a random UUID."""
    return str(uuid.uuid4())


def utc_now() -> datetime:
    """Return the present moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def this_device() -> str:
    """Return a short name for this computer that does not reveal its owner."""
    return hashlib.blake2b(platform.node().encode(), digest_size=4).hexdigest()


_THIS_DEVICE = this_device()


class Row(SQLModel):
    """What every independent row has."""

    __tablename__: ClassVar[Any]
    id: str = Field(default_factory=new_id, primary_key=True)
    changed_at: datetime = Field(default_factory=utc_now)
    device: str = _THIS_DEVICE  # the computer that wrote it
    deleted_at: datetime | None = None  # None: not deleted
    binned_on: int | None = None  # the day of use (store/file/lineage.py) on which it was deleted
    invented: bool = False  # made by `demo`, for looking around
    import_id: str | None = None  # the import that brought it, until it is edited


class Factor(Row, FactorFields, table=True):
    """A factor of the person's own."""

    __tablename__ = "factor"
    __table_args__ = (Index("factor_name", "name", unique=True),)


class Night(Row, NightFields, table=True):
    """One recorded night."""

    __tablename__ = "night"
    __table_args__ = (Index("night_evening", "evening", unique=True, sqlite_where=text("deleted_at IS NULL")),)
    cramps: list["Cramp"] = Relationship(
        sa_relationship_kwargs={"order_by": "Cramp.position", "cascade": "all, delete-orphan"}
    )
    intakes: list["Intake"] = Relationship(
        sa_relationship_kwargs={"order_by": "Intake.position", "cascade": "all, delete-orphan"}
    )
    night_factors: list["NightFactor"] = Relationship(
        sa_relationship_kwargs={"order_by": "NightFactor.position", "cascade": "all, delete-orphan"}
    )


class Cramp(CrampFields, table=True):
    """One cramp of a night."""

    __tablename__ = "cramp"
    id: str = Field(default_factory=new_id, primary_key=True)
    night_id: str = Field(default="", foreign_key="night.id", ondelete="CASCADE", index=True)
    position: int = 0  # in order of entry
    reliefs: list["Relief"] = Relationship(
        sa_relationship_kwargs={"order_by": "Relief.position", "cascade": "all, delete-orphan"}
    )


class Relief(ReliefFields, table=True):
    """What was done during a cramp."""

    __tablename__ = "relief"
    id: str = Field(default_factory=new_id, primary_key=True)
    cramp_id: str = Field(default="", foreign_key="cramp.id", ondelete="CASCADE", index=True)
    position: int = 0


class Intake(IntakeFields, table=True):
    """What was taken on the day of a night."""

    __tablename__ = "intake"
    id: str = Field(default_factory=new_id, primary_key=True)
    night_id: str = Field(default="", foreign_key="night.id", ondelete="CASCADE", index=True)
    position: int = 0


class NightFactor(SQLModel, table=True):
    """A factor of the person's own that applied to a night."""

    __tablename__ = "night_factor"
    id: str = Field(default_factory=new_id, primary_key=True)
    night_id: str = Field(default="", foreign_key="night.id", ondelete="CASCADE", index=True)
    factor_id: str = Field(default="", foreign_key="factor.id", index=True)
    position: int = 0
    factor: Factor = Relationship()


class Course(Row, CourseFields, table=True):
    """A supplement or medicine taken daily."""

    __tablename__ = "course"


class Sign(Row, SignFields, table=True):
    """Something that a doctor would want to know about."""

    __tablename__ = "sign"


class PromptAnswer(Row, PromptFields, table=True):
    """A prompt that was raised, and what the person answered."""

    __tablename__ = "prompt"


class TrialRow(Row, TrialFields, table=True):
    """A trial on oneself."""

    __tablename__ = "trial"


class TrialAnswerRow(Row, TrialAnswerFields, table=True):
    """Whether it was done on an evening of a trial."""

    __tablename__ = "trial_answer"


class TrialPauseRow(Row, TrialPauseFields, table=True):
    """Evenings on which a trial rests."""

    __tablename__ = "trial_pause"


class TrialEffectRow(Row, TrialEffectFields, table=True):
    """What the person noticed in a week of a trial."""

    __tablename__ = "trial_effect"


def keyed(row: Row) -> Row:
    """Set the key of a row of a trial to what it is on every device, and return the row; another one keeps its own."""
    match row:
        case TrialRow():
            row.id = trial_row_key(row.fingerprint)
        case TrialAnswerRow():
            row.id = trial_row_key(row.trial, "evening", row.evening)
        case TrialPauseRow():
            row.id = trial_row_key(row.trial, "pause", row.first, str(row.why))
        case TrialEffectRow():
            row.id = trial_row_key(row.trial, "week", row.week)
    return row


class About(Row, PersonFields, table=True):
    """Whose journal it is, and the settings it belongs with. One row."""

    __tablename__ = "about"
    conditions: str = ""  # the words of `Condition`, separated by blanks
    night_boundary: Clock = Field(default="12:00", sa_type=String)


def _columns_of(kind: type[SQLModel]) -> Table:
    table = kind.__table__  # type: ignore[attr-defined]
    assert isinstance(table, Table)
    return table


def plain_type(annotation: Any) -> Any:
    """Return the type of a field without None and Annotated."""
    if get_origin(annotation) is Annotated:
        return plain_type(get_args(annotation)[0])
    inner = [each for each in get_args(annotation) if each is not NoneType]
    return plain_type(inner[0]) if inner else annotation


def _check(kind: type[SQLModel]) -> None:
    """Turn the limits of the fields into CHECK constraints, so that the file itself refuses invalid values."""
    table = _columns_of(kind)
    for name, field in kind.model_fields.items():
        rules = [
            _rule_of_type(name, plain_type(field.annotation)),
            *(_rule_of_limit(name, each) for each in field.metadata),
        ]
        stated = " AND ".join(rule for rule in rules if rule)
        if stated:
            table.append_constraint(CheckConstraint(stated, name=f"{table.name}_{name}"))


def _rule_of_type(name: str, kind: Any) -> str:
    if name == "answers":  # a JSON object
        return f"length({name}) <= {ANSWERS_LENGTH}"
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return f"{name} IN ({', '.join(repr(str(word)) for word in kind)})"
    if kind is bool:
        return f"{name} IN (0, 1)"
    if kind is date:
        return f"{name} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
    if name in ("time", "night_boundary"):
        return f"{name} GLOB '[0-2][0-9]:[0-5][0-9]' AND {name} < '24'"
    return ""


def _rule_of_limit(name: str, limit: object) -> str:
    match limit:
        case Ge():
            return f"{name} >= {limit.ge}"
        case Le():
            return f"{name} <= {limit.le}"
        case MaxLen():
            return f"length({name}) <= {limit.max_length}"
        case MinLen():
            return f"length({name}) >= {limit.min_length}"
    return ""


def table_of(kind: type[SQLModel]) -> Table:
    """Return the table of a kind of row."""
    table = kind.__table__  # type: ignore[attr-defined]
    assert isinstance(table, Table)
    return table


TABLES: tuple[type[SQLModel], ...] = (
    *(About, Factor, Course, Sign, PromptAnswer),
    *(TrialRow, TrialAnswerRow, TrialPauseRow, TrialEffectRow),
    *(Night, Cramp, Relief, Intake, NightFactor),
)
for _kind in TABLES:
    _check(_kind)
