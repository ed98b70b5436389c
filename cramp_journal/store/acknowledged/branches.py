"""Looks for what a journal lacks that was acknowledged: in its receipts, and in its copies."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, col, select

from cramp_journal.errors import JournalError
from cramp_journal.model import Night, values_of
from cramp_journal.store.acknowledged.missing import Branch, MissingNight, More, Nights, Values, find, is_of, together
from cramp_journal.store.acknowledged.receipts import (
    DROPPED,
    OF_PROGRAM,
    OF_REST,
    Acknowledged,
    Receipt,
    Receipts,
    Settled,
)
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import lineage, shape
from cramp_journal.store.file.connection import UNREADABLE
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.file.lineage import Head, Lineage, descends
from cramp_journal.store.schema import reading
from cramp_journal.store.schema.receipt_keys import ReceiptKeys, keys_of


@dataclass(frozen=True)
class Looked:
    """What was found."""

    nights: list[MissingNight] = field(default_factory=list)
    more: More | None = None  # None: nothing else is missing
    settled: Settled = field(default_factory=Settled)  # once these are kept


def look_for_missing(
    copies: Copies, connection: Connection, last: Acknowledged, keys: ReceiptKeys, waiting: Sequence[MissingNight]
) -> Looked:
    """Return what the journal behind a connection lacks of what was acknowledged, with what waits already.

    Copies that cannot be read are none.

    Meant for the rare opening of a journal that does not descend from that: it reads all copies.
    """
    driver: Any = connection.connection.dbapi_connection
    branches, locked = [], False
    known = set(keys.known)
    for copy in copies.listed():
        if copy.sound:
            with suppress(JournalError), copies.at_hand(copy.file) as near:  # a folder may cease to answer
                branch = _branch(copies, near, copy.file.name, known)
                if branch is not None:
                    branches.append(branch)
        locked = locked or copy.nights is None
    records = Receipts(copies.file, keys)
    receipts, writes, mine = (
        records.nights(known),
        records.writes(),
        lineage.read_lineage(driver),
    )  # in this order: see `astray`
    present, binned = standing(connection)
    found = find(mine, last, receipts, branches, present, binned)
    more = None
    if _is_more(writes, mine, last, receipts, branches):
        more = More(lineage.last_day(driver), locked, (last.state,) if last.state else ())
    return Looked(together(waiting, found.nights, present), more, replace(found.settled, rest=True))


@contextmanager
def connected(file: Path, key: Key | None) -> Iterator[Connection]:
    """Give a connection to a file that is only read. Raises as `shape.opened` does."""
    bare = shape.opened(file, key)
    engine = create_engine("sqlite://", module=sqlite, creator=lambda: bare, poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def standing(connection: Connection) -> tuple[Nights, list[Values]]:
    """Give the nights and those in the bin; none where the form is one of before: then more are offered."""
    try:
        with Session(connection) as session:
            gone = [values_of(each) for each in session.exec(select(Night).where(col(Night.deleted_at).is_not(None)))]
        return {values["evening"]: values for values in reading.nights(connection)}, gone
    except SQLAlchemyError:
        return {}, []


def _is_more(
    known: Sequence[tuple[Head, str, str]],
    mine: Lineage,
    last: Acknowledged,
    named: Sequence[Receipt],
    branches: Sequence[Branch],
) -> bool:
    """Tell whether something was acknowledged that the journal lacks, and that no receipt and no copy names."""
    states = {each.state for each in named}
    writes: dict[Head, str] = {}
    for state, kind, _sealed in known:
        if kind in (OF_REST, DROPPED) or state not in writes:  # one state may stand for a night and for more than that
            writes[state] = OF_REST if writes.get(state) == OF_REST else kind
    if last.state is not None:
        writes.setdefault(last.state, "")
    for state, kind in writes.items():
        if descends(mine, state) or kind == OF_PROGRAM:
            continue
        held = any(descends(each.lineage, state) for each in branches if is_of(each, last))
        if kind == OF_REST or not (held or (state in states and kind != DROPPED)):
            return True
    return False


def _branch(copies: Copies, file: Path, name: str, keys: set[bytes]) -> Branch | None:
    try:
        key = copies.key_of(file)
        with connected(file, key) as connection:
            bare: Any = connection.connection.dbapi_connection
            keys.update(keys_of(bare, key).known)
            openings = lineage.read_lineage(bare)
            nights: Nights = {values["evening"]: values for values in reading.nights(connection)} if openings else {}
            return Branch(name, lineage.head(openings), openings, nights)
    except (OSError, *UNREADABLE, LookupError):
        return None
