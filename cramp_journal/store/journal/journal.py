"""The journal: the public face of the store. Everything else works with what it returns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Connection
from sqlmodel import Session, col, select

from cramp_journal import clock
from cramp_journal.errors import BadInput, JournalError
from cramp_journal.i18n import _
from cramp_journal.model import (
    About,
    Course,
    Factor,
    Night,
    NightFigures,
    NightForm,
    PromptAnswer,
    Row,
    Sign,
    night_from,
    problem_text,
    problems_with,
    utc_now,
    values_of,
)
from cramp_journal.paths import where_it_lies
from cramp_journal.store.acknowledged.missing import MissingNight, More, comparable
from cramp_journal.store.acknowledged.receipts import Wrote
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import checks
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.file.lineage import Head, days_used
from cramp_journal.store.journal import bin as bin_
from cramp_journal.store.journal import entry, importing, kept_writes, undoable, writing
from cramp_journal.store.journal.bin import BinnedNight
from cramp_journal.store.journal.merger import Merger
from cramp_journal.store.journal.opening import Opened, close_file, open_file
from cramp_journal.store.journal.writing import TakenBack
from cramp_journal.store.schema import reading
from cramp_journal.store.schema.database import ROWS, driver_of, translate_sqlite_errors

AnyRow = TypeVar("AnyRow", bound=Row)
_KINDS = writing.KINDS_OF_ROWS


class Journal:
    """One person's nights in one file. Every method is one transaction: all of it happens or nothing does.

    What it returns is complete and detached: any code may read it, and a change to it counts only once it is saved.
    """

    def __init__(
        self, file: Path, key: Key | None = None, second: Path | None = None, *, start_anew: bool = False
    ) -> None:
        """Open a journal, or make it where there is none yet; `key` opens a locked one (see `opening.unlock`).

        `second` is the folder of the person's choice for copies, if any. Raises LockedJournal where the key is needed,
        DamagedJournal where the file is not sound, or is gone (unless `start_anew`), and other kinds of JournalError;
        the file stays as it was.
        """
        self.file, self.key, self._second = where_it_lies(file), key, second
        self._opened: Opened | None = open_file(self.file, key, second, start_anew=start_anew)
        self._engine = self._opened.engine
        self._state = Head("", 0)  # after the last write
        self.wrote = self._puts_back = False
        copies = Copies(self.file, key, second)
        self.merger = Merger(self._reading, self._writing, lambda: copies.before("merge"))

    @classmethod
    def open_existing(cls, file: Path, key: Key | None = None) -> Self:
        """Open a journal that must exist already. Raises JournalError where it does not."""
        with translate_sqlite_errors(file):
            if not file.is_file():
                raise JournalError(_("There is no journal at {file}.").format(file=file))
        return cls(file, key)

    def close(self) -> None:
        """Close the file."""
        if self._opened is not None:
            opened, self._opened = self._opened, None
            with translate_sqlite_errors(self.file):
                close_file(self.file, opened, self.key, wrote=self.wrote)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---------------------------------------------------------------- nights
    def night(self, evening: date) -> Night | None:
        """Return the night of an evening, or None where it is not recorded."""
        return next(iter(self.nights(evening, evening)), None)

    def nights(self, first: date, last: date) -> list[Night]:
        """Return the recorded nights from `first` to `last`, both included, oldest first. Meant for short lists."""
        with translate_sqlite_errors(self.file), Session(self._engine, expire_on_commit=False) as session:
            return list(session.exec(reading.nights_between(first, last)))

    def figures(self, first: date = date.min, last: date = date.max) -> list[NightFigures]:
        """Return the figures of each recorded night from `first` to `last`, oldest first."""
        with self._reading() as connection:
            return reading.figures(connection, first, last)

    def intakes(self, first: date, last: date) -> list[tuple[date, str]]:
        """Return what the nights from `first` to `last` say was taken: the evening, and the substance."""
        with self._reading() as connection:
            return reading.intakes(connection, first, last)

    def rows(self) -> tuple[Any, Any]:
        """Return every column of all nights and of all cramps, as plain rows."""
        with self._reading() as connection:
            return reading.nights_and_cramps(connection)

    def contents(self) -> dict[str, Any]:
        """Return the whole journal in its exchange form."""
        with self._reading() as connection:
            return reading.contents(connection)

    def profile(self) -> dict[str, Any]:
        """Return all but the nights in its exchange form: the person, courses, signs, trials and so on."""
        with self._reading() as connection:
            return reading.profile(connection)

    def save(self, night: Night, today: date, *, whole: bool = False, checked: bool = False) -> Night | None:
        """Save a night in place of the recorded one; return that one, or the night that was missing of this evening.

        The recorded one goes into the bin where the new one lacks any of its cramps, or anything that was said an hour
        ago or earlier; if the new one is `whole` (not being typed), it does so where the new one lacks anything.

        Raises BadInput where something is wrong with the night (`checked`: `night_from` made it, only its date is
        checked), JournalNotWritable where the disk does not take it.
        """
        waiting = self._waiting_for(night.evening)
        before = self._kept(night, today, whole=whole, checked=checked)
        return before or self._bin_missing(waiting)

    def _kept(self, night: Night, today: date, *, whole: bool, checked: bool) -> Night | None:
        before = self.night(night.evening)
        # Undo may restore a night from the bin, whatever its date.
        standing = before is not None or (night.evening > today and night.evening in {e.evening for e in self.bin()})
        if problems := problems_with(night, today, standing=standing, checked=checked):
            raise BadInput(problem_text(problems))
        night.changed_at = utc_now()
        entry.note_entry(night, before)
        values = values_of(writing.spelled_as_known(night, [each.name for each in self.factors()]))
        with self._writing(Wrote([(night.evening, values)])) as connection:
            aside = None
            if before is not None and writing.is_kept(before, values, night.changed_at, whole=whole):
                aside = writing.put_aside(connection, before, days_used(driver_of(connection)))
            writing.write_night(connection, night)
            self._note_undoable(connection, night.evening, aside, anew=before is None)
        return before

    def delete(self, evening: date) -> Night | None:
        """Make a night unknown again, and return what was recorded; it stays in the file, marked as deleted."""
        before, waiting = self.night(evening), self._waiting_for(evening)
        with self._writing(Wrote([(evening, None)])) as connection:
            writing.mark_deleted(connection, Night, col(Night.evening) == evening)
            self._note_undoable(connection, evening, before.id if before else None)
        self._bin_missing(waiting)
        return before

    @contextmanager
    def putting_back(self) -> Iterator[None]:
        """Save and delete without offering Undo for that after a restart: it is an Undo itself, or a move."""
        was, self._puts_back = self._puts_back, True
        try:
            yield
        finally:
            self._puts_back = was

    # ---------------------------------------------------------------- all but the nights
    def about(self) -> About:
        """Return the page about the person; an empty one where nothing was said."""
        return next(iter(self.all_of(About)), About())

    def courses(self) -> list[Course]:
        """Return all courses."""
        return self.all_of(Course)

    def factors(self) -> list[Factor]:
        """Return the person's own factors."""
        return self.all_of(Factor)

    def signs(self) -> list[Sign]:
        """Return all signs that were ticked."""
        return self.all_of(Sign)

    def prompts(self) -> list[PromptAnswer]:
        """Return the prompts that were raised, with their answers."""
        return self.all_of(PromptAnswer)

    def all_of(self, kind: type[AnyRow]) -> list[AnyRow]:
        """Return the rows of a kind that stand, in the order of their last change."""
        wanted = select(kind).where(col(kind.deleted_at).is_(None)).order_by(col(kind.changed_at), col(kind.id))
        with translate_sqlite_errors(self.file), Session(self._engine, expire_on_commit=False) as session:
            return list(session.exec(wanted))

    def keep(self, row: Row) -> None:
        """Save a row that belongs to no night, such as a course, in place of the row with the same key."""
        row.changed_at = utc_now()
        with self._writing() as connection:
            writing.write_row(connection, row)

    def remove(self, row: Row) -> None:
        """Mark such a row as deleted; it stays in the file, and `keep` restores it."""
        with self._writing() as connection:
            writing.mark_deleted(connection, type(row), col(type(row).id) == row.id)

    # ---------------------------------------------------------------- many at once
    def import_rows(
        self,
        nights: Iterable[Night | NightForm],
        rows: Sequence[Row],
        import_id: str | None = None,
        fills: Mapping[str, Mapping[date, float]] | None = None,
        changed: Sequence[NightForm] = (),
        kept: kept_writes.KeptWrites = (),
    ) -> None:
        """Add nights and rows, values that recorded nights lack, and `changed` nights in place of recorded ones.

        All of it, or nothing. `import_id` marks one import, for `undo_import`, after a copy; `kept`: the writes before.
        """
        if import_id is not None and self._holds_anything():
            Copies(self.file, self.key, self._second).before("import")
        waiting = [each for each in self.missing() if not (each.binned or each.removed)]
        with self._writing(wrote := Wrote(rest=bool(rows))) as connection:
            importing.add(connection, wrote, importing.Coming(nights, rows, fills or {}, changed, kept), import_id)
        self._bin_missing([each for each in waiting if not self._waiting_for(each.evening)])

    def undo_import(self) -> TakenBack:
        """Take back what nobody changed of the newest import, or raise JournalError. A copy is made before."""
        with self._reading() as connection:
            if (newest := importing.newest_undoable(connection, _KINDS)) is None:
                raise JournalError(_("No import is left to take back in {file}.").format(file=self.file))
        kept = Copies(self.file, self.key, self._second).before("import")
        with self._writing(wrote := Wrote()) as connection:
            gone = importing.take_back(connection, _KINDS, wrote, newest)
        return TakenBack(gone, newest, kept)

    def remove_invented(self) -> int:
        """Remove what `demo` made up, and return the number of nights. Nights that the person edited stay."""
        with self._writing(wrote := Wrote()) as connection:
            return writing.remove_all(connection, _KINDS, wrote, writing.is_invented)

    def restore_invented(self, since: datetime) -> int:
        """Take back a `remove_invented` of a moment (UTC) or later, and return the number of nights."""
        with self._writing(wrote := Wrote()) as connection:
            return writing.restore_all(connection, _KINDS, wrote, since, writing.is_invented)

    def state(self, name: str) -> str:
        """Return what the program remembers about this journal under a name; "" where it remembers nothing."""
        with self._reading() as connection:
            return str(connection.exec_driver_sql("SELECT value FROM state WHERE name = ?", (name,)).scalar() or "")

    def set_state(self, name: str, value: str) -> None:
        """Remember something about this journal; "" forgets it. Raises JournalNotWritable as `save` does."""
        with self._writing(Wrote()) as connection:
            writing.write_state(connection, name, value)

    def has_invented(self, evening: date | None = None) -> bool:
        """Return whether `demo` made up any of the nights, or that of an evening."""
        with self._reading() as connection:
            return writing.any_invented(connection, evening)

    # ---------------------------------------------------------------- the bin, and missing nights
    def bin(self) -> list[BinnedNight]:
        """Return the deleted or replaced nights that can be restored, last deleted first."""
        with self._reading() as connection:
            return bin_.nights_in_bin(connection)

    def restore_night(self, key: str) -> Night | None:
        """Restore a night from the bin, or raise JournalError; return what it replaced, which is in the bin now."""
        with self._reading() as connection:
            found = next(iter(writing.whole_nights(connection, [key])), None)
        before = self.night(found.evening) if found else None
        waiting = self._waiting_for(found.evening) if found else []
        with self._writing(Wrote([(found.evening, values_of(found))] if found else [])) as connection:
            evening = bin_.restore_from_bin(connection, key)
            self._note_undoable(connection, evening, before.id if before else None, anew=before is None)
        self._bin_missing(waiting)
        return before

    def undoable(self) -> list[BinnedNight]:
        """Return the nights in the bin that the person deleted or replaced and Undo may restore, oldest first."""
        with self._reading() as connection:
            there = {each.key: each for each in bin_.nights_in_bin(connection)}
            return [there[key] for key in undoable.keys(connection) if key in there]

    def purge(self, now: datetime | None = None) -> int:
        """Remove for good what has been in the bin for longer than 90 days, and return the number of nights."""
        with self._reading() as connection:
            if not bin_.is_due(connection, _KINDS, now):
                return 0
        with self._writing(Wrote()) as connection:
            return bin_.purge(connection, _KINDS, now)

    def missing(self) -> list[MissingNight]:
        """Return the nights that were acknowledged and are not recorded, because an older file replaced the journal."""
        return self._opened.gaps.nights() if self._opened else []

    def bring_in(self, night: MissingNight, today: date) -> tuple[Night | None, Night | None]:
        """Save a missing night; return what it replaced, which is in the bin now, and the night itself.

        One that belongs in the bin goes there. Raises BadInput where the journal does not take it.
        """
        if night.removed:
            return self.delete(night.evening), None
        made = night_from(night.values)
        if night.binned:
            self._to_bin(made)
            return None, made
        return self._kept(made, today, whole=True, checked=True), made

    def more_missing(self) -> More | None:
        """Return a note that more may be missing than these nights; None where nothing shows that."""
        return self._opened.gaps.more() if self._opened else None

    def set_missing(self, nights: Sequence[MissingNight], more: More | None) -> None:
        """Leave only these nights, and this note of more, waiting for the person: the rest is settled."""
        self.set_state("decided", utc_now().isoformat())  # a write: files of another branch do not have this decision
        if self._opened:
            self._opened.gaps.let_wait(nights, more)

    def is_replaced(self) -> bool:
        """Return whether another file has replaced this journal, or another program wrote to it."""
        return self._opened is not None and self._opened.guard.is_replaced()

    def check(self) -> list[str]:
        """Check the whole file; return a sentence for each fault, none where it is sound."""
        with self._reading() as connection:
            faults = checks.faults(driver_of(connection), locked=self.key is not None)
        return [_("{file}: {fault}.").format(file=self.file, fault=fault) for fault in faults]

    # ---------------------------------------------------------------- inside
    def _note_undoable(self, connection: Connection, evening: date, binned: str | None, *, anew: bool = False) -> None:
        if self._puts_back:
            undoable.forget_evening(connection, evening)
        else:
            undoable.note_change(connection, evening, binned, anew=anew)

    def _waiting_for(self, evening: date) -> list[MissingNight]:
        """Return what is missing of an evening that the person is about to record."""
        return self._opened.gaps.of(evening) if self._opened else []

    def _bin_missing(self, waiting: Sequence[MissingNight]) -> Night | None:
        """Put what was missing of an evening into the bin, unless it is recorded now, and return it."""
        settled: Night | None = None
        there = self.night(waiting[0].evening) if waiting else None
        for each in waiting:
            if comparable(each.values) != comparable(values_of(there) if there else None):
                with suppress(JournalError):  # then it stays missing, and is offered for the bin
                    self._to_bin(settled := night_from(each.values), undoable=True)
        return settled

    def _to_bin(self, night: Night, *, undoable: bool = False) -> None:
        """Put a night that is not recorded into the bin; `undoable`: after a restart, Undo may restore it."""
        wrote = Wrote([(night.evening, values_of(night))])  # if an older file comes, the bin gets it again
        wrote.again = self._opened.gaps.besides(*wrote.nights[0]) if self._opened else []
        if not wrote.again:
            there = self.night(night.evening)
            wrote.nights.append((night.evening, values_of(there) if there else None))
        with self._writing(wrote) as connection:
            key = writing.put_aside(connection, night, days_used(driver_of(connection)))
            if undoable:
                self._note_undoable(connection, night.evening, key)

    def _holds_anything(self) -> bool:
        with self._reading() as connection:
            return any(connection.execute(select(kind.id).limit(1)).first() for kind in _KINDS)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translate_sqlite_errors(self.file), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self, about: Wrote | None = None) -> Iterator[Connection]:
        """Hold one transaction; `about` says for the receipts what it writes."""
        opened = self._opened
        if opened is None:
            raise JournalError(_("{file} is closed: nothing was changed.").format(file=self.file))
        with translate_sqlite_errors(self.file):
            if opened.writable:  # else SQLite raises an error
                opened.guard.before(opened.ledger.totals)
            with self._engine.connect().execution_options(writes=ROWS) as connection, connection.begin():
                if opened.writable:
                    opened.guard.still()
                self._state = opened.pen.write(driver_of(connection), clock.today())
                yield connection
            self.wrote = True
            opened.guard.after(opened.ledger.totals)
        opened.receipts.add(self._state, about or Wrote(rest=True))
        opened.gaps.took(self._state)
