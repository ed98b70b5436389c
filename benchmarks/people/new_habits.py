"""People who do not change, but one night begin to log in another way: which ratios and rises are told of nothing."""

from datetime import timedelta

import numpy as np

from benchmarks.people import FIRST, YEAR
from benchmarks.people.details import plain_journals
from benchmarks.people.drawn import NIGHTS, draw
from cramp_journal.analysis.period import MONTH, Period
from cramp_journal.analysis.rises import rises
from cramp_journal.analysis.summary import compare

Shares = tuple[float, float]  # of nights with cramps that are logged, and of clear ones

ALL: Shares = (1.0, 1.0)
STORIES: dict[str, tuple[Shares, Shares]] = {
    "12 % of clear nights, then all": ((1.0, 0.12), ALL),
    "no bad night, then all": ((0.0, 1.0), ALL),
    "40 % of bad nights, then all": ((0.4, 1.0), ALL),
    "all, then 12 % of clear nights": (ALL, (1.0, 0.12)),
    "all, as before": (ALL, ALL),
}
_LOOKS = (20, 28, 60, 100)  # nights after the first year, from where on all is logged in the new way


def told(kind: str, a_week: float, people: int, story: str) -> tuple[float, float, float]:
    """Return how many ratios are given, how many of those leave out 1, both in %, and rises told in the year after."""
    drawn = draw(kind, a_week, "every night", people, seed="new habits")
    later = np.arange(NIGHTS) >= YEAR
    before, after = (np.where(drawn.cramps > 0, *shares) for shares in STORIES[story])
    logged = drawn.chance.random(drawn.cramps.shape) < np.where(later, after, before)
    asked, found, risen = 0, [], 0
    for nights in plain_journals(drawn.cramps, logged):
        for look in _LOOKS:
            now = Period.of_last(MONTH, FIRST + timedelta(days=YEAR + look - 1))
            for other in (now.before(MONTH), now.before(3 * MONTH), now.year_before()):
                change, _why = compare(nights, now, other)
                asked += 1
                if change.low is not None and change.high is not None:
                    found.append(not change.low <= 1 <= change.high)
        risen += sum((each.evening - FIRST).days >= YEAR for each in rises(nights))
    return 100 * len(found) / asked, 100 * float(np.mean(found)) if found else 0.0, risen / people
