"""Bringing the files of a journal under its lock, or under another one, file by file.

A whole file is rewritten under the lock. One that is not whole (it is damaged, or the log of a journal) is locked
byte by byte, as `kept whole`: it may hold nights, and a rescue can still read it. Each new file is read back before it
takes the place of the old one, which is overwritten with zeros where it had no other name.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cramp_journal.errors import FileFault, JournalError
from cramp_journal.i18n import _
from cramp_journal.safe_file import make_private, sync_folder, wipe
from cramp_journal.store.copies import apart, far
from cramp_journal.store.copies.backup import verified_rewriting
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.copies.looked_through import Moments, changed_since, note_seen, seen
from cramp_journal.store.copies.remains import BYTES, JOURNAL, LOCKED, TEXT, Places, Remain, Search, keys_in, places_of
from cramp_journal.store.file import checks, claim, leftovers, locked_text, seals
from cramp_journal.store.file.connection import UNREADABLE, connect
from cramp_journal.store.file.encryption import Key, keys_for, salt_of

_SWEPT, _SWEPT_THERE = "swept", "swept-there"  # the kinds of notes about which folders were searched
_MOST_SALTS = 6  # that are tried: each takes a third of a second
_NOT_DONE = (OSError, JournalError, *UNREADABLE, MemoryError, OverflowError, ValueError)


@dataclass
class Swept:
    """The result of a sweep."""

    left: list[Path] = field(default_factory=list)  # files left as they were
    whole: list[Path] = field(default_factory=list)  # damaged files, locked byte by byte
    missing: list[Path] = field(default_factory=list)  # folders that are not there now, or do not answer
    salts: dict[bytes, None] = field(default_factory=dict)  # other salts, of files under other locks

    def add(self, other: "Swept") -> None:
        """Add the result of another part."""
        for mine, theirs in ((self.left, other.left), (self.whole, other.whole), (self.missing, other.missing)):
            mine += [each for each in theirs if each not in mine]
        self.salts.update(other.salts)


def lock_remains(file: Path, key: Key, places: Places) -> Swept:
    """Lock all unencrypted files of a locked journal. It is never an error that some cannot be locked."""
    found = lock_here(file, key, places)
    if places.chosen and (task := _lock(file, key)):
        for chosen in places.answering:
            found.add(_sweep_there(Copies(file, key, chosen), places, task))
    return found


def lock_here(file: Path, key: Key, places: Places) -> Swept:
    """Lock the unencrypted files in the folders beside the journal."""
    found = Swept()
    try:
        search = Search(file, keys_in(file, key), Copies(file, key).files_here(), places.chosen)
    except UNREADABLE:
        return found
    for folder in places.there:
        found.add(sweep_plain(folder, search, key))
    return found


def lock_new_here(copies: Copies) -> Swept:
    """Lock the unencrypted files that were added since the last search; an unchanged folder is skipped."""
    file, key = copies.file, copies.key
    if key is None:
        return Swept()
    places = places_of(file, copies.chosen)
    new, moments = changed_since(places.there, seen(file, key, _SWEPT))
    found = lock_here(file, key, Places(new, places.chosen))
    note_seen(file, key, _SWEPT, moments, found.left)
    return found


def lock_new_there(copies: Copies, first: float | None = None, *, unasked: bool = True) -> Swept:
    """Lock new unencrypted files in the person's chosen folders, present and former; see store/copies/apart.py."""
    file, key, found = copies.file, copies.key, Swept()
    if key is None:
        return found
    places = places_of(file, copies.chosen)
    if not places.chosen or not (task := _lock(file, key)):
        return found
    task["seen"] = seen(file, key, _SWEPT_THERE)
    moments: Moments = {}
    for chosen in places.answering:
        there = Copies(file, key, chosen)
        found.add(_sweep_there(there, places, task, first or apart.SHORT, unasked=unasked, moments=moments))
    note_seen(file, key, _SWEPT_THERE, moments, found.left)
    return found


def relock_remains(file: Path, old: Key, new: Key | None, places: Places) -> Swept:
    """Rewrite all files under a journal's lock under another one, or without one; not the journal itself."""
    found = Swept()
    search = Search(file, frozenset(), Copies(file, old).files_here(), places.chosen)
    for folder in places.there:
        found.add(sweep_locked(folder, search, old, new))
    task = {"olds": [far.plain_key(old)], "new": far.plain_key(new)}
    for chosen in places.answering:
        found.add(_sweep_there(Copies(file, old, chosen), places, task))
    return found


def relock_the_stranded(file: Path, typed: str, new: Key, places: Places) -> None:
    """Relock files that a killed call had locked with the same words and another salt."""
    search = Search(file, frozenset(), Copies(file, new).files_here(), places.chosen)
    found = Swept()
    for folder in places.there:
        found.salts.update(dict.fromkeys(salt for _each, salt in search.locked_otherwise_in(folder, new.salt)))
    for chosen in places.answering:
        found.add(_sweep_there(Copies(file, new, chosen), places, {"stranded": True, "new": far.plain_key(new)}))
    olds = [key for salt in list(found.salts)[:_MOST_SALTS] for key in keys_for(typed, salt)]
    for folder in places.there if olds else ():
        sweep_stranded(folder, search, olds, new)
    task = {"stranded": True, "olds": [far.plain_key(key) for key in olds], "new": far.plain_key(new)}
    for chosen in places.answering if olds else ():
        _sweep_there(Copies(file, new, chosen), places, task)


