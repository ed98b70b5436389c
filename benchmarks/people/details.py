"""What else a person logs: pain and length of each cramp, waking, tiredness, cold, exercise and posture of each night.

All shares are assumed; the deviation of lengths is that of one's cramps: half lie between 0.7 and 1.4 of the median.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from benchmarks.people import FIRST, Counts, Flags, Floats
from cramp_journal.model import NightDetails, NightFigures

Texts = NDArray[np.str_]

_SIGMA = 0.5  # of the logarithm of a length
_TOGETHER = 0.5  # of the variance of pain: what the cramps of a night have in common
_HEAPS, _SHORT = 300, 150  # seconds: lengths are told by five minutes, short ones by the minute


@dataclass(frozen=True)
class Details:
    """What is logged. A number holds for every night, or there is one for each, of the shape (people, nights).

    Attributes:
        pain: The middle of the pain scores; their deviation is `pain_sd`.
        seconds: The median length; `heaped` lengths are told by five minutes.
        alike: The deviation of the logarithm of a length that the cramps of a night have in common; of a stretch of
            nights if `alike_for` is more than 1.
        woke: The share of cramp nights that woke the person; `tired`, that left tiredness by day.
        cold: Whether the legs felt cold; `hard`, whether the exercise was.
        asked: The share of nights on which cold, exercise and posture are logged at all.
    """

    pain: float | Floats = 5.0
    pain_sd: float = 1.6
    seconds: float | Floats = 120.0
    heaped: bool = False
    alike: float = 0.0
    alike_for: int = 1
    woke: float = 0.8
    tired: float = 0.3
    cold: float | Flags = 0.2
    hard: float | Flags = 0.15
    asked: float = 1.0


class DrawnNight(NightFigures):
    """A night that reads its details only once: the rules look at each night on 28 mornings and more."""

    @cached_property
    def details(self) -> NightDetails:
        """What else is known about the night."""
        return super().details


def journals(chance: np.random.Generator, cramps: Counts, logged: Flags, how: Details) -> list[list[DrawnNight]]:
    """Return each person's journal: the logged nights, oldest first, with all their details."""
    people, nights = cramps.shape
    evenings = [FIRST + timedelta(days=night) for night in range(nights)]
    packed = _packed_cramps(chance, cramps, how)
    has_cramps = cramps > 0
    woke, tired = (
        np.where(has_cramps & (chance.random(cramps.shape) < share), "1", "") for share in (how.woke, how.tired)
    )
    asked = chance.random(cramps.shape) < how.asked
    answers = (
        _answer(chance, how.cold, asked, "1", "0"),
        _answer(chance, how.hard, asked, "hard", "light"),
        _answer(chance, 0.5, asked, "back", "left_side"),
    )
    found = []
    for person in range(people):
        columns = (cramps, woke, tired, *answers)
        rows = zip(*(each[person, logged[person]].tolist() for each in columns), strict=True)
        which = np.flatnonzero(logged[person]).tolist()
        found.append(
            [
                DrawnNight(
                    evenings[night],
                    left_out=False,
                    count=count,
                    packed=packed[person * nights + night],
                    packed_details=f"|{is_woken}||||{is_tired}||{cold}|{exercise}||{posture}||||",
                )
                for night, (count, is_woken, is_tired, cold, exercise, posture) in zip(which, rows, strict=True)
            ]
        )
    return found


def plain_journals(cramps: Counts, logged: Flags) -> list[list[NightFigures]]:
    """Return each person's journal where only counts are logged."""
    evenings = [FIRST + timedelta(days=night) for night in range(cramps.shape[1])]
    return [
        [
            NightFigures(evenings[night], left_out=False, count=count, packed=";".join(["|||||||"] * count))
            for night, count in enumerate(counts)
            if there[night]
        ]
        for counts, there in zip(cramps.tolist(), logged.tolist(), strict=True)
    ]


def _packed_cramps(chance: np.random.Generator, cramps: Counts, how: Details) -> list[str]:
    """Return the packed cramps of each night of each person, in one list."""
    flat = cramps.ravel()
    total, night = int(flat.sum()), np.repeat(np.arange(flat.size), flat)
    pain = np.broadcast_to(how.pain, cramps.shape).ravel()[night]
    common = chance.standard_normal(flat.size)[night]
    own = chance.standard_normal(total)
    pain = pain + how.pain_sd * (_TOGETHER**0.5 * common + (1 - _TOGETHER) ** 0.5 * own)
    pains = np.rint(pain).clip(0, 10).astype(int).tolist()
    seconds = np.broadcast_to(how.seconds, cramps.shape).ravel()[night] * np.exp(_SIGMA * chance.standard_normal(total))
    if how.alike:
        stretches = chance.standard_normal((len(cramps), -(-cramps.shape[1] // how.alike_for)))
        common = np.repeat(stretches, how.alike_for, axis=1)[:, : cramps.shape[1]]
        seconds = seconds * np.exp(how.alike * common.ravel()[night])
    lengths = rounded(seconds, heaped=how.heaped).tolist()
    texts = [f"{length}||{score}|||||" for length, score in zip(lengths, pains, strict=True)]
    ends = flat.cumsum()
    return [";".join(texts[end - n : end]) if n else "" for n, end in zip(flat.tolist(), ends.tolist(), strict=True)]


def rounded(seconds: Floats, *, heaped: bool) -> Counts:
    """Round lengths to 10 seconds, or as they are told from memory: short ones to a minute, others to five."""
    if not heaped:
        by_ten: Counts = np.maximum(10, 10 * np.rint(seconds / 10)).astype(np.int64)
        return by_ten
    by_minute = np.maximum(60, 60 * np.rint(seconds / 60))
    found: Counts = np.where(seconds < _SHORT, by_minute, _HEAPS * np.rint(seconds / _HEAPS)).astype(np.int64)
    return found


def _answer(chance: np.random.Generator, share: float | Flags, asked: Flags, yes: str, no: str) -> Texts:
    """Return the text of an answer for each night: yes on a share of nights, or on given ones, "" if not asked."""
    is_so = chance.random(asked.shape) < share if isinstance(share, float) else share
    return np.where(asked, np.where(is_so, yes, no), "")
