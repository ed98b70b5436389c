"""One program per journal: each program that writes to a journal claims it, and a crash locks nobody out.

A claim is a small file beside the journal on which the program holds a lock of the operating system
(store/file/system_lock.py). Every program sees it there, whichever account it runs under. It names the claim holder
unencrypted and is deleted with the claim. Without the system's lock it locks nobody out: a claim that a killed program
left, or that a synchronising program brought from another computer, is taken over, and the person is told about the
second. Where no file can be made there (a read-only folder), the claim is in the cache folder, which binds only the
programs of one person; where that is impossible too, there is no claim. No night depends on a claim:
store/file/guard.py and store/recovery/replacing.py keep apart the writes of two programs that do not see each other's
claims.
"""

import hashlib
import json
import os
import platform
import re
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import RLock

from cramp_journal import clock
from cramp_journal.errors import FileFault, JournalInUse
from cramp_journal.i18n import _
from cramp_journal.labels import clock_text
from cramp_journal.paths import CLAIM, true_path
from cramp_journal.safe_file import hand_over
from cramp_journal.store.file import leftovers, system_lock
from cramp_journal.store.file.notes import cache_file

GUI, COMMAND = "window", "command"  # kinds of program that hold a claim
PATIENCE = 5.0  # seconds that a command waits for another command
ANSWER_WITHIN = 2.0  # seconds that a window has to answer a second start
_TRIES = 20
_ROOM = 512  # bytes of a claim, all written at once
_BEYOND = 1 << 31  # above the number of any process
_CLAIMS = "claims"  # in the cache folder
_NAP = 0.02
_OPEN = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class Holder:
    """The claim holder: the program that has claimed a journal."""

    program: str  # GUI or COMMAND
    process: int
    since: str  # local time, HH:MM
    computer: str = ""  # a hash of its name
    answers: int = 0  # how often it answered a second start

    @property
    def is_elsewhere(self) -> bool:
        """Return whether the claim holder is on another computer."""
        return self.computer not in ("", _this_computer())


@dataclass
class _Claim:
    holder: Holder
    file: Path | None = None  # None: the file could not be made
    opened: int = -1
    left: int = 0  # when this process last wrote it (nanoseconds)
    before: Holder | None = None  # the claim holder that it named before
    count: int = 1


_held: dict[str, _Claim] = {}  # by this process
_one_at_a_time = RLock()  # the window's thread and the worker


def take(file: Path, program: str = COMMAND) -> None:
    """Claim a journal for this process, which may do so several times. Raises JournalInUse where another one has it.

    A command waits a few seconds for another command, which soon ends; it does not wait for a window.
    """
    until = time.monotonic() + (PATIENCE if program == COMMAND else 0)
    while not _taken(file, program):
        found = holder(file)
        if time.monotonic() >= until or (found and found.program == GUI):
            raise _in_use(file, found)
        time.sleep(_NAP)


def release(file: Path) -> None:
    """Release a claim; the last release of this process removes the lock."""
    real = true_path(file)
    with _one_at_a_time:
        claim = _held.get(real)
        if claim is None:
            return
        claim.count -= 1
        if claim.count:
            return
        del _held[real]
        _let_go(claim)


def look_again(file: Path) -> None:
    """Check that others still see this process's claim: a synchronising program may delete or replace it.

    Raises JournalInUse where another program has claimed the journal in the meantime.
    """
    with _one_at_a_time:
        claim = _held.get(true_path(file))
        if claim is None or claim.file is None or _is(claim.opened, claim.file) or not claim.file.parent.exists():
            return
        try:
            again = _locked(Path(true_path(file)), claim.holder.program)
        except JournalInUse:
            raise _in_use(file, holder(file)) from None
        os.close(claim.opened)
        claim.file, claim.opened, claim.left = again.file, again.opened, again.left
        claim.before = again.before or claim.before


def is_held(file: Path) -> bool:
    """Return whether this process has claimed a journal."""
    return true_path(file) in _held


def holder(file: Path) -> Holder | None:
    """Return the claim holder of a journal, where that can be read."""
    try:
        return _read(lock_file(file))
    except OSError:
        return None


