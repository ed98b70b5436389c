"""What lies around of a journal is brought under its lock, or under another one, file by file.

A file that is whole is written anew under the lock. One that is not (it is damaged, or the log of a journal) is put
under the lock byte by byte, as `kept whole`: it may hold nights, and a rescue can still read it. Each is read back
before it takes the place of the old one, which is written over with zeros where it had no other name.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.paths import note_about
from cramp_journal.safe_file import make_private, sync_folder, wipe, write_whole
from cramp_journal.store import checks, claim, leftovers, locked_text, seals
from cramp_journal.store.backup import verified_rewriting
from cramp_journal.store.connection import UNREADABLE, connect
from cramp_journal.store.copies import Copies
from cramp_journal.store.encryption import Key, keys_for, salt_of
from cramp_journal.store.remains import BYTES, JOURNAL, LOCKED, TEXT, Places, Remain, Search, keys_in, places_of

_SWEPT = "swept"  # the kind of note about which folders were looked through
_COARSE = 5_000_000_000  # nanoseconds: some disks tell moments no finer than that
_MOST_SALTS = 6  # that are tried: each takes a third of a second
_NOT_DONE = (OSError, JournalError, *UNREADABLE, MemoryError, OverflowError, ValueError)


@dataclass
class Swept:
    """What came of it."""

    left: list[Path] = field(default_factory=list)  # as they were
    whole: list[Path] = field(default_factory=list)  # damaged, and under the lock byte by byte
    missing: list[Path] = field(default_factory=list)  # folders that are not there just now

    def add(self, other: "Swept") -> None:
        """Take in what came of another part."""
        for mine, theirs in ((self.left, other.left), (self.whole, other.whole), (self.missing, other.missing)):
            mine += [each for each in theirs if each not in mine]


def lock_remains(file: Path, key: Key, second: Path | None, places: Places | None = None) -> Swept:
    """Bring all that lies in the clear of a locked journal under its lock. It is never an error that some cannot be."""
    places = places or places_of(file, second)
    found = Swept(missing=places.missing)
    try:
        search = Search(file, keys_in(file, key), Copies(file, key, second))
    except UNREADABLE:
        return found
    for folder in places.there:
        for remain in search.plain_in(folder):
            _try(found, remain, None, key)
    return found


def lock_new_remains(file: Path, key: Key, second: Path | None) -> Swept:
    """Do the same to what was put anywhere since it was done last: a folder in which nothing changed is passed by."""
    places = places_of(file, second)
    seen = _seen(file, key)
    moments = {str(folder): _changed(folder) for folder in places.there}
    known = {name for name, moment in moments.items() if moment is not None and moment == seen.get(name)}
    new = [folder for folder in places.there if str(folder) not in known]
    found = lock_remains(file, key, second, Places(new, places.missing))
    in_vain = {str(each.parent) for each in found.left}
    _note_seen(file, key, {name: moment for name, moment in moments.items() if moment and name not in in_vain})
    return found


def relock_remains(file: Path, old: Key, new: Key | None, second: Path | None) -> Swept:
    """Write all that lies under the lock of a journal anew under another one, or under none; not the journal itself."""
    places = places_of(file, second)
    found = Swept(missing=places.missing)
    search = Search(file, frozenset(), Copies(file, old, second))
    for folder in places.there:
        for remain in search.locked_in(folder, old.salt):
            if not search.is_left_to_its_owner(remain.file) or is_whole(remain.file, old):
                _try(found, remain, old, new)
    return found


def relock_the_stranded(file: Path, typed: str, new: Key, second: Path | None) -> None:
    """Bring under a lock what a call that was killed had brought under one of the same words, and another salt."""
    search = Search(file, frozenset(), Copies(file, new, second))
    tried: dict[bytes, list[Key]] = {}
    for folder in places_of(file, second).there:
        for remain, salt in search.locked_otherwise_in(folder, new.salt):
            if salt not in tried and len(tried) < _MOST_SALTS:
                tried[salt] = list(keys_for(typed, salt))
            for key in tried.get(salt, ()):
                if not search.is_left_to_its_owner(remain.file) or is_whole(remain.file, key):
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
    """Bring a file under another lock, and tell whether it is one of those that are damaged and kept whole."""
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
            seals.drop(draft)
    _put(file, file.read_bytes(), new)
    return True


def _is_damaged(file: Path) -> bool:
    """Tell whether a file is damaged itself: a disk that failed, or is full, says nothing of it."""
    found = checks.faults_in(file)
    return bool(found) and "I/O" not in found[0]


def _is_a_second_name(file: Path, key: Key) -> bool:
    """Tell whether a file is what a killed program left of one that was locked meanwhile."""
    base = file.with_suffix("")
    if leftovers.in_the_clear(base) != file:
        return False
    return bool(seals.in_use[os.path.realpath(base)]) or salt_of(base) == key.salt  # what is open must not be read here


# ---------------------------------------------------------------- what was looked through
def _changed(folder: Path) -> int | None:
    """Give when the names in a folder changed last; None where that is too fresh to tell what comes next."""
    try:
        moment = folder.stat().st_mtime_ns
    except OSError:
        return None
    return moment if abs(time.time_ns() - moment) > _COARSE else None


def _seen(file: Path, key: Key) -> dict[str, int]:
    try:
        found = json.loads(note_about(file, _SWEPT).read_text(encoding="utf-8"))
        return dict(found["folders"]) if found["salt"] == key.salt.hex() and found["day"] == _today() else {}
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return {}


def _note_seen(file: Path, key: Key, folders: dict[str, int]) -> None:
    with suppress(OSError, ValueError):
        noted = {"salt": key.salt.hex(), "day": _today(), "folders": folders}
        write_whole(note_about(file, _SWEPT), json.dumps(noted).encode(), private=True)


def _today() -> str:
    return clock.today().isoformat()


# ---------------------------------------------------------------- kept whole
def is_whole(file: Path, key: Key | None) -> bool:
    """Tell whether a file is one that is kept whole under a lock."""
    return key is not None and salt_of(file) == key.salt and bool(_asked(file, key, "SELECT count(*) FROM whole"))


def whole_bytes(file: Path, key: Key) -> bytes:
    """Return what a file was before it was put under the lock as it is. Raises OSError where it cannot be read."""
    found = _asked(file, key, "SELECT bytes FROM whole")
    if not found:
        raise OSError(5, "what is kept whole cannot be read")
    return bytes(found[0])


@contextmanager
def unpacked(file: Path, key: Key | None) -> Iterator[tuple[Path, Key | None]]:
    """Give a file and its key; of one that is kept whole, what it was, which is wiped again at the end."""
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
    """Put bytes in the place of a file, under a lock or, with no key, as they are."""
    target = _lasting(file) if key is not None else file
    draft = leftovers.relocked(target)
    try:
        make_private(draft)
        if key is None:
            draft.write_bytes(data)
        else:
            _write_whole(draft, key, file.name, data)
        if (draft.read_bytes() if key is None else whole_bytes(draft, key)) != data:
            raise OSError(5, "it did not arrive on the disk as it was written")
        if target != file:
            file.replace(target)
        swap(target, draft, wipe_old=key is not None)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _lasting(file: Path) -> Path:
    """Give the name under which a file is kept whole: not one under which something else will soon be looked for."""
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
    """Put a file that was read back in the place of another; that one is wiped if it was in the clear.

    One that has another name as well (a hard link) is only let go of: zeros would be written through to there.
    """
    seals.drop(file)
    old = leftovers.in_the_clear(file)
    with draft.open("rb+") as written:
        os.fsync(written.fileno())
    if wipe_old:
        with suppress(OSError):  # a disk that knows no second names: what was there is deleted, and not written over
            os.link(file, old)
    draft.replace(file)
    sync_folder(file.parent)
    if old.exists():
        wipe(old, unless=file) if _names(old) == 1 else old.unlink()


def _names(file: Path) -> int:
    return file.stat().st_nlink


# ---------------------------------------------------------------- what waits to be kept
def carry_draft(file: Path, old: Key, new: Key | None) -> None:
    """Write what waits beside a journal under its new lock beside itself, before the journal gets that lock."""
    waits = drafts_of(file)
    if words := locked_text.read_text(waits, old):
        beside = leftovers.relocked(waits)
        if new is not None:
            locked_text.write_text(beside, new, words)
        else:
            make_private(beside)
            beside.write_text(words, encoding="utf-8")


def settle_draft(file: Path, key: Key | None) -> None:
    """Put it in its place once the journal has that lock, or take it away where it never came to that."""
    waits = drafts_of(file)
    beside = leftovers.relocked(waits)
    if not beside.exists():
        return
    salt = key.salt if key else None
    if salt_of(beside) == salt and not (waits.exists() and salt_of(waits) == salt):
        swap(waits, beside, wipe_old=False)
    else:
        wipe(beside, unless=waits)


def finish_draft(file: Path, key: Key | None) -> None:
    """Do that for a program that was killed before it could; not while another one is at it."""
    if leftovers.relocked(drafts_of(file)).exists() and (claim.is_held(file) or claim.holder(file) is None):
        with suppress(OSError):
            settle_draft(file, key)


def drafts_of(file: Path) -> Path:
    """Give the file in which waits what a journal has not taken yet; gui/drafts.py writes it."""
    return file.with_name(f"{file.name}.drafts")
