"""What may not be written, is not there, or goes away."""

import os
from collections.abc import Callable
from pathlib import Path

from cramp_journal.errors import JournalError
from cramp_journal.store import Journal
from tests.faults.children import call, first, forked
from tests.faults.errand import Errand
from tests.faults.errands import ERRANDS
from tests.faults.kinds import Trial, each_of, fault
from tests.faults.mounts import mount_read_only, unmount
from tests.faults.nights import AS_IT_WAS, TODAY, a_file, night, with_nights
from tests.faults.writing import FILE

NOBODY = 65534  # a user without rights
BY_MODE = "by permissions and a user without rights: no read-only disk may be mounted here"
LOG = ("log", "--evening", "2024-01-01", "--clear")


def be_nobody() -> None:
    """Give up the rights of root, who may write everywhere."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def give_away(folder: Path) -> None:
    """Let a user without rights read all in a folder, and reach it."""
    for each in (folder, *folder.rglob("*")):
        each.chmod(0o555 if each.is_dir() else 0o444)


# ---------------------------------------------------------------- read-only
def on_a_read_only_disk(trial: Trial, errand: Errand) -> None:
    """Nothing in the folder can be written, whatever the permissions say."""
    for folder in trial.times(1, 1):
        job = errand.prepare(folder)
        mounted = mount_read_only(folder)
        if not mounted:
            trial.outcome.way = BY_MODE
            give_away(folder)
        ended = forked(job if mounted else first(be_nobody, job))
        trial.refused(ended)
        if mounted:
            unmount(folder)
        else:
            folder.chmod(0o700)
        errand.check(trial, folder, ended.acks)


each_of(ERRANDS, "9", "a read-only disk under {}", on_a_read_only_disk)


@fault("9", "a read-only file")
def _file(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = a_file(folder)
        file.chmod(0o444)
        trial.refused(call("--journal", file, *LOG, "--replace"), must="is read-only: nothing was changed")
        trial.done(call("--journal", file, "summary", "--period", "all"), must="20 recorded")
        trial.holds(file, AS_IT_WAS)


@fault("9", "a read-only folder, for a user without rights")
def _folder(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = a_file(folder)
        trial.root.chmod(0o755)
        trial.root.parent.chmod(0o755)
        file.chmod(0o666)
        folder.chmod(0o555)
        trial.refused(call("--journal", file, *LOG, "--replace", before=be_nobody), must="othing was changed|cannot be")
        trial.done(call("--journal", file, "summary", "--period", "all", before=be_nobody), must="20 recorded")
        folder.chmod(0o700)
        trial.holds(file, AS_IT_WAS)


# ---------------------------------------------------------------- where no journal can be
def _in_a_file(folder: Path) -> Path:
    (folder / "file").touch()
    return folder / "file" / FILE


def _link_to_nowhere(folder: Path) -> Path:
    (folder / FILE).symlink_to(folder / "nowhere" / FILE)
    return folder / FILE


def _link_to_itself(folder: Path) -> Path:
    (folder / FILE).symlink_to(folder / FILE)
    return folder / FILE


def _folder_itself(folder: Path) -> Path:
    (folder / FILE).mkdir()
    return folder / FILE


PLACES: dict[str, Callable[[Path], Path]] = {
    "a file where the folder should be": _in_a_file,
    "a link that leads nowhere": _link_to_nowhere,
    "a link that leads to itself": _link_to_itself,
    "a folder where the file should be": _folder_itself,
    "a name of 300 letters": lambda folder: folder / ("x" * 300),
    "the folder of processes": lambda _folder: Path("/proc/journal.sqlite"),
    "a device": lambda _folder: Path("/dev/full"),
}


@fault("10", "no journal can be at this place")
def _places(trial: Trial) -> None:
    places = list(PLACES.values())
    for make, folder in zip(places, trial.times(len(places), len(places)), strict=True):
        trial.refused(call("--journal", make(folder), *LOG), must="cannot|could not|is no|is full|is a link to")


@fault("10", "the folder of the first start is missing")
def _missing(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = folder / "not" / "there" / "yet" / FILE
        trial.done(call("--journal", file, *LOG), must="Logged")
        with Journal(file) as journal:
            trial.outcome.acknowledged += 1
            trial.outcome.lost += len(journal.figures()) != 1


# ---------------------------------------------------------------- what goes away while it is in use
@fault("12", "the folder goes away while the journal is open, and comes back")
def _goes_away(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        home, shelf = folder / "stick", folder / "shelf"
        home.mkdir()
        file, kept = a_file(home), [(0, 1)]
        with Journal(file) as journal:
            journal.save(night(0, 1), TODAY)
            home.rename(shelf)
            try:
                journal.save(night(1, 1), TODAY)
                trial.wrong("a night was said to be saved, and the folder was not there")
            except JournalError as error:
                trial.told(str(error), must="othing was|cannot be opened")
            shelf.rename(home)
            journal.save(night(2, 1), TODAY)
            kept.append((2, 1))
        trial.holds(file, with_nights(AS_IT_WAS, *kept))
