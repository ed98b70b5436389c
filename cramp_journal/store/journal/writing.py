"""How rows are written: each function is a part of one transaction that a method of Journal opens."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as select_rows

from cramp_journal.merging.contents import factor_unit
from cramp_journal.model import (
    About,
    Cramp,
    Factor,
    Intake,
    Night,
    NightFactor,
    NightForm,
    Relief,
    Row,
    cramps_removed,
    loses,
    new_id,
    utc_now,
    values_of,
)
from cramp_journal.model.tables import table_of
from cramp_journal.questions import OWN
from cramp_journal.store.acknowledged.receipts import Wrote
from cramp_journal.store.file.lineage import days_used
from cramp_journal.store.journal import units, versions
from cramp_journal.store.schema import reading
from cramp_journal.words import name_key


class TakenBack(NamedTuple):
    """An import that was undone: its number of nights, its mark, and the copy that was made before."""

    nights: int
    import_id: str
    kept: Path


Kinds = Sequence[type[Row]]
Which = Callable[[type[Row]], Any]

KINDS_OF_ROWS: tuple[type[Row], ...] = (Night, *(kind for kind, _form in reading.LISTS.values()), About)
_SITTING = timedelta(hours=1)  # what is changed sooner is being typed


def is_invented(kind: type[Row]) -> Any:
    """Return the condition that `demo` made a row up."""
    return col(kind.invented).is_(True)


def values_in(row: SQLModel) -> dict[str, Any]:
    """Return all columns of a row."""
    return {column.name: getattr(row, column.name) for column in table_of(type(row)).columns}


_NIGHT, _CRAMP, _RELIEF = table_of(Night), table_of(Cramp), table_of(Relief)
_INTAKE, _NIGHT_FACTOR, _FACTOR = table_of(Intake), table_of(NightFactor), table_of(Factor)


def standing_night(connection: Connection, evening: date) -> str | None:
    """Return the key of the recorded night of an evening, or None."""
    standing = select(_NIGHT.c.id).where(_NIGHT.c.evening == evening, _NIGHT.c.deleted_at.is_(None))
    return connection.execute(standing).scalar()


def _deleted_night(connection: Connection, key: str) -> str | None:
    """Return the key if such a night is in the bin: a deletion is being undone."""
    return connection.execute(select(_NIGHT.c.id).where(_NIGHT.c.id == key)).scalar()


def write_night(connection: Connection, night: Night, *, known: bool = False) -> None:
    """Write a night and all that belongs to it, replacing the night recorded for that evening.

    `known`: whoever calls notes what becomes of its versions.
    """
    if not (known or night.invented):
        versions.touch(connection, [units.unit_of_row(night)])
    standing = standing_night(connection, night.evening) or _deleted_night(connection, night.id)
    values = values_in(night) | {"deleted_at": None, "binned_on": None}
    if standing is None:
        connection.execute(insert(_NIGHT), values)
        key = night.id
    else:
        key = standing
        del values["id"]
        connection.execute(update(_NIGHT).where(_NIGHT.c.id == key), values)
        for child in (_CRAMP, _INTAKE, _NIGHT_FACTOR):
            # night.id too: a night restored from the bin over a newer one brings its cramps along
            connection.execute(delete(child).where(child.c.night_id.in_((key, night.id))))
    _write_children(connection, night, key)


def spelled_as_known(night: Night, known: Iterable[str]) -> Night:
    """Change the spelling of a night's own factors to that of the journal, so that “Tea” and “TEA” are one."""
    if night.night_factors:
        spelling = {name_key(name): name for name in known}
        there: set[str] = set(known)
        kept: dict[str, NightFactor] = {}
        for each in night.night_factors:
            if each.factor.name not in there:
                each.factor.name = spelling.setdefault(name_key(each.factor.name), each.factor.name)
            kept.setdefault(each.factor.name, each)
        if len(kept) < len(night.night_factors):
            night.night_factors = list(kept.values())
    return night


