"""Killed (SIGKILL) at random moments, and at each change of the disk in turn."""

import time

from tests.faults.children import forked
from tests.faults.errand import Errand
from tests.faults.errands import ERRANDS
from tests.faults.failing_calls import CallCounter, KillAt
from tests.faults.kinds import Trial, each_of

OFTEN = ("saving", "importing", "upgrading", "backing up", "restoring", "setting a passphrase")


def at_random_moments(trial: Trial, errand: Errand) -> None:
    """Kill at a random moment between start and end, again and again."""
    job = errand.prepare(trial.folder())
    began = time.monotonic()
    forked(job)
    lasts = time.monotonic() - began
    for fresh in trial.times(200 if errand.name in OFTEN else 60, 2):
        folder = fresh
        for _attempt in range(20):
            ended = forked(errand.prepare(folder), kill_after=trial.chance.uniform(0, lasts))
            if ended.status is None:
                break
            folder, lasts = trial.folder(), lasts * 0.9  # it was done before: again elsewhere, and sooner
        else:
            trial.wrong("it could not be killed in time")
            continue
        errand.check(trial, folder, ended.acks)


def at_each_change(trial: Trial, errand: Errand) -> None:
    """Kill just before each change of the disk; at some of them, evenly spread, where there are many."""
    counter, home = CallCounter(), trial.folder()
    forked(errand.prepare(home), watch=counter, folder=home)
    number = min(counter.changes, 2 if trial.short else 100)
    for at, folder in enumerate(trial.times(number, number)):
        kill = KillAt(1 + at * counter.changes // number)
        ended = forked(errand.prepare(folder), watch=kill, folder=folder)
        if ended.status is not None:
            trial.wrong("it ended before it could be killed")
        errand.check(trial, folder, ended.acks)


each_of(ERRANDS, "1, 3", "killed at a random moment of {}", at_random_moments, short=False)
each_of(ERRANDS, "1, 3", "killed at each change of the disk by {}", at_each_change)
