"""Files that lie beside a journal only while something is being done, and what of them a killed program left."""

import glob
import os
import re
import sys
from contextlib import suppress
from pathlib import Path

from cramp_journal.paths import true_path
from cramp_journal.safe_file import wipe
from cramp_journal.store.file import seals
from cramp_journal.store.file.front import first_bytes

# What a process writes, by its number (of an earlier version: without one), and what lies beside that meanwhile.
_DRAFT = re.compile(r"(?:\.\d{1,9}\.\w+)?(?:\.(\d{1,9}))?\.(?:partial|restored|relocked)(?:-journal|\.claim)?")


def partial(file: Path) -> Path:
    """Give the name of what is being written and was not looked through yet."""
    return file.with_name(f"{file.name}.partial")


def partial_of_ours(file: Path) -> Path:
    """Give such a name that no other process uses: two may copy at once."""
    return file.with_name(f"{file.name}.{os.getpid()}.partial")


def restored(file: Path) -> Path:
    """Give the name of a copy that this process is about to put in the place of a file."""
    return file.with_name(f"{file.name}.{os.getpid()}.restored")


def relocked(file: Path) -> Path:
    """Give the name of a file that this process wrote anew under another lock, and is about to put in its place."""
    return file.with_name(f"{file.name}.{os.getpid()}.relocked")


def plaintext_backup(file: Path) -> Path:
    """Give the second name of a file that was not locked, until its contents are wiped."""
    return file.with_name(f"{file.name}.unlocked")


def set_strays_aside(file: Path, *, replaced: bool = False) -> None:
    """Rename what SQLite would take for a part of a file and is none: the log (-wal) of another file or another time.

    No journal of ours ever has one, so it came with a copy or was left by another file of this name; SQLite would mix
    it in unseen. One that belongs to a file in that mode is left. With `replaced`, another file is about to be put in
    the place of this one: then all that belongs to the old one goes. For what was seen to be a journal (shape.look),
    and not for one that this process has open.
    """
    names = ("-wal", "-shm", "-journal") if replaced else ("-wal", "-shm")
    strays = [stray for name in names if (stray := file.with_name(file.name + name)).exists()]
    if not strays or seals.in_use[true_path(file)] or not (replaced or _forgoes_a_log(file)):
        return
    for stray in strays:
        stray.replace(stray.with_name(f"{stray.name}.stray"))


def _forgoes_a_log(file: Path) -> bool:
    """Tell whether the front of a file says that it has no log: locked ones, of which it cannot be read, never have."""
    front = first_bytes(file, 20)
    return not (front.startswith(b"SQLite format 3") and 2 in front[18:20])


def clear(file: Path) -> None:
    """Take away what was left for a file that nobody is working on: to be called by who has claimed it."""
    old = plaintext_backup(file)
    if os.path.lexists(old):
        wipe(old, unless=file)
    for draft in of_the_dead(file):
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def of_the_dead(file: Path) -> list[Path]:
    """Give what processes that live no more were writing beside a file."""
    found = []
    with suppress(OSError):
        for draft in file.parent.glob(f"{glob.escape(file.name)}.*"):
            match = _DRAFT.fullmatch(draft.name.removeprefix(file.name))
            if match and not (match[1] and _lives(int(match[1]))):
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
