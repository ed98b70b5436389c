"""A folder that several computers share: each writes its own file there, and brings the others' in by a merge.

The folder is synchronised by another program, so nobody relies on times or on names: a file is read again when its
bytes differ, and whatever a synchroniser renamed (“conflicted copy”) is a file like any other, since a merge may come
twice. A file that is not whole yet is left for the next time. No file of another computer is ever written to.
"""

import hashlib
import secrets
from contextlib import suppress
from pathlib import Path

from cramp_journal.errors import JournalError, LockedJournal, WrongPassphrase
from cramp_journal.merging.asking import FolderFound
from cramp_journal.safe_file import read_small, write_whole
from cramp_journal.store.copies.backup import verified_copy
from cramp_journal.store.file import notes, seals, shape
from cramp_journal.store.file.connection import UNREADABLE
from cramp_journal.store.file.encryption import Key, salt_of
from cramp_journal.store.file.lineage import Head, head, read_lineage
from cramp_journal.store.journal.opening import unlock
from cramp_journal.store.journal.other import read_other

ENDING = ".cramps"
_KIND = "shared"  # of the note that names our own file
_NAME = 12  # letters
_MOST = 100  # files that are looked at
_CONFLICT = ("sync-conflict", "conflicted copy", "conflict", "konflikt")  # Syncthing, Dropbox and Nextcloud, others


def own_file(file: Path, folder: Path) -> Path:
    """Return the file of this journal in the folder; its name is random, and stays."""
    note = notes.record(file, _KIND)
    name = ""
    with suppress(OSError, UnicodeDecodeError):
        name = read_small(note, 100).decode("ascii").strip()
    if not (len(name) == _NAME and name.isalnum()):
        name = secrets.token_hex(_NAME // 2)
        write_whole(note, name.encode("ascii"), private=True)
    return folder / f"cramp-journal-{name}{ENDING}"


def put_there(file: Path, key: Key | None, folder: Path) -> bool:
    """Write this journal's own file where it does not hold all of it yet, and return whether it was written.

    Raises JournalError where the folder is not there or does not take it.
    """
    _see(folder)
    target = own_file(file, folder)
    if target.exists() and _head_of(target, key) == _head_of(file, key):
        return False
    verified_copy(file, target, key)
    return True


def read_others(file: Path, keys: dict[bytes, Key], folder: Path, seen: dict[str, str]) -> FolderFound:
    """Read what the other files in the folder hold; those whose bytes were `seen` are left alone.

    `keys` open locked ones, each by its salt. Raises JournalError where the folder is not there.
    """
    _see(folder)
    found, own = FolderFound(), own_file(file, folder)
    for other in sorted(folder.glob(f"*{ENDING}"))[:_MOST]:
        if other == own or not other.is_file():
            continue
        try:
            with other.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
            if seen.get(other.name) == digest:
                continue
            salt = salt_of(other)
            found.states.append(read_other(other, keys.get(salt) if salt else None, file))
            found.seen[other.name] = digest
        except LockedJournal:
            found.locked.append(other)
        except JournalError as error:
            found.unread.append(str(error))
        except OSError as error:
            found.unread.append(f"{other}: {error.strerror}")
        finally:
            seals.discard(other)
    return found


def key_of_other(other: Path, words: str) -> Key | None:
    """Return the key that opens another's file for what was typed; None where it does not."""
    try:
        return unlock(other, words, None)
    except WrongPassphrase:
        return None


def conflict_copies(file: Path) -> list[Path]:
    """Return the second versions of a journal that a synchroniser left beside it."""
    beside = sorted(file.parent.glob(f"{file.stem}*{file.suffix}"))[:_MOST] if file.parent.is_dir() else []
    return [each for each in beside if each != file and any(word in each.name.lower() for word in _CONFLICT)]


def _see(folder: Path) -> None:
    if not folder.is_dir():
        raise JournalError(f"The shared folder {folder} is not there now. It is looked for again later.")


def _head_of(file: Path, key: Key | None) -> Head | None:
    try:
        bare = shape.opened(file, key)
        try:
            return head(read_lineage(bare))
        finally:
            bare.close()
    except (*UNREADABLE, OSError, JournalError):
        return None
