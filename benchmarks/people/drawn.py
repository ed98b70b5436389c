"""People drawn for one cell of a table: of one kind, with one rate and one habit of logging."""

import zlib
from dataclasses import dataclass

import numpy as np

from benchmarks.people import YEAR, Counts, Flags, Floats
from benchmarks.people.habits import HABITS
from benchmarks.people.kinds import KINDS, OTHERS, Kind

NIGHTS = 2 * YEAR


@dataclass(frozen=True)
class Drawn:
    """People, their cramps night by night and whether these are logged, and the truth behind them."""

    kind: Kind
    a_week: float
    rhythm: Floats  # what the calendar does: times as many
    factor: Floats  # the lasting change: times as many
    cramps: Counts
    logged: Flags
    chance: np.random.Generator

    def mean(self, first: int, end: int) -> Floats:
        """Return each person's true cramps a week over some nights, the mean of what is hidden."""
        found: Floats = self.a_week * (self.rhythm * self.factor)[:, first:end].mean(axis=1)
        return found


def draw(
    kind: str,
    a_week: float,
    habit: str,
    people: int,
    factor: Floats | None = None,
    nights: int = NIGHTS,
    seed: str = "",
) -> Drawn:
    """Draw people; the same words draw the same people. `factor` is a change, of the shape (people, nights)."""
    chance = generator(kind, f"{a_week:g}", habit, seed)
    factor = np.ones((people, nights)) if factor is None else factor
    who = (KINDS | OTHERS)[kind]
    cramps, rhythm = who.draw_with_rhythm(chance, people, nights, a_week * factor)
    return Drawn(who, a_week, rhythm, factor, cramps, HABITS[habit](chance, cramps), chance)


def generator(*words: str) -> np.random.Generator:
    """Return the random numbers that belong to some words."""
    return np.random.default_rng(zlib.crc32("/".join(words).encode()))
