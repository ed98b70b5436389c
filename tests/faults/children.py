"""The program in child processes.

A child is a fork of this process, which has loaded the program already: so a try costs milliseconds, and 200 of them
seconds. What it does then is what the program does: a call of the command line, or of the journal.
"""

import os
import resource
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import alembic.command

import cramp_journal.report
import cramp_journal.wish
from cramp_journal.__main__ import main
from cramp_journal.cli.commands import whole_program
from cramp_journal.errors import JournalError
from tests.cli.terminal import ROOT
from tests.faults import tracing

LOADED = (
    alembic.command,
    whole_program(),
    cramp_journal.report,
    cramp_journal.wish,
)  # before any fork: a child is to load nothing
PATIENCE = 120.0  # seconds until a child that does not end is taken to hang
UNCAUGHT = 70  # the exit status of a child that ended with an error nobody caught

Job = Callable[["Acks"], int | None]


@dataclass(frozen=True)
class Ended:
    """How a child ended."""

    status: int | None  # None: it was killed
    out: str
    err: str
    acks: int = 0  # how often it said that something is kept
    hung: bool = False


@dataclass(frozen=True)
class Acks:
    """What a child says before it can be too late: a mark for each thing of which the program said that it is kept."""

    file: IO[bytes]

    def done(self) -> None:
        """Say that something is kept. A kill cannot take it back: it is with the system, not in a buffer."""
        os.write(self.file.fileno(), b".")


class Child:
    """A child at work."""

    def __init__(self, job: Job, *, traced: bool = False) -> None:
        self._files = tuple(TemporaryFile() for _ in range(3))  # noqa: SIM115 - closed when they were read
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            out, err, acks = self._files
            _be_the_child(job, out, err, Acks(acks), traced=traced)

    @property
    def acks(self) -> int:
        """The number of the file that the child marks, for a watch."""
        return self._files[2].fileno()

    def ended(self, *, kill_after: float | None = None, by: signal.Signals = signal.SIGKILL) -> Ended:
        """Wait until the child has ended; send it a signal after so many seconds. One that hangs is killed."""
        process = os.pidfd_open(self.pid)
        try:
            done = bool(select.select([process], [], [], PATIENCE if kill_after is None else kill_after)[0])
            if not done and kill_after is not None:
                os.kill(self.pid, by)
                done = bool(select.select([process], [], [], PATIENCE)[0])
            if not done:
                os.kill(self.pid, signal.SIGKILL)
            return self._read(os.waitpid(self.pid, 0)[1], hung=not done)
        finally:
            os.close(process)

    def ended_under(self, watch: tracing.Watch, folder: Path) -> Ended:
        """Show each of the child's calls about files in a folder to a watch, until it has ended."""
        return self._read(tracing.follow(self.pid, watch, folder, self.acks), hung=False)

    def _read(self, status: int, *, hung: bool) -> Ended:
        done = os.waitstatus_to_exitcode(status)
        texts = []
        for file in self._files:
            with file:
                file.seek(0)
                texts.append(file.read().decode(errors="replace"))
        return Ended(done if done >= 0 else None, texts[0], texts[1], len(texts[2]), hung)


def forked(
    job: Job,
    *,
    kill_after: float | None = None,
    watch: tracing.Watch | None = None,
    folder: Path | None = None,
) -> Ended:
    """Let a child do a job and wait for its end.

    It is killed after so many seconds (None: not at all). With `watch`, each of its system calls about files in
    `folder` is shown to that first.
    """
    child = Child(job, traced=watch is not None)
    if watch is None:
        return child.ended(kill_after=kill_after)
    assert folder is not None
    return child.ended_under(watch, folder)


def calling(*arguments: str | Path, before: Callable[[], object] | None = None) -> Job:
    """Give the job of calling the program on the command line, after what `before` does to the child."""

    def job(acks: Acks) -> int:
        if before:
            before()
        sys.argv = ["cramp-journal", *map(str, arguments)]
        status = main()
        if status == 0:
            acks.done()
        return status

    return job


def measured(*arguments: str) -> tuple[Ended, float, int]:
    """Call the program in a process of its own, as a person would; give its end, seconds of work and peak MB."""
    with TemporaryFile() as out, TemporaryFile() as err:
        command = [sys.executable, "-m", "cramp_journal", *arguments]
        child = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=err)
        _, status, spent = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for each in (out, err):
            each.seek(0)
            texts.append(each.read().decode(errors="replace"))
    return Ended(child.returncode, texts[0], texts[1]), spent.ru_utime + spent.ru_stime, spent.ru_maxrss // 1024


def call(*arguments: str | Path, before: Callable[[], object] | None = None) -> Ended:
    """Call the program on the command line, in a child that first does what `before` says."""
    return forked(calling(*arguments, before=before))


def first(act: Callable[[], object], job: Job) -> Job:
    """Give the job of doing one thing before another."""

    def both(acks: Acks) -> int | None:
        act()
        return job(acks)

    return both


def largest_file(size: int) -> Callable[[], None]:
    """Let no file of a child grow beyond a size, as on a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _be_the_child(job: Job, out: IO[bytes], err: IO[bytes], acks: Acks, *, traced: bool) -> None:
    status = UNCAUGHT
    try:
        for file, number in ((out, 1), (err, 2)):
            os.dup2(file.fileno(), number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write that is too long is to fail, as on a full disk
        if traced:
            tracing.let_me_be_traced()
        status = job(acks) or 0
    except JournalError as error:
        print(error, file=sys.stderr)  # noqa: T201 - what the person is told
        status = 1
    finally:
        try:
            if sys.exc_info()[0] is not None:
                sys.excepthook(*sys.exc_info())
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
        finally:
            os._exit(status)
