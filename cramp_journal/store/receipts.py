"""What the journal acknowledged last, kept outside of it, so that an older file in its place is noticed.

Beside the cache, in the folder for the program's state, lies one small file for each journal. It names the state that
was acknowledged last (store/lineage.py), and holds the nights that were saved since the last copy, so that they can be
had back where the journal went back behind them. The nights are sealed with a key that stands in the journal itself:
without it, nothing of them can be read there.

It is appended to after the journal has taken a write, and before anybody is told. It need not reach the disk: a power
cut that loses it leaves a journal that is ahead of it, which is no harm. Where it cannot be written or read, one does
without it.
"""

import json
import os
import stat
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cramp_journal.safe_file import hand_over, make_private
from cramp_journal.store.connection import UNREADABLE
from cramp_journal.store.lineage import Head, Lineage, head
from cramp_journal.store.notes import record

RECEIPTS = "receipts"  # the kind of record, and the name of the key in the table `state`
_BRANCH = 50  # openings that are named
_LARGEST = 64 << 20  # bytes that are read: more is no file of ours
_NUMBERS = range(1 << 62)  # of writes: SQLite has room for those of all the writes after it, too


@dataclass(frozen=True)
class Receipt:
    """One acknowledged write."""

    state: Head
    evening: date | None = None  # of the night that was written, if it was one
    night: dict[str, Any] | None = None  # in the exchange form; None: it was deleted


@dataclass(frozen=True)
class Acknowledged:
    """What was acknowledged last."""

    state: Head | None  # None: nothing is known
    allowed: Head | None  # a state that may stand there instead: it was to be put there when the program died
    branch: Lineage  # the newest openings that led to it
    least: int  # no write that was ever acknowledged had a larger number


def new_key() -> str:
    """Return a new key for receipts, as the table `state` holds it."""
    return os.urandom(32).hex()


def key_in(connection: Any) -> bytes | None:
    """Return the key that stands in a journal; None where its form has none."""
    try:
        found = connection.execute("SELECT value FROM state WHERE name = ?", (RECEIPTS,)).fetchone()
        key = bytes.fromhex(found[0]) if found else b""
    except (*UNREADABLE, ValueError, TypeError):
        return None
    return key if len(key) == 32 else None


class Receipts:
    """The receipts of one journal."""

    def __init__(self, file: Path, key: bytes | None) -> None:
        """Know a journal by its file; `key` is the one that stands in it."""
        self._journal, self._key = file, key

    def add(self, state: Head, evening: date | None = None, night: dict[str, Any] | None = None) -> None:
        """Note that a write was acknowledged: one of a night, with what stands there now, or any other."""
        line: dict[str, Any] = {"opening": state.opening, "writes": state.writes}
        if evening is not None and self._key is not None:
            line["night"] = _sealed(self._key, {"evening": evening.isoformat(), "night": night})
        self._append(line)

    def allow(self, state: Head) -> None:
        """Note that another state is about to stand in place of the journal, since the person wishes it."""
        self._append({"opening": state.opening, "writes": state.writes, "allowed": True})

    def start_over(self, lineage: Lineage, least: int = 0, *, nights: int = 0) -> None:
        """Forget all but the last nights. What is acknowledged from now on is a journal of this lineage.

        The next write gets a number beyond `least` too.
        """
        kept = [line for line in self._lines() if "night" in line][-nights:] if nights else []
        state = head(lineage) or Head("", 0)
        newest = sorted(lineage.items(), key=lambda each: each[1])[-_BRANCH:]
        line = {"opening": state.opening, "writes": state.writes, "least": least, "branch": dict(newest)}
        with suppress(OSError):
            file = record(self._journal, RECEIPTS)
            draft = file.with_name(f"{file.name}.{os.getpid()}")
            make_private(draft)
            draft.write_text("".join(f"{json.dumps(each)}\n" for each in (*kept, line)), "ascii")
            draft.replace(file)

    def last(self) -> Acknowledged:
        """Return what was acknowledged last."""
        state = allowed = None
        branch: Lineage = {}
        least = 0
        for line in self._lines():
            found = _state_in(line)
            least = max(least, found.writes, line.get("least", 0))
            if line.get("allowed"):
                allowed = found
                continue
            state, allowed = found if found.opening else None, None
            if "branch" in line:
                branch = line["branch"]
            elif found.opening:
                branch[found.opening] = found.writes
        return Acknowledged(state, allowed, branch, least)

    def nights(self) -> list[Receipt]:
        """Return the nights that were acknowledged since the last copy, oldest first."""
        found = []
        for line in self._lines():
            if self._key is not None and isinstance(line.get("night"), str) and not line.get("allowed"):
                with suppress(ValueError, KeyError, TypeError):
                    read = _opened(self._key, line["night"])
                    found.append(Receipt(_state_in(line), date.fromisoformat(read["evening"]), read["night"]))
        return found

    def _append(self, line: dict[str, Any]) -> None:
        with suppress(OSError):  # the journal holds the night; what is lost is only that its loss would be noticed
            file = record(self._journal, RECEIPTS)
            number = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o600)
            try:
                hand_over(number, file.parent)
                if stat.S_ISREG(os.fstat(number).st_mode):
                    # A line that was cut off by a full disk stays one of its own.
                    os.write(number, f"\n{json.dumps(line)}\n".encode("ascii"))
            finally:
                os.close(number)

    def _lines(self) -> Iterator[dict[str, Any]]:
        try:
            file = record(self._journal, RECEIPTS)
            found = file.stat()
            if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
                return
            text = file.read_text(encoding="ascii", errors="replace")
        except OSError:
            return
        for each in text.splitlines():
            with suppress(ValueError, RecursionError):
                line = json.loads(each)
                if _is_ours(line):
                    yield line


def _is_ours(line: Any) -> bool:
    """Tell whether a line says what this program writes; one odd number would stand in the way of every write."""
    if not isinstance(line, dict) or not isinstance(line.get("opening"), str):
        return False
    branch = line.get("branch", {})
    if not isinstance(branch, dict) or line.get("allowed", True) is not True:
        return False
    numbers = (line.get("writes"), line.get("least", 0), *branch.values())
    return all(type(each) is int and each in _NUMBERS for each in numbers)


def _state_in(line: dict[str, Any]) -> Head:
    return Head(line["opening"], line["writes"])


def _sealed(key: bytes, values: dict[str, Any]) -> str:
    from nacl.secret import SecretBox  # noqa: PLC0415 - the first paint does without it

    return b64encode(SecretBox(key).encrypt(json.dumps(values).encode())).decode("ascii")


def _opened(key: bytes, sealed: str) -> dict[str, Any]:
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - as above
    from nacl.secret import SecretBox  # noqa: PLC0415 - as above

    try:
        found = json.loads(SecretBox(key).decrypt(b64decode(sealed)))
    except CryptoError as error:
        raise ValueError from error
    if not isinstance(found, dict):
        raise TypeError
    return found
