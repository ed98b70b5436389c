"""What kind of file is at a path, by its name and its first bytes, before SQLite, a claim or a copy touches it.

Nothing is changed, and only plain files are opened: opening a pipe or a device could wait for ever, or have an effect.
Loads nothing heavy, since the first look uses it too.
"""

import os
import stat
from collections import Counter
from enum import Enum
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from cramp_journal.i18n import Late, _
from cramp_journal.paths import true_path

APPLICATION_ID = 0x43724A6F  # "CrJo": marks a SQLite file as a journal
LOCKED_MARK = b"CrJo"  # the first bytes of a locked file
_SQLITE = b"SQLite format 3\0"
_ROLLBACK = bytes.fromhex("d9d505f920a163d7")  # the first bytes of SQLite's rollback journal
_HEADER = 100  # bytes
_FAMILIAR = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"%PDF", b"PK\3\4", b"\x1f\x8b", b"RIFF", b"\x7fELF", b"MZ", b"ID3")
_LARGEST = 1 << 30  # bytes: a hundred years of the longest notes take less

# Files that this process has open. Reading one of them past SQLite would release SQLite's locks on it (POSIX).
in_use: Counter[str] = Counter()

_KINDS = (
    (stat.S_ISDIR, Late("a folder")),
    (stat.S_ISFIFO, Late("a pipe")),
    (stat.S_ISSOCK, Late("a socket")),
    (stat.S_ISCHR, Late("a device")),
    (stat.S_ISBLK, Late("a device")),
)


class Odd(sqlite.DatabaseError):  # type: ignore[misc]  # the driver ships no types
    """A file looks like a journal but has something that no journal has. `str()` says what, without naming a file."""


class Unlike(Odd):
    """A part of a journal differs from what it should be: somebody changed it, or it is damaged."""


class InTheWay(Odd):
    """Beside a file is something that SQLite must not use; the file itself was not read. `str()` says what."""


class NotOurs(sqlite.DatabaseError):  # type: ignore[misc]  # as above
    """A file is no journal. `str()` continues a sentence that begins with its name: "is a folder, not a journal"."""


class Front(Enum):
    """What the first bytes of a file show."""

    NONE = "there is no file"
    EMPTY = "an empty file"
    OURS = "a journal"
    IN_A_LOG = "a journal that another program keeps with a log (-wal)"
    LOCKED = "a locked journal"
    ANOTHER = "a database of another program"
    STRANGE = "anything else"


def special_kind(file: Path) -> str:
    """Return what is at a path if it exists and is no plain file; "" otherwise."""
    try:
        mode = file.stat().st_mode
    except OSError:
        return ""
    if stat.S_ISREG(mode):
        return ""
    return next((what.said() for is_it, what in _KINDS if is_it(mode)), _("no file"))


def first_bytes(file: Path, number: int) -> bytes:
    """Return the first bytes of a plain file; none where it cannot be read or is no plain file.

    Do not call it for a file that this process has open: that would release SQLite's locks.
    """
    try:
        return b"" if special_kind(file) else _read(file, number)
    except OSError:
        return b""


def _read(file: Path, number: int) -> bytes:
    opened = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        return os.read(opened, number)
    finally:
        os.close(opened)


def front_of(file: Path) -> Front:
    """Return what a file is by its first bytes; one that this process has open was already found to be a journal.

    Raises NotOurs where it is no plain file or is larger than any journal, and OSError where it cannot be read.
    """
    if kind := special_kind(file):
        raise NotOurs(_("cannot be opened: it is {kind}, not a journal").format(kind=kind))
    if in_use[true_path(file)]:
        return Front.OURS
    try:
        size = file.stat().st_size
    except FileNotFoundError:
        return Front.NONE
    if size > _LARGEST:
        raise NotOurs(_("is larger than any journal can be"))
    front = _read(file, _HEADER)
    if front and not size:
        raise NotOurs(_("is a file of the system, not a journal"))  # as in /proc, where a file looks empty and is not
    if not front:
        return Front.EMPTY
    if front.startswith(LOCKED_MARK):
        return Front.LOCKED
    if front.startswith(_SQLITE) and len(front) == _HEADER:
        if int.from_bytes(front[68:72]) != APPLICATION_ID:
            return Front.ANOTHER
        return Front.IN_A_LOG if 2 in front[18:20] else Front.OURS
    # A power cut may have torn the front itself: then the file that undoes the write is beside it.
    return Front.OURS if first_bytes(sqlite_companions(file)[0], len(_ROLLBACK)) == _ROLLBACK else Front.STRANGE


def looks_familiar(file: Path) -> bool:
    """Return whether a file begins like a picture, document or archive, or is text: no damage makes a journal so."""
    front = first_bytes(file, _HEADER)
    if front.startswith(_FAMILIAR):
        return True
    try:
        text = front.decode()
    except UnicodeDecodeError as error:
        text = front[: error.start].decode() if error.start > len(front) - 4 else ""  # cut off within a letter
    return bool(text) and all(letter.isprintable() or letter.isspace() for letter in text)


def sqlite_companions(file: Path) -> tuple[Path, Path, Path]:
    """Return the names that SQLite takes for parts of a file: its rollback journal, its log and the log's index."""
    undo, log, index = (file.with_name(f"{file.name}{end}") for end in ("-journal", "-wal", "-shm"))
    return undo, log, index


def look_beside(file: Path) -> None:
    """Raise InTheWay where something beside a file must not be touched by SQLite.

    SQLite would wait for a pipe, write through a link, and delete any file that a journal of several files names, once
    it has played that back. A journal of this program never has any of these.
    """
    for each in sqlite_companions(file):
        try:
            mode = each.lstat().st_mode
        except OSError:
            continue
        if not stat.S_ISREG(mode):
            raise InTheWay(
                _("beside it lies {name}, which is no plain file: move that away first").format(name=each.name)
            )
    undo = sqlite_companions(file)[0]
    try:
        size = undo.stat().st_size
    except OSError:
        return
    if size > len(_ROLLBACK) and _end_of(undo, size) == _ROLLBACK:
        raise InTheWay(
            _("beside it lies {name}, which would change other files too: move that away first").format(name=undo.name)
        )


def _end_of(file: Path, size: int) -> bytes:
    try:
        with file.open("rb") as opened:
            opened.seek(size - len(_ROLLBACK))
            return opened.read(len(_ROLLBACK))
    except OSError:
        return b""
