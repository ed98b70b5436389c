"""One folder of copies of a journal: making copies in it, listing them, and deciding which are kept."""

import glob
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.os_reasons import os_reason
from cramp_journal.safe_file import make_folder
from cramp_journal.store.copies import contents
from cramp_journal.store.copies.backup import verified_copy
from cramp_journal.store.copies.rotation import BEFORE_RISK, DAILY, Placed, superfluous
from cramp_journal.store.file import checks, digest, leftovers, lineage, seals, shape
from cramp_journal.store.file.bounds import bounded
from cramp_journal.store.file.connection import UNREADABLE
from cramp_journal.store.file.encryption import Key, salt_of
from cramp_journal.store.file.lineage import descends

KINDS = ("upgrade", "import", "restore", "merge")
_STEPS = 20_000_000  # SQLite instructions: a hundred times what ten years take
_JUST_NOW = timedelta(minutes=2)  # copies named within this time were made one right after the other


@dataclass(frozen=True)
class Copy:
    """One copy. What is inside is None where it cannot be read: it is damaged, or locked with another passphrase."""

    file: Path
    made_on: date
    before: str = ""  # "": the copy of a day; else the act it was made before: one of KINDS
    nights: int | None = None
    first: date | None = None  # evenings
    last: date | None = None
    sound: bool = False
    locked: bool = False  # with another passphrase than the journal's: nobody knows whether it is sound
    made_at: time | None = None  # None: the copy of a day, which is remade during the day


