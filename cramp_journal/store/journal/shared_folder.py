"""A folder that several computers share: each writes its own file there, and brings the others' in by a merge.

The folder is synchronised by another program, so nobody relies on times or on names: a file is read again when its
bytes differ, and whatever a synchroniser renamed (“conflicted copy”) is a file like any other, since a merge may come
twice. A file that is not whole yet is left for the next time. No file of another computer is ever written to.

The folder may go away, or never answer, so another process works in it (store/copies/apart.py): it brings the others'
files here, and takes ours there.
"""

import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from cramp_journal.errors import JournalError, LockedJournal, WrongPassphrase
from cramp_journal.i18n import _
from cramp_journal.merging.asking import FolderFound
from cramp_journal.os_reasons import os_reason
from cramp_journal.punctuation import name_and_value
from cramp_journal.safe_file import read_small, write_whole
from cramp_journal.store.copies import apart, far
from cramp_journal.store.copies.backup import verified_copy
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.copies.shared_there import ENDING, head_of
from cramp_journal.store.file import leftovers, notes, seals
from cramp_journal.store.file.encryption import Key, salt_of
from cramp_journal.store.file.lineage import Head
from cramp_journal.store.journal.opening import unlock
from cramp_journal.store.journal.other import read_other

_KIND = "shared"  # of the note that names our own file
_NAME = 12  # letters


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


def put_there(file: Path, key: Key | None, folder: Path, *, unasked: bool = False) -> bool:
    """Write this journal's own file where it does not hold all of it yet, and return whether it was written.

    For `unasked` see store/copies/apart.py. Raises JournalError where the folder is not there, does not answer, or does
    not take it.
    """
    there = _there(file, folder, "shared_head", unasked=unasked, key=far.plain_key(key))
    if there is not None and Head(*there) == head_of(file, key):
        return False
    draft = leftovers.partial_of_ours(file.with_name(f"{file.name}.0.shared"))
    try:
        verified_copy(file, draft, key)
        _there(file, folder, "shared_put", unasked=unasked, source=str(draft.absolute()))
    finally:
        draft.unlink(missing_ok=True)
        seals.discard(draft)
    return True


def read_others(
    file: Path, keys: dict[bytes, Key], folder: Path, seen: dict[str, str], *, unasked: bool = False
) -> FolderFound:
    """Read what the other files in the folder hold; those whose bytes were `seen` are left alone.

    `keys` open locked ones, each by its salt. For `unasked` see store/copies/apart.py. Raises JournalError where the
    folder is not there, or does not answer.
    """
    near = leftovers.partial_of_ours(file.absolute().with_name(f"{file.name}.#.shared"))
    to = str(near).replace("{", "{{").replace("}", "}}").replace(".#.shared", ".{}.shared")
    salts = [salt.hex() for salt in keys]
    there = _there(file, folder, "shared_look", unasked=unasked, seen=seen, salts=salts, to=to)
    found = FolderFound(locked=[folder / name for name in there["locked"]], unread=there["unread"])
    try:
        for name, digest, brought in there["brought"]:
            _read(file, folder / name, Path(brought), keys, found, digest)
    finally:
        for _name, _digest, brought in there["brought"]:
            Path(brought).unlink(missing_ok=True)
            seals.discard(Path(brought))
    return found


def _read(ours: Path, other: Path, near: Path, keys: dict[bytes, Key], found: FolderFound, digest: str) -> None:
    try:
        salt = salt_of(near)
        found.states.append(read_other(near, keys.get(salt) if salt else None, ours))
        found.seen[other.name] = digest
    except LockedJournal:
        found.locked.append(other)
    except JournalError as error:
        found.unread.append(str(error).replace(str(near), str(other)))
    except OSError as error:
        found.unread.append(name_and_value(str(other), os_reason(error)))


def key_of_other(ours: Path, other: Path, words: str) -> Key | None:
    """Return the key that opens another's file for what was typed; None where it does not.

    Raises JournalError where its folder does not answer.
    """
    with Copies(ours, None, other.parent).at_hand(other) as near:
        try:
            return unlock(near, words, None)
        except WrongPassphrase:
            return None


def _there(file: Path, folder: Path, do: str, *, unasked: bool, **more: Any) -> Any:
    """Run a task of the other process in the folder. Raises JournalError where it does not answer, or cannot."""
    task = {"do": do, "chosen": str(folder.absolute()), "own": own_file(file, folder).name, **more}
    try:
        return apart.run_task(folder, task, first=apart.DEAD_AFTER if unasked else apart.ANSWER, unasked=unasked)
    except apart.SilentFolder:
        told = _("The shared folder {folder} does not answer now. It is tried again later.")
        raise JournalError(told.format(folder=folder)) from None
