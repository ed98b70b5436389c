"""The folder that the person chose for copies hangs for ever: a dead network share, or a disk that is dying."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from cramp_journal.store import Journal
from cramp_journal.store.copies import apart
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file.encryption import salt_of
from tests.faults.children import Ended, call
from tests.faults.hanging import HangingFolder
from tests.faults.kinds import Trial, fault
from tests.faults.nights import AS_IT_WAS, PASSPHRASES, TODAY, a_file, found_in, night, with_nights

LOG = ("log", "--evening", "2024-06-01", "--clear", "--replace")
SILENT = "does not answer"
BY_A_STOP = "by a child that is stopped: no FUSE may be mounted here"
_HASTE = {"DEAD_AFTER": 0.5, "ANSWER": 0.2, "SHORT": 0.2}  # seconds, in the short form, where the folder hangs
_PATIENCE = {"DEAD_AFTER": 90.0, "ANSWER": 90.0, "SHORT": 90.0, "_START": 90.0}  # while it answers: others may be busy
_LIMITS = {name: getattr(apart, name) for name in _PATIENCE}  # as the program has them
_MOST = 2  # times that one call may wait in vain
_STOPPED = ["/bin/sh", "-c", "kill -STOP $$"]
_STOPS_AMID = """
import os, signal, sys
from cramp_journal.store.copies import backup, far
backup.put_in_place = lambda *_: os.kill(os.getpid(), signal.SIGSTOP)
sys.exit(far.run_child())
"""


@contextmanager
def chosen(stick: Path) -> Iterator[None]:
    """Let a folder be that of the person's choice; for its answers there is time, however busy this computer is."""
    command = apart.command
    Settings(copies_folder=str(stick)).save(settings_file())
    try:
        with limits(_PATIENCE):
            yield
    finally:
        settings_file().unlink()
        apart.command = command
        end_all(at_work())


@contextmanager
def limits(seconds: dict[str, float]) -> Iterator[None]:
    """Let the program have other limits."""
    before = {name: getattr(apart, name) for name in seconds}
    try:
        for name, each in seconds.items():
            setattr(apart, name, each)
        yield
    finally:
        for name, each in before.items():
            setattr(apart, name, each)


@contextmanager
def impatient(trial: Trial) -> Iterator[None]:
    """Let the program have its own limits; in the short form, nobody has patience."""
    with limits(_LIMITS | (_HASTE if trial.short else {})):
        yield


@contextmanager
def hanging(trial: Trial, stick: Path) -> Iterator[None]:
    """Let the chosen folder hang."""
    with HangingFolder(stick) as disk, chosen(stick), impatient(trial):
        if not disk.hangs:
            trial.outcome.way = BY_A_STOP
            apart.command = lambda: _STOPPED
        yield


def stops_at(trial: Trial, do: str) -> Callable[[], None]:
    """Give what lets a child of this process meet a folder that ceases to answer in one task, and in no other."""

    def before() -> None:
        run_task = apart.run_task

        def run(folder: Path, task: dict[str, Any], **more: Any) -> Any:
            if task["do"] != do:
                return run_task(folder, task, **more)
            apart.command = lambda: [sys.executable, "-P", "-c", _STOPS_AMID]
            with impatient(trial):
                return run_task(folder, task, **more)

        apart.run_task = run

    return before


def at_work() -> list[int]:
    """Give the processes that work on folders, of this trial's own program."""
    home = f"XDG_CACHE_HOME={os.environ['XDG_CACHE_HOME']}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words, around = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
        except OSError:
            continue
        if home in around.split(b"\0") and (b"cramp_journal.store.copies.far" in words or b"STOP" in words):
            found.append(int(process.name))
    return found


def end_all(processes: list[int]) -> None:
    """End processes, and see them gone; one that waits for a disk goes when that is taken away."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    until = time.monotonic() + 5
    while any(_is_there(each) for each in processes) and time.monotonic() < until:
        os.sched_yield()


def _is_there(process: int) -> bool:
    """Tell whether a process is still there, and does not just wait for a disk."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "D"


def in_time(trial: Trial, *arguments: str | Path, before: Callable[[], object] = lambda: None) -> Ended:
    """Call the program, and see that it did not wait for that folder again and again.

    What counts is how often it waited in vain, not the clock on the wall: other programs may be busy too. A call that
    never ends is found by `told`.
    """
    with TemporaryFile() as waits:

        def both() -> None:
            before()
            _note_waits(waits)

        ended = call(*arguments, before=both)
        waited = os.fstat(waits.fileno()).st_size
    if waited > _MOST:
        trial.wrong(f"{arguments[2]} waited {waited} times for a folder that does not answer")
    if len(at_work()) > 1:
        trial.wrong(f"{len(at_work())} processes wait for one folder")
    return ended


def _note_waits(file: IO[bytes]) -> None:
    """Let this process mark a file for each time that it waits for a folder in vain."""
    in_turn = apart._in_turn

    def turn(folder: Path, task: dict[str, Any], first: float) -> dict[str, Any]:
        try:
            return in_turn(folder, task, first)
        except apart.SilentFolder:
            os.write(file.fileno(), b".")
            raise

    apart._in_turn = turn


