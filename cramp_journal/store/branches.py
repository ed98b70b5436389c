"""Looks for what a journal lacks that was acknowledged: in its receipts, and in its copies."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, col, select

from cramp_journal.errors import JournalError
from cramp_journal.model import Night, values_of
from cramp_journal.store import lineage, reading, shape
from cramp_journal.store.connection import UNREADABLE
from cramp_journal.store.copies import Copies
from cramp_journal.store.missing import Branch, MissingNight, Nights, find
from cramp_journal.store.receipts import Acknowledged, Receipts, key_in


def look_for_missing(copies: Copies, connection: Connection, last: Acknowledged) -> list[MissingNight]:
    """Return what the journal behind a connection lacks of what was acknowledged. Copies that cannot be read are none.

    Meant for the rare opening of a journal that does not descend from that: it reads all copies.
    """
    driver: Any = connection.connection.dbapi_connection
    branches, keys = [], {key_in(driver)}
    for copy in copies.listed():
        if copy.sound:
            with suppress(JournalError), copies.at_hand(copy.file) as near:  # a folder may cease to answer
                found = _branch(copies, near, copy.file.name, keys)
                if found is not None:
                    branches.append(found)
    receipts = [each for key in keys if key for each in Receipts(copies.file, key).nights()]
    with Session(connection) as session:
        binned = [values_of(night) for night in session.exec(select(Night).where(col(Night.deleted_at).is_not(None)))]
    present = {values["evening"]: values for values in reading.nights(connection)}
    return find(lineage.read(driver), last, receipts, branches, present, binned)


def _branch(copies: Copies, file: Path, name: str, keys: set[bytes | None]) -> Branch | None:
    try:
        bare = shape.opened(file, copies.key_of(file))
    except (OSError, *UNREADABLE, LookupError):
        return None
    engine = create_engine("sqlite://", module=sqlite, creator=lambda: bare, poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            keys.add(key_in(bare))
            openings = lineage.read(bare)
            nights: Nights = {values["evening"]: values for values in reading.nights(connection)} if openings else {}
            return Branch(name, lineage.head(openings), openings, nights)
    finally:
        engine.dispose()
