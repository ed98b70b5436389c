"""Which writes led to what an import brings, where its file knows: taken over, so that a later merge knows them too."""

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import Connection, delete, select
from sqlmodel import col

from cramp_journal.merging.versions import A_FACTOR, OVERLAP, MergeUnit, key_in, unit_kind
from cramp_journal.model import Factor, Night, NightFactor
from cramp_journal.model.tables import table_of
from cramp_journal.store.acknowledged.receipts import Wrote
from cramp_journal.store.journal import units, versions, writing
from cramp_journal.store.journal.import_notes import keep_marks, read_marks
from cramp_journal.words import name_key

KeptWrites = Iterable[tuple[str, MergeUnit | None]]  # by the name of a thing; None: it is older than versions

_NAME = "kept_imports"  # in the table `state`: the marks of the imports that took writes over
_AT_ONCE, _MOST = 100, 20
_FACTOR = table_of(Factor)


def names_there(connection: Connection) -> set[str]:
    """Return the names of all things that the journal has, or had."""
    kinds = writing.KINDS_OF_ROWS
    return versions.stamped(connection).union(*(units.names_where(connection, kind) for kind in kinds))


def take_over(connection: Connection, kept: KeptWrites, known: set[str], import_id: str) -> None:
    """Write the versions of the things that came, and of deleted ones; what was `known` before keeps its own."""
    standing = {
        name
        for kind in writing.KINDS_OF_ROWS
        for name in units.names_where(connection, kind, col(kind.deleted_at).is_(None))
    }
    coming = ((name, unit) for name, unit in kept if name not in known)
    while some := list(islice(coming, _AT_ONCE)):
        came: dict[str, MergeUnit] = {}
        for name, unit in some:
            if unit is None and name in standing:
                versions.put_back(connection, name, None)
            elif unit is not None and (name in standing or _has_no_row(name, unit)):
                if name in standing and _has_no_row(name, unit):
                    _delete_factor(connection, name)
                came[name] = unit
        versions.put_units(connection, came, {})
    if import_id:
        keep_marks(connection, _NAME, [*read_marks(connection, _NAME), import_id], _MOST)


def remove_brought(connection: Connection, kinds: writing.Kinds, wrote: Wrote, import_id: str) -> int:
    """Remove what an import took over with its writes, as if it had never come; return the number of nights.

    A mark of deletion would count on the side from which it came.
    """
    marks = read_marks(connection, _NAME)
    if import_id not in marks:
        return 0
    keep_marks(connection, _NAME, [each for each in marks if each != import_id], _MOST)
    heads, own, nights = versions.stamps_by_unit(connection), versions.openings(connection), 0
    for kind in kinds:
        table = table_of(kind)
        wanted = select(table).where(table.c.import_id == import_id, table.c.deleted_at.is_(None))
        for row in connection.execute(wanted).mappings().all():
            name = units.unit_of_row(kind(**row))
            if row["invented"] or heads.get(name, "").partition(" ")[0] in own:
                continue  # written here since, or at that time
            if kind is Night:
                nights += 1
                wrote.take(row["evening"], None)
            else:
                wrote.rest = True
            used = select(table_of(NightFactor).c.factor_id)
            free = (_FACTOR.c.id.not_in(used),) if kind is Factor else ()
            if connection.execute(delete(table).where(table.c.id == row["id"], *free)).rowcount:
                versions.put_back(connection, name, None)
    return nights


def _has_no_row(name: str, unit: MergeUnit) -> bool:
    return unit_kind(name) == OVERLAP or all(each.content is None for each in unit.versions)


def _delete_factor(connection: Connection, name: str) -> None:
    """Delete a factor that only came because a night has it."""
    if unit_kind(name) == A_FACTOR:
        for key, factor in connection.execute(select(_FACTOR.c.id, _FACTOR.c.name)).all():
            if name_key(factor) == key_in(name):
                writing.mark_deleted(connection, Factor, col(Factor.id) == key, known=True)
