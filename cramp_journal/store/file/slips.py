"""Small files beside a journal, each with one thing that is not in the journal yet: a begun cramp, a morning's answer.

A slip is written whole or not at all, and deleted when the journal holds what it says. Two programs never overwrite
each other's: each slip has a name of its own. Where the journal is locked, it is sealed (store/file/sealed.py).

A slip has one line for each lock that can read it: two only while a passphrase is being set, changed or removed.
"""

import base64
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cramp_journal.safe_file import wipe, write_whole
from cramp_journal.store.file.sealed import path_beside, seal, unseal

if TYPE_CHECKING:
    from cramp_journal.store.file.encryption import Key

ASIDE = ".unread"  # ends the name of a slip that could not be read
_DRAFT, _CLEAR = ".partial", ".clear"
_SEALED = b"sealed "
_LARGEST = 65_536  # bytes: no file of ours is larger
_ROOM = 256  # bytes of the sealed text


def slips_beside(file: Path, kind: str) -> list[Path]:
    """List the slips_beside of a kind beside a journal, and delete what a killed program left unfinished."""
    start = path_beside(file, kind)
    try:
        all_ = sorted(start.with_name(name) for name in os.listdir(start.parent) if name.startswith(start.name))
    except OSError:
        return []
    for path in all_:
        if path.name.endswith((_DRAFT, _CLEAR)):
            _wipe(path)
    return [path for path in all_ if not path.name.endswith((_DRAFT, _CLEAR))]


def put_slip(path: Path, lines: list[bytes]) -> None:
    """Write a slip; unencrypted contents that it had are overwritten if it is sealed from now on."""
    clear = path.with_name(path.name + _CLEAR)
    if all(map(is_sealed, lines)) and not all(map(is_sealed, slip_lines(path))):
        with suppress(OSError):  # a disk without hard links: the old contents are deleted, not overwritten
            os.link(path, clear)
    write_whole(path, b"\n".join(lines) + b"\n", private=True)
    _wipe(clear)


def is_sealed(line: bytes) -> bool:
    """Return whether a line of a slip is sealed."""
    return line.startswith(_SEALED)


def line_of(data: bytes, public: bytes | None) -> bytes:
    """Return what a slip says as its line, sealed to a public key; None: the journal is not locked.

    Raises ValueError where the public key is invalid.
    """
    # Sealed lines all have one length, which would otherwise reveal what they say.
    return data if public is None else _SEALED + base64.b64encode(seal(data.ljust(_ROOM), public))


def said_in(line: bytes, key: "Key | None") -> bytes | None:
    """Return what a line says; None where it is sealed and the key does not open it, or it is damaged."""
    if not is_sealed(line):
        return line
    try:
        return unseal(base64.b64decode(line[len(_SEALED) :], validate=True), key) if key is not None else None
    except ValueError:
        return None


def slip_lines(path: Path) -> list[bytes]:
    """Return the lines of a plain file; never of a pipe or link, which could block the window or lead elsewhere."""
    try:
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return []
    try:
        about = os.fstat(opened)
        if not stat.S_ISREG(about.st_mode) or about.st_size > _LARGEST:
            return []
        return [line for line in os.read(opened, _LARGEST).split(b"\n") if line.strip()]
    except OSError:
        return []
    finally:
        os.close(opened)


def set_slip_aside(path: Path) -> Path | None:
    """Rename a slip that cannot be read, and return its new name; None where it had to be left."""
    target = path.with_name(path.name + ASIDE)
    while os.path.lexists(target):
        target = target.with_name(target.name + ASIDE)
    try:
        return path.rename(target)
    except OSError:
        return None


def _wipe(path: Path) -> None:
    """Delete unencrypted contents, after overwriting them with zeros where this is the last name of a file of ours."""
    with suppress(OSError):
        about = path.lstat()
        if stat.S_ISREG(about.st_mode) and about.st_nlink == 1 and about.st_size <= _LARGEST:
            wipe(path, unless=path.parent)
        else:  # a link to another place
            path.unlink()
