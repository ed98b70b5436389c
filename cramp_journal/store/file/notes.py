"""Where the program keeps notes about a journal: what can be made again in the cache, the rest in the state folder.

The folders are created, and belong to the person even where root creates them.
"""

import os
from pathlib import Path

from cramp_journal.paths import cache_folder, note_about, record_about, settings_file, state_folder
from cramp_journal.safe_file import make_folder


def cache_file(file: Path, kind: str) -> Path:
    """Return the file for something that can be made again, such as a seal. Raises OSError where there can be none."""
    make_folder(cache_folder() / kind)
    return note_about(file, kind)


def record(file: Path, kind: str) -> Path:
    """Return the file for something that must be remembered. Raises OSError where there can be none."""
    make_folder(state_folder() / kind)
    return record_about(file, kind)


def note_by_name(folder: Path, kind: str) -> Path:
    """Return the file for a note about a folder, by its name alone: the disk that it is on may never answer."""
    import hashlib  # noqa: PLC0415 - the first paint does not need it

    return cache_folder() / kind / hashlib.blake2b(os.fsencode(folder.absolute()), digest_size=12).hexdigest()


def kept_folder() -> Path:
    """Return the folder for what the program must remember; it may not exist yet."""
    return state_folder()


def beside_settings(name: str) -> Path:
    """Return the file for the person's remembered choices, whatever journal is open."""
    return settings_file().with_name(name)
