"""The window, in a process of its own, while somebody types into it: what was shown as saved is there afterwards."""

import resource
import signal
from collections.abc import Callable, Mapping
from pathlib import Path

from cramp_journal.store import Journal
from tests.faults.full_disk import BLOCK, SmallDisk
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, a_file
from tests.journeys.typed import EVENING, least_kept, letters_of, type_until

UNLIMITED = resource.RLIM_INFINITY


def _typed(
    trial: Trial,
    file: Path,
    letters: int,
    by: signal.Signals,
    meanwhile: Mapping[int, Callable[[int], object]] | None = None,
) -> None:
    seen = type_until(letters, file, by, meanwhile)
    trial.outcome.acknowledged += 1
    with Journal(file) as journal:
        kept = letters_of(journal.night(EVENING))
        found = {values["evening"]: values for values in journal.contents()["nights"]}
        trial.outcome.wrong += journal.check()
    if kept < least_kept(seen):
        trial.outcome.lost += 1
        trial.wrong(f"{seen[-1].saved} letters were shown as saved, {seen[-1].typed} typed, and {kept} kept")
    trial.outcome.acknowledged += len(AS_IT_WAS)
    trial.compare({day: found.get(day, {}) for day in AS_IT_WAS}, AS_IT_WAS, what="the nights that stood there")


def _stopped(by: signal.Signals) -> Callable[[Trial], None]:
    def act(trial: Trial) -> None:
        for folder in trial.times(5, 1):
            _typed(trial, a_file(folder), trial.chance.randrange(1, 200), by)

    return act


for _name, _signal in (
    ("killed", signal.SIGKILL),
    ("told to end (SIGTERM)", signal.SIGTERM),
    ("logged out (SIGHUP)", signal.SIGHUP),
):
    fault("52", f"the window is {_name} while somebody types", short=False)(_stopped(_signal))


@fault("5", "the disk is full for a while as somebody types into the window", short=False)
def _full(trial: Trial) -> None:
    for folder in trial.times(2, 1):
        with SmallDisk(trial, folder) as disk:
            file = a_file(folder)

            def fill(process: int, disk: SmallDisk = disk) -> None:
                disk.leave(0)
                if not disk.mounted:
                    resource.prlimit(process, resource.RLIMIT_FSIZE, (2 * BLOCK, UNLIMITED))

            def empty(process: int, disk: SmallDisk = disk) -> None:
                disk.make_room()
                if not disk.mounted:
                    resource.prlimit(process, resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))

            _typed(trial, file, 520, signal.SIGKILL, {60: fill, 140: empty})  # it is tried again after 4 s
