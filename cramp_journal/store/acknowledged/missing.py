"""Nights that were acknowledged and are not in the journal any more, since an older file was put in its place.

They are looked for once, when a journal is opened that does not descend from what was acknowledged last: among the
receipts, and in the copies that hold more of that branch than the journal does. What is found is kept in the folder for
the program's state, sealed with the key of the journal, until the person brings it in or leaves it.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.model import Night, loses, values_of
from cramp_journal.safe_file import make_private
from cramp_journal.store.acknowledged.receipts import Acknowledged, Receipt, Settled
from cramp_journal.store.file.lineage import Head, Lineage, descends
from cramp_journal.store.file.notes import record
from cramp_journal.store.schema.receipt_keys import ReceiptKeys

_KIND = "missing"
_MOST = 5_000  # nights that are kept: more than ten years of them come from a copy, which is kept itself
_LARGEST = 64 << 20  # bytes
_DRAFT = ".new"
_ASIDE = ".aside"  # follows the name, with a number, for a list that is sealed with another key

Values = dict[str, Any]
Nights = dict[str, Values]  # in the exchange form, by their evening


@dataclass(frozen=True)
class MissingNight:
    """A night that was saved and is not there, or that stands there with other words."""

    evening: date
    values: Values  # in the exchange form
    copy: str  # the name of the copy that holds it; "": no copy does, it was saved after the last one
    differs: bool  # a night of this evening stands in the journal, and says something else
    binned: bool = False  # it had been deleted or replaced, and belongs into the bin
    removed: bool = False  # the person had removed it, and it stands again


@dataclass(frozen=True)
class More:
    """More may be missing than the nights that are known."""

    since: str  # the day of the last write in the file that was put there, as a date; "": nobody knows
    locked: bool = False  # there are copies that could not be looked into
    states: tuple[Head, ...] = ()  # what was acknowledged: a journal that goes on from all of these lacks nothing

    def sentence(self) -> str:
        """Say so."""
        said = _("An older file lies in the place of your journal. It may lack what you saved after that.")
        with suppress(ValueError):
            since = day(date.fromisoformat(self.since))
            said = _("An older file lies in the place of your journal. It may lack what you saved on {day} or later.")
            said = said.format(day=since)
        where = _("Your copies may hold it.")
        if self.locked:
            where = _("Copies of yours are locked with a passphrase that does not open this file: look there.")
        return f"{said} {where}"

    def is_answered(self, lineage: Lineage) -> bool:
        """Tell whether a journal with this lineage lacks nothing of it."""
        return bool(self.states) and all(descends(lineage, each) for each in self.states)


@dataclass(frozen=True)
class Branch:
    """One copy: its name, its lineage and what stands in it."""

    name: str
    state: Head | None
    lineage: Lineage
    nights: Nights


def strayed(lineage: Lineage, last: Acknowledged) -> bool:
    """Tell whether a journal with this lineage lacks something that was acknowledged."""
    if last.state is None or descends(lineage, last.state):
        return False
    return last.allowed is None or not descends(lineage, last.allowed)


@dataclass(frozen=True)
class Found:
    """What a journal lacks, and what became of the receipts that do not lie in its lineage."""

    nights: list[MissingNight]
    settled: Settled


def find(
    lineage: Lineage,
    last: Acknowledged,
    receipts: Sequence[Receipt],
    branches: Sequence[Branch],
    present: Nights,
    binned: Sequence[Values] = (),
) -> Found:
    """Return what a journal lacks of what was acknowledged, oldest evening first.

    `receipts` stand in the order in which people were told; `present` is what stands in the journal, `binned` what lies
    in its bin. Of each evening the last word counts: a receipt before a copy, a copy with more writes before another.
    """
    newest, replaced = _newest(lineage, last, receipts, branches)
    gone = [evening for evening, (given, _copy) in sorted(newest.items()) if given is None and evening in present]
    found = [MissingNight(date.fromisoformat(e), present[e], "", differs=False, removed=True) for e in gone]
    there = [comparable(each) for each in (*binned, *present.values())]
    for evening, (given, copy) in sorted(newest.items()):
        if given is not None and comparable(given) not in there:
            named = copy or _copy_with(given, branches)
            found.append(MissingNight(date.fromisoformat(evening), given, named, evening in present))
            there.append(comparable(given))
    for given in replaced:
        if comparable(given) not in there:
            copy = _copy_with(given, branches)
            found.append(MissingNight(date.fromisoformat(given["evening"]), given, copy, differs=False, binned=True))
            there.append(comparable(given))
    outside = [each for each in receipts if each.evening is not None and not descends(lineage, each.state)]
    taken = [comparable(each.values) for each in found if not each.removed]  # those stand in the journal
    moved = {e.sealed for e in outside if e.night is None and e.evening and e.evening.isoformat() in gone}
    moved |= {each.sealed for each in outside if each.night is not None and comparable(each.night) in taken}
    return Found(found, Settled(frozenset(moved), frozenset(each.sealed for each in outside) - moved))


def _newest(
    lineage: Lineage, last: Acknowledged, receipts: Iterable[Receipt], branches: Sequence[Branch]
) -> tuple[dict[str, tuple[Values | None, str]], list[Values]]:
    """Return how each evening was left, with the copy that holds it, and what had been replaced or removed before."""
    newest: dict[str, tuple[Values | None, str]] = {}
    replaced: list[Values] = []
    decided: set[str] = set()  # evenings of which the journal holds what was said last
    for receipt in receipts:
        if receipt.evening is None:
            continue
        evening, (before, _) = receipt.evening.isoformat(), newest.get(receipt.evening.isoformat(), (None, ""))
        if before is not None and (receipt.night is None or loses(before, receipt.night)):
            replaced.append(before)
        newest[evening] = receipt.night, ""
        (decided.add if descends(lineage, receipt.state) else decided.discard)(evening)
    for evening in decided:
        del newest[evening]
    relevant = [each for each in branches if each.state and not descends(lineage, each.state) and is_of(each, last)]
    for branch in sorted(relevant, key=lambda each: each.state.writes if each.state else 0, reverse=True):
        for evening, values in branch.nights.items():
            if evening not in decided:
                newest.setdefault(evening, (values, branch.name))
    return newest, replaced


def _copy_with(night: Values, branches: Sequence[Branch]) -> str:
    """Return the name of a copy in which this very night stands; "" where none does."""
    said, evening = comparable(night), night["evening"]
    holding = (each for each in branches if evening in each.nights and comparable(each.nights[evening]) == said)
    return next((each.name for each in holding), "")


def together(waiting: Sequence[MissingNight], found: Sequence[MissingNight], present: Nights) -> list[MissingNight]:
    """Return what waits and what was found now; of a removed night, what stands now is what stands again."""
    gone = [comparable(each.values) for each in waiting if each.removed]
    evenings = {each.evening for each in waiting if each.removed}
    again = [
        replace(each, values=present.get(each.evening.isoformat(), each.values)) if each.removed else each
        for each in waiting
    ]
    new = [each for each in found if not (each.removed and each.evening in evenings)]
    again += [
        replace(each, binned=each.binned or (not each.removed and comparable(each.values) in gone)) for each in new
    ]
    return again


def still_missing(found: Sequence[MissingNight], standing: Iterable[Night]) -> list[MissingNight]:
    """Return which nights are missing still, and whether what stands now says something else."""
    said = {night.evening: comparable(values_of(night)) for night in standing}
    return [
        each if each.binned or each.removed else replace(each, differs=each.evening in said)
        for each in found
        if (said.get(each.evening) == comparable(each.values)) == each.removed
    ]


class Lacking(Protocol):
    """What may lack nights that were acknowledged: the journal, which lies above this floor."""

    def missing(self) -> list[MissingNight]:
        """Return the nights that were acknowledged and are not there."""

    def bring_in(self, night: MissingNight, today: date) -> object:
        """Save such a night, or put it into the bin."""

    def set_missing(self, nights: Sequence[MissingNight], more: More | None) -> None:
        """Keep as missing what is given, and nothing else."""


def leave(journal: Lacking) -> None:
    """Put all that is missing into the bin, and say no more that anything may be."""
    for night in journal.missing():
        if not night.removed:
            journal.bring_in(replace(night, binned=True), night.evening)
    journal.set_missing([], None)


def is_of(branch: Branch, last: Acknowledged) -> bool:
    """Tell whether a copy lies on the way to what was acknowledged, and not on one that was left on purpose."""
    return not last.branch or branch.state is None or descends(last.branch, branch.state)


def comparable(values: Values) -> Values:
    """Return a night without the moment of its entry and without what says nothing."""
    plain = {name: value for name, value in values.items() if name != "entered_at" and value not in (None, [], "")}
    if not plain.get("left_out"):
        plain.pop("left_out", None)
    if "factors" in plain:
        plain["factors"] = sorted(plain["factors"])
    if "cramps" in plain:
        plain["cramps"] = [{k: v for k, v in cramp.items() if v not in (None, [], "")} for cramp in plain["cramps"]]
    return plain


class Missing:
    """What is known to be missing from one journal.

    A list that was sealed with another key is never written over: it is kept aside, for who has that key.
    """

    def __init__(self, file: Path, keys: ReceiptKeys) -> None:
        """Know a journal by its file, and the keys of what is noted of it."""
        self._journal, self._keys = file, keys
        self._held: tuple[list[MissingNight], More | None] = [], None  # what the disk does not take

    def keep(self, nights: Sequence[MissingNight], more: More | None = None) -> bool:
        """Keep what waits until the person has decided, in place of what waited; nothing at all forgets it.

        Tell whether that was done; where the disk does not take it, it is held as long as this journal is open.
        """
        self._held = [], None
        try:
            if self._keys.seal is None:
                return False
            file = record(self._journal, _KIND)
            if nights or more:
                if os.path.lexists(file) and self._read(file) is None:
                    file.replace(self._free())
                self._write(file, nights, more)
            for each in self._files():
                if self._read(each) is not None and (each != file or not (nights or more)):
                    each.unlink()
        except OSError:
            self._held = list(nights), more
            return False
        return True

    def seal_anew(self) -> None:
        """Seal what waits with the present key alone: it may have come to lie there under one of a plain file."""
        with suppress(OSError):
            seal, ours = self._keys.seal, [each for each in self._files() if self._read(each) is not None]
            if seal and any(_opened(each.read_bytes(), seal) is None for each in ours):
                self.keep(self.nights(), self.more())

    def hand_over(self, nights: Sequence[MissingNight], more: More | None) -> None:
        """Keep what waits for a journal with these keys that is about to be put in place, beside what is kept already.

        Raises OSError where it cannot be kept.
        """
        if self._keys.seal is not None and (nights or more):
            self._write(self._free(), nights, more)

    def nights(self) -> list[MissingNight]:
        """Return the nights that wait, oldest evening first; none where they cannot be read with this key."""
        found: list[MissingNight] = []
        for nights, _more in self._found():
            for each in nights:
                if each not in found:
                    found.append(each)
        return sorted(found, key=lambda each: each.evening)

    def more(self) -> More | None:
        """Return what is to be said of what may be missing besides these nights; None: they are all."""
        found = [more for _nights, more in self._found() if more]
        if not found:
            return None
        states = tuple(dict.fromkeys(state for each in found for state in each.states))
        if not all(each.states for each in found):  # of one it is not known
            states = ()
        return More(min(each.since for each in found), any(each.locked for each in found), states)

    def _found(self) -> Iterator[tuple[list[MissingNight], More | None]]:
        yield self._held
        with suppress(OSError):
            for each in self._files():
                found = self._read(each)
                if found is not None:
                    yield found

    def _files(self) -> list[Path]:
        file = record(self._journal, _KIND)
        return [file, *sorted(file.parent.glob(f"{file.name}{_ASIDE}*"))]

    def _free(self) -> Path:
        file = record(self._journal, _KIND)
        return next(each for n in count(1) if not os.path.lexists(each := file.with_name(f"{file.name}{_ASIDE}{n}")))

    def _write(self, file: Path, nights: Sequence[MissingNight], more: More | None) -> None:
        from nacl.secret import SecretBox  # noqa: PLC0415 - the first paint does without it

        if len(nights) > _MOST:
            more = more or More("")
        listed = [
            {"evening": each.evening.isoformat(), "values": each.values, "copy": each.copy, "differs": each.differs}
            | {"binned": each.binned, "removed": each.removed}
            for each in nights[:_MOST]
        ]
        besides = more and {"since": more.since, "locked": more.locked, "states": more.states}
        values = {"nights": listed, "more": besides}
        for each in file.parent.glob(f"{file.name}.*{_DRAFT}"):
            each.unlink()  # of a program that died as it wrote it
        draft = file.with_name(f"{file.name}.{os.getpid()}{_DRAFT}")
        make_private(draft)
        draft.write_bytes(b64encode(SecretBox(self._keys.seal or b"").encrypt(json.dumps(values).encode())))
        draft.replace(file)

    def _read(self, file: Path) -> tuple[list[MissingNight], More | None] | None:
        """Return what one file says; None where it cannot be read with these keys."""
        if not self._keys.known or not file.is_file() or file.stat().st_size > _LARGEST:
            return None
        sealed = file.read_bytes()
        return next((read for read in (_opened(sealed, key) for key in self._keys.known) if read), None)


def _opened(sealed: bytes, key: bytes) -> tuple[list[MissingNight], More | None] | None:
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - the first paint does without it
    from nacl.secret import SecretBox  # noqa: PLC0415 - as above

    try:
        values = json.loads(SecretBox(key).decrypt(b64decode(sealed)))
        more = values.get("more")
        return [_checked(each) for each in values["nights"]], _more(more) if more else None
    except (CryptoError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _more(said: dict[str, Any]) -> More:
    states = tuple(Head(str(opening), int(writes)) for opening, writes in said.get("states", ()))
    return More(str(said["since"]), bool(said["locked"]), states)


def _checked(each: dict[str, Any]) -> MissingNight:
    evening, told = (
        date.fromisoformat(each["evening"]),
        {n: bool(each.get(n)) for n in ("differs", "binned", "removed")},
    )
    return MissingNight(evening, dict(each["values"]), str(each["copy"]), **told)
