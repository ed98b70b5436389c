"""Another file takes the place of a journal, since the person wishes it: it goes on from there, under a new state."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.store.acknowledged.branches import Looked, connected, look_for_missing, standing
from cramp_journal.store.acknowledged.missing import Missing, MissingNight, comparable, find
from cramp_journal.store.acknowledged.missing import strayed as is_strayed
from cramp_journal.store.acknowledged.receipts import NIGHTS, Receipts, Settled
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import lineage, shape
from cramp_journal.store.file.connection import UNREADABLE
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.file.lineage import Lineage, Pen, descends
from cramp_journal.store.schema.database import ROWS, driver_of, open_engine
from cramp_journal.store.schema.receipt_keys import ReceiptKeys, inherit_keys, keys_of, own_key


class Succession:
    """Lets a sound file succeed a journal without being taken for one that a stranger put there.

    `prepare` before the file is put in place, `finish` after it. A program that dies in between leaves either the old
    journal or the new one, and both are known. What the old one lacks of what was acknowledged, and what waits already
    as missing from it, goes on waiting, sealed with the key of the new one.
    """

    def __init__(self, file: Path, key: Key | None, second: Path | None = None) -> None:
        """Know the journal that stands there, what opens it, and the person's folder of copies."""
        self._file, self._key, self._second = file, key, second
        self._least = 0
        self._lineage: Lineage = {}
        self._keys = self._old_keys = ReceiptKeys(None)
        self._own: bytes | None = None
        self._old_lineage: Lineage = {}
        self._looked = Looked()

    def prepare(self, draft: Path, key: Key | None) -> None:
        """Give the file that is to be put in place a state that no journal had before, and allow that one.

        It goes on with the key that the receipts of the journal had, so that older files of that one read them too. A
        file whose form knows no lineage is left as it is. Raises OSError where what is missing cannot be kept.
        """
        self._look()
        engine, _ledger = open_engine(draft, key)
        try:
            with engine.connect() as connection:
                if not connection.dialect.has_table(connection, lineage.LINEAGE_TABLE):
                    return
            with engine.connect().execution_options(writes=ROWS) as connection, connection.begin():
                driver = driver_of(connection)
                inherit_keys(driver, self._own, [*keys_of(driver, key).known, *self._old_keys.known])
                self._keys = keys_of(driver, key)
                self._least = Receipts(self._file, self._keys).last().least
                state = Pen(self._least).write(driver, clock.today())
                self._lineage = lineage.read_lineage(driver)
                waiting = self._waiting(connection)
        finally:
            engine.dispose()
        more = self._looked.more or Missing(self._file, self._old_keys).more()
        more = None if more and more.is_answered(self._lineage) else more
        # Until the file is in place, nothing may be sealed with a key that stands in a file without a passphrase.
        seal = self._old_keys.seal if key is None and self._key is not None else self._keys.seal
        Missing(self._file, ReceiptKeys.of(seal, self._keys.known)).hand_over(waiting, more)
        Receipts(self._file, self._keys).allow(state)

    def finish(self) -> None:
        """Note that the file stands in place of the journal now."""
        if self._lineage:
            missing = Missing(self._file, self._keys)
            if missing.keep(missing.nights(), missing.more()):
                receipts = Receipts(self._file, self._keys)
                known = [each.sealed for each in receipts.nights() if not descends(self._lineage, each.state)]
                settled = Settled(frozenset(known), rest=True)
                receipts.start_over(self._lineage, self._least, nights=NIGHTS, settled=settled)

    def _waiting(self, connection: Connection) -> list[MissingNight]:
        """Return what waits, and what neither the journal nor the file that takes its place holds.

        What the journal holds and the file does not, the person leaves on purpose: that is kept as a copy.
        """
        both = {
            each: max(self._lineage.get(each, -1), self._old_lineage.get(each, -1))
            for each in (*self._lineage, *self._old_lineage)
        }
        receipts = Receipts(self._file, self._keys)
        found = self._looked.nights or Missing(self._file, self._old_keys).nights()
        known = [comparable(each.values) for each in found]
        strays = find(both, receipts.last(), receipts.nights(), [], *standing(connection)).nights
        return [*found, *(each for each in strays if comparable(each.values) not in known)]

    def _look(self) -> None:
        """Look for what the journal lacks that stands there: after the change, nothing would tell of it."""
        with suppress(OSError, JournalError, *UNREADABLE), connected(self._file, self._key) as connection:
            driver: Any = connection.connection.dbapi_connection
            self._own, self._old_keys = own_key(driver), keys_of(driver, self._key)
            last = Receipts(self._file, self._old_keys).last()
            self._old_lineage = lineage.read_lineage(driver)
            if is_strayed(self._old_lineage, last):
                copies = Copies(self._file, self._key, self._second)
                waiting = Missing(self._file, self._old_keys).nights()
                self._looked = look_for_missing(copies, connection, last, self._old_keys, waiting)


def copy_of_today(copies: Copies, today: date) -> Path:
    """Make the copy of today, or make it anew, and note that it holds what was acknowledged.

    Raises JournalError where it cannot be made.
    """
    made = copies.of_today(today)
    note_copied(copies.file, copies.key, made)
    return made


def note_copied(file: Path, key: Key | None, copy: Path) -> None:
    """Forget the receipts of most nights that a sound copy holds: it is the one to have them back from.

    Where it cannot be read, they are kept.
    """
    with suppress(*UNREADABLE):
        _start_over(file, key, copy)


def _start_over(file: Path, key: Key | None, copy: Path) -> None:
    bare = shape.opened(copy, key)
    try:
        held, keys = lineage.read_lineage(bare), keys_of(bare, key)
    finally:
        bare.close()
    receipts = Receipts(file, keys)
    last = receipts.last()
    if held and lineage.descends(held, last.state) and last.allowed is None:
        receipts.start_over(held, last.least, nights=NIGHTS)
