"""What the journal acknowledged last, kept outside of it, so that an older file in its place is noticed.

Beside the cache, in the folder for the program's state, lies one small file for each journal. It names the state that
was acknowledged last (store/file/lineage.py), and holds the nights that were saved since the last copy, so that they
can be had back where the journal went back behind them. The nights are sealed (store/schema/receipt_keys.py). The lines
stand in the order in which people were told: the last one of an evening is what holds for it, in whatever file it was
written.

It is appended to after the journal has taken a write, and before anybody is told. It need not reach the disk: a power
cut that loses it leaves a journal that is ahead of it, which is no harm. Where it cannot be written or read, one does
without it.
"""

import json
import os
import stat
import time
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cramp_journal.model import Night, values_of
from cramp_journal.safe_file import hand_over, make_private
from cramp_journal.store.file.lineage import Head, Lineage, descends, head
from cramp_journal.store.file.notes import record
from cramp_journal.store.file.system_lock import lock
from cramp_journal.store.schema.receipt_keys import RECEIPTS, ReceiptKeys

NIGHTS = 60  # nights whose receipts are kept though a copy holds them: the copies may go back along with the journal
_AT_ONCE = 300  # nights of one write that are noted
_BRANCH = 50  # openings that are named
_LARGEST = 64 << 20  # bytes that are read: more is no file of ours
_NUMBERS = range(1 << 62)  # of writes: SQLite has room for those of all the writes after it, too
_COUNTED = range(1 << 61)  # a journal goes on from no larger one: what it writes after that is among these numbers
_MOST = 2_000  # lines that are kept for a key that may come, the newest ones
_ROOM = 8 << 20  # bytes that one night may take
_LOCK, _DRAFT = ".lock", ".new"  # follow a name
_PATIENCE = 2.0  # seconds


@dataclass(frozen=True)
class Receipt:
    """One acknowledged write."""

    state: Head
    evening: date | None = None  # of the night that was written, if it was one
    night: dict[str, Any] | None = None  # in the exchange form; None: it was deleted
    sealed: str = ""  # as it stands among the receipts


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
class Settled:
    """What needs no receipt any more, or another one: by what is sealed in it."""

    gone: frozenset[str] = frozenset()  # it is kept elsewhere now
    standing: frozenset[str] = frozenset()  # it stands in the journal, which does not go on from it
    rest: bool = False  # what is more than these nights is known to be missing, and kept elsewhere


@dataclass(frozen=True)
class Acknowledged:
    """What was acknowledged last."""

    state: Head | None  # None: nothing is known
    allowed: Head | None  # a state that may stand there instead: it was to be put there when the program died
    branch: Lineage  # the newest openings that led to it
    least: int  # no write that was ever acknowledged had a larger number


