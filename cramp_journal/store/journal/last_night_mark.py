"""What a list of people may say of each journal that nobody has opened: whether last night is recorded, and no more."""

from datetime import date
from enum import StrEnum

from cramp_journal.people import PersonEntry
from cramp_journal.store.journal.first_look import first_look


class LastNight(StrEnum):
    """What can be said of last night."""

    RECORDED = "recorded"
    NOT_YET = "not yet"
    LOCKED = "locked"  # and its owner lets nobody know
    UNKNOWN = "unknown"  # the file cannot be read


def last_night_of(entry: PersonEntry, evening: date) -> LastNight:
    """Return what can be said of a night in the journal of a person, without opening it."""
    look = first_look(entry.file, evening)
    if look.locked:
        if not entry.tells:
            return LastNight.LOCKED
        return LastNight.RECORDED if entry.recorded == evening.isoformat() else LastNight.NOT_YET
    if look.last_night is not None:
        return LastNight.RECORDED
    return LastNight.NOT_YET if look.is_read or not entry.file.exists() else LastNight.UNKNOWN
