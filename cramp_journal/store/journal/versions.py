"""The versions of each unit, as a journal keeps them: which writes led to it, and what must not be lost before a merge.

`touch` is called before a unit is written, in the same transaction. The table `version` has a row for each unit that
was written since versions are kept, deleted ones too. What a unit says stands in the other tables; only where there are
several versions, and of ancestors, the table `kept_version` holds the contents, in pieces that SQLite's checks allow.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from cramp_journal.merging.versions import (
    OVERLAP,
    Ancestor,
    MergeUnit,
    Says,
    Seen,
    Stamp,
    Units,
    Version,
    canonical,
    edited,
    old_unit,
    unit_kind,
)
from cramp_journal.model import Course
from cramp_journal.store.journal import units

_PIECE = 20_000  # letters of a content in one value
_NAME = 12  # letters of the name of an opening
_VERSION, _ANCESTOR = "version", "ancestor"
_UNDO, _UNDO_ANCESTOR, _UNDO_SEEN = "undo", "undo ancestor", "undo seen"
_EVER = 1 << 40  # a day of use that never comes
_MANY = 400  # rows that are asked for by their names

Here = dict[str, frozenset[Stamp]]
_Head = tuple[Seen, str, str]  # what was seen, the stamp of what stands ("": several), the stamps of this side
_Row = tuple[str, str, int, int, str, str, str | None, int]


def stamp_now(connection: Connection) -> tuple[Stamp, int]:
    """Return the stamp of the open transaction, and the day of use."""
    asked = "SELECT opening, writes, (SELECT max(used) FROM lineage) FROM lineage ORDER BY writes DESC LIMIT 1"
    opening, writes, used = connection.exec_driver_sql(asked).one()
    return Stamp(str(opening)[:_NAME], int(writes)), int(used)


def last_write(connection: Connection) -> int:
    """Return the number of the last write."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(writes), 0) FROM lineage").scalar() or 0)


def touch(connection: Connection, names: Collection[str]) -> None:
    """Note that units are about to be written by the open transaction."""
    if not names:
        return
    stamp, used = stamp_now(connection)
    heads = _heads(connection, names)
    simple = [name for name in names if name in heads and heads[name][1].startswith(f"{stamp.opening} ")]
    for name in simple:
        seen = {**heads[name][0], stamp.opening: stamp.number}
        _put_head(connection, name, seen, _text(stamp))
        connection.exec_driver_sql("DELETE FROM kept_version WHERE unit = ? AND kind != ?", (name, _ANCESTOR))
        connection.exec_driver_sql("UPDATE kept_version SET stamp = ? WHERE unit = ?", (_text(stamp), name))
    rest = sorted({*names} - {*simple})
    if not rest:
        return
    standing = units.contents_by_name(connection, rest)
    gone = units.deleted(connection, standing, rest)
    before = _state(connection, rest, heads, standing, gone)
    _drop_kept(connection, rest)
    made = {name: edited(before.get(name), standing.get(name), None, stamp, used) for name in rest}
    _put_heads(connection, [(name, canonical(unit.seen), _text(stamp), "") for name, unit in made.items()])
    for name, unit in made.items():
        _put_kept(connection, name, _ANCESTOR, unit.versions)


def read_state(connection: Connection, names: Collection[str] | None = None) -> Units:
    """Return units of a journal with their versions: some, or all."""
    standing = units.contents_by_name(connection, names)
    gone = units.deleted(connection, standing, names)
    heads = _heads(connection, names)
    return _state(connection, sorted({*standing, *gone, *heads}), heads, standing, gone)


def stamped(connection: Connection) -> set[str]:
    """Return the names of the units whose writes are known; all others are older than versions."""
    return set(connection.exec_driver_sql("SELECT unit FROM version").scalars())


def stamps_by_unit(connection: Connection) -> dict[str, str]:
    """Return the stamp of each unit whose writes are known, "" where it has several versions."""
    rows = connection.exec_driver_sql("SELECT unit, stamp FROM version").all()
    return {str(unit): str(stamp) for unit, stamp in rows}


def openings(connection: Connection) -> set[str]:
    """Return the names under which this journal, and the files that it goes on from, wrote."""
    return {str(opening)[:_NAME] for opening in connection.exec_driver_sql("SELECT opening FROM lineage").scalars()}


def read_open(connection: Connection) -> Units:
    """Return the units that have several versions, or are a question themselves, and all courses."""
    several = connection.exec_driver_sql("SELECT unit FROM version WHERE stamp = ''").scalars().all()
    if not several:
        return {}
    return read_state(connection, [*several, *units.names_where(connection, Course)])


