"""The same exact test for thousands of invented trials at once.

The distribution of a sum of whole numbers whose signs are coins has the characteristic function ∏ cos(u t), so it
comes back from one Fourier transform, exact to rounding. A trial's product depends only on how often each size of
number occurs, which makes it one product of matrices for all trials.
"""

import numpy as np

from cramp_journal.analysis.experiments.designs import Flags, WholeNumbers
from cramp_journal.analysis.experiments.exact import TAIL, Floats

_ROWS = 500  # trials at a time, for the sake of memory
_CLOSE = 1e-9  # rounding


def tails(sums: WholeNumbers) -> tuple[Floats, Floats]:
    """Return for each trial the chance of a sum this low or lower, and of one this high or higher.

    Args:
        sums: (with it − without it) of each unit, of the shape (trials, units).
    """
    parts = [_tails(sums[start : start + _ROWS]) for start in range(0, len(sums), _ROWS)]
    low, high = zip(*parts, strict=True)
    return np.concatenate(low), np.concatenate(high)


def _tails(sums: WholeNumbers) -> tuple[Floats, Floats]:
    sizes = np.abs(sums)
    most, reach = int(sizes.max(initial=0)), int(sizes.sum(axis=1).max(initial=0))
    length = 1 << (2 * reach + 1).bit_length()
    cosines = np.cos(np.outer(np.arange(most + 1), 2 * np.pi * np.arange(length // 2 + 1) / length))
    logarithms = np.log(np.maximum(np.abs(cosines), 1e-300))
    rows = np.arange(len(sums))
    often = np.bincount((rows[:, None] * (most + 1) + sizes).ravel(), minlength=len(sums) * (most + 1))
    often = often.reshape(len(sums), most + 1).astype(np.float64)
    sign = 1 - 2 * (often @ (cosines < 0) % 2)
    chances = np.fft.irfft(np.exp(often @ logarithms) * sign, length, axis=1)
    below = np.roll(chances, reach, axis=1)[:, : 2 * reach + 1].cumsum(axis=1)
    at = sums.sum(axis=1) + reach
    low = below[rows, at]
    return low, 1 - np.where(at > 0, below[rows, np.maximum(at - 1, 0)], 0.0)


def few_tails(sums: Floats) -> tuple[Floats, Floats]:
    """Return the same for few units whose numbers are not whole: each order is listed."""
    units = sums.shape[1]
    signs = 1 - 2 * (np.arange(1 << units)[:, None] >> np.arange(units) & 1)
    every, seen = sums @ signs.T, sums.sum(axis=1, keepdims=True)
    close = _CLOSE * np.maximum(1.0, np.abs(sums).sum(axis=1, keepdims=True))
    return (every <= seen + close).mean(axis=1), (every >= seen - close).mean(axis=1)


def fewer(low: Floats) -> Flags:
    """Return whether a trial says “fewer”: its test rejects 1 from that side."""
    found: Flags = low <= TAIL + _CLOSE
    return found
