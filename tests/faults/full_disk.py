"""The disk is full: from not a single free block to as many as are needed."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from cramp_journal.gui.session.drafts import Drafts
from cramp_journal.settings import Settings
from tests.faults.children import Acks, call, first, forked, largest_file
from tests.faults.errand import Errand
from tests.faults.errands import ERRANDS
from tests.faults.kinds import Trial, each_of, fault
from tests.faults.mounts import mount_small, unmount
from tests.faults.nights import AS_IT_WAS, FIRST, a_file, values_of_night
from tests.faults.writing import FILE

SIZE, BLOCK = 8 << 20, 4096  # bytes
BEFORE = b"the report of last time"
THEMES = (Settings(theme="dark"), Settings(theme="light"))
BY_LIMIT = "by a limit on the length of files: no disk may be mounted here"


class SmallDisk:
    """A disk in the place of a folder, of which all but some blocks can be filled.

    Where no disk may be mounted, a limit on the length of the files of a child stands in for it.
    """

    def __init__(self, trial: Trial, folder: Path) -> None:
        self.mounted = mount_small(folder, SIZE)
        self._folder, self._filler = folder, folder / "filler"
        if not self.mounted:
            trial.outcome.way = BY_LIMIT

    def leave(self, blocks: int) -> Callable[[], object]:
        """Leave so many blocks free, and give what a child must do first: nothing, where the disk sees to it."""
        if not self.mounted:
            return largest_file((blocks + 2) * BLOCK)
        found = os.statvfs(self._folder)
        with self._filler.open("wb") as filler:
            os.posix_fallocate(filler.fileno(), 0, max(1, found.f_bavail - blocks) * found.f_bsize)
        return lambda: None

    def make_room(self) -> None:
        """Take away what fills the disk."""
        self._filler.unlink(missing_ok=True)

    def __enter__(self) -> "SmallDisk":
        return self

    def __exit__(self, *_: object) -> None:
        if self.mounted:
            unmount(self._folder)


def on_a_full_disk(trial: Trial, errand: Errand) -> None:
    """Leave more blocks free at each try; when there is room again, what was refused must succeed."""
    for number, folder in enumerate(trial.times(30, 2)):
        with SmallDisk(trial, folder) as disk:
            job = errand.prepare(folder)
            small = disk.leave(number * 9 if trial.short else number * 2)
            ended = forked(first(small, job))
            trial.done_or_refused(ended)
            disk.make_room()
            errand.check(trial, folder, ended.acks)
            if ended.status != 0:
                again = forked(job)
                trial.done(again)
                errand.check(trial, folder, again.acks)


each_of(ERRANDS, "5, 6", "full disk during {}", on_a_full_disk)


@fault("11", "full disk when the program starts")
def _at_start(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        with SmallDisk(trial, folder) as disk:
            file = a_file(folder)
            disk.leave(0)
            trial.done(call("--journal", file, "summary", "--period", "all"), must="2024")
            disk.make_room()
            trial.holds(folder / FILE, AS_IT_WAS)


@fault("6", "full disk during the report")
def _report(trial: Trial) -> None:
    for number, folder in enumerate(trial.times(40, 2)):
        with SmallDisk(trial, folder) as disk:
            file, report = a_file(folder), folder / "report.pdf"
            report.write_bytes(BEFORE)
            ended = call("--journal", file, "report", report, "--period", "all", before=disk.leave(number))
            trial.done_or_refused(ended)
            if ended.status != 0 and report.read_bytes() != BEFORE:
                trial.wrong("the report of last time is gone, and the new one is not there")
            disk.make_room()
            trial.holds(file, AS_IT_WAS)


@fault("6", "full disk during the settings and what waits to be saved")
def _what_is_beside(trial: Trial) -> None:
    for number, folder in enumerate(trial.times(8, 2)):
        with SmallDisk(trial, folder) as disk:
            file, settings = a_file(folder), folder / "settings.json"
            _keep_beside(file, settings, 0)
            small = disk.leave(number)
            trial.done_or_refused(forked(first(small, partial(_keep_beside, file, settings, 1))))
            if Settings.load(settings) not in THEMES:
                trial.wrong("the settings are neither the old nor the new ones")
            waits = {"what waits": Drafts(file).of(FIRST) or {}}
            trial.compare(waits, *({"what waits": values_of_night(0, n)} for n in (0, 1)), what="what waits")
            disk.make_room()
            trial.holds(file, AS_IT_WAS)


def _keep_beside(file: Path, settings: Path, version: int, _acks: Acks | None = None) -> None:
    Drafts(file).keep(FIRST, values_of_night(0, version))
    THEMES[version].save(settings)
