"""The operating system's lock on an open file: the system releases it when the program ends, however it ends."""

import os
import sys
from contextlib import suppress
from pathlib import Path

_TABLE = Path("/proc/locks")  # on Linux: who holds which lock, readable by everybody

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a byte beyond all contents: others cannot read a locked byte

    def lock(opened: int) -> bool:
        """Lock an open file; False where another program has. Raises OSError where the disk knows no locks."""
        os.lseek(opened, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
else:
    import fcntl

    def lock(opened: int) -> bool:
        """Lock an open file; False where another program has. Raises OSError where the disk knows no locks."""
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def holders(file: Path, table: Path = _TABLE) -> list[int] | None:
    """Return the numbers of the processes that hold a lock on a file, which may be unreadable; None: unknown."""
    try:
        found = file.lstat()
        lines = table.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    processes = []
    for line in lines:
        with suppress(ValueError, IndexError):
            _number, kind, _manner, _mode, process, place = line.split()[:6]
            major, minor, inode = place.split(":")
            device = os.makedev(int(major, 16), int(minor, 16))
            # A file system without a device of its own has one number here and another in the table.
            same = device == found.st_dev or os.major(found.st_dev) == 0
            if kind == "FLOCK" and same and int(inode) == found.st_ino:
                processes.append(int(process))
    return processes
