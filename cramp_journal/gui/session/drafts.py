"""What was entered about a night and cannot be kept yet: it waits in a small file beside the journal.

Where the journal is locked the file is under the same lock, and while it is not opened nothing of it is read or shown.
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

if TYPE_CHECKING:  # the first paint does without it
    from cramp_journal.model import Values
    from cramp_journal.store.file.encryption import Key

QUESTIONS = "questions"  # those for the doctor, which belong to no night
COURSE = "course"  # what was typed about something taken each day, and was not added
_LARGEST = 1 << 26  # bytes


def joined(night: "Values", draft: "Values | None") -> "Values":
    """Give a night, in the exchange form, with what was typed about it before it was recorded, if anything was.

    Where both say something, what is recorded stands; of notes and of factors of one's own, both do.
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
    """Nights in the exchange form, by their evening. A crash, a lost power cord or a full disk does not lose them.

    What the journal cannot hold of a night waits beside them until it is put right: saving the rest does not drop it.
    """

    def __init__(self, journal: Path) -> None:
        """Read what waits beside a journal; what makes no sense is set aside once the journal is open."""
        self._journal = journal
        self._file = journal.with_name(f"{journal.name}.drafts")
        self._key: Key | None = None
        self.notices: list[str] = []  # sentences for the person: what was odd about the file
        self.on_disk = True
        self._closed = _is_locked(journal)  # and nobody has opened the lock
        self._odd: bytes | None = None  # what lies there and makes no sense; b"" where it is no plain file
        self._kept = self._read()

    def use(self, key: "Key | None") -> None:
        """Go on under the lock of the journal that is open now (None: it has none)."""
        changed = self._closed or key != self._key
        self._key, self._closed = key, False
        if changed:
            self._kept = self._read() | self._kept
        if self._odd is not None or (self._kept and (changed or not self.on_disk)):
            self._write()

    def lock(self) -> None:
        """Forget what is under a lock. What a full disk did not take stays in memory, and is shown nowhere."""
        if self._key is not None:
            self._closed, self._key = True, None
            self._kept = {} if self.on_disk else self._kept

    def of(self, what: date | str) -> dict[str, Any] | None:
        """Give what waits for a night, by its evening, or for something else, by its name."""
        return self._kept.get(str(what))

    def keep(self, what: date | str, values: "Values") -> None:
        """Let it wait; in memory only where the disk does not take it."""
        if self.of(what) != values or not self.on_disk:
            self._kept[str(what)] = dict(values)
            self._write()

    def drop(self, what: date | str) -> None:
        """Forget what waited: it is in the journal now, or was taken back."""
        if self._kept.pop(str(what), None) is not None:
            self._write()

    def refused(self, evening: date) -> dict[str, Any]:
        """Give what the journal could not hold of a night, by the names of its fields."""
        return self.of(f"{evening}{REFUSED}") or {}

    def keep_refused(self, evening: date, values: "Values") -> None:
        """Let what the journal cannot hold of a night wait; {} where all of it was put right."""
        name = f"{evening}{REFUSED}"
        self.keep(name, values) if values else self.drop(name)

    def evenings(self) -> list[date]:
        """Give the evenings of the nights of which anything waits."""
        found = {name.removesuffix(REFUSED) for name in self._kept if name[:1].isdecimal()}
        return [date.fromisoformat(name) for name in sorted(found)]

    # ---------------------------------------------------------------- the file
    def _read(self) -> dict[str, dict[str, Any]]:
        """Give what lies in the file and makes sense; note what does not."""
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
        """Give the text; raises ValueError where it is none, or under another lock."""
        if self._key is not None:
            from cramp_journal.store.file.locked_text import forget_clear, read_text  # noqa: PLC0415 - not for the first paint

            forget_clear(self._file)
            if text := read_text(self._file, self._key):
                return text
        return data.decode("utf-8")

    def _write(self) -> None:
        self.on_disk = False
        if self._closed:
            return  # nothing of it may lie there in the clear
        with suppress(OSError):
            if self._odd is not None:
                self._set_aside(self._odd)
            if not self._kept:
                self._file.unlink(missing_ok=True)
            else:
                self._put(self._file, json.dumps(self._kept))  # in ASCII: it holds whatever can be typed
            self.on_disk = True

    def _put(self, file: Path, text: str) -> None:
        if self._key is None:
            write_whole(file, text.encode(), private=True)
        else:
            from cramp_journal.store.file.locked_text import write_text  # noqa: PLC0415 - not for the first paint

            write_text(file, self._key, text)

    def _set_aside(self, odd: bytes) -> None:
        """Keep what makes no sense under another name: under the lock of the journal, where it has one."""
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
    """Tell whether a journal has a passphrase; to be asked before it is open (see `salt_of`)."""
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