class Shelf:
    """The copies of one journal in one folder.

    It works in this process, and waits for the disk as long as that takes: see store/copies/apart.py for a folder that
    may never answer.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        key: Key | None = None,
        source: Path | None = None,
        *,
        like: Path | None = None,
        fill: Callable[[Path, Path, Key | None], None] | None = None,
        step: Callable[[], object] = lambda: None,
    ) -> None:
        """Take a folder and the name of the journal's file.

        `source` holds the contents of the journal: the journal itself, or a copy that was just found sound. `fill`
        makes a copy of it (default: `verified_copy`). What root makes belongs to the owner of `like` (default: the
        source). `step` is called as the work proceeds.
        """
        self.folder, self.key = folder, key
        self._source, self._fill, self._step = source or folder / name, fill, step
        self._like = like or self._source
        self._stem, self._suffix = Path(name).stem, Path(name).suffix
        stem, suffix, kinds = re.escape(self._stem), re.escape(self._suffix), "|".join(KINDS)
        self._name = re.compile(rf"{stem}-(\d{{4}}-\d\d-\d\d)(?:-(\d{{6}})(?:-before-({kinds}))?)?{suffix}")

    # ---------------------------------------------------------------- making
    def make_room(self) -> None:
        """Create the folder if it does not exist. Raises JournalError where that is impossible."""
        try:
            make_folder(self.folder, like=self._like)
        except OSError as error:
            told = _("No copy can be put into {folder}: {reason}.")
            raise JournalError(told.format(folder=self.folder, reason=os_reason(error))) from error

    def make_copy_of(self, today: date, now: datetime) -> Path:
        """Make the copy of a day, or make it again where the journal has changed, and return it once it is kept."""
        self.make_room()
        target = self._copy_of(today, now)
        self.tidy(target)
        return there(target)

    def make_copy_before(self, what: str, moment: datetime) -> Path:
        """Make a copy before something is done."""
        self.make_room()
        named = [self._moment(file, day) for file, day, before in self.named() if before == what]
        just_now = [each for each in named if moment <= each < moment + _JUST_NOW]
        if just_now:  # by another program too: a name left free would make this copy the oldest of them
            moment = max(just_now) + timedelta(seconds=1)
        while (target := self._named_before(what, moment)).exists():
            moment += timedelta(seconds=1)
        return self.put(target.name)

    def put(self, name: str) -> Path:
        """Make a copy under a name."""
        self.make_room()
        target = self.folder / name
        self._put(target)
        self.tidy(target)
        return there(target)

    def _named_before(self, what: str, moment: datetime) -> Path:
        return self.folder / f"{self._stem}-{moment:%Y-%m-%d-%H%M%S}-before-{what}{self._suffix}"

    def _copy_of(self, today: date, now: datetime) -> Path:
        plain = self.folder / f"{self._stem}-{today.isoformat()}{self._suffix}"
        of_today = [file for file, day, before in self.named() if day == today and not before]
        for target in (plain, *sorted(set(of_today) - {plain})):
            if target.is_file() and self._is_current(target):
                return target
        for target in (plain, *sorted(set(of_today) - {plain})):
            if not target.is_file() or self._goes_on_from(target):
                break
        else:  # each holds something that the journal does not: the journal was replaced
            moment = now
            while (target := self.folder / f"{self._stem}-{today}-{moment:%H%M%S}{self._suffix}").exists():
                moment += timedelta(seconds=1)
        self._put(target)
        return target

    def _put(self, target: Path) -> None:
        (self._fill or verified_copy)(self._source, target, self.key)
        self._step()

    def _is_current(self, copy: Path) -> bool:
        """Return whether a copy is sound and holds what the journal holds."""
        try:
            return not checks.faults_in(copy, self.key) and self._kept(copy) == self._kept(self._source)
        except UNREADABLE:
            return False

    def _goes_on_from(self, copy: Path) -> bool:
        """Return whether nothing is lost if the journal takes the place of a copy."""
        placed = self._placed(copy, date.min, "")
        if not placed.readable:
            return not self._is_locked_otherwise(copy)  # a damaged file is no copy
        if placed.state is not None:
            try:
                return descends(self.lineage(), placed.state)
            except UNREADABLE:
                return True  # copying from an unreadable journal fails with a sentence of its own
        said = {key for key in contents.nights_in(copy, self.key) if not key[1]}
        return said <= contents.nights_in(self._source, self.key, binned=True)

    def _is_locked_otherwise(self, copy: Path) -> bool:
        try:
            self.key_of(copy)
        except LookupError:
            return True
        return False

    def lineage(self) -> lineage.Lineage:
        """Return the lineage of the journal."""
        connection = shape.opened(self._source, self.key)
        try:
            return lineage.read_lineage(connection)
        finally:
            connection.close()

    def _kept(self, file: Path) -> digest.Totals:
        connection = shape.opened(file, self.key)
        try:
            return digest.kept(connection)
        finally:
            connection.close()

    # ---------------------------------------------------------------- keeping
    def tidy(self, just_made: Path | None = None) -> None:
        """Delete what killed programs left, and the copies that are no longer needed."""
        for left in self.folder.glob(f"{glob.escape(self._stem)}-*{glob.escape(self._suffix)}.*"):
            leftovers.clear(left.with_name(left.name.partition(f"{self._suffix}.")[0] + self._suffix))
            self._step()
        named = list(self.named())
        if len(named) <= min(DAILY, BEFORE_RISK):
            return
        with suppress(*UNREADABLE):  # where the journal cannot be read, nothing is deleted
            for file in superfluous(
                self.placed(),
                just_made,
                self.lineage(),
                lambda: contents.nights_in(self._source, self.key, binned=True),
                lambda copy: contents.nights_in(copy, self.key, binned=True),
            ):
                with suppress(OSError):
                    file.unlink()
                    seals.discard(file)
                self._step()

    def placed(self) -> list[Placed]:
        """Return all copies, with what orders them by when they were made."""
        found = []
        for each in self.named():
            found.append(self._placed(*each))
            self._step()
        return found

    def _placed(self, file: Path, day: date, before: str) -> Placed:
        """Return the place of a copy in the order in which copies were made."""
        moment, state, readable = self._moment(file, day), None, False
        with suppress(*UNREADABLE, LookupError):
            connection = shape.opened(file, self.key_of(file))
            try:
                with bounded(connection, None, _STEPS):  # its pages may lead in circles
                    state = lineage.head(lineage.read_lineage(connection))
                    readable = connection.execute("SELECT count(*) FROM night").fetchone() is not None
            finally:
                connection.close()
        return Placed(file, day, before, moment, state, readable)

    def _moment(self, file: Path, day: date) -> datetime:
        """Return when a copy was made; the end of its day where the time of day is unknown."""
        made_at = self._time_in(file.name)
        if made_at is None:
            with suppress(OSError):  # it has just been deleted
                written = datetime.fromtimestamp(file.stat().st_mtime)  # noqa: DTZ006 - days of copies are local ones
                made_at = written.time() if written.date() == day else None
        return datetime.combine(day, made_at or time.max)

    def _time_in(self, name: str) -> time | None:
        match = self._name.fullmatch(name)
        return time.fromisoformat(match[2]) if match and match[2] else None

    def named(self) -> Iterator[tuple[Path, date, str]]:
        """Yield the files that are named as copies: the file, its day, and the act it was made before."""
        try:
            found = list(self.folder.iterdir())
        except OSError:
            return
        for file in found:
            match = self._name.fullmatch(file.name)
            if match is None or not file.is_file():
                continue
            with suppress(ValueError):  # not a valid day or time
                self._time_in(file.name)
                yield file, date.fromisoformat(match[1]), match[3] or ""

    # ---------------------------------------------------------------- looking
    def about(self, file: Path) -> Copy:
        """Return what is in a file that may be a copy: one of those here, or one from elsewhere."""
        if not file.is_file():
            raise JournalError(_("There is no copy at {file}.").format(file=file))
        match = self._name.fullmatch(file.name)
        made_on = date.fromisoformat(match[1]) if match else date.fromtimestamp(file.stat().st_mtime)  # noqa: DTZ012
        copy = Copy(file, made_on, match[3] or "" if match else "", made_at=self._time_in(file.name))
        self._step()
        try:
            key = self.key_of(file)
        except LookupError:
            return replace(copy, locked=True)
        try:
            nights, first, last = _asked(
                file, key, "SELECT count(*), min(evening), max(evening) FROM night WHERE deleted_at IS NULL"
            )[0]
            first, last = (evening and date.fromisoformat(evening) for evening in (first, last))
        except (*UNREADABLE, ValueError, TypeError):
            return copy
        sound = not checks.faults_in(file, key)
        self._step()
        return replace(copy, nights=nights, first=first, last=last, sound=sound)

    def look_inside(self, file: Path, nights: int) -> list[tuple[date, int, bool]]:
        """Return the last nights of a copy, newest first: the evening, its number of cramps, whether it is left out.

        Raises JournalError where the copy cannot be read.
        """
        wanted = (
            "SELECT evening, (SELECT count(*) FROM cramp WHERE night_id = night.id), left_out FROM night"
            " WHERE deleted_at IS NULL ORDER BY evening DESC LIMIT ?"
        )
        try:
            rows = _asked(file, self.key_of(file), wanted, nights)
            return [(date.fromisoformat(evening), count, bool(out)) for evening, count, out in rows]
        except (*UNREADABLE, ValueError, TypeError, LookupError) as error:
            raise JournalError(_("The copy {file} cannot be read.").format(file=file)) from error

    def key_of(self, file: Path) -> Key | None:
        """Return the key of a copy; raises LookupError where it is locked with another passphrase."""
        salt = salt_of(file)
        if salt is None:
            return None
        if self.key is None or self.key.salt != salt:
            raise LookupError
        return self.key

    def salts(self) -> dict[Path, bytes]:
        """Return the salt of each copy that is locked, with whatever passphrase."""
        found = {}
        for file, _day, _before in self.named():
            salt = salt_of(file)
            if salt is not None:
                found[file] = salt
            self._step()
        return found


def there(copy: Path) -> Path:
    """Return a copy that is about to be described. Raises JournalError where it does not exist."""
    if not copy.is_file():
        raise JournalError(_("The copy {file} is gone: something took it away.").format(file=copy))
    return copy


def _asked(file: Path, key: Key | None, question: str, *values: object) -> list[Any]:
    connection = shape.opened(file, key)
    try:
        found: list[Any] = connection.execute(question, values).fetchall()
        return found
    finally:
        connection.close()
