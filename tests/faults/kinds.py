"""What a kind of fault is, how it is tried, and what came of it."""

import os
import pwd
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from cramp_journal.cli.keeping import before_locking
from tests.faults.children import Ended
from tests.faults.nights import State, found_in

if TYPE_CHECKING:
    from tests.faults.errand import Errand

REAL_HOME = pwd.getpwuid(os.getuid()).pw_dir  # whatever HOME says: nothing in it may be touched
UNFORESEEN = ("Traceback", "Something in the program went wrong")  # no person is to see these


@dataclass
class Outcome:
    """What the tries of one kind came to."""

    tries: int = 0
    acknowledged: int = 0  # nights of which the person was told, before or during the fault, that they are kept
    lost: int = 0  # of these, those that were not there afterwards, or not as they were acknowledged
    told: list[str] = field(default_factory=list)  # each sentence once
    wrong: list[str] = field(default_factory=list)  # whatever else must not be
    seconds: float = 0
    way: str = ""  # how the fault was made, where it was not made in the best way


@dataclass(frozen=True)
class Kind:
    """One kind of fault."""

    name: str
    number: str  # in the list of faults that this table answers
    act: Callable[["Trial"], None]
    short: bool  # whether it is part of `make test`


KINDS: list[Kind] = []


def fault(number: str, name: str, *, short: bool = True) -> Callable[[Callable[["Trial"], None]], None]:
    """Put a kind on the list: its number there, and its name in plain words."""

    def put(act: Callable[["Trial"], None]) -> None:
        KINDS.append(Kind(name, number, act, short))

    return put


def each_of(
    errands: Iterable["Errand"],
    number: str,
    name: str,
    act: Callable[["Trial", "Errand"], None],
    *,
    short: bool = True,
) -> None:
    """Put a kind on the list for each errand that the fault may come upon; `name` has a hole for it."""
    for errand in errands:
        fault(number, name.format(errand.name), short=short)(_upon(act, errand))


def _upon(act: Callable[["Trial", "Errand"], None], errand: "Errand") -> Callable[["Trial"], None]:
    return lambda trial: act(trial, errand)


class Trial:
    """What a kind is tried with: folders of its own, chance, and the paper on which it notes what came of it."""

    def __init__(self, root: Path, kind: Kind, *, short: bool) -> None:
        self.root, self.short = root, short
        self.chance = Random(kind.name)
        self.outcome = Outcome()
        self._folders = 0

    def times(self, whole: int, short: int) -> Iterator[Path]:
        """Give an empty folder for each try: so many for the whole table, so many for its short form."""
        for _number in range(short if self.short else whole):
            self.outcome.tries += 1
            yield (folder := self.folder())
            shutil.rmtree(folder, ignore_errors=True)

    def folder(self) -> Path:
        """Give an empty folder."""
        self._folders += 1
        folder = self.root / str(self._folders)
        folder.mkdir()
        return folder

    # ---------------------------------------------------------------- notes
    def holds(self, file: Path, acknowledged: State, *or_else: State, what: str = "") -> None:
        """See that a journal holds the nights that were acknowledged, word for word.

        `or_else` are the states that are as good: what was under way when the fault came may be there too, but all of
        it or nothing of it.
        """
        self.outcome.acknowledged += len(acknowledged)
        found, faults = found_in(file)
        self.compare(found, acknowledged, *or_else, what=what or file.name)
        for each in faults:
            self.wrong(f"{what or file.name}: {each}")

    def compare(self, found: State, acknowledged: State, *or_else: State, what: str) -> None:
        """Count what is lost of the nights that were acknowledged."""
        good = (acknowledged, *or_else)
        if found in good:
            return
        lost = [day for day in acknowledged if found.get(day) not in [state.get(day) for state in good]]
        self.outcome.lost += len(lost)
        if not lost:
            self.wrong(f"{what}: it holds neither what was there before nor what should be there after")

    def told(self, said: "Ended | str", *, must: str = "") -> None:
        """Note what the person was told; `must` is a part of it without which they would be at a loss."""
        if isinstance(said, Ended) and said.hung:
            self.wrong("it did not end")
        text = said if isinstance(said, str) else said.err or said.out
        if any(words in text for words in UNFORESEEN):
            self.wrong(f"a person saw: {' '.join(text.split())[-300:]}")
        if not re.search(must, text if isinstance(said, str) else f"{said.err}\n{said.out}"):
            self.wrong(f"“{must}” was not said, but: {' '.join(text.split())[:300]}")
        text = " ".join(text.split()).replace(before_locking(), "").strip()
        sentence = re.sub(rf"{re.escape(str(self.root))}/\d+/", "", text)
        if REAL_HOME in sentence:
            self.wrong(f"the journal of the person who runs this was used: {sentence}")
        if sentence and sentence not in self.outcome.told:
            self.outcome.told.append(sentence)

    def refused(self, ended: Ended, must: str = "") -> None:
        """See that a call could not be done, and said so in one sentence; see `told`."""
        if ended.status != 1:
            self.wrong(f"the call ended with {ended.status}: {ended.out[-200:]}{ended.err[-300:]}")
        self.told(ended.err, must=must)

    def done_or_refused(self, ended: Ended) -> None:
        """See that a call was done, or that the person was told in a sentence why it was not."""
        self.done(ended) if ended.status == 0 else self.refused(ended)

    def done(self, ended: Ended, must: str = "") -> None:
        """See that a call was done all the same; see `told`."""
        if ended.status != 0:
            self.wrong(f"the call ended with {ended.status}: {ended.out[-200:]}{ended.err[-300:]}")
        self.told(ended, must=must)

    def wrong(self, what: str) -> None:
        """Note what must not be."""
        if what not in self.outcome.wrong:
            self.outcome.wrong.append(what)
