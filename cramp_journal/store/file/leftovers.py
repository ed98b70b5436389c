"""Files beside a journal that exist only during some work, and what a killed program left of them."""

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

# A process's drafts, by its number (earlier versions: without one), and SQLite's files beside them.
_DRAFT = re.compile(r"(?:\.\d{1,9}\.\w+)?(?:\.(\d{1,9}))?\.(?:partial|restored|relocked)(?:-journal|\.claim)?")


def partial(file: Path) -> Path:
    """Return the name for a file that is being written and was not checked yet."""
    return file.with_name(f"{file.name}.partial")


def partial_of_ours(file: Path) -> Path:
    """Return such a name that no other process uses: two may copy at once."""
    return file.with_name(f"{file.name}.{os.getpid()}.partial")


def restored(file: Path) -> Path:
    """Return the name for a copy that this process is about to put in the place of a file."""
    return file.with_name(f"{file.name}.{os.getpid()}.restored")


def relocked(file: Path) -> Path:
    """Return the name for a file that this process rewrote under another lock, and is about to put in place."""
    return file.with_name(f"{file.name}.{os.getpid()}.relocked")


def plaintext_backup(file: Path) -> Path:
    """Return the second name of a file that was not locked, kept until its contents are wiped."""
    return file.with_name(f"{file.name}.unlocked")


def set_strays_aside(file: Path, *, replaced: bool = False) -> None:
    """Rename a log (-wal) that SQLite would take for part of a file, but that belongs to another file or another time.

    This program's journals never have one, so it came with a copy or was left by another file of this name; SQLite
    would mix it in unnoticed. A log that belongs to a file in that mode remains. With `replaced`, another file is about
    to take this one's place: then everything that belongs to the old one is moved. Call it for a file that was found to
    be a journal (shape.look), and not for one that this process has open.
    """
    names = ("-wal", "-shm", "-journal") if replaced else ("-wal", "-shm")
    strays = [stray for name in names if (stray := file.with_name(file.name + name)).exists()]
    if not strays or seals.in_use[true_path(file)] or not (replaced or _forgoes_a_log(file)):
        return
    for stray in strays:
        stray.replace(stray.with_name(f"{stray.name}.stray"))


def _forgoes_a_log(file: Path) -> bool:
    """Return whether the front of a file says that it has no log; locked files, which hide this, never have one."""
    front = first_bytes(file, 20)
    return not (front.startswith(b"SQLite format 3") and 2 in front[18:20])


def clear(file: Path) -> None:
    """Delete what was left for a file that nobody is working on; only the claim holder calls this."""
    old = plaintext_backup(file)
    if os.path.lexists(old):
        wipe(old, unless=file)
    for draft in of_the_dead(file):
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def of_the_dead(file: Path) -> list[Path]:
    """Return the files that processes which no longer run were writing beside a file."""
    found = []
    with suppress(OSError):
        for draft in file.parent.glob(f"{glob.escape(file.name)}.*"):
            match = _DRAFT.fullmatch(draft.name.removeprefix(file.name))
            if match and not (match[1] and _lives(int(match[1]))):
                found.append(draft)
    return found


def _lives(process: int) -> bool:
    if sys.platform == "win32":  # there, this call would end the process
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it runs under another account
        return True
    return True
