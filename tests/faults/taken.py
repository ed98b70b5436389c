"""Who has the journal: a stray claim, a claim of the living, and another file that is put in its place meanwhile."""

import os
from collections.abc import Callable
from pathlib import Path

from cramp_journal.errors import JournalError
from cramp_journal.paths import cache_folder
from cramp_journal.store import Journal
from cramp_journal.store.file import claim
from tests.faults.children import Acks, Child, call, forked
from tests.faults.keeping import OTHER, another_file
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, TODAY, a_file, found_in, night, with_nights
from tests.faults.writing import FILE

LOG = ("log", "--evening", "2024-06-01", "--clear")


def _logs(trial: Trial, file: Path, must: str = "Logged") -> None:
    """See that a night can be logged."""
    trial.done(call("--journal", file, *LOG, "--replace"), must=must)
    found, _ = found_in(file)
    trial.holds(file, AS_IT_WAS | {"2024-06-01": found.get("2024-06-01", {})})


@fault("13", "the claim of a program that was killed")
def _of_the_dead(trial: Trial) -> None:
    for folder in trial.times(5, 1):
        file = a_file(folder)

        def job(_: Acks, file: Path = file) -> None:
            claim.take(file, claim.GUI)
            with Journal(file) as journal:
                journal.save(night(0), TODAY)
                os.kill(os.getpid(), 9)

        if forked(job).status is not None:
            trial.wrong("it was not killed")
        _logs(trial, file)


def _stray(spoil: Callable[[Path], object]) -> Callable[[Trial], None]:
    def act(trial: Trial) -> None:
        for folder in trial.times(1, 1):
            file = a_file(folder)
            spoil(claim.lock_file(file))
            _logs(trial, file)

    return act


def _of_another_process(lock: Path) -> None:
    lock.write_text(f"{os.getppid()}\nanother program\n", encoding="ascii")  # lives, and never heard of a journal


fault("13", "a claim file that holds something else")(_stray(lambda lock: lock.write_bytes(b"\x00\xff" * 3000)))
fault("13", "a claim file with the number of another process")(_stray(_of_another_process))
fault("13", "a folder where the claim file should be")(_stray(Path.mkdir))
fault("13", "no folder for the claim can be made")(_stray(lambda _lock: _no_cache()))


def _no_cache() -> None:
    cache_folder().rename(cache_folder().with_name("cache that was"))
    cache_folder().write_text("no folder", encoding="ascii")


@fault("14", "a window has it, and a command wants to write")
def _of_the_living(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = a_file(folder)
        read, write = os.pipe()

        def window(acks: Acks, file: Path = file, ends: int = read) -> None:
            claim.take(file, claim.GUI)
            acks.done()
            os.read(ends, 1)

        child = Child(window)
        while claim.holder(file) is None:
            os.sched_yield()
        trial.refused(call("--journal", file, *LOG), must="the window that was opened at .* Nothing was changed")
        trial.done(call("--journal", file, "summary", "--period", "all"), must="20 recorded")
        os.write(write, b".")
        trial.done(child.ended())
        _logs(trial, file)


def _replaced(trial: Trial, replace: Callable[[Path], object], must: str, now: dict[str, object]) -> None:
    """Open a journal, put something else in its place, and save: nothing may be said to be kept that is not."""
    for folder in trial.times(1, 1):
        file = a_file(folder)
        with Journal(file) as journal:
            journal.save(night(0, 1), TODAY)
            replace(file)
            try:
                journal.save(night(1, 1), TODAY)
                trial.wrong("a night was said to be saved, into a file that is not the journal any more")
            except JournalError as error:
                trial.told(str(error), must=must)
        found, _faults = found_in(file)
        trial.compare(found, now, what="what stands there now")  # type: ignore[arg-type]
        trial.outcome.acknowledged += len(now)


def _by_another(file: Path) -> None:
    twin = file.parent / "twin"
    twin.mkdir()
    another_file(twin).replace(file)


@fault("16", "a synchronising program puts another file in its place while it is open")
def _synchronised(trial: Trial) -> None:
    _replaced(trial, _by_another, "replaced, moved or changed by another program. Nothing was written", {**OTHER})


@fault("16", "it is written over, byte by byte, while it is open")
def _written_over(trial: Trial) -> None:
    def act(file: Path) -> None:
        twin = file.parent / "twin"
        twin.mkdir()
        file.write_bytes(another_file(twin).read_bytes())

    _replaced(trial, act, "replaced, moved or changed|damaged", {**OTHER})


@fault("12", "it is deleted while it is open")
def _deleted(trial: Trial) -> None:
    _replaced(trial, Path.unlink, "replaced, moved or changed by another program. Nothing was written", {})


@fault("16", "it is moved to another folder while it is open")
def _moved(trial: Trial) -> None:
    for folder in trial.times(1, 1):
        file = a_file(folder)
        (folder / "elsewhere").mkdir()
        with Journal(file) as journal:
            journal.save(night(0, 1), TODAY)
            file.rename(folder / "elsewhere" / FILE)
            try:
                journal.save(night(1, 1), TODAY)
                trial.wrong("a night was said to be saved, into a file that was moved away")
            except JournalError as error:
                trial.told(str(error), must="moved")
        trial.holds(folder / "elsewhere" / FILE, with_nights(AS_IT_WAS, (0, 1)))
