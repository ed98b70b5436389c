"""What an open journal lacks of what was acknowledged: derived each time from the receipts and the recorded nights."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from cramp_journal.model import Night, values_of
from cramp_journal.store.acknowledged.missing import MissingNight, More, NightsByEvening, comparable, doubtful, find
from cramp_journal.store.acknowledged.receipts import NightValues, Receipt, Receipts, Stray
from cramp_journal.store.file import lineage
from cramp_journal.store.file.lineage import Head, Lineage, descends
from cramp_journal.store.schema import reading
from cramp_journal.store.schema.database import driver_of, translate_sqlite_errors


class Gaps:
    """The gaps of one open journal. In the usual case, where it holds all receipts, nothing is opened or read."""

    def __init__(self, file: Path, engine: Engine, receipts: Receipts, found: Lineage) -> None:
        """Take the journal, its receipts, and the lineage that it was opened with."""
        self._file, self._engine, self._receipts = file, engine, receipts
        self._known = dict(found)  # it only grows

    def took(self, state: Head) -> None:
        """Note that the journal holds a write."""
        self._known[state.opening] = state.writes

    def nights(self, evening: date | None = None) -> list[MissingNight]:
        """Return the nights, or those of an evening, that were acknowledged and are not recorded, oldest first."""
        if self._receipts.are_inside(self._known):
            return []
        # The receipts are read before the lineage: another program writes to the journal first.
        words = [each for each in self._receipts.nights() if evening in (None, each.evening)]
        with self._reading() as connection:
            known = self._read_lineage(connection)
        evenings = {word.evening for word, _was_lost in doubtful(known, words)}
        return find(known, words, *self._said_of(evenings)) if evenings else []

    def of(self, evening: date) -> list[MissingNight]:
        """Return what is missing of one evening and does not belong in the bin."""
        return [each for each in self.nights(evening) if not (each.binned or each.removed)]

    def besides(self, evening: date, values: NightValues | None) -> list[Receipt]:
        """Return the last receipt of an evening where that still waits and does not say `values`."""
        waiting = (each for each in self.nights(evening) if not each.binned)
        found = (each for each in waiting if each.removed or comparable(each.values) != comparable(values))
        return [_word(each) for each in found]

    def more(self) -> More | None:
        """Return a note that more may be missing than these nights; None where nothing shows that."""
        strays = self._receipts.strays()
        if not any(self._is_open(each) for each in strays):
            return None
        with self._reading() as connection:
            self._read_lineage(connection)
            found = tuple(each for each in strays if self._is_open(each))
            days = [lineage.day_of(driver_of(connection), each.at.opening) for each in found]
        since = min(filter(None, days), default="")
        return More(since, any(each.locked for each in found), found) if found else None

    def let_wait(self, nights: Sequence[MissingNight], more: More | None) -> None:
        """Leave only these nights waiting, and this note of more: for other evenings, what is recorded is right.

        What belongs in the bin waits until it is there.
        """
        now, said = [each for each in self.nights() if not each.binned], self.more()
        wanted = {each.evening: each for each in nights if not each.binned}
        right = [each.evening for each in now if each.evening not in wanted]
        with self._reading() as connection:
            known = self._read_lineage(connection)
        state = lineage.head(known) or Head("", 0)
        stands, _binned = self._said_of(right)
        self._receipts.say(Receipt(state, evening, stands.get(evening.isoformat())) for evening in right)
        there = {each.evening for each in now}
        again = [each for evening, each in wanted.items() if evening not in there]
        self._receipts.say(_word(each) for each in again)
        if more is not None and said is None:
            self._receipts.note_stray(*more.strays)
        elif more is None and (said is not None or not nights):
            self._receipts.accept(known)

    def _is_open(self, stray: Stray) -> bool:
        if not all(descends(self._known, Head(*each)) for each in stray.lacks.items()):
            return True
        return stray.sealed and bool(self._receipts.sealed_outside(self._known))

    def _said_of(self, evenings: Iterable[date]) -> tuple[NightsByEvening, list[NightValues]]:
        """Return the recorded nights of some evenings, and those of them in the bin."""
        wanted = select(Night).where(col(Night.evening).in_(list(evenings))).options(*reading.WHOLE)
        with translate_sqlite_errors(self._file), Session(self._engine) as session:
            found = [(night.deleted_at is None, values_of(night)) for night in session.exec(wanted)]
        return {each["evening"]: each for stands, each in found if stands}, [
            each for stands, each in found if not stands
        ]

    def _read_lineage(self, connection: Any) -> Lineage:
        self._known = lineage.read_lineage(driver_of(connection))
        return self._known

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        with translate_sqlite_errors(self._file), self._engine.connect() as connection:
            yield connection


def _word(night: MissingNight) -> Receipt:
    return Receipt(night.state, night.evening, None if night.removed else night.values, night.copy)
