"""What keeps the journal, for the window: its copies, a rescue, the bin, the passphrase, and the daily upkeep.

The other half of the one door to the store: `Session` gives nights, this gives what they are kept by.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QObject

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.gui.session.door import Door
from cramp_journal.gui.tasks import run_in_background
from cramp_journal.i18n import _
from cramp_journal.labels import nights_text
from cramp_journal.settings import chosen_folder

if TYPE_CHECKING:  # slow to import: the first paint does without them
    from cramp_journal.store.copies.copies import Copies, Copy
    from cramp_journal.store.file.encryption import Key
    from cramp_journal.store.journal.bin import BinnedNight
    from cramp_journal.store.recovery.restore import Restored

Done: TypeAlias = Callable[[Any], None]
OnError: TypeAlias = Callable[[str], None]


@dataclass(frozen=True)
class Inside:
    """What is in one copy: its last nights as a strip shows them, and the key that opened it (None: not locked)."""

    copy: "Copy"
    nights: dict[date, tuple[int, bool]]
    key: "Key | None"


@dataclass(frozen=True)
class NewLock:
    """What came of setting, changing or taking off the passphrase."""

    code: str  # the recovery code; "" where there is no passphrase any more
    left: list[Path]  # files that are as they were
    notice: str = ""  # what else could not be done
    whole: list[Path] = field(default_factory=list)  # damaged files that were locked as they are
    missing: list[Path] = field(default_factory=list)  # folders of copies that are not there just now


class Safekeeping(QObject):
    """Lives as long as the session. What takes long is done in the worker thread."""

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self._copies: Copies | None = None

    def said_of_restore(self, done: "Restored", count: int) -> str:
        """Return what to say after a restore; `count` is how many nights the journal holds now."""
        said = _("The copy was put back.")
        if self._door.is_open:
            said += " " + _("Your journal has {nights} now.").format(nights=nights_text(count))
        if done.kept is not None and done.kept.parent == self.copies().folder:
            said += " " + _("What was there before is kept among the copies.")
        elif done.kept is not None:
            said += " " + _("What was there before is kept beside it.")
        if done.other_name:
            from cramp_journal.store.recovery.links import said_after_restore  # noqa: PLC0415 - not for the first paint

            said += " " + said_after_restore(done.other_name)
        if done.locked:
            said += " " + _("It has the passphrase of that copy now. You can change it or take it off in the settings.")
        return said

    # ---------------------------------------------------------------- copies
    def copies(self) -> "Copies":
        """Give the copies as they are to be made and opened now."""
        from cramp_journal.store.copies.copies import Copies  # noqa: PLC0415 - not for the first paint

        made = self._copies
        if made is None or made.key != self._door.key or made.chosen != self._door.copies_folder:
            made = self._copies = Copies(self._door.file, self._door.key, self._door.copies_folder)
        return made

    def forget(self) -> None:
        """Hold no key of the copies."""
        self._copies = None

    def list_copies(self, done: Done) -> None:
        """Look through the copies beside the journal: `done(list[Copy])`, newest first."""
        run_in_background(self.copies().listed_here, done)

    def list_all_copies(self, done: Done) -> None:
        """Look through those in the chosen folder too: `done((list[Copy], a sentence if that does not answer))`."""
        run_in_background(partial(_listed, self.copies()), done, waits=True)

    def look_inside(self, file: Path, words: str, done: Done, on_error: OnError) -> None:
        """Look into a copy, with its passphrase or recovery code where that is another one: `done(Inside)`."""
        copies = self.copies()
        run_in_background(partial(_look_inside, copies, file, words), done, on_error, waits=not copies.is_here(file))

    def look_at_folder(self, folder: Path, done: Done, on_error: OnError) -> None:
        """Look whether a folder is that of the copies beside the journal, which is no second place: `done(bool)`."""
        run_in_background(partial(self.copies().is_own_folder, folder), done, on_error, waits=True)

    def copy_now(self, done: Done, on_error: OnError) -> None:
        """Make the copy of today anew, beside the journal: `done(list of sentences)` for what could not be done."""
        self._copies = None  # what could not be done is told anew, though it was told before
        run_in_background(partial(_daily_here, self.copies(), clock.today()), done, on_error)

    def copy_there(self, done: Done, *, asked: bool = False) -> None:
        """Make it in the chosen folder: `done(list of sentences)`. Unasked, a folder that hangs is let be for a while.

        The copy beside the journal comes first: it is what is copied.
        """
        run_in_background(partial(_daily_there, self.copies(), clock.today(), asked=asked), done, waits=True)

    def copy_of_day(self) -> None:
        """Make the copy of today at the end of the program, where nobody can be told any more."""
        _daily(self.copies(), clock.today())

    def restore(self, copy: Path, copy_key: "Key | None", done: Done, on_error: OnError) -> None:
        """Put a copy in the place of the journal, which is kept first: `done(Restored)`."""
        self._door.closed_while(partial(_restore, self._door.file, copy, copy_key), done, on_error)

    def rescue(self, done: Done, on_error: OnError) -> None:
        """Save what can be read of a damaged journal: `done(Rescued)`."""
        self._door.closed_while(partial(_rescue, self._door.file), done, on_error)

    # ---------------------------------------------------------------- the bin
    def binned(self) -> "list[BinnedNight]":
        """Give the nights in the bin, last deleted first."""
        return self._door.journal().bin()

    def purge(self) -> None:
        """Remove for good what has lain in the bin for 90 days; where the file takes nothing, it can wait."""
        if self._door.is_open:
            try:
                self._door.journal().purge()
            except JournalError:
                return

    # ---------------------------------------------------------------- the passphrase
    def judge(self, words: str) -> tuple[bool, int, str]:
        """Say of a new passphrase whether it may be set, its grade (0 to 3), and a few words about it."""
        from cramp_journal.store.recovery.strength import strength_of  # noqa: PLC0415 - not for the first paint

        found = strength_of(words)
        return found.enough, found.grade, found.told

    def prove(self, words: str, done: Done) -> None:
        """Look whether what was typed is the passphrase in use, or its recovery code: `done(bool)`."""
        run_in_background(partial(_means, words, self._door.key), done)

    def set_passphrase(self, words: str, *, in_keyring: bool, done: Done, on_error: OnError) -> None:
        """Lock the journal and its copies, or lock them anew: `done(NewLock)`."""
        work = partial(_lock_anew, self._door.file, self._door.copies_folder, words, in_keyring)
        self._door.closed_while(work, done, on_error)

    def remove_passphrase(self, done: Done, on_error: OnError) -> None:
        """Take the passphrase off the journal and its copies: `done(NewLock)`."""
        self._door.closed_while(partial(_unlock, self._door.file, self._door.copies_folder), done, on_error)

    def ask_keyring(self, done: Done) -> None:
        """Ask whether there is a keyring, and whether it holds the key: `done((bool, bool))`."""
        run_in_background(partial(_keyring, self._door.key), done)

    def use_keyring(self, *, on: bool, done: Done, on_error: OnError) -> None:
        """Put the key into the system's keyring, or take it out."""
        run_in_background(partial(_use_keyring, self._door.key, on), done, on_error)

    # ---------------------------------------------------------------- upkeep
    def look_after(self, today: date, done: Done, on_error: OnError) -> None:
        """Make the copy of the day beside the journal, and once a week look through that: `done(Upkept)`."""
        run_in_background(partial(_look_after, self.copies(), today), done, on_error)


