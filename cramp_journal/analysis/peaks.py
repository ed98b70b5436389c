"""Whether something was begun at a peak: then cramps fall back whatever one does (regression to the mean)."""

from collections.abc import Sequence
from datetime import date, timedelta

from cramp_journal.analysis.period import ENOUGH_NIGHTS, MONTH, Period, counted_in
from cramp_journal.model import NightFigures

_TIMES = 1.5  # as many cramps a night in the four weeks before as in the year before them
_FEWEST = 4  # cramps in those four weeks
_YEAR = 364


def begun_at_a_peak(nights: Sequence[NightFigures], start: date) -> bool:
    """Return whether the four weeks before an evening had many more cramps than the year before them."""
    if start.toordinal() <= MONTH + 1:
        return False
    month = Period.of_last(MONTH, start - timedelta(days=1))
    now, before = counted_in(nights, month), counted_in(nights, month.before(_YEAR))
    if min(len(now), len(before)) < ENOUGH_NIGHTS:
        return False
    count, usual = (sum(night.count for night in each) for each in (now, before))
    return count >= _FEWEST and count * len(before) >= _TIMES * usual * len(now)
