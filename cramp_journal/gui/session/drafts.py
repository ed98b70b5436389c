"""Entries about a night that cannot be saved yet: they wait in a small file beside the journal.

If the journal is locked, the file is under the same lock, and nothing of it is read or shown before it is unlocked.
"""

import json
import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cramp_journal import clock
from cramp_journal.gui.session.draft_shape import REFUSED, sensible
from cramp_journal.i18n import _
from cramp_journal.safe_file import keep_private, move_aside, name_aside, read_small, wipe, write_whole

if TYPE_CHECKING:  # not needed for the first paint
    from cramp_journal.model import Values
    from cramp_journal.store.file.encryption import Key

QUESTIONS = "questions"  # the questions for the doctor, which belong to no night
COURSE = "course"  # a course that was typed and not added
_LARGEST = 1 << 26  # bytes


def joined(night: "Values", draft: "Values | None") -> "Values":
    """Return a night, in the exchange form, combined with the entries that were made before it was recorded, if any.

    Where the two differ, the recorded value counts; notes and the person's own factors are combined.
    """
    if not draft or draft.get("state"):
        return night
    typed = {name: value for name, value in draft.items() if name not in ("state", "cramps")}
    found = typed | {name: value for name, value in night.items() if value not in ("", [])}
    if notes := dict.fromkeys(each["note"] for each in (night, draft) if each.get("note")):
        found["note"] = "\n".join(notes)
    if factors := dict.fromkeys([*night.get("factors", []), *draft.get("factors", [])]):
        found["factors"] = list(factors)
    return found | {"cramps": night.get("cramps", [])}


class Drafts:
    """Nights in the exchange form, by evening. A crash, a power failure or a full disk does not lose them.

    Parts of a night that the journal cannot store wait beside them until they are corrected: saving the rest does not
    drop them.
    """

    def __init__(self, journal: Path) -> None:
        """Read the drafts beside a journal; anything that makes no sense is set aside once the journal is open."""
        self._journal = journal
        self._file = journal.with_name(f"{journal.name}.drafts")
        self._key: Key | None = None
        self.notices: list[str] = []  # sentences for the person: what was odd about the file
        self.on_disk = True
        self._closed = _is_locked(journal)  # and nobody has unlocked it
        self._odd: bytes | None = None  # contents that make no sense; b"" if it is not a plain file
        self._kept = self._read()

    def use(self, key: "Key | None") -> None:
        """Continue under the lock of the journal that is open now; without a lock, `key` is None."""
        changed = self._closed or key != self._key
        self._key, self._closed = key, False
        if changed:
            self._kept = self._read() | self._kept
        if self._odd is not None or (self._kept and (changed or not self.on_disk)):
            self._write()

    def lock(self) -> None:
        """Forget what is under a lock. Drafts that a full disk did not accept stay in memory, and are never shown."""
        if self._key is not None:
            self._closed, self._key = True, None
            self._kept = {} if self.on_disk else self._kept

    def of(self, what: date | str) -> dict[str, Any] | None:
        """Return the draft of a night, by its evening, or another draft, by its name."""
        return self._kept.get(str(what))

    def keep(self, what: date | str, values: "Values") -> None:
        """Store a draft; in memory only if the disk does not accept it."""
        if self.of(what) != values or not self.on_disk:
            self._kept[str(what)] = dict(values)
            self._write()

    def drop(self, what: date | str) -> None:
        """Remove a draft: the journal has it now, or it was undone."""
        if self._kept.pop(str(what), None) is not None:
            self._write()

    def refused(self, evening: date) -> dict[str, Any]:
        """Return what the journal could not store of a night, by field name."""
        return self.of(f"{evening}{REFUSED}") or {}

    def keep_refused(self, evening: date, values: "Values") -> None:
        """Store what the journal cannot store of a night; {} once all of it is corrected."""
        name = f"{evening}{REFUSED}"
        self.keep(name, values) if values else self.drop(name)

    def evenings(self) -> list[date]:
        """Return the evenings of the nights that have drafts."""
        found = {name.removesuffix(REFUSED) for name in self._kept if name[:1].isdecimal()}
        return [date.fromisoformat(name) for name in sorted(found)]

    # ---------------------------------------------------------------- the file
    def _read(self) -> dict[str, dict[str, Any]]:
        """Return the contents of the file that make sense, and note the rest."""
        self._odd = None
        if not os.path.lexists(self._file):
            return {}
        try:
            data = read_small(self._file, _LARGEST)
        except OSError:
            self._odd = b""
            return {}
        try:
            text = self._unlocked(data)
            kept, odd = sensible(json.loads(text)) if text else ({}, False)
        except (ValueError, RecursionError):
            kept, odd = {}, True
        self._odd = data if odd else None
        return kept

    def _unlocked(self, data: bytes) -> str:
        """Return the text of the file.

        Raises:
            ValueError: It is not text, or it is under another lock.
        """
        if self._key is not None:
            from cramp_journal.store.file.locked_text import forget_clear, read_text  # noqa: PLC0415 - not for the first paint

            forget_clear(self._file)
            if text := read_text(self._file, self._key):
                return text
        return data.decode("utf-8")

    def _write(self) -> None:
        self.on_disk = False
        if self._closed:
            return  # nothing may be written unencrypted
        with suppress(OSError):
            if self._odd is not None:
                self._set_aside(self._odd)
            if not self._kept:
                self._file.unlink(missing_ok=True)
            else:
                self._put(self._file, json.dumps(self._kept))  # in ASCII: that holds whatever can be typed
            self.on_disk = True

    def _put(self, file: Path, text: str) -> None:
        if self._key is None:
            write_whole(file, text.encode(), private=True)
        else:
            from cramp_journal.store.file.locked_text import write_text  # noqa: PLC0415 - not for the first paint

            write_text(file, self._key, text)

    def _set_aside(self, odd: bytes) -> None:
        """Store contents that make no sense under another name: under the lock of the journal, if it has one."""
        if self._key is not None and odd[:1] in (b"{", b"["):
            kept = name_aside(self._file, clock.now())
            self._put(kept, odd.decode("utf-8", "backslashreplace"))
            wipe(self._file, unless=kept)
        else:
            kept = move_aside(self._file, clock.now())
            if odd:
                keep_private(kept)
        self._odd = None
        said = _("Some of what was entered and not saved before could not be read. It is kept in {name}.")
        self.notices.append(said.format(name=kept.name))


def _is_locked(journal: Path) -> bool:
    """Return whether a journal has a passphrase; call this before it is open (see `salt_of`)."""
    try:
        if not journal.is_file():
            return False
        with journal.open("rb") as opened:
            plain = opened.read(6) in (b"SQLite", b"")
    except OSError:
        return False
    if plain:
        return False
    from cramp_journal.store.file.encryption import salt_of  # noqa: PLC0415 - not for the first paint

    return salt_of(journal) is not None
