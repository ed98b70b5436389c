"""The light form of a night that all figures are made of: no database object, nothing that is not counted.

Decades of nights are read at once, so the store hands over each night's cramps as one packed text, which is taken
apart only for the nights that are looked at.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple, Self


class CrampFigures(NamedTuple):
    """What is counted of a cramp. None is unknown."""

    seconds: int | None = None
    timing: str | None = None
    pain: int | None = None
    time: str | None = None  # "HH:MM", local
    time_precision: str | None = None
    side: str | None = None
    muscle: str | None = None


class NightFigures(NamedTuple):
    """What is counted of a recorded night. None is unknown; a night not recorded is not here at all."""

    evening: date
    left_out: bool
    count: int  # type: ignore[assignment]  # cramps; 0 is a clear night. (A tuple's own count() is not missed.)
    packed: str  # the cramps: fields parted by "|", cramps by ";"
    entered: str | None = None  # UTC, as stored
    woke: bool | None = None
    minutes_awake: int | None = None
    sleep_disturbance: int | None = None
    sore_next_day: bool | None = None
    tired_next_day: bool | None = None

    @classmethod
    def of(
        cls,
        evening: date,
        cramps: Sequence[CrampFigures] = (),
        *,
        left_out: bool = False,
        entered: str | None = None,
        woke: bool | None = None,
        minutes_awake: int | None = None,
    ) -> Self:
        """Make the figures of one night by hand."""
        packed = ";".join("|".join("" if value is None else str(value) for value in cramp) for cramp in cramps)
        return cls(evening, left_out, len(cramps), packed, entered, woke, minutes_awake)

    @property
    def cramps(self) -> tuple[CrampFigures, ...]:
        """The cramps, in no order."""
        return tuple(_unpacked(part) for part in self.packed.split(";")) if self.count else ()

    @property
    def lengths(self) -> list[int]:
        """The lengths of the cramps in seconds, those that are known."""
        return [int(s) for part in self.packed.split(";") if (s := part.partition("|")[0])]

    @property
    def entered_at(self) -> datetime | None:
        """When the entry was made."""
        return datetime.fromisoformat(self.entered).replace(tzinfo=UTC) if self.entered else None


def _unpacked(part: str) -> CrampFigures:
    seconds, timing, pain, *rest = (value or None for value in part.split("|"))
    return CrampFigures(seconds and int(seconds), timing, pain and int(pain), *rest)
