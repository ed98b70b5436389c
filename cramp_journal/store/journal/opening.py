"""Opens and closes a journal: an empty one never replaces one that is damaged, gone or locked."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from cramp_journal.errors import DamagedJournal, JournalError, JournalInUse, LockedJournal, NotAJournal, WrongPassphrase
from cramp_journal.i18n import _
from cramp_journal.paths import true_path
from cramp_journal.punctuation import in_sentences
from cramp_journal.safe_file import begin_private, make_folder
from cramp_journal.store.acknowledged.receipts import Receipts
from cramp_journal.store.acknowledged.succession import note_opened
from cramp_journal.store.copies import sweeping
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import checks, digest, leftovers, lineage, seals, shape
from cramp_journal.store.file.connection import UNREADABLE, connect, rollback_journal
from cramp_journal.store.file.digest import Ledger
from cramp_journal.store.file.encryption import Key, keys_for, salt_of
from cramp_journal.store.file.fitting import first_that_opens, opens
from cramp_journal.store.file.guard import Guard, identity_of
from cramp_journal.store.file.lineage import Pen
from cramp_journal.store.file.sealed import keep_public
from cramp_journal.store.journal.gaps import Gaps
from cramp_journal.store.recovery.rescue import readable_nights
from cramp_journal.store.schema.database import (
    can_write,
    damaged,
    driver_of,
    forget_statements,
    open_engine,
    translate_sqlite_errors,
)
from cramp_journal.store.schema.receipt_keys import keys_of
from cramp_journal.store.schema.upgrade import bring_up_to_date


@dataclass
class Opened:
    """A journal that is open."""

    engine: Engine
    connection: Any  # the bare one below the engine
    ledger: Ledger
    guard: Guard
    sealed: bool  # it is, byte for byte, what was last found sound
    changed: bool  # it was made or upgraded as it was opened
    writable: bool
    pen: Pen
    receipts: Receipts
    gaps: Gaps


def open_file(file: Path, key: Key | None, second: Path | None = None, *, start_anew: bool = False) -> Opened:
    """Open a journal, or make it where there is none yet. Raises a kind of JournalError; the file then is as it was.

    `second` is the person's folder of copies. With `start_anew` an empty journal is made even where one of this name is
    known to have existed.
    """
    try:
        with translate_sqlite_errors(file):
            cut_off = rollback_journal(file).exists()  # SQLite rolls back when it opens the file
            shape.look(file, key)
    except NotAJournal as error:
        raise _with_a_way_out(file, key, second, error) from error
    with translate_sqlite_errors(file):
        new = not file.exists()
        if new and file.is_symlink():
            # A file made here would be an empty journal in place of one on a disk that is not plugged in now.
            what = _("The journal {file} is a link to {other}, which is not there. Nothing was changed.")
            raise JournalError(what.format(file=file, other=file.readlink()))
        empty = new or not file.stat().st_size
        if empty and not start_anew:
            _refuse_to_forget(file, second, new=new)
        make_folder(file.parent)
        leftovers.set_strays_aside(file)
        if key is None and salt_of(file) is not None:
            raise LockedJournal(_("{file} is locked: its passphrase is needed.").format(file=file))
        sweeping.finish_draft(file, key)
    try:
        with translate_sqlite_errors(file):
            opened = _open(file, key, second, whole=not new and not cut_off, start_anew=empty and start_anew)
        if new:
            seals.note_begun(file)
        keep_public(file, key)
        return opened
    except BaseException as error:
        # Whoever has the claim is about to begin a journal in the same file, and may have opened it already.
        if new and not isinstance(error, JournalInUse):
            _take_away_if_empty(file)
        if isinstance(error, NotAJournal):
            raise _with_a_way_out(file, key, second, error) from error
        raise


def close_file(file: Path, opened: Opened, key: Key | None, *, wrote: bool) -> None:
    """Close a journal; one that was changed is checked before it is sealed."""
    changed = wrote or opened.changed
    try:
        sound = not changed or not checks.faults(opened.connection, locked=key is not None)
        opened.engine.dispose()
        if key is not None:
            forget_statements()
        seals.in_use[true_path(file)] -= 1
        if sound and (changed or not opened.sealed) and opened.guard.is_untouched():
            seals.keep(file)
    finally:
        opened.guard.release()


def unlock(file: Path, given: str, second: Path | None = None) -> Key | None:
    """Return the key of a locked journal for a typed passphrase or recovery code; None where it is not locked.

    `second` is the person's folder of copies. Takes about 0.3 seconds. Raises WrongPassphrase, or DamagedJournal where
    a copy shows that what was typed is right.
    """
    salt = salt_of(file)
    if salt is None:
        return None
    keys = list(keys_for(given, salt))
    if (key := first_that_opens(file, keys)) is not None:
        return key
    # The front of the file, with its salt, may be damaged. If a copy opens, and has the same salt or one that opens the
    # journal too, what was typed is right. Any other copy is from before a change of the passphrase.
    copies = Copies(file, second=second)
    salts = copies.salts()
    tries = {other: keys if other == salt else list(keys_for(given, other)) for other in dict.fromkeys(salts.values())}
    for fitting in copies.opened_by({copy: tries[other] for copy, other in salts.items()}).values():
        if fitting.salt == salt or opens(file, fitting):
            wrong = damaged(file, _("its front cannot be read, though a copy opens so"))
            raise _with_a_way_out(file, fitting, second, wrong)
    raise WrongPassphrase(_("This is neither the passphrase nor the recovery code of {file}.").format(file=file))


def _open(file: Path, key: Key | None, second: Path | None, *, whole: bool, start_anew: bool) -> Opened:
    real = true_path(file)
    sealed = whole and seals.is_unchanged(file)
    seals.in_use[real] += 1
    try:
        begin_private(file)
        identity = identity_of(file)
        engine, ledger = open_engine(file, key)
        try:
            changed = bring_up_to_date(engine, file, key, second=second, sealed=sealed)
            with engine.connect() as borrowed:
                connection = driver_of(borrowed)
                ledger.totals = digest.kept(connection)
                receipts = Receipts(file, keys_of(connection, key))
                if start_anew:  # accept it, although it is empty; the nights that were saved before still wait
                    receipts.accept(lineage.read_lineage(connection))
                found, least = note_opened(Copies(file, key, second), borrowed, receipts)
            guard = Guard(file, key, ledger.totals, identity)
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        seals.in_use[real] -= 1
        raise
    gaps = Gaps(file, engine, receipts, found)
    return Opened(engine, connection, ledger, guard, sealed, changed, can_write(file), Pen(least), receipts, gaps)


def _take_away_if_empty(file: Path) -> None:
    """Delete a file that was made for a journal that could not be begun, unless another program has begun one in it."""
    with suppress(OSError, *UNREADABLE):  # on a read-only disk there is no such file
        lock = connect(file, mode="rw")
        try:
            lock.execute("BEGIN IMMEDIATE")
            empty = not file.stat().st_size
            if os.name == "nt":  # Windows deletes no open file
                lock.close()
            if empty:
                file.unlink()
        finally:
            lock.close()


def _refuse_to_forget(file: Path, second: Path | None, *, new: bool) -> None:
    """Raise DamagedJournal where there was a journal of this name: it may be on a stick that is not plugged in."""
    copies = Copies(file, second=second)
    found = copies.files()
    if not found and not seals.is_known_name(file):
        return
    what = _("is not there any more") if new else _("is empty, though it was not")
    sentence = _("The journal {file} {what}. Nothing was changed.").format(file=file, what=what)
    if found:
        more = _("Put a copy back, or move {folder} away to begin a new journal.")
        sentence = in_sentences((sentence, more.format(folder=found[0].parent)))
    sentence = in_sentences((sentence, copies.silent))
    raise DamagedJournal(sentence, file, [what], copies.newest_sound(), 0)


def _with_a_way_out(file: Path, key: Key | None, second: Path | None, error: NotAJournal) -> JournalError:
    """Return an error that says what can be saved of a journal that cannot be opened, where the file was one."""
    copies = Copies(file, key, second)
    had = bool(copies.files())
    if shape.why_foreign(file, had=had):
        return error
    if not isinstance(error, DamagedJournal) and not had:
        if key is None:
            return error
        return WrongPassphrase(_("{file} does not open with this passphrase, or it is damaged.").format(file=file))
    faults = error.faults if isinstance(error, DamagedJournal) else [str(error)]
    newest, odd = copies.newest_sound(), isinstance(error, DamagedJournal) and error.odd
    sentence = in_sentences((str(error), copies.silent))
    return DamagedJournal(sentence, file, faults, newest, readable_nights(file, key), key, odd=odd)