def _lock(file: Path, key: Key) -> dict[str, Any]:
    """Return what another process needs to find a journal's unencrypted files; nothing where it could find none."""
    try:
        rows = [row.decode("utf-8", "surrogateescape") for row in keys_in(file, key)]
    except UNREADABLE:
        return {}
    return {"rows": rows, "new": far.plain_key(key)}


def _sweep_there(
    copies: Copies,
    places: Places,
    task: dict[str, Any],
    first: float | None = None,
    *,
    unasked: bool = False,
    moments: Moments | None = None,
) -> Swept:
    """Make another process sweep the chosen folders. One that is not there or does not answer is not asked again."""
    assert copies.chosen is not None
    try:
        task = task | {"passed": [str(folder) for folder in places.there]}
        answer = copies.swept_there(task, first, unasked=unasked)
    except JournalError:
        answer = {}
    if not answer.get("there"):
        places.missing.append(copies.chosen)
        return Swept(missing=[copies.chosen])
    if moments is not None:
        moments.update(answer["moments"])
    salts = dict.fromkeys(map(bytes.fromhex, answer["salts"]))
    return Swept([Path(each) for each in answer["left"]], [Path(each) for each in answer["whole"]], salts=salts)


# ---------------------------------------------------------------- one folder
def sweep_plain(folder: Path, search: Search, new: Key) -> Swept:
    """Lock the unencrypted files of the journal in one folder."""
    found = Swept()
    for remain in search.plain_in(folder):
        _try(found, remain, None, new)
    return found


def sweep_locked(folder: Path, search: Search, old: Key, new: Key | None) -> Swept:
    """Rewrite the files under a lock in one folder under another one, or without one."""
    found = Swept()
    for remain in search.locked_in(folder, old.salt):
        if not search.is_left_to_its_owner(remain.file) or is_whole(remain.file, old):
            _try(found, remain, old, new)
    return found


def sweep_stranded(folder: Path, search: Search, olds: Iterable[Key], new: Key) -> None:
    """Relock the files in one folder that open with one of the given keys; others are not ours."""
    for remain, salt in search.locked_otherwise_in(folder, new.salt):
        for key in olds:
            if key.salt == salt and (not search.is_left_to_its_owner(remain.file) or is_whole(remain.file, key)):
                _try(Swept(), remain, key, new)


def _try(found: Swept, remain: Remain, old: Key | None, new: Key | None) -> None:
    if claim.holder(remain.file) is not None and not claim.is_held(remain.file):
        found.left.append(remain.file)
        return
    try:
        if _bring(remain, old, new):
            found.whole.append(remain.file)
    except _NOT_DONE:
        found.left.append(remain.file)


def _bring(remain: Remain, old: Key | None, new: Key | None) -> bool:
    """Bring a file under another lock, and return whether it is damaged and was kept whole."""
    file = remain.file
    if new is not None and _is_a_second_name(file, new):
        wipe(file, unless=file.with_suffix("")) if _names(file) == 1 else file.unlink()
        return False
    if remain.kind == TEXT and new is not None:
        locked_text.write_text(file, new, file.read_text(encoding="utf-8"))
        return False
    if remain.kind == LOCKED and old is not None:
        if is_whole(file, old):
            _put(file, whole_bytes(file, old), new)
            return False
        if words := locked_text.read_text(file, old):
            locked_text.write_text(file, new, words) if new else _put(file, words.encode(), None)
            return False
    if remain.kind != BYTES:
        draft = leftovers.relocked(file)
        try:
            verified_rewriting(file, draft, old, new)
            swap(file, draft, wipe_old=old is None)
            seals.keep(file)
        except _NOT_DONE:
            if remain.kind != JOURNAL or not _is_damaged(file):
                raise
        else:
            return False
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            seals.discard(draft)
    _put(file, file.read_bytes(), new)
    return True


def _is_damaged(file: Path) -> bool:
    """Return whether a file itself is damaged: a disk that failed, or is full, says nothing about it."""
    found = checks.faults_in(file)
    return bool(found) and "I/O" not in found[0]


def _is_a_second_name(file: Path, key: Key) -> bool:
    """Return whether a file is the second name that a killed program left of one that was locked meanwhile."""
    base = file.with_suffix("")
    if leftovers.plaintext_backup(base) != file:
        return False
    return bool(seals.in_use[os.path.realpath(base)]) or salt_of(base) == key.salt  # an open file must not be read here


# ---------------------------------------------------------------- kept whole
def is_whole(file: Path, key: Key | None) -> bool:
    """Return whether a file is one that is kept whole under a lock."""
    return key is not None and salt_of(file) == key.salt and bool(_asked(file, key, "SELECT count(*) FROM whole"))


