"""Plain counts of what was answered: what was done during a cramp and whether it helped, and yes or no of a night."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from cramp_journal.analysis.period import Period

Night = Mapping[str, Any]  # in the exchange form
_EVENING = itemgetter("evening")


@dataclass(frozen=True)
class Tried:
    """Something that was done during cramps: how often, and what was said of it. Not a test of effect."""

    what: str
    times: int
    answered: int  # of those, the times of which it was said whether it helped
    helped: int


@dataclass(frozen=True)
class Answers:
    """How often something of a night was answered with yes."""

    yes: int
    answered: int


def reliefs(nights: Sequence[Night], period: Period) -> list[Tried]:
    """Count what was done during the cramps of a period, the most frequent first. Nights left out do not count."""
    times, answered, helped = Counter[str](), Counter[str](), Counter[str]()
    for night in counted(nights, period):
        for cramp in night["cramps"]:
            for relief in cramp.get("reliefs", ()):
                times[relief["what"]] += 1
                answered[relief["what"]] += relief.get("helped") is not None
                helped[relief["what"]] += relief.get("helped") is True
    order = sorted(times, key=lambda what: (-times[what], what))
    return [Tried(what, times[what], answered[what], helped[what]) for what in order]


def answers(nights: Sequence[Night], period: Period, field: str) -> Answers:
    """Count the answers to a question about a night, by the name of its field. Nights left out do not count."""
    found = [night[field] for night in counted(nights, period) if night.get(field) is not None]
    return Answers(sum(map(bool, found)), len(found))


def counted(nights: Sequence[Night], period: Period) -> list[Night]:
    """Give the nights of a period that enter its figures. `nights` stand oldest first."""
    first = bisect_left(nights, period.first.isoformat(), key=_EVENING)
    last = bisect_right(nights, period.last.isoformat(), lo=first, key=_EVENING)
    return [night for night in nights[first:last] if not night.get("left_out")]
