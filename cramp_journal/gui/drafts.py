"""What was entered about a night and cannot be kept yet: it waits in a small file beside the journal."""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from cramp_journal.safe_file import write_whole

QUESTIONS = "questions"  # those for the doctor, which belong to no night


class Drafts:
    """Nights in the exchange form, by their evening. A crash, a lost power cord or a full disk does not lose them."""

    def __init__(self, journal: Path) -> None:
        """Read what waits beside a journal; what cannot be read is left where it is."""
        self._file = journal.with_name(f"{journal.name}.drafts")
        self._kept: dict[str, dict[str, Any]] = {}
        with suppress(OSError, ValueError, RecursionError, AttributeError):
            found = json.loads(self._file.read_text(encoding="utf-8"))
            self._kept = {key: values for key, values in found.items() if isinstance(values, dict)}

    def of(self, what: date | str) -> dict[str, Any] | None:
        """Give what waits for a night, by its evening, or for something else, by its name."""
        return self._kept.get(str(what))

    def keep(self, what: date | str, values: dict[str, Any]) -> None:
        """Let it wait; in memory only where the disk does not take it."""
        if self.of(what) != values:
            self._kept[str(what)] = values
            self._write()

    def drop(self, what: date | str) -> None:
        """Forget what waited: it is in the journal now, or was taken back."""
        if self._kept.pop(str(what), None) is not None:
            self._write()

    def _write(self) -> None:
        with suppress(OSError):
            if self._kept:
                write_whole(self._file, json.dumps(self._kept, ensure_ascii=False).encode(), private=True)
            else:
                self._file.unlink(missing_ok=True)
