"""Cramps that were begun and are not in the journal yet, each in a small file of its own beside the journal.

The file is written before the clock is shown, and deleted when the journal holds the cramp or the person says not to
log it. So a kill, a power cut, a lock or a closed window loses no start. Two windows, or two cramps of one night, never
overwrite each other. The files are slips (store/file/slips.py).
"""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cramp_journal.i18n import _
from cramp_journal.store.file.sealed import path_beside, public_of
from cramp_journal.store.file.slips import (
    ASIDE,
    is_sealed,
    line_of,
    put_slip,
    said_in,
    set_slip_aside,
    slip_lines,
    slips_beside,
)
from cramp_journal.words import Muscle, Side, TimePrecision, Timing

if TYPE_CHECKING:
    from cramp_journal.store.file.encryption import Key

LONGEST_CRAMP = 86_400  # seconds that a cramp may have in the journal
_ENDING = ".running-"
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
    put_slip(_place(file, cramp.name), [_line(cramp, public)])


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
    for path in slips_beside(file, _ENDING):
        name = path.name.removeprefix(path_beside(file, _ENDING).name)
        lines = slip_lines(path)
        cramp = _first(lines, key, name.split(".", 1)[0])
        if cramp is None:
            if aside and ASIDE not in name and name not in known:
                notices.append(_set_aside(path))
            continue
        with suppress(OSError):  # the cramp was read all the same
            if ASIDE in name:
                if os.path.lexists(_place(file, cramp.name)):
                    cramp = replace(cramp, name=secrets.token_hex(4))
                path = path.rename(_place(file, cramp.name))  # noqa: PLW2901 - the file has moved there
            if len(lines) != 1 or is_sealed(lines[0]) is not (key is not None):
                put_slip(path, [_line(cramp, public)])
        found.append(cramp)
    return FoundCramps(sorted(found, key=lambda each: (each.began, each.name)), notices)


def seal_all(file: Path, public: bytes) -> None:
    """Seal the unencrypted cramps beside a locked journal: they were begun before the passphrase was set."""
    for path in slips_beside(file, _ENDING):
        cramp = _first(slip_lines(path), None, path.name.removeprefix(path_beside(file, _ENDING).name))
        if cramp is not None:
            with suppress(OSError, ValueError):
                put_slip(path, [_line(cramp, public)])


def let_read(file: Path, key: "Key | None", new: "Key | None") -> None:
    """Make the begun cramps beside a journal readable under the lock that it is about to get and under the old one.

    Once the new lock is in place, or was abandoned, `read_all` keeps only the line that is needed.
    """
    public = public_of(new) if new is not None else None
    for path in slips_beside(file, _ENDING):
        lines = slip_lines(path)
        cramp = _first(lines, key, path.name.removeprefix(path_beside(file, _ENDING).name))
        if cramp is not None:
            with suppress(OSError):  # then opening the journal sets it aside and reports it
                put_slip(path, [*lines, _line(cramp, public)])


# ---------------------------------------------------------------- files
def _place(file: Path, name: str) -> Path:
    return path_beside(file, _ENDING + name)


def _set_aside(path: Path) -> str:
    """Rename a file that cannot be read, and return a sentence about it."""
    target = set_slip_aside(path)
    if target is None:
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
    return line_of(data, public)


def _first(lines: list[bytes], key: "Key | None", name: str) -> Begun | None:
    """Return the cramp of the first line that can be read, or None."""
    for line in lines:
        data = said_in(line, key)
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
