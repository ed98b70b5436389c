"""A trial that runs: what tonight is, which nights can be used so far, and which pairs are void. No result, no order.

Every rule is fixed before the first night and the same for nights with and without the thing:
- a night can be used if it was logged within three days, is not left out, was not invented, and no pause covers it;
- a pair is void unless both of its nights can be used; of blocks, half of the counted nights of each;
- a pause shifts nothing. The trial ends on the evening that was fixed, and the pause costs the pairs that it touches.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

import numpy as np

from cramp_journal.analysis.experiments.designs import Flags
from cramp_journal.analysis.experiments.schedule import FEWEST_OF_BLOCK, LATE_AFTER, Trial, whole_order
from cramp_journal.analysis.period import Period, recorded_in
from cramp_journal.errors import BadInput
from cramp_journal.i18n import _
from cramp_journal.model import NightFigures
from cramp_journal.trial_words import PauseReason


@dataclass(frozen=True)
class TrialPause:
    """Nights of a pause, both ends included; it goes on while there is no last one."""

    first: date
    last: date | None
    why: PauseReason

    def __contains__(self, evening: object) -> bool:
        return isinstance(evening, date) and self.first <= evening and (self.last is None or evening <= self.last)


@dataclass(frozen=True)
class TrialAnswer:
    """Whether it was done on an evening, as the person said on a day."""

    evening: date
    done: bool
    answered_on: date

    @property
    def late(self) -> bool:
        """Whether it was answered so late that only memory can say."""
        return (self.answered_on - self.evening).days > LATE_AFTER


@dataclass(frozen=True)
class TrialCourse:
    """What happened since a trial began.

    Attributes:
        nights: The recorded nights of the journal, oldest first.
        answers: One for each evening at most.
        pauses: In any order; they may overlap, as those of two devices do.
        invented: Evenings whose record was invented, for looking around.
        stopped_on: The day on which the person, or a condition, stopped it: from this evening on there is no trial.
    """

    nights: Sequence[NightFigures]
    answers: Collection[TrialAnswer] = ()
    pauses: Collection[TrialPause] = ()
    invented: Collection[date] = field(default_factory=frozenset)
    stopped_on: date | None = None


class NightUse(StrEnum):
    """What a night of a trial is good for. Each night is exactly one of these, the first that holds."""

    STOPPED = "stopped"
    WASHOUT = "washout"
    PAUSED = "paused"
    NOT_LOGGED = "not_logged"
    LEFT_OUT = "left_out"
    INVENTED = "invented"
    LATE = "late"
    USED = "used"


class TonightIs(StrEnum):
    """What an evening of a trial is."""

    WITH_IT = "with_it"
    WITHOUT_IT = "without_it"
    PAUSED = "paused"
    NOT_BEGUN = "not_begun"
    OVER = "over"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Tonight:
    """What an evening is, and which night of how many."""

    what: TonightIs
    number: int = 0  # counted from 1; 0 outside of the trial
    nights: int = 0
    washout: bool = False


def tonight(trial: Trial, evening: date, today: date, course: TrialCourse) -> Tonight:
    """Return what an evening of a trial is: tonight, or one that has been. No evening to come is told.

    Raises:
        BadInput: The evening is still to come, or a newer program began this trial.
        OrderChanged: What was fixed has changed since.
    """
    if evening > today:
        raise BadInput(_("Whether a night of a trial is with it or without it is shown on its own evening."))
    design, number = trial.design, trial.index(evening)
    if course.stopped_on is not None and evening >= course.stopped_on:
        return Tonight(TonightIs.STOPPED, nights=design.nights)
    if number is None:
        return Tonight(TonightIs.NOT_BEGUN if evening < trial.first else TonightIs.OVER, nights=design.nights)
    if any(evening in pause for pause in course.pauses):
        return Tonight(TonightIs.PAUSED, number + 1, design.nights)
    what = TonightIs.WITH_IT if whole_order(trial)[number] else TonightIs.WITHOUT_IT
    return Tonight(what, number + 1, design.nights, washout=not design.counted[number])


def uses(trial: Trial, course: TrialCourse) -> list[NightUse]:
    """Return what each night of a trial is good for, by what is known so far."""
    known = {night.evening: night for night in recorded_in(course.nights, Period(trial.first, trial.last))}
    found = []
    for number, counted in enumerate(trial.design.counted.tolist()):
        evening = trial.first + timedelta(days=number)
        night = known.get(evening)
        if course.stopped_on is not None and evening >= course.stopped_on:
            found.append(NightUse.STOPPED)
        elif not counted:
            found.append(NightUse.WASHOUT)
        elif any(evening in pause for pause in course.pauses):
            found.append(NightUse.PAUSED)
        elif night is None:
            found.append(NightUse.NOT_LOGGED)
        elif night.left_out:
            found.append(NightUse.LEFT_OUT)
        elif evening in course.invented:
            found.append(NightUse.INVENTED)
        else:
            found.append(NightUse.LATE if _is_late(night) else NightUse.USED)
    return found


def _is_late(night: NightFigures) -> bool:
    """Return whether a night was entered too late. So is one whose moment of entry nobody knows: it was brought in."""
    details = night.details
    if not details.entered:
        return True
    entered = datetime.fromisoformat(details.entered.removesuffix("Z").replace(" ", "T")).replace(tzinfo=None)
    local = entered + timedelta(minutes=details.entered_offset or 0)
    return (local.date() - night.evening).days > LATE_AFTER


def whole_pairs(trial: Trial, used: Flags) -> Flags:
    """Return for each pair whether it is whole: enough of its nights can be used.

    Args:
        trial: The trial.
        used: Whether each night can be used.
    """
    design = trial.design
    sides = (used & design.counted).reshape(design.pairs, 2, design.block).sum(axis=2)
    wanted = FEWEST_OF_BLOCK * int(design.counted[: design.block].sum())
    found: Flags = (sides >= wanted).all(axis=1)
    return found


@dataclass(frozen=True)
class Progress:
    """How far a trial has come. Nothing here depends on the order, or on how many cramps there were.

    Attributes:
        gone: Nights of the trial that are over.
        nights: All its nights.
        whole: Pairs that are over and can be compared.
        void: Pairs that are over and cannot.
        pairs: All its pairs.
        answered: Nights that are over and on which it was said whether it was done.
        lost: Nights that are over, by why they cannot be used.
    """

    gone: int
    nights: int
    whole: int
    void: int
    pairs: int
    answered: int
    lost: dict[NightUse, int]


def progress_of(trial: Trial, course: TrialCourse, today: date) -> Progress:
    """Return how far a trial has come until the evening before a day."""
    design = trial.design
    gone = min(max((today - trial.first).days, 0), design.nights)
    use = uses(trial, course)
    whole = whole_pairs(trial, np.array([each is NightUse.USED for each in use]))
    over = int(design.pair[gone]) if gone < design.nights else len(whole)
    told = {answer.evening for answer in course.answers}
    lost: dict[NightUse, int] = {}
    for each in use[:gone]:
        if each not in (NightUse.USED, NightUse.WASHOUT):
            lost[each] = lost.get(each, 0) + 1
    return Progress(
        gone=gone,
        nights=design.nights,
        whole=int(whole[:over].sum()),
        void=over - int(whole[:over].sum()),
        pairs=len(whole),
        answered=sum(trial.first + timedelta(days=number) in told for number in range(gone)),
        lost=lost,
    )


class PairState(StrEnum):
    """How far a pair has come while a trial runs: it says nothing about its order, and nothing about its cramps."""

    WHOLE = "whole"  # over, and can be compared
    VOID = "void"  # over, and cannot
    HALF = "half"  # its first night, or block, is over
    NOW = "now"  # in its first night, or block
    AHEAD = "ahead"


def pair_states(trial: Trial, course: TrialCourse, today: date) -> tuple[PairState, ...]:
    """Return the state of each pair of a trial on the evening of a day."""
    design = trial.design
    gone = min(max((today - trial.first).days, 0), design.nights)
    whole = whole_pairs(trial, np.array([each is NightUse.USED for each in uses(trial, course)]))
    over, rest = divmod(gone, 2 * design.block)
    found = [PairState.WHOLE if good else PairState.VOID for good in whole[:over].tolist()]
    if over < design.pairs:
        found.append(
            PairState.HALF if rest >= design.block else PairState.NOW if today >= trial.first else PairState.AHEAD
        )
    found += [PairState.AHEAD] * (design.pairs - len(found))
    return tuple(found)


def would_be_void(trial: Trial, course: TrialCourse, pause: TrialPause) -> int:
    """Return how many more pairs a pause would cost, said before it is begun."""
    longer = TrialCourse((), (), (*course.pauses, pause), frozenset(), course.stopped_on)
    shorter = TrialCourse((), (), course.pauses, frozenset(), course.stopped_on)
    there = [_possible(trial, each) for each in (shorter, longer)]
    return int(there[0].sum() - there[1].sum())


def _possible(trial: Trial, course: TrialCourse) -> Flags:
    """Return which pairs could be whole if every night outside of the pauses was logged."""
    could = [each in (NightUse.USED, NightUse.NOT_LOGGED) for each in uses(trial, course)]
    return whole_pairs(trial, np.array(could))