def all_spelled_as_known(connection: Connection, nights: Iterable[Night | NightForm]) -> Iterator[Night | NightForm]:
    """Yield nights with the journal's spelling of the person's own factors; a new name counts for those after it."""
    names = list(connection.execute(select(_FACTOR.c.name)).scalars())
    for night in nights:
        if isinstance(night, NightForm):
            spelled = _form_spelled_as_known(night, names)
            used = spelled.factors
            yield spelled
        else:
            yield spelled_as_known(night, names)
            used = [each.factor.name for each in night.night_factors]
        names += [each for each in used if each not in names]


def _form_spelled_as_known(form: NightForm, known: Sequence[str]) -> NightForm:
    if not form.factors:
        return form
    spelling = {name_key(name): name for name in known}
    names = [name if name in known else spelling.setdefault(name_key(name), name) for name in form.factors]
    return form if names == form.factors else form.model_copy(update={"factors": list(dict.fromkeys(names))})


def is_kept(before: Night, after: dict[str, Any], now: datetime, *, whole: bool) -> bool:
    """Return whether the earlier version of a night goes into the bin; see `Journal.save`."""
    said = values_of(before)
    if cramps_removed(said, after):
        return True
    earlier = abs(now.replace(tzinfo=None) - before.changed_at.replace(tzinfo=None)) >= _SITTING
    return (whole or earlier) and loses(said, after)


def remove_all(connection: Connection, kinds: Kinds, wrote: Wrote, which: Which) -> int:
    """Mark what fits as deleted, and note and count the nights."""
    evenings = (
        connection.execute(select(_NIGHT.c.evening).where(_NIGHT.c.deleted_at.is_(None), which(Night))).scalars().all()
    )
    gone = {kind: mark_deleted(connection, kind, which(kind)) for kind in kinds}
    wrote.rest = any(count for kind, count in gone.items() if kind is not Night)
    for evening in evenings:
        wrote.take(evening, None)
    return gone[Night]


def restore_all(connection: Connection, kinds: Kinds, wrote: Wrote, since: datetime, which: Which) -> int:
    """Take back the mark of what was deleted at a moment (UTC) or later, and note and count the nights."""
    back = {kind: unmark_deleted(connection, kind, since, which(kind)) for kind in kinds}
    wrote.rest = any(keys for kind, keys in back.items() if kind is not Night)
    for night in whole_nights(connection, back[Night]):
        wrote.take(night.evening, night)
    return len(back[Night])


def whole_nights(connection: Connection, keys: Sequence[str]) -> list[Night]:
    """Return nights by their keys, those in the bin too."""
    with Session(connection, expire_on_commit=False) as session:
        return list(session.exec(select_rows(Night).where(col(Night.id).in_(keys)).options(*reading.WHOLE)))


def put_aside(connection: Connection, night: Night, used: int) -> str:
    """Put the night of an evening into the bin before another one replaces it, and return its new key."""
    key = new_id()
    now = utc_now()
    values = values_in(night) | {
        "id": key,
        "deleted_at": _moment(connection, now, [night.evening]),
        "changed_at": now,
        "binned_on": used,
    }
    connection.execute(insert(_NIGHT), values)
    _write_children(connection, night, key, anew=True)
    return key


def _write_children(connection: Connection, night: Night, key: str, *, anew: bool = False) -> None:
    """Write what belongs to a night; with `anew`, everything gets new keys, where the old ones remain in use."""

    def key_of(row: Cramp | Relief | Intake | NightFactor) -> str:
        return new_id() if anew else row.id

    keys = {cramp.id: key_of(cramp) for cramp in night.cramps}
    if night.cramps:
        rows = [_numbered(c, i, id=keys[c.id], night_id=key) for i, c in enumerate(night.cramps)]
        connection.execute(insert(_CRAMP), rows)
    reliefs = [
        _numbered(r, i, id=key_of(r), cramp_id=keys[cramp.id])
        for cramp in night.cramps
        for i, r in enumerate(cramp.reliefs)
    ]
    if reliefs:
        connection.execute(insert(_RELIEF), reliefs)
    if night.intakes:
        rows = [_numbered(t, i, id=key_of(t), night_id=key) for i, t in enumerate(night.intakes)]
        connection.execute(insert(_INTAKE), rows)
    if night.night_factors:
        held = [
            _numbered(f, i, id=key_of(f), night_id=key, factor_id=factor_of(connection, f.factor, night))
            for i, f in enumerate(night.night_factors)
        ]
        connection.execute(insert(_NIGHT_FACTOR), held)


