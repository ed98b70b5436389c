"""What became of the mornings on which the reminder asked: kept in one small file, with nothing of a night."""

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from cramp_journal.paths import state_folder
from cramp_journal.safe_file import make_folder, read_small, write_whole

_LARGEST = 10_000  # bytes
_MOST = 1000  # mornings: more are not counted


class Outcome(StrEnum):
    """What became of a notice."""

    OPEN = "open"  # it is on the screen, or the computer was turned off meanwhile
    CLOSED = "closed"  # it was closed, or the day ended
    LATER = "later"
    ANSWERED = "answered"


@dataclass(frozen=True)
class Mornings:
    """The last morning on which it asked, what became of that, and how many mornings in a row were not answered."""

    day: date | None = None
    outcome: Outcome = Outcome.ANSWERED
    until: datetime | None = None  # after “Later”
    unanswered: int = 0

    def asked(self, today: date) -> "Mornings":
        """Return this after it asked: a morning counts as unanswered until it is answered."""
        more = 0 if self.day == today else 1
        return Mornings(today, Outcome.OPEN, None, min(self.unanswered + more, _MOST))

    def ended(self, outcome: Outcome, until: datetime | None = None) -> "Mornings":
        """Return this after the notice of today ended."""
        count = 0 if outcome == Outcome.ANSWERED else self.unanswered
        return replace(self, outcome=outcome, until=until, unanswered=count)

    def recorded(self) -> "Mornings":
        """Return this after last night was recorded in any way: the person uses the journal."""
        return replace(self, unanswered=0)


def mornings_file() -> Path:
    """Return the file; it may not exist."""
    return state_folder() / "reminder.json"


def read_mornings(today: date) -> Mornings:
    """Read the file; without one, or with one that makes no sense, nothing was asked yet.

    A day that is still to come is none: the clock was wrong then.
    """
    try:
        found = json.loads(read_small(mornings_file(), _LARGEST))
        day = date.fromisoformat(found["day"])
        until = datetime.fromisoformat(found["until"]) if found.get("until") else None
        count = found["unanswered"]
        if type(count) is not int or not 0 <= count <= _MOST or (until is not None and until.tzinfo is not None):
            return Mornings()
        made = Mornings(day, Outcome(found["outcome"]), until, count)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Mornings()
    return made if day <= today else Mornings(unanswered=made.unanswered)


def keep_mornings(mornings: Mornings) -> None:
    """Write the file. Where the disk does not take it, the reminder may ask once more than it should."""
    if mornings.day is None:
        return
    said = {
        "day": mornings.day.isoformat(),
        "outcome": mornings.outcome.value,
        "unanswered": mornings.unanswered,
        "until": mornings.until.isoformat(timespec="seconds") if mornings.until else "",
    }
    with suppress(OSError):
        make_folder(mornings_file().parent)
        write_whole(mornings_file(), json.dumps(said).encode(), private=True)