def held_by(file: Path) -> Holder | None:
    """Return the other program that is the claim holder now; a claim that was only left behind does not count."""
    if is_held(file):
        return None
    found = holder(file)
    if found is not None and _taken(file, COMMAND):
        release(file)
        return None
    return found


def elsewhere(file: Path) -> str:
    """Return a sentence that a journal is claimed on another computer too, as its claim says; "" where it is not."""
    with _one_at_a_time:
        mine = _held.get(true_path(file))
    found = mine.before if mine else holder(file)
    if found is None or not found.is_elsewhere:
        return ""
    told = _(
        "{file} seems to be open on another computer too. Close it there before you write here: use it on one computer"
        " at a time."
    )
    return told.format(file=file)


def lock_file(file: Path) -> Path:
    """Return the claim file of a journal, for the window to watch. Raises OSError where there can be none."""
    real = Path(true_path(file))
    with _one_at_a_time:
        mine = _held.get(str(real))
    if mine and mine.file:
        return mine.file
    return next((each for each in _places(real) if each.exists()), _beside(real))


# ---------------------------------------------------------------- a second start
def knock(file: Path) -> Holder | None:
    """Ask the window that has claimed a journal to show itself, and return the claim holder: see `has_answered`."""
    found = holder(file)
    with suppress(OSError):
        os.utime(lock_file(file))
    return found


def has_answered(file: Path, asked: Holder | None) -> bool:
    """Wait for the window that was asked. Return False where it did not answer in time and still has the journal."""
    until = time.monotonic() + ANSWER_WITHIN
    while asked is not None:
        found = holder(file)
        if found != asked:  # it answered or ended
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(_NAP)
    return True


def is_knocked(file: Path) -> bool:
    """Return whether another program has asked for this one since it last answered."""
    claim = _held.get(true_path(file))
    if claim is None or claim.file is None:
        return False
    try:
        return claim.file.stat().st_mtime_ns != claim.left
    except OSError:
        return False


def answer(file: Path) -> None:
    """Answer the program that asked for the window."""
    with _one_at_a_time:
        claim = _held.get(true_path(file))
        if claim is not None and claim.file is not None:
            _write(claim, replace(claim.holder, answers=claim.holder.answers + 1))


# ---------------------------------------------------------------- inside
def _in_use(file: Path, found: Holder | None) -> JournalInUse:
    if found is None:
        told = _("Another program is using {file}: nothing was changed. Close it and try again.")
        return JournalInUse(told.format(file=file))
    if found.is_elsewhere:
        told = _("Another computer is using {file} since {since}. Nothing was changed. Close it there and try again.")
    elif found.program == GUI:
        told = _(
            "Another program is using {file}: the window that was opened at {since} (process {process})."
            " Nothing was changed. Close it and try again."
        )
    else:
        told = _(
            "Another program is using {file}: a command that was called at {since} (process {process})."
            " Nothing was changed. Wait for it and try again."
        )
    return JournalInUse(told.format(file=file, since=clock_text(found.since), process=found.process))


def _this_computer() -> str:
    return hashlib.blake2b(platform.node().encode(errors="replace"), digest_size=8).hexdigest()


def _taken(file: Path, program: str) -> bool:
    real = true_path(file)
    with _one_at_a_time:
        if real in _held:
            _held[real].count += 1
            return True
        try:
            _held[real] = _locked(Path(real), program)
        except JournalInUse:
            return False
        leftovers.clear(Path(real))
        return True


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}{CLAIM}")


def _places(file: Path) -> Iterator[Path]:
    yield _beside(file)
    with suppress(OSError):
        yield cache_file(file, _CLAIMS)


def _locked(file: Path, program: str) -> _Claim:
    """Lock the claim of a journal, where that is possible. Raises JournalInUse where another program has it."""
    places = list(_places(file))
    if any(_is_locked(place) for place in places[1:]):  # made before there was a folder for the journal
        raise JournalInUse
    for place in places:
        with suppress(OSError):
            return _locked_at(place, file, program)
    return _Claim(_myself(program))


