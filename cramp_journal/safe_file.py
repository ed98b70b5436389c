"""The one way a whole file is written: beside its target, to the disk, read back, then put in its place."""

import errno
import os
import stat
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

_PRIVATE, _PRIVATE_FOLDER = 0o600, 0o700  # for its owner alone
_PLAINLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_LONGEST_NAME = 240  # bytes, so that the ending of a draft still fits (most disks take 255)
_NOT_PLAIN = "it is no plain file"
_ACCESS = "system.posix_acl_access"  # the list of those who may read it, where a disk keeps one (acl(5))


def write_whole(file: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file for its owner's eyes alone, whatever the umask says.

    One that stands there keeps its rights, and its owner where we may, unless it is `private`. Through a link, the file
    that it leads to is written. Raises OSError where that cannot be done, or where no plain file stands there; what was
    there before is then still there, whole.
    """
    file = target_of(file)
    name = os.fsdecode(os.fsencode(file.name)[:_LONGEST_NAME])
    draft = file.parent / f"{name}.partial"
    try:
        make_private(draft)
        with draft.open("wb") as out:
            out.write(data)
            out.flush()
            if private:
                _give_as(out.fileno(), file)
            os.fsync(out.fileno())
        if draft.read_bytes() != data:
            raise OSError(5, "it did not arrive on the disk as it was written")
        if not private and file.exists():
            _give_rights_of(file, draft)
        draft.replace(file)
        sync_folder(file.parent)  # else a power cut could bring back what was there before
    finally:
        with suppress(OSError):  # there is none where its folder is none, or where it is in its place already
            draft.unlink()


def target_of(file: Path) -> Path:
    """Give the file that would be written: where a link leads.

    Raises OSError at once where a folder, a device, a pipe or the like stands there: to write to it could take for
    ever, and to put a file in its place would be worse.
    """
    with suppress(FileNotFoundError):
        found = file.stat()
        if stat.S_ISDIR(found.st_mode):
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
        if _is_of_the_system(file) or not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, _NOT_PLAIN)
    return Path(os.path.realpath(file)) if file.is_symlink() else file


def make_ready(file: Path) -> None:
    """Make a file that somebody else will fill, for its owner alone, where none stands there yet. Raises OSError."""
    if not target_of(file).exists():
        make_private(target_of(file))


def _is_of_the_system(file: Path) -> bool:
    parts = file.absolute().parts[1:3]
    return parts[:1] in (("dev",), ("proc",)) and parts != ("dev", "shm")  # /dev/stdout is whatever a program has open


def _give_rights_of(old: Path, new: Path) -> None:
    """Give a file the owner and the rights of another: to those of a group only where it is of the same group."""
    there = old.stat()
    rights = there.st_mode & 0o777
    if (there.st_uid, there.st_gid) != (new.stat().st_uid, new.stat().st_gid) and hasattr(os, "chown"):
        try:
            os.chown(new, there.st_uid, there.st_gid)
        except OSError:
            with suppress(OSError):
                os.chown(new, -1, there.st_gid)
    if new.stat().st_gid != there.st_gid:
        rights &= 0o707
    listed = _access(old)
    try:  # where there is a list, the rights of the group are the most that anybody in it has
        if listed is not None:
            os.setxattr(new, _ACCESS, listed)
        elif _access(new) is not None:
            os.removexattr(new, _ACCESS)
        new.chmod(rights)
    except OSError:  # a disk that knows no rights, or fewer: it stays its owner's alone
        return


def _access(file: Path) -> bytes | None:
    """Give the list of those who may use a file; None where it has none."""
    if not hasattr(os, "getxattr"):
        return None
    try:
        return os.getxattr(file, _ACCESS)
    except OSError:
        return None


def make_private(file: Path, like: Path | None = None) -> None:
    """Make an empty file that only its owner can read, whatever the umask says; what stood there is gone.

    Made by root, it belongs to whom `like` belongs (else its folder).
    """
    file.unlink(missing_ok=True)
    _make(file, like)


def begin_private(file: Path) -> None:
    """Make such a file where there is none; one that another program made this moment is left as it is."""
    with suppress(FileExistsError):
        _make(file, None)


def _make(file: Path, like: Path | None) -> None:
    opened = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE)
    try:
        hand_over(opened, like or file.parent)
    finally:
        os.close(opened)


def hand_over(made: Path | int, like: Path) -> None:
    """Give what root made to whom something else belongs: with `sudo`, too, a person's files stay the person's."""
    if not _is_root():
        return
    with suppress(OSError):  # a disk that knows no owners
        owner = like.stat()
        if owner.st_uid:
            os.chown(made, owner.st_uid, owner.st_gid)


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _give_as(draft: int, target: Path, *, private: bool = True) -> None:
    """Let a file that is about to replace another belong to the same owner.

    Where only root could do that, its owner may use it all the same, as they could use what stood there.
    """
    if sys.platform == "win32":
        return
    with suppress(OSError):
        old = target.stat()
        if old.st_uid == os.fstat(draft).st_uid:
            return
        with suppress(OSError):
            os.fchown(draft, old.st_uid, old.st_gid)
        if private and os.fstat(draft).st_uid != old.st_uid:
            with suppress(OSError):
                os.fchown(draft, -1, old.st_gid)
            os.fchmod(draft, stat.S_IMODE(old.st_mode))


def keep_private(file: Path) -> None:
    """Take the eyes of others off a file that is there; a disk that knows no owners is left as it is."""
    with suppress(OSError):
        mode = file.stat().st_mode
        if mode & 0o077:
            file.chmod(mode & 0o700)


def make_folder(folder: Path, like: Path | None = None) -> None:
    """Make a folder for its owner alone, and those above it, where they are not there; no power cut undoes it.

    Made by root, they belong to whom `like` belongs (else the folder that they are made in).
    """
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    for each in reversed(new):
        hand_over(each, like if like is not None and like.exists() else each.parent)
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


def move_aside(file: Path, now: datetime) -> Path:
    """Give what lies there another name, so that it is kept; raises OSError where it cannot be moved."""
    aside = name_aside(file, now)
    file.rename(aside)
    return aside


def put_in_place(draft: Path, target: Path) -> None:
    """Bring a file that was written to the disk, then put it where it belongs, so that a power cut undoes neither.

    It belongs to whom that belongs which it replaces.
    """
    _bring_to_disk(draft, target)
    draft.replace(target)
    sync_folder(target.parent)


def put_where_nothing_is(draft: Path, target: Path) -> None:
    """Put a file in its place as `put_in_place` does. Raises FileExistsError where there is something by now."""
    _bring_to_disk(draft, target)
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no second names
        if target.exists():
            raise FileExistsError(17, "there is a file by now", str(target)) from None
        draft.replace(target)
    else:
        draft.unlink()
    sync_folder(target.parent)


def _bring_to_disk(draft: Path, target: Path) -> None:
    with draft.open("rb+") as written:
        _give_as(written.fileno(), target)
        os.fsync(written.fileno())


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; not every system lets a folder be opened."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def wipe(file: Path, *, unless: Path | None = None) -> None:
    """Write zeros over a file and delete it; only delete it where something else would be written over.

    That is so where it is a link, where it is but a second name of one that is needed (`unless`), and where it has
    another name left, of whomever. What is no file is left alone.
    """
    with suppress(OSError):
        if file.is_symlink():
            file.unlink()
            return
        opened = os.open(file, os.O_RDWR | _PLAINLY)
        try:
            found = os.fstat(opened)
            if not stat.S_ISREG(found.st_mode):
                return
            if found.st_nlink < 2 and not (unless is not None and unless.exists() and file.samefile(unless)):
                zeros = memoryview(bytes(found.st_size))
                while zeros:
                    zeros = zeros[os.write(opened, zeros) :]
                os.fsync(opened)
        finally:
            os.close(opened)
        file.unlink()
