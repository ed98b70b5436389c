"""What the program notes about a journal in the cache folder: seals and dates, nothing of a night."""

from pathlib import Path

from cramp_journal.paths import cache_folder, note_about
from cramp_journal.safe_file import make_folder


def note(file: Path, kind: str) -> Path:
    """Give the file for something that is noted about a journal. Raises OSError where there can be none.

    Its folder is made, and belongs to the person even where root makes it.
    """
    make_folder(cache_folder() / kind)
    return note_about(file, kind)
