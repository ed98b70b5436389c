"""What a start of the program asks of the window besides to open: an action of the menu, or a journal to look at.

The notice of the morning asks for the page of last night. The window may be open already, in another process. So a wish
is left in a small file in the person's cache folder, and the window takes it from there: at its start, once the journal
is open, and when a second start asks for it.
"""

import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cramp_journal.identity import FILE_ENDING
from cramp_journal.paths import note_about
from cramp_journal.safe_file import write_whole

CRAMP_NOW, NO_CRAMPS, LAST_NIGHT, LOOK_AT = "cramp-now", "no-cramps", "last-night", "look-at"
_OPTIONS = {f"--{each}": each for each in (CRAMP_NOW, NO_CRAMPS, LAST_NIGHT)}
_FOLDER = "wishes"  # in the cache folder
# Seconds; what is older came from a start that failed.
_LASTS = {CRAMP_NOW: 300, NO_CRAMPS: 12 * 3600, LAST_NIGHT: 3600, LOOK_AT: 3600}
_ROOM = 10_000  # bytes


@dataclass(frozen=True)
class Wish:
    """What is wished, and of which file."""

    what: str
    file: Path | None = None
    evening: date | None = None  # of the night that was last night when it was left


def wish_in(arguments: list[str]) -> tuple[Wish | None, list[str]]:
    """Return what the arguments of the command line wish of the window, and the other arguments.

    A file is one that ends in .cramps, or that has its folder named, as a double click does; no command looks so.
    """
    if len(arguments) == 1 and not arguments[0].startswith("-"):
        word = arguments[0]
        if word.lower().endswith(FILE_ENDING) or os.sep in word:
            return Wish(LOOK_AT, Path(word).absolute()), []
    found = [each for each in arguments if each in _OPTIONS]
    if len(found) != 1:
        return None, arguments
    return Wish(_OPTIONS[found[0]]), [each for each in arguments if each not in _OPTIONS]


def leave_wish(journal: Path, wish: Wish, evening: date) -> None:
    """Leave a wish for the window of a journal, which may be open already.

    Args:
        journal: The journal.
        wish: What is wished.
        evening: The evening of last night, as the person who wishes it sees the clock.
    """
    told = {"what": wish.what, "file": str(wish.file or ""), "evening": evening.isoformat(), "at": time.time()}
    with suppress(OSError):  # a full or read-only disk: the window opens all the same
        write_whole(note_about(journal, _FOLDER), json.dumps(told).encode())


def waiting_wish(journal: Path) -> Wish | None:
    """Return what is wished of the window of a journal, and leave it there; what is too old is dropped."""
    try:
        with note_about(journal, _FOLDER).open("rb") as note:
            told = json.loads(note.read(_ROOM))
        file = Path(told["file"]) if told["file"] else None
        wish = Wish(told["what"], file, date.fromisoformat(told["evening"]))
        is_new = abs(time.time() - told["at"]) < _LASTS[wish.what]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    if not is_new:
        drop_wish(journal)
    return wish if is_new else None


def drop_wish(journal: Path) -> None:
    """Drop what is wished of the window of a journal: it is done, or cannot be done."""
    with suppress(OSError):
        note_about(journal, _FOLDER).unlink()
