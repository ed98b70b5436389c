"""What the journal acknowledged, kept outside it, so that the program notices an older file in its place.

The folder for the program's state holds one small file for each journal: a ledger that is only appended to. It names
each state that was acknowledged (store/file/lineage.py), and what was said about which night, sealed
(store/schema/receipt_keys.py), in the order of acknowledgment. The last receipt of a night counts, whichever file it
was written for. What a journal lacks is derived from the receipts and from what it records
(store/acknowledged/missing.py); nothing is moved or marked for that. store/acknowledged/forgetting.py says which
receipts may be forgotten.

A line is appended after the journal has taken a write, and before the person is told. It need not reach the disk: a
power cut that loses it leaves a journal that is ahead of its receipts, which does no harm. Where the file cannot be
written or read, the program works without it.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cramp_journal.model import Night, NightForm, night_of, values_of
from cramp_journal.store.acknowledged.lines import Line, Lines, state_in, with_state
from cramp_journal.store.acknowledged.sealing import sealed, unsealed
from cramp_journal.store.file.lineage import Head, Lineage, descends, head, holds
from cramp_journal.store.schema.receipt_keys import ReceiptKeys

_AT_ONCE = 300  # nights of one write that get a receipt each
_BRANCH = 50  # openings that a line names
_COUNTED = range(1 << 61)  # of writes; larger numbers are ignored, so that later writes keep to the numbers of lines.py

OF_REST, OF_PROGRAM, DROPPED, AHEAD = "rest", "own", "dropped", "ahead"  # kinds of lines that hold no night
BARE = (OF_REST, OF_PROGRAM, DROPPED, AHEAD)
_NIGHT, _STATE = "night", ""  # what else may be known about a state: a night was written, or only that it existed
_RANK = (_STATE, OF_PROGRAM, AHEAD, _NIGHT, DROPPED, OF_REST)  # of several kinds of one state, the last one counts

NightValues = dict[str, Any]


@dataclass(frozen=True)
class Receipt:
    """What was said about one night; variables call it a word."""

    state: Head
    evening: date
    night: NightValues | None  # in the exchange form; None: it was removed
    copy: str = ""  # the name of a copy that holds it, where that is known


@dataclass(frozen=True)
class Stray:
    """A search of the copies, made because a journal did not go on from what was acknowledged."""

    state: Head  # what had been acknowledged last
    at: Head  # of that journal; opening "": nothing was ever written to it
    by: str  # the tag of the keys that opened the copies
    lacks: Lineage  # the last write of each opening that the journal lacks and that nothing names
    sealed: bool = False  # it lacks nights that its keys cannot open
    locked: bool = False  # some copies could not be opened


@dataclass
class Wrote:
    """What one write was about."""

    nights: list[tuple[date, NightValues | None]] = field(default_factory=list)  # in the exchange form
    rest: bool = False  # it wrote more of what the person said: courses, the page about them, very many nights

    again: list[Receipt] = field(default_factory=list)  # the last receipts of these nights, which still wait

    def take(self, evening: date, night: Night | NightForm | None) -> None:
        """Add a night (None: it was removed); of very many, note only that there were more."""
        if night is None or len(self.nights) >= _AT_ONCE:
            self.take_values(evening, None)
        else:
            self.take_values(evening, values_of(night_of(night) if isinstance(night, NightForm) else night))

    def take_values(self, evening: date, values: NightValues | None) -> None:
        """Add a night in its exchange form, as `take` does."""
        if len(self.nights) < _AT_ONCE:
            self.nights.append((evening, values))
        else:
            self.rest = True


@dataclass(frozen=True)
class Acknowledged:
    """What was acknowledged last."""

    state: Head | None  # None: nothing is known
    allowed: Head | None  # another state that is right: it was about to replace the journal when the program died
    branch: Lineage  # the newest openings that led to it
    least: int  # no write that was ever acknowledged had a larger number
    held: Lineage  # with `allowed`: what the journal to be replaced held, where that was given up on purpose


class Receipts:
    """The receipts of one journal."""

    def __init__(self, file: Path, keys: ReceiptKeys) -> None:
        """Take a journal's file, and the keys of its receipts."""
        self._lines, self.keys = Lines(file), keys
        self._opened: dict[str, NightValues] = {}
        self._mine: set[str] = set()  # sealed with the current key
        self._shut: set[str] = set()
        self._read: dict[tuple[str, Head], Receipt] = {}

    # ---------------------------------------------------------------- what is noted
    def add(self, state: Head, wrote: Wrote) -> None:
        """Note that a write was acknowledged, and what its nights are now."""
        lines = self._words(Receipt(state, evening, night) for evening, night in wrote.nights)
        if wrote.rest or len(lines) < len(wrote.nights):
            lines.append(with_state(state))
        lines = lines or [with_state(state, **{OF_PROGRAM: True})]
        lines += [{**line, "again": True} for line in self._words(wrote.again)]
        self._lines.append(lambda: lines)

    def say(self, words: Iterable[Receipt]) -> None:
        """Note receipts that need no write: what is recorded is right, or what was said waits again."""
        lines = [{**line, "again": True} for line in self._words(words)]
        self._lines.append(lambda: lines)

    def note_ahead(self, state: Head) -> None:
        """Note that a journal holds a write without a receipt: a program died before it noted one."""
        self._lines.append(lambda: [with_state(state, **{AHEAD: True})])

    def note_stray(self, *strays: Stray, words: Callable[[], Iterable[Receipt]] = list) -> None:
        """Note searches of the copies, with the receipts that they gave; `words` is called while nobody else writes."""

        def lines() -> Sequence[Line]:
            found = [{**line, "again": True} for line in self._words(words())]
            return [*found, *(_line_of(each) for each in strays)]

        self._lines.append(lines)

    def allow(self, state: Head, held: Lineage) -> None:
        """Note that another state is about to replace the journal, because the person wants it."""
        known = {state_in(line).opening for line in self._lines.all()}
        held = {opening: writes for opening, writes in held.items() if opening in known}
        self._lines.append(lambda: [with_state(state, allowed=True, held=held)])

    def accept(self, lineage: Lineage) -> None:
        """Accept a journal as it is: its state is the last one from now on, and nothing before it is asked for."""
        line = self.accepted(lineage, self.last().least)
        self._lines.append(lambda: [line])

    def rewrite(self, change: Callable[[list[Line]], Sequence[Line]]) -> None:
        """Write all lines again, to forget some of them."""
        self._lines.rewrite(change)

    def seal_anew(self) -> None:
        """Seal everything with the current key: an earlier key may be readable in an unencrypted file."""
        seal = self.keys.seal
        found = (line["night"] for line in self._lines.all() if "night" in line)
        if seal and any(self.read(each) is not None and each not in self._mine for each in found):
            self._lines.rewrite(lambda lines: [self.anew(line) for line in lines])

    @staticmethod
    def accepted(lineage: Lineage, least: int) -> Line:
        """Return the line that accepts the newest state of a lineage."""
        newest = sorted(lineage.items(), key=lambda each: each[1])[-_BRANCH:]
        return with_state(head(lineage) or Head("", 0), least=least, branch=dict(newest))

    # ---------------------------------------------------------------- what is known
    def last(self, lines: Iterable[Line] | None = None) -> Acknowledged:
        """Return what was acknowledged last."""
        state = allowed = None
        branch: Lineage = {}
        held: Lineage = {}
        least = 0
        for line in self._lines.all() if lines is None else lines:
            found = state_in(line)
            least = max([least, *(each for each in (found.writes, line.get("least", 0)) if each in _COUNTED)])
            if line.get("allowed"):
                allowed, held = found, line.get("held", {})
            elif not is_aside(line):
                if "branch" in line:
                    branch = dict(line["branch"])
                elif found.opening:
                    branch[found.opening] = found.writes
                state, allowed, held = found if found.opening else None, None, {}
        return Acknowledged(state, allowed, branch, least, held)

    def nights(self, keys: Iterable[bytes] = ()) -> list[Receipt]:
        """Return the receipts that can be opened, in the order of acknowledgment; `keys` open them too."""
        found = (self.word(line, keys) for line in self._lines.all())
        return [each for each in found if each is not None]

    def are_inside(self, lineage: Lineage) -> bool:
        """Return whether a journal of this lineage holds all receipts, even those that nobody can open."""
        return all(holds(lineage, state_in(line)) for line in self._lines.all() if "night" in line)

    def strays(self) -> list[Stray]:
        """Return the searches of the copies since a journal was last accepted."""
        return [_stray_of(line) for line in since_accepted(self._lines.all()) if "stray" in line]

    def sealed_outside(self, lineage: Lineage) -> list[Head]:
        """Return the states of receipts since a journal was accepted that this one neither holds nor can open."""
        lines = (line for line in since_accepted(self._lines.all()) if "night" in line)
        outside = [line for line in lines if not descends(lineage, state_in(line))]
        return [state_in(line) for line in outside if self.read(line["night"]) is None]

    def lacks(self, lineage: Lineage, is_held: Callable[[Head], bool], named: set[Head]) -> Lineage:
        """Return the last write of each opening that a journal lacks and that nothing names.

        `is_held` returns whether a copy holds a state, `named` are the states of the receipts that can be opened.
        """
        found: Lineage = {}
        for state, kind in self._kinds().items():
            names = kind == OF_PROGRAM or descends(lineage, state) or (is_held(state) and kind != OF_REST)
            names = names or (state in named and kind not in (OF_REST, DROPPED))
            if not names and kind != _NIGHT:  # `sealed_outside` counts those
                found[state.opening] = max(found.get(state.opening, 0), state.writes)
        return found

    def tag(self) -> str:
        """Return a short hash that tells these keys from others."""
        return hashlib.blake2b(self.keys.seal or b"", digest_size=8).hexdigest()

    # ---------------------------------------------------------------- inside
    def word(self, line: Line, keys: Iterable[bytes] = ()) -> Receipt | None:
        """Return the receipt in a line; None where there is none, or where it cannot be opened."""
        if "night" not in line:
            return None
        text, state = line["night"], state_in(line)
        if (text, state) in self._read:
            return self._read[text, state]
        with suppress(ValueError, KeyError, TypeError):
            read = self.read(text, keys) or {}
            word = Receipt(state, date.fromisoformat(read["evening"]), read["night"], str(read.get("copy", "")))
            if text in self._opened:
                self._read[text, state] = word
            return word
        return None

    def read(self, text: Any, keys: Iterable[bytes] = ()) -> NightValues | None:
        """Return the values in a sealed text; None where it cannot be opened."""
        if text not in self._opened and text not in self._shut:
            found = unsealed(text, [self.keys.seal]) if self.keys.seal else None
            if found is not None:
                self._mine.add(text)
            found = found or unsealed(text, self.keys.known)
            if found is None:
                self._shut.add(text)
            else:
                self._opened[text] = found
        return self._opened.get(text) or unsealed(text, keys)

    def anew(self, line: Line) -> Line:
        """Return a line sealed with the current key, where it can be opened."""
        seal, read = self.keys.seal, self.read(line["night"]) if "night" in line else None
        if seal is None or read is None or line["night"] in self._mine:
            return line
        return {**line, "night": sealed(seal, read)}

    def _words(self, words: Iterable[Receipt]) -> list[Line]:
        if self.keys.seal is None:
            return []
        return [self.line_of(each) for each in words]

    def line_of(self, word: Receipt) -> Line:
        """Return the line of a receipt."""
        said = {"evening": word.evening.isoformat(), "night": word.night} | ({"copy": word.copy} if word.copy else {})
        return with_state(word.state, night=sealed(self.keys.seal or b"", said))

    def _kinds(self) -> dict[Head, str]:
        """Return the states since a journal was last accepted, with what is known about each."""
        lines = self._lines.all()
        known: dict[Head, str] = {}
        for line in lines:
            kind, state = kind_of_line(line), state_in(line)
            if kind is not None and state.opening and _RANK.index(kind) >= _RANK.index(known.get(state, _STATE)):
                known[state] = kind
        wanted = {state_in(line) for line in since_accepted(lines) if kind_of_line(line) is not None}
        return {state: kind for state, kind in known.items() if state in wanted}


