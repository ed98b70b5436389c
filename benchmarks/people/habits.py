"""Which nights a person logs: at random, or depending on the night, which makes what is logged unlike what is not.

A habit is a function: it returns whether each night is logged, of the shape (people, nights). All shares are assumed.
"""

from collections.abc import Callable

import numpy as np

from benchmarks.people import Counts, Flags, Floats, weekdays

OFTEN, HALF = 0.97, 0.6  # shares of nights: nearly always, and when it hardly seems worth it
_GAP = 90  # nights

Habit = Callable[[np.random.Generator, Counts], Flags]  # the cramps of each night -> whether it is logged


def every_night(_chance: np.random.Generator, cramps: Counts) -> Flags:
    """Log every night."""
    return np.ones(cramps.shape, dtype=bool)


def at_random(chance: np.random.Generator, cramps: Counts) -> Flags:
    """Log 92 % of nights, whatever they were."""
    return chance.random(cramps.shape) < 0.92


def more_when_bad(chance: np.random.Generator, cramps: Counts) -> Flags:
    """Log 97 % of nights with cramps and 60 % of clear ones."""
    return chance.random(cramps.shape) < np.where(cramps > 0, OFTEN, HALF)


def more_when_good(chance: np.random.Generator, cramps: Counts) -> Flags:
    """Log 60 % of nights with cramps (too tired) and 97 % of clear ones."""
    return chance.random(cramps.shape) < np.where(cramps > 0, HALF, OFTEN)


def no_weekends(_chance: np.random.Generator, cramps: Counts) -> Flags:
    """Log every night but those of Saturday and Sunday."""
    people, nights = cramps.shape
    return np.tile(weekdays(nights) < 5, (people, 1))


def three_months_away(chance: np.random.Generator, cramps: Counts) -> Flags:
    """Log 97 % of nights, and none for three months somewhere between the first and the last tenth."""
    people, nights = cramps.shape
    begins = chance.integers(nights // 10, max(nights // 10 + 1, nights - nights // 10 - _GAP), (people, 1))
    since = np.arange(nights) - begins
    return (chance.random(cramps.shape) < OFTEN) & ((since < 0) | (since >= _GAP))


def only_cramp_nights(chance: np.random.Generator, cramps: Counts) -> Flags:
    """Log 97 % of nights with cramps, and no clear night."""
    return (cramps > 0) & (chance.random(cramps.shape) < OFTEN)


def waning(chance: np.random.Generator, cramps: Counts) -> Flags:
    """Log nearly every night at first, and ever fewer: half as many after a year."""
    return chance.random(cramps.shape) < _zeal(cramps.shape[1])


def waning_until_bad(chance: np.random.Generator, cramps: Counts) -> Flags:
    """Log ever fewer nights, but nearly every night again after a week that was worse than the person's own usual."""
    total = np.pad(cramps.cumsum(axis=1), ((0, 0), (1, 0)))
    end = np.arange(cramps.shape[1])
    week = total[:, end] - total[:, np.maximum(end - 7, 0)]
    is_bad = week > 1.5 * 7 * cramps.mean(axis=1, keepdims=True)
    return chance.random(cramps.shape) < np.where(is_bad, OFTEN, _zeal(cramps.shape[1]))


def _zeal(nights: int) -> Floats:
    return OFTEN * 0.5 ** (np.arange(nights) / 365)


HABITS: dict[str, Habit] = {
    "every night": every_night,
    "at random": at_random,
    "more when bad": more_when_bad,
    "more when good": more_when_good,
    "no weekends": no_weekends,
    "3 months away": three_months_away,
    "only cramp nights": only_cramp_nights,
    "waning": waning,
    "waning until bad": waning_until_bad,
}
