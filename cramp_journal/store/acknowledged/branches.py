"""Searches the copies for acknowledged nights that a journal lacks and that no receipt names."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from cramp_journal.errors import JournalError
from cramp_journal.model import Night, values_of
from cramp_journal.store.acknowledged.missing import NightsByEvening, comparable
from cramp_journal.store.acknowledged.receipts import Acknowledged, NightValues, Receipt, Receipts, Stray
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import lineage, shape
from cramp_journal.store.file.connection import UNREADABLE
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.file.lineage import Head, Lineage, descends
from cramp_journal.store.schema import reading
from cramp_journal.store.schema.database import engine_on
from cramp_journal.store.schema.receipt_keys import keys_of


@dataclass(frozen=True)
class Branch:
    """One copy: its name, its state, its lineage and its nights."""

    name: str
    state: Head
    lineage: Lineage
    nights: NightsByEvening


def look_through(copies: Copies, connection: Connection, receipts: Receipts, last: Acknowledged) -> None:
    """Note what the copies hold, where the journal of a connection does not go on from what was acknowledged.

    This happens once for each such journal and for each key. Copies that cannot be read are skipped.
    """
    driver: Any = connection.connection.dbapi_connection
    mine = lineage.read_lineage(driver)
    at, by = lineage.head(mine) or Head("", 0), receipts.tag()
    if last.state is None or any((each.state, each.at, each.by) == (last.state, at, by) for each in receipts.strays()):
        return
    branches, locked = [], False
    known = set(receipts.keys.known)
    for copy in copies.listed():
        if copy.sound:
            with suppress(JournalError), copies.at_hand(copy.file) as near:  # a folder may stop answering
                branch = _branch(copies, near, copy.file.name, known)
                if branch is not None and is_of(branch, last) and not descends(mine, branch.state):
                    branches.append(branch)
        locked = locked or copy.nights is None

    def is_held(state: Head) -> bool:
        return any(descends(each.lineage, state) for each in branches)

    named = {each.state for each in receipts.nights(known)}
    sealed = any(not is_held(state) and state not in named for state in receipts.sealed_outside(mine))
    stray = Stray(last.state, at, by, receipts.lacks(mine, is_held, named), sealed, locked)
    present, _binned = standing(connection)
    receipts.note_stray(stray, words=lambda: _words(receipts, mine, known, _furthest(branches), present))


def _words(
    receipts: Receipts, mine: Lineage, known: set[bytes], branches: Sequence[Branch], present: NightsByEvening
) -> Iterator[Receipt]:
    """Yield what the copies hold and no receipt says, and the receipts that only their keys open."""
    mine_to_open = {word.evening for word in receipts.nights()}
    for each in receipts.nights(known) if known - set(receipts.keys.known) else ():
        if each.evening not in mine_to_open and not descends(mine, each.state):
            yield each
    last = {each.evening: each for each in receipts.nights(known)}
    seen: set[str] = set()
    for branch in branches:
        on_the_way = bool(mine) and descends(branch.lineage, lineage.head(mine))
        for evening in sorted({*branch.nights, *(present if on_the_way else ())} - seen):
            said, day = branch.nights.get(evening), date.fromisoformat(evening)
            word = last.get(day)
            if word is None or (descends(branch.lineage, word.state) and comparable(word.night) != comparable(said)):
                if comparable(present.get(evening)) != comparable(said):  # what the copy says is newer
                    yield Receipt(branch.state, day, said, branch.name if said else "")
            elif not descends(mine, word.state) and said and comparable(word.night) == comparable(said):
                yield Receipt(word.state, day, said, branch.name)
        seen |= branch.nights.keys()


def _furthest(branches: Sequence[Branch]) -> list[Branch]:
    """Return the copies from which no other copy goes on, furthest first: what one of these lacks was removed."""
    found: list[Branch] = []
    for each in sorted(branches, key=lambda each: each.state.writes, reverse=True):
        if not any(descends(other.lineage, each.state) for other in found):
            found.append(each)
    return found


@contextmanager
def connected(file: Path, key: Key | None) -> Iterator[Connection]:
    """Yield a connection to a file that is only read. Raises what `shape.opened` raises."""
    bare = shape.opened(file, key)
    engine = engine_on(bare)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def standing(connection: Connection) -> tuple[NightsByEvening, list[NightValues]]:
    """Return the recorded nights and those in the bin; none where the form is an older one: more are offered then."""
    try:
        with Session(connection) as session:
            gone = [values_of(each) for each in session.exec(select(Night).where(col(Night.deleted_at).is_not(None)))]
        return {values["evening"]: values for values in reading.nights(connection)}, gone
    except SQLAlchemyError:
        return {}, []


def is_of(branch: Branch, last: Acknowledged) -> bool:
    """Return whether a copy is of the branch that was acknowledged last, and not of one that was given up."""
    return not last.branch or descends(last.branch, branch.state)


def _branch(copies: Copies, file: Path, name: str, keys: set[bytes]) -> Branch | None:
    try:
        key = copies.key_of(file)
        with connected(file, key) as connection:
            bare: Any = connection.connection.dbapi_connection
            openings = lineage.read_lineage(bare)
            keys.update(keys_of(bare, key).known)
            state = lineage.head(openings)
            if state is None:
                return None
            nights: NightsByEvening = {values["evening"]: values for values in reading.nights(connection)}
            return Branch(name, state, openings, nights)
    except (OSError, *UNREADABLE, LookupError):
        return None