@dataclass(frozen=True)
class UpkeepDone:
    """What came of the daily upkeep."""

    notices: list[str]  # sentences for what could not be done, each once
    faults: list[str]  # that the weekly look found
    place: tuple[str, str] | None  # where the journal lies, if that is doubtful: "synced" or "network", and its name


def _look_after(copies: "Copies", today: date) -> UpkeepDone:
    from cramp_journal.store.file.places import doubtful_place  # noqa: PLC0415 - as above
    from cramp_journal.store.recovery import upkeep  # noqa: PLC0415 - not for the first paint

    told = upkeep.daily_here(copies, today)
    due = upkeep.check_is_due(copies.file, today)
    faults = upkeep.check(copies.file, copies.key, today) if due else []
    place = doubtful_place(copies.file)
    return UpkeepDone(told, faults, (place.kind, place.name) if place else None)


def _daily(copies: "Copies", today: date) -> list[str]:
    from cramp_journal.store.recovery import upkeep  # noqa: PLC0415 - not for the first paint

    return upkeep.daily(copies, today)


def _daily_here(copies: "Copies", today: date) -> list[str]:
    from cramp_journal.store.recovery import upkeep  # noqa: PLC0415 - not for the first paint

    return upkeep.daily_here(copies, today)


def _daily_there(copies: "Copies", today: date, *, asked: bool) -> list[str]:
    from cramp_journal.store.copies import apart  # noqa: PLC0415 - not for the first paint
    from cramp_journal.store.recovery import upkeep  # noqa: PLC0415 - not for the first paint

    return upkeep.daily_there(copies, today, apart.LIMIT, unasked=not asked)


