"""Levels: rules that hold for as long as a state holds, and when such a state is clearly over.

A level that hovers about its threshold is crossed again and again by chance. So a level that has been told is over only
once eight weeks of recorded nights were clearly below it: at most a third of the nights that make it, and so few that
nights at the level would be as few in less than one stretch of a thousand (Poisson). Three nights a week are 24 in
eight weeks, and a third is 8; twice in 14 nights is 8, and only 0 is clear. Both numbers are this journal's own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from cramp_journal.analysis.period import Period, counted_in
from cramp_journal.model import NightFigures, detail_columns
from cramp_journal.words import Rule

CLEAR_NIGHTS = 56  # recorded nights: eight weeks
_DISTURBED = 5  # of 10, as in `night_habits`


@dataclass(frozen=True)
class Level:
    """How many of 56 nights are clearly below a level, and which nights count: true or false for each of some nights.

    A night that may count, since the journal does not know, counts: what was not asked is not “no”.
    """

    clear: int
    counts: Callable[[Sequence[NightFigures]], list[bool]]


def is_clear(level: Level, nights: Sequence[NightFigures], since: date, until: date) -> bool:
    """Return whether eight weeks of recorded nights in a row were clearly below a level, in a stretch of days."""
    if until <= since:
        return False
    between = counted_in(nights, Period(since, until - timedelta(days=1)))
    total = [0, *accumulate(level.counts(between))]
    return any(late - early <= level.clear for early, late in zip(total, total[CLEAR_NIGHTS:], strict=False))


def _with_cramps(nights: Sequence[NightFigures]) -> list[bool]:
    return [night.count > 0 for night in nights]


def _disturbed(nights: Sequence[NightFigures]) -> list[bool]:
    known = detail_columns(nights)
    return [
        night.count > 0 and (woke == "1" or (int(by) >= _DISTURBED if by else not woke))
        for night, woke, by in zip(nights, known.woke, known.sleep_disturbance, strict=True)
    ]


def _tiring(nights: Sequence[NightFigures]) -> list[bool]:
    tired = detail_columns(nights).tired_next_day
    return [night.count > 0 and said in ("1", "") for night, said in zip(nights, tired, strict=True)]


LEVELS: dict[str, Level] = {
    Rule.NEAR_NIGHTLY: Level(16, _with_cramps),  # of 48
    Rule.FREQUENT: Level(8, _with_cramps),  # of 24
    Rule.SLEEP_DISTURBED: Level(4, _disturbed),  # of 16
    Rule.DAYTIME_AFFECTED: Level(0, _tiring),  # of 8
}
