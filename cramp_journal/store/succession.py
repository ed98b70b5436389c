"""Another file takes the place of a journal, since the person wishes it: it goes on from there, under a new state."""

from pathlib import Path

from cramp_journal import clock
from cramp_journal.store import lineage, shape
from cramp_journal.store.database import ROWS, driver_of, open_engine
from cramp_journal.store.encryption import Key
from cramp_journal.store.lineage import Lineage, Pen
from cramp_journal.store.receipts import RECEIPTS, Receipts, key_in, new_key


class Succession:
    """Lets a sound file succeed a journal without being taken for one that a stranger put there.

    `prepare` before the file is put in place, `finish` after it. A program that dies in between leaves either the old
    journal or the new one, and both are known.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._least = 0
        self._lineage: Lineage = {}
        self._seal: bytes | None = None

    def prepare(self, draft: Path, key: Key | None, *, renew: bool = False) -> None:
        """Give the file that is to be put in place a state that no journal had before, and allow that one.

        `renew` gives it another key for its receipts: the old one may be read in what was there before. A file whose
        form knows no lineage is left as it is.
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
        Receipts(self._file, self._seal).allow(state)

    def finish(self) -> None:
        """Note that the file stands in place of the journal now."""
        if self._lineage:
            Receipts(self._file, self._seal).start_over(self._lineage, self._least)


_NIGHTS = 60  # nights whose receipts are kept though a copy holds them: the copies may go back along with the journal


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
        receipts.start_over(held, last.least, nights=_NIGHTS)
