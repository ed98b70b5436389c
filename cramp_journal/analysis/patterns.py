"""When in the night and where: plain counts."""

from collections import Counter
from collections.abc import Sequence

from cramp_journal.model import CrampFigures
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
