"""Cramps that were begun and are not in the journal yet, each in a small file of its own beside the journal.

The file is written before the clock is shown, and deleted when the journal holds the cramp or the person says not to
log it. So a kill, a power cut, a lock or a closed window loses no start. Two windows, or two cramps of one night, never
overwrite each other. Where the journal is locked, the contents of the file are sealed (store/file/sealed.py).

A file has one line for each lock that can read it: two only while a passphrase is being set, changed or removed.
"""

import base64
import json
import os
import secrets
import stat
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cramp_journal.i18n import _
from cramp_journal.safe_file import wipe, write_whole
from cramp_journal.store.file.sealed import path_beside, public_of, seal, unseal
from cramp_journal.words import Muscle, Side, TimePrecision, Timing

if TYPE_CHECKING:
    from cramp_journal.store.file.encryption import Key

LONGEST_CRAMP = 86_400  # seconds that a cramp may have in the journal
_ENDING, _ASIDE, _DRAFT, _CLEAR = ".running-", ".unread", ".partial", ".clear"
_SEALED = b"sealed "
_LARGEST = 65_536  # bytes: no file of ours is larger
_ROOM = 256  # bytes of the sealed text
_MOST = 10**9  # seconds that a clock can have run
_YEARS = range(1900, 9000)


@dataclass(frozen=True)
class Begun:
    """A cramp that was begun. `ran` is what its clock showed when it was said to be over; `ended`: it can be logged."""

    began: datetime
    side: str | None = None
    muscle: str | None = None
    ran: int | None = None
    ended: bool = False
    seconds: int | None = None  # None although it has ended: nobody knows
    timing: str | None = None
    dated: bool = True  # False: the computer's clock was wrong, and only the night is known
    name: str = field(default_factory=lambda: secrets.token_hex(4))

    def lasted(self, seconds: int | None, timing: str | None) -> "Begun":
        """Return the ended cramp with its length; None where nobody knows it."""
        known = seconds if seconds is not None and 1 <= seconds <= LONGEST_CRAMP else None
        return replace(self, ended=True, seconds=known, timing=timing if known else None)

    def values(self) -> dict[str, Any]:
        """Return the cramp in the exchange form."""
        when = {"time": self.began.strftime("%H:%M"), "time_precision": TimePrecision.EXACT.value} if self.dated else {}
        known = {"seconds": self.seconds, "timing": self.timing} if self.seconds and self.timing else {}
        where = {name: value for name, value in (("side", self.side), ("muscle", self.muscle)) if value}
        return {**when, **known, **where}


@dataclass(frozen=True)
class FoundCramps:
    """What was found beside a journal: cramps, oldest first, and a sentence for each file that could not be read."""

    cramps: list[Begun]
    notices: list[str]


def write(file: Path, cramp: Begun, public: bytes | None) -> None:
    """Write a cramp to its file, sealed to a public key; None: the journal is not locked.

    Raises OSError where the disk does not take it, ValueError where the public key is invalid.
    """
    _put(_place(file, cramp.name), [_line(cramp, public)])


def drop(file: Path, name: str) -> None:
    """Delete the file of a cramp that the journal holds, or that is not to be logged. Raises OSError if it remains."""
    _place(file, name).unlink(missing_ok=True)


def read_all(
    file: Path, key: "Key | None", known: "frozenset[str]" = frozenset(), *, aside: bool = True
) -> FoundCramps:
    """Read all begun cramps beside a journal that this process has claimed, and seal them where the journal is locked.

    A file that cannot be read is renamed and reported, and tried again each time, since another key may fit. `known`
    are the names of cramps that are in memory too; these are not renamed, and nothing is with `aside` off.
    """
    found, notices = [], []
    public = public_of(key) if key is not None else None
    for path in _files(file):
        name = path.name.removeprefix(path_beside(file, _ENDING).name)
        lines = _lines(path)
        cramp = _first(lines, key, name.split(".", 1)[0])
        if cramp is None:
            if aside and _ASIDE not in name and name not in known:
                notices.append(_set_aside(path))
            continue
        with suppress(OSError):  # the cramp was read all the same
            if _ASIDE in name:
                if os.path.lexists(_place(file, cramp.name)):
                    cramp = replace(cramp, name=secrets.token_hex(4))
                path = path.rename(_place(file, cramp.name))  # noqa: PLW2901 - the file has moved there
            if len(lines) != 1 or lines[0].startswith(_SEALED) is not (key is not None):
                _put(path, [_line(cramp, public)])
        found.append(cramp)
    return FoundCramps(sorted(found, key=lambda each: (each.began, each.name)), notices)


def seal_all(file: Path, public: bytes) -> None:
    """Seal the unencrypted cramps beside a locked journal: they were begun before the passphrase was set."""
    for path in _files(file):
        cramp = _first(_lines(path), None, path.name.removeprefix(path_beside(file, _ENDING).name))
        if cramp is not None:
            with suppress(OSError, ValueError):
                _put(path, [_line(cramp, public)])


