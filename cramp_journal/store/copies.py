"""The copies of a journal: one for each day of use, one before whatever might go wrong, and which of them are kept."""

import glob
import hashlib
import platform
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from cramp_journal import clock
from cramp_journal.errors import GoodCopy, JournalError
from cramp_journal.i18n import _
from cramp_journal.paths import backups, settings_file
from cramp_journal.safe_file import make_folder
from cramp_journal.settings import Settings
from cramp_journal.store import checks, contents, digest, leftovers, lineage, seals
from cramp_journal.store.backup import verified_copy
from cramp_journal.store.connection import UNREADABLE, connect
from cramp_journal.store.encryption import Key, salt_of
from cramp_journal.store.lineage import descends
from cramp_journal.store.rotation import BEFORE, DAILY, Placed, newest_first, superfluous
from cramp_journal.store.succession import note_copied

_KINDS = ("upgrade", "import", "restore")


@dataclass(frozen=True)
class Copy:
    """One copy. What is inside is None where it cannot be read: it is damaged, or locked with another passphrase."""

    file: Path
    made_on: date
    before: str = ""  # "": the copy of a day; else what it was made before: upgrade, import, restore
    nights: int | None = None
    first: date | None = None  # evenings
    last: date | None = None
    sound: bool = False
    locked: bool = False  # with another passphrase than that of the journal: nobody knows whether it is sound
    made_at: time | None = None  # None: it is the copy of a day, which is made anew as the day goes on


def chosen_folder() -> Path | None:
    """Give the folder that the person chose for copies, if any."""
    folder = Settings.load(settings_file(), aside=False).copies_folder
    return Path(folder) if folder else None


