"""The light form of a night that all figures are made of: no database object, and only what is counted.

The store reads decades of nights at once, so it hands over the cramps of each night, and its details, as one packed
text each, which is parsed only for the nights that are looked at.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, Self


class CrampFigures(NamedTuple):
    """What is counted about a cramp. None is unknown."""

    seconds: int | None = None
    timing: str | None = None
    pain: int | None = None
    time: str | None = None  # "HH:MM", local
    time_precision: str | None = None
    side: str | None = None
    muscle: str | None = None
    went_hard: bool | None = None


class NightDetails(NamedTuple):
    """What else is counted about a night. None is unknown."""

    entered: str | None = None  # UTC, as stored
    woke: bool | None = None
    minutes_awake: int | None = None
    sleep_disturbance: int | None = None
    sore_next_day: bool | None = None
    tired_next_day: bool | None = None
    room_temperature_c: float | None = None
    legs_felt_cold: bool | None = None
    exercise: str | None = None
    on_feet_all_day: bool | None = None
    posture: str | None = None
    foot_soak: bool | None = None
    no_cover: bool | None = None
    overtired: bool | None = None
    entered_offset: int | None = None  # minutes ahead of UTC


class NightFigures(NamedTuple):
    """What is counted about a recorded night. An unrecorded night has no figures at all."""

    evening: date
    left_out: bool
    count: int  # type: ignore[assignment]  # cramps; 0 is a clear night. (A tuple's own count() is not missed.)
    packed: str  # the cramps: "|" between fields, ";" between cramps
    packed_details: str = ""
    cramps_only: bool = False  # it comes from where nights without cramps were not written down

    @classmethod
    def of(cls, evening: date, cramps: Sequence[CrampFigures] = (), *, left_out: bool = False, **details: Any) -> Self:
        """Make the figures of one night from values; `details` are fields of NightDetails."""
        packed = ";".join(_packed(cramp) for cramp in cramps)
        return cls(evening, left_out, len(cramps), packed, _packed(NightDetails(**details)))

    @property
    def cramps(self) -> tuple[CrampFigures, ...]:
        """The cramps, in no particular order."""
        return tuple(_unpacked(part) for part in self.packed.split(";")) if self.count else ()

    @property
    def lengths(self) -> list[int]:
        """The known lengths of the cramps, in seconds."""
        return [int(s) for part in self.packed.split(";") if (s := part.partition("|")[0])]

    @property
    def details(self) -> NightDetails:
        """What else is known about the night."""
        if not self.packed_details:
            return _NOTHING
        return NightDetails(
            *(
                _READERS.get(name, str)(text) if text else None
                for name, text in zip(NightDetails._fields, self.packed_details.split("|"), strict=True)
            )
        )


def _yes(text: str) -> bool:
    return text == "1"


_READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(
        (
            *("woke", "sore_next_day", "tired_next_day", "legs_felt_cold", "on_feet_all_day", "foot_soak"),
            *("no_cover", "overtired"),
        ),
        _yes,
    ),
    **dict.fromkeys(("minutes_awake", "sleep_disturbance", "entered_offset"), int),
    "room_temperature_c": float,
}  # all other fields are texts


class CrampColumns(NamedTuple):
    """The cramps of many nights, field by field, as texts; "" is unknown. Decades are counted from these."""

    seconds: Sequence[str] = ()
    timing: Sequence[str] = ()
    pain: Sequence[str] = ()
    time: Sequence[str] = ()
    time_precision: Sequence[str] = ()
    side: Sequence[str] = ()
    muscle: Sequence[str] = ()
    went_hard: Sequence[str] = ()  # "1" is yes, "0" is no


class DetailColumns(NamedTuple):
    """The details of many nights, field by field, as texts; "" is unknown, "1" is yes."""

    entered: Sequence[str] = ()
    woke: Sequence[str] = ()
    minutes_awake: Sequence[str] = ()
    sleep_disturbance: Sequence[str] = ()
    sore_next_day: Sequence[str] = ()
    tired_next_day: Sequence[str] = ()
    room_temperature_c: Sequence[str] = ()
    legs_felt_cold: Sequence[str] = ()
    exercise: Sequence[str] = ()
    on_feet_all_day: Sequence[str] = ()
    posture: Sequence[str] = ()
    foot_soak: Sequence[str] = ()
    no_cover: Sequence[str] = ()
    overtired: Sequence[str] = ()
    entered_offset: Sequence[str] = ()


def cramp_columns(nights: Sequence[NightFigures]) -> CrampColumns:
    """Return the cramps of some nights as columns."""
    return CrampColumns(*_columns(";".join([night.packed for night in nights if night.count]), CrampColumns))


def detail_columns(nights: Sequence[NightFigures]) -> DetailColumns:
    """Return the details of some nights as columns, in their order."""
    return DetailColumns(*_columns(";".join([night.packed_details or _UNKNOWN for night in nights]), DetailColumns))


def _columns(packed: str, kind: type[CrampColumns | DetailColumns]) -> Iterator[list[str]]:
    """Yield the columns of packed rows: slices of one flat list, since a list per row would take most of the time."""
    fields = packed.replace(";", "|").split("|") if packed else []
    count = len(kind._fields)
    return (fields[first::count] for first in range(count))


_NOTHING = NightDetails()


def _packed(values: tuple[Any, ...]) -> str:
    """Join values as SQLite's `concat` does: nothing for None, 1 for yes."""
    return "|".join("" if value is None else str(int(value) if isinstance(value, bool) else value) for value in values)


def _unpacked(part: str) -> CrampFigures:
    seconds, timing, pain, time, precision, side, muscle, hard = (value or None for value in part.split("|"))
    length, felt = int(seconds) if seconds else None, int(pain) if pain else None
    return CrampFigures(length, timing, felt, time, precision, side, muscle, _yes(hard) if hard else None)


_UNKNOWN = _packed(_NOTHING)