def _is_locked(place: Path) -> bool:
    """Return whether a program holds a lock on a file that may not be there."""
    try:
        opened = os.open(place, _OPEN)
    except OSError:
        return False
    try:
        return not system_lock.lock(opened)
    except OSError:
        return False
    finally:
        os.close(opened)


def _myself(program: str) -> Holder:
    return Holder(program, os.getpid(), f"{clock.now():%H:%M}", _this_computer())


def _locked_at(place: Path, file: Path, program: str) -> _Claim:
    for _attempt in range(_TRIES):
        try:
            opened = _open(place, file)
        except PermissionError:
            if system_lock.holders(place):  # another account holds it, although it cannot be read
                raise JournalInUse from None
            raise
        try:
            if not system_lock.lock(opened):
                raise JournalInUse
            claim = _Claim(_myself(program), place, opened, before=_read(opened))
            _write(claim, claim.holder)
            if _is(opened, place):
                return claim
        except BaseException:
            os.close(opened)
            raise
        os.close(opened)  # its last holder deleted the file meanwhile: nobody else sees the file that this lock is on
    raise FileFault(11, _("the claim is taken away again and again"))


def _open(place: Path, file: Path) -> int:
    """Open a claim, or create it for everybody who may write to the journal."""
    with suppress(FileExistsError):
        opened = os.open(place, _OPEN | os.O_CREAT | os.O_EXCL, 0o600)
        hand_over(opened, file if file.exists() else place.parent)
        with suppress(OSError):
            journal = file.stat()
            if os.name != "nt" and journal.st_uid != os.fstat(opened).st_uid:
                os.fchmod(opened, stat.S_IMODE(journal.st_mode) & 0o666)
        return opened
    try:
        opened = os.open(place, _OPEN)
    except OSError:
        opened = os.open(place, _OPEN & ~os.O_RDWR)  # it can be locked even so
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise FileFault(22, _("there is something else in the place of the claim"), str(place))
    return opened


def _is(opened: int, place: Path) -> bool:
    """Return whether an open file is the one that has this name now."""
    try:
        return os.path.samestat(os.fstat(opened), place.lstat())
    except OSError:
        return False


def _let_go(claim: _Claim) -> None:
    if claim.file is None:
        return
    with suppress(OSError):  # some systems do not delete open files: the claim is taken over next time
        if os.name == "nt":
            os.close(claim.opened)
            claim.file.unlink()
        elif _is(claim.opened, claim.file):
            claim.file.unlink()
    if os.name != "nt":
        os.close(claim.opened)


def _read(claim: Path | int) -> Holder | None:
    """Return the claim holder; None where the claim is not in our format. Raises OSError where it cannot be read."""
    opened = os.open(claim, _OPEN & ~os.O_RDWR) if isinstance(claim, Path) else claim
    try:
        os.lseek(opened, 0, os.SEEK_SET)
        text = os.read(opened, _ROOM)
    finally:
        if isinstance(claim, Path):
            os.close(opened)
    try:
        found = Holder(**json.loads(text))
        known = found.program in (GUI, COMMAND) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", found.since)
        numbers = all(type(each) is int and 0 <= each < _BEYOND for each in (found.process, found.answers))
        return found if known and numbers and found.process and isinstance(found.computer, str) else None
    except (ValueError, TypeError, RecursionError):
        return None


def _write(claim: _Claim, holder: Holder) -> None:
    claim.holder = holder
    with suppress(OSError):  # a full disk, or a claim that can be locked but not written: it is valid even so
        os.lseek(claim.opened, 0, os.SEEK_SET)
        os.write(claim.opened, json.dumps(asdict(holder)).encode().ljust(_ROOM))
    with suppress(OSError):
        claim.left = os.fstat(claim.opened).st_mtime_ns


def _forget_in_a_child() -> None:
    """Release all claims in a forked process: a claim would outlive the program that made it."""
    for claim in _held.values():
        with suppress(OSError):
            os.close(claim.opened)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_in_a_child)