class Copies:
    """The copies of one journal, in the folder beside it and in one of the person's choice."""

    def __init__(self, file: Path, key: Key | None = None, second: Path | None = None) -> None:
        """Know a journal by its file; `key` opens it and its copies, `second` is the folder of the person's choice."""
        self.file, self.key = file, key
        self.folder = backups(file)
        self.chosen = second
        # Two people may choose one folder for journals of one name, and no one's copies may push out another's.
        mark = hashlib.blake2b(f"{platform.node()}\0{file.absolute()}".encode(errors="replace"), digest_size=4)
        self.second = second / f"{file.stem}-{mark.hexdigest()}" if second else None
        stem, suffix = re.escape(file.stem), re.escape(file.suffix)
        kinds = "|".join(_KINDS)
        self._name = re.compile(rf"{stem}-(\d{{4}}-\d\d-\d\d)(?:-(\d{{6}})(?:-before-({kinds}))?)?{suffix}")
        self._told: set[str] = set()

    # ---------------------------------------------------------------- making
    def daily(self, today: date) -> list[str]:
        """Make the copy of today, or make it anew where the journal has changed since, in both folders.

        Gives a sentence for what could not be done, each once: that is no reason not to log a night.
        """
        told = []
        for folder in (self.folder, self.second):
            if folder is None:
                continue
            try:
                self._make_copy_of(today, folder)
            except JournalError as error:
                told.append(str(error))
        fresh = [sentence for sentence in told if sentence not in self._told]
        self._told.update(fresh)
        return fresh

    def of_today(self, today: date) -> Path:
        """Make the copy of today, or make it anew where the journal has changed since, and give its file.

        Raises JournalError where it cannot be made.
        """
        return self._make_copy_of(today, self.folder)

    def before(self, what: str) -> Path:
        """Make a copy before an upgrade, an import or a restore. Raises JournalError where it cannot be made.

        The folder of the person's choice gets one too, if it is there: a stick that is not plugged in stops nothing.
        """
        self._make_room(self.folder)
        moment = clock.now()
        while (target := self._before(what, moment)).exists():
            moment += timedelta(seconds=1)
        verified_copy(self.file, target, self.key)
        self._tidy(self.folder, target)
        if self.second is not None:
            with suppress(JournalError):
                self._make_room(self.second)
                verified_copy(self.file, self.second / target.name, self.key)
                self._tidy(self.second, self.second / target.name)
        return _there(target)

    def _before(self, what: str, moment: datetime) -> Path:
        return self.folder / f"{self.file.stem}-{moment:%Y-%m-%d-%H%M%S}-before-{what}{self.file.suffix}"

    def _make_room(self, folder: Path) -> None:
        if folder == self.second and not (self.chosen and self.chosen.is_dir()):
            # Making it would write to whatever disk lies below the place where the stick belongs.
            told = _("The folder {folder} for copies is not there: no copy was put into it. Today's lies in {own}.")
            raise JournalError(told.format(folder=self.chosen, own=self.folder))
        try:
            make_folder(folder)
        except OSError as error:
            told = _("No copy can be put into {folder}: {reason}.")
            raise JournalError(told.format(folder=folder, reason=error.strerror)) from error

    def _make_copy_of(self, today: date, folder: Path) -> Path:
        """Make the copy of a day in a folder, and return it once it is sure to be kept there."""
        self._make_room(folder)
        target = self._copy_of(today, folder)
        self._tidy(folder, target)
        if folder == self.folder:
            with suppress(*UNREADABLE):
                note_copied(self.file, self.key, target)
        return _there(target)

    def _copy_of(self, today: date, folder: Path) -> Path:
        plain = folder / f"{self.file.stem}-{today.isoformat()}{self.file.suffix}"
        of_today = [file for file, day, before in self._named(folder) if day == today and not before]
        for target in (plain, *sorted(set(of_today) - {plain})):
            if target.is_file() and self._is_current(target):
                return target
        for target in (plain, *sorted(set(of_today) - {plain})):
            if not target.is_file() or self._goes_on_from(target):
                break
        else:  # each holds something that the journal does not: another was put in its place
            moment = clock.now()
            while (target := folder / f"{self.file.stem}-{today}-{moment:%H%M%S}{self.file.suffix}").exists():
                moment += timedelta(seconds=1)
        verified_copy(self.file, target, self.key)
        return target

    def _is_current(self, copy: Path) -> bool:
        """Tell whether a copy is sound and holds what the journal holds."""
        try:
            return not checks.faults_in(copy, self.key) and self._kept(copy) == self._kept(self.file)
        except UNREADABLE:
            return False

    def _goes_on_from(self, copy: Path) -> bool:
        """Tell whether nothing is lost if the journal takes the place of a copy."""
        placed = self._placed(copy, date.min, "")
        if not placed.readable:
            return not self._is_locked_otherwise(copy)  # what is damaged is no copy
        if placed.state is not None:
            return descends(self._lineage(), placed.state)
        said = {key for key in contents.nights_in(copy, self.key) if not key[1]}
        return said <= contents.nights_in(self.file, self.key, binned=True)

    def _is_locked_otherwise(self, copy: Path) -> bool:
        try:
            self.key_of(copy)
        except LookupError:
            return True
        return False

    def _lineage(self) -> lineage.Lineage:
        connection = connect(self.file, self.key)
        try:
            return lineage.read(connection)
        finally:
            connection.close()

    def _kept(self, file: Path) -> digest.Totals:
        connection = connect(file, self.key)
        try:
            return digest.kept(connection)
        finally:
            connection.close()

    # ---------------------------------------------------------------- keeping
    def _tidy(self, folder: Path, just_made: Path | None = None) -> None:
        """Take away what killed programs left, and the copies that are not needed any more."""
        for left in folder.glob(f"{glob.escape(self.file.stem)}-*{glob.escape(self.file.suffix)}.*"):
            leftovers.clear(left.with_name(left.name.partition(f"{self.file.suffix}.")[0] + self.file.suffix))
        named = list(self._named(folder))
        if len(named) <= min(DAILY, BEFORE):
            return
        with suppress(*UNREADABLE):  # where the journal cannot be read, nothing is taken away
            for file in superfluous(
                [self._placed(*each) for each in named],
                just_made,
                self._lineage(),
                lambda: contents.nights_in(self.file, self.key, binned=True),
                lambda copy: contents.nights_in(copy, self.key, binned=True),
            ):
                with suppress(OSError):
                    file.unlink()
                    seals.drop(file)

    def _placed(self, file: Path, day: date, before: str) -> Placed:
        """Say where a copy stands in the order of their making."""
        moment, state, readable = self._moment(file, day)[0], None, False
        with suppress(*UNREADABLE, LookupError):
            connection = connect(file, self.key_of(file))
            try:
                state = lineage.head(lineage.read(connection))
                readable = connection.execute("SELECT count(*) FROM night").fetchone() is not None
            finally:
                connection.close()
        return Placed(file, day, before, moment, state, readable)

    def files(self) -> list[Path]:
        """Give the files of all copies, in the order of their making, last made first."""
        named = [each for folder in (self.folder, self.second) if folder for each in self._named(folder)]
        placed = [self._placed(*each) for each in named]
        try:
            related = self._lineage()
        except UNREADABLE:  # it is gone or damaged: then one copy is as good as another
            related = {}
        return [each.file for each in newest_first(placed, related)]

    def _moment(self, file: Path, day: date) -> tuple[datetime, str]:
        """Give when a copy was made; where nobody knows at what time of its day, at the end of it."""
        made_at = self._time_in(file.name)
        if made_at is None:
            with suppress(OSError):  # it went away this moment
                written = datetime.fromtimestamp(file.stat().st_mtime)  # noqa: DTZ006 - days of copies are local ones
                made_at = written.time() if written.date() == day else None
        return datetime.combine(day, made_at or time.max), file.name

    def _time_in(self, name: str) -> time | None:
        match = self._name.fullmatch(name)
        return time.fromisoformat(match[2]) if match and match[2] else None

    def _named(self, folder: Path) -> Iterator[tuple[Path, date, str]]:
        """Give what lies in a folder and is named as a copy: the file, its day, and what it was made before."""
        try:
            found = list(folder.iterdir())
        except OSError:
            return
        for file in found:
            match = self._name.fullmatch(file.name)
            if match is None or not file.is_file():
                continue
            with suppress(ValueError):  # a day or a time that is none
                self._time_in(file.name)
                yield file, date.fromisoformat(match[1]), match[3] or ""

    # ---------------------------------------------------------------- looking
    def listed(self) -> list[Copy]:
        """Give all copies, newest first, each looked through: for a long journal, not on the thread of the window."""
        return [self.about(file) for file in self.files()]

    def about(self, file: Path) -> Copy:
        """Say what is in a file that may be a copy: one of the list, or one from elsewhere."""
        if not file.is_file():
            raise JournalError(_("There is no copy at {file}.").format(file=file))
        match = self._name.fullmatch(file.name)
        made_on = date.fromisoformat(match[1]) if match else date.fromtimestamp(file.stat().st_mtime)  # noqa: DTZ012
        copy = Copy(file, made_on, match[3] or "" if match else "", made_at=self._time_in(file.name))
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
        return replace(copy, nights=nights, first=first, last=last, sound=sound)

    def look_inside(self, file: Path, nights: int = 14) -> list[tuple[date, int, bool]]:
        """Give the last nights of a copy, newest first: the evening, its number of cramps, whether it is left out.

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

    def newest_sound(self) -> GoodCopy | None:
        """Give the newest copy that is sound, or None."""
        for file in self.files():
            for _turn in range(2):  # a disk that fails once is asked again: an older copy has fewer nights
                copy = self.about(file)
                if copy.sound and copy.nights is not None:
                    return GoodCopy(copy.file, copy.made_on, copy.nights, copy.last)
        return None

    def key_of(self, file: Path) -> Key | None:
        """Give the key of a copy; raises LookupError where it is locked with another passphrase."""
        salt = salt_of(file)
        if salt is None:
            return None
        if self.key is None or self.key.salt != salt:
            raise LookupError
        return self.key


def _there(copy: Path) -> Path:
    """Return a copy that is about to be told of. Raises JournalError where it is not there."""
    if not copy.is_file():
        raise JournalError(_("The copy {file} is gone: something took it away.").format(file=copy))
    return copy


def _asked(file: Path, key: Key | None, question: str, *values: object) -> list[Any]:
    connection = connect(file, key)
    try:
        found: list[Any] = connection.execute(question, values).fetchall()
        return found
    finally:
        connection.close()
