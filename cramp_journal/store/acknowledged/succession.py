"""Which file may replace a journal: what is noted when one is opened, replaced on purpose, or copied."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.store.acknowledged.branches import connected, look_through, standing
from cramp_journal.store.acknowledged.forgetting import NIGHTS_KEPT, prune, succeed
from cramp_journal.store.acknowledged.missing import NightsByEvening, lost, night_as_text, strayed
from cramp_journal.store.acknowledged.receipts import Receipt, Receipts
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import lineage, shape
from cramp_journal.store.file.connection import UNREADABLE
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.file.lineage import Head, Lineage, Pen, descends
from cramp_journal.store.schema.database import ROWS, driver_of, open_engine
from cramp_journal.store.schema.receipt_keys import ReceiptKeys, inherit_keys, keys_of, own_key

_Mark = tuple[Head, str, str]  # a state, an evening, and all that was said about it


def note_opened(copies: Copies, connection: Connection, receipts: Receipts) -> tuple[Lineage, int]:
    """Note that a journal is opened, and return its lineage and the largest number of a write."""
    last = receipts.last()  # before the lineage: another program may be writing, and writes the journal first
    found = lineage.read_lineage(driver_of(connection))
    state = lineage.head(found)
    if last.allowed is not None and descends(found, last.allowed):  # the program died before it noted that
        stands, _binned = standing(connection)
        succeed(receipts, found, lambda word: not descends(last.held, word.state), stands)
    elif state is not None and last.state is None:  # the receipts begin here
        receipts.accept(found)
    else:
        if strayed(found, last):
            look_through(copies, connection, receipts, last)
        if state is not None and not descends(last.branch, state):
            receipts.note_ahead(state)
    if copies.key is not None:
        receipts.seal_anew()
    return found, last.least


class Succession:
    """Lets a sound file replace a journal without being reported as a stranger's file.

    Call `prepare` before the file is put in place, and `finish` after it. A program that dies in between leaves either
    the old journal or the new one, and both are known. What the old one lacks of what was acknowledged stays known.
    Where the person chose the file, what only the old one holds is given up on purpose, and kept as a copy; nights of
    the chosen file that had been removed are wanted again.
    """

    def __init__(self, file: Path, key: Key | None, second: Path | None = None, *, chosen: bool = False) -> None:
        """Take the file of the journal to be replaced, its key, and the person's folder of copies."""
        self._file, self._key, self._second, self._chosen = file, key, second, chosen
        self._receipts = Receipts(file, ReceiptKeys(None))
        self._lineage: Lineage = {}
        self._stands: NightsByEvening = {}
        self._waiting: set[_Mark] = set()

    def prepare(self, draft: Path, key: Key | None) -> None:
        """Write a state into the new file that no journal had before, and allow that state.

        The file inherits the key of the journal's receipts, so that older files of that journal can read them too. A
        file whose form has no lineage stays as it is.
        """
        own, old_keys, old_lineage = self._old()
        engine, _ledger = open_engine(draft, key)
        try:
            with engine.connect() as connection:
                if not connection.dialect.has_table(connection, lineage.LINEAGE_TABLE):
                    return
            with engine.connect().execution_options(writes=ROWS) as connection, connection.begin():
                driver = driver_of(connection)
                inherit_keys(driver, own, [*keys_of(driver, key).known, *old_keys.known])
                keys = keys_of(driver, key)
                self._receipts = Receipts(self._file, keys)
                state = Pen(self._receipts.last().least).write(driver, clock.today())
                self._lineage = lineage.read_lineage(driver)
                self._stands, _binned = standing(connection)
        finally:
            engine.dispose()
        # Until the file is in place, nothing may be sealed with a key that is in a file without a passphrase.
        seal = old_keys.seal if key is None and self._key is not None else keys.seal
        self._look(Receipts(self._file, ReceiptKeys.of(seal, keys.known)), old_lineage)
        self._receipts.allow(state, old_lineage if self._chosen else {})

    def finish(self) -> None:
        """Note that the file has replaced the journal."""
        if self._lineage:
            succeed(self._receipts, self._lineage, self._goes_on, self._stands, chosen=self._chosen)

    def _goes_on(self, word: Receipt) -> bool:
        return not self._chosen or _mark(word) in self._waiting

    def _old(self) -> tuple[bytes | None, ReceiptKeys, Lineage]:
        """Return the journal's own key, all of its keys, and its lineage."""
        with suppress(OSError, JournalError, *UNREADABLE), connected(self._file, self._key) as connection:
            driver: Any = driver_of(connection)
            return own_key(driver), keys_of(driver, self._key), lineage.read_lineage(driver)
        return None, ReceiptKeys(None), {}

    def _look(self, receipts: Receipts, old: Lineage) -> None:
        """Search for what the journal lacks: after the change, nothing would show it."""
        present: NightsByEvening = {}
        binned: list[Any] = []
        with suppress(OSError, JournalError, *UNREADABLE), connected(self._file, self._key) as connection:
            last = receipts.last()
            if strayed(old, last):
                look_through(Copies(self._file, self._key, self._second), connection, receipts, last)
            present, binned = standing(connection)
        found = lost(old, receipts.nights(), present, binned)
        self._waiting = {_mark(word) for word, _was_lost in found if word.night is not None}


def _mark(word: Receipt) -> _Mark:
    return word.state, word.evening.isoformat(), night_as_text(word.night)


def copy_of_today(copies: Copies, today: date) -> Path:
    """Make today's copy, or make it again, and note that it holds what was acknowledged.

    Raises JournalError where it cannot be made.
    """
    made = copies.of_today(today)
    note_copied(copies.file, copies.key, made)
    return made


def note_copied(file: Path, key: Key | None, copy: Path) -> None:
    """Forget most receipts of nights that a sound copy holds: the nights can be restored from that copy.

    Where it cannot be read, they are kept.
    """
    with suppress(*UNREADABLE):
        bare = shape.opened(copy, key)
        try:
            held, keys = lineage.read_lineage(bare), keys_of(bare, key)
        finally:
            bare.close()
        receipts = Receipts(file, keys)
        last = receipts.last()
        if held and descends(held, last.state) and last.allowed is None:
            prune(receipts, held, NIGHTS_KEPT)
