"""Nights that were acknowledged and are not in the journal any more, because an older file replaced it.

No list of them is stored. They are derived from the receipts (store/acknowledged/receipts.py), in the order of
acknowledgment, and from what the journal records now. So only another receipt can settle one, whatever files come and
go in between.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Protocol

from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.model import loses
from cramp_journal.punctuation import in_sentences
from cramp_journal.store.acknowledged.receipts import Acknowledged, NightValues, Receipt, Stray
from cramp_journal.store.file.lineage import Head, Lineage, descends, holds

NightsByEvening = dict[str, NightValues]  # in the exchange form, by their evening
NOWHERE = Head("", 0)


@dataclass(frozen=True)
class MissingNight:
    """A night that was saved and is not recorded, or is recorded differently."""

    evening: date
    values: NightValues  # in the exchange form
    copy: str  # the name of the copy that holds it; "": no known one does
    differs: bool  # a night of this evening is recorded, and says something else
    binned: bool = False  # it had been deleted or replaced, and belongs in the bin
    removed: bool = False  # the person had removed it, and it is back
    state: Head = NOWHERE  # of the journal when that was said


@dataclass(frozen=True)
class More:
    """More may be missing than the known nights."""

    since: str  # the day of the last write in the older file, as a date; "": unknown
    locked: bool = False  # some copies could not be opened
    strays: tuple[Stray, ...] = ()  # the searches that found it

    def sentence(self) -> str:
        """Return the sentence that tells the person."""
        said = _("An older file lies in the place of your journal. It may lack what you saved after that.")
        with suppress(ValueError):
            since = day(date.fromisoformat(self.since))
            said = _("An older file lies in the place of your journal. It may lack what you saved on {day} or later.")
            said = said.format(day=since)
        where = _("Your copies may hold it.")
        if self.locked:
            where = _("Copies of yours are locked with a passphrase that does not open this file: look there.")
        return in_sentences((said, where))


def strayed(lineage: Lineage, last: Acknowledged) -> bool:
    """Return whether a journal of this lineage lacks something that was acknowledged."""
    if last.state is None or descends(lineage, last.state):
        return False
    return last.allowed is None or not descends(lineage, last.allowed)


def doubtful(lineage: Lineage, words: Sequence[Receipt]) -> Iterator[tuple[Receipt, bool]]:
    """Yield the receipts that a journal of this lineage may lack, evening by evening.

    Of each evening these are the last one (with False), and each one that a later one lost or removed (with True),
    which belongs in the bin. What was said twice counts where it was said last.
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
    lineage: Lineage, words: Sequence[Receipt], present: NightsByEvening, binned: Sequence[NightValues]
) -> Iterator[tuple[Receipt, bool]]:
    """Yield those that it does lack: `present` are its recorded nights, `binned` those in its bin.

    The last receipt of an evening is compared with the recorded night only: where the person removed a night, or left
    it out, a receipt says so.
    """
    there = [comparable(each) for each in (*binned, *present.values())]
    for word, was_lost in doubtful(lineage, words):
        stands = present.get(word.evening.isoformat())
        if comparable(word.night) not in there if was_lost else comparable(word.night) != comparable(stands):
            yield word, was_lost


def find(
    lineage: Lineage, words: Sequence[Receipt], present: NightsByEvening, binned: Sequence[NightValues]
) -> list[MissingNight]:
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
    """Return the receipts of one evening without those that were repeated later; removals all stay."""
    kept: list[Receipt] = []
    seen: list[NightValues | None] = []
    for word in reversed(words):
        said = comparable(word.night)
        if said is None or said not in seen:
            seen.append(said)
            kept.append(word)
    return kept[::-1]


def night_as_text(night: NightValues | None) -> str:
    """Return what a night says as a text that can be compared and looked up."""
    return json.dumps(comparable(night), sort_keys=True)


class Lacking(Protocol):
    """What may lack acknowledged nights: the journal, which is on a floor above this one."""

    def missing(self) -> list[MissingNight]:
        """Return the nights that were acknowledged and are not recorded."""

    def bring_in(self, night: MissingNight, today: date) -> object:
        """Save such a night, or put it into the bin."""

    def set_missing(self, nights: Sequence[MissingNight], more: More | None) -> None:
        """Leave only these nights, and this note of more, waiting for the person."""


def leave(journal: Lacking) -> None:
    """Put all missing nights into the bin, and drop the note that more may be missing."""
    for night in journal.missing():
        if not night.removed:
            journal.bring_in(replace(night, binned=True), night.evening)
    journal.set_missing([], None)


def comparable(values: NightValues | None) -> NightValues | None:
    """Return a night without the moment of its entry and without fields that say nothing."""
    if values is None:
        return None
    entry = ("entered_at", "entered_offset")
    plain = {name: value for name, value in values.items() if name not in entry and value not in (None, [], "")}
    if not plain.get("left_out"):
        plain.pop("left_out", None)
    if "factors" in plain:
        plain["factors"] = sorted(plain["factors"])
    if "cramps" in plain:
        plain["cramps"] = [{k: v for k, v in cramp.items() if v not in (None, [], "")} for cramp in plain["cramps"]]
    return plain
