"""Each kind runs in a process of its own, as many at once as there are processors: what it breaks breaks with it."""

import gc
import os
import pickle
import select
import shutil
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from cramp_journal.cli.commands import whole_program
from cramp_journal.cli.main import _command
from cramp_journal.store import Journal
from cramp_journal.store.file import encryption
from tests.faults.errands import ERRANDS
from tests.faults.kinds import Kind, Outcome, Trial
from tests.faults.nights import TODAY, a_file, found_in, saves

_FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


def outcomes(kinds: Sequence[Kind], folder: Path, *, short: bool) -> Iterator[tuple[Kind, Outcome]]:
    """Try kinds, each in a process of its own, and give what each came to as soon as it is known."""
    _make_ready(folder / "before")
    gc.freeze()  # else each fork would copy what the first collection touches
    waiting, running = list(enumerate(kinds)), dict[int, tuple[int, Kind, IO[bytes]]]()
    while waiting or running:
        while waiting and len(running) < max(2, os.cpu_count() or 1):
            number, kind = waiting.pop(0)
            paper: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed when it was read
            pid = os.fork()
            if pid == 0:
                _work(kind, folder / str(number), paper, short=short)
            running[os.pidfd_open(pid)] = (pid, kind, paper)
        for ended in select.select(list(running), [], [])[0]:
            pid, kind, paper = running.pop(ended)
            os.waitpid(pid, 0)
            os.close(ended)
            with paper:
                paper.seek(0)
                data = paper.read()
            yield kind, pickle.loads(data) if data else Outcome(wrong=["it could not be run: its process died"])


def _make_ready(folder: Path) -> None:
    """Make once what the kinds begin with, compile the SQL and build the command line: forks have it then."""
    folder.mkdir()
    _live_in(folder)
    for errand in ERRANDS:
        place = folder / errand.name
        place.mkdir()
        errand.prepare(place)
    with Journal(a_file(folder)) as journal:
        journal.save(next(saves()), TODAY)
    found_in(journal.file)
    whole_program()  # so that the next line finds all commands
    _command()
    shutil.rmtree(folder)


def _live_in(folder: Path) -> None:
    """Have a home there, so that nothing of the person is in reach, and quick keys.

    What a passphrase costs to try is nothing that a fault could break.
    """
    os.environ |= {name: str(folder / "home" / name.lower()) for name in _FOLDERS}
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    encryption._COSTS[1]["n"] = 2**4


def _work(kind: Kind, folder: Path, paper: IO[bytes], *, short: bool) -> None:
    """Be the process of one kind: with a home of its own, so that nothing of the person is in reach."""
    trial: Trial | None = None
    began = time.monotonic()
    try:
        folder.mkdir()
        _live_in(folder)
        trial = Trial(folder, kind, short=short)
        kind.act(trial)
    finally:
        outcome = trial.outcome if trial is not None else Outcome()
        if sys.exc_info()[0] is not None:
            outcome.wrong.insert(0, f"it could not be run: {traceback.format_exc()}")
        outcome.seconds = round(time.monotonic() - began, 1)
        pickle.dump(outcome, paper)
        paper.flush()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)
