"""Another file takes the place of a journal, since the person wishes it: it goes on from there, under a new state."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.store import lineage, shape
from cramp_journal.store.branches import Looked, connected, look_for_missing
from cramp_journal.store.connection import UNREADABLE
from cramp_journal.store.copies import Copies, chosen_folder
from cramp_journal.store.database import ROWS, driver_of, open_engine
from cramp_journal.store.encryption import Key
from cramp_journal.store.lineage import Lineage, Pen
from cramp_journal.store.missing import Missing
from cramp_journal.store.missing import strayed as is_strayed
from cramp_journal.store.receipts import NIGHTS, RECEIPTS, Receipts, key_in, new_key


class Succession:
    """Lets a sound file succeed a journal without being taken for one that a stranger put there.

    `prepare` before the file is put in place, `finish` after it. A program that dies in between leaves either the old
    journal or the new one, and both are known. What the old one lacks of what was acknowledged, and what waits already
    as missing from it, goes on waiting, sealed with the key of the new one.
    """

    def __init__(self, file: Path, key: Key | None) -> None:
        """Know the journal that stands there, and what opens it."""
        self._file, self._key = file, key
        self._least = 0
        self._lineage: Lineage = {}
        self._seal: bytes | None = None
        self._old_seal: bytes | None = None
        self._looked = Looked()

    def prepare(self, draft: Path, key: Key | None, *, renew: bool = False) -> None:
        """Give the file that is to be put in place a state that no journal had before, and allow that one.

        `renew` gives it another key for its receipts: the old one may be read in what was there before. A file whose
        form knows no lineage is left as it is. Raises OSError where what is missing cannot be kept.
        """
        engine, _ledger = open_engine(draft, key)
        try:
            with engine.connect() as connection:
                if not connection.dialect.has_table(connection, lineage.TABLE):
                    return
            with engine.connect().execution_options(writes=ROWS) as connection, connection.begin():
                driver = driver_of(connection)
                if renew:
                    driver.execute("UPDATE state SET value = ? WHERE name = ?", (new_key(), RECEIPTS))
                self._seal = key_in(driver)
                self._least = Receipts(self._file, self._seal).last().least
                state = Pen(self._least).write(driver, clock.today())
                self._lineage = lineage.read(driver)
        finally:
            engine.dispose()
        self._look()
        old = Missing(self._file, self._old_seal)
        waiting = [*old.nights(), *self._looked.nights]
        Missing(self._file, self._seal).hand_over(waiting, self._looked.more or old.more())
        Receipts(self._file, self._seal).allow(state)

    def finish(self) -> None:
        """Note that the file stands in place of the journal now."""
        if self._lineage:
            if self._old_seal != self._seal:
                Missing(self._file, self._old_seal).keep([])
            missing = Missing(self._file, self._seal)
            missing.keep(missing.nights(), missing.more())
            keys = (self._old_seal, *self._looked.keys)
            Receipts(self._file, self._seal).start_over(self._lineage, self._least, keys=keys)

    def _look(self) -> None:
        """Look for what the journal lacks that stands there: after the change, nothing would tell of it."""
        with suppress(OSError, JournalError, *UNREADABLE), connected(self._file, self._key) as connection:
            driver: Any = connection.connection.dbapi_connection
            self._old_seal = key_in(driver)
            last = Receipts(self._file, self._old_seal).last()
            if is_strayed(lineage.read(driver), last):
                self._looked = look_for_missing(Copies(self._file, self._key, chosen_folder()), connection, last)


def note_copied(file: Path, key: Key | None, copy: Path) -> None:
    """Forget the receipts of most nights that a sound copy holds: it is the one to have them back from."""
    bare = shape.opened(copy, key)
    try:
        held, seal = lineage.read(bare), key_in(bare)
    finally:
        bare.close()
    receipts = Receipts(file, seal)
    last = receipts.last()
    if held and lineage.descends(held, last.state) and last.allowed is None:
        receipts.start_over(held, last.least, nights=NIGHTS)
