"""A copy is put back in the place of the journal, which is kept first."""

import os
from dataclasses import dataclass
from pathlib import Path

from cramp_journal.errors import JournalError, LockedJournal
from cramp_journal.i18n import _
from cramp_journal.safe_file import make_folder, put_in_place
from cramp_journal.store import checks, claim, leftovers, seals
from cramp_journal.store.backup import verified_copy, verified_rewriting
from cramp_journal.store.connection import UNREADABLE
from cramp_journal.store.copies import Copies, chosen_folder
from cramp_journal.store.database import open_engine, told
from cramp_journal.store.encryption import Key, salt_of
from cramp_journal.store.rescue import set_aside
from cramp_journal.store.succession import Succession
from cramp_journal.store.upgrade import bring_up_to_date


@dataclass(frozen=True)
class Restored:
    """What a restore came to."""

    kept: Path | None  # where the journal is that stood there; None: there was none
    key: Key | None  # what opens the journal now
    locked: bool = False  # with the passphrase of the copy, and what stood there had none


def restore(file: Path, copy: Path, key: Key | None = None, copy_key: Key | None = None) -> Restored:
    """Put a copy in the place of a journal: checked, brought to the newest form, and locked as the journal was.

    `key` opens the journal, `copy_key` the copy where that was locked with another passphrase. Where the journal was
    not locked and the copy was, it stays so: a passphrase is never taken off unasked. The journal must not be open.
    What stands there is kept first: as a copy where it is sound, set aside as it is where it is not. Raises
    JournalError, with the journal left as it was.
    """
    if seals.in_use[os.path.realpath(file)]:
        raise JournalError(_("{file} is open: close it first. Nothing was changed.").format(file=file))
    with told(file):
        make_folder(file.parent)
        leftovers.set_strays_aside(file)
        leftovers.set_strays_aside(copy)
    copy_key = _fitting(copy, copy_key or key)
    new_key = key or copy_key
    claim.take(file)
    draft = leftovers.restored(file)
    try:
        if faults := checks.faults_in(copy, copy_key):
            what = _("{copy} is not sound ({fault}): nothing was changed. Choose another.")
            raise JournalError(what.format(copy=copy, fault=faults[0]))
        if new_key == copy_key:
            verified_copy(copy, draft, new_key)
        else:
            verified_rewriting(copy, draft, copy_key, new_key)
        with told(draft):
            _bring_up_to_date(draft, new_key)
        kept, damaged = _keep(file, key)
        succession = Succession(file)
        if not damaged:  # else the next opening looks for what was acknowledged after the copy
            succession.prepare(draft, new_key)
        leftovers.set_strays_aside(file, replaced=True)
        put_in_place(draft, file)
        if not damaged:
            succession.finish()
    except OSError as error:
        what = _("{copy} could not be put in the place of {file} ({reason}).")
        raise JournalError(what.format(copy=copy, file=file, reason=error.strerror)) from error
    finally:
        draft.unlink(missing_ok=True)
        seals.drop(draft)
        claim.release(file)
    if not checks.faults_in(file, new_key):
        seals.keep(file)
    return Restored(kept, new_key, locked=kept is not None and key is None and new_key is not None)


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


def _keep(file: Path, key: Key | None) -> tuple[Path | None, bool]:
    """Keep what stands there, and return where, and whether it is damaged or gone."""
    if not file.exists() or not file.stat().st_size:
        return None, True
    try:
        damaged = bool(checks.faults_in(file, key))
    except UNREADABLE:
        damaged = True
    return set_aside(file) if damaged else Copies(file, key, chosen_folder()).before("restore"), damaged
