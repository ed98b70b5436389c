"""Restoring a copy in the place of the journal, which is kept first."""

from dataclasses import dataclass
from pathlib import Path

from cramp_journal.errors import JournalError, LockedJournal
from cramp_journal.i18n import _
from cramp_journal.os_reasons import os_reason
from cramp_journal.paths import true_path, where_it_lies
from cramp_journal.safe_file import make_folder
from cramp_journal.store.acknowledged.succession import Succession
from cramp_journal.store.copies import sweeping
from cramp_journal.store.copies.backup import verified_copy, verified_rewriting
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.copies.remains import places_of
from cramp_journal.store.file import answers, begun, checks, leftovers, sealed, seals, shape
from cramp_journal.store.file.connection import UNREADABLE
from cramp_journal.store.file.encryption import Key, salt_of
from cramp_journal.store.recovery.links import other_name
from cramp_journal.store.recovery.replacing import Still, held_still
from cramp_journal.store.recovery.rescue import keep_damaged, refuse_foreign_without_copies
from cramp_journal.store.schema.database import open_engine, translate_sqlite_errors
from cramp_journal.store.schema.newest import NEWEST
from cramp_journal.store.schema.upgrade import bring_up_to_date, refuse_newer


@dataclass(frozen=True)
class Restored:
    """The result of a restore."""

    kept: Path | None  # where the replaced journal is now; None: there was none
    key: Key | None  # what opens the journal now
    locked: bool = False  # with the copy's passphrase, where the replaced journal had none
    other_name: str = ""  # a second name of the journal, which keeps the old contents


def restore(
    file: Path, copy: Path, key: Key | None = None, copy_key: Key | None = None, second: Path | None = None
) -> Restored:
    """Put a copy in the place of a journal: checked, upgraded to the newest form, and locked as the journal was.

    `key` opens the journal, `copy_key` the copy where it was locked with another passphrase. Where the journal was not
    locked and the copy was, the lock remains: a passphrase is never removed without a request. Unencrypted files around
    the journal are then locked too. `second` is the person's folder of copies. The journal must not be open.

    The replaced journal is kept first: as a copy where it is sound, else renamed as it is. Raises JournalError, with
    the journal unchanged.
    """
    file = where_it_lies(file)
    if seals.in_use[true_path(file)]:
        raise JournalError(_("{file} is open: close it first. Nothing was changed.").format(file=file))
    refuse_foreign_without_copies(file, second)
    copy_key = _fitting(copy, copy_key or key)
    _see(copy, copy_key)
    with translate_sqlite_errors(file):
        make_folder(file.parent)
        leftovers.set_strays_aside(file)
        leftovers.set_strays_aside(copy)
    new_key = key or copy_key
    other = other_name(file)
    try:
        with held_still(file, key) as still:
            kept = _put_back(still, file, copy, (key, copy_key, new_key), second)
    except OSError as error:
        what = _("{copy} could not be put in the place of {file} ({reason}).")
        raise JournalError(what.format(copy=copy, file=file, reason=os_reason(error))) from error
    if not checks.faults_in(file, new_key):
        seals.keep(file)
    if key is None and new_key is not None:  # the old journal and its copies had no lock
        with translate_sqlite_errors(file):
            sweeping.lock_remains(file, new_key, places_of(file, second))
    return Restored(kept, new_key, kept is not None and key is None and new_key is not None, other)


def _put_back(
    still: Still, file: Path, copy: Path, keys: tuple[Key | None, Key | None, Key | None], second: Path | None
) -> Path | None:
    """Put a copy in the place of a journal to which nobody writes, and return where that is kept.

    `keys` are that of the journal, that of the copy, and that of the journal from now on.
    """
    key, copy_key, new_key = keys
    draft = leftovers.restored(file)
    try:
        if faults := checks.faults_in(copy, copy_key):
            raise _unsound(copy, faults[0])
        if new_key == copy_key:
            verified_copy(copy, draft, new_key)
        else:
            verified_rewriting(copy, draft, copy_key, new_key)
        with translate_sqlite_errors(draft):
            _bring_up_to_date(draft, new_key)
        kept, damaged = _keep(file, key, second)
        succession = Succession(file, key, second, chosen=True)
        if not damaged:  # else the next opening looks for what was acknowledged after the copy
            with translate_sqlite_errors(draft):
                succession.prepare(draft, new_key)
        if key != new_key:
            begun.let_read(file, key, new_key)
            answers.let_answers_read(file, key, new_key)
        still.put(draft)
        sealed.keep_public(file, new_key)
        if key != new_key:
            begun.read_all(file, new_key, aside=False)
            answers.settle_answers(file, new_key)
        if not damaged:
            succession.finish()
    finally:
        draft.unlink(missing_ok=True)
        seals.discard(draft)
    return kept


def _see(copy: Path, key: Key | None) -> None:
    """Check that a copy is a journal, before it or anything beside it is touched."""
    try:
        form = shape.look(copy, key)
    except (*UNREADABLE, OSError) as error:
        raise _unsound(copy, error) from error
    refuse_newer(copy, form)


def _unsound(copy: Path, fault: object) -> JournalError:
    what = _("{copy} is not sound ({fault}): nothing was changed. Choose another.")
    return JournalError(what.format(copy=copy, fault=fault))


def _fitting(copy: Path, key: Key | None) -> Key | None:
    salt = salt_of(copy)
    if salt is None:
        return None
    if key is None or key.salt != salt:
        raise LockedJournal(_("{file} is locked: its passphrase is needed.").format(file=copy))
    return key


def _bring_up_to_date(draft: Path, key: Key | None) -> None:
    engine, _ledger = open_engine(draft, key)
    try:
        bring_up_to_date(engine, draft, key, kept=False)
    finally:
        engine.dispose()


def _is_newer(file: Path, key: Key | None) -> bool:
    """Return whether a newer program wrote the journal: then this one cannot copy it, and keeps it as it is."""
    try:
        return shape.look(file, key) > NEWEST
    except (*UNREADABLE, OSError):
        return False


def _keep(file: Path, key: Key | None, second: Path | None) -> tuple[Path | None, bool]:
    """Keep the journal that is being replaced, and return where, and whether it is damaged or missing."""
    if not file.exists() or not file.stat().st_size:
        return None, True
    if _is_newer(file, key):
        return keep_damaged(file, "newer"), True
    try:
        damaged = bool(checks.faults_in(file, key))
    except UNREADABLE:
        damaged = True
    return keep_damaged(file) if damaged else Copies(file, key, second).before("restore"), damaged
