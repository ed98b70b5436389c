"""The file of receipts, line by line: it is appended to, and rewritten only to forget.

A line names a state, and says what was acknowledged with it. Only numbers and random names in it can be read: nights
are sealed.
"""

import json
import os
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from cramp_journal.safe_file import hand_over, make_private
from cramp_journal.store.file.lineage import Head
from cramp_journal.store.file.notes import record
from cramp_journal.store.file.system_lock import lock
from cramp_journal.store.schema.receipt_keys import RECEIPTS

_LARGEST = 64 << 20  # bytes that are read: a larger file is not ours
_NUMBERS = range(1 << 62)  # of writes: after any of these, SQLite has room for the numbers of all later writes
_LOCK, _DRAFT = ".lock", ".new"  # endings of names
_END = 256  # bytes
_PATIENCE, _PAUSE = 2.0, 0.005  # seconds
_LINEAGES = ("branch", "held", "lacks")

Line = dict[str, Any]


class Lines:
    """The lines of one journal, in the order of writing. What no disk takes is held in memory."""

    def __init__(self, journal: Path) -> None:
        """Take a journal's file."""
        self._journal = journal
        self._held: list[Line] = []
        # What was read: the number, size and time of the file, and its last bytes.
        self._look, self._end = (0, 0, 0), b""
        self._parsed: list[Line] = []

    def all(self) -> list[Line]:
        """Return the lines that are ours; the file is read again only where it changed."""
        return [*self._in_file(), *self._held]

    def append(self, make: Callable[[], Sequence[Line]]) -> None:
        """Append what `make` returns, called while nobody else writes, and what no disk took before."""
        made: list[Line] | None = None
        try:
            file = record(self._journal, RECEIPTS)
            with _alone(file):
                made = list(make())
                if self._held or made:
                    _write(file, [*self._held, *made])
            self._held = []
        except OSError:
            self._held += list(make()) if made is None else made

    def rewrite(self, change: Callable[[list[Line]], Sequence[Line]]) -> None:
        """Write all lines again; where that fails, they stay as they are."""
        with suppress(OSError):
            file = record(self._journal, RECEIPTS)
            with _alone(file):
                for each in file.parent.glob(f"{file.name}.*"):
                    each.unlink()  # left by a program that died while writing
                draft = file.with_name(f"{file.name}{_DRAFT}")
                make_private(draft)
                draft.write_text("".join(f"{json.dumps(each)}\n" for each in change(self.all())), "ascii")
                draft.replace(file)
            self._held = []
            time.sleep(2 * _PAUSE)  # programs that wait to append go first

    def _in_file(self) -> list[Line]:
        try:
            file = record(self._journal, RECEIPTS)
            found = file.stat()
            if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
                return []
            look = found.st_ino, found.st_size, found.st_mtime_ns
            if self._look != look:
                self._read(file, look)
        except OSError:
            return []
        return self._parsed

    def _read(self, file: Path, look: tuple[int, int, int]) -> None:
        """Read the lines; in a file that was only appended to, read only the new ones."""
        with file.open("rb") as opened:
            known = max(self._look[1] - len(self._end), 0) if look[0] == self._look[0] else 0
            opened.seek(known)
            goes_on = known > 0 and opened.read(len(self._end)) == self._end
            opened.seek(self._look[1] if goes_on else 0)
            new = opened.read(_LARGEST)
        new = new[: new.rfind(b"\n") + 1]  # another program may be writing the rest
        lines = list(_ours(new.decode("ascii", "replace")))
        self._parsed = [*self._parsed, *lines] if goes_on else lines
        size = (self._look[1] if goes_on else 0) + len(new)
        self._look, self._end = (look[0], size, look[2]), (self._end + new if goes_on else new)[-_END:]


def state_in(line: Line) -> Head:
    """Return the state that a line names."""
    return Head(line["opening"], line["writes"])


def with_state(state: Head, **said: Any) -> Line:
    """Return a line that names a state, with what the line says about it."""
    return {"opening": state.opening, "writes": state.writes, **said}


def _write(file: Path, lines: Sequence[Line]) -> None:
    number = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o600)
    try:
        hand_over(number, file.parent)
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise OSError(f"{file} is no file")
        # Each line begins with a line break, too: it stays apart from one that a full disk cut off.
        text = "".join(f"\n{json.dumps(line)}\n" for line in lines).encode("ascii")
        while text:
            text = text[os.write(number, text) :]
    finally:
        os.close(number)


def _ours(text: str) -> Iterator[Line]:
    for each in text.splitlines():
        with suppress(ValueError, RecursionError):
            line = json.loads(each)
            if _is_ours(line):
                yield line


def _is_ours(line: Any) -> bool:
    """Return whether a line is one that this program writes: one odd number would block every write."""
    if not isinstance(line, dict) or not _is_state(line.get("opening"), line.get("writes")):
        return False
    stray = line.get("stray", {})
    if not isinstance(stray, dict) or not isinstance(line.get("night", ""), str):
        return False
    if not _is_state("", line.get("least", 0)):
        return False
    said = line | stray
    if "stray" in line:
        at = stray.get("at")
        if not isinstance(stray.get("by"), str) or not isinstance(at, list) or len(at) != 2 or not _is_state(*at):
            return False
    truths = all(type(said.get(name, True)) is bool for name in ("sealed", "locked")) and all(
        said.get(name, True) is True for name in ("allowed", "again")
    )
    return truths and all(_is_lineage(said.get(name, {})) for name in _LINEAGES)


def _is_state(opening: Any, writes: Any) -> bool:
    return isinstance(opening, str) and type(writes) is int and writes in _NUMBERS


def _is_lineage(said: Any) -> bool:
    return isinstance(said, dict) and all(_is_state(opening, writes) for opening, writes in said.items())


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Keep other programs from writing to the receipts: what they append during a rewrite would be lost.

    A program that does not get the lock within a moment, or whose disk has no locks, writes without it.
    """
    with ExitStack() as stack:
        with suppress(OSError):
            beside = file.parent.with_name(f"{RECEIPTS}{_LOCK}")
            number = os.open(beside, os.O_RDWR | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o600)
            stack.callback(os.close, number)
            hand_over(number, file.parent)
            last = time.monotonic() + _PATIENCE
            while not lock(number) and time.monotonic() < last:
                time.sleep(_PAUSE)
        yield