class Receipts:
    """The receipts of one journal."""

    def __init__(self, file: Path, keys: ReceiptKeys) -> None:
        """Know a journal by its file, and the keys of what is noted of it."""
        self._journal, self._keys = file, keys

    def add(self, state: Head, wrote: Wrote) -> None:
        """Note that a write was acknowledged, with what stands for its nights now."""
        line: dict[str, Any] = {"opening": state.opening, "writes": state.writes}
        lines = []
        if self._keys.seal is not None:
            for evening, night in wrote.nights:
                sealed = _sealed(self._keys.seal, {"evening": evening.isoformat(), "night": night})
                lines.append({**line, "night": sealed})
        if wrote.rest or len(lines) < len(wrote.nights):
            lines.append(line)
        self._append(*(lines or [{**line, OF_PROGRAM: True}]))

    def allow(self, state: Head) -> None:
        """Note that another state is about to stand in place of the journal, since the person wishes it."""
        self._append({"opening": state.opening, "writes": state.writes, "allowed": True})

    def start_over(
        self, lineage: Lineage, least: int = 0, *, nights: int = NIGHTS, settled: Settled | None = None
    ) -> None:
        """Forget all but the last nights of a journal of this lineage, and what was settled.

        The next write gets a number beyond `least` too. What does not lie in this lineage and was not settled is kept,
        and so is what cannot be opened: a key may come. Of the rest it is kept how far it went.
        """
        state = head(lineage) or Head("", 0)
        newest = sorted(lineage.items(), key=lambda each: each[1])[-_BRANCH:]
        line = {"opening": state.opening, "writes": state.writes, "least": least, "branch": dict(newest)}
        self._rewrite(lambda lines: [*self._worth_keeping(lines, lineage, nights, settled or Settled()), line])

    def last(self) -> Acknowledged:
        """Return what was acknowledged last."""
        state = allowed = None
        branch: Lineage = {}
        least = 0
        for line in self._lines():
            found = _state_in(line)
            least = max([least, *(each for each in (found.writes, line.get("least", 0)) if each in _COUNTED)])
            if line.get("allowed"):
                allowed = found
                continue
            if "branch" in line:
                branch = line["branch"]
            elif found.opening:
                branch[found.opening] = found.writes
            state, allowed = found if found.opening else None, None
        return Acknowledged(state, allowed, branch, least)

    def nights(self, keys: Iterable[bytes] = ()) -> list[Receipt]:
        """Return the nights that were acknowledged since the last copy, in the order of that; `keys` open them too."""
        return self._nights_in(self._lines(), keys)

    def _nights_in(self, lines: Iterable[dict[str, Any]], keys: Iterable[bytes] = ()) -> list[Receipt]:
        found = []
        for line in lines:
            read = None if line.get("allowed") else _read(line.get("night"), *self._keys.known, *keys)
            if read is not None:
                with suppress(ValueError, KeyError, TypeError):
                    evening = date.fromisoformat(read["evening"])
                    found.append(Receipt(_state_in(line), evening, read["night"], line["night"]))
        return found

    def astray(self, lineage_now: Callable[[], Lineage]) -> bool:
        """Tell whether any night that can be opened was acknowledged outside of a lineage, and not decided since.

        The lineage is asked for after the receipts: another program may be writing, the journal first.
        """
        lines = [line for line in self._lines() if isinstance(line.get("night"), str)]
        lineage = lineage_now()
        if all(descends(lineage, _state_in(line)) for line in lines):
            return False
        return bool(last_words(self._nights_in(lines), lineage))

    def writes(self) -> list[tuple[Head, str, str]]:
        """Return the writes that are known: the state, the kind ("night", or one of those without), what is sealed."""
        found = []
        for line in self._lines():
            if not line.get("allowed") and not isinstance(line.get("branch"), dict):
                sealed = line.get("night")
                kind = "night" if isinstance(sealed, str) else next((k for k in _BARE if line.get(k)), OF_REST)
                found.append((_state_in(line), kind, sealed if isinstance(sealed, str) else ""))
        return found

    def _worth_keeping(
        self, lines: list[dict[str, Any]], lineage: Lineage, nights: int, settled: Settled
    ) -> list[dict[str, Any]]:
        now = head(lineage) or Head("", 0)
        kept: list[dict[str, Any]] = []
        mine: list[dict[str, Any]] = []
        newest: dict[str, Head] = {}
        for each in lines:
            line, state, sealed = each, _state_in(each), each.get("night")
            if line.get("allowed") or isinstance(line.get("branch"), dict) or sealed in settled.gone:
                continue
            inside = descends(lineage, state)
            if not isinstance(sealed, str):
                kind = next((name for name in _BARE if line.get(name)), OF_REST)
                if inside:
                    newest[kind] = state
                elif not settled.rest and kind != OF_PROGRAM:
                    kept.append({"opening": state.opening, "writes": state.writes, kind: True})
                continue
            read = _read(sealed, *self._keys.known)
            if read is not None:
                line = {"opening": state.opening, "writes": state.writes, "night": self._sealed_anew(sealed, read)}
                if sealed in settled.standing:
                    line |= {"opening": now.opening, "writes": now.writes}
                    inside = True
            kept.append(line)
            mine += [line] if inside else []
        if len(mine) > nights:
            gone = mine[: len(mine) - nights]
            newest[DROPPED] = max((_state_in(each) for each in gone), key=lambda each: each.writes)
            kept = [each for each in kept if not any(each is other for other in gone)]
        bare = [{"opening": state.opening, "writes": state.writes, kind: True} for kind, state in newest.items()]
        return [*bare, *kept[-_MOST:]]

    def _sealed_anew(self, sealed: str, read: dict[str, Any]) -> str:
        seal = self._keys.seal
        return sealed if seal is None or _read(sealed, seal) is not None else _sealed(seal, read)

    def _rewrite(self, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
        with suppress(OSError):
            file = record(self._journal, RECEIPTS)
            with _alone(file):
                for each in file.parent.glob(f"{file.name}.*"):
                    each.unlink()  # of a program that died as it wrote it
                draft = file.with_name(f"{file.name}{_DRAFT}")
                make_private(draft)
                draft.write_text("".join(f"{json.dumps(each)}\n" for each in change(list(self._lines()))), "ascii")
                draft.replace(file)

    def _append(self, *lines: dict[str, Any]) -> None:
        with suppress(OSError):  # the journal holds the night; what is lost is only that its loss would be noticed
            file = record(self._journal, RECEIPTS)
            with _alone(file):
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


def last_words(receipts: Iterable[Receipt], lineage: Lineage) -> dict[date, Receipt]:
    """Return the last receipt of each evening, where that does not lie in a lineage: the journal may lack it."""
    newest = {each.evening: each for each in receipts if each.evening is not None}
    return {evening: each for evening, each in newest.items() if not descends(lineage, each.state)}


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Let nobody else write to the receipts meanwhile: what is appended as they are written anew would be lost.

    Who cannot have them for themselves within a moment, or has a disk without locks, goes on all the same.
    """
    with ExitStack() as stack:
        with suppress(OSError):
            beside = file.parent.with_name(f"{RECEIPTS}{_LOCK}")
            number = os.open(beside, os.O_RDWR | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o600)
            stack.callback(os.close, number)
            hand_over(number, file.parent)
            last = time.monotonic() + _PATIENCE
            while not lock(number) and time.monotonic() < last:
                time.sleep(0.005)
        yield


def _sealed(key: bytes, values: dict[str, Any]) -> str:
    from nacl.secret import SecretBox  # noqa: PLC0415 - the first paint does without it

    return b64encode(SecretBox(key).encrypt(zlib.compress(json.dumps(values).encode()))).decode("ascii")


def _read(sealed: object, *keys: bytes | None) -> dict[str, Any] | None:
    """Return what is sealed, with the first key that opens it; None where none does."""
    for key in keys:
        if key is not None and isinstance(sealed, str):
            with suppress(ValueError, TypeError, zlib.error):
                return _opened(key, sealed)
    return None


def _opened(key: bytes, sealed: str) -> dict[str, Any]:
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - as above
    from nacl.secret import SecretBox  # noqa: PLC0415 - as above

    try:
        found = json.loads(zlib.decompressobj().decompress(SecretBox(key).decrypt(b64decode(sealed)), _ROOM))
    except CryptoError as error:
        raise ValueError from error
    if not isinstance(found, dict):
        raise TypeError
    return found
