"""Rules that notice that cramps have become more frequent: the old one, a new one, and the best that could be had.

A rule says for people drawn, and for several heights of its limit, on which nights it speaks. The frontier moves the
limit, so that rules are compared at the same number of false prompts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from benchmarks.people import FIRST, YEAR, Flags, Floats
from benchmarks.people.details import plain_journals
from benchmarks.people.drawn import Drawn
from cramp_journal.analysis.rises import ODDS_LIMIT, Past, odds_of, passed, rises

APART = 56  # nights between two rises that are told
_MONTH, _YEAR = 28, 365
_TIMES = 2.0  # the rise that the oracles look for
_BEGINS, _ENDS = 1 / 365, 1 / 56  # chance a night that a rise begins, and that it is over
_RATES = np.exp(np.linspace(-1.1, 1.1, 11))  # times the true rate: what the oracle that learns holds possible

Heights = Sequence[float]


@dataclass(frozen=True)
class RisingRule:
    """A rule: the nights on which it speaks, of the shape (heights, people, nights), and the heights that are tried."""

    name: str
    speak: Callable[[Drawn, Heights], Flags]
    heights: Heights
    taken: float | None = None  # the height that the program uses


def _old(drawn: Drawn, heights: Heights) -> Flags:
    """Speak as the program did until November 2026: a cumulative sum of nights against the year before the last 28."""
    people, nights = drawn.cramps.shape
    logged = drawn.logged
    counts = np.where(logged, drawn.cramps, 0)
    day = np.arange(nights)
    end, first = np.maximum(day - _MONTH + 1, 0), np.maximum(day - _MONTH - _YEAR + 1, 0)

    def sums(values: Floats) -> tuple[Floats, Floats]:
        """Sum over the year that ended 28 nights before, and over the last 28."""
        total = np.pad(values.cumsum(axis=1), ((0, 0), (1, 0)))
        return total[:, end] - total[:, first], total[:, 1:] - total[:, end]

    cramps, recent = sums(counts.astype(float))
    cramp_nights, recent_nights = sums((counts > 0).astype(float))
    known, recent_known = sums(logged.astype(float))
    rate = (cramps + 0.5) / np.maximum(known, 1)
    share = np.log((2 + rate) / (2 + 1.5 * rate))
    gain = counts * (np.log(1.5) + share) + 2 * share
    power = np.maximum(7 * rate, 0.25) ** 0.36
    risen = (recent_known >= 0.7 * _MONTH) & (recent * known >= 1.5 * cramps * recent_known)
    risen &= _MONTH * (recent_nights * known - cramp_nights * recent_known) >= 3 * recent_known * known
    score, free = np.zeros((2, len(heights), people))
    spoke = np.zeros((len(heights), people, nights), dtype=bool)
    limit = np.array(heights)[:, None]
    for night in range(nights):
        there = logged[:, night]
        score = np.where(there, np.maximum(0.0, score + gain[:, night]) * (known[:, night] >= 84), score)
        now = there & (score >= limit * power[:, night]) & (night >= free) & risen[:, night] & (known[:, night] >= 84)
        spoke[:, :, night] = now
        score, free = np.where(now, 0.0, score), np.where(now, night + APART, free)
    return spoke


def _oracle(drawn: Drawn, heights: Heights, *, learns: bool) -> Flags:
    """Speak when the odds of a doubling pass a limit, for one who knows the kind of the person.

    It is the forward filter of the hidden states, each with and without a doubling that may begin and end. The full
    oracle knows the rate as well; the one that learns holds eleven rates equally likely at first.
    """
    people, nights = drawn.cramps.shape
    chain = drawn.kind.chain()
    rates = _RATES if learns else np.ones(1)
    change = np.array([[1 - _BEGINS, _BEGINS], [_ENDS, 1 - _ENDS]])
    belief = np.broadcast_to(chain.usual, (people, len(rates), 2, len(chain.usual))) / len(rates)
    belief = belief * np.array([1.0, 0.0])[:, None]
    means = rates[:, None, None] * np.array([1.0, _TIMES])[:, None] * chain.rates * drawn.a_week / 7
    odds = np.empty((people, nights))
    for night in range(nights):
        belief = change.T @ (belief @ chain.moves)
        likely = drawn.kind.likelihood(
            drawn.cramps[:, night, None, None, None], means * drawn.rhythm[:, night, None, None, None]
        )
        belief = np.where(drawn.logged[:, night, None, None, None], belief * likely, belief)
        belief /= belief.sum(axis=(1, 2, 3), keepdims=True)
        changed = belief[:, :, 1].sum(axis=(1, 2))
        odds[:, night] = np.log(changed) - np.log1p(-changed)
    return above(odds, drawn.logged, heights)


def above(score: Floats, logged: Flags, heights: Heights) -> Flags:
    """Speak on logged nights on which a score has passed a limit, once in 56 nights."""
    people, nights = score.shape
    limit = np.array(heights)[:, None]
    free = np.zeros((len(heights), people))
    spoke = np.zeros((len(heights), people, nights), dtype=bool)
    for night in range(nights):
        now = (score[:, night] >= limit) & (night >= free) & logged[:, night]
        spoke[:, :, night] = now
        free = np.where(now, night + APART, free)
    return spoke


def _full(drawn: Drawn, heights: Heights) -> Flags:
    return _oracle(drawn, heights, learns=False)


def _learning(drawn: Drawn, heights: Heights) -> Flags:
    return _oracle(drawn, heights, learns=True)


def program(drawn: Drawn, _heights: Heights) -> Flags:
    """Speak as the program does now, at the height that it uses. Nobody looks at the first year."""
    spoke = np.zeros((1, *drawn.cramps.shape), dtype=bool)
    for person, nights in enumerate(plain_journals(drawn.cramps, drawn.logged)):
        for rise in rises(nights, FIRST + timedelta(days=YEAR)):
            spoke[0, person, (rise.evening - FIRST).days] = True
    return spoke


def _new(drawn: Drawn, heights: Heights) -> Flags:
    """Speak as the program does now, with other limits of its odds; journals of two years are weighed in one part."""
    spoke = np.zeros((len(heights), *drawn.cramps.shape), dtype=bool)
    for person, logged in enumerate(drawn.logged):
        days = (np.flatnonzero(logged) + FIRST.toordinal()).tolist()
        counts = drawn.cramps[person, logged].tolist()
        past = Past(days, counts)
        odds = odds_of(days, counts, past)
        for row, height in enumerate(heights):
            for rise in passed(days, past, odds, height):
                spoke[row, person, rise.day - FIRST.toordinal()] = True
    return spoke


OLD = RisingRule("old", _old, tuple(np.geomspace(0.8, 12, 24)), taken=2.5)
PROGRAM = RisingRule("program", program, (1.0,), taken=1.0)
NEW = RisingRule("new", _new, tuple(np.geomspace(0.03, 4, 40)), taken=ODDS_LIMIT)
ORACLES = (
    RisingRule("oracle, rate learnt", _learning, tuple(np.linspace(-5, 10, 61))),
    RisingRule("full oracle", _full, tuple(np.linspace(-5, 10, 61))),
)
RULES = (OLD, NEW)