def _listed(copies: "Copies") -> "tuple[list[Copy], str]":
    return copies.listed(), copies.silent


def _look_inside(copies: "Copies", file: Path, words: str) -> Inside:
    from cramp_journal.store.copies.copies import Copies  # noqa: PLC0415 - not for the first paint

    if words:
        copies = Copies(copies.file, copies.key_for(file, words), copies.chosen)
    copy = copies.about(file)
    if copy.locked or copy.nights is None:
        return Inside(copy, {}, None)
    last = {evening: (count, out) for evening, count, out in copies.look_inside(file)}
    return Inside(copy, last, copies.key)


def _restore(file: Path, copy: Path, copy_key: "Key | None", key: "Key | None") -> "tuple[Any, Key | None]":
    from cramp_journal.store.copies.copies import Copies  # noqa: PLC0415 - not for the first paint
    from cramp_journal.store.recovery.restore import restore  # noqa: PLC0415 - as above

    second = chosen_folder()
    with Copies(file, key, second).at_hand(copy) as near:  # the folder of the copy may never answer
        done = restore(file, near, key, copy_key, second)
    return done, done.key


def _rescue(file: Path, key: "Key | None") -> "tuple[Any, Key | None]":
    from cramp_journal.store.recovery.rescue import rescue  # noqa: PLC0415 - not for the first paint

    return rescue(file, key, chosen_folder()), key


def _lock_anew(
    file: Path, second: Path | None, words: str, in_keyring: bool, key: "Key | None"
) -> "tuple[NewLock, Key | None]":
    from cramp_journal.store.file.remembered import forget_key, remember_key  # noqa: PLC0415 - as above
    from cramp_journal.store.recovery.links import said_after_passphrase  # noqa: PLC0415 - not for the first paint
    from cramp_journal.store.recovery.passphrase import set_passphrase  # noqa: PLC0415 - not for the first paint

    done = set_passphrase(file, words, key, second)
    assert done.key is not None
    notice = ""
    if key is not None:
        forget_key(key)
    if in_keyring:
        try:
            remember_key(done.key)
        except JournalError as error:
            notice = str(error)
    notice = " ".join(filter(None, (notice, said_after_passphrase(done.other_name, was_locked=key is not None))))
    return NewLock(done.key.code, done.left, notice, done.whole, done.missing), done.key


def _unlock(file: Path, second: Path | None, key: "Key | None") -> "tuple[NewLock, Key | None]":
    from cramp_journal.store.file.remembered import forget_key  # noqa: PLC0415 - as above
    from cramp_journal.store.recovery.links import said_after_passphrase  # noqa: PLC0415 - not for the first paint
    from cramp_journal.store.recovery.passphrase import remove_passphrase  # noqa: PLC0415 - not for the first paint

    if key is None:
        return NewLock("", []), None
    done = remove_passphrase(file, key, second)
    forget_key(key)
    notice = said_after_passphrase(done.other_name, was_locked=True)
    return NewLock("", done.left, notice, done.whole, done.missing), None


def _means(words: str, key: "Key | None") -> bool:
    from cramp_journal.store.file.encryption import means  # noqa: PLC0415 - not for the first paint

    return key is None or means(words, key)


def _keyring(key: "Key | None") -> tuple[bool, bool]:
    from cramp_journal.store.file.remembered import can_remember, is_key_remembered  # noqa: PLC0415 - not for the first paint

    there = can_remember()
    return there, there and key is not None and is_key_remembered(key)


def _use_keyring(key: "Key | None", on: bool) -> bool:
    from cramp_journal.store.file.remembered import forget_key, remember_key  # noqa: PLC0415 - not for the first paint

    if key is not None:
        (remember_key if on else forget_key)(key)
    return on
