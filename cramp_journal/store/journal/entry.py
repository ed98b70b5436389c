"""When a night was entered, and by which clock: the night belongs to the day that this clock showed."""

from cramp_journal import clock
from cramp_journal.model import Night
from cramp_journal.words import MOST_OFFSET


def note_entry(night: Night, before: Night | None) -> None:
    """Note the moment of entry: what the night says, else that of the night that stood there, else its change, now."""
    if night.entered_at is None and (before is None or before.entered_at is None):
        night.entered_at = night.changed_at
        ahead = clock.minutes_ahead()
        night.entered_offset = ahead if abs(ahead) <= MOST_OFFSET else None
    elif before is not None and (night.entered_at or before.entered_at) == before.entered_at:
        night.entered_at = before.entered_at
        night.entered_offset = before.entered_offset if night.entered_offset is None else night.entered_offset
