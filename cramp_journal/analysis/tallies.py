"""Plain counts of answers: what was done during cramps and whether it helped, and yes or no for a night."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from cramp_journal.analysis.period import Period
from cramp_journal.model import Values

_EVENING = itemgetter("evening")


@dataclass(frozen=True)
class Tried:
    """Something done during cramps: how often, and whether it helped. Not a test of its effect."""

    what: str
    times: int
    answered: int  # times with an answer to whether it helped
    helped: int


@dataclass(frozen=True)
class Answers:
    """How often a question about a night was answered with yes."""

    yes: int
    answered: int


def reliefs(nights: Sequence[Values], period: Period) -> list[Tried]:
    """Count what was done during the cramps of a period, most frequent first. Left-out nights do not count."""
    times, answered, helped = Counter[str](), Counter[str](), Counter[str]()
    for night in counted(nights, period):
        for cramp in night["cramps"]:
            for relief in cramp.get("reliefs", ()):
                times[relief["what"]] += 1
                answered[relief["what"]] += relief.get("helped") is not None
                helped[relief["what"]] += relief.get("helped") is True
    order = sorted(times, key=lambda what: (-times[what], what))
    return [Tried(what, times[what], answered[what], helped[what]) for what in order]


def answers(nights: Sequence[Values], period: Period, field: str) -> Answers:
    """Count the answers to a question about a night, by the name of its field. Left-out nights do not count."""
    found = [night[field] for night in counted(nights, period) if night.get(field) is not None]
    return Answers(sum(map(bool, found)), len(found))


def cramp_answers(nights: Sequence[Values], period: Period, field: str) -> Answers:
    """Count the answers to a question about each cramp, by the name of its field. Left-out nights do not count."""
    cramps = (cramp for night in counted(nights, period) for cramp in night["cramps"])
    found = [cramp[field] for cramp in cramps if cramp.get(field) is not None]
    return Answers(sum(map(bool, found)), len(found))


def known_numbers(nights: Sequence[Values], period: Period, field: str) -> list[float]:
    """Return the known numbers of a field of a night. Left-out nights do not count."""
    return [night[field] for night in counted(nights, period) if night.get(field) is not None]


def counted(nights: Sequence[Values], period: Period) -> list[Values]:
    """Return the nights of a period that enter its figures. `nights` are oldest first."""
    first = bisect_left(nights, period.first.isoformat(), key=_EVENING)
    last = bisect_right(nights, period.last.isoformat(), lo=first, key=_EVENING)
    return [night for night in nights[first:last] if not night.get("left_out")]