def let_read(file: Path, key: "Key | None", new: "Key | None") -> None:
    """Make the begun cramps beside a journal readable under the lock that it is about to get and under the old one.

    Once the new lock is in place, or was abandoned, `read_all` keeps only the line that is needed.
    """
    public = public_of(new) if new is not None else None
    for path in _files(file):
        lines = _lines(path)
        cramp = _first(lines, key, path.name.removeprefix(path_beside(file, _ENDING).name))
        if cramp is not None:
            with suppress(OSError):  # then opening the journal sets it aside and reports it
                _put(path, [*lines, _line(cramp, public)])


# ---------------------------------------------------------------- files
def _place(file: Path, name: str) -> Path:
    return path_beside(file, _ENDING + name)


def _files(file: Path) -> list[Path]:
    """List the files of begun cramps, and delete what a killed program left unfinished."""
    start = path_beside(file, _ENDING)
    try:
        all_ = sorted(start.with_name(name) for name in os.listdir(start.parent) if name.startswith(start.name))
    except OSError:
        return []
    for path in all_:
        if path.name.endswith((_DRAFT, _CLEAR)):
            _wipe(path)
    return [path for path in all_ if not path.name.endswith((_DRAFT, _CLEAR))]


def _put(path: Path, lines: list[bytes]) -> None:
    """Write a file; unencrypted contents that it had are overwritten if it is sealed from now on."""
    clear = path.with_name(path.name + _CLEAR)
    if all(line.startswith(_SEALED) for line in lines) and any(not line.startswith(_SEALED) for line in _lines(path)):
        with suppress(OSError):  # a disk without hard links: the old contents are deleted, not overwritten
            os.link(path, clear)
    write_whole(path, b"\n".join(lines) + b"\n", private=True)
    _wipe(clear)


def _wipe(path: Path) -> None:
    """Delete unencrypted contents, after overwriting them with zeros where this is the last name of a file of ours."""
    with suppress(OSError):
        about = path.lstat()
        if stat.S_ISREG(about.st_mode) and about.st_nlink == 1 and about.st_size <= _LARGEST:
            wipe(path, unless=path.parent)
        else:  # a link to another place
            path.unlink()


def _lines(path: Path) -> list[bytes]:
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


def _set_aside(path: Path) -> str:
    """Rename a file that cannot be read, and return a sentence about it."""
    target = path.with_name(path.name + _ASIDE)
    while os.path.lexists(target):
        target = target.with_name(target.name + _ASIDE)
    try:
        path.rename(target)
    except OSError:
        return _("A cramp was begun, but what was written of it in {file} cannot be read. It was left there.").format(
            file=path
        )
    return _("A cramp was begun, but what was written of it cannot be read. It was set aside as {file}.").format(
        file=target
    )


# ---------------------------------------------------------------- what the files say
def _line(cramp: Begun, public: bytes | None) -> bytes:
    said = {
        name: value
        for name in ("side", "muscle", "ran", "ended", "seconds", "timing")
        if (value := getattr(cramp, name)) is not None
    }
    data = json.dumps({"began": cramp.began.isoformat(timespec="seconds"), "dated": cramp.dated, **said}).encode()
    # Sealed lines all have one length, which would otherwise reveal the muscle and whether it is over.
    return data if public is None else _SEALED + base64.b64encode(seal(data.ljust(_ROOM), public))


def _first(lines: list[bytes], key: "Key | None", name: str) -> Begun | None:
    """Return the cramp of the first line that can be read, or None."""
    for line in lines:
        data: bytes | None = line
        if line.startswith(_SEALED):
            try:
                data = unseal(base64.b64decode(line[len(_SEALED) :], validate=True), key) if key is not None else None
            except ValueError:
                data = None
        cramp = _said(data, name) if data is not None else None
        if cramp is not None:
            return cramp
    return None


def _said(data: bytes, name: str) -> Begun | None:
    """Return the cramp of a line. Odd values are left out; only the start is needed."""
    try:
        values = json.loads(data)
        began = datetime.fromisoformat(values["began"]).replace(microsecond=0)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if began.tzinfo is not None or began.year not in _YEARS:
        return None
    ran = _count(values.get("ran"), 0, _MOST)
    seconds = _count(values.get("seconds"), 1, LONGEST_CRAMP)
    timing = _word(values.get("timing"), Timing)
    return Begun(
        began,
        _word(values.get("side"), Side),
        _word(values.get("muscle"), Muscle),
        ran,
        values.get("ended") is True,
        seconds if timing else None,
        timing if seconds else None,
        values.get("dated") is not False,
        name,
    )


def _count(value: object, least: int, most: int) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most else None


def _word(value: object, words: "type[Side] | type[Muscle] | type[Timing]") -> str | None:
    return value if isinstance(value, str) and value in [each.value for each in words] else None
