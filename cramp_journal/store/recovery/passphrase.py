"""Setting, changing or removing a passphrase: the journal is rewritten beside itself, checked, and put in place.

At every moment there is a whole journal under its name: killed anywhere, the old one or the new one opens. Its copies
are rewritten in the same way, under the new lock; one that cannot be (it is damaged, or locked with yet another
passphrase) is named and left. What was not locked before is overwritten with zeros before it is deleted. A program can
do no more: a disk that spreads its writes, a snapshot or a synchronised folder may still hold the old contents. Other
unencrypted files (a damaged file set aside, a log, a copy under another name) are found by store/copies/remains.py and
locked by store/copies/sweeping.py.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.os_reasons import os_reason
from cramp_journal.paths import true_path, where_it_lies
from cramp_journal.safe_file import wipe
from cramp_journal.store.acknowledged.succession import Succession
from cramp_journal.store.copies import second_folders, sweeping
from cramp_journal.store.copies.backup import verified_rewriting
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.copies.remains import Places, places_of
from cramp_journal.store.copies.sweeping import Swept
from cramp_journal.store.file import answers, begun, checks, claim, leftovers, sealed, seals, shape
from cramp_journal.store.file.connection import UNREADABLE, connect
from cramp_journal.store.file.encryption import Key, make_key, salt_of
from cramp_journal.store.file.fitting import key_that_opens
from cramp_journal.store.recovery.links import other_name
from cramp_journal.store.recovery.replacing import Still, held_still
from cramp_journal.store.recovery.strength import refuse_unfit
from cramp_journal.store.schema.database import translate_sqlite_errors as telling


@dataclass(frozen=True)
class Relocked:
    """The result: the key of the journal now (None: it is not locked), and what to say about the other files."""

    key: Key | None
    left: list[Path] = field(default_factory=list)  # files left as they were
    whole: list[Path] = field(default_factory=list)  # damaged files, locked byte by byte: a rescue reads them
    missing: list[Path] = field(default_factory=list)  # folders of copies that are not there now
    other_name: str = ""  # a second name of the journal, which still holds the old contents


def set_passphrase(file: Path, passphrase: str, key: Key | None = None, second: Path | None = None) -> Relocked:
    """Lock a journal and its copies with a passphrase; `key` opens it where it is locked with another one.

    `key.code` of the result is the recovery code, to be shown and printed now, since it is stored nowhere. `second` is
    the person's folder of copies. The journal must not be open. Raises JournalError, with the journal unchanged.
    """
    refuse_unfit(passphrase)
    return _relock(file, key, make_key(passphrase), second, typed=passphrase)


def remove_passphrase(file: Path, key: Key, second: Path | None = None) -> Relocked:
    """Remove the passphrase of a journal and its copies, as `set_passphrase` sets one."""
    return _relock(file, key, None, second)


def lock_copies(copies: Copies) -> list[Path]:
    """Lock what is not locked yet of a locked journal (a stick was missing), and return what remains unlocked."""
    return [*lock_copies_here(copies), *lock_copies_there(copies)]


def lock_copies_here(copies: Copies) -> list[Path]:
    """Lock the files beside the journal."""
    return sweeping.lock_new_here(copies).left


def lock_copies_there(copies: Copies, first: float | None = None, *, unasked: bool = True) -> list[Path]:
    """Lock the files in the folders of the person's choice, which may not answer: see store/copies/apart.py."""
    return sweeping.lock_new_there(copies, first, unasked=unasked).left


def _relock(file: Path, old: Key | None, new: Key | None, second: Path | None, typed: str = "") -> Relocked:
    file = where_it_lies(file)
    if seals.in_use[true_path(file)]:
        raise JournalError(_("{file} is open: close it first. Nothing was changed.").format(file=file))
    with telling(file):
        shape.look(file, old)
    claim.take(file)
    try:
        other = other_name(file)
        second_folders.note_folder(second)
        places = places_of(file, second)
        sweeping.settle_draft(file, old)
        _take_log_in(file, old)
        with held_still(file, old) as still:
            done = _write_anew(still, file, (old, new), places, second, typed)
        sweeping.settle_draft(file, new)
        if new is not None:
            done.add(sweeping.lock_remains(file, new, places))
            sweeping.relock_the_stranded(file, typed, new, places)
    except OSError as error:
        told = _("{file} could not be written anew ({reason}). It was left as it is.")
        raise JournalError(told.format(file=file, reason=os_reason(error))) from error
    finally:
        claim.release(file)
    answers = second is not None and second.absolute() not in places.missing
    left = Copies(file, new, second if answers else None).locked_otherwise(new)
    return Relocked(new, list(dict.fromkeys([*done.left, *left])), done.whole, places.missing, other)


def _write_anew(
    still: Still, file: Path, keys: tuple[Key | None, Key | None], places: Places, second: Path | None, typed: str
) -> Swept:
    """Replace the journal by itself under another lock, after the files around it where those have a lock."""
    (old, new), done = keys, Swept()
    draft = leftovers.relocked(file)
    try:
        if faults := checks.faults_in(file, old):
            told = _("{file} is damaged ({fault}). It was left as it is.")
            raise JournalError(told.format(file=file, fault=faults[0]))
        verified_rewriting(file, draft, old, new)
        if new is not None and not all(key_that_opens(draft, each) == new for each in (typed, new.code)):
            told = _("{file} would not open with what was typed. Nothing was changed: please choose other words.")
            raise JournalError(told.format(file=file))
        succession = Succession(file, old, second)
        with telling(draft):
            succession.prepare(draft, new)
        begun.let_read(file, old, new)
        answers.let_answers_read(file, old, new)
        if old is not None:  # while the old passphrase still opens the journal, a copy must not need it alone
            done.add(sweeping.relock_remains(file, old, new, places))
            sweeping.carry_draft(file, old, new)
        _replace(file, draft, still.put, wipe_old=old is None)
        succession.finish()
        sealed.keep_public(file, new)
    finally:
        draft.unlink(missing_ok=True)
        seals.discard(draft)
        still.let_go()
        lock = new if _opens_with(file, new) else old
        begun.read_all(file, lock, aside=False)
        answers.settle_answers(file, lock)
    return done


def _opens_with(file: Path, key: Key | None) -> bool:
    return salt_of(file) == (key.salt if key is not None else None)


def _take_log_in(file: Path, key: Key | None) -> None:
    """Merge into a journal the log (-wal) that another program left, which would be taken for one of the new file."""
    leftovers.set_strays_aside(file)
    if not file.with_name(f"{file.name}-wal").exists():
        return
    with suppress(*UNREADABLE):  # it is damaged or read-only: the next steps report that
        connection = connect(file, key, "rw")
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        finally:
            connection.close()


def _replace(file: Path, draft: Path, put: Callable[[Path], None], *, wipe_old: bool) -> None:
    """Put a verified file in the place of another, whose contents are wiped if they were unencrypted."""
    old = leftovers.plaintext_backup(file)
    if wipe_old:
        with suppress(OSError):  # a disk without hard links: the old contents are deleted, not overwritten
            os.link(file, old)
    put(draft)
    seals.keep(file)
    if os.path.lexists(old):
        wipe(old, unless=file)
