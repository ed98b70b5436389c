"""What can go wrong in a way that a person can be told: every message here is a full sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path


class JournalError(Exception):
    """Something that can be told in a sentence, after which the program goes on. `str()` is that sentence."""


class BadInput(JournalError):
    """What was typed or read is not something a journal can hold; the sentence names what and where."""


class NotAJournal(JournalError):
    """The file is no journal. It is left as it is."""


@dataclass(frozen=True)
class GoodCopy:
    """The newest sound copy of a damaged journal; `nights` and the date of the last one, None where there is none."""

    file: Path
    made_on: date
    nights: int
    last: date | None


class DamagedJournal(NotAJournal):
    """The journal is damaged, empty where it was not, or gone. It is left as it is."""

    def __init__(
        self,
        sentence: str,
        file: Path,
        faults: Sequence[str] = (),
        copy: GoodCopy | None = None,
        readable: int | None = None,
        key: object = None,
        *,
        odd: bool = False,
    ) -> None:
        """Hold what a person needs to choose: `readable` is how many nights can be saved, None: nobody looked yet.

        `key` is that of the copies (store/file/encryption.py) where the file is locked and was opened with the right
        words. It is `odd` where it can be read, but holds something that no journal has.
        """
        super().__init__(sentence)
        self.file, self.faults, self.copy, self.readable = file, list(faults), copy, readable
        self.key, self.odd = key, odd

    @property
    def gone(self) -> bool:
        """Whether there is nothing to be read in its place: no file, or an empty one."""
        return not self.file.exists() or not self.file.stat().st_size


class NewerJournal(JournalError):
    """The journal was written by a newer program. It is left as it is."""


class JournalNotWritable(JournalError):
    """The journal or its disk cannot take the change: read-only, full, or in use by another program."""


class JournalInUse(JournalNotWritable):
    """Another running program has this journal."""


class JournalReplaced(JournalNotWritable):
    """Another file has taken the place of the journal since it was opened: nothing was written into either."""


class LockedJournal(JournalError):
    """The journal is locked, and its passphrase or recovery code is needed to open it."""


class WrongPassphrase(LockedJournal):
    """What was typed is neither the passphrase nor the recovery code of this journal."""