def write_row(connection: Connection, row: Row, *, known: bool = False) -> None:
    """Write a row that belongs to no other, replacing an earlier one with the same key (a factor: the same name).

    `known`: whoever calls notes what becomes of its versions.
    """
    table = table_of(type(row))
    values = values_in(row)
    same = table.c.id == row.id
    if not (known or row.invented):
        versions.touch(connection, [units.unit_of_row(row)])
    if isinstance(row, Factor):
        before = connection.execute(select(table.c.name).where(same)).scalar()
        if before is None:
            same = table.c.name == row.name
        elif before != row.name:
            _touch_renamed(connection, row.id, before)
            rename_question(connection, OWN + before, OWN + row.name)
    if isinstance(row, About):  # there is one row about the person, whoever writes it
        standing = connection.execute(select(table.c.id).where(table.c.deleted_at.is_(None))).scalar()
        same = table.c.id == (standing or row.id)
    if connection.execute(update(table).where(same), {k: v for k, v in values.items() if k != "id"}).rowcount == 0:
        connection.execute(insert(table), values)


def _touch_renamed(connection: Connection, key: str, before: str) -> None:
    """Note that the earlier name of a factor goes, and that each night that has the factor, or was asked, changes."""
    of_nights = select(_NIGHT_FACTOR.c.night_id).where(_NIGHT_FACTOR.c.factor_id == key)
    asked = _NIGHT.c.asked.contains(OWN + before, autoescape=True)
    nights = units.names_where(connection, Night, _NIGHT.c.deleted_at.is_(None), _NIGHT.c.id.in_(of_nights) | asked)
    versions.touch(connection, [factor_unit(before), *nights])


def rename_question(connection: Connection, old: str, new: str) -> None:
    """Rename a question in all nights that were asked it."""
    for key, asked in connection.execute(select(_NIGHT.c.id, _NIGHT.c.asked).where(_NIGHT.c.asked.is_not(None))).all():
        if asked and old in asked:
            renamed = [new if each == old else each for each in asked]
            connection.execute(update(_NIGHT).where(_NIGHT.c.id == key), {"asked": renamed})


def mark_deleted(connection: Connection, kind: type[Row], *conditions: Any, known: bool = False) -> int:
    """Mark rows as deleted (they stay in the file and can be restored) and return how many.

    `known`: whoever calls notes what becomes of their versions.
    """
    table = table_of(kind)
    if not known:
        versions.touch(connection, units.names_where(connection, kind, table.c.deleted_at.is_(None), *conditions))
    now = utc_now()
    of_them = select(_NIGHT.c.evening).where(_NIGHT.c.deleted_at.is_(None), *conditions) if kind is Night else None
    marks = {
        "deleted_at": _moment(connection, now, of_them),
        "changed_at": now,
        "binned_on": days_used(connection.connection.dbapi_connection),
    }
    return connection.execute(update(table).where(table.c.deleted_at.is_(None), *conditions), marks).rowcount


def _to_the_microsecond(now: datetime) -> datetime:
    return now.replace(microsecond=datetime.now(UTC).microsecond)


def _moment(connection: Connection, now: datetime, evenings: Any = None) -> datetime:
    """Return a moment that tells which of two nights was deleted last: within a second, and over a clock set back."""
    now = _to_the_microsecond(now)
    if evenings is None:
        return now
    newest = connection.execute(select(func.max(_NIGHT.c.deleted_at)).where(_NIGHT.c.evening.in_(evenings))).scalar()
    newest = newest and newest.replace(tzinfo=now.tzinfo)
    return newest + timedelta(microseconds=1) if newest and now <= newest < now + timedelta(days=1) else now