def read_here(connection: Connection) -> Here:
    """Return the versions of each unit that this journal had before it was merged."""
    rows = connection.exec_driver_sql("SELECT unit, here FROM version WHERE here != ''").all()
    return {name: frozenset(map(_stamp, here.split("\n"))) for name, here in rows}


def put_units(connection: Connection, changed: Units, before: Units, used: int | None = None) -> None:
    """Write the versions of merged units, whose contents were written; `before` is how the journal had them.

    With the day of use, that can be undone.
    """
    _drop_kept(connection, changed)
    for name, unit in changed.items():
        was = before.get(name)
        several = len(unit.versions) > 1 or unit_kind(name) == OVERLAP
        here = "\n".join(_text(each.stamp) for each in was.versions) if was and several else ""
        _put_head(connection, name, unit.seen, "" if several else _text(unit.versions[0].stamp), here)
        if several:
            _put_kept(connection, name, _VERSION, unit.versions)
        _put_kept(connection, name, _ANCESTOR, unit.versions)
        if used is not None:
            seen = canonical(was.seen) if was else ""
            _put_rows(connection, [(name, _UNDO_SEEN, 0, 0, "", seen, None, used)])
            _put_kept(connection, name, _UNDO, was.versions if was else (), used)
            _put_kept(connection, name, _UNDO_ANCESTOR, was.versions if was else (), used)


def put_here(connection: Connection, name: str, here: Iterable[Stamp]) -> None:
    """Write which versions of a unit this journal had before it was merged."""
    connection.exec_driver_sql("UPDATE version SET here = ? WHERE unit = ?", ("\n".join(map(_text, here)), name))


def forget_undo(connection: Connection) -> None:
    """Forget how units were before the last merge."""
    connection.exec_driver_sql("DELETE FROM kept_version WHERE kind IN (?, ?, ?)", (_UNDO, _UNDO_ANCESTOR, _UNDO_SEEN))


def undoable(connection: Connection) -> dict[str, MergeUnit | None]:
    """Return how the units were before the last merge (None: not at all), of which nothing was written since."""
    kept = _kept(connection, None)
    return {
        name: _unit(json.loads(seen), parts, _UNDO, _UNDO_ANCESTOR) if seen else None
        for name, parts in kept.items()
        for (_kind, _number), (_stamp_text, seen, _content, _used) in parts.items()
        if _kind == _UNDO_SEEN
    }


def put_back(connection: Connection, name: str, unit: MergeUnit | None) -> None:
    """Write the versions of a unit as they were before a merge."""
    _drop_kept(connection, [name])
    connection.exec_driver_sql("DELETE FROM version WHERE unit = ?", (name,))
    if unit is not None:
        put_units(connection, {name: unit}, {})


def keep_deletions(connection: Connection) -> None:
    """Write a row for each deleted unit that is older than versions, before it is removed for good."""
    heads = _heads(connection, None)
    for name, earlier in units.deleted(connection, units.contents_by_name(connection)).items():
        if name not in heads:
            unit = old_unit(None, earlier)
            _put_head(connection, name, unit.seen, _text(unit.versions[0].stamp))


def forget_ancestors(connection: Connection, before: int) -> None:
    """Forget how units stood before a day of use; a merge then compares two sides, where it would three."""
    kinds = (_ANCESTOR, _UNDO, _UNDO_ANCESTOR, _UNDO_SEEN)
    connection.exec_driver_sql("DELETE FROM kept_version WHERE used <= ? AND kind IN (?, ?, ?, ?)", (before, *kinds))


# ---------------------------------------------------------------- rows
def _state(
    connection: Connection,
    names: Iterable[str],
    heads: Mapping[str, _Head],
    standing: Mapping[str, Says],
    gone: Mapping[str, list[Says]],
) -> Units:
    kept = _kept(connection, None if len(heads) > _MANY else heads)
    found: Units = {}
    for name in names:
        if name not in heads:
            if name in standing or name in gone:
                found[name] = old_unit(standing.get(name), gone.get(name, ()))
            continue
        seen, stamp, _here = heads[name]
        if stamp:
            ancestors = _ancestors(kept.get(name, {}), stamp, _ANCESTOR)
            found[name] = MergeUnit(seen, (Version(_stamp(stamp), seen, standing.get(name), ancestors),))
        else:
            found[name] = _unit(seen, kept.get(name, {}), _VERSION, _ANCESTOR)
    return found


_Parts = dict[tuple[str, int], tuple[str, str, Says | None, int]]  # stamp, seen, content, day of use


