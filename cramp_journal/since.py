"""Since when: how a person says when something began, and which days that can mean.

A rough word is kept with the day in its middle, so that it says the same a year later. Nobody's word is a day of entry.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Since(StrEnum):
    """When something began, in the person's words."""

    ON_THE_DAY = "on_the_day"  # the date that stands beside it
    THIS_WEEK = "this_week"
    WEEKS_AGO = "weeks_ago"
    MONTHS_AGO = "months_ago"
    ABOUT_A_YEAR_AGO = "about_a_year_ago"
    FOR_YEARS = "for_years"
    UNKNOWN = "unknown"


FOR_YEARS = 456  # days: it began longer ago than that

# How many days ago it may have begun, at most and at least (own). For years: longer ago than that.
_DAYS_AGO = {
    Since.THIS_WEEK: (7, 0),
    Since.WEEKS_AGO: (56, 7),
    Since.MONTHS_AGO: (274, 56),
    Since.ABOUT_A_YEAR_AGO: (FOR_YEARS, 274),
}
DATED = frozenset((Since.ON_THE_DAY, *_DAYS_AGO))  # those with a date beside them


@dataclass(frozen=True)
class Onset:
    """The day on which something began, as far as it is known: not before `earliest`, not after `latest`."""

    earliest: date | None
    latest: date | None

    def lies_within(self, first: date, last: date) -> bool:
        """Return whether it surely began between two days."""
        return self.earliest is not None and self.latest is not None and first <= self.earliest and self.latest <= last


def day_meant(said: Since, day: date) -> date | None:
    """Return the date to keep beside what a person says on a day: the middle of what it can mean; None for none."""
    if said == Since.ON_THE_DAY:
        return day
    if said not in _DAYS_AGO:
        return None
    most, least = _DAYS_AGO[said]
    return day - timedelta(days=(most + least) // 2)


def onset(day: date | None, said: str | None) -> Onset:
    """Return between which days something began, by the date that is kept and how it was said.

    A date without a word (None) was written by an older form, which could not tell a beginning from the day of entry:
    it began then or earlier.
    """
    if said == Since.ON_THE_DAY and day is not None:
        return Onset(day, day)
    if said is None or day is None or said not in _DAYS_AGO:
        return Onset(None, day)
    most, least = _DAYS_AGO[Since(said)]
    middle = (most + least) // 2
    return Onset(day - timedelta(days=most - middle), day + timedelta(days=middle - least))
