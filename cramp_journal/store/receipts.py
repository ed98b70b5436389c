"""What the journal acknowledged last, kept outside of it, so that an older file in its place is noticed.

Beside the cache, in the folder for the program's state, lies one small file for each journal. It names the state that
was acknowledged last (store/lineage.py), and holds the nights that were saved since the last copy, so that they can be
had back where the journal went back behind them. The nights are sealed. Behind a passphrase their key follows from it,
so that every file that it opens, however old, reads them; else it stands in the journal itself, for life.

It is appended to after the journal has taken a write, and before anybody is told. It need not reach the disk: a power
cut that loses it leaves a journal that is ahead of it, which is no harm. Where it cannot be written or read, one does
without it.
"""

import json
import os
import stat
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cramp_journal.model import Night, values_of
from cramp_journal.safe_file import hand_over, make_private
from cramp_journal.store.connection import UNREADABLE
from cramp_journal.store.encryption import Key
from cramp_journal.store.lineage import Head, Lineage, descends, head
from cramp_journal.store.notes import record

RECEIPTS = "receipts"  # the kind of record, and the name of the key in the table `state`
NIGHTS = 60  # nights whose receipts are kept though a copy holds them: the copies may go back along with the journal
_AT_ONCE = 300  # nights of one write that are noted
_BRANCH = 50  # openings that are named
_LARGEST = 64 << 20  # bytes that are read: more is no file of ours
_NUMBERS = range(1 << 62)  # of writes: SQLite has room for those of all the writes after it, too


@dataclass(frozen=True)
class Receipt:
    """One acknowledged write."""

    state: Head
    evening: date | None = None  # of the night that was written, if it was one
    night: dict[str, Any] | None = None  # in the exchange form; None: it was deleted


@dataclass
class Wrote:
    """What one write was about."""

    nights: list[tuple[date, dict[str, Any] | None]] = field(default_factory=list)  # in the exchange form
    rest: bool = False  # more than these was written that a person said: courses, a page, many nights at once

    def take(self, night: Night) -> None:
        """Take a night in; of very many, only that there were more."""
        if len(self.nights) < _AT_ONCE:
            self.nights.append((night.evening, values_of(night)))
        else:
            self.rest = True


OF_REST, OF_PROGRAM, DROPPED = "rest", "own", "dropped"  # kinds of lines that hold no night
_BARE = (OF_REST, OF_PROGRAM, DROPPED)


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


def seal_of(connection: Any, key: Key | None) -> bytes | None:
    """Return what seals the receipts of a journal that `key` opened; None where its form knows none."""
    own = own_key(connection)
    return own and (own if key is None else key.derived(RECEIPTS))


def own_key(connection: Any) -> bytes | None:
    """Return the key that stands in a journal, for when it has no passphrase; None where its form has none."""
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

    def add(self, state: Head, wrote: Wrote) -> None:
        """Note that a write was acknowledged, with what stands for its nights now."""
        line: dict[str, Any] = {"opening": state.opening, "writes": state.writes}
        lines = []
        if self._key is not None:
            for evening, night in wrote.nights:
                sealed = _sealed(self._key, {"evening": evening.isoformat(), "night": night})
                lines.append({**line, "night": sealed})
        if wrote.rest or len(lines) < len(wrote.nights):
            lines.append(line)
        self._append(*(lines or [{**line, OF_PROGRAM: True}]))

    def allow(self, state: Head) -> None:
        """Note that another state is about to stand in place of the journal, since the person wishes it."""
        self._append({"opening": state.opening, "writes": state.writes, "allowed": True})

    def start_over(
        self, lineage: Lineage, least: int = 0, *, nights: int = 0, keys: Iterable[bytes | None] = ()
    ) -> None:
        """Forget all but the last nights. What is acknowledged from now on is a journal of this lineage.

        The next write gets a number beyond `least` too. What one of `keys` opens is sealed anew with that of the
        journal. A night that none opens is kept: it may be opened later. Of the rest it is kept how far it went.
        """
        kept = self._worth_keeping(lineage, nights, [each for each in (self._key, *keys) if each])
        state = head(lineage) or Head("", 0)
        newest = sorted(lineage.items(), key=lambda each: each[1])[-_BRANCH:]
        line = {"opening": state.opening, "writes": state.writes, "least": least, "branch": dict(newest)}
        self._write_anew([*kept, line])

    def hand_over(self, seal: bytes | None) -> None:
        """Seal the nights that `seal` opens with the key of this journal too: it is about to be put in place."""
        if None in (seal, self._key) or seal == self._key:
            return
        lines = []
        for line in self._lines():
            lines.append(line)
            read = _read(line.get("night"), seal)
            if read is not None:
                lines.append({**line, "night": _sealed(self._key or b"", read)})
        if lines:
            self._write_anew(lines)

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

    def writes(self) -> list[tuple[Head, str, str]]:
        """Return the writes that are known: the state, the kind ("night", or one of those without), what is sealed."""
        found = []
        for line in self._lines():
            if not line.get("allowed") and not isinstance(line.get("branch"), dict):
                sealed = line.get("night")
                kind = "night" if isinstance(sealed, str) else next((k for k in _BARE if line.get(k)), OF_REST)
                found.append((_state_in(line), kind, sealed if isinstance(sealed, str) else ""))
        return found

    def _worth_keeping(self, lineage: Lineage, nights: int, keys: list[bytes]) -> list[dict[str, Any]]:
        newest: dict[str, Head] = {}
        known: dict[tuple[Head, str], dict[str, Any]] = {}
        strange = []
        for state, kind, sealed in self.writes():
            line: dict[str, Any] = {"opening": state.opening, "writes": state.writes, "night": sealed}
            read = _read(sealed, *keys)
            if kind == "night" and read is None:
                strange.append(line)
            elif nights and descends(lineage, state):
                if read is None:
                    newest[kind] = state
                else:
                    if self._key is not None and _read(sealed, self._key) is None:
                        line["night"] = _sealed(self._key, read)
                    known.setdefault((state, json.dumps(read, sort_keys=True)), line)
        lines = list(known.values())
        if len(lines) > nights:
            newest[DROPPED] = _state_in(lines[-nights - 1])
        bare = [{"opening": state.opening, "writes": state.writes, kind: True} for kind, state in newest.items()]
        return [*strange, *bare, *lines[-nights:]]

    def _write_anew(self, lines: Iterable[dict[str, Any]]) -> None:
        with suppress(OSError):
            file = record(self._journal, RECEIPTS)
            draft = file.with_name(f"{file.name}.{os.getpid()}")
            make_private(draft)
            draft.write_text("".join(f"{json.dumps(each)}\n" for each in lines), "ascii")
            draft.replace(file)

    def _append(self, *lines: dict[str, Any]) -> None:
        with suppress(OSError):  # the journal holds the night; what is lost is only that its loss would be noticed
            file = record(self._journal, RECEIPTS)
            number = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o600)
            try:
                hand_over(number, file.parent)
                if stat.S_ISREG(os.fstat(number).st_mode):
                    # A line that was cut off by a full disk stays one of its own.
                    text = "".join(f"\n{json.dumps(line)}\n" for line in lines).encode("ascii")
                    while text:
                        text = text[os.write(number, text) :]
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


def _read(sealed: object, *keys: bytes | None) -> dict[str, Any] | None:
    """Return what is sealed, with the first key that opens it; None where none does."""
    for key in keys:
        if key is not None and isinstance(sealed, str):
            with suppress(ValueError, TypeError):
                return _opened(key, sealed)
    return None


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
