"""The one way a whole file is written: beside its target, to the disk, read back, then put in its place."""

import errno
import os
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path

_PRIVATE, _PRIVATE_FOLDER = 0o600, 0o700  # for its owner alone


def write_whole(file: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file, for its owner's eyes alone where it is `private`.

    Raises OSError where that cannot be done; what was there before is then still there, whole.
    """
    draft = file.parent / f"{file.name}.partial"
    try:
        if private:
            make_private(draft)
        with draft.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if draft.read_bytes() != data:
            raise OSError(5, "it did not arrive on the disk as it was written")
        draft.replace(file)
        sync_folder(file.parent)  # else a power cut could bring back what was there before
    finally:
        with suppress(OSError):  # there is none where its folder is none, or where it is in its place already
            draft.unlink()


def make_private(file: Path) -> None:
    """Make an empty file that only its owner can read, whatever the umask says; what stood there is gone."""
    file.unlink(missing_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE))


def keep_private(file: Path) -> None:
    """Take the eyes of others off a file that is there; a disk that knows no owners is left as it is."""
    with suppress(OSError):
        mode = file.stat().st_mode
        if mode & 0o077:
            file.chmod(mode & 0o700)


def make_folder(folder: Path) -> None:
    """Make a folder for its owner alone, and those above it, where they are not there; no power cut undoes it."""
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    for each in new:
        sync_folder(each.parent)


def read_small(file: Path, most: int) -> bytes:
    """Read a plain file of at most so many bytes.

    Raises OSError where it is larger, or anything else: a pipe or a device, which may have no end, is never waited for.
    """
    _see_that_plain(file.stat())
    opened = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(opened, "rb") as given:
        _see_that_plain(os.fstat(given.fileno()))
        data = given.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, "it is too large")
    return data


def _see_that_plain(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is no plain file")


def name_aside(file: Path, now: datetime) -> Path:
    """Give a free name beside a file under which what makes no sense is kept."""
    name = f"{file.name}.damaged-{now:%Y-%m-%d-%H%M%S}"
    tries = (file.with_name(f"{name}-{number}" if number else name) for number in range(1000))
    return next(each for each in tries if not os.path.lexists(each))


def set_aside(file: Path, now: datetime) -> Path:
    """Give what lies there another name, so that it is kept; raises OSError where it cannot be moved."""
    aside = name_aside(file, now)
    file.rename(aside)
    return aside


def put_in_place(draft: Path, target: Path) -> None:
    """Bring a file that was written to the disk, then put it where it belongs, so that a power cut undoes neither."""
    with draft.open("rb+") as written:
        os.fsync(written.fileno())
    draft.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; not every system lets a folder be opened."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def wipe(file: Path, *, unless: Path) -> None:
    """Write zeros over a file and delete it; only delete it where it is but a second name of one that is needed."""
    with suppress(OSError):
        if not (unless.exists() and file.samefile(unless)):
            with file.open("rb+") as opened:
                opened.write(bytes(file.stat().st_size))
                opened.flush()
                os.fsync(opened.fileno())
        file.unlink()
