"""Work on a folder that may never answer, done in another process, with a time limit.

A call about a file on a dead network share, or on a failing disk, may never return, and a thread cannot be cancelled.
So everything done in a folder of the person's choice is a task for a child process (store/copies/far.py). The child
shows signs of life as it works; where the next one does not come in time, it is killed, and a child that cannot even be
killed is left behind: nobody waits for its end. It never opens the journal, so it cannot hold a lock on it either.

The child has a limit of its own, since its parent may have ended. Each folder has one child at a time: a note in the
cache folder names it, also to other programs of this person.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any

from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.os_reasons import os_reason
from cramp_journal.safe_file import make_folder, make_private, read_small
from cramp_journal.store.file.notes import note_by_name

DEAD_AFTER = 20.0  # seconds between two signs of life before a folder counts as dead
ANSWER = 5.0  # seconds until the first sign, where a person waits for the folder's contents
SHORT = 3.0  # seconds until the first sign, where a person waits for something else
CLOSING = 2.0  # seconds in total, while the program is ending
AGAIN = 300.0  # seconds until a silent folder is tried again without a request
_START = 5.0  # seconds for a child to start
_NOTES = "apart"
_TIDYING = 0.2  # seconds for a child to end after its answer
_LINE = 100  # bytes of a note at most
_GLANCE = 0.05  # seconds between two checks for a change

CHILD = "--far-folder"  # the argument that starts the child in a program packed into one file


class SilentFolder(JournalError):
    """A folder does not answer. It carries no sentence: the caller knows what the folder was needed for."""


_one_at_a_time = Lock()
_silent: dict[Path, float] = {}  # folders that did not answer, with the time
_left: list[int] = []  # children that were left to end by themselves
_ends: list[float] = []  # the times by which all must be done, while the program is ending


def command() -> list[str]:
    """Return the command that starts the child."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD]
    return [sys.executable, "-P", "-m", "cramp_journal.store.copies.far"]


def run_task(folder: Path, task: dict[str, Any], *, first: float, unasked: bool = False) -> Any:
    """Run a task about a folder in a child process, and return its answer.

    `first` is the time in seconds to wait for the first sign of life. With `unasked`, a folder that recently did not
    answer is not tried. Raises SilentFolder, or JournalError with the sentence from the child.
    """
    now = time.monotonic()
    if unasked and now - _silent.get(folder, -AGAIN) < AGAIN:
        raise SilentFolder
    try:
        answer = _in_turn(folder, task, first)
    except SilentFolder:
        _silent[folder] = time.monotonic()
        raise
    _silent.pop(folder, None)
    if "told" in answer:
        raise JournalError(answer["told"])
    return answer["value"]


@contextmanager
def closing() -> Iterator[None]:
    """Inside a `with`, wait at most CLOSING seconds in total for all folders; a child continues by itself."""
    _ends.append(time.monotonic() + CLOSING)
    try:
        yield
    finally:
        _ends.pop()


# ---------------------------------------------------------------- inside
def _in_turn(folder: Path, task: dict[str, Any], first: float) -> dict[str, Any]:
    until = time.monotonic() + first
    while not _one_at_a_time.acquire(timeout=_GLANCE):
        if _is_over(until):
            raise SilentFolder
    try:
        note = _note(folder)
        while _lives_still(note):  # another program's child, or one of ours that could not be killed
            if _is_over(until):
                raise SilentFolder
            time.sleep(_GLANCE)
        _left[:] = [process for process in _left if not _has_ended(process)]
        try:
            child = _Child(task)
        except OSError as error:
            told = _("The part of the program that works on other folders could not be started ({reason}).")
            raise JournalError(told.format(reason=os_reason(error))) from error
        _put_down(note, child.process.pid)
        answer = child.answer(first)
        with suppress(OSError):
            note.unlink()
        return answer
    finally:
        _one_at_a_time.release()


def _is_over(until: float) -> bool:
    return time.monotonic() >= min([until, *_ends])


class _Child:
    """One child at work."""

    def __init__(self, task: dict[str, Any]) -> None:
        root = str(Path(__file__).parents[3])
        path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
        self.process = subprocess.Popen(  # noqa: S603 - a command of ours
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=None if sys.platform == "win32" else os.sep,
            env=os.environ | {"PYTHONPATH": path},
            start_new_session=True,
        )
        self._signs: SimpleQueue[bytes] = SimpleQueue()
        # A pipe holds less than a long task, so the writer waits for the child.
        Thread(target=self._talk, args=(json.dumps({**task, "limit": DEAD_AFTER}).encode(),), daemon=True).start()

    def answer(self, first: float) -> dict[str, Any]:
        """Return the child's answer. Raises SilentFolder where a sign of life did not come in time."""
        for patience in (max(first, _START), first):  # first for the start, then for the folder's answer
            sign = self._sign(patience)
            if sign.strip():
                break
        while not sign.strip():
            sign = self._sign(DEAD_AFTER)
        try:
            answer: dict[str, Any] = json.loads(sign)
        except ValueError:  # it was killed while writing the line
            raise self._ended_early() from None
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(_TIDYING)
        self.leave()
        return answer

    def _sign(self, patience: float) -> bytes:
        until = time.monotonic() + patience
        while True:
            try:
                sign = self._signs.get(timeout=_GLANCE)
            except Empty:
                if not _is_over(until):
                    continue
                if patience >= DEAD_AFTER and time.monotonic() >= until:
                    self.process.kill()
                self.leave()  # if it is alive it continues, and a later call finds its work
                raise SilentFolder from None
            if not sign:
                raise self._ended_early()
            return sign

    def _ended_early(self) -> JournalError:
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(1)
        status = self.process.poll()
        if status is None or status < 0:  # its own limit, or somebody who saw it hang, ended it
            return SilentFolder()
        return JournalError(_("The part of the program that works on other folders failed: nothing was done there."))

    def leave(self) -> None:
        """Leave the child to end by itself, if it ever does."""
        if self.process.returncode is None and self.process.poll() is None:
            _left.append(self.process.pid)
            self.process.returncode = 0  # otherwise Python would warn that it still runs

    def _talk(self, task: bytes) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with suppress(OSError), self.process.stdin as told:  # it may have ended already
            told.write(task)
        with self.process.stdout as out:
            for line in out:
                self._signs.put(line)
        self._signs.put(b"")


# ---------------------------------------------------------------- the note about the child at work
def _note(folder: Path) -> Path:
    return note_by_name(folder, _NOTES)


def _put_down(note: Path, process: int) -> None:
    with suppress(OSError):
        make_folder(note.parent)
        make_private(note)
        note.write_text(f"{process} {_begun(process)}", encoding="ascii")


def _lives_still(note: Path) -> bool:
    try:
        process, begun = read_small(note, _LINE).decode("ascii").split()
        return _begun(int(process)) == begun
    except (OSError, ValueError):
        return False


def _has_ended(process: int) -> bool:
    """Return whether a child has ended, without waiting for it; the system may then forget it."""
    try:
        return os.waitpid(process, os.WNOHANG)[0] != 0
    except (OSError, AttributeError):  # its end was seen already, or this system has no such call
        return True


def _begun(process: int) -> str:
    """Return a mark that tells a process from others with its number; "" where it has ended or none is known."""
    try:
        state, *rest = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except (OSError, ValueError):
        return ""
    return "" if state in "ZX" else rest[18]
