"""The copies of a journal: one for each day of use, one before each risky act, and which of them are kept.

They are in the folder beside the journal, and in one of the person's choice as well. That one may be a network share or
a stick that no longer answers, so another process does all work in it (store/copies/apart.py).
"""

import hashlib
import platform
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from threading import RLock
from typing import Any

from cramp_journal import clock
from cramp_journal.errors import GoodCopy, JournalError, WrongPassphrase
from cramp_journal.i18n import _
from cramp_journal.paths import backups, where_it_lies
from cramp_journal.safe_file import make_folder
from cramp_journal.store.copies import apart, far
from cramp_journal.store.copies.apart import SilentFolder
from cramp_journal.store.copies.backup import verified_copy
from cramp_journal.store.copies.rotation import Placed, newest_first
from cramp_journal.store.copies.shelf import Copy, Shelf
from cramp_journal.store.file import leftovers, seals, shape
from cramp_journal.store.file.connection import UNREADABLE
from cramp_journal.store.file.encryption import Key, keys_for, salt_of
from cramp_journal.store.file.fitting import first_that_opens
from cramp_journal.store.file.notes import kept_folder

__all__ = ["Copies", "Copy"]


class Copies:
    """The copies of one journal, in the folder beside it and in one of the person's choice."""

    def __init__(self, file: Path, key: Key | None = None, second: Path | None = None) -> None:
        """Take a journal's file; `key` opens it and its copies, `second` is the folder of the person's choice."""
        file = where_it_lies(file)
        self.file, self.key = file, key
        self.folder = backups(file)
        self.chosen = second
        # Two people may choose one folder for journals of one name, and neither's copies may displace the other's.
        mark = hashlib.blake2b(f"{platform.node()}\0{file.absolute()}".encode(errors="replace"), digest_size=4)
        self.second = second / f"{file.stem}-{mark.hexdigest()}" if second else None
        self.silent = ""  # a sentence where the chosen folder did not answer the last request for its copies
        self._here = Shelf(self.folder, file.name, key, file)
        self._today: tuple[date, Path] | None = None  # the last copy of a day that was made here
        self._told: set[str | tuple[str, date]] = set()
        self._making = RLock()  # two threads would write the same draft

    # ---------------------------------------------------------------- making
    def daily(self, today: date) -> list[str]:
        """Make today's copy in both folders, or make it again where the journal has changed since.

        Returns a sentence for each failure, each only once: a failed copy is no reason not to log a night.
        """
        return [*self.daily_here(today), *self.daily_there(today)]

    def daily_here(self, today: date) -> list[str]:
        """Make today's copy in the folder beside the journal."""
        try:
            self.of_today(today)
        except JournalError as error:
            return self._fresh(str(error))
        return []

    def daily_there(self, today: date, first: float | None = None, *, unasked: bool = True) -> list[str]:
        """Make today's copy in the folder of the person's choice.

        `first` is the time in seconds to wait for its first sign of life; with `unasked`, a folder that recently did
        not answer is not tried: see store/copies/apart.py.
        """
        if self.second is None:
            return []
        try:
            with self._stand_in(today) as source:
                task = {"source": str(source), "today": today.isoformat(), "now": clock.now().isoformat()}
                self._there("daily", task, first=first or apart.SHORT, unasked=unasked)
        except SilentFolder:
            told = _("The folder {folder} for copies does not answer: no copy was put into it. Today's lies in {own}.")
            sentence = told.format(folder=self.chosen, own=self.folder)
            return self._fresh(sentence, today)
        except JournalError as error:
            return self._fresh(str(error))
        return []

    def of_today(self, today: date) -> Path:
        """Make today's copy, or make it again where the journal has changed since, and return its file.

        Raises JournalError where it cannot be made.
        """
        with self._making:
            self._today = None
            made = self._here.make_copy_of(today, clock.now())
            self._today = today, made
            return made

    def made_on(self, day: date) -> Path | None:
        """Return the copy that this object made last, if it is of the given day."""
        known = self._today
        return known[1] if known and known[0] == day and known[1].is_file() else None

    def before(self, what: str) -> Path:
        """Make a copy before an upgrade, an import or a restore. Raises JournalError where it cannot be made.

        The folder of the person's choice gets one too, if it is there: a stick that is not plugged in stops nothing.
        """
        with self._making:
            made = self._here.make_copy_before(what, clock.now())
        if self.second is not None:
            with suppress(JournalError):
                task = {"source": str(made), "name": made.name}
                self._there("put", task, first=apart.SHORT, unasked=True)
        return made

    def put_into(self, folder: Path) -> Path:
        """Put a copy into any folder, under a name that is free there, and return its file.

        Raises JournalError where it cannot be put there, or where the folder does not answer.
        """
        try:
            with self._stand_in(clock.today()) as source:
                task = {"file": str(folder.absolute() / self.file.name), "source": str(source)}
                made = self._there("put_into", {**task, "now": clock.now().isoformat()}, first=apart.DEAD_AFTER)
        except SilentFolder:
            told = _("The folder {folder} does not answer: no copy was put into it.")
            raise JournalError(told.format(folder=folder)) from None
        return folder / str(made)

    def _fresh(self, sentence: str, day: date | None = None) -> list[str]:
        """Return the sentence in a list if it was not reported yet (on that day), else an empty list."""
        mark = (sentence, day) if day else sentence
        if mark in self._told:
            return []
        self._told.add(mark)
        return [sentence]

    @contextmanager
    def _stand_in(self, today: date) -> Iterator[Path]:
        """Yield a file with the contents of the journal, for another process to copy from.

        That process must never open the journal: while it hangs, nobody could write. Raises JournalError where no local
        disk takes a copy at all.
        """
        if known := self.made_on(today):
            yield known
            return
        with self._making:
            try:
                made = self._here.make_copy_of(today, clock.now())
            except JournalError as error:
                made, draft = None, self._draft(error)
        if made:
            yield made
            return
        try:
            yield draft
        finally:
            draft.unlink(missing_ok=True)
            seals.discard(draft)

    def _draft(self, reason: JournalError) -> Path:
        """Make a temporary copy where the folder of copies takes none; raise the given reason where that fails too."""
        for folder in (self.file.parent, kept_folder()):
            draft = leftovers.partial_of_ours(folder / self.file.name)
            with suppress(JournalError, OSError):
                make_folder(folder, like=self.file)
                verified_copy(self.file, draft, self.key)
                return draft
        raise reason

    # ---------------------------------------------------------------- the other process
    def _there(self, do: str, more: dict[str, Any], *, first: float = 0, unasked: bool = False) -> Any:
        """Run a task about a file that is not beside the journal; see `apart.run_task`."""
        file = Path(more.get("file", self.second or self.folder))
        chosen = self.chosen if self.chosen and self.is_there(file) else file.parent
        task = {
            "do": do,
            "chosen": str(chosen.absolute()),
            "second": str((self.second or chosen).absolute()),
            "own": str(self.folder),
            "journal": str(self.file.absolute()),
            "called": self.file.name,
            "key": far.plain_key(self.key),
            **more,
        }
        return apart.run_task(chosen, task, first=first or apart.ANSWER, unasked=unasked)

    def _asked(self, do: str, file: Path, **more: Any) -> Any:
        """Ask something about one file. Raises JournalError where its folder does not answer."""
        try:
            return self._there(do, {"file": str(file.absolute()), **more})
        except SilentFolder:
            raise JournalError(self._said_of(self.chosen if self.is_there(file) else file.parent)) from None

    def _listed_there(self, do: str, **more: Any) -> list[Any]:
        """List what is in the folder of the person's choice; where it does not answer, `silent` says so."""
        self.silent = ""
        if self.second is None:
            return []
        try:
            found: list[Any] = self._there(do, more, unasked=do != "listed")
        except SilentFolder:
            self.silent = self._said_of(self.chosen)
            return []
        except JournalError as error:
            self.silent = str(error)
            return []
        return found

    def _said_of(self, folder: Path | None) -> str:
        return _("The folder {folder} does not answer: what lies in it could not be looked at.").format(folder=folder)

    def is_there(self, file: Path) -> bool:
        """Return whether a file is in the folder of the person's choice, by its name alone."""
        return self.chosen is not None and file.absolute().is_relative_to(self.chosen.absolute())

    def is_here(self, file: Path) -> bool:
        """Return whether a file is in the folder of copies beside the journal, by its name alone."""
        return file.absolute().is_relative_to(self.folder.absolute())

    def is_own_folder(self, folder: Path) -> bool:
        """Return whether a folder is that of the copies beside the journal, or is inside it.

        Raises JournalError where it does not answer.
        """
        asked = Copies(self.file, None, folder)
        try:
            return bool(asked._there("is_own", {"folder": str(folder.absolute())}))
        except SilentFolder:
            told = _("The folder {folder} does not answer: it was not chosen. Choose another, or try again later.")
            raise JournalError(told.format(folder=folder)) from None

    @contextmanager
    def at_hand(self, file: Path) -> Iterator[Path]:
        """Yield a local file for one that may be in the folder of the person's choice: that file, or a copy of it.

        Raises JournalError where there is none; an error raised inside names the file by its original name.
        """
        if not self.is_there(file) or self.is_here(file):
            yield file
            return
        near = leftovers.partial_of_ours(self.file.with_name(f"{self.file.stem}-brought{self.file.suffix}"))
        try:
            self._asked("fetch", file, to=str(near.absolute()))
            yield near
        except JournalError as error:
            error.args = tuple(str(each).replace(str(near), str(file)) for each in error.args)
            raise
        finally:
            for ending in ("", "-journal", "-wal", "-shm"):
                with suppress(OSError):
                    near.with_name(near.name + ending).unlink(missing_ok=True)
            seals.discard(near)

    # ---------------------------------------------------------------- under another lock
    def swept_there(self, task: dict[str, Any], first: float | None = None, *, unasked: bool = False) -> dict[str, Any]:
        """Change the lock of everything in the chosen folder; see store/copies/sweeping.py.

        Raises JournalError where it does not answer, or is not there.
        """
        answer: dict[str, Any] = self._there("sweep", task, first=first or 0, unasked=unasked)
        return answer

    def locked_otherwise(self, key: Key | None) -> list[Path]:
        """Return the copies that are not locked with a key, as far as the folder of the person's choice answers."""
        salt = key.salt if key else None
        here = [file for file in self.files_here() if salt_of(file) != salt]
        return [*here, *map(Path, self._listed_there("otherwise", salt=salt.hex() if salt else None))]

    # ---------------------------------------------------------------- looking
    def files(self) -> list[Path]:
        """Return the files of all copies, newest first; see `silent`."""
        placed = [far.placed_from(each) for each in self._listed_there("placed")]
        return [each.file for each in self._in_order([*self._here.placed(), *placed])]

    def files_here(self) -> list[Path]:
        """Return the files of the copies beside the journal."""
        return [each.file for each in self._in_order(self._here.placed())]

    def listed(self) -> list[Copy]:
        """Return all copies, newest first, each checked: with a long journal, do not call it on the window's thread.

        Where the chosen folder does not answer, `silent` says so.
        """
        found = [(far.placed_from(place), far.copy_from(copy)) for place, copy in self._listed_there("listed")]
        placed, copies = [each for each, _copy in found], {copy.file: copy for _place, copy in found}
        in_order = self._in_order([*self._here.placed(), *placed])
        return [copies.get(each.file) or self._here.about(each.file) for each in in_order]

    def listed_here(self) -> list[Copy]:
        """Return the copies beside the journal, each checked."""
        return [self._here.about(file) for file in self.files_here()]

    def _in_order(self, placed: list[Placed]) -> list[Placed]:
        try:
            related = self._here.lineage()
        except UNREADABLE:  # it is missing or damaged: the lineage cannot order the copies
            related = {}
        return newest_first(placed, related)

    def about(self, file: Path) -> Copy:
        """Return what is in a file that may be a copy: one of the list, or one from elsewhere.

        Raises JournalError where there is none, where it is the journal itself, or where its folder does not answer.
        """
        return self._here.about(file) if self.is_here(file) else far.copy_from(self._asked("about", file))

    def look_inside(self, file: Path, nights: int = 14) -> list[tuple[date, int, bool]]:
        """Return the last nights of a copy, newest first: the evening, its number of cramps, whether it is left out.

        Raises JournalError where the copy cannot be read.
        """
        if self.is_here(file):
            return self._here.look_inside(file, nights)
        found = self._asked("look_inside", file, nights=nights)
        return [(date.fromisoformat(evening), cramps, out) for evening, cramps, out in found]

    def newest_of_form(self, newest: str) -> GoodCopy | None:
        """Return the newest sound copy beside the journal whose form is not newer than `newest`, or None."""
        for file in self.files_here():
            with suppress(JournalError, OSError, LookupError, *UNREADABLE):
                if "" < shape.look(file, self.key_of(file)) <= newest:
                    copy = self.about(file)
                    if copy.sound and copy.nights is not None:
                        return GoodCopy(copy.file, copy.made_on, copy.nights, copy.last)
        return None

    def newest_sound(self) -> GoodCopy | None:
        """Return the newest copy that is sound, or None."""
        for file in self.files():
            for _turn in range(2):  # a disk that fails once is tried again, since an older copy has fewer nights
                with suppress(JournalError):  # it has just been deleted
                    copy = self.about(file)
                    if copy.sound and copy.nights is not None:
                        return GoodCopy(copy.file, copy.made_on, copy.nights, copy.last)
        return None

    def key_of(self, file: Path) -> Key | None:
        """Return the key of a copy here; raises LookupError where it is locked with another passphrase."""
        return self._here.key_of(file)

    def salts(self) -> dict[Path, bytes]:
        """Return the salt of each copy that is locked, newest copy first."""
        there = {Path(file): bytes.fromhex(salt) for file, salt in dict(self._listed_there("salts")).items()}
        found = {**self._here.salts(), **there}
        return {file: found[file] for file in [*self.files_here(), *there] if file in found}

    def key_for(self, file: Path, given: str) -> Key | None:
        """Return the key of a copy from anywhere for the passphrase or the recovery code that a person typed.

        None: it is not locked. Raises WrongPassphrase, or JournalError where its folder does not answer.
        """
        salt = salt_of(file) if self.is_here(file) else bytes.fromhex(self._asked("salt", file) or "")
        if not salt:
            return None
        key = self.opened_by({file: keys_for(given, salt)}).get(file)
        if key is None:
            told = _("This is neither the passphrase nor the recovery code of {file}.")
            raise WrongPassphrase(told.format(file=file))
        return key

    def opened_by(self, tries: dict[Path, Iterable[Key]]) -> dict[Path, Key]:
        """Return the files that open with one of the keys to try for each, with that key."""
        found = {}
        for file, keys in tries.items():
            if self.is_here(file):
                fitting = first_that_opens(file, keys)
                if fitting is not None:
                    found[file] = fitting
        there = [(file, key) for file, keys in tries.items() if not self.is_here(file) for key in keys]
        if there:
            pairs = [[str(file), far.plain_key(key)] for file, key in there]
            with suppress(JournalError):  # a file whose folder does not answer cannot be opened
                found |= {
                    there[at][0]: there[at][1] for at in self._there("opens", {"file": pairs[0][0], "pairs": pairs})
                }
        return {file: found[file] for file in tries if file in found}
