"""A passphrase is set, changed or taken off: the journal is written anew beside itself, checked, and put in its place.

At no moment is there no whole journal under its name: killed anywhere, the old one or the new one opens. Its copies are
written anew in the same way, under the new lock; one that cannot be (it is damaged, or locked with yet another
passphrase) is named and left. What was not locked before is written over with zeros before it is deleted. That is all
that a program can do: a disk that spreads its writes, a snapshot or a synchronised folder may still hold what it held
before.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.safe_file import sync_folder, wipe
from cramp_journal.store import checks, claim, leftovers, seals
from cramp_journal.store.backup import verified_rewriting
from cramp_journal.store.copies import Copies
from cramp_journal.store.encryption import Key, new_key, salt_of


@dataclass(frozen=True)
class Relocked:
    """What came of it: the key of the journal now (None: it is not locked) and the copies that are as they were."""

    key: Key | None
    left: list[Path]


def set_passphrase(file: Path, passphrase: str, key: Key | None = None, second: Path | None = None) -> Relocked:
    """Lock a journal and its copies with a passphrase; `key` opens it where it is locked with another one.

    `key.code` of what is given back is the recovery code, to be shown and printed now: it is kept nowhere. `second` is
    the person's folder of copies. The journal must not be open. Raises JournalError, with the journal as it was.
    """
    return _relock(file, key, new_key(passphrase), second)


def remove_passphrase(file: Path, key: Key, second: Path | None = None) -> Relocked:
    """Take the passphrase off a journal and its copies, as `set_passphrase` sets one."""
    return _relock(file, key, None, second)


def lock_copies(copies: Copies) -> list[Path]:
    """Lock the copies of a locked journal that are not locked yet (a stick that was not there), and give those left."""
    return [*lock_copies_here(copies), *copies.lock_there()]


def lock_copies_here(copies: Copies) -> list[Path]:
    """Do so with those that lie beside the journal."""
    if copies.key is None:
        return []
    return rewritten((file for file in copies.files_here() if salt_of(file) is None), None, copies.key)


def _relock(file: Path, old: Key | None, new: Key | None, second: Path | None) -> Relocked:
    if seals.in_use[os.path.realpath(file)]:
        raise JournalError(_("{file} is open: close it first. Nothing was changed.").format(file=file))
    claim.take(file)
    draft = leftovers.relocked(file)
    try:
        if faults := checks.faults_in(file, old):
            told = _("{file} is damaged ({fault}). It was left as it is.")
            raise JournalError(told.format(file=file, fault=faults[0]))
        verified_rewriting(file, draft, old, new)
        copies = Copies(file, old, second)
        if old is not None:  # while the old passphrase still opens the journal, it must not be the only way to a copy
            left = [*rewritten(copies.files_here(), old, new), *copies.relock_there(old, new)]
        _replace(file, draft, wipe_old=old is None)
        if old is None:
            left = [*rewritten(copies.files_here(), old, new), *copies.relock_there(old, new)]
    except OSError as error:
        told = _("{file} could not be written anew ({reason}). It was left as it is.")
        raise JournalError(told.format(file=file, reason=error.strerror)) from error
    finally:
        draft.unlink(missing_ok=True)
        seals.drop(draft)
        claim.release(file)
    return Relocked(new, left)


def rewritten(files: Iterable[Path], old: Key | None, new: Key | None) -> list[Path]:
    """Write copies anew under another lock; gives those that are left as they were."""
    left = []
    for file in files:
        draft = leftovers.relocked(file)
        try:
            if salt_of(file) != (old.salt if old else None):
                raise JournalError  # locked with yet another passphrase
            verified_rewriting(file, draft, old, new)
            _replace(file, draft, wipe_old=old is None)
        except (OSError, JournalError):
            left.append(file)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            seals.drop(draft)
    return left


def _replace(file: Path, draft: Path, *, wipe_old: bool) -> None:
    """Put a file that was verified in the place of another, whose contents are wiped if they were in the clear."""
    old = leftovers.in_the_clear(file)
    if wipe_old:
        with suppress(OSError):  # a disk that knows no second names: what was there is deleted, and not written over
            os.link(file, old)
    draft.replace(file)
    sync_folder(file.parent)
    seals.keep(file)
    if old.exists():
        wipe(old, unless=file)
