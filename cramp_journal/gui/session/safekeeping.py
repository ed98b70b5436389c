"""What protects the journal, for the window: its copies, a rescue, the bin, the passphrase, and the daily upkeep.

The other half of the one door to the store: `Session` handles nights, this class their safety.
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
from cramp_journal.gui.session.other_journal import write_shared
from cramp_journal.gui.tasks import run_in_background
from cramp_journal.i18n import _
from cramp_journal.labels import nights_text
from cramp_journal.punctuation import in_sentences
from cramp_journal.settings import chosen_folder

if TYPE_CHECKING:  # slow to import: not needed for the first paint
    from cramp_journal.store.copies.copies import Copies, Copy
    from cramp_journal.store.file.encryption import Key
    from cramp_journal.store.journal.bin import BinnedNight
    from cramp_journal.store.recovery.restore import Restored

Done: TypeAlias = Callable[[Any], None]
OnError: TypeAlias = Callable[[str], None]


@dataclass(frozen=True)
class Inside:
    """The contents of one copy: its last nights as a strip shows them, and its key (None: not locked)."""

    copy: "Copy"
    nights: dict[date, tuple[int, bool]]
    key: "Key | None"


@dataclass(frozen=True)
class NewLock:
    """The result of setting, changing or removing the passphrase."""

    code: str  # the recovery code; "" if there is no passphrase any more
    left: list[Path]  # files that are unchanged
    notice: str = ""  # what else failed
    whole: list[Path] = field(default_factory=list)  # damaged files that were locked unread
    missing: list[Path] = field(default_factory=list)  # folders of copies that are not available now


class Safekeeping(QObject):
    """Lives as long as the session. Long work runs in the worker thread."""

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self._copies: Copies | None = None

    def said_of_restore(self, done: "Restored", count: int) -> str:
        """Return what to say after a restore; `count` is the number of nights in the journal now."""
        said = [_("The copy was put back.")]
        if self._door.is_open:
            said.append(_("Your journal has {nights} now.").format(nights=nights_text(count)))
        if done.kept is not None and done.kept.parent == self.copies().folder:
            said.append(_("What was there before is kept among the copies."))
        elif done.kept is not None:
            said.append(_("What was there before is kept beside it."))
        if done.other_name:
            from cramp_journal.store.recovery.links import said_after_restore  # noqa: PLC0415 - not for the first paint

            said.append(said_after_restore(done.other_name))
        if done.locked:
            said.append(_("It has the passphrase of that copy now. You can change it or take it off in the settings."))
        return in_sentences(said)

    # ---------------------------------------------------------------- copies
    def copies(self) -> "Copies":
        """Return the copies as they are made and opened now."""
        from cramp_journal.store.copies.copies import Copies  # noqa: PLC0415 - not for the first paint

        made = self._copies
        if made is None or made.key != self._door.key or made.chosen != self._door.copies_folder:
            made = self._copies = Copies(self._door.file, self._door.key, self._door.copies_folder)
        return made

    def forget(self) -> None:
        """Forget the key of the copies."""
        self._copies = None

    def list_copies(self, done: Done) -> None:
        """List the copies beside the journal: `done(list[Copy])`, newest first."""
        run_in_background(self.copies().listed_here, done)

    def list_all_copies(self, done: Done) -> None:
        """List those in the chosen folder too: `done((list[Copy], a sentence if the folder does not respond))`."""
        run_in_background(partial(_listed, self.copies()), done, waits=True)

    def look_inside(self, file: Path, words: str, done: Done, on_error: OnError) -> None:
        """Look into a copy, with its own passphrase or recovery code if that differs: `done(Inside)`."""
        copies = self.copies()
        run_in_background(partial(_look_inside, copies, file, words), done, on_error, waits=not copies.is_here(file))

    def look_at_folder(self, folder: Path, done: Done, on_error: OnError) -> None:
        """Check whether a folder is that of the copies beside the journal, which is no second place: `done(bool)`."""
        run_in_background(partial(self.copies().is_own_folder, folder), done, on_error, waits=True)

    def copy_now(self, done: Done, on_error: OnError) -> None:
        """Make today's copy again, beside the journal: `done(list of sentences)` about failures."""
        self._copies = None  # failures are announced again, even those that were announced before
        run_in_background(partial(_daily_here, self.copies(), clock.today()), done, on_error)

    def copy_there(self, done: Done, *, asked: bool = False) -> None:
        """Make today's copy in the chosen folder: `done(list of sentences)`.

        Unless a person `asked`, a folder that hangs is left alone for a while. The copy beside the journal comes first:
        it is the one that is copied.
        """
        run_in_background(partial(_daily_there, self.copies(), clock.today(), asked=asked), done, waits=True)

    def copy_of_day(self) -> None:
        """Make today's copy at the end of the program, when nobody can be told about a failure."""
        _daily(self.copies(), clock.today())

    def share_at_end(self) -> None:
        """Put into the shared folder what was written, at the end of the program: what fails, the next start does."""
        if self._door.shared_folder is not None:
            write_shared(self._door.file, self._door.key, self._door.shared_folder)

    def restore(self, copy: Path, copy_key: "Key | None", done: Done, on_error: OnError) -> None:
        """Put a copy in the place of the journal, which is saved first: `done(Restored)`."""
        self._door.closed_while(partial(_restore, self._door.file, copy, copy_key), done, on_error)

    def rescue(self, done: Done, on_error: OnError) -> None:
        """Save what can be read from a damaged journal: `done(Rescued)`."""
        self._door.closed_while(partial(_rescue, self._door.file), done, on_error)

    # ---------------------------------------------------------------- the bin
    def binned(self) -> "list[BinnedNight]":
        """Return the nights in the bin, last deleted first."""
        return self._door.journal().bin()

    def purge(self) -> None:
        """Delete nights for good after 90 days in the bin; if the file accepts nothing, that can wait."""
        if self._door.is_open:
            try:
                self._door.journal().purge()
            except JournalError:
                return

    # ---------------------------------------------------------------- the passphrase
    def judge(self, words: str) -> tuple[bool, int, str]:
        """Return whether a new passphrase may be set, its grade (0 to 3), and a few words about it."""
        from cramp_journal.store.recovery.strength import strength_of  # noqa: PLC0415 - not for the first paint

        found = strength_of(words)
        return found.enough, found.grade, found.text

    def prove(self, words: str, done: Done) -> None:
        """Check whether the typed text is the present passphrase or its recovery code: `done(bool)`."""
        run_in_background(partial(_means, words, self._door.key), done)

    def set_passphrase(self, words: str, *, in_keyring: bool, done: Done, on_error: OnError) -> None:
        """Lock the journal and its copies, or change their lock: `done(NewLock)`."""
        work = partial(_lock_anew, self._door.file, self._door.copies_folder, words, in_keyring)
        self._door.closed_while(work, done, on_error)

    def remove_passphrase(self, done: Done, on_error: OnError) -> None:
        """Remove the passphrase from the journal and its copies: `done(NewLock)`."""
        self._door.closed_while(partial(_unlock, self._door.file, self._door.copies_folder), done, on_error)

    def ask_keyring(self, done: Done) -> None:
        """Ask whether there is a keyring, and whether it has the key: `done((bool, bool))`."""
        run_in_background(partial(_keyring, self._door.key), done)

    def use_keyring(self, *, on: bool, done: Done, on_error: OnError) -> None:
        """Store the key in the system's keyring, or remove it."""
        run_in_background(partial(_use_keyring, self._door.key, on), done, on_error)

    # ---------------------------------------------------------------- upkeep
    def look_after(self, today: date, done: Done, on_error: OnError) -> None:
        """Make the daily copy beside the journal, and check the journal once a week."""
        run_in_background(partial(_look_after, self.copies(), today), done, on_error)


@dataclass(frozen=True)
class UpkeepDone:
    """The result of the daily upkeep."""

    notices: list[str]  # sentences about failures, each once
    faults: list[str]  # found by the weekly check
    place: tuple[str, str] | None  # the journal's place, if that is doubtful: "synced" or "network", and its name


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

    return upkeep.daily_there(copies, today, apart.DEAD_AFTER, unasked=not asked)


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
    with Copies(file, key, second).at_hand(copy) as near:  # the folder of the copy may never respond
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
    notice = in_sentences((notice, said_after_passphrase(done.other_name, was_locked=key is not None)))
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
