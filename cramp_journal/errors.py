"""What can go wrong and be explained to a person: every message here is a full sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path


def excerpt(text: str, most: int = 60) -> str:
    """Return the beginning of what somebody wrote, at most `most` characters, fit for a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:most])


class FileFault(OSError):
    """A fault of a file that the program found itself; `reason` is a clause in the person's language."""

    def __init__(self, number: int, reason: str, file: str | None = None) -> None:
        """Store the number of the kind, as `errno` has it, the reason, and the file."""
        super().__init__(number, reason, file)
        self.reason = reason


class JournalError(Exception):
    """An error that one sentence can explain, after which the program continues. `str()` is that sentence."""


class BadInput(JournalError):
    """Something typed or read that a journal cannot hold; the sentence names what and where."""


class NotAJournal(JournalError):
    """The file is no journal. It is left unchanged."""


@dataclass(frozen=True)
class GoodCopy:
    """The newest sound copy of a damaged journal, its number of nights, and the date of the last one, if any."""

    file: Path
    made_on: date
    nights: int
    last: date | None


class DamagedJournal(NotAJournal):
    """The journal is damaged, unexpectedly empty, or gone. It is left unchanged."""

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
        """Store what a person needs in order to choose.

        Args:
            sentence: What is wrong, for the person.
            file: The journal.
            faults: Each fault that was found.
            copy: The newest sound copy.
            readable: How many nights can be saved, or None if nobody has looked yet.
            key: The key of the copies (store/file/encryption.py), if the file is locked and was opened with the right
                words.
            odd: The file can be read, but contains something that no journal has.
        """
        super().__init__(sentence)
        self.file, self.faults, self.copy, self.readable = file, list(faults), copy, readable
        self.key, self.odd = key, odd

    @property
    def gone(self) -> bool:
        """Whether there is nothing to read in its place: no file, or an empty one."""
        return not self.file.exists() or not self.file.stat().st_size


class NewerJournal(JournalError):
    """The journal was written by a newer program. It is left unchanged."""

    def __init__(self, sentence: str, copy: GoodCopy | None = None) -> None:
        """Take the sentence for the person, and the newest sound copy that this program can open."""
        super().__init__(sentence)
        self.copy = copy


class JournalNotWritable(JournalError):
    """The journal or its disk cannot accept the change: read-only, full, or in use by another program."""


class JournalInUse(JournalNotWritable):
    """Another running program has this journal open."""


class JournalReplaced(JournalNotWritable):
    """Another file has replaced the journal since it was opened; nothing was written into either."""


class LockedJournal(JournalError):
    """The journal is locked; its passphrase or recovery code is needed."""


class WrongPassphrase(LockedJournal):
    """What was typed is neither the passphrase nor the recovery code of this journal."""
