"""Reading a journal in bulk: by columns, never as thousands of objects."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import sqlmodel
from sqlalchemy import Connection, select, text
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.orm import selectinload
from sqlmodel import SQLModel
from sqlmodel.sql.expression import SelectOfScalar

from cramp_journal.model import (
    About,
    Course,
    CourseForm,
    Cramp,
    CrampForm,
    Factor,
    FactorForm,
    Form,
    Intake,
    IntakeForm,
    Night,
    NightDetails,
    NightFactor,
    NightFigures,
    NightForm,
    PersonForm,
    PromptAnswer,
    PromptForm,
    Relief,
    ReliefForm,
    Row,
    Sign,
    SignForm,
    TrialAnswerForm,
    TrialAnswerRow,
    TrialEffectForm,
    TrialEffectRow,
    TrialForm,
    TrialPauseForm,
    TrialPauseRow,
    TrialRow,
)
from cramp_journal.model.tables import table_of
from cramp_journal.questions import ASKS_CLEAR, questions_in
from cramp_journal.store.schema.exchange_values import dated_columns, known_columns

# SQLite itself joins the columns: fetching them one by one would take three times as long.
_CRAMPS = (
    "SELECT night_id, concat(seconds, '|', timing, '|', pain, '|', time, '|', time_precision, '|', side, '|', muscle,"
    " '|', went_hard) FROM cramp"
)
_CRAMPS_OF = f"{_CRAMPS} WHERE night_id IN (SELECT id FROM night WHERE evening BETWEEN ? AND ?)"  # noqa: S608
_DETAILS = ", '|', ".join(("entered_at", *NightDetails._fields[1:]))
_NIGHTS = (  # made of our own names, never of typed text
    f"SELECT id, evening, left_out, concat({_DETAILS}), asked"  # noqa: S608
    " FROM night WHERE deleted_at IS NULL AND evening BETWEEN ? AND ? ORDER BY evening"
)
_INTAKES = (
    "SELECT evening, substance FROM intake JOIN night ON night.id = night_id"
    " WHERE deleted_at IS NULL AND evening BETWEEN ? AND ? ORDER BY evening"
)

_KEYS = "IN (SELECT value FROM json_each(?))"
_OF_KEYS = {
    "night": f"night.id {_KEYS}",
    "cramp": f"cramp.night_id {_KEYS}",
    "intake": f"intake.night_id {_KEYS}",
    "relief": f"relief.cramp_id IN (SELECT id FROM cramp WHERE night_id {_KEYS})",  # noqa: S608 - names of ours
}

LISTS: dict[str, tuple[type[Row], type[Form]]] = {  # of the exchange form, in its order: all but the nights
    "courses": (Course, CourseForm),
    "factors": (Factor, FactorForm),
    "signs": (Sign, SignForm),
    "prompts": (PromptAnswer, PromptForm),
    "trials": (TrialRow, TrialForm),
    "trial_answers": (TrialAnswerRow, TrialAnswerForm),
    "trial_pauses": (TrialPauseRow, TrialPauseForm),
    "trial_effects": (TrialEffectRow, TrialEffectForm),
}
AFTER_NIGHTS = tuple(LISTS)[2:]  # what the exchange form has below the nights
IF_ANY = AFTER_NIGHTS[2:]  # not there where it is empty, so that an older program reads a journal without trials

WHOLE: Any = (  # what is loaded with a night
    selectinload(Night.cramps).selectinload(Cramp.reliefs),  # type: ignore[arg-type]
    selectinload(Night.intakes),  # type: ignore[arg-type]
    selectinload(Night.night_factors).selectinload(NightFactor.factor),  # type: ignore[arg-type]
)


def nights_between(first: date, last: date) -> SelectOfScalar[Night]:
    """Return the question for the recorded nights from `first` to `last`, each with all that belongs to it."""
    return (
        sqlmodel.select(Night)
        .where(sqlmodel.col(Night.evening).between(first, last), sqlmodel.col(Night.deleted_at).is_(None))
        .order_by(sqlmodel.col(Night.evening))
        .options(*WHOLE)
    )


def figures(connection: Connection, first: date = date.min, last: date = date.max) -> list[NightFigures]:
    """Return what is counted about each recorded night from `first` to `last`, oldest first."""
    cramps: defaultdict[str, list[str]] = defaultdict(list)
    stretch = (first.isoformat(), last.isoformat())
    whole = (first, last) == (date.min, date.max)
    for key, packed in _plain(connection, _CRAMPS) if whole else _plain(connection, _CRAMPS_OF, *stretch):
        cramps[key].append(packed)
    get, day, make, none = cramps.get, date.fromisoformat, tuple.__new__, list[str]()
    return [
        make(
            NightFigures,
            (
                *(day(evening), out == 1, len(found := get(key, none)), ";".join(found), details),
                asked is not None and ASKS_CLEAR not in (questions_in(asked) or (ASKS_CLEAR,)),
            ),
        )
        for key, evening, out, details, asked in _plain(connection, _NIGHTS, *stretch)
    ]


def nights_and_cramps(connection: Connection) -> tuple[Sequence[Any], Sequence[Any]]:
    """Return every column of nights and cramps as plain rows, for a listing or a spreadsheet."""
    return _rows(connection, Night, NightForm, "id"), _rows(connection, Cramp, CrampForm, "night_id", "position")


def contents(connection: Connection) -> dict[str, Any]:
    """Return the whole journal in its exchange form, nights in order, without what is unknown."""
    found = profile(connection)
    after = {name: found.pop(name) for name in AFTER_NIGHTS if name in found}
    return found | {"nights": nights(connection)} | after


def profile(connection: Connection) -> dict[str, Any]:
    """Return everything but the nights, in exchange form."""
    about = (
        connection.execute(select(table_of(About)).where(table_of(About).c.deleted_at.is_(None)).limit(1))
        .mappings()
        .first()
    )
    person: dict[str, Any] = {}
    if about:
        person = dated_columns({name: about[name] for name in PersonForm.model_fields if name != "conditions"})
        if about["conditions"]:
            person["conditions"] = about["conditions"].split()
    return {
        "format": "cramp-journal",
        "version": 1,
        "person": person,
        "settings": {"night_boundary": about["night_boundary"] if about else "12:00"},
        **{
            name: rows
            for name, (kind, form) in LISTS.items()
            if (rows := _listed(connection, kind, form)) or name not in IF_ANY
        },
    }


def nights(connection: Connection) -> list[dict[str, Any]]:
    """Return the recorded nights in their exchange form, in order."""
    return sorted(nights_by_key(connection).values(), key=lambda night: str(night["evening"]))


def nights_by_key(connection: Connection, keys: Sequence[str] | None = None) -> dict[str, dict[str, Any]]:
    """Return nights in their exchange form by their keys: some, those in the bin too, or all that are recorded."""
    if keys is not None and not keys:
        return {}
    reliefs = _by_parent(connection, Relief, ReliefForm, "cramp_id", keys)
    cramps: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    of_cramps = _rows(connection, Cramp, CrampForm, "night_id", "position", "id", keys=keys)
    for night_id, _position, key, *rest in of_cramps:
        cramp = known_columns(zip(_names(Cramp, CrampForm), rest, strict=True))
        if key in reliefs:
            cramp["reliefs"] = reliefs[key]
        cramps[night_id].append(cramp)
    intakes = _by_parent(connection, Intake, IntakeForm, "night_id", keys)
    factors: defaultdict[str, list[str]] = defaultdict(list)
    names = (
        select(table_of(NightFactor).c.night_id, table_of(Factor).c.name)
        .join_from(table_of(NightFactor), table_of(Factor))
        .order_by(table_of(NightFactor).c.position)
    )
    for night_id, name in connection.execute(names):
        factors[night_id].append(name)
    found = {}
    for key, *rest in _rows(connection, Night, NightForm, "id", keys=keys):
        night = dated_columns(dict(zip(_names(Night, NightForm), rest, strict=True)))
        if key in factors:
            night["factors"] = factors[key]
        if key in intakes:
            night["intakes"] = intakes[key]
        night["cramps"] = cramps.get(key, [])
        found[key] = night
    return found


def rows_by_key(
    connection: Connection, kind: type[SQLModel], form: type[SQLModel], *, deleted: bool = False
) -> dict[str, dict[str, Any]]:
    """Return the rows of a kind in their exchange form by their keys: those that stand, or those that are deleted."""
    names, found = _names(kind, form), _plain(connection, _sql_by_key(kind, form, deleted=deleted))
    return {key: dated_columns(dict(zip(names, row, strict=True))) for key, *row in found}


@cache
def _sql_by_key(kind: type[SQLModel], form: type[SQLModel], *, deleted: bool) -> str:
    table = table_of(kind)
    wanted = select(table.c.id, *(table.c[name] for name in _names(kind, form)))
    wanted = wanted.where(table.c.deleted_at.is_not(None) if deleted else table.c.deleted_at.is_(None))
    return str(wanted.compile(dialect=dialect()))


def intakes(connection: Connection, first: date, last: date) -> list[tuple[date, str]]:
    """Return what the recorded nights from `first` to `last` say was taken: the evening, and the substance."""
    rows = _plain(connection, _INTAKES, first.isoformat(), last.isoformat())
    return [(date.fromisoformat(evening), substance) for evening, substance in rows]


def _listed(connection: Connection, kind: type[SQLModel], form: type[SQLModel]) -> list[dict[str, Any]]:
    names = _names(kind, form)
    rows = [dated_columns(dict(zip(names, row, strict=True))) for row in _rows(connection, kind, form)]
    return sorted(rows, key=lambda row: [str(row.get(name, "")) for name in names])


def _by_parent(
    connection: Connection, kind: type[SQLModel], form: type[SQLModel], parent: str, keys: Sequence[str] | None
) -> dict[str, list[dict[str, Any]]]:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    names = _names(kind, form)
    for key, _position, *rest in _rows(connection, kind, form, parent, "position", keys=keys):
        found[key].append(known_columns(zip(names, rest, strict=True)))
    return found


def _rows(
    connection: Connection,
    kind: type[SQLModel],
    form: type[SQLModel],
    *more: str,
    keys: Sequence[str] | None = None,
) -> Sequence[Any]:
    given = () if keys is None else (json.dumps(keys),)
    found: Sequence[Any] = _plain(connection, _sql_of_rows(kind, form, more, some=keys is not None), *given).fetchall()
    return found


@cache
def _sql_of_rows(kind: type[SQLModel], form: type[SQLModel], more: tuple[str, ...], *, some: bool) -> str:
    """Return the SQL that reads rows of a kind: some, of given keys, or all that stand."""
    table = table_of(kind)
    columns = [table.c[name] for name in (*more, *_names(kind, form))]
    statement = select(*columns)
    if some:
        statement = statement.where(text(_OF_KEYS[str(table.name)]))
    elif "deleted_at" in table.c:
        statement = statement.where(table.c.deleted_at.is_(None))
    elif "night_id" in table.c:
        statement = statement.where(table.c.night_id.not_in(_deleted()))
    if "position" in table.c:
        statement = statement.order_by(table.c.position)
    return str(statement.compile(dialect=dialect()))


def _deleted() -> Any:
    """Return the keys of deleted nights, which are few: those of all others would take half as long as the reading."""
    nights = table_of(Night)
    return select(nights.c.id).where(nights.c.deleted_at.is_not(None))


def _names(kind: type[SQLModel], form: type[SQLModel]) -> list[str]:
    return [name for name in form.model_fields if name in table_of(kind).c]


def _plain(connection: Connection, statement: str, *values: str) -> Any:
    """Run a statement on the driver itself: row objects and type conversions would take as long as the reading."""
    driver: Any = connection.connection.dbapi_connection
    return driver.execute(statement, values)
