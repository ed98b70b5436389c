"""People who are made up, of many kinds, and what the program tells them: `python -m benchmarks people`.

`kinds` draws the cramps of people of every kind, `changes` puts a lasting change on top, `habits` says which nights
are logged, `details` says what else is logged about a night, `characters` answer the cards. The other modules measure.
"""

from datetime import date

import numpy as np
from numpy.typing import NDArray

FIRST = date(2024, 11, 22)  # the evening of the first night
A_WEEK = (1.0, 2.0, 4.0, 8.0, 20.0)  # cramps
YEAR = 365  # nights

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]


def weekdays(nights: int) -> Counts:
    """Return the weekday of each evening: 0 is Monday, 5 is Saturday."""
    return (FIRST.weekday() + np.arange(nights)) % 7
