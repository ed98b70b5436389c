"""Whether a trial could notice a halving, before it is begun: the same trial on nights like the person's own.

Of the person's own last year, runs of nights are drawn with replacement and put one after the other (circular block
bootstrap, Politis and Romano 1992), each as long as a unit of the design and beginning on the weekday on which that
unit begins: 28 nights for single nights, 56 for a pair of blocks. So spells, bursts, waves, weekdays, and nights that
are not logged come as this person has them, and no model of how cramps come has to be chosen; what the year did not
show cannot come. A model would need fewer nights, but would promise too much to whoever it does not fit.

On nights with the thing each cramp is then kept with a chance of one half, and the trial is judged by its exact test.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from cramp_journal.analysis.experiments.designs import Design, Flags, WholeNumbers
from cramp_journal.analysis.experiments.exact import Floats
from cramp_journal.analysis.experiments.many_tries import few_tails, fewer, tails
from cramp_journal.analysis.experiments.schedule import FEWEST_OF_BLOCK, FEWEST_PAIRS
from cramp_journal.analysis.period import MONTH, YEAR_OF_WEEKS, Period, counted_in, every_night
from cramp_journal.model import NightFigures
from cramp_journal.trial_words import TrialKind

ENOUGH, AT_ALL = 0.6, 0.3  # the chance from which a trial is offered, and from which its odds are shown
HALVED = 0.5
FEWEST_PLANNED_FROM = 84  # recorded nights: fewer say too little of how cramps come
_TRIES = 2000
_WEEK, _BREAK = 7, 14  # nights; a longer break in the record is no habit of logging


class Offer(StrEnum):
    """What the planner says."""

    OFFERED = "offered"  # the shortest design that notices a halving in 6 of 10 tries
    NOT_NOW = "not_now"  # odds are shown, and not to begin is chosen beforehand
    REFUSED = "refused"  # within a year hardly any try would notice it
    TOO_FEW_NIGHTS = "too_few_nights"


@dataclass(frozen=True)
class Odds:
    """How often a design notices a halving.

    Attributes:
        chance: 0 to 1.
        pairs: Pairs that can be compared, in the mean.
    """

    design: Design
    chance: float
    pairs: float

    @property
    def of_ten(self) -> int:
        """The tries of 10 that notice it."""
        return tries_of_ten(self.chance)


def tries_of_ten(chance: float) -> int:
    """Return of how many of ten tries a chance speaks."""
    return round(10 * chance)


@dataclass(frozen=True)
class TrialPlan:
    """What the planner says of one thing.

    Attributes:
        offer: Whether to begin.
        best: The shortest design that is likely enough, or else the likeliest one; None if too few nights are known.
        odds: Of every design.
        nights: The recorded nights that this was made from.
    """

    offer: Offer
    best: Odds | None
    odds: tuple[Odds, ...]
    nights: int


def trial_plan(
    nights: Sequence[NightFigures], designs: Sequence[Design], first: date, half_life: float = 0.0, tries: int = _TRIES
) -> TrialPlan:
    """Return what to offer.

    Args:
        nights: The journal, oldest first; the last year before the trial is looked at.
        designs: Those that fit the thing, the shortest first.
        first: The evening on which the trial would begin.
        half_life: The nights after which half of the effect is gone.
        tries: How many trials are invented.
    """
    counts, known = history(nights, first)
    recorded = len(counted_in(nights, _year_before(first)))
    if recorded < FEWEST_PLANNED_FROM or len(counts) < 2 * MONTH:
        return TrialPlan(Offer.TOO_FEW_NIGHTS, None, (), recorded)
    found = tuple(chances(counts, known, designs, half_life, tries))
    likely = [each for each in found if each.chance >= ENOUGH]
    best = likely[0] if likely else max(found, key=lambda each: each.chance)
    offer = Offer.OFFERED if likely else Offer.NOT_NOW if best.chance >= AT_ALL else Offer.REFUSED
    return TrialPlan(offer, best, found, recorded)


def history(nights: Sequence[NightFigures], first: date) -> tuple[WholeNumbers, Flags]:
    """Return the cramps of the year before a trial, night by night, and whether each night counts.

    It is whole weeks, so that its first night has the weekday of the trial's first. Whole weeks of a break in the
    record, of more than two weeks, are taken out: they say nothing of how the person logs.
    """
    year = _year_before(first)
    every = [
        night if night is not None and not night.left_out else None for _evening, night in every_night(nights, year)
    ]
    begun = next((number for number, night in enumerate(every) if night is not None), len(every))
    every = every[begun + (len(every) - begun) % _WEEK :]
    kept: list[NightFigures | None] = []
    gap = 0
    for night in [*every, None]:
        if night is None:
            gap += 1
            kept.append(None)
            continue
        if gap > _BREAK:
            del kept[len(kept) - gap // _WEEK * _WEEK :]
        gap = 0
        kept.append(night)
    kept.pop()
    if gap - 1 > _BREAK:
        del kept[len(kept) - (gap - 1) // _WEEK * _WEEK :]
    counts = np.array([night.count if night else 0 for night in kept], dtype=np.int64)
    return counts, np.array([night is not None for night in kept], dtype=bool)


def _year_before(first: date) -> Period:
    return Period.of_last(YEAR_OF_WEEKS, first - timedelta(days=1))


def chances(
    counts: WholeNumbers, known: Flags, designs: Sequence[Design], half_life: float, tries: int, effect: float = HALVED
) -> list[Odds]:
    """Return how often each design notices that the thing leaves this share of the cramps.

    The shorter designs of single nights are the beginnings of the longest one's tries.

    Args:
        counts: The cramps of the person's past nights, whole weeks.
        known: Whether each of these nights counts.
        designs: The designs.
        half_life: The nights after which half of the effect is gone.
        tries: How many trials are invented.
        effect: The share of cramps that comes with the thing.
    """
    chance = np.random.default_rng(np.random.PCG64(1935))  # fixed, so that asking again gives the same answer
    longest = max(designs, key=lambda each: each.nights)
    run = MONTH if longest.kind is TrialKind.SINGLE_NIGHTS else 2 * MONTH
    begins = _WEEK * chance.integers(0, len(counts) // _WEEK, (tries, longest.nights // run, 1))
    drawn: WholeNumbers = ((begins + np.arange(run)) % len(counts)).reshape(tries, longest.nights)
    coins = chance.integers(0, 2, (tries, longest.coins)).astype(bool)
    with_it = longest.with_it(coins)
    left = chance.binomial(counts[drawn], effect ** level(with_it, half_life))
    return [
        _odds(design, left[:, : design.nights], known[drawn[:, : design.nights]], with_it[:, : design.nights])
        for design in designs
    ]


def level(with_it: Flags, half_life: float) -> Floats:
    """Return how much of the full effect is there in each night, 0 to 1: it comes and goes by halves."""
    if half_life <= 0:
        return with_it.astype(np.float64)
    found = np.zeros(with_it.shape)
    stays, now = 0.5 ** (1 / half_life), np.zeros(with_it.shape[0])
    for night in range(with_it.shape[1]):
        now = now * stays + (1 - stays) * with_it[:, night]
        found[:, night] = now
    return found


def _odds(design: Design, counts: WholeNumbers, known: Flags, with_it: Flags) -> Odds:
    low, _high, whole = judged(design, counts, known, with_it)
    enough = whole >= FEWEST_PAIRS * (design.pairs)
    return Odds(design, float((fewer(low) & enough).mean()), float(whole.mean()))


def judged(design: Design, counts: WholeNumbers, known: Flags, with_it: Flags) -> tuple[Floats, Floats, WholeNumbers]:
    """Judge many trials: return both tails of each exact test, and the pairs that were compared.

    Args:
        design: The design of all of them.
        counts: Cramps, of the shape (trials, nights).
        known: Whether each night can be used.
        with_it: Whether each night is with the thing.
    """
    used = known & design.counted
    signed = np.where(with_it, counts, -counts) * used
    if design.kind is TrialKind.SINGLE_NIGHTS:
        whole = used.reshape(len(used), -1, 2).all(axis=2)
        pairs = signed.reshape(*whole.shape, 2).sum(axis=2) * whole
        units = pairs.reshape(len(pairs), -1, 2, _WEEK).sum(axis=2).reshape(len(pairs), -1)
        return *tails(units), whole.sum(axis=1)
    shape = (len(used), design.coins, 2, MONTH)
    nights, sums = used.reshape(shape).sum(axis=3), signed.reshape(shape).sum(axis=3)
    whole = (nights >= FEWEST_OF_BLOCK * (MONTH - design.washout)).all(axis=2)
    others = nights[:, :, ::-1] / np.maximum(nights.sum(axis=2, keepdims=True), 1)
    return *few_tails((sums * others).sum(axis=2) * whole), whole.sum(axis=1)