def unmark_deleted(connection: Connection, kind: type[Row], since: datetime, *conditions: Any) -> list[str]:
    """Remove the mark of rows that were marked as deleted at a moment (UTC) or later, and return their keys."""
    table = table_of(kind)
    versions.touch(connection, units.names_where(connection, kind, table.c.deleted_at >= since, *conditions))
    keys = list(connection.execute(select(table.c.id).where(table.c.deleted_at >= since, *conditions)).scalars())
    back = {"deleted_at": None, "binned_on": None, "changed_at": utc_now()}
    connection.execute(update(table).where(table.c.deleted_at >= since, *conditions), back)
    return keys


def _numbered(row: SQLModel, position: int, **parents: str) -> dict[str, Any]:
    return values_in(row) | {"position": position} | parents


def factor_of(connection: Connection, factor: Factor, night: Night) -> str:
    """Return the key of a factor by its name; a new name becomes a new factor."""
    marks = (_FACTOR.c.id, _FACTOR.c.deleted_at, _FACTOR.c.invented, _FACTOR.c.import_id)
    found = connection.execute(select(*marks).where(_FACTOR.c.name == factor.name)).first()
    if not night.invented and (found is None or found.deleted_at is not None or found.invented):
        versions.touch(connection, [factor_unit(factor.name)])
    if found is None:
        values = values_in(factor) | {"invented": night.invented, "import_id": night.import_id}
        connection.execute(insert(_FACTOR), values)
        return factor.id
    # A factor that a night of the person uses is the person's own: it stays when an import or the demo is removed.
    changes: dict[str, Any] = {} if found.deleted_at is None else {"deleted_at": None}
    if found.invented and not night.invented:
        changes["invented"] = False
    if found.import_id not in (None, night.import_id):
        changes["import_id"] = None
    if changes:
        connection.execute(update(_FACTOR).where(_FACTOR.c.id == found.id), changes)
    return str(found.id)


def imports_in(connection: Connection, kinds: tuple[type[Row], ...]) -> set[str]:
    """Return the marks of all imports with rows outside the bin."""
    found: set[str] = set()
    for kind in kinds:
        table = table_of(kind)
        standing = (table.c.import_id.is_not(None), table.c.deleted_at.is_(None))
        found.update(connection.execute(select(table.c.import_id).where(*standing).distinct()).scalars())
    return found


def newest_import(connection: Connection, kinds: tuple[type[Row], ...]) -> str | None:
    """Return the mark of the import whose rows outside the bin say the newest time; of two, the larger mark.

    Only for imports of which nothing says in which order they came: those by earlier versions of the program.
    """
    found: list[tuple[Any, str]] = []
    for kind in kinds:
        table = table_of(kind)
        marks = (
            select(table.c.changed_at, table.c.import_id)
            .where(table.c.import_id.is_not(None), table.c.deleted_at.is_(None))
            .order_by(table.c.changed_at.desc(), table.c.import_id.desc())
            .limit(1)
        )
        found += [(when, mark) for when, mark in connection.execute(marks)]
    return max(found)[1] if found else None


def any_invented(connection: Connection, evening: date | None = None) -> bool:
    """Return whether `demo` made up any night outside the bin, or the one of an evening."""
    made_up = select(_NIGHT.c.id).where(_NIGHT.c.invented, _NIGHT.c.deleted_at.is_(None)).limit(1)
    if evening is not None:
        made_up = made_up.where(_NIGHT.c.evening == evening)
    return connection.execute(made_up).first() is not None


def write_state(connection: Connection, name: str, value: str) -> None:
    """Write what the program itself remembers about a journal under a name; "" forgets it."""
    connection.exec_driver_sql("DELETE FROM state WHERE name = ?", (name,))
    if value:
        connection.exec_driver_sql("INSERT INTO state VALUES (?, ?)", (name, value))
