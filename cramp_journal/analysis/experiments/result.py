"""What a trial found, once it has ended: as allocated, with the interval that its own coins leave, and no more.

As allocated: a night counts for what it was to be, whether or not that was done. Beside it stand the nights on which it
was done as planned ("as done"): that is no fair comparison, since who does it may differ from who does not.
"Inconclusive" is what a trial says unless the whole interval lies on one side of 1. It is never "no difference".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import inf, lcm, nan

import numpy as np

from cramp_journal.analysis.experiments.designs import Flags
from cramp_journal.analysis.experiments.exact import Subsets, subsets
from cramp_journal.analysis.experiments.running import NightUse, TrialCourse, uses, whole_pairs
from cramp_journal.analysis.experiments.schedule import FEWEST_PAIRS, LATE_AFTER, Trial, whole_order
from cramp_journal.errors import BadInput, JournalError
from cramp_journal.i18n import _
from cramp_journal.trial_words import TrialKind

# Two-sided p of what is missing: below it, nights with and without it were not logged alike. Six coins know no smaller
# one than 2 of 64.
UNALIKE = {TrialKind.SINGLE_NIGHTS: 0.01, TrialKind.BLOCKS: 0.035}


class TrialNotOver(JournalError):
    """The trial has not ended, so nothing that needs the order is told."""


class TrialVerdict(StrEnum):
    """What a trial says."""

    FEWER = "fewer"
    MORE = "more"
    INCONCLUSIVE = "inconclusive"


class Inconclusive(StrEnum):
    """Why a trial says neither."""

    STOPPED = "stopped"  # before its end: whoever stops when they please can be wrong too often
    TOO_FEW_PAIRS = "too_few_pairs"
    LOGGED_UNALIKE = "logged_unalike"  # more is missing with it than without it, or less
    COVERS_ONE = "covers_one"


@dataclass(frozen=True)
class PairOutcome:
    """What was counted in one pair: two nights, or two blocks.

    Attributes:
        first: Its first evening.
        cramps_with: Cramps of the nights that were to be with it.
        nights_with: These nights, of those that can be used; `cramps_without` and `nights_without` likewise.
        void: Why the pair is not compared; None if it is.
    """

    first: date
    cramps_with: int
    nights_with: int
    cramps_without: int
    nights_without: int
    void: NightUse | None


@dataclass(frozen=True)
class TrialFigures:
    """Cramps with the thing and without it, over all pairs that are compared.

    Attributes:
        pairs: How many are compared.
        ratio: Cramps with it for each cramp without it; not a number if there were none at all.
        low: The lower end of the 95 % interval; `high` may be infinite.
        p: Two-sided, of no difference.
    """

    pairs: int
    cramps_with: int
    nights_with: int
    cramps_without: int
    nights_without: int
    ratio: float
    low: float
    high: float
    p: float


@dataclass(frozen=True)
class TrialResult:
    """What a trial found.

    Attributes:
        verdict: One of three.
        why: Why it is inconclusive; None if it is not.
        allocated: As allocated: what the verdict rests on.
        as_done: Only the nights on which it was done as planned. None if nobody answered.
        planned: Nights with an answer in time on which it was done as planned.
        answered: Nights with an answer in time.
        unlogged_with: Nights that were to be with it and are not logged in time; `unlogged_without` likewise.
        pairs: Every pair, also the void ones, in their order; of pooled trials one after the other.
        trials: How many trials were pooled.
    """

    verdict: TrialVerdict
    why: Inconclusive | None
    allocated: TrialFigures
    as_done: TrialFigures | None
    planned: int
    answered: int
    unlogged_with: int
    unlogged_without: int
    pairs: tuple[PairOutcome, ...]
    trials: int = 1


def result_from(trial: Trial, course: TrialCourse) -> date:
    """Return the day from which the result can be seen: when the last night can no more be logged in time."""
    last = trial.last
    if course.stopped_on is not None:
        last = min(last, course.stopped_on - timedelta(days=1))
    return last + timedelta(days=LATE_AFTER + 1)


def trial_result(trial: Trial, course: TrialCourse, today: date) -> TrialResult:
    """Return what a trial found.

    Raises:
        TrialNotOver: It has not ended.
        OrderChanged: What was fixed has changed since.
        BadInput: A newer program began it.
    """
    return pooled_result(((trial, course),), today)


def pooled_result(trials: Sequence[tuple[Trial, TrialCourse]], today: date) -> TrialResult:
    """Return what several trials of one thing found together: their coins are tossed apart, so their units add up.

    Raises:
        TrialNotOver: One of them has not ended.
        OrderChanged: What was fixed has changed since.
        BadInput: They are not of the same thing and kind, or share nights, or a newer program began one.
    """
    _check(trials, today)
    pieces = [_Counted.of(trial, course) for trial, course in trials]
    pairs = tuple(pair for piece in pieces for pair in piece.pairs)
    law, allocated = _figures(pieces)
    answered = sum(int(piece.told.sum()) for piece in pieces)
    as_done = _figures([piece.as_done() for piece in pieces])[1] if answered else None
    why = _why(trials, pieces, allocated, law)
    verdict = TrialVerdict.FEWER if allocated.high < 1 else TrialVerdict.MORE
    missing = [piece.missing() for piece in pieces]
    return TrialResult(
        verdict=TrialVerdict.INCONCLUSIVE if why else verdict,
        why=why,
        allocated=allocated,
        as_done=as_done,
        planned=sum(int((piece.told & (piece.done == piece.order)).sum()) for piece in pieces),
        answered=answered,
        unlogged_with=sum(sum(with_it) for with_it, _without in missing),
        unlogged_without=sum(sum(without) for _with, without in missing),
        pairs=pairs,
        trials=len(trials),
    )


def _check(trials: Sequence[tuple[Trial, TrialCourse]], today: date) -> None:
    for trial, course in trials:
        if today < result_from(trial, course):
            raise TrialNotOver(
                _("This trial has not ended. Its result is shown once its last nights can no longer be logged in time.")
            )
    if len({(trial.thing, trial.design.kind) for trial, _course in trials}) != 1:
        raise BadInput(_("Only trials of the same thing, planned in the same way, can be taken together."))
    ends = sorted((trial.first, trial.last) for trial, _course in trials)
    if any(later[0] <= before[1] for before, later in pairwise(ends)):
        raise BadInput(_("Only trials that came one after the other can be taken together."))


def _why(
    trials: Sequence[tuple[Trial, TrialCourse]], pieces: Sequence["_Counted"], found: TrialFigures, law: Subsets
) -> Inconclusive | None:
    """Return why there is no verdict, the gravest first. The interval and the p say the same; both are asked."""
    if any(course.stopped_on is not None and course.stopped_on <= trial.last for trial, course in trials):
        return Inconclusive.STOPPED
    if found.pairs < FEWEST_PAIRS * sum(len(piece.pairs) for piece in pieces):
        return Inconclusive.TOO_FEW_PAIRS
    withheld = [piece.withheld() for piece in pieces]
    with_it = [each for piece in withheld for each in piece[0]]
    if subsets(with_it, [each for piece in withheld for each in piece[1]]).p() < UNALIKE[trials[0][0].design.kind]:
        return Inconclusive.LOGGED_UNALIKE
    if found.low <= 1 <= found.high or law.p() > 0.05:
        return Inconclusive.COVERS_ONE
    return None


@dataclass(frozen=True)
class _Counted:
    """The nights of one trial, with its order: only after its end."""

    trial: Trial
    use: tuple[NightUse, ...]
    used: Flags
    order: Flags
    cramps: tuple[int, ...]
    told: Flags  # whether there is an answer in time
    done: Flags

    @classmethod
    def of(cls, trial: Trial, course: TrialCourse) -> "_Counted":
        evenings = [trial.first + timedelta(days=number) for number in range(trial.design.nights)]
        counts = {night.evening: night.count for night in course.nights}
        answers = {answer.evening: answer for answer in course.answers if not answer.late}
        use = tuple(uses(trial, course))
        return cls(
            trial,
            use,
            np.array([each is NightUse.USED for each in use]),
            whole_order(trial),
            tuple(counts.get(evening, 0) for evening in evenings),
            np.array([evening in answers for evening in evenings]),
            np.array([evening in answers and answers[evening].done for evening in evenings]),
        )

    def as_done(self) -> "_Counted":
        """Return the same with only those nights on which it was done as planned."""
        used = self.used & self.told & (self.done == self.order)
        return _Counted(self.trial, self.use, used, self.order, self.cramps, self.told, self.done)

    @property
    def pairs(self) -> tuple[PairOutcome, ...]:
        """Every pair."""
        whole = whole_pairs(self.trial, self.used)
        found = []
        for number, good in enumerate(whole.tolist()):
            nights = np.flatnonzero(self.trial.design.pair == number)
            with_it, without = ([n for n in nights if self.used[n] and self.order[n] == side] for side in (True, False))
            lost = [self.use[n] for n in nights if self.use[n] not in (NightUse.USED, NightUse.WASHOUT)]
            found.append(
                PairOutcome(
                    self.trial.first + timedelta(days=int(nights[0])),
                    sum(self.cramps[n] for n in with_it),
                    len(with_it),
                    sum(self.cramps[n] for n in without),
                    len(without),
                    None if good else max(lost, key=lost.count, default=NightUse.NOT_LOGGED),
                )
            )
        return tuple(found)

    def missing(self) -> tuple[list[int], list[int]]:
        """Return for each unit the nights that are not logged in time, of those to be with it and without it."""
        return self._lost(NightUse.NOT_LOGGED, NightUse.LATE)

    def withheld(self) -> tuple[list[int], list[int]]:
        """Return for each unit the nights of which the person kept the cramps from the trial: also those left out."""
        return self._lost(NightUse.NOT_LOGGED, NightUse.LATE, NightUse.LEFT_OUT)

    def _lost(self, *why: NightUse) -> tuple[list[int], list[int]]:
        lost = np.array([each in why for each in self.use])
        with_it, without = (
            np.bincount(self.trial.design.unit, lost & (self.order == side)).astype(int).tolist()
            for side in (True, False)
        )
        return with_it, without


def _figures(pieces: Sequence[_Counted]) -> tuple[Subsets, TrialFigures]:
    """Return the distribution over all orders, and the figures, of the pairs that are compared.

    A pair weighs as in Mantel and Haenszel (1959): cramps with it × nights without it / nights of both. So pairs whose
    nights are not equally many compare rates, and a coin turned over changes nothing but the sides.
    """
    units: list[tuple[Fraction, Fraction]] = []
    whole: list[PairOutcome] = []
    for piece in pieces:
        unit_of = [int(piece.trial.design.unit[n * 2 * piece.trial.design.block]) for n in range(len(piece.pairs))]
        own = [(Fraction(0), Fraction(0))] * piece.trial.design.coins
        for unit, pair in zip(unit_of, piece.pairs, strict=True):
            if pair.void is None:
                nights = pair.nights_with + pair.nights_without
                a, b = own[unit]
                own[unit] = (
                    a + Fraction(pair.cramps_with * pair.nights_without, nights),
                    b + Fraction(pair.cramps_without * pair.nights_with, nights),
                )
                whole.append(pair)
        units += own
    whole_numbers = lcm(*(each.denominator for unit in units for each in unit))
    with_it, without = ([int(unit[side] * whole_numbers) for unit in units] for side in (0, 1))
    law = subsets(with_it, without)
    on, off = sum(with_it), sum(without)
    low, high = law.interval()
    return law, TrialFigures(
        len(whole),
        sum(pair.cramps_with for pair in whole),
        sum(pair.nights_with for pair in whole),
        sum(pair.cramps_without for pair in whole),
        sum(pair.nights_without for pair in whole),
        on / off if off else inf if on else nan,
        low,
        high,
        law.p(),
    )
