"""Cramps that were begun and are not in the journal yet: what the window knows about them, and what it does not.

Each has a file beside the journal (store/file/begun.py). While the journal is locked, memory holds only cramps that the
disk did not accept.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from cramp_journal import clock
from cramp_journal.i18n import _
from cramp_journal.os_reasons import os_reason
from cramp_journal.words import evening_of

if TYPE_CHECKING:  # not needed for the first paint
    from cramp_journal.model import Values
    from cramp_journal.store.file.begun import Begun
    from cramp_journal.store.file.encryption import Key

_SALT, _MARK = 16, b"CrJo"  # at the front of a locked journal (store/file/encryption.py)


class BegunCramps:
    """Lives as long as the program. It reads nothing before the journal is open."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._front = _front(file)  # read now: once the journal is open, only SQLite may read it
        self._key: Key | None = None
        self._public: bytes | None = None
        self._is_open = False
        self._held: dict[str, Begun] = {}
        self._unwritten: set[str] = set()
        self._waiting: set[str] = set()  # by name: these are sealed, and are logged when the journal is open
        self._refused: set[str] = set()
        self.on_screen = ""  # the name of the cramp whose page is open
        self.notices: list[str] = []  # sentences about files that could not be read
        self.logged: list[date] = []  # evenings of cramps that were logged as the journal was opened

    # ---------------------------------------------------------------- the journal is open, or is not
    def use(self, key: "Key | None") -> None:
        """Read the files beside the journal, which is open now, and continue under its lock; None: it has none."""
        from cramp_journal.store.file.begun import read_all  # noqa: PLC0415 - not for the first paint

        self._is_open, self._key, self._public = True, key, None
        self._front = key.salt if key is not None else b""
        self._waiting.clear()
        self._refused.clear()
        found = read_all(self._file, key, frozenset(self._held))
        on_disk = {cramp.name: cramp for cramp in found.cramps}
        self.notices += found.notices
        before, self._held = self._held, on_disk
        for name, cramp in before.items():
            if name in self._unwritten or name not in on_disk:
                self.keep(cramp)

    def lock(self) -> None:
        """Forget what is sealed on the disk; from now on, new cramps are sealed too."""
        from cramp_journal.store.file.sealed import public_of  # noqa: PLC0415 - not for the first paint

        if self._key is not None:
            self._public = public_of(self._key)
        self._is_open, self._key = False, None
        self._held = {name: cramp for name, cramp in self._held.items() if name in self._unwritten}

    def seal_all(self) -> None:
        """Seal every plain file beside a journal that turned out to be locked."""
        from cramp_journal.store.file.begun import seal_all  # noqa: PLC0415 - not for the first paint
        from cramp_journal.store.file.sealed import kept_public  # noqa: PLC0415 - as above

        public = self._public or kept_public(self._file, self._front)
        if public is not None and self._front:
            seal_all(self._file, public)

    # ---------------------------------------------------------------- one cramp
    def keep(self, cramp: "Begun") -> str:
        """Write a cramp down. Return "", or a sentence if memory alone has it."""
        from cramp_journal.store.file.begun import write  # noqa: PLC0415 - not for the first paint

        self._held[cramp.name] = cramp
        self._unwritten.add(cramp.name)
        try:
            public = self._seal_to()
            if self._locked and public is None:
                return _(
                    "This cramp cannot be written down while the journal is locked."
                    " Please leave this window open until you have opened the journal."
                )
            write(self._file, cramp, public)
        except (OSError, ValueError) as error:
            if not self._is_open and not self._file.parent.exists():
                return ""  # the journal is about to be made: the cramp is written after that
            reason = os_reason(error) if isinstance(error, OSError) else _("it could not be sealed")
            told = _("This cramp could not be written down yet ({reason}). Please leave this window open.")
            return told.format(reason=reason)
        self._unwritten.discard(cramp.name)
        if self._locked and not self._is_open:
            del self._held[cramp.name]
            if cramp.ended:
                self._waiting.add(cramp.name)
        return ""

    def drop(self, name: str) -> None:
        """Forget a cramp: the journal has it, or it is not to be logged."""
        from cramp_journal.store.file.begun import drop  # noqa: PLC0415 - not for the first paint

        self._held.pop(name, None)
        for names in (self._unwritten, self._waiting, self._refused):
            names.discard(name)
        with suppress(OSError):  # then the next start asks about it again
            drop(self._file, name)

    def note_refused(self, name: str) -> None:
        """Note that the journal did not accept a cramp: the person is asked about it."""
        self._refused.add(name)

    def ended(self) -> "list[Begun]":
        """Return the cramps that can be logged."""
        known = self._refused | {self.on_screen}
        return [cramp for cramp in self._held.values() if cramp.ended and cramp.name not in known]

    def questions(self) -> "list[Begun]":
        """Return the cramps whose end is unknown, or that the journal did not accept."""
        asked = [cramp for cramp in self._held.values() if not cramp.ended or cramp.name in self._refused]
        return [cramp for cramp in asked if cramp.name != self.on_screen]

    def waits(self) -> bool:
        """Return whether a cramp is to be logged as soon as the journal is open."""
        return bool(self._waiting or self.ended())

    def all_written(self) -> bool:
        """Return whether the window may close: no cramp is in memory only."""
        return not self._unwritten

    # ---------------------------------------------------------------- inside
    @property
    def _locked(self) -> bool:
        return bool(self._front)

    def _seal_to(self) -> bytes | None:
        """Return the key to seal with; None if the journal is not locked, or the key is unknown."""
        from cramp_journal.store.file.sealed import kept_public, public_of  # noqa: PLC0415 - not for the first paint

        if self._public is None and self._key is not None:
            self._public = public_of(self._key)
        return self._public or (kept_public(self._file, self._front) if self._locked else None)


def as_of_last_night(cramp: "Begun", moment: datetime, boundary: time) -> "Begun":
    """Return a cramp as one of last night with unknown time: the computer's clock was wrong when it began."""
    last = evening_of(moment, boundary)
    return replace(cramp, began=datetime.combine(last, boundary), dated=False)


def is_to_come(cramp: "Begun", boundary: time) -> bool:
    """Return whether a cramp began in a night that is still to come: the clock was wrong then, or is now."""
    return evening_of(cramp.began, boundary) > clock.today()


def is_logged_in(night: "Values | None", values: "Values") -> bool:
    """Return whether a night (in the exchange form, or None) has a cramp with all these values."""
    cramps = night["cramps"] if night is not None else []
    return bool(values.get("time")) and any(values.items() <= each.items() for each in cramps)


def _front(file: Path) -> bytes:
    """Return the salt of a locked journal; b"" if it is not locked."""
    try:
        if not file.is_file():
            return b""
        with file.open("rb") as opened:
            front = opened.read(_SALT)
    except OSError:
        return b""
    return front if len(front) == _SALT and front.startswith(_MARK) else b""
