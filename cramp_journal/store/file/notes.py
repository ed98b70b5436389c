"""Where the program notes something about a journal: in the cache what can be made again, else in the state folder.

The folders are made, and belong to the person even where root makes them.
"""

from pathlib import Path

from cramp_journal.paths import cache_folder, note_about, record_about, state_folder
from cramp_journal.safe_file import make_folder


def note(file: Path, kind: str) -> Path:
    """Give the file for something that can be made again, such as a seal. Raises OSError where there can be none."""
    make_folder(cache_folder() / kind)
    return note_about(file, kind)


def record(file: Path, kind: str) -> Path:
    """Give the file for something that is to be remembered. Raises OSError where there can be none."""
    make_folder(state_folder() / kind)
    return record_about(file, kind)
