"""People who are made up: stable ones, whose cramps come in runs from night to night and from week to week.

The model is that of the issue of the prompts: negative binomial nights (dispersion 0.5: variance = mean + 0.5 mean²),
a week's mean that wobbles by a log-normal factor of sd 0.3 with lag-1 correlation 0.5, and 8 % of nights unknown; and,
on top of it, nights that are alike: the gamma factor of neighbours correlates by 0.3 (0 leaves the model as it was).
"""

import numpy as np
from numpy.typing import NDArray

UNKNOWN = 0.08
A_WEEK = (0.5, 1.0, 2.0, 4.0, 8.0)  # cramps
_SQUARES = 4  # of so many normals, in the mean, are gamma with variance 2 / 4 = 0.5
_ALIKE, _WOBBLE, _LAG = 0.3, 0.3, 0.5

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]


def drawn_cramps(
    chance: np.random.Generator, people: int, nights: int, a_week: float | Floats, alike: float = _ALIKE
) -> tuple[Counts, Flags]:
    """Draw cramps of each night and whether it is recorded, each of the shape (people, nights).

    `a_week` is the true rate: one number for a stable person, or the shape (people, nights).
    """
    night = _running(chance.standard_normal((nights, _SQUARES, people)), alike**0.5)
    week = _running(chance.standard_normal((nights // 7 + 2, people)), _LAG)
    which = (np.arange(nights)[:, None] + chance.integers(0, 7, people)) // 7  # weeks begin on any day
    factor = np.exp(_WOBBLE * np.take_along_axis(week, which, 0) - _WOBBLE**2 / 2)
    cramps = chance.poisson(np.transpose(a_week) / 7 * factor * (night**2).mean(axis=1)).T
    return cramps, chance.random((people, nights)) >= UNKNOWN


def _running(drawn: Floats, alike: float) -> Floats:
    """Make each row like the one before, with the variance that it had."""
    for i in range(1, len(drawn)):
        drawn[i] = alike * drawn[i - 1] + (1 - alike**2) ** 0.5 * drawn[i]
    return drawn
