"""What the process that works on other folders does in one that several computers share.

See store/journal/shared_folder.py. What the others wrote is brought to this disk, where it can be read at leisure.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.os_reasons import os_reason
from cramp_journal.safe_file import make_private
from cramp_journal.store.copies.backup import whole_copy
from cramp_journal.store.copies.far import key_from
from cramp_journal.store.file import shape
from cramp_journal.store.file.connection import UNREADABLE
from cramp_journal.store.file.encryption import Key, salt_of
from cramp_journal.store.file.lineage import Head, head, read_lineage

ENDING = ".cramps"
_MOST = 100  # files that are looked at
_PIECE = 1 << 20  # bytes between two signs of life
_CANNOT = "{file}: {reason}"

_Step = Callable[[], object]


def look_there(task: dict[str, Any], step: _Step) -> dict[str, Any]:
    """Bring each file of another computer to this disk whose bytes differ from those `seen`, and return what is there.

    Locked files whose salt is not among the `salts` stay where they are, and are only named.
    """
    folder, seen = _existing(task), task["seen"]
    brought: list[list[str]] = []
    locked: list[str] = []
    unread: list[str] = []
    for at, other in enumerate(sorted(folder.glob(f"*{ENDING}"))[:_MOST]):
        step()
        near = Path(task["to"].format(at))
        try:
            if other.name == task["own"] or not other.is_file():
                continue
            salt = salt_of(other)
            if salt is not None and salt.hex() not in task["salts"]:
                locked.append(other.name)
            elif _digest(other, step) != seen.get(other.name):
                brought.append([other.name, _bring(other, near, step), str(near)])
        except OSError as error:
            unread.append(_CANNOT.format(file=other, reason=os_reason(error)))
            near.unlink(missing_ok=True)
    return {"brought": brought, "locked": locked, "unread": unread}


def own_head(task: dict[str, Any]) -> list[Any] | None:
    """Return the state that this computer's own file there holds; None where it is not there or cannot be read."""
    found = head_of(_existing(task) / task["own"], key_from(task["key"]))
    return list(found) if found else None


def put_own(task: dict[str, Any], step: _Step) -> None:
    """Put a sound file of this disk there, under the name of this computer's own file; a slow disk may take long."""
    folder = _existing(task)
    step()
    try:
        whole_copy(Path(task["source"]), folder / task["own"], step=step)
    except JournalError as error:
        why = os_reason(error.__cause__) if isinstance(error.__cause__, OSError) else str(error)
        told = _("What you write does not reach the shared folder {folder} now ({reason}). It is tried again later.")
        raise JournalError(told.format(folder=folder, reason=why)) from error


def head_of(file: Path, key: Key | None) -> Head | None:
    """Return the newest state that a file holds; None where it cannot be read."""
    try:
        bare = shape.opened(file, key)
        try:
            return head(read_lineage(bare))
        finally:
            bare.close()
    except (*UNREADABLE, OSError, JournalError):
        return None


def _existing(task: dict[str, Any]) -> Path:
    folder = Path(task["chosen"])
    if not folder.is_dir():
        told = _("The shared folder {folder} is not there now. It is looked for again later.")
        raise JournalError(told.format(folder=folder))
    return folder


def _digest(file: Path, step: _Step) -> str:
    sum_ = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            sum_.update(piece)
            step()
    return sum_.hexdigest()


def _bring(file: Path, near: Path, step: _Step) -> str:
    """Copy a file, and return the digest of what was copied."""
    sum_ = hashlib.sha256()
    make_private(near)
    with file.open("rb") as source, near.open("rb+") as copy:
        while piece := source.read(_PIECE):
            sum_.update(piece)
            copy.write(piece)
            step()
    return sum_.hexdigest()
