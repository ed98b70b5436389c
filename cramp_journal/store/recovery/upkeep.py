"""The work beside the logging: the copy of the day, and once a week a check of the whole journal.

Both use connections of their own, and are meant for a worker thread.
"""

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from cramp_journal.i18n import ngettext
from cramp_journal.safe_file import write_whole
from cramp_journal.store.acknowledged.succession import note_copied
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import checks
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.file.notes import cache_file
from cramp_journal.store.recovery import odd_notes
from cramp_journal.store.recovery.passphrase import lock_copies_here, lock_copies_there

_WEEK = timedelta(days=7)


def daily(copies: Copies, today: date) -> list[str]:
    """Make the copy of the day, and lock unlocked copies of a locked journal; return a sentence for each failure."""
    return [*daily_here(copies, today), *daily_there(copies, today)]


def daily_here(copies: Copies, today: date) -> list[str]:
    """Do the daily work in the folder beside the journal."""
    odd, told = odd_notes.set_odd_aside(copies.file), copies.daily_here(today)
    if made := copies.made_on(today):
        note_copied(copies.file, copies.key, made)
    return [*odd, *told, *_said_of(len(lock_copies_here(copies)))]


def daily_there(copies: Copies, today: date, first: float | None = None, *, unasked: bool = True) -> list[str]:
    """Do the daily work in the folder of the person's choice, and lock unencrypted files there and in former ones.

    They may not answer; for `first` and `unasked` see store/copies/apart.py.
    """
    told = copies.daily_there(today, first, unasked=unasked)
    return [*told, *_said_of(len(lock_copies_there(copies, first)))]


def _said_of(left: int) -> list[str]:
    told = ngettext(
        "{n} copy of this journal is not locked yet, since it cannot be written to.",
        "{n} copies of this journal are not locked yet, since they cannot be written to.",
        left,
    )
    return [told.format(n=left)] if left else []


def check_is_due(file: Path, today: date) -> bool:
    """Return whether a week has passed since the journal was last checked."""
    last = odd_notes.looked_on(file)
    return last is None or not timedelta() <= today - last < _WEEK


def check(file: Path, key: Key | None, today: date) -> list[str]:
    """Check the whole journal; return a few words for each fault, none where it is sound."""
    found = checks.faults_in(file, key)
    if not found:
        with suppress(OSError):
            write_whole(cache_file(file, odd_notes.LOOKED), today.isoformat().encode(), private=True)
    return found