def whole_bytes(file: Path, key: Key) -> bytes:
    """Return the bytes of a file before it was kept whole under a lock. Raises OSError where it cannot be read."""
    found = _asked(file, key, "SELECT bytes FROM whole")
    if not found:
        raise FileFault(5, _("what is kept whole cannot be read"))
    return bytes(found[0])


@contextmanager
def unpacked(file: Path, key: Key | None) -> Iterator[tuple[Path, Key | None]]:
    """Yield a file and its key; for one that is kept whole, a temporary file with its bytes, wiped at the end."""
    if key is None or not is_whole(file, key):
        yield file, key
        return
    plain = file.with_name(f"{file.name}.unpacked")
    try:
        make_private(plain)
        plain.write_bytes(whole_bytes(file, key))
        yield plain, None
    finally:
        wipe(plain, unless=file)
        for more in ("-journal", "-wal", "-shm"):
            plain.with_name(plain.name + more).unlink(missing_ok=True)


def _asked(file: Path, key: Key, question: str) -> Any:
    try:
        connection = connect(file, key)
        try:
            return connection.execute(question).fetchone()
        finally:
            connection.close()
    except UNREADABLE:
        return None


def _put(file: Path, data: bytes, key: Key | None) -> None:
    """Replace a file by bytes, under a lock or, with no key, as they are."""
    target = _lasting(file) if key is not None else file
    draft = leftovers.relocked(target)
    try:
        make_private(draft)
        if key is None:
            draft.write_bytes(data)
        else:
            _write_whole(draft, key, file.name, data)
        if (draft.read_bytes() if key is None else whole_bytes(draft, key)) != data:
            raise FileFault(5, _("it did not arrive on the disk as it was written"))
        if target != file:
            file.replace(target)
        swap(target, draft, wipe_old=key is not None)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _lasting(file: Path) -> Path:
    """Return the name under which a file is kept whole: not one that something else will soon be looked for under."""
    for ending, more in ((".drafts", ".damaged"), ("-wal", ".stray"), ("-journal", ".stray")):
        if file.name.endswith(ending):
            lasting, number = file.with_name(file.name + more), 1
            while lasting.exists():
                number += 1
                lasting = file.with_name(f"{file.name}{more}-{number}")
            return lasting
    return file


def _write_whole(draft: Path, key: Key, name: str, data: bytes) -> None:
    connection = connect(draft, key, "rw")
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE whole (name TEXT NOT NULL, bytes BLOB NOT NULL)")
        connection.execute("INSERT INTO whole VALUES (?, ?)", (name, data))
    finally:
        connection.close()


def swap(file: Path, draft: Path, *, wipe_old: bool) -> None:
    """Put a file that was read back in the place of another; the old one is wiped if it was unencrypted.

    One that has another name as well (a hard link) is only unlinked, since zeros would be written through to the other.
    """
    seals.discard(file)
    old = leftovers.plaintext_backup(file)
    with draft.open("rb+") as written:
        os.fsync(written.fileno())
    if wipe_old:
        with suppress(OSError):  # a disk without hard links: the old contents are deleted, not overwritten
            os.link(file, old)
    draft.replace(file)
    sync_folder(file.parent)
    if old.exists():
        wipe(old, unless=file) if _names(old) == 1 else old.unlink()


def _names(file: Path) -> int:
    return file.stat().st_nlink


# ---------------------------------------------------------------- drafts
def carry_draft(file: Path, old: Key, new: Key | None) -> None:
    """Write the draft beside a journal under the new lock to a second file, before the journal gets that lock."""
    waits = drafts_of(file)
    if words := locked_text.read_text(waits, old):
        beside = leftovers.relocked(waits)
        if new is not None:
            locked_text.write_text(beside, new, words)
        else:
            make_private(beside)
            beside.write_text(words, encoding="utf-8")


def settle_draft(file: Path, key: Key | None) -> None:
    """Put that draft in place once the journal has the new lock, or delete it where the lock was abandoned."""
    waits = drafts_of(file)
    beside = leftovers.relocked(waits)
    if not os.path.exists(beside):
        return
    salt = key.salt if key else None
    if salt_of(beside) == salt and not (waits.exists() and salt_of(waits) == salt):
        swap(waits, beside, wipe_old=False)
    else:
        wipe(beside, unless=waits)


def finish_draft(file: Path, key: Key | None) -> None:
    """Settle the draft for a program that was killed before it could; not while another program is doing it."""
    # Not `Path.exists`: with a long name of the journal the name is too long, which that raises.
    if os.path.exists(leftovers.relocked(drafts_of(file))) and (claim.is_held(file) or claim.holder(file) is None):
        with suppress(OSError):
            settle_draft(file, key)


def drafts_of(file: Path) -> Path:
    """Return the file with the drafts of a journal; gui/session/drafts.py writes it."""
    return file.with_name(f"{file.name}.drafts")
