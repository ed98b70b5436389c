"""What an import adds to a journal, and how it is taken back: rows, values of recorded nights, and nights it changes.

A night that is filled stays the person's own, without the mark of the import, and so does one that is changed: its
earlier version goes into the bin. What was filled and changed stands in the journal's own notes.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection, select, update
from sqlmodel import col

from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.model import Night, NightForm, Row, night_of, utc_now, values_of
from cramp_journal.model.tables import table_of
from cramp_journal.store.acknowledged.receipts import Wrote
from cramp_journal.store.journal import adding, kept_writes, units, versions, writing
from cramp_journal.store.journal import bin as bin_
from cramp_journal.store.journal.entry import note_entry
from cramp_journal.store.journal.import_notes import (
    FIELDS,
    ByField,
    ImportNote,
    came_last,
    digest_of,
    keep_notes,
    note_coming,
    read_notes,
)

_NIGHT = table_of(Night)
_AT_ONCE = 100  # nights that are in memory


class Coming(NamedTuple):
    """What comes in. Of a form no object is made, which takes less time."""

    nights: Iterable[Night | NightForm]
    rows: Sequence[Row]
    fills: Mapping[str, Mapping[date, float]]  # by field, by evening
    changed: Sequence[NightForm]  # in place of those that are recorded
    kept: kept_writes.KeptWrites = ()  # which writes led to what comes, where its file knows


def add(connection: Connection, wrote: Wrote, new: Coming, import_id: str | None) -> None:
    """Write what an import brings, marked with its id."""
    known = kept_writes.names_there(connection) if new.kept else set[str]()
    _touch(connection, new.rows)
    for row in new.rows:
        row.import_id = import_id
        writing.write_row(connection, row, known=True)
    coming = writing.all_spelled_as_known(connection, new.nights)
    while some := list(islice(coming, _AT_ONCE)):
        versions.touch(connection, sorted({units.unit_of_night(each.evening) for each in some if not each.invented}))
        once = {each.evening: each for each in some}  # of two for one evening, the second replaces the first
        for night in once.values():
            wrote.take(night.evening, night)
        taken = _taken(connection, list(once))
        added = [each for each in once.values() if isinstance(each, NightForm) and each.evening not in taken]
        adding.add_night_forms(connection, added, import_id)
        for each in once.values():
            if each.evening in taken or isinstance(each, Night):
                night = night_of(each) if isinstance(each, NightForm) else each
                night.import_id = import_id
                writing.write_night(connection, night, known=True)
    note = ImportNote(import_id or "", _fill(connection, new.fills), _change(connection, wrote, new.changed))
    if note.filled or note.changed:
        keep_notes(connection, [*read_notes(connection), note])
    _acknowledge(connection, wrote, _evenings(note.filled))
    if new.kept:
        kept_writes.take_over(connection, new.kept, known, import_id or "")
    if import_id:
        note_coming(connection, import_id)


def _change(connection: Connection, wrote: Wrote, nights: Sequence[NightForm]) -> dict[str, tuple[str, str]]:
    """Put nights in place of the recorded ones, which go into the bin; return by evening their keys there."""
    changed: dict[str, tuple[str, str]] = {}
    used = versions.stamp_now(connection)[1]
    for form in writing.all_spelled_as_known(connection, nights):
        night = night_of(form) if isinstance(form, NightForm) else form
        key = writing.standing_night(connection, night.evening)
        if key is None:
            said = _("The night of {evening} is not recorded any more: nothing was changed.")
            raise JournalError(said.format(evening=day(night.evening)))
        (before,) = writing.whole_nights(connection, [key])
        note_entry(night, before)
        aside = writing.put_aside(connection, before, used)
        writing.write_night(connection, night)
        wrote.take(night.evening, night)
        changed[night.evening.isoformat()] = (aside, digest_of(values_of(night)))
    return changed


def _taken(connection: Connection, evenings: Sequence[date]) -> set[date]:
    """Return which evenings have a night."""
    standing = _NIGHT.c.evening.in_(evenings) & _NIGHT.c.deleted_at.is_(None)
    return set(connection.execute(select(_NIGHT.c.evening).where(standing)).scalars())


def _touch(connection: Connection, rows: Sequence[Row]) -> None:
    versions.touch(connection, sorted({units.unit_of_row(each) for each in rows if not each.invented}))


def newest_undoable(connection: Connection, kinds: tuple[type[Row], ...]) -> str | None:
    """Return the mark of the last import that came and can be taken back."""
    kept = read_notes(connection)
    undoable = writing.imports_in(connection, kinds) | {note.mark for note in kept}
    for mark in came_last(connection):
        if mark in undoable:
            return mark
    earlier = [writing.newest_import(connection, kinds), kept[-1].mark if kept else None]
    return max(filter(None, earlier), default=None)


def take_back(connection: Connection, kinds: writing.Kinds, wrote: Wrote, import_id: str) -> int:
    """Take back what nobody changed of an import; return the number of nights that are gone or as they were before."""
    kept = read_notes(connection)
    note = next((each for each in kept if each.mark == import_id), ImportNote(import_id))
    gone = kept_writes.remove_brought(connection, kinds, wrote, import_id)
    gone += writing.remove_all(connection, kinds, wrote, lambda kind: col(kind.import_id) == import_id)
    back = sorted({*_unfill(connection, note.filled), *_unchange(connection, note.changed)})
    keep_notes(connection, [each for each in kept if each is not note])
    _acknowledge(connection, wrote, back)
    return gone + len(back)


def _unchange(connection: Connection, changed: Mapping[str, tuple[str, str]]) -> list[date]:
    """Restore the nights that an import changed, where nobody changed them since; return their evenings."""
    there = {each.key for each in bin_.nights_in_bin(connection)} if changed else set()
    done = []
    for evening, (aside, said) in changed.items():
        key = writing.standing_night(connection, date.fromisoformat(evening))
        standing = writing.whole_nights(connection, [key]) if key and aside in there else []
        if standing and digest_of(values_of(standing[0])) == said:
            done.append(bin_.restore_from_bin(connection, aside))
    return done


def _acknowledge(connection: Connection, wrote: Wrote, evenings: Sequence[date]) -> None:
    wanted = select(_NIGHT.c.id).where(_NIGHT.c.evening.in_(evenings), _NIGHT.c.deleted_at.is_(None))
    for night in writing.whole_nights(connection, list(connection.execute(wanted).scalars())):
        wrote.take(night.evening, night)


def _fill(connection: Connection, fills: Mapping[str, Mapping[date, float]]) -> ByField:
    """Set fields of nights that are recorded without them; return what was set."""
    done: ByField = {}
    for name, values in fills.items():
        column = _NIGHT.c[_known(name)]
        for evening, value in values.items():
            versions.touch(connection, [units.unit_of_night(evening)])
            unknown = (_NIGHT.c.evening == evening, _NIGHT.c.deleted_at.is_(None), column.is_(None))
            if connection.execute(update(_NIGHT).where(*unknown), {name: value, "changed_at": utc_now()}).rowcount:
                done.setdefault(name, {})[evening.isoformat()] = value
    return done


def _unfill(connection: Connection, filled: ByField) -> list[date]:
    """Make unknown again what an import filled, where nobody changed it since; return the evenings."""
    undone: ByField = {}
    for name, values in filled.items():
        column = _NIGHT.c[_known(name)]
        for evening, value in values.items():
            versions.touch(connection, [units.unit_of_night(date.fromisoformat(evening))])
            same = (_NIGHT.c.evening == date.fromisoformat(evening), _NIGHT.c.deleted_at.is_(None), column == value)
            if connection.execute(update(_NIGHT).where(*same), {name: None, "changed_at": utc_now()}).rowcount:
                undone.setdefault(name, {})[evening] = value
    return _evenings(undone)


def _known(name: str) -> str:
    if name not in FIELDS:
        raise ValueError(name)
    return name


def _evenings(filled: ByField) -> list[date]:
    return sorted({date.fromisoformat(evening) for values in filled.values() for evening in values})