@fault("13.11", "the folder for copies hangs, as a night is logged")
def _logging(trial: Trial) -> None:
    for folder in trial.times(2, 1):
        file, stick = a_file(folder), folder / "stick"
        with hanging(trial, stick):
            for _turn in range(2):
                trial.done(in_time(trial, "--journal", file, *LOG), must=SILENT)
            with Journal(file) as journal:  # nobody holds a lock on it
                journal.save(night(0, 1), TODAY)
        found, _faults = found_in(file)
        trial.holds(file, with_nights(AS_IT_WAS, (0, 1)) | {"2024-06-01": found.get("2024-06-01", {})})
        trial.done(call("--journal", file, "copies"), must="21 nights")


def _upon(name: str, act: Callable[[Trial, Path, Path], None], *, short: bool = True) -> None:
    @fault("13.11", f"the folder for copies hangs, and {name}", short=short)
    def _act(trial: Trial) -> None:
        for folder in trial.times(1, 1):
            file, stick = a_file(folder), folder / "stick"
            Copies(file).daily(TODAY)
            with hanging(trial, stick):
                act(trial, file, stick)


def _listed(trial: Trial, file: Path, _stick: Path) -> None:
    trial.done(in_time(trial, "--journal", file, "copies"), must=SILENT)
    trial.holds(file, AS_IT_WAS)


def _put_back(trial: Trial, file: Path, stick: Path) -> None:
    (copy,) = Copies(file).files()
    with Journal(file) as journal:
        journal.save(night(0, 1), TODAY)
    trial.refused(in_time(trial, "--journal", file, "restore", stick / "journal" / copy.name), must=SILENT)
    trial.holds(file, with_nights(AS_IT_WAS, (0, 1)))
    trial.done(in_time(trial, "--journal", file, "restore", copy), must="Put back")
    trial.holds(file, AS_IT_WAS)


def _rescued(trial: Trial, file: Path, _stick: Path) -> None:
    file.write_bytes(file.read_bytes()[:6000])
    trial.done(in_time(trial, "--journal", file, "rescue"), must="Saved: 20 nights")
    trial.holds(file, AS_IT_WAS)


def _gone(trial: Trial, file: Path, _stick: Path) -> None:
    (copy,) = Copies(file).files()
    file.unlink()
    trial.refused(in_time(trial, "--journal", file, *LOG), must=f"is not there any more.*{SILENT}")
    trial.done(in_time(trial, "--journal", file, "restore", copy), must="Put back")
    trial.holds(file, AS_IT_WAS)


def _locked(trial: Trial, file: Path, _stick: Path) -> None:
    os.environ["CRAMP_JOURNAL_NEW_PASSPHRASE"] = os.environ["CRAMP_JOURNAL_PASSPHRASE"] = PASSPHRASES[0]
    try:
        trial.done(in_time(trial, "--journal", file, "passphrase"), must="From now on")
        trial.holds(file, AS_IT_WAS)
        if any(salt_of(each) is None for each in (file, *Copies(file).files())):
            trial.wrong("the journal, or a copy beside it, was left in the clear")
    finally:
        del os.environ["CRAMP_JOURNAL_NEW_PASSPHRASE"], os.environ["CRAMP_JOURNAL_PASSPHRASE"]


def _copied_by_hand(trial: Trial, file: Path, stick: Path) -> None:
    apart.DEAD_AFTER = min(apart.DEAD_AFTER, 4.0)
    trial.refused(in_time(trial, "--journal", file, "backup", stick), must=SILENT)
    trial.done(in_time(trial, "--journal", file, *LOG), must=SILENT)
    found, _faults = found_in(file)
    trial.holds(file, AS_IT_WAS | {"2024-06-01": found.get("2024-06-01", {})})


_upon("the copies are listed", _listed)
_upon("a copy is put into it by hand", _copied_by_hand, short=False)
_upon("a copy is put back", _put_back, short=False)
_upon("a damaged journal is rescued", _rescued, short=False)
_upon("the journal is gone", _gone, short=False)
_upon("a passphrase is set", _locked, short=False)


@fault("13.11", "the folder for copies ceases to answer amid a copy, and answers again")
def _amid(trial: Trial) -> None:
    for folder in trial.times(2, 1):
        file, stick = a_file(folder), folder / "stick"
        stick.mkdir()
        with chosen(stick):
            trial.done(call("--journal", file, *LOG), must="Logged")
            whole = {copy: copy.read_bytes() for copy in stick.rglob("*.sqlite")}
            with Journal(file) as journal:
                journal.save(night(0, 1), TODAY)
            log = ("log", "--evening", "2024-06-02", "--clear")
            trial.done(in_time(trial, "--journal", file, *log, before=stops_at(trial, "daily")), must=SILENT)
            if {copy: copy.read_bytes() for copy in whole} != whole or not whole:
                trial.wrong("a copy that was there is not whole any more")
        end_all([int(each.name.split(".")[-2]) for each in stick.rglob("*.partial")])
        with chosen(stick):
            trial.done(call("--journal", file, "log", "--evening", "2024-06-03", "--clear"), must="Logged")
            (copy,) = stick.rglob("*.sqlite")
            kept, _faults = found_in(copy)
            trial.compare(kept, found_in(file)[0], what="the copy in the chosen folder")
            if left := [each.name for each in stick.rglob("*") if each.is_file() and each != copy]:
                trial.wrong(f"what was cut off is still there: {left}")
