"""What the person wishes of the reminder, in a small file of its own.

It is not among the settings: the window writes all of those at once, and would undo what a terminal set meanwhile.
"""

import json
from dataclasses import asdict, dataclass
from datetime import time
from pathlib import Path

from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.os_reasons import os_reason
from cramp_journal.paths import settings_file
from cramp_journal.safe_file import make_folder, read_small, write_whole

EARLIEST_TIME, LATEST_TIME = time(5), time(20)
_LARGEST = 10_000  # bytes


@dataclass(frozen=True)
class MorningWish:
    """The time (HH:MM) at which to ask, "" for never, and whether the buttons tell others nothing."""

    at: str = ""
    neutral: bool = False


def read_wish() -> MorningWish:
    """Read the file; without one, or with one that makes no sense, the reminder is off."""
    try:
        found = json.loads(read_small(_place(), _LARGEST))
        at, neutral = found["at"], found["neutral"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return MorningWish()
    known = isinstance(at, str) and (not at or may_ask_at(at)) and isinstance(neutral, bool)
    return MorningWish(at, neutral) if known else MorningWish()


def keep_wish(wish: MorningWish) -> None:
    """Write the file.

    Raises:
        JournalError: The disk does not take it.
    """
    try:
        make_folder(_place().parent)
        write_whole(_place(), json.dumps(asdict(wish)).encode(), private=True)
    except OSError as error:
        told = _("The reminder could not be set up: {file} cannot be written ({reason}).")
        raise JournalError(told.format(file=_place(), reason=os_reason(error))) from error


def may_ask_at(text: str) -> bool:
    """Return whether a time of day (HH:MM) is one at which the reminder may speak: from 5:00 to 20:00."""
    try:
        found = time.fromisoformat(text)
    except ValueError:
        return False
    return f"{found:%H:%M}" == text and EARLIEST_TIME <= found <= LATEST_TIME


def _place() -> Path:
    return settings_file().with_name("reminder.json")
