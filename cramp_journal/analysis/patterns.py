"""When and where: plain counts."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cramp_journal.model import CrampFigures, NightFigures
from cramp_journal.words import Muscle, Side

UNKNOWN = "unknown"
HOURS = tuple(str(hour % 24) for hour in range(12, 36))  # in the order of a night: noon to noon


def by_hour(cramps: Sequence[CrampFigures]) -> Counter[str]:
    """Count cramps by the hour of the clock, in the order of a night; "unknown" where no time was given.

    A time that stands for a part of the night counts at its middle; `by_precision` tells how many those are.
    """
    counts: Counter[str] = Counter(dict.fromkeys(HOURS, 0))
    counts.update(str(int(cramp.time[:2])) if cramp.time else UNKNOWN for cramp in cramps)
    return counts


def by_precision(cramps: Sequence[CrampFigures]) -> Counter[str]:
    """Count cramps by how well their time is known: "exact", "about", "part_of_night" or "unknown"."""
    return Counter((cramp.time_precision or UNKNOWN) if cramp.time else UNKNOWN for cramp in cramps)


@dataclass(frozen=True)
class Tally:
    """Recorded nights of one kind, and their cramps: counts of unequal numbers of nights cannot be compared bare."""

    recorded: int
    cramps: int


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def by_weekday(counted: Sequence[NightFigures]) -> dict[str, Tally]:
    """Count by the day of the week on which a night began; all seven, Monday first."""
    return _tallies(counted, lambda night: WEEKDAYS[night.evening.weekday()], WEEKDAYS)


def by_month(counted: Sequence[NightFigures]) -> dict[str, Tally]:
    """Count by the month of the year, "1" to "12": those that have recorded nights, whatever the year."""
    months = sorted({night.evening.month for night in counted})
    return _tallies(counted, lambda night: str(night.evening.month), [str(month) for month in months])


def _tallies(
    counted: Sequence[NightFigures], kind: Callable[[NightFigures], str], kinds: Sequence[str]
) -> dict[str, Tally]:
    recorded: Counter[str] = Counter()
    cramps: Counter[str] = Counter()
    for night in counted:
        name = kind(night)
        recorded[name] += 1
        cramps[name] += night.count
    return {name: Tally(recorded[name], cramps[name]) for name in kinds}


def by_side(cramps: Sequence[CrampFigures]) -> Counter[str]:
    """Count cramps by side: "left", "right", "both" or "unknown"."""
    return Counter(cramp.side or UNKNOWN for cramp in cramps)


def by_muscle(cramps: Sequence[CrampFigures]) -> Counter[str]:
    """Count cramps by muscle; "unknown" where none was given."""
    return Counter(cramp.muscle or UNKNOWN for cramp in cramps)


def by_site(cramps: Sequence[CrampFigures]) -> Counter[str]:
    """Count cramps by side and muscle, such as "left calf"; "unknown" where neither was given."""
    return Counter(site_key(cramp.side, cramp.muscle) for cramp in cramps)


def site_key(side: str | None, muscle: str | None) -> str:
    """Name a place in the words of the vocabulary: "left calf", "left", "calf" or "unknown"."""
    return " ".join(word for word in (side, muscle) if word) or UNKNOWN


def site_of(key: str) -> tuple[str | None, str | None]:
    """Take a name of `site_key` apart into side and muscle."""
    words = key.split()
    sides = [word for word in words if word in set(Side)]
    muscles = [word for word in words if word in set(Muscle)]
    return (sides[0] if sides else None, muscles[0] if muscles else None)
