"""How likely it is that cramps come twice as often as they used to, whatever kind of person one is.

Cramps come evenly in some people, in spells, bursts or slow waves in others, and a bad week means little in the one and
much in the other. So each kind of person, at each rate, is a model of its own: a hidden Markov chain of calm and bad
nights, with negative binomial counts. Every model is run twice, as usual and with twice the rate from some night on
(the quickest detection of Shiryaev 1963), and the person's own nights weigh them all (Bayes). The odds of "twice as
often" over all models are what `analysis.rises` compares with one limit.

The kinds are assumed: they are coarse, and others stand between them. `python -m benchmarks people` draws people of
other kinds and constants, and prints how often a rise is reported and how often a real one is found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

_Floats = NDArray[np.float64]

BEGINS = 1 / 1500  # chance a night that cramps begin to come twice as often
ENDS = 1 / 112  # chance a night that this is over: half the time they become fewer again, half the time it is the usual
_STEP = 2**0.5  # from one rate to the next
_RATES = 0.25 / 7 * _STEP ** np.arange(16)  # cramps a night, as usual: a quarter to 45 a week
_TWICE = 2  # steps
_MOST = 60  # cramps in a night that are told apart
_LEAST = 1e-9  # chance of a count: no night alone rules a kind out
_FEWEST, _MORE, _BURST_SIZE = 4, 2.5, 2.0  # cramps of a burst: the fewest, beyond them in the mean, and their size
_WEEK = 7


@dataclass(frozen=True)
class KindOfPerson:
    """A kind of people: calm and bad nights take turns.

    Attributes:
        share: The share of nights that are bad.
        stay: The nights that a bad run lasts, in the mean.
        calm: Cramps of a calm night, relative to a bad one.
        size: Size of the negative binomial: variance = mean + mean² / size.
        bursts: The share of cramps that come in bursts.
        weight: How likely the kind is before anything is known, relative to others.
        begins: How likely it is that cramps begin to come twice as often, relative to others: chosen so that one limit
            gives each kind about as many false prompts.
        drift: The chance a week that the usual rate is one step higher, and the same for lower.
    """

    share: float
    stay: float
    calm: float
    size: float
    bursts: float = 0.0
    weight: float = 1.0
    begins: float = 1.0
    drift: float = 0.01


ALL_KINDS = (
    *(KindOfPerson(0.5, 2, 1.0, size, begins=1.2) for size in (8.0, 4.0, 2.0)),  # evenly
    *(KindOfPerson(0.5, 2, 1.0, size) for size in (1.0, 0.4)),  # few very bad nights among clear ones
    KindOfPerson(0.4, 6, 0.1, 2.0),  # on and off
    KindOfPerson(0.25, 12, 0.1, 2.0),  # spells
    KindOfPerson(0.2, 18, 0.2, 2.0),  # longer spells, less bad
    KindOfPerson(0.25, 12, 0.002, 2.0),  # spells, and next to nothing between them
    KindOfPerson(0.35, 25, 0.25, 2.0),  # weeks
    KindOfPerson(0.5, 40, 0.35, 2.0),  # slow waves
    *(KindOfPerson(0.5, 90, 0.45, size, weight=2.0) for size in (4.0, 2.0, 1.0)),  # half years
    *(KindOfPerson(0.5, 2, 1.0, size, drift=0.1) for size in (4.0, 2.0, 1.0)),  # evenly, but with a season
    KindOfPerson(0.5, 2, 1.0, 2.0, bursts=0.5),  # bursts
)


def log_odds(days: Sequence[int], counts: Sequence[int], anew: Mapping[int, int] | None = None) -> _Floats:
    """Return the logarithm of the odds that cramps come twice as often as usual, on each logged night.

    Only nights up to each night count. A night that was not logged moves the hidden states, and is no evidence.

    Args:
        days: The days as ordinals, ascending.
        counts: The number of cramps on each of these days.
        anew: Places from where on earlier nights are no evidence, each with the place of the first night that still is.
    """
    after = np.empty((len(days), len(ALL_KINDS), 2 * 2, len(_RATES)))
    start = 0
    for i in range(len(days)):
        if i == 0 or (anew and i in anew):
            start = anew[i] if anew and i in anew else 0
            belief = _at_first()
            for place in range(start, i):
                belief = _weighed(belief, days[max(start, place - 1)], days[place], counts[place])
        belief = after[i] = _weighed(belief, days[max(start, i - 1)], days[i], counts[i])
    as_usual, twice = after.reshape(len(days), len(ALL_KINDS), 2, 2 * len(_RATES)).sum(axis=(1, 3)).T
    found: _Floats = np.log(twice) - np.log(as_usual)
    return found


def _weighed(belief: _Floats, day: int, until: int, count: int) -> _Floats:
    """Return the belief on a logged day, from that on an earlier day."""
    moves, likely = _model()
    for each in range(day + 1, until + 1):
        belief = moves @ (belief if each % _WEEK else _a_week_on(belief))
    found: _Floats = belief * likely[min(count, _MOST)]
    return found


def _at_first() -> _Floats:
    """Return the belief before the first night, of the shape (kinds, as usual and twice × calm and bad, rates)."""
    of_kinds = np.array([np.kron((1, BEGINS), (1 - kind.share, kind.share)) * kind.weight for kind in ALL_KINDS])
    belief: _Floats = np.repeat(of_kinds[:, :, None], len(_RATES), axis=2)
    return belief


def _a_week_on(belief: _Floats) -> _Floats:
    """Return the belief after the usual rate may have drifted, or twice the rate become the usual one, scaled to 1."""
    drift, doubled = _drift(), _WEEK * ENDS / 2
    usual, twice = belief[:, :2], belief[:, 2:]
    found = np.concatenate((usual @ drift, (1 - doubled) * twice), axis=1)
    found[:, :2, _TWICE:] += doubled * twice[:, :, :-_TWICE]
    found[:, :2, -1] += doubled * twice[:, :, -_TWICE:].sum(axis=2)
    total: _Floats = found / found.sum()
    return total


@cache
def _drift() -> _Floats:
    """Return for each kind the chance of each usual rate (column) a week after another (row)."""
    size = len(_RATES)
    either = np.eye(size, k=1) + np.eye(size, k=-1)
    step = either - np.diag(either.sum(axis=1))
    return np.eye(size) + np.array([kind.drift for kind in ALL_KINDS])[:, None, None] * step


@cache
def _model() -> tuple[_Floats, _Floats]:
    """Return the moves from one night to the next, and how likely each count is, for the shape of a belief."""
    moves, likely = [], []
    for kind in ALL_KINDS:
        begins = BEGINS * kind.begins
        change = np.array([[1 - begins, begins], [ENDS / 2, 1 - ENDS / 2]])
        leave = 1 / kind.stay
        enter = leave * kind.share / (1 - kind.share)
        moves.append(np.kron(change, np.array([[1 - enter, enter], [leave, 1 - leave]])).T)
        bad = 1 / (kind.share + (1 - kind.share) * kind.calm)
        rates = np.concatenate([times * _RATES * bad for times in (kind.calm, 1, 2 * kind.calm, 2)])
        likely.append(_chance_of_counts(rates.reshape(4, -1), kind))
    return np.array(moves), np.ascontiguousarray(np.moveaxis(np.array(likely), -1, 0))


def _chance_of_counts(rates: _Floats, kind: KindOfPerson) -> _Floats:
    """Return how likely each count is at each rate of a kind; counts are on the last axis."""
    counts = np.arange(_MOST + 1)
    each = rates[..., None]
    often = np.minimum(kind.bursts * each / (_FEWEST + _MORE), 0.9)
    single = (each - often * (_FEWEST + _MORE)) / (1 - often)
    burst = np.where(counts < _FEWEST, 0, _negative_binomial(np.maximum(counts - _FEWEST, 0), _MORE, _BURST_SIZE))
    chance = often * burst + (1 - often) * _negative_binomial(counts, single, kind.size)
    found: _Floats = np.maximum(chance, _LEAST)
    return found


def _negative_binomial(counts: NDArray[np.int64], mean: _Floats | float, size: float) -> _Floats:
    ways = gammaln(counts + size) - gammaln(size) - gammaln(counts + 1)
    found: _Floats = np.exp(ways - size * np.log1p(mean / size) + counts * np.log(mean / (mean + size)))
    return found