def _unit(seen: Seen, parts: _Parts, kind: str, ancestor: str) -> MergeUnit:
    found = [
        Version(_stamp(stamp), json.loads(known), content, _ancestors(parts, stamp, ancestor))
        for (what, _number), (stamp, known, content, _used) in parts.items()
        if what == kind
    ]
    return MergeUnit(seen, tuple(sorted(found, key=lambda each: each.stamp)))


def _ancestors(parts: _Parts, stamp: str, kind: str) -> tuple[Ancestor, ...]:
    mine = sorted((number, said) for (what, number), said in parts.items() if what == kind and said[0] == stamp)
    return tuple(Ancestor(json.loads(seen), content, used) for _number, (_stamp, seen, content, used) in mine)


def _heads(connection: Connection, names: Collection[str] | None) -> dict[str, _Head]:
    asked = "SELECT unit, seen, stamp, here FROM version"
    if names is None or len(names) > _MANY:
        rows: Sequence[Any] = connection.exec_driver_sql(asked).all()
    else:
        rows = connection.exec_driver_sql(f"{asked} WHERE unit IN ({_marks(names)})", tuple(names)).all()
    return {unit: (json.loads(seen), stamp, here) for unit, seen, stamp, here in rows if names is None or unit in names}


def _marks(names: Collection[str]) -> str:
    return ", ".join("?" * len(names))


def _kept(connection: Connection, names: Collection[str] | None) -> dict[str, _Parts]:
    asked = "SELECT unit, kind, number, stamp, seen, content, used FROM kept_version"
    if names is None:
        rows: Sequence[Any] = connection.exec_driver_sql(f"{asked} ORDER BY unit, kind, number, piece").all()
    else:
        some = f"{asked} WHERE unit IN ({_marks(names)}) ORDER BY unit, kind, number, piece"
        rows = connection.exec_driver_sql(some, tuple(names)).all()
    pieces: defaultdict[tuple[str, str, int], list[Any]] = defaultdict(list)
    for unit, kind, number, *rest in rows:
        pieces[unit, kind, number].append(rest)
    found: defaultdict[str, _Parts] = defaultdict(dict)
    for (unit, kind, number), parts in pieces.items():
        stamp, seen, content, used = parts[0]
        text = None if content is None else "".join(part[2] for part in parts)
        found[unit][kind, number] = stamp, seen, None if text is None else json.loads(text), used
    return found


def _put_head(connection: Connection, name: str, seen: Seen, stamp: str, here: str = "") -> None:
    _put_heads(connection, [(name, canonical(seen), stamp, here)])


def _put_heads(connection: Connection, rows: Sequence[tuple[str, str, str, str]]) -> None:
    connection.exec_driver_sql(
        "INSERT INTO version VALUES (?, ?, ?, ?) ON CONFLICT (unit)"
        " DO UPDATE SET seen = excluded.seen, stamp = excluded.stamp, here = excluded.here",
        list(rows),
    )


def _put_kept(connection: Connection, name: str, kind: str, versions: Sequence[Version], used: int = _EVER) -> None:
    """Write the contents of versions, or those of their ancestors, with the day of use after which they may go."""
    rows: list[_Row] = []
    for version in versions:
        if kind in (_VERSION, _UNDO):
            rows += _pieces(name, kind, len(rows), version.stamp, (version.seen, version.content, used))
            continue
        for each in version.ancestors:
            rows += _pieces(name, kind, len(rows), version.stamp, each._replace(used=min(each.used, used)))
    _put_rows(connection, rows)


def _pieces(name: str, kind: str, number: int, stamp: Stamp, said: tuple[Seen, Says | None, int]) -> list[_Row]:
    seen, content, used = said
    text = None if content is None else canonical(content)
    pieces = [None] if text is None else [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
    return [(name, kind, number, at, _text(stamp), canonical(seen), part, used) for at, part in enumerate(pieces)]


def _put_rows(connection: Connection, rows: Sequence[_Row]) -> None:
    if rows:
        connection.exec_driver_sql("INSERT INTO kept_version VALUES (?, ?, ?, ?, ?, ?, ?, ?)", list(rows))


def _drop_kept(connection: Connection, names: Iterable[str]) -> None:
    rows = [(name,) for name in names]
    if rows:
        connection.exec_driver_sql("DELETE FROM kept_version WHERE unit = ?", rows)


def _text(stamp: Stamp) -> str:
    return f"{stamp.opening} {stamp.number}"


def _stamp(text: str) -> Stamp:
    opening, _blank, number = text.rpartition(" ")
    return Stamp(opening, int(number))
