"""Odd files in the place of the program's notes about a journal: a pipe, a folder, an invalid day."""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path

from cramp_journal import clock
from cramp_journal.i18n import _
from cramp_journal.safe_file import move_aside, read_small
from cramp_journal.store.file.notes import cache_file, record
from cramp_journal.store.file.seals import SEALS
from cramp_journal.store.schema.receipt_keys import RECEIPTS

LOOKED = "looked"  # the kind of note that holds the day of the last weekly check
LARGEST = 4096  # bytes of a note


def looked_on(file: Path) -> date | None:
    """Return the day on which a journal was last checked; None where it is unknown."""
    try:
        return date.fromisoformat(read_small(cache_file(file, LOOKED), LARGEST).decode("ascii"))
    except (OSError, ValueError):
        return None


def set_odd_aside(file: Path) -> list[str]:
    """Rename odd files in the place of notes about the journal; return a sentence for each."""
    told = []
    for place, kind in ((cache_file, SEALS), (cache_file, LOOKED), (record, RECEIPTS)):
        with suppress(OSError):
            there = place(file, kind)
            if os.path.lexists(there) and not _is_note(there, kind, file):
                kept = move_aside(there, clock.now())
                told.append(_("A note of the program could not be read. It is kept: {name}.").format(name=kept))
    return told


def _is_note(there: Path, kind: str, file: Path) -> bool:
    if kind != LOOKED:
        return there.is_file()
    return there.is_file() and (looked_on(file) is not None or not there.stat().st_size)
