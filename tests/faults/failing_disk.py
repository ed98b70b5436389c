"""The disk gives an error (EIO) for a call: the n-th write, fsync, unlink …, once or from there on for good."""

import errno

from tests.faults.children import forked
from tests.faults.errand import Errand
from tests.faults.errands import ERRANDS
from tests.faults.failing_calls import CallCounter, FailAt
from tests.faults.kinds import Trial, each_of

CHANGES: dict[str, tuple[str, ...]] = {
    "writes": ("write", "truncate"),
    "fsyncs": ("fsync",),
    "names": ("unlink", "rename", "creat", "link", "mkdir"),
}
READS: dict[str, tuple[str, ...]] = {"reads": ("read",), "opens": ("open",)}


def on_a_failing_disk(trial: Trial, errand: Errand, *, kinds: dict[str, tuple[str, ...]], each: int) -> None:
    """Let calls fail one by one; at some of them, evenly spread, where there are many."""
    counter, home = CallCounter(), trial.folder()
    forked(errand.prepare(home), watch=counter, folder=home)
    for calls in list(kinds.values())[: -1 if trial.short else None]:
        made = sum(counter.met[kind] for kind in calls)
        number = min(made, 1 if trial.short else each)
        for at, folder in enumerate(trial.times(number, number)):
            fail = FailAt(calls, 1 + (at * made + trial.chance.randrange(made)) // number, errno.EIO, once=at % 2 == 0)
            ended = forked(errand.prepare(folder), watch=fail, folder=folder)
            trial.done_or_refused(ended)
            errand.check(trial, folder, ended.acks)


def _changes(trial: Trial, errand: Errand) -> None:
    on_a_failing_disk(trial, errand, kinds=CHANGES, each=24)


def _reads(trial: Trial, errand: Errand) -> None:
    on_a_failing_disk(trial, errand, kinds=READS, each=40)


each_of(ERRANDS, "7", "error of the disk on a change by {}", _changes)
each_of(ERRANDS, "8", "error of the disk on a reading by {}", _reads)
