"""Trials on themselves of people who are made up: how often one is wrong, sees what is so, and holds the truth."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from benchmarks.people import FIRST, Counts, Flags, Floats
from benchmarks.people.drawn import generator
from benchmarks.people.habits import HABITS
from benchmarks.people.kinds import KINDS
from cramp_journal.analysis.experiments.designs import Design, single_nights
from cramp_journal.analysis.experiments.exact import TAIL
from cramp_journal.analysis.experiments.many_tries import tails
from cramp_journal.analysis.experiments.power import TrialPlan, judged, level, trial_plan
from cramp_journal.analysis.experiments.result import UNALIKE
from cramp_journal.analysis.experiments.schedule import FEWEST_PAIRS
from cramp_journal.model import NightFigures
from cramp_journal.trial_words import TrialKind

HISTORY = 364  # nights
LONGEST = single_nights()[-1]
_EVERY, _HALF = 0.97, 0.6  # of nights: logged nearly always, and when it hardly seems worth it

Acts = Callable[[np.random.Generator, Counts, Flags], Counts]  # cramps without it, nights with it -> cramps that come


@dataclass(frozen=True)
class Trials:
    """Many trials of one design."""

    design: Design
    cramps: Counts
    known: Flags
    with_it: Flags

    def first(self, design: Design) -> "Trials":
        """Return the beginnings of these trials, as trials of a shorter design."""
        end = design.nights
        return Trials(design, self.cramps[:, :end], self.known[:, :end], self.with_it[:, :end])

    def verdicts(self) -> tuple[Flags, Flags]:
        """Return which say “fewer”, and which say “more”: by the whole rule, as `result` has it."""
        low, high, whole = judged(self.design, self.cramps, self.known, self.with_it)
        allowed = (whole >= FEWEST_PAIRS * self.design.pairs) & ~self.logged_unalike()
        return (low <= TAIL) & allowed, (high <= TAIL) & allowed

    def logged_unalike(self) -> Flags:
        """Return in which trials more is missing on one side than chance would have it."""
        lost = np.where(self.with_it, 1, -1) * (~self.known & self.design.counted)
        found: Flags = 2 * np.minimum(*tails(_by_unit(self.design, lost))) < UNALIKE[self.design.kind]
        return found

    def holds(self, halves: int) -> Flags:
        """Return which intervals hold a ratio of so many halves."""
        cramps = self.cramps * np.where(self.with_it, 2, halves)
        low, high, _whole = judged(self.design, cramps, self.known, self.with_it)
        return (low > TAIL) & (high > TAIL)


def keeps(share: float, half_life: float = 0.0) -> Acts:
    """Return what leaves each cramp with this chance; its effect comes and goes by halves in so many nights."""

    def act(chance: np.random.Generator, cramps: Counts, with_it: Flags) -> Counts:
        return chance.binomial(cramps, share ** level(with_it, half_life))

    return act


def whole_nights(chance: np.random.Generator, cramps: Counts, with_it: Flags) -> Counts:
    """Leave out every cramp of half of the nights with it, and none of the others."""
    return cramps * ~(with_it & (chance.random(cramps.shape) < 0.5))


def done_on(share: float) -> Acts:
    """Return what halves cramps, done on this share of the nights on which it was to be done."""

    def act(chance: np.random.Generator, cramps: Counts, with_it: Flags) -> Counts:
        done = with_it & (chance.random(cramps.shape) < share)
        return chance.binomial(cramps, np.where(done, 0.5, 1.0))

    return act


def trials(
    kind: str, a_week: float, design: Design, number: int, acts: Acts, habit: str = "at random", seed: str = ""
) -> Trials:
    """Draw trials of people of one kind; logged is by the cramps that came."""
    chance = generator(kind, f"{a_week:g}", habit, design.key, seed)
    cramps = KINDS[kind].draw(chance, number, design.nights, a_week)
    with_it = design.with_it(chance.integers(0, 2, (number, design.coins)).astype(bool))
    cramps = acts(chance, cramps, with_it)
    if habit == "with it always":
        known = chance.random(cramps.shape) < np.where(with_it | (cramps > 0), _EVERY, _HALF)
    else:
        known = HABITS[habit](chance, cramps)
    return Trials(design, cramps, known, with_it)


def plans(
    kind: str, a_week: float, number: int, tries: int, designs: tuple[Design, ...], half_life: float
) -> list[TrialPlan]:
    """Let people who have logged a year plan a trial."""
    chance = generator(kind, f"{a_week:g}", "plans")
    cramps = KINDS[kind].draw(chance, number, HISTORY, a_week)
    known = HABITS["at random"](chance, cramps)
    first = FIRST + timedelta(days=HISTORY)
    found = []
    for counts, there in zip(cramps.tolist(), known, strict=True):
        nights = [
            NightFigures(FIRST + timedelta(days=int(n)), left_out=False, count=counts[n], packed="")
            for n in np.flatnonzero(there)
        ]
        found.append(trial_plan(nights, designs, first, half_life, tries))
    return found


@dataclass(frozen=True)
class Kept:
    """What people of one kind were promised, and what happened, in per cent; all in the mean over these people."""

    promised: float
    kept: float
    weeks: float  # the median, of the design that was called best
    offers: dict[str, float]


def promises(
    kind: str,
    a_week: float,
    designs: tuple[Design, ...],
    people: int,
    number: int,
    half_life: float = 0.0,
    tries: int = 500,
) -> Kept:
    """Return what the planner promises of the design that it calls best, and how often that design keeps it."""
    truth = {}
    if designs[0].kind is TrialKind.SINGLE_NIGHTS:
        whole = trials(kind, a_week, LONGEST, number, keeps(0.5), seed="kept")
        truth = {design: float(whole.first(design).verdicts()[0].mean()) for design in designs}
    else:
        for design in designs:
            fresh = trials(kind, a_week, design, number, keeps(0.5, half_life), seed="kept")
            truth[design] = float(fresh.verdicts()[0].mean())
    made = [plan for plan in plans(kind, a_week, people, tries, designs, half_life) if plan.best]
    best = [plan.best for plan in made if plan.best]
    offers: dict[str, float] = {}
    for plan in made:
        offers[plan.offer.value] = offers.get(plan.offer.value, 0.0) + 100 / len(made)
    return Kept(
        100 * float(np.mean([each.chance for each in best])),
        100 * float(np.mean([truth[each.design] for each in best])),
        float(np.median([each.design.weeks for each in best])),
        offers,
    )


def false_verdicts(kind: str, a_week: float, design: Design, number: int, habit: str = "at random") -> float:
    """Return how many trials of what does nothing have a verdict, in per cent."""
    fewer, more = trials(kind, a_week, design, number, keeps(1.0), habit, "false").verdicts()
    return 100 * float((fewer | more).mean())


def pooled_false(kind: str, a_week: float, design: Design, number: int) -> tuple[float, float, float]:
    """Return how often a first trial, the two pooled after an inconclusive first, or either says what is not so."""
    one, two = (trials(kind, a_week, design, number, keeps(1.0), seed=f"pooled {n}") for n in (1, 2))
    first = np.logical_or(*one.verdicts())
    both = _sums(one), _sums(two)
    low, high = tails(np.concatenate(both, axis=1))
    pooled = ~first & ((low <= TAIL) | (high <= TAIL))
    return 100 * float(first.mean()), 100 * float(pooled.mean()), 100 * float((first | pooled).mean())


def _sums(drawn: Trials) -> Counts:
    whole = np.repeat(drawn.known.reshape(len(drawn.known), -1, 2).all(axis=2), 2, axis=1)
    signed = np.where(drawn.with_it, drawn.cramps, -drawn.cramps) * whole
    return _by_unit(drawn.design, signed)


def _by_unit(design: Design, numbers: Counts) -> Counts:
    """Add up what belongs to a unit, for each trial."""
    found: Counts = numbers @ (design.unit[:, None] == np.arange(design.coins)).astype(np.int64)
    return found


def shares(flags: Flags | Floats) -> float:
    """Return a share in per cent."""
    return 100 * float(np.mean(flags))
