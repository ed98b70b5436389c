"""What was entered about a night and cannot be kept yet: it waits in a small file beside the journal.

Where the journal is locked the file is under the same lock, and while it is not opened nothing of it is read or shown.
"""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cramp_journal.safe_file import write_whole

if TYPE_CHECKING:  # the first paint does without it
    from cramp_journal.store.encryption import Key

QUESTIONS = "questions"  # those for the doctor, which belong to no night


def joined(night: dict[str, Any], draft: dict[str, Any] | None) -> dict[str, Any]:
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
    """Nights in the exchange form, by their evening. A crash, a lost power cord or a full disk does not lose them."""

    def __init__(self, journal: Path) -> None:
        """Read what waits beside a journal; what cannot be read is left where it is."""
        self._file = journal.with_name(f"{journal.name}.drafts")
        self._key: Key | None = None
        self._on_disk = True
        self._kept = self._read()

    def use(self, key: "Key | None") -> None:
        """Go on under the lock of the journal that is open now (None: it has none)."""
        if key is not None or self._key is not None:
            changed, self._key = key != self._key, key
            self._kept = self._read() | self._kept
            if self._kept and (changed or not self._on_disk):
                self._write()

    def lock(self) -> None:
        """Forget what is under a lock. What a full disk did not take stays in memory, and is shown nowhere."""
        if self._key is not None and self._on_disk:
            self._kept, self._key = {}, None

    def of(self, what: date | str) -> dict[str, Any] | None:
        """Give what waits for a night, by its evening, or for something else, by its name."""
        return self._kept.get(str(what))

    def keep(self, what: date | str, values: dict[str, Any]) -> None:
        """Let it wait; in memory only where the disk does not take it."""
        if self.of(what) != values or not self._on_disk:
            self._kept[str(what)] = values
            self._write()

    def drop(self, what: date | str) -> None:
        """Forget what waited: it is in the journal now, or was taken back."""
        if self._kept.pop(str(what), None) is not None:
            self._write()

    def _read(self) -> dict[str, dict[str, Any]]:
        with suppress(OSError, ValueError, RecursionError, AttributeError):
            found = json.loads(self._locked_text() or self._file.read_text(encoding="utf-8"))
            return {key: values for key, values in found.items() if isinstance(values, dict)}
        return {}

    def _locked_text(self) -> str:
        if self._key is None:
            return ""
        from cramp_journal.store.locked_text import forget_clear, read_text  # noqa: PLC0415 - not for the first paint

        forget_clear(self._file)
        return read_text(self._file, self._key)

    def _write(self) -> None:
        self._on_disk = False
        with suppress(OSError):
            if not self._kept:
                self._file.unlink(missing_ok=True)
            elif self._key is None:
                write_whole(self._file, json.dumps(self._kept, ensure_ascii=False).encode(), private=True)
            else:
                from cramp_journal.store.locked_text import write_text  # noqa: PLC0415 - not for the first paint

                write_text(self._file, self._key, json.dumps(self._kept, ensure_ascii=False))
            self._on_disk = True