def is_aside(line: Line) -> bool:
    """Return whether a line says nothing about what was acknowledged last."""
    return bool("stray" in line or line.get("again") or line.get("allowed"))


def since_accepted(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines from the last one on that accepted a journal."""
    yield from lines[max(place_of_accepted(lines), 0) :]


def place_of_accepted(lines: Sequence[Line]) -> int:
    """Return the place of the last line that accepted a journal; -1: there is none."""
    return max((place for place, line in enumerate(lines) if "branch" in line), default=-1)


def kind_of_line(line: Line) -> str | None:
    """Return what a line says about its state; None where it says nothing."""
    if "stray" in line or line.get("allowed"):
        return None
    if "branch" in line:
        return next((kind for kind in (OF_PROGRAM, DROPPED) if line.get(kind)), _STATE)
    return _NIGHT if "night" in line else next((kind for kind in BARE if line.get(kind)), OF_REST)


def _line_of(stray: Stray) -> Line:
    said = {"at": list(stray.at), "by": stray.by, "lacks": stray.lacks}
    return with_state(stray.state, stray=said | {"sealed": stray.sealed, "locked": stray.locked})


def _stray_of(line: Line) -> Stray:
    said = line["stray"]
    at, lacks = Head(*said["at"]), said.get("lacks", {})
    return Stray(state_in(line), at, said["by"], lacks, bool(said.get("sealed")), bool(said.get("locked")))
