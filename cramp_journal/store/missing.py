"""Nights that were acknowledged and are not in the journal any more, since an older file was put in its place.

They are looked for once, when a journal is opened that does not descend from what was acknowledged last: among the
receipts, and in the copies that hold more of that branch than the journal does. What is found is kept in the folder for
the program's state, sealed with the key of the journal, until the person brings it in or leaves it.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from cramp_journal.model import Night, loses, values_of
from cramp_journal.safe_file import make_private
from cramp_journal.store.lineage import Head, Lineage, descends
from cramp_journal.store.notes import record
from cramp_journal.store.receipts import Acknowledged, Receipt

_KIND = "missing"
_MOST = 5_000  # nights that are kept: more than ten years of them come from a copy, which is kept itself
_LARGEST = 64 << 20  # bytes

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


def find(
    lineage: Lineage,
    last: Acknowledged,
    receipts: Iterable[Receipt],
    branches: Sequence[Branch],
    present: Nights,
    binned: Sequence[Values] = (),
) -> list[MissingNight]:
    """Return what a journal lacks of what was acknowledged, oldest evening first.

    `present` is what stands in it, `binned` what lies in its bin. Of each evening the newest version counts: a receipt
    before a copy, a copy with more writes before one with fewer.
    """
    newest: dict[str, tuple[Values | None, str]] = {}
    replaced: list[Values] = []
    for receipt in receipts:
        if receipt.evening is not None and not descends(lineage, receipt.state):
            evening = receipt.evening.isoformat()
            before = newest.get(evening, (None, ""))[0]
            if before is not None and (receipt.night is None or loses(before, receipt.night)):
                replaced.append(before)
            newest[evening] = receipt.night, ""
    relevant = [each for each in branches if each.state and not descends(lineage, each.state) and _is_of(each, last)]
    for branch in sorted(relevant, key=lambda each: each.state.writes if each.state else 0, reverse=True):
        for evening, values in branch.nights.items():
            newest.setdefault(evening, (values, branch.name))
    found, there = [], [comparable(each) for each in (*binned, *present.values())]
    for evening, (given, copy) in sorted(newest.items()):
        if given is not None and comparable(given) not in there:
            found.append(MissingNight(date.fromisoformat(evening), given, copy, evening in present))
            there.append(comparable(given))
    for given in replaced:
        if comparable(given) not in there:
            found.append(MissingNight(date.fromisoformat(given["evening"]), given, "", differs=False, binned=True))
            there.append(comparable(given))
    return found


def still_missing(found: Sequence[MissingNight], standing: Iterable[Night]) -> list[MissingNight]:
    """Return which nights are missing still, and whether what stands now says something else."""
    said = {night.evening: comparable(values_of(night)) for night in standing}
    return [
        each if each.binned else replace(each, differs=each.evening in said)
        for each in found
        if said.get(each.evening) != comparable(each.values)
    ]


def _is_of(branch: Branch, last: Acknowledged) -> bool:
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
    """What is known to be missing from one journal."""

    def __init__(self, file: Path, key: bytes | None) -> None:
        """Know a journal by its file; `key` is that of its receipts."""
        self._journal, self._key = file, key

    def keep(self, nights: Sequence[MissingNight]) -> None:
        """Keep nights until the person has decided, beside those that wait already; none at all forgets them."""
        if self._key is None:
            return
        from nacl.secret import SecretBox  # noqa: PLC0415 - the first paint does without it

        listed = [
            {"evening": each.evening.isoformat(), "values": each.values, "copy": each.copy, "differs": each.differs}
            | {"binned": each.binned}
            for each in nights[:_MOST]
        ]
        with suppress(OSError):
            file = record(self._journal, _KIND)
            if not listed:
                file.unlink(missing_ok=True)
                return
            draft = file.with_name(f"{file.name}.{os.getpid()}")
            make_private(draft)
            draft.write_bytes(b64encode(SecretBox(self._key).encrypt(json.dumps(listed).encode())))
            draft.replace(file)

    def nights(self) -> list[MissingNight]:
        """Return the nights that wait, oldest evening first; none where they cannot be read with this key."""
        if self._key is None:
            return []
        try:
            file = record(self._journal, _KIND)
            if not file.is_file() or file.stat().st_size > _LARGEST:
                return []
            sealed = file.read_bytes()
        except OSError:
            return []
        from nacl.exceptions import CryptoError  # noqa: PLC0415 - as above
        from nacl.secret import SecretBox  # noqa: PLC0415 - as above

        try:
            listed = json.loads(SecretBox(self._key).decrypt(b64decode(sealed)))
            return sorted((_checked(each) for each in listed), key=lambda each: each.evening)
        except (CryptoError, ValueError, TypeError, KeyError, RecursionError):
            return []


def _checked(each: dict[str, Any]) -> MissingNight:
    said = dict(each["values"]), str(each["copy"]), bool(each["differs"]), bool(each.get("binned"))
    return MissingNight(date.fromisoformat(each["evening"]), *said)
