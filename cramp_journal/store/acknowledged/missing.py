"""Nights that were acknowledged and are not in the journal any more, since an older file was put in its place.

Nothing of that is kept: it is worked out from the words that were said (store/acknowledged/receipts.py), in the order
in which people were told, and from what stands in the journal now. So nothing that comes, goes or is done in between
can end it but another word.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, Protocol

from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.model import loses
from cramp_journal.store.acknowledged.receipts import Acknowledged, Receipt, Stray
from cramp_journal.store.file.lineage import Head, Lineage, descends, holds

Values = dict[str, Any]
Nights = dict[str, Values]  # in the exchange form, by their evening


NOWHERE = Head("", 0)


@dataclass(frozen=True)
class MissingNight:
    """A night that was saved and is not there, or that stands there with other words."""

    evening: date
    values: Values  # in the exchange form
    copy: str  # the name of the copy that holds it; "": none that is known does
    differs: bool  # a night of this evening stands in the journal, and says something else
    binned: bool = False  # it had been deleted or replaced, and belongs into the bin
    removed: bool = False  # the person had removed it, and it stands again
    state: Head = NOWHERE  # of the journal as that was said


@dataclass(frozen=True)
class More:
    """More may be missing than the nights that are known."""

    since: str  # the day of the last write in the file that was put there, as a date; "": nobody knows
    locked: bool = False  # there are copies that could not be looked into
    strays: tuple[Stray, ...] = ()  # how it is known

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


def strayed(lineage: Lineage, last: Acknowledged) -> bool:
    """Tell whether a journal with this lineage lacks something that was acknowledged."""
    if last.state is None or descends(lineage, last.state):
        return False
    return last.allowed is None or not descends(lineage, last.allowed)


def doubtful(lineage: Lineage, words: Sequence[Receipt]) -> Iterator[tuple[Receipt, bool]]:
    """Give the words that a journal of this lineage may lack, evening by evening.

    Of each evening that is the last one (False), and each that a later one lost or removed (True), which belongs into
    the bin then. What was said twice counts where it was said last.
    """
    said: dict[date, list[Receipt]] = {}
    for word in words:
        said.setdefault(word.evening, []).append(word)
    for _evening, of_it in sorted(said.items()):
        if all(holds(lineage, word.state) for word in of_it):
            continue
        for word, later in pairwise(_each_once(of_it)):
            is_lost = later.night is None or (word.night is not None and loses(word.night, later.night))
            if is_lost and word.night is not None and not holds(lineage, word.state):
                yield word, True
        if not holds(lineage, of_it[-1].state):
            yield of_it[-1], False


def lost(
    lineage: Lineage, words: Sequence[Receipt], present: Nights, binned: Sequence[Values]
) -> Iterator[tuple[Receipt, bool]]:
    """Give those that it does lack: `present` is what stands in it, `binned` what lies in its bin.

    A last word is compared with what stands alone: who removed a night, or left it out, has said so with a word.
    """
    there = [comparable(each) for each in (*binned, *present.values())]
    for word, was_lost in doubtful(lineage, words):
        stands = present.get(word.evening.isoformat())
        if comparable(word.night) not in there if was_lost else comparable(word.night) != comparable(stands):
            yield word, was_lost


def find(lineage: Lineage, words: Sequence[Receipt], present: Nights, binned: Sequence[Values]) -> list[MissingNight]:
    """Return what a journal lacks of what was acknowledged, oldest evening first."""
    found = []
    for word, was_lost in lost(lineage, words, present, binned):
        stands = present.get(word.evening.isoformat())
        removed = word.night is None
        values = (stands if removed else word.night) or {}
        differs = not removed and not was_lost and stands is not None
        found.append(MissingNight(word.evening, values, word.copy, differs, was_lost, removed, word.state))
    return found


def _each_once(words: Sequence[Receipt]) -> list[Receipt]:
    """Return words of one evening without those that were said again later; a removal is none of these."""
    kept: list[Receipt] = []
    seen: list[Values | None] = []
    for word in reversed(words):
        said = comparable(word.night)
        if said is None or said not in seen:
            seen.append(said)
            kept.append(word)
    return kept[::-1]


def as_text(night: Values | None) -> str:
    """Return what a night says, so that it can be compared and looked up."""
    return json.dumps(comparable(night), sort_keys=True)


class Lacking(Protocol):
    """What may lack nights that were acknowledged: the journal, which lies above this floor."""

    def missing(self) -> list[MissingNight]:
        """Return the nights that were acknowledged and are not there."""

    def bring_in(self, night: MissingNight, today: date) -> object:
        """Save such a night, or put it into the bin."""

    def set_missing(self, nights: Sequence[MissingNight], more: More | None) -> None:
        """Let wait what is given, and nothing else."""


def leave(journal: Lacking) -> None:
    """Put all that is missing into the bin, and say no more that anything may be."""
    for night in journal.missing():
        if not night.removed:
            journal.bring_in(replace(night, binned=True), night.evening)
    journal.set_missing([], None)


def comparable(values: Values | None) -> Values | None:
    """Return a night without the moment of its entry and without what says nothing."""
    if values is None:
        return None
    plain = {name: value for name, value in values.items() if name != "entered_at" and value not in (None, [], "")}
    if not plain.get("left_out"):
        plain.pop("left_out", None)
    if "factors" in plain:
        plain["factors"] = sorted(plain["factors"])
    if "cramps" in plain:
        plain["cramps"] = [{k: v for k, v in cramp.items() if v not in (None, [], "")} for cramp in plain["cramps"]]
    return plain
