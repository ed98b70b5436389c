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
from cramp_journal.store.receipts import NIGHTS, RECEIPTS, Receipts, own_key, seal_of


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
        self._own: bytes | None = None
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
                if not connection.dialect.has_table(connection, lineage.TABLE):
                    return
            with engine.connect().execution_options(writes=ROWS) as connection, connection.begin():
                driver = driver_of(connection)
                if self._own is not None:
                    driver.execute("UPDATE state SET value = ? WHERE name = ?", (self._own.hex(), RECEIPTS))
                self._seal = seal_of(driver, key)
                self._least = Receipts(self._file, self._seal).last().least
                state = Pen(self._least).write(driver, clock.today())
                self._lineage = lineage.read(driver)
        finally:
            engine.dispose()
        old = Missing(self._file, self._old_seal)
        waiting = [*old.nights(), *self._looked.nights]
        more = self._looked.more or old.more()
        more = None if more and more.is_answered(self._lineage) else more
        Missing(self._file, self._seal).hand_over(waiting, more)
        receipts = Receipts(self._file, self._seal)
        receipts.hand_over(self._old_seal)
        receipts.allow(state)

    def finish(self) -> None:
        """Note that the file stands in place of the journal now."""
        if self._lineage:
            if self._old_seal != self._seal:
                Missing(self._file, self._old_seal).keep([])
            missing = Missing(self._file, self._seal)
            missing.keep(missing.nights(), missing.more())
            keys = (self._old_seal, self._own, *self._looked.keys)
            Receipts(self._file, self._seal).start_over(self._lineage, self._least, nights=NIGHTS, keys=keys)

    def _look(self) -> None:
        """Look for what the journal lacks that stands there: after the change, nothing would tell of it."""
        with suppress(OSError, JournalError, *UNREADABLE), connected(self._file, self._key) as connection:
            driver: Any = connection.connection.dbapi_connection
            self._old_seal, self._own = seal_of(driver, self._key), own_key(driver)
            last = Receipts(self._file, self._old_seal).last()
            if is_strayed(lineage.read(driver), last):
                self._looked = look_for_missing(Copies(self._file, self._key, chosen_folder()), connection, last)


def note_copied(file: Path, key: Key | None, copy: Path) -> None:
    """Forget the receipts of most nights that a sound copy holds: it is the one to have them back from."""
    bare = shape.opened(copy, key)
    try:
        held, seal = lineage.read(bare), seal_of(bare, key)
    finally:
        bare.close()
    receipts = Receipts(file, seal)
    last = receipts.last()
    if held and lineage.descends(held, last.state) and last.allowed is None:
        receipts.start_over(held, last.least, nights=NIGHTS)
