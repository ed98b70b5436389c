"""The shapes of a trial: single nights in pairs, or blocks of four weeks in pairs, and which nights count.

A trial consists of *units*, one coin each. The coin says which nights of its unit are with the thing; turned over, it
says the opposite for all of them. That is the whole chance of a trial, and the test of its result is made of it.

- Single nights: neighbouring nights are a pair, one with the thing and one without. 14 nights are 7 pairs, 7 coins; the
  14 nights after them mirror them, so that in each 28 nights every weekday is twice with it and twice without it.
- Blocks: 28 nights with it and 28 without it are a pair, one coin. The first nights of each block are not counted:
  what lingers has to come and to go.

In both, no more than two nights or two blocks in a row are alike.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cramp_journal.analysis.period import MONTH, YEAR_OF_WEEKS
from cramp_journal.errors import BadInput
from cramp_journal.i18n import _
from cramp_journal.trial_words import SHORTEST_TRIAL, TrialKind, is_shape

RUN_LIMIT = 2  # nights, or blocks, in a row that are alike
FEWEST_COINS = 6  # with fewer, no order is so rare that it could be told from chance: 2 of 32 is above 5 %
_WEEK, _FORTNIGHT = 7, 14
_WASHOUTS = (7, 14)  # nights: what is counted of a block is whole weeks

WholeNumbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Design:
    """The shape of a trial, fixed before it starts.

    Attributes:
        kind: Single nights or blocks.
        nights: Its length; the trial ends after them, whatever happened.
        washout: Nights at the beginning of each block that are not counted; 0 for single nights.

    Raises:
        BadInput: There is no such design.
    """

    kind: TrialKind
    nights: int
    washout: int = 0

    def __post_init__(self) -> None:
        """Refuse a shape that no trial has, such as one from a file that was changed."""
        if not is_shape(self.kind, self.nights, self.washout):
            raise BadInput(_("There is no trial of this shape."))

    @property
    def weeks(self) -> int:
        """The length in weeks."""
        return self.nights // _WEEK

    @property
    def key(self) -> str:
        """The design as one word, which enters the fingerprint."""
        return f"{self.kind}-{self.nights}-{self.washout}"

    @property
    def coins(self) -> int:
        """The number of coins: 2 to the power of it is the number of orders that can be drawn."""
        return int(self.unit[-1]) + 1

    @property
    def pairs(self) -> int:
        """The number of pairs."""
        return self.nights // (2 * self.block)

    @property
    def block(self) -> int:
        """The nights of one side of a pair: 1, or those of a block."""
        return MONTH if self.kind is TrialKind.BLOCKS else 1

    @cached_property
    def unit(self) -> WholeNumbers:
        """The unit of each night, counted from 0."""
        night = np.arange(self.nights)
        if self.kind is TrialKind.BLOCKS:
            return night // (2 * MONTH)
        return night // MONTH * _WEEK + night % _FORTNIGHT // 2

    @cached_property
    def pair(self) -> WholeNumbers:
        """The pair of each night, counted from 0."""
        return np.arange(self.nights) // (2 * self.block)

    @cached_property
    def heads(self) -> Flags:
        """Whether each night is with the thing if the coin of its unit shows heads; else it is so for tails."""
        night = np.arange(self.nights)
        if self.kind is TrialKind.BLOCKS:
            first_block: Flags = night % (2 * MONTH) < MONTH
            return first_block
        mirrored = night % MONTH >= _FORTNIGHT
        found: Flags = (night % 2 == 0) ^ mirrored
        return found

    @cached_property
    def counted(self) -> Flags:
        """Whether each night can count: it does not lie in the washout."""
        if self.kind is TrialKind.BLOCKS:
            return np.arange(self.nights) % MONTH >= self.washout
        return np.ones(self.nights, dtype=bool)

    def with_it(self, coins: Flags) -> Flags:
        """Return whether each night is with the thing.

        Args:
            coins: Whether each coin shows heads; the last axis is that of the units.
        """
        found: Flags = coins[..., self.unit] == self.heads
        return found


def single_nights() -> tuple[Design, ...]:
    """Return every design of single nights, the shortest first: 8 to 52 weeks."""
    lengths = range(SHORTEST_TRIAL, YEAR_OF_WEEKS + 1, MONTH)
    return tuple(Design(TrialKind.SINGLE_NIGHTS, nights) for nights in lengths)


def blocks() -> tuple[Design, ...]:
    """Return every design of blocks within a year: six pairs are the fewest that can tell anything, and the most."""
    nights = YEAR_OF_WEEKS // (2 * MONTH) * 2 * MONTH
    return tuple(Design(TrialKind.BLOCKS, nights, washout) for washout in _WASHOUTS)
