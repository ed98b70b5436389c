"""The one way a whole file is written: beside its target, flushed to the disk, read back, then moved into place."""

import errno
import os
import stat
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from cramp_journal.errors import FileFault
from cramp_journal.i18n import Late, _

_PRIVATE, _PRIVATE_FOLDER = 0o600, 0o700  # for the owner only
_PLAINLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_LONGEST_NAME = 240  # bytes, so that the suffix of a draft still fits (most disks allow 255)
_NOT_PLAIN = Late("it is no plain file")
_ACCESS = "system.posix_acl_access"  # the access control list, on disks that have one (acl(5))


def write_whole(file: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file completely or not at all; a new one is readable by its owner only, whatever the umask.

    An existing file keeps its permissions, and its owner if possible, unless it is `private`. Through a link, the file
    it leads to is written.

    Raises:
        OSError: It cannot be written, or is no plain file; what was there before is still complete.
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
            raise FileFault(5, _("it did not arrive on the disk as it was written"))
        if not private and file.exists():
            _give_rights_of(file, draft)
        draft.replace(file)
        sync_folder(file.parent)  # else a power cut could restore the previous file
    finally:
        with suppress(OSError):  # no draft is left if its folder does not exist or it was moved into place
            draft.unlink()


def target_of(file: Path) -> Path:
    """Return the file that would be written, following links.

    Raises:
        OSError: A folder, a device, a pipe or the like is there. Writing to it could take for ever, and replacing it by
            a file would be worse.
    """
    with suppress(FileNotFoundError):
        found = file.stat()
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, "a folder")
        if _is_of_the_system(file) or not stat.S_ISREG(found.st_mode):
            raise FileFault(errno.EINVAL, _NOT_PLAIN.said())
    return Path(os.path.realpath(file)) if file.is_symlink() else file


def make_ready(file: Path) -> None:
    """Create a file that something else will fill, for its owner only, if there is none.

    Raises:
        OSError: It cannot be created.
    """
    if not target_of(file).exists():
        make_private(target_of(file))


def _is_of_the_system(file: Path) -> bool:
    parts = file.absolute().parts[1:3]
    return parts[:1] in (("dev",), ("proc",)) and parts != ("dev", "shm")  # /dev/stdout is whatever a program has open


def _give_rights_of(old: Path, new: Path) -> None:
    """Copy owner and permissions to another file; the group's permissions only if both have the same group."""
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
    try:  # with an access list, the group's permissions limit everybody in it
        if listed is not None:
            os.setxattr(new, _ACCESS, listed)
        elif _access(new) is not None:
            os.removexattr(new, _ACCESS)
        new.chmod(rights)
    except OSError:  # a disk with no or fewer permissions: the file stays private
        return


def _access(file: Path) -> bytes | None:
    """Return the access control list of a file, or None if it has none."""
    if not hasattr(os, "getxattr"):
        return None
    try:
        return os.getxattr(file, _ACCESS)
    except OSError:
        return None


def make_private(file: Path, like: Path | None = None) -> None:
    """Create an empty file that only its owner can read, whatever the umask, replacing what was there.

    Created by root, it gets the owner of `like` (else of its folder).
    """
    file.unlink(missing_ok=True)
    _make(file, like)


def begin_private(file: Path) -> None:
    """Create such a file if there is none; one that another program has just created is left unchanged."""
    with suppress(FileExistsError):
        _make(file, None)


def _make(file: Path, like: Path | None) -> None:
    opened = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE)
    try:
        hand_over(opened, like or file.parent)
    finally:
        os.close(opened)


def hand_over(made: Path | int, like: Path) -> None:
    """Pass a file created by root to the owner of another: with `sudo`, too, a person's files stay theirs."""
    if not _is_root():
        return
    with suppress(OSError):  # a disk without owners
        owner = like.stat()
        if owner.st_uid:
            os.chown(made, owner.st_uid, owner.st_gid)


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _give_as(draft: int, target: Path, *, private: bool = True) -> None:
    """Set a file's owner to that of the file that it is about to replace.

    If only root could do that, the owner gets the permission to use it, as they could use the previous file.
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
    """Remove other people's permissions from an existing file; nothing happens on a disk without owners."""
    with suppress(OSError):
        mode = file.stat().st_mode
        if mode & 0o077:
            file.chmod(mode & 0o700)


def make_folder(folder: Path, like: Path | None = None) -> None:
    """Create a folder for its owner only, and its parents, if they do not exist, safe from power cuts.

    Created by root, they get the owner of `like` (else of the folder in which they are created).
    """
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    for each in reversed(new):
        hand_over(each, like if like is not None and like.exists() else each.parent)
        sync_folder(each.parent)


def read_small(file: Path, most: int) -> bytes:
    """Read a plain file of at most `most` bytes.

    Raises:
        OSError: It is larger, or no plain file: a pipe or a device, which may never end, is never waited for.
    """
    _see_that_plain(file.stat())
    opened = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(opened, "rb") as given:
        _see_that_plain(os.fstat(given.fileno()))
        data = given.read(most + 1)
    if len(data) > most:
        raise FileFault(errno.EFBIG, _("it is too large"))
    return data


def _see_that_plain(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise FileFault(errno.EINVAL, _("it is no plain file"))


def name_aside(file: Path, now: datetime) -> Path:
    """Return a free name beside a file, under which an unreadable file is kept."""
    name = f"{file.name}.damaged-{now:%Y-%m-%d-%H%M%S}"
    tries = (file.with_name(f"{name}-{number}" if number else name) for number in range(1000))
    return next(each for each in tries if not os.path.lexists(each))


def move_aside(file: Path, now: datetime) -> Path:
    """Rename a file, so that it is kept, and return its new name.

    Raises:
        OSError: It cannot be moved.
    """
    aside = name_aside(file, now)
    file.rename(aside)
    return aside


def put_in_place(draft: Path, target: Path) -> None:
    """Flush a finished file to the disk, then move it into place, so that a power cut undoes neither.

    It gets the owner of the file that it replaces.
    """
    _bring_to_disk(draft, target)
    draft.replace(target)
    sync_folder(target.parent)


def put_where_nothing_is(draft: Path, target: Path) -> None:
    """Move a file into place as `put_in_place` does, if the place is free.

    Raises:
        FileExistsError: Something is there by now.
    """
    _bring_to_disk(draft, target)
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
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
    """Flush the names in a folder to the disk; not every system can open a folder."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def wipe(file: Path, *, unless: Path | None = None) -> None:
    """Write zeros over a file and delete it; only delete it if the zeros would damage something else.

    That is the case if it is a link, if it shares its content with a file that is needed (`unless`), or if it has
    another hard link. Anything that is no plain file is left alone.
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
