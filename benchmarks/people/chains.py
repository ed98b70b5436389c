"""Hidden states that change from night to night: the spells, waves and moods behind the cramps of a kind of people."""

from dataclasses import dataclass

import numpy as np

from benchmarks.people import Floats


@dataclass(frozen=True)
class Chain:
    """A Markov chain over hidden states, each with its own rate.

    Attributes:
        rates: Times as many cramps as the person has in the mean, for each state.
        moves: The chance of each state in the next night (column), for each state in this one (row).
        usual: The share of nights spent in each state.
    """

    rates: Floats
    moves: Floats
    usual: Floats

    @classmethod
    def of(cls, rates: Floats, moves: Floats) -> "Chain":
        """Make a chain; the rates are scaled so that their mean over all nights is 1."""
        size = len(rates)
        equations = np.vstack([moves.T - np.eye(size), np.ones(size)])
        usual = np.linalg.lstsq(equations, np.append(np.zeros(size), 1.0), rcond=None)[0].clip(0)
        usual /= usual.sum()
        return cls(rates / float(usual @ rates), moves, usual)

    def draw(self, chance: np.random.Generator, people: int, nights: int) -> Floats:
        """Draw the rate of each night, of the shape (people, nights)."""
        reached = self.moves.cumsum(axis=1)
        reached[:, -1] = 1.0
        state = np.minimum(np.searchsorted(self.usual.cumsum(), chance.random(people)), len(self.rates) - 1)
        states = np.empty((nights, people), dtype=np.int64)
        for night, drawn in enumerate(chance.random((nights, people))):
            states[night] = state
            state = (reached[state] < drawn[:, None]).sum(axis=1)
        return self.rates[states].T


def one_state() -> Chain:
    """Return the chain of people in whom nothing is hidden."""
    return Chain(np.ones(1), np.ones((1, 1)), np.ones(1))


def two_states(share: float, stay: float, times: float) -> Chain:
    """Return a chain of off and on.

    Args:
        share: The share of nights that are on.
        stay: The nights that a run of on nights lasts, in the mean.
        times: Cramps of a night that is off, relative to one that is on.
    """
    leave = 1 / stay
    enter = leave * share / (1 - share)
    return Chain.of(np.array([times, 1.0]), np.array([[1 - enter, enter], [leave, 1 - leave]]))


def spells(share: float, shortest: int, longest: int, calm: float) -> Chain:
    """Return a chain of calm nights and spells of equally likely lengths: the states count the nights to come.

    Args:
        share: The share of nights in a spell.
        shortest: The fewest nights of a spell.
        longest: The most nights of a spell.
        calm: Cramps of a calm night, relative to one in a spell.
    """
    begin = share / (1 - share) / ((shortest + longest) / 2)
    moves = np.eye(longest + 1, k=-1)  # a spell with n nights to come goes on with n - 1
    moves[0, 0] = 1 - begin
    moves[0, shortest:] = begin / (longest - shortest + 1)
    return Chain.of(np.array([calm] + [1.0] * longest), moves)


def cycle(length: float, phases: int, highest: float) -> Chain:
    """Return a chain of phases that rise and fall like a cosine, some rounds longer than others.

    Args:
        length: The nights of a round, in the mean.
        phases: The states of a round: the fewer, the more the rounds differ in length.
        highest: The rate at the top, relative to the bottom.
    """
    on = phases / length
    half = (highest - 1) / (highest + 1)
    moves = np.eye(phases) * (1 - on) + np.roll(np.eye(phases), 1, axis=1) * on
    return Chain.of(1 + half * np.cos(2 * np.pi * np.arange(phases) / phases), moves)


def drifting(memory: float, deviation: float, states: int = 9) -> Chain:
    """Return a chain whose log rate drifts about its mean (Rouwenhorst's form of an autoregression of order 1).

    Args:
        memory: The nights after which the correlation has fallen to 1/e.
        deviation: The standard deviation of the log rate.
        states: The number of steps between the lowest and the highest rate.
    """
    stay = (1 + np.exp(-1 / memory)) / 2
    moves = np.array([[stay, 1 - stay], [1 - stay, stay]])
    for size in range(3, states + 1):
        wider = np.zeros((size, size))
        wider[:-1, :-1] += stay * moves
        wider[:-1, 1:] += (1 - stay) * moves
        wider[1:, :-1] += (1 - stay) * moves
        wider[1:, 1:] += stay * moves
        wider[1:-1] /= 2
        moves = wider
    steps = np.linspace(-1, 1, states) * (states - 1) ** 0.5
    return Chain.of(np.exp(deviation * steps), moves)
