"""What is done beside the logging: the copy of the day, and once a week a look through the whole journal.

Both go by connections of their own, and are meant for a thread beside the window.
"""

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from cramp_journal.i18n import ngettext
from cramp_journal.safe_file import write_whole
from cramp_journal.store import checks
from cramp_journal.store.copies import Copies
from cramp_journal.store.encryption import Key
from cramp_journal.store.notes import note
from cramp_journal.store.passphrase import lock_copies

WEEK = timedelta(days=7)
_LOOKED = "looked"


def daily(copies: Copies, today: date) -> list[str]:
    """Make the copy of the day, and lock copies that should be; gives a sentence for what could not be done."""
    told = copies.daily(today)
    left = len(lock_copies(copies))
    if left:
        told.append(
            ngettext(
                "{n} copy of this journal is not locked yet, since it cannot be written to.",
                "{n} copies of this journal are not locked yet, since they cannot be written to.",
                left,
            ).format(n=left)
        )
    return told


def check_is_due(file: Path, today: date) -> bool:
    """Tell whether a week has passed since the journal was last looked through."""
    try:
        last = date.fromisoformat(note(file, _LOOKED).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return True
    return not timedelta() <= today - last < WEEK


def check(file: Path, key: Key | None, today: date) -> list[str]:
    """Look through the whole journal; gives a few words for each fault, none where it is sound."""
    found = checks.faults_in(file, key)
    if not found:
        with suppress(OSError):
            write_whole(note(file, _LOOKED), today.isoformat().encode(), private=True)
    return found
