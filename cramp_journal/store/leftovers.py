"""Files that lie beside a journal only while something is being done, and what of them a killed program left."""

import glob
import os
import sys
from contextlib import suppress
from pathlib import Path

from cramp_journal.safe_file import wipe
from cramp_journal.store import seals


def partial(file: Path) -> Path:
    """Give the name of what is being written and was not looked through yet."""
    return file.with_name(f"{file.name}.partial")


def partial_of_ours(file: Path) -> Path:
    """Give such a name that no other process uses: two may copy at once."""
    return file.with_name(f"{file.name}.{os.getpid()}.partial")


def restored(file: Path) -> Path:
    """Give the name of a copy that is about to be put in the place of a file."""
    return file.with_name(f"{file.name}.restored")


def relocked(file: Path) -> Path:
    """Give the name of a file that was written anew under another lock, and is about to be put in its place."""
    return file.with_name(f"{file.name}.relocked")


def in_the_clear(file: Path) -> Path:
    """Give the second name of a file that was not locked, until its contents are wiped."""
    return file.with_name(f"{file.name}.unlocked")


def set_strays_aside(file: Path, *, replaced: bool = False) -> None:
    """Rename what SQLite would take for a part of a file and is none: the log (-wal) of another file or another time.

    No journal of ours ever has one, so it came with a copy or was left by another file of this name; SQLite would mix
    it in unseen. One that belongs to a file in that mode is left. With `replaced`, another file is about to be put in
    the place of this one: then all that belongs to the old one goes. Not for a journal that this process has open.
    """
    names = ("-wal", "-shm", "-journal") if replaced else ("-wal", "-shm")
    strays = [stray for name in names if (stray := file.with_name(file.name + name)).exists()]
    if not strays or seals.in_use[os.path.realpath(file)] or not (replaced or _forgoes_a_log(file)):
        return
    for stray in strays:
        stray.replace(stray.with_name(f"{stray.name}.stray"))


def _forgoes_a_log(file: Path) -> bool:
    """Tell whether the front of a file says that it has no log: locked ones, of which it cannot be read, never have."""
    try:
        with file.open("rb") as opened:
            front = opened.read(20)
    except OSError:
        return False
    return not (front.startswith(b"SQLite format 3") and 2 in front[18:20])


def clear(file: Path) -> None:
    """Take away what was left for a file that nobody is working on: to be called by who has claimed it."""
    old = in_the_clear(file)
    if old.exists():
        wipe(old, unless=file)
    for draft in (partial(file), restored(file), relocked(file), *of_the_dead(file)):
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def of_the_dead(file: Path) -> list[Path]:
    """Give what processes that live no more were writing beside a file."""
    found = []
    with suppress(OSError):
        for draft in file.parent.glob(f"{glob.escape(file.name)}*.partial"):
            number = draft.name.removesuffix(".partial").rpartition(".")[2]
            if not (number.isdecimal() and len(number) < 10 and _lives(int(number))):
                found.append(draft)
    return found


def _lives(process: int) -> bool:
    if sys.platform == "win32":  # there, this call would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is somebody else's
        return True
    return True
