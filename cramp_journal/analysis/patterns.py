"""When and where cramps occur, as plain counts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cramp_journal.model import CrampColumns, NightFigures
from cramp_journal.words import Muscle, Side

UNKNOWN = "unknown"
HOURS = tuple(str(hour % 24) for hour in range(12, 36))  # from noon to noon, the order of a night


def by_hour(cramps: CrampColumns) -> Counter[str]:
    """Count cramps by hour of the clock, in the order of a night; "unknown" counts those without a time.

    A time that stands for a part of the night counts at the middle of that part; `by_precision` tells how many there
    are.
    """
    counts: Counter[str] = Counter(dict.fromkeys(HOURS, 0))
    for hour, count in Counter([time[:2] for time in cramps.time]).items():
        counts[str(int(hour)) if hour else UNKNOWN] += count
    return counts


def by_precision(cramps: CrampColumns) -> Counter[str]:
    """Count cramps by the precision of their time: "exact", "about", "part_of_night" or "unknown"."""
    pairs = zip(cramps.time, cramps.time_precision, strict=True)
    return Counter([(how or UNKNOWN) if time else UNKNOWN for time, how in pairs])


@dataclass(frozen=True)
class Tally:
    """Recorded nights of one kind and their cramps; counts from unequal numbers of nights need both numbers."""

    recorded: int
    cramps: int


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def by_weekday(counted: Sequence[NightFigures]) -> dict[str, Tally]:
    """Count by the weekday on which a night began; all seven days, Monday first."""
    found = _tallies(counted, [night.evening.weekday() for night in counted])
    return {name: found.get(number, Tally(0, 0)) for number, name in enumerate(WEEKDAYS)}


def by_month(counted: Sequence[NightFigures]) -> dict[str, Tally]:
    """Count by calendar month, "1" to "12", in any year; only months that have recorded nights."""
    found = _tallies(counted, [night.evening.month for night in counted])
    return {str(month): found[month] for month in sorted(found)}


def _tallies(counted: Sequence[NightFigures], kinds: Sequence[int]) -> dict[int, Tally]:
    """Count nights and cramps of each kind; `kinds` has the kind of each night."""
    recorded, cramps = Counter(kinds), Counter[int]()
    for night, kind in zip(counted, kinds, strict=True):
        if night.count:
            cramps[kind] += night.count
    return {kind: Tally(nights, cramps[kind]) for kind, nights in recorded.items()}


def by_side(cramps: CrampColumns) -> Counter[str]:
    """Count cramps by side: "left", "right", "both" or "unknown"."""
    return _counted(cramps.side)


def by_muscle(cramps: CrampColumns) -> Counter[str]:
    """Count cramps by muscle; "unknown" counts those without one."""
    return _counted(cramps.muscle)


def _counted(texts: Sequence[str]) -> Counter[str]:
    return Counter({text or UNKNOWN: count for text, count in Counter(texts).items()})


def by_site(cramps: CrampColumns) -> Counter[str]:
    """Count cramps by side and muscle, such as "left calf"; "unknown" counts those without either."""
    found: Counter[str] = Counter()
    for (side, muscle), count in Counter(zip(cramps.side, cramps.muscle, strict=True)).items():
        found[site_key(side, muscle)] = count
    return found


def site_key(side: str | None, muscle: str | None) -> str:
    """Return the name of a place in the words of the vocabulary: "left calf", "left", "calf" or "unknown"."""
    return " ".join(word for word in (side, muscle) if word) or UNKNOWN


def site_of(key: str) -> tuple[str | None, str | None]:
    """Split a name made by `site_key` into side and muscle."""
    words = key.split()
    sides = [word for word in words if word in set(Side)]
    muscles = [word for word in words if word in set(Muscle)]
    return (sides[0] if sides else None, muscles[0] if muscles else None)
