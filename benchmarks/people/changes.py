"""Lasting changes, put on top of a stable person: times as many cramps, for each person and night."""

import numpy as np

from benchmarks.people import Counts, Floats


def step(nights: int, onset: Counts, times: float) -> Floats:
    """Return so many times as many from a night on, which may be another one for each person."""
    return np.where(np.arange(nights) >= onset[:, None], times, 1.0)


def ramp(nights: int, onset: Counts, times: float, weeks: int) -> Floats:
    """Return a rise in equal steps from night to night over so many weeks; then it stays."""
    done = np.clip((np.arange(nights) - onset[:, None] + 1) / (7 * weeks), 0, 1)
    found: Floats = 1 + (times - 1) * done
    return found
