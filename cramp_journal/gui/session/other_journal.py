"""Reading other journals for a merge, in the worker thread: they may lie in a folder that does not answer."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # slow to import: not needed for the first paint
    from cramp_journal.merging.asking import FolderFound
    from cramp_journal.merging.versions import Units
    from cramp_journal.store.file.encryption import Key


@dataclass(frozen=True)
class OtherJournal:
    """What was read of another journal; `state` is None where its passphrase is needed."""

    file: Path
    state: "Units | None"
    key: "Key | None" = None  # what opened it
    wrong: bool = False  # what was typed does not open it


def read_other_journal(file: Path, words: str, ours: Path, key: "Key | None") -> OtherJournal:
    """Read a journal with what was typed, or with our own key where that opens it."""
    from cramp_journal.errors import WrongPassphrase  # noqa: PLC0415 - not for the first paint
    from cramp_journal.store.file.encryption import salt_of  # noqa: PLC0415 - as above
    from cramp_journal.store.journal.opening import unlock  # noqa: PLC0415 - as above
    from cramp_journal.store.journal.other import read_other  # noqa: PLC0415 - as above

    salt = salt_of(file) if file.is_file() else None
    fitting = key if key is not None and key.salt == salt else None
    if salt is not None and fitting is None:
        if not words:
            return OtherJournal(file, None)
        try:
            fitting = unlock(file, words, None)
        except WrongPassphrase:
            return OtherJournal(file, None, wrong=True)
    return OtherJournal(file, read_other(file, fitting, ours), fitting)


def look_into_shared(file: Path, keys: "dict[bytes, Key]", folder: Path, seen: dict[str, str]) -> "FolderFound":
    """Return what other computers wrote to a shared folder since it was last looked into."""
    from cramp_journal.store.journal.shared_folder import read_others  # noqa: PLC0415 - not for the first paint

    return read_others(file, keys, folder, seen)


def write_shared(file: Path, key: "Key | None", folder: Path) -> bool:
    """Write this journal's own file into a shared folder, where it does not hold all of it."""
    from cramp_journal.store.journal.shared_folder import put_there  # noqa: PLC0415 - not for the first paint

    return put_there(file, key, folder)
