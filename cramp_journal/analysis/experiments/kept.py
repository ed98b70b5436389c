"""A trial as the journal keeps it: what was fixed, what was answered since, and in which state it is.

It is read from the exchange form, so that a window, a terminal and a file on a disk have the same.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import Any

from cramp_journal.analysis.experiments.designs import Design
from cramp_journal.analysis.experiments.result import (
    TrialFigures,
    TrialResult,
    pooled_result,
    result_from,
    trial_result,
)
from cramp_journal.analysis.experiments.rules import Thing
from cramp_journal.analysis.experiments.running import TrialAnswer, TrialCourse, TrialPause
from cramp_journal.analysis.experiments.schedule import Trial
from cramp_journal.errors import BadInput
from cramp_journal.model import NightFigures
from cramp_journal.trial_words import PauseReason, TrialKind, TrialStop
from cramp_journal.words import SubstanceKind

_WEEK = timedelta(days=7)


class TrialState(StrEnum):
    """Where a trial stands on a day."""

    WAITING = "waiting"  # its first evening is still to come
    RUNNING = "running"
    PAUSED = "paused"
    OVER = "over"  # it has ended, and its result cannot be seen yet
    READY = "ready"  # its result can be seen


@dataclass(frozen=True)
class TrialEffect:
    """What was noticed in a week of a trial, counted from 1."""

    week: int
    unusual: bool
    note: str
    answered_on: date


@dataclass(frozen=True)
class KeptTrial:
    """A trial with all that the journal knows of it, but for the nights.

    Attributes:
        key: What names it everywhere: its fingerprint.
        thing: What is tried.
        trial: What was fixed before its first night.
        promised: The chance to notice a halving, as it was said beforehand.
        planned_on: The day on which it was begun.
        answers: One for each evening at most, oldest first.
        pauses: Oldest first; those of two devices may overlap.
        effects: One for each week at most.
        stopped_on: The day on which it was stopped before its end.
        stopped_why: Why.
        follows: The key of an earlier trial with which it is taken together.
        crossed: Whether it was meant to run beside another trial.
        blinded: Whether a helper has the order.
        seen_on: The day on which its result was first seen.
        seen: What that was, as `seen_text` writes it.
        invented: Whether `demo` made it up.
    """

    key: str
    thing: Thing
    trial: Trial
    promised: float
    planned_on: date
    answers: tuple[TrialAnswer, ...] = ()
    pauses: tuple[TrialPause, ...] = ()
    effects: tuple[TrialEffect, ...] = ()
    stopped_on: date | None = None
    stopped_why: TrialStop | None = None
    follows: str | None = None
    crossed: bool = False
    blinded: bool = False
    seen_on: date | None = None
    seen: str = ""
    invented: bool = False

    def course(self, nights: Sequence[NightFigures], invented: Collection[date] = frozenset()) -> TrialCourse:
        """Return what happened since it began, with the recorded nights of the journal, oldest first.

        Args:
            nights: The recorded nights.
            invented: Evenings whose record `demo` made up; those of a trial that it made up too count all the same.
        """
        made_up = frozenset[date]() if self.invented else frozenset(invented)
        return TrialCourse(nights, self.answers, self.pauses, made_up, self.stopped_on)

    @property
    def last(self) -> date:
        """The last evening on which there is a trial: the fixed one, unless it was stopped before."""
        if self.stopped_on is None:
            return self.trial.last
        return min(self.trial.last, self.stopped_on - timedelta(days=1))

    def state(self, today: date) -> TrialState:
        """Return where it stands on a day."""
        if today > self.last:
            over = result_from(self.trial, self.course(()))
            return TrialState.READY if today >= over else TrialState.OVER
        if today < self.trial.first:
            return TrialState.WAITING
        paused = any(today in pause for pause in self.pauses)
        return TrialState.PAUSED if paused else TrialState.RUNNING

    def goes_on(self, today: date) -> bool:
        """Return whether it has not ended on a day: it waits, runs or rests."""
        return today <= self.last

    def answer_of(self, evening: date) -> TrialAnswer | None:
        """Return what was said of an evening."""
        return next((each for each in self.answers if each.evening == evening), None)

    def open_pause(self, evening: date) -> TrialPause | None:
        """Return the pause that covers an evening, the longest of several."""
        there = [each for each in self.pauses if evening in each]
        return max(there, key=lambda each: each.last or date.max, default=None)

    def week(self, today: date) -> int | None:
        """Return the week that ended last, if what was noticed in it was not told; None if there is nothing to ask.

        It is asked until a week after the trial.
        """
        over = (min(today, self.last + timedelta(days=1)) - self.trial.first) // _WEEK
        if over < 1 or today > self.last + _WEEK or any(each.week == over for each in self.effects):
            return None
        return over


@dataclass(frozen=True)
class TrialResults:
    """What a trial found, and what it found together with those it follows; None where it follows none."""

    own: TrialResult
    pooled: TrialResult | None = None


def kept_trials(profile: Mapping[str, Any]) -> list[KeptTrial]:
    """Return the trials of a journal in its exchange form, oldest first.

    One whose row was changed into a shape that no trial has is left out, so that it holds up nothing else; `odd_trials`
    names it.
    """
    answers, pauses, effects = (
        _by_trial(profile.get(name, ())) for name in ("trial_answers", "trial_pauses", "trial_effects")
    )
    found = [
        _kept(each, answers[key], pauses[key], effects[key])
        for each in profile.get("trials", ())
        for key in (each["fingerprint"],)
        if _is_trial(each)
    ]
    return sorted(found, key=lambda each: (each.trial.first, each.planned_on, each.key))


def odd_trials(profile: Mapping[str, Any]) -> list[str]:
    """Return what was tried in trials whose rows were changed into a shape that no trial has."""
    return [each["thing"] for each in profile.get("trials", ()) if not _is_trial(each)]


def _is_trial(said: Mapping[str, Any]) -> bool:
    try:
        design = Design(TrialKind(said["kind"]), said["nights"], said.get("washout", 0))
        date.fromisoformat(said["first"]) + timedelta(days=2 * design.nights)
    except (BadInput, ValueError, OverflowError):
        return False
    return True


def _by_trial(rows: Sequence[Mapping[str, Any]]) -> defaultdict[str, list[Mapping[str, Any]]]:
    found: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["trial"]].append(row)
    return found


def _kept(
    said: Mapping[str, Any],
    answers: Sequence[Mapping[str, Any]],
    pauses: Sequence[Mapping[str, Any]],
    effects: Sequence[Mapping[str, Any]],
) -> KeptTrial:
    day = partial(_day_in, said)
    taken, why = said.get("taken"), said.get("stopped_why")
    design = Design(TrialKind(said["kind"]), said["nights"], said.get("washout", 0))
    first = date.fromisoformat(said["first"])
    return KeptTrial(
        key=said["fingerprint"],
        thing=Thing(
            said["thing"],
            None if taken is None else SubstanceKind(taken),
            said.get("half_life", 0.0),
            said.get("leaves_out", False),
        ),
        trial=Trial(said["thing"], design, first, bytes.fromhex(said["seed"]), said["fingerprint"], said["form"]),
        promised=said["promised"],
        planned_on=date.fromisoformat(said["planned_on"]),
        answers=tuple(sorted(map(_answer, answers), key=lambda each: each.evening)),
        pauses=tuple(sorted(map(_pause, pauses), key=lambda each: (each.first, each.last or date.max, each.why))),
        effects=tuple(sorted(map(_effect, effects), key=lambda each: each.week)),
        stopped_on=day("stopped_on"),
        stopped_why=None if why is None else TrialStop(why),
        follows=said.get("follows"),
        crossed=said.get("crossed", False),
        blinded=said.get("blinded", False),
        seen_on=day("seen_on"),
        seen=said.get("seen", ""),
        invented=said.get("invented", False),
    )


def _day_in(said: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(said[name]) if said.get(name) else None


def _answer(said: Mapping[str, Any]) -> TrialAnswer:
    return TrialAnswer(date.fromisoformat(said["evening"]), said["done"], date.fromisoformat(said["answered_on"]))


def _pause(said: Mapping[str, Any]) -> TrialPause:
    return TrialPause(date.fromisoformat(said["first"]), _day_in(said, "last"), PauseReason(said["why"]))


def _effect(said: Mapping[str, Any]) -> TrialEffect:
    answered_on = date.fromisoformat(said["answered_on"])
    return TrialEffect(said["week"], said["unusual"], said.get("note", ""), answered_on)


def followed_by(kept: KeptTrial, every: Sequence[KeptTrial]) -> list[KeptTrial]:
    """Return the earlier trials that a trial is taken together with, oldest first."""
    by_key = {each.key: each for each in every}
    found: list[KeptTrial] = []
    key = kept.follows
    while key in by_key and by_key[key] not in (kept, *found):
        found.insert(0, by_key[key])
        key = by_key[key].follows
    return found


def results_of(
    kept: KeptTrial,
    every: Sequence[KeptTrial],
    nights: Sequence[NightFigures],
    today: date,
    invented: Collection[date] = frozenset(),
) -> TrialResults:
    """Return what a trial found, and what it found together with those it follows.

    Args:
        kept: The trial.
        every: All trials of the journal.
        nights: The recorded nights, oldest first.
        today: The day.
        invented: Evenings whose record `demo` made up.

    Raises:
        TrialNotOver: It has not ended.
        OrderChanged: What was fixed has changed since.
        BadInput: A newer program began it, or those it follows are not of the same thing and kind.
    """
    own = trial_result(kept.trial, kept.course(nights, invented), today)
    before = followed_by(kept, every)
    if not before:
        return TrialResults(own)
    trials = [(each.trial, each.course(nights, invented)) for each in (*before, kept)]
    return TrialResults(own, pooled_result(trials, today))


def seen_text(results: TrialResults) -> str:
    """Return the verdict and the figures of a result as JSON, the same text everywhere: what the first look showed."""
    said = {
        "verdict": results.own.verdict.value,
        "why": results.own.why and results.own.why.value,
        **_plain(results.own.allocated),
    }
    if results.pooled is not None:
        said["pooled"] = {"verdict": results.pooled.verdict.value, **_plain(results.pooled.allocated)}
    return json.dumps(said, sort_keys=True, separators=(",", ":"))


def _plain(found: TrialFigures) -> dict[str, Any]:
    """Return figures as JSON can hold them: to six digits, and a text for what is no number, or endless."""
    return {name: f"{value:.6g}" if isinstance(value, float) else value for name, value in asdict(found).items()}
