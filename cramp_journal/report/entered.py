"""Whether a night was entered late, as far as a report can tell wherever it is made."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any


def entered_after_next_day(night: Mapping[str, Any]) -> bool:
    """Return whether a night was entered after the day that followed it.

    Moments are kept without the zone of the clock that the person had. A report of a morning in Berlin that is made in
    Tokyo would call it an afternoon; the day is the same for travels of up to twelve hours.
    """
    entered = night.get("entered_at")
    if not entered:
        return False
    moment = datetime.fromisoformat(entered)
    with suppress(OverflowError, ValueError):  # at the ends of the calendar, other zones have no date
        moment = moment.astimezone()
    return moment.toordinal() - date.fromisoformat(night["evening"]).toordinal() > 1
