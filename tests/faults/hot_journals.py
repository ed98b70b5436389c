"""SQLite's own journal beside the file: what a program that died amid a save leaves, and the next one needs."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cramp_journal.paths import CLAIM
from cramp_journal.store.file.encryption import salt_of
from tests.faults.children import forked
from tests.faults.damage import recovered
from tests.faults.disk import Disk, lay_out, recorded
from tests.faults.errand import Errand
from tests.faults.errands import ERRANDS
from tests.faults.keeping import a_locked_file, another_file, with_a_copy
from tests.faults.kinds import Trial, each_of, fault
from tests.faults.nights import AS_IT_WAS, State, a_file, after_saves, found_in, unlocked
from tests.faults.writing import FILE, save_on

LEFT = f"{FILE}-journal"
NOT_AFTER = (  # no such journal there
    *("the first save", "upgrading", "undoing an import", "undoing a merge"),
    "rescuing a damaged journal",
)


@cache
def amid_a_save(prepare: Callable[[Path], Path] = a_file) -> dict[str, bytes]:
    """Give what a program leaves that died when it had written all of its first save but the last step."""
    with TemporaryDirectory() as name:
        home = Path(name).resolve()
        file = prepare(home)
        recorder = recorded(save_on(file, 1, unlocked(file)), home)
        disk = Disk(recorder)
        for event in recorder.events:
            if event[0] == "unlink" and event[1][0] == f"{file}-journal":
                break
            disk.play(event)
        left = disk.as_written()
        # A crash lets go of the claim: what is left of it locks nobody out (tests/store/test_claim.py).
        names = {each: Path(each).name for each in left if Path(each).parent == home}
        return {name: left[each] for each, name in names.items() if name != f"{FILE}{CLAIM}"}


def after_a_crash(trial: Trial, errand: Errand) -> None:
    """Put a journal and its hot journal in the place of a journal, and let the program go about its errand."""
    for folder in trial.times(1, 1):
        job = errand.prepare(folder)
        left = amid_a_save(a_locked_file if salt_of(folder / FILE) else a_file)
        assert set(left) - {f"{FILE}.seal"} == {FILE, LEFT}  # a locked one has a key beside it for what begins then
        lay_out(left, Path(), folder)
        ended = forked(job)
        trial.done(ended)
        errand.check(trial, folder, ended.acks)


each_of(
    [each for each in ERRANDS if each.name not in NOT_AFTER], "23", "a hot journal is there before {}", after_a_crash
)


@fault("23", "a hot journal is deleted by hand")
def _deleted(trial: Trial) -> None:
    _spoiled(trial, {FILE: amid_a_save()[FILE]}, AS_IT_WAS, after_saves(1))


@fault("23", "a hot journal of another journal beside it")
def _of_another(trial: Trial) -> None:
    _spoiled(trial, {LEFT: amid_a_save(another_file)[LEFT]}, AS_IT_WAS)


def _spoiled(trial: Trial, files: dict[str, bytes], *good: State) -> None:
    """Lay files over a journal that has a copy: it holds what is good, or is told to be damaged and had back."""
    for folder in trial.times(1, 1):
        with_a_copy(folder)
        lay_out(files, Path(), folder)
        found, faults = found_in(folder / FILE)
        if faults:
            recovered(trial, folder)
        else:
            trial.outcome.acknowledged += len(good[0])
            trial.compare(found, *good, what=FILE)


@fault("23", "a hot journal that is cut off, zeroed or stale")
def _stale(trial: Trial) -> None:
    whole = amid_a_save()[LEFT]
    kinds = (b"", whole[:300], bytes(len(whole)), whole[:28] + bytes(len(whole) - 28))
    for content, folder in zip(kinds, trial.times(len(kinds), len(kinds)), strict=True):
        with_a_copy(folder)
        (folder / LEFT).write_bytes(content)
        trial.holds(folder / FILE, AS_IT_WAS)
