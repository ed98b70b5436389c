"""What is done beside the logging: the copy of the day, and once a week a look through the whole journal.

Both go by connections of their own, and are meant for a thread beside the window.
"""

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from cramp_journal.i18n import ngettext
from cramp_journal.paths import note_about
from cramp_journal.store import checks
from cramp_journal.store.copies import Copies
from cramp_journal.store.encryption import Key
from cramp_journal.store.passphrase import lock_copies_here

WEEK = timedelta(days=7)
_LOOKED = "looked"


def daily(copies: Copies, today: date) -> list[str]:
    """Make the copy of the day, and lock copies that should be; gives a sentence for what could not be done."""
    return [*daily_here(copies, today), *daily_there(copies, today)]


def daily_here(copies: Copies, today: date) -> list[str]:
    """Do so in the folder beside the journal."""
    return [*copies.daily_here(today), *_said_of(len(lock_copies_here(copies)))]


def daily_there(copies: Copies, today: date, first: float | None = None, *, unasked: bool = True) -> list[str]:
    """Do so in the folder of the person's choice, which may not answer; `first`, `unasked`: see store/apart.py."""
    told, left = copies.daily_there(today, first, unasked=unasked)
    return [*told, *_said_of(left)]


def _said_of(left: int) -> list[str]:
    told = ngettext(
        "{n} copy of this journal is not locked yet, since it cannot be written to.",
        "{n} copies of this journal are not locked yet, since they cannot be written to.",
        left,
    )
    return [told.format(n=left)] if left else []


def check_is_due(file: Path, today: date) -> bool:
    """Tell whether a week has passed since the journal was last looked through."""
    try:
        last = date.fromisoformat(note_about(file, _LOOKED).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return True
    return not timedelta() <= today - last < WEEK


def check(file: Path, key: Key | None, today: date) -> list[str]:
    """Look through the whole journal; gives a few words for each fault, none where it is sound."""
    found = checks.faults_in(file, key)
    if not found:
        with suppress(OSError):
            note_about(file, _LOOKED).write_text(today.isoformat(), encoding="ascii")
    return found
